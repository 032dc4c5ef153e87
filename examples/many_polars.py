"""A thousand plants of a Polars frame: rampcast.batch.forecast as its map_batches."""

from pathlib import Path

import polars as pl
import rampcast.batch

TEMPLATE = (Path(__file__).parent / "one_line.toml").read_text(encoding="utf-8")


def forecast(plants: pl.DataFrame) -> pl.DataFrame:
    """A row a plant in, a row a plant, metric and year out."""
    made = rampcast.batch.forecast(plants.to_arrow(), template=TEMPLATE, paths=1024)
    return pl.from_arrow(made)


plants = pl.LazyFrame(
    {
        "id": [f"plant {i}" for i in range(1000)],
        "line.L1.nameplate.units_per_year": [8_000.0 + 4 * i for i in range(1000)],
    }
)
schema = pl.from_arrow(rampcast.batch.schema().empty_table()).schema
found = plants.map_batches(forecast, schema=schema)
units = found.filter((pl.col("metric") == "units") & (pl.col("period") == "2025")).collect()
print(units.select("id", "p10", "p50", "p90").head(5))
print(f"{len(units):,} plants, {units['p50'].sum():,.0f} pumps in 2025 at their medians")
