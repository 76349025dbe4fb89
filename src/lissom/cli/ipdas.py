"""`lissom ipdas`: the decision aid held against the IPDAS criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, Seed, Today

if TYPE_CHECKING:
    from lissom.case.case import Case

Of = Annotated[str, typer.Argument(metavar="[CASE]", help="The case whose aid is checked; a common one when left out.")]

COMMON = ("baclofen 10 mg three times a day",)
"""The case that is looked at when none is named."""


def ipdas(case: Of = "", as_json: AsJson = False, today: Today = "", seed: Seed = 1) -> None:
    """Hold the decision aid of a case against the IPDAS v4 criteria, and print those that fail.

    Example: lissom ipdas examples/ms-aleve.toml
    """
    library = output.library()
    from lissom.answers.consent_aid.making import consent_aid
    from lissom.assessing import assess
    from lissom.report.consent_document import consent_document
    from lissom.report.consent_ipdas import ipdas as judge
    from lissom.report.consent_ipdas import ipdas_document
    from lissom.report.plain import plain

    read = output.read(case) if case else _common()
    made = consent_aid(assess(read, library, today=output.day(today), seed=seed), library)
    document = consent_document(made, library.sources)
    results = judge(document, library.criteria)
    if as_json:
        output.print_json(plain(results))
    else:
        output.show(ipdas_document(results, dict(library.sources), document.title, library.version))


def _common() -> Case:
    from lissom.case.flags import case_from_lines

    return case_from_lines(
        COMMON, age="52", sex="female", weight="68 kg", creatinine="0.9 mg/dL", country="US",
        conditions=("multiple sclerosis",),
    )  # fmt: skip


def register(app: typer.Typer) -> None:
    app.command()(ipdas)
