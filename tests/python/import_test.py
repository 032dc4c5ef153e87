"""What is imported, and when."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import rampcast as rc


def test_what_comes_later_is_what_type_checkers_are_told() -> None:
    tree = ast.parse(Path(rc.__file__).read_text(encoding="utf-8"))
    (told,) = [
        node
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    names = {
        each.name: node.module
        for node in told.body
        if isinstance(node, ast.ImportFrom) and node.module
        for each in node.names
    }
    assert names == rc._LATER
    assert set(names) <= set(rc.__all__)
    for name in rc.__all__:
        assert getattr(rc, name) is not None
        assert name in dir(rc)


def test_rooms_are_entered_when_first_asked() -> None:
    code = (
        "import sys, rampcast as rc\n"
        "rooms = lambda: {m.split('.')[1] for m in sys.modules if m.count('.') == 2"
        " and m.startswith('rampcast.')}\n"
        "assert 'calibration' not in rooms() and 'portfolio' not in rooms(), rooms()\n"
        "made = rc.Calibration.__new__(rc.Calibration)\n"
        "assert 'calibration' in rooms()\n"
        "try:\n    repr(made)\nexcept TypeError as error:\n    print(error)\n"
        "try:\n    rc.nothing\nexcept AttributeError as error:\n    print(error)\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines() == [
        "the Calibration was not made by a call of rampcast",
        "module 'rampcast' has no attribute 'nothing'",
    ]
