"""Where the store lies: `LISSOM_DATA_DIR`, or the folder the system keeps for a person's data. Opens nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

CABINET = "cabinet.sqlite"
ON_LINUX: bool = sys.platform == "linux"


def folder() -> Path:
    """The folder of everything Lissom keeps on this machine; it need not exist yet."""
    named = os.environ.get("LISSOM_DATA_DIR")
    if named:
        return Path(named).expanduser()
    if ON_LINUX:  # every check asks, and to load the library that knows all systems takes longer than the answer
        shared = os.environ.get("XDG_DATA_HOME", "")
        return (Path(shared) if shared.startswith("/") else Path("~/.local/share").expanduser()) / "lissom"
    from platformdirs import user_data_path

    return user_data_path("lissom", appauthor=False)


def cabinet_path() -> Path:
    """The file of labels, looks and prices; it need not exist yet."""
    return folder() / CABINET


def has_cabinet() -> bool:
    """Whether anything was ever put into the cabinet. Loads no database."""
    return cabinet_path().is_file()
