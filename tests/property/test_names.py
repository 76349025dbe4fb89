"""Laws of recognition."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lissom.medicines.names import Names, read_names
from lissom.medicines.recognition import How

NAMES = read_names(Path(__file__).parents[2] / "src" / "lissom" / "data" / "names")
GENERIC = st.sampled_from(sorted(NAMES.ingredients))
BRAND = st.sampled_from(sorted(NAMES.brands))


@pytest.fixture(scope="module")
def names() -> Names:
    return NAMES


class TestRecognise:
    """`Names.recognise` never raises; case, spaces and forms around a name do not change what it means."""

    @given(st.text(max_size=120))
    def test_any_text_gives_a_recognition(self, text: str) -> None:
        assert NAMES.recognise(text).written == text

    @given(st.text(max_size=20), st.lists(st.tuples(st.text(max_size=10), st.text(max_size=10)), max_size=3))
    def test_any_codes_give_a_recognition(self, text: str, codes: list[tuple[str, str]]) -> None:
        assert NAMES.recognise(text, codes).written == text

    @given(GENERIC)
    def test_a_generic_name_stays_itself(self, id_: str) -> None:
        read = NAMES.recognise(NAMES.ingredients[id_].name)
        assert (read.how, read.read_as) == (How.GENERIC, "")
        assert read.ingredient_ids == {id_}

    @given(GENERIC, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]), st.text(" \t", max_size=3))
    def test_case_and_spaces_do_not_matter(self, id_: str, case: object, space: str) -> None:
        assert callable(case)
        written = f"{space}{case(NAMES.ingredients[id_].name)}{space}"
        assert NAMES.recognise(written).ingredient_ids == {id_}

    @given(GENERIC, st.integers(1, 900))
    def test_a_strength_and_a_form_leave_the_ingredient_and_give_the_milligrams(self, id_: str, mg: int) -> None:
        read = NAMES.recognise(f"{NAMES.ingredients[id_].name} {mg} MG Oral Tablet")
        assert [(part.ingredient.id, part.mg) for part in read.components] == [(id_, mg)]

    @given(BRAND)
    def test_a_brand_names_every_ingredient_it_holds(self, name: str) -> None:
        read = NAMES.recognise(name)
        assert read.how in (How.BRAND, How.PRODUCT, How.GENERIC)
        assert read.how is How.GENERIC or read.ingredient_ids == NAMES.brands[name][0].ids

    @given(GENERIC, GENERIC)
    def test_a_combination_holds_both(self, one: str, other: str) -> None:
        names = NAMES.ingredients
        read = NAMES.recognise(f"{names[one].name} 5 MG / {names[other].name} 10 MG Oral Tablet")
        assert {one, other} <= read.ingredient_ids

    @given(GENERIC, st.data())
    def test_a_slip_is_never_silent(self, id_: str, data: st.DataObject) -> None:
        """A letter dropped leads to itself and says so, to another exact name, or to nothing; never silently."""
        name = NAMES.ingredients[id_].name
        at = data.draw(st.integers(0, len(name) - 1))
        read = NAMES.recognise(name[:at] + name[at + 1 :])
        assert read.how is not How.MISSPELLING or read.read_as
