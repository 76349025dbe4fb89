"""Whoever waits for the engine to be compiled is told why, on stderr alone."""

from __future__ import annotations

import pytest

from lissom.cli.output import tell_before_compiling
from lissom.dynamics.machine_code import tell


def test_it_is_said_once_on_stderr_that_the_engine_is_prepared(capsys: pytest.CaptureFixture[str]) -> None:
    tell_before_compiling(quiet=False)
    tell()
    tell()
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("Preparing the engine") == 1


def test_nothing_is_said_where_quiet_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    tell_before_compiling(quiet=True)
    tell()
    assert capsys.readouterr() == ("", "")
