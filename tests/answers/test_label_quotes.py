"""Quotations from the user's own labels: beside the finding of the pair, or unjudged in a list of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.answers.conftest import TODAY

from lissom.answers.label_quotes import HEADING, OfPair, beside, named, of_pairs, sources_of
from lissom.assessing import assess
from lissom.assessment import Job
from lissom.case.flags import case_from_lines
from lissom.checks.finding import Finding
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import Library
from lissom.medicines.label_quote import Named, Quote

Asked = Callable[..., tuple[tuple[Finding, ...], tuple[OfPair, ...]]]


def quote(text: str = "A sentence.") -> Quote:
    return Quote(
        label="A", labeler="B", country="US", set_id="s1", version=4, effective="2026-01-01", section="",
        within="34073-7", text=text, names="n",
    )  # fmt: skip


def labels_of(*drugs: str) -> Callable[[Named, Named], Sequence[Quote]]:
    """Labels of these medicines that name every other one."""
    return lambda one, other: (quote(f"Of {other.name}."),) if one.name in drugs else ()


@pytest.fixture
def asked(library: Library) -> Asked:
    """(findings, pairs not judged) of a person who takes the lines written, and has labels of some medicines."""

    def ask(lines: Sequence[str], *drugs: str, **flags: Any) -> tuple[tuple[Finding, ...], tuple[OfPair, ...]]:
        case = case_from_lines(lines, **flags)
        seen = view(case, library.names, library.rules, library.drugs, TODAY)
        return beside(findings(seen), of_pairs(seen, library.names, labels_of(*drugs)))

    return ask


def quoting(found: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.quoted]


def test_a_judged_pair_is_quoted_in_its_finding_and_nowhere_else(asked: Asked) -> None:
    found, left = asked(["tizanidine 4 mg TID", "ciprofloxacin 500 mg BID"], "tizanidine")
    (finding,) = quoting(found)
    assert finding.severity == "contraindicated"
    assert finding.quoted[0].text == "The label of tizanidine on ciprofloxacin: “Of ciprofloxacin.” (Drug Interactions)"
    assert not left


def test_a_quotation_changes_no_judgement(asked: Asked) -> None:
    lines = ["tizanidine 4 mg TID", "ciprofloxacin 500 mg BID", "levothyroxine 50 ug daily"]
    without, _ = asked(lines)
    quoted, left = asked(lines, "tizanidine", "levothyroxine", "ciprofloxacin")
    assert left
    assert tuple(replace(one, quoted=()) for one in quoted) == without


@pytest.mark.parametrize(
    ("lines", "ways"),
    [
        (["intrathecal baclofen 200 mcg/day by pump"], ("intrathecal",)),
        (["baclofen 10 mg by mouth TID"], ("oral",)),
        (["baclofen 10 mg TID"], ("oral", "")),
        (["baclofen 10 mg by mouth TID", "intrathecal baclofen 200 mcg/day by pump"], ()),
    ],
)
def test_labels_are_asked_for_the_way_a_medicine_is_taken(
    lines: list[str], ways: tuple[str, ...], library: Library
) -> None:
    heard: list[Named] = []
    case = case_from_lines([*lines, "ciprofloxacin 500 mg BID"])
    seen = view(case, library.names, library.rules, library.drugs, TODAY)
    of_pairs(seen, library.names, lambda one, _: heard.append(one) or ())  # type: ignore[func-returns-value]
    assert {one.ways for one in heard if one.name == "baclofen"} == {ways}


def test_a_pair_without_a_rule_is_named_apart(asked: Asked) -> None:
    found, (pair,) = asked(["baclofen 10 mg TID", "levothyroxine 50 ug daily"], "levothyroxine")
    assert pair.names == ("levothyroxine", "baclofen")
    assert not quoting(found)


def test_a_pair_of_three_medicines_is_quoted_where_it_alone_is_judged(asked: Asked) -> None:
    found, _ = asked(["baclofen 10 mg TID", "oxycodone 5 mg BID", "lorazepam 1 mg at night"], "oxycodone")
    quoted = quoting(found)
    assert quoted
    assert all("medicines[1]" in finding.triggers for finding in quoted)


def test_many_quotations_are_kept_short(library: Library) -> None:
    case = case_from_lines(["oxycodone 5 mg BID", "lorazepam 1 mg at night"])
    seen = view(case, library.names, library.rules, library.drugs, TODAY)
    many = of_pairs(seen, library.names, lambda *_: [quote(f"{number}.") for number in range(20)])
    assert [len(pair.statements) for pair in many] == [1, 1]


def test_labels_are_asked_about_smoke_and_never_of_it(library: Library) -> None:
    case = case_from_lines(["baclofen 10 mg TID"])
    smoker = replace(case, person=replace(case.person, smoker=True))
    seen = view(smoker, library.names, library.rules, library.drugs, TODAY)
    asked: list[tuple[str, str]] = []

    def ask(one: Named, other: Named) -> Sequence[Quote]:
        asked.append((one.name, other.name))
        return ()

    of_pairs(seen, library.names, ask)
    assert asked == [("baclofen", "tobacco smoke")]


def test_a_gel_is_not_asked_about(asked: Asked) -> None:
    _, left = asked(["levothyroxine 50 ug daily", "diclofenac gel apply BID"], "levothyroxine")
    assert not left


def test_the_same_medicine_in_two_lines_is_asked_once(asked: Asked) -> None:
    lines = ["baclofen 10 mg in the morning", "baclofen 20 mg at night", "levothyroxine 50 ug daily"]
    _, left = asked(lines, "levothyroxine", "baclofen")
    assert [pair.names for pair in left] == [("baclofen", "levothyroxine"), ("levothyroxine", "baclofen")]


def test_a_medicine_is_looked_for_under_its_name_in_other_countries_and_its_brand(library: Library) -> None:
    tylenol = named(library.names.recognise("Tylenol"), library.names)
    assert {"paracetamol", "acetaminophen", "Tylenol"} <= {*tylenol.names}
    assert {*tylenol.substances[0]} >= {"paracetamol", "acetaminophen"}


def test_the_assessment_holds_the_quotations_and_their_labels(library: Library) -> None:
    case = case_from_lines(["baclofen 10 mg TID", "levothyroxine 50 ug daily"])
    made = assess(case, library, today=TODAY, people=64, quotes=labels_of("levothyroxine"))
    (section,) = (one for one in made.sections if one.job is Job.INTERACTIONS)
    assert HEADING in dict(section.groups)
    assert "label:s1:v4" in {source.id for source in made.sources}


def test_a_label_is_cited_by_set_id_version_and_date(asked: Asked) -> None:
    _, left = asked(["baclofen 10 mg TID", "levothyroxine 50 ug daily"], "levothyroxine")
    (source,) = sources_of(left).values()
    assert "version 4" in source.title
    assert source.identity == "label s1 (US, 2026-01-01)"
