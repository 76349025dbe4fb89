"""The kinds of page that are opened in the browser, each as the command that writes it."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from unittest.mock import patch

HERE = Path(__file__).parent
PAGES: dict[str, tuple[str, ...]] = {
    "assess": ("assess", "{examples}/ms-aleve.toml"),
    "assess-emergency": ("assess", "{examples}/pump.toml"),
    "assess-many": ("assess", "{here}/many.toml"),
    "compare": ("compare", "baclofen", "tizanidine", "diazepam", "dantrolene", "--condition", "MS"),
    "choose": ("choose", "{examples}/ms-aleve.toml"),
    "consent": ("consent", "{examples}/ms-aleve.toml"),
    "consent-short": ("consent", "{examples}/ms-aleve.toml", "--short"),
    "day": ("day", "{examples}/ms-aleve.toml"),
    "monograph": ("drug", "tizanidine"),
    "plan": ("plan", "taper", "{examples}/taper80.toml"),
    "read": ("read", "{here}/article.html"),
}


def written(name: str, folder: Path, root: Path) -> Path:
    """The page of this name, written by the command line into this folder unless it is there already."""
    from lissom.cli.main import run

    page = folder / f"{name}.html"
    if not page.exists():
        words = [one.format(examples=root / "examples", here=HERE) for one in PAGES[name]]
        said = io.StringIO()
        with (
            patch.object(sys, "argv", ["lissom", *words, "--html", str(page)]),
            patch.dict(os.environ, LISSOM_DATA_DIR=str(folder / "nowhere")),  # no labels of this machine's user
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
            contextlib.suppress(SystemExit),
        ):
            run()
        assert page.exists(), said.getvalue()[-800:]
    return page
