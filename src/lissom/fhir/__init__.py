"""A dictionary between FHIR R4 and our own values. Reads what records really hold, leniently; not a server.

Nothing here judges a value: units, plausibility and directions are read by the same code as in a case file.
"""

from lissom.fhir.sniff import is_bundle

__all__ = ["is_bundle"]
