"""Runs as a report that anyone can read: `report` writes a page, or a document to print."""

from __future__ import annotations

from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated

import typer

from simulator.analysis.comparison import Tried, doubled
from simulator.analysis.page.contents import Reported
from simulator.analysis.page.contents import report as made
from simulator.analysis.page.html import html
from simulator.cli.options import Database, Runs, numbered
from simulator.cli.output import UNWRITTEN, check_writable, put, sentences, tell
from simulator.cli.saving import read
from simulator.cli.windows import Windows
from simulator.declaration import InputError, sentence
from simulator.declaration.input_error import shown
from simulator.engine import Checkpoint, Progress
from simulator.experiment import Experiment
from simulator.store.reading import Reader
from simulator.store.shared.experiment import available

ENDINGS = (".html", ".pdf")
MOST = 50  # runs in one report


def report(
    context: typer.Context,
    runs: Runs,
    out: Annotated[
        Path,
        typer.Option(
            metavar="FILE", readable=False, help="The file to write: .html for a page of its own, .pdf to print."
        ),
    ],
    database: Database = None,
) -> None:
    """Write a report of runs, compared where they are several: pictures, numbers, settings, how to repeat it."""
    with sentences():
        named = Counter(numbered(each) for each in runs)
        ending = out.suffix.lower()
        if ending not in ENDINGS:
            allowed = ", ".join(ENDINGS)
            raise InputError(
                sentence("--out is {file}; it must end in one of {endings}.", file=shown(str(out)), endings=allowed)
            )
        if len(named) > MOST:
            raise InputError(sentence("A report has at most {most} runs.", most=MOST))
        check_writable(str(out))
        with closing(read(database)) as store:
            found = [_reported(store, number) for number in named]
        page = made(found)
        for number in (number for number, count in named.items() if count > 1):
            tell(sentence("Run {number} was named more than once; it is reported once.", number=number))
        for said in doubled([each.tried for each in found]):
            tell(said)
    with sentences(UNWRITTEN):
        windows: Windows | None = context.obj
        if ending == ".pdf" and windows is not None:
            put(out, windows.pdf(page))
        else:
            put(out, html(page).encode())
        tell(sentence("Wrote {file}.", file=out))


def _reported(store: Reader, number: int) -> Reported:
    summary = store.summary(number)
    checkpoint: Checkpoint | None = None
    with suppress(InputError):  # only the picture of a task needs it
        checkpoint = store.checkpoint(number)
    progress = Progress.of(store.history(number), checkpoint)
    tried = Tried(number, _experiment(store, number, checkpoint, progress), progress)
    return Reported(tried, summary.name, summary.note, summary.created)


def _experiment(store: Reader, number: int, checkpoint: Checkpoint | None, progress: Progress) -> Experiment:
    """The experiment as it was at the run's end; without its files where these are gone."""
    if checkpoint is not None:
        return checkpoint.experiment
    try:
        experiment = store.experiment(number)
    except InputError:
        experiment = available(store.document(number))[0]
    for change in progress.changes:
        if "." in change.path:
            with suppress(InputError):
                experiment = experiment.with_value(change.path, change.new)
    return experiment
