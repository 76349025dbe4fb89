"""Free-text directions to a schedule: `read_sig`. Tokens, clauses, doses and times, phases; `say` says it back."""

from __future__ import annotations

from lissom.case.sig.interpret import SigRead, read_sig

__all__ = ["SigRead", "read_sig"]
