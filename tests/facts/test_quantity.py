"""How a value is written for a reader."""

from __future__ import annotations

import pytest

from lissom.facts.quantity import Quantity, in_words, with_interval


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


@pytest.mark.parametrize(
    ("value", "low", "high", "written"),
    [
        (-0.58, -1.104, -0.055, ("0.58", "1.10", "0.06")),
        (0.1, -0.69, 0.89, ("0.10", "0.69", "0.89")),
        (8.41, 5.23, 13.4, ("8.4", "5.2", "13.4")),
        (38.0, 3.2, 453.0, ("38", "3", "450")),
        (0.0, -0.21, 0.2, ("0", "0.21", "0.20")),
        (12.0, 0.04, 30.0, ("12", "0.04", "30")),
    ],
)
def test_an_interval_has_the_decimals_of_its_value_unless_an_end_would_vanish(
    value: float, low: float, high: float, written: tuple[str, str, str]
) -> None:
    assert with_interval(value, low, high) == written
