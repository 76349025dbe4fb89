"""The smaller pages: a check, a monograph, a source, a reason, the claims register, tablets; from the real library."""

from __future__ import annotations

import json
from datetime import date

import pytest

from lissom.answers.explanation import explain
from lissom.answers.monograph import monograph
from lissom.answers.provenance import provenance
from lissom.answers.understood import understood
from lissom.case.flags import case_from_lines
from lissom.checks.run import findings
from lissom.checks.view import View, view
from lissom.facts.claim import Verdict
from lissom.library import Library
from lissom.medicines.appearance_curated import curated_tablets
from lissom.medicines.drug import Topic
from lissom.medicines.identify import identify
from lissom.medicines.identify_words import described
from lissom.report import cabinet, knowledge
from lissom.report import findings as checked
from lissom.report import monograph as monographs
from lissom.report.document import Document
from lissom.report.html import to_html
from lissom.report.terminal import show

DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def seen(library: Library) -> View:
    case = case_from_lines(["baclofen 10 mg TID", "Aleve 220 mg BID"], age="52")
    return view(case, library.names, library.rules, library.drugs, DAY, models=lambda: library.models)


def drawn(document: Document, capsys: pytest.CaptureFixture[str]) -> str:
    """What the terminal shows; the same document must also make a page."""
    assert to_html(document).startswith("<!doctype html>")
    show(document)
    return capsys.readouterr().out


def test_a_check_says_the_medicines_back_and_what_it_found(
    seen: View, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    document = checked.findings_document(understood(seen), findings(seen), library.sources)
    text = drawn(document, capsys)
    assert "Aleve (naproxen)" in text
    assert "Naproxen" in text.split("What to look out for")[1]


def test_a_check_that_finds_nothing_does_not_say_that_all_is_well(library: Library) -> None:
    document = checked.findings_document((), (), library.sources)
    assert "not a proof of safety" in to_html(document)


def test_a_check_as_json_holds_every_finding(seen: View) -> None:
    found = findings(seen)
    value = json.loads(json.dumps(checked.findings_json(understood(seen), found), allow_nan=False))
    assert [one["id"] for one in value["findings"]] == [one.id for one in found]


def test_a_monograph_shows_every_topic(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    answer = monograph("baclofen", library, country="GB")
    text = drawn(monographs.monograph_document(answer, library.sources, library.version), capsys)
    assert all(str(topic) in text for topic in Topic)
    assert "the United Kingdom" in text
    json.dumps(monographs.monograph_json(answer), allow_nan=False)


def test_a_source_shows_the_rows_that_rest_on_it(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    found = provenance("kochak1985", library)
    text = drawn(knowledge.source_document(found, library.version), capsys)
    assert found.rows
    assert all(row.id in text for row in found.rows)
    assert "10.1038/clpt.1985.167" in text
    json.dumps(knowledge.source_json(found), allow_nan=False)


def test_a_reason_shows_the_rows_behind_the_finding(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    answer = explain("naproxen_may_raise_baclofen_exposure", library, case=None, today=DAY)
    text = drawn(knowledge.why_document(answer, library.sources, library.version), capsys)
    assert answer.rows
    assert all(row.id in text for row in answer.rows)
    json.dumps(knowledge.why_json(answer), allow_nan=False)


def test_the_claims_stand_under_their_verdicts(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    document = knowledge.claims_document(library.claims, library.sources, library.version)
    text = drawn(document, capsys)
    assert all(str(verdict).capitalize() in text for verdict in Verdict)
    assert all(claim.id in text for claim in library.claims)
    assert len(knowledge.claims_json(library.claims)) == len(library.claims)


def test_no_claim_with_a_verdict_is_said_so(library: Library) -> None:
    document = knowledge.claims_document((), library.sources, library.version)
    assert "No claim has this verdict." in to_html(document)


def test_tablets_are_never_sure(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    found = identify(described("white, LCI 1330"), curated_tablets(library.products))
    text = drawn(cabinet.identified_document(found, library.sources, library.version), capsys)
    assert "LCI" in text
    assert "A pharmacist can confirm" in " ".join(text.split())
    json.dumps(cabinet.identified_json(found), allow_nan=False)


def test_a_tablet_nobody_holds_is_said_so(library: Library) -> None:
    found = identify(described('"QQ 9999"'), curated_tablets(library.products))
    document = cabinet.identified_document(found, library.sources, library.version)
    assert "No medicine is named" in to_html(document)
