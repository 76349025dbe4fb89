"""Machine code is made once on a machine, is kept, and is told of before it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from lissom.dynamics import compiling as engine
from lissom.dynamics.compiling import compiled
from lissom.medicines.scanning import kept as labels

SMALL = """
import numpy as np
from lissom.dynamics import ranks
keys, below = np.empty((1, 1), np.int64), np.empty((1, 1), np.int64)
ranks.locate(np.array([[1, 2, 1]], np.int32), np.array([2]), keys, below)
assert (keys[0, 0], below[0, 0]) == (1, 1)
"""


def run(work: str, cache: Path) -> str:
    """What a process of its own says that keeps its machine code there."""
    told = "from lissom.machine.kept import before_compiling\nbefore_compiling(lambda: print('told'))\n"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "NUMBA_CACHE_DIR": ""}
    done = subprocess.run(  # noqa: S603 - the program is this file's own
        [sys.executable, "-c", told + work], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def kept(cache: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in cache.rglob("*.nb?")}


def test_a_later_start_compiles_nothing(tmp_path: Path) -> None:
    first, before = run(SMALL, tmp_path), kept(tmp_path)
    second, after = run(SMALL, tmp_path), kept(tmp_path)
    assert (first, second) == ("told\n", "")
    assert before
    assert before == after


@pytest.mark.parametrize(("ending", "left"), [("nbi", 0), ("nbc", 0.5)])
def test_machine_code_that_is_damaged_is_made_again(ending: str, left: float, tmp_path: Path) -> None:
    run(SMALL, tmp_path)
    for path in tmp_path.rglob(f"*.{ending}"):
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    assert run(SMALL, tmp_path) == "told\n"
    assert run(SMALL, tmp_path) == ""


@pytest.mark.parametrize("form", [engine, labels], ids=["engine", "labels"])
def test_the_folder_of_machine_code_knows_every_module_with_compiled_functions(form: ModuleType) -> None:
    assert form.__file__
    with_some = {path.stem for path in Path(form.__file__).parent.glob("*.py") if "\n@compiled\n" in path.read_text()}
    assert with_some <= set(form.SOURCES)


def test_a_cache_folder_that_cannot_be_made_does_no_harm(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    run(SMALL, occupied)


def test_a_function_that_nothing_can_keep_is_compiled_all_the_same() -> None:
    spaces: dict[str, object] = {}
    exec("def twice(x):\n    return 2 * x", spaces)  # noqa: S102 - a function without a file has no place in the cache
    assert compiled(spaces["twice"])(21) == 42


def test_the_benchmark_of_the_engine_runs_as_a_file(root: Path) -> None:
    """As its page says, from anywhere: a module of the same folder is not found by itself."""
    script = root / "benchmarks" / "engine.py"
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([sys.executable, str(script), "--help"], cwd="/", env=bare, capture_output=True, check=False)  # noqa: S603 - our own file
    assert done.returncode == 0, done.stderr
