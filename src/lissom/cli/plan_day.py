"""`lissom late`, `lissom day`, `lissom exercise`, `lissom travel`: the medicine in the hours of a life."""

from __future__ import annotations

from typing import Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, CasePath, Clinician, Quiet, Seed, Today
from lissom.cli.plan_input import Country, Html, Ics, Log, Named, People, Zone, hours, question, show, windows, zone_of
from lissom.cli.plan_input import day as read_day
from lissom.cli.plan_input import week as read_week


def late(
    case: CasePath,
    dose: Annotated[str, typer.Option("--dose", metavar="HH:MM", help="The hour the dose was due.")] = "",
    now: Annotated[str, typer.Option("--now", metavar="HH:MM", help="The hour it is; may be given as 'HH:MM+1'.")] = "",
    double: Annotated[bool, typer.Option("--double", help="The dose was taken on time and again now.")] = False,
    vomited: Annotated[float | None, typer.Option("--vomited", help="Minutes after which it came up again.")] = None,
    pump_alarm: Annotated[
        float | None, typer.Option("--pump-alarm", help="Hours since the pump alarmed or stopped.")
    ] = None,
    ics: Annotated[
        str, typer.Option("--ics", metavar="FILE", help="With --pump-alarm: write a calendar of the pump's days here.")
    ] = "",
    html: Html = "", country: Country = "", medicine: Named = "", as_json: AsJson = False, clinician: Clinician = False,
    today: Today = "", seed: Seed = 1, people: People = 2000, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Say what to do about a dose that is late, doubled or vomited, or a pump that alarms.

    Example: lissom late examples/ms-aleve.toml --dose 14:00 --now 19:00
    """
    from lissom.answers.planning import lateness
    from lissom.report.plan_answers import late_document, late_json

    asked, library = question(case, country, medicine, "", "", today, seed, people)
    if pump_alarm is not None:
        verdict = lateness.pump_alarm(asked, pump_alarm)
    elif vomited is not None:
        verdict = lateness.vomited(asked, vomited)
    else:
        due, moment = hours(dose, now)
        verdict = (lateness.double_dose if double else lateness.late_dose)(asked, due, moment)
    if ics:
        from lissom.report.calendar import pump_ics

        output.write(ics, lambda: pump_ics(verdict, asked.today), quiet=quiet, what="calendar")
    show(
        late_json(verdict) if as_json else None,
        lambda pictures: late_document(verdict, library.sources, library.version, pictures=pictures),
        html, clinician, quiet,
    )  # fmt: skip


def day(
    case: CasePath,
    alert: Annotated[list[str] | None, typer.Option("--alert", help="'07:30-09:00 school run': be awake.")] = None,
    drive: Annotated[list[str] | None, typer.Option("--drive", help="'08:00-08:30': driving.")] = None,
    train: Annotated[list[str] | None, typer.Option("--train", help="'17:00-18:00 gym': training.")] = None,
    relief: Annotated[list[str] | None, typer.Option("--relief", help="'23:00-06:00': little stiffness.")] = None,
    meal: Annotated[list[str] | None, typer.Option("--meal", help="'12:30': a meal on the clock.")] = None,
    html: Html = "", country: Country = "", medicine: Named = "", from_log: Log = "", as_json: AsJson = False,
    clinician: Clinician = False, today: Today = "", seed: Seed = 1, people: People = 2000, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Show the day on one clock, and whether other dose hours would suit it better.

    Example: lissom day examples/ms-aleve.toml --train "17:00-18:00 gym" --html out/day.html
    """
    from lissom.answers.planning.day import hour_of, plan_day
    from lissom.report.plan_answers import day_document, day_json

    asked, library = question(case, country, medicine, "", from_log, today, seed, people)
    made = plan_day(
        asked,
        tuple(windows(alert, drive, train, relief)),
        tuple(hour_of(one, "--meal") for one in meal or ()),
    )
    show(
        day_json(made) if as_json else None,
        lambda pictures: day_document(made, library.sources, library.version, pictures=pictures),
        html, clinician, quiet,
    )  # fmt: skip


def exercise(
    case: CasePath,
    week: Annotated[
        list[str] | None,
        typer.Option("--week", metavar="FILE", help="Sessions: a text, .ics, .fit or .gpx file; may be repeated."),
    ] = None,
    zone: Zone = "", html: Html = "", country: Country = "", medicine: Named = "", as_json: AsJson = False,
    clinician: Clinician = False, today: Today = "", seed: Seed = 1, people: People = 2000, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Say what is known of exercise on the medicine: precautions, hours of the day, heat and painkillers.

    Example: lissom exercise examples/ms-aleve.toml --week week.ics
    """
    from lissom.answers.planning.activity import plan_activity
    from lissom.report.plan_answers import activity_document, activity_json

    asked, library = question(case, country, medicine, "", "", today, seed, people)
    planned, recorded = read_week(week or [], zone_of(zone, asked.country))
    made = plan_activity(asked, planned, recorded)
    show(
        activity_json(made) if as_json else None,
        lambda _: activity_document(made, library.sources, library.version),
        html, clinician, quiet,
    )  # fmt: skip


def travel(
    case: CasePath,
    here: Annotated[str, typer.Option("--from", metavar="ZONE", help="The zone left: Europe/London.")],
    there: Annotated[str, typer.Option("--to", metavar="ZONE", help="The zone gone to: Asia/Tokyo.")],
    leave: Annotated[str, typer.Option("--leave", metavar="DATE", help="The day of leaving; today if not given.")] = "",
    ics: Ics = "", country: Country = "", medicine: Named = "", as_json: AsJson = False, clinician: Clinician = False,
    today: Today = "", quiet: Quiet = False,
) -> None:  # fmt: skip
    """Move the dose times across time zones a little each day.

    Example: lissom travel examples/ms-aleve.toml --from America/New_York --to Europe/London
    """
    from lissom.answers.planning.travelling import plan_trip
    from lissom.report.plan_answers import trip_document, trip_json

    asked, library = question(case, country, medicine, "", "", today, 1, 64)
    trip = plan_trip(asked, here, there, read_day(leave, "--leave") or asked.today)
    if ics:
        from lissom.report.calendar import trip_ics

        output.write(ics, lambda: trip_ics(trip, asked.today), quiet=quiet, what="calendar")
    show(
        trip_json(trip) if as_json else None,
        lambda _: trip_document(trip, library.sources, library.version),
        "", clinician, quiet,
    )  # fmt: skip


def register(app: typer.Typer) -> None:
    app.command()(late)
    app.command()(day)
    app.command()(exercise)
    app.command()(travel)
