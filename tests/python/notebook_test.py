"""The notebook runs from top to bottom, from the repository's top folder."""

from __future__ import annotations

from pathlib import Path

import nbclient
import nbformat

ROOT = Path(__file__).resolve().parents[2]


def test_the_tianshui_notebook_runs(monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MPLBACKEND", "agg")
    notebook = nbformat.read(ROOT / "examples" / "tianshui.ipynb", as_version=4)
    done = nbclient.NotebookClient(notebook, timeout=600).execute()
    printed = str([cell.get("outputs") for cell in done.cells])
    assert "20,000 servers in 2025" in printed
    assert "own, inference leads" in printed
    assert "Surprise of" in printed


def test_the_model_3_notebook_runs(monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MPLBACKEND", "agg")
    notebook = nbformat.read(ROOT / "examples" / "model3.ipynb", as_version=4)
    done = nbclient.NotebookClient(notebook, timeout=600).execute()
    printed = str([cell.get("outputs") for cell in done.cells])
    assert "2019-Q2: ceiling" in printed
    assert "no noise is stated of general assembly" in printed
