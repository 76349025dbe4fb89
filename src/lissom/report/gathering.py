"""Which sources the blocks of a document cite, in the order a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lissom.checks.finding import Finding
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.population.forecast import Forecast
from lissom.report.document import Block, Card, Entries, Fold, ForecastFigures, Part, Points, Sentences, Table


def gather(parts: Iterable[Part], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources that the parts cite, once each, in order of first use. KeyError for a source that is not held."""
    ids = dict.fromkeys(name for part in parts for block in part.blocks for name in _ids(block))
    return tuple(sources[name] for name in ids)


def _ids(block: Block) -> Iterator[str]:
    match block:
        case Fold(blocks=inner):
            for one in inner:
                yield from _ids(one)
        case Table(sources=rows):
            yield from (name for row in rows for name in row)
        case _:
            yield from (name for statement in statements(block) for name in statement.sources)
            if isinstance(block, ForecastFigures):
                yield from (name for parameter in block.forecast.parameters for name in parameter.sources)


def statements(block: Block) -> tuple[Statement, ...]:
    """Every statement of a block, in the order it is shown."""
    match block:
        case Sentences(statements=found):
            return found
        case Points():
            return _of_points(block)
        case Card(finding=finding):
            return tuple(statement for _, found in rows(finding) for statement in found)
        case Entries(entries=entries):
            return tuple(entry.statement for entry in entries if entry.statement)
        case ForecastFigures(forecast=forecast):
            return _of_forecast(forecast)
        case Fold(blocks=inner):
            return tuple(statement for one in inner for statement in statements(one))
        case _:
            return ()


def _of_points(block: Points) -> tuple[Statement, ...]:
    pairs = zip(block.points, block.findings, strict=True)
    return tuple(one for point, finding in pairs for one in (point.statement, *advice(finding)))


def rows(finding: Finding) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    """(label, statements) of a finding in the order it is read; in an emergency what to do comes first."""
    consequence = (finding.consequence.statement,) if finding.consequence else ()
    todo = ("What to do", finding.todo)
    said = (("What", finding.what), ("Why", finding.why), ("How much", consequence))
    labels = ("In labels", finding.quoted)
    ordered = (todo, *said, labels) if finding.emergency else (*said, todo, labels)
    return tuple(row for row in ordered if row[1])


def advice(finding: Finding | None) -> tuple[Statement, ...]:
    """The first thing to do about a finding; () without a finding or advice."""
    return finding.todo[:1] if finding else ()


def _of_forecast(forecast: Forecast) -> tuple[Statement, ...]:
    return (*forecast.statements, *(chance.statement for chance in forecast.chances))
