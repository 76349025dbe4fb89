"""The terminal: within its width, plain when it should be, the summary on one screen."""

from __future__ import annotations

import io

import pytest

from lissom.assessment import Assessment
from lissom.report.compose import document, summary_document
from lissom.report.lines import Span, painted, wants_colour, wrapped
from lissom.report.terminal import show


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("clinician", [False, True])
def test_no_line_is_wider_than_the_window(
    assessment: Assessment, capsys: pytest.CaptureFixture[str], clinician: bool
) -> None:
    show(document(assessment), clinician=clinician)
    assert max(len(line) for line in printed(capsys).splitlines()) <= 80


@pytest.mark.usefixtures("narrow")
def test_the_summary_fits_one_screen(assessment: Assessment, capsys: pytest.CaptureFixture[str]) -> None:
    show(summary_document(assessment, clinician=False))
    assert len(printed(capsys).splitlines()) <= 40


@pytest.mark.usefixtures("narrow")
def test_nothing_is_coloured_where_there_is_no_terminal(
    assessment: Assessment, capsys: pytest.CaptureFixture[str]
) -> None:
    show(document(assessment), clinician=True)
    assert "\x1b" not in printed(capsys)


def test_a_terminal_is_coloured() -> None:
    assert wants_colour(Tty(), {"TERM": "xterm"})


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_refused(environment: dict[str, str]) -> None:
    assert not wants_colour(Tty(), environment)


@pytest.mark.usefixtures("narrow")
def test_source_marks_stand_beside_sentences_and_resolve(
    assessment: Assessment, capsys: pytest.CaptureFixture[str]
) -> None:
    show(document(assessment))
    text = printed(capsys)
    assert "Do this. [" in text
    assert "10.1000/x.1" in text.split("Sources")[-1]


@pytest.mark.usefixtures("narrow")
def test_the_clinician_sees_professional_words_and_facts(
    assessment: Assessment, capsys: pytest.CaptureFixture[str]
) -> None:
    show(document(assessment), clinician=True)
    text = printed(capsys)
    assert "Mechanism in professional words." in text
    assert "INT001" in text
    assert "Parameters of baclofen.adult" in text


@pytest.mark.usefixtures("narrow")
def test_the_person_does_not(assessment: Assessment, capsys: pytest.CaptureFixture[str]) -> None:
    show(document(assessment))
    text = printed(capsys)
    assert "professional words" not in text
    assert "INT001" not in text


@pytest.mark.usefixtures("narrow")
def test_an_emergency_comes_first(urgent: Assessment, capsys: pytest.CaptureFixture[str]) -> None:
    show(summary_document(urgent, clinician=False))
    text = printed(capsys)
    assert text.index("EMERGENCY") < text.index("What else matters")


def test_wrapping_keeps_every_word_and_cuts_one_that_is_too_long() -> None:
    rows = wrapped((Span("one two "), Span("three", "bold"), Span(" " + "x" * 12)), 8)
    assert [painted(row, colour=False) for row in rows] == ["one two", "three", "xxxxxxxx", "xxxx"]


def test_a_line_break_is_kept() -> None:
    assert [painted(row, colour=False) for row in wrapped((Span("one\ntwo"),), 20)] == ["one", "two"]
