"""The network of an outcome: who was compared with whom, by how many trials, and whom no trial joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import cos, hypot, pi, sin, sqrt

from lissom.compare.comparison import Edge, Node, Outcome
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure

WIDTH, HALF_HEIGHT, HALF_OF_TWO = 404.0, 134.0, 52.0
CENTRE_X, RADIUS_X, RADIUS_Y = 202.0, 108.0, 82.0
SMALLEST, LARGEST = 7.0, 18.0
PEOPLE_AT_LARGEST = 400.0
LINE_WIDTH = 2.0
WORDS_WIDE = 17

Place = tuple[float, float]


def network_figure(outcome: Outcome) -> Figure | None:
    """The network of one outcome, or None where nothing was measured."""
    if not outcome.edges:
        return None
    title = f"Network: {outcome.network.plain}"
    words = {node.treatment.id: node.treatment.words for node in outcome.nodes}
    lines = [f"{words[edge.one]} and {words[edge.other]}: {_trials(edge)}" for edge in outcome.edges]
    parts = len(outcome.leagues)
    apart = f" No trial joins the {parts} parts, so they are not compared." if parts > 1 else ""
    alt = f"{'; '.join(lines)}.{apart}"
    return Figure(
        title=title,
        svg=svg.document(WIDTH, 2 * _middle(outcome), _parts(outcome), title=title, desc=alt),
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


def _parts(outcome: Outcome) -> Iterator[str]:
    middle = _middle(outcome)
    places = _places(outcome, middle)
    for edge in outcome.edges:
        yield from _edge(edge, places[edge.one], places[edge.other])
    for node in outcome.nodes:
        yield from _node(node, places[node.treatment.id], middle)


def _middle(outcome: Outcome) -> float:
    """Half the height: two alone need little."""
    return HALF_HEIGHT if len(outcome.nodes) > 2 else HALF_OF_TWO


def _places(outcome: Outcome, middle: float) -> Mapping[str, Place]:
    """Round an ellipse, part after part, the first on top; two stand side by side."""
    names = [name for league in outcome.leagues for name in league.treatments]
    start = pi if len(names) == 2 else -pi / 2
    angles = {name: start + 2 * pi * k / len(names) for k, name in enumerate(names)}
    return {name: (CENTRE_X + RADIUS_X * cos(a), middle - 4 + RADIUS_Y * sin(a)) for name, a in angles.items()}


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


def _node(node: Node, place: Place, middle: float) -> Iterator[str]:
    x, y = place
    share = min(node.people / PEOPLE_AT_LARGEST, 1.0)
    radius = SMALLEST + (LARGEST - SMALLEST) * sqrt(share) if node.people else SMALLEST
    yield svg.circle(x, y, radius, "fig-hole")
    kind = "fig-sure" if node.asked else "fig-guess"
    yield svg.circle(x, y, radius, kind)
    if not node.people:
        yield svg.circle(x, y, radius + 4, "fig-maybe")
    below = y >= middle - 5
    lines = _wrapped(node.treatment.words)
    lines = [*lines, f"{node.people:.0f} people"] if node.people else lines
    first = y + radius + 17 if below else y - radius - 8 - 13 * (len(lines) - 1)
    for k, line in enumerate(lines):
        named = k < len(lines) - (1 if node.people else 0)
        kind = f"{'fig-strong' if named and node.asked else 'fig-quiet'} fig-halo"
        yield svg.text(x, first + 13 * k, line, kind, "middle")


def _wrapped(words: str) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= WORDS_WIDE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
