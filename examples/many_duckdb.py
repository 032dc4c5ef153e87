"""Plants of a DuckDB table: its record batches through rampcast.batch, and a function for SQL."""

from pathlib import Path

import duckdb
import pyarrow as pa
import rampcast.batch

TEMPLATE = (Path(__file__).parent / "one_line.toml").read_text(encoding="utf-8")
RATE = "line.L1.nameplate.units_per_year"


def likely_units(ids: pa.ChunkedArray, rates: pa.ChunkedArray) -> pa.Array:
    """The median of the units of 2025, a plant a row."""
    asked = pa.table({"id": ids, RATE: rates})
    made = rampcast.batch.forecast(asked, template=TEMPLATE, paths=1024, metrics=["units"])
    return pa.array([row["p50"] for row in made.to_pylist() if row["period"] == "2025"])


con = duckdb.connect()
con.sql(
    f"""create table plants as select 'plant ' || i as id, 8000.0 + 4 * i as "{RATE}"
    from range(1000) t(i)"""
)

# Whole forecasts: what DuckDB streams goes through the pure function, batch by batch.
reader = con.sql("from plants").to_arrow_reader(250)
made = pa.Table.from_batches(
    rampcast.batch.forecast(batch, template=TEMPLATE, paths=1024) for batch in reader
)
print(con.sql("select period, sum(p50) as pumps from made where metric = 'units' group by all"))

# One figure in SQL.
con.create_function("likely_units", likely_units, ["VARCHAR", "DOUBLE"], "DOUBLE", type="arrow")
print(con.sql(f'select id, likely_units(id, "{RATE}") as pumps_2025 from plants limit 5'))
