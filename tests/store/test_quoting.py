"""What the labels in the store say of one medicine beside another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

from tests.store.conftest import Write

from lissom.medicines.classes import MedicineClass
from lissom.medicines.label_quote import How, Named, Quote
from lissom.store.adding import add
from lissom.store.cabinet import cabinet
from lissom.store.citing import label_sources
from lissom.store.quoting import Quoting, labels_of
from lissom.store.shelf import take

QUINOLONE = MedicineClass(id="fluoroquinolone", name="fluoroquinolone", words=("quinolone",))
BACLOFEN = Named(name="baclofen", substances=(("baclofen",),), names=("baclofen", "Lioresal"))
CIPRO = Named(name="ciprofloxacin", substances=(("ciprofloxacin",),), names=("ciprofloxacin",), classes=(QUINOLONE,))
TIZANIDINE = Named(name="tizanidine", substances=(("tizanidine",),), names=("tizanidine",))


def said(at: Path, one: Named = BACLOFEN, other: Named = CIPRO, **how: object) -> tuple[Quote, ...]:
    with cabinet(at) as db:
        return Quoting(db, **how)(one, other)  # type: ignore[arg-type]


def section(code: str, text: str) -> tuple[str, str, str]:
    return code, "A title", text


def test_the_sentence_that_names_the_other_is_quoted_with_its_label(write: Write, at: Path) -> None:
    add([write(version=3, sections=(section("34073-7", "It is white. Avoid ciprofloxacin. It is round."),))], at=at)
    (quote,) = said(at)
    assert (quote.text, quote.set_id, quote.version, quote.how) == ("Avoid ciprofloxacin.", "aaaa-1", 3, "by name")


def test_a_class_is_found_in_the_plural_and_is_said_to_be_one(write: Write, at: Path) -> None:
    add([write(sections=(section("34073-7", "Quinolones were not studied."),))], at=at)
    (quote,) = said(at)
    assert quote.how is How.CLASS


def test_the_boxed_warning_comes_before_contraindications_and_interactions(write: Write, at: Path) -> None:
    codes = ("34073-7", "34067-9", "34066-1", "34070-3")
    add([write(sections=tuple(section(code, f"On ciprofloxacin {code}.") for code in codes))], at=at)
    assert [quote.within for quote in said(at)] == ["34066-1", "34070-3", "34073-7", "34067-9"]


def test_other_sections_can_be_left_out(write: Write, at: Path) -> None:
    add([write(sections=(section("34090-1", "Ciprofloxacin was measured."),))], at=at)
    assert said(at)
    assert not said(at, sections=("34073-7",))


def test_the_label_of_a_combination_does_not_speak_for_one_of_its_substances(write: Write, at: Path) -> None:
    path = write(sections=(section("34073-7", "Avoid ciprofloxacin."),))
    content = path.read_text("utf-8")
    part = content[content.index("<ingredient ") : content.index("</ingredient>") + len("</ingredient>")]
    path.write_text(content.replace(part, part + part.replace("BACLOFEN", "ASPIRIN")), "utf-8")
    add([path], at=at)
    both = Named(name="baclofen and aspirin", substances=(("baclofen",), ("aspirin",)), names=("baclofen", "aspirin"))
    assert not said(at)
    assert said(at, both)


def test_a_salt_in_the_label_is_no_other_substance(write: Write, at: Path) -> None:
    add([write(drug="BACLOFEN HYDROCHLORIDE", sections=(section("34073-7", "Avoid ciprofloxacin."),))], at=at)
    assert said(at)


def test_an_older_version_is_not_quoted(write: Write, at: Path) -> None:
    old = write(version=1, sections=(section("34073-7", "Avoid ciprofloxacin."),))
    add([old, write(version=2)], at=at)
    assert not said(at)


def test_the_same_sentence_of_two_labels_is_quoted_once_from_the_newer(write: Write, at: Path) -> None:
    texts = (section("34073-7", "Avoid ciprofloxacin."),)
    add([write(version=5, sections=texts), write("bbbb-2", version=7, sections=texts)], at=at)
    (quote,) = said(at)
    assert quote.set_id == "bbbb-2"


class TestRoute:
    """Of labels for several ways of taking a medicine, those for the way it is taken are quoted."""

    def asked(self, write: Write, at: Path, *ways: str, **labels: tuple[str, ...]) -> list[str]:
        """Sets of labels quoted, of these labels with their routes, for a medicine taken in one of these ways."""
        warning = (section("34073-7", "Avoid ciprofloxacin {}."),)
        for name, routes in labels.items():
            texts = tuple((code, title, text.format(name)) for code, title, text in warning)
            add([write(name, routes=routes, sections=texts)], at=at)
        return sorted(quote.set_id for quote in said(at, replace(BACLOFEN, ways=ways)))

    def test_a_label_for_the_mouth_is_not_quoted_for_a_pump(self, write: Write, at: Path) -> None:
        assert self.asked(write, at, "intrathecal", tablet=("ORAL",), pump=("INTRATHECAL",)) == ["pump"]
        assert self.asked(write, at, "oral") == ["tablet"]

    def test_nothing_is_quoted_where_every_label_is_for_another_way(self, write: Write, at: Path) -> None:
        assert self.asked(write, at, "intrathecal", tablet=("ORAL",)) == []

    def test_one_of_several_routes_is_enough(self, write: Write, at: Path) -> None:
        assert self.asked(write, at, "intrathecal", vial=("INTRAVENOUS", "INTRATHECAL")) == ["vial"]

    def test_a_label_that_says_no_route_or_an_unknown_one_is_quoted(self, write: Write, at: Path) -> None:
        assert self.asked(write, at, "intrathecal", bare=(), odd=("IRRIGATION",)) == ["bare", "odd"]

    def test_labels_for_the_next_way_are_asked_where_there_is_none_for_the_first(self, write: Write, at: Path) -> None:
        assert self.asked(write, at, "oral", "", pen=("SUBCUTANEOUS",)) == ["pen"]
        assert self.asked(write, at, "oral", "", tablet=("ORAL",)) == ["tablet"]

    def test_without_a_way_every_label_is_asked(self, write: Write, at: Path) -> None:
        assert self.asked(write, at, tablet=("ORAL",), pump=("INTRATHECAL",)) == ["pump", "tablet"]


def test_labels_of_a_medicine_are_counted(write: Write, at: Path) -> None:
    add([write(), write("bbbb-2")], at=at)
    with cabinet(at) as db:
        assert (labels_of(db, BACLOFEN), labels_of(db, CIPRO)) == (2, 0)


def test_odd_names_do_not_break_the_index(write: Write, at: Path) -> None:
    add([write(sections=(section("34073-7", "Avoid it."),))], at=at)
    odd = Named(name="x", substances=(('b"c*(',),), names=('na"me*) OR (', "----"))
    assert said(at, odd, odd) == said(at, BACLOFEN, odd) == ()


def test_real_labels_of_tizanidine_name_ciprofloxacin_and_can_be_cited(real: Connection) -> None:
    found = [quote for quote in Quoting(real)(TIZANIDINE, CIPRO) if quote.how is How.NAME]
    assert found
    assert all("ciprofloxacin" in quote.text.lower() for quote in found)
    held = label_sources(real, (quote.source.id for quote in found))
    assert {quote.source for quote in found} == set(held.values())


def test_a_quotation_stands_in_the_label_word_for_word(real: Connection) -> None:
    quotes = Quoting(real)(TIZANIDINE, CIPRO)
    assert quotes
    for quote in quotes:
        texts = " ".join(one.text for one in take(real, quote.set_id, quote.version).sections)
        assert quote.text.removeprefix("... ").removesuffix(" ...") in texts
