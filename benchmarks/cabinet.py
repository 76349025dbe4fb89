"""Measures the cabinet: ingest beside bare parsing, search and identification in a large store, corrupted imprints.

python benchmarks/cabinet.py ingest SHARED [--labels 4000]
python benchmarks/cabinet.py parts SHARED [--labels 100]
python benchmarks/cabinet.py large SHARED [--labels 50000] [--at FOLDER]
python benchmarks/cabinet.py pillbox SHARED
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lissom.store.rows import LabelRows

SET_ID = re.compile(rb'<setId root="[^"]*"/?>')
WORD = re.compile(rb"(?<=[a-z] )(patients|treatment|dose|therapy|studies|women|children|daily)(?= [a-z])")
IMPRINT = re.compile(rb'(<value xsi:type="ST">)([^<]*)(</value>)')


def copies(sources: list[Path], count: int, into: Path, seed: int = 1, *, own_texts: bool = True) -> int:
    """Write `count` labels made from real ones: own set id, own imprints, and words added so that no text is equal.

    Without texts of their own they are like the labels of repackagers. Returns the bytes written.
    """
    draw = random.Random(seed)
    contents = [path.read_bytes() for path in sources]
    size = 0
    for number in range(count):
        content = contents[number % len(contents)]
        name = str(uuid.UUID(int=draw.getrandbits(128)))
        content = SET_ID.sub(f'<setId root="{name}"/>'.encode(), content)
        tag = f"lot{seed + number:06d}".encode()
        if own_texts:
            content = WORD.sub(lambda match, tag=tag: match[0] + b" " + tag, content)
            content = re.sub(rb"</paragraph>", b" " + tag + b"</paragraph>", content)
        content = IMPRINT.sub(lambda match: match[1] + _imprint(draw) + match[3], content)
        folder = into / f"{number // 1000:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.xml").write_bytes(content)
        size += len(content)
    return size


def _imprint(draw: random.Random) -> bytes:
    letters = "".join(draw.choices("ABCDEFGHIKLMNPRSTUVWXYZ", k=draw.choice((1, 2, 3))))
    digits = "".join(draw.choices("0123456789", k=draw.choice((2, 3, 4))))
    return f"{letters};{digits}".encode()


def bare(paths: list[Path]) -> int:
    """What lxml alone does with the files."""
    from lxml import etree

    for path in paths:
        etree.fromstring(path.read_bytes())
    return len(paths)


def bare_on_all_cores(paths: list[Path], cores: int) -> tuple[float, float]:
    """(seconds, processor seconds) that lxml alone takes for the files on all cores, processes already started."""
    chunks = [paths[at : at + 40] for at in range(0, len(paths), 40)]
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as executor:
        list(executor.map(bare, [paths[:2]] * cores))
        started = time.perf_counter()
        used = sum(executor.map(_bare_used, chunks))
        return time.perf_counter() - started, used


def _bare_used(paths: list[Path]) -> float:
    started = time.process_time()
    bare(paths)
    return time.process_time() - started


def ingest(shared: Path, labels: int, times: int = 2) -> None:
    """Adding beside bare parsing. On a busy machine the processor seconds tell more than the clock.

    The processes of lxml are started before, and so is the compiled reader loaded before, as in a run of any length.
    """
    from lissom.store.adding import add
    from lissom.store.reading import prepare_to_scan

    prepare_to_scan()
    for own_texts in (True, False):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            size = copies(_labels(shared), labels, root / "xml", own_texts=own_texts) / 1e6
            paths = sorted((root / "xml").rglob("*.xml"))
            alone, ours = [], []
            for turn in range(times):  # in turn, as other work comes and goes
                alone.append(bare_on_all_cores(paths, 2))
                started, used = time.perf_counter(), _used()
                tally = add([root / "xml"], at=root / str(turn) / "cabinet.sqlite", processes=2)
                ours.append((time.perf_counter() - started, _used() - used))
        clock, used = (min(one[place] for one in ours) for place in (0, 1))
        clock_alone, used_alone = (min(one[place] for one in alone) for place in (0, 1))
        texts = "all different" if own_texts else "shared"
        print(f"{labels} labels, texts {texts}, {size:.0f} MB, {dict(tally.labels)}")
        print(f"lxml alone, two processes: {clock_alone:.2f} s, {used_alone:.2f} s of processor")
        print(f"lissom labels add:         {clock:.2f} s, {used:.2f} s of processor, {size / clock:.0f} MB/s")
        print(
            f"of the speed of lxml alone: {clock_alone / clock:.0%} by the clock, {used_alone / used:.0%} by processor"
        )


def parts(shared: Path, labels: int, times: int = 5) -> None:
    """Where the time of adding goes, in units of bare parsing.

    Each document goes through all parts before the next, as in earnest; of several times the shortest counts, so that
    other work on the machine hardly tells.
    """
    import pickle

    from lxml import etree

    from lissom.medicines.scanning.document import Scanner
    from lissom.medicines.spl import read_spl
    from lissom.medicines.spl_products import products_of
    from lissom.medicines.spl_sections import sections_of
    from lissom.store.rows import label_rows

    with tempfile.TemporaryDirectory() as folder:
        copies(_labels(shared), labels, Path(folder))
        documents = [path.read_bytes() for path in sorted(Path(folder).rglob("*.xml"))]
    best: dict[str, list[float]] = {}
    scan = Scanner().gathered

    def timed(part: str, place: int, call: Callable[..., Any], *given: object) -> Any:
        started = time.thread_time()
        made = call(*given)
        taken = best.setdefault(part, [float("inf")] * len(documents))
        taken[place] = min(taken[place], time.thread_time() - started)
        return made

    rows = []
    for turn in range(times):
        for place, document in enumerate(documents):
            timed("bare", place, _dropped, etree.fromstring, document)
            timed("read by the parser", place, _dropped, read_spl, document)
            label = timed("read by the compiled form", place, read_spl, document, "", scan)
            gathered = timed("- gathered", place, scan, document)
            timed("- products", place, products_of, gathered.products)
            timed("- sections", place, sections_of, gathered.sections)
            ready = timed("rows", place, label_rows, label)
            timed("taken over", place, pickle.loads, timed("handed over", place, pickle.dumps, ready, 5))
            rows += [ready] if turn == 0 else []
    bare_parsing = sum(best["bare"])
    for part, taken in best.items():
        print(f"{part:26} {sum(taken) / bare_parsing:.2f}")
    for part, seconds in zip(
        ("written", "indexed"), map(min, zip(*(_writing(rows) for _ in range(times)), strict=True)), strict=True
    ):
        print(f"{part:26} {seconds / bare_parsing:.2f}")


def _dropped(read: Callable[[bytes], object], document: bytes) -> None:
    """Read a document and let go of what was made of it, which takes its time too."""
    read(document)


def _writing(rows: Sequence[LabelRows]) -> tuple[float, float]:
    """Seconds of processor to write labels into a new store, and to index their words."""
    from lissom.store.cabinet import cabinet
    from lissom.store.words import Follower
    from lissom.store.writing import Writer

    with tempfile.TemporaryDirectory() as folder, cabinet(Path(folder) / "cabinet.sqlite", make=True) as db:
        started = time.process_time()
        db.execute("BEGIN IMMEDIATE")
        writer = Writer(db)
        for one in rows:
            writer.label(one)
        db.execute("COMMIT")
        written = time.process_time()
        follower = Follower(Path(folder) / "cabinet.sqlite")
        follower.follow()
        follower.close()
        return written - started, time.process_time() - written


def _used() -> float:
    """Seconds of processor that this process and its finished children have used."""
    from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

    return sum(one.ru_utime + one.ru_stime for one in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def _labels(shared: Path) -> list[Path]:
    return sorted((shared / "data" / "spl" / "xml").glob("*.xml"))


def large(shared: Path, labels: int, folder: Path) -> None:
    """Fill a store with many labels made from real ones, then time searches and identifications in it."""
    from lissom.store.adding import add
    from lissom.store.cabinet import cabinet
    from lissom.store.searching import search

    at = folder / "cabinet.sqlite"
    sources = [path for path in _labels(shared) if path.stat().st_size < 400_000]
    already = _held(at)
    started, peak, size = time.perf_counter(), 0, 0
    for step in range(already, labels, 2500):
        with tempfile.TemporaryDirectory(dir=folder) as made:
            size += copies(sources, min(2500, labels - step), Path(made), seed=step)
            begun = time.perf_counter()
            add([Path(made)], at=at, processes=2)
            peak = max(peak, _peak_memory())
            print(f"{step + 2500} labels, {time.perf_counter() - begun:.1f} s, peak memory {peak} MiB", flush=True)
    taken, kept = time.perf_counter() - started, at.stat().st_size / 1e6
    print(f"{size / 1e6:.0f} MB of XML in {taken:.0f} s; {kept:.0f} MB of store")
    with cabinet(at) as db:
        for words in QUESTIONS:
            clock, used = _median(lambda words=words: search(db, words))
            print(f"search {words!r}: median {clock:.1f} ms, {used:.1f} ms of processor")
        marks = [row[0] for row in db.execute("SELECT imprint FROM tablet ORDER BY random() LIMIT 60")]
        print(f"identify: median {_identifying(db, marks):.1f} ms")


def _held(at: Path) -> int:
    """How many labels a store left by an earlier run holds already, in whole steps."""
    from lissom.store.cabinet import cabinet

    if not at.exists():
        return 0
    with cabinet(at) as db:
        (count,) = db.execute("SELECT count(*) FROM label").fetchone()
    return int(count) // 2500 * 2500


QUESTIONS = (
    "withdrawal abrupt",
    "haloperidol renal",
    '"hepatic impairment"',
    "dose adjustment renal",
    "bleeding aspirin",
    "renal",
    "patients",
    "ciprofloxacin tendon rupture",
    "liver disease dose reduction",
    "use in patients with renal failure",
    "patients with liver disease",
    "children under 12 years",
    "treatment of patients with heart failure",
    '"should not be used in patients"',
    "what is the maximum dose in renal failure",
    "ibuprofen asthma aspirin sensitivity",
    "carvedilol bronchospasm asthma",
    "store at room temperature",
    "take with food",
    "pregnancy lactation",
    "side effects",
    "alcohol",
    "liver",
    "the",
    "hepat* impair*",
    "baclofen renal",
    "haloperidl",
    "xylophone",
)


def _median(call: Callable[[], object], times: int = 15) -> tuple[float, float]:
    """Milliseconds by the clock, and of processor: on a busy machine the second tells more."""
    clock, used = [], []
    for _ in range(times):
        started, before = time.perf_counter(), time.process_time()
        call()
        used.append(time.process_time() - before)
        clock.append(time.perf_counter() - started)
    return statistics.median(clock) * 1000, statistics.median(used) * 1000


def _identifying(db: Connection, marks: list[str]) -> float:
    """Milliseconds (median) of identifying tablets, one character of each imprint corrupted."""
    from lissom.medicines.identify import identify
    from lissom.medicines.identify_words import Description
    from lissom.store.looks import how_many, near

    draw = random.Random(1)
    taken = []
    for one in marks:
        seen = Description(imprint=corrupted(one, draw), colours=("C48325",))
        started = time.perf_counter()
        identify(seen, near(db, seen), held=how_many(db))
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def _peak_memory() -> int:
    """Mebibytes that this process has held at most."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def corrupted(imprint: str, draw: random.Random) -> str:
    """The imprint with one character lost, replaced, added or swapped with its neighbour."""
    places = [at for at, one in enumerate(imprint) if one.isalnum()]
    at = draw.choice(places)
    match draw.choice(("alike", "other", "lost", "swapped")):
        case "alike":
            pairs = {"0": "O", "O": "0", "1": "I", "I": "1", "L": "1", "5": "S", "S": "5", "8": "B", "B": "8"}
            alike = [one for one in places if imprint[one].upper() in pairs]
            at = draw.choice(alike) if alike else at
            new = pairs.get(imprint[at].upper()) or draw.choice("ABCDEFGHJKMNPRTUVWXY23479")
            return imprint[:at] + new + imprint[at + 1 :]
        case "other":
            new = draw.choice([one for one in "ABCDEFGHJKMNPRTUVWXY23479" if one != imprint[at].upper()])
            return imprint[:at] + new + imprint[at + 1 :]
        case "lost" if len(places) > 1:
            return imprint[:at] + imprint[at + 1 :]
        case _:
            neighbours = [one for one in places[:-1] if one + 1 in places and imprint[one] != imprint[one + 1]]
            if not neighbours:
                return imprint[:at] + ("X" if imprint[at].upper() != "X" else "Y") + imprint[at + 1 :]
            at = draw.choice(neighbours)
            return imprint[:at] + imprint[at + 1] + imprint[at] + imprint[at + 2 :]


def pillbox(shared: Path, seed: int = 1, *, marks_only: bool = False) -> dict[str, float]:
    """Shares of 200 Pillbox records with one character corrupted: right first, in five, refused, wrong.

    Colour, shape and break lines are described as well, unless only the marks are. "Absent yet named": some other
    medicine is named when the true one is taken off the shelf.
    """
    import csv

    from lissom.medicines.appearance_registers import tablets_in_rows
    from lissom.medicines.identify import identify
    from lissom.medicines.identify_words import Description
    from lissom.store.adding import add
    from lissom.store.cabinet import cabinet
    from lissom.store.looks import how_many, near

    draw = random.Random(seed)
    with (shared / "data/pillbox/pillbox_api_records.csv").open(encoding="utf-8", newline="") as lines:
        tablets = [one for one in tablets_in_rows(csv.DictReader(lines)) if sum(map(str.isalnum, one.look.imprint)) > 1]
    counts = dict.fromkeys(("first", "in five", "refused", "named wrongly", "absent yet named"), 0)
    chosen = draw.sample(tablets, min(200, len(tablets)))
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder) / "cabinet.sqlite"
        add([shared / "data" / one for one in ("pillbox", "spl", "openfda")], at=at, processes=1)
        with cabinet(at) as db:
            for tablet in chosen:
                look = tablet.look
                imprint = corrupted(look.imprint, draw)
                seen = Description(imprint=imprint, colours=look.colours, shape=look.shape, score=look.score)
                if marks_only:
                    seen = Description(imprint=imprint)
                close, held = near(db, seen), how_many(db)
                found = identify(seen, close, held=held)
                others = [one for one in close if one.drug != tablet.drug]
                counts["absent yet named"] += identify(seen, others, held=held).named is not None
                holds = [one.drug for one in found.candidates]
                counts["first"] += holds[:1] == [tablet.drug]
                counts["in five"] += tablet.drug in holds[:5]
                counts["refused"] += found.named is None
                counts["named wrongly"] += found.named is not None and found.named.drug != tablet.drug
    return {name: count / len(chosen) for name, count in counts.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("ingest", "parts", "large", "pillbox"))
    parser.add_argument("shared", type=Path)
    parser.add_argument("--labels", type=int, default=0)
    parser.add_argument("--at", type=Path)
    given = parser.parse_args()
    if given.what == "ingest":
        ingest(given.shared, given.labels or 4000)
    elif given.what == "parts":
        parts(given.shared, given.labels or 100)
    elif given.what == "large":
        with tempfile.TemporaryDirectory() as folder:
            large(given.shared, given.labels or 50_000, given.at or Path(folder))
    elif given.what == "pillbox":
        for only, seed in product((False, True), range(1, 4)):
            shares = pillbox(given.shared, seed, marks_only=only)
            told = (f"{name} {share:.1%}" for name, share in shares.items())
            print("marks only" if only else "marks, colour, shape", *told, sep="  ")


if __name__ == "__main__":
    sys.exit(main())
