"""Endurance: a random person uses the window for an hour, and nothing may break or grow.

The window runs here, drawn to a virtual screen, with a database and settings of its own. What the person does follows
from the seed, and from what the window shows at the time; `--trace` writes it down. Twice a minute is counted what the
program holds, with the processes of its runs and sweeps. The memory of runs in the list is no leak, so about ten are
left there, and now and then the person rests: no run, the list emptied, the first example, the usual size and look.
Judged is what grows from rest to rest, after the warm-up: a tour through all examples, which loads what they need, and
then the rest of the first ten minutes or of 15% of a shorter time. Usage::

    python -m tests.robustness.soak [--minutes 60] [--seed 0] [--trace FILE]
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from simulator.experiment import example_names, load_example
from simulator.gui.main_window import MainWindow
from simulator.gui.memory import be_thrifty
from tests.benchmarks.rows import Row, at_most, shown, verdict
from tests.robustness.person import Person
from tests.robustness.watch import LOGGED, Held, Troubles, measure

LOOK_EVERY, RESTS, SETTLE = 30.0, 12, 2.0  # seconds between two looks; rests in all; seconds of a rest
WARM_UP, SHARE = 600.0, 0.15  # seconds, or share of a shorter time
TOUR, SHORTEST = 120.0, 4.0  # seconds that a soak lasts at least to begin with a tour, and that are between rests
GROWTH = 20  # MB
LAST = 180.0  # seconds that a rest waits at most for runs that were left, and for what pages still work out
COLUMNS = "{:>7} {:>6} {:>9} {:>9} {:>8} {:>8} {:>8} {:>8} {:>8} {:>5}"


@dataclass
class Soak:
    """What came of it. `rests` are comparable with each other, `looks` were taken in the midst of things."""

    seconds: float
    troubles: Troubles
    looks: list[Held] = field(default_factory=list)
    rests: list[Held] = field(default_factory=list)
    deeds: int = 0

    @property
    def warm(self) -> list[Held]:
        """The rests after the warm-up."""
        return [held for held in self.rests if held.at >= min(WARM_UP, SHARE * self.seconds)]


@contextmanager
def window(folder: Path) -> Iterator[MainWindow]:
    """A window with settings and a database in `folder`; closed in the end."""
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    with patch.dict(os.environ, {"XDG_STATE_HOME": str(folder)}):  # where the log is written
        opened = MainWindow(load_example("sine-maml"), settings, database=folder / "runs.sqlite")
    logging.getLogger(LOGGED).warning("The log file is opened by its first line, and stays open.")
    opened.resize(1280, 800)
    opened.show()
    while not (opened.background.torch_ready.is_set() and opened.keeping.store):
        watch(0.05)
    try:
        yield opened
    finally:
        opened.close()
        opened.deleteLater()
        watch(0.1)


def soak(seconds: float, seed: int, trace: Callable[[str], None] = lambda _: None, haste: float = 1.0) -> Soak:
    """Let a person use a window for so long, so many times as hasty as usual."""
    with tempfile.TemporaryDirectory() as place, window(Path(place)) as opened:
        files = Path(place) / "files"
        files.mkdir()
        person = Person(opened, files, random.Random(seed), trace)
        with Troubles(lambda: person.deeds) as troubles:
            made = Soak(seconds, troubles)
            _use(person, made, haste)
            person.leave()
    return made


def _use(person: Person, made: Soak, haste: float) -> None:
    begun = time.monotonic()
    look_due, rest_every = 0.0, max(made.seconds / RESTS, SHORTEST)
    rest_due = rest_every
    if made.seconds >= TOUR:
        _tour(person)
    _rest(person, made, begun)
    while (now := time.monotonic() - begun) < made.seconds:
        watch(person.act() / haste)
        if now >= look_due:
            made.looks.append(_seen(measure(now), person))
            look_due = now + LOOK_EVERY
        if now >= rest_due:
            _rest(person, made, begun)
            rest_due += rest_every
    _rest(person, made, begun)
    made.deeds = person.count


def _tour(person: Person) -> None:
    """Run each example for a moment, and turn to every page."""
    session, tabs = person.window.session, person.window.workspace.tabs
    for example in example_names():
        person.open(example)
        person.run()
        watch_until(lambda: not session.running or session.current.progress.iteration > 0, 10.0)
        watch(0.5)
        for index in [*range(1, tabs.count()), 0]:
            tabs.setCurrentIndex(index)
            watch(0.3)
        person.stop()
        watch_until(lambda: not session.running, 10.0)


def _rest(person: Person, made: Soak, begun: float) -> None:
    person.stop()
    person.stop_sweep()
    window = person.window

    def nothing_goes_on() -> bool:
        runs = window.session.running or person.sweeping.going or not window.session.all_ended
        return not runs and window.background.idle and window.keeping.background.idle

    watch_until(nothing_goes_on, LAST)
    person.look_as_at_first()  # without a filter, so that the list shows all that is to be deleted
    for _ in range(5):
        watch(0.5)  # the list is read a moment later
        person.clear()
        watch_until(lambda: not person.window.session.runs, 3.0)
        if not person.window.session.runs:
            break
    watch(min(SETTLE, made.seconds / 20))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.rests.append(_seen(measure(time.monotonic() - begun), person, "rest"))


def _seen(held: Held, person: Person, note: str = "") -> Held:
    """Print a line of the table."""
    figures = (f"{held.at:.0f}", person.count, f"{held.memory:.1f}", f"{held.others:.1f}", held.threads, held.handles)
    counts = (held.widgets, held.windows, held.objects, len(person.window.session.runs))
    print(COLUMNS.format(*figures, *counts), note, flush=True)
    return held


def watch(seconds: float) -> None:
    """Let the window work. (`QTest.qWait` would hold the interpreter, and the run.)"""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def watch_until(condition: Callable[[], object], patience: float) -> None:
    """Let the window work until the condition holds, at most `patience` seconds."""
    end = time.monotonic() + patience
    while not condition() and time.monotonic() < end:
        watch(0.02)


def growth(rests: list[Held], what: Callable[[Held], float]) -> tuple[float, float]:
    """How much a figure grew from the first of the rests to the last, by a line through all; and most minus least."""
    times, values = np.array([held.at for held in rests]), np.array([what(held) for held in rests], dtype=float)
    if len(rests) < 2:
        return float("nan"), float("nan")
    slope = np.polyfit(times, values, 1)[0]
    return float(slope * (times[-1] - times[0])), float(np.ptp(values))


def risen(rests: list[Held], what: Callable[[Held], float]) -> float:
    """By how much the most of the second half exceeds the most of the first."""
    half = len(rests) // 2
    return max(map(what, rests[half:])) - max(map(what, rests[:half])) if half else float("nan")


def _memory(held: Held) -> float:
    return held.memory


def report(made: Soak) -> list[Row]:
    """The rows of the verdict."""
    warm = made.warm
    more = ", ".join(f"{count} {kind}" for kind, count in (warm[-1].kinds - warm[0].kinds).items())
    grown, span = growth(warm, _memory)
    midst = growth([held for held in made.looks if held.at >= warm[0].at], _memory)
    known = f"from {warm[0].memory:.0f} to {warm[-1].memory:.0f} MB; in the midst of things {midst[0]:+.1f}"
    print(
        f"\n{made.deeds} deeds in {made.seconds / 60:.0f} minutes; {made.troubles.refused} runs were refused in words"
    )
    return [
        at_most("exceptions, errors and complaints", len(made.troubles.found), 0),
        at_most("memory after warm-up, MB, by a line through all rests", grown, GROWTH, known),
        at_most("memory, MB, most of the second half above most of the first", risen(warm, _memory), GROWTH),
        shown("memory after warm-up, MB, most minus least", span),
        at_most("threads, second half more than first", risen(warm, lambda held: held.threads), 0),
        at_most("file handles, second half more than first", risen(warm, lambda held: held.handles), 0, more),
        shown("widgets, by a line", growth(warm, lambda held: held.widgets)[0]),
        shown("Qt objects known to Python, by a line", growth(warm, lambda held: held.objects)[0]),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--trace", type=Path, help="write down what the person does, each deed before it is done")
    options = parser.parse_args()
    faulthandler.enable()
    be_thrifty()  # as the program does
    QApplication(["simulator"])
    names = ("s", "deeds", "MB", "others", "threads", "handles", "widgets", "windows", "objects", "runs")
    print(COLUMNS.format(*names))
    if options.trace is None:
        made = soak(60 * options.minutes, options.seed)
    else:
        with options.trace.open("w") as file:
            made = soak(60 * options.minutes, options.seed, lambda deed: print(deed, file=file, flush=True))
    rows = report(made)
    for trouble in made.troubles.found:
        print(f"\n{trouble.where}: {trouble.text}\nafter: {'; '.join(trouble.deeds)}")
    return verdict(rows)


if __name__ == "__main__":
    sys.exit(main())
