"""The shape of a case file as pydantic models: the published JSON schema, and every fault of shape or value at once.

Imported only when a file is read. Inside the house a case is the plain value of `case.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from lissom.case import quantities, words
from lissom.case.country import country_code
from lissom.case.exercise import Intensity
from lissom.case.medicine import Route, Status
from lissom.case.person import Alcohol, Person, Sex
from lissom.case.plausible import impossible
from lissom.case.pump import Pump, Step, impossible_pump, vertebra
from lissom.case.regimen import AmountUnit, Strength
from lissom.case.textfile import cleaned
from lissom.facts.errors import Fault, InputError

FAULTS = "lissom_faults"
"""The pydantic error type that carries our own faults in its context."""


def _reader(read: Callable[[Any], Any]) -> BeforeValidator:
    """A field that `read` turns into its value; our faults travel in pydantic's error, so that all are collected."""

    def checked(raw: Any) -> Any:
        try:
            return read(raw)
        except InputError as error:
            raise PydanticCustomError(FAULTS, "not usable", {"faults": error.faults}) from None

    return BeforeValidator(checked)


def _text(raw: object, expected: str) -> str:
    if isinstance(raw, str) and raw.strip():
        return raw
    raise InputError([Fault(where="", expected=expected, came=quantities.shown(raw))])


def _a_date(raw: object) -> date:
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day)
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) else date.fromisoformat("")
    except ValueError:
        expected = "a date such as 2026-03-01"
        raise InputError([Fault(where="", expected=expected, came=quantities.shown(raw))]) from None


def _an_hour(raw: object) -> float:
    try:
        clock = raw if isinstance(raw, time) else time.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError:
        expected = "a time of day such as '18:30'"
        raise InputError([Fault(where="", expected=expected, came=quantities.shown(raw))]) from None
    return clock.hour + clock.minute / 60


def _quantity(kind: quantities.Kind) -> BeforeValidator:
    return _reader(lambda raw: quantities.quantity(raw, kind))


def _word(table: Mapping[str, Any], name: str) -> BeforeValidator:
    return _reader(lambda raw: words.choice(raw, table, name))


def _like(*examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": list(examples)})


def _one_of(table: Mapping[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": sorted(table)})


def _strength(raw: Any) -> Strength:
    return quantities.strength(_text(raw, "a strength such as '10 mg' or '5 mg/5 mL'"))


def _concentration(raw: Any) -> Strength:
    found = quantities.strength(_text(raw, _PER_ML))
    if found.per_unit is not AmountUnit.ML:
        raise InputError([Fault(where="", expected=_PER_ML, came=quantities.shown(raw))])
    return found


_PER_ML = "what one millilitre holds, such as '2000 mcg/mL'"


def _vertebra(raw: Any) -> str:
    found = vertebra(_text(raw, _A_VERTEBRA))
    if found is None:
        raise InputError([Fault(where="", expected=_A_VERTEBRA, came=quantities.shown(raw))])
    return found


_A_VERTEBRA = "a vertebra such as 'T10', from C1 to S5"


def _country(raw: Any) -> str:
    return country_code(_text(raw, "a country such as US, GB or DE"))


def _directions(raw: Any) -> Any:
    return quantities.not_negative(raw) if isinstance(raw, str) else raw


Words = Annotated[str, AfterValidator(cleaned)]
_AGE_SCHEMA = WithJsonSchema({"type": ["string", "number"], "examples": ["8 months", 52]})
Age = Annotated[float, _quantity(quantities.AGE), _AGE_SCHEMA]
Weight = Annotated[float, _quantity(quantities.WEIGHT), _like("68 kg", "150 lb")]
Height = Annotated[float, _quantity(quantities.HEIGHT), _like("165 cm", "5 ft 5 in")]
Creatinine = Annotated[float, _quantity(quantities.CREATININE), _like("0.9 mg/dL", "80 µmol/L")]
EGFR = Annotated[float, _quantity(quantities.EGFR), _like("55 mL/min/1.73 m2")]
Day = Annotated[date, _reader(_a_date), WithJsonSchema({"type": "string", "format": "date"})]
Hour = Annotated[float, _reader(_an_hour), _like("18:30")]
Share = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[float, Field(ge=0, le=10)]
Milligrams = Annotated[Strength, _reader(_strength), _like("10 mg", "5 mg/5 mL")]
Concentration = Annotated[Strength, _reader(_concentration), _like("2000 mcg/mL")]
Volume = Annotated[float, _quantity(quantities.VOLUME), _like("18 mL")]
Directions = Annotated[str, AfterValidator(cleaned), _reader(_directions), WithJsonSchema({"type": "string"})]
CountryCode = Annotated[str, _reader(_country), _like("US", "GB")]
SexWord = Annotated[Sex | None, _word(words.SEX, "a sex"), _one_of(words.SEX)]
AlcoholWord = Annotated[Alcohol, _word(words.ALCOHOL, "how much alcohol"), _one_of(words.ALCOHOL)]
RouteWord = Annotated[Route, _word(words.ROUTE, "a route"), _one_of(words.ROUTE)]
StatusWord = Annotated[Status, _word(words.STATUS, "a status"), _one_of(words.STATUS)]
IntensityWord = Annotated[Intensity, _word(words.INTENSITY, "how hard"), _one_of(words.INTENSITY)]
DayWord = Annotated[int, _word(words.DAYS, "a day"), _one_of(words.DAYS)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True)


class CodeIn(_Part):
    """A coded name of a medicine or condition."""

    system: Words
    code: Words
    display: Words = ""


class ConditionIn(_Part):
    """A condition; a plain text is enough."""

    name: Annotated[Words, Field(min_length=1, max_length=500)]
    codes: tuple[CodeIn, ...] = Field(default=(), strict=False)


def _named(raw: Any) -> Any:
    return {"name": raw} if isinstance(raw, str) else raw


ConditionOrText = Annotated[ConditionIn, BeforeValidator(_named, json_schema_input_type=str | ConditionIn)]


class PersonIn(_Part):
    """The person. Whatever is left out counts as not stated."""

    age: Age | None = None
    born: Day | None = None
    died: Day | None = None
    deceased: bool | None = None
    sex: SexWord = None
    weight: Weight | None = None
    weight_date: Day | None = None
    height: Height | None = None
    creatinine: Creatinine | None = None
    creatinine_date: Day | None = None
    eGFR: EGFR | None = Field(default=None, validation_alias=AliasChoices("eGFR", "egfr"))
    eGFR_date: Day | None = Field(default=None, validation_alias=AliasChoices("eGFR_date", "egfr_date"))
    dialysis: bool | None = None
    pregnant: bool | None = None
    breastfeeding: bool | None = None
    could_become_pregnant: bool | None = None
    smoker: bool | None = None
    alcohol: AlcoholWord | None = None
    drives: bool | None = None
    stands_on_tone: bool | None = None
    conditions: tuple[ConditionOrText, ...] = Field(default=(), strict=False)
    allergies: tuple[Words, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _can_be_one_person(self) -> PersonIn:
        faults = [
            Fault(where=fault.where.removeprefix("person."), expected=fault.expected, came=fault.came, todo=fault.todo)
            for fault in impossible(self.person())
        ]
        if self.age is not None and self.born is not None:
            faults.append(Fault(where="born", expected="either an age or a birth date", came="both"))
        if faults:
            raise PydanticCustomError(FAULTS, "not one person", {"faults": tuple(faults)})
        return self

    def person(self) -> Person:
        """The plain value, without conditions and allergies."""
        return Person(
            age_years=self.age,
            born=self.born,
            died=self.died,
            deceased=self.deceased,
            sex=self.sex,
            weight_kg=self.weight,
            weight_date=self.weight_date,
            height_cm=self.height,
            SCr_mg_dL=self.creatinine,
            SCr_date=self.creatinine_date,
            eGFR_mL_min_173=self.eGFR,
            eGFR_date=self.eGFR_date,
            dialysis=self.dialysis,
            pregnant=self.pregnant,
            breastfeeding=self.breastfeeding,
            could_become_pregnant=self.could_become_pregnant,
            smoker=self.smoker,
            alcohol=self.alcohol,
            drives=self.drives,
            stands_on_tone=self.stands_on_tone,
        )


class MedicineIn(_Part):
    """A medicine: its name and directions, or one whole line such as 'Aleve 220 mg BID' as the name."""

    name: Annotated[Directions, Field(min_length=1, max_length=1000, pattern=r"\S")]
    sig: Annotated[Directions, Field(max_length=4000)] | None = None
    strength: Milligrams | None = None
    form: Words = ""
    route: RouteWord = Route.UNKNOWN
    status: StatusWord = Status.TAKING
    start: Day | None = None
    stop: Day | None = None
    reason: Words = ""
    codes: tuple[CodeIn, ...] = Field(default=(), strict=False)


MedicineOrLine = Annotated[MedicineIn, BeforeValidator(_named, json_schema_input_type=str | MedicineIn)]


class SessionIn(_Part):
    """One planned session of exercise."""

    activity: Annotated[Words, Field(min_length=1, max_length=500)]
    days: tuple[DayWord, ...] = Field(default=(), strict=False)
    time: Hour | None = None
    minutes: Annotated[float, Field(gt=0, le=1440)] | None = None
    intensity: IntensityWord | None = None
    heat: bool | None = None


class ExerciseIn(_Part):
    """What the person plans to do."""

    sessions: tuple[SessionIn, ...] = Field(default=(), strict=False)
    may_be_dehydrated: bool | None = None


class PreferencesIn(_Part):
    """What matters to the person, from 0 (not at all) to 1 (most)."""

    relief: Share | None = None
    alertness: Share | None = None
    strength: Share | None = None
    night: Share | None = None
    cost: Share | None = None
    note: Words = ""


class StepIn(_Part):
    """From this time of day on the pump runs at this rate, until the next step."""

    at: Hour
    rate: Annotated[float, _quantity(quantities.PUMP_RATE), _like("12 mcg/h")]


class PumpIn(_Part):
    """A pump for the spinal fluid. The medicine in it stands among the medicines, with its dose a day."""

    volume: Volume | None = None
    concentration: Concentration | None = None
    flow: Annotated[float, _quantity(quantities.FLOW), _like("0.15 mL/day")] | None = None
    alarm: Volume | None = None
    last_refill: Day | None = None
    next_refill: Day | None = None
    catheter_tip: Annotated[str, _reader(_vertebra), _like("T10", "C6")] | None = None
    steps: tuple[StepIn, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _can_be_one_pump(self) -> PumpIn:
        if faults := tuple(impossible_pump(self.pump())):
            raise PydanticCustomError(FAULTS, "not one pump", {"faults": faults})
        return self

    def pump(self) -> Pump:
        """The plain value."""
        strength = self.concentration
        return Pump(
            volume_mL=self.volume,
            mg_per_mL=None if strength is None else strength.mg / strength.per,
            mL_per_day=self.flow,
            alarm_mL=self.alarm,
            last_refill=self.last_refill,
            next_refill=self.next_refill,
            catheter_tip=self.catheter_tip or "",
            steps=tuple(Step(hour=step.at, mg_per_h=step.rate) for step in self.steps),
        )


class DiaryIn(_Part):
    """What the person noted on one day."""

    day: Day
    spasms: Annotated[int, Field(ge=0, le=2000)] | None = None
    stiffness: Score | None = None
    sleepiness: Score | None = None
    note: Words = ""


MOST_MEDICINES = 200
"""Many times what one person takes; a longer list is no case, and every line costs time."""


class CaseIn(_Part):
    """A case for Lissom: a person, their medicines, and what they plan, prefer and have noted down."""

    person: PersonIn = PersonIn()
    medicines: tuple[MedicineOrLine, ...] = Field(default=(), strict=False, max_length=MOST_MEDICINES)
    country: CountryCode | None = None
    question: Words = ""
    exercise: ExerciseIn | None = None
    preferences: PreferencesIn | None = None
    diary: tuple[DiaryIn, ...] = Field(default=(), strict=False)
    pump: PumpIn | None = None


PARTS: dict[str, type[_Part]] = {
    "": CaseIn,
    "person": PersonIn,
    "medicines": MedicineIn,
    "conditions": ConditionIn,
    "codes": CodeIn,
    "exercise": ExerciseIn,
    "sessions": SessionIn,
    "preferences": PreferencesIn,
    "diary": DiaryIn,
    "pump": PumpIn,
    "steps": StepIn,
}
"""The model of each table of a case file, by the key it stands under."""
