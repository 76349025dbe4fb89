"""A decision aid as a document: the whole one, and one that takes two minutes. Adds layout, never a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lissom.answers.consent_aid.aid import ConsentAid, Option, Risk, Value
from lissom.answers.consent_aid.reading_grade import reading_grade
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.report import titles
from lissom.report.consent_figures import in_100, risk_figure
from lissom.report.document import (
    Block,
    Document,
    Entries,
    Entry,
    Figures,
    Fold,
    Note,
    Part,
    Role,
    Sentences,
    Table,
)
from lissom.report.gathering import gather, statements

PARTS = (("what", "What it is"), ("like", "What it is like"), ("good", "What is good"), ("bad", "What is bad"))
SHORT_PARTS = PARTS[2:]
LINE = "0   1   2   3   4   5   6   7   8   9   10"
KEY = "Dark dots: counted, or sure even at the low end. Light dots: up to our best guess. Rings: only at the high end."
OVER = "Over"
TIMES = (
    "A number on placebo is from the same trial as the one beside it, so it is over the same time. Not stated: the "
    "source does not say how long. Do not set numbers over different times side by side."
)
WITHOUT_PLACEBO = "Other side effects; the number on placebo was not seen"
WORDS_A_MINUTE = 240
"""How fast grown people read plain text in silence, about; only the length of the page is told with it."""
FIGURES_SHORT = 2
OPTIONS_SHORT = 4
QUESTIONS_SHORT = 3


def consent_document(aid: ConsentAid, sources: Mapping[str, Source], *, short: bool = False) -> Document:
    """The decision aid laid out; `short` is the one that takes two minutes. It states its own reading grade."""
    parts = tuple(_short(aid) if short else _whole(aid))
    words = tuple(words_for_the_person(parts))
    minutes = max(round(sum(len(text.split()) for text in words) / WORDS_A_MINUTE), 1)
    grade = reading_grade(words)
    level = Note(text=f"Reading level of this page: grade {grade:.1f}, by the Flesch-Kincaid scale.")
    parts = tuple(_with_level(part, level) if part.id == "about" else part for part in parts)
    return Document(
        title=f"Deciding about {_joined(aid.drugs)}",
        subtitle=f"For a {aid.person}. {'The short' if short else 'The whole'} page: about {minutes} minutes to read.",
        parts=parts,
        sources=gather(parts, sources),
        version=aid.version,
        made_on=titles.in_full(aid.today),
        kind="Decision aid",
    )


def words_for_the_person(parts: tuple[Part, ...]) -> Iterator[str]:
    """Every sentence and line that the person is meant to read, in order; the clinician's layer is left out."""
    for part in parts:
        if part.clinician_only:
            continue
        yield from filter(None, (part.title, part.lead))
        for block in part.blocks:
            yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    yield from (statement.text for statement in statements(block))
    match block:
        case Entries(entries=entries, heading=heading):
            yield heading
            for entry in entries:
                yield from (text for text in (entry.term, entry.detail, entry.note) if text and text != LINE)
        case Figures(figures=figures, heading=heading):
            yield heading
            yield from (figure.title for figure in figures)
        case Fold(title=title, blocks=inner, clinician_only=False):
            yield title
            for one in inner:
                if not isinstance(one, Sentences):
                    yield from (text for text in _words(one) if text not in {s.text for s in statements(one)})
        case Note(text=text):
            yield text
        case _:
            return


def _with_level(part: Part, level: Note) -> Part:
    return Part(id=part.id, title=part.title, blocks=(*part.blocks, level), lead=part.lead)


def _emergency(aid: ConsentAid) -> Iterator[Part]:
    """What comes before any choice."""
    if aid.emergency:
        yield _sentences("emergency", "Emergency first", aid.emergency, role=Role.EMERGENCY)


def _whole(aid: ConsentAid) -> Iterator[Part]:
    yield from _emergency(aid)
    yield _sentences("decision", "The choice", (aid.decision,), role=Role.SUMMARY)
    yield _sentences("condition", "What it is for", aid.condition)
    yield _sentences("course", "If nothing is done", aid.course)
    yield Part(
        id="options",
        title="Your options",
        blocks=tuple(_option(one) for one in aid.options),
        lead="Each is told in the same four lines.",
    )
    yield _numbers(aid, tuple(risk for risk in aid.risks if risk.personal or risk.with_placebo))
    if aid.own:
        yield _sentences("own", "What is special about you", aid.own)
    yield _sentences("unknowns", "What is not known", aid.unknowns)
    yield _help(aid, aid.help)
    yield _sentences("stopping", "How to stop", aid.stopping)
    yield _listed("steps", "How to choose, step by step", aid.steps)
    yield _values(aid)
    yield _listed("questions", "Questions to take to the talk", aid.questions)
    yield _teach_back(aid, len(aid.teach_back))
    yield _notes("evidence", "Where the facts come from", aid.evidence)
    yield _notes("about", "About this page", aid.about)
    yield _clinician(aid)


def _short(aid: ConsentAid) -> Iterator[Part]:
    """What a person can read in two minutes. Everything left out is on the whole page."""
    yield from _emergency(aid)
    yield _sentences("decision", "The choice", (aid.decision,), role=Role.SUMMARY)
    chosen = [one for one in aid.options if one.theirs or one.id == "no_medicine"][:OPTIONS_SHORT]
    others = [one.name for one in aid.options if one not in chosen]
    blocks: list[Block] = [_option(one, SHORT_PARTS) for one in chosen]
    if others:
        blocks.append(Note(text=f"Other ways, told on the whole page: {'; '.join(others)}."))
    yield Part(id="options", title="Your options", blocks=tuple(blocks))
    yield _numbers(aid, _leading(aid.risks), table=False)
    if aid.own:
        yield _sentences("own", "What is special about you", aid.own[:2])
    yield _sentences("unknowns", "What is not known", aid.unknowns[:1])
    yield _help(aid, ())
    yield _sentences("stopping", "How to stop", aid.stopping[:1])
    yield _values(aid, trades=False)
    yield _teach_back(aid, QUESTIONS_SHORT, answers=False)
    yield Part(id="about", title="About this page", blocks=())


def _leading(risks: tuple[Risk, ...]) -> tuple[Risk, ...]:
    """One wished effect and one harm beside placebo: what a person must see even in two minutes."""
    good = [risk for risk in risks if risk.good]
    bad = [risk for risk in risks if not risk.good and risk.with_placebo and not risk.personal]
    found = (*good[:1], *bad[: FIGURES_SHORT - len(good[:1])])
    return found or risks[:1]


def _sentences(id_: str, title: str, said: tuple[Statement, ...], role: Role = Role.BODY) -> Part:
    return Part(id=id_, title=title, blocks=(Sentences(statements=said),), role=role)


def _listed(id_: str, title: str, lines: tuple[str, ...]) -> Part:
    entries = tuple(Entry(term=f"{place}.", detail=line) for place, line in enumerate(lines, 1))
    return Part(id=id_, title=title, blocks=(Entries(entries=entries),))


def _notes(id_: str, title: str, lines: tuple[str, ...]) -> Part:
    return Part(id=id_, title=title, blocks=tuple(Note(text=line) for line in lines))


def _help(aid: ConsentAid, said: tuple[Statement, ...]) -> Part:
    known = (Sentences(statements=said),) if said else ()
    alarms = tuple(Note(text=line) for line in aid.alarms)
    return Part(id="help", title="When to call for help", blocks=(*alarms, *known))


def _option(option: Option, parts: tuple[tuple[str, str], ...] = PARTS) -> Entries:
    entries = tuple(Entry(term=term, statement=getattr(option, field)[0]) for field, term in parts)
    heading = f"{option.name} (what you asked about)" if option.theirs else option.name
    return Entries(entries=entries, heading=heading)


def _numbers(aid: ConsentAid, drawn: tuple[Risk, ...], *, table: bool = True) -> Part:
    blocks: list[Block] = []
    if drawn:
        blocks += [
            *((Note(text=KEY),) if table else ()),
            Figures(figures=tuple(map(risk_figure, drawn)), heading="As pictures"),
        ]
        blocks.append(Sentences(statements=tuple(risk.statement for risk in drawn)))
    if table:
        blocks += _others(tuple(risk for risk in aid.risks if risk not in drawn))
    if table and aid.risks:
        blocks.append(
            Fold(title="All numbers side by side, of 100 people", blocks=(_table(aid.risks), Note(text=TIMES)))
        )
    if not aid.risks:
        blocks.append(Note(text="No count of people is held for this medicine. That does not mean that it is safe."))
    return Part(
        id="numbers",
        title="What can happen, in 100 people",
        blocks=tuple(blocks),
        lead="Placebo means a pill with no drug in it.",
    )


def _others(risks: tuple[Risk, ...]) -> Iterator[Block]:
    """What is not drawn; that no number on placebo was seen is said once for all that have none."""
    compared = tuple(risk.statement for risk in risks if risk.with_placebo)
    alone = tuple(risk.statement for risk in risks if not risk.with_placebo)
    if compared:
        yield Sentences(statements=compared, heading="Other side effects")
    if alone:
        yield Sentences(statements=alone, heading=WITHOUT_PLACEBO)


def _table(risks: tuple[Risk, ...]) -> Table:
    return Table(
        caption="Of 100 people",
        columns=("What happens", "With the medicine", "On placebo", OVER, "Who was studied"),
        rows=tuple(
            (
                f"They {risk.happens} ({risk.drug})",
                in_100(risk.with_drug),
                in_100(risk.with_placebo) if risk.with_placebo else "not seen",
                risk.over or ("at this dose" if risk.personal else "not stated"),
                risk.who,
            )
            for risk in risks
        ),
        sources=tuple(risk.statement.sources for risk in risks),
        row_ids=tuple(risk.statement.facts[0] if risk.statement.facts else "" for risk in risks),
    )


def _values(aid: ConsentAid, *, trades: bool = True) -> Part:
    blocks: list[Block] = [
        Note(text="Mark each from 0 (does not matter) to 10 (matters most)."),
        Entries(entries=tuple(_value(one) for one in aid.values)),
    ]
    if trades:
        pairs = tuple(
            Entry(term=f"{place}. Which would you rather have?", detail=f"{this}, or {that}?")
            for place, (this, that) in enumerate(aid.trades, 1)
        )
        blocks.append(Entries(entries=pairs, heading="If you could have just one"))
    return Part(id="values", title="What matters to you", blocks=tuple(blocks))


def _value(value: Value) -> Entry:
    stated = f"You said {value.stated:g} before." if value.stated is not None else ""
    return Entry(term=value.words, detail=LINE, note=stated)


def _teach_back(aid: ConsentAid, most: int, *, answers: bool = True) -> Part:
    asked = aid.teach_back[:most]
    asks = Entries(entries=tuple(Entry(term=f"{one.number}.", detail=one.question) for one in asked))
    right = Entries(entries=tuple(Entry(term=f"{one.number}.", statement=one.answer) for one in asked))
    return Part(
        id="teach-back",
        title="Did we say it well?",
        blocks=(asks, Fold(title="The answers", blocks=(right,))) if answers else (asks,),
        lead="Tell it back in your own words. It tests how well we said it, not you.",
    )


def _clinician(aid: ConsentAid) -> Part:
    rows = tuple(
        (
            f"{one.requirement.framework}: {one.requirement.element}",
            one.requirement.requirement,
            f"the part '{one.part}'" if one.part else "the talk, and the record of it",
        )
        for one in aid.disclosures
    )
    return Part(
        id="clinician",
        title="For the clinician: what must be said",
        blocks=(
            Note(text="A signed form is not consent. The talk is, and a record that it took place."),
            Table(
                caption="What is asked, and what answers it",
                columns=("Framework", "What is asked", "Answered by"),
                rows=rows,
                sources=tuple((one.requirement.source,) for one in aid.disclosures),
                row_ids=tuple(one.requirement.id for one in aid.disclosures),
            ),
        ),
        clinician_only=True,
    )


def _joined(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
