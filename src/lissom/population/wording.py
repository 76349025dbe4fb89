"""The sentences of a forecast: what the curves show, with placebo beside every benefit, and what they cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lissom.facts.grade import Grade
from lissom.facts.quantity import Interval, Quantity, in_words
from lissom.facts.statement import Statement
from lissom.population.model import SHAPE, Variant
from lissom.population.observed import count_of_a_day
from lissom.population.outcomes import penn_grade
from lissom.population.schedule import Schedule
from lissom.population.subject import KidneyBasis, Subject

REASONED = "lissom_reasoning"

Three = tuple[float, float, float]
"""Middle, low (5%), high (95%)."""


def rest_on(variant: Variant, text: str, *names: str, clinician: str = "", **more: object) -> Statement:
    """A statement that rests on the named parameters: their sources, their facts, and the weakest of their grades."""
    used = [variant.parameters.get(name) or variant.omega.get(name) for name in names]
    there = [parameter for parameter in used if parameter is not None]
    grades = [parameter.grade for parameter in there]
    values = more.get("values", ())
    assert isinstance(values, tuple)
    return Statement(
        text=text,
        sources=tuple(dict.fromkeys(source for p in there for source in p.sources)) or (REASONED,),
        facts=tuple(dict.fromkeys(fact for p in there for fact in p.facts)),
        grade=max(grades, key=list(Grade).index, default=Grade.ASSUMPTION),
        clinician=clinician,
        values=values,
    )


KINETICS = ("CL_nonrenal", "CLr_per_CrCl", "F", "CL_per_kg", "CL", "Vc", "Q", "Vp", "ka", "MTT", "between_study_CL")
EFFECT = ("EC50", "Emax", "hill", "non_responder", "CSF_to_plasma", "t_half_cord")


def of_level(variant: Variant, peak: Three, at_hour: float, half_life_h: float, plan: Schedule) -> Statement:
    """Level where the doses arrive first on the day shown, and how fast it falls."""
    when = "after one dose" if plan.one_dose else f"on day {plan.shown_day + 1}"
    unit = variant.level_unit
    if unit == SHAPE:
        return _of_shape(variant, peak, when, half_life_h)
    reached = f"is about {in_words(peak[0])} {unit} {when}"
    if not plan.steady:
        clock = f"{int(at_hour) % 24:02d}:{round(at_hour % 1 * 60):02d}"
        reached = f"peaks at about {in_words(peak[0])} {unit} {when} (around {clock})"
    where = f"{variant.central}{' of the lower back' if variant.structure.places else ''}"
    text = (
        f"In a typical person like this the level in the {where} {reached}; 9 in 10 people lie between "
        f"{in_words(peak[1])} and {in_words(peak[2])}."
    )
    values = [Quantity(peak[0], unit), Interval(peak[1], peak[2], unit, 0.9)]
    if variant.structure.elimination == "linear":  # else the level has no half-life of its own
        falls = "Once delivery stops" if plan.infusions else "Then" if plan.one_dose else "Between doses"
        text += f" {falls} it falls by half in about {in_words(half_life_h)} hours."
        values.append(Quantity(half_life_h, "h"))
    return rest_on(variant, text, *KINETICS, values=tuple(values))


def _of_shape(variant: Variant, peak: Three, when: str, half_life_h: float) -> Statement:
    text = (
        f"Only the shape in time is known. In a typical person like this the amount in the body {when} is at most "
        f"about {_percent(peak[0])} of what one dose brings; 9 in 10 people lie between {_percent(peak[1])} and "
        f"{_percent(peak[2])}. Between doses it falls by half in about {in_words(half_life_h)} hours."
    )
    return rest_on(variant, text, *KINETICS, values=(Quantity(half_life_h, "h"),))


def of_the_canal(variant: Variant, who: Subject, neck: Three, arms: Three) -> Statement:
    """How much reaches the neck and what it does in the arms, with where the catheter is taken to end."""
    usual = variant.structure.stretches[int(variant.value("tip_place"))]
    at = f"at {who.catheter_tip}, as stated" if who.catheter_tip else f"at its usual place, {usual}: not stated"
    text = (
        f"The catheter is taken to end {at}. Away from there the level falls: in the neck, whose cord serves the arms, "
        f"it is about {in_words(neck[0])} {variant.level_unit} ({in_words(neck[1])} to {in_words(neck[2])} in 9 of "
        f"10), and stiffness of the arms falls by about {_percent(arms[0])} ({_percent(arms[1])} to "
        f"{_percent(arms[2])}). How far the level falls was measured in four people with a marker, not with baclofen."
    )
    values = (Quantity(neck[0], variant.level_unit), Interval(neck[1], neck[2], variant.level_unit, 0.9))
    return rest_on(variant, text, "fall_thoracic", "fall_cervical", "tip_place", *EFFECT, values=values)


def of_the_stop(variant: Variant, stop: float, left: Mapping[float, float]) -> Statement:
    """What is left at the cord after everything stops, and when withdrawal began in the cases seen."""
    shares = " and ".join(f"{_percent(share)} after {in_words(hours)} hours" for hours, share in left.items())
    text = f"If delivery stops on day {int(stop // 24) + 1}, the middle person has {shares} of the level at the cord."
    first, last = (variant.parameters.get(f"withdrawal_{end}_h") for end in ("first", "last"))
    if first and last:
        text += (
            f" In the cases seen, hallucinations began {in_words(first.value)} to {in_words(last.value)} hours after "
            "the last dose."
        )
    text += " A stop is an emergency: get help at once, do not wait for signs. How likely they are is not known."
    return rest_on(variant, text, "withdrawal_first_h", "withdrawal_last_h", "CL", "Vc", "t_half_cord")


def of_the_leak(variant: Variant, leak: tuple[float, float], left: float) -> Statement:
    """What is left at the cord a day after a catheter begins to leak."""
    hour, share = leak
    text = (
        f"If {_percent(share)} of what the pump delivers is lost from day {int(hour // 24) + 1} on, the middle person "
        f"has {_percent(left)} of the level at the cord a day later. A leak shows as spasms and stiffness that come "
        "back, or as withdrawal, while the pump seems to run: get help at once. How often catheters leak is not said."
    )
    return rest_on(variant, text, "CL", "Vc", "t_half_cord")


def of_the_person(variant: Variant, who: Subject) -> Iterator[Statement]:
    """What about this person, beside size and kidneys, moves the level: age, smoking, illness, other medicines."""
    for covariate in variant.covariates:
        if covariate.when and who.meets(covariate.when) and "factor" in covariate.uses:
            p = variant.parameters[covariate.uses["factor"]]
            span = f", {in_words(p.low)} to {in_words(p.high)}" if p.interval else ""
            yield rest_on(
                variant, f"Counted in: {p.meaning[0].lower()}{p.meaning[1:]} (times {in_words(p.value)}{span}).", p.name
            )


def of_relief(variant: Variant, mean: Three, plan: Schedule) -> Statement:
    """Relief of tone averaged over the day shown (at its best after a single dose), with what is known of placebo."""
    day = plan.shown_day - (plan.stops_at is not None)
    amount = _amount(plan.mg_on(day))
    when = f"At its best after {amount}" if plan.one_dose else f"On {amount} a day, averaged over the day"
    what = "stiffness of the legs" if variant.structure.places else "stiffness"
    text = (
        f"{when}, the middle person loses about {_percent(mean[0])} of the {what} at rest that a medicine can take "
        f"away; 9 in 10 people lose {_percent(mean[1])} to {_percent(mean[2])} of it. {_of_placebo(variant)}"
    )
    values = (Quantity(mean[0], "1"), Interval(mean[1], mean[2], "1", 0.9))
    names = EFFECT if variant.placebo else (*EFFECT, "placebo_share_low", "placebo_share_high")
    said = rest_on(variant, text, *names, values=values)
    if variant.placebo is None:
        return said
    return replace(
        said,
        sources=tuple(dict.fromkeys(said.sources + variant.placebo.sources)),
        facts=tuple(dict.fromkeys(said.facts + variant.placebo.facts)),
    )


def _of_placebo(variant: Variant) -> str:
    if variant.placebo is not None:
        return f"Placebo counts too: {variant.placebo.text[0].lower()}{variant.placebo.text[1:]}"
    low, high = (variant.value(f"placebo_share_{end}") for end in ("low", "high"))
    return (
        f"Placebo counts too: in trials of related drugs, {_percent(low)} to {_percent(high)} of the improvement with "
        "the drug was also seen with placebo, and that this holds for baclofen tablets is an assumption."
    )


def of_spasms(variant: Variant, left: Three, before: float, counted: bool) -> Statement:
    """Spasms that remain, of those the person counted (with Penn grades) or of ten."""
    whose = f"the {in_words(before)} spasms a day counted" if counted else f"every {in_words(before)} spasms a day"
    seen = (
        "No trial of the tablets counted spasms against placebo"
        if variant.central == "blood"
        else "Trials of pumps put spasms on a scale; none that was seen counted them"
    )
    text = (
        f"Of {whose}, about {in_words(left[0])} would remain in the middle person ({in_words(left[1])} to "
        f"{in_words(left[2])} in 9 of 10). {seen}, so this is a model's guess, and part of any change would come with "
        "placebo as well."
    )
    names = [*EFFECT, "spasm_Emax", "spasm_EC50_ratio"]
    if "spasm_days" in variant.parameters:
        low, high = count_of_a_day(variant, left[0])
        text += (
            f" Counts scatter by themselves: with that average, 9 of 10 days would have {low} to {high}, so compare "
            "weeks, not days."
        )
        names.append("spasm_days")
    if counted:
        text += (
            f" As frequencies these are Penn grades {penn_grade(variant, before)} and {penn_grade(variant, left[0])}."
        )
        names += ["waking_hours", "penn_more_than_hourly", "penn_more_than_ten"]
    values = (Quantity(left[0], "/d"), Interval(left[1], left[2], "/d", 0.9))
    return rest_on(variant, text, *names, values=values)


def of_strength(variant: Variant, force: Three) -> Statement:
    """Greatest muscle force averaged over the day shown."""
    text = (
        f"The greatest force of the muscles may be {_percent(force[0])} of that without it in the middle person "
        f"({_percent(force[1])} to {_percent(force[2])} in 9 of 10). Someone who stands or transfers on the stiffness "
        "may lose more by losing it. How strong this is was not measured well."
    )
    return rest_on(variant, text, "strength_loss", *EFFECT, values=(Quantity(force[0], "1"),))


def of_drowsiness(variant: Variant, chance: Three, without: float | None = None) -> Statement:  # noqa: ARG001
    """Chance of drowsiness on this course beside the trial's pair of figures."""
    drug, placebo = variant.value("drowsy_on_drug"), variant.value("drowsy_on_placebo")
    text = (
        f"In the trial behind the US label {_percent(drug)} were drowsy at some time on baclofen and "
        f"{_percent(placebo)} on placebo. For this dose and this body the model gives {_percent(chance[0])} "
        f"({_percent(chance[1])} to {_percent(chance[2])}), against the same {_percent(placebo)} on placebo."
    )
    names = ("drowsy_on_drug", "drowsy_on_placebo", "drowsy_reference_mg_per_day", *KINETICS)
    values = (Quantity(chance[0], "1"), Interval(chance[1], chance[2], "1", 0.9))
    return rest_on(variant, text, *names, values=values)


def of_response(variant: Variant, chance: Three, without: float | None = None) -> Statement:  # noqa: ARG001
    """Chance of a fall of tone that a clinician can see."""
    limit = variant.value("visible_relief")
    text = (
        f"About {_percent(chance[0])} of people like this ({_percent(chance[1])} to {_percent(chance[2])}) are "
        f"forecast to lose at least {_percent(limit)} of the removable stiffness through the drug itself. How many "
        "would improve as much on placebo was not seen."
    )
    return rest_on(variant, text, *EFFECT, "visible_relief")


def of_rating(variant: Variant, chance: Three, without: float | None = None) -> Statement:
    """Chance that one rating of one muscle on the drug is lower than one before it, beside that of noise alone."""
    by_noise = "" if without is None else f" With nothing changed, noise alone would do so in {_percent(without)}."
    text = (
        f"An examiner who rates one muscle once before and once on this dose would write a lower grade in about "
        f"{_percent(chance[0])} of people ({_percent(chance[1])} to {_percent(chance[2])}).{by_noise} One lower grade "
        "is therefore weak evidence."
    )
    return rest_on(variant, text, *EFFECT, "mas_before", "rater_noise")


def of_non_response(variant: Variant, chance: Three, without: float | None = None) -> Statement:  # noqa: ARG001
    """Share of people whom the drug itself does not help."""
    text = (
        f"About {_percent(chance[0])} of people ({_percent(chance[1])} to {_percent(chance[2])}) get no relief of "
        "stiffness from the drug itself at any dose they tolerate. Some of them feel better all the same, as people "
        "on placebo do."
    )
    return rest_on(variant, text, "non_responder")


def limits(variant: Variant, who: Subject, plan: Schedule) -> Iterator[Statement]:
    """What the forecast cannot say, or had to assume, for this person and these directions."""
    yield from _of_the_kidneys(variant, who)
    if who.weight_kg is None:
        yield rest_on(
            variant, "The body weight is not stated: a wide range of adult weights is used.", "weight_unknown"
        )
    if who.age_years is None:
        yield rest_on(variant, "The age is not stated: the model for adults up to 65 years is used.")
    yield from (rest_on(variant, text) for text, holds in _of_the_plan(plan) if holds)
    if "EC50" in variant.parameters:
        yield rest_on(
            variant,
            "How much relief a level gives rests on 11 people, and the speed with which the cord follows the blood "
            "was never measured. The bands for stiffness and spasms are wide for that reason.",
            "EC50",
            "t_half_cord",
            "hill",
        )
        yield from variant.told.values()
    if "brain" in variant.structure.effect_sites:
        yield from of_getting_used(variant)
    yield from variant.limits


def of_getting_used(variant: Variant) -> Iterator[Statement]:
    """That the curve of drowsiness does not fall with time."""
    yield rest_on(
        variant,
        "People get used to drowsiness over days; how fast is not known, so the curve of drowsiness does not "
        "fall with time. Other sedating medicines and alcohol are not in it.",
        "sedation_EC50",
        "sedation_hill",
    )


def _of_the_kidneys(variant: Variant, who: Subject) -> Iterator[Statement]:
    if "CrCl_unknown" not in variant.parameters or not any(c.kind == "renal" for c in variant.covariates):
        return
    if variant.kidneys is not None:
        if who.kidney in (KidneyBasis.UNKNOWN, KidneyBasis.DIALYSIS):
            yield _of_kidneys_that_matter_little(variant, variant.kidneys, who)
        return
    if who.kidney == KidneyBasis.UNKNOWN:
        p = variant.parameters["CrCl_unknown"]
        yield rest_on(
            variant,
            "Kidney function is not known, and this drug leaves through the kidneys. A creatinine clearance of "
            f"{in_words(p.low)} to {in_words(p.high)} mL/min is used; a creatinine with age, sex and weight would "
            "narrow everything shown here.",
            "CrCl_unknown",
        )
    elif who.kidney == KidneyBasis.EGFR:
        yield rest_on(
            variant,
            "No creatinine clearance could be computed. The eGFR, with its indexing to body surface undone, stands "
            "in for it, and the disagreement between the two is part of the bands.",
            "CrCl_per_eGFR",
        )
    elif who.kidney == KidneyBasis.DIALYSIS:
        yield _of_dialysis(variant)


def _of_kidneys_that_matter_little(variant: Variant, told: Statement, who: Subject) -> Statement:
    known = "is not known" if who.kidney == KidneyBasis.UNKNOWN else "is next to none on dialysis"
    said = rest_on(variant, f"Kidney function {known}. {told.text}", "CLr_per_CrCl", "CrCl_unknown")
    return replace(said, sources=(*said.sources, *told.sources), facts=(*said.facts, *told.facts))


def _of_dialysis(variant: Variant) -> Statement:
    if "session_hours" not in variant.parameters:
        text = (
            "On dialysis the forecast takes next to no kidney function and leaves out what the sessions remove. Levels "
            "fall during a session and rise between sessions; the curve does not show that."
        )
        return rest_on(variant, text, "CrCl_on_dialysis")
    hours, count, begin = (variant.value(f"session{name}") for name in ("_hours", "s_a_week", "_begins"))
    text = (
        "On dialysis the forecast takes next to no kidney function, and "
        f"{in_words(count)} sessions of {in_words(hours)} hours a week that begin at {int(begin):02d}:00 on the first, "
        "third and fifth day: an assumption, as yours are not known. "
        "What a session removes was measured in one person. Dialysis does not make the tablets safe."
    )
    return rest_on(variant, text, "CrCl_on_dialysis", "CL_haemodialysis", "session_hours", "sessions_a_week")


def _of_the_plan(plan: Schedule) -> tuple[tuple[str, bool], ...]:
    return (
        ("The medicine is taken as needed: the curve is of one single dose, not of a course.", plan.as_needed),
        ("Doses taken as needed beside the planned ones are not in the curve.", plan.partly_as_needed),
        ("The directions give a range; its upper end is simulated.", plan.upper_end),
        ("Only a daily total is written; its equal division over the day is assumed.", plan.division_assumed),
        (f"The plan is longer than shown; the curve ends after {plan.days} days.", plan.cut),
        (
            "The plan ends. The curve shows the level falling; withdrawal after the end is not in it.",
            not plan.one_dose and plan.stops_at is None and plan.last_hour < 24.0 * (plan.days - 1),
        ),
    )


def refusal_of_overdose(variant: Variant, mg: float) -> Statement:
    """No forecast at an amount that has poisoned people, or that can only be a mistake."""
    limit = variant.parameters["overdose_mg"]
    text = (
        f"{in_words(mg, 3)} mg in a day is at or above {in_words(limit.value, 3)} mg: {limit.meaning[0].lower()}"
        f"{limit.meaning[1:]}. If it was taken this is an emergency. No curve may suggest that it is safe."
    )
    return rest_on(variant, text, "overdose_mg")


def refusal(text: str) -> Statement:
    """No forecast for a reason that lies in what was given or in what is known."""
    return Statement(text=text, sources=(REASONED,), grade=Grade.ASSUMPTION)


def _amount(mg: float) -> str:
    """Milligrams, or micrograms where milligrams would need a leading zero."""
    return f"{in_words(mg, 3)} mg" if mg >= 1 else f"{in_words(1000 * mg, 3)} micrograms"


def _percent(part: float) -> str:
    return f"{round(100 * part)}%"
