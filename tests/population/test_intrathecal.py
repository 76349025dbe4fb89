"""Pumps and test doses into the spinal fluid."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import lissom
from lissom.case.body import Body, Estimate
from lissom.case.person import Person
from lissom.case.regimen import Amount, AmountUnit, Intake, Phase, Regimen
from lissom.population.export import nonmem_records
from lissom.population.forecast import Forecast, ForecastRefused
from lissom.population.forecasting import forecast
from lissom.population.model_files import read_models
from lissom.population.schedule import Kind, Scenario

MODELS = read_models(Path(lissom.__file__).parent / "data" / "models")
MAN = Person(age_years=34, weight_kg=70)


def ug(amount: float) -> Amount:
    return Amount(low=amount, high=amount, unit=AmountUnit.UG)


def pump(per_day: float) -> Regimen:
    return Regimen(phases=(Phase(intakes=(), continuous=ug(per_day)),))


def asked(
    regimen: Regimen, model: str = "baclofen_intrathecal", scenario: Scenario | None = None, tip: str = ""
) -> Forecast | ForecastRefused:
    none = Estimate(name="", unit="", equation="", source="test")
    known = Estimate(name="CrCl", unit="mL/min", equation="stated by the test", source="test", value=100.0)
    body = Body(CrCl=known, eGFR=none, BSA=none, ideal_weight=none, lean_weight=none)
    return forecast(
        MAN, body, MODELS[model], regimen, where="m", people=256, seed=1, scenario=scenario, catheter_tip=tip
    )


def made(regimen: Regimen, scenario: Scenario | None = None, tip: str = "") -> Forecast:
    answer = asked(regimen, scenario=scenario, tip=tip)
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
    answer = made(pump(300), scenario=Scenario(kind=Kind.STOP))
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


def test_half_lost_through_a_leak_ends_at_half_the_level() -> None:
    answer = made(pump(300), scenario=Scenario(kind=Kind.LEAK, day=3, amount=0.5))
    before, after = np.interp([48.0, 24.0 * 7], answer.times, answer.band("csf").we_do_not_know[2])
    assert after == pytest.approx(before / 2, rel=0.05)
    assert any("leak" in statement.text for statement in answer.statements)


def test_a_night_rate_moves_the_level_and_not_the_amount_of_a_day() -> None:
    even, uneven = made(pump(300)), made(pump(300), scenario=Scenario(kind=Kind.NIGHT, amount=2.0))
    amounts = [sum((b - a) * rate for a, b, rate in one.infusions) for one in (even, uneven)]
    assert amounts[0] == pytest.approx(amounts[1])
    night, noon = np.interp([24 * 5 + 5.5, 24 * 5 + 20.0], uneven.times, uneven.band("csf").we_do_not_know[2])
    assert night > 1.5 * noon


def middle(answer: Forecast, outcome: str) -> float:
    return float(answer.band(outcome).everyone[2, -1])


def test_the_level_in_the_neck_is_about_two_fifths_of_that_in_the_lower_back() -> None:
    answer = made(pump(300))
    assert middle(answer, "csf_neck") / middle(answer, "csf") == pytest.approx(0.43, abs=0.08)


def test_each_stretch_of_the_canal_is_named_by_its_vertebrae() -> None:
    titles = [made(pump(300)).band(name).title for name in ("csf", "csf_chest", "csf_neck")]
    assert [title.rpartition(", ")[2] for title in titles] == ["from T10 down", "T9 to T4", "from T3 up"]


def test_a_catheter_in_the_neck_favours_the_arms() -> None:
    low, high = made(pump(100)), made(pump(100), tip="C6")
    assert middle(high, "tone_relief_arms") > middle(low, "tone_relief_arms")
    assert middle(high, "tone_relief") < middle(low, "tone_relief")


def test_where_the_catheter_ends_is_told_and_whether_it_was_stated() -> None:
    assert any("not stated" in said.text for said in made(pump(300)).statements if "catheter" in said.text)
    assert any("at T6, as stated" in said.text for said in made(pump(300), tip="T6").statements)


def test_a_steady_pump_has_no_peak_hour() -> None:
    assert "peaks" not in made(pump(300)).statements[0].text
    assert "peaks" in made(pump(300), scenario=Scenario(kind=Kind.NIGHT, amount=2.0)).statements[0].text


def test_a_test_dose_is_told_at_its_best_and_not_over_the_day() -> None:
    answer = made(Regimen(phases=(Phase(intakes=(Intake(hour=9, amount=ug(50)),), days=1),)))
    relief = next(said.text for said in answer.statements if "stiffness of the legs" in said.text)
    assert relief.startswith("At its best after 50 micrograms")
    assert not any("The plan ends" in said.text for said in answer.limits)


def test_what_a_pump_delivers_is_in_the_nonmem_records() -> None:
    answer = made(pump(300), scenario=Scenario(kind=Kind.NIGHT, amount=2.0))
    header, *rows = nonmem_records(answer)
    amount, rate = header.index("AMT"), header.index("RATE")
    assert all(float(str(row[rate])) > 0 for row in rows)
    assert sum(float(str(row[amount])) for row in rows) == pytest.approx(0.3 * answer.times[-1] / 24)
