"""The forecasts of a case as files for other programs: CSV, Parquet, NONMEM records."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module

from lissom.answers.simulation import Simulation
from lissom.facts.errors import EnvironmentFault
from lissom.population.export import nonmem_records, table
from lissom.population.forecast import Forecast


def rows(simulations: Iterable[Simulation]) -> Iterator[tuple[object, ...]]:
    """A header, then the bands of every forecast, each row beginning with medicine, model and scenario."""
    headed = False
    for one in simulations:
        if one.forecast is None:
            continue
        header, *bands = table(one.forecast)
        if not headed:
            yield ("ingredient", "model", "scenario", *header)
            headed = True
        yield from ((one.forecast.ingredient, one.forecast.model, one.scenario, *row) for row in bands)


def to_csv(simulations: Iterable[Simulation]) -> bytes:
    """The bands as CSV, UTF-8."""
    return _written(rows(simulations))


def to_parquet(simulations: Iterable[Simulation]) -> bytes:
    """The bands as Parquet. Raises EnvironmentFault where pyarrow is not installed."""
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise EnvironmentFault("--parquet needs pyarrow: install lissom[parquet], or write --csv.") from None
    header, *body = rows(simulations)
    columns = zip(*body, strict=True)
    made = pyarrow.table({str(name): list(column) for name, column in zip(header, columns, strict=True)})
    out = io.BytesIO()
    parquet.write_table(made, out)
    content: bytes = out.getvalue()
    return content


def to_nonmem(forecast: Forecast) -> bytes:
    """The doses of one forecast as NONMEM records, CSV."""
    return _written(nonmem_records(forecast))


def _written(lines: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue().encode()
