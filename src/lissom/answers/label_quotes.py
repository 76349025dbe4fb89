"""What the labels of the person's own store say of their medicines together: quoted beside the finding of a pair, or,
where no rule speaks of the pair, in a list of its own. Nothing is judged here, and nothing is opened: a door looks up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import TYPE_CHECKING

from lissom.case.medicine import Route
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.facts.grade import Grade
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.medicines.classes import MedicineClass
from lissom.medicines.label_codes import section_titles
from lissom.medicines.names import Names
from lissom.medicines.recognition import Recognition

if TYPE_CHECKING:  # most people keep no labels: what reads them is loaded where there are some
    from lissom.medicines.label_quote import Named, Quote

    Quotes = Callable[[Named, Named], Sequence[Quote]]
    """What the labels of the first medicine say of the second."""

HEADING = "Named in your own labels, not judged here"
NOT_JUDGED = (
    "These sentences stand in labels of your own store. They are quoted, not judged: no rule here speaks of these "
    "pairs, and a label may name a medicine to say that nothing happens."
)
PER_FINDING = 4
"""Sentences beside one finding; `lissom labels pair` quotes them all."""
COUNTRIES = ("", "US", "GB")
"""Where a substance may bear another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPair:
    """What the labels of one medicine say of another one of the person."""

    where: tuple[str, str]
    names: tuple[str, str]
    quotes: tuple[Quote, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The foremost sentences, each with whose label it is and in which section it stands."""
        from lissom.medicines.label_quote import foremost

        one, other = self.names
        return tuple(quoted(quote, f"The label of {one} on {other}") for quote in foremost(self.quotes))


def quoted(quote: Quote, lead: str = "") -> Statement:
    """A sentence of a label between quotation marks, with its section; its source is that version of the label."""
    section = section_titles().get(quote.within, quote.section)
    where = f" ({section})" if section else ""
    said = f"“{quote.text}”{where}"
    return Statement(text=f"{lead}: {said}" if lead else said, sources=(quote.source.id,), grade=Grade.LABEL)


def of_pairs(seen: View, names: Names, ask: Quotes | None) -> tuple[OfPair, ...]:
    """What labels say of each pair of medicines, and of a medicine with alcohol or smoke; () without labels to ask."""
    if ask is None:
        return ()
    found = []
    for (here, one), (there, other) in permutations(_known(seen, names), 2):
        said = tuple(ask(one, other)) if one.substances else ()
        if said:
            found.append(OfPair(where=(here, there), names=(one.name, other.name), quotes=said))
    return tuple(found)


def beside(findings: tuple[Finding, ...], pairs: Sequence[OfPair]) -> tuple[tuple[Finding, ...], tuple[OfPair, ...]]:
    """The findings, each with what labels say of its pair, and the pairs that no finding judged, by name first.

    What a label says of a wide class stands only beside a judgement, since it may not be meant of this medicine.
    """
    if not pairs:
        return findings, ()
    from lissom.medicines.label_quote import How, foremost

    told: dict[str, list[Statement]] = {}
    left = []
    for pair in pairs:
        finding = _that_judges(findings, pair.where)
        if finding is None:
            sure = [quote for quote in pair.quotes if quote.how is not How.WIDE_CLASS]
            left.append(replace(pair, quotes=foremost(sure)))
        else:
            told.setdefault(finding.id, []).extend(pair.statements)
    named_first = sorted((pair for pair in left if pair.quotes), key=lambda pair: pair.quotes[-1].how is not How.NAME)
    return tuple(_with(one, told.get(one.id, ())) for one in findings), tuple(named_first)


def sources_of(pairs: Iterable[OfPair]) -> Mapping[str, Source]:
    """The labels that are quoted, by id."""
    sources = (quote.source for pair in pairs for quote in pair.quotes)
    return {source.id: source for source in sources}


def named(read: Recognition, names: Names, *, country: str = "") -> Named:
    """A medicine with the names that labels may call it by."""
    from lissom.medicines.label_quote import Named

    ids = [part.ingredient.id for part in read.components]
    substances = tuple(tuple(dict.fromkeys(names.called(id_, where) for where in COUNTRIES)) for id_ in ids)
    brand = (read.brand,) if read.brand else ()
    return Named(
        name=" and ".join(names.called(id_, country) for id_ in ids) or read.written.strip(),
        substances=substances,
        names=tuple(dict.fromkeys((*(name for several in substances for name in several), *brand))),
        classes=_classes(read.classes, names),
    )


def _known(seen: View, names: Names) -> list[tuple[str, Named]]:
    """Medicines and habits with their places in the case; several lines of one medicine stand at the first."""
    found: dict[str, tuple[str, Named]] = {}
    for where, one in (*_medicines(seen, names), *_habits(seen, names)):
        first, known = found.setdefault(one.name, (where, one))
        if known.ways != one.ways:
            found[one.name] = (first, replace(known, ways=()))
    return list(found.values())


def _medicines(seen: View, names: Names) -> Iterator[tuple[str, Named]]:
    """Those that reach the whole body, each with its place in the case."""
    local = {one.where for one in seen.present} - {one.where for one in seen.present if one.throughout}
    for medicine, read in seen.taken:
        if (read.known or read.class_id) and medicine.where not in local:
            yield medicine.where, replace(named(read, names, country=seen.case.country), ways=_ways(medicine.route))


def _ways(route: Route) -> tuple[str, ...]:
    """A route that was not stated counts as oral, as in the checks, where there is a label for the mouth."""
    return (Route.ORAL, "") if route is Route.UNKNOWN else (route,)


def _habits(seen: View, names: Names) -> Iterator[tuple[str, Named]]:
    for one in seen.present:
        if one.medicine is None:
            yield one.where, _habit(one, names)


def _habit(one: Present, names: Names) -> Named:
    from lissom.medicines.label_quote import Named

    return Named(name=one.name, names=(one.name,), classes=_classes(one.classes, names))


def _classes(ids: Iterable[str], names: Names) -> tuple[MedicineClass, ...]:
    return tuple(names.classes[id_] for id_ in sorted(ids) if id_ in names.classes)


def _that_judges(findings: Sequence[Finding], where: tuple[str, str]) -> Finding | None:
    """The finding that judges a pair: of that pair alone rather than of several medicines, then the first."""
    about = [one for one in findings if {*where} <= {*one.triggers} and _is_judged(one)]
    return min(about, key=lambda one: len(one.triggers), default=None)


def _is_judged(finding: Finding) -> bool:
    """Whether a rule speaks in it: not the silent notes that nothing is held, or known, of a pair."""
    if finding.severity is Severity.NOT_ASSESSED:
        return False
    return finding.stance is not Stance.SILENT or finding.severity is not Severity.INFORMATION


def _with(finding: Finding, statements: Sequence[Statement]) -> Finding:
    return replace(finding, quoted=tuple(statements)[:PER_FINDING]) if statements else finding
