"""Where the store lies: `LISSOM_DATA_DIR`, or the folder the system keeps for a person's data. Opens nothing."""

from __future__ import annotations

import os
from pathlib import Path

CABINET = "cabinet.sqlite"


def folder() -> Path:
    """The folder of everything Lissom keeps on this machine; it need not exist yet."""
    named = os.environ.get("LISSOM_DATA_DIR")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("lissom", appauthor=False)


def cabinet_path() -> Path:
    """The file of labels, looks and prices; it need not exist yet."""
    return folder() / CABINET


def has_cabinet() -> bool:
    """Whether anything was ever put into the cabinet. Loads no database."""
    return cabinet_path().is_file()
