"""Sweeps in the terminal: a grid of runs on every core, a table of what came out, and the way to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from simulator.analysis.sweep import SweepFigure
from simulator.cli.following import stopping
from simulator.cli.invocation import command
from simulator.cli.options import Database, Output, Quiet, Seed, Settings, chosen, whole
from simulator.cli.output import UNWRITTEN, check_writable, printable, sentences, tell, write
from simulator.cli.saving import kept as stored
from simulator.cli.saving import made
from simulator.declaration import InputError, sentence
from simulator.engine.run import bind
from simulator.experiment import Experiment
from simulator.store import Store, usual_database
from simulator.store.sweeps import Outcome
from simulator.sweep import Axis, CellEnded, Sweep, SweepControl, SweepProgress, Workers, execute, kept, usual_jobs
from simulator.sweep.kept import Kept
from simulator.sweep.result import figure, result, usual

COMPLETED, FAILED, INTERRUPTED = 0, 4, 130
LEAVE_WITHIN = 10.0  # seconds that the runs have to end after an interrupt
Over = Annotated[
    list[str] | None,
    typer.Option(
        "--over",
        metavar="PATH=VALUES",
        help=(
            "The values of one or two parameters, and seeds: strategy.inner_lr=0.001:1:log:7 (seven at equal ratios), "
            "task.shots=5:20:4 (four at equal distances), seed=0..4, learner.activation=relu,tanh. Repeatable."
        ),
    ),
]


Jobs = Annotated[str | None, typer.Option(metavar="INTEGER", help="Runs at a time, instead of one for each core.")]
Step = Annotated[str | None, typer.Option(metavar="INTEGER", help="Show results after so many inner steps.")]


def sweep(
    source: Annotated[
        str | None,
        typer.Argument(metavar="FILE|EXAMPLE", help="An experiment file, a shared file, or a bundled example's name."),
    ] = None,
    over: Over = None,
    settings: Settings = None,
    seed: Seed = None,
    jobs: Jobs = None,
    step: Step = None,
    go_on: Annotated[
        str | None, typer.Option("--continue", metavar="SWEEP", help="Go on with the sweep of this number.")
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Begin anew, even if the database has the same sweep already.")
    ] = False,
    output: Output = None,
    database: Database = None,
    no_save: Annotated[bool, typer.Option("--no-save", help="Keep the runs out of every database.")] = False,
    quiet: Quiet = False,
) -> None:
    """Run an experiment over a grid of values and seeds, on every core; finished runs are kept, and it can go on."""
    with ExitStack() as leaving:
        with sentences():
            _check(source, over, settings, seed, go_on, no_save=no_save, anew=anew, database=database)
            check_writable(output)
            count = usual_jobs() if jobs is None else whole("--jobs", jobs, 1)
            after = None if step is None else whole("--step", step, 0)
            asked = None if source is None else grid_of(chosen(source, settings, seed), over or [])
            number = None if go_on is None else whole("--continue", go_on, 1)
            store = _opened(asked, database, no_save, leaving)
            swept, place = _placed(store, asked, number, anew)
        tells = _Tells(quiet, output, named=database is not None)
        tells.place(place, swept)
        with sentences():  # another program may have begun with the same one
            progress = run_grid(swept, place, count, quiet)
        raise typer.Exit(tells.end(progress, place, after))


@dataclass(frozen=True)
class _Tells:
    """What is said of a sweep, and where its result is written; `named`: a person chose the database."""

    quiet: bool
    output: str | None
    named: bool

    @property
    def aloud(self) -> bool:
        """Whether standard output is for words."""
        return not self.quiet and self.output != "-"

    def place(self, place: Kept | None, swept: Sweep) -> None:
        """Where it is kept, and what is there of it already."""
        if place is not None and self.aloud:
            _say_place(place, swept)

    def end(self, progress: SweepProgress, place: Kept | None, step: int | None) -> int:
        """What it came to after so many inner steps, in words and as JSON; the exit status."""
        swept, outcomes = progress.sweep, progress.outcomes
        measure, usual_step = usual(swept.experiment)
        shown = figure(swept, outcomes, measure, usual_step if step is None else step)
        if not self.quiet:
            _say_failures(progress)
            _say_how_to_go_on(progress, place, named=self.named)
        if self.aloud:
            for line in table(shown, outcomes):
                print(printable(line))
        if self.output is None:
            return _status(progress)
        written = result(swept, outcomes, None if place is None else place.number, measure, shown.step)
        return _status(progress) if write(written, self.output) else UNWRITTEN


def table(shown: SweepFigure, outcomes: Mapping[int, Outcome]) -> Iterator[str]:
    """The results as lines: a row for each combination of values, and what they say in words."""
    unit = "step" if shown.step == 1 else "steps"
    head = (
        *(axis.title for axis in shown.axes),
        f"{shown.measured} after {shown.step} {unit}",
        "95% interval",
        "seeds",
    )
    rows: list[tuple[str, ...]] = [head]
    for row, place in enumerate(shown.places):
        names = [axis.names[at] for axis, at in zip(shown.axes, place, strict=True)]
        mean, band = float(shown.means[place]), float(shown.half_widths[place])
        seeds = range(row * shown.results.shape[-1], (row + 1) * shown.results.shape[-1])
        states = [outcomes[each].state for each in seeds if each in outcomes and outcomes[each].state != "completed"]
        told = ", ".join(f"{states.count(each)} {each}" for each in dict.fromkeys(states))
        count = f"{int(shown.counts[place])}" + (f" ({told})" if told else "")
        rows.append((*names, f"{mean:.4g}" if mean == mean else "-", f"± {band:.2g}" if band == band else "", count))
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        yield "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)
        ).rstrip()
    yield ""
    yield str(shown.said)


def _check(
    source: str | None,
    over: list[str] | None,
    settings: list[str] | None,
    seed: str | None,
    go_on: str | None,
    *,
    no_save: bool,
    anew: bool,
    database: Path | None,
) -> None:
    """Refuse arguments that do not go together. Raises `InputError`."""
    if no_save and database is not None:
        raise InputError(sentence("--database and --no-save exclude each other; give one of them."))
    if go_on is not None and (source or over or settings or seed or no_save or anew):
        raise InputError(sentence("--continue goes on with a sweep as it was begun; give only its number."))
    if go_on is None and source is None:
        raise InputError(sentence("Name an experiment file or an example, or a sweep with --continue."))
    if go_on is None and not over:
        raise InputError(
            sentence("A sweep needs values; write --over PATH=VALUES, as in --over strategy.inner_lr=0.001:1:log:7.")
        )


def grid_of(experiment: Experiment, over: list[str]) -> Sweep:
    """The sweep that is asked for. Raises `InputError` where it cannot be run."""
    asked = Sweep.of(experiment, [Axis.parse(each, experiment) for each in over])
    for cell in asked.cells[:: len(asked.seeds)]:
        if cell.experiment.schedule.device != "cuda":  # what else is lacking costs only its cells
            bind(cell.experiment)
    return asked


def _opened(asked: Sweep | None, database: Path | None, no_save: bool, leaving: ExitStack) -> Store | None:
    """The database, closed on leaving: made where a sweep begins, else one that is there. Raises `InputError`."""
    if no_save:
        return None
    store = stored(database) if asked is None else made(database or usual_database())
    leaving.callback(store.close)
    return store


def _placed(store: Store | None, asked: Sweep | None, number: int | None, anew: bool) -> tuple[Sweep, Kept | None]:
    """What is run, and where it is kept: the same sweep goes on, if the database has it. Raises `InputError`."""
    if asked is None:
        assert store is not None and number is not None
        return kept.go_on(store, number)
    if store is None:
        return asked, None
    found = None if anew else kept.same(store, asked)
    return asked, kept.begin(store, asked) if found is None else kept.go_on(store, found.id)[1]


def _say_place(place: Kept, swept: Sweep) -> None:
    if not place.earlier:
        print(f"Sweep {place.number}: {swept.size} runs.", flush=True)
    elif len(place.earlier) == swept.size:
        print(f"Sweep {place.number} is complete: all its {swept.size} runs are kept. --anew begins anew.", flush=True)
    else:
        print(f"Sweep {place.number} goes on: {len(place.earlier)} of {swept.size} runs are kept.", flush=True)


def run_grid(swept: Sweep, place: Kept | None, jobs: int, quiet: bool) -> SweepProgress:
    """Run a sweep in so many processes, with a progress bar; kept at a place in a database, or nowhere."""
    progress, control = SweepProgress(swept), SweepControl()
    with stopping(lambda: control.stop(LEAVE_WITHIN)), _bar(progress, Console(stderr=True, quiet=quiet)) as advance:
        for event in execute(swept, lambda: Workers(jobs), jobs, control, place):
            progress.add(event)
            if isinstance(event, CellEnded):
                advance()
    return progress


@contextmanager
def _bar(progress: SweepProgress, console: Console) -> Iterator[Callable[[], None]]:
    """A progress bar with the time left; silent without a terminal."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("runs", total=progress.sweep.size, left="")

        def advance() -> None:
            seconds = progress.seconds_left()
            told = "" if seconds is None else f"{seconds:,.0f} s left"
            bar.update(task, completed=len(progress.outcomes), left=told)

        yield advance


def _say_failures(progress: SweepProgress) -> None:
    """Say why cells failed, each reason once."""
    reasons: dict[str, int] = {}
    for outcome in progress.outcomes.values():
        if outcome.state == "failed" and outcome.message:
            reasons[str(outcome.message)] = reasons.get(str(outcome.message), 0) + 1
    for reason, count in reasons.items():
        tell(f"{reason} ({count} runs)" if count > 1 else reason)


def _say_how_to_go_on(progress: SweepProgress, place: Kept | None, *, named: bool) -> None:
    if progress.complete or place is None:
        return
    where = ("--database", str(place.database)) if named else ()
    again = command("sweep", "--continue", str(place.number), *where)
    done = len(progress.outcomes)
    tell(
        sentence(
            'Stopped after {done} of {all} runs; "{command}" goes on from there.',
            done=done,
            all=progress.sweep.size,
            command=again,
        )
    )


def _status(progress: SweepProgress) -> int:
    if not progress.complete:
        return INTERRUPTED
    return FAILED if progress.count("failed") else COMPLETED
