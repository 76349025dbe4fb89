"""Fetches current labels from DailyMed's web service: one request at a time, with pauses, kept on disk, and resumed.

Only the name of a medicine leaves the machine, and only when `lissom labels fetch` was asked for.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lissom.facts.errors import EnvironmentFault

SERVICE = "https://dailymed.nlm.nih.gov/dailymed/services/v2"
AGENT = "lissom (sourced assessments of muscle relaxants; one request at a time)"
PAUSE = 0.35
"""Seconds between requests."""
TRIES = 4
PATIENCE = 30.0
"""Seconds to wait for an answer, and the longest pause that a busy service may ask for."""
LARGEST = 64 << 20
"""Bytes of one answer."""
PAGE = 100
_BUSY = frozenset({408, 429, 500, 502, 503, 504})

Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One label that the service offers."""

    set_id: str
    version: int
    title: str
    published: str


@dataclass(frozen=True, slots=True)
class DailyMed:
    """The service, or another that answers like it (`LISSOM_DAILYMED`)."""

    base: str = ""
    pause: float = PAUSE
    sleep: Sleep = time.sleep

    @property
    def _service(self) -> str:
        return (self.base or os.environ.get("LISSOM_DAILYMED") or SERVICE).rstrip("/")

    def listings(self, drug: str) -> Iterator[Listing]:
        """Every current label of a medicine, page by page. Raises `EnvironmentFault`."""
        from urllib.parse import urlencode

        page = 1
        while True:
            asked = urlencode({"drug_name": drug, "pagesize": PAGE, "page": page})
            answer = self._json(f"{self._service}/spls.json?{asked}")
            for row in answer.get("data") or ():
                if isinstance(row, dict) and row.get("setid"):
                    yield _listing(row)
            pages = str((answer.get("metadata") or {}).get("total_pages", 1))
            if not pages.isdigit() or page >= int(pages):
                return
            page += 1

    def document(self, set_id: str) -> bytes:
        """The SPL document of the current version. Raises `EnvironmentFault`."""
        from urllib.parse import quote

        return self._get(f"{self._service}/spls/{quote(set_id, safe='')}.xml")

    def _json(self, address: str) -> dict[str, Any]:
        try:
            answer = json.loads(self._get(address))
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise EnvironmentFault("the label service gave an answer that is not understood")
        return answer

    def _get(self, address: str) -> bytes:
        """The answer; asked again, after longer and longer pauses, while the service is busy or not reached."""
        from urllib.error import HTTPError, URLError
        from urllib.request import Request, urlopen

        if not address.startswith(("https://", "http://")):
            raise EnvironmentFault("the address of the label service is neither https nor http")
        request = Request(address, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310 -- checked above
        wait, why = self.pause, ""
        for _ in range(TRIES):
            self.sleep(wait)
            try:
                with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 -- checked above
                    data: bytes = answer.read(LARGEST + 1)
                if len(data) <= LARGEST:
                    return data
                raise EnvironmentFault("the label service gave an answer that is too large to be a label")
            except HTTPError as error:
                error.close()
                if error.code not in _BUSY:
                    raise EnvironmentFault(f"the label service answered {error.code} ({error.reason})") from None
                why = f"it answered {error.code}"
                wait = _asked_for(error.headers.get("Retry-After"), wait * 4)
            except (URLError, TimeoutError, ConnectionError, OSError) as error:
                why, wait = str(getattr(error, "reason", error)), wait * 4
        raise EnvironmentFault(f"the label service was not reached after {TRIES} tries: {why}. Try again later.")


def fetch(
    drug: str, into: Path, service: DailyMed, *, told: Callable[[int, Listing], None] | None = None, most: int = 0
) -> tuple[Path, ...]:
    """The files of all current labels of a medicine, those that are missing fetched. `told` hears of each.

    A file appears whole or not at all, so that a run that was stopped goes on where it was.
    """
    into.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for number, listing in enumerate(service.listings(drug), start=1):
        if most and number > most:
            break
        path = into / f"{_safe(listing.set_id)}_v{listing.version}.xml"
        if not path.is_file():
            part = path.with_suffix(".part")
            part.write_bytes(service.document(listing.set_id))
            part.replace(path)
        paths.append(path)
        if told:
            told(number, listing)
    return tuple(paths)


def _listing(row: dict[str, Any]) -> Listing:
    version = str(row.get("spl_version", "0"))
    return Listing(
        set_id=str(row["setid"]).lower(),
        version=int(version) if version.isdigit() else 0,
        title=str(row.get("title", "")),
        published=str(row.get("published_date", "")),
    )


def _safe(set_id: str) -> str:
    """The set id as a file name, whatever the service sends."""
    return "".join(one for one in set_id if one.isalnum() or one == "-")[:64]


def _asked_for(header: str | None, otherwise: float) -> float:
    wait = float(header) if header and header.strip().isdigit() else otherwise
    return min(wait, PATIENCE)
