"""The network of an outcome: who was compared with whom, by how many trials, and whom no trial joins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin, sqrt

from lissom.compare.comparison import Edge, Node, Outcome
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure

WIDTH, CENTRE_X, RADIUS_X, RADIUS_Y = 404.0, 202.0, 108.0, 82.0
SMALLEST, LARGEST, RING = 7.0, 18.0, 4.0
PEOPLE_AT_LARGEST = 400.0
LINE_WIDTH = 2.0
LINE, LETTERS = 13.0, 11.0
"""From one line of words to the next, and how high letters are."""
WORDS_WIDE = 17

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A node and where it stands; its words are on the far side of the middle."""

    node: Node
    x: float
    y: float
    down: bool | None = None

    @property
    def below(self) -> bool:
        return self.y >= 0 if self.down is None else self.down

    @property
    def radius(self) -> float:
        """As the root of how many got it, so that the area says it."""
        share = min(self.node.people / PEOPLE_AT_LARGEST, 1.0)
        return SMALLEST + (LARGEST - SMALLEST) * sqrt(share)

    @property
    def lines(self) -> tuple[str, ...]:
        people = (f"{self.node.people:.0f} people",) if self.node.people else ()
        return (*_wrapped(self.node.treatment.words), *people)

    @property
    def first(self) -> float:
        """Where the first line of words stands."""
        away = self.radius + (0 if self.node.people else RING)
        return self.y + away + LINE if self.below else self.y - away - 6 - LINE * (len(self.lines) - 1)

    @property
    def top(self) -> float:
        return min(self.first - LETTERS, self.y - self.radius - RING) - 2

    @property
    def bottom(self) -> float:
        return max(self.first + LINE * (len(self.lines) - 1), self.y + self.radius + RING) + 6


def network_figure(outcome: Outcome) -> Figure | None:
    """The network of one outcome, or None where nothing was measured."""
    if not outcome.edges:
        return None
    title = f"Network: {outcome.network.plain}"
    placed, height = _placed(outcome)
    words = {node.treatment.id: node.treatment.words for node in outcome.nodes}
    lines = [f"{words[edge.one]} and {words[edge.other]}: {_trials(edge)}" for edge in outcome.edges]
    parts = len(outcome.leagues)
    apart = f" No trial joins the {parts} parts, so they are not compared." if parts > 1 else ""
    alt = f"{'; '.join(lines)}.{apart}"
    return Figure(
        title=title,
        svg=svg.document(WIDTH, height, _parts(outcome, placed), title=title, desc=alt),
        alt=alt,
        caption=(
            "A line: compared with each other in trials, thicker with more of them. A disc: people who got it, dashed "
            f"where their number was not published. Dark: asked about.{apart}"
        ),
        columns=("Compared", "Trials", "People"),
        rows=tuple(_row(edge, outcome.nodes) for edge in outcome.edges),
    )


def _row(edge: Edge, nodes: Sequence[Node]) -> tuple[str, ...]:
    two = [next(node for node in nodes if node.treatment.id == name) for name in (edge.one, edge.other)]
    people = " and ".join(f"{node.people:.0f}" if node.people else "not known" for node in two)
    return " and ".join(node.treatment.words for node in two), str(edge.trials), people


def _trials(edge: Edge) -> str:
    return f"{edge.trials} trial{'' if edge.trials == 1 else 's'}"


def _parts(outcome: Outcome, placed: Sequence[_Placed]) -> Iterator[str]:
    places = {one.node.treatment.id: (one.x, one.y) for one in placed}
    for edge in outcome.edges:
        yield from _edge(edge, places[edge.one], places[edge.other])
    for one in placed:
        yield from _node(one)


def _placed(outcome: Outcome) -> tuple[tuple[_Placed, ...], float]:
    """Round an ellipse, part after part, the first on top, two side by side; and the height that all of it takes."""
    names = [name for league in outcome.leagues for name in league.treatments]
    nodes = {node.treatment.id: node for node in outcome.nodes}
    start = pi if len(names) == 2 else -pi / 2
    angles = [(nodes[name], start + 2 * pi * k / len(names)) for k, name in enumerate(names)]
    centred = [_Placed(node, CENTRE_X + RADIUS_X * cos(a), round(RADIUS_Y * sin(a), 6)) for node, a in angles]
    top = min(one.top for one in centred)
    placed = tuple(replace(one, down=one.below, y=one.y - top) for one in centred)
    return placed, max(one.bottom for one in placed)


def _edge(edge: Edge, one: Place, other: Place) -> Iterator[str]:
    """A band as wide as there are trials, with their number where there are several."""
    length = hypot(other[0] - one[0], other[1] - one[1]) or 1.0
    half = LINE_WIDTH * edge.trials / 2
    dx, dy = -(other[1] - one[1]) / length * half, (other[0] - one[0]) / length * half
    corners = [
        (one[0] + dx, one[1] + dy),
        (other[0] + dx, other[1] + dy),
        (other[0] - dx, other[1] - dy),
        (one[0] - dx, one[1] - dy),
    ]
    yield svg.polygon(corners, "fig-half")
    if edge.trials > 1:
        x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
        yield svg.circle(x, y, 9, "fig-hole")
        yield svg.text(x, y + 4, str(edge.trials), "fig-tick", "middle")


def _node(one: _Placed) -> Iterator[str]:
    yield svg.circle(one.x, one.y, one.radius, "fig-hole")
    yield svg.circle(one.x, one.y, one.radius, "fig-sure" if one.node.asked else "fig-guess")
    if not one.node.people:
        yield svg.circle(one.x, one.y, one.radius + RING, "fig-maybe")
    named = len(_wrapped(one.node.treatment.words))
    for k, line in enumerate(one.lines):
        kind = "fig-strong" if k < named and one.node.asked else "fig-quiet"
        yield svg.text(one.x, one.first + LINE * k, line, f"{kind} fig-halo", "middle")


def _wrapped(words: str) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= WORDS_WIDE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
