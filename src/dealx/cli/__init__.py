"""The command line, one command a module. Commands import what they need in their bodies, so that help is quick."""

from typing import Annotated

import typer

from dealx.cli.batch import batch
from dealx.cli.evaluate import evaluate
from dealx.cli.extract import extract
from dealx.cli.patterns import app as patterns
from dealx.cli.schema import schema

app = typer.Typer(
    name="dealx",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(extract)
app.command()(batch)
app.command("eval")(evaluate)
app.add_typer(patterns, name="patterns")
app.command()(schema)


def main() -> None:
    """Run the command line of this process."""
    app(prog_name="dealx")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"dealx {version('dealx')}")
        raise typer.Exit


@app.callback()
def _dealx(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Read news articles and tell the arms deals in them, with the evidence for every field.

    \b
    Exit codes:
      0  all inputs were read
      1  some inputs could not be read; the others were
      2  wrong usage, broken patterns, or an output that cannot be written
    """
