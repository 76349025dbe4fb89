"""A small assessment made by hand from real types: every kind of finding, a forecast, a hostile name, an emergency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from lissom.assessment import Assessment, Gap, Job, Measure, Point, Section, Understood
from lissom.case.case import Case
from lissom.case.medicine import Medicine
from lissom.case.person import Condition, Person, Sex
from lissom.checks.finding import Consequence, Finding, Severity, Stance
from lissom.facts.grade import Grade
from lissom.facts.quantity import Interval
from lissom.facts.source import Source
from lissom.facts.statement import Statement, reasoned
from lissom.medicines.recognition import Component, How, Ingredient, Recognition
from lissom.population.forecast import Band, Chance, Forecast, ParameterUsed

HOSTILE = "<script>alert(1)</script> & 'co' \"x\" #set {{7*7}} \\* [b]"
"""A name that would run, break out or be markup if it were ever taken for anything but text."""

SOURCES = (
    Source(
        id="label",
        kind="label",
        title="Baclofen tablets",
        year=2024,
        set_id="abc-1",
        jurisdiction="US",
        issued="2024-03-01",
    ),
    Source(
        id="trial", kind="article-journal", title="A trial", authors=("Ash B", "Elm C"), year=1977, doi="10.1000/x.1"
    ),
    Source(id="cohort", kind="article-journal", title="A cohort", authors=("Oak D",), year=2019, pmid="12345"),
    Source(id="lissom_reasoning", kind="document", title="Reasons", authors=("Lissom",), year=2026),
)


def said(text: str, *sources: str, grade: Grade = Grade.LABEL, clinician: str = "") -> Statement:
    return Statement(text=text, sources=sources or ("label",), grade=grade, facts=("INT001",), clinician=clinician)


def finding(name: str, severity: Severity, stance: Stance, **more: object) -> Finding:
    made = Finding(
        id=name,
        severity=severity,
        stance=stance,
        because="the person drives",
        title=name.replace("_", " ").capitalize(),
        what=(said(f"What of {name}.", "label", "trial"),),
        why=(said("A mechanism.", "cohort", grade=Grade.THEORY, clinician="Mechanism in professional words."),),
        todo=(said("Do this."), said("Do that.")),
        triggers=("medicines[0]",),
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def forecast() -> Forecast:
    """Two days of two doses, with the second day in quarters of an hour."""
    times = np.unique(np.concatenate([np.arange(0.0, 49.0), np.arange(24.0, 48.25, 0.25)]))
    wave = 100.0 + 80.0 * np.sin(times / 4.0)
    everyone = np.array([wave * share for share in (0.4, 0.7, 1.0, 1.4, 2.0)])
    relief = np.clip(everyone / 500.0, 0.0, 1.0)
    bands = tuple(
        Band(outcome=name, title=title, unit=unit, everyone=rows, people_differ=rows * 0.9, we_do_not_know=rows * 0.8)
        for name, title, unit, rows in (
            ("plasma", "Level in the blood", "ng/mL", everyone),
            ("effect_site", "Level at the cord", "ng/mL", everyone / 10),
            ("tone_relief", "Stiffness taken away", "1", relief),
            ("spasms", "Spasms a day that remain", "/d", 10.0 * (1 - relief)[::-1]),
        )
    )
    chance = Chance(
        name="response",
        title="Stiffness visibly less",
        value=0.19,
        interval=Interval(0.02, 0.44, "1", 0.9),
        statement=said("About 19 of 100 respond; placebo was not seen.", "trial", grade=Grade.ASSUMPTION),
    )
    return Forecast(
        medicine="medicines[0]",
        ingredient="baclofen",
        model="baclofen.adult",
        times=times,
        doses=((8.0, 10.0), (20.0, 10.0), (32.0, 20.0), (44.0, 10.0)),
        bands=bands,
        chances=(chance,),
        parameters=(
            ParameterUsed(
                name="CL",
                meaning="Clearance",
                value=8.7571234567,
                unit="L/h",
                spread="25%",
                grade="trial",
                sources=("trial",),
            ),
        ),
        statements=(said("The level peaks at 260 ng/mL.", "trial", "lissom_reasoning", grade=Grade.ASSUMPTION),),
        limits=(said("It rests on 11 people.", "trial", grade=Grade.TRIAL),),
        people=64,
        seed=1,
    )


def recognised(written: str, *ingredients: str) -> Recognition:
    inside = tuple(
        Component(ingredient=Ingredient(id=one, name=one, classes=frozenset({"b", "a"}))) for one in ingredients
    )
    return Recognition(written=written, how=How.GENERIC if inside else How.UNKNOWN, components=inside)


@pytest.fixture
def assessment(forecast: Forecast) -> Assessment:
    """A woman of 52 on baclofen, Aleve and something nobody can name."""
    medicines = tuple(
        Medicine(name=name, where=f"medicines[{k}]") for k, name in enumerate(("baclofen", "Aleve", HOSTILE))
    )
    consequence = Consequence(
        name="exposure ratio",
        value=1.04,
        band=Interval(1.0, 1.09, "1"),
        statement=said("The level would be 1.04 times as high.", "trial"),
    )
    findings = (
        finding("these_two_must_not_meet", Severity.CONTRAINDICATED, Stance.INTERRUPT),
        finding("naproxen_may_raise_baclofen", Severity.MAJOR, Stance.SHOW, consequence=consequence),
        finding("name_is_not_known", Severity.NOT_ASSESSED, Stance.SHOW),
        finding("small_thing", Severity.MINOR, Stance.SILENT),
    )
    sections = tuple(
        Section(job=job, note="Prices are not built yet.")
        if job is Job.PRICE
        else Section(
            job=job,
            medicine="baclofen",
            statements=(said(f"Answer to {job.name}."),),
            groups=(("More", (reasoned("Guess."),)),),
        )
        for job in Job
    )
    return Assessment(
        case=Case(
            person=Person(
                age_years=52, sex=Sex.FEMALE, weight_kg=68, conditions=(Condition(name="multiple sclerosis"),)
            ),
            medicines=medicines,
            question="May I take Aleve?",
        ),
        today=date(2026, 11, 25),
        seed=1,
        library_version="0.1.0+abc",
        understood=(
            Understood(
                where="medicines[0]",
                written="baclofen",
                recognition=recognised("baclofen", "baclofen"),
                directions="10 mg twice a day",
            ),
            Understood(
                where="medicines[1]",
                written="Aleve",
                recognition=recognised("Aleve", "naproxen"),
                directions="two readings",
                refused=True,
            ),
            Understood(
                where="medicines[2]", written=HOSTILE, recognition=recognised(HOSTILE), directions="no directions given"
            ),
        ),
        measures=(Measure(name="CrCl", statement=said("CrCl is 78 mL/min.", "cohort", grade=Grade.OBSERVATIONAL)),),
        summary=(
            Point(statement=said("What of these_two_must_not_meet."), finding="these_two_must_not_meet"),
            Point(statement=forecast.statements[0]),
        ),
        findings=findings,
        forecasts=(forecast,),
        sections=sections,
        gaps=(Gap(missing="the height", would_change="body surface", where="person.height_cm"),),
        sources=SOURCES,
    )


@pytest.fixture
def urgent(assessment: Assessment) -> Assessment:
    """The same with a life at stake."""
    alarm = finding("overdose_is_an_emergency", Severity.CONTRAINDICATED, Stance.INTERRUPT, emergency=True)
    return replace(assessment, findings=(alarm, *assessment.findings))
