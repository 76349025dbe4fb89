"""Drives a headless Chromium over its DevTools pipe: no port, no package, one class for browser and page each."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",  # Chromium refuses its sandbox to root, and the pages are our own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--no-first-run",
    "--mute-audio",
)
PATIENCE = 60.0
KEYS = {
    "Tab": {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9},
    "Enter": {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
    "Space": {"key": " ", "code": "Space", "windowsVirtualKeyCode": 32, "text": " "},
}


def executable() -> str | None:
    """The first Chromium on the PATH, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One Chromium process; commands go in and answers come out as JSON, each closed by a zero byte."""

    def __init__(self, path: str, profile: Path) -> None:
        commands, self._out = _pipe()
        self._in, answers = _pipe()
        actions = [
            *((os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)),
            (os.POSIX_SPAWN_DUP2, commands, 3),
            (os.POSIX_SPAWN_DUP2, answers, 4),
        ]
        arguments = [path, *FLAGS, f"--user-data-dir={profile}"]
        self._process = os.posix_spawn(path, arguments, os.environ, file_actions=actions)
        os.close(commands)
        os.close(answers)
        self._waiting = b""
        self._last = 0
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        try:
            self.ask("Browser.close")
        except OSError:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
        os.close(self._out)
        os.close(self._in)
        os.waitpid(self._process, 0)

    def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """The answer to one command. Raises RuntimeError when Chromium refuses it, OSError when it is gone."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._last:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def wait_for(self, event: str, session: str) -> None:
        """Return once this event has come for this session."""
        while not any(one.get("method") == event and one.get("sessionId") == session for one in self.events):
            self.events.append(self._next())

    def page(self) -> Page:
        """An empty page of its own."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(browser=self, target=target, session=session)
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            page.ask(f"{domain}.enable")
        return page

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            if not select.select([self._in], [], [], PATIENCE)[0]:
                raise TimeoutError(f"Chromium said nothing for {PATIENCE:g} s")
            read = os.read(self._in, 1 << 20)
            if not read:
                raise ConnectionError("Chromium has gone")
            self._waiting += read
        message, _, self._waiting = self._waiting.partition(b"\0")
        parsed: dict[str, Any] = json.loads(message)
        return parsed


def _pipe() -> tuple[int, int]:
    """Both ends of a pipe, with numbers out of the way of 3 and 4, where Chromium expects its own."""
    low = os.pipe()
    high = fcntl.fcntl(low[0], fcntl.F_DUPFD_CLOEXEC, 10), fcntl.fcntl(low[1], fcntl.F_DUPFD_CLOEXEC, 10)
    for one in low:
        os.close(one)
    return high


@dataclass(slots=True, kw_only=True)
class Page:
    """One page: what a reader does with it, and what can be asked of it."""

    browser: Browser = field(repr=False)
    target: str
    session: str

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        return self.browser.ask(method, self.session, **params)

    def open(self, path: Path) -> None:
        self.browser.events.clear()
        self.ask("Page.navigate", url=path.as_uri())
        self.browser.wait_for("Page.loadEventFired", self.session)

    def close(self) -> None:
        self.browser.ask("Target.closeTarget", targetId=self.target)

    def size(self, width: int, height: int = 800, *, mobile: bool = False, scale: float = 1) -> None:
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile
        )

    def media(self, kind: str = "", **features: str) -> None:
        """Show the page as another medium, or to a reader with preferences: `prefers_color_scheme="dark"`."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.ask("Emulation.setEmulatedMedia", media=kind, features=wanted)

    def value(self, script: str) -> Any:
        """What an expression of JavaScript comes to; a promise is awaited."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", "the script failed"))
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        self.ask("Input.dispatchKeyEvent", type="keyDown", **KEYS[key])
        self.ask("Input.dispatchKeyEvent", type="keyUp", **{k: v for k, v in KEYS[key].items() if k != "text"})

    def pdf(self, **options: Any) -> bytes:
        return base64.b64decode(
            self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True, **options)["data"]
        )

    def tree(self) -> list[dict[str, Any]]:
        """The accessibility tree as a screen reader meets it, without what it ignores."""
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        return [node for node in nodes if not node.get("ignored")]

    def heard(self, *methods: str) -> list[dict[str, Any]]:
        """What came in of these events since the page was opened."""
        self.ask("Runtime.evaluate", expression="1")  # whatever is on its way is read first
        events = self.browser.events
        return [one["params"] for one in events if one.get("sessionId") == self.session and one["method"] in methods]
