"""An assessment as a document: summary, what was understood, the findings, the ten answers, gaps and limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lissom.answers.label_quotes import HEADING
from lissom.assessment import Assessment, Gap, Job, Section, Understood
from lissom.case.medicine import Medicine
from lissom.checks.finding import Finding, Stance
from lissom.facts.sentence import capital
from lissom.facts.source import Source
from lissom.medicines.recognition import How
from lissom.report import titles
from lissom.report.document import (
    Block,
    Card,
    Document,
    Entries,
    Entry,
    Fold,
    ForecastFigures,
    Note,
    Part,
    Points,
    Role,
    Sentences,
)
from lissom.report.gathering import gather
from lissom.report.vocabulary import CAUTION, SEVERITY

SUMMARY_TITLE = {3: "The three things that matter most", 2: "The two things that matter most"}
CALM = "Nothing that was checked stands out. That is not a proof of safety."
NOTHING_TO_DO = "No check found anything that asks for action in this person."
SHORT = 4
"""Sentences of detail in one of the ten answers that stand open; where there are more, detail opens on demand."""
NEXT_PHASE = "; then "
"""What the sig reader puts between the phases of directions when it says them back."""


def document(assessment: Assessment) -> Document:
    """The whole report of an assessment."""
    parts = (
        *emergency(assessment.findings),
        _summary(assessment),
        _understood(assessment),
        Part(
            id="findings",
            title="What to look out for",
            blocks=cards(one for one in assessment.findings if not one.emergency)
            or (Note(text="No check found anything to say of this person."),),
        ),
        *(_job(job, assessment) for job in Job),
        *gaps(assessment.gaps),
        _limits(assessment),
    )
    return _bound(assessment, tuple(parts))


def summary_document(assessment: Assessment, *, clinician: bool) -> Document:
    """What fits one screen: the emergency if there is one, the summary, how the case was read, the findings by name."""
    shown = tuple(one for one in assessment.findings if one.stance is not Stance.SILENT)
    quiet = len(assessment.findings) - len(shown)
    said = {point.statement for point in assessment.summary}
    others = (one for one in shown if one.what[0] not in said and not one.emergency)
    names = tuple(dict.fromkeys(Entry(term=SEVERITY[one.severity], detail=one.title) for one in others))
    blocks: tuple[Block, ...] = (
        tuple(Card(finding=one) for one in shown if not one.emergency)
        if clinician
        else (Entries(entries=names),)
        if names
        else ()
    )
    if labelled := _named_in_labels(assessment):
        noun = "sentence" if labelled == 1 else "sentences"
        blocks += (
            Note(text=f"{labelled} {noun} of your own labels on pairs that no rule judges: in the full report."),
        )
    if quiet:
        noun = "finding is" if quiet == 1 else "findings are"
        blocks += (Note(text=f"{quiet} more {noun} folded in the full report."),)
    parts = (
        *emergency(assessment.findings),
        _summary(assessment),
        Part(id="understood", title="How the case was read", blocks=(_medicines(assessment.understood, ()),)),
        *((Part(id="findings", title="Also found", blocks=blocks),) if blocks else ()),
        *gaps(assessment.gaps),
    )
    return _bound(assessment, tuple(parts), brief=True)


def _named_in_labels(assessment: Assessment) -> int:
    groups = (group for section in assessment.sections for group in section.groups)
    return sum(len(statements) for title, statements in groups if title == HEADING)


def _bound(assessment: Assessment, parts: tuple[Part, ...], *, brief: bool = False) -> Document:
    held: dict[str, Source] = {source.id: source for source in assessment.sources}
    return Document(
        title=titles.title(assessment.case.person.on(assessment.today), assessment.understood),
        subtitle=titles.subtitle(assessment.case, assessment.today),
        parts=parts,
        sources=gather(parts, held),
        version=assessment.library_version,
        made_on=titles.in_full(assessment.today),
        kind="Assessment",
        brief=brief,
    )


def emergency(findings: Iterable[Finding]) -> Iterator[Part]:
    """The part that stands before everything else, when a life may be at stake."""
    urgent = tuple(Card(finding=finding) for finding in findings if finding.emergency)
    if urgent:
        yield Part(id="emergency", title="Emergency", blocks=urgent, role=Role.EMERGENCY)


def _summary(assessment: Assessment) -> Part:
    urgent = {finding.id for finding in assessment.findings if finding.emergency}
    points = tuple(point for point in assessment.summary if point.finding not in urgent)
    title = "What else matters" if urgent else SUMMARY_TITLE.get(len(points), "What matters most")
    found = {finding.id: finding for finding in assessment.findings}
    block = Points(points=points, findings=tuple(found.get(point.finding) for point in points))
    calm = all(one.stance is Stance.SILENT for one in assessment.findings)
    blocks = (*((Note(text=CALM),) if calm or not points else ()), *((block,) if points else ()))
    return Part(id="summary", title=title, blocks=blocks, role=Role.SUMMARY)


def _understood(assessment: Assessment) -> Part:
    person = assessment.case.person.on(assessment.today)
    stated = tuple(Entry(term=term, detail=detail) for term, detail in titles.facts_of(person))
    measured = tuple(Entry(term="", statement=measure.statement) for measure in assessment.measures)
    blocks: tuple[Block, ...] = (
        _medicines(assessment.understood, assessment.case.medicines),
        *((Entries(entries=stated, heading="The person, as understood", short=True),) if stated else ()),
        *((Fold(title="Body measures worked out from this", blocks=(Entries(entries=measured),)),) if measured else ()),
    )
    return Part(
        id="understood",
        title="What we understood",
        blocks=blocks,
        lead="If a line here is wrong, everything below is wrong with it.",
    )


def _medicines(understood: tuple[Understood, ...], medicines: tuple[Medicine, ...]) -> Entries:
    written = {medicine.where: medicine for medicine in medicines}
    return Entries(entries=tuple(medicine_entry(one, written.get(one.where)) for one in understood))


def medicine_entry(one: Understood, medicine: Medicine | None = None) -> Entry:
    """One medicine said back: its name as read, its directions as read, and loudly what was not."""
    read = one.recognition
    inside = ", ".join(dict.fromkeys(part.ingredient.name for part in read.components))
    unknown = {
        How.UNKNOWN: "Not recognised, so it was not checked. ",
        How.CLASS: "Known only as a class of medicines. ",
    }.get(read.how, "")
    read_as = f"Read as {read.read_as}. " if read.read_as and read.read_as.casefold() != one.written.casefold() else ""
    refused = "The directions were not understood, so the dose was not checked: " if one.refused else ""
    first, *steps = one.directions.split(NEXT_PHASE)
    assumptions = "; ".join(medicine.assumptions) if medicine else ""
    return Entry(
        term=one.written if not inside or inside.casefold() in one.written.casefold() else f"{one.written} ({inside})",
        detail=f"{unknown}{read_as}{refused}{capital(first)}",
        steps=tuple(f"then {step}" for step in steps),
        note=assumptions,
        loud=one.refused or read.how is How.UNKNOWN,
    )


def cards(findings: Iterable[Finding]) -> tuple[Block, ...]:
    """Findings that speak as cards; silent ones folded away behind how many they are."""
    every = tuple(findings)
    loud = tuple(Card(finding=one) for one in every if one.stance is not Stance.SILENT)
    quiet = tuple(Card(finding=one) for one in every if one.stance is Stance.SILENT)
    if not quiet:
        return loud
    nothing = () if loud else (Note(text=NOTHING_TO_DO),)
    noun = "finding" if len(quiet) == 1 else "findings"
    return (
        *(loud or nothing),
        Fold(title=f"{len(quiet)} quiet {noun}: true, but with no reason to act on for this person", blocks=quiet),
    )


def _job(job: Job, assessment: Assessment) -> Part:
    answers = tuple(section for section in assessment.sections if section.job is job)
    blocks: list[Block] = []
    if job is Job.SIMULATION:
        blocks.extend(ForecastFigures(forecast=forecast) for forecast in assessment.forecasts)
    said = {statement.text for one in assessment.forecasts for statement in one.statements} if blocks else set()
    for section in answers:
        blocks.extend(_answer(section, several=len(answers) > 1, said=said))
    if not blocks:
        blocks.append(Note(text="Nothing is known here for this person."))
    return Part(id=job.name.lower(), title=job.value, blocks=tuple(blocks), role=Role.JOB)


def _answer(section: Section, *, several: bool, said: set[str]) -> Iterator[Block]:
    heading = capital(section.medicine) if several else ""
    own = tuple(one for one in section.statements if one.text not in said)
    groups = [(title, tuple(one for one in statements if one.text not in said)) for title, statements in section.groups]
    told = [(title, statements) for title, statements in groups if statements]
    folded = sum(len(statements) for _, statements in told) > SHORT
    if own:
        yield Sentences(statements=own, heading=heading)
    for place, (title, statements) in enumerate(told):
        named = f"{heading}: {title}" if heading and not own else title
        # What a section says first stands open.
        yield Sentences(statements=statements, heading=named, folded=folded and bool(own or place))
    if section.note:
        yield Note(text=section.note)


def gaps(missing: tuple[Gap, ...]) -> Iterator[Part]:
    """What is not known and would sharpen the answer."""
    if missing:
        entries = tuple(
            Entry(term=capital(gap.missing.rstrip(".")), detail=f"would change {gap.would_change}") for gap in missing
        )
        yield Part(id="gaps", title="What would sharpen this", blocks=(Entries(entries=entries),))


def _limits(assessment: Assessment) -> Part:
    said = tuple(
        Sentences(statements=forecast.limits, heading=f"Of the forecast of {forecast.ingredient.replace('_', ' ')}")
        for forecast in assessment.forecasts
        if forecast.limits
    )
    return Part(id="limits", title="What this cannot say", blocks=(*said, Note(text=CAUTION)))
