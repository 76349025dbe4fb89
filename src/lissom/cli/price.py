"""`lissom price` and `lissom strengths`: what tablets cost, and which are really sold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, Clinician, Today
from lissom.facts.errors import Fault, InputError

if TYPE_CHECKING:
    from lissom.answers.cabinet_price import Offers
    from lissom.case.case import Case
    from lissom.library import Library
    from lissom.medicines.price_approvals import Approval
    from lissom.medicines.recognition import Ingredient

What = Annotated[
    str, typer.Argument(metavar="CASE", help="A case file, - for stdin, or directions: 'baclofen 10 mg TID'.")
]
Country = Annotated[str, typer.Option("--country", help="ISO code of the country (US, GB, CH ...).")]


def price(
    what: What,
    country: Country = "",
    as_json: AsJson = False,
    clinician: Clinician = False,
    today: Today = "",
) -> None:
    """Work out what the medicines of a case cost: a day, a month, each phase of a plan, at the cheapest mix of tablets.

    Prices come from lists in your own store (`lissom labels add PATH` reads NADAC and others), else from the few that
    came with Lissom. None of them is the price on the shelf.

    Example: lissom price examples/ms-aleve.toml
    """
    from dataclasses import replace

    from lissom.checks.view import view

    case = _case(what)
    if country:
        from lissom.case.country import country_code

        case = replace(case, country=country_code(country), country_stated=True)
    library = output.library()
    day = output.day(today)
    seen = view(case.on(day), library.names, library.rules, library.drugs, day)
    wanted = {part.ingredient.id: part.ingredient for one in seen.taken for part in one.recognition.components}
    made = _offers(library, wanted, case.country)
    from lissom.answers.cabinet_price import price_of
    from lissom.report.cabinet_price import price_document, price_json

    groups = [price_of(one, seen, made) for one in seen.taken]
    if as_json:
        output.print_json(price_json(groups))
        return
    sources = {**library.sources, **{name: one for each in made.values() for name, one in each.sources.items()}}
    output.show(price_document(groups, sources, library.version), clinician=clinician)


def strengths(
    name: Annotated[str, typer.Argument(help="A relaxant: generic or brand.")],
    country: Country = "US",
    dose: Annotated[str, typer.Option("--dose", help='A dose to be made of tablets: "15 mg".')] = "",
    as_json: AsJson = False,
    clinician: Clinician = False,
) -> None:
    """List which strengths of a relaxant are really sold in a country, and which tablets make a dose.

    Example: lissom strengths baclofen --country CH --dose "12.5 mg"
    """
    from lissom.answers.cabinet_strengths import strengths_of
    from lissom.report.cabinet_strengths import strengths_document, strengths_json

    library = output.library()
    answer = strengths_of(name, library, country=country, dose=dose, approvals=_approvals)
    if as_json:
        output.print_json(strengths_json(answer))
    else:
        output.show(strengths_document(answer, library.sources, library.version), clinician=clinician)


def _case(what: str) -> Case:
    if not what.strip():
        raise InputError([Fault(where="price", expected="a case, or directions: 'baclofen 10 mg TID'", came="nothing")])
    if what == "-" or Path(what).is_file() or what.endswith((".toml", ".json")):
        return output.read(what)
    from lissom.case.flags import case_from_lines

    return case_from_lines([what])


def _offers(library: Library, wanted: Mapping[str, Ingredient], country: str) -> dict[str, Offers]:
    """Ingredient id -> its priced tablets, from the store where there is one."""
    from lissom.answers.cabinet_price import offers
    from lissom.cli.price_lists import listed

    prices = listed(library)
    return {id_: offers(library, one, country, prices(one, country)) for id_, one in wanted.items()}


def _approvals(substance: str) -> tuple[Approval, ...]:
    """What Drugs@FDA tables in the store say of a substance; () without them."""
    from lissom.store.place import has_cabinet

    if not has_cabinet():
        return ()
    from lissom.store.cabinet import cabinet
    from lissom.store.prices import approvals_of

    with cabinet(words=False) as db:
        return approvals_of(db, substance)


def register(app: typer.Typer) -> None:
    app.command()(price)
    app.command()(strengths)
