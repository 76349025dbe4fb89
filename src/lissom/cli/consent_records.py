"""`lissom consent record`, `withdraw`, `verify`, `list`, `export`: the record of what was decided."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import consent_page, output
from lissom.cli.consent_page import Short
from lissom.cli.output import AsJson, CasePath, Quiet, Seed, Today
from lissom.facts.errors import Fault, InputError

if TYPE_CHECKING:
    from lissom.answers.consent_aid.aid import ConsentAid
    from lissom.answers.consent_record import Told
    from lissom.store.consent import Entry

Person = Annotated[str, typer.Option("--person", help="How the person is known here: a name or a number.")]
By = Annotated[str, typer.Option("--by", help="Who decided; the person when left out.")]
As = Annotated[str, typer.Option("--as", help="self, parent, guardian, attorney or clinician.")]
What = Annotated[str, typer.Option("--decision", help="yes, no or later.")]
Able = Annotated[str, typer.Option("--capacity", help="Could the person decide: has, lacks or not-judged.")]
AbleBy = Annotated[str, typer.Option("--capacity-by", help="Who judged that.")]
Doctor = Annotated[str, typer.Option("--clinician", help="Who held the talk.")]
Talk = Annotated[str, typer.Option("--talk", help="A note of what was spoken of.")]
For = Annotated[str, typer.Option("--condition", help="What is treated.")]
ToldBack = Annotated[
    list[str] | None,
    typer.Option(
        "--told", help="NUMBER=yes or NUMBER=no, then ':' and the person's own words; once for each question."
    ),
]
Asked = Annotated[
    list[str] | None, typer.Option("--asked", help="A question the person had; may be given several times.")
]
Emergency = Annotated[bool, typer.Option("--emergency", help="Nobody could be asked, and it could not wait.")]
FollowUp = Annotated[str, typer.Option("--follow-up", help="Until when consent is to be sought after an emergency.")]
At = Annotated[str, typer.Option("--at", help="When, ISO 8601 with zone; now when left out.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The number of an entry.")]

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""A decision outside these years is a slip of the pen."""
CAPACITY = {"has": "HAS", "lacks": "LACKS", "not-judged": "NOT_JUDGED"}


def record(
    case: CasePath,
    person: Person = "",
    decision: What = "",
    by: By = "",
    acting: As = "self",
    capacity: Able = "not-judged",
    capacity_by: AbleBy = "",
    clinician: Doctor = "",
    talk: Talk = "",
    condition: For = "",
    told: ToldBack = None,
    asked: Asked = None,
    emergency: Emergency = False,
    follow_up: FollowUp = "",
    short: Short = False,
    at: At = "",
    as_json: AsJson = False,
    today: Today = "",
    seed: Seed = 1,
) -> None:
    """Record a decision, bound to the page that was shown for the case. Prints a receipt to take home.

    Example: lissom consent record examples/ms-aleve.toml --person "Ada B" --decision yes --capacity has --told 1=yes
    """
    from lissom.answers.consent_record import Capacity, Decision, Kind, Record, Role, canonical, checked, digest
    from lissom.report.page import page
    from lissom.store.consent import Consents

    document, aid = consent_page.laid_out(case, today=today, seed=seed, short=short)
    shown = canonical(page(document))
    made = Record(
        kind=Kind.DECISION,
        at=moment(at),
        person=person,
        by=by or person,
        role=Role(_one_of("--as", acting, tuple(Role))),
        capacity=Capacity[CAPACITY[_one_of("--capacity", capacity, tuple(CAPACITY))]],
        capacity_by=capacity_by,
        clinician=clinician,
        talk=talk,
        condition=condition,
        about=aid.drugs,
        decision=Decision(_one_of("--decision", decision, tuple(Decision))) if decision else None,
        shown=digest(shown),
        page="short" if short else "whole",
        version=aid.version,
        told=tuple(_told(one, aid) for one in told or ()),
        asked=tuple(asked or ()),
        emergency=emergency,
        follow_up=follow_up,
    )
    _say(Consents().append(checked(made), shown), as_json=as_json)


def withdraw(
    number: Number,
    by: Annotated[str, typer.Option("--by", help="Who withdraws; who decided when left out.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Only if the person wishes to give one.")] = "",
    at: At = "",
    as_json: AsJson = False,
) -> None:
    """Withdraw a decision. It stays in the record; the withdrawal is added. No reason is needed.

    Example: lissom consent withdraw 1
    """
    from lissom.answers.consent_record import Kind, Record, checked
    from lissom.store.consent import Consents

    consents = Consents()
    earlier = consents.entry(number).record
    made = Record(
        kind=Kind.WITHDRAWAL,
        at=moment(at),
        person=earlier.person,
        by=by or earlier.by,
        role=earlier.role,
        about=earlier.about,
        withdraws=number,
        reason=reason,
    )
    _say(consents.append(checked(made)), as_json=as_json)


def verify(
    receipt: Annotated[str, typer.Option("--receipt", help="A receipt as printed by `record`: NUMBER:HASH.")] = "",
    as_json: AsJson = False,
) -> None:
    """Go through the whole record and say what does not fit. Exits 2 when something was changed.

    Example: lissom consent verify
    """
    from lissom.report.plain import plain
    from lissom.store.consent import Consents

    found = Consents().verify(receipt)
    if as_json:
        output.print_json({**plain(found), "intact": not found.faults})
    elif not found.faults:
        print(f"{found.entries} {'entry' if found.entries == 1 else 'entries'}, nothing changed. Head {found.head}")
    if found.faults:
        todo = "Keep the file as it is, and compare it with a copy."
        raise InputError(
            Fault(where="consent record", expected="what was written", came=fault, todo=todo) for fault in found.faults
        )


def listed(as_json: AsJson = False) -> None:
    """List every record, and which were withdrawn.

    Example: lissom consent list
    """
    from lissom.answers.consent_record import to_plain
    from lissom.store.consent import Consents

    entries = Consents().entries()
    withdrawn = {one.record.withdraws: one.record.at for one in entries if one.record.withdraws}
    if as_json:
        rows = [
            {"number": one.number, "hash": one.hash, "withdrawn": withdrawn.get(one.number), **to_plain(one.record)}
            for one in entries
        ]
        output.print_json(json.loads(json.dumps(rows)))
        return
    from lissom.report.consent_record import list_document

    output.show(
        list_document(((one.number, one.record, withdrawn.get(one.number, "")) for one in entries), (), "Decisions")
    )


def export(
    number: Number,
    pdf: Annotated[str, typer.Option("--pdf", metavar="FILE", help="Write record and page shown as PDF here.")] = "",
    html: Annotated[str, typer.Option("--html", metavar="FILE", help="Write them as HTML here.")] = "",
    fhir: Annotated[
        str, typer.Option("--fhir", metavar="FILE", help="Write a FHIR R4 Bundle with the Consent here.")
    ] = "",
    quiet: Quiet = False,
) -> None:
    """Write a record, with the very page that was shown, as PDF, HTML or FHIR Consent.

    Example: lissom consent export 1 --pdf out/record.pdf --fhir out/consent.json
    """
    from lissom.answers.consent_record import Kind
    from lissom.store.consent import Consents

    consents = Consents()
    entry = consents.entry(number)
    if entry.record.kind is not Kind.DECISION:
        raise InputError([Fault(where="NUMBER", expected="the number of a decision", came="a withdrawal")])
    if not (pdf or html or fhir):
        raise InputError([Fault(where="export", expected="--pdf, --html or --fhir", came="none of them")])
    shown = consents.shown(entry.record.shown)
    ending = consents.withdrawn_by(number)
    _export(entry, shown, ending.record.at if ending else "", (pdf, html, fhir), quiet=quiet)


def _export(entry: Entry, shown: bytes, withdrawn_at: str, files: tuple[str, str, str], *, quiet: bool) -> None:
    from lissom.library import load
    from lissom.report.consent_record import record_page
    from lissom.report.html import page_to_html
    from lissom.report.pdf import page_to_pdf

    pdf, html, fhir = files
    whole = record_page(
        entry.number,
        entry.hash,
        entry.record,
        json.loads(shown),
        load().requirements,
        withdrawn_at=withdrawn_at,
    )
    if pdf:
        output.write(pdf, lambda: page_to_pdf(whole), quiet=quiet, what="PDF")
    if html:
        output.write(html, lambda: page_to_html(whole).encode(), quiet=quiet, what="record")
    if fhir:
        from lissom.fhir.consent import consent_bundle

        page = page_to_html(json.loads(shown)).encode()
        bundle = consent_bundle(entry.number, entry.hash, entry.record, shown, page, withdrawn_at=withdrawn_at)
        output.write(fhir, lambda: json.dumps(bundle, ensure_ascii=False, indent=1).encode(), quiet=quiet, what="FHIR")


def moment(text: str) -> str:
    """The moment written, or the clock's, in UTC to the second. Raises `InputError` without a zone."""
    if not text:
        return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        fault = Fault(where="--at", expected="a moment as 2026-11-25T14:30+01:00", came=repr(text))
        raise InputError([fault])
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise InputError(
            [Fault(where="--at", expected=f"a year from {FIRST_YEAR} to {LAST_YEAR}", came=str(read.year))]
        )
    return read.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _one_of(where: str, text: str, allowed: tuple[str, ...]) -> str:
    if text in allowed:
        return text
    raise InputError([Fault(where=where, expected=" or ".join(allowed), came=repr(text))])


def _told(text: str, aid: ConsentAid) -> Told:
    """'2=yes: half of them' as the answer to the second question of the aid."""
    from lissom.answers.consent_record import Told

    number, _, rest = text.partition("=")
    verdict, _, words = rest.partition(":")
    question = {str(one.number): one.question for one in aid.teach_back}.get(number.strip())
    if question is None or verdict.strip() not in ("yes", "no"):
        expected = f"1 to {len(aid.teach_back)}, '=', and yes or no"
        raise InputError([Fault(where="--told", expected=expected, came=repr(text[:20]))])
    return Told(number=int(number), question=question, understood=verdict.strip() == "yes", words=words.strip())


def _say(entry: Entry, *, as_json: bool) -> None:
    from lissom.answers.consent_record import lacks
    from lissom.facts.requirement import asking_for
    from lissom.library import load
    from lissom.report.consent_record import named

    missing, requirements = lacks(entry.record), load().requirements
    if as_json:
        output.print_json(
            {
                "number": entry.number,
                "hash": entry.hash,
                "receipt": entry.receipt,
                "shown": entry.record.shown,
                "lacks": [
                    {"text": one.text, "requirements": [row.id for row in asking_for(requirements, one.duty)]}
                    for one in missing
                ],
            }
        )
        return
    print(f"Entry {entry.number} is on the disk.", f"Receipt: {entry.receipt}", sep="\n")
    for one in missing:
        print(f"It leaves open: {one.text} ({named(one, requirements)})")


def register(group: typer.Typer) -> None:
    """Put the verbs under `lissom consent`."""
    for verb in (record, withdraw, verify, export):
        group.command()(verb)
    group.command("list")(listed)
