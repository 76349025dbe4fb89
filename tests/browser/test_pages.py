"""Every kind of page as a reader meets it in a real browser: narrow, dark, by keyboard, aloud, enlarged, printed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.browser.chromium import Page
from tests.report.test_html import Tree

# The command-line library reaches for names that its own base has deprecated; that is no news about this house.
pytestmark = pytest.mark.filterwarnings("ignore:'click:DeprecationWarning")

NARROW, PHONE, DESK = 320, 360, 1280
PAPER = 665
"""Pixels that A4 leaves between its margins."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""
SMALLEST = 9
"""Pixels of a letter in a figure."""


MOST_STOPS = 100
"""A long page is walked so far; what follows is more of the same."""


def everything(page: Page) -> None:
    """Open every fold and the clinician's layer."""
    page.value("looks.open(); looks.layer()")


def sticking_out(page: Page, width: int) -> list[str]:
    """What leaves the page on the right at this width; the width itself where the page scrolls sideways."""
    page.size(width, mobile=width < DESK)
    scrolls = page.value("document.documentElement.scrollWidth") > width
    found: list[str] = page.value("looks.tooWide()")
    return found + [f"scrolls at {width}"] * scrolls


def faint(page: Page, scheme: str) -> list[str]:
    """Words with too little contrast in these colours."""
    page.media(prefers_color_scheme=scheme)
    found: list[str] = page.value(f"looks.faint({LEAST_CONTRAST})")
    return found


def test_it_asks_for_nothing_and_complains_of_nothing(page: Page, path: Path) -> None:
    requested = {one["request"]["url"] for one in page.heard("Network.requestWillBeSent")}
    assert requested == {path.as_uri()}
    assert page.heard("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded") == []


def test_the_browser_repairs_nothing(page: Page, path: Path) -> None:
    written = [tag for tag, _ in Tree(path.read_text("utf-8")).tags]
    assert page.value("[...document.querySelectorAll('*')].map(e => e.localName)") == written


def test_axe_finds_nothing_with_everything_open(page: Page, axe: str) -> None:
    everything(page)
    page.value(axe + "; true")
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}  # measured below
    found = page.value(f"axe.run(document, {json.dumps(options)})")["violations"]
    assert [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]] == []


def test_words_stand_out_by_day_and_by_night(page: Page) -> None:
    everything(page)
    assert {scheme: faint(page, scheme) for scheme in ("light", "dark")} == {"light": [], "dark": []}


def test_nothing_sticks_out_sideways(page: Page) -> None:
    everything(page)
    assert {width: sticking_out(page, width) for width in (NARROW, PHONE, DESK)} == {NARROW: [], PHONE: [], DESK: []}


def test_letters_twice_as_large_still_fit(page: Page) -> None:
    page.ask("Page.setFontSizes", fontSizes={"standard": 32, "fixed": 26})
    everything(page)
    assert page.value("looks.tooWide()") == []
    assert page.value("looks.cut()") == []


def test_words_in_figures_keep_apart_and_can_be_read_on_a_phone(page: Page) -> None:
    page.size(PHONE, mobile=True)
    everything(page)
    assert page.value("looks.crowdedFigures()") == []
    assert page.value(f"looks.smallFigures({SMALLEST})") == []


def test_a_screen_reader_hears_one_title_and_every_figure_and_table_by_name(page: Page) -> None:
    page.value("looks.open()")
    heard = page.tree()
    assert [level(one) for one in named(heard, "heading")].count(1) == 1
    assert {"banner", "main", "contentinfo", "navigation"} <= {role(one) for one in heard}
    assert [one["role"] for one in heard if role(one) in {"image", "table", "region"} and not name(one)] == []


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(page: Page) -> None:
    page.media(prefers_reduced_motion="reduce")
    stops: list[dict[str, Any]] = []
    for _ in range(min(page.value("looks.stops()"), MOST_STOPS)):
        page.press("Tab")
        stops.append(page.value("looks.focus()"))
    assert [stop["what"] for stop in stops if not stop["seen"]] == []
    parts = [stop["part"] for stop in stops if not stop["side"]]
    assert parts == sorted(parts)


def test_on_paper_everything_is_open_and_nothing_is_cut(page: Page) -> None:
    page.size(PAPER)
    page.media("print")
    assert page.value("looks.tooWide()") == []
    assert page.value("looks.closed()") == []


def test_the_paper_ends_with_the_last_source(report: Page) -> None:
    from pypdf import PdfReader

    sheets = PdfReader(io.BytesIO(report.pdf())).pages
    text = "".join("".join(sheet.extract_text() for sheet in sheets[-2:]).split())
    last = report.value("[...document.querySelectorAll('#sources .list > li a')].at(-1).textContent")
    assert "".join(last.split()) in text
    assert len(sheets) < 30


def test_a_fold_opens_by_keyboard(report: Page) -> None:
    report.value("document.querySelector('main summary').focus()")
    report.press("Enter")
    assert report.value("document.querySelector('main details').open")


def test_the_contents_stand_beside_the_text_on_a_desk_and_fold_on_a_phone(report: Page) -> None:
    link = "document.querySelector('.side a').checkVisibility({contentVisibilityAuto: true})"
    assert report.value(link)
    report.size(PHONE, mobile=True)
    assert not report.value(link)
    report.value("document.querySelector('.side summary').focus()")
    report.press("Enter")
    assert report.value(link)


def test_the_clinicians_layer_opens_by_keyboard(report: Page) -> None:
    shown = "[...document.querySelectorAll('.clinician')].filter(e => e.checkVisibility()).length"
    assert report.value(shown) == 0
    report.value("document.getElementById('clinician-layer').focus()")
    report.press("Space")
    assert report.value(shown) > 0


def test_a_source_is_one_step_away(report: Page) -> None:
    report.media(prefers_reduced_motion="reduce")
    report.value("document.querySelector('main .marks a').click()")
    assert report.value("document.querySelector('#sources li:target').getBoundingClientRect().top < innerHeight")


def test_nothing_moves_for_those_who_asked_for_stillness(report: Page) -> None:
    report.media(prefers_reduced_motion="reduce")
    assert report.value("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert report.value("document.getAnimations().length") == 0


def test_on_a_phone_a_wide_table_stands_row_under_row_and_is_still_heard_as_a_table(comparison: Page) -> None:
    comparison.size(PHONE, mobile=True)
    cells = "[...document.querySelectorAll('.stack tbody tr:first-child td')].slice(0, 2)"
    first, second = comparison.value(f"{cells}.map(e => e.getBoundingClientRect().top)")
    assert first < second
    heard = {role(one) for one in comparison.tree()}
    assert {"table", "row", "rowheader", "columnheader", "cell"} <= heard


def test_the_emergency_is_on_the_first_screen_of_a_phone(emergency: Page) -> None:
    emergency.size(PHONE, 700, mobile=True)
    assert emergency.value(
        "document.querySelector('.emergency .what-to-do dd').getBoundingClientRect().top < innerHeight"
    )


def role(node: dict[str, Any]) -> str:
    return str(node["role"]["value"])


def name(node: dict[str, Any]) -> str:
    return str(node.get("name", {}).get("value", ""))


def level(node: dict[str, Any]) -> int:
    return next((int(one["value"]["value"]) for one in node["properties"] if one["name"] == "level"), 0)


def named(nodes: list[dict[str, Any]], role_: str) -> list[dict[str, Any]]:
    return [node for node in nodes if role(node) == role_]
