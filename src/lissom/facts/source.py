"""One work that facts are drawn from: a paper, a label, a register, or our own written reasoning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A bibliography entry (CSL-JSON item) with the identity of the work, not of the page it was seen on."""

    id: str
    kind: str
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    container: str = ""
    doi: str = ""
    pmid: str = ""
    set_id: str = ""
    """DailyMed set id of a US label."""
    licence_number: str = ""
    """Marketing authorisation, application or registration number of a label or register entry outside DailyMed."""
    jurisdiction: str = ""
    issued: str = ""
    """The day the work or label version is dated, as far as known: YYYY, YYYY-MM or YYYY-MM-DD."""
    url: str = ""
    note: str = ""

    @property
    def identity(self) -> str:
        """The strongest handle on the work: 'DOI 10...', 'PMID ...', 'label ...', or '' when none is known."""
        if self.doi:
            return f"DOI {self.doi}"
        if self.pmid:
            return f"PMID {self.pmid}"
        handle = self.set_id or self.licence_number
        if handle and self.jurisdiction and self.issued:
            return f"label {handle} ({self.jurisdiction}, {self.issued})"
        return ""

    @property
    def citation(self) -> str:
        """Authors, year, title, container, identity: one line a reader can search for."""
        who = ", ".join(self.authors)
        when = f"({self.year})" if self.year else "(no date seen)"
        parts = [f"{who} {when}".strip(), self.title, self.container, self.identity]
        return ". ".join(part.strip(". ") for part in parts if part) + "."
