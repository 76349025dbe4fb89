"""The monograph: every sentence leads to its sources and rows, no rate stands alone, and no heading is silent."""

from __future__ import annotations

import re

import pytest

from lissom.answers.monograph import Monograph, monograph
from lissom.answers.topics.dosing import ITEMS
from lissom.answers.topics.harm import NO_COMPARATOR, about, comparison_group
from lissom.checks.interaction import Knowledge
from lissom.facts.errors import InputError
from lissom.facts.grade import Grade
from lissom.facts.statement import Statement
from lissom.library import Library, load
from lissom.medicines.drug import Topic

DRUGS = sorted(load().drugs)


@pytest.fixture(scope="module", params=DRUGS)
def one(request: pytest.FixtureRequest, library: Library) -> Monograph:
    return monograph(request.param, library)


def statements(of: Monograph) -> list[Statement]:
    return [statement for _, group in of.topics for statement in group]


def test_every_heading_has_a_sentence(one: Monograph) -> None:
    assert [topic for topic, _ in one.topics] == list(Topic)
    assert all(group for _, group in one.topics)


def test_every_source_and_row_that_a_sentence_names_exists(one: Monograph, library: Library) -> None:
    said = statements(one)
    assert {source for statement in said for source in statement.sources} <= set(library.sources)
    assert [fact for statement in said for fact in statement.facts if library.fact(fact) is None] == []


def test_no_sentence_is_said_twice(one: Monograph) -> None:
    texts = [statement.text for statement in statements(one)]
    assert len(texts) == len(set(texts))


def test_every_sentence_ends_as_one(one: Monograph) -> None:
    clumsy = re.compile(r"(?<!\.)\.\.(?!\.)|  | \.(?!\.)")
    assert [said.text for said in statements(one) if said.text[-1] not in ".!?"] == []
    assert [said.text for said in statements(one) if clumsy.search(said.text)] == []


def test_every_interaction_row_is_shown(one: Monograph, library: Library) -> None:
    rows = {row.id for row in library.interactions if row.drug == one.drug.id}
    assert rows <= {fact for statement in one.under(Topic.INTERACTIONS) for fact in statement.facts}


def test_pairs_with_nothing_known_come_last(library: Library) -> None:
    shown = monograph("baclofen", library).under(Topic.INTERACTIONS)
    by_id = {row.id: row for row in library.interactions}
    kinds = [by_id[said.facts[0]].knowledge for said in shown if said.facts[0] in by_id and len(said.facts) == 1]
    first_bare = next(place for place, kind in enumerate(kinds) if kind is not Knowledge.INTERACTS)
    assert Knowledge.INTERACTS not in kinds[first_bare:]


def test_every_dosing_row_stands_under_some_heading(one: Monograph, library: Library) -> None:
    told = {source for row in library.adverse_events if row.drug == one.drug.id for source in [row.source]}
    rows = [row for row in library.dosing if row.drug == one.drug.id]
    wanted = {row.id for row in rows if not (row.item == "adverse_frequency" and row.source in told)}
    assert wanted <= {fact for statement in statements(one) for fact in statement.facts}


def test_every_item_of_the_dosing_table_has_its_heading(library: Library) -> None:
    filed = {item for items in ITEMS.values() for item in items}
    assert {row.item for row in library.dosing} <= filed


def test_no_rate_is_said_without_its_comparator(one: Monograph, library: Library) -> None:
    """A sentence that rests on a rate with a comparator names the comparator's rate too."""
    rows = {row.id: row for row in library.adverse_events}
    for statement in statements(one):
        beside = [rows[fact] for fact in statement.facts if fact in rows and rows[fact].comparator_rate is not None]
        if beside and all(fact in rows for fact in statement.facts):
            assert any(word in statement.text for word in _names_of(beside)), statement.text
            assert NO_COMPARATOR not in statement.text


def _names_of(rows: list) -> set[str]:  # type: ignore[type-arg]
    words = {comparison_group(row).split()[0].strip("<>") for row in rows}
    return words | {"placebo", "on placebo", "poisoned"}


def test_a_rate_of_the_table_with_nothing_beside_it_says_so(one: Monograph, library: Library) -> None:
    rows = {row.id: row for row in library.adverse_events}
    for statement in one.under(Topic.HARM):
        bare = all(
            fact in rows and not rows[fact].comparator and rows[fact].drug == one.drug.id for fact in statement.facts
        )
        if bare and "Per 100" in statement.text and "(" not in statement.text:
            assert NO_COMPARATOR in statement.text


def test_deaths_of_people_who_poisoned_themselves_are_no_unwanted_effect(library: Library) -> None:
    deaths = next(row for row in library.adverse_events if row.id == "AE029")
    assert about(deaths) is Topic.OVERDOSE
    harm = monograph("baclofen", library).under(Topic.HARM)
    assert all("AE029" not in statement.facts for statement in harm)


@pytest.mark.parametrize(
    ("row", "group"), [("AE012", "placebo"), ("AE030", "GCS >12"), ("AE041", "oral care"), ("AE021", "tizanidine")]
)
def test_the_comparison_group_is_read_from_the_row(row: str, group: str, library: Library) -> None:
    event = next(one for one in library.adverse_events if one.id == row)
    assert comparison_group(event) == group


def test_a_country_keeps_only_its_doses(library: Library) -> None:
    dosing = monograph("baclofen", library, country="GB").under(Topic.DOSING)
    assert any(said.text.startswith("United Kingdom") for said in dosing)
    assert not any(said.text.startswith(("United States", "Switzerland", "Germany")) for said in dosing)


def test_a_country_keeps_only_its_products(library: Library) -> None:
    products = monograph("baclofen", library, country="CH").under(Topic.PRODUCTS)
    assert any(said.text.startswith("Switzerland: tablets of 10 and 25 mg") for said in products)
    assert not any(said.text.startswith("United States") for said in products)


def test_a_country_of_which_nothing_is_held_is_told_so(library: Library) -> None:
    dosing = monograph("metaxalone", library, country="JP").under(Topic.DOSING)
    assert dosing[0].text == "No dose rule is held here for Japan."


def test_an_unknown_name_is_refused_with_the_names_there_are(library: Library) -> None:
    with pytest.raises(InputError) as caught:
        monograph("wonderpill", library)
    assert "baclofen" in str(caught.value)


def test_a_medicine_that_is_known_but_not_held_is_refused_and_named(library: Library) -> None:
    with pytest.raises(InputError) as caught:
        monograph("atorvastatin", library)
    assert "atorvastatin" in str(caught.value)
    assert "baclofen" in str(caught.value)


def test_a_brand_leads_to_its_medicine_and_says_so(library: Library) -> None:
    found = monograph("Lioresal", library)
    assert found.drug.id == "baclofen"
    assert found.under(Topic.WHAT)[0].text.startswith("'Lioresal' was read as")


def test_a_misspelling_is_read_aloud(library: Library) -> None:
    found = monograph("baclofin", library)
    assert found.drug.id == "baclofen"
    assert "baclofen" in found.under(Topic.WHAT)[0].text


def test_the_generic_name_needs_no_reading(library: Library) -> None:
    assert monograph("Baclofen", library).read_as == ""


def test_disagreeing_sources_are_shown_with_the_choice(library: Library) -> None:
    open_questions = monograph("baclofen", library).under(Topic.OPEN)
    assert any("Sources disagree" in said.text and "Used here" in said.text for said in open_questions)


def test_baclofen_is_never_to_be_stopped_suddenly(library: Library) -> None:
    assert monograph("baclofen", library).under(Topic.STOPPING)[0].text.startswith("Never stop baclofen suddenly")


def test_overdose_is_never_called_safe(one: Monograph) -> None:
    first = one.under(Topic.OVERDOSE)[0].text.casefold()
    assert "emergency" in first or "poison centre" in first
    assert not any("safe" in said.text for said in one.under(Topic.OVERDOSE))


def test_written_sentences_with_no_source_but_reasoning_are_graded_assumptions(library: Library) -> None:
    written = [said for drug in library.drugs.values() for group in drug.statements.values() for said in group]
    alone = [said for said in written if "lissom_reasoning" in said.sources]
    assert {said.grade for said in alone} <= {Grade.ASSUMPTION, Grade.THEORY}


def test_the_richest_monograph_has_thirty_written_sentences(library: Library) -> None:
    counts = {drug.id: sum(map(len, drug.statements.values())) for drug in library.drugs.values()}
    assert counts["baclofen"] >= 30
    assert min(counts.values()) >= 8
