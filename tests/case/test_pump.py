"""The pump of a case: what it holds, when it runs empty, and numbers that cannot all be true."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lissom.case.case import Case
from lissom.case.pump import VERTEBRAE, vertebra
from lissom.case.reading import case_from_document
from lissom.case.writing import case_to_json
from lissom.facts.errors import InputError

PUMP = {
    "volume": "18 mL",
    "concentration": "2000 mcg/mL",
    "alarm": "1 mL",
    "last_refill": "2026-07-30",
    "next_refill": "2026-11-18",
    "catheter_tip": "Th10",
}
STEPS = [{"at": "06:00", "rate": "10 mcg/h"}, {"at": "22:00", "rate": "17.5 mcg/h"}]


def read(pump: dict[str, Any], sig: str = "300 mcg a day by pump", **medicine: str) -> Case:
    one = {"name": "baclofen", "route": "intrathecal", "sig": sig, **medicine}
    return case_from_document({"medicines": [one], "pump": pump})


def faults(pump: dict[str, Any], sig: str = "300 mcg a day by pump", **medicine: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(pump, sig, **medicine)
    return [fault.where for fault in caught.value.faults]


def test_a_pump_is_empty_when_its_volume_has_flowed_out() -> None:
    pump = read(PUMP).pump
    assert pump is not None
    assert pump.day_with(0.0, 0.3) == date(2026, 11, 27)  # 18 mL x 2 mg/mL / 0.3 mg a day = 120 days
    assert pump.day_with(1.0, 0.3) == date(2026, 11, 20)


def test_the_day_is_not_known_without_the_volume() -> None:
    pump = read({"last_refill": "2026-07-30", "concentration": "500 mcg/mL"}).pump
    assert pump is not None
    assert pump.day_with(0.0, 0.3) is None


def test_the_concentration_may_stand_with_the_medicine() -> None:
    pump = read({"volume": "18 mL"}, strength="2000 mcg/mL").pump
    assert pump is not None
    assert pump.mg_per_mL == 2.0


def test_steps_hold_until_the_next_and_over_midnight() -> None:
    regimen = read(PUMP | {"steps": STEPS}).medicines[0].regimen
    assert regimen is not None
    rates = [(begin, end, round(rate, 9)) for begin, end, rate in regimen.rates(1)]
    assert rates == [(0, 6, 0.0175), (6, 22, 0.01), (22, 24, 0.0175)]


def test_steps_give_the_amount_of_a_day_and_no_more() -> None:
    regimen = read(PUMP | {"steps": STEPS}).medicines[0].regimen
    assert regimen is not None
    assert sum((end - begin) * rate for begin, end, rate in regimen.rates(3)) == pytest.approx(0.9)


def test_a_pump_written_out_reads_back_as_the_same() -> None:
    case = read(PUMP | {"flow": "0.15 mL/day", "steps": STEPS})
    assert case_from_document(case_to_json(case)) == case


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"flow": "1.5 mL/day"}, "case.pump.flow"),
        ({"steps": [{"at": "08:00", "rate": "30 mcg/h"}]}, "case.pump.steps"),
        ({"steps": [STEPS[0], STEPS[0]]}, "case.pump.steps"),
        ({"alarm": "18 mL"}, "case.pump.alarm"),
        ({"volume": "0 mL"}, "case.pump.volume"),
        ({"volume": "18"}, "case.pump.volume"),
        ({"next_refill": "2026-07-01"}, "case.pump.next_refill"),
        ({"catheter_tip": "T13"}, "case.pump.catheter_tip"),
        ({"concentration": "2000 mcg"}, "case.pump.concentration"),
    ],
)
def test_numbers_that_cannot_all_be_true_are_named(changed: dict[str, Any], where: str) -> None:
    assert [one.split("[")[0] for one in faults(PUMP | changed)] == [where]


def test_two_concentrations_of_one_medicine_are_a_fault() -> None:
    assert faults(PUMP, strength="500 mcg/mL") == ["case.pump.concentration"]


def test_milligrams_for_micrograms_show_in_the_flow_and_in_how_long_a_filling_lasts() -> None:
    found = faults(PUMP | {"flow": "0.15 mL/day"}, sig="300 mg a day by pump")
    assert set(found) == {"case.pump.flow", "case.pump.concentration"}


def test_steps_need_a_dose_a_day_to_add_up_to() -> None:
    assert faults(PUMP | {"steps": STEPS}, sig="50 mcg once at 9 am") == ["case.pump.steps"]


def test_a_pump_with_nothing_in_it_is_a_fault() -> None:
    with pytest.raises(InputError) as caught:
        case_from_document({"medicines": ["baclofen 10 mg three times a day"], "pump": PUMP})
    assert caught.value.faults[0].where == "case.pump"


def test_of_a_mixture_only_the_catheter_is_used_and_that_is_said() -> None:
    inside = [
        {"name": name, "route": "intrathecal", "sig": "300 mcg a day by pump"} for name in ("baclofen", "morphine")
    ]
    case = case_from_document({"medicines": inside, "pump": PUMP})
    assert case.pump is not None
    assert (case.pump.catheter_tip, case.pump.volume_mL) == ("T10", None)
    assert [note.where for note in case.notes] == ["case.pump"]


@pytest.mark.parametrize(("written", "meant"), [("T10", "T10"), ("th 6", "T6"), ("D4", "T4"), ("C-5", "C5")])
def test_a_vertebra_is_read_as_people_write_it(written: str, meant: str) -> None:
    assert vertebra(written) == meant


def test_every_vertebra_reads_as_itself() -> None:
    assert [vertebra(name) for name in VERTEBRAE] == list(VERTEBRAE)


def test_millilitres_a_day_are_known_from_the_concentration_in_the_pump() -> None:
    regimen = read({"concentration": "2000 mcg/mL"}, sig="0.15 mL/day by pump").medicines[0].regimen
    assert regimen is not None
    day = regimen.peak_daily_mg
    assert day is not None
    assert day.high == pytest.approx(0.3)


def test_a_refill_in_the_future_is_noted_once() -> None:
    case = read(PUMP | {"last_refill": "2027-01-01", "next_refill": "2027-03-01"}).on(date(2026, 11, 25))
    assert [note.where for note in case.on(date(2026, 11, 25)).notes] == ["case.pump.last_refill"]


def test_a_pump_is_said_back_in_plain_words() -> None:
    pump = read(PUMP | {"steps": STEPS}).pump
    assert pump is not None
    for part in ("18 mL of 2000 mcg/mL", "2026-07-30", "alarm at 1 mL", "T10", "10 mcg/h from 06:00 to 22:00"):
        assert part in pump.understood


@pytest.mark.parametrize("concentration", ["2 mcg/mL", "2000 mg/mL"])
def test_micrograms_and_milligrams_mixed_up_show_in_how_long_a_filling_lasts(concentration: str) -> None:
    assert faults({"volume": "18 mL", "concentration": concentration}) == ["case.pump.concentration"]


def test_a_bolus_is_a_dose_and_one_beside_a_running_pump_is_not_guessed() -> None:
    assert read({}, sig="50 mcg bolus once only").medicines[0].regimen is not None
    assert read({}, sig="300 mcg a day by pump, 20 mcg bolus at 22:00").medicines[0].unread
