"""`dealx patterns`, for those who teach dealx; one command a module."""

import typer

from dealx.cli.patterns.check import check
from dealx.cli.patterns.listing import list_entries
from dealx.cli.patterns.show import show
from dealx.cli.patterns.suggest import suggest
from dealx.cli.patterns.trial import try_text

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
app.command("list")(list_entries)
app.command()(show)
app.command()(check)
app.command("try")(try_text)
app.command()(suggest)


@app.callback()
def _patterns() -> None:
    """See what dealx knows, and teach it more.

    Patterns are lines of JSON: weapons, companies, states, verbs, and all else that articles are read with.
    Put yours into a folder and give it with --patterns DIR, or keep it where --help says that it is always read.

    \b
    Examples:
      dealx patterns list --kind system --country Brazil
      dealx patterns show S-400
      dealx patterns check mine
      dealx patterns try "Chile has bought 12 Sandgrouse." --patterns mine
      dealx patterns suggest articles/ >> mine/systems/new.jsonl
    """
