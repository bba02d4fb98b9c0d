"""Running an experiment in the terminal: `run` begins, `resume` continues."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.analysis.report import lines
from simulator.analysis.result import result
from simulator.cli.following import followed, say_why
from simulator.cli.mending import advised, check_data
from simulator.cli.options import Database, Output, Quiet, Run, Seed, Settings, Source, chosen, numbered
from simulator.cli.output import EXIT, UNWRITTEN, agreed, answers, check_writable, printable, sentences, tell, write
from simulator.cli.saving import Saving, kept, saving
from simulator.declaration import InputError, sentence
from simulator.engine import Progress
from simulator.engine import run as run_events
from simulator.engine.circumstances import differing
from simulator.engine.compiled.cache import usual_folder
from simulator.engine.run import bind
from simulator.experiment import Experiment, misfits
from simulator.store import Resumption, Store


def run(
    source: Source,
    settings: Settings = None,
    seed: Seed = None,
    output: Output = None,
    database: Database = None,
    no_save: Annotated[bool, typer.Option("--no-save", help="Keep the run out of every database.")] = False,
    quiet: Quiet = False,
) -> None:
    """Run an experiment to its end, save it, and report its result on tasks never seen before."""
    with sentences():
        if no_save and database is not None:
            raise InputError(sentence("--database and --no-save exclude each other; give one of them."))
        experiment = chosen(source, settings, seed)
        check_writable(output)
        bind(experiment)
        for family in (experiment.task, experiment.elsewhere):
            if family is not None:
                family.holding_data()  # what cannot be read is refused before anything is saved
        for said in () if quiet else misfits(experiment):
            tell(said)
        into = Saving() if no_save else saving(experiment, database)
    progress = execute(experiment, into, quiet, tells=not quiet and output != "-")
    _end(progress, into, output)


def resume(
    run: Run,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Go on though something differs from when the run began.")
    ] = False,
    database: Database = None,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Continue an interrupted, stopped or failed run from its last checkpoint, as if it had never been cut short."""
    with sentences():
        number = numbered(run)
        check_writable(output)
        store = kept(database)
        try:
            with advised(store, number, named=database is not None):
                _check_same(store, number, anyway)
                begun = store.resume(number)
        except BaseException:
            store.close()
            raise
    into = Saving(store, begun.recording, named=database is not None)
    progress = execute(begun.experiment, into, quiet, tells=not quiet and output != "-", begun=begun)
    _end(progress, into, output)


def execute(
    experiment: Experiment,
    into: Saving,
    quiet: bool = False,
    tells: bool = True,
    begun: Resumption | None = None,
) -> Progress:
    """Run to the end, with a progress bar unless `quiet`; print the result, once it is safe, if it is to be told."""
    progress, checkpoint = Progress(), None
    if begun is not None:
        checkpoint = begun.checkpoint
        for event in begun.told:
            progress.add(event)
    with followed(experiment, quiet, progress.iteration) as (control, advance):
        for event in run_events(experiment, control, checkpoint, usual_folder()):
            progress.add(event)
            into.add(event)
            advance(progress)
    into.close()
    if experiment.schedule.compile == "on" and progress.compiled and progress.compiled.why:
        tell(progress.compiled.why)
    say_why(progress)
    if not quiet:
        _say_how_to_go_on(progress, into.resume())
    if tells:
        for line in lines(progress, experiment, into.run):
            print(printable(line))
    return progress


def _say_how_to_go_on(progress: Progress, command: str | None) -> None:
    """Say with which command a run that was cut short continues, if it can."""
    if command is None or progress.checkpoint is None:
        return
    at = progress.checkpoint.iteration
    if progress.state == "stopped":
        tell(
            sentence('Stopped at iteration {iteration}; "{command}" goes on from there.', iteration=at, command=command)
        )
    elif progress.state == "failed":
        tell(sentence('"{command}" tries again from iteration {iteration}.', iteration=at, command=command))


def _end(progress: Progress, into: Saving, output: str | None) -> None:
    """Write the result where it is wanted, and end with the status for all of it."""
    written = output is None or write(result(progress, into.run), output)
    raise typer.Exit(UNWRITTEN if into.unwritten or not written else EXIT[progress.state])


def _check_same(store: Store, run: int, anyway: bool) -> None:
    """Refuse to continue a run under other circumstances, unless a person agrees. Raises `InputError`."""
    if not store.summary(run).resumable:
        return  # the store has its own words for that
    check_data(store, run)
    checkpoint = store.checkpoint(run)
    experiment = checkpoint.experiment if checkpoint else store.experiment(run)
    bind(experiment)
    found = differing(experiment, checkpoint.circumstances) if checkpoint else []
    if not found or anyway:
        return
    said = " ".join(str(each) for each in found)
    if not answers():
        raise InputError(
            sentence(
                "{differences} Run {run} may end otherwise than it would have; add --anyway to continue it.",
                differences=said,
                run=run,
            )
        )
    tell(said)
    agreed(sentence("Run {run} may end otherwise than it would have. Continue it?", run=run))
