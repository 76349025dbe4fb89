"""`lissom labels`: the user's own store of labels: add, fetch, search, show, compare versions, quote a pair."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, Quiet
from lissom.facts.errors import Fault, InputError

if TYPE_CHECKING:
    from lissom.library import Library
    from lissom.medicines.label_quote import Named, Quote
    from lissom.store.adding import Progress
    from lissom.store.tally import Tally

labels = typer.Typer(help="Medicine labels kept in your own store.", no_args_is_help=True, rich_markup_mode=None)

SetId = Annotated[str, typer.Argument(metavar="LABEL", help="A set id, its beginning, an NDC, or a product's name.")]
SHOWN_BAD = 20


@labels.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders or release zips.")],
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Read labels, looks of tablets and price lists into the store. Can be repeated, and stopped at any moment.

    Reads SPL XML and DailyMed release zips, openFDA label JSON, Pillbox and Taiwan looks, NADAC and other price
    lists, Drugs@FDA tables.

    Example: lissom labels add ~/Downloads/dm_spl_release_human_rx_part1.zip
    """
    from lissom.store.adding import add as add_all

    output.tell_before_compiling(quiet=quiet, what="the reader of many labels")
    with _progress(quiet) as progress:
        tally = add_all(paths, progress=progress)
    _tell(tally, as_json, quiet)


@labels.command()
def fetch(
    drug: Annotated[str, typer.Argument(help="The medicine whose labels are fetched.")],
    most: Annotated[int, typer.Option("--most", help="Stop after so many labels; 0 fetches all.")] = 0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch the current US labels of a medicine from DailyMed into the store. Sends only the medicine's name.

    One request at a time, with pauses; what was fetched before is not fetched again.

    Example: lissom labels fetch baclofen
    """
    from lissom.store.adding import add as add_all
    from lissom.store.place import folder
    from lissom.web import dailymed

    if not drug.strip():
        raise InputError([Fault(where="labels fetch", expected="the name of a medicine", came="nothing")])

    def told(number: int, listing: Any) -> None:
        if not quiet:
            typer.echo(f"{number} {listing.title[:90]}", err=True)

    paths = dailymed.fetch(drug, folder() / "fetched", dailymed.DailyMed(), told=told, most=most)
    if not paths:
        raise InputError([Fault(where=drug[:60], expected="a medicine that DailyMed has labels of", came="none found")])
    _tell(add_all(paths), as_json, quiet)


@labels.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='Words, or a "phrase in quotation marks".')],
    section: Annotated[
        str, typer.Option("--section", help="Only sections of this LOINC code, or with this name.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="How many sections.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Search the current labels in the store, best section first. Found words stand between « and ».

    Example: lissom labels search "withdrawal abrupt"
    """
    from lissom.report.labels import hits_document
    from lissom.report.plain import plain
    from lissom.store.cabinet import cabinet
    from lissom.store.citing import label_sources
    from lissom.store.ranking import CLOSE, OPEN
    from lissom.store.searching import search as search_in
    from lissom.store.suggesting import meant_instead

    asked, code = " ".join(words), _code(section)
    with cabinet() as db:
        hits = [plain(hit) for hit in search_in(db, asked, section=code, limit=limit)]
        sources = label_sources(db, (f"label:{hit['set_id']}:v{hit['version']}" for hit in hits))
        instead = () if hits else meant_instead(db, asked)
    for hit in hits:
        hit["excerpt"] = hit["excerpt"].replace(OPEN, "«").replace(CLOSE, "»")
    if as_json:
        output.print_json(hits)
    else:
        output.show(hits_document(asked, hits, sources, instead))


@labels.command()
def show(
    label: SetId,
    version: Annotated[int, typer.Option("--version", help="A kept version; the newest when left out.")] = 0,
    section: Annotated[
        str, typer.Option("--section", help="Only this section: LOINC code, or a word of its title.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show a label of the store, boxed warning first.

    Example: lissom labels show baclofen --section overdosage
    """
    from lissom.report.labels import label_document
    from lissom.report.plain import plain
    from lissom.store.cabinet import cabinet
    from lissom.store.codes import meant
    from lissom.store.shelf import take, versions

    with cabinet(words=False) as db:
        kept = versions(db, meant(db, label))
        found = take(db, kept[-1].set_id, version or kept[-1].version)
    if as_json:
        output.print_json(plain(found))
    else:
        output.show(label_document(found, [one.version for one in kept], section))


@labels.command()
def diff(
    label: SetId,
    old: Annotated[str, typer.Argument(metavar="[V1]", help="The older version; the last but one when left out.")] = "",
    new: Annotated[str, typer.Argument(metavar="[V2]", help="The newer version; the last when left out.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show what changed between two versions of a label.

    Example: lissom labels diff e9481622-7cc6-418a-acb6-c5450daae9b0 29 30
    """
    from lissom.medicines.label_changes import label_changes
    from lissom.report.labels import changes_document, changes_json
    from lissom.store.cabinet import cabinet
    from lissom.store.codes import meant
    from lissom.store.shelf import take, versions

    with cabinet(words=False) as db:
        kept = versions(db, meant(db, label))
        first, second = _two([one.version for one in kept], old, new)
        changes = label_changes(take(db, kept[0].set_id, first), take(db, kept[0].set_id, second))
    if as_json:
        output.print_json(changes_json(changes))
    else:
        output.show(changes_document(changes))


@labels.command()
def pair(
    medicines: Annotated[list[str], typer.Argument(metavar="MEDICINE MEDICINE...", help="Two medicines or more.")],
    as_json: AsJson = False,
) -> None:
    """Quote what the labels of medicines say of one another, or of one another's class, from your own store.

    Example: lissom labels pair tizanidine ciprofloxacin
    """
    from lissom.report.labels_pair import pair_document
    from lissom.report.plain import plain
    from lissom.store.cabinet import cabinet
    from lissom.store.citing import label_sources
    from lissom.store.quoting import Quoting, labels_of

    if len(medicines) < 2:
        raise InputError([Fault(where="labels pair", expected="two medicines or more", came="one")])
    library = output.library()
    named = list({one.name: one for one in (_named(written, library) for written in medicines)}.values())
    if len(named) < 2:
        raise InputError([Fault(where="labels pair", expected="two medicines or more", came=f"{named[0].name} alone")])
    with cabinet() as db:
        quotes = Quoting(db)
        found: list[tuple[str, str, int, tuple[Quote, ...]]] = [
            (a.name, b.name, labels_of(db, a), quotes(a, b)) for a, b in permutations(named, 2)
        ]
        ids = (f"label:{quote.set_id}:v{quote.version}" for *_, several in found for quote in several)
        sources = label_sources(db, ids)
    sides = [
        {"labels_of": a, "speak_of": b, "labels": count, "quotes": plain(several)} for a, b, count, several in found
    ]
    if as_json:
        output.print_json(sides)
    else:
        output.show(pair_document(sides, sources))


def _named(written: str, library: Library) -> Named:
    """A medicine with the names labels may call it by. Raises `InputError` when it is not known."""
    from lissom.answers.label_quotes import named

    read = library.names.recognise(written)
    if not read.components:
        could = f"; it could be {', '.join(read.candidates[:3])}" if read.candidates else ""
        raise InputError([Fault(where="labels pair", expected="a medicine we know", came=f"{written[:60]!r}{could}")])
    return named(read, library.names)


def _two(kept: list[int], old: str, new: str) -> tuple[int, int]:
    """The two versions asked for. Raises `InputError` with the versions there are."""
    asked = [text.lower().removeprefix("v") for text in (old, new) if text]
    came = f"version {', '.join(map(str, kept))} only" if len(kept) == 1 else ", ".join(map(str, kept))
    if not all(text.isdigit() and int(text) in kept for text in asked) or (len(kept) < 2 and len(asked) < 2):
        raise InputError([Fault(where="labels diff", expected="two versions that are kept", came=came)])
    if len(asked) == 2:
        return int(asked[0]), int(asked[1])
    newest = kept[-1]
    if asked:
        return int(asked[0]), newest
    return kept[-2], newest


def _code(section: str) -> str:
    """The LOINC code of a section named by code or by a part of its title. Raises `InputError`."""
    if not section:
        return ""
    from lissom.medicines.label_codes import section_titles

    titles = section_titles()
    if section in titles:
        return section
    wanted = section.lower()
    exact = [code for code, title in titles.items() if title.lower() == wanted]
    found = exact or [code for code, title in titles.items() if wanted in title.lower()]
    if len(found) != 1:
        came = ", ".join(titles[code] for code in found[:6]) or repr(section[:40])
        raise InputError([Fault(where="--section", expected="a section of labels", came=came)])
    return found[0]


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar on stderr, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task("reading", total=None)

    def advance(done: int, total: int) -> None:
        bar.start()  # only now: its thread would keep the processes that read from being copies of this one
        bar.update(task, completed=done, total=total)

    try:
        yield advance
    finally:
        bar.stop()


def _tell(tally: Tally, as_json: bool, quiet: bool) -> None:
    """Counts on stdout; every bad file on stderr."""
    if as_json:
        output.print_json(tally.plain())
    else:
        for line in tally.lines():
            typer.echo(line)
    if not quiet:
        for name, why in tally.bad[:SHOWN_BAD]:
            typer.echo(f"not read: {name}: {why}", err=True)
        if len(tally.bad) > SHOWN_BAD:
            typer.echo(f"not read: {len(tally.bad) - SHOWN_BAD} more", err=True)


@labels.callback()
def _group() -> None:
    """Keeps the verbs named sub-commands."""


def register(app: typer.Typer) -> None:
    app.add_typer(labels, name="labels")
