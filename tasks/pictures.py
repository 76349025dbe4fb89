"""Takes the pictures in docs/img anew from the reports of an example. Run from the root; needs Chromium.

PYTHONPATH=src:. .venv/bin/python tasks/pictures.py
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.chromium import Browser, Page, executable

CASE, TODAY = "examples/ckd.toml", "2026-11-25"
SHOTS = {"report.png": (830, 1270, "light"), "report-dark-narrow.png": (420, 1500, "dark")}
"""Width of each of two panels, height, and colours."""
SECOND = "simulation"
"""The second panel begins at this part of the page."""


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Browser(executable() or sys.exit("no Chromium"), Path(folder, "p")) as browser,
    ):
        report = Path(folder, "report.html")
        command = [sys.executable, "-m", "lissom", "assess", CASE, "--today", TODAY, "--html", str(report), "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "LISSOM_DATA_DIR": folder})
        for name, (width, height, scheme) in SHOTS.items():
            page = browser.page()
            page.media(prefers_color_scheme=scheme)
            Path("docs/img", name).write_bytes(picture(page, report, width, height))


def picture(page: Page, report: Path, width: int, height: int) -> bytes:
    """The top of the report and its second part side by side, as PNG."""
    page.size(width, height)
    page.open(report)
    down = page.value(f"Math.round(document.getElementById('{SECOND}').getBoundingClientRect().top + scrollY)")
    both = report.with_name("both.html")
    frames = "".join(
        f'<div><iframe src="{report.name}" style="margin-top:-{top}px;height:{top + height}px"></iframe></div>'
        for top in (0, down)
    )
    both.write_text(
        f"<style>body{{margin:0;display:flex;gap:1px;background:#8888;color-scheme:light dark}}"
        f"div{{width:{width}px;height:{height}px;overflow:hidden}}iframe{{width:100%;border:0}}</style>{frames}"
    )
    page.size(2 * width + 1, height)
    page.open(both)
    return base64.b64decode(page.ask("Page.captureScreenshot")["data"])


if __name__ == "__main__":
    main()
