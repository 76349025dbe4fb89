"""Reads `data/models/*.toml`: every fault at once, with its file and place. No number loads without unit and source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from lissom.case.pump import VERTEBRAE
from lissom.facts.errors import DataError, Fault
from lissom.facts.grade import Grade, Reading
from lissom.facts.quantity import Interval
from lissom.facts.statement import Statement, reasoned
from lissom.population.model import Correlation, Covariate, Model, Structure, Variant
from lissom.population.parameter import MEANINGS, Origin, Parameter

COMMON = "every_model.toml"
"""Parameters that every model may use; a model takes those its covariates need."""
NEED_WEIGHT = {"power", "renal", "per_kg", "times_weight"}
NEED_CRCL = {"renal"}


def read_models(folder: Path) -> Mapping[str, Model]:
    """Every model of a folder by id. Raises DataError with all faults: no number loads without unit and source."""
    faults: list[Fault] = []
    models: dict[str, Model] = {}
    common = _Reader(folder / COMMON, faults).parameters() if (folder / COMMON).exists() else {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == COMMON:
            continue
        model = _Reader(path, faults).read(common)
        if model is not None:
            models[model.id] = model
    if faults:
        raise DataError(faults)
    return MappingProxyType(models)


class ModelShelf(Mapping[str, Model]):
    """The models of a folder, each read when first asked for: a check needs one of them, not all.

    A faulty file raises DataError when it is asked for; `read_models` looks at every file at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ids = tuple(sorted(path.stem for path in folder.glob("*.toml") if path.name != COMMON))
        self._read: dict[str, Model] = {}

    def __getitem__(self, model_id: str) -> Model:
        if model_id not in self._ids:
            raise KeyError(model_id)
        if model_id not in self._read:
            faults: list[Fault] = []
            common = _Reader(self._folder / COMMON, faults).parameters()
            model = _Reader(self._folder / f"{model_id}.toml", faults).read(common)
            if model is None or faults:
                raise DataError(faults)
            self._read[model_id] = model
        return self._read[model_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Above:
    """What a file says once for all its variants."""

    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    omega: Mapping[str, Parameter] = field(default_factory=dict)
    told: Mapping[str, Statement] = field(default_factory=dict)


class _Reader:
    """Reads one file and leaves what is wrong with it in `faults`."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        self.path = path
        self.faults = faults

    def parameters(self) -> dict[str, Parameter]:
        """The parameters of the file that all models share."""
        return dict(self._parameters(self._toml().get("parameter", {}), "parameter"))

    def _toml(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self._fault("", "a TOML file", str(error))
            return {}

    def read(self, common: Mapping[str, Parameter]) -> Model | None:
        """The model of the file, or None when something is wrong with it."""
        data = self._toml()
        if not data:
            return None
        before = len(self.faults)
        head = data.get("model", {})
        for key in ("id", "ingredient", "route", "title"):
            if not isinstance(head.get(key), str):
                self._fault(f"model.{key}", "a text", repr(head.get(key)))
        if head.get("id") != self.path.stem:
            self._fault("model.id", "the name of the file", repr(head.get("id")))
        above = self._above(data, head.get("extends"))
        tables = data.get("variant", {}).items()
        variants = tuple(self._variant(name, body, common, above) for name, body in tables)
        if not variants:
            self._fault("variant", "at least one variant", "none")
        if len(self.faults) > before:
            return None
        return Model(
            id=head["id"], ingredient=head["ingredient"], route=head["route"], title=head["title"], variants=variants
        )

    def _above(self, data: Mapping[str, Any], extends: str | None) -> _Above:
        """What stands above the variants, after what does in the file this one extends."""
        base = _Above()
        if extends is not None:
            other = _Reader(self.path.with_name(f"{extends}.toml"), [])
            base = other._above(other._toml(), None)
        told = {name: self._statement(row, f"told.{name}") for name, row in data.get("told", {}).items()}
        return _Above(
            parameters={**base.parameters, **dict(self._parameters(data.get("parameter", {}), "parameter"))},
            omega={**base.omega, **dict(self._parameters(data.get("omega", {}), "omega"))},
            told={**base.told, **{name: said for name, said in told.items() if said is not None}},
        )

    def _fault(self, where: str, expected: str, came: str, todo: str = "") -> None:
        self.faults.append(Fault(where=f"{self.path.name}:{where}", expected=expected, came=came, todo=todo))

    def _parameters(self, table: Mapping[str, Any], where: str) -> Iterator[tuple[str, Parameter]]:
        for name, row in table.items():
            parameter = self._parameter(name, row, f"{where}.{name}")
            if parameter is not None:
                yield name, parameter

    def _parameter(self, name: str, row: Mapping[str, Any], where: str) -> Parameter | None:
        before = len(self.faults)
        value, unit = row.get("value"), row.get("unit")
        if not isinstance(value, int | float) or isinstance(value, bool):
            self._fault(f"{where}.value", "a number", repr(value))
        if not isinstance(unit, str) or not unit:
            self._fault(f"{where}.unit", "a unit ('1' for a plain number)", repr(unit))
        sources = row.get("sources", [])
        if not sources or not all(isinstance(source, str) and source for source in sources):
            self._fault(f"{where}.sources", "one source id or more", repr(sources))
        interval = self._interval(row.get("interval"), value, str(unit), where)
        origin = self._member(Origin, row.get("origin"), f"{where}.origin")
        reading = self._member(Reading, row.get("reading", "reasoned"), f"{where}.reading")
        grade = self._member(Grade, row.get("grade"), f"{where}.grade")
        if origin in (Origin.TUNED, Origin.ASSUMED):
            if grade != Grade.ASSUMPTION:
                self._fault(f"{where}.grade", "'assumption', as it is tuned or assumed", repr(row.get("grade")))
            if not row.get("note"):
                self._fault(f"{where}.note", "the reason for an assumption", "none")
        if len(self.faults) > before or origin is None or reading is None or grade is None:
            return None
        return Parameter(
            name=name,
            meaning=str(row.get("meaning", MEANINGS.get(name, name))),
            value=float(row["value"]),
            unit=row["unit"],
            origin=origin,
            grade=grade,
            reading=reading,
            sources=tuple(sources),
            facts=tuple(row.get("facts", ())),
            interval=interval,
            note=str(row.get("note", "")),
        )

    def _interval(self, pair: Any, value: Any, unit: str, where: str) -> Interval | None:
        if pair is None:
            return None
        numbers = isinstance(pair, list) and len(pair) == 2 and all(isinstance(end, int | float) for end in pair)
        if not numbers or not isinstance(value, int | float) or not pair[0] <= value <= pair[1]:
            self._fault(f"{where}.interval", "[low, high] around the value", repr(pair))
            return None
        return Interval(float(pair[0]), float(pair[1]), unit)

    def _member(self, kind: type[Member], came: Any, where: str) -> Member | None:
        try:
            return kind(came)
        except ValueError:
            self._fault(where, "one of " + ", ".join(kind), repr(came))
            return None

    def _variant(
        self,
        name: str,
        body: Mapping[str, Any],
        common: Mapping[str, Parameter],
        above: _Above,
    ) -> Variant:
        where = f"variant.{name}"
        own = dict(self._parameters(body.get("parameter", {}), f"{where}.parameter"))
        parameters = {**_needed(common, body.get("covariate", ())), **above.parameters, **own}
        spread = {**above.omega, **dict(self._parameters(body.get("omega", {}), f"{where}.omega"))}
        for key, one in spread.items():
            if one.unit != "%":
                self._fault(f"{where}.omega.{key}.unit", "'%': a spread is a coefficient of variation", repr(one.unit))
        shape = dict(body.get("structure", {}))
        for key in ("effect_sites", "places", "tops", "felt_at"):
            shape[key] = tuple(shape.get(key, ()))
        try:
            structure = Structure(**shape)
        except TypeError as error:
            self._fault(f"{where}.structure", "the known keys of a structure", str(error))
            structure = Structure()
        self._canal(structure, parameters, f"{where}.structure")
        covariates = tuple(
            self._covariate(row, f"{where}.covariate[{index}]", parameters)
            for index, row in enumerate(body.get("covariate", ()))
        )
        return Variant(
            id=name,
            title=str(body.get("title", name)),
            age_from=float(body.get("age_from", 0.0)),
            age_below=float(body.get("age_below", 200.0)),
            structure=structure,
            parameters=MappingProxyType(parameters),
            omega=MappingProxyType(spread),
            covariates=covariates,
            correlations=tuple(self._correlations(body.get("correlation", ()), spread, where)),
            limits=tuple(self._limits(body.get("limits", ()), f"{where}.limits")),
            level_unit=str(body.get("level_unit", "ng/mL")),
            central=str(body.get("central", "blood")),
            placebo=self._statement(body.get("placebo"), f"{where}.placebo"),
            kidneys=self._statement(body.get("kidneys"), f"{where}.kidneys"),
            told=MappingProxyType(dict(above.told)),
        )

    def _correlations(
        self, rows: Sequence[Mapping[str, Any]], spread: Mapping[str, Parameter], where: str
    ) -> Iterator[Correlation]:
        for index, row in enumerate(rows):
            at = f"{where}.correlation[{index}]"
            pair, value = tuple(row.get("of", ())), row.get("value")
            if len(pair) != 2 or not all(name in spread for name in pair):
                self._fault(f"{at}.of", "two parameters with a spread of their own", repr(pair))
            if not isinstance(value, int | float) or not -1 < value < 1:
                self._fault(f"{at}.value", "a number between -1 and 1", repr(value))
            if not row.get("sources"):
                self._fault(f"{at}.sources", "one source id or more", "none")
            grade = self._member(Grade, row.get("grade"), f"{at}.grade")
            if grade is not None and len(pair) == 2 and isinstance(value, int | float):
                yield Correlation(
                    of=pair,
                    value=float(value),
                    grade=grade,
                    sources=tuple(row.get("sources", ())),
                    facts=tuple(row.get("facts", ())),
                    note=str(row.get("note", "")),
                )

    def _canal(self, structure: Structure, parameters: Mapping[str, Parameter], where: str) -> None:
        """What a spinal canal must state: a fall to each place from the one below, vertebrae, the places of effects."""
        if not structure.places:
            return
        for name in ("tip_place", *(f"fall_{place}" for place in structure.places[1:])):
            if name not in parameters:
                self._fault(f"{where}.places", f"the parameter {name}", "none")
        if unknown := [top for top in structure.tops if top not in VERTEBRAE]:
            self._fault(f"{where}.tops", "vertebrae such as 'T10'", repr(unknown))
        lost = [place for place in structure.felt_at if place not in structure.places]
        if lost or len(structure.felt_at) != len(structure.effect_sites):
            self._fault(f"{where}.felt_at", "a place of the canal for each effect site", repr(structure.felt_at))

    def _limits(self, rows: Sequence[str | Mapping[str, Any]], where: str) -> Iterator[Statement]:
        for index, row in enumerate(rows):
            said = reasoned(row) if isinstance(row, str) else self._statement(row, f"{where}[{index}]")
            if said is not None:
                yield said

    def _statement(self, row: Mapping[str, Any] | None, where: str) -> Statement | None:
        if row is None:
            return None
        grade = self._member(Grade, row.get("grade"), f"{where}.grade")
        if not row.get("sources") or not row.get("text"):
            self._fault(where, "a text with sources", repr(dict(row)))
        elif grade is not None:
            return Statement(
                text=row["text"],
                sources=tuple(row["sources"]),
                grade=grade,
                facts=tuple(row.get("facts", ())),
                clinician=str(row.get("clinician", "")),
            )
        return None

    def _covariate(self, row: Mapping[str, Any], where: str, parameters: Mapping[str, Parameter]) -> Covariate:
        uses = dict(row.get("uses", {}))
        for role, name in uses.items():
            if name not in parameters:
                self._fault(f"{where}.uses.{role}", "the name of a parameter of this model", repr(name))
        if not row.get("sources"):
            self._fault(f"{where}.sources", "one source id or more", "none")
        return Covariate(
            target=str(row.get("target", "")),
            kind=str(row.get("kind", "")),
            on=str(row.get("on", "")),
            uses=MappingProxyType(uses),
            when=str(row.get("when", "")),
            sources=tuple(row.get("sources", ())),
            note=str(row.get("note", "")),
        )


def _needed(common: Mapping[str, Parameter], covariates: Sequence[Mapping[str, Any]]) -> dict[str, Parameter]:
    """The shared parameters that the covariates of one variant call for."""
    names = {name for row in covariates for name in row.get("uses", {}).values()} | {"between_study_CL"}
    kinds = {row.get("kind") for row in covariates}
    if kinds & NEED_WEIGHT:
        names.add("weight_unknown")
    if kinds & NEED_CRCL:
        names |= {"CrCl_unknown", "CrCl_on_dialysis", "CrCl_per_eGFR"}
    return {name: parameter for name, parameter in common.items() if name in names}
