"""What stands in the document and in which order, and the numbers of its sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.report.conftest import said

from lissom.assessment import Assessment, Job, Point
from lissom.case.person import Person, Sex
from lissom.checks.finding import Stance
from lissom.facts.source import Source
from lissom.report import titles
from lissom.report.compose import CALM, NOTHING_TO_DO, document, summary_document
from lissom.report.document import Block, Card, Entries, Fold, Note, Points, Role, Sentences
from lissom.report.gathering import rows, statements
from lissom.report.marks import Marks, short


def sources_of(*ids: str) -> tuple[Source, ...]:
    return tuple(Source(id=one, kind="article-journal", title=one) for one in ids)


def test_sources_are_numbered_in_the_order_a_reader_meets_them(assessment: Assessment) -> None:
    made = document(assessment)
    met = [name for part in made.parts for block in part.blocks for one in statements(block) for name in one.sources]
    assert [source.id for source in made.sources] == list(dict.fromkeys(met))


def test_a_sentence_with_a_source_nobody_lists_cannot_be_shown(assessment: Assessment) -> None:
    with pytest.raises(KeyError):
        document(replace(assessment, sources=assessment.sources[1:]))


def test_the_ten_answers_stand_in_order(assessment: Assessment) -> None:
    jobs = [part.title for part in document(assessment).parts if part.role is Role.JOB]
    assert jobs == [str(job) for job in Job]


def test_an_empty_answer_says_so(assessment: Assessment) -> None:
    parts = {part.id: part for part in document(replace(assessment, sections=())).parts}
    assert parts["price"].blocks == (Note(text="Nothing is known here for this person."),)


def test_every_finding_is_in_the_report_once(urgent: Assessment) -> None:
    cards = [one.finding.id for part in document(urgent).parts for one in cards_of(part.blocks)]
    assert sorted(cards) == sorted(finding.id for finding in urgent.findings)


def cards_of(blocks: tuple[Block, ...]) -> list[Card]:
    found: list[Card] = []
    for block in blocks:
        found.extend(cards_of(block.blocks) if isinstance(block, Fold) else [block] if isinstance(block, Card) else [])
    return found


def test_an_unknown_medicine_and_refused_directions_are_loud(assessment: Assessment) -> None:
    part = next(part for part in document(assessment).parts if part.id == "understood")
    medicines = next(block for block in part.blocks if isinstance(block, Entries))
    assert [entry.loud for entry in medicines.entries] == [False, True, True]


def test_the_summary_names_what_the_report_folds(assessment: Assessment) -> None:
    part = next(part for part in summary_document(assessment, clinician=False).parts if part.id == "findings")
    assert Note(text="1 more finding is folded in the full report.") in part.blocks


@pytest.mark.parametrize(
    ("person", "who"),
    [
        (Person(age_years=52.7, sex=Sex.FEMALE), "Woman, 52"),
        (Person(age_years=8, sex=Sex.MALE), "Boy, 8"),
        (Person(age_years=0.5), "Child, 6 months"),
        (Person(sex=Sex.MALE), "Man of unstated age"),
        (Person(), "Person of unstated age"),
    ],
)
def test_the_person_is_named_by_age_and_sex(person: Person, who: str) -> None:
    assert titles.who(person) == who


def test_the_title_says_what_a_brand_holds_and_what_is_not_known(assessment: Assessment) -> None:
    title = document(assessment).title
    assert title.startswith("Woman, 52: baclofen, Aleve (naproxen), <script>")
    assert title.endswith("(not recognised)")


def test_runs_of_sources_are_written_short() -> None:
    marks = Marks(sources_of("a", "b", "c", "d", "e", "f"))
    assert marks.text(("f", "a", "c", "b", "a")) == "[1–3, 6]"
    assert marks.text(("a", "b")) == "[1, 2]"
    assert marks.text(()) == ""


def test_a_source_is_known_by_its_first_author() -> None:
    source = Source(id="x", kind="article-journal", title="T", authors=("Kochak GM", "Rakhit A"), year=1985)
    assert short(source) == "Kochak and others 1985"


def test_in_an_emergency_what_to_do_comes_first(urgent: Assessment) -> None:
    assert [label for label, _ in rows(urgent.findings[0])] == ["What to do", "What", "Why"]


def test_a_point_that_is_an_emergency_is_not_said_twice(urgent: Assessment) -> None:
    again = replace(urgent, summary=(Point(statement=urgent.findings[0].what[0], finding=urgent.findings[0].id),))
    summary = next(part for part in document(again).parts if part.id == "summary")
    assert not any(isinstance(block, Points) for block in summary.blocks)


def test_where_nothing_asks_for_action_the_page_says_so_without_calling_it_safe(assessment: Assessment) -> None:
    quiet = tuple(one for one in assessment.findings if one.stance is Stance.SILENT)
    summary, _, findings, *_ = document(replace(assessment, findings=quiet, summary=assessment.summary[1:])).parts
    assert summary.blocks[0] == Note(text=CALM)
    assert findings.blocks[0] == Note(text=NOTHING_TO_DO)
    assert "not a proof of safety" in CALM


def test_what_an_answer_says_first_stands_open_and_its_detail_folds_together(assessment: Assessment) -> None:
    more = tuple((title, (said(f"{title} one."), said(f"{title} two."))) for title in ("Uses", "Harms", "Price"))
    known = replace(assessment.sections[0], groups=more)
    part = next(
        one for one in document(replace(assessment, sections=(known,))).parts if one.id == known.job.name.lower()
    )
    assert [block.folded for block in part.blocks if isinstance(block, Sentences)] == [False, True, True, True]


def test_a_creatinine_is_said_in_both_units_and_with_its_day() -> None:
    stated = dict(titles.facts_of(Person(age_years=50, SCr_mg_dL=1.0, SCr_date=date(2026, 9, 14))))
    assert stated["Creatinine in the blood"] == "1 mg/dL (88.4 µmol/L), 14 September 2026"
