"""The `lissom` command: its verbs, and how every error leaves it."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from lissom.cli import (
    assess,
    cabinet,
    case_schema,
    check,
    consent,
    data,
    drug,
    interactions,
    ipdas,
    knowledge,
    labels,
    plan,
    plan_day,
    price,
    score,
)
from lissom.facts.errors import EnvironmentFault, LissomError

app = typer.Typer(
    name="lissom",
    help="The person and the prescription in, a sourced assessment of a muscle relaxant out.",
    epilog="Informs the talk between patient and clinician; never replaces it. In an emergency call for help first.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help reads well in a screen reader and spares the import of rich
    pretty_exceptions_enable=False,  # a decorated traceback would print the values of a patient's case
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (
    assess,
    check,
    plan,
    plan_day,
    drug,
    knowledge,
    consent,
    ipdas,
    cabinet,
    labels,
    price,
    data,
    case_schema,
    interactions,
    score,
):
    room.register(app)


def run() -> NoReturn:
    """The entry point. Exit codes: 0 done, 1 asked for by --fail-on, 2 bad input, 3 environment, 130 interrupted."""
    try:
        app(standalone_mode=True)
    except EnvironmentFault as fault:
        sys.exit(_say(fault, 3))
    except LissomError as error:
        sys.exit(_say(error, 2))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


def _say(error: LissomError, code: int) -> int:
    lines = str(error).splitlines()
    head = "1 thing to put right" if len(lines) == 1 else f"{len(lines)} things to put right"
    print(f"lissom: {head}", *(f"  {line}" for line in lines), sep="\n", file=sys.stderr)
    return code
