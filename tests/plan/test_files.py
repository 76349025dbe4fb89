"""What comes out: calendar, page, organiser sheet, FHIR draft, JSON, HTML."""

from __future__ import annotations

import io
import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.plan.conftest import TODAY, Ask

from lissom.answers.planning.activity import plan_activity
from lissom.answers.planning.asked import named
from lissom.answers.planning.day import plan_day
from lissom.answers.planning.lateness import late_dose, pump_alarm
from lissom.answers.planning.proposal import Proposal
from lissom.answers.planning.switching import plan_switch
from lissom.answers.planning.tapering import Wish, plan_taper
from lissom.answers.planning.travelling import plan_trip
from lissom.facts.errors import InputError
from lissom.fhir.bundle import case_from_bundle
from lissom.fhir.plan_request import plan_bundle
from lissom.library import Library
from lissom.report.calendar import pump_ics, read_week_ics, to_ics, trip_ics
from lissom.report.html import to_html
from lissom.report.plan import plan_document, plan_json
from lissom.report.plan_answers import activity_document, day_document, late_document, trip_document
from lissom.report.plan_organiser import organiser_document
from lissom.report.plan_page import to_page

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="module")
def proposal(ask: Ask) -> Proposal:
    return plan_taper(ask("taper80", "GB"), Wish())


def parsed(ics: bytes) -> Any:
    """The calendar as its own library reads it."""
    from icalendar import Calendar

    return Calendar.from_ical(ics)


def expanded(ics: bytes) -> Counter[tuple[date, str]]:
    """(day, HH:MM) of every entry with an alarm, its daily repeats written out."""
    found: Counter[tuple[date, str]] = Counter()
    for event in parsed(ics).walk("VEVENT"):
        start = event["dtstart"].dt
        if not isinstance(start, datetime):
            continue
        rule = event.get("rrule")
        until = rule["UNTIL"][0].astimezone(start.tzinfo).date() if rule else start.date()
        for day in range((until - start.date()).days + 1):
            found[start.date() + timedelta(days=day), f"{start:%H:%M}"] += 1
    return found


def test_the_calendar_holds_every_dose_of_every_day_once(proposal: Proposal) -> None:
    course = proposal.courses[0].course
    wanted = Counter(
        (course.begin + timedelta(days=day), dose.clock)
        for day in range(course.days)
        if (step := course.on(course.begin + timedelta(days=day)))
        for dose in step.doses
    )
    assert expanded(to_ics(proposal, LONDON)) == wanted


def test_every_dose_in_the_calendar_has_an_alarm_and_its_zone(proposal: Proposal) -> None:
    calendar = parsed(to_ics(proposal, LONDON))
    timed = [event for event in calendar.walk("VEVENT") if isinstance(event["dtstart"].dt, datetime)]
    assert timed
    assert all(len(event.walk("VALARM")) == 1 for event in timed)
    assert {event["dtstart"].params["TZID"] for event in timed} == {"Europe/London"}
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]


def test_ids_in_a_calendar_are_unique(proposal: Proposal) -> None:
    ids = [str(event["uid"]) for event in parsed(to_ics(proposal, LONDON)).walk("VEVENT")]
    assert len(ids) == len(set(ids))


def test_the_same_plan_gives_the_same_calendar(proposal: Proposal) -> None:
    assert to_ics(proposal, LONDON) == to_ics(proposal, LONDON)


def test_a_pump_s_calendar_holds_the_day_of_its_alarm_and_the_day_it_is_empty(ask: Ask) -> None:
    verdict = pump_alarm(ask("pump"), 0)
    events = parsed(pump_ics(verdict, TODAY)).walk("VEVENT")
    assert verdict.refill is not None
    assert [event["dtstart"].dt for event in events] == [verdict.refill.alarm, verdict.refill.empty]


def test_a_pump_whose_days_are_not_stated_has_no_calendar(ask_of: Ask) -> None:
    asked = ask_of(medicines=[{"name": "baclofen", "route": "intrathecal", "sig": "300 mcg a day by pump"}])
    with pytest.raises(InputError):
        pump_ics(pump_alarm(asked, 0), TODAY)


def test_a_calendar_of_a_week_reads_back_as_sessions() -> None:
    ics = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"
        b"DTSTART:20261124T173000\r\nDTEND:20261124T181500\r\nRRULE:FREQ=WEEKLY;BYDAY=TU,FR\r\nSUMMARY:Swimming\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (session,) = read_week_ics(ics)
    assert (session.activity, session.days, session.hour, session.minutes) == ("Swimming", (1, 4), 17.5, 45.0)


@pytest.mark.parametrize("content", [b"", b"\xff\x00junk", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_what_is_no_calendar_is_an_error(content: bytes) -> None:
    with pytest.raises(InputError):
        read_week_ics(content)


def test_a_journey_s_calendar_holds_every_dose(ask: Ask) -> None:
    trip = plan_trip(ask("ms-aleve"), "Europe/London", "Asia/Tokyo", date(2026, 12, 1))
    assert sum(expanded(trip_ics(trip, TODAY)).values()) == len(trip.journey.doses)


def test_the_printed_plan_is_one_page_with_every_step(proposal: Proposal, library: Library) -> None:
    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(to_page(proposal, library.sources, "test"))).pages
    text = pages[0].extract_text()
    assert len(pages) == 1
    assert all(step.begin.isoformat() in text for step in proposal.courses[0].course.steps)
    assert "discuss with the prescriber" in text


def test_the_organiser_counts_the_tablets_of_a_week(proposal: Proposal, library: Library) -> None:
    sheet = organiser_document(proposal, library.sources, "test")
    first = sheet.parts[0].blocks[1]
    course = proposal.courses[0].course
    halves = sum(dose.mg / 10 for day in range(7) if (step := course.on(course.begin + timedelta(days=day)))
                 for dose in step.doses)  # fmt: skip
    assert f"{halves:g} × 10 mg" in getattr(first, "text", "")


def test_the_fhir_draft_says_every_dose_and_is_no_order(proposal: Proposal, library: Library) -> None:
    bundle = plan_bundle(proposal, library)
    (entry,) = bundle["entry"]
    request = entry["resource"]
    assert (request["status"], request["intent"]) == ("draft", "proposal")
    for sequence, step in enumerate(proposal.courses[0].course.steps, start=1):
        told = [one for one in request["dosageInstruction"] if one["sequence"] == sequence and "doseAndRate" in one]
        mg = sum(
            one["doseAndRate"][0]["doseQuantity"]["value"] * len(one["timing"]["repeat"]["timeOfDay"]) for one in told
        )
        assert mg == step.daily_mg
        assert not any({"frequency", "period", "when"} & one["timing"]["repeat"].keys() for one in told)


def test_requests_of_a_fhir_draft_have_addresses_of_their_own(proposal: Proposal, ask: Ask, library: Library) -> None:
    other = plan_bundle(plan_taper(ask("taper80", "US"), Wish()), library)
    made = [entry["fullUrl"] for bundle in (plan_bundle(proposal, library), other) for entry in bundle["entry"]]
    assert len(set(made)) == len(made) == 2
    assert all(url.startswith("urn:uuid:") for url in made)


def test_a_fhir_draft_of_nothing_holds_no_empty_list(ask: Ask, library: Library) -> None:
    refused = plan_taper(ask("pump"), Wish())
    assert not refused.courses
    assert "entry" not in plan_bundle(refused, library)


def test_the_fhir_draft_reads_back_as_the_same_plan(proposal: Proposal, library: Library) -> None:
    bundle = plan_bundle(proposal, library)
    patient = {"resourceType": "Patient", "id": "one", "gender": "male", "birthDate": "1968-01-01"}
    for entry in bundle["entry"]:
        entry["resource"]["subject"] = {"reference": "Patient/one"}
    bundle["entry"].insert(0, {"resource": patient})
    (medicine,) = case_from_bundle(json.dumps(bundle).encode()).medicines
    assert medicine.regimen is not None, medicine.unread
    read = [medicine.regimen.daily_mg(phase) for phase in medicine.regimen.phases]
    steps = [step for step in proposal.courses[0].course.steps if step.doses]
    assert [one.high for one in read if one] == [step.daily_mg for step in steps]
    assert [phase.days for phase in medicine.regimen.phases] == [step.days for step in steps]


def test_the_json_is_json_and_carries_tablets(proposal: Proposal) -> None:
    value = json.loads(json.dumps(plan_json(proposal), allow_nan=False))
    steps = value["courses"][0]["course"]["steps"]
    assert steps[0]["tablets"][0] == "2 × 10 mg tablet"
    assert "case" not in value


def test_every_answer_draws_as_html_with_its_sources(ask: Ask, library: Library, proposal: Proposal) -> None:
    sources, version = library.sources, "test"
    documents = (
        plan_document(proposal, sources, version),
        plan_document(plan_switch(ask("ms-aleve"), named(library, "tizanidine", "--to")), sources, version),
        plan_document(plan_taper(ask("pump"), Wish()), sources, version),
        late_document(late_dose(ask("ms-aleve"), 14, 19), sources, version),
        day_document(plan_day(ask("ms-aleve")), sources, version),
        activity_document(plan_activity(ask("ms-aleve")), sources, version),
        trip_document(plan_trip(ask("ms-aleve"), "Europe/London", "Asia/Tokyo", TODAY), sources, version),
    )
    for document in documents:
        page = to_html(document)
        assert document.title in page
        assert 'id="s1"' in page


@pytest.mark.parametrize("name", ["Europe/London", "America/New_York", "Australia/Sydney"])
def test_the_clock_changes_in_the_calendar_when_it_changes_in_the_zone(proposal: Proposal, name: str) -> None:
    zone = ZoneInfo(name)
    (rules,) = parsed(to_ics(proposal, zone)).walk("VTIMEZONE")
    changes = [
        (when.dt - change["tzoffsetfrom"].td, change["tzoffsetto"].td)
        for change in (*rules.walk("DAYLIGHT"), *rules.walk("STANDARD"))
        if change["tzoffsetfrom"].td != change["tzoffsetto"].td
        for when in (change["dtstart"], *(change["rdate"].dts if "rdate" in change else ()))
    ]
    assert len(changes) >= 4
    for instant, offset in changes:
        before, after = ((instant + timedelta(minutes=m)).replace(tzinfo=UTC).astimezone(zone) for m in (-1, 0))
        assert before.utcoffset() != after.utcoffset() == offset
