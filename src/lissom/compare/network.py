"""The networks of relaxants as data: what is compared, which rows of which trials, and why others are left out.

Rows of `trials/networks.csv`, `trials/network_rows.csv`, `trials/treatments.csv` and `trials/options.csv`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from lissom.compare.nma.measure import Measure
from lissom.compare.pooled import Pooled
from lissom.compare.trial import TrialArm
from lissom.facts.errors import DataError, Faults
from lissom.facts.grade import Grade
from lissom.facts.left_out import LeftOut
from lissom.facts.table import Table, member, number, one_of, read_table, several, text
from lissom.medicines.adverse import AdverseEvent

BACK_PAIN = "low back pain"
SPASTICITY = "spasticity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One outcome in one group of conditions. Spasticity and low back pain are never in one network."""

    id: str
    outcome: str
    plain: str
    """The outcome as a reader sees it, with its scale."""
    measure: Measure
    unit: str
    group: str
    conditions: tuple[str, ...]
    """`any` when the trials are of spasticity of several causes."""
    kind: str
    """`benefit` or `harm`."""
    better: str
    """`lower` or `higher`."""
    margin: float | None
    """Smallest difference taken to matter, on the scale of the outcome; None where none is known."""
    margin_basis: str
    correlation: float | None
    """Assumed correlation of the two periods of a crossover trial, and the range it is varied over."""
    correlation_low: float | None
    correlation_high: float | None
    note: str

    @property
    def lower_is_better(self) -> bool:
        return self.better == "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRow:
    """One row of another table as a part of a network, or left out of it with the reason in `why`.

    For a used row `why` says what had to be assumed. `n` and `events` stand in for what the row itself lacks.
    """

    id: str
    network: str
    trial: str
    row: str
    part: str
    """`arm`, `comparator` (the figure beside an unwanted effect) or `contrast`."""
    treatment: str
    against: str
    events: float | None
    n: float | None
    p: float | None
    condition: str
    use: str
    why: str
    limits: tuple[str, ...]

    @property
    def used(self) -> bool:
        return self.use == "used"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What stands at one node: the words for it, and the ingredient it is made of ('' for placebo and others)."""

    id: str
    words: str
    drug: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What can be done beside or instead of tablets, in the words of the facts it rests on."""

    id: str
    option: str
    conditions: tuple[str, ...]
    text: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    grade: Grade


NETWORK_COLUMNS = (
    text("id", required=True),
    text("outcome", required=True),
    text("plain", required=True),
    member("measure", Measure),
    text("unit"),
    one_of("group", SPASTICITY, BACK_PAIN),
    several("conditions", required=True),
    one_of("kind", "benefit", "harm"),
    one_of("better", "lower", "higher"),
    number("margin"),
    text("margin_basis"),
    number("correlation"),
    number("correlation_low"),
    number("correlation_high"),
    text("note"),
)
ROW_COLUMNS = (
    text("id", required=True),
    text("network", required=True),
    text("trial", required=True),
    text("row", required=True),
    one_of("part", "arm", "comparator", "contrast", required=False),
    text("treatment"),
    text("against"),
    number("events"),
    number("n"),
    number("p"),
    text("condition", required=True),
    one_of("use", "used", "left out"),
    text("why"),
    several("limits"),
)
TREATMENT_COLUMNS = (
    text("id", required=True),
    text("words", required=True),
    text("drug"),
    one_of("kind", "placebo", "medicine", "device", "other"),
)
OPTION_COLUMNS = (
    text("id", required=True),
    text("option", required=True),
    several("conditions", required=True),
    text("text", required=True),
    several("facts"),
    several("sources", required=True),
    member("grade", Grade),
)


def read_networks(path: Path, faults: Faults) -> Table[Network]:
    """Every row of `trials/networks.csv`."""
    return read_table(path, NETWORK_COLUMNS, Network, faults)


def read_network_rows(path: Path, faults: Faults) -> Table[NetworkRow]:
    """Every row of `trials/network_rows.csv`."""
    return read_table(path, ROW_COLUMNS, NetworkRow, faults)


def read_treatments(path: Path, faults: Faults) -> Table[Treatment]:
    """Every row of `trials/treatments.csv`."""
    return read_table(path, TREATMENT_COLUMNS, Treatment, faults)


def read_options(path: Path, faults: Faults) -> Table[Option]:
    """Every row of `trials/options.csv`."""
    return read_table(path, OPTION_COLUMNS, Option, faults)


FactRow = TrialArm | Pooled | AdverseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All that a comparison reads: the networks, and the rows of facts that they name, by id."""

    networks: Mapping[str, Network]
    rows: tuple[NetworkRow, ...]
    treatments: Mapping[str, Treatment]
    options: tuple[Option, ...]
    facts: Mapping[str, FactRow]

    def of(self, network: Network) -> tuple[NetworkRow, ...]:
        return tuple(row for row in self.rows if row.network == network.id)


def read_tables(
    folder: Path,
    trials: tuple[TrialArm, ...],
    pooled: tuple[Pooled, ...],
    adverse_events: tuple[AdverseEvent, ...],
    left_out: tuple[LeftOut, ...],
) -> Tables:
    """The tables of a data folder, with rows of facts that are already read. Raises `DataError` with every fault.

    What rests on a row in the register of what is left out is left out here too.
    """
    faults = Faults()
    at = folder / "trials"
    networks = read_networks(at / "networks.csv", faults)
    rows = read_network_rows(at / "network_rows.csv", faults)
    treatments = read_treatments(at / "treatments.csv", faults)
    options = read_options(at / "options.csv", faults)
    held = {one.id for one in left_out}
    facts: dict[str, FactRow] = {one.id: one for one in trials}
    facts |= {one.id: one for one in pooled} | {one.id: one for one in adverse_events}
    tables = Tables(
        networks=MappingProxyType({one.id: one for one in networks.rows}),
        rows=tuple(_held_back(row) if row.row in held else row for row in rows.rows),
        treatments=MappingProxyType({one.id: one for one in treatments.rows}),
        options=tuple(option for option in options.rows if not held & set(option.facts)),
        facts=MappingProxyType(facts),
    )
    _fitting(tables, rows, held, faults)
    if faults:
        raise DataError(faults.found)
    return tables


HELD_BACK = "held back until its source is identified"


def _held_back(row: NetworkRow) -> NetworkRow:
    return replace(row, use="left out", why=HELD_BACK) if row.used else row


def _fitting(tables: Tables, rows: Table[NetworkRow], held: Collection[str], faults: Faults) -> None:
    """What the rows name exists, and none brings back pain into spasticity or the other way round."""
    for row in tables.rows:
        where = rows.where(row.id)
        network = tables.networks.get(row.network)
        if network is None:
            faults.add(f"{where}:network", "the id of a network", row.network)
        if row.row not in tables.facts and row.row not in held:
            faults.add(f"{where}:row", "the id of a row of trials, pooled results or unwanted effects", row.row)
        for name in filter(None, (row.treatment, row.against)):
            if name not in tables.treatments:
                faults.add(f"{where}:treatment", "the id of a treatment", name)
        if row.used and not (row.part and row.treatment):
            faults.add(f"{where}:part", "a part and a treatment in a used row", "nothing")
        if not row.used and not row.why:
            faults.add(f"{where}:why", "the reason why a row is left out", "nothing")
        fact = tables.facts.get(row.row)
        if network and row.used and fact and network.group != group_of(row, fact):
            faults.add(f"{where}:network", f"trials of {network.group} only", f"one of {group_of(row, fact)}")


def group_of(row: NetworkRow, fact: FactRow) -> str:
    """Spasticity or low back pain, by what the row of facts and the row of the network say of the people."""
    if isinstance(fact, TrialArm):
        said = fact.condition
    else:
        said = fact.setting if isinstance(fact, AdverseEvent) else fact.comparison
    return BACK_PAIN if "back pain" in f"{said} {row.condition}".lower() else SPASTICITY
