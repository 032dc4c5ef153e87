"""Forecasts of record batches on a Dask cluster. Needs the extra ``dask``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from . import batch
from .extras import need
from .portfolio.many import in_order


def forecast(batches: Iterable[Any], *, client: Any = None, **how: Any) -> Iterator[Any]:
    """`rampcast.batch.forecast` of each record batch, on the workers of a client, in their order.

    batches: Arrow record batches of some hundred plants each (`rampcast.batch.batches`), taken as
    results are asked for: two for each thread of the cluster are on their way, so that the driver
    holds no more. client: a ``distributed.Client``; None takes the current one. how: as for
    `rampcast.batch.forecast`. What a worker that dies had to do is done by another, to the same
    bits.
    """
    distributed = need("distributed", "dask", "rampcast.dask")
    client = client or distributed.get_client()
    work = partial(batch.forecast, **how)
    threads = sum(client.nthreads().values())
    return in_order(lambda each: client.submit(work, each, pure=False), _result, batches, threads)


def _result(future: Any) -> Any:
    return future.result()
