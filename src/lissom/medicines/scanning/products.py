"""The products of a document, compiled: what `spl_gathered.xsl` writes of each, read off the table of tags."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.medicines.scanning.compiling import compiled
from lissom.medicines.scanning.looking import (
    A_CLASS,
    A_CODE,
    A_DISPLAY,
    A_EXTENSION,
    A_SYSTEM,
    A_UNIT,
    A_VALUE,
    CHARACTERISTIC_MARK,
    FIELD_MARK,
    INGREDIENT_MARK,
    LINE_MARK,
    PRODUCT_MARK,
    attribute,
    child,
    grandchild,
    holds,
    is_word,
    write_attribute,
    write_field,
    write_local_name,
    write_text,
)
from lissom.medicines.scanning.names import numbers
from lissom.medicines.scanning.tags import END, NAME, PARENT, PARTNER, START
from lissom.medicines.scanning.writing import NONE, TROUBLE, WORD, leave, mark, write

CODE, ID, NAMED, SUBJECT, PRODUCT, PART, MEDICINE, EFFECTIVE = numbers(
    "code id name subject manufacturedProduct partProduct manufacturedMedicine effectiveTime"
)
SUFFIX, AS_GENERIC, GENERIC, FORM, CONSUMED, ADMINISTRATION, ROUTE, CONTENT = numbers(
    "suffix asEntityWithGeneric genericMedicine formCode consumedIn substanceAdministration routeCode asContent"
)
ABOUT, APPROVAL, MARKETING, STATUS, LOW, HIGH, POLICY = numbers(
    "subjectOf approval marketingAct statusCode low high policy"
)
INGREDIENT, ACTIVE, INACTIVE = numbers("ingredient activeIngredient inactiveIngredient")
SUBSTANCE, ACTIVE_SUBSTANCE, INACTIVE_SUBSTANCE = numbers(
    "ingredientSubstance activeIngredientSubstance inactiveIngredientSubstance"
)
MOIETY, QUANTITY, NUMERATOR, DENOMINATOR, CHARACTERISTIC, VALUE = numbers(
    "activeMoiety quantity numerator denominator characteristic value"
)
NDC = np.frombuffer(b"2.16.840.1.113883.6.69", np.uint8)
AMPERSAND = np.int64(ord("&"))


@compiled
def write_products(text, tags, count, pen, into):
    last = -1
    for subject in range(count):
        if tags[subject, NAME] != SUBJECT or tags[subject, PARTNER] < subject:
            continue
        if subject < last:  # one within another one
            continue
        last = tags[subject, PARTNER]
        for row in range(subject + 1, last):
            name, around = tags[row, NAME], tags[row, PARENT]
            if (
                (name == PART or name == MEDICINE or (name == PRODUCT and tags[around, NAME] == PRODUCT))
                and tags[row, PARTNER] >= row
                and child(tags, around, name) == row
            ):
                _product(text, tags, row, pen, into)


@compiled
def _product(text, tags, row, pen, into):
    around = tags[row, PARENT]
    mark(pen, into, PRODUCT_MARK)
    write_local_name(text, tags, row, pen, into)
    mark(pen, into, FIELD_MARK)
    named = child(tags, row, NAMED)
    if named >= 0 and tags[named, PARTNER] > named:
        write(text, tags[named, END], tags[named + 1, START], pen, into)
        leave(pen, WORD)
        write_text(text, tags, child(tags, named, SUFFIX), NONE, pen, into)
    code = child(tags, row, CODE)
    write_field(text, tags, code, A_CODE, pen, into)
    write_field(text, tags, code, A_SYSTEM, pen, into)
    mark(pen, into, FIELD_MARK)
    write_text(text, tags, child(tags, grandchild(tags, row, AS_GENERIC, GENERIC), NAMED), NONE, pen, into)
    write_field(text, tags, child(tags, row, FORM), A_DISPLAY, pen, into)
    mark(pen, into, FIELD_MARK)
    _routes(text, tags, around, pen, into)
    mark(pen, into, FIELD_MARK)
    _packages(text, tags, row, pen, into)
    _filed(text, tags, around, pen, into)
    one = row + 1
    while one < tags[row, PARTNER]:
        name = tags[one, NAME]
        if name == INGREDIENT or name == ACTIVE or name == INACTIVE:
            _ingredient(text, tags, one, pen, into)
        one = tags[one, PARTNER] + 1
    _characteristics(text, tags, around, pen, into)


@compiled
def _routes(text, tags, around, pen, into):
    consumed = around + 1
    while consumed < tags[around, PARTNER]:
        if tags[consumed, NAME] == CONSUMED:
            given = consumed + 1
            while given < tags[consumed, PARTNER]:
                if tags[given, NAME] == ADMINISTRATION:
                    route = given + 1
                    while route < tags[given, PARTNER]:
                        if tags[route, NAME] == ROUTE:
                            write_attribute(text, tags, route, A_DISPLAY, pen, into)
                            mark(pen, into, LINE_MARK)
                        route = tags[route, PARTNER] + 1
                given = tags[given, PARTNER] + 1
        consumed = tags[consumed, PARTNER] + 1


@compiled
def _packages(text, tags, row, pen, into):
    content = row + 1
    while content < tags[row, PARTNER]:
        if tags[content, NAME] == CONTENT:
            for one in range(content + 1, tags[content, PARTNER]):
                name = tags[one, NAME]
                if name == PRODUCT or name == PART or name == MEDICINE:
                    pen[TROUBLE] = 1
                if name == CODE and tags[one, PARTNER] >= one:
                    begin, end = attribute(text, tags, one, A_SYSTEM)
                    if holds(text, begin, end, AMPERSAND):  # a reference to a blank would have to be read
                        pen[TROUBLE] = 1
                    if is_word(text, begin, end, NDC):
                        write_attribute(text, tags, one, A_CODE, pen, into)
                        mark(pen, into, LINE_MARK)
        content = tags[content, PARTNER] + 1


@compiled
def _filed(text, tags, around, pen, into):
    """On what ground it is marketed, since when, and under which schedule."""
    approval, marketing = _last_about(tags, around, APPROVAL), _last_about(tags, around, MARKETING)
    write_field(text, tags, child(tags, approval, CODE), A_DISPLAY, pen, into)
    mark(pen, into, LINE_MARK)
    write_attribute(text, tags, child(tags, approval, ID), A_EXTENSION, pen, into)
    write_field(text, tags, child(tags, marketing, STATUS), A_CODE, pen, into)
    mark(pen, into, LINE_MARK)
    write_attribute(text, tags, grandchild(tags, marketing, EFFECTIVE, LOW), A_VALUE, pen, into)
    mark(pen, into, LINE_MARK)
    write_attribute(text, tags, grandchild(tags, marketing, EFFECTIVE, HIGH), A_VALUE, pen, into)
    write_field(text, tags, child(tags, _last_about(tags, around, POLICY), CODE), A_DISPLAY, pen, into)


@compiled
def _last_about(tags, around, name):
    """The last element of that name in all that is said about a product, or -1."""
    found, about = -1, around + 1
    while about < tags[around, PARTNER]:
        if tags[about, NAME] == ABOUT:
            one = about + 1
            while one < tags[about, PARTNER]:
                if tags[one, NAME] == name:
                    found = one
                one = tags[one, PARTNER] + 1
        about = tags[about, PARTNER] + 1
    return found


@compiled
def _ingredient(text, tags, row, pen, into):
    mark(pen, into, INGREDIENT_MARK)
    write_local_name(text, tags, row, pen, into)
    write_field(text, tags, row, A_CLASS, pen, into)
    substance, one = -1, row + 1
    while one < tags[row, PARTNER] and substance < 0:
        name = tags[one, NAME]
        if name == SUBSTANCE or name == ACTIVE_SUBSTANCE or name == INACTIVE_SUBSTANCE:
            substance = one
        one = tags[one, PARTNER] + 1
    mark(pen, into, FIELD_MARK)
    write_text(text, tags, child(tags, substance, NAMED), NONE, pen, into)
    write_field(text, tags, child(tags, substance, CODE), A_CODE, pen, into)
    mark(pen, into, FIELD_MARK)
    write_text(text, tags, child(tags, grandchild(tags, substance, MOIETY, MOIETY), NAMED), NONE, pen, into)
    amount = child(tags, row, QUANTITY)
    above, below = child(tags, amount, NUMERATOR), child(tags, amount, DENOMINATOR)
    write_field(text, tags, above, A_VALUE, pen, into)
    write_field(text, tags, above, A_UNIT, pen, into)
    write_field(text, tags, below, A_VALUE, pen, into)
    write_field(text, tags, below, A_UNIT, pen, into)


@compiled
def _characteristics(text, tags, around, pen, into):
    about = around + 1
    while about < tags[around, PARTNER]:
        if tags[about, NAME] == ABOUT:
            one = about + 1
            while one < tags[about, PARTNER]:
                value = child(tags, one, VALUE) if tags[one, NAME] == CHARACTERISTIC else -1
                if value >= 0:
                    mark(pen, into, CHARACTERISTIC_MARK)
                    write_attribute(text, tags, child(tags, one, CODE), A_CODE, pen, into)
                    write_field(text, tags, value, A_CODE, pen, into)
                    write_field(text, tags, value, A_VALUE, pen, into)
                    mark(pen, into, FIELD_MARK)
                    write_text(text, tags, value, NONE, pen, into)
                one = tags[one, PARTNER] + 1
        about = tags[about, PARTNER] + 1
