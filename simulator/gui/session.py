"""The runs of this session: the current one with its thread, and the earlier ones that may be laid over it.

Emptying the worker's buffer and redrawing happen together, as often as `Frames` finds right.
"""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from simulator.engine import Changed, Control, Evaluated, Event, Failed, Progress
from simulator.experiment import Experiment
from simulator.gui.budget import Frames
from simulator.gui.keeping import GoingOn
from simulator.gui.run import Run, remembered
from simulator.gui.settling import Settling
from simulator.gui.worker import Order, Record, RunThread, end_all

LEAVE_AFTER = 1.5  # seconds that closing the window waits for the meta-iteration in hand
ABANDON = 1.0  # seconds more for keeping what a run did whose meta-iteration would not end
BRIEFLY = 0.25  # seconds that anything else waits for it; the run then ends on its own
log = logging.getLogger(__name__)

__all__ = ["Run", "Session"]


class Session(QObject):
    """Starts, steers and follows runs.

    Signals: `started` and `ended` around each run; `advanced` when events arrived, some times a second; `evaluated`
    with them when an evaluation is among them; `steered` when paused, continued or changed; `listed` when the list of
    runs or what is laid over changed; `unsaved` with the reason why a run that goes on is no longer kept; `settled`
    when a run has ended that had been left for another; `report_wanted(runs)` when a report of these is to be written.
    """

    started = Signal()
    ended = Signal()
    advanced = Signal()
    evaluated = Signal()
    steered = Signal()
    listed = Signal()
    unsaved = Signal(object)
    settled = Signal()
    report_wanted = Signal(object)

    def __init__(self, record: Record = lambda _: None) -> None:
        super().__init__()
        self.stuck = False
        self._record = record
        self.runs: list[Run] = []
        self.current: Run | None = None
        self.speed: float | None = None
        self._thread: RunThread | None = None
        self._ending: list[tuple[Run, RunThread]] = []  # runs that were left in the middle of a meta-iteration
        self._timer = QTimer(self)
        self._frames = Frames()
        self._timer.timeout.connect(self._frame)
        self._next_number = 1
        self._settling = Settling(self._change)

    @property
    def running(self) -> bool:
        """Whether a run is going on, paused or not."""
        return self._thread is not None

    @property
    def paused(self) -> bool:
        """Whether the run is held."""
        return self._thread is not None and self._thread.control.paused

    @property
    def all_ended(self) -> bool:
        """Whether no run that was left is still at its last meta-iteration."""
        return not self._ending

    def going(self, run: Run) -> str:
        """``running``, ``paused``, or ``stopping`` where it was left and is still at its last meta-iteration."""
        if self.running and run is self.current:
            return "paused" if self.paused else "running"
        return "stopping" if any(each is run for each, _ in self._ending) else ""

    def start(self, experiment: Experiment, *, paused: bool = False) -> None:
        """Begin a new run; one that is going on is stopped first and stays in the list."""
        self._begin(Run(self._next_number, experiment), Order(experiment, self._record), paused=paused)

    def go_on(self, taken_up: GoingOn, *, paused: bool = False) -> None:
        """Continue a run that was kept; one that is going on is stopped first and stays in the list."""
        checkpoint, recording = taken_up.checkpoint, taken_up.recording
        now = checkpoint.experiment if checkpoint is not None else taken_up.experiment
        taken_up.progress.ending = None
        order = Order(taken_up.experiment, self._record, checkpoint, recording)
        self._finish()
        self.runs = [run for run in self.runs if run.kept != recording.run]  # as it was
        self._begin(Run(self._next_number, now, taken_up.progress, recording=recording), order, paused=paused)
        if taken_up.progress.evaluations:
            self.evaluated.emit()

    def _begin(self, run: Run, order: Order, *, paused: bool) -> None:
        self._finish()
        self.current = run
        self._add(run)
        control = Control(paused=paused, speed=self.speed)
        self._thread = RunThread(order, control)
        self._timer.start(self._frames.begin())
        self.started.emit()
        self.listed.emit()

    def toggle(self) -> None:
        """Pause, or go on."""
        if self._thread is None or self.current is None:
            return
        if self._thread.control.paused:
            self._settling.settle()
            self._thread.control.resume()
        else:
            self._thread.control.pause()
        self.current.progress.forget_rate()
        self.steered.emit()

    def step(self) -> None:
        """Make one meta-iteration, then hold."""
        if self._thread is not None and self.current is not None:
            self._settling.settle()
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
        """Change a live parameter of the run that is going on, once it has stood still for a moment."""
        self._settling.hold(path, value)

    def show(self, run: Run, shown: bool) -> None:
        """Lay a run over the plots, or not."""
        run.shown = shown
        self.listed.emit()

    def _frame(self) -> None:
        self._timer.setInterval(self._frames.next())
        self.drain()

    def drain(self) -> None:
        """Take in what the worker has told since the last time."""
        self._drain_ending()
        if self._thread is None or self.current is None:
            return
        events = self._take(self.current, self._thread)
        ending = self.current.progress.ending
        if ending is not None:
            self._thread.close()
            self._thread = None
            self._rest()
        if events:
            self.advanced.emit()
            if any(isinstance(event, Evaluated | Changed) for event in events):
                self.evaluated.emit()
        if ending is not None:
            self.ended.emit()
            self.listed.emit()

    def _drain_ending(self) -> None:
        ended = []
        for run, thread in self._ending:
            self._take(run, thread)
            if run.progress.ending is not None:
                thread.close()
                ended.append(run)
        if ended:
            self._ending = [each for each in self._ending if each[0] not in ended]
            self._rest()
            self.listed.emit()
            self.settled.emit()

    def _take(self, run: Run, thread: RunThread) -> list[Event]:
        """Let a run hear what its thread told."""
        events = []
        for event in thread.drain():
            events.append(event)
            run.progress.add(event)
            if isinstance(event, Changed) and "." in event.path:  # all but the speed belong to the experiment
                run.experiment = run.experiment.with_value(event.path, event.new)
            if isinstance(event, Failed):
                log.error("The run failed.\n%s", event.details)
        run.recording, trouble = thread.recording, thread.take_trouble()
        if trouble is not None:
            self.unsaved.emit(trouble)
        return events

    def _rest(self) -> None:
        """Look no more where nothing goes on."""
        if self._thread is None and not self._ending:
            self._timer.stop()

    def replay(self, experiment: Experiment, progress: Progress, stored: int | None = None) -> None:
        """Show a run that was made elsewhere or earlier, without a thread."""
        self._finish()
        self.runs = [run for run in self.runs if stored is None or run.kept != stored]
        self.current = self._add(Run(self._next_number, experiment, progress, stored=stored))
        self._show_other()

    def open(self, run: Run) -> None:
        """Show a run of the list as the current one; one that is going on is stopped first."""
        self._finish()
        self.current = run
        self._show_other()

    def lay_over(self, experiment: Experiment, progress: Progress, stored: int) -> None:
        """Lay a run that was read from the database over the plots."""
        if not any(run.kept == stored for run in self.runs):
            self._add(Run(self._next_number, experiment, progress, stored=stored))
            self.listed.emit()

    def forget(self, stored: int) -> None:
        """Let go of a run that is no longer in the database; one that is going on stays."""
        gone = [run for run in self.runs if run.kept == stored and not (self.running and run is self.current)]
        self.runs = [run for run in self.runs if run not in gone]
        if self.current in gone:
            self.current = None
            self._show_other()
        else:
            self.listed.emit()

    def let_go(self, *, moved: bool) -> None:
        """The database was closed under the runs; where it was `moved`, none of them is in the one that follows."""
        for thread in self._threads:
            thread.let_go()
        for run in self.runs:
            if run.recording is not None:
                run.stored = run.kept if run.safe else None
                run.recording = None
            if moved:
                run.stored = None
        self.listed.emit()

    def close(self, patience: float = LEAVE_AFTER + ABANDON) -> None:
        """Stop everything, within so many seconds; `stuck` says whether a meta-iteration would not end in time.

        Its run is then kept as stopped at its last checkpoint, and the program has to end without waiting for it.
        """
        self._timer.stop()
        if self.stuck:
            return
        self.stuck = not end_all(self._threads, patience, leave=min(patience, LEAVE_AFTER))
        if not self.stuck:
            self._finish()
            self._drain_ending()

    @property
    def _threads(self) -> list[RunThread]:
        return [*([self._thread] if self._thread is not None else []), *(thread for _, thread in self._ending)]

    def _add(self, run: Run) -> Run:
        """Take a run into the list; of the earlier ones that can be read again, only the newest stay in memory."""
        self._next_number += 1
        self.runs.append(run)
        self.runs = remembered(self.runs, (self.current, run))
        return run

    def _show_other(self) -> None:
        """Tell that another run is the current one, or none is."""
        if self.current is not None:
            self.started.emit()
        self.listed.emit()
        self.advanced.emit()
        self.evaluated.emit()

    def _finish(self) -> None:
        """End the run that is going on, if any. One that takes longer than a moment for that ends on its own."""
        self._settling.drop()
        if self._thread is None:
            return
        self._thread.close(BRIEFLY)
        self.drain()
        if self._thread is not None and self.current is not None:
            self._ending.append((self.current, self._thread))
            self._thread = None

    def _change(self, path: str, value: Any) -> None:
        if self._thread is not None:
            self._thread.control.change(path, value)
