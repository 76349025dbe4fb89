"""`lissom choose`: the options weighed by what a person wants, with all the doubt there is."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import output
from lissom.cli.labelled import with_store
from lissom.cli.output import AsJson, CasePath, Clinician, Quiet, Seed, Today
from lissom.facts.errors import Faults

if TYPE_CHECKING:
    from lissom.answers.cabinet_price import Listed
    from lissom.answers.choice.choice import Answer, Choice
    from lissom.case.case import Case

Answers = Annotated[
    list[str] | None,
    typer.Option(
        "--answer",
        help="A trade-off: 'relief>alertness', 'cost<effort' or 'strength=effort'; may be given several times.",
    ),
]
Ask = Annotated[bool, typer.Option("--ask", help="Ask the questions that are worth most, one by one.")]
Html = Annotated[str, typer.Option("--html", metavar="FILE", help="Write it as HTML here.")]
Pdf = Annotated[str, typer.Option("--pdf", metavar="FILE", help="Write it as PDF here.")]
MOST_QUESTIONS = 4
_ANSWER = re.compile(r"\s*(\w+)\s*([<>=])\s*(\w+)\s*")


def choose(
    case: CasePath,
    answer: Answers = None,
    ask: Ask = False,
    html: Html = "",
    pdf: Pdf = "",
    as_json: AsJson = False,
    clinician: Clinician = False,
    today: Today = "",
    seed: Seed = 1,
    quiet: Quiet = False,
) -> None:
    """Weigh the options for a person: in how many of 100 draws each fits best, and what one more answer is worth.

    Example: lissom choose examples/ms-aleve.toml --answer "relief>alertness"
    """
    read = output.read(case)
    answers = _answers(answer or [])
    ready = _asked if ask else _made
    made = with_store(lambda _, listed: ready(read, answers, today, seed, listed), output.library(), quiet=quiet)
    from lissom.report.choice import choice_document, choice_json

    if as_json:
        output.print_json(choice_json(made))
        return
    document = choice_document(made, output.library().sources)
    if not (html or pdf):
        output.show(document, clinician=clinician)
        return
    from lissom.cli.consent_page import write

    write(document, html, pdf, quiet=quiet, what="choice")


def _made(case: Case, answers: list[Answer], today: str, seed: int, listed: Listed | None) -> Choice:
    from lissom.answers.choice.making import choose as weigh

    return weigh(case, output.library(), today=output.day(today), answers=answers, seed=seed, listed=listed)


def _asked(case: Case, answers: list[Answer], today: str, seed: int, listed: Listed | None) -> Choice:
    """Ask on stderr, read from stdin; an empty line ends it."""
    from lissom.answers.choice.choice import Answer, Preferred

    made = _made(case, answers, today, seed, listed)
    for _ in range(MOST_QUESTIONS):
        question = next((one for one in made.questions if one.worth > 0), None)
        if question is None:
            break
        print(f"{question.words} [1 = the first, 2 = the second, = the same, empty: enough]", file=sys.stderr)
        given = {"1": Preferred.FIRST, "2": Preferred.SECOND, "=": Preferred.SAME}.get(sys.stdin.readline().strip())
        if given is None:
            break
        answers = [*answers, Answer(first=question.first, second=question.second, preferred=given)]
        made = _made(case, answers, today, seed, listed)
    return made


def _answers(written: list[str]) -> list[Answer]:
    """The trade-offs as written. Raises `InputError` with every one that cannot be read."""
    from lissom.answers.choice.choice import Answer, Criterion, Preferred

    faults, found = Faults(), []
    known = {one.value: one for one in Criterion}
    signs = {">": Preferred.FIRST, "<": Preferred.SECOND, "=": Preferred.SAME}
    for place, text in enumerate(written):
        match = _ANSWER.fullmatch(text)
        first, sign, second = match.groups() if match else ("", "", "")
        if first in known and second in known and first != second:
            found.append(Answer(first=known[first], second=known[second], preferred=signs[sign]))
        else:
            faults.add(f"--answer[{place}]", f"two of {', '.join(known)} with >, < or = between", repr(text[:40]))
    faults.raise_input_error()
    return found


def register(app: typer.Typer) -> None:
    app.command()(choose)
