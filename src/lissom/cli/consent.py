"""`lissom consent`: the decision aid, and the record of what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from lissom.cli import consent_records, output
from lissom.cli.consent_page import Short, laid_out, write
from lissom.cli.output import AsJson, CasePath, Clinician, Quiet, Seed, Today

if TYPE_CHECKING:
    from click import Context


Html = Annotated[str, typer.Option("--html", metavar="FILE", help="Write the aid as HTML here.")]
Pdf = Annotated[str, typer.Option("--pdf", metavar="FILE", help="Write the aid as PDF here.")]

DEFAULT = "aid"


class WithDefault(TyperGroup):
    """A group whose first word may be left out: `consent CASE` is `consent aid CASE`."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


group = typer.Typer(
    cls=WithDefault,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Decide together, and keep a record of it. `lissom consent CASE` makes the decision aid.",
)


@group.command(DEFAULT)
def aid(
    case: CasePath,
    html: Html = "",
    pdf: Pdf = "",
    short: Short = False,
    as_json: AsJson = False,
    clinician: Clinician = False,
    today: Today = "",
    seed: Seed = 1,
    quiet: Quiet = False,
) -> None:
    """Make the decision aid of a case: options, numbers of 100 people beside placebo, what to ask.

    Example: lissom consent examples/ms-aleve.toml --html out/consent.html --pdf out/consent.pdf
    """
    document, made = laid_out(case, today=today, seed=seed, short=short)
    if as_json:
        from lissom.report.plain import plain

        output.print_json(plain(made))
    elif not (html or pdf):
        output.show(document, clinician=clinician)
    write(document, html, pdf, quiet=quiet)


def register(app: typer.Typer) -> None:
    consent_records.register(group)
    app.add_typer(group, name="consent")
