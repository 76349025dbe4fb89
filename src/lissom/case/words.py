"""The words people use for the closed lists of a case: sex, status, route, alcohol, intensity, days of the week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from lissom.case.exercise import Intensity
from lissom.case.medicine import Route, Status
from lissom.case.person import Alcohol, Sex
from lissom.case.quantities import shown
from lissom.facts.errors import Fault, InputError

T = TypeVar("T")

SEX: Mapping[str, Sex | None] = {
    "female": Sex.FEMALE, "f": Sex.FEMALE, "woman": Sex.FEMALE, "girl": Sex.FEMALE,
    "male": Sex.MALE, "m": Sex.MALE, "man": Sex.MALE, "boy": Sex.MALE,
    "other": None, "unknown": None, "intersex": None, "not stated": None,
}  # fmt: skip
"""'other' and 'unknown' are kept as not stated: the equations know two sexes only, and then say what they lack."""

STATUS: Mapping[str, Status] = {
    "taking": Status.TAKING, "current": Status.TAKING, "active": Status.TAKING,
    "planned": Status.PLANNED, "proposed": Status.PLANNED, "new": Status.PLANNED, "considered": Status.PLANNED,
    "stopped": Status.STOPPED, "ended": Status.STOPPED, "past": Status.STOPPED, "not stated": Status.UNKNOWN,
}  # fmt: skip

ROUTE: Mapping[str, Route] = {
    **{route.value: route for route in Route},
    "by mouth": Route.ORAL, "po": Route.ORAL, "mouth": Route.ORAL, "pump": Route.INTRATHECAL, "it": Route.INTRATHECAL,
    "skin": Route.TOPICAL, "on the skin": Route.TOPICAL, "transdermal": Route.TOPICAL, "patch": Route.TOPICAL,
    "inhalation": Route.INHALED, "injection": Route.INJECTED, "intravenous": Route.INJECTED, "iv": Route.INJECTED,
    "intramuscular": Route.INJECTED, "im": Route.INJECTED, "subcutaneous": Route.INJECTED, "sc": Route.INJECTED,
    "eye": Route.EYE_OR_EAR, "ear": Route.EYE_OR_EAR, "nose": Route.NASAL, "suppository": Route.RECTAL,
}  # fmt: skip

ALCOHOL: Mapping[str, Alcohol] = {
    **{amount.value: amount for amount in Alcohol},
    "no": Alcohol.NONE, "never": Alcohol.NONE, "social": Alcohol.OCCASIONAL, "sometimes": Alcohol.OCCASIONAL,
    "daily": Alcohol.REGULAR, "moderate": Alcohol.REGULAR,
}  # fmt: skip

INTENSITY: Mapping[str, Intensity] = {
    **{level.value: level for level in Intensity},
    "easy": Intensity.LIGHT, "gentle": Intensity.LIGHT, "hard": Intensity.VIGOROUS,
}  # fmt: skip

DAYS: Mapping[str, int] = {
    name: place
    for place, names in enumerate(
        ("monday mon mo", "tuesday tue tues tu", "wednesday wed we", "thursday thu thur thurs th", "friday fri fr",
         "saturday sat sa", "sunday sun su")
    )
    for name in names.split()
}  # fmt: skip


def choice(written: object, words: Mapping[str, T], name: str) -> T:
    """The meaning of a written word in its list; `InputError` names the choices."""
    plain = " ".join(written.split()).casefold().replace("_", " ") if isinstance(written, str) else ""
    if plain in words:
        return words[plain]
    main = sorted({str(value) for value in words.values() if value is not None and not isinstance(value, int)})
    expected = f"{name}: {', '.join(main) if main else 'Monday to Sunday'}"
    raise InputError([Fault(where="", expected=expected, came=shown(written))])
