"""`lissom score`: how well the checks of this version agree with answers from outside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, Today
from lissom.facts.errors import Fault, InputError

BESIDE_THE_CHECKOUT = Path("shared") / "data" / "ddi"
Lists = Annotated[
    str,
    typer.Option(
        "--lists",
        envvar="LISSOM_SCORE_LISTS",
        help="Folder of the published lists (onc_high_priority_pairs.csv ...); without it, shared/data/ddi beside the "
        "checkout is used where it exists.",
    ),
]


def score(lists: Lists = "", as_json: AsJson = False, today: Today = "") -> None:
    """Score the checks against published lists and label statements, and list every disagreement.

    Example: lissom score --json
    """
    if lists and not Path(lists).is_dir():
        raise InputError([Fault(where="--lists", expected="the folder of the published lists", came=repr(lists))])
    library = output.library()
    from lissom.answers.scoring import score as scored
    from lissom.report.score import score_document, score_json

    found = scored(library, Path(lists) if lists else _beside(library.folder), output.day(today))
    if as_json:
        output.print_json(score_json(found))
    else:
        output.show(score_document(found))


def _beside(folder: Path) -> Path | None:
    """The shared lists beside a checkout, where there is one."""
    return next((up / BESIDE_THE_CHECKOUT for up in folder.parents if (up / BESIDE_THE_CHECKOUT).is_dir()), None)


def register(app: typer.Typer) -> None:
    app.command()(score)
