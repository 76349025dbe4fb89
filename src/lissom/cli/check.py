"""`lissom check`: a few lines of medicines, a few facts about the person, and what to look out for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import output
from lissom.cli.assess import FailOn, Html, stop_if, write_reports
from lissom.cli.labelled import with_labels, with_store
from lissom.cli.output import AsJson, Clinician, Quiet, Seed, Today
from lissom.facts.errors import Fault, InputError

if TYPE_CHECKING:
    from datetime import date

    from lissom.case.case import Case
    from lissom.library import Library

Lines = Annotated[
    list[str], typer.Argument(metavar="MEDICINE...", help='Each as written: "baclofen 10 mg TID" "Aleve 220 mg BID".')
]
Age = Annotated[str, typer.Option("--age", help="Years.")]
Sex = Annotated[str, typer.Option("--sex", help="F or M.")]
Weight = Annotated[str, typer.Option("--weight", help='With its unit: "68 kg" or "150 lb".')]
Height = Annotated[str, typer.Option("--height", help='With its unit: "165 cm" or "5 ft 5 in".')]
Creatinine = Annotated[str, typer.Option("--creatinine", help='With its unit: "0.9 mg/dL" or "80 umol/L".')]
EGFR = Annotated[str, typer.Option("--egfr", help='As the laboratory reports it: "55 mL/min/1.73m2".')]
Country = Annotated[str, typer.Option("--country", help="ISO code of the country whose labels apply (US, GB, CH ...).")]
Condition = Annotated[list[str] | None, typer.Option("--condition", help="A condition; may be given several times.")]


def check(
    medicines: Lines,
    age: Age = "",
    sex: Sex = "",
    weight: Weight = "",
    height: Height = "",
    creatinine: Creatinine = "",
    egfr: EGFR = "",
    country: Country = "",
    condition: Condition = None,
    as_json: AsJson = False,
    clinician: Clinician = False,
    today: Today = "",
    html: Html = "",
    seed: Seed = 1,
    fail_on: FailOn = None,
    quiet: Quiet = False,
) -> None:
    """Check medicines against each other and against the person. With --html the whole report, with its curves.

    Example: lissom check "baclofen 10 mg TID" "Aleve 220 mg BID" --age 52 --creatinine "0.9 mg/dL"
    """
    _no_files(medicines)
    from lissom.case.flags import case_from_lines
    from lissom.checks.run import findings
    from lissom.checks.view import view

    case = case_from_lines(
        medicines,
        age=age,
        sex=sex,
        weight=weight,
        height=height,
        creatinine=creatinine,
        egfr=egfr,
        country=country,
        conditions=condition or (),
    )
    library = output.library()
    seen = view(
        case.on(output.day(today)),
        library.names,
        library.rules,
        library.drugs,
        output.day(today),
        models=lambda: library.models,
    )
    from lissom.answers.label_quotes import beside, of_pairs, sources_of
    from lissom.answers.understood import understood
    from lissom.report.findings import findings_document, findings_json

    labels = with_labels(lambda quotes: of_pairs(seen, library.names, quotes), library, quiet=quiet)
    found, not_judged = beside(findings(seen), labels)
    if as_json:
        output.print_json(findings_json(understood(seen), found, not_judged, sources_of(labels)))
    else:
        sources = {**library.sources, **sources_of(labels)}
        output.show(findings_document(understood(seen), found, sources, not_judged), clinician=clinician)
    if html:
        _write_html(case, library, output.day(today), seed, html, quiet=quiet)
    stop_if(found, fail_on)


def _write_html(case: Case, library: Library, day: date, seed: int, html: str, *, quiet: bool) -> None:
    from lissom.assessing import assess

    whole = with_store(
        lambda quotes, listed: assess(case, library, today=day, seed=seed, quotes=quotes, listed=listed),
        library,
        quiet=True,
    )
    write_reports(whole, html, "", quiet=quiet)


def _no_files(lines: list[str]) -> None:
    """Raises `InputError` for the path of a case: `check` takes medicines, and would look for one of that name."""
    faults = [
        Fault(where=line, expected='a medicine such as "baclofen 10 mg TID"', came="a file", todo=_ASSESS.format(line))
        for line in lines
        if line.casefold().endswith((".toml", ".json"))
    ]
    if faults:
        raise InputError(faults)


_ASSESS = "For a whole case: lissom assess {}"


def register(app: typer.Typer) -> None:
    app.command()(check)
