"""The notebook of the documentation runs as it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def test_every_cell_of_the_notebook_runs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = json.loads((root / "docs" / "notebooks" / "baclofen.ipynb").read_text("utf-8"))
    names: dict[str, object] = {}
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)  # noqa: S102 - our own notebook
    assert "rows the models had not seen" in capsys.readouterr().out
