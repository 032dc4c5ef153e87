"""Plants on a Ray cluster, here of two processes of this machine."""

from pathlib import Path

import pyarrow as pa
import rampcast.batch
import rampcast.ray
import ray

TEMPLATE = (Path(__file__).parent / "one_line.toml").read_text(encoding="utf-8")


def main() -> None:
    plants = pa.table(
        {
            "id": [f"plant {i}" for i in range(400)],
            "line.L1.nameplate.units_per_year": [8_000.0 + 10 * i for i in range(400)],
        }
    )
    batches = rampcast.batch.batches(plants, rows=50)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    found = rampcast.ray.forecast(batches, template=TEMPLATE, paths=1024)
    rows = sum(batch.num_rows for batch in found)  # each as it comes, in order
    ray.shutdown()
    print(f"{plants.num_rows} plants, {rows:,} rows of units and value by year")


if __name__ == "__main__":
    main()
