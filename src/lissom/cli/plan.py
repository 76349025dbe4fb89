"""`lissom plan taper`, `titrate`, `switch`: a proposal on the terminal and in every file a person can use."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup
from typer.main import get_command

from lissom.cli import output
from lissom.cli.output import AsJson, CasePath, Clinician, Quiet, Seed, Today
from lissom.cli.plan_input import Country, Html, Ics, Log, Named, People, Zone, day, mg, question, show, zone_of
from lissom.facts.errors import Fault, InputError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from click import Command, Context

    from lissom.answers.planning.proposal import Proposal
    from lissom.library import Library
    from lissom.report.document import Document


class Later(TyperGroup):
    """A group whose verbs are made when one is asked for: so many options would slow down every other verb's start."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 -- the library's signature
        return [verb.__name__ for verb in VERBS]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002 -- the library's signature
        known = {verb.__name__: verb for verb in VERBS}
        if cmd_name not in known:
            return None
        one = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        one.command(name=cmd_name)(known[cmd_name])
        return get_command(one)


plans = typer.Typer(
    name="plan",
    cls=Later,
    help="Propose a plan: taper (come off), titrate (go up), switch. To discuss with the prescriber.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Start = Annotated[str, typer.Option("--start", metavar="DATE", help="First day, YYYY-MM-DD; tomorrow when left out.")]
Tablets = Annotated[str, typer.Option("--tablets", help='Only these strengths: "5 mg, 10 mg".')]
Pdf = Annotated[str, typer.Option("--pdf", metavar="FILE", help="Write the one-page plan here.")]
Fhir = Annotated[str, typer.Option("--fhir", metavar="FILE", help="Write draft MedicationRequests (FHIR R4) here.")]
Organiser = Annotated[
    str, typer.Option("--organiser", metavar="FILE", help="Write the pill-organiser sheet here (.pdf or .html).")
]


def taper(
    case: CasePath,
    to: Annotated[str, typer.Option("--to", help="Milligrams a day to come down to.")] = "0",
    pace: Annotated[str, typer.Option("--pace", help="faster, label, slower or slowest.")] = "label",
    days: Annotated[int | None, typer.Option("--days", help="In about so many days.")] = None,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="By this day.")] = "",
    start: Start = "", country: Country = "", medicine: Named = "", tablets: Tablets = "", from_log: Log = "",
    html: Html = "", pdf: Pdf = "", ics: Ics = "", zone: Zone = "", fhir: Fhir = "", organiser: Organiser = "",
    as_json: AsJson = False, clinician: Clinician = False, today: Today = "", seed: Seed = 1, people: People = 2000,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Come off a relaxant, or down to a lower dose, step by step.

    Example: lissom plan taper examples/taper80.toml --country GB --ics out/t.ics --pdf out/t.pdf
    """
    from lissom.answers.planning.tapering import Wish, plan_taper

    asked, library = question(case, country, medicine, tablets, from_log, today, seed, people)
    wish = Wish(to_mg=mg(to, "--to"), pace=pace, days=days, until=day(until, "--until"), start=day(start, "--start"))
    _answer(plan_taper(asked, wish), library, html, pdf, ics, zone, fhir, organiser, as_json, clinician, quiet)


def titrate(
    case: CasePath,
    to: Annotated[str, typer.Option("--to", help="Milligrams a day to go up to.")] = "",
    pace: Annotated[str, typer.Option("--pace", help="label or slower.")] = "label",
    relief: Annotated[float | None, typer.Option("--relief", help="Per cent of relief that is wanted.")] = None,
    drowsy: Annotated[float | None, typer.Option("--drowsy", help="Per cent of drowsiness still accepted.")] = None,
    start: Start = "", country: Country = "", medicine: Named = "", tablets: Tablets = "", from_log: Log = "",
    html: Html = "", pdf: Pdf = "", ics: Ics = "", zone: Zone = "", fhir: Fhir = "", organiser: Organiser = "",
    as_json: AsJson = False, clinician: Clinician = False, today: Today = "", seed: Seed = 1, people: People = 2000,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Start a relaxant or raise its dose within the label's limits for this person.

    Example: lissom plan titrate examples/ms-aleve.toml
    """
    from lissom.answers.planning.titrating import Wish, plan_titration

    asked, library = question(case, country, medicine, tablets, from_log, today, seed, people)
    wish = Wish(
        to_mg=mg(to, "--to") if to else None,
        pace=pace,
        start=day(start, "--start"),
        relief=None if relief is None else relief / 100,
        drowsy=None if drowsy is None else drowsy / 100,
    )
    _answer(plan_titration(asked, wish), library, html, pdf, ics, zone, fhir, organiser, as_json, clinician, quiet)


def switch(
    case: CasePath,
    to: Annotated[str, typer.Option("--to", help="The relaxant to go to, or 'pump'.")],
    start: Start = "", country: Country = "", medicine: Named = "", tablets: Tablets = "", from_log: Log = "",
    html: Html = "", pdf: Pdf = "", ics: Ics = "", zone: Zone = "", fhir: Fhir = "", organiser: Organiser = "",
    as_json: AsJson = False, clinician: Clinician = False, today: Today = "", seed: Seed = 1, people: People = 2000,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Go from one relaxant to another: the old one down and the new one up side by side.

    Example: lissom plan switch examples/ms-aleve.toml --to tizanidine
    """
    from lissom.answers.planning.asked import named
    from lissom.answers.planning.switching import plan_switch

    asked, library = question(case, country, medicine, tablets, from_log, today, seed, people)
    pump = to.casefold() in ("pump", "intrathecal")
    other = asked.drug if pump else named(library, to, "--to")
    proposal = plan_switch(asked, other, to_pump=pump, start=day(start, "--start"))
    _answer(proposal, library, html, pdf, ics, zone, fhir, organiser, as_json, clinician, quiet)


def _answer(
    proposal: Proposal, library: Library, html: str, pdf: str, ics: str, zone: str, fhir: str, organiser: str,
    as_json: bool, clinician: bool, quiet: bool,
) -> None:  # fmt: skip
    from lissom.report.plan import plan_document, plan_json

    _files(proposal, library, pdf, ics, zone, fhir, organiser, quiet)
    show(
        plan_json(proposal) if as_json else None,
        lambda whole: plan_document(proposal, library.sources, library.version, whole=whole),
        html, clinician, quiet,
    )  # fmt: skip


def _files(
    proposal: Proposal, library: Library, pdf: str, ics: str, zone: str, fhir: str, organiser: str, quiet: bool
) -> None:
    """Every file that was asked for; a calendar is not written where nothing is proposed."""
    if pdf:
        from lissom.report.plan_page import to_page

        output.write(pdf, lambda: to_page(proposal, library.sources, library.version), quiet=quiet, what="plan")
    if ics and proposal.courses:
        from lissom.report.calendar import to_ics

        where = _clock(zone, proposal.country)
        output.write(ics, lambda: to_ics(proposal, where), quiet=quiet, what="calendar")
    if fhir:
        from lissom.fhir.plan_request import plan_bundle

        written = json.dumps(plan_bundle(proposal, library), ensure_ascii=False, indent=2).encode()
        output.write(fhir, lambda: written, quiet=quiet, what="FHIR draft")
    if organiser:
        from lissom.report.plan_organiser import organiser_document

        sheet = organiser_document(proposal, library.sources, library.version)
        output.write(organiser, lambda: _drawn(sheet, organiser), quiet=quiet, what="organiser sheet")


def _drawn(document: Document, path: str) -> bytes:
    if path.endswith(".pdf"):
        from lissom.report.pdf import to_pdf

        return to_pdf(document)
    if not path.endswith((".html", ".htm")):
        raise InputError([Fault(where="--organiser", expected="a name that ends in .pdf or .html", came=repr(path))])
    from lissom.report.html import to_html

    return to_html(document).encode()


def _clock(zone: str, country: str) -> ZoneInfo:
    found = zone_of(zone, country)
    if found is None:
        todo = "Say which clock the calendar is to use, such as --zone America/New_York."
        raise InputError([Fault(where="--zone", expected="a time zone for the calendar", came="none", todo=todo)])
    return found


VERBS: tuple[Callable[..., None], ...] = (taper, titrate, switch)


@plans.callback()
def _propose() -> None:
    """Propose a plan: taper (come off), titrate (go up), switch. To discuss with the prescriber."""


def register(app: typer.Typer) -> None:
    app.add_typer(plans)
