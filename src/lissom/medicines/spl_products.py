"""The products of an SPL document: NDC, ingredients with strength, look, marketing status; kits part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lissom.medicines.label import LabelIngredient, LabelProduct, Look
from lissom.medicines.spl_tree import NS, attribute, every, first, iso_date, number, text_of, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_PRODUCT, _PART, _OLD = NS + "manufacturedProduct", NS + "partProduct", NS + "manufacturedMedicine"
_NDC = "2.16.840.1.113883.6.69"
_ACTIVE = frozenset({"ACTIB", "ACTIM", "ACTIR"})


def products_of(root: _Element) -> tuple[LabelProduct, ...]:
    """Every product and every part of a kit, in document order."""
    inner = (one for one in root.iter(_PRODUCT, _PART, _OLD) if _is_inner(one))
    return tuple(_product(one) for one in inner)


def _is_inner(element: _Element) -> bool:
    """Whether it is the product itself, not the wrapper that carries its approval and its look."""
    if element.tag != _PRODUCT:
        return True
    outer = element.getparent()
    return outer is not None and outer.tag == _PRODUCT


def _product(inner: _Element) -> LabelProduct:
    outer = inner.getparent()
    assert outer is not None
    name = first(inner, "name")
    suffix = words(text_of(first(name, "suffix")))
    said = words((name.text or "") if name is not None else "")
    about = {one.tag: one for subject in every(outer, "subjectOf") for one in subject}
    approval, act = about.get(NS + "approval"), about.get(NS + "marketingAct")
    code = first(inner, "code")
    active, inactive = _ingredients(inner)
    return LabelProduct(
        name=f"{said} {suffix}".strip(),
        ndc=attribute(code, "code") if attribute(code, "codeSystem") in ("", _NDC) else "",
        generic=words(text_of(first(inner, "asEntityWithGeneric/genericMedicine/name"))),
        form=attribute(first(inner, "formCode"), "displayName").lower(),
        routes=tuple(
            attribute(route, "displayName").lower()
            for route in every(outer, "consumedIn/substanceAdministration/routeCode")
            if attribute(route, "displayName")
        ),
        ingredients=active,
        inactive=inactive,
        look=_look(outer),
        packages=_packages(inner),
        category=attribute(first(approval, "code"), "displayName"),
        application=attribute(first(approval, "id"), "extension"),
        status=attribute(first(act, "statusCode"), "code"),
        marketed_from=iso_date(attribute(first(act, "effectiveTime/low"), "value")),
        marketed_to=iso_date(attribute(first(act, "effectiveTime/high"), "value")),
        schedule=attribute(first(about.get(NS + "policy"), "code"), "displayName"),
        part=inner.tag == _PART,
    )


def _ingredients(product: _Element) -> tuple[tuple[LabelIngredient, ...], tuple[str, ...]]:
    """(active, names of inactive), in the order filed, in today's form and in that of before 2009."""
    active: list[LabelIngredient] = []
    inactive: list[str] = []
    for one in product:
        if one.tag == NS + "ingredient":
            substance = first(one, "ingredientSubstance")
            if attribute(one, "classCode") in _ACTIVE:
                active.append(_ingredient(one, substance))
            else:
                inactive.append(words(text_of(first(substance, "name"))).lower())
        elif one.tag == NS + "activeIngredient":
            active.append(_ingredient(one, first(one, "activeIngredientSubstance")))
        elif one.tag == NS + "inactiveIngredient":
            inactive.append(words(text_of(first(one, "inactiveIngredientSubstance/name"))).lower())
    return tuple(active), tuple(filter(None, inactive))


def _ingredient(one: _Element, substance: _Element | None) -> LabelIngredient:
    above, below = first(one, "quantity/numerator"), first(one, "quantity/denominator")
    moiety = first(substance, "activeMoiety/activeMoiety/name")
    return LabelIngredient(
        name=words(text_of(first(substance, "name"))),
        unii=attribute(first(substance, "code"), "code"),
        moiety=words(text_of(moiety)),
        value=number(attribute(above, "value")),
        unit=attribute(above, "unit"),
        per=number(attribute(below, "value")),
        per_unit=attribute(below, "unit"),
    )


def _look(outer: _Element) -> Look:
    """The look filed for the product; of several colours each."""
    said: dict[str, list[_Element]] = {}
    for one in every(outer, "subjectOf/characteristic"):
        told = first(one, "value")
        if told is not None:
            said.setdefault(attribute(first(one, "code"), "code"), []).append(told)
    value = {name: several[0] for name, several in said.items()}.get
    marks = value("SPLIMPRINT")
    score = attribute(value("SPLSCORE"), "value")
    return Look(
        imprint=words(text_of(marks)) if marks is not None else "",
        colours=tuple(filter(None, (attribute(one, "code") for one in said.get("SPLCOLOR", ())))),
        shape=attribute(value("SPLSHAPE"), "code"),
        size_mm=number(attribute(value("SPLSIZE"), "value")),
        score=int(score) if score.isdigit() else None,
    )


def _packages(product: _Element) -> tuple[str, ...]:
    content = [one for one in product if one.tag == NS + "asContent"]
    codes = (
        attribute(code, "code")
        for one in content
        for code in one.iter(NS + "code")
        if attribute(code, "codeSystem") == _NDC
    )
    return tuple(dict.fromkeys(filter(None, codes)))
