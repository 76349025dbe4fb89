"""What to do about a dose that is late, forgotten, doubled or vomited, and about a pump that alarms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lissom.answers.planning.asked import Asked
from lissom.answers.planning.late_choice import for_a_child, gap_h, in_hours, late_choice, late_rows, leaflet_rules
from lissom.answers.topics.dosing import rule
from lissom.checks.finding import Finding
from lissom.checks.rules.refills import RunsOut, runs_out
from lissom.checks.wording import from_the_case
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.medicines.drug import Topic
from lissom.plan.course import clock
from lissom.plan.late import Choice, Option, Timing, double_options, missed_options, share_absorbed, timing
from lissom.plan.outlook import Three
from lissom.population.model import Variant
from lissom.population.wording import KINETICS, rest_on

HELP_FIRST = reasoned(
    "There are signs of an emergency: get help first, and ask there before taking this dose or leaving it out."
)


class What(StrEnum):
    LATE = "late"
    DOUBLE = "taken twice"
    VOMITED = "vomited"
    PUMP = "pump alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer: what the leaflet's rule gives here, the choices side by side, and when it is an emergency."""

    what: What
    title: str
    medicine: str
    advice: tuple[Statement, ...]
    """The one thing to do first."""
    choice: Choice | None = None
    """The choice that the rule gives; None where no rule decides."""
    options: tuple[Option, ...] = ()
    says: tuple[Statement, ...] = ()
    """What each choice does, in words."""
    rules: tuple[Statement, ...] = ()
    emergency: tuple[Statement, ...] = ()
    """When to call for help, first where it may be now."""
    urgent: bool = False
    emergencies: tuple[Finding, ...] = ()
    """What the checks call an emergency in this case today."""
    refill: RunsOut | None = None
    """When the pump sounds and is empty by the numbers stated; None where they do not tell, and for tablets."""


def late_dose(asked: Asked, due: float, now: float) -> Verdict:
    """Take, skip or wait, for a dose due at `due` (hours) when it is `now` (hours from the same midnight)."""
    at = _timing(asked, due, now)
    if at.late_h < 0:
        raise InputError(
            [
                Fault(
                    where="--now", expected="a time after the dose was due", came=clock(now), todo="It is not late yet."
                )
            ]
        )
    choice, advice = (None, [HELP_FIRST]) if asked.emergencies else late_choice(asked, at)
    crowd = asked.crowd()
    options = () if crowd is None else missed_options(crowd, asked.doses, at, gap_h=gap_h(asked, at))
    urgent = bool(_onset(asked)) and at.since_h >= _onset_h(asked)
    return Verdict(
        what=What.LATE,
        title=f"{capital(asked.drug.name)} of {clock(due)}, {in_hours(at.late_h)} late",
        medicine=asked.drug.name,
        emergencies=asked.emergencies,
        advice=tuple(advice),
        choice=choice,
        options=options,
        says=tuple(_late_says(asked, at, options)),
        rules=tuple(
            leaflet_rules(
                asked, "take_late", "skip_within", "never_double", "apart", *for_a_child(asked, "apart_child")
            )
        ),
        emergency=tuple(_withdrawal(asked, at)),
        urgent=urgent,
    )


def double_dose(asked: Asked, due: float, now: float) -> Verdict:
    """The dose due at `due` was taken then and again at `now`."""
    _timing(asked, due, now)
    crowd = asked.crowd()
    options = () if crowd is None else double_options(crowd, asked.doses, due, now)
    mg = next(amount for hour, amount in asked.doses if abs(hour - due) < 1 / 60)
    total = asked.now.daily_mg + mg
    overdose = _overdose_mg(asked)
    urgent = overdose is not None and total >= overdose
    advice = [
        reasoned(
            f"Take no more now. With this extra dose it is {in_words(total, 4)} mg in a day. Stay with somebody, do "
            "not drive, drink no alcohol, and ring a pharmacist or a poison centre for advice on the next dose."
        )
    ]
    if asked.limits.max_daily is not None and total > asked.limits.max_daily.value:
        text = f"That is more than the highest day for this person, {in_words(asked.limits.max_daily.value, 4)} mg."
        why = asked.limits.max_daily.why
        advice.append(Statement(text=text, sources=why.sources, grade=why.grade, facts=why.facts))
    return Verdict(
        what=What.DOUBLE,
        title=f"{capital(asked.drug.name)} of {clock(due)} taken twice",
        medicine=asked.drug.name,
        emergencies=asked.emergencies,
        advice=tuple(advice),
        options=options,
        says=(
            reasoned("No source held here says whether the next dose should be left out; both are shown."),
            *_compared(options, asked.variant),
        ),
        rules=tuple(leaflet_rules(asked, "never_double")),
        emergency=tuple(_overdose(asked)),
        urgent=urgent,
    )


def vomited(asked: Asked, minutes: float) -> Verdict:
    """A dose that came up again so many minutes after it was swallowed."""
    if minutes < 0:
        raise InputError([Fault(where="--vomited", expected="minutes after the dose", came=f"{minutes:g}")])
    crowd = asked.crowd()
    rules = list(late_rows(asked, "vomited_again", "vomited_wait"))
    soon = next((row.high for row in rules if row.item == "vomited_again"), None)
    advice = []
    if soon is not None:
        text = (
            "By the leaflet for parents the same dose would be given again."
            if minutes < soon
            else "By the leaflet for parents no other dose is given; the next comes at its usual time."
        )
        advice.append(
            Statement(
                text=f"{in_words(minutes)} minutes after the dose. {text} For adults no rule was found: ask a "
                f"pharmacist before "
                "taking another, and never two extra.",
                sources=tuple(source for row in rules for source in row.source.split(";")),
                grade=rules[0].grade,
                facts=tuple(row.id for row in rules),
            )
        )
    else:
        advice.append(
            reasoned("No source held here says what to do about a vomited dose. Take no other; ask a pharmacist.")
        )
    says = []
    if crowd is not None:
        text = _absorbed_in_words(share_absorbed(crowd, minutes / 60), minutes)
        says.append(rest_on(crowd.variant, text, "ka", "lag", "MTT"))
    return Verdict(
        what=What.VOMITED,
        title=f"{capital(asked.drug.name)} vomited after {in_words(minutes)} minutes",
        medicine=asked.drug.name,
        emergencies=asked.emergencies,
        advice=tuple(advice),
        says=tuple(says),
        rules=tuple(row.statement for row in rules),
        emergency=(
            reasoned(
                "If nothing stays down for a day, tablets are as good as stopped: get help the same day. Vomiting with "
                "deep sleepiness or confusion may be too much of the medicine: call for help at once."
            ),
            *_withdrawal(asked, None),
        ),
        urgent=False,
    )


def pump_alarm(asked: Asked, hours: float) -> Verdict:
    """A pump that has alarmed, run dry or stopped so many hours ago: the time window, and that it is an emergency."""
    if asked.route != "intrathecal":
        todo = "Only a pump alarms; for tablets give --dose and --now."
        raise InputError([Fault(where=f"case.{asked.where}.route", expected="a pump", came=asked.route, todo=todo)])
    window = asked.numbers["pump.window_from"]
    left = window - hours
    refill = runs_out(asked.seen, asked.held) if asked.held else None
    when = (
        f"{in_words(max(left, 0))} hours remain until the hour at which the one reported case began"
        if left > 0
        else "the hour at which the one reported case began is past"
    )
    return Verdict(
        what=What.PUMP,
        title=f"Pump alarm, {in_words(hours)} hours ago" if hours else "Pump alarm now",
        medicine=asked.drug.name,
        emergencies=asked.emergencies,
        advice=(
            reasoned(
                "This is an emergency: ring the pump clinic or its on-call line now, and the emergency number if "
                "nobody answers or anything has changed. Do not wait for signs. Take the pump card and the list of "
                "medicines along."
            ),
        ),
        says=(
            *((from_the_case(refill.said),) if refill else ()),
            asked.numbers.why(
                "pump.window_from",
                f"{capital(when)} ({in_words(window)} hours after delivery stopped). One case is no "
                "limit: it can begin sooner. How likely it is, is not known.",
            ),
            *(rule(row) for row in asked.library.rules.dosing_of(asked.drug.id, "withdrawal_onset")),
        ),
        rules=tuple(
            rule(row)
            for row in asked.library.rules.dosing_of(asked.drug.id, "boxed_warning", "duration", route="intrathecal")
        ),
        emergency=(
            reasoned(
                "More stiffness or spasms, itching, sweating, fever, restlessness, confusion, a seizure: call the "
                "emergency number and say 'baclofen pump'. Tablets do not replace what the pump gives; take them only "
                "if the clinic says so."
            ),
        ),
        urgent=True,
        refill=refill,
    )


def _timing(asked: Asked, due: float, now: float) -> Timing:
    hours = [hour for hour, _ in asked.doses]
    if not hours:
        raise InputError(
            [Fault(where=f"case.{asked.where}", expected="a medicine taken at hours", came="no doses by the clock")]
        )
    if all(abs(hour - due) >= 1 / 60 for hour in hours):
        todo = f"The doses are at {', '.join(map(clock, hours))}. State the hours in the directions if they are others."
        raise InputError([Fault(where="--dose", expected="the hour of a dose", came=clock(due), todo=todo)])
    return timing(asked.doses, due, now)


def _late_says(asked: Asked, at: Timing, options: Sequence[Option]) -> Iterator[Statement]:
    yield reasoned(f"{in_hours(at.since_h)} have passed since the dose before it.")
    if not options:
        yield reasoned(f"There is no model of {asked.drug.name}, so no curve is shown.")
    yield from _compared(options, asked.variant)


def _compared(options: Sequence[Option], variant: Variant | None) -> Iterator[Statement]:
    """Each choice against an ordinary day; rests on the sources of the kinetics."""
    for option in options:
        text = (
            f"Simulated, {option.choice}: in the next 24 hours the highest level is {_times(option.peak_ratio)} that "
            f"of an ordinary day, the lowest {_times(option.lowest_ratio)}."
        )
        assert variant is not None
        yield rest_on(variant, text, *KINETICS)


def _times(three: Three) -> str:
    return f"{three.middle:.2f} times ({three.low:.2f} to {three.high:.2f})"


def _withdrawal(asked: Asked, at: Timing | None) -> Iterator[Statement]:
    onset = _onset(asked)
    if not onset:
        yield from asked.limits.warned
        return
    if at is not None and at.since_h >= _onset_h(asked):
        yield reasoned(
            f"{in_hours(at.since_h)} without the medicine lie inside the window in which reported withdrawal began. "
            "Call the prescriber or a doctor today; confusion, seeing things, fever or a seizure: call for help at "
            "once."
        )
    elif at is not None:
        left = _onset_h(asked) - at.since_h
        yield reasoned(
            f"Reported withdrawal began no sooner than {in_words(_onset_h(asked))} hours after the last dose; "
            f"{in_hours(left)} remain until then. Few cases are published, so this is no sure limit."
        )
    yield from onset
    yield from asked.limits.warned[:1]


def _onset(asked: Asked) -> tuple[Statement, ...]:
    return tuple(rule(row) for row in asked.library.rules.dosing_of(asked.drug.id, "withdrawal_onset"))


def _onset_h(asked: Asked) -> float:
    rows = asked.library.rules.dosing_of(asked.drug.id, "withdrawal_onset")
    return min((row.low for row in rows if row.low is not None), default=float("inf"))


def _overdose_mg(asked: Asked) -> float | None:
    if asked.drug.id not in asked.library.models:
        return None
    variant = asked.library.models[asked.drug.id].variant_for(asked.seen.person.age_years)
    return variant.value("overdose_mg") if "overdose_mg" in variant.parameters else None


def _overdose(asked: Asked) -> Iterator[Statement]:
    yield from asked.drug.statements.get(Topic.OVERDOSE, ())[:2]
    yield reasoned("Deep sleepiness, slow breathing, limpness, confusion or a slow pulse: call the emergency number.")


def _absorbed_in_words(share: Three, minutes: float) -> str:
    low, middle, high = (round(100 * value) for value in (share.low, share.middle, share.high))
    return (
        f"Simulated: after {in_words(minutes)} minutes about {middle}% of a dose has left the gut ({low} to {high}% "
        "in nine of ten people), counting nothing that the vomiting itself changes. This is why a second dose is not "
        "harmless."
    )
