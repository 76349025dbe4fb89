"""Builds the fetched tables of `data/names/` from public registers: brands_us_register, rxnorm_products, other_names.

Inputs: the Drugs@FDA product file, RxNav "all related" answers and a copy of RxNorm names (see `--help` for the paths).
Names that the hand-kept tables (ingredients.csv, brands.csv) already hold are left to them; a difference is printed.
A US brand of ours with the same ingredients in a register cites that register.
Run it again after a change of those tables: `python tasks/names_from_registers.py SHARED`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from lissom.medicines.matching import key, phrase
from lissom.medicines.names import Names, read_names
from lissom.medicines.recognition import How

NAMES = Path(__file__).resolve().parents[1] / "src" / "lissom" / "data" / "names"
DRUGS_AT_FDA = "data/drugsfda/Products.txt.gz"
RXNAV = "data/rxnav/allrelated.jsonl.gz"
RXNORM = "data/nadac/rxnorm_prices_cds_hooks_sandbox.json"

NO_SLIPS = frozenset({"creatinine", "hypericin", "tulathromycin", "somatrogon", "morphinone", "deapril"})
"""Register words that lie near a name of ours and are no slip of it."""

Parts = tuple[tuple[str, float | None], ...]


def meaning(names: Names, written: str) -> Parts:
    """The ingredients of a register's own wording, or () when any word of it is not known for certain."""
    read = names.recognise(written)
    if read.how not in (How.GENERIC, How.BRAND, How.PRODUCT) or read.read_as:
        return ()
    return tuple((part.ingredient.id, part.mg) for part in read.components)


def drugs_at_fda(names: Names, shared: Path, unknown: Counter[str]) -> Iterator[tuple[str, Parts, str]]:
    with gzip.open(shared / DRUGS_AT_FDA, "rt", encoding="latin1") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            parts: list[tuple[str, float | None]] = []
            strengths = row["Strength"].split(";")
            ingredients = [name.strip() for name in row["ActiveIngredient"].split(";")]
            for index, ingredient in enumerate(ingredients):
                found = meaning(names, ingredient)
                if not found:
                    unknown[ingredient.lower()] += 1
                    break
                told = phrase(strengths[index]).strengths if len(strengths) == len(ingredients) else ()
                mg = told[0].mg[0] if len(told) == 1 and told[0].mg and len(found) == 1 else None
                parts.extend((id_, mg) for id_, _ in found)
            else:
                yield row["DrugName"], tuple(dict(parts).items()), "fda_drugsatfda_2019"


def lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def rxnorm_names(shared: Path) -> Iterator[tuple[str, str, str]]:
    """(rxcui, name, source) of every product name in the two copies of RxNorm."""
    for line in lines(shared / RXNAV):
        for group in json.loads(line)["allRelatedGroup"]["conceptGroup"]:
            if group.get("tty") in ("SCD", "SBD", "SCDC", "SBDC", "PIN", "MIN"):
                for concept in group.get("conceptProperties", []):
                    yield concept["rxcui"], concept["name"], "rxnorm_rxnav"
    names = json.loads((shared / RXNORM).read_text(encoding="utf-8"))["cuiToName"]
    for rxcui, name in names.items():
        yield rxcui, name, "cdshooks_rxn"


def label_names(shared: Path) -> Iterator[str]:
    """Generic and brand names of the US labels."""
    for path in sorted((shared / "data/openfda/label").glob("labels_*.jsonl.gz")):
        for line in lines(path):
            known = json.loads(line).get("openfda", {})
            yield from (*known.get("generic_name", ()), *known.get("brand_name", ()), *known.get("substance_name", ()))


def bulk_names(shared: Path) -> Iterator[str]:
    """Substances of the US directory of unfinished drugs."""
    with gzip.open(shared / "data/ndc/unfinished_product.txt.gz", "rt", encoding="latin1") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row.get("NONPROPRIETARYNAME") or ""


def medicine_word(names: Names, name: str) -> str:
    """The one word of a register name that is no form, salt or maker, or '' when there are several."""
    words = [word for word in re.findall(r"[a-z]{5,}", name.lower()) if not names.wording.is_no_name(word)]
    return words[0] if len(words) == 1 and names.recognise(words[0]).how in (How.UNKNOWN, How.MISSPELLING) else ""


def is_a_slip_of_ours(names: Names, word: str) -> bool:
    """Registers hold slips too: a long word that we would read as a generic name is one of those."""
    read = names.recognise(word)
    return len(word) > 7 and read.how is How.MISSPELLING and not read.brand and word not in NO_SLIPS


def cell(parts: Parts) -> str:
    return ";".join(f"{id_}:{mg:g}" if mg else id_ for id_, mg in parts)


def proper(name: str) -> str:
    return name.title() if name.isupper() else name


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))
    print(f"{path.name}: {len(rows)} rows")


def brand_table(
    names: Names, seen: dict[str, list[tuple[str, Parts, str]]], ours: dict[str, set[frozenset[str]]]
) -> list[list[str]]:
    rows: list[list[str]] = []
    for filed, products in sorted(seen.items()):
        sets = {frozenset(id_ for id_, _ in parts) for _, parts, _ in products}
        if filed in ours:
            if not sets & ours[filed]:
                print("differs from brands.csv:", filed, [sorted(s) for s in sets], [sorted(s) for s in ours[filed]])
            continue
        if len(sets) > 1 or names.recognise(filed).how is How.GENERIC or filed.isdigit():
            continue
        strengths = {parts for _, parts, _ in products}
        parts = next(iter(strengths)) if len(strengths) == 1 else tuple((id_, None) for id_, _ in products[0][1])
        rows.append([filed, proper(products[0][0]), "US", cell(parts), products[0][2]])
    return rows


def confirm(path: Path, seen: dict[str, list[tuple[str, Parts, str]]]) -> None:
    """Gives a hand-kept US brand, as its source, the register that holds it with the same ingredients."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    for row in rows:
        filed, _, countries, ingredients, _ = row
        ids = {part.split(":")[0] for part in ingredients.split(";")}
        held = [source for _, parts, source in seen.get(filed, ()) if {id_ for id_, _ in parts} == ids]
        if held and "US" in countries.split(";"):
            row[4] = held[0]
    write(path, header, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="folder that holds the registers' files")
    shared = parser.parse_args().shared
    write(NAMES / "brands_us_register.csv", ["key", "name", "countries", "ingredients", "source"], [])
    names = read_names(NAMES)
    with (NAMES / "brands.csv").open(encoding="utf-8") as file:
        ours: dict[str, set[frozenset[str]]] = defaultdict(set)
        for row in csv.DictReader(file):
            ours[row["key"]].add(frozenset(part.split(":")[0] for part in row["ingredients"].split(";")))
    unknown: Counter[str] = Counter()
    seen: dict[str, list[tuple[str, Parts, str]]] = defaultdict(list)
    products: list[list[str]] = []
    singles = {ingredient.rxcui for ingredient in names.ingredients.values()}
    for name, parts, source in drugs_at_fda(names, shared, unknown):
        seen[key(name)].append((name, parts, source))
    for rxcui, name, source in rxnorm_names(shared):
        generic, _, brand = name.partition("[")
        parts = meaning(names, generic)
        if not parts:
            unknown[generic.lower()] += 1
            continue
        if rxcui not in singles:
            products.append([rxcui, cell(parts)])
        if brand:
            seen[key(brand)].append((brand.strip("] "), parts, source))
    confirm(NAMES / "brands.csv", seen)
    write(
        NAMES / "brands_us_register.csv",
        ["key", "name", "countries", "ingredients", "source"],
        brand_table(names, seen, ours),
    )
    unique = dict(products)
    write(NAMES / "rxnorm_products.csv", ["rxcui", "ingredients"], [list(item) for item in unique.items()])
    write(NAMES / "other_names.csv", ["name"], [])
    names = read_names(NAMES)
    words = {
        word
        for name in (*unknown, *seen, *label_names(shared), *bulk_names(shared))
        if (word := medicine_word(names, name)) and not is_a_slip_of_ours(names, word)
    }
    write(NAMES / "other_names.csv", ["name"], [[word] for word in words])
    print(len(unknown), "register names not resolved; the most frequent:")
    print([name for name, _ in unknown.most_common(250)])


if __name__ == "__main__":
    main()
