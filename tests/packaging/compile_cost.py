"""What compiling twenty lines takes, against the library and with the headers alone.

    python tests/packaging/compile_cost.py COMPILER ARGUMENT...   compiles, and notes the cost
    python tests/packaging/compile_cost.py --judge BUILD_FOLDER   prints what was noted

The first is a CMAKE_CXX_COMPILER_LAUNCHER: it leaves seconds of one core and peak memory beside
the object. The second fails where linking against the library took more than 1 GB; seconds depend
on the machine and are not judged.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

MOST_BYTES_LINKED = 10**9


def compiled(command: list[str]) -> int:
    """Runs a compiler and notes what it took; its exit code."""
    code = subprocess.run(command, check=False).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "-o" in command:
        noted = f"{used.ru_utime + used.ru_stime} {used.ru_maxrss * 1024}"
        Path(command[command.index("-o") + 1] + ".cost").write_text(noted, encoding="utf-8")
    return code


def judge(build: Path) -> None:
    """Prints the costs noted in a build folder, and exits where there is too much or nothing."""
    for target, words in {
        "linked": "against the library",
        "headers_only": "headers alone",
    }.items():
        (noted,) = (build / f"CMakeFiles/{target}.dir").rglob("*.cost")
        seconds, used = noted.read_text(encoding="utf-8").split()
        print(f"{words:19}  {float(seconds):6.1f} s  {int(used) / 1e9:5.2f} GB")
        if target == "linked" and int(used) > MOST_BYTES_LINKED:
            sys.exit(f"{int(used):,} bytes {words}, must be at most {MOST_BYTES_LINKED:,}")


if __name__ == "__main__":
    if sys.argv[1] == "--judge":
        judge(Path(sys.argv[2]))
    else:
        sys.exit(compiled(sys.argv[1:]))
