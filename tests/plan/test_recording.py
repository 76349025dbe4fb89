"""Activities read from the files of watches and phones."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.plan.conftest import Ask
from tests.plan.test_command_line import lissom

from lissom.answers.planning.activity import plan_activity
from lissom.case.exercise import Intensity
from lissom.facts.errors import EnvironmentFault, InputError
from lissom.library import Library
from lissom.plan.effort import Recording, effort, highest_heart_rate
from lissom.plan.numbers import Numbers
from lissom.report.recording import read_fit, read_gpx

LONDON = ZoneInfo("Europe/London")
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
RUNNING, SWIMMING = 1, 5


def gpx(*rates: int, kind: str = "running", start: str = "2026-07-07T16:30") -> bytes:
    """A track with a point each minute; a rate of 0 leaves the heart rate out."""
    begin = datetime.fromisoformat(start)
    points = "".join(
        f'<trkpt lat="51.5" lon="-0.1"><time>{begin + timedelta(minutes=place):%Y-%m-%dT%H:%M:%SZ}</time>'
        + (f"<extensions><t:T><t:hr>{rate}</t:hr></t:T></extensions>" if rate else "")
        + "</trkpt>"
        for place, rate in enumerate(rates)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="a test" '
        'xmlns="http://www.topografix.com/GPX/1/1" xmlns:t="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"<trk><name>Lap of the park</name><type>{kind}</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def checksum(content: bytes) -> int:
    """The FIT protocol's CRC-16."""
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def message(kind: int, *fields: tuple[int, str, int, int]) -> bytes:
    """A definition and one message of it; a field is (number, struct letter, FIT base type, value)."""
    sizes = b"".join(bytes((number, struct.calcsize(letter), base)) for number, letter, base, _ in fields)
    definition = struct.pack("<BBBHB", 0x40, 0, 0, kind, len(fields)) + sizes
    return definition + b"\0" + b"".join(struct.pack("<" + letter, value) for _, letter, _, value in fields)


def fit(start: datetime, *, seconds: int, sport: int, rate: int = 0xFF, offset_h: float | None = None) -> bytes:
    """A FIT activity of one session; with `offset_h` the device also tells its own clock."""
    begun = int((start - FIT_EPOCH).total_seconds())
    ended = begun + seconds
    body = message(0, (0, "B", 0x00, 4))
    body += message(18, (253, "I", 0x86, ended), (2, "I", 0x86, begun), (5, "B", 0x00, sport),
                    (8, "I", 0x86, 1000 * seconds), (16, "B", 0x02, rate))  # fmt: skip
    if offset_h is not None:
        body += message(34, (253, "I", 0x86, ended), (5, "I", 0x86, ended + int(3600 * offset_h)))
    head = struct.pack("<BBHI4s", 14, 0x10, 2000, len(body), b".FIT")
    whole = head + struct.pack("<H", checksum(head)) + body
    return whole + struct.pack("<H", checksum(whole))


def test_a_gpx_track_tells_activity_start_length_and_mean_heart_rate() -> None:
    (one,) = read_gpx(gpx(100, 120, 140), LONDON)
    assert (one.activity, one.minutes, one.beats) == ("running", 2.0, 120.0)


def test_a_gpx_track_starts_on_the_clock_of_the_zone() -> None:
    (one,) = read_gpx(gpx(100, 120), LONDON)
    assert f"{one.start:%H:%M %Z}" == "17:30 BST"


def test_a_gpx_track_without_heart_rate_has_none() -> None:
    (one,) = read_gpx(gpx(0, 0), LONDON)
    assert one.beats is None


def test_a_number_for_a_kind_gives_way_to_the_name_of_the_track() -> None:
    (one,) = read_gpx(gpx(0, 0, kind="9"), LONDON)
    assert one.activity == "Lap of the park"


def test_no_place_leaves_a_gpx_file() -> None:
    assert "51.5" not in repr(read_gpx(gpx(100, 120), LONDON))


def test_a_fit_session_tells_sport_start_length_and_mean_heart_rate() -> None:
    start = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    (one,) = read_fit(fit(start, seconds=2400, sport=SWIMMING, rate=118), LONDON)
    assert one == Recording(activity="swimming", start=start, minutes=40.0, beats=118.0)


def test_the_clock_of_the_device_goes_before_the_zone() -> None:
    start = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    (one,) = read_fit(fit(start, seconds=600, sport=RUNNING, offset_h=-5), LONDON)
    assert f"{one.start:%H:%M %z}" == "12:30 -0500"


def test_a_fit_session_without_heart_rate_has_none() -> None:
    (one,) = read_fit(fit(datetime(2026, 11, 24, tzinfo=UTC), seconds=60, sport=RUNNING), LONDON)
    assert one.beats is None


@pytest.mark.parametrize("content", [b"", b"\xff\x00junk", b"<gpx/>", b"<gpx><trk>", gpx(), gpx(1)[:-40]])
def test_what_is_no_recording_is_an_error(content: bytes) -> None:
    for read in (read_fit, read_gpx):
        with pytest.raises(InputError):
            read(content, LONDON)


def test_a_cut_fit_file_is_an_error() -> None:
    whole = fit(datetime(2026, 11, 24, tzinfo=UTC), seconds=60, sport=RUNNING)
    with pytest.raises(InputError):
        read_fit(whole[:-9], LONDON)


def test_a_gpx_file_may_declare_no_entities() -> None:
    bomb = b'<!DOCTYPE gpx [<!ENTITY a "b">]>' + gpx(100, 120).split(b"?>")[1]
    with pytest.raises(InputError):
        read_gpx(bomb, LONDON)


def test_without_a_clock_a_recording_is_not_guessed() -> None:
    with pytest.raises(InputError, match="--zone"):
        read_gpx(gpx(100, 120), None)


@pytest.mark.parametrize("name", ["fitdecode", "gpxpy"])
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(__import__("sys").modules, name, None)
    with pytest.raises(EnvironmentFault, match=r"lissom\[wearables\]"):
        (read_fit if name == "fitdecode" else read_gpx)(b"", LONDON)


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.45, Intensity.LIGHT), (0.55, None), (0.67, Intensity.MODERATE), (0.73, None), (0.85, Intensity.VIGOROUS)],
)
def test_intensity_is_said_only_where_both_guidelines_agree(
    library: Library, share: float, expected: Intensity | None
) -> None:
    assert effort(share * 170, 170, Numbers.of(library.plan_numbers)) is expected


def test_the_highest_heart_rate_falls_by_one_a_year(library: Library) -> None:
    numbers = Numbers.of(library.plan_numbers)
    assert highest_heart_rate(50, numbers) == 170


def recorded(rate: float) -> Recording:
    return Recording(activity="running", start=datetime(2026, 11, 24, 17, 30, tzinfo=UTC), minutes=30, beats=rate)


def test_a_recording_replaces_the_week_of_the_case_and_says_where_its_intensity_came_from(ask: Ask) -> None:
    made = plan_activity(ask("ms-aleve"), recordings=(recorded(155),))
    (session,) = made.sessions
    assert (session.activity, session.days, session.intensity) == ("running", (1,), Intensity.VIGOROUS)
    assert {"intensity2020"} <= {key for one in made.recorded for key in one.sources}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {"medicines": [{"name": "baclofen", "sig": "10 mg TID"}, {"name": "metoprolol", "sig": "50 mg BID"}]},
            "slow the heart",
        ),
        ({"person": {"age": "50 years", "conditions": ["spinal cord injury C6"]}}, "injury of the cord"),
        ({"person": {"age": "12 years", "weight": "40 kg"}}, "for adults"),
        ({"person": {}}, "age is not stated"),
    ],
)
def test_intensity_is_not_known_where_the_heart_cannot_tell(
    ask_of: Ask, change: dict[str, object], reason: str
) -> None:
    case = {"person": {"age": "50 years"}, "medicines": [{"name": "baclofen", "sig": "10 mg TID"}], **change}
    made = plan_activity(ask_of(**case), recordings=(recorded(155),))
    assert made.sessions[0].intensity is None
    assert any(reason in one.text for one in made.recorded)


def test_several_files_make_one_week(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.gpx").write_bytes(gpx(100, 120))
    (tmp_path / "b.FIT").write_bytes(fit(datetime(2026, 7, 8, 9, tzinfo=UTC), seconds=900, sport=SWIMMING))
    (tmp_path / "c.txt").write_text("Sat 10:00 gym 1 h", "utf-8")
    weeks = [part for name in ("a.gpx", "b.FIT", "c.txt") for part in ("--week", str(tmp_path / name))]
    case = str(root / "examples" / "ms-aleve.toml")
    done = lissom(root, "exercise", case, *weeks, "--zone", "Europe/London", "--people", "64")
    assert done.returncode == 0, done.stderr
    assert all(word in done.stdout for word in ("running", "swimming", "gym", "17:30"))
