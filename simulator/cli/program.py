"""The program of the command line, put together from its commands."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from simulator import __version__
from simulator.cli import COMMANDS
from simulator.cli.output import WRONG, tell
from simulator.store.log_file import keep_log

UsageError: Any = typer.BadParameter.__base__  # of typer's own click, where it has one


class _Commands(TyperGroup):
    """Says in one line what is wrong with how a command was written, as the commands do of their values."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as wrong:
            asked = wrong.ctx.command_path if wrong.ctx is not None else ctx.command_path
            tell(f"{wrong.format_message().rstrip('.')}. See '{asked} --help'.")
            raise typer.Exit(WRONG) from None


app = typer.Typer(
    name="simulator",
    help=(
        "Learning Strategy Simulator: a laboratory for learning to learn.\n\n"
        "Without a command it opens the window: 'simulator FILE' on an experiment or shared file, "
        "'simulator EXAMPLE' or 'simulator --example NAME' on a bundled example. With --database FILE the window "
        "keeps its runs there instead of in the user's data folder."
    ),
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for _name, _place in COMMANDS.items():
    _module, _, _function = _place.partition(".")
    app.command(_name)(resolve_name(f"simulator.cli.{_module}:{_function}"))


def _version(asked: bool) -> None:
    if asked:
        print(f"simulator {__version__}")
        raise typer.Exit


@app.callback(cls=_Commands)
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Options of the program itself."""
    keep_log()
