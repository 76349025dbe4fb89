"""Whoever waits for the engine to be compiled is told why, on stderr alone."""

from __future__ import annotations

import subprocess
import sys

COMPILING = """
from lissom.cli.output import tell_before_compiling
from lissom.machine.kept import tell
tell_before_compiling(quiet={quiet})
tell()
tell()
"""


def said(*, quiet: bool) -> tuple[str, str]:
    """stdout and stderr of a process in which two functions have to be compiled."""
    command = [sys.executable, "-c", COMPILING.format(quiet=quiet)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    return done.stdout, done.stderr


def test_it_is_said_once_on_stderr_that_the_engine_is_prepared() -> None:
    out, err = said(quiet=False)
    assert out == ""
    assert err.count("Preparing the engine") == 1


def test_nothing_is_said_where_quiet_was_asked_for() -> None:
    assert said(quiet=True) == ("", "")
