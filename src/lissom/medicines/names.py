"""What a written medicine name means: generic names, brands of many countries, combination products, classes, codes.

`read_names(folder)` reads `data/names/`; `Names.recognise` answers with a `Recognition`. The tables are held in
`name_table.py`, how a name is taken apart is in `matching.py`, which words may stand beside it in `wording.py`, how a
slip of spelling is judged in `spelling.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from lissom.medicines.classes import MedicineClass
from lissom.medicines.codes import components
from lissom.medicines.matching import LONGEST, Phrase, Word, key, phrase, stated
from lissom.medicines.name_table import Brand, NameTable
from lissom.medicines.recognition import How, Ingredient, Recognition
from lissom.medicines.wording import Wording

_COUNTED = frozenset(
    {"times", "x", "tablets", "tablet", "tabs", "tab", "caps", "capsules", "capsule", "per", "a", "daily"}
)
_LONGEST_NAME = 8
_OF_THE_NIGHT = frozenset({"pm", "night", "nighttime", "nite", "nightshift"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A known name inside a phrase: an ingredient id or a brand, where it stands, and in which part."""

    words: tuple[Word, ...]
    ingredient: str = ""
    brands: tuple[Brand, ...] = ()

    @property
    def at(self) -> int:
        return self.words[0].at

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


class Names:
    """Every name we know, and what a written one means. Immutable from outside."""

    def __init__(self, table: NameTable) -> None:
        self._table = table

    @property
    def classes(self) -> Mapping[str, MedicineClass]:
        """Every class by its id."""
        return self._table.classes

    @property
    def wording(self) -> Wording:
        """The words that may stand around a name."""
        return self._table.wording

    @property
    def brands(self) -> Mapping[str, tuple[Brand, ...]]:
        """Every brand by its filed name; several where the same name holds different things in different countries."""
        return self._table.all_brands

    @cached_property
    def ingredients(self) -> Mapping[str, Ingredient]:
        """Every ingredient by its id."""
        return {id_: self._table.ingredient(id_) for id_ in self._table.rows}

    def recognise(self, written: str, codes: Sequence[tuple[str, str]] = (), *, country: str = "") -> Recognition:
        """What the name means. Never raises; what is not understood comes back as `How.UNKNOWN` with candidates.

        `codes` are (system, code) pairs, RxNorm or ATC. `country` (ISO alpha-2) settles brands that differ by country.
        A code and a name that contradict each other are not reconciled by a guess: the answer is unknown, with both.
        """
        by_code = self._by_codes(written, codes) if codes else None
        if not written.strip():
            return by_code or Recognition(written=written, how=How.UNKNOWN)
        by_name = self._by_name(written, country)
        if by_code is None:
            return by_name
        return self._agreed(written, by_code, by_name)

    def exactly(self, written: str, *, country: str = "") -> Recognition | None:
        """What a generic or well-known brand name, spelt as it is filed, means; None for every other word."""
        return self._exactly(written, key(written), country)

    def numbered(self, written: str, number: str, *, country: str = "") -> Recognition | None:
        """The product that a name and the bare number behind it make ('Tylenol', '3'), shown as a reading; or None."""
        exact = self._exactly(written, key(f"{written} {number}"), country, wide=True)
        if exact is None:
            return None
        return replace(exact, how=How.MISSPELLING, read_as=exact.brand or self._say(exact))

    def called(self, id_: str, country: str = "") -> str:
        """The name of an ingredient in a country (ISO alpha-2): acetaminophen in the US, else paracetamol."""
        row = self._table.rows[id_]
        if country in ("US", "CA"):
            return row.us_name or row.name
        return (row.gb_name if country in ("GB", "IE") else "") or row.name

    def classes_of(self, ids: Iterable[str]) -> frozenset[str]:
        """The classes named, and every class above them."""
        return self._table.tree.with_parents(ids)

    # By code.

    def _by_codes(self, written: str, codes: Sequence[tuple[str, str]]) -> Recognition | None:
        for system, code in codes:
            parts = tuple(components(self._table.codes.ingredients(system, code)))
            coded = tuple(self._table.component(id_, mg) for id_, mg in parts if id_ in self._table.rows)
            if coded:
                return Recognition(written=written, how=How.CODE, components=coded)
            class_id = self._table.codes.class_of(system, code)
            if class_id:
                return Recognition(written=written, how=How.CLASS, class_id=class_id, read_as=code)
        return None

    def _agreed(self, written: str, by_code: Recognition, by_name: Recognition) -> Recognition:
        """The code's reading, with what the name adds; unknown when the two name different things."""
        if not by_code.known:
            return by_name if by_name.known else by_code
        if not by_name.known or by_name.how is How.MISSPELLING:
            return replace(by_code, read_as=self._say(by_code))
        coded, named = by_code.ingredient_ids, by_name.ingredient_ids
        if not (coded <= named or named <= coded):
            both = (f"by its code: {self._say(by_code)}", f"by its name: {self._say(by_name)}")
            return Recognition(written=written, how=How.UNKNOWN, candidates=both)
        fuller = by_name if coded < named else by_code
        told = {part.ingredient.id: part.mg for part in (*by_code.components, *by_name.components) if part.mg}
        components = tuple(
            self._table.component(part.ingredient.id, told.get(part.ingredient.id)) for part in fuller.components
        )
        return replace(by_code, components=components, brand=by_name.brand)

    def _say(self, meaning: Recognition) -> str:
        return " + ".join(part.ingredient.name for part in meaning.components)

    # By name.

    def _by_name(self, written: str, country: str) -> Recognition:
        if len(written) > LONGEST:
            return Recognition(written=written, how=How.UNKNOWN)
        filed = key(written)
        at_once = self._exactly(written, filed, country) or self._as_class(written, filed)
        if at_once:
            return at_once
        said = phrase(written)
        in_parts = self._in_parts(written, said, country)
        if in_parts is None or in_parts.how is not How.GENERIC:
            # The register may hold a longer name that means something else: 'Midol Liquid Gels' is not Midol.
            filed_wide = self._exactly(written, filed, country, wide=True)
            in_parts = filed_wide or self._in_parts(written, said, country, wide=True)
        return in_parts or self._run_together(written, filed, country) or self._misspelt(written, said, country)

    def _exactly(self, written: str, filed: str, country: str, *, wide: bool = False) -> Recognition | None:
        if id_ := self._table.generic(filed):
            return Recognition(written=written, how=How.GENERIC, components=(self._table.component(id_),))
        brands = self._table.brands(filed, wide=wide)
        if not brands:
            return None
        brand, others = self._chosen(brands, country)
        return Recognition(
            written=written,
            how=How.PRODUCT if len(brand.components) > 1 else How.BRAND,
            components=tuple(self._table.component(id_, mg) for id_, mg in brand.components),
            brand=brand.name,
            candidates=others,
        )

    def _chosen(self, brands: tuple[Brand, ...], country: str) -> tuple[Brand, tuple[str, ...]]:
        """The brand of this country, or else the first filed, with what the name means elsewhere as candidates."""
        here = next((brand for brand in brands if country and country in brand.countries), None)
        if here:
            return here, ()
        first = brands[0]
        elsewhere = [brand for brand in brands[1:] if brand.ids != first.ids]
        return first, tuple(self._describe(brand) for brand in (first, *elsewhere)) if elsewhere else ()

    def _describe(self, brand: Brand) -> str:
        parts = " + ".join(self._table.ingredient(id_).name for id_, _ in brand.components)
        return f"{brand.name} ({', '.join(brand.countries)}): {parts}"

    def _as_class(self, written: str, filed: str) -> Recognition | None:
        words = [word for word in filed.split() if word not in self._table.wording.articles]
        text = " ".join(words)
        singular = text.removesuffix("s")
        known = self._table.class_words
        class_id = known.get(filed) or known.get(text) or known.get(singular)
        return Recognition(written=written, how=How.CLASS, class_id=class_id) if class_id else None

    def _in_parts(self, written: str, said: Phrase, country: str, *, wide: bool = False) -> Recognition | None:
        """The reading when every word of the name is accounted for, or a refusal; None when some word is not known."""
        found = self._names_in(said.words, wide=wide)
        left = _left_over(said.words, found)
        branded = [item for item in found if item.brands]
        if not found or any(not self._table.wording.is_no_name(word.text) for word in left):
            return None
        if branded and any(word.text in self._table.wording.changing for word in left):
            return self._refused(written, found)
        if _one_or_the_other(said.words, found, self._table.wording.either) or self._holds_more(left, found):
            return self._refused(written, found)
        return self._put_together(written, said, found, country)

    def _holds_more(self, left: list[Word], found: list[_Found]) -> bool:
        """Whether a word says that something unnamed is in it: 'ibuprofen PM', not 'calcium plus vitamin D'.

        A sedating medicine explains 'night' and 'PM' by itself.
        """
        first, last = found[0].at, found[-1].at
        more = [word for word in left if word.text in self._table.wording.adding and not first < word.at < last]
        ids = [item.ingredient for item in found if item.ingredient]
        sedating = any("cns_depressant" in self._table.ingredient(id_).classes for id_ in ids)
        return any(word.text not in _OF_THE_NIGHT or not sedating for word in more)

    def _names_in(self, words: Sequence[Word], *, wide: bool) -> list[_Found]:
        """The known names in a row of words, longest first; not a salt beside its ingredient, nor tea."""
        found: list[_Found] = []
        at = 0
        while at < len(words):
            item = self._name_at(words, at, wide=wide)
            if item:
                found.append(item)
            at += len(item.words) if item else 1
        found = [item for item in found if not self._only_a_salt(item, found)]
        medicines = [item for item in found if item.text not in self._table.drinks]
        return medicines or found

    def _only_a_salt(self, item: _Found, found: list[_Found]) -> bool:
        """Whether 'potassium' is the salt in 'losartan potassium' and not an ingredient of its own."""
        if item.text not in self._table.wording.also_salts:
            return False
        part = item.words[0].part
        return any(other is not item and other.words[0].part == part for other in found)

    def _name_at(self, words: Sequence[Word], at: int, *, wide: bool) -> _Found | None:
        for end in range(min(len(words), at + _LONGEST_NAME), at, -1):
            span = tuple(words[at:end])
            text = " ".join(word.text for word in span)
            if id_ := self._table.generic(text):
                return _Found(span, ingredient=id_)
            brands = self._table.brands(text, wide=wide)
            if brands and not _is_a_count(words, end):
                return _Found(span, brands=brands)
        return None

    def _put_together(self, written: str, said: Phrase, found: list[_Found], country: str) -> Recognition:
        """The ingredients of all names found, each once, with the milligrams stated or else those of the product."""
        brand: Brand | None = None
        elsewhere: tuple[str, ...] = ()
        mg: dict[str, float | None] = {item.ingredient: None for item in found if item.ingredient}
        ids: dict[_Found, tuple[str, ...]] = {item: (item.ingredient,) for item in found if item.ingredient}
        for item in found:
            if not item.brands:
                continue
            chosen, elsewhere = self._chosen(item.brands, country)
            if mg and not chosen.ids & mg.keys() and _after_a_generic(item, found):
                return self._refused(written, found)
            brand = brand or chosen
            ids[item] = tuple(id_ for id_, _ in chosen.components)
            mg |= {id_: mg.get(id_) or fixed for id_, fixed in chosen.components}
        told = stated([(item.at, ids[item]) for item in found], said.strengths)
        mg |= told or self._table.codes.amounts(tuple(mg), said.bare)
        how = How.GENERIC if not brand else How.PRODUCT if len(mg) > 1 else How.BRAND
        components = tuple(self._table.component(id_, value) for id_, value in mg.items())
        name = brand.name if brand else ""
        return Recognition(written=written, how=how, components=components, brand=name, candidates=elsewhere)

    def _refused(self, written: str, found: list[_Found], candidates: tuple[str, ...] = ()) -> Recognition:
        """Not recognised, with the products or names it was near to."""
        products = tuple(self._describe(brand) for item in found for brand in item.brands)
        near = products or tuple(item.text for item in found)
        return Recognition(written=written, how=How.UNKNOWN, candidates=(*near, *candidates)[:5])

    # When the name is not written as it is filed.

    def _run_together(self, written: str, filed: str, country: str) -> Recognition | None:
        """A name filed with other spaces: 'zzz quil', 'cocodamol'."""
        name = self._table.compact.get(filed.replace(" ", "")) if len(filed) > 5 else None
        meaning = self._exactly(written, name, country, wide=True) if name else None
        return replace(meaning, read_as=name) if meaning and name else None

    def _misspelt(self, written: str, said: Phrase, country: str) -> Recognition:
        """The reading with every unknown word read as its likely spelling, or a refusal with candidates."""
        found = self._names_in(said.words, wide=True)
        unknown = [word for word in _left_over(said.words, found) if not self._table.wording.is_no_name(word.text)]
        likely = {word: self._table.speller.likely(word.text) for word in unknown}
        candidates = tuple(dict.fromkeys(name for one in likely.values() for name in one.candidates))
        for word, one in likely.items():
            near = one.candidates and len(word.text) > 3
            if not one.name and (near or not self._may_be_ignored(word, found)):
                return self._refused(written, found, candidates)
        words = [replace(word, text=likely[word].name) if word in likely else word for word in said.words]
        kept = tuple(word for word in words if word.text)
        meaning = self._in_parts(written, replace(said, words=kept), country, wide=True)
        if not unknown or meaning is None or not meaning.known:
            return self._refused(written, found, candidates)
        read_as = " + ".join(item.text for item in self._names_in(kept, wide=True))
        corrected = any(one.name for one in likely.values())
        others = tuple(name for name in candidates if not self._exact_ids(name) <= meaning.ingredient_ids)
        return replace(
            meaning,
            how=How.MISSPELLING if corrected else meaning.how,
            read_as=read_as,
            candidates=(*meaning.candidates, *others),
        )

    def _exact_ids(self, name: str) -> frozenset[str]:
        read = self._exactly(name, name, "", wide=True)
        return read.ingredient_ids if read else frozenset()

    def _may_be_ignored(self, word: Word, found: list[_Found]) -> bool:
        """Whether an unknown word beside a generic name is no more than a maker's."""
        if not found or any(item.brands for item in found) or self._table.speller.is_other_medicine(word.text):
            return False
        return any(word.part == item.words[0].part and word.at > item.at for item in found)


def read_names(folder: Path) -> Names:
    """The names of `folder` (`data/names/`)."""
    return Names(NameTable(folder))


def _left_over(words: Sequence[Word], found: list[_Found]) -> list[Word]:
    used = {word for item in found for word in item.words}
    return [word for word in words if word not in used]


def _one_or_the_other(words: Sequence[Word], found: list[_Found], either: frozenset[str]) -> bool:
    """Whether the names are alternatives: 'lorazepam or diazepam', but not 'ibuprofen and/or paracetamol'."""
    first, last = found[0].at, found[-1].at
    return any(
        word.text in either and first < word.at < last and words[max(place - 1, 0)].text != "and"
        for place, word in enumerate(words)
    )


def _is_a_count(words: Sequence[Word], end: int) -> bool:
    """Whether a name that ends in a number is really a count: 'Tylenol 3 times a day' is not Tylenol 3."""
    return words[end - 1].text.isdigit() and end < len(words) and words[end].text in _COUNTED


def _after_a_generic(item: _Found, found: list[_Found]) -> bool:
    """Whether a brand stands after a generic name, as in 'baclofen 10 mg [Lioresal]', and so must mean the same."""
    return any(other.ingredient and other.at < item.at for other in found)
