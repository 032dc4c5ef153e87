"""Every build of the extension gives the same bits."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rampcast.core import choose, cpu_flags

ROOT = Path(__file__).resolve().parents[2]

PRINT = """
import hashlib
import rampcast as rc
plant = rc.load_plant("examples/tianshui.toml")
forecast = rc.forecast(plant, paths=12_288, seed=5, threads=THREADS)
bits = hashlib.sha256()
for step in ("month", "year"):
    frame = forecast.frame(step=step)
    for column in ("mean", "sd", "p10", "p50", "p90", "p90_se"):
        bits.update(frame[column].tobytes())
print(bits.hexdigest())
"""


def bits(variant: str, threads: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PRINT.replace("THREADS", str(threads))],
        cwd=ROOT,
        env={**os.environ, "RAMPCAST_VARIANT": variant},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_threads_do_not_matter() -> None:
    assert len({bits("baseline", threads) for threads in (1, 2, 7)}) == 1


def test_instruction_sets_do_not_matter() -> None:
    built = importlib.util.find_spec("rampcast._core_v3") is not None
    if not built or choose("", cpu_flags(), built) != "v3":
        pytest.skip("this processor does not run the v3 build")
    assert bits("baseline", 2) == bits("v3", 2)
