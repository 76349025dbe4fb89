"""Every example case, through the real library: whole, valid, with every source mark resolved, in every medium."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lissom.assessing import assess
from lissom.assessment import Assessment
from lissom.case.reading import read_case
from lissom.library import load
from lissom.report.compose import document, summary_document
from lissom.report.html import to_html
from lissom.report.pdf import to_pdf
from lissom.report.serialise import assessment_schema, to_json
from lissom.report.terminal import show

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
DAY = date(2026, 11, 25)


@cache
def assessed(path: Path) -> Assessment:
    return assess(read_case(path.read_bytes(), name=path.name), load(), today=DAY, people=64)


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Assessment:
    return assessed(request.param)


def test_its_json_is_valid(example: Assessment) -> None:
    Draft202012Validator(assessment_schema()).validate(json.loads(to_json(example)))


def test_every_mark_on_its_page_leads_to_a_source(example: Assessment) -> None:
    html = to_html(document(example))
    marks = set(re.findall(r'href="#(s\d+)"', html))
    listed = set(re.findall(r'<li id="(s\d+)"', html))
    assert marks
    assert marks <= listed


def test_it_becomes_a_pdf(example: Assessment) -> None:
    assert to_pdf(document(example)).startswith(b"%PDF-")


@pytest.mark.parametrize("clinician", [False, True])
@pytest.mark.parametrize(
    "make", [document, lambda one: summary_document(one, clinician=False)], ids=["whole", "summary"]
)
def test_it_fits_eighty_columns(
    example: Assessment,
    make: Callable[[Assessment], object],
    clinician: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    show(make(example), clinician=clinician)  # type: ignore[arg-type]
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80
