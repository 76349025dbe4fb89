"""One medicine made from what was written: the name (or a whole prescription line), the directions, the strength.

The one place where the order reader and the sig reader are called, so that case files, flags and records read alike.
"""

from __future__ import annotations

from datetime import date

from lissom.case.medicine import Code, Medicine, Route, Status
from lissom.case.order import read_order
from lissom.case.regimen import Strength
from lissom.case.sig import SigRead, read_sig


def medicine(
    name: str,
    *,
    where: str,
    sig: str | None = None,
    strength: Strength | None = None,
    form: str = "",
    route: Route = Route.UNKNOWN,
    status: Status = Status.TAKING,
    start: date | None = None,
    stop: date | None = None,
    reason: str = "",
    codes: tuple[Code, ...] = (),
    recorded_at: str = "",
) -> Medicine:
    """The medicine of `name` with its directions read. Refused directions stay as written, with the reason.

    Where `sig` is None the name may be a whole line ('Aleve 220 mg BID'); where it is '' there are no directions and
    the name is only a name ('Jolivette 28 Day Pack'). What is stated beside the name wins over what is in it.
    """
    order = read_order(name)
    line = sig is None and bool(order.sig)
    named, directions = (order.name, order.sig) if line else (name, sig or "")
    strength = strength or order.strength
    route = order.route if route is Route.UNKNOWN else route
    stated = bool(directions.strip())
    read = None
    if stated:
        one = line and order.holds_strengths
        read = read_sig(directions, strength=strength, name=named, route=route, line=line, one_each=one)
    return Medicine(
        name=named,
        where=where,
        sig=directions,
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


def _why_unread(read: SigRead | None) -> str:
    if read is None or not read.refused:
        return ""
    if not read.candidates:
        return read.refused
    return f"{read.refused.rstrip('.')}. It could mean: {'; '.join(read.candidates)}."
