"""What `spl_gathered.xsl` gathers, compiled: head, sections and products of a document, read off the table of its tags.

Each function walks as the stylesheet's template of the same part does, and writes the same. A row -1 stands for an
element that is not there: it has no children, no attributes and no text.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.medicines import spl_marks
from lissom.medicines.scanning import names
from lissom.medicines.scanning.characters import BLANK, NAMING
from lissom.medicines.scanning.compiling import compiled
from lissom.medicines.scanning.names import number, numbers
from lissom.medicines.scanning.tags import END, NAME, PARENT, PARTNER, START, read_tags
from lissom.medicines.scanning.writing import AT, FRESH, KNOWN, LINE, NONE, TROUBLE, WORD, leave, mark, write

SECTION_MARK, FIELD_MARK, LINE_MARK, PRODUCT_MARK, INGREDIENT_MARK, CHARACTERISTIC_MARK = (
    np.int64(ord(mark))
    for mark in (
        spl_marks.SECTION,
        spl_marks.FIELD,
        spl_marks.LINE,
        spl_marks.PRODUCT,
        spl_marks.INGREDIENT,
        spl_marks.CHARACTERISTIC,
    )
)
DOCUMENT, CODE, TITLE, SET_ID, VERSION, EFFECTIVE, ID = numbers(
    "document code title setId versionNumber effectiveTime id"
)
AUTHOR, ENTITY, ORGANIZATION, NAMED = numbers("author assignedEntity representedOrganization name")
SECTION, TEXT, SUBJECT, PRODUCT, PART, MEDICINE = numbers(
    "section text subject manufacturedProduct partProduct manufacturedMedicine"
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
A_CODE, A_SYSTEM, A_DISPLAY, A_VALUE, A_UNIT, A_EXTENSION, A_ROOT, A_CLASS = (
    np.frombuffer(name.encode(), np.uint8)
    for name in "code codeSystem displayName value unit extension root classCode".split()  # noqa: SIM905 -- words
)
NDC = np.frombuffer(b"2.16.840.1.113883.6.69", np.uint8)

AMPERSAND = np.int64(ord("&"))
ROOT = np.int64(0)
"""The row of the root."""

PASSES, PARTS_LINES, PARTS_WORDS, REFUSED = range(4)
WITHIN = np.zeros(len(names.NAMES) + 1, np.uint8)
"""What an element does to the text in which it stands."""
WITHIN[[*numbers("text paragraph item list table tr thead tbody tfoot caption footnote br")]] = PARTS_LINES
WITHIN[[*numbers("td th")]] = PARTS_WORDS
WITHIN[number("section")] = REFUSED


@compiled
def gather(text, at, tags, into):
    """Writes what is gathered of the element that begins at `at`; how many bytes, or -1: left to the parser."""
    count = read_tags(text, at, tags)
    if count < 0 or tags[0, NAME] != DOCUMENT:
        return -1
    pen = np.zeros(KNOWN, np.int64)
    pen[FRESH] = 1
    _head(text, tags, pen, into)
    _sections(text, tags, count, pen, into)
    _products(text, tags, count, pen, into)
    return -1 if pen[TROUBLE] else pen[AT]


@compiled
def child(tags, row, name):
    """The first child of that name, or -1."""
    if row < 0:
        return -1
    one = row + 1
    while one < tags[row, PARTNER]:
        if tags[one, NAME] == name:
            return one
        one = tags[one, PARTNER] + 1
    return -1


@compiled
def grandchild(tags, row, name, then):
    return child(tags, child(tags, row, name), then)


@compiled
def attribute(text, tags, row, name):
    """Where the value of an attribute begins and ends; (0, 0) where it has none."""
    if row < 0:
        return 0, 0
    at = tags[row, START] + 1
    while NAMING[text[at]]:
        at += 1
    while True:
        while BLANK[text[at]]:
            at += 1
        if text[at] == 62 or text[at] == 47:  # '>', '/'
            return 0, 0
        begin = at
        while NAMING[text[at]]:
            at += 1
        found = at - begin == len(name) and is_word(text, begin, at, name)
        while text[at] != 34 and text[at] != 39:
            at += 1
        quote = text[at]
        value = at + 1
        at = value
        while text[at] != quote:
            at += 1
        if found:
            return value, at
        at += 1


@compiled
def is_word(text, at, end, word):
    """Whether the word stands there, blanks around it left out."""
    while at < end and BLANK[text[at]]:
        at += 1
    while at < end and BLANK[text[end - 1]]:
        end -= 1
    if end - at != len(word):
        return False
    for place in range(len(word)):
        if text[at + place] != word[place]:
            return False
    return True


@compiled
def holds(text, at, end, byte):
    """Whether the byte stands between two places."""
    while at < end and text[at] != byte:
        at += 1
    return at < end


@compiled
def _attribute(text, tags, row, name, pen, into):
    begin, end = attribute(text, tags, row, name)
    write(text, begin, end, pen, into)


@compiled
def _field(text, tags, row, name, pen, into):
    """A new field with the value of an attribute."""
    mark(pen, into, FIELD_MARK)
    _attribute(text, tags, row, name, pen, into)


@compiled
def _text(text, tags, row, parted, pen, into):
    """All text within an element; the elements that part lines leave that gap (NONE: nothing parts anything)."""
    if row < 0:
        return
    last = tags[row, PARTNER]
    for one in range(row, last):
        write(text, tags[one, END], tags[one + 1, START], pen, into)
        if parted and one + 1 < last:
            does = WITHIN[tags[one + 1, NAME]]
            if does == PARTS_LINES:
                leave(pen, parted)
            elif does == PARTS_WORDS:
                leave(pen, WORD)
            elif does == REFUSED:
                pen[TROUBLE] = 1


@compiled
def _head(text, tags, pen, into):
    code = child(tags, ROOT, CODE)
    _attribute(text, tags, code, A_SYSTEM, pen, into)
    _field(text, tags, code, A_CODE, pen, into)
    _field(text, tags, code, A_DISPLAY, pen, into)
    mark(pen, into, FIELD_MARK)
    _text(text, tags, child(tags, ROOT, TITLE), WORD, pen, into)
    _field(text, tags, child(tags, ROOT, SET_ID), A_ROOT, pen, into)
    _field(text, tags, child(tags, ROOT, VERSION), A_VALUE, pen, into)
    _field(text, tags, child(tags, ROOT, EFFECTIVE), A_VALUE, pen, into)
    _field(text, tags, child(tags, ROOT, ID), A_ROOT, pen, into)
    mark(pen, into, FIELD_MARK)
    organization = child(tags, grandchild(tags, ROOT, AUTHOR, ENTITY), ORGANIZATION)
    _text(text, tags, child(tags, organization, NAMED), NONE, pen, into)


@compiled
def _sections(text, tags, count, pen, into):
    depth = np.int64(0)
    for row in range(count):
        if tags[row, NAME] != SECTION:
            continue
        if tags[row, PARTNER] < row:
            depth -= 1
            continue
        mark(pen, into, SECTION_MARK)
        _depth(depth, pen, into)
        _field(text, tags, child(tags, row, CODE), A_CODE, pen, into)
        mark(pen, into, FIELD_MARK)
        _text(text, tags, child(tags, row, TITLE), WORD, pen, into)
        mark(pen, into, FIELD_MARK)
        one = row + 1
        while one < tags[row, PARTNER]:
            if tags[one, NAME] == TEXT:
                leave(pen, LINE)
                _text(text, tags, one, LINE, pen, into)
            one = tags[one, PARTNER] + 1
        depth += tags[row, PARTNER] > row


@compiled
def _depth(depth, pen, into):
    """A depth in two digits."""
    at = pen[AT]
    if depth > 99 or at + 2 > len(into):
        pen[TROUBLE] = 1
        return
    into[at], into[at + 1] = 48 + depth // 10, 48 + depth % 10
    pen[AT] = at + 2


@compiled
def _products(text, tags, count, pen, into):
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
    _local_name(text, tags, row, pen, into)
    mark(pen, into, FIELD_MARK)
    named = child(tags, row, NAMED)
    if named >= 0 and tags[named, PARTNER] > named:
        write(text, tags[named, END], tags[named + 1, START], pen, into)
        leave(pen, WORD)
        _text(text, tags, child(tags, named, SUFFIX), NONE, pen, into)
    code = child(tags, row, CODE)
    _field(text, tags, code, A_CODE, pen, into)
    _field(text, tags, code, A_SYSTEM, pen, into)
    mark(pen, into, FIELD_MARK)
    _text(text, tags, child(tags, grandchild(tags, row, AS_GENERIC, GENERIC), NAMED), NONE, pen, into)
    _field(text, tags, child(tags, row, FORM), A_DISPLAY, pen, into)
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
def _local_name(text, tags, row, pen, into):
    begin = tags[row, START] + 1
    end = begin
    while NAMING[text[end]]:
        end += 1
    write(text, begin, end, pen, into)


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
                            _attribute(text, tags, route, A_DISPLAY, pen, into)
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
                        _attribute(text, tags, one, A_CODE, pen, into)
                        mark(pen, into, LINE_MARK)
        content = tags[content, PARTNER] + 1


@compiled
def _filed(text, tags, around, pen, into):
    """On what ground it is marketed, since when, and under which schedule."""
    approval, marketing = _last_about(tags, around, APPROVAL), _last_about(tags, around, MARKETING)
    _field(text, tags, child(tags, approval, CODE), A_DISPLAY, pen, into)
    mark(pen, into, LINE_MARK)
    _attribute(text, tags, child(tags, approval, ID), A_EXTENSION, pen, into)
    _field(text, tags, child(tags, marketing, STATUS), A_CODE, pen, into)
    mark(pen, into, LINE_MARK)
    _attribute(text, tags, grandchild(tags, marketing, EFFECTIVE, LOW), A_VALUE, pen, into)
    mark(pen, into, LINE_MARK)
    _attribute(text, tags, grandchild(tags, marketing, EFFECTIVE, HIGH), A_VALUE, pen, into)
    _field(text, tags, child(tags, _last_about(tags, around, POLICY), CODE), A_DISPLAY, pen, into)


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
    _local_name(text, tags, row, pen, into)
    _field(text, tags, row, A_CLASS, pen, into)
    substance, one = -1, row + 1
    while one < tags[row, PARTNER] and substance < 0:
        name = tags[one, NAME]
        if name == SUBSTANCE or name == ACTIVE_SUBSTANCE or name == INACTIVE_SUBSTANCE:
            substance = one
        one = tags[one, PARTNER] + 1
    mark(pen, into, FIELD_MARK)
    _text(text, tags, child(tags, substance, NAMED), NONE, pen, into)
    _field(text, tags, child(tags, substance, CODE), A_CODE, pen, into)
    mark(pen, into, FIELD_MARK)
    _text(text, tags, child(tags, grandchild(tags, substance, MOIETY, MOIETY), NAMED), NONE, pen, into)
    amount = child(tags, row, QUANTITY)
    above, below = child(tags, amount, NUMERATOR), child(tags, amount, DENOMINATOR)
    _field(text, tags, above, A_VALUE, pen, into)
    _field(text, tags, above, A_UNIT, pen, into)
    _field(text, tags, below, A_VALUE, pen, into)
    _field(text, tags, below, A_UNIT, pen, into)


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
                    _attribute(text, tags, child(tags, one, CODE), A_CODE, pen, into)
                    _field(text, tags, value, A_CODE, pen, into)
                    _field(text, tags, value, A_VALUE, pen, into)
                    mark(pen, into, FIELD_MARK)
                    _text(text, tags, value, NONE, pen, into)
                one = tags[one, PARTNER] + 1
        about = tags[about, PARTNER] + 1
