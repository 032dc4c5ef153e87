"""Plants on a Dask cluster, here of two processes of this machine."""

from pathlib import Path

import pyarrow as pa
import rampcast.batch
import rampcast.dask
from distributed import Client, LocalCluster

TEMPLATE = (Path(__file__).parent / "one_line.toml").read_text(encoding="utf-8")


def main() -> None:
    plants = pa.table(
        {
            "id": [f"plant {i}" for i in range(400)],
            "line.L1.nameplate.units_per_year": [8_000.0 + 10 * i for i in range(400)],
        }
    )
    batches = rampcast.batch.batches(plants, rows=50)
    where = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**where) as cluster, Client(cluster) as client:
        found = rampcast.dask.forecast(batches, client=client, template=TEMPLATE, paths=1024)
        rows = sum(batch.num_rows for batch in found)  # each as it comes, in order
    print(f"{plants.num_rows} plants, {rows:,} rows of units and value by year")


if __name__ == "__main__":
    main()
