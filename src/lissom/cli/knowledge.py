"""`lissom source`, `lissom why`, `lissom claims`: where a sentence comes from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, Clinician, Today


class Verdict(StrEnum):
    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    OUTDATED = "outdated"
    OMISSION = "omission"


def source(
    name: Annotated[str, typer.Argument(metavar="ID", help="A source id, or the id of a fact.")],
    as_json: AsJson = False,
) -> None:
    """Print a source and every fact that rests on it; for a fact, its row and its sources.

    Example: lissom source muanda2019
    """
    library = output.library()
    from lissom.answers.provenance import provenance
    from lissom.report.knowledge import source_document, source_json

    found = provenance(name, library)
    if as_json:
        output.print_json(source_json(found))
    else:
        output.show(source_document(found, library.version))


def why(
    finding: Annotated[
        str, typer.Argument(metavar="FINDING", help="The id of a finding, as printed by check and assess.")
    ],
    case: Annotated[
        str, typer.Argument(metavar="[CASE]", help="The case it was found in; without it, the rule alone.")
    ] = "",
    as_json: AsJson = False,
    clinician: Clinician = False,
    today: Today = "",
) -> None:
    """Explain a finding: the rule, the numbers it compares, the rows behind it and their sources.

    Example: lissom why naproxen_may_raise_baclofen_exposure examples/ckd.toml
    """
    library = output.library()
    from lissom.answers.explanation import explain
    from lissom.report.knowledge import why_document, why_json

    answer = explain(finding, library, case=output.read(case) if case else None, today=output.day(today))
    if as_json:
        output.print_json(why_json(answer))
    else:
        output.show(why_document(answer, library.sources, library.version), clinician=clinician)


def claims(
    verdict: Annotated[Verdict | None, typer.Option("--verdict", help="Only claims with this verdict.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print what web articles say of these drugs, with our verdict and its sources.

    Example: lissom claims --verdict contradicted
    """
    library = output.library()
    from lissom.report.knowledge import claims_document, claims_json

    chosen = tuple(claim for claim in library.claims if verdict is None or claim.verdict == verdict.value)
    if as_json:
        output.print_json(claims_json(chosen))
    else:
        output.show(claims_document(chosen, library.sources, library.version))


def register(app: typer.Typer) -> None:
    for verb in (source, why, claims):
        app.command()(verb)
