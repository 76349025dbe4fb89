"""The criteria for decision aids can fail: what is taken off the page is missed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from lissom.answers.consent_aid.making import consent_aid
from lissom.answers.ipdas import Outcome, score
from lissom.assessing import assess
from lissom.case.flags import case_from_lines
from lissom.facts.criterion import Criterion, Group
from lissom.library import Library
from lissom.report.consent_document import consent_document
from lissom.report.consent_ipdas import ipdas
from lissom.report.document import Block, Document, Entries, Figures, Fold, Note, Sentences, Table

Page = Document


@pytest.fixture(scope="module")
def page(library: Library) -> Document:
    case = case_from_lines(
        ("baclofen 10 mg TID",), age="52", sex="female", creatinine="0.9 mg/dL", conditions=("multiple sclerosis",)
    )
    made = consent_aid(assess(case, library, today=date(2026, 11, 25), people=256), library)
    return consent_document(made, library.sources)


@pytest.fixture(scope="module")
def rows(library: Library) -> tuple[Criterion, ...]:
    return library.criteria


def without(*parts: str) -> Callable[[Page], Page]:
    return lambda page: replace(page, parts=tuple(part for part in page.parts if part.id not in parts))


def changed(id_: str, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Callable[[Page], Page]:
    def alter(page: Page) -> Page:
        return replace(page, parts=tuple(replace(p, blocks=change(p.blocks)) if p.id == id_ else p for p in page.parts))

    return alter


def no_note(id_: str, words: str) -> Callable[[Page], Page]:
    return changed(
        id_, lambda blocks: tuple(b for b in blocks if not (isinstance(b, Note) and re.search(words, b.text)))
    )


def no_entry(term: str) -> Callable[[Page], Page]:
    """The last option loses one of its lines."""

    def cut(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        *rest, last = blocks
        assert isinstance(last, Entries)
        return (*rest, replace(last, entries=tuple(entry for entry in last.entries if entry.term != term)))

    return changed("options", cut)


def no_table(page: Page) -> Page:
    return changed("numbers", lambda blocks: tuple(b for b in blocks if not isinstance(b, Fold)))(page)


def words_only(page: Page) -> Page:
    return changed("numbers", lambda blocks: tuple(b for b in blocks if not isinstance(b, Fold | Figures)))(page)


def another_denominator(page: Page) -> Page:
    def alter(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(b, statements=(replace(b.statements[0], text="Of 7 people 2 do."), *b.statements[1:]))
            if isinstance(b, Sentences)
            else b
            for b in blocks
        )

    return changed("numbers", alter)(page)


def of_nobody(page: Page) -> Page:
    def alter(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(
                b,
                blocks=tuple(
                    replace(t, rows=tuple((*row[:-1], "") for row in t.rows)) if isinstance(t, Table) else t
                    for t in b.blocks
                ),
            )
            if isinstance(b, Fold)
            else b
            for b in blocks
        )

    return changed("numbers", alter)(page)


def of_no_time(page: Page) -> Page:
    def alter(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        at = block.columns.index("Over")
        return replace(block, rows=tuple((*row[:at], "", *row[at + 1 :]) for row in block.rows))

    def folds(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(replace(b, blocks=tuple(map(alter, b.blocks))) if isinstance(b, Fold) else b for b in blocks)

    return changed("numbers", folds)(page)


REMOVALS: dict[str, Callable[[Page], Page]] = {
    "IPQ01": without("condition"),
    "IPQ02": without("decision"),
    "IPQ03": changed("options", lambda blocks: blocks[1:]),
    "IPQ04": no_entry("What is good"),
    "IPQ05": no_entry("What is bad"),
    "IPQ06": no_entry("What it is like"),
    "IPR01": no_entry("What it is"),
    "IPR02": lambda page: replace(page, sources=page.sources[:1]),
    "IPR03": lambda page: replace(page, made_on=""),
    "IPR04": no_note("about", "made anew"),
    "IPR05": without("unknowns"),
    "IPR06": no_note("about", "paid"),
    "IPS01": without("course"),
    "IPS02": no_entry("What is good"),
    "IPS03": without("numbers"),
    "IPS04": of_nobody,
    "IPS05": no_table,
    "IPS06": of_no_time,
    "IPS07": another_denominator,
    "IPS08": words_only,
    "IPS09": without("values"),
    "IPS10": without("steps"),
    "IPS11": without("questions"),
    "IPS18": no_note("evidence", "come from"),
    "IPS19": no_note("evidence", "Few trials"),
    "IPS21": no_note("about", "Reading level"),
}


def outcome(page: Page, rows: tuple[Criterion, ...], id_: str) -> Outcome:
    return next(one.outcome for one in ipdas(page, rows) if one.criterion.id == id_)


@pytest.mark.parametrize("id_", REMOVALS)
def test_a_criterion_is_met_and_fails_without_what_it_asks_for(
    id_: str, page: Page, rows: tuple[Criterion, ...]
) -> None:
    assert outcome(page, rows, id_) is Outcome.MET
    assert outcome(REMOVALS[id_](page), rows, id_) is Outcome.NOT_MET


def test_all_that_make_a_page_a_decision_aid_are_met(page: Page, rows: tuple[Criterion, ...]) -> None:
    results = ipdas(page, rows)
    assert (score(results, Group.QUALIFYING).met, score(results, Group.QUALIFYING).apply) == (6, 6)
    assert (score(results, Group.CERTIFICATION).met, score(results, Group.CERTIFICATION).apply) == (6, 6)


def test_the_list_has_the_published_numbers(rows: tuple[Criterion, ...]) -> None:
    assert [sum(row.group is group for row in rows) for group in Group] == [6, 10, 28]


def test_what_only_people_can_show_is_not_met_by_a_page(page: Page, rows: tuple[Criterion, ...]) -> None:
    studies = [one for one in ipdas(page, rows) if one.criterion.concerns == "study"]
    assert studies
    assert {one.outcome for one in studies} == {Outcome.NOT_MET}


def test_numbers_without_placebo_beside_them_are_not_over_the_same_time(
    page: Page, rows: tuple[Criterion, ...]
) -> None:
    def without_placebo(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(
                b, blocks=tuple(replace(t, columns=("1", "2", "3", "4", "5")) for t in b.blocks if isinstance(t, Table))
            )
            if isinstance(b, Fold)
            else b
            for b in blocks
        )

    assert outcome(changed("numbers", without_placebo)(page), rows, "IPS06") is Outcome.NOT_MET


def test_an_option_told_at_great_length_is_noticed(page: Page, rows: tuple[Criterion, ...]) -> None:
    def lengthen(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        first, *rest = blocks
        assert isinstance(first, Entries)
        entry = first.entries[0]
        assert entry.statement
        long = replace(entry, statement=replace(entry.statement, text="so " * 300))
        return (replace(first, entries=(long, *first.entries[1:])), *rest)

    assert outcome(changed("options", lengthen)(page), rows, "IPR01") is Outcome.NOT_MET


def test_every_check_is_tested_or_cannot_pass(rows: tuple[Criterion, ...]) -> None:
    never_met_here = {"IPS20"}
    assert {row.id for row in rows if row.check} == set(REMOVALS) | never_met_here
