"""A proposal on one printed page (PDF/UA-1): the steps with their tablets, what to watch for, whom to call."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lissom.answers.planning.proposal import Priced, Proposal
from lissom.facts.errors import EnvironmentFault
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.plan.course import Step, days_in_words
from lissom.report.marks import short
from lissom.report.pdf import MOMENT, STANDARD, TEMPLATES
from lissom.report.vocabulary import CAUTION

SIZES = (10.5, 9.5, 8.5, 7.5)
"""Points of the text, tried from the largest until everything fits one page."""
MOST_WATCH = 5


def to_page(proposal: Proposal, sources: Mapping[str, Source], version: str) -> bytes:
    """The page. Where even the smallest text does not fit, the steps run on to a second page and none is lost.

    Raises `EnvironmentFault` when typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise EnvironmentFault("a PDF needs the package typst: pip install typst") from None
    template = (TEMPLATES / "plan.typ").read_bytes()
    made = b""
    for size in SIZES:
        values = {**_values(proposal, sources, version), "size": size}
        files = {"main.typ": template, "page.json": json.dumps(values, ensure_ascii=False).encode()}
        made = typst.compile(  # type: ignore[call-overload]  # its stubs leave out files in memory
            files, format="pdf", pdf_standards=[STANDARD], ignore_system_fonts=True, timestamp=MOMENT
        )
        if _pages(made) == 1:
            break
    return made


def _pages(pdf: bytes) -> int:
    """Pages of what typst wrote: its page tree states their number."""
    at = pdf.find(b"/Type /Pages")
    around = pdf[max(0, at - 400) : at + 400]
    place = around.find(b"/Count ")
    digits = around[place + 7 :].split()[0] if place >= 0 else b"1"
    return int(digits) if digits.isdigit() else 1


def _values(proposal: Proposal, sources: Mapping[str, Source], version: str) -> dict[str, Any]:
    urgent = [(one.title, one.todo[:1]) for one in proposal.rechecked.emergencies]
    told = (*(todo for _, several in urgent for todo in several), *proposal.refused, *_watch(proposal), *proposal.lead)
    numbers = {name: place for place, name in enumerate(dict.fromkeys(_cited(told)), start=1)}
    return {
        "title": proposal.title,
        "subtitle": f"Now: {proposal.before}.",
        "version": version,
        "made_on": proposal.today.isoformat(),
        "caution": CAUTION,
        "urgent": [{"title": title, "todo": [_said(one, numbers) for one in todo]} for title, todo in urgent],
        "refused": [_said(one, numbers) for one in proposal.refused],
        "courses": [_course(one) for one in proposal.courses],
        "watch": [_said(one, numbers) for one in _watch(proposal)],
        "lead": [_said(one, numbers) for one in proposal.lead],
        "sources": [{"number": number, "text": short(sources[name])} for name, number in numbers.items()],
    }


def _watch(proposal: Proposal) -> tuple[Statement, ...]:
    return proposal.watch[-MOST_WATCH:]


def _cited(statements: Iterable[Statement]) -> list[str]:
    return [name for one in statements for name in one.sources]


def _said(one: Statement, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {"text": one.text, "numbers": [numbers[name] for name in one.sources]}


def _course(one: Priced) -> dict[str, Any]:
    course = one.course
    clocks = sorted({dose.clock for step in course.steps for dose in step.doses})
    return {
        "title": f"{capital(course.name)}",
        "clocks": clocks,
        "rows": [_row(step, clocks) for step in course.steps],
    }


def _row(step: Step, clocks: Sequence[str]) -> dict[str, Any]:
    mixes = {dose.clock: dose.mix for dose in step.doses}
    lasting = "until reviewed" if step.days is None else days_in_words(step.days)
    return {
        "begin": f"{step.begin.strftime('%a')} {step.begin.isoformat()}",
        "lasting": lasting if step.doses else "off",
        "mg": in_words(step.daily_mg, 4),
        "tablets": [str(mixes.get(clock, "–")) for clock in clocks],
    }
