"""The command line: run, list, examples, screenshot. Results go to standard output, all else to standard error.

It knows no window: whoever starts it passes, as typer's context object, the function that draws one.

Exit status: 0 completed, 2 the input is wrong, 3 diverged, 4 failed, 130 interrupted.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Column, Table
from rich.text import Text

from simulator import __version__
from simulator.analysis.report import lines
from simulator.analysis.result import result
from simulator.declaration import InputError, sentence
from simulator.declaration.declared import refusal
from simulator.engine import Control, Failed, Progress, Stepped
from simulator.engine import run as run_events
from simulator.engine.run import bind
from simulator.experiment import Experiment, example_names, load_example, parse, to_document
from simulator.experiment.documents import REGISTRIES, read_value, set_value
from simulator.experiment.files import load_any
from simulator.experiment.schedule import Schedule

EXIT = {"completed": 0, "diverged": 3, "failed": 4, "stopped": 130, "running": 4}
WRONG, UNWRITTEN = 2, 4
PICTURED = replace(Schedule.parameters()["iterations"], minimum=0)  # a picture may be of the start

app = typer.Typer(
    name="simulator",
    help="Learning Strategy Simulator: a laboratory for learning to learn. Without a command it opens the window.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Source = Annotated[str, typer.Argument(metavar="FILE|EXAMPLE", help="An experiment file, or a bundled example's name.")]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", help="Change one value, as in --set strategy.inner_lr=0.02. Repeatable."
    ),
]
Seed = Annotated[str | None, typer.Option(metavar="INTEGER", help="The seed, instead of the experiment's.")]


@app.command()
def run(
    source: Source,
    settings: Settings = None,
    seed: Seed = None,
    output: Annotated[
        str | None,
        typer.Option("--json", metavar="OUT", help="Write the result as JSON to this file; - for standard output."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress, no words: only --json.")] = False,
) -> None:
    """Run an experiment to its end and report its result on tasks never seen before."""
    with _sentences():
        experiment = changed(load_any(source), settings or [], seed)
        _check_writable(output)
        bind(experiment)
    progress = execute(experiment, quiet, tell=not quiet and output != "-")
    written = output is None or _write(result(progress), output)
    raise typer.Exit(EXIT[progress.state] if written else UNWRITTEN)


@app.command(name="list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Show every task family, base learner and meta-strategy with its parameters."""
    catalogue = _catalogue()
    if as_json:
        print(json.dumps(catalogue, indent=2))
        return
    console = Console()
    for section, kinds in catalogue.items():
        console.rule(f"{section}, {len(kinds)}" if len(kinds) > 1 else section, align="left", style="dim")
        for kind, entry in kinds.items():
            _tell(console, section, kind, entry)


def _tell(console: Console, section: str, kind: str, entry: dict[str, Any]) -> None:
    """One choice: its name, what it does, where it comes from, and its parameters, each on a line of its own."""
    console.print(f"[bold]{section} {kind}[/bold]  {entry['title']}", highlight=False)
    for text in (entry["explanation"] or entry["summary"], entry["paper"]):
        if text:
            console.print(Padding(Text(text), (0, 0, 0, 4)))
    for name, declared in entry["parameters"].items():
        unit = f" {declared['unit']}" if declared["unit"] else ""
        line = f"    {section}.{name} = {declared['default']}{unit}: {declared['allowed']}"
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    console.print()


@app.command()
def examples(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Show the bundled experiments."""
    loaded = {name: load_example(name) for name in example_names()}
    if as_json:
        print(json.dumps([{"name": name, "experiment": to_document(each)} for name, each in loaded.items()], indent=2))
        return
    table = Table(Column("Name", no_wrap=True), "What it shows", "Task family", "Strategy", box=None, pad_edge=False)
    for name, each in loaded.items():
        table.add_row(name, each.title, each.task.title, each.strategy.title)
    Console().print(table)


@app.command()
def screenshot(
    context: typer.Context,
    source: Source,
    iterations: Annotated[
        str, typer.Option(metavar="INTEGER", help="Meta-iterations to run before the picture is taken.")
    ] = "2000",
    size: Annotated[str, typer.Option(help="Width and height of the window in pixels.")] = "1440x900",
    theme: Annotated[str, typer.Option(help="light or dark.")] = "light",
    out: Annotated[Path, typer.Option(help="The PNG file to write.")] = Path("screenshot.png"),
    settings: Settings = None,
    seed: Seed = None,
) -> None:
    """Draw the real window, without a display, after some meta-iterations of an experiment."""
    with _sentences():
        width, height = _size(size)
        last = _iterations(iterations)
        if theme not in ("light", "dark"):
            raise InputError(sentence("--theme is {value}; it must be light or dark.", value=repr(theme)))
        experiment = changed(load_any(source), settings or [], seed)
        _check_writable(str(out))
        bind(experiment)
        progress = followed(experiment, Console(stderr=True), last)
        if progress.state in ("failed", "stopped"):
            raise typer.Exit(EXIT[progress.state])
        context.obj(experiment, progress, out, (width, height), theme)
    print(out.resolve())
    raise typer.Exit(0 if progress.ending is None else EXIT[progress.state])


def changed(experiment: Experiment, settings: list[str], seed: str | None) -> Experiment:
    """The experiment with ``PATH=VALUE`` settings applied in their order, and the seed."""
    document = to_document(experiment)
    for setting in settings:
        path, equals, text = setting.partition("=")
        if not equals:
            raise InputError(sentence("--set {setting} has no value; write PATH=VALUE.", setting=setting))
        document = set_value(document, path.strip(), read_value(text.strip()))
    if seed is not None:
        document = set_value(document, "seed", read_value(seed))
    return parse(document)


def execute(experiment: Experiment, quiet: bool = False, tell: bool = True) -> Progress:
    """Run to the end, with a progress bar unless `quiet`, and print the result if it is to be told."""
    progress = followed(experiment, Console(stderr=True, quiet=quiet), experiment.schedule.iterations)
    if tell:
        for line in lines(progress, experiment):
            print(line)
    return progress


def followed(experiment: Experiment, console: Console, last: int) -> Progress:
    """Run with a progress bar up to a meta-iteration, or to the end if that comes first; say why it went wrong."""
    progress, control = Progress(), Control()
    with _stopping(control), _bar(experiment, console, last) as advance:
        for event in run_events(experiment, control):
            if isinstance(event, Stepped) and event.iteration > last:
                break
            progress.add(event)
            advance(progress)
    if isinstance(progress.ending, Failed):
        logging.getLogger(__name__).debug(progress.ending.details)
    if progress.message and progress.state in ("failed", "diverged"):
        print(progress.message, file=sys.stderr)
    return progress


@contextmanager
def _bar(experiment: Experiment, console: Console, last: int) -> Iterator[Callable[[Progress], None]]:
    """A progress bar with rate and time left; silent without a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[loss]}"),
    )
    with Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        name = experiment.title or experiment.strategy.title
        task = bar.add_task(name, total=min(last, experiment.schedule.iterations), rate="", loss="")

        def advance(progress: Progress) -> None:
            if bar.disable or (progress.iteration % 50 and progress.ending is None):
                return
            rate = progress.rate()
            loss = progress.smoothed.values[-1] if len(progress.smoothed) else None
            bar.update(
                task,
                completed=progress.iteration,
                rate=f"{rate:,.0f}/s" if rate else "",
                loss=f"training loss {loss:.3g}" if loss is not None else "",
            )

        yield advance


@contextmanager
def _stopping(control: Control) -> Iterator[None]:
    """Interrupts stop the run after the current meta-iteration, so that what was done is kept."""
    signals = [signal.SIGINT, signal.SIGTERM]
    earlier = {each: signal.signal(each, lambda *_: control.stop()) for each in signals}
    try:
        yield
    finally:
        for each, handler in earlier.items():
            signal.signal(each, handler)


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn wrong input into one sentence and the exit status for it."""
    try:
        yield
    except InputError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(WRONG) from None


def _write(written: dict[str, Any], output: str) -> bool:
    """Write the result where it is wanted, or else to standard output; returns whether it is where it is wanted."""
    text = json.dumps(written, indent=2, allow_nan=False)
    if output == "-":
        print(text)
        return True
    try:
        Path(output).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        print(f"The file {output} cannot be written: {error.strerror}. The result follows.", file=sys.stderr)
        print(text)
        return False
    return True


def _check_writable(output: str | None) -> None:
    """Refuse before the run, not after it, an output that cannot be written."""
    if output is None or output == "-":
        return
    path = Path(output)
    if path.is_dir():
        raise InputError(sentence("{file} is a folder; name a file to write.", file=path))
    existed = os.path.lexists(path)
    try:
        with path.open("ab"):
            pass
    except OSError as error:
        raise InputError(sentence("The file {file} cannot be written: {why}.", file=path, why=error.strerror)) from None
    if not existed:
        path.unlink()


def _iterations(text: str) -> int:
    given = read_value(text)
    if type(given) is not int or not PICTURED.admits(given):
        raise refusal(PICTURED, "--iterations", given)
    return given


def _size(text: str) -> tuple[int, int]:
    parts = text.lower().split("x")
    if len(parts) == 2 and all(part.isdigit() and 320 <= int(part) <= 7680 for part in parts):
        return int(parts[0]), int(parts[1])
    raise InputError(
        sentence("--size is {value}; it must be WIDTHxHEIGHT, each from 320 to 7680, as in 1440x900.", value=repr(text))
    )


def _catalogue() -> dict[str, dict[str, Any]]:
    """Everything declared, as plain tables."""
    kinds: dict[str, dict[str, Any]] = {section: dict(registry.entries) for section, registry in REGISTRIES.items()}
    kinds["schedule"] = {"schedule": Schedule}
    return {section: {kind: _described(entry) for kind, entry in entries.items()} for section, entries in kinds.items()}


def _described(entry: Any) -> dict[str, Any]:
    parameters = {
        name: {
            "title": declared.title,
            "description": declared.description,
            "default": declared.plain_default,
            "allowed": str(declared.allowed()),
            "unit": declared.unit,
            "live": declared.live,
        }
        for name, declared in entry.parameters().items()
    }
    texts = {name: getattr(entry, name) for name in ("title", "summary", "explanation", "formula", "paper")}
    return texts | {"parameters": parameters}


def _version(asked: bool) -> None:
    if asked:
        print(f"simulator {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Options of the program itself."""
