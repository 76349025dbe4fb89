"""`lissom schema`: the JSON Schema of what goes in and what comes out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from lissom.cli import output


class Which(StrEnum):
    CASE = "case"
    ASSESSMENT = "assessment"


def schema(which: Annotated[Which, typer.Argument(help="The input or the output.")] = Which.ASSESSMENT) -> None:
    """Print the JSON Schema of a case or of an assessment.

    Example: lissom schema case > case.schema.json
    """
    if which is Which.CASE:
        from lissom.case.reading import case_schema

        output.print_json(case_schema())
    else:
        from lissom.report.serialise import assessment_schema

        output.print_json(assessment_schema())


def register(app: typer.Typer) -> None:
    app.command()(schema)
