"""A browser for the tests of this room, the pages opened in it one after another, and the skip where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from tests.browser.chromium import Browser, Page, executable
from tests.browser.pages import PAGES, written

LOOKS = Path(__file__).with_name("looks.js").read_text("utf-8")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for the session."""
    path = executable()
    if path is None:
        pytest.skip("needs Chromium on the PATH (on Debian: apt-get install chromium)")
    with Browser(path, tmp_path_factory.mktemp("profile")) as running:
        try:
            running.ask("Browser.getVersion")
        except OSError as fault:
            pytest.skip(f"{path} does not start on this machine: {fault}")
        yield running


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, the usual checker of accessibility."""
    return files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages of this session are written, each once."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session", params=PAGES)
def path(request: pytest.FixtureRequest, folder: Path, root: Path, browser: Browser) -> Path:
    """One page after another, as a file."""
    return written(request.param, folder, root)


@pytest.fixture
def page(browser: Browser, path: Path) -> Iterator[Page]:
    """That page, open on a desk-wide screen in daylight."""
    yield from opened(browser, path)


@pytest.fixture
def report(browser: Browser, folder: Path, root: Path) -> Iterator[Page]:
    """The report of the main example alone, for what every page takes from the same template."""
    yield from opened(browser, written("assess", folder, root))


@pytest.fixture
def emergency(browser: Browser, folder: Path, root: Path) -> Iterator[Page]:
    """The report of a pump that may be failing."""
    yield from opened(browser, written("assess-emergency", folder, root))


@pytest.fixture
def comparison(browser: Browser, folder: Path, root: Path) -> Iterator[Page]:
    """Four medicines beside each other."""
    yield from opened(browser, written("compare", folder, root))


def opened(browser: Browser, path: Path) -> Iterator[Page]:
    page = browser.page()
    page.size(1280)
    page.media(prefers_color_scheme="light")
    page.open(path)
    page.value(LOOKS)
    yield page
    page.close()
