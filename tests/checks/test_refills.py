"""When a pump runs out, and whether its refill comes in time."""

from __future__ import annotations

from datetime import date
from typing import Any

from lissom.case.reading import case_from_document
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import Library

PUMP = {"volume": "18 mL", "concentration": "2000 mcg/mL", "alarm": "1 mL", "last_refill": "2026-07-30"}
"""At 300 micrograms a day at its alarm volume on 20 November, and empty on 27 November."""


def found(library: Library, day: date, **pump: Any) -> dict[str, Finding]:
    one = {"name": "baclofen", "route": "intrathecal", "sig": "300 mcg a day by pump"}
    case = case_from_document({"country": "US", "medicines": [one], "pump": PUMP | pump})
    seen = view(case.on(day), library.names, library.rules, library.drugs, day, models=lambda: library.models)
    return {one.id.removeprefix("intrathecal_baclofen_"): one for one in findings(seen)}


def test_long_before_the_days_are_told_and_nobody_is_interrupted(library: Library) -> None:
    told = found(library, date(2026, 9, 1), next_refill="2026-11-16")["runs_out_on_a_known_day"]
    assert (told.severity, told.stance) == (Severity.INFORMATION, Stance.SHOW)
    assert "2026-11-20" in told.what[0].text
    assert "2026-11-27" in told.what[0].text


def test_a_refill_booked_after_the_alarm_comes_too_late(library: Library) -> None:
    late = found(library, date(2026, 9, 1), next_refill="2026-11-25")["refill_comes_too_late"]
    assert (late.severity, late.stance) == (Severity.MAJOR, Stance.INTERRUPT)


def test_at_the_alarm_volume_the_clinic_is_called_today(library: Library) -> None:
    at = found(library, date(2026, 11, 22))["is_at_its_alarm_volume"]
    assert (at.severity, at.stance, at.emergency) == (Severity.MAJOR, Stance.INTERRUPT, False)


def test_an_overdue_refill_of_a_pump_that_still_holds_drug_is_no_ambulance(library: Library) -> None:
    all_of_it = found(library, date(2026, 11, 10), next_refill="2026-11-05")
    assert all_of_it["refill_is_overdue"].stance is Stance.INTERRUPT
    assert not any(one.emergency for one in all_of_it.values())


def test_an_overdue_refill_of_a_pump_of_unknown_volume_is_an_emergency(library: Library) -> None:
    all_of_it = found(library, date(2026, 11, 10), volume=None, alarm=None, next_refill="2026-11-05")
    assert all_of_it["may_not_be_reaching_the_body"].emergency


def test_an_empty_pump_is_an_emergency(library: Library) -> None:
    all_of_it = found(library, date(2026, 11, 27))
    assert all_of_it["may_not_be_reaching_the_body"].emergency
    assert "runs_out_on_a_known_day" not in all_of_it


def of_directions(library: Library, sig: str) -> dict[str, Finding]:
    case = case_from_document({"medicines": [{"name": "baclofen", "route": "intrathecal", "sig": sig}]})
    day = date(2026, 11, 25)
    seen = view(case.on(day), library.names, library.rules, library.drugs, day, models=lambda: library.models)
    return {one.id.removeprefix("intrathecal_baclofen_"): one for one in findings(seen)}


def test_a_pump_set_to_nothing_is_an_emergency(library: Library) -> None:
    assert of_directions(library, "0 mcg a day by pump")["may_not_be_reaching_the_body"].emergency


def test_a_single_dose_above_every_test_dose_is_asked_about(library: Library) -> None:
    large = of_directions(library, "300 mcg as a single dose at 09:00")["at_once_above_test_doses"]
    assert large.stance is Stance.INTERRUPT


def test_a_test_dose_and_a_running_pump_are_no_large_single_dose(library: Library) -> None:
    for sig in ("50 mcg as a single dose at 09:00", "300 mcg a day by pump"):
        assert "at_once_above_test_doses" not in of_directions(library, sig)


def test_weak_kidneys_under_a_pump_are_not_passed_over(library: Library) -> None:
    one = {"name": "baclofen", "route": "intrathecal", "sig": "300 mcg a day by pump"}
    day = date(2026, 11, 25)
    for person in ({"dialysis": True}, {"age": 70, "sex": "male", "creatinine": "4 mg/dL"}):
        case = case_from_document({"person": person, "medicines": [one]})
        seen = view(case.on(day), library.names, library.rules, library.drugs, day, models=lambda: library.models)
        assert "intrathecal_baclofen_and_kidneys_not_judged" in {found.id for found in findings(seen)}
