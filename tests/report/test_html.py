"""The HTML page: self-contained, well formed, readable aloud, and safe against what people type."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from lissom.assessment import Assessment, Job
from lissom.facts.statement import reasoned
from lissom.report.compose import document
from lissom.report.html import to_html
from lissom.report.vocabulary import grade_shown

VOID = {"meta", "input", "br", "link", "img", "hr"}
CITING_HOSTS = ("https://doi.org/", "https://pubmed.ncbi.nlm.nih.gov/", "https://dailymed.nlm.nih.gov/")


class Tree(HTMLParser):
    """Collects tags, ids, links and text, and complains of tags that do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> out of order"

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch(r"h[1-6]", tag)]


@pytest.fixture
def html(assessment: Assessment) -> str:
    return to_html(document(assessment))


@pytest.fixture
def tree(html: str) -> Tree:
    return Tree(html)


def test_every_tag_closes_in_order(tree: Tree) -> None:
    assert tree.all("html")


def test_nothing_is_fetched_from_outside(html: str, tree: Tree) -> None:
    assert not [tag for tag, _ in tree.tags if tag in {"script", "link", "img", "iframe", "object", "embed", "base"}]
    assert not [attributes for _, attributes in tree.tags if "src" in attributes or "style" in attributes]
    assert "@import" not in html
    assert "url(" not in html


def test_links_lead_within_the_page_or_to_a_cited_work(tree: Tree) -> None:
    outside = [link["href"] for link in tree.all("a") if not link["href"].startswith("#")]
    assert outside
    assert all(href.startswith(CITING_HOSTS) for href in outside)


def test_the_policy_forbids_scripts_and_requests(tree: Tree) -> None:
    policy = next(meta["content"] for meta in tree.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_every_link_within_the_page_has_its_target(tree: Tree) -> None:
    targets = {link["href"][1:] for link in tree.all("a") if link["href"].startswith("#")}
    assert targets <= set(tree.ids)


def test_no_id_is_used_twice(tree: Tree) -> None:
    assert len(tree.ids) == len(set(tree.ids))


def test_every_section_is_there_in_order(tree: Tree) -> None:
    wanted = ["summary", "understood", "findings", *(job.name.lower() for job in Job), "gaps", "limits", "sources"]
    assert [attributes["id"] for attributes in tree.all("section")] == wanted


def test_headings_never_skip_a_level(tree: Tree) -> None:
    levels = tree.headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_has_language_landmarks_and_a_way_past_them(tree: Tree) -> None:
    assert tree.all("html")[0]["lang"] == "en"
    assert len(tree.all("main")) == len(tree.all("header")) == len(tree.all("footer")) == 1
    assert {"class": "skip", "href": "#main"} in tree.all("a")


def test_a_hostile_name_stays_text(html: str, tree: Tree) -> None:
    assert "<script>alert" not in html
    assert "<script>alert(1)</script>" in "".join(tree.text)
    assert "{{7*7}}" in "".join(tree.text)


def test_every_figure_is_named_described_and_has_its_numbers(html: str) -> None:
    pictures = re.findall(r"<svg xmlns.*?</svg>", html, flags=re.DOTALL)
    assert len(pictures) == 6  # the course, four outcomes, one chance
    assert all("<title>" in one and "<desc>" in one and 'role="img"' in one for one in pictures)
    assert html.count('<details class="numbers">') == 5


def test_weak_grades_are_said_in_words(html: str) -> None:
    assert '<span class="grade">assumed</span>' in html
    assert '<span class="grade">theory</span>' in html


def test_what_claims_nothing_carries_no_grade() -> None:
    assert grade_shown(reasoned("Shall I wait?")) == grade_shown(reasoned("Not known: how long.")) == ""
    assert grade_shown(reasoned("It takes a day.")) == "assumed"


def test_severity_is_a_word_and_a_shape(html: str) -> None:
    card = html.split('id="f-these_two_must_not_meet"')[1].split("</article>", maxsplit=1)[0]
    assert "Must not be combined or used" in card
    assert '<svg class="shape"' in card


def test_silent_findings_are_folded(html: str) -> None:
    before, _, after = html.partition('<details class="fold"><summary>1 quiet finding')
    assert "f-small_thing" not in before
    assert "f-small_thing" in after.split("</details>")[0]


def test_refused_directions_are_loud(html: str) -> None:
    assert re.search(r'class="loud"><dt>Aleve', html)


def test_an_emergency_stands_before_everything_else(urgent: Assessment) -> None:
    tree = Tree(to_html(document(urgent)))
    assert tree.all("section")[0]["id"] == "emergency"
    assert tree.ids.count("f-overdose_is_an_emergency") == 1


def test_professional_words_are_there_but_wait_for_one_click(html: str) -> None:
    assert 'class="clinician aside">Mechanism in professional words.' in html
    assert ".clinician { display: none; }" in html


def test_the_same_document_gives_the_same_page(assessment: Assessment) -> None:
    assert to_html(document(assessment)) == to_html(document(assessment))
