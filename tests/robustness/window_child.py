"""The program itself in a process of its own, with a person in it who runs, stops, runs again and leaves.

Given a `Plan` as JSON, it writes on standard output what happened and when, one JSON object a line; `at` is
`time.monotonic`, which all processes of a machine share. Where runs and settings are kept is decided by the usual
environment variables. Used by `leaving`; not meant to be called by hand.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction

from simulator import app, processes
from simulator.gui.leaving import Leaving
from simulator.gui.main_window import MainWindow
from simulator.store.place import usual_database

Moment = Literal["running", "first evaluation", "paused", "final test", "loading", "locked"]
Condition = Callable[[], object]
LOOK_EVERY = 5  # ms


@dataclass(frozen=True)
class Plan:
    """What the person does: stop the first run `stop_after` seconds after its first meta-iteration, leave at `moment`.

    Without `stop_after` there is no first run. The window is closed `close_after` seconds after the moment has come.
    With `stuck` the meta-iteration after the first one would take longer than anybody waits. At the moment ``locked``
    another connection has been holding the database since the run began, through its stop and the leaving.
    """

    example: str
    moment: Moment
    stop_after: float | None
    close_after: float
    stuck: bool = False


class Person:
    """Follows the plan, one look at the window at a time."""

    def __init__(self, window: MainWindow, plan: Plan) -> None:
        self._window, self._plan = window, plan
        self._script = self._follow()
        self._waiting: Condition = lambda: True
        self._held: sqlite3.Connection | None = None
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_EVERY)
        window.session.ended.connect(lambda: tell("ended", iterations=self._made()))

    def _look(self) -> None:
        """Go on where what is waited for has come."""
        while self._waiting():
            try:
                self._waiting = next(self._script)
            except StopIteration:
                self._timer.stop()
                return

    def _follow(self) -> Iterator[Condition]:
        window, plan = self._window, self._plan
        if plan.stop_after is not None:
            yield window.background.torch_ready.is_set
            self._trigger("runAction")
            yield self._iterating
            if plan.moment == "locked":
                self._lock()
            yield wait(plan.stop_after)
            if window.session.running:
                tell("stop", iterations=self._made())
                self._trigger("stopAction")
                yield lambda: not window.session.running
        if plan.moment == "final test":
            window.model.set("schedule.iterations", 2)
        if plan.moment != "loading":
            yield window.background.torch_ready.is_set
        self._trigger("runAction")
        yield self._come(plan.moment)
        if plan.moment == "locked":
            self._lock()
        if plan.moment == "paused":
            self._trigger("runAction")
        yield wait(plan.close_after)
        tell("close", running=window.session.running, iterations=self._made())
        window.close()

    def _come(self, moment: Moment) -> Condition:
        """Whether the moment has come."""
        if moment in ("running", "paused", "locked"):
            return self._iterating
        if moment == "final test":
            return lambda: self._made() >= 2
        return lambda: True

    def _lock(self) -> None:
        """Be another program that is in the middle of writing, until this one has ended."""
        path = self._window.keeping.path
        if self._held is None and path is not None and path.exists():
            self._held = sqlite3.connect(path, isolation_level=None)
            self._held.execute("BEGIN IMMEDIATE")
            tell("locked")

    def _iterating(self) -> bool:
        return self._made() > 0 or not self._window.session.running

    def _made(self) -> int:
        run = self._window.session.current
        return run.progress.iteration if run else 0

    def _trigger(self, name: str) -> None:
        action = self._window.findChild(QAction, name)
        assert action is not None, name
        action.trigger()


def wait(seconds: float) -> Condition:
    """Whether so many seconds have passed since now."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def tell(what: str, **more: object) -> None:
    """Say that something happened, now."""
    print(json.dumps({"what": what, "at": time.monotonic(), **more}), flush=True)


def leave_all_the_same(leaving: Leaving, text: str) -> Literal["close"]:
    """The answer of somebody who was told what would be lost."""
    tell("asked", text=text)
    return "close"


def main() -> int:
    plan = Plan(**json.loads(sys.argv[1]))
    if plan.stuck:
        processes.LOADED = "tests.robustness.stuck"
    Leaving.answer = leave_all_the_same  # type: ignore[method-assign]
    watch_interrupts = app.close_on_interrupt
    people = []

    def begin(window: MainWindow) -> None:
        watch_interrupts(window)
        window.keeping.path = window.keeping.path or usual_database()
        people.append(Person(window, plan))

    app.close_on_interrupt = begin  # the last thing that the program does with its window before it shows it
    return app.main(["--example", plan.example])


if __name__ == "__main__":
    sys.exit(main())
