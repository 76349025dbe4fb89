"""Adding to the store: nothing twice, nothing lost, bad files counted, and a killed run goes on where it was."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from tests.store.conftest import Write, spl, whole

from lissom.facts.errors import EnvironmentFault, InputError
from lissom.medicines.label import Label
from lissom.medicines.scanning.kept import folder as scanning_folder
from lissom.medicines.spl import read_spl
from lissom.store import adding, feeding
from lissom.store.adding import add
from lissom.store.cabinet import cabinet
from lissom.store.feeding import items
from lissom.store.reading import WORTH_COMPILING, WORTH_SCANNING, read_documents, scanning_pays
from lissom.store.rows import label_rows
from lissom.store.schema import STEPS
from lissom.store.tally import Tally
from lissom.store.writing import Writer, Written

RECORD = {
    "set_id": "aaaa-1",
    "version": "1",
    "effective_time": "20010101",
    "indications_and_usage": ["1 USES For spasticity."],
    "openfda": {"brand_name": ["Baclofen"], "substance_name": ["BACLOFEN"], "manufacturer_name": ["Sample Labs"]},
}


def count(at: Path, table: str) -> int:
    with cabinet(at) as db:
        (number,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    return int(number)


def test_a_label_is_added_once(write: Write, at: Path) -> None:
    path = write()
    assert add([path], at=at).labels == {Written.ADDED: 1}
    again = add([path], at=at)
    assert (again.labels, again.passed_over) == ({}, 1)


def test_the_same_label_in_another_file_is_known(write: Write, at: Path, tmp_path: Path) -> None:
    path = write()
    copy = tmp_path / "copy.xml"
    copy.write_bytes(path.read_bytes())
    assert add([path, copy], at=at).labels == {Written.ADDED: 1, Written.KNOWN: 1}


def test_versions_are_kept_and_the_newest_is_the_current_one_in_any_order(write: Write, at: Path) -> None:
    newer, older = write(version=3), write(version=2)
    add([newer], at=at)
    add([older], at=at)
    with cabinet(at) as db:
        rows = db.execute("SELECT version, current FROM label ORDER BY version").fetchall()
    assert rows == [(2, 0), (3, 1)]


def test_a_text_that_two_versions_share_is_kept_once(write: Write, at: Path) -> None:
    add([write(version=1), write(version=2)], at=at)
    assert (count(at, "section"), count(at, "body")) == (2, 1)


def test_the_looks_of_the_newest_version_count(write: Write, at: Path) -> None:
    add([write(version=2, imprint="NEW;2"), write(version=1, imprint="OLD;1")], at=at)
    with cabinet(at) as db:
        assert db.execute("SELECT imprint FROM tablet").fetchall() == [("NEW;2",)]


def test_a_newer_record_without_looks_leaves_the_known_ones(write: Write, at: Path, tmp_path: Path) -> None:
    record = tmp_path / "one.json"
    record.write_text(json.dumps({**RECORD, "version": "9"}))
    add([write(version=2, imprint="LCI;1330"), record], at=at)
    with cabinet(at) as db:
        assert db.execute("SELECT imprint FROM tablet").fetchall() == [("LCI;1330",)]


def test_the_fuller_record_of_one_version_replaces_the_flat_one(write: Write, at: Path, tmp_path: Path) -> None:
    record = tmp_path / "one.json"
    record.write_text(json.dumps(RECORD))
    assert add([record], at=at).labels == {Written.ADDED: 1}
    assert add([write()], at=at).labels == {Written.REPLACED: 1}
    with cabinet(at) as db:
        assert db.execute("SELECT origin, current FROM label").fetchall() == [("SPL", 1)]


def test_bad_files_are_counted_and_cost_only_themselves(write: Write, at: Path, tmp_path: Path) -> None:
    good = write()
    for name, content in {
        "empty.xml": b"", "cut.xml": good.read_bytes()[:700], "bomb.xml": b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>',
        "half.json": b'{"set_id": "x", "version": "1"} {"set', "broken.zip": b"PK\x03\x04 no zip",
        "cut.csv.gz": b"\x1f\x8b\x08",
    }.items():  # fmt: skip
        (good.parent / name).write_bytes(content)
    tally = add([good.parent], at=at)
    assert len(tally.bad) == 6
    assert tally.labels[Written.ADDED] == 2


@pytest.mark.parametrize("place", range(46))
def test_a_damaged_list_of_a_zip_costs_at_most_that_zip(place: int, write: Write, at: Path) -> None:
    good = write()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in {"a.xml": spl("bbbb-2"), "b.json": json.dumps(RECORD), "\u00e9.csv": "a,b\n"}.items():
            archive.writestr(name, content)
    damaged = bytearray(packed.getvalue())
    damaged[damaged.rfind(b"PK\1\2") + place] ^= 0xFF
    (good.parent / "damaged.zip").write_bytes(damaged)
    assert add([good.parent], at=at).labels[Written.ADDED] >= 1


def test_what_unfolds_out_of_all_proportion_is_not_read(
    write: Write, at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, most = write(), 100_000
    monkeypatch.setattr(feeding, "LARGEST_MEMBER", most)
    (good.parent / "packed.xml.gz").write_bytes(gzip.compress(b" " * (most + 1)))
    (good.parent / "plain.xml").write_bytes(b" " * (most + 1))
    with zipfile.ZipFile(good.parent / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b" " * (most + 1))
    tally = add([good.parent], at=at)
    assert [why for _, why in tally.bad] == ["cannot be read: it is larger than any document"] * 3
    assert tally.labels == {Written.ADDED: 1}


def test_threads_that_read_side_by_side_do_not_mix_their_labels(tmp_path: Path) -> None:
    found = tuple(items([_many(tmp_path / "many", 60)]))
    wanted = read_documents(found)
    with ThreadPoolExecutor(3) as threads:
        read = list(threads.map(partial(read_documents, scanned=True), [found] * 12))
    assert all(one == wanted for one in read)


@pytest.mark.parametrize("price", ["nan", "inf", "1e999", "\u00b2", "ten", "-1"])
def test_a_price_that_is_none_costs_its_row(price: str, at: Path, tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    rows = "".join(
        f"BACLOFEN 10 MG TABLET,0000000000{n},{said},12/24/2025,EA\n" for n, said in ((1, price), (2, "0.1"))
    )
    path.write_text(f"NDC Description,NDC,NADAC_Per_Unit,Effective_Date,Pricing_Unit\n{rows}", "utf-8")
    assert add([path], at=at).prices == 1
    with cabinet(at) as db:
        assert db.execute("SELECT code, per_unit FROM price").fetchall() == [("00000000002", 0.1)]


@pytest.mark.parametrize("group", [1, None, {"l": 5}, {"l": [1]}, {"l": [{"d": "X 10", "p": 10**400}]}])
def test_an_extract_of_prices_of_an_odd_shape_costs_the_odd_part(group: object, at: Path, tmp_path: Path) -> None:
    path = tmp_path / "prices.json"
    told = {"a": group, "b": {"l": [{"d": "BACLOFEN 10 MG TABLET", "n": "2", "p": 0.1}]}}
    path.write_text(json.dumps({"src": "NADAC", "date": "12/24/2025", "d": told}))
    assert add([path], at=at).prices == 1


@pytest.mark.parametrize(("column", "value"), [("SPLSCORE", "\u00b2"), ("SPLSCORE", "9" * 30), ("SPLSIZE", "inf")])
def test_a_look_keeps_what_is_known_of_it_where_a_number_is_none(
    column: str, value: str, at: Path, tmp_path: Path
) -> None:
    path = tmp_path / "looks.csv"
    path.write_text(f"SPLIMPRINT,SPLCOLOR,SPLSHAPE,{column}\nAB;1,C48325,C48348,{value}\n", "utf-8")
    assert add([path], at=at).tablets == 1
    with cabinet(at) as db:
        assert db.execute("SELECT imprint, size_mm, score FROM tablet").fetchall() == [("AB;1", None, None)]


def test_a_label_has_as_many_sections_as_it_likes(at: Path) -> None:
    read = read_spl(spl(sections=tuple(("42229-5", f"Title {place}", "x") for place in range(2500))).encode())
    assert isinstance(read, Label)
    with cabinet(at, make=True) as db:
        db.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)  # as in the oldest builds
        Writer(db).label(label_rows(read))
    assert count(at, "section") == 2500


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes there")
def test_a_file_whose_name_is_no_text_is_read_under_its_spelt_out_name(write: Write, at: Path) -> None:
    good = write()
    Path(os.fsdecode(os.fsencode(good.parent) + b"/\xff.xml")).write_text(spl("bbbb-2"), "utf-8")
    assert add([good.parent], at=at).labels == {Written.ADDED: 2}
    with cabinet(at) as db:
        names = [Path(name).name for (name,) in db.execute("SELECT name FROM file ORDER BY name")]
    assert names == [r"\udcff.xml", good.name]


def test_a_bad_file_is_tried_again_when_it_was_mended(write: Write, at: Path) -> None:
    path = write()
    whole_text = path.read_text("utf-8")
    path.write_text(whole_text[:500])
    assert len(add([path], at=at).bad) == 1
    assert len(add([path], at=at).bad) == 1
    path.write_text(whole_text)
    assert add([path], at=at).labels == {Written.ADDED: 1}


def test_labels_in_zips_within_a_release_zip_are_read(at: Path, tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("aaaa-1.xml", spl())
        archive.writestr("picture.jpg", b"\xff\xd8")
    release = tmp_path / "release.zip"
    with zipfile.ZipFile(release, "w") as archive:
        archive.writestr("prescription/one.zip", inner.getvalue())
        archive.writestr("prescription/bad.zip", b"not a zip")
        archive.writestr("loose.xml", spl("bbbb-2"))
    tally = add([release], at=at)
    assert (tally.labels[Written.ADDED], len(tally.bad)) == (2, 1)
    assert add([release], at=at).labels == {}


def test_records_in_gzip_are_read(at: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl.gz"
    lines = [json.dumps({**RECORD, "set_id": f"s{number}"}) for number in range(3)]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    assert add([path], at=at).labels == {Written.ADDED: 3}


def test_a_path_that_is_not_there_is_an_error_and_makes_no_store(at: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a file or a folder"):
        add([tmp_path / "nowhere"], at=at)
    assert not at.exists()


def test_parsing_beside_this_process_gives_the_same_store(at: Path, tmp_path: Path) -> None:
    folder = _many(tmp_path / "many", 40)
    other = tmp_path / "other.sqlite"
    add([folder], at=at, processes=1)
    add([folder], at=other, processes=2)
    assert whole(at) == whole(other)


@pytest.mark.parametrize("processes", [1, 2])
def test_the_compiled_reader_gives_the_same_store(
    at: Path, tmp_path: Path, shared: Path, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, other = shared / "data/spl", tmp_path / "other.sqlite"
    parsed = add([folder], at=at, processes=1)
    monkeypatch.setattr(adding, "scanning_pays", bool)
    scanned = add([folder], at=other, processes=processes)
    assert parsed.plain() == scanned.plain()
    assert whole(at) == whole(other)


def test_the_compiled_reader_is_for_many_labels_and_where_none_is_kept_for_very_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    sizes = (0, WORTH_SCANNING - 1, WORTH_SCANNING, WORTH_COMPILING)
    assert [scanning_pays(size) for size in sizes] == [False, False, False, True]
    kept = scanning_folder() / "sub"
    kept.mkdir(parents=True)
    (kept / "tags.read_tags-1.py311.nbi").touch()  # as far as a run came that was stopped
    assert [scanning_pays(size) for size in sizes] == [False, False, False, True]
    (kept / "gathering.gather-1.py311.nbi").touch()
    assert [scanning_pays(size) for size in sizes] == [False, False, True, True]


def test_records_read_beside_this_process_give_the_same_store_up_to_where_they_break(at: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "many.jsonl", tmp_path / "other.sqlite"
    lines = [json.dumps({**RECORD, "set_id": f"s{number}", "version": str(number % 3)}) for number in range(50)]
    path.write_text("\n".join((*lines, json.dumps({**RECORD, "set_id": ""}), lines[0][:60])))
    one, two = add([path], at=at, processes=1), add([path], at=other, processes=2)
    assert one.labels == two.labels == {Written.ADDED: 50}
    assert one.bad == two.bad
    assert len(one.bad) == 2
    assert whole(at) == whole(other)


@pytest.mark.slow
def test_a_run_that_is_killed_goes_on_and_ends_with_the_same_store(at: Path, tmp_path: Path) -> None:
    folder = _many(tmp_path / "many", 300)
    undisturbed = tmp_path / "undisturbed.sqlite"
    add([folder], at=undisturbed, processes=1)
    kills = 0
    for wait in (0.0, 0.05, 0.15):
        kills += _killed_after(folder, at, wait)
    add([folder], at=at, processes=1)
    assert kills > 0
    assert whole(at) == whole(undisturbed)


def _killed_after(folder: Path, at: Path, wait: float) -> bool:
    """Start adding in another process and kill it soon after its first commit; whether it was still running."""
    script = (
        "import sys\nfrom pathlib import Path\nimport lissom.store.adding as adding\nadding.COMMIT_EVERY = 20_000\n"
        "adding.add([Path(sys.argv[1])], at=Path(sys.argv[2]), processes=1)\n"
    )
    before = _files(at)
    process = subprocess.Popen([sys.executable, "-c", script, str(folder), str(at)])  # noqa: S603
    end = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < end and _files(at) <= before:
        time.sleep(0.005)
    time.sleep(wait)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _files(at: Path) -> int:
    """How many files the store remembers; 0 while there is none."""
    if not at.exists():
        return 0
    with sqlite3.connect(f"{at.as_uri()}?mode=ro", uri=True) as db:
        try:
            return int(db.execute("SELECT count(*) FROM file").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def _many(folder: Path, number: int) -> Path:
    folder.mkdir()
    for place in range(number):
        text = spl(
            f"set-{place:04d}", 1, imprint=f"AB;{place:04d}", sections=(("34067-9", "Uses", f"Text {place}. " * 60),)
        )
        (folder / f"{place:04d}.xml").write_text(text, "utf-8")
    return folder


def test_a_store_of_a_newer_lissom_is_left_alone(write: Write, at: Path) -> None:
    add([write()], at=at)
    db = sqlite3.connect(at)
    db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    db.close()
    with pytest.raises(EnvironmentFault, match="newer Lissom"), cabinet(at):
        pass


def test_a_file_that_is_no_store_is_said_so(at: Path) -> None:
    at.parent.mkdir()
    at.write_bytes(b"this is no database, whatever its name says" * 40)
    with pytest.raises(EnvironmentFault, match="cannot be"), cabinet(at):
        pass


def test_without_a_store_the_way_to_one_is_said(at: Path) -> None:
    with pytest.raises(EnvironmentFault, match="lissom labels add"), cabinet(at):
        pass


def test_a_store_of_an_older_lissom_is_brought_up_to_date(at: Path) -> None:
    at.parent.mkdir()
    db = sqlite3.connect(at)
    db.executescript(STEPS[0])
    db.execute("PRAGMA user_version = 1")
    db.close()
    with cabinet(at) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert db.execute("SELECT count(*) FROM price").fetchone() == (0,)


def test_a_text_with_our_own_marks_is_read_like_any_other(write: Write, at: Path) -> None:
    path = write(sections=(("34067-9", "Uses", "For \ue000 and &#xE003; and &#57345; spasticity."),))
    assert add([path], at=at).labels == {Written.ADDED: 1}
    with cabinet(at) as db:
        assert db.execute("SELECT text FROM body").fetchall() == [("For \ufffd and \ufffd and \ufffd spasticity.",)]


def test_a_file_of_another_kind_is_counted(at: Path, tmp_path: Path) -> None:
    junk = tmp_path / "junk.bin"
    junk.write_bytes(b"\0\1")
    assert list(add([junk], at=at).lines()) == ["1 file of another kind passed over"]


def test_one_is_said_as_one_and_several_as_several() -> None:
    assert list(Tally(labels=Counter({Written.ADDED: 1}), passed_over=1, bad=[("a", "why")]).lines()) == [
        "1 label added",
        "1 file unchanged since it was read",
        "1 file or record that could not be read",
    ]
    assert list(Tally(labels=Counter({Written.REPLACED: 2}), indexes=3).lines()) == [
        "2 labels replaced by their fuller records",
        "3 class indexes",
    ]


@pytest.mark.parametrize("what", Written)
def test_whatever_becomes_of_a_label_can_be_said(what: Written) -> None:
    (line,) = Tally(labels=Counter({what: 1})).lines()
    assert line.startswith("1 label ")
