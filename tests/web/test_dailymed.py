"""Fetching labels, against a local server that replays real files: polite, resumable, and clear when it fails."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

from lissom.facts.errors import EnvironmentFault
from lissom.web.dailymed import DailyMed, fetch


class Replay(HTTPServer):
    """Answers like the service with the files of a folder, two listings a page; fails where told to."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = files
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.failures: list[int] = []
        self.dead = False

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v2"


class Handler(BaseHTTPRequestHandler):
    server: Replay

    def do_GET(self) -> None:
        address = urlparse(self.path)
        self.server.asked.append(address.path)
        self.server.agents.add(self.headers["User-Agent"])
        if self.server.failures:
            self._answer(self.server.failures.pop(0), b"busy")
        elif address.path.endswith("/spls.json"):
            self._answer(200, self._listing(int(parse_qs(address.query)["page"][0])))
        else:
            name = address.path.rsplit("/", 1)[-1].removesuffix(".xml")
            known = name in self.server.files and not self.server.dead
            self._answer(200 if known else 404, self.server.files.get(name, b"") if known else b"")

    def _listing(self, page: int) -> bytes:
        names = sorted(self.server.files)
        rows = [{"setid": name, "spl_version": 3, "title": name, "published_date": "Nov 1, 2025"} for name in names]
        pages = -(-len(names) // 2)
        return json.dumps({"data": rows[2 * page - 2 : 2 * page], "metadata": {"total_pages": pages}}).encode()

    def _answer(self, code: int, body: bytes) -> None:
        self.send_response(code)
        if code == 429:
            self.send_header("Retry-After", "2")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- named by the standard library
        pass


@pytest.fixture
def server(shared: Path) -> Iterator[Replay]:
    paths = sorted((shared / "data/spl/xml").glob("0*.xml"))
    replay = Replay({path.stem: path.read_bytes() for path in paths})
    thread = threading.Thread(target=replay.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield replay
    replay.shutdown()
    thread.join()
    replay.server_close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def service(server: Replay, waits: list[float]) -> DailyMed:
    return DailyMed(base=server.base, sleep=waits.append)


def test_every_label_of_every_page_is_fetched(server: Replay, service: DailyMed, tmp_path: Path) -> None:
    paths = fetch("anything", tmp_path, service)
    assert sorted(path.name for path in paths) == [f"{name}_v3.xml" for name in sorted(server.files)]
    assert {path.read_bytes() for path in paths} == set(server.files.values())


def test_what_was_fetched_is_not_fetched_again(server: Replay, service: DailyMed, tmp_path: Path) -> None:
    fetch("anything", tmp_path, service)
    server.asked.clear()
    fetch("anything", tmp_path, service)
    assert not [path for path in server.asked if path.endswith(".xml")]


def test_a_fetch_that_was_stopped_goes_on(server: Replay, service: DailyMed, tmp_path: Path) -> None:
    fetch("anything", tmp_path, service, most=2)
    server.asked.clear()
    fetch("anything", tmp_path, service)
    assert len([path for path in server.asked if path.endswith(".xml")]) == len(server.files) - 2
    assert not list(tmp_path.glob("*.part"))


def test_there_is_a_pause_before_every_request(
    server: Replay, service: DailyMed, waits: list[float], tmp_path: Path
) -> None:
    fetch("anything", tmp_path, service)
    assert len(waits) == len(server.asked)
    assert min(waits) >= 0.3
    assert all(agent.startswith("lissom") for agent in server.agents)


def test_a_busy_service_is_asked_again_after_the_pause_it_asks_for(
    server: Replay, service: DailyMed, waits: list[float], tmp_path: Path
) -> None:
    server.failures = [503, 429]
    assert fetch("anything", tmp_path, service)
    assert waits[2] == 2.0


def test_a_service_that_stays_busy_is_given_up_with_a_clear_word(
    server: Replay, service: DailyMed, tmp_path: Path
) -> None:
    server.failures = [503] * 10
    with pytest.raises(EnvironmentFault, match="not reached after"):
        fetch("anything", tmp_path, service)


def test_a_label_that_is_gone_is_an_error_and_leaves_no_half_file(
    server: Replay, service: DailyMed, tmp_path: Path
) -> None:
    server.dead = True
    with pytest.raises(EnvironmentFault, match="404"):
        fetch("anything", tmp_path, service)
    assert list(tmp_path.iterdir()) == []


def test_without_a_network_it_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="not reached"):
        fetch("anything", tmp_path, DailyMed(base="http://127.0.0.1:9/v2", sleep=lambda _: None))


def test_an_address_that_is_no_web_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="neither https nor http"):
        fetch("anything", tmp_path, DailyMed(base="file:" + "//etc", sleep=lambda _: None))


@pytest.mark.filterwarnings("ignore:'click:DeprecationWarning")
def test_the_verb_fetches_into_the_store(
    server: Replay, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from lissom.cli.main import run

    monkeypatch.setenv("LISSOM_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LISSOM_DAILYMED", server.base)
    monkeypatch.setattr("sys.argv", ["lissom", "labels", "fetch", "anything", "--most", "2"])
    with pytest.raises(SystemExit) as stop:
        run()
    out, err = capsys.readouterr()
    assert (stop.value.code, out) == (0, "2 labels added\n")
    assert err.startswith("1 ")
