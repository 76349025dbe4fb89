"""The sig reader on directions as they are really written: one row of `sigs.csv` each, and what its words promise."""

from __future__ import annotations

import csv
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from lissom.case.medicine import Route
from lissom.case.regimen import Amount, AmountUnit, Phase, Regimen, Strength
from lissom.case.sig import SigRead, read_sig
from lissom.case.sig.say import number

ROWS = list(csv.DictReader((Path(__file__).parent / "sigs.csv").read_text(encoding="utf-8").splitlines()))


def strength_of(text: str) -> Strength | None:
    """'10' is 10 mg in one unit, '5/5' is 5 mg in 5 mL, '' is not known."""
    if not text:
        return None
    mg, _, per = text.partition("/")
    return Strength(mg=float(mg), per=float(per), per_unit=AmountUnit.ML) if per else Strength(mg=float(mg))


def canonical(read: SigRead) -> str:
    """The short form of `sigs.csv`: amount@hours, a mark for stated hours, then rhythm, limits and length."""
    assert read.regimen is not None, read.refused
    return " > ".join(_phase(phase) for phase in read.regimen.phases)


def _amount(amount: Amount) -> str:
    many = number(amount.high) if amount.low == amount.high else f"{number(amount.low)}-{number(amount.high)}"
    return many + {AmountUnit.UNIT: "u"}.get(amount.unit, amount.unit.value)


def _phase(phase: Phase) -> str:
    parts = [_doses(phase)]
    if phase.weekdays:
        parts.append("on" + ",".join(str(day) for day in phase.weekdays))
    elif phase.every_days > 1:
        parts.append(f"/{phase.every_days}d")
    parts += [f"min{phase.fewest_intakes}"] if phase.fewest_intakes else []
    parts += ["prn"] if phase.as_needed else []
    parts += [f"max{phase.max_intakes_per_day}x"] if phase.max_intakes_per_day else []
    parts += [f"max{_amount(phase.max_per_day)}"] if phase.max_per_day else []
    parts += [] if phase.with_food is None else ["food" if phase.with_food else "nofood"]
    parts += [f"x{phase.days}d"] if phase.days else []
    return " ".join(parts)


def _doses(phase: Phase) -> str:
    if phase.continuous:
        return f"{_amount(phase.continuous)}/24h"
    if not phase.division_stated:
        unit = phase.intakes[0].amount.unit
        return f"{number(sum(intake.amount.high for intake in phase.intakes))}{unit.value}/day"
    if phase.interval_h:
        return f"{_amount(phase.intakes[0].amount)} q{number(phase.interval_h)}h"
    runs = groupby(phase.intakes, key=lambda intake: intake.amount)
    return "+".join(
        f"{_amount(amount)}@" + ",".join(number(one.hour) + "!" * one.hour_stated for one in run)
        for amount, run in runs
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['sig']} [{row['strength']}]")
def test_a_sig_as_written_is_read_as_a_pharmacist_would_or_refused(row: dict[str, str]) -> None:
    read = read_sig(row["sig"], strength=strength_of(row["strength"]))
    expected = row["expected"]
    if expected.startswith("refused:"):
        assert read.regimen is None, read.words
        assert expected.removeprefix("refused:") in read.refused.lower()
        return
    assert canonical(read) == expected
    peak = read.regimen.peak_daily_mg if read.regimen else None
    assert (f"{peak.high:.2f}" if peak else "") == (f"{float(row['daily_mg']):.2f}" if row["daily_mg"] else "")


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if not row["expected"].startswith("refused")],
    ids=lambda row: f"{row['sig']} [{row['strength']}]",
)
def test_the_words_said_back_read_as_the_same_schedule(row: dict[str, str]) -> None:
    strength = strength_of(row["strength"])
    first = read_sig(row["sig"], strength=strength)
    again = read_sig(first.words, strength=strength)
    assert again.regimen is not None, (first.words, again.refused)
    assert canonical(again) == canonical(first)


def test_the_table_holds_more_than_220_sigs() -> None:
    assert len(ROWS) > 220


def test_the_words_say_dose_times_and_daily_total() -> None:
    assert read_sig("10 mg TID").words == "10 mg three times a day (about 08:00, 14:00, 20:00); 30 mg a day"


def test_assumed_hours_are_reported() -> None:
    assert "times of day are assumed: 08:00, 14:00, 20:00" in read_sig("10 mg TID").assumptions


def test_stated_hours_are_not_reported_as_assumed() -> None:
    assert read_sig("10 mg at 08:00 and 20:00").assumptions == ()


@pytest.mark.parametrize("sig", ["5 mg qd", "5 mg qod", "5 mg od", ".5 mg bid", "5.0 mg bid", "10 IU daily"])
def test_error_prone_spellings_are_read_and_flagged(sig: str) -> None:
    read = read_sig(sig)
    assert read.regimen is not None
    assert any("read as" in text for text in read.assumptions)


def test_tablets_without_a_strength_have_no_milligrams_and_say_so() -> None:
    read = read_sig("1 tab TID")
    assert read.regimen is not None
    assert read.regimen.peak_daily_mg is None
    assert any("milligrams are not known" in text for text in read.assumptions)


def test_millilitres_without_a_strength_have_no_milligrams_and_say_so() -> None:
    read = read_sig("10 mL three times daily")
    assert read.regimen is not None
    assert read.regimen.peak_daily_mg is None
    assert any("liquid" in text for text in read.assumptions)


def test_an_undivided_daily_total_says_that_its_parts_are_assumed() -> None:
    read = read_sig("30 mg/day")
    assert any("equal parts are assumed" in text for text in read.assumptions)


def test_trailing_dispensing_words_are_reported_not_lost() -> None:
    assert any("dispense" in text for text in read_sig("10 mg TID dispense 90").assumptions)


def test_a_refusal_names_the_words_it_did_not_understand() -> None:
    assert '"wibble"' in read_sig("10 mg TID wibble").refused


def test_a_dose_without_frequency_offers_readings() -> None:
    assert "10 mg 3 times a day" in read_sig("10 mg").candidates


def test_the_route_makes_a_daily_amount_continuous() -> None:
    read = read_sig("300 mcg/day", route=Route.INTRATHECAL)
    assert read.regimen is not None
    assert read.regimen.phases[0].continuous == Amount(low=300, high=300, unit=AmountUnit.UG)


def test_the_name_of_the_medicine_may_be_repeated_in_the_sig() -> None:
    assert read_sig("Baclofen 10 mg TID", name="baclofen").regimen == read_sig("10 mg TID").regimen


def test_the_reason_of_an_as_needed_dose_is_kept_as_written() -> None:
    read = read_sig("10 mg TID prn for muscle spasms")
    assert read.regimen is not None
    assert read.regimen.phases[0].reason == "muscle spasms"


def test_events_of_a_titration_follow_its_phases() -> None:
    regimen = _regimen("5 mg at night for 2 days then 10 mg at night")
    assert list(regimen.events(3)) == [(22.0, 5.0), (46.0, 5.0), (70.0, 10.0)]


def test_events_of_an_interval_that_drifts_keep_the_interval() -> None:
    times = [time for time, _ in _regimen("10 mg every 9 hours").events(2)]
    assert {later - earlier for earlier, later in pairwise(times)} == {9.0}


def test_a_pump_has_a_rate_and_no_events() -> None:
    regimen = _regimen("240 mcg/day intrathecal")
    assert list(regimen.events(2)) == []
    ((first, last, rate),) = regimen.rates(2)
    assert (first, last) == (0.0, 48.0)
    assert rate == pytest.approx(0.01)


def _regimen(sig: str) -> Regimen:
    read = read_sig(sig)
    assert read.regimen is not None, read.refused
    return read.regimen


@pytest.mark.parametrize(
    "sig",
    [
        "10 mg nightly, may increase to 20 mg nightly after 1 week",
        "5 mg TID; may increase by 5 mg every 3 days to 20 mg TID",
    ],
)
def test_an_increase_that_may_follow_is_said_to_be_assumed(sig: str) -> None:
    assert any('"may"' in text for text in read_sig(sig).assumptions)
