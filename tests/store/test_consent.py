"""The consent record: nothing acknowledged is lost, nothing changed goes unseen."""

from __future__ import annotations

import json
import resource
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lissom.answers.consent_record import Capacity, Decision, Kind, Record, Role, Told, digest, from_plain, to_plain
from lissom.facts.errors import EnvironmentFault, InputError
from lissom.store.consent import HEADS, Consents, seal

PAGE = b'{"title":"a page"}'
YES = Record(
    kind=Kind.DECISION,
    at="2026-11-25T14:00:00Z",
    person="P1",
    by="P1",
    role=Role.SELF,
    capacity=Capacity.HAS,
    about=("baclofen",),
    decision=Decision.YES,
    shown=digest(PAGE),
    told=(Told(number=1, question="What is it for?", understood=True),),
)
BACK = Record(kind=Kind.WITHDRAWAL, at="2026-11-26T09:00:00Z", person="P1", by="P1", role=Role.SELF, withdraws=1)

WRITER = """
import sys
from pathlib import Path
from dataclasses import replace
from tests.store.test_consent import YES, PAGE
from lissom.store.consent import Consents
store = Consents(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    entry = store.append(replace(YES, person=f"{sys.argv[2]}-{number}"), PAGE)
    print(entry.receipt, f"{sys.argv[2]}-{number}", flush=True)
"""


@pytest.fixture
def consents(tmp_path: Path) -> Consents:
    return Consents(tmp_path)


@pytest.fixture
def three(consents: Consents) -> Consents:
    for person in ("P1", "P2", "P3"):
        consents.append(replace(YES, person=person), PAGE)
    return consents


def writer(folder: Path, name: str, count: int, root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 -- our own script
        [sys.executable, "-c", WRITER, str(folder), name, str(count)], stdout=subprocess.PIPE, text=True, cwd=root
    )


def tamper(consents: Consents, *statements: str) -> None:
    """What somebody with the file and without scruples can do."""
    db = sqlite3.connect(consents.path)
    for trigger in ("shown_stays", "shown_kept", "entry_stays", "entry_kept"):
        db.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def test_what_was_written_is_read_again(consents: Consents) -> None:
    entry = consents.append(YES, PAGE)
    assert consents.entries() == (entry,)
    assert entry.record == YES
    assert consents.shown(YES.shown) == PAGE


def test_an_untouched_record_is_intact(three: Consents) -> None:
    found = three.verify()
    assert (found.entries, found.faults) == (3, ())


def test_each_entry_follows_the_one_before(three: Consents) -> None:
    first, second, third = three.entries()
    assert (second.previous, third.previous) == (first.hash, second.hash)


def test_no_record_is_an_empty_record(consents: Consents) -> None:
    assert consents.entries() == ()
    assert consents.verify().faults == ()


def test_a_page_that_is_not_the_one_shown_is_refused(consents: Consents) -> None:
    with pytest.raises(AssertionError):
        consents.append(YES, b"another page")


def test_entries_can_be_neither_changed_nor_removed(three: Consents) -> None:
    db = sqlite3.connect(three.path)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("UPDATE entry SET body = '{}' WHERE number = 2")
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("DELETE FROM entry WHERE number = 2")
    db.close()


class TestTampering:
    def test_a_changed_decision_is_seen(self, three: Consents) -> None:
        tamper(three, """UPDATE entry SET body = replace(body, '"yes"', '"no"') WHERE number = 2""")
        assert "entry 2 was changed" in three.verify().faults

    def test_a_removed_entry_is_seen(self, three: Consents) -> None:
        tamper(three, "DELETE FROM entry WHERE number = 2")
        assert "entry 2 is missing" in three.verify().faults

    def test_a_cut_off_end_is_seen(self, three: Consents) -> None:
        tamper(three, "DELETE FROM entry WHERE number = 3")
        assert any("entry 3" in fault for fault in three.verify().faults)

    def test_exchanged_entries_are_seen(self, three: Consents) -> None:
        tamper(
            three,
            "UPDATE entry SET number = 9 WHERE number = 2",
            "UPDATE entry SET number = 2 WHERE number = 3",
            "UPDATE entry SET number = 3 WHERE number = 9",
        )
        assert three.verify().faults

    def test_a_changed_page_is_seen(self, three: Consents) -> None:
        tamper(three, "UPDATE shown SET content = '{}'")
        assert any("page" in fault for fault in three.verify().faults)

    def test_a_page_with_a_changed_letter_is_seen(self, three: Consents) -> None:
        tamper(three, f"UPDATE shown SET content = x'{PAGE.replace(b'a page', b'b page').hex()}'")  # noqa: S608 -- our own
        assert any("page" in fault for fault in three.verify().faults)

    def test_a_body_that_is_no_json_is_seen(self, three: Consents) -> None:
        tamper(three, "UPDATE entry SET body = 7 WHERE number = 1")
        assert "entry 1 was changed" in three.verify().faults

    def test_a_removed_page_is_seen(self, three: Consents) -> None:
        tamper(three, "DELETE FROM shown")
        assert any("page shown at entry 1 is missing" in fault for fault in three.verify().faults)

    def test_a_chain_written_anew_is_seen_by_the_heads(self, three: Consents) -> None:
        _, _, last = three.entries()
        body = "{}"
        forged = seal(3, last.previous, body)
        tamper(three, f"UPDATE entry SET body = '{body}', hash = '{forged}' WHERE number = 3")  # noqa: S608 -- our own
        assert three.verify().faults == ("entry 3: noted as written, and not there as written",)

    def test_a_chain_and_heads_written_anew_are_seen_by_the_receipt(self, three: Consents, tmp_path: Path) -> None:
        _, _, last = three.entries()
        forged = seal(3, last.previous, "{}")
        tamper(three, f"UPDATE entry SET body = '{{}}', hash = '{forged}' WHERE number = 3")  # noqa: S608 -- our own
        (tmp_path / HEADS).write_text(f"3 {forged}\n")
        assert three.verify().faults == ()
        assert three.verify(last.receipt).faults

    def test_a_file_that_is_gone_is_missed(self, three: Consents) -> None:
        three.path.unlink()
        assert three.verify().faults

    def test_a_damaged_file_is_a_fault_and_no_traceback(self, three: Consents) -> None:
        content = bytearray(three.path.read_bytes())
        content[:100] = b"x" * 100
        three.path.write_bytes(bytes(content))
        assert three.verify().faults

    def test_a_receipt_of_an_untouched_record_holds(self, three: Consents) -> None:
        assert all(three.verify(entry.receipt).faults == () for entry in three.entries())


class TestWithdrawal:
    def test_it_is_added_and_the_decision_stays(self, three: Consents) -> None:
        entry = three.append(BACK)
        assert three.entry(1).record.decision is Decision.YES
        assert three.withdrawn_by(1) == entry
        assert three.withdrawn_by(2) is None

    def test_it_can_be_done_once(self, three: Consents) -> None:
        three.append(BACK)
        with pytest.raises(InputError, match="stands"):
            three.append(BACK)

    def test_what_is_no_decision_cannot_be_withdrawn(self, three: Consents) -> None:
        three.append(BACK)
        for number in (0, 4, 99):
            with pytest.raises(InputError):
                three.append(replace(BACK, withdraws=number))

    def test_a_refused_entry_leaves_nothing_behind(self, three: Consents) -> None:
        with pytest.raises(InputError):
            three.append(replace(BACK, withdraws=99))
        assert three.verify().entries == 3


def test_writers_side_by_side_lose_nothing(tmp_path: Path, root: Path) -> None:
    running = [writer(tmp_path, name, 12, root) for name in ("a", "b", "c")]
    receipts = [line.split()[0] for one in running for line in one.communicate(timeout=120)[0].splitlines()]
    found = Consents(tmp_path).verify()
    assert (found.entries, found.faults) == (36, ())
    assert len(set(receipts)) == 36
    assert {entry.receipt for entry in Consents(tmp_path).entries()} == set(receipts)


def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(tmp_path: Path, root: Path) -> None:
    acknowledged: list[str] = []
    for attempt in range(4):
        one = writer(tmp_path, f"k{attempt}", 1000, root)
        assert one.stdout
        acknowledged += [one.stdout.readline().split()[0] for _ in range(2 + attempt)]
        one.send_signal(signal.SIGKILL)
        acknowledged += [line.split()[0] for line in one.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        one.wait()
        one.stdout.close()
    store = Consents(tmp_path)
    after = store.append(YES, PAGE)
    assert store.verify().faults == ()
    assert {*acknowledged, after.receipt} <= {entry.receipt for entry in store.entries()}


@pytest.mark.parametrize("field", sorted(to_plain(YES)))
def test_a_change_of_any_field_of_a_record_is_seen(field: str, three: Consents) -> None:
    body = to_plain(three.entry(2).record)
    body[field] = ["changed"] if isinstance(body[field], tuple) else "changed"
    db = sqlite3.connect(three.path)
    db.execute("DROP TRIGGER entry_stays")
    db.execute("UPDATE entry SET body = ? WHERE number = 2", (json.dumps(body),))
    db.commit()
    db.close()
    assert "entry 2 was changed" in three.verify().faults


@pytest.mark.parametrize("column", ["previous", "hash"])
def test_a_change_of_the_seal_itself_is_seen(column: str, three: Consents) -> None:
    tamper(three, f"UPDATE entry SET {column} = '{'a' * 64}' WHERE number = 2")  # noqa: S608 -- our own words
    assert three.verify().faults


def test_an_entry_of_another_number_is_seen(three: Consents) -> None:
    tamper(three, "UPDATE entry SET number = 7 WHERE number = 2")
    assert three.verify().faults


def test_a_list_of_heads_that_is_gone_is_missed(three: Consents, tmp_path: Path) -> None:
    (tmp_path / HEADS).unlink()
    assert "the list of heads is gone" in three.verify().faults


def test_a_head_after_a_torn_line_still_counts(three: Consents, tmp_path: Path) -> None:
    with (tmp_path / HEADS).open("a") as heads:
        heads.write("4 abc")
    three.append(YES, PAGE)
    tamper(three, "DELETE FROM entry WHERE number = 4")
    assert any("entry 4" in fault for fault in three.verify().faults)


def test_on_a_full_disk_nothing_is_acknowledged_and_nothing_is_broken(three: Consents) -> None:
    page = b"x" * 1_000_000
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (three.path.stat().st_size + 8192, hard))
    try:
        with pytest.raises(EnvironmentFault, match="Nothing was acknowledged"):
            three.append(replace(YES, shown=digest(page)), page)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (three.verify().entries, three.verify().faults) == (3, ())
    assert three.append(YES, PAGE).number == 4


def test_a_torn_line_of_heads_is_no_fault(three: Consents, tmp_path: Path) -> None:
    with (tmp_path / HEADS).open("ab") as file:
        file.write(b"4 abc")
    three.append(YES, PAGE)
    assert three.verify().faults == ()


def test_a_record_of_a_newer_version_is_not_touched(three: Consents) -> None:
    db = sqlite3.connect(three.path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(EnvironmentFault, match="update"):
        three.append(YES, PAGE)


def test_only_the_owner_can_read_the_file(three: Consents) -> None:
    assert three.path.stat().st_mode & 0o077 == 0


def test_a_record_becomes_json_and_comes_back() -> None:
    assert from_plain(to_plain(YES)) == YES
    assert from_plain(to_plain(BACK)) == BACK
