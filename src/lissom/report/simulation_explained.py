"""How a number of a forecast is made, on paper: the equation, then every number in it with its source and grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lissom.facts.quantity import after_number, in_words
from lissom.facts.source import Source
from lissom.population.explanation import Explanation
from lissom.population.parameter import Origin, Parameter
from lissom.report.document import Block, Document, Entries, Entry, Part, Sentences, Table
from lissom.report.gathering import gather
from lissom.report.plain import plain


def explained_json(explanations: Sequence[Explanation]) -> list[dict[str, Any]]:
    """Plain values, one object for each kind of person the model knows."""
    value: list[dict[str, Any]] = plain(explanations)
    return value


def explained_document(explanations: Sequence[Explanation], sources: Mapping[str, Source], version: str) -> Document:
    """The equation once, then the numbers for each kind of person."""
    first = explanations[0]
    alike = len({one.equation for one in explanations}) == 1
    parts = (
        *(() if not alike else (Part(id="equation", title="Equation", blocks=(_equation(first),)),)),
        *(
            Part(id=f"numbers-{place}", title=f"Numbers: {titles}", blocks=tuple(_numbers(one, equation=not alike)))
            for place, (one, titles) in enumerate(_grouped(explanations))
        ),
        *(
            (Part(id="told", title="To be read beside it", blocks=(Sentences(statements=first.told),)),)
            if first.told
            else ()
        ),
    )
    return Document(
        title=first.title,
        subtitle=f"{first.name}. {LEAD}",
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        kind="Explanation",
        caution=False,
    )


LEAD = "An assumption is sampled over its interval in every forecast; CV is the spread between people."


def _equation(one: Explanation) -> Entries:
    return Entries(entries=tuple(Entry(term="", detail=line) for line in one.equation))


def _grouped(explanations: Sequence[Explanation]) -> Iterator[tuple[Explanation, str]]:
    """One explanation for all kinds of person of whom the same holds, with their names."""
    alike: dict[Any, list[Explanation]] = {}
    for one in explanations:
        alike.setdefault((one.equation, one.parameters, one.covariates), []).append(one)
    for same in alike.values():
        yield same[0], "; ".join(one.variant for one in same)


def _numbers(one: Explanation, *, equation: bool) -> Iterator[Block]:
    if equation:
        yield _equation(one)
    if not one.parameters:
        return
    rows = tuple((_name(p), _value(p), _standing(p), p.meaning) for p in one.parameters)
    columns = ("Symbol", "Value", "Grade", "What it is")
    yield Table(
        caption="",
        columns=columns,
        rows=rows,
        sources=tuple(p.sources for p in one.parameters),
        row_ids=tuple(" ".join(p.facts) for p in one.parameters),
    )
    if one.covariates:
        entries = tuple(Entry(term="", detail=text) for text in one.covariates)
        yield Entries(entries=entries, heading="What about the person changes them")
    reasons = tuple(Entry(term=_name(p), detail=p.note) for p in one.parameters if p.note)
    if reasons:
        yield Entries(entries=reasons, heading="Why these values")


def _name(p: Parameter) -> str:
    return f"CV of {p.name}" if p.unit == "%" and p.name not in ("between_study_CL", "residual") else p.name


STANDING = {Origin.STATED: "stated", Origin.DERIVED: "derived", Origin.TUNED: "tuned", Origin.ASSUMED: ""}


def _standing(p: Parameter) -> str:
    return ", ".join(filter(None, (str(p.grade), STANDING[p.origin])))


def _value(p: Parameter) -> str:
    span = f" ({in_words(p.low, 3)} to {in_words(p.high, 3)})" if p.interval else ""
    return f"{in_words(p.value, 3)}{after_number(p.unit)}{span}"
