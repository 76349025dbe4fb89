"""Processes beside this one: work comes back in its order, and none is lost or left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from lissom.facts.errors import EnvironmentFault
from lissom.store.ahead import AHEAD, done_ahead, processes_for

KILLED = """
import os, signal
from lissom.store.ahead import processes_for
with processes_for(0, 2):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("wanted", [1, 2])
def test_what_is_done_comes_in_the_order_of_the_parts(wanted: int) -> None:
    parts = range(3 * AHEAD)
    with processes_for(0, wanted) as executor:
        assert list(done_ahead(executor, str, parts)) == [str(part) for part in parts]


def test_little_work_is_done_here() -> None:
    with processes_for(0, None) as executor:
        assert executor is None


def test_a_process_that_is_ended_from_outside_is_said_so() -> None:
    with pytest.raises(EnvironmentFault, match="goes on from there"), processes_for(0, 2) as executor:
        list(done_ahead(executor, os._exit, [1]))


def test_an_interrupt_from_the_keyboard_is_left_to_the_process_that_began_the_others() -> None:
    with processes_for(0, 2) as executor:
        assert list(done_ahead(executor, signal.getsignal, [signal.SIGINT])) == [signal.SIG_IGN]


def test_no_process_outlives_the_one_that_began_it() -> None:
    """Each holds the same output open: it ends when the last of them does."""
    done = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, timeout=30, check=False)  # noqa: S603
    assert done.returncode == -signal.SIGKILL
