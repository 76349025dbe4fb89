"""The `lissom` command: its verbs, and how every error leaves it."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from lissom.cli import (
    article,
    assess,
    cabinet,
    case_schema,
    check,
    choose,
    compare,
    consent,
    data,
    drug,
    explain,
    interactions,
    ipdas,
    knowledge,
    labels,
    plan,
    plan_day,
    price,
    score,
    simulate,
    validate,
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
    compare,
    plan,
    plan_day,
    drug,
    explain,
    simulate,
    knowledge,
    consent,
    choose,
    ipdas,
    article,
    cabinet,
    labels,
    price,
    data,
    case_schema,
    interactions,
    score,
    validate,
):
    room.register(app)


def _version(asked: bool) -> None:
    if asked:
        from lissom import __version__

        typer.echo(f"lissom {__version__}")
        raise typer.Exit


@app.callback()
def _before_any_verb(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def run() -> NoReturn:
    """The entry point. Exit codes: 0 done, 1 asked for by --fail-on, 2 bad input, 3 environment, 70 a defect of ours,
    130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no '≥' shows a '?' rather than nothing at all
            # What goes into a file or another program is JSON, CSV or text for later: the same bytes on every machine.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    if sys.stdout is None:  # closed by whoever called
        sys.exit(_say("the output is closed", 3))
    try:
        app(prog_name="lissom", standalone_mode=True)
    except EnvironmentFault as fault:
        sys.exit(_say(str(fault), 3))
    except LissomError as error:
        sys.exit(_say(str(error), 2))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        sys.exit(_say(f"{error.filename or 'the output'}: {error.strerror or 'cannot be read or written'}", 3))
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as defect:  # its text may hold values of the case: only its kind and place are said
        sys.exit(_defect(defect))
    sys.exit(0)


def _say(message: str, code: int) -> int:
    lines = message.splitlines()
    head = "1 thing to put right" if len(lines) == 1 else f"{len(lines)} things to put right"
    print(f"lissom: {head}", *(f"  {line}" for line in lines), sep="\n", file=sys.stderr)
    return code


def _defect(defect: Exception) -> int:
    """Says where a defect of ours showed, without the values it stumbled over; 70, so that --fail-on keeps its 1."""
    if os.environ.get("LISSOM_TRACEBACK"):
        raise defect
    from traceback import walk_tb

    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(defect.__traceback__)]
    ours = [place for place in places if Path(__file__).parents[1] in Path(place[0]).parents] or places
    file, line = ours[-1]
    print(
        f"lissom: a defect of Lissom itself: {type(defect).__name__} at {Path(file).name}:{line}",
        "  Please report it. LISSOM_TRACEBACK=1 shows the whole traceback, which may hold values of the case.",
        sep="\n",
        file=sys.stderr,
    )
    return 70
