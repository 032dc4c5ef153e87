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
ONE_LINE = Path(__file__).resolve().parents[2] / "examples" / "one_line.toml"


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
    plant = rc.load_plant(ONE_LINE)
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


@pytest.fixture(scope="module")
def forecast() -> rc.Forecast:
    return rc.forecast(rc.load_plant(ONE_LINE), paths=64, threads=1)


def everything_below(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


class limited_files:  # noqa: N801
    """Files may have so many bytes, as on a disk that is full."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __enter__(self) -> None:
        import resource

        self.ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.most, self.limits[1]))

    def __exit__(self, *_: object) -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, self.limits)
        signal.signal(signal.SIGXFSZ, self.ignored)


@pytest.mark.parametrize("name", ["yearly.csv", "targets.parquet", "forecast.xlsx"])
def test_a_folder_in_the_way_of_one_file_is_seen_first(
    name: str, tmp_path: Path, forecast: rc.Forecast
) -> None:
    (tmp_path / "out" / name).mkdir(parents=True)
    before = everything_below(tmp_path)
    with pytest.raises(IsADirectoryError) as caught:
        forecast.write(tmp_path / "out")
    assert caught.value.filename == str(tmp_path / "out" / name)
    assert everything_below(tmp_path) == before


@pytest.mark.parametrize("at", [0, 3, 16])
def test_all_tables_are_put_in_place_or_none(
    at: int, tmp_path: Path, forecast: rc.Forecast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rampcast import files

    out = tmp_path / "new" / "out"
    calls = 0
    put = files.put

    def failing(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == at + 1:
            raise OSError(28, "No space left on device", str(source))
        put(source, target)

    monkeypatch.setattr(files, "put", failing)
    with pytest.raises(OSError, match="No space left") as caught:
        forecast.write(out)
    assert ".rampcast-" not in str(caught.value)
    assert everything_below(tmp_path) == {}
    calls = -1000
    forecast.write(out)
    before = everything_below(tmp_path)
    other = rc.forecast(forecast.plant, paths=64, threads=1, seed=2)
    calls = 0
    with pytest.raises(OSError, match="No space left"):
        other.write(out)
    assert everything_below(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits of file sizes")
@pytest.mark.parametrize("writer", ["to_excel", "to_csv", "write", "comparison"])
def test_what_does_not_fit_the_disk_is_an_os_error_with_the_path_given(
    writer: str, tmp_path: Path, forecast: rc.Forecast
) -> None:
    path = tmp_path / "given"
    call = getattr(forecast, writer, rc.compare(forecast, forecast).to_excel)
    with limited_files(2048), pytest.raises(OSError, match=r"(?i)large") as caught:
        call(path)
    assert str(caught.value.filename).startswith(str(path))
    assert ".rampcast-" not in str(caught.value)
    assert everything_below(tmp_path) == {}


def test_no_name_is_no_folder(forecast: rc.Forecast) -> None:
    before = os.listdir(".")
    for write_all in (forecast.write, forecast.to_csv):
        with pytest.raises(OSError, match="name of a folder is needed"):
            write_all("")
    assert os.listdir(".") == before


def test_what_killed_runs_left_is_tidied_up(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from rampcast.files import folder_for\n"
        "with folder_for(Path(sys.argv[1])) as made:\n"
        "    (made / 'part').write_text('half')\n"
        "    if sys.argv[2] == 'killed': os.kill(os.getpid(), 9)\n"
        "    print(made, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-P", "-c", code, str(tmp_path)]
    subprocess.run([*command, "killed"], check=False)
    (left,) = tmp_path.iterdir()
    with subprocess.Popen(
        [*command, "alive"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as alive:
        used = Path(alive.stdout.readline().rstrip())
        (tmp_path / ".rampcast-projects").mkdir()
        for folder in (left, used, tmp_path / ".rampcast-projects"):
            os.utime(folder, (0, 0))
        write("to_csv", tmp_path / "new.csv", 3)
        names = {".rampcast-projects", "new.csv"}
        assert {path.name for path in tmp_path.iterdir()} == names | {used.name}
        alive.stdin.close()
    assert {path.name for path in tmp_path.iterdir()} == names


def test_what_a_killed_save_left_is_in_nobodys_way(tmp_path: Path) -> None:
    left = {f"p.toml.part-{os.getpid()}-{k}" for k in range(1, 1000)}
    for name in left:
        (tmp_path / name).write_text("half")
    rc.save_plant(rc.load_plant(ONE_LINE), tmp_path / "p.toml")
    now = set(os.listdir(tmp_path))
    assert len(now) == len(left)
    assert now - left == {"p.toml"}


def test_what_cannot_be_pickled_says_so(forecast: rc.Forecast) -> None:
    import copy
    import pickle

    line = rc.Line("L", stations=[rc.Station("a", cycle_time_s=60)])
    for each in (forecast, rc.capacity(line, method="formula")):
        with pytest.raises(TypeError, match="cannot be pickled: pickle its"):
            pickle.dumps(each)
    assert copy.copy(forecast).quantile("units", 0.5, "2025") > 0
