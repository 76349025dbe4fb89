"""Food: what the directions say of it moves the level as labels say it does, and silence is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import lissom
from lissom.case.body import Body, Estimate
from lissom.case.person import Person, Sex
from lissom.case.sig import read_sig
from lissom.population import outcomes
from lissom.population.course import course
from lissom.population.forecast import Forecast
from lissom.population.forecasting import forecast
from lissom.population.model_files import read_models
from lissom.population.people import Draws, crowd
from lissom.population.subject import KidneyBasis, Subject
from lissom.population.swallowed import swallowed

MODELS = read_models(Path(lissom.__file__).parent / "data" / "models")
NONE = Estimate(name="", unit="", equation="", source="test")
BODY = Body(
    CrCl=Estimate(name="CrCl", unit="mL/min", equation="stated by the test", source="test", value=100.0),
    eGFR=NONE, BSA=NONE, ideal_weight=NONE, lean_weight=NONE,
)  # fmt: skip
MAN = Person(age_years=35, weight_kg=70, sex=Sex.MALE, smoker=False)
HOURS = np.arange(0.0, 96.0, 0.05)


def typical(drug: str, *, fed: bool, form: str = "") -> tuple[float, float, float]:
    """(peak, hour of the peak, area) of one dose in the typical person."""
    variant = MODELS[drug].variant_for(35)
    who = Subject(age_years=35, weight_kg=70, CrCl_mL_min=100, kidney=KidneyBasis.CRCL, dose_mg=100, fed=fed, form=form)
    people = crowd(variant, who, Draws(count=1, between=None, unknown=None))
    layout, states = course(variant.structure, people, [(0.0, 100.0)], HOURS)
    levels = np.array([outcomes.plasma(people, layout, x)[0] for x in states])
    return float(levels.max()), float(HOURS[levels.argmax()]), float(np.trapezoid(levels, HOURS))


def made(drug: str, sig: str, form: str = "") -> Forecast:
    regimen = read_sig(sig).regimen
    assert regimen is not None
    answer = forecast(MAN, BODY, MODELS[drug], regimen, where="m", people=64, seed=1, days=2, form=form)
    assert isinstance(answer, Forecast)
    return answer


def peak(answer: Forecast) -> float:
    return float(answer.band("plasma").everyone[2].max())


def limits(answer: Forecast) -> str:
    return " ".join(one.text for one in answer.limits)


def test_directions_say_whether_every_dose_is_taken_with_food() -> None:
    sigs = ("4 mg three times a day with food", "4 mg once daily on an empty stomach", "4 mg once daily")
    assert [swallowed(one).fed for sig in sigs if (one := read_sig(sig).regimen)] == [True, False, None]


def test_a_tablet_of_tizanidine_with_food_peaks_a_third_higher_and_half_an_hour_later() -> None:
    fed, empty = typical("tizanidine", fed=True), typical("tizanidine", fed=False)
    assert fed[0] / empty[0] == pytest.approx(1.3, abs=0.03)
    assert fed[1] - empty[1] == pytest.approx(25 / 60, abs=0.1)
    assert fed[2] / empty[2] == pytest.approx(1.3, abs=0.03)


def test_a_capsule_of_tizanidine_with_food_peaks_a_fifth_lower_and_hours_later() -> None:
    fed, empty = (typical("tizanidine", fed=fed, form="capsule") for fed in (True, False))
    assert fed[0] / empty[0] == pytest.approx(0.8, abs=0.03)
    assert 2 <= fed[1] - empty[1] <= 3
    assert fed[2] / empty[2] == pytest.approx(1.1, abs=0.03)


def test_a_fatty_meal_makes_the_peak_of_metaxalone_higher_and_later_but_its_exposure_hardly_larger() -> None:
    fed, empty = typical("metaxalone", fed=True), typical("metaxalone", fed=False)
    assert fed[0] / empty[0] == pytest.approx(1.775, abs=0.05)
    assert fed[1] - empty[1] == pytest.approx(1.0, abs=0.2)
    assert fed[2] / empty[2] == pytest.approx(1.154, abs=0.03)


def test_food_raises_gabapentin_slightly() -> None:
    assert typical("gabapentin", fed=True)[2] / typical("gabapentin", fed=False)[2] == pytest.approx(1.14, abs=0.02)


def test_what_is_swallowed_is_known_from_the_directions_or_from_beside_the_name() -> None:
    by_sig = peak(made("tizanidine", "take 1 capsule (4 mg) once daily with food"))
    assert by_sig == peak(made("tizanidine", "4 mg once daily with food", form="oral capsule"))
    assert by_sig < 0.75 * peak(made("tizanidine", "4 mg once daily with food"))


def test_food_changes_nothing_where_no_figure_is_held() -> None:
    fed, empty = made("dantrolene", "25 mg once daily with food"), made("dantrolene", "25 mg once daily before meals")
    assert peak(fed) == peak(empty)
    assert "food" not in limits(fed).lower()


def test_what_food_did_is_said() -> None:
    told = " ".join(one.text for one in made("metaxalone", "400 mg once daily with food").statements)
    assert "Counted in: share absorbed with a fatty meal" in told


def test_directions_that_do_not_speak_of_food_leave_a_limit() -> None:
    assert "the curve is for an empty stomach" in limits(made("tizanidine", "4 mg once daily"))
    assert "Food" not in limits(made("tizanidine", "4 mg once daily on an empty stomach"))
