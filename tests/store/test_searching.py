"""Finding texts in the store: all words, phrases, endings, sections, current versions only."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.conftest import Write

from lissom.facts.errors import InputError
from lissom.medicines.identify_words import Description
from lissom.store.adding import add
from lissom.store.cabinet import cabinet
from lissom.store.looks import how_many, near
from lissom.store.prices import approvals_of, prices_of
from lissom.store.ranking import CLOSE, OPEN, terms
from lissom.store.searching import search
from lissom.store.shelf import take, versions
from lissom.store.suggesting import meant_instead

STOP = ("34071-1", "Warnings", "Abrupt withdrawal of the medicine may cause seizures.")
USES = ("34067-9", "Uses", "For spasticity. Withdrawn gradually.")


def found(at: Path, text: str, section: str = "") -> list[str]:
    with cabinet(at) as db:
        return [hit.section for hit in search(db, text, section=section)]


def test_a_section_must_hold_every_word(write: Write, at: Path) -> None:
    add([write(sections=(STOP, USES))], at=at)
    assert found(at, "withdrawal abrupt") == ["Warnings"]
    assert found(at, "withdrawal rainbow") == []


def test_endings_do_not_matter(write: Write, at: Path) -> None:
    add([write(sections=(STOP,))], at=at)
    assert found(at, "abruptly seizure") == ["Warnings"]


def test_a_phrase_must_stand_as_it_is(write: Write, at: Path) -> None:
    add([write(sections=(STOP,))], at=at)
    assert found(at, '"abrupt withdrawal"') == ["Warnings"]
    assert found(at, '"withdrawal abrupt"') == []


def test_the_name_of_the_medicine_counts_in_every_section_of_its_label(write: Write, at: Path) -> None:
    other = write("bbbb-2", name="Tizanidine", drug="TIZANIDINE", sections=(STOP,))
    add([write(sections=(STOP,)), other], at=at)
    with cabinet(at) as db:
        assert [hit.label for hit in search(db, "tizanidine withdrawal")] == ["Tizanidine"]


def test_only_current_versions_are_found(write: Write, at: Path) -> None:
    old = write(version=1, sections=(("34067-9", "Uses", "An older wording."),))
    add([old, write(version=2)], at=at)
    assert found(at, "wording") == []


def test_the_same_text_of_two_labels_is_one_answer_that_counts_them(write: Write, at: Path) -> None:
    add([write(sections=(STOP,)), write("bbbb-2", sections=(STOP,))], at=at)
    with cabinet(at) as db:
        (hit,) = search(db, "withdrawal")
    assert hit.also_in == 1


def test_found_words_are_marked(write: Write, at: Path) -> None:
    add([write(sections=(STOP,))], at=at)
    with cabinet(at) as db:
        (hit,) = search(db, "seizures")
    assert f"{OPEN}seizures{CLOSE}" in hit.excerpt


def test_a_search_can_be_kept_to_a_section(write: Write, at: Path) -> None:
    add([write(sections=(STOP, USES))], at=at)
    assert found(at, "spasticity", "34067-9") == ["Uses"]
    assert found(at, "spasticity", "34071-1") == []


def test_nothing_to_look_for_is_an_error(write: Write, at: Path) -> None:
    add([write()], at=at)
    with pytest.raises(InputError, match="a word"):
        found(at, " -- ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(text=st.text(max_size=40))
def test_no_question_breaks_the_index(text: str, real: Connection) -> None:
    if terms(text):
        search(real, text, limit=2)


def test_real_labels_say_that_abrupt_withdrawal_is_dangerous(real: Connection) -> None:
    hits = search(real, "withdrawal abrupt", limit=20)
    assert any("izanidine" in hit.label for hit in hits)


def test_what_was_put_in_comes_out_again(write: Write, at: Path) -> None:
    from lissom.medicines.label import Label
    from lissom.medicines.spl import read_spl

    path = write(sections=(STOP, USES))
    add([path], at=at)
    with cabinet(at) as db:
        out = take(db, "aaaa-1", 1)
    put = read_spl(path.read_bytes())
    assert isinstance(put, Label)
    assert out == put


def test_every_real_label_comes_out_as_it_was_read(real: Connection, shared: Path) -> None:
    from lissom.medicines.label import Label
    from lissom.medicines.spl import read_spl

    for path in sorted((shared / "data/spl/xml").glob("*.xml")):
        put = read_spl(path.read_bytes())
        assert isinstance(put, Label)
        assert take(real, put.set_id, put.version) == put


def test_a_label_is_found_by_the_beginning_of_its_set_id_or_by_name(real: Connection) -> None:
    assert [one.version for one in versions(real, "e9481622")] == [29, 30]
    assert versions(real, "giapreza")[0].name.upper().startswith("GIAPREZA")


def test_a_name_that_many_labels_bear_is_not_guessed(real: Connection) -> None:
    with pytest.raises(InputError, match="expected one label"):
        versions(real, "ciprofloxacin")


def test_a_slip_in_the_marks_still_finds_the_tablet(real: Connection) -> None:
    found = near(real, Description(imprint="MYLAN 372"))
    assert "MYLAN;327" in {one.look.imprint for one in found}
    assert len(found) < how_many(real)


def test_prices_and_approvals_come_out_by_name(real: Connection) -> None:
    assert "00172409660" in {one.code for one in prices_of(real, ("baclofen",), "US")}
    assert prices_of(real, ("baclofen",), "CH") == ()
    assert {"BACLOFEN", "LIORESAL"} <= {one.name for one in approvals_of(real, "baclofen")}


def test_a_long_search_is_a_search_for_pairs_of_neighbours() -> None:
    from lissom.store.searching import _close_by

    assert _close_by(terms("renal failure dose")) == 'NEAR("renal" "failure" "dose", 10)'
    assert (
        _close_by(terms("use patients renal failure")) == 'NEAR("use" "patients", 10) AND NEAR("renal" "failure", 10)'
    )


def test_an_open_ending_is_asked_for_by_the_words_that_begin_so(write: Write, at: Path) -> None:
    from lissom.store.searching import _question

    add([write(sections=(STOP, ("34067-9", "Uses", "Withdraw slowly; a withdrawn patient.")))], at=at)
    with cabinet(at) as db:
        assert _question(db, terms("withdrawing")[0]) == '("withdraw" OR "withdrawal" OR "withdrawn")'


def test_of_very_many_texts_those_with_the_words_in_the_heading_are_ranked_too(write: Write, at: Path) -> None:
    headed = ("43685-7", "Seizures after withdrawal", "See above.")
    many = [("34071-1", "Warnings", f"Withdrawal number {number} and seizures.") for number in range(320)]
    add([write("aaaa-0", sections=(headed,)), write("bbbb-1", sections=tuple(many))], at=at)
    assert found(at, "withdrawal seizures")[0] == "Seizures after withdrawal"


def test_a_word_in_no_text_leads_to_those_like_it(write: Write, at: Path) -> None:
    add([write(sections=(("34067-9", "Renal impairment", "A text."),))], at=at)
    with cabinet(at) as db:
        assert meant_instead(db, "renl baclofn text") == (("renl", ("renal",)), ("baclofn", ("baclofen",)))
        assert meant_instead(db, "zzzz") == (("zzzz", ()),)


def test_an_asterisk_leaves_a_short_word_open(write: Write, at: Path) -> None:
    add([write(sections=(STOP,))], at=at)
    assert found(at, "seiz") == []
    assert found(at, "seiz*") == ["Warnings"]


def test_a_medicine_named_like_a_common_word_is_found_by_it(write: Write, at: Path) -> None:
    texts = ((("34067-9", f"Uses {number}", f"Liver dose {number}."),) for number in range(320))
    others = [write(f"bbbb-{number}", sections=sections) for number, sections in enumerate(texts)]
    add([write(name="Beef liver", drug="BEEF LIVER", sections=(("34068-7", "Dose", "A dose."),)), *others], at=at)
    with cabinet(at) as db:
        assert any(hit.label == "Beef liver" for hit in search(db, "liver dose", limit=200))
