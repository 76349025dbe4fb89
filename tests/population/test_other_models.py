"""The other medicines: levels only, with what moves them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import lissom
from lissom.case.body import Body, Estimate
from lissom.case.person import Person, Sex
from lissom.case.regimen import Amount, AmountUnit, Intake, Phase, Regimen
from lissom.population import people as crowds
from lissom.population.forecast import Forecast
from lissom.population.forecasting import forecast
from lissom.population.model_files import read_models
from lissom.population.subject import Subject

MODELS = read_models(Path(lissom.__file__).parent / "data" / "models")
MAN = Person(age_years=35, weight_kg=70, sex=Sex.MALE, smoker=False)


def made(
    drug: str,
    mg: float,
    person: Person = MAN,
    CrCl: float = 100.0,
    taking: tuple[str, ...] = (),
    conditions: tuple[str, ...] = (),
) -> Forecast:
    none = Estimate(name="", unit="", equation="", source="test")
    known = Estimate(name="CrCl", unit="mL/min", equation="stated by the test", source="test", value=CrCl)
    body = Body(CrCl=known, eGFR=none, BSA=none, ideal_weight=none, lean_weight=none)
    intake = Intake(hour=8, amount=Amount(low=mg, high=mg, unit=AmountUnit.MG))
    regimen = Regimen(phases=(Phase(intakes=(intake,), days=1),))
    answer = forecast(
        person, body, MODELS[drug], regimen, where="m", people=256, seed=1, days=7, taking=taking, conditions=conditions
    )
    assert isinstance(answer, Forecast)
    return answer


def area(answer: Forecast, of: str = "plasma") -> float:
    return float(np.trapezoid(answer.band(of).everyone[2], answer.times))


def peak(answer: Forecast, of: str = "plasma") -> float:
    return float(answer.band(of).everyone[2].max())


def test_every_model_file_makes_a_forecast_without_holes() -> None:
    for drug in MODELS:
        if MODELS[drug].route == "oral":
            answer = made(drug, 10.0)
            assert all(np.isfinite(band.everyone).all() for band in answer.bands)
            assert answer.limits


def test_levels_of_a_drug_without_an_effect_model_come_with_no_promise_of_benefit() -> None:
    answer = made("tizanidine", 4.0)
    assert [band.outcome for band in answer.bands] == ["plasma"]
    assert not answer.chances
    assert not any("stiffness" in statement.text for statement in answer.statements)


@pytest.mark.parametrize(("other", "fold"), [("fluvoxamine", 33.0), ("ciprofloxacin", 10.0)])
def test_an_inhibitor_raises_tizanidine_as_published(other: str, fold: float) -> None:
    assert area(made("tizanidine", 4.0, taking=(other,))) / area(made("tizanidine", 4.0)) == pytest.approx(
        fold, rel=0.25
    )


def test_what_moved_the_level_is_said() -> None:
    told = " ".join(statement.text for statement in made("tizanidine", 4.0, taking=("fluvoxamine",)).statements)
    assert "Counted in: clearance with fluvoxamine" in told


def test_smoking_men_have_a_third_less_tizanidine() -> None:
    smoker = Person(age_years=35, weight_kg=70, sex=Sex.MALE, smoker=True)
    assert area(made("tizanidine", 4.0, smoker)) / area(made("tizanidine", 4.0)) == pytest.approx(0.67, abs=0.05)


def test_diazepam_comes_with_its_metabolite() -> None:
    band = made("diazepam", 5.0).band("metabolite")
    assert "desmethyldiazepam" in band.title
    assert band.everyone[2].max() > 0


def test_carisoprodol_comes_with_meprobamate_which_stays_longer_and_reaches_more() -> None:
    answer = made("carisoprodol", 350.0)
    assert "meprobamate" in answer.band("metabolite").title
    assert area(answer, "metabolite") > 4 * area(answer)
    late = answer.times == 32  # a day after the dose
    assert answer.band("metabolite").everyone[2][late] > 100 * answer.band("plasma").everyone[2][late]


def test_slow_cyp2c19_means_more_carisoprodol_and_less_meprobamate() -> None:
    slow, usual = made("carisoprodol", 350.0, conditions=("cyp2c19_poor_metaboliser",)), made("carisoprodol", 350.0)
    assert area(slow) / area(usual) == pytest.approx(4.0, rel=0.15)
    assert area(slow, "metabolite") / area(usual, "metabolite") == pytest.approx(0.5, rel=0.1)


def test_orphenadrine_has_a_shape_and_no_height() -> None:
    once, twice = made("orphenadrine", 100.0), made("orphenadrine", 200.0)
    assert once.band("plasma").unit == "of a dose"
    assert peak(once) == pytest.approx(peak(twice))
    assert 0.5 < peak(once) <= 1.0
    told = " ".join(one.text for one in (*once.statements, *once.limits))
    assert "Only the shape in time is known" in told
    assert "ng/mL" not in told


def test_the_half_life_of_naproxen_is_that_of_its_labels() -> None:
    day = made("naproxen", 220.0)
    level = dict(zip(day.times.tolist(), day.band("plasma").everyone[2].tolist(), strict=True))
    assert 12 <= 24 * np.log(2) / np.log(level[24.0] / level[48.0]) <= 18


def test_gabapentin_is_absorbed_less_the_larger_the_dose() -> None:
    assert area(made("gabapentin", 1200.0)) < 0.7 * 4 * area(made("gabapentin", 300.0))


def test_the_total_naproxen_level_rises_less_than_the_dose() -> None:
    ratio = peak(made("naproxen", 1000.0)) / peak(made("naproxen", 250.0))
    assert 1.5 < ratio < 3.8


def test_twice_the_chlorzoxazone_gives_more_than_twice_the_exposure() -> None:
    assert area(made("chlorzoxazone", 500.0)) > 2.5 * area(made("chlorzoxazone", 250.0))


def test_gabapentin_follows_the_kidneys() -> None:
    assert area(made("gabapentin", 300.0, CrCl=30.0)) > 2.5 * area(made("gabapentin", 300.0, CrCl=110.0))


def test_clearance_and_volume_of_tizanidine_differ_together() -> None:
    variant = MODELS["tizanidine"].variant_for(40)
    drawn = crowds.crowd(variant, Subject(age_years=40, weight_kg=70), crowds.people_differ(variant, 4096, 1))
    found = np.corrcoef(np.log(drawn["CL"]), np.log(drawn["Vc"]))[0, 1]
    assert found == pytest.approx(0.3, abs=0.03)


def test_every_spread_between_people_is_a_believable_percentage() -> None:
    for model in MODELS.values():
        for variant in model.variants:
            assert all(one.unit == "%" and 0 < one.value <= 100 for one in variant.omega.values()), model.id
