"""What the steps of a course bring, simulated on one crowd, and the sentences about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lissom.answers.planning.asked import Asked
from lissom.answers.planning.proposal import Priced
from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement
from lissom.plan.course import Course, days_in_words
from lissom.plan.outlook import Outlook, Three
from lissom.population.model import Variant
from lissom.population.wording import EFFECT, KINETICS, rest_on

if TYPE_CHECKING:
    from lissom.plan.responses import Responses


DROWSY = ("drowsy_on_drug", "drowsy_on_placebo", "drowsy_reference_mg_per_day", "drowsy_reference_CL")
SEDATION = ("sedation_EC50", "sedation_hill", "t_half_brain")


def priced(course: Course, crowd: Responses | None, headline: Statement | None = None) -> Priced:
    """The course with the settled day of each step; steps without doses, and medicines without a model, have none."""
    if crowd is None:
        return Priced(course=course, outlooks=(None,) * len(course.steps), headline=headline)
    from lissom.plan.outlook import outlooks

    taken = [tuple((dose.hour, dose.mg) for dose in step.doses) for step in course.steps]
    made = iter(outlooks(crowd, [doses for doses in taken if doses]))
    return Priced(course=course, outlooks=tuple(next(made) if doses else None for doses in taken), headline=headline)


def today_outlook(asked: Asked, crowd: Responses | None) -> Outlook | None:
    """The settled day on what is taken now; None where nothing is, or there is no model."""
    if crowd is None or not asked.doses:
        return None
    from lissom.plan.outlook import outlook

    return outlook(crowd, asked.doses)


def of_the_course(one: Priced, before: Outlook | None, variant: Variant | None) -> Iterator[Statement]:
    """How relief and drowsiness change from before the plan to its last step; rests on the sources of the model."""
    last = next((outlook for outlook in reversed(one.outlooks) if outlook is not None), None)
    first = before or next((outlook for outlook in one.outlooks if outlook is not None), None)
    if variant is None or last is None or first is None or last.relief is None or first.relief is None:
        return
    from_, to = (f"{in_words(outlook.daily_mg, 4)} mg a day" for outlook in (first, last))
    text = (
        f"Simulated: averaged over the day, {from_} takes away {percent(first.relief)} of the stiffness at rest that "
        f"can be taken away, and {to} takes away {percent(last.relief)}. Placebo has its part in both."
    )
    yield rest_on(variant, text, *KINETICS, *EFFECT)
    if last.drowsy is not None and first.drowsy is not None:
        text = (
            f"Simulated: the chance of being drowsy at some time is {percent(first.drowsy)} on {from_} and "
            f"{percent(last.drowsy)} on {to}, placebo's share included."
        )
        yield rest_on(variant, text, *KINETICS, *DROWSY)


def percent(three: Three) -> str:
    """'12% (0 to 44% in nine of ten)'."""
    low, middle, high = (round(100 * value) for value in (three.low, three.middle, three.high))
    return f"{middle}% ({low} to {high}% in nine of ten)"


def span(courses: Sequence[Course]) -> str:
    """'3 weeks'."""
    return days_in_words(max(course.days for course in courses))
