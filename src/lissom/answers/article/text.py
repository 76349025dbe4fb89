"""An article as paragraphs of plain text, from HTML or from text. Menus, scripts and styles are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from lissom.facts.errors import Fault, InputError

LARGEST = 20_000_000
"""Bytes beyond which a file is no article."""
_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "head", "nav", "button", "form", "iframe"})
_BREAKS = frozenset(
    {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "td", "th", "table", "section",
     "article", "header", "footer", "main", "aside", "blockquote", "dt", "dd", "dl", "figcaption", "hr", "title"}
)  # fmt: skip
_LOOKS_LIKE_HTML = re.compile(r"<\s*(!doctype|html|head|body|p|div|h1|article|section|ul|table|span)\b", re.IGNORECASE)


def paragraphs(data: bytes, name: str = "article") -> tuple[str, ...]:
    """The paragraphs in order, each on one line. Raises `InputError` for what is empty, too large or no text."""
    if len(data) > LARGEST:
        raise InputError([Fault(where=name, expected=f"at most {LARGEST // 1_000_000} MB", came="a larger file")])
    if b"\0" in data[:4096]:
        raise InputError([Fault(where=name, expected="text or HTML", came="binary data")])
    text = data.decode("utf-8-sig", errors="replace")
    found = tuple(_from_html(text) if _LOOKS_LIKE_HTML.search(text[:5000]) else _from_text(text))
    if not found:
        raise InputError([Fault(where=name, expected="an article", came="no text")])
    return found


def _from_text(text: str) -> Iterator[str]:
    """Blank lines part paragraphs; so does a line that starts like an item of a list."""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)", text.replace("\r\n", "\n")):
        line = re.sub(r"^\s*(?:[-*•]|#+)\s*", "", block)
        line = " ".join(line.split())
        if line:
            yield line


def _from_html(text: str) -> Iterator[str]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    for block in "".join(reader.found).split("\n"):
        line = " ".join(block.split())
        if line:
            yield line


class _Reader(HTMLParser):
    """Collects text; block elements become line breaks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- as it is called
        if tag in _SKIPPED:
            self._within.append(tag)
        elif tag in _BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED and tag in self._within:
            while self._within and self._within.pop() != tag:
                pass  # an element that was never closed ends with the one around it
        elif tag in _BREAKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.found.append(data.replace("\n", " "))
