"""What compiling twenty lines takes, against the library and with the headers alone.

    python tests/packaging/compile_cost.py INCLUDE_DIR [COMPILER]

Prints seconds of one core and peak memory of each; fails where linking against the library takes
more than 1 GB. Seconds depend on the machine and are not judged.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "examples" / "twenty_lines.cpp"
FLAGS = ["-std=c++20", "-O1", "-ffp-contract=off", "-Wno-psabi", "-isystem", "/usr/include/eigen3"]
MOST_BYTES_LINKED = 10**9


def compile_cost(compiler: str, include: str, *more: str) -> tuple[float, int]:
    """Processor seconds and peak bytes of compiling SOURCE in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [compiler, *FLAGS, f"-I{include}", *more, "-c", str(SOURCE), "-o", f"{folder}/o"]
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            code = subprocess.run(command, check=False).returncode
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            os.write(writer, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}".encode())
            os._exit(code)
        _, status = os.waitpid(child, 0)
        seconds, kilobytes = os.read(reader, 100).decode().split()
        if status != 0:
            sys.exit(f"does not compile: {' '.join(command)}")
        return float(seconds), int(kilobytes) * 1024


def main() -> None:
    include = sys.argv[1]
    compiler = sys.argv[2] if len(sys.argv) > 2 else "g++"
    seconds, linked = compile_cost(compiler, include)
    print(f"against the library  {seconds:6.1f} s  {linked / 1e9:5.2f} GB")
    alone_seconds, alone = compile_cost(compiler, include, "-DRAMPCAST_HEADER_ONLY")
    print(f"headers alone        {alone_seconds:6.1f} s  {alone / 1e9:5.2f} GB")
    if linked > MOST_BYTES_LINKED:
        sys.exit(f"{linked:,} bytes against the library, must be at most {MOST_BYTES_LINKED:,}")


if __name__ == "__main__":
    main()
