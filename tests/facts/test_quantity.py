"""How a value is written for a reader."""

from __future__ import annotations

import pytest

from lissom.facts.quantity import Quantity, in_words


@pytest.mark.parametrize(
    ("quantity", "written"),
    [
        (Quantity(12.0, "%"), "12%"),
        (Quantity(12.0, "mg"), "12 mg"),
        (Quantity(0.5, "1"), "0.5"),
        (Quantity(55.0, "mL/min/{1.73_m2}"), "55 mL/min/1.73 m²"),
    ],
)
def test_a_per_cent_sign_stands_at_its_number_and_a_unit_after_a_blank(quantity: Quantity, written: str) -> None:
    assert str(quantity) == written


@pytest.mark.parametrize(("value", "written"), [(0.4567, "0.46"), (1234, "1200"), (5.0, "5"), (0, "0")])
def test_two_figures_are_shown_and_no_exponent(value: float, written: str) -> None:
    assert in_words(value) == written


def test_what_is_no_number_is_not_known() -> None:
    assert in_words(float("nan")) == "not known"
