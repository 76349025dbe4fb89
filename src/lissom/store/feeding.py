"""What lies under the paths a person names: single documents, members of zips within zips, tables; each with its kind.

Nothing is read here beyond the first bytes, except that a zip within a zip is opened to see what it holds.
"""

from __future__ import annotations

import gzip
import io
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lissom.facts.errors import Fault, InputError

DEEPEST = 3
"""Zips within zips; a release has two."""
LARGEST_MEMBER = 512 * 1024 * 1024
"""Bytes that a document or a zip within a zip may have, unfolded."""
_TOO_LARGE = "it is larger than any document"

UNREADABLE = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,  # a way of packing that is not known
    RuntimeError,  # a member under a password
    KeyError,  # no such member
    ValueError,  # among them names and texts that are no characters
)
"""What is raised by a file that cannot be read, or of which no more can be read."""


class Kind(StrEnum):
    """How an item is read."""

    SPL = "SPL"
    JSON = "JSON"
    TABLE = "table"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to read: a file, or a member of a zip by the names that lead to it."""

    path: str
    members: tuple[str, ...] = ()
    kind: Kind
    size: int
    changed: int = 0
    """When the file was last changed (nanoseconds); with the size it tells whether it was read before."""
    trouble: str = ""
    """Why it cannot be read, where that is known already."""

    @property
    def name(self) -> str:
        """Path and members; bytes of a file's name that are no characters are spelt out."""
        return "!".join((self.path, *self.members)).encode(errors="backslashreplace").decode()


def items(paths: Iterable[Path]) -> Iterator[Item]:
    """Everything under the paths, always in the same order. Raises `InputError` for a path that is not there."""
    named = list(paths)
    missing = [path for path in named if not path.exists()]
    if missing:
        raise InputError([Fault(where=str(path), expected="a file or a folder", came="nothing") for path in missing])
    for path in named:
        yield from _under(path.resolve())


def content(item: Item) -> bytes:
    """The bytes of an item; unpacked where it is gzip. Raises one of `UNREADABLE`."""
    if item.size > LARGEST_MEMBER:
        raise OSError(_TOO_LARGE)
    data = _member(item.path, item.members) if item.members else Path(item.path).read_bytes()
    return _unfolded(data) if data[:2] == b"\x1f\x8b" else data


def _unfolded(data: bytes) -> bytes:
    """What is packed, as far as it is in proportion: a few bytes can be written that unfold to fill any memory."""
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        found = stream.read(LARGEST_MEMBER + 1)
    if len(found) > LARGEST_MEMBER:
        raise OSError(_TOO_LARGE)
    return found


def opened(path: Path) -> io.TextIOWrapper:
    """The text of a file, unpacked where it is gzip; wrong bytes are replaced, so that one does not cost the file."""
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8-sig", errors="replace", newline="")
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def _under(path: Path) -> Iterator[Item]:
    if path.is_dir():
        yield from _in_folder(str(path))
    elif path.is_file():
        yield from _file(str(path), path.stat())


def _in_folder(folder: str) -> Iterator[Item]:
    with os.scandir(folder) as found:
        entries = sorted((one for one in found if not one.name.startswith(".")), key=lambda one: one.name)
    for entry in entries:
        if entry.is_dir():
            yield from _in_folder(entry.path)
        elif entry.is_file():
            yield from _file(entry.path, entry.stat())


def _file(path: str, stat: os.stat_result) -> Iterator[Item]:
    if not path.lower().endswith(".zip"):
        yield Item(path=path, kind=_kind(path), size=stat.st_size, changed=stat.st_mtime_ns)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _members(archive, path, (), stat.st_mtime_ns)
    except UNREADABLE as error:
        yield _troubled(path, (), str(error))


def _members(archive: zipfile.ZipFile, path: str, above: tuple[str, ...], changed: int) -> Iterator[Item]:
    for info in sorted(archive.infolist(), key=lambda one: one.filename):
        if info.is_dir():
            continue
        members = (*above, info.filename)
        kind = _kind(info.filename)
        if info.filename.lower().endswith(".zip"):
            yield from _inner_zip(archive, info, path, members, changed)
        elif kind is not Kind.UNKNOWN:
            yield Item(path=path, members=members, kind=kind, size=info.file_size, changed=changed)


def _inner_zip(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, members: tuple[str, ...], changed: int
) -> Iterator[Item]:
    if len(members) >= DEEPEST or info.file_size > LARGEST_MEMBER:
        yield _troubled(path, members, "nested too deep or too large")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(archive.read(info))) as inner:
            yield from _members(inner, path, members, changed)
    except UNREADABLE as error:
        yield _troubled(path, members, str(error))


def _member(path: str, members: tuple[str, ...]) -> bytes:
    data: bytes | None = None
    for name in members:
        with zipfile.ZipFile(path if data is None else io.BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > LARGEST_MEMBER:
                raise OSError(_TOO_LARGE)
            data = archive.read(name)
    assert data is not None, "an item with members names at least one"
    return data


def _troubled(path: str, members: tuple[str, ...], why: str) -> Item:
    return Item(path=path, members=members, kind=Kind.SPL, size=0, trouble=why)


_SUFFIXES = {
    "xml": Kind.SPL,
    "json": Kind.JSON,
    "jsonl": Kind.JSON,
    "ndjson": Kind.JSON,
    "csv": Kind.TABLE,
    "tsv": Kind.TABLE,
    "txt": Kind.TABLE,
}


def _kind(name: str) -> Kind:
    return _SUFFIXES.get(name.lower().removesuffix(".gz").rpartition(".")[2], Kind.UNKNOWN)
