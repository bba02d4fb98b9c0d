"""How fast this machine is: meta-iterations a second of standard problems, in the ways that they can be made."""

from __future__ import annotations

import json
import os
import statistics
import time
from contextlib import closing
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from simulator import __version__
from simulator.cli.options import AsJson
from simulator.cli.output import sentences, tell
from simulator.cli.windows import Windows
from simulator.declaration import InputError, sentence
from simulator.deferred import torch
from simulator.engine import Compiled, Failed, Stepped, run
from simulator.engine.circumstances import processor
from simulator.engine.compiled.cache import usual_folder
from simulator.engine.compiled.compiler import objection
from simulator.experiment import Experiment, load_example

PROBLEMS: dict[str, tuple[str, dict[str, Any]]] = {
    "MAML, sine, 1 step": ("sine-maml", {}),
    "MAML, sine, 5 steps": ("sine-maml", {"strategy.inner_steps": 5}),
    "Meta-SGD, sine": ("sine-meta-sgd", {}),
    "MAML, digits": ("digits-maml", {}),
    "Prototypes, characters": ("glyphs-prototypes", {}),
    "MAML, students": ("students-irt", {}),
}
ENDLESS = 100_000_000  # meta-iterations


def benchmark(
    context: typer.Context,
    seconds: Annotated[float, typer.Option(help="Seconds that each measurement takes.", min=0.1, max=60.0)] = 1.0,
    turns: Annotated[int, typer.Option(help="Measurements of each kind, of which the median is told.", min=1)] = 3,
    compiled: Annotated[bool, typer.Option(help="Also measure compiled meta-iterations.")] = True,
    window: Annotated[bool, typer.Option(help="Also measure with the window open.")] = True,
    as_json: AsJson = False,
) -> None:
    """Measure meta-iterations a second of six standard problems: threads, compiled or not, window open or not."""
    windows: Windows = context.obj
    why = objection() if compiled else None
    with sentences():
        if why is not None:
            tell(sentence("{why} So only plain meta-iterations are measured.", why=why))
        kinds = _kinds(compiled=compiled and why is None, window=window)
        rates = {}
        for title, (example, values) in PROBLEMS.items():
            if not as_json:
                tell(title)
            experiment = load_example(example).with_value("schedule.iterations", ENDLESS)
            for path, value in values.items():
                experiment = experiment.with_value(path, value)
            rates[title] = _rates(experiment, kinds, seconds, turns, windows)
    machine = {"processor": processor(), "cores": os.cpu_count(), "torch": str(torch.__version__)}
    if as_json:
        print(json.dumps({"program": __version__, "machine": machine, "iterations_a_second": rates}, indent=2))
        return
    table = Table("Meta-iterations a second", *kinds, box=None, pad_edge=False)
    for title, found in rates.items():
        table.add_row(title, *(_told(found[kind]) for kind in kinds))
    console = Console()
    console.print(table)
    console.print(f"{machine['processor']}; {machine['cores']} cores; torch {machine['torch']}", highlight=False)


def _kinds(*, compiled: bool, window: bool) -> dict[str, dict[str, Any]]:
    """What is measured, by the title of its column: the schedule's values, and ``watched`` with the window open."""
    cores = os.cpu_count() or 1
    plain: dict[str, Any] = {"compile": "off", "threads": 1, "device": "cpu", "watched": False}
    kinds = {"plain": plain}
    if cores > 1:
        kinds[f"{cores} threads"] = plain | {"threads": cores}
    if compiled:
        kinds["compiled"] = plain | {"compile": "on"}
    if window:
        kinds |= {f"{title}, window": kind | {"watched": True} for title, kind in kinds.items() if kind["threads"] == 1}
    return kinds


def _rates(
    experiment: Experiment, kinds: dict[str, dict[str, Any]], seconds: float, turns: int, windows: Windows
) -> dict[str, float | None]:
    """Meta-iterations a second, the median of each kind, which take turns; None where that kind cannot be had."""
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(turns):
        for kind, values in kinds.items():
            each = experiment
            for name in ("compile", "threads", "device"):
                each = each.with_value(f"schedule.{name}", values[name])
            rate = windows.watched(each, seconds) if values["watched"] else measured(each, seconds)
            if rate is not None:
                found[kind].append(rate)
    return {kind: statistics.median(each) if each else None for kind, each in found.items()}


def measured(experiment: Experiment, seconds: float) -> float | None:
    """Meta-iterations a second over so many seconds from the first one on; None if it would not be compiled.

    Raises `InputError` where the experiment fails.
    """
    first = last = None
    with closing(run(experiment, code=usual_folder())) as events:  # type: ignore[type-var]
        begun = time.perf_counter()
        for event in events:
            if isinstance(event, Failed):
                raise InputError(event.message)
            if isinstance(event, Compiled) and event.why is not None:
                return None
            if isinstance(event, Stepped):
                last = event
                if first is None:
                    first, begun = event, time.perf_counter()
                elif time.perf_counter() - begun > seconds:
                    break
    assert first is not None
    assert last is not None
    return (last.iteration - first.iteration) / max(last.seconds - first.seconds, 1e-9)


def _told(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
