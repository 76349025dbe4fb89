"""How a verb reads its input and prints its answer: documents or JSON alone on stdout, messages on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lissom.facts.errors import EnvironmentFault, Fault, InputError

if TYPE_CHECKING:
    from lissom.case.case import Case
    from lissom.library import Library
    from lissom.report.document import Document

AsJson = Annotated[bool, typer.Option("--json", help="Print machine-readable JSON alone on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No messages on stderr.")]
Seed = Annotated[int, typer.Option("--seed", envvar="LISSOM_SEED", min=0, help="Seed of the virtual people.")]
Clinician = Annotated[
    bool, typer.Option("--clinician", help="Show the clinician's layer: professional words, facts, locators.")
]
Today = Annotated[str, typer.Option("--today", help="Date of the assessment, YYYY-MM-DD; the clock's when left out.")]
CasePath = Annotated[str, typer.Argument(metavar="CASE", help="A TOML or JSON case, a FHIR R4 Bundle, or - for stdin.")]

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""What a date on the command line may lie between: beyond, it is a slip of the keyboard."""


def library() -> Library:
    """The facts of this installation, or those of `LISSOM_LIBRARY` where it is set. Raises `EnvironmentFault`."""
    from lissom.library import load

    folder = os.environ.get("LISSOM_LIBRARY")
    if folder and not Path(folder, "sources.json").is_file():
        raise EnvironmentFault(f"LISSOM_LIBRARY={folder}: no facts there (no sources.json). Unset it, or correct it.")
    return load(Path(folder)) if folder else load()


def day(text: str) -> date:
    """The date written, or the clock's. Only here is the clock read. Raises `InputError` on another form."""
    if not text:
        return date.today()  # noqa: DTZ011 -- a person's own calendar day is what ages and creatinine dates are counted from
    return written_day(text, "--today")


def written_day(text: str, where: str) -> date:
    """The date written as YYYY-MM-DD, of a year that people live in. Raises `InputError`."""
    try:
        read = date.fromisoformat(text)
    except ValueError:
        raise InputError([Fault(where=where, expected="a date as YYYY-MM-DD", came=repr(text[:20]))]) from None
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        expected = f"a date between the years {FIRST_YEAR} and {LAST_YEAR}"
        raise InputError([Fault(where=where, expected=expected, came=repr(text[:20]))])
    return read


def read(path: str) -> Case:
    """The case in a TOML or JSON file or a FHIR Bundle; `-` reads stdin. Raises `InputError`."""
    data = read_bytes(path)
    from lissom.fhir import is_bundle

    if is_bundle(data):
        from lissom.fhir.bundle import case_from_bundle

        return case_from_bundle(data)
    from lissom.case.reading import read_case

    return read_case(data, name="stdin" if path == "-" else path)


def read_bytes(path: str) -> bytes:
    """The bytes of a file; `-` reads stdin. Raises `InputError`."""
    if path == "-":
        if sys.stdin is None:
            raise InputError([Fault(where="-", expected="a case on the standard input", came="nothing: it is closed")])
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        fault = Fault(where=path, expected="a readable file", came=error.strerror or "an error", todo="Check the path.")
        raise InputError([fault]) from None


def write(path: str, make: Callable[[], bytes], *, quiet: bool, what: str) -> None:
    """Write what `make` returns to `path`, making its folder, and say so on stderr. Raises `EnvironmentFault`."""
    content = make()
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, content)
    except OSError as error:
        raise EnvironmentFault(f"{path}: cannot be written ({error.strerror})") from None
    if not quiet:
        typer.echo(f"{what}: {path}", err=True)


def _write_whole(target: Path, content: bytes) -> None:
    with target.open("wb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            if target.is_file():  # on a full disk; half a report is worse than none
                target.unlink()
            raise


def tell_before_compiling(*, quiet: bool, what: str = "the engine for large crowds") -> None:
    """Have it said on stderr if something has to be compiled first."""
    from lissom.machine.kept import before_compiling

    said = f"Preparing {what}, once on this machine: this takes some seconds."
    if not quiet:
        before_compiling(lambda: typer.echo(said, err=True))


def show(document: Document, *, clinician: bool = False) -> None:
    """Print a document to the terminal."""
    from lissom.report.terminal import show as show_in_terminal

    show_in_terminal(document, clinician=clinician)


def print_json(value: Any) -> None:
    """Print a plain value as indented JSON on stdout. Only what JSON itself knows: no NaN."""
    import json

    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write("\n")
