"""Which medicines of the person act as an NSAID: the class, without aspirin in the doses meant for the heart."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.doses import peak_daily_mg
from lissom.checks.present import Present
from lissom.checks.view import View


def nsaids(view: View) -> Iterator[Present]:
    """Every NSAID present, whole body or not; aspirin only above the doses used for heart and brain."""
    for one in view.of_class("nsaid"):
        if not is_low_dose_aspirin(view, one):
            yield one


def is_low_dose_aspirin(view: View, one: Present) -> bool:
    """Whether it is aspirin of a known daily dose (mg) that is meant to thin the blood."""
    if one.id != "acetylsalicylic_acid":
        return False
    daily = peak_daily_mg(one)
    return daily is not None and daily.high <= view.number("nsaid.low_dose_aspirin")
