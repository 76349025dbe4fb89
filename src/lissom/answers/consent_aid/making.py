"""The verb: an assessment in, a decision aid out."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.answers.consent_aid import asking
from lissom.answers.consent_aid.aid import ConsentAid, Risk
from lissom.answers.consent_aid.disclosures import disclosures
from lissom.answers.consent_aid.options import about_condition, groups_of, ways
from lissom.answers.consent_aid.risks import risks
from lissom.answers.forecasts import Curves
from lissom.answers.jobs.asked import Asked, relaxants
from lissom.answers.topics.from_rows import said
from lissom.assessment import Assessment
from lissom.case.person import Person, Sex
from lissom.checks.finding import Stance
from lissom.checks.view import view
from lissom.facts.errors import Fault, InputError
from lissom.facts.requirement import Duty, asking_for
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.medicines.drug import Topic

ADULT_FROM = 18
"""Years from which a word for a grown person is used."""

ALARMS = (
    "Call the emergency number at once if someone cannot be woken, breathes slowly, has a fit, or took far too much.",
    "Call your doctor the same day if you get confused, see things that are not there, or get far sleepier.",
)
EVIDENCE = (
    "The facts come from labels, guides, reviews and trials. Each has its source at the end.",
    "Many were read in the short summary of a study, or in a copy. Few trials are large, and many are old.",
    "Facts that clash are both kept, with the reason why one is used.",
)
ABOUT = (
    "Lissom made this page. It is a free program. Its facts can be read and checked by anyone.",
    "Who paid for this: no funding is on record for it, from a maker of medicines or from anyone else.",
    "No check of this page by patients or by doctors is on record.",
    "When it is made anew: ask for a new page when your dose, your kidneys or your medicines change, and at least once "
    "a year. It is made from the facts of the day.",
)


def consent_aid(assessment: Assessment, library: Library) -> ConsentAid:
    """The decision aid for the relaxants of the case.

    Raises `InputError` when the case holds no relaxant that Lissom knows in full: there is no decision to speak of.
    """
    asked = _asked(assessment, library)
    if not asked.relaxants:
        raise InputError([Fault(where="case.medicines", expected="a relaxant that Lissom holds", came="none")])
    back_pain = "back_pain" in groups_of(asked)
    numbers = risks(asked)
    stopping = tuple(_topic(asked, Topic.STOPPING))
    return ConsentAid(
        person=_person(asked.seen.person),
        today=assessment.today,
        version=assessment.library_version,
        country=asked.country,
        drugs=tuple(held.drug.name for held in asked.relaxants),
        emergency=tuple(_emergency(asked)),
        decision=_decision(asked),
        condition=about_condition(asked, "what"),
        course=about_condition(asked, "course"),
        options=ways(asked),
        risks=numbers,
        own=tuple(_own(asked)),
        unknowns=tuple(_unknowns(asked, numbers)),
        alarms=ALARMS,
        help=tuple(_help(asked)),
        stopping=stopping or (reasoned("Ask how to stop before you start. Do not stop all at once on your own."),),
        steps=asking.STEPS,
        values=asking.values(asked, back_pain),
        trades=asking.trades(back_pain),
        questions=tuple(asking.questions(asked)),
        teach_back=asking.teach_back(asked, numbers, stopping, ALARMS),
        evidence=EVIDENCE,
        about=ABOUT,
        disclosures=disclosures(library, asked.country),
    )


def _asked(assessment: Assessment, library: Library) -> Asked:
    seen = view(assessment.case.on(assessment.today), library.names, library.rules, library.drugs, assessment.today)
    return Asked(
        seen=seen,
        library=library,
        findings=assessment.findings,
        curves=Curves(made=assessment.forecasts),
        relaxants=relaxants(seen, library),
    )


def _is_child(person: Person) -> bool:
    return person.age_years is not None and person.age_years < ADULT_FROM


def _person(person: Person) -> str:
    """Age and sex, as far as stated."""
    child = _is_child(person)
    female, male = ("girl", "boy") if child else ("woman", "man")
    noun = "child" if child else "person"
    if person.sex is not None:
        noun = female if person.sex is Sex.FEMALE else male
    return noun if person.age_years is None else f"{noun}, {int(person.age_years)}"


def _decision(asked: Asked) -> Statement:
    rows = asking_for(asked.library.requirements, Duty.NO_ACTION, Duty.NO_FORM)
    names = joined(held.drug.name for held in asked.relaxants)
    text = (
        f"Do you take {names}, something else, or no medicine for now? It is yours to make. "
        "You may say yes, no or later. You may change your mind at any time. This page does not replace the talk."
    )
    if _is_child(asked.seen.person):
        text += " You choose with the people who care for you."
    return said(text, *rows)


def _own(asked: Asked) -> Iterator[Statement]:
    """One line a finding that speaks: what it is, then what to do."""
    for finding in asked.findings:
        if finding.stance is not Stance.SILENT and not finding.emergency:
            base = finding.what[0]
            todo = f" {finding.todo[0].text}" if finding.todo else ""
            sources = dict.fromkeys((*base.sources, *(finding.todo[0].sources if finding.todo else ())))
            yield Statement(
                text=f"{capital(finding.title)}.{todo}",
                sources=tuple(sources),
                grade=base.grade,
                facts=base.facts,
                clinician=" ".join(one.text for one in (*finding.what, *finding.why)),
            )


def _help(asked: Asked) -> Iterator[Statement]:
    yield from _topic(asked, Topic.OVERDOSE, 1)


def _emergency(asked: Asked) -> Iterator[Statement]:
    for finding in asked.findings:
        if finding.emergency:
            yield from (finding.what[0], *finding.todo)


def _topic(asked: Asked, topic: Topic, most: int = 3) -> Iterator[Statement]:
    """What is written of each medicine under one heading; what is only not known belongs elsewhere."""
    for held in asked.relaxants:
        written = held.drug.statements.get(topic, ())
        yield from [one for one in written if not one.text.startswith("Not known")][:most]


def _unknowns(asked: Asked, numbers: tuple[Risk, ...]) -> Iterator[Statement]:
    for held in asked.relaxants:
        for topic in (Topic.STOPPING, Topic.OPEN, Topic.BENEFIT):
            written = held.drug.statements.get(topic, ())
            yield from (one for one in written if one.text.startswith("Not known") or "not been shown" in one.text)
    without = list(dict.fromkeys(one.happens for one in numbers if one.with_placebo is None and not one.personal))
    if without:
        named = joined([*without[:3], *(["have other side effects"] if len(without) > 3 else [])])
        yield reasoned(f"Not known: how many on placebo {named}. Part of this may come without the medicine.")
