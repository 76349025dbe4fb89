"""The monograph of one medicine: the sentences written for it and those its tables make, under fixed headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from lissom.answers.topics import benefit, disagreements, dosing, harm, pairs, price, products, uses
from lissom.answers.topics.places import in_words
from lissom.checks.dosing import Dosing
from lissom.facts.errors import Fault, InputError
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.medicines.drug import Drug, Topic
from lissom.medicines.recognition import How, Recognition

COUNTED = ("absolute_risk", "hepatitis_rate")
"""Items of the dosing table that hold the same counts as rows of the adverse event table, in better words."""

WHOLE = frozenset({Topic.PREGNANCY, Topic.OVERDOSE})
"""Headings whose written sentences say all that their rows say."""

NOTHING = {
    Topic.MECHANISM: "How it works is not held here.",
    Topic.USES: "No use is held here.",
    Topic.DOSING: "No dose rule is held here.",
    Topic.PRODUCTS: "No product is held here.",
    Topic.BENEFIT: "No comparison with placebo is held here. That does not mean that it has no benefit.",
    Topic.HARM: "No rate of unwanted effects is held here.",
    Topic.INTERACTIONS: "No interaction is held here. That does not mean that there is none.",
    Topic.KIDNEYS: "Nothing is held here on weak kidneys, liver disease or old age.",
    Topic.PREGNANCY: "Nothing is held here on pregnancy and breastfeeding. Ask before taking it.",
    Topic.OVERDOSE: "Nothing is held here on overdose. Too much is an emergency all the same: call for help.",
    Topic.STOPPING: "Nothing is held here on stopping it.",
    Topic.PRICE: "No price with a date and a source is held here.",
    Topic.OPEN: "No open question is noted here.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Monograph:
    """Everything held about one medicine. `country` is '' for all countries."""

    drug: Drug
    country: str
    topics: tuple[tuple[Topic, tuple[Statement, ...]], ...]
    read_as: str = ""
    """What the name asked for was read as, where that is not what was written."""

    def under(self, topic: Topic) -> tuple[Statement, ...]:
        """The statements under one heading."""
        return next(statements for one, statements in self.topics if one is topic)


def monograph(name: str, library: Library, *, country: str = "") -> Monograph:
    """The monograph of the medicine that a generic name, a brand or a likely spelling means.

    `country` (ISO alpha-2) keeps only the doses, products, uses and prices of that country. Raises `InputError` for a
    name that is not known or means none of the medicines held in full, with the names it could be.
    """
    drug, read_as = _looked_up(name, library)
    topics = tuple((topic, _under(topic, drug, library, country)) for topic in Topic)
    if read_as:
        topics = _with_reading(topics, name, read_as)
    return Monograph(drug=drug, country=country, topics=topics, read_as=read_as)


def from_tables(topic: Topic, drug: Drug, library: Library, country: str = "") -> Iterator[Statement]:
    """What the tables say of the medicine under one heading, in the country asked for."""
    if topic is Topic.USES:
        yield from uses.uses((row for row in library.indications if drug.id in row.drugs), country)
    if topic in dosing.ITEMS:
        yield from dosing.of_topic(_dosing(drug, library), topic, country)
    if topic in (Topic.HARM, Topic.OVERDOSE, Topic.STOPPING):
        yield from _harm(drug, library, topic)
    if topic in _MAKERS:
        yield from _MAKERS[topic](drug, library, country)


def _under(topic: Topic, drug: Drug, library: Library, country: str) -> tuple[Statement, ...]:
    written = drug.statements.get(topic, ())
    made = tuple(_not_said_yet(topic, written, from_tables(topic, drug, library, country)))
    if written or made:
        return written + made
    where = f" for {in_words([country])}" if country and any(from_tables(topic, drug, library)) else ""
    return (reasoned(f"{NOTHING[topic].rstrip('.')}{where}." if where else NOTHING[topic]),)


def _not_said_yet(topic: Topic, written: tuple[Statement, ...], made: Iterable[Statement]) -> Iterator[Statement]:
    """Under headings that a written sentence covers whole, the rows it was made from are not said again."""
    facts = {fact for statement in written for fact in statement.facts} if topic in WHOLE else set()
    return (statement for statement in made if not facts.issuperset(statement.facts))


def _products(drug: Drug, library: Library, country: str) -> Iterator[Statement]:
    rows = [row for row in library.products if drug.id in row.ingredients]
    yield from products.strengths((row for row in library.strengths if row.drug == drug.id), country)
    yield from products.liquids(rows, country)
    yield from products.brands(rows, drug.name, country)
    yield from products.combinations(rows, drug.id, country)
    yield from products.lookalikes(library.lookalikes, rows, drug.name, country)


def _benefit(drug: Drug, library: Library, _country: str) -> Iterator[Statement]:
    yield from benefit.pooled(library.pooled, drug.name)
    yield from benefit.trials((row for row in library.trials if not benefit.is_harm(row)), drug.id)


def _harm(drug: Drug, library: Library, topic: Topic) -> Iterator[Statement]:
    counted = {row.source for row in library.dosing if row.drug == drug.id and row.item in COUNTED}
    rows = [row for row in harm.both_ways(library.adverse_events, drug.id) if row.source not in counted]
    yield from harm.effects((row for row in rows if harm.about(row) is topic), drug.name)
    if topic is Topic.HARM:
        known = {row.source for row in rows}
        arms = (row for row in library.trials if benefit.is_harm(row) and row.source not in known)
        yield from benefit.trials(arms, drug.id)


def _interactions(drug: Drug, library: Library, _country: str) -> Iterator[Statement]:
    own = [row for row in library.interactions if row.drug == drug.id]
    told = {member for row in own if row.severity for member in row.members}
    of_class = [row for row in library.interactions if row.drug in drug.classes and not row.members & told]
    yield from pairs.interactions([*own, *of_class])


def _price(drug: Drug, library: Library, country: str) -> Iterator[Statement]:
    yield from price.prices((row for row in library.prices if row.drug == drug.id), country)


def _open(drug: Drug, library: Library, _country: str) -> Iterator[Statement]:
    yield from disagreements.disagreements((row for row in library.contradictions if row.drug == drug.id), library)


_MAKERS = {
    Topic.PRODUCTS: _products,
    Topic.BENEFIT: _benefit,
    Topic.INTERACTIONS: _interactions,
    Topic.PRICE: _price,
    Topic.OPEN: _open,
}


def _dosing(drug: Drug, library: Library) -> Iterator[Dosing]:
    """The dosing rows of the medicine, without rates that the adverse event table holds beside their comparators."""
    counted = {row.source for row in library.adverse_events if row.drug == drug.id}
    for row in library.dosing:
        if row.drug == drug.id and not (row.item == "adverse_frequency" and row.source in counted):
            yield row


def _looked_up(name: str, library: Library) -> tuple[Drug, str]:
    plain = "_".join(name.casefold().split())
    if plain in library.drugs:
        return library.drugs[plain], ""
    read = library.names.recognise(name)
    held = [part.ingredient.id for part in read.components if part.ingredient.id in library.drugs]
    if not held:
        raise InputError([_unknown(name, read, library)])
    drug = library.drugs[held[0]]
    straight = read.how in (How.GENERIC, How.CODE) and not read.read_as
    return drug, "" if straight else read.read_as or read.brand or drug.name


def _unknown(name: str, read: Recognition, library: Library) -> Fault:
    names = {drug.name: drug.id for drug in library.drugs.values()}
    near = [] if read.known else get_close_matches(name.casefold(), names, n=3, cutoff=0.6)
    candidates = list(dict.fromkeys([*near, *(one for one in read.candidates if one in names)])) or sorted(names)
    came = repr(name[:60])
    if read.known:
        meant = " with ".join(part.ingredient.name for part in read.components)
        came += f", which is {meant}" if meant.casefold() != name.casefold() else ", on which no facts are held"
    return Fault(
        where="NAME",
        expected="a medicine that is held in full",
        came=came,
        todo=f"{'Did you mean' if near else 'There are'}: {', '.join(candidates)}{'?' if near else '.'}",
    )


def _with_reading(
    topics: Iterable[tuple[Topic, tuple[Statement, ...]]], name: str, read_as: str
) -> tuple[tuple[Topic, tuple[Statement, ...]], ...]:
    """The topics with a first sentence that says how the name was read; never silent."""
    (first, said), *rest = topics
    told = reasoned(f"'{name}' was read as {read_as}.")
    return ((first, (told, *said)), *rest)
