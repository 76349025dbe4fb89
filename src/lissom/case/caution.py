"""What makes a kidney estimate from creatinine less sure in one person: muscle, weight, age, an old or moving value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lissom.case.person import Person

OBESE_BMI = 30.0
"""kg/m2; class of the World Health Organization, Technical Report Series 894."""
THIN_BMI = 18.5
"""kg/m2; class of the World Health Organization, Technical Report Series 894."""
STALE_DAYS = 90
"""KDIGO calls a kidney state chronic after three months; an older value may no longer hold (`kdigo2024`)."""

LITTLE_MUSCLE = (
    "paraplegia", "paraparesis", "tetraplegia", "quadriplegia", "quadriparesis", "tetraparesis", "spinal cord injury",
    "amputat", "muscular dystrophy", "myopathy", "motor neuron", "amyotrophic", "sarcopenia", "cachexia",
    "anorexia nervosa", "malnutrition", "cerebral palsy", "wheelchair", "bedbound", "bed-bound", "frail",
)  # fmt: skip
"""Words of conditions in which creatinine may stay low although the kidneys are not well."""

MOVING_KIDNEYS = (
    "acute kidney injury",
    "acute renal failure",
    "acute kidney failure",
    "dehydrat",
    "sepsis",
    "rhabdomyolysis",
)
"""Words of conditions in which creatinine is not steady."""


DIALYSIS = re.compile(r"dialysis|\bcapd\b", re.IGNORECASE)
NO_DIALYSIS = re.compile(
    r"(?:pre|non|no|not (?:yet )?on|without|declin\w*|refus\w*|before|awaiting|planned|former\w*|history of|stopped)"
    r"[\s-]+(?:h(?:a)?emo|peritoneal )?dialysis|dialysis[\s-]+(?:soon|planned)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Caution:
    """One sentence and the source it rests on."""

    text: str
    source: str


def on_dialysis(person: Person) -> bool:
    """Whether the person is on dialysis: as stated, else as named by a condition ('ESRD on haemodialysis')."""
    if person.dialysis is not None:
        return person.dialysis
    names = [condition.name for condition in person.conditions]
    return any(DIALYSIS.search(name) and not NO_DIALYSIS.search(name) for name in names)


def about_creatinine(person: Person, today: date) -> Iterator[Caution]:
    """Cautions that hold for every estimate made from this person's creatinine."""
    named = " | ".join(condition.name.casefold() for condition in person.conditions)
    if any(word in named for word in LITTLE_MUSCLE):
        yield Caution(
            "With little muscle the creatinine is low, so the true value may be much lower than this.", "kdigo2024"
        )
    if any(word in named for word in MOVING_KIDNEYS):
        yield Caution("Creatinine may be changing, and then no equation holds.", "kdigo2024")
    if person.pregnant:
        yield Caution("Pregnancy changes creatinine, and the equation was not made for it.", "lissom_reasoning")
    if (old := _age_of_creatinine(person, today)) is not None and old > STALE_DAYS:
        yield Caution(f"The creatinine is {_span(old)} old and may have changed.", "kdigo2024")
    yield Caution("Holds only while the creatinine is steady.", "kdigo2024")


def about_obesity_and_age(person: Person) -> Iterator[Caution]:
    """Cautions of Cockcroft-Gault with actual weight."""
    BMI = _BMI(person)
    if BMI is not None and BMI >= OBESE_BMI:
        yield Caution("With obesity the actual weight makes this too high.", "winter2012")
    if BMI is not None and BMI < THIN_BMI:
        yield Caution("In a thin person with little muscle this may be too high.", "winter2012")
    if person.age_years is not None and person.age_years > 92:
        yield Caution("Older than the people the equation was made from (18 to 92 years).", "cockcroft1976")
    elif person.age_years is not None and person.age_years >= 65:
        yield Caution("In older people with little muscle this may be too high.", "kdigo2024")


def _BMI(person: Person) -> float | None:
    if person.weight_kg is None or person.height_cm is None:
        return None
    return person.weight_kg / (person.height_cm / 100) ** 2


def _age_of_creatinine(person: Person, today: date) -> int | None:
    return (today - person.SCr_date).days if person.SCr_date else None


def _span(days: int) -> str:
    return f"{days} days" if days < 730 else f"{days // 365} years"
