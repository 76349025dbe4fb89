"""A cheap look at bytes: is this FHIR in JSON?"""

from __future__ import annotations

import re

_RESOURCE = re.compile(rb'"resourceType"\s*:')


def is_bundle(data: bytes) -> bool:
    """True when the bytes look like a FHIR resource in JSON. Whether it is a usable Bundle, `case_from_bundle` says."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and _RESOURCE.search(data) is not None
