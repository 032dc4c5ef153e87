"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from .refusals import told

try:
    import fcntl
except ImportError:  # of Windows
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".rampcast-", ".part"
_TEMPORARY = re.compile(re.escape(_PREFIX) + r"\w{8}" + re.escape(_SUFFIX))
#: A folder younger than this may be one that is just being made, seconds.
_YOUNG_S = 60.0


@contextlib.contextmanager
def folder_for(path: Path) -> Iterator[Path]:
    """A temporary folder in a folder, or in the nearest above it that exists.

    It is taken away at the end; those that a killed process left there are, too, where files can be
    locked (not on Windows).
    """
    place = path.absolute()
    while not place.is_dir():
        place = place.parent
    _tidy(place)
    made = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=place))
    try:
        with _locked(made):
            yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether a folder could be locked, which lasts as long as the process at most."""
    if fcntl is None:
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _tidy(place: Path) -> None:
    """Takes away the temporary folders of processes that are gone."""
    with contextlib.suppress(OSError):
        for each in [entry for entry in os.scandir(place) if _TEMPORARY.fullmatch(entry.name)]:
            about = each.stat(follow_symlinks=False)
            own = not hasattr(os, "getuid") or about.st_uid == os.getuid()
            if own and each.is_dir(follow_symlinks=False) and _is_old(about.st_mtime):
                with _locked(Path(each.path)) as free:
                    if free:
                        shutil.rmtree(each.path, ignore_errors=True)


def _is_old(since: float) -> bool:
    return time.time() - since > _YOUNG_S


@contextlib.contextmanager
def told_as(path: str | os.PathLike[str]) -> Iterator[None]:
    """Errors of files within name the path a person gave, where they name none or a hidden one."""
    try:
        yield
    except OSError as error:
        named = "" if error.filename is None else os.fsdecode(error.filename)
        if named and _PREFIX not in named:
            raise
        inside = re.split(_TEMPORARY.pattern + r"/?", named)[-1] if named else ""
        file = os.path.join(os.fsdecode(path), inside) if os.path.isdir(path) else os.fsdecode(path)
        code = error.errno or errno.EIO
        raise OSError(code, error.strerror or str(error), file) from None


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


def put_all(files: Sequence[Path], folder: Path) -> None:
    """Puts files into a folder, made where it is not there: all, or none where that fails.

    The files stand in a temporary folder, which keeps what they replace meanwhile.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    done: list[tuple[Path, Path | None]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            target = Path(os.path.realpath(folder / file.name))
            before = file.with_name(file.name + ".before") if target.exists() else None
            if before is not None:
                shutil.copy2(target, before)
            put(file, target)
            done.append((target, before))
    except BaseException:
        for target, before in done:
            with contextlib.suppress(OSError):
                target.unlink() if before is None else os.replace(before, target)
        for each in missing:
            with contextlib.suppress(OSError):
                each.rmdir()
        raise


def check_file(path: str | os.PathLike[str]) -> None:
    """Raises IsADirectoryError for a folder or no name, FileNotFoundError where its folder is not
    there."""
    text = os.fspath(path)
    if not text or os.path.isdir(text):
        raise IsADirectoryError(errno.EISDIR, "the name of a file is needed, not of a folder", text)
    above = os.path.dirname(text)
    if above and not os.path.isdir(above):
        raise FileNotFoundError(errno.ENOENT, "no such folder", above)


def check_picture(path: str | os.PathLike[str]) -> None:
    """As `check_file`; raises ValueError as well where the name's ending is of no picture."""
    from .extras import need

    check_file(path)
    kinds = need("matplotlib.backend_bases", "plot", "a picture").FigureCanvasBase.filetypes
    ending = os.path.splitext(os.fspath(path))[1]
    if ending[1:].lower() not in kinds:
        raise ValueError(
            f"{os.fspath(path)}: ends in {told(ending)}, must be a picture's: .png, .svg, .pdf"
        )


@contextlib.contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A file to write, put in the place of `path` once it is whole; until then that stays as it is.

    What is no file, such as a pipe or a device, is written to as it stands. Raises
    FileNotFoundError where the folder is not there, IsADirectoryError for a folder or no name.
    """
    check_file(path)
    target = Path(os.path.realpath(path))
    with told_as(path):
        if target.exists() and not target.is_file():
            yield target
            return
        with folder_for(target.parent) as made:
            yield made / target.name
            put(made / target.name, target)
