"""Patient stories: what must be raised for this person, and what must not. One file each, readable by a pharmacist."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lissom.case.reading import read_case
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import Library

HERE = Path(__file__).parent
STORIES = sorted(HERE.glob("*.toml"), key=lambda path: path.name)
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_story_raises_what_it_must_and_nothing_it_must_not(path: Path, library: Library) -> None:
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    found = {finding.id: finding for finding in _findings(story["case"], library)}
    expect = story["expect"]
    wrong = [
        *(_missing(line, found) for line in expect.get("must", ())),
        *(_unwanted(line, found) for line in expect.get("must_not", ())),
        *(_without_consequence(name, found) for name in expect.get("consequence", ())),
    ]
    if "interrupts" in expect:
        interrupting = {name for name, finding in found.items() if finding.stance is Stance.INTERRUPT}
        wrong.append(f"interrupts with {interrupting}" if interrupting != set(expect["interrupts"]) else "")
    assert not any(wrong), f"{story['story']}\n" + "\n".join(line for line in wrong if line) + _seen(found)


def test_a_third_of_the_stories_are_false_alarm_controls() -> None:
    controls = [path for path in STORIES if "interrupts = []" in path.read_text(encoding="utf-8")]
    assert len(STORIES) >= 40
    assert len(controls) * 3 >= len(STORIES)


def _findings(case: dict[str, Any], library: Library) -> tuple[Finding, ...]:
    read = read_case(json.dumps(case, default=str).encode(), name="story.json")
    return findings(view(read, library.names, library.rules, library.drugs, TODAY, models=lambda: library.models))


def _missing(line: str, found: dict[str, Finding]) -> str:
    """'id', 'id: severity' or 'id: severity stance'."""
    name, _, wanted = line.partition(": ")
    if name not in found:
        return f"lacks {name}"
    finding = found[name]
    severities = [one.value for one in Severity if wanted.startswith(one.value)]
    stances = [one.value for one in Stance if wanted.endswith(one.value)]
    severity_is_right = not severities or finding.severity.value == severities[0]
    stance_is_right = not stances or finding.stance.value == stances[0]
    got = f"{finding.severity} {finding.stance} ({finding.because})"
    return "" if severity_is_right and stance_is_right else f"{name} is {got}, not {wanted}"


def _unwanted(line: str, found: dict[str, Finding]) -> str:
    """'id', or 'severity major' for any finding of that severity that the reader sees."""
    if line.startswith("severity "):
        severity = line.removeprefix("severity ")
        raised = [
            name
            for name, finding in found.items()
            if finding.severity.value == severity and finding.stance is not Stance.SILENT
        ]
        return f"raises {severity}: {raised}" if raised else ""
    return f"raises {line}" if line in found else ""


def _without_consequence(name: str, found: dict[str, Finding]) -> str:
    return "" if name in found and found[name].consequence else f"{name} carries no computed consequence"


def _seen(found: dict[str, Finding]) -> str:
    return "\nfound: " + ", ".join(f"{name} ({one.severity}, {one.stance})" for name, one in found.items())
