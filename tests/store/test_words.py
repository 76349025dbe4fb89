"""The index of words follows the texts: whatever becomes of it or of a run, a search finds what the texts hold."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.store.conftest import Write, whole

from lissom.facts.errors import EnvironmentFault
from lissom.store import adding, words
from lissom.store.adding import add
from lissom.store.cabinet import cabinet
from lissom.store.schema import STEPS
from lissom.store.searching import search
from lissom.store.writing import Writer

FIRST = (("34067-9", "Uses", "A first text for spasticity."), ("34071-1", "", "Without a heading."))
SECOND = (("34067-9", "Dose", "A second text for spasticity."),)


def found(at: Path, text: str) -> list[str]:
    with cabinet(at) as db:
        return sorted(hit.set_id for hit in search(db, text))


@pytest.fixture
def two(write: Write, at: Path) -> Path:
    """A store of two labels."""
    add([write("aaaa-1", sections=FIRST), write("bbbb-2", sections=SECOND)], at=at)
    return at


@pytest.fixture
def lagging(write: Write, at: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of two labels, the second of which is not in its index yet."""
    add([write("aaaa-1", sections=FIRST)], at=at)
    with monkeypatch.context() as patched:
        patched.setattr(adding, "following", _not_following)
        add([write("bbbb-2", sections=SECOND)], at=at)
    return at


@contextmanager
def _not_following(_: Path) -> Iterator[Callable[[], None]]:
    yield lambda: None


def _cut(index: Path) -> None:
    index.write_bytes(index.read_bytes()[:20_000])


def _garbage(index: Path) -> None:
    index.write_bytes(b"this is no database, whatever its name says" * 40)


def _emptied(index: Path) -> None:
    index.write_bytes(b"")


def _of_another_layout(index: Path) -> None:
    with sqlite3.connect(index) as db:
        db.execute("DROP TABLE heading_fts")
        db.execute(f"PRAGMA user_version = {words.LAYOUT + 1}")


@pytest.mark.parametrize("harm", [Path.unlink, _cut, _garbage, _emptied, _of_another_layout])
def test_an_index_that_is_lost_or_broken_is_made_again(two: Path, harm: Callable[[Path], None]) -> None:
    before = whole(two)
    harm(words.words_path(two))
    assert whole(two) == before


def test_an_index_that_turns_out_broken_in_a_search_is_made_again_for_the_next(two: Path) -> None:
    index = words.words_path(two)
    with sqlite3.connect(index) as db:
        db.execute("UPDATE body_fts_data SET block = x'0102030405060708' WHERE id > 1000")
    with pytest.raises(EnvironmentFault, match="made anew the next time"):
        found(two, "spasticity")
    assert found(two, "spasticity") == ["aaaa-1", "bbbb-2"]


def test_an_index_of_another_store_is_made_again(two: Path, write: Write, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    unlike = tuple((code, title, "Unlike.") for code, title, _ in FIRST)
    add([write("cccc-3", sections=unlike), write("bbbb-2", sections=SECOND)], at=other)
    shutil.copy(words.words_path(other), words.words_path(two))
    assert found(two, "first") == ["aaaa-1"]


def test_an_older_copy_of_a_store_is_not_searched_by_the_newer_index(write: Write, at: Path, tmp_path: Path) -> None:
    add([write("aaaa-1", sections=FIRST)], at=at)
    shutil.copy(at, tmp_path / "copy.sqlite")
    before = whole(at)
    add([write("bbbb-2", sections=SECOND)], at=at)
    shutil.copy(tmp_path / "copy.sqlite", at)
    assert whole(at) == before


def test_a_copy_that_went_its_own_way_is_searched_by_its_own_words(write: Write, at: Path, tmp_path: Path) -> None:
    add([write("aaaa-1", sections=FIRST)], at=at)
    copy = tmp_path / "copy.sqlite"
    shutil.copy(at, copy)
    add([write("bbbb-2", sections=(("34067-9", "Dose", "Rainbow."),))], at=at)
    add([write("cccc-3", sections=(("34067-9", "Dose", "Thunder."),))], at=copy)
    shutil.copy(copy, at)
    assert (found(at, "rainbow"), found(at, "thunder")) == ([], ["cccc-3"])


def test_a_lagging_index_is_brought_up_to_the_texts_on_opening(lagging: Path, write: Write, tmp_path: Path) -> None:
    undisturbed = tmp_path / "undisturbed.sqlite"
    add([write("aaaa-1", sections=FIRST), write("bbbb-2", sections=SECOND)], at=undisturbed)
    assert whole(lagging)["body_fts"] == whole(undisturbed)["body_fts"]
    assert whole(lagging)["heading_fts"] == whole(undisturbed)["heading_fts"]


def test_while_another_program_is_at_the_index_it_is_used_as_far_as_it_has_come(
    lagging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "PATIENCE", 0.01)
    other = sqlite3.connect(words.words_path(lagging), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert found(lagging, "spasticity") == ["aaaa-1"]
    other.execute("ROLLBACK")
    assert found(lagging, "spasticity") == ["aaaa-1", "bbbb-2"]
    other.close()


def test_texts_are_taken_in_a_stretch_at_a_time(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = whole(two)
    words.throw_away(two)
    monkeypatch.setattr(words, "STRETCH", 2)
    assert whole(two) == before


def test_without_words_the_index_is_left_alone(two: Path) -> None:
    words.throw_away(two)
    with cabinet(two, words=False) as db:
        assert db.execute("SELECT count(*) FROM label").fetchone() == (2,)
    assert not words.words_path(two).exists()


def test_a_store_that_is_open_finds_what_is_added_meanwhile(write: Write, at: Path) -> None:
    add([write("aaaa-1", sections=FIRST)], at=at)
    with cabinet(at) as db:
        assert len(search(db, "spasticity")) == 1
        add([write("bbbb-2", sections=SECOND)], at=at)
        assert len(search(db, "spasticity")) == 2


def test_a_text_that_the_index_knows_before_the_reader_is_passed_over(two: Path) -> None:
    with cabinet(two) as db:
        db.execute("INSERT INTO body_fts (rowid, text) VALUES (99, 'a third text for spasticity')")
        assert len(search(db, "spasticity")) == 2


def test_a_failure_of_the_thread_is_told(write: Write, at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(words, "_take_next", full)
        with pytest.raises(EnvironmentFault, match="disk is full"):
            add([write("aaaa-1", sections=FIRST)], at=at)
    assert found(at, "spasticity") == ["aaaa-1"]


def test_a_failure_of_the_thread_ends_the_run_after_the_next_commit(
    write: Write, at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    paths = [write(f"set-{number}", sections=SECOND) for number in range(200)]
    monkeypatch.setattr(words, "_take_next", full)
    monkeypatch.setattr(adding, "COMMIT_EVERY", 1)
    with pytest.raises(EnvironmentFault, match="disk is full"):
        add(paths, at=at)
    with cabinet(at, words=False) as db:
        (labels,) = db.execute("SELECT count(*) FROM label").fetchone()
    assert labels < len(paths)


def test_a_run_that_is_stopped_leaves_no_thread_behind(write: Write, at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    monkeypatch.setattr(adding, "COMMIT_EVERY", 1)
    paths = [write("aaaa-1", sections=FIRST), write("bbbb-2", sections=SECOND)]
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        add(paths, at=at, progress=stop)
    assert threading.active_count() == before
    assert found(at, "spasticity") == ["aaaa-1", "bbbb-2"]


KILLED_WITHIN_THE_INDEX = """
import os, signal, sys
from pathlib import Path
from lissom.store import adding, words
adding.COMMIT_EVERY = 1
take = words._take_next
def taken_and_killed(db):
    take(db)
    os.kill(os.getpid(), signal.SIGKILL)
words._take_next = taken_and_killed
adding.add([Path(sys.argv[1])], at=Path(sys.argv[2]), processes=1)
"""


def test_a_run_killed_between_the_texts_and_their_index_is_made_good(write: Write, at: Path, tmp_path: Path) -> None:
    folder = write("aaaa-1", sections=FIRST).parent
    write("bbbb-2", sections=SECOND)
    undisturbed = tmp_path / "undisturbed.sqlite"
    add([folder], at=undisturbed)
    assert _run(KILLED_WITHIN_THE_INDEX, folder, at).wait() == -signal.SIGKILL
    add([folder], at=at)
    assert whole(at) == whole(undisturbed)


TWO_AT_ONCE = """
import sys
from pathlib import Path
from lissom.store import adding
adding.COMMIT_EVERY = 1
adding.add([Path(sys.argv[1])], at=Path(sys.argv[2]), processes=1)
"""


def test_two_that_add_at_the_same_time_take_no_text_twice(write: Write, at: Path, tmp_path: Path) -> None:
    paths = [write(f"set-{number}", sections=(("34067-9", "Uses", f"Text {number}."),)) for number in range(30)]
    undisturbed = tmp_path / "undisturbed.sqlite"
    add([paths[0].parent], at=undisturbed)
    both = [_run(TWO_AT_ONCE, paths[0].parent, at) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert whole(at) == whole(undisturbed)


def _run(script: str, folder: Path, at: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, str(folder), str(at)], env=dict(os.environ))  # noqa: S603


def test_two_writers_that_take_turns_use_no_id_twice(write: Write, at: Path) -> None:
    from lissom.medicines.label import Label
    from lissom.medicines.spl import read_spl
    from lissom.store.rows import label_rows

    def put(db: sqlite3.Connection, writer: Writer, name: str) -> None:
        label = read_spl(write(name, imprint=name, sections=(("34067-9", "Uses", name),)).read_bytes())
        assert isinstance(label, Label)
        db.execute("BEGIN IMMEDIATE")
        writer.count_on()
        writer.label(label_rows(label))
        db.execute("COMMIT")

    with cabinet(at, make=True) as one, cabinet(at, make=True) as other:
        mine, theirs = Writer(one), Writer(other)
        put(one, mine, "aaaa")
        put(other, theirs, "bbbb")
        put(one, mine, "cccc")
    assert [found(at, name) for name in ("aaaa", "bbbb", "cccc")] == [["aaaa"], ["bbbb"], ["cccc"]]


def test_a_store_that_held_its_index_within_itself_answers_as_before(two: Path, tmp_path: Path) -> None:
    old = _of_the_version_before(two, tmp_path / "old.sqlite")
    with sqlite3.connect(old) as db:
        before = db.execute("SELECT rowid FROM body_fts WHERE body_fts MATCH 'text AND drugs : baclofen'").fetchall()
    assert len(before) == 2
    with cabinet(old) as db:
        assert (
            db.execute("SELECT rowid FROM body_fts WHERE body_fts MATCH 'text AND drugs : baclofen'").fetchall()
            == before
        )
        assert not db.execute("SELECT 1 FROM main.sqlite_master WHERE name LIKE '%_fts%'").fetchall()
    assert whole(old) == whole(two)


def _of_the_version_before(new: Path, at: Path) -> Path:
    """A store of version 4 with the same contents, its index of words filled as that version did."""
    db = sqlite3.connect(at, isolation_level=None)
    for step in STEPS[:4]:
        db.executescript(step)
    db.execute("ATTACH ? AS new", (str(new),))
    for table in ("label", "product", "ingredient", "body", "section", "tablet", "mark", "file", "name_word"):
        db.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")  # noqa: S608
    db.execute("UPDATE main.body SET digest = randomblob(16)")  # that version had another function for it
    db.execute("INSERT INTO body_fts (rowid, text, heading, drugs) SELECT id, text, heading, drugs FROM main.body")
    db.execute("INSERT INTO heading_fts (rowid, heading) SELECT id, heading FROM main.body WHERE heading <> ''")
    db.execute("PRAGMA user_version = 4")
    db.close()
    return at


def test_a_store_without_texts_has_an_index_that_finds_nothing(at: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    add([tmp_path / "nothing"], at=at)
    assert found(at, "spasticity") == []
