"""Reads items into rows, wherever that runs: in this process or in one beside it. Touches no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lissom.facts.errors import InputError
from lissom.medicines.label import ClassIndex, Label
from lissom.store.feeding import UNREADABLE, Item, content
from lissom.store.rows import LabelRows, label_rows

if TYPE_CHECKING:
    from lissom.medicines.scanning.document import Scanner
    from lissom.medicines.spl import Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one item turned out to be: labels, a class index, another kind of document, or nothing readable."""

    name: str
    size: int
    changed: int
    labels: tuple[LabelRows, ...] = ()
    index: ClassIndex | None = None
    other: str = ""
    """What kind of document it is, where it is none that is kept."""
    bad: str = ""
    """Why it could not be read."""


def read_documents(batch: tuple[Item, ...], *, scanned: bool = False) -> tuple[Outcome, ...]:
    """The outcome of each SPL document of a batch, in its order. A bad one costs only itself.

    With `scanned` the compiled form reads them: the same outcome, in a fraction of the time once it is loaded.
    """
    scan = _scanner().gathered if scanned else None  # one for each batch: a scanner serves one thread at a time
    return tuple(_read_document(item, scan) for item in batch)


WORTH_SCANNING = 64 << 20
"""Bytes of documents from which the compiled form pays for being loaded."""
WORTH_COMPILING = 1 << 30
"""Bytes from which it pays, on the first such run of a machine, for being compiled as well."""


def scanning_pays(size: int) -> bool:
    """Whether so many bytes of documents are read sooner by the compiled form."""
    from lissom.medicines.scanning.kept import is_kept

    return size >= WORTH_COMPILING or (size >= WORTH_SCANNING and is_kept())


def _scanner() -> Scanner:
    from lissom.medicines.scanning.document import Scanner

    return Scanner()


def prepare_to_scan() -> None:
    """Load the compiled form, or compile it where none is kept: processes that begin as copies of this one hold it."""
    _scanner().warm_up()


def _read_document(item: Item, scan: Scan | None) -> Outcome:
    from lissom.medicines.spl import read_spl

    if item.trouble:
        return _outcome(item, bad=item.trouble)
    try:
        document = content(item)
    except UNREADABLE as error:
        return _outcome(item, bad=f"cannot be read: {error}"[:200])
    try:
        filed = read_spl(document, item.name.split("!")[-1].rsplit("/", 1)[-1], scan)
    except InputError as error:
        return _outcome(item, bad=str(error))
    if isinstance(filed, Label):
        return _outcome(item, labels=(label_rows(filed),))
    if isinstance(filed, ClassIndex):
        return _outcome(item, index=filed)
    return _outcome(item, other=filed.dialect)


def _outcome(
    item: Item,
    *,
    labels: tuple[LabelRows, ...] = (),
    index: ClassIndex | None = None,
    other: str = "",
    bad: str = "",
) -> Outcome:
    return Outcome(
        name=item.name, size=item.size, changed=item.changed, labels=labels, index=index, other=other, bad=bad
    )


class Broken(NamedTuple):
    """Stands after the last record of a file that could not be read to its end."""

    why: str


def records_rows(records: tuple[object, ...], name: str) -> tuple[LabelRows | str, ...]:
    """The rows of each openFDA record, or why it cannot be read."""
    return tuple(_record_rows(one, name) for one in records)


def _record_rows(record: object, name: str) -> LabelRows | str:
    from lissom.medicines.openfda import read_openfda

    if isinstance(record, Broken):
        return record.why
    try:
        return label_rows(read_openfda(record, name))
    except InputError as error:
        return str(error)
