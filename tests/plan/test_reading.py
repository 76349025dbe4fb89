"""Logs and weeks as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from lissom.facts.errors import InputError
from lissom.plan.log import last_day, read_log
from lissom.plan.week import read_week

LOG = "date,time,mg\n2026-11-23,08:00,10 mg\n2026-11-24,08:00,5\n2026-11-24,20:30,5\n2026-11-25,08:00,10\n"


def test_a_plan_goes_on_from_the_last_full_day() -> None:
    assert last_day(read_log(LOG), date(2026, 11, 25)) == ((8.0, 5.0), (20.5, 5.0))


def test_every_faulty_line_of_a_log_is_named() -> None:
    with pytest.raises(InputError) as caught:
        read_log("2026-11-24,08:00,10\nyesterday,10\n2026-13-01,08:00,10\n")
    assert [fault.where for fault in caught.value.faults] == ["log:2", "log:3"]


def test_an_empty_log_is_an_error() -> None:
    with pytest.raises(InputError):
        read_log("\n# nothing\n")


def test_a_week_is_read_from_plain_words() -> None:
    first, second = read_week("Mon Wed 17:30 swimming 40 min moderate; Saturdays 10am gym 1 h hard, hot")
    assert (first.activity, first.days, first.hour, first.minutes) == ("swimming", (0, 2), 17.5, 40.0)
    assert (second.days, second.hour, second.minutes, second.heat) == ((5,), 10.0, 60.0, True)


def test_every_day_and_weekdays_are_days() -> None:
    daily, weekdays = read_week("daily 8:00 stretching 10 min\nweekdays 18:00 walking")
    assert daily.days == tuple(range(7))
    assert weekdays.days == tuple(range(5))


def test_midnight_and_noon_are_told_apart() -> None:
    (noon,) = read_week("Mon 12pm walking")
    assert noon.hour == 12.0


def test_words_without_a_day_or_an_hour_are_no_session() -> None:
    with pytest.raises(InputError):
        read_week("swimming")
