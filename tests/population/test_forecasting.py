"""From a person and a regimen to a forecast, or to a refusal that says why."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import lissom
from lissom.case.body import Body, Estimate
from lissom.case.person import Person
from lissom.case.regimen import Amount, AmountUnit, Intake, Phase, Regimen
from lissom.dynamics.layout import Floats
from lissom.facts.grade import Grade
from lissom.population.forecast import Forecast, ForecastRefused
from lissom.population.forecasting import forecast
from lissom.population.model import Model
from lissom.population.model_files import read_models
from lissom.population.outcomes import penn_grade

BACLOFEN = read_models(Path(lissom.__file__).parent / "data" / "models")["baclofen"]


def _estimate(name: str, value: float | None, unit: str) -> Estimate:
    return Estimate(name=name, unit=unit, equation="stated by the test", source="test", value=value)


def body(CrCl: float | None = None, eGFR: float | None = None, BSA: float | None = None) -> Body:
    return Body(
        CrCl=_estimate("CrCl", CrCl, "mL/min"),
        eGFR=_estimate("eGFR", eGFR, "mL/min/{1.73_m2}"),
        BSA=_estimate("BSA", BSA, "m2"),
        ideal_weight=_estimate("ideal weight", None, "kg"),
        lean_weight=_estimate("lean weight", None, "kg"),
    )


def phase(mg: float, *hours: float, days: int | None = None, unit: AmountUnit = AmountUnit.MG) -> Phase:
    amount = Amount(low=mg, high=mg, unit=unit)
    return Phase(intakes=tuple(Intake(hour=hour, amount=amount) for hour in hours), days=days)


def three_times(mg: float) -> Regimen:
    return Regimen(phases=(phase(mg, 8, 14, 20),))


ADULT = Person(age_years=52, weight_kg=68)
CHILD = Person(age_years=7, weight_kg=21)
TITRATION = Regimen(phases=(phase(5, 8, 14, 20, days=3), phase(10, 8, 14, 20)))


def made(
    model: Model,
    person: Person = ADULT,
    regimen: Regimen | None = None,
    *,
    CrCl: float = 80.0,
    seed: int = 1,
    people: int = 256,
    spasms_per_day: float | None = None,
) -> Forecast:
    answer = forecast(
        person,
        body(CrCl),
        model,
        regimen or three_times(10),
        where="medicines[0]",
        people=people,
        seed=seed,
        spasms_per_day=spasms_per_day,
    )
    assert isinstance(answer, Forecast)
    return answer


def refused(model: Model, person: Person, regimen: Regimen) -> str:
    answer = forecast(person, body(80.0), model, regimen, where="medicines[0]", people=64, seed=1)
    assert isinstance(answer, ForecastRefused)
    assert answer.why.sources
    return answer.why.text


def middle(answer: Forecast, outcome: str) -> Floats:
    level: Floats = answer.band(outcome).everyone[2]
    return level


def limits(answer: Forecast) -> str:
    return " ".join(statement.text for statement in answer.limits)


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, second = made(BACLOFEN), made(BACLOFEN)
    assert [band.everyone.tobytes() for band in first.bands] == [band.everyone.tobytes() for band in second.bands]
    assert [chance.value for chance in first.chances] == [chance.value for chance in second.chances]


def test_another_seed_gives_nearly_the_same_band() -> None:
    first, second = made(BACLOFEN, seed=1, people=2048), made(BACLOFEN, seed=2, people=2048)
    shown = middle(first, "plasma") > 50
    np.testing.assert_allclose(middle(first, "plasma")[shown], middle(second, "plasma")[shown], rtol=0.03)


def test_arrays_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        made(BACLOFEN).bands[0].everyone[0, 0] = 1.0


def test_quantiles_never_cross_and_are_never_negative() -> None:
    for band in made(BACLOFEN, regimen=TITRATION).bands:
        for spread in (band.everyone, band.people_differ, band.we_do_not_know):
            assert (spread >= 0).all()
            assert (np.diff(spread, axis=0) >= 0).all()


def test_both_kinds_of_spread_together_are_wider_than_either() -> None:
    band = made(BACLOFEN).band("plasma")
    together, *apart = (band.everyone, band.people_differ, band.we_do_not_know)
    at_noon = 100
    width = together[4, at_noon] - together[0, at_noon]
    assert width > max(spread[4, at_noon] - spread[0, at_noon] for spread in apart)


def test_worse_kidneys_mean_higher_levels_and_more_drowsiness() -> None:
    well, ill = made(BACLOFEN, CrCl=110.0), made(BACLOFEN, CrCl=20.0)
    assert middle(ill, "plasma").max() > middle(well, "plasma").max()
    drowsy = [next(c.value for c in f.chances if c.name == "drowsiness") for f in (well, ill)]
    assert drowsy[1] > drowsy[0]


def test_a_titration_rises_and_its_last_step_is_shown() -> None:
    answer = made(BACLOFEN, regimen=TITRATION)
    levels = middle(answer, "plasma")
    first = levels[answer.times < 72].max()
    assert levels.max() > 1.5 * first
    assert np.min(np.diff(answer.times[-60:])) == 0.25


def test_the_detailed_day_of_a_taper_is_its_largest_dose() -> None:
    answer = made(BACLOFEN, regimen=Regimen(phases=(phase(20, 8, 14, 20, days=2), phase(5, 8, days=5))))
    fine = answer.times[1:][np.diff(answer.times) < 1.0]
    assert 24.0 <= fine.min() <= fine.max() <= 48.0


def test_benefit_is_never_shown_without_placebo() -> None:
    answer = made(BACLOFEN)
    benefits = [s.text for s in answer.statements] + [c.statement.text for c in answer.chances]
    about = [text for text in benefits if "stiffness" in text or "spasms" in text or "drowsy" in text]
    assert len(about) == 6
    assert all("lacebo" in text for text in about if "force" not in text)


def test_every_assumed_parameter_is_graded_so() -> None:
    used = {p.name: p for p in made(BACLOFEN).parameters}
    assert used["EC50"].grade == Grade.ASSUMPTION
    assert used["CL"].value == pytest.approx((1.81 * (68 / 70) ** 0.75 + 0.06 * 80) / 0.74)


def test_unknown_kidneys_are_named_and_widen_the_band() -> None:
    known = made(BACLOFEN)
    unknown = forecast(ADULT, body(), BACLOFEN, three_times(10), where="m", people=256, seed=1)
    assert isinstance(unknown, Forecast)
    assert "Kidney function is not known" in limits(unknown)
    wide, narrow = (answer.band("plasma").we_do_not_know[:, 100] for answer in (unknown, known))
    assert wide[4] / wide[0] > narrow[4] / narrow[0]


def test_an_egfr_stands_in_under_its_own_name() -> None:
    answer = forecast(ADULT, body(None, 50.0, 1.73), BACLOFEN, three_times(10), where="m", people=64, seed=1)
    assert isinstance(answer, Forecast)
    assert "eGFR" in limits(answer)
    assert "Kidney function is not known" not in limits(answer)


def test_dialysis_is_said_and_levels_are_those_of_next_to_no_kidneys() -> None:
    person = Person(age_years=60, weight_kg=80, dialysis=True)
    answer = forecast(person, body(90.0), BACLOFEN, three_times(5), where="m", people=64, seed=1)
    assert isinstance(answer, Forecast)
    assert "dialysis" in limits(answer)
    assert next(p.value for p in answer.parameters if p.name == "CL") < 4.0


def test_above_65_the_peak_is_lower_and_the_exposure_the_same() -> None:
    young = made(BACLOFEN, Person(age_years=60, weight_kg=70))
    old = made(BACLOFEN, Person(age_years=70, weight_kg=70))
    fine = young.times >= 144
    means = [np.trapezoid(middle(f, "plasma")[fine], f.times[fine]) for f in (young, old)]
    assert middle(old, "plasma").max() < middle(young, "plasma").max()
    assert means[0] == pytest.approx(means[1], rel=0.03)


def test_a_child_is_forecast_by_weight() -> None:
    answer = made(BACLOFEN, CHILD, three_times(5))
    assert answer.model == "baclofen.child"
    assert next(p.value for p in answer.parameters if p.name == "CL") == pytest.approx(0.273 * 21)


def test_a_child_without_weight_is_refused() -> None:
    assert "weight" in refused(BACLOFEN, Person(age_years=7), three_times(5))


def test_an_infant_is_refused() -> None:
    assert "age" in refused(BACLOFEN, Person(age_years=0.5, weight_kg=7), three_times(1))


@pytest.mark.parametrize("regimen", [three_times(70), Regimen(phases=(phase(200, 8),))])
def test_an_overdose_gets_no_curve(regimen: Regimen) -> None:
    text = refused(BACLOFEN, ADULT, regimen)
    assert "emergency" in text
    assert "no forecast" in text


def test_tablets_without_strength_are_refused() -> None:
    tablets = Regimen(phases=(phase(1, 8, 20, unit=AmountUnit.UNIT),))
    assert "milligrams" in refused(BACLOFEN, ADULT, tablets)


def test_as_needed_shows_one_dose_and_says_so() -> None:
    amount = Amount(low=10, high=20, unit=AmountUnit.MG)
    answer = made(BACLOFEN, regimen=Regimen(phases=(Phase(intakes=(Intake(hour=8, amount=amount),), as_needed=True),)))
    assert answer.doses == ((8.0, 20.0),)
    assert "one single dose" in limits(answer)
    assert "upper end" in limits(answer)


def test_a_counted_number_of_spasms_is_used() -> None:
    answer = made(BACLOFEN, spasms_per_day=24.0)
    assert answer.band("spasms").everyone[4].max() == pytest.approx(24.0)
    told = next(s.text for s in answer.statements if "24 spasms a day counted" in s.text)
    assert "Penn grades 3 and" in told


@pytest.mark.parametrize(("per_day", "grade"), [(0.0, 0), (3.0, 2), (16.0, 2), (17.0, 3), (160.0, 3), (161.0, 4)])
def test_penn_grades_follow_the_count_an_hour(per_day: float, grade: int) -> None:
    assert penn_grade(BACLOFEN.variants[0], per_day) == grade


def test_a_long_plan_is_cut_and_says_so() -> None:
    answer = made(BACLOFEN, regimen=Regimen(phases=(phase(10, 8, days=200),)))
    assert answer.times[-1] == 42 * 24
    assert "longer than shown" in limits(answer)


def test_a_session_of_dialysis_is_a_fall_and_the_hours_after_it_are_not() -> None:
    person = Person(age_years=60, weight_kg=80, dialysis=True)
    answer = forecast(
        person, body(90.0), BACLOFEN, Regimen(phases=(phase(5, 20),)), where="m", people=256, seed=1, days=8
    )
    assert isinstance(answer, Forecast)
    band = answer.band("plasma").everyone[2]
    begin, end, later = np.interp([4 * 24 + 9.0, 4 * 24 + 13.0, 4 * 24 + 17.0], answer.times, band)
    assert end < 0.65 * begin
    assert later > 0.75 * end
