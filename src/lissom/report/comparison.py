"""A comparison of medicines as a document: what may be said, benefits beside harms, the person, figures, certainty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lissom.answers.cabinet_price import NOT_SHELF
from lissom.answers.comparing import Compared
from lissom.answers.comparing_fit import WEIGHT, Aspect, Fit
from lissom.assessment import Point
from lissom.compare.comparison import Outcome
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.source import Source
from lissom.report.comparison_glance import glance, measured
from lissom.report.comparison_outcome import others_part, outcome_part
from lissom.report.comparison_statistics import statistics
from lissom.report.compose import emergency
from lissom.report.document import (
    Block,
    Document,
    Fold,
    Note,
    Part,
    Points,
    Role,
    Sentences,
    Table,
)
from lissom.report.gathering import gather
from lissom.report.plain import plain
from lissom.report.titles import COUNTRY

NOT_RANKED = "What cannot be told apart is not ranked. A doctor or pharmacist knows what these figures leave out."
DOSES_DIFFER = "Doses differ from medicine to medicine, so prices of single tablets do not compare them."


def comparison_document(compared: Compared, sources: Mapping[str, Source], version: str) -> Document:
    """Everything: figures, tables, certainty with its reasons, what was read and not used."""
    made = compared.comparison
    shown = [one for one in made.outcomes if one.pairs]
    own = [one for one in shown if one.own_condition]
    elsewhere = [one for one in shown if not one.own_condition]
    parts = (
        *emergency(compared.urgent),
        _summary(compared),
        *_glance(compared, own, left=len(elsewhere)),
        *_person(compared),
        *(outcome_part(one) for one in (*own, *elsewhere)),
        *_options(compared),
        *_prices(compared),
        *_reviews(compared),
        *others_part([one for one in made.outcomes if not one.pairs]),
    )
    return _bound(compared, parts, sources, version)


def comparison_summary(compared: Compared, sources: Mapping[str, Source], version: str) -> Document:
    """What fits one or two screens."""
    made = compared.comparison
    own = [one for one in made.outcomes if one.pairs and one.own_condition]
    left = [one for one in made.outcomes if one.pairs and not one.own_condition]
    parts = (
        *emergency(compared.urgent),
        _summary(compared),
        *_glance(compared, own, left=len(left), brief=True),
        *_person_in_short(compared),
        *_options_in_short(compared),
        *_prices(compared),
        *_statistics(own),
    )
    return _bound(compared, parts, sources, version, brief=True)


def comparison_json(compared: Compared) -> dict[str, Any]:
    """Plain values: the comparison with every number of its figures, the fit of each option, prices."""
    found: dict[str, Any] = plain(compared)
    for one, fit in zip(found["fits"], compared.fits, strict=True):
        one["statement"] = plain(fit.statement)
    return found


def _bound(
    compared: Compared, parts: Iterable[Part], sources: Mapping[str, Source], version: str, *, brief: bool = False
) -> Document:
    kept = tuple(parts)
    names = [name for _, name in compared.names]
    *most, last = names
    joined = f"{', '.join(most)} and {last}" if most else last
    people = "for this person" if compared.fits else "in trials"
    own = {id_: source for _, found in compared.own_lists for id_, source in found.sources.items()}
    return Document(
        title=f"{capital(joined)}",
        subtitle=f"Compared {people}, in {compared.comparison.condition.words}.",
        parts=kept,
        sources=gather(kept, {**sources, **own}),
        version=version,
        kind="Comparison",
        brief=brief,
    )


def _summary(compared: Compared) -> Part:
    points = tuple(Point(statement=one) for one in compared.comparison.summary)
    blocks: tuple[Block, ...] = (Points(points=points, findings=(None,) * len(points)), Note(text=NOT_RANKED))
    if not points:
        blocks = (Note(text="No trial that is held here speaks of these medicines in this condition."),)
    return Part(id="summary", title="What can be said", blocks=blocks, role=Role.SUMMARY)


def _glance(compared: Compared, outcomes: Iterable[Outcome], *, left: int, brief: bool = False) -> Iterator[Part]:
    tables = tuple(glance(outcomes, compared.names, brief=brief))
    if tables:
        blocks: tuple[Block, ...] = tables
        if left:
            where = "the full page has them" if brief else "they stand below"
            noun = "outcome was" if left == 1 else "outcomes were"
            blocks += (Note(text=f"{left} more {noun} measured in people with another condition: {where}."),)
        lead = "What was seen with each medicine and with what it was compared with, and how sure that is."
        yield Part(id="glance", title="Benefits and harms side by side", blocks=blocks, lead=lead)


def _person(compared: Compared) -> Iterator[Part]:
    if not compared.fits:
        return
    blocks: list[Block] = [_fit_table(compared.fits)]
    if compared.changing:
        blocks.insert(0, Sentences(statements=compared.changing, heading="Before anything is changed"))
    for fit in compared.fits:
        found = tuple(_found(fit))
        if found:
            blocks.append(Fold(title=f"{capital(fit.name)}: what was found, and what to do", blocks=found))
    yield Part(id="person", title="How each option fits this person", blocks=tuple(blocks), lead=_lead(compared))


def _person_in_short(compared: Compared) -> Iterator[Part]:
    if compared.fits:
        told = (*compared.changing, *(fit.statement for fit in compared.fits))
        blocks = (Sentences(statements=told),)
        yield Part(id="person", title="How each option fits this person", blocks=blocks, lead=_lead(compared))


def _lead(compared: Compared) -> str:
    if not compared.replaced:
        return "Each option was checked with everything else this person takes. Doses were not checked."
    names = " and ".join(compared.replaced)
    return f"Each option was checked in place of {names}, with all else this person takes. Doses were not checked."


def _found(fit: Fit) -> Iterator[Block]:
    for one in fit.findings:
        yield Sentences(statements=(*one.what, *one.todo[:1]), heading=f"{WEIGHT[one.severity]}: {one.title}")
    if fit.pairs_unknown:
        yield Note(text=f"{'. '.join(fit.pairs_unknown)}.")


def _fit_table(fits: tuple[Fit, ...]) -> Table:
    return Table(
        caption="What the checks found",
        columns=("Option", *(aspect.value for aspect in Aspect)),
        rows=tuple((_option(fit), *(_cell(fit, aspect) for aspect in Aspect)) for fit in fits),
        sources=tuple(fit.statement.sources for fit in fits),
    )


def _option(fit: Fit) -> str:
    return f"{capital(fit.name)} (taken now)" if fit.taken else capital(fit.name)


def _cell(fit: Fit, aspect: Aspect) -> str:
    told = [f"{WEIGHT[one.severity]}: {one.title}" for one in fit.under(aspect)]
    if aspect is Aspect.TOGETHER and fit.pairs_unknown:
        count = len(fit.pairs_unknown)
        told.append(f"{count} combination{'' if count == 1 else 's'} not known")
    if aspect is Aspect.KIDNEYS and not told and not fit.kidneys_known:
        return "not judged: kidney function is not known"
    return ". ".join(told) or "nothing found"


def _statistics(outcomes: Iterable[Outcome]) -> Iterator[Part]:
    """For a terminal: what the page keeps under each outcome."""
    for one in outcomes:
        blocks = tuple(block for fold in statistics(one) for block in fold.blocks)
        title = f"Statistics: {measured(one)}"
        yield Part(id=f"statistics-{one.network.id.lower()}", title=title, blocks=blocks, clinician_only=True)


def _options(compared: Compared) -> Iterator[Part]:
    told = tuple(Sentences(statements=said, heading=capital(name)) for name, said in compared.comparison.options)
    if told:
        yield Part(id="options", title="What else can be done", blocks=told)


def _options_in_short(compared: Compared) -> Iterator[Part]:
    """Their names; the page says what is known of each."""
    names = [name for name, _ in compared.comparison.options]
    if names:
        note = Note(text=f"{capital(', '.join(names))}. The page (--html FILE) says what is known of each.")
        yield Part(id="options", title="What else can be done", blocks=(note,))


def _prices(compared: Compared) -> Iterator[Part]:
    rows = [*_held_prices(compared), *_list_prices(compared)]
    without = [name for name, prices in compared.prices if not prices]
    place = COUNTRY.get(compared.country, compared.country)
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                caption="",
                columns=("Medicine", "Sold as", "Price", "Country", "Date"),
                rows=tuple(cells for cells, _, _ in rows),
                sources=tuple(cited for _, cited, _ in rows),
                row_ids=tuple(row for _, _, row in rows),
            )
        )
        blocks.append(Note(text=f"{NOT_SHELF} {DOSES_DIFFER}"))
    if compared.present_cost:
        blocks.append(Sentences(statements=compared.present_cost, heading="As it is taken now"))
    if without:
        where = f" in {place}" if place else ""
        blocks.append(Note(text=f"No price{where} with a date and a source is held of {', '.join(without)}."))
    yield Part(id="prices", title="Price", blocks=tuple(blocks))


PriceRow = tuple[tuple[str, ...], tuple[str, ...], str]
"""Cells, sources, and the row of our own data, '' for a list of the reader."""


def _held_prices(compared: Compared) -> Iterator[PriceRow]:
    for name, prices in compared.prices:
        for one in prices:
            price = f"{in_words(one.value, 3)} {one.unit} a {one.per.split(' or ')[0]}"
            cells = (capital(name), one.product, price, COUNTRY.get(one.country, one.country), one.date)
            yield cells, tuple(filter(None, one.source.split(";"))), one.id


def _list_prices(compared: Compared) -> Iterator[PriceRow]:
    """The cheapest of each strength in the reader's own lists."""
    place = COUNTRY.get(compared.country, compared.country)
    for name, found in compared.own_lists:
        for one in found.tablets:
            price = f"{in_words(one.price, 3)} {one.currency} a {one.form}"
            yield (capital(name), one.product, price, place, one.effective), (one.source,), ""


def _reviews(compared: Compared) -> Iterator[Part]:
    if compared.comparison.reviews:
        yield Part(
            id="reviews",
            title="What reviews concluded",
            blocks=(Sentences(statements=compared.comparison.reviews),),
            lead="In our words. They overlap: many read the same trials.",
        )
