"""Files a user has are replaced whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rampcast as rc
from rampcast.frame import Frame

ROWS = {"period": [str(i) for i in range(20_000)], "units": [float(i) / 7 for i in range(20_000)]}
WRITERS = ["to_csv", "to_parquet"]


def write(kind: str, path: Path, rows: int = 20_000) -> None:
    getattr(Frame({name: column[:rows] for name, column in ROWS.items()}), kind)(path)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.skipif(sys.platform == "win32", reason="has no limits of file sizes")
def test_a_full_disk_leaves_what_was_there(kind: str, tmp_path: Path) -> None:
    import resource

    if kind == "to_parquet":
        pytest.importorskip("pyarrow")
    path = tmp_path / "old"
    write(kind, path, 10)
    before = path.read_bytes()
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(OSError, match=r"(?i)large"):
            write(kind, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["old"]


@pytest.mark.parametrize("kind", WRITERS)
def test_links_and_permissions_stay(kind: str, tmp_path: Path) -> None:
    if kind == "to_parquet":
        pytest.importorskip("pyarrow")
    path, link = tmp_path / "file", tmp_path / "link"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write(kind, link, 3)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes() != b"old"


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no such device")
def test_a_device_is_written_to_and_stays_one() -> None:
    with pytest.raises(OSError, match="No space"):
        write("to_csv", Path("/dev/full"))
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("kind", WRITERS)
def test_a_name_is_needed_and_a_folder(kind: str, tmp_path: Path) -> None:
    if kind == "to_parquet":
        pytest.importorskip("pyarrow")
    frame = Frame({"period": ["2025"], "units": [1.0]})
    with pytest.raises(IsADirectoryError, match="name of a file"):
        getattr(frame, kind)("")
    with pytest.raises(IsADirectoryError, match="name of a file"):
        getattr(frame, kind)(tmp_path)
    with pytest.raises(FileNotFoundError, match="no such folder"):
        getattr(frame, kind)(tmp_path / "none" / "file")


def test_tables_are_made_in_their_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    places: list[Path] = []
    make: Callable[..., str] = tempfile.mkdtemp

    def noted(*args: object, **words: object) -> str:
        places.append(Path(str(words["dir"])))
        return make(*args, **words)

    monkeypatch.setattr(tempfile, "mkdtemp", noted)
    plant = rc.load_plant(Path(__file__).resolve().parents[2] / "examples" / "one_line.toml")
    forecast = rc.forecast(plant, paths=64, threads=1)
    out = tmp_path / "out"
    out.mkdir()
    forecast.to_csv(out)
    assert out in places
    assert not [name for name in os.listdir(out) if name.startswith(".")]


def test_what_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    write("to_csv", path, 10)
    before = path.read_bytes()
    code = (
        "import os, sys\n"
        "from rampcast.frame import Frame\n"
        "class Last:\n"
        "    def __str__(self): os.kill(os.getpid(), 9)\n"
        "Frame({'period': ['x'] * 5000 + [Last()]}).to_csv(sys.argv[1])\n"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code, str(path)], check=False)
    assert done.returncode != 0
    assert path.read_bytes() == before
