"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def folder_for(path: Path) -> Iterator[Path]:
    """A temporary folder in a folder, or in the nearest above it that exists."""
    place = path.absolute()
    while not place.is_dir():
        place = place.parent
    made = Path(tempfile.mkdtemp(prefix=".rampcast-", dir=place))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def put(source: Path, target: Path) -> None:
    """Puts a file in the place of another, whose permissions it takes; links are followed."""
    target = Path(os.path.realpath(target))
    if target.exists():
        mode = target.stat().st_mode & 0o7777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    source.chmod(mode)
    os.replace(source, target)


@contextlib.contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A file to write, put in the place of `path` once it is whole; until then that stays as it is.

    What is no file, such as a pipe or a device, is written to as it stands. Raises
    FileNotFoundError where the folder is not there, IsADirectoryError for a folder or no name.
    """
    target = Path(os.path.realpath(path))
    if not os.fspath(path) or target.is_dir():
        raise IsADirectoryError(
            21, "the name of a file is needed, not of a folder", os.fspath(path)
        )
    if not target.parent.is_dir():
        raise FileNotFoundError(2, "no such folder", str(target.parent))
    if target.exists() and not target.is_file():
        yield target
        return
    with folder_for(target.parent) as made:
        yield made / target.name
        put(made / target.name, target)
