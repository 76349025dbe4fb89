"""What may be said of a weighing: how often each of the first two is best, what is lost, and how rough that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lissom.answers.choice.choice import Answer, Preferred
from lissom.answers.choice.weighing import Weighed
from lissom.facts.errors import Faults
from lissom.facts.sentence import joined
from lissom.facts.statement import Statement, reasoned

CLEAR, LIKELY = 0.8, 0.6
"""Shares of the draws from which an option is said to fit, and to fit more often than not; our choice."""
LITTLE = 2.0
"""Points of 100 up to which two options lose about the same; our choice."""
ROUGH = 0.1
"""Share of the draws that must be left for the shares not to be called rough; our choice."""


def verdict(
    result: Weighed, names: Mapping[str, str], answers: Sequence[Answer], guessed: frozenset[str], draws: int
) -> Iterator[Statement]:
    """What may be said; never a name alone. `guessed` are options whose relief no trial set beside placebo."""
    ranked = sorted(result.best, key=lambda one: -result.best[one])
    if len(ranked) < 2:
        yield reasoned(
            f"Only {names[ranked[0]]} is left to weigh: the others are not for this person. That is no choice. "
            "A clinician may know other ways."
        )
        return
    yield reasoned(_first_two(result, names, ranked, answered=bool(answers)))
    yield from _rough(result, answers, draws)
    for option in ranked[:2]:
        if option in guessed:
            yield reasoned(
                f"How much {names[option]} relieves was never set in numbers beside placebo here. A part of its chance "
                "to be best comes from not knowing."
            )
    yield from _losses(result, names, ranked[0])
    if not answers:
        yield reasoned("No trade-off was answered yet, so the weights are wide open. An answer or two sharpens this.")
    yield reasoned(
        "The draws hold what trials leave open and what the answers leave open. They choose nothing for anyone."
    )


def _first_two(result: Weighed, names: Mapping[str, str], ranked: Sequence[str], *, answered: bool) -> str:
    first, second = ranked[:2]
    share = result.best[first]
    shares = f"{hundred(share)} of 100 draws; {names[second]} in {hundred(result.best[second])}"
    if not answered and share >= LIKELY:
        return f"Before any trade-off is answered {names[first]} is best in {shares}."
    if share >= CLEAR:
        return f"What was said fits {names[first]} best in {shares}."
    if share >= LIKELY:
        return f"What was said fits {names[first]} more often than not: it is best in {shares}."
    return f"No option stands out: {names[first]} is best in {shares}."


def _rough(result: Weighed, answers: Sequence[Answer], draws: int) -> Iterator[Statement]:
    circle = _circle(answers)
    if circle:
        yield reasoned(f"The answers go in a circle ({', '.join(circle)}), so they say little. Look at them again.")
    if result.effective < ROUGH * draws:
        yield reasoned(
            f"Only about {round(result.effective)} of {draws} draws agree with all answers, so these shares are rough."
        )


def _losses(result: Weighed, names: Mapping[str, str], first: str) -> Iterator[Statement]:
    losses = sorted(result.regret, key=lambda one: result.regret[one])
    least = losses[0]
    close = [one for one in losses[1:] if 100 * (result.regret[one] - result.regret[least]) <= LITTLE]
    if close:
        yield reasoned(f"About as little is lost by {joined(names[one] for one in (least, *close))}.")
    elif least != first:
        yield reasoned(f"The least is lost, on average, by {names[least]}.")


def hundred(share: float) -> str:
    """A share of draws of 100, never rounded to all or none: draws are too few to say either."""
    if share > 0.995:
        return "more than 99"
    return "fewer than 1" if share < 0.005 else str(round(100 * share))


def against_each_other(answers: Sequence[Answer]) -> None:
    """Raises `InputError` when the same two wishes are weighed in two ways: which of the answers holds is not known."""
    faults, given = Faults(), dict[frozenset[str], str]()
    for place, one in enumerate(answers):
        rather = {Preferred.FIRST: one.first.value, Preferred.SECOND: one.second.value, Preferred.SAME: "neither"}
        pair = frozenset((one.first.value, one.second.value))
        before = given.setdefault(pair, rather[one.preferred])
        if before != rather[one.preferred]:
            faults.add(
                f"answers[{place}]", f"{before}, as answered before", rather[one.preferred], "Keep one of the two."
            )
    faults.raise_input_error()


def _circle(answers: Sequence[Answer]) -> tuple[str, ...]:
    """Wishes that are each preferred to the next, and the last to the first; () when there is no such round."""
    over: dict[str, set[str]] = {}
    for one in answers:
        if one.preferred is not Preferred.SAME:
            better, worse = (one.first, one.second) if one.preferred is Preferred.FIRST else (one.second, one.first)
            over.setdefault(better.value, set()).add(worse.value)

    def walk(path: tuple[str, ...]) -> tuple[str, ...]:
        for worse in sorted(over.get(path[-1], ())):
            if worse == path[0]:
                return path
            if worse not in path and (found := walk((*path, worse))):
                return found
        return ()

    return next((found for start in sorted(over) if (found := walk((start,)))), ())
