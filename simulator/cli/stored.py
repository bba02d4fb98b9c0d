"""What is in the run database: `runs` lists it, `delete` takes something out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.cells import cell_len, set_cell_size

from simulator.analysis.result import number
from simulator.analysis.rounding import percent, significant
from simulator.cli.options import AsJson, Database, Runs, numbered, whole
from simulator.cli.output import agreed, answers, printable, sentences
from simulator.cli.saving import kept, read
from simulator.declaration import InputError, nearest, sentence
from simulator.declaration.input_error import shown
from simulator.store import RunSummary, usual_database
from simulator.store.runs import STATES
from simulator.strategies import STRATEGIES

HEADER = ("Run", "Name", "Strategy", "State", "Iterations", "Result", "When")
LONGEST = 48  # columns of a terminal that a name may take


def runs(
    as_json: AsJson = False,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help=f"Only runs in this state: {', '.join(STATES)}.")
    ] = None,
    limit: Annotated[str | None, typer.Option(metavar="INTEGER", help="No more than this many, the newest.")] = None,
    database: Database = None,
) -> None:
    """Show the runs that were saved, newest first."""
    with sentences():
        if state is not None and state not in STATES:
            hint = nearest(state, STATES)
            raise InputError(sentence("--state is {value}, which is not known{hint}", value=shown(state), hint=hint))
        most = None if limit is None else whole("--limit", limit, 1)
        found: list[RunSummary] = []
        if database is not None or os.path.lexists(usual_database()):
            with closing(read(database)) as store:
                found = store.runs()
    chosen = [each for each in found if state in (None, each.state)][:most]
    if as_json:
        print(json.dumps([_plain(each) for each in chosen], indent=2, allow_nan=False))
    elif chosen:
        print("\n".join(_table(chosen)))
    else:
        print("There are no saved runs." if state is None else f"There are no saved runs in state {state}.")


def delete(
    runs: Runs,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    database: Database = None,
) -> None:
    """Delete runs for good."""
    with sentences():
        numbers = list(dict.fromkeys(numbered(each) for each in runs))
        with closing(kept(database)) as store:
            found = [store.summary(each) for each in numbers]
            told = ", ".join(f"{each.id} ({_name(each)})" for each in found)
            if not yes:
                if not answers():
                    raise InputError(sentence("Deleting is for good; add --yes to delete {runs}.", runs=told))
                agreed(sentence("Delete for good {runs}?", runs=told))
            for each in numbers:
                store.delete(each)
                print(f"Deleted run {each}.")


def _plain(run: RunSummary) -> dict[str, Any]:
    """All that is known of a run, as JSON holds it."""
    return {key: number(value) if isinstance(value, float) else value for key, value in asdict(run).items()}


def _table(runs: list[RunSummary]) -> Iterator[str]:
    """A line for the names of the columns and one for each run."""
    rows = [HEADER, *map(_row, runs)]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _row(run: RunSummary) -> tuple[str, ...]:
    name, known = _name(run), STRATEGIES.get(run.strategy)
    return (
        str(run.id),
        name if cell_len(name) <= LONGEST else set_cell_size(name, LONGEST - 1) + "…",
        known.title if known else printable(run.strategy),
        printable(run.state),
        f"{run.iterations:,} of {run.planned:,}",
        _result(run),
        _when(run.created),
    )


def _name(run: RunSummary) -> str:
    known = STRATEGIES.get(run.strategy)
    return printable(run.name or run.title or (known.title if known else run.strategy))


def _result(run: RunSummary) -> str:
    if run.accuracy is not None:
        return f"accuracy {percent(run.accuracy)}"
    return "" if run.loss is None else f"loss {significant(run.loss)}"


def _when(seconds: float) -> str:
    """Local time; nothing for a time that no clock shows."""
    try:
        return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return ""
