"""The runs of this session: the current one with its thread, and the earlier ones that may be laid over it.

Emptying the worker's buffer and redrawing happen together, at most `FRAMES` times a second.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from simulator.engine import Changed, Control, Evaluated, Failed, Progress
from simulator.experiment import Experiment
from simulator.gui.background import Background
from simulator.gui.worker import RunThread

FRAMES = 30
SETTLED = 150  # ms after which a change that is still there is meant
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Run:
    """One run as the window knows it."""

    number: int
    experiment: Experiment
    progress: Progress = field(default_factory=Progress)
    shown: bool = True

    @property
    def name(self) -> str:
        """What the list calls it."""
        return f"{self.number}"


class Session(QObject):
    """Starts, steers and follows runs.

    Signals: `started` and `ended` around each run; `advanced` when events arrived, at most `FRAMES` times a
    second; `evaluated` with them when an evaluation is among them; `steered` when paused, continued or
    changed; `listed` when the list of runs or what is laid over changed.
    """

    started = Signal()
    ended = Signal()
    advanced = Signal()
    evaluated = Signal()
    steered = Signal()
    listed = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self.current: Run | None = None
        self.speed: float | None = None
        self._background = background
        self._thread: RunThread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(round(1000 / FRAMES))
        self._timer.timeout.connect(self.drain)
        self._next_number = 1
        self._unsettled: dict[str, Any] = {}
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED)
        self._settling.timeout.connect(self._settle)

    @property
    def running(self) -> bool:
        """Whether a run is going on, paused or not."""
        return self._thread is not None

    @property
    def paused(self) -> bool:
        """Whether the run is held."""
        return self._thread is not None and self._thread.control.paused

    def start(self, experiment: Experiment, *, paused: bool = False) -> None:
        """Begin a new run; one that is going on is stopped first and stays in the list."""
        self._finish()
        self.current = Run(self._next_number, experiment)
        self._next_number += 1
        self.runs.append(self.current)
        control = Control(paused=paused, speed=self.speed)
        self._thread = RunThread(experiment, control, self._background.torch_ready)
        self._timer.start()
        self.started.emit()
        self.listed.emit()

    def toggle(self) -> None:
        """Pause, or go on."""
        if self._thread is None or self.current is None:
            return
        if self._thread.control.paused:
            self._settle()
            self._thread.control.resume()
        else:
            self._thread.control.pause()
        self.current.progress.forget_rate()
        self.steered.emit()

    def step(self) -> None:
        """Make one meta-iteration, then hold."""
        if self._thread is not None and self.current is not None:
            self._settle()
            self._thread.control.step()
            self.current.progress.forget_rate()
            self.steered.emit()

    def stop(self) -> None:
        """Ask the run that is going on, if any, to end; what it did is kept, and `ended` follows."""
        if self._thread is not None:
            self._thread.control.stop()

    def leave(self) -> None:
        """End the run that is going on, if any; the current one becomes one of the earlier ones."""
        self._finish()
        self.current = None
        self.listed.emit()

    def reset(self) -> None:
        """End the run that is going on, if any, and forget the current one."""
        self._finish()
        if self.current is not None:
            self.runs.remove(self.current)
            self.current = None
            self.listed.emit()

    def limit_speed(self, iterations_per_second: float | None) -> None:
        """Run at most this fast; None for as fast as it goes."""
        self.speed = iterations_per_second
        if self._thread is not None and self.current is not None:
            self._thread.control.limit_speed(iterations_per_second)
            self.current.progress.forget_rate()

    def change(self, path: str, value: Any) -> None:
        """Change a live parameter of the run that is going on, once it has stood still for a moment.

        A slider that is drawn along passes many values; only the last of them is meant.
        """
        self._unsettled[path] = value
        self._settling.start()

    def show(self, run: Run, shown: bool) -> None:
        """Lay a run over the plots, or not."""
        run.shown = shown
        self.listed.emit()

    def drain(self) -> None:
        """Take in what the worker has told since the last time."""
        if self._thread is None or self.current is None:
            return
        events = []
        for event in self._thread.drain():
            events.append(event)
            self.current.progress.add(event)
            if isinstance(event, Changed) and "." in event.path:  # all but the speed belong to the experiment
                self.current.experiment = self.current.experiment.with_value(event.path, event.new)
            if isinstance(event, Failed):
                log.error("The run failed.\n%s", event.details)
        ending = self.current.progress.ending
        if ending is not None:
            self._thread.close()
            self._thread = None
            self._timer.stop()
        if events:
            self.advanced.emit()
            if any(isinstance(event, Evaluated | Changed) for event in events):
                self.evaluated.emit()
        if ending is not None:
            self.ended.emit()
            self.listed.emit()

    def replay(self, experiment: Experiment, progress: Progress) -> None:
        """Show a run that was made elsewhere, without a thread (for pictures made without a display)."""
        self._finish()
        self.current = Run(self._next_number, experiment, progress)
        self._next_number += 1
        self.runs.append(self.current)
        self.started.emit()
        self.listed.emit()
        self.advanced.emit()
        self.evaluated.emit()

    def close(self) -> None:
        """Stop everything."""
        self._timer.stop()
        self._finish()

    def _finish(self) -> None:
        """End the run that is going on, if any, and wait for it: a meta-iteration or an inner step at most."""
        self._unsettled.clear()
        if self._thread is not None:
            self._thread.close()
            self.drain()

    def _settle(self) -> None:
        """Hand the changes that were meant to the run."""
        self._settling.stop()
        if self._thread is not None:
            for path, value in self._unsettled.items():
                self._thread.control.change(path, value)
        self._unsettled.clear()
