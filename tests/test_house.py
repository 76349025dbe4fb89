"""The house itself: who may import whom, which room owns which technology, what the front door shows."""

from __future__ import annotations

import ast
import csv
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import lissom

SRC = Path(lissom.__file__).parent

FLOOR = {
    "cli": 11,
    "web": 10,
    "cluster": 10,
    "report": 8, "fhir": 8, "store": 8,
    "assessing": 7,
    "answers": 6,
    "library": 5, "assessment": 5,
    "checks": 4, "plan": 4,
    "population": 3, "compare": 3,
    "medicines": 2, "case": 2,
    "dynamics": 1, "inference": 1,
    "facts": 0, "machine": 0,
}  # fmt: skip


HOMES = {
    "sqlite3": {"store"}, "sqlalchemy": {"store"}, "alembic": {"store"},
    "fastapi": {"web"}, "uvicorn": {"web"}, "starlette": {"web"},
    "numba": {"machine"},
    "lxml": {"medicines"},
    "icalendar": {"report"}, "fitdecode": {"report"}, "gpxpy": {"report"},
    "pyarrow": {"report", "cluster"},
    "platformdirs": {"store", "machine"},
    "dask": {"cluster"},
    "typer": {"cli"},
    "rich": {"cli", "report"},
    "jinja2": {"report"}, "typst": {"report"},
    "pydantic": {"case", "report"},
    "rapidfuzz": {"medicines"},
    "scipy": {"dynamics", "inference", "population", "compare"},
    "numpy": {"medicines", "dynamics", "inference", "population", "compare", "plan", "report"},
}  # fmt: skip

DRAWERS = {"utils", "util", "common", "misc", "helpers", "base", "tools", "shared"}


def modules() -> Iterator[Path]:
    return (path for path in sorted(SRC.rglob("*.py")) if "data" not in path.relative_to(SRC).parts[:1])


def dotted(path: Path) -> str:
    parts = ("lissom", *path.relative_to(SRC).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """The room a dotted module belongs to; '' for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(path: Path) -> set[str]:
    """Every module a file imports, those under TYPE_CHECKING and inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the room"
            assert node.module is not None
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def known(name: str, names: set[str]) -> str | None:
    """The module behind an imported name: the name itself, or what it is taken from."""
    return name if name in names else (parent if (parent := name.rpartition(".")[0]) in names else None)


def arrows() -> dict[str, set[str]]:
    names = {dotted(path) for path in modules()}
    return {
        dotted(path): {target for name in imported(path) if (target := known(name, names)) and target != dotted(path)}
        for path in modules()
    }


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(dotted(path)) for path in modules()} - {"", "__main__"}
    assert rooms <= set(FLOOR)


def test_imports_only_go_down() -> None:
    strayed = [
        f"{module} (floor {FLOOR[here]}) imports {target} (floor {FLOOR[there]})"
        for module, targets in arrows().items()
        for target in targets
        if (here := room_of(module)) in FLOOR and (there := room_of(target)) in FLOOR
        if here != there and FLOOR[there] >= FLOOR[here]
    ]
    assert strayed == []


def test_no_room_reaches_for_the_front_door() -> None:
    reaching = [module for module, targets in arrows().items() if "lissom" in targets and module != "lissom.__main__"]
    allowed = {"lissom.library", "lissom.cli.main"}  # they need the version
    assert set(reaching) <= allowed


def test_there_is_no_cycle_of_modules_types_included() -> None:
    graph = {module: {t for t in targets if t != "lissom"} for module, targets in arrows().items()}
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path[path.index(module) :], module))
        if module not in done:
            for target in sorted(graph.get(module, ())):
                walk(target, (*path, module))
            done.add(module)

    for module in sorted(graph):
        walk(module, ())


def test_each_technology_has_one_home() -> None:
    strayed = [
        f"{dotted(path)} imports {name}"
        for path in modules()
        for name in imported(path)
        if (top := name.split(".")[0]) in HOMES and room_of(dotted(path)) not in HOMES[top]
    ]
    assert strayed == []


def test_there_are_no_drawers() -> None:
    assert [dotted(path) for path in SRC.rglob("*.py") if path.stem.strip("_") in DRAWERS] == []


def test_every_module_says_what_lives_in_it() -> None:
    assert [dotted(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def row_ids() -> set[str]:
    """Ids of the rows of all tables that are numbered, such as 'DOS001' or 'PK-BAC-IT-008'."""
    tables = (csv.reader(path.read_text("utf-8").splitlines()) for path in (SRC / "data").rglob("*.csv"))
    return {
        row[0]
        for table in tables
        for row in table
        if row and re.fullmatch(r"[A-Z]{1,4}(?:-[A-Z]+)*-?\d{2,4}[A-Z]?", row[0])
    }


def test_code_never_picks_a_row_of_the_data_by_its_id() -> None:
    """What a row is for stands in a column of its table: a kind, a role, a duty."""
    ids = row_ids()
    strayed = {
        f"{dotted(path)} {node.value}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ids
    }
    assert strayed == set()


def test_the_public_names_are_exactly_these() -> None:
    assert lissom.__all__ == sorted(lissom.__all__)
    assert set(lissom.__all__) == {
        "Assessment", "Case", "DataError", "Finding", "Forecast", "Grade", "InputError", "Library", "LissomError",
        "Medicine", "Person", "Regimen", "Severity", "Source", "Statement", "assess", "load", "read_case", "read_sig",
    }  # fmt: skip
    for name in lissom.__all__:
        assert getattr(lissom, name) is not None


HEAVY = ("numpy", "scipy", "numba", "jinja2", "typst", "fastapi", "sqlite3", "sqlalchemy", "http.server")


def loaded_by(*arguments: str) -> set[str]:
    """The heavy modules that a run of the command line loads."""
    script = (
        "import sys\n"
        f"sys.argv = ['lissom', *{list(arguments)!r}]\n"
        "from lissom.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        f"print('LOADED', *[name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    empty = {**os.environ, "LISSOM_DATA_DIR": str(SRC / "nowhere")}  # a store of labels would be opened
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=empty)  # noqa: S603
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_help_loads_neither_numerics_nor_web() -> None:
    assert loaded_by("--help") == set()


def test_identify_loads_neither_numerics_nor_web() -> None:
    assert loaded_by("identify", "--imprint", "LCI 1330") == set()


def test_a_check_without_a_simulated_consequence_loads_no_numerics() -> None:
    assert loaded_by("check", "baclofen 10 mg TID", "Aleve 220 mg BID", "--age", "52") == set()


@pytest.mark.parametrize("folder", ["src", "tests", "docs", "tasks", "benchmarks"])
def test_the_project_speaks_of_the_project_alone(root: Path, folder: str) -> None:
    """No path of one machine and no package registry's host stands in any committed text."""
    strays = tuple(
        "".join(parts)
        for parts in (("/ho", "me/"), ("/t", "mp/"), ("pypi", ".org"), ("python", "hosted"), ("file:", "///"))
    )
    found = [
        f"{path.relative_to(root)}: {stray}"
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".md", ".toml", ".csv", ".json", ".sh", ".txt"}
        for stray in strays
        if stray in path.read_text("utf-8", errors="replace")
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["src/lissom/data", "docs"])
def test_a_per_cent_sign_stands_at_its_number(root: Path, folder: str) -> None:
    """'12%', as everywhere else in the texts."""
    apart = re.compile(r"\d %")
    found = [
        f"{path.relative_to(root)}: {hit.group()}"
        for path in (root / folder).rglob("*")
        if path.suffix in {".csv", ".toml", ".md"}
        for hit in apart.finditer(path.read_text("utf-8"))
    ]
    assert found == []
