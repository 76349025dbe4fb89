"""The error tree, and the collector that reports every fault of an input at once.

    LissomError
    |-- InputError          the reader's file, text or flag is wrong         exit 2
    |   `-- OutOfRange      a value lies outside a formula's domain          exit 2
    |-- DataError           a file of our own library is faulty              exit 2
    `-- EnvironmentFault    something on this machine is missing             exit 3

A medical concern is never an error: it is a `Finding` (`lissom.checks`). A defect of ours is an assertion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with an input: where it stands, what was expected, what came, what to do."""

    where: str
    expected: str
    came: str
    todo: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        line = f"{place}expected {self.expected}, came {self.came}"
        return f"{line}. {self.todo}" if self.todo else line

    def under(self, parent: str) -> Fault:
        """The same fault seen from one level further out: `sig` under `medicines[1]` is `medicines[1].sig`."""
        joiner = "" if self.where.startswith("[") or not self.where else "."
        return Fault(where=f"{parent}{joiner}{self.where}", expected=self.expected, came=self.came, todo=self.todo)


class LissomError(Exception):
    """The root of everything Lissom raises on purpose."""


class InputError(LissomError):
    """What the reader gave cannot be used; carries every fault found, not the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        assert self.faults, "an InputError names at least one fault"
        super().__init__("\n".join(str(fault) for fault in self.faults))


class OutOfRange(InputError):
    """A value lies outside the domain of a formula."""

    def __init__(self, where: str, expected: str, came: str, todo: str = "") -> None:
        super().__init__([Fault(where=where, expected=expected, came=came, todo=todo)])


class DataError(LissomError):
    """A file of our own library is faulty; carries every fault, each with file and row."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        assert self.faults, "a DataError names at least one fault"
        super().__init__("\n".join(str(fault) for fault in self.faults))


class EnvironmentFault(LissomError):
    """Something this machine should have is missing; the message says what and how to get it."""


class Faults:
    """Collects faults while an input is read, so that all of them are reported at once."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, where: str, expected: str, came: str, todo: str = "") -> None:
        self._found.append(Fault(where=where, expected=expected, came=came, todo=todo))

    def take(self, error: InputError | DataError, under: str = "") -> None:
        """Take over the faults of a nested reader, seen from `under`."""
        self._found.extend(fault.under(under) if under else fault for fault in error.faults)

    def __bool__(self) -> bool:
        return bool(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def found(self) -> tuple[Fault, ...]:
        return tuple(self._found)

    def raise_input_error(self) -> None:
        """Raise `InputError` with everything found, or return if nothing was."""
        if self._found:
            raise InputError(self._found)
