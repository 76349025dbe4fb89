"""The sources that the sentences of an answer rest on, in order of first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lissom.assessment import Measure, Point, Section
from lissom.checks.finding import Finding
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.population.forecast import Forecast


def cited(
    sources: Mapping[str, Source],
    summary: tuple[Point, ...],
    findings: tuple[Finding, ...],
    measures: tuple[Measure, ...],
    forecasts: tuple[Forecast, ...],
    sections: tuple[Section, ...],
) -> tuple[Source, ...]:
    """Every source that any part of an assessment cites, once, in order of first use."""
    ids = [
        *_of(point.statement for point in summary),
        *_of(statement for finding in findings for statement in finding.statements),
        *_of(measure.statement for measure in measures),
        *(source for forecast in forecasts for source in _of_forecast(forecast)),
        *_of(statement for section in sections for statement in section.all_statements),
    ]
    return tuple(sources[name] for name in dict.fromkeys(ids))


def _of(statements: Iterable[Statement]) -> Iterator[str]:
    return (source for statement in statements for source in statement.sources)


def _of_forecast(forecast: Forecast) -> Iterator[str]:
    yield from _of((*forecast.statements, *(chance.statement for chance in forecast.chances), *forecast.limits))
    yield from (source for parameter in forecast.parameters for source in parameter.sources)
