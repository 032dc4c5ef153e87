"""Notebooks run from top to bottom, from the repository's top folder."""

from __future__ import annotations

from pathlib import Path

import nbclient
import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]


#: What a notebook must have printed.
PRINTED = {
    "tianshui": ["20,000 servers in 2025", "own, inference leads", "Surprise of"],
    "model3": ["2019-Q2: ceiling", "no noise is stated of general assembly"],
}


@pytest.mark.parametrize("name", PRINTED)
def test_the_notebook_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MPLBACKEND", "agg")
    notebook = nbformat.read(ROOT / "examples" / f"{name}.ipynb", as_version=4)
    done = nbclient.NotebookClient(notebook, timeout=600).execute()
    printed = str([cell.get("outputs") for cell in done.cells])
    for words in PRINTED[name]:
        assert words in printed
