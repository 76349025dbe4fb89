"""Curves of virtual people, and how their numbers are explained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import lissom
from lissom.case.body import Body, Estimate
from lissom.case.person import Person
from lissom.case.regimen import Amount, AmountUnit, Intake, Phase, Regimen
from lissom.facts.errors import InputError
from lissom.population.explanation import explain
from lissom.population.export import nonmem_records, table
from lissom.population.forecast import Forecast
from lissom.population.forecasting import forecast
from lissom.population.model_files import read_models
from lissom.population.simulating import like, simulate

MODELS = read_models(Path(lissom.__file__).parent / "data" / "models")
BACLOFEN = MODELS["baclofen"]
NONE = Estimate(name="", unit="", equation="", source="test")
CRCL = Estimate(name="CrCl", unit="mL/min", equation="stated by the test", source="test", value=90.0)
BODY = Body(CrCl=CRCL, eGFR=NONE, BSA=NONE, ideal_weight=NONE, lean_weight=NONE)
WOMAN = Person(age_years=52, weight_kg=68)
TEN_MG = Amount(low=10, high=10, unit=AmountUnit.MG)
DAILY = Regimen(phases=(Phase(intakes=(Intake(hour=8, amount=TEN_MG), Intake(hour=20, amount=TEN_MG))),))


def test_a_crowd_has_curves_of_every_outcome() -> None:
    people = like(BACLOFEN, WOMAN, BODY, count=100, seed=1)
    found = simulate(BACLOFEN, DAILY, people, np.arange(0.0, 49.0))
    assert set(found) == {"plasma", "effect_site", "tone_relief", "spasms", "strength", "sedation"}
    assert found["plasma"].values.shape == (49, 100)
    assert found["plasma"].unit == "ng/mL"
    assert (np.diff(found["plasma"].quantile(0.05, 0.5, 0.95), axis=0) >= 0).all()


def test_curves_and_forecast_are_made_of_the_same_people() -> None:
    people = like(BACLOFEN, WOMAN, BODY, count=256, seed=5)
    answer = forecast(WOMAN, BODY, BACLOFEN, DAILY, where="m", people=256, seed=5)
    assert isinstance(answer, Forecast)
    found = simulate(BACLOFEN, DAILY, people, answer.times)
    np.testing.assert_allclose(found["plasma"].quantile(0.5), answer.band("plasma").everyone[2], rtol=1e-12)


@pytest.mark.parametrize("times", [[], [1.0, 1.0], [2.0, 1.0], [-1.0, 2.0], [float("nan")], [0.0, float("inf")]])
def test_times_that_make_no_sense_are_refused(times: list[float]) -> None:
    people = like(BACLOFEN, WOMAN, BODY, count=4, seed=1)
    with pytest.raises(InputError, match="times"):
        simulate(BACLOFEN, DAILY, people, times)


def test_ten_million_people_are_refused_with_the_limit() -> None:
    with pytest.raises(InputError, match="200000"):
        like(BACLOFEN, WOMAN, BODY, count=10_000_000, seed=1)
    with pytest.raises(InputError, match="1000000"):
        forecast(WOMAN, BODY, BACLOFEN, DAILY, where="m", people=10_000_000, seed=1)


def test_an_explanation_gives_equation_values_sources_and_grade() -> None:
    adult, child = explain(MODELS, "baclofen.tone")
    assert "Emax" in adult.equation[0]
    used = {parameter.name: parameter for parameter in adult.parameters}
    assert used["EC50"].sources
    assert used["EC50"].grade == "assumption"
    assert child.variant != adult.variant


def test_a_wrong_name_is_answered_with_the_right_ones() -> None:
    with pytest.raises(InputError, match=r"baclofen\.tone"):
        explain(MODELS, "baclofen.mood")


def test_every_explanation_can_be_given() -> None:
    for model in MODELS.values():
        for variant in explain(MODELS, f"{model.id}.level"):
            assert variant.parameters


def test_the_bands_come_as_one_table() -> None:
    answer = forecast(WOMAN, BODY, BACLOFEN, DAILY, where="m", people=64, seed=5)
    assert isinstance(answer, Forecast)
    rows = list(table(answer))
    assert rows[0][:4] == ("time_h", "outcome", "unit", "spread")
    assert len(rows) == 1 + len(answer.times) * len(answer.bands) * 3


def test_the_doses_come_as_nonmem_records() -> None:
    answer = forecast(WOMAN, BODY, BACLOFEN, DAILY, where="m", people=64, seed=5)
    assert isinstance(answer, Forecast)
    header, first, *rest = nonmem_records(answer)
    assert header == ("ID", "TIME", "AMT", "EVID", "CMT", "MDV")
    assert first == (1, 8.0, 10.0, 1, 1, 1)
    assert len(rest) == len(answer.doses) - 1
