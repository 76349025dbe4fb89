"""JSON files and tables: tells by their first record or heading what they hold, and puts it into the cabinet."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

from lissom.facts.errors import InputError
from lissom.medicines.appearance_registers import is_pillbox, is_taiwan, tablets_in_rows, taiwan_tablet
from lissom.medicines.openfda import is_label, records
from lissom.medicines.price_approvals import approvals, is_products
from lissom.medicines.price_tables import is_nadac_extract, nadac_extract_prices, prices_in_rows, table_of
from lissom.store.ahead import done_ahead
from lissom.store.feeding import UNREADABLE, Item, content, opened
from lissom.store.reading import Broken, records_rows
from lissom.store.tally import Tally
from lissom.store.writing import Writer

RECORDS = 16
"""Records of labels that one process makes rows of at a time: about a megabyte."""
_FAULTS = (*UNREADABLE, csv.Error)


def add_json(item: Item, writer: Writer, tally: Tally, executor: Executor | None) -> str:
    """Read a file of JSON records; what kind it was. Faults go to the tally."""
    try:
        with _text(item) as stream:
            values = records(stream, item.name)
            first = next(values, None)
            values = chain((first,), values)
            if is_label(first):
                return _labels(values, item, writer, tally, executor)
            return _json_kind(first)(values, writer, tally)
    except InputError as error:
        tally.bad.append((item.name, str(error)))
    except _FAULTS as error:
        tally.bad.append((item.name, f"cannot be read: {error}"[:200]))
    return "bad"


def _labels(values: Iterator[Any], item: Item, writer: Writer, tally: Tally, executor: Executor | None) -> str:
    for several in done_ahead(executor, partial(records_rows, name=item.name), _together(values, RECORDS)):
        for rows in several:
            if isinstance(rows, str):
                tally.bad.append((item.name, rows))
            else:
                tally.labels[writer.label(rows)] += 1
    return "labels"


def _together(values: Iterator[Any], number: int) -> Iterator[tuple[Any, ...]]:
    readable = _while_readable(values)
    while several := tuple(islice(readable, number)):
        yield several


def _while_readable(values: Iterator[Any]) -> Iterator[Any]:
    """The values, and at last why no more could be read, so that none before it is lost."""
    try:
        yield from values
    except InputError as error:
        yield Broken(str(error))
    except _FAULTS as error:
        yield Broken(f"cannot be read: {error}"[:200])


Reader = Callable[[Iterator[Any], Writer, Tally], str]


def _json_kind(first: object) -> Reader:
    if is_taiwan(first):
        return _looks
    return _prices if is_nadac_extract(first) else _nothing


def _looks(values: Iterator[Any], writer: Writer, tally: Tally) -> str:
    tablets = (taiwan_tablet(value) for value in values if is_taiwan(value))
    tally.tablets += writer.tablets(one for one in tablets if one)
    return "looks"


def _prices(values: Iterator[Any], writer: Writer, tally: Tally) -> str:
    for value in values:
        tally.prices += writer.prices(nadac_extract_prices(value))
    return "prices"


def _nothing(_values: Iterator[Any], _writer: Writer, tally: Tally) -> str:
    tally.not_ours += 1
    return "not known"


def add_table(item: Item, writer: Writer, tally: Tally) -> str:
    """Read a table; what kind it was. Faults go to the tally."""
    try:
        with _text(item) as stream:
            return _table(item, stream, writer, tally)
    except _FAULTS as error:
        tally.bad.append((item.name, f"cannot be read: {error}"[:200]))
    return "bad"


def _table(item: Item, stream: TextIO, writer: Writer, tally: Tally) -> str:
    head = stream.readline()
    separator = "\t" if head.count("\t") > head.count(",") else ","
    header = tuple(next(csv.reader([head], delimiter=separator), ()))
    rows = csv.DictReader(stream, fieldnames=header, delimiter=separator)
    layout = table_of(header)
    if layout:
        tally.prices += writer.prices(prices_in_rows(layout, rows))
        return "prices"
    if is_pillbox(header):
        tally.tablets += writer.tablets(tablets_in_rows(rows))
        return "looks"
    if is_products(header):
        tally.approvals += writer.approvals(approvals(_beside(item)))
        return "approvals"
    tally.not_ours += 1
    return "not known"


def _beside(item: Item) -> Callable[[str], TextIO | None]:
    """Opens the other tables of a release, which lie beside the one named, packed or not."""
    own = Path(item.members[-1] if item.members else item.path).name

    def open_table(stem: str) -> TextIO | None:
        for name in dict.fromkeys((own.replace("Products", stem, 1), f"{stem}.txt", f"{stem}.txt.gz")):
            if item.members:
                member = str(Path(item.members[-1]).with_name(name))
                try:
                    data = content(Item(path=item.path, members=(*item.members[:-1], member), kind=item.kind, size=0))
                except KeyError:
                    continue
                return io.StringIO(data.decode("utf-8", errors="replace"), newline="")
            path = Path(item.path).with_name(name)
            if path.is_file():
                return opened(path)
        return None

    return open_table


def _text(item: Item) -> TextIO:
    if not item.members:
        return opened(Path(item.path))
    if len(item.members) == 1:
        archive = zipfile.ZipFile(item.path)
        return io.TextIOWrapper(archive.open(item.members[0]), encoding="utf-8-sig", errors="replace", newline="")
    return io.StringIO(content(item).decode("utf-8-sig", errors="replace"), newline="")
