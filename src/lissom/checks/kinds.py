"""What an interaction row is about (sedation, a raised level, bleeding ...) and how a finding of that kind is named.

The kind of each row is data (`data/rules/interaction_kinds.csv`); the names here only put the
two substances in their places.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from lissom.facts.sentence import capital


class Kind(StrEnum):
    """The subject of an interaction row."""

    BREATHING = "breathing"
    SEDATION = "sedation"
    RAISES = "raises"
    LOWERS = "lowers"
    RAISED_BY = "raised_by"
    BLOOD_PRESSURE = "blood_pressure"
    PULSE = "pulse"
    HEART = "heart"
    HEART_RHYTHM = "heart_rhythm"
    SEROTONIN = "serotonin"
    SEIZURES = "seizures"
    CRISIS = "crisis"
    CONFUSION = "confusion"
    MOVEMENTS = "movements"
    GLUCOSE = "glucose"
    ANAESTHESIA = "anaesthesia"
    ANTICHOLINERGIC = "anticholinergic"
    LIVER = "liver"
    BLEEDING = "bleeding"
    OPPOSES = "opposes"
    DUPLICATE = "duplicate"
    KIDNEY = "kidney"
    SEVERAL = "several"
    """Three or more medicines together: judged by its own rule, never pair by pair."""
    CONDITION = "condition"
    """The other side is a condition: see `cautions.csv`."""
    FOOD = "food"
    OTHER = "other"
    NONE = "none"
    """A plain 'nothing known' that is about no mechanism in particular."""


class Naming(NamedTuple):
    """The finding's id and title, with `{drug}` and `{other}` to fill in."""

    id: str
    title: str


NAMING: dict[Kind, Naming] = {
    Kind.BREATHING: Naming(
        "{other}_with_{drug}_slows_breathing", "{other} with {drug}: deep sleepiness and slow breathing"
    ),
    Kind.SEDATION: Naming("{other}_adds_to_{drug}_sedation", "{other} adds to the sleepiness of {drug}"),
    Kind.RAISES: Naming("{other}_raises_{drug}_level", "{other} raises the level of {drug}"),
    Kind.LOWERS: Naming("{other}_lowers_{drug}_level", "{other} lowers the level of {drug}"),
    Kind.RAISED_BY: Naming("{drug}_raises_{other}_level", "{drug} raises the level or effect of {other}"),
    Kind.BLOOD_PRESSURE: Naming(
        "{other}_and_{drug}_lower_blood_pressure", "{other} and {drug} both lower blood pressure"
    ),
    Kind.PULSE: Naming("{other}_and_{drug}_slow_the_pulse", "{other} and {drug} can slow the pulse"),
    Kind.HEART: Naming("{other}_and_{drug}_strain_the_heart", "{other} and {drug} can harm the heart"),
    Kind.HEART_RHYTHM: Naming("{other}_and_{drug}_may_prolong_qt", "{other} and {drug} and the heart rhythm"),
    Kind.SEROTONIN: Naming(
        "{other}_and_{drug}_may_cause_serotonin_syndrome", "{other} and {drug}: serotonin syndrome is possible"
    ),
    Kind.SEIZURES: Naming(
        "{other}_and_{drug}_make_seizures_likelier", "{other} and {drug} can make seizures more likely"
    ),
    Kind.CRISIS: Naming("{other}_with_{drug}_can_cause_a_crisis", "{other} and {drug} must not meet"),
    Kind.CONFUSION: Naming("{other}_and_{drug}_may_cause_confusion", "{other} and {drug} can cause confusion"),
    Kind.MOVEMENTS: Naming(
        "{other}_and_{drug}_may_worsen_movements", "{other} and {drug} can worsen involuntary movements"
    ),
    Kind.GLUCOSE: Naming("{drug}_may_work_against_{other}", "{drug} may raise blood sugar; {other} lowers it"),
    Kind.ANAESTHESIA: Naming("{drug}_deepens_{other}_anaesthesia", "{drug} and {other}: tell the anaesthetist"),
    Kind.ANTICHOLINERGIC: Naming(
        "{other}_and_{drug}_add_anticholinergic_effects", "{other} and {drug} add anticholinergic effects"
    ),
    Kind.LIVER: Naming("{other}_and_{drug}_may_harm_the_liver", "{other} and {drug} can both harm the liver"),
    Kind.BLEEDING: Naming("{other}_and_{drug}_may_cause_bleeding", "{other} and {drug}: bleeding of stomach and gut"),
    Kind.OPPOSES: Naming("{drug}_may_weaken_{other}", "{drug} may weaken {other}"),
    Kind.DUPLICATE: Naming("{other}_doubles_{drug}", "{other} and {drug} are the same thing twice"),
    Kind.KIDNEY: Naming(
        "{other}_may_raise_{drug}_exposure", "{other} may raise the level of {drug} through the kidneys"
    ),
    Kind.OTHER: Naming("{other}_interacts_with_{drug}", "{other} and {drug} affect each other"),
    Kind.NONE: Naming("{other}_has_no_known_interaction_with_{drug}", "Nothing known between {other} and {drug}"),
}

GATHERED: dict[Kind, Naming] = {
    Kind.BLOOD_PRESSURE: Naming(
        "blood_pressure_medicines_and_{drug}_lower_blood_pressure",
        "{count} medicines that lower blood pressure, and {drug}",
    ),
}
"""Kinds of which several pairs of one medicine are told as one finding, and how that is named."""

NOT_PAIRS = frozenset({Kind.SEVERAL, Kind.CONDITION, Kind.FOOD, Kind.KIDNEY})
"""Kinds that have a rule of their own and are left out of the plain look-up of pairs."""


def finding_id(kind: Kind, drug: str, other: str) -> str:
    """The id that names the fact: `oxycodone_adds_to_baclofen_sedation`."""
    return NAMING[kind].id.format(drug=drug, other=other)


def title(kind: Kind, drug: str, other: str) -> str:
    text = NAMING[kind].title.format(drug=drug, other=other)
    return capital(text)
