"""Pumps and test doses into the spinal fluid."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import lissom
from lissom.case.body import Body, Estimate
from lissom.case.person import Person
from lissom.case.regimen import Amount, AmountUnit, Intake, Phase, Regimen
from lissom.population.forecast import Forecast, ForecastRefused
from lissom.population.forecasting import forecast
from lissom.population.model import read_models

MODELS = read_models(Path(lissom.__file__).parent / "data" / "models")
MAN = Person(age_years=34, weight_kg=70)


def ug(amount: float) -> Amount:
    return Amount(low=amount, high=amount, unit=AmountUnit.UG)


def pump(per_day: float) -> Regimen:
    return Regimen(phases=(Phase(intakes=(), continuous=ug(per_day)),))


def asked(
    regimen: Regimen, model: str = "baclofen_intrathecal", stops_on_day: int | None = None
) -> Forecast | ForecastRefused:
    none = Estimate(name="", unit="", equation="", source="test")
    known = Estimate(name="CrCl", unit="mL/min", equation="stated by the test", source="test", value=100.0)
    body = Body(CrCl=known, eGFR=none, BSA=none, ideal_weight=none, lean_weight=none)
    return forecast(MAN, body, MODELS[model], regimen, where="m", people=256, seed=1, stops_on_day=stops_on_day)


def made(regimen: Regimen, stops_on_day: int | None = None) -> Forecast:
    answer = asked(regimen, stops_on_day=stops_on_day)
    assert isinstance(answer, Forecast)
    return answer


def test_a_running_pump_rests_at_its_rate_over_clearance() -> None:
    level = made(pump(300)).band("csf").we_do_not_know[2, -1]
    assert level == pytest.approx(300 / 24 / 0.030, rel=0.1)


def test_plasma_is_about_a_hundredth_of_the_spinal_fluid() -> None:
    answer = made(pump(300))
    ratio = answer.band("plasma").everyone[2, -1] / answer.band("csf").everyone[2, -1]
    assert 0.001 < ratio < 0.02


def test_a_test_dose_works_most_after_about_four_hours() -> None:
    answer = made(Regimen(phases=(Phase(intakes=(Intake(hour=9, amount=ug(50)),), days=1),)))
    band = answer.band("tone_relief").everyone[2]
    assert answer.times[int(np.argmax(band))] - 9.0 == pytest.approx(4.0, abs=1.5)


def test_a_stop_is_told_as_an_emergency_and_the_relief_goes() -> None:
    answer = made(pump(300), stops_on_day=4)
    relief = np.interp([72.0, 108.0], answer.times, answer.band("tone_relief").everyone[2])
    assert relief[1] < 0.5 * relief[0]
    assert any("emergency" in statement.text for statement in answer.statements)


def test_drowsiness_of_tablets_is_not_said_of_a_pump() -> None:
    answer = made(pump(300))
    assert "drowsiness" not in {chance.name for chance in answer.chances}
    assert "sedation" not in {band.outcome for band in answer.bands}


def test_milligrams_for_micrograms_get_no_curve() -> None:
    answer = asked(pump(300_000))
    assert isinstance(answer, ForecastRefused)
    assert "emergency" in answer.why.text


def test_a_pump_is_never_simulated_as_tablets() -> None:
    answer = asked(pump(300), model="baclofen")
    assert isinstance(answer, ForecastRefused)
    assert "not swallowed" in answer.why.text


def test_the_tip_stands_far_above_the_rest_and_is_shown_apart() -> None:
    answer = made(pump(607))
    tip, rest = (answer.band(name).everyone[2, -1] for name in ("tip", "csf"))
    assert tip > 3 * rest


def test_the_band_at_the_tip_is_as_wide_as_the_levels_measured_there() -> None:
    low, high = made(pump(607)).band("tip").everyone[[0, 4], -1]
    assert high > 8 * low
