"""What the data themselves must be: identified sources, honest grades, plain tables that a reviewer can read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lissom.checks.interaction import Knowledge
from lissom.facts.grade import Grade, Reading
from lissom.facts.left_out import LeftOut
from lissom.library import FOLDER, Library, sources_of
from lissom.library.tables import TABLES

IDENTIFIED = 0.95
OURS = {"lissom_reasoning", "lissom_class_reasoning", "lissom_names_list"}
"""Our own reasoning is no work to look up; it is always shown as an assumption or as theory."""
CONTRADICTIONS = 20
FILES = sorted(FOLDER / shelf.file for shelf in TABLES.values() if not shelf.file.startswith("rules/"))


def shown(library: Library) -> set[str]:
    """Every source that a row of a table or a sentence of a drug rests on."""
    sentences = (one for drug in library.drugs.values() for said in drug.statements.values() for one in said)
    return {name for row in (*library.rows(), *sentences) for name in sources_of(row)}


def test_nearly_every_source_shown_has_an_identity(library: Library) -> None:
    """At least 95% carry a DOI, a PMID, or a label's or register's number with country and date."""
    names = shown(library) - OURS
    without = sorted(name for name in names if not library.sources[name].identity)
    assert len(without) <= (1 - IDENTIFIED) * len(names), without


def test_no_source_is_a_mirror_of_another(library: Library) -> None:
    """A source is linked at its publisher or an agency, never where a copy was seen."""
    mirrors = re.compile(
        r"druginteractionchecker|globalrph|rxreasoner|drugs\.com|medlibrary|pillsync|medscape|ouci\.dntb"
    )
    assert [source.id for source in library.sources.values() if mirrors.search(source.url)] == []


def test_the_register_holds_real_disagreements(library: Library) -> None:
    assert len(library.contradictions) >= CONTRADICTIONS
    assert len({one.topic + one.drug for one in library.contradictions}) == len(library.contradictions)


def test_reasoning_is_never_graded_above_theory(library: Library) -> None:
    weak = (Grade.THEORY, Grade.ASSUMPTION)
    rows = [row for row in library.rows() if sources_of(row) == ("lissom_reasoning",)]
    assert rows
    assert [row.id for row in rows if getattr(row, "grade", Grade.THEORY) not in weak] == []


def test_what_rests_on_reasoning_alone_says_so(library: Library) -> None:
    rows = [row for row in library.interactions if row.source == "lissom_reasoning"]
    assert rows
    assert {row.reading for row in rows} == {Reading.REASONED}


def test_a_pair_without_known_interaction_has_no_severity(library: Library) -> None:
    quiet = [row for row in library.interactions if row.knowledge is not Knowledge.INTERACTS]
    assert quiet
    assert {row.severity for row in quiet} == {None}


def test_an_interaction_says_what_happens_and_what_to_do_in_full(library: Library) -> None:
    """No 'as above', no notes to ourselves: every cell can be read alone."""
    short = re.compile(r"^(same|as above|must not)", re.IGNORECASE)
    assert [row.id for row in library.interactions if short.match(row.effect) or short.match(row.action)] == []


def test_an_interaction_ends_its_sentences(library: Library) -> None:
    assert [row.id for row in library.interactions if not (row.effect.endswith(".") and row.action.endswith("."))] == []


def test_countries_are_two_letters(library: Library) -> None:
    named = {country for row in library.dosing for country in row.countries}
    named |= {country for row in library.products for country in row.countries}
    assert {country for country in named if not re.fullmatch(r"[A-Z]{2}", country)} == set()
    assert "UK" not in named


def test_kidney_bounds_name_their_measure(library: Library) -> None:
    bounded = [row for row in library.dosing if row.kidney_low is not None or row.kidney_high is not None]
    assert bounded
    assert all(row.kidney_measure in ("CrCl", "eGFR") for row in bounded)


def test_the_kidney_factors_of_baclofen_cover_every_clearance_once(library: Library) -> None:
    rows = sorted((row for row in library.dosing if row.item == "renal_factor"), key=lambda row: row.kidney_low or 0)
    assert rows[0].kidney_low is None
    assert rows[-1].kidney_high is None
    assert [row.kidney_high for row in rows[:-1]] == [row.kidney_low for row in rows[1:]]


def test_events_divided_by_people_give_the_rate(library: Library) -> None:
    """Where the source gives both, the printed rate agrees within rounding; the known misprint is noted in its row."""
    counted = [
        row for row in library.adverse_events if row.events and row.n and row.rate is not None and row.unit == "%"
    ]
    assert counted
    wrong = [
        row.id
        for row in counted
        if abs(100 * (row.events or 0) / (row.n or 1) - (row.rate or 0)) > 0.6 and "printed" not in row.setting
    ]
    assert wrong == []


def test_a_price_has_a_date_and_a_country(library: Library) -> None:
    assert library.prices
    assert all(re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", price.date) and price.country for price in library.prices)


def test_nothing_is_left_out_without_a_reason_or_left_in_beside_it(library: Library) -> None:
    present = {row.id for row in library.rows() if not isinstance(row, LeftOut)}
    assert library.left_out
    assert {row.id for row in library.left_out} & present == set()


def lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_table_is_sorted_by_id_with_plain_line_ends(path: Path) -> None:
    content = path.read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    ids = [row[0] for row in lines(path)][1:]
    assert ids == sorted(ids)


def test_every_table_is_explained_to_the_reviewer() -> None:
    explained = (FOLDER / "README.md").read_text("utf-8")
    assert [shelf.file for shelf in TABLES.values() if shelf.file not in explained] == []
