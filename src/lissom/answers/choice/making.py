"""The verb: a case and answers in, the standing of each option out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lissom.answers.cabinet_price import Listed, no_lists, priced_in
from lissom.answers.choice import beliefs
from lissom.answers.choice.beliefs import NOTHING, Beliefs
from lissom.answers.choice.choice import Answer, Choice, Criterion, Question, Span, Standing
from lissom.answers.choice.verdict import against_each_other, verdict
from lissom.answers.choice.weighing import Drawn, Weighed, agreement, drawn, weighed, weights, worth_asking
from lissom.answers.comparing import Compared, compared
from lissom.answers.forecasts import forecasts
from lissom.case.case import Case
from lissom.checks.finding import Severity
from lissom.checks.view import View, view
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words
from lissom.facts.sentence import joined
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.population.forecast import Chance

DRAWS = 4000
PEOPLE = 512
"""Virtual people of the forecast that the person's own chances come from."""
NO_MEDICINE = "no medicine"


def choose(
    case: Case,
    library: Library,
    *,
    today: date,
    answers: Sequence[Answer] = (),
    seed: int = 1,
    draws: int = DRAWS,
    listed: Listed | None = None,
) -> Choice:
    """How each option stands for this person: chance to be best, what is lost by it, and what to ask next.

    Pure; `listed` looks up what the reader's own price lists hold. Raises `InputError` when nothing that trials
    compared can be weighed for the condition, and when one trade-off is answered in two ways.
    """
    against_each_other(answers)
    seen = view(case.on(today), library.names, library.rules, library.drugs, today)
    made = compared((), "", library, seen=seen, listed=listed or no_lists)
    drugs = tuple(name for name, _ in made.names)
    known = _beliefs(drugs, made, library, seen, _own_chances(seen, library, seed))
    if not any(one.criterion is Criterion.RELIEF for one in known):
        fault = Fault(where="case.person.conditions", expected="a condition with trials against placebo", came="none")
        raise InputError([fault])
    options = tuple(one for one in (NOTHING, *drugs) if one == NOTHING or _any_number(one, known))
    names = {NOTHING: NO_MEDICINE, **dict(made.names)}
    sampled = drawn(options, known, draws, seed)
    agree = agreement(sampled, answers, _stated(case))
    against = _against(made)
    candidates = tuple(one for one in options if one not in against)
    result = weighed(sampled, agree, candidates)
    spans = tuple(_span(one, sampled, names) for one in known)
    asks = worth_asking(sampled, agree, candidates, answers)
    return Choice(
        person="",
        condition=made.comparison.condition.words,
        today=today.isoformat(),
        version=library.version,
        seed=seed,
        draws=draws,
        effective=round(result.effective),
        verdict=tuple(verdict(result, names, answers, _guessed(known), draws)),
        standings=tuple(_standing(one, names, result, against, made) for one in sorted(options, key=names.__getitem__)),
        spans=spans,
        weights=weights(sampled, agree),
        left_out=tuple(_left_out(known, options, names, drugs, case)),
        questions=tuple(_question(worth, first, second, spans) for worth, first, second in asks),
        answered=tuple(answers),
        changing=made.changing,
        price_lists=priced_in(dict(made.own_lists)),
    )


def _own_chances(seen: View, library: Library, seed: int) -> dict[str, Chance]:
    """This person's forecast chance to be drowsy with the medicine they have, by medicine."""
    curves = forecasts(seen, library, seed=seed, people=PEOPLE)
    return {one.ingredient: chance for one in curves.made for chance in one.chances if chance.name == "drowsiness"}


def _beliefs(
    drugs: Sequence[str], made: Compared, library: Library, seen: View, own: Mapping[str, Chance]
) -> tuple[Beliefs, ...]:
    lists = dict(made.own_lists)
    found = (
        beliefs.relief(drugs, made.comparison),
        beliefs.alertness(drugs, made.comparison, library, own),
        beliefs.strength(drugs, library),
        beliefs.cost(
            drugs,
            library,
            made.country or seen.case.country,
            {id_: lists[name] for id_, name in made.names if name in lists},
        ),
        beliefs.effort(drugs, library),
    )
    return tuple(one for one in found if one is not None)


def _any_number(option: str, known: Sequence[Beliefs]) -> bool:
    """Whether anything but its price and its doses is known of an option."""
    return any(option in one.known for one in known if one.criterion not in (Criterion.COST, Criterion.EFFORT))


def _stated(case: Case) -> Mapping[Criterion, float]:
    """The marks of the case among the burdens. A mark of relief does not say how much of it outweighs a burden, so
    that is asked, not taken.
    """
    marks = {one: getattr(case.preferences, one.value, None) for one in Criterion if one is not Criterion.RELIEF}
    return {one: mark for one, mark in marks.items() if mark is not None}


def _against(made: Compared) -> dict[str, Statement]:
    """Options that a check forbids for this person, with what it found."""
    return {
        fit.drug: next(one for one in fit.findings if one.severity is Severity.CONTRAINDICATED).what[0]
        for fit in made.fits
        if any(one.severity is Severity.CONTRAINDICATED for one in fit.findings)
    }


def _standing(
    option: str, names: Mapping[str, str], result: Weighed, against: Mapping[str, Statement], made: Compared
) -> Standing:
    fit = next((one.statement for one in made.fits if one.drug == option), None)
    return Standing(
        option=option,
        name=names[option],
        best_in_100=round(100 * result.best.get(option, 0.0), 1),
        regret=round(100 * result.regret.get(option, 0.0), 1),
        against=against.get(option),
        fit=fit,
    )


def _guessed(known: Sequence[Beliefs]) -> frozenset[str]:
    """Options whose relief was drawn from the spread of the others."""
    return frozenset(
        name
        for one in known
        if one.criterion is Criterion.RELIEF
        for name, belief in one.of.items()
        if not belief.known
    )


def _span(one: Beliefs, sampled: Drawn, names: Mapping[str, str]) -> Span:
    worst, best = sampled.spans[one.criterion]
    told = [said for belief in one.of.values() for said in belief.statements]
    unknown = [names[name] for name, belief in one.of.items() if not belief.known and name in sampled.options]
    rest = f" Of {joined(unknown)} no number was seen; a wide spread stands for it." if unknown else ""
    gap = in_words(abs(best - worst))
    words = f"{gap} {WORDS[one.criterion].format(unit=one.unit)}"
    return Span(
        criterion=one.criterion,
        worst=worst,
        best=best,
        unit=one.unit,
        words=words,
        known=tuple(names[name] for name in one.known),
        statement=_together(
            f"{str(one.criterion).capitalize()}: from the worst option to the best, {words}.{rest}", told
        ),
    )


WORDS = {
    Criterion.RELIEF: "{unit}",
    Criterion.ALERTNESS: "fewer people in 100 who are drowsy",
    Criterion.STRENGTH: "fewer people in 100 who get weak or worn out",
    Criterion.COST: "{unit} less",
    Criterion.EFFORT: "fewer doses a day",
}


def _together(text: str, told: Sequence[Statement]) -> Statement:
    """One sentence with the sources of all; its grade is that of the draws behind it, an assumption."""
    base = reasoned(text)
    sources = dict.fromkeys(source for one in told for source in one.sources)
    facts = dict.fromkeys(fact for one in told for fact in one.facts)
    return Statement(
        text=text,
        sources=tuple(sources) or base.sources,
        grade=base.grade,
        facts=tuple(facts),
        clinician=" ".join([text, *dict.fromkeys(one.text for one in told)]),
    )


def _question(worth: float, first: Criterion, second: Criterion, spans: Sequence[Span]) -> Question:
    words = {span.criterion: span.words for span in spans}
    text = f"Which would you rather have: {words[first]}, or {words[second]}?"
    return Question(first=first, second=second, words=text, worth=round(100 * worth, 2))


def _left_out(
    known: Sequence[Beliefs], options: Sequence[str], names: Mapping[str, str], drugs: Sequence[str], case: Case
) -> Iterator[Statement]:
    missing = [str(one) for one in Criterion if one not in {belief.criterion for belief in known}]
    if missing:
        yield reasoned(f"Not weighed, because too few numbers are held: {joined([*missing, 'the night'])}.")
    else:
        yield reasoned("Not weighed, because no numbers are held: the night.")
    lacking = [names[one] for one in drugs if one not in options]
    if lacking:
        yield reasoned(f"Not among the options, because neither gain nor harm is held in numbers: {joined(lacking)}.")
    if _stated(case):
        yield reasoned(
            "Marks of importance from the case were used among the burdens only. How much relief outweighs a burden is "
            "asked as a trade-off."
        )
    yield reasoned(
        "Ways without tablets are not among the options: no trial set them beside these in numbers that can be drawn. "
        "They are options all the same; the decision aid tells of them."
    )
