"""What the program says beside its data, on standard error."""

from typing import NoReturn

import typer

from dealx.articles.article import Unreadable


class Problems:
    """Tells each problem as it comes, and remembers that there was one."""

    found = False

    def tell(self, problem: Unreadable | str) -> None:
        """Print the problem in one line."""
        self.found = True
        note(str(problem))


def note(message: str) -> None:
    """Print what the user should know, in one line."""
    typer.echo(f"dealx: {message}", err=True)


def stop(message: str) -> NoReturn:
    """Print why nothing can be done, and end with the exit code for it."""
    note(message)
    raise typer.Exit(2)
