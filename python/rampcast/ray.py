"""Forecasts of record batches on a Ray cluster. Needs the extra ``ray``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from . import batch
from .extras import need
from .portfolio.many import in_order


def forecast(batches: Iterable[Any], *, retries: int = 3, **how: Any) -> Iterator[Any]:
    """`rampcast.batch.forecast` of each record batch, on the workers of Ray, in their order.

    batches: Arrow record batches of some hundred plants each (`rampcast.batch.batches`), taken as
    results are asked for: two for each processor of the cluster are on their way. retries: how
    often a batch is begun again whose worker died. how: as for `rampcast.batch.forecast`.
    ``ray.init()`` goes before, where there is no cluster yet.
    """
    ray = need("ray", "ray", "rampcast.ray")
    work = ray.remote(max_retries=retries)(batch.forecast)
    processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
    return in_order(lambda each: work.remote(each, **how), ray.get, batches, processors)
