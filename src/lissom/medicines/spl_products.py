"""The products of an SPL document: NDC, ingredients with strength, look, marketing status; kits part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lissom.medicines.label import LabelIngredient, LabelProduct, Look
from lissom.medicines.spl_marks import CHARACTERISTIC, FIELD, INGREDIENT, LINE
from lissom.medicines.spl_tree import iso_date, number, whole_number

_NDC = "2.16.840.1.113883.6.69"
_ACTIVE = frozenset({"ACTIB", "ACTIM", "ACTIR"})


def products_of(gathered: Iterable[str]) -> tuple[LabelProduct, ...]:
    """Every product and every part of a kit, in document order; today's form and that of before 2009."""
    return tuple(map(_product, gathered))


def _product(gathered: str) -> LabelProduct:
    gathered, *characteristics = gathered.split(CHARACTERISTIC)
    said, *ingredients = gathered.split(INGREDIENT)
    element, name, code, system, generic, form, routes, packages, approval, marketing, schedule = said.split(FIELD)
    category, application = approval.split(LINE)
    status, begun, ended = marketing.split(LINE)
    active, inactive = _ingredients([one.split(FIELD) for one in ingredients])
    return LabelProduct(
        name=name,
        ndc=code if system in ("", _NDC) else "",
        generic=generic,
        form=form.lower(),
        routes=tuple(filter(None, routes.lower().split(LINE))),
        ingredients=active,
        inactive=inactive,
        look=_look([one.split(FIELD) for one in characteristics]),
        packages=tuple(dict.fromkeys(filter(None, packages.split(LINE)))),
        category=category,
        application=application,
        status=status,
        marketed_from=iso_date(begun),
        marketed_to=iso_date(ended),
        schedule=schedule,
        part=element == "partProduct",
    )


def _ingredients(gathered: Iterable[Sequence[str]]) -> tuple[tuple[LabelIngredient, ...], tuple[str, ...]]:
    """(active, names of inactive), in the order filed."""
    active: list[LabelIngredient] = []
    inactive: list[str] = []
    for element, kind, name, unii, moiety, value, unit, per, per_unit in gathered:
        if element == "activeIngredient" or (element == "ingredient" and kind in _ACTIVE):
            active.append(
                LabelIngredient(
                    name=name,
                    unii=unii,
                    moiety=moiety,
                    value=number(value),
                    unit=unit,
                    per=number(per),
                    per_unit=per_unit,
                )
            )
        elif name:
            inactive.append(name.lower())
    return tuple(active), tuple(inactive)


def _look(characteristics: Iterable[Sequence[str]]) -> Look:
    """The look filed for the product; of several colours each, of several other values the first."""
    said: dict[str, tuple[str, str, str]] = {}
    colours: list[str] = []
    for name, code, value, text in characteristics:
        said.setdefault(name, (code, value, text))
        if name == "SPLCOLOR" and code:
            colours.append(code)
    nothing = ("", "", "")
    score = said.get("SPLSCORE", nothing)[1]
    return Look(
        imprint=said.get("SPLIMPRINT", nothing)[2],
        colours=tuple(colours),
        shape=said.get("SPLSHAPE", nothing)[0],
        size_mm=number(said.get("SPLSIZE", nothing)[1]),
        score=whole_number(score),
    )
