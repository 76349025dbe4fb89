"""One medicine made from what was written: the name (or a whole prescription line), the directions, the strength.

The one place where the order reader and the sig reader are called, so that case files, flags and records read alike.
"""

from __future__ import annotations

from datetime import date

from lissom.case.medicine import Code, Medicine, Route, Status
from lissom.case.order import Order, read_order
from lissom.case.regimen import Strength
from lissom.case.sig import SigRead, read_sig


def medicine(
    name: str,
    *,
    where: str,
    sig: str = "",
    strength: Strength | None = None,
    form: str = "",
    route: Route = Route.UNKNOWN,
    status: Status = Status.TAKING,
    start: date | None = None,
    stop: date | None = None,
    reason: str = "",
    codes: tuple[Code, ...] = (),
    recorded_at: str = "",
    may_be_line: bool = True,
) -> Medicine:
    """The medicine of `name` with its directions read. Refused directions stay as written, with the reason.

    A name without `sig` may be a whole line ('Aleve 220 mg BID'). What is stated beside the name wins over what is in
    it. A record keeps names and directions apart: with `may_be_line` off, the rest of a name counts as directions only
    when it can be read as such ('Jolivette 28 Day Pack' is a name).
    """
    order = read_order(name)
    whole_line = not sig and bool(order.sig) and (may_be_line or _is_readable(order))
    strength = strength or order.strength
    route = order.route if route is Route.UNKNOWN else route
    sig = order.sig if whole_line else sig
    named = order.name if whole_line else name
    read = read_sig(sig, strength=strength, name=named, route=route, line=whole_line) if sig.strip() else None
    return Medicine(
        name=named,
        where=where,
        sig=sig,
        regimen=read.regimen if read else None,
        understood=read.words if read and read.regimen else "",
        unread=_why_unread(read),
        assumptions=read.assumptions if read else (),
        strength=strength,
        route=route,
        form=form or order.form,
        status=status,
        start=start,
        stop=stop,
        reason=reason,
        codes=codes,
        recorded_at=recorded_at,
    )


def _is_readable(order: Order) -> bool:
    return read_sig(order.sig, strength=order.strength, name=order.name, line=True).regimen is not None


def _why_unread(read: SigRead | None) -> str:
    if read is None or not read.refused:
        return ""
    if not read.candidates:
        return read.refused
    return f"{read.refused.rstrip('.')}. It could mean: {'; '.join(read.candidates)}."
