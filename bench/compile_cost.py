"""What the umbrella header costs a compiler: seconds, memory, template instantiations.

    python bench/compile_cost.py [HEADER ...]

Each header (default: rampcast/rampcast.hpp) is compiled by itself by clang++, which counts the
classes and functions it instantiates, once against the library and once header-only.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLAGS = ["-std=c++20", "-O0", "-Wno-psabi", f"-I{ROOT / 'include'}", "-isystem/usr/include/eigen3"]


def cost(header: str, *more: str) -> tuple[float, int, int]:
    """Seconds of one core, instantiated classes and instantiated functions of a header."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "one.cpp"
        source.write_text(f'#include "{header}"\n', encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        trace = ["-ftime-trace", "-ftime-trace-granularity=0"]
        output = ["-c", str(source), "-o", str(source.with_suffix(".o"))]
        subprocess.run(["clang++", *FLAGS, *more, *trace, *output], check=True)
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        events = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))["traceEvents"]
    names = [event["name"] for event in events]
    return seconds, names.count("InstantiateClass"), names.count("InstantiateFunction")


def main() -> None:
    print(f"{'header':40}{'':14}{'s':>7}{'classes':>10}{'functions':>11}")
    for header in sys.argv[1:] or ["rampcast/rampcast.hpp"]:
        for words, flags in (("library", []), ("header-only", ["-DRAMPCAST_HEADER_ONLY"])):
            seconds, classes, functions = cost(header, *flags)
            print(f"{header:40}{words:14}{seconds:7.1f}{classes:10,}{functions:11,}")


if __name__ == "__main__":
    main()
