"""How the command leaves: the exit codes, and what may stand on stderr."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lissom.facts.errors import EnvironmentFault, Fault, InputError

pytestmark = pytest.mark.filterwarnings("ignore:'click:DeprecationWarning")  # typer imports what click will drop


def left_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of the command when its verb raises `error`."""

    from lissom.cli import main

    def app(**_: object) -> None:
        raise error

    monkeypatch.setattr(main, "app", app)
    with pytest.raises(SystemExit) as stop:
        main.run()
    assert isinstance(stop.value.code, int)
    return stop.value.code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError([Fault(where="case.person.age", expected="an age", came="'x'")]), 2),
        (EnvironmentFault("something is missing"), 3),
        (OSError(28, "No space left on device"), 3),
        (KeyboardInterrupt(), 130),
        (ValueError("a defect"), 70),
    ],
    ids=["input", "environment", "disk", "interrupt", "defect"],
)
def test_every_way_out_has_its_code(error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert left_with(error, monkeypatch) == code


def test_a_defect_is_said_without_the_values_it_stumbled_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left_with(ValueError("Mrs Example, born 1950-01-01"), monkeypatch)
    said = capsys.readouterr().err
    assert "ValueError at main.py" in said
    assert "Example" not in said


def test_a_library_that_is_not_there_is_a_fault_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lissom.cli import output

    monkeypatch.setenv("LISSOM_LIBRARY", str(tmp_path / "nothing"))
    with pytest.raises(EnvironmentFault, match="LISSOM_LIBRARY"):
        output.library()


def test_check_does_not_take_a_case_file_for_a_medicine(monkeypatch: pytest.MonkeyPatch) -> None:
    from lissom.cli.check import check

    with pytest.raises(InputError, match=r"lissom assess examples/ckd\.toml"):
        check(["examples/ckd.toml"])


def python_m_lissom(*arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "lissom", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **settings})  # noqa: S603


def test_what_goes_into_a_pipe_is_utf_8_whatever_the_machine_speaks() -> None:
    asked = ("check", "baclofen 10 mg TID", "ibuprofen 400 mg TID", "--today", "2026-11-25")
    said = python_m_lissom(*asked, PYTHONIOENCODING="ascii").stdout
    assert not said.isascii()
    assert said == python_m_lissom(*asked).stdout


def test_an_output_that_is_closed_is_no_defect() -> None:
    closed = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m lissom source INT034 >&-', sys.executable],
        stderr=subprocess.PIPE,
        check=False,
    )
    assert closed.returncode == 3
    assert b"closed" in closed.stderr


def test_the_version_is_said() -> None:
    import lissom

    assert python_m_lissom("--version").stdout.decode().strip() == f"lissom {lissom.__version__}"
