"""Items to clauses: where one stretch of days ends and the next begins ('then', day labels, a dose after a length)."""

from __future__ import annotations

from lissom.case.sig.items import Dose, Item, Label, Length, Mark, Note, Pattern, PerDay, Step, Times
from lissom.case.sig.tokens import Refused


def clauses(found: list[Item]) -> list[list[Item]]:
    """Cut at 'then', at day labels, after 'after 3 days', and where a dose follows a length."""
    cut: list[list[Item]] = [[]]
    expected_day = 1
    trailing = _labels_trail(found)
    for item in found:
        current = cut[-1]
        if isinstance(item, Mark) and item.word == "then":
            if current:
                cut.append([])
        elif isinstance(item, Label):
            if item.first != expected_day:
                raise Refused(f"the days do not follow one another: day {expected_day} was next, day {item.first} came")
            expected_day = item.first + item.days
            _label(cut, item, trailing=trailing)
        elif isinstance(item, Length) and item.closes:
            _close(cut, item)
        elif _begins_anew(item, current):
            cut.append([item])
        else:
            current.append(item)
    return [clause for clause in cut if clause]


def _begins_anew(item: Item, current: list[Item]) -> bool:
    """A dose after a length is the next stretch; a daily total after a dose and its length is only its sum."""
    if not any(isinstance(one, Length) for one in current) or any(isinstance(one, Step) for one in current):
        return False
    if isinstance(item, Times):
        # '5 mg od for 1 week, bd for 1 week': the dose stays, how often changes.
        before = [one for one in current if isinstance(one, Times)]
        return bool(before) and not item.weak and item not in before
    if isinstance(item, PerDay):
        return any(isinstance(one, PerDay) for one in current) and not any(isinstance(one, Dose) for one in current)
    # A bare number without 'then' may be a count of refills or of anything else: it does not begin a stretch.
    return (
        isinstance(item, Dose)
        and item.unit is not None
        and any(isinstance(one, Dose | PerDay | Pattern) for one in current)
    )


def _labels_trail(found: list[Item]) -> bool:
    """'300 mg on day 1, 600 mg on day 2' rather than 'day 1: 300 mg'."""
    order = [isinstance(item, Label) for item in found if isinstance(item, Label | Dose | PerDay | Pattern)]
    return bool(order) and not order[0]


def _label(cut: list[list[Item]], label: Label, *, trailing: bool) -> None:
    length = [Length(label.days)] if label.days else []
    named: list[Item] = [*length, *([Mark("that day")] if label.days == 1 else [])]
    if trailing:
        cut[-1].extend(named)
        cut.append([])
        return
    if any(not isinstance(one, Note) for one in cut[-1]):
        cut.append([])
    cut[-1].extend(named)


def _close(cut: list[list[Item]], item: Length) -> None:
    """'After 3 days' gives its length to what stands before it."""
    before = cut[-2] if len(cut) > 1 else []
    if cut[-1] and before and not any(isinstance(one, Length) for one in before):
        # '5 mg increasing to 10 mg after 3 days': the days belong to what was before.
        before.append(Length(item.days))
        return
    target = cut[-1] or (cut[-2] if len(cut) > 1 else None)
    if target is None:
        raise Refused("it does not say what happens before those days have passed")
    if not any(isinstance(one, Length) for one in target):
        target.append(Length(item.days))
    if cut[-1]:
        cut.append([])
