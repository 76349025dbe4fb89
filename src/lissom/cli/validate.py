"""`lissom validate`: the engine beside answers from outside, and what it misses."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson
from lissom.facts.errors import EnvironmentFault

if TYPE_CHECKING:
    from lissom.library import Library

BESIDE_THE_CHECKOUT = "shared"
NONMEM = Path("data", "pk", "gpl", "nmtests")
NETWORKS = Path("data", "nma", "gpl")
METAFOR = Path("tests", "reference", "nma", "metafor.csv")


class What(StrEnum):
    ENGINE = "engine"
    NMA = "nma"


Which = Annotated[What, typer.Argument(metavar="[engine|nma]", help="What is held against answers from outside.")]


def validate(what: Which = What.ENGINE, as_json: AsJson = False) -> None:
    """Print the agreement of the engine with NONMEM and with every published observation, misses included.

    `nma` prints the network meta-analysis beside gemtc and metafor: ours, theirs, the difference, what is allowed.
    The values of other programs are read from the folder LISSOM_SHARED names, or from shared/ beside the checkout;
    without them what can be compared is printed and the exit code is 3.

    Example: lissom validate
    """
    VALIDATIONS[what](output.library(), as_json)


def _engine(library: Library, as_json: bool) -> None:
    from lissom.dynamics.nonmem import agreement
    from lissom.population.validation import against_published, not_compared
    from lissom.report.simulation_agreement import agreement_document, agreement_json

    folder = shared(library.folder)
    there = folder is not None and (folder / NONMEM).is_dir()
    nonmem = agreement(folder / NONMEM) if folder is not None and there else ()
    missing = "" if there else f"Not compared: the public nmtests records are not there ({NONMEM})."
    models = library.folder / "models"
    compared = against_published(library.models, library.pk, models / "published.csv")
    left_out = not_compared(library.pk, models)
    if as_json:
        output.print_json(agreement_json(nonmem, missing, compared, left_out))
    else:
        output.show(agreement_document(nonmem, missing, compared, left_out, library.version))
    if not there:
        raise EnvironmentFault(f"{missing} Set LISSOM_SHARED to the folder that holds {NONMEM}. The rest was compared.")
    if any(one.agreeing < one.values for one in nonmem):
        raise typer.Exit(1)


def _nma(library: Library, as_json: bool) -> None:
    from lissom.compare.validation.validate import validate_nma
    from lissom.report.comparison_agreement import agreement_document, agreement_json

    folder = shared(library.folder)
    if folder is None or not (folder / NETWORKS).is_dir():
        missing = f"Not compared: the published networks are not there ({NETWORKS})."
        raise EnvironmentFault(f"{missing} Set LISSOM_SHARED to the folder that holds them.")
    reference = next((up / METAFOR for up in library.folder.parents if (up / METAFOR).is_file()), None)
    rows = validate_nma(folder, reference)
    if as_json:
        output.print_json(agreement_json(rows))
    else:
        output.show(agreement_document(rows, library.version))
        if reference is None:
            typer.echo(f"Not compared: the results of metafor are not there ({METAFOR}).", err=True)
    if not all(one.agrees for one in rows):
        raise typer.Exit(1)


def shared(library: Path) -> Path | None:
    """The folder of real data: that of LISSOM_SHARED, or shared/ in or beside the checkout, or None."""
    named = os.environ.get("LISSOM_SHARED")
    if named:
        return Path(named)
    return next((up / BESIDE_THE_CHECKOUT for up in library.parents if (up / BESIDE_THE_CHECKOUT).is_dir()), None)


VALIDATIONS = {What.ENGINE: _engine, What.NMA: _nma}


def register(app: typer.Typer) -> None:
    app.command()(validate)
