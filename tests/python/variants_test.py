"""Every build of the simulation gives the same bits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rampcast.engine import choose, cpu_flags, installed

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


@pytest.mark.parametrize("variant", ["v3", "v4"])
def test_instruction_sets_do_not_matter(variant: str) -> None:
    if choose("", cpu_flags(), installed() & {variant}) != variant:
        pytest.skip(f"this processor does not run the {variant} build")
    assert bits("baseline", 2) == bits(variant, 2)
