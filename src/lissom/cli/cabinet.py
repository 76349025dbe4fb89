"""`lissom identify`: which tablet fits a description, in words or by its features."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson
from lissom.facts.errors import Fault, Faults, InputError

if TYPE_CHECKING:
    from lissom.facts.source import Source
    from lissom.library import Library
    from lissom.medicines.identify import Identification
    from lissom.medicines.identify_words import Description
    from lissom.report.cabinet_ndc import Coded

Words = Annotated[
    list[str] | None, typer.Argument(metavar="[WORDS]...", help='In words: "small white round, 10 one side".')
]
Imprint = Annotated[str, typer.Option("--imprint", help='What is pressed or printed on it, all sides: "LCI 1330".')]
Colour = Annotated[str, typer.Option("--colour", "--color", help="Its colour, or colours.")]
Shape = Annotated[str, typer.Option("--shape", help="Its shape: round, oval, capsule ...")]
Size = Annotated[str, typer.Option("--size", help='Its longest side: "8 mm", small or large.')]
Score = Annotated[str, typer.Option("--score", help="Its break lines: none, half or quarter.")]

Code = Annotated[str, typer.Option("--ndc", help="A US product code instead of a description: 0591-5658-01.")]


def identify(
    words: Words = None,
    imprint: Imprint = "",
    colour: Colour = "",
    shape: Shape = "",
    size: Size = "",
    score: Score = "",
    ndc: Code = "",
    as_json: AsJson = False,
) -> None:
    """Name the tablet that fits a description, or say why none is named. Never sure: a pharmacist can confirm it.

    Compared are the curated relaxants and whatever `lissom labels add` put into your own store. With a US product code
    (NDC) instead of a description, says which product bears it.

    Example: lissom identify --imprint "LCI 1330" --colour white
    """
    said = " ".join(words or ())
    if _is_code(ndc or said):
        _say_code(ndc or said, as_json=as_json)
        return
    if ndc:
        expected = "an NDC: 0591-5658-01, 0591-5658, 00591565801"
        raise InputError([Fault(where="--ndc", expected=expected, came=repr(ndc[:40]))])
    seen = _described(said, imprint, colour, shape, size, score)
    library = output.library()
    found, sources, with_store = _identified(seen, library)
    from lissom.report.cabinet import identified_document, identified_json

    if as_json:
        output.print_json(identified_json(found))
    else:
        output.show(identified_document(found, sources, library.version, with_store=with_store))


def _is_code(text: str) -> bool:
    from lissom.medicines.ndc import is_ndc

    return is_ndc(text)


def _say_code(asked: str, *, as_json: bool) -> None:
    from lissom.report.cabinet_ndc import ndc_document, ndc_json
    from lissom.store.place import has_cabinet

    library = output.library()
    found = _coded(asked.strip(), library)
    if as_json:
        output.print_json(ndc_json(found))
    else:
        output.show(ndc_document(found, library.sources, library.version, with_store=has_cabinet()))


def _coded(asked: str, library: Library) -> Coded:
    """What labels, curated products and price lists hold under a code. Opens the store only where there is one."""
    from lissom.medicines.ndc import ndcs
    from lissom.report.cabinet_ndc import Coded, curated_with
    from lissom.store.place import has_cabinet

    codes = ndcs(asked)
    curated = curated_with(tuple(library.products), codes)
    if not has_cabinet():
        return Coded(asked=asked, codes=codes, labels=(), curated=curated, prices=())
    from lissom.store.cabinet import cabinet
    from lissom.store.codes import labels_with, prices_with
    from lissom.store.shelf import take

    with cabinet(words=False) as db:
        labels = tuple(take(db, set_id, version) for set_id, version in labels_with(db, codes))
        return Coded(asked=asked, codes=codes, labels=labels, curated=curated, prices=prices_with(db, codes))


def _identified(seen: Description, library: Library) -> tuple[Identification, Mapping[str, Source], bool]:
    """(the answer, everything it cites, whether there is a store). Opens the store only where there is one."""
    from lissom.medicines.appearance_curated import curated_tablets
    from lissom.medicines.appearance_registers import register_sources
    from lissom.medicines.identify import identify as identified
    from lissom.report.cabinet import cited
    from lissom.store.place import has_cabinet

    curated = tuple(curated_tablets(library.products))
    known = {**library.sources, **register_sources()}
    if not has_cabinet():
        return identified(seen, curated), known, False
    from lissom.store.cabinet import cabinet
    from lissom.store.citing import label_sources
    from lissom.store.looks import how_many, near

    with cabinet(words=False) as db:
        tablets = (*curated, *near(db, seen))
        found = identified(seen, tablets, held=len(curated) + how_many(db), means=_meaning(library))
        return found, {**known, **label_sources(db, cited(found))}, True


def _meaning(library: Library) -> Callable[[str], str]:
    """One name for what registers write with salts, brands and in other orders; as written where it is not known."""

    def means(drug: str) -> str:
        read = [library.names.recognise(part) for part in drug.split(" + ")]
        known = all(one.components for one in read)
        ids = {name.replace("_", " ") for one in read for name in one.ingredient_ids}
        return " + ".join(sorted(ids)) if known else drug

    return means


def _described(words: str, imprint: str, colour: str, shape: str, size: str, score: str) -> Description:
    """The description in words, each flag in place of what the words say. Raises `InputError` with every fault."""
    from lissom.medicines.appearance_words import colours_in, shapes_in
    from lissom.medicines.identify_words import described

    faults = Faults()
    seen = described(words)
    if imprint:
        seen = replace(seen, imprint=imprint)
    if colour:
        seen = replace(seen, colours=colours_in(colour))
        _expect(bool(seen.colours), "--colour", "a colour, such as white or light blue", colour, faults)
    if shape:
        seen = replace(seen, shape=next(iter(shapes_in(shape)), ""))
        _expect(bool(seen.shape), "--shape", "a shape, such as round, oval or capsule", shape, faults)
    if size:
        said = described(size if not size.replace(".", "", 1).isdigit() else f"{size} mm")
        seen = replace(seen, size_mm=said.size_mm, size_word=said.size_word)
        _expect(bool(said.size_mm or said.size_word), "--size", "millimetres, small or large", size, faults)
    if score:
        pieces = {
            "none": 1,
            "no": 1,
            "1": 1,
            "half": 2,
            "halves": 2,
            "2": 2,
            "yes": 2,
            "quarter": 4,
            "quarters": 4,
            "4": 4,
        }
        seen = replace(seen, score=pieces.get(score.lower()))
        _expect(seen.score is not None, "--score", "none, half or quarter", score, faults)
    faults.raise_input_error()
    if not seen:
        came = repr(words[:40]) if words.strip() else "nothing"
        raise InputError([Fault(where="identify", expected="an imprint, a colour or a shape", came=came)])
    return seen


def _expect(well: bool, where: str, expected: str, came: str, faults: Faults) -> None:
    if not well:
        faults.add(where, expected, repr(came[:40]))


def register(app: typer.Typer) -> None:
    app.command()(identify)
