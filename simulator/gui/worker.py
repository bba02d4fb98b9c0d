"""A thread that listens to a run and keeps it: it fills a buffer that the window empties when it draws.

The run itself has a process of its own (`engine.apart`). Never a signal per iteration: there are thousands a second.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QThread

from simulator.declaration import InputError, Sentence, sentence
from simulator.engine import Checkpoint, Control, Event, Failed, Stopped
from simulator.engine.apart import run
from simulator.engine.compiled.cache import usual_folder
from simulator.engine.run import told_of
from simulator.experiment import Experiment
from simulator.gui.memory import give_back

if TYPE_CHECKING:
    from simulator.store import Recording

Record: TypeAlias = "Callable[[Experiment], Recording | None]"
TICK = 0.05  # seconds after which a wait looks whether a stop was asked for
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """What is to be run, from where, and where it is kept: `record` is asked for a new run, in the worker's thread."""

    experiment: Experiment
    record: Record = lambda _: None
    checkpoint: Checkpoint | None = None
    recording: Recording | None = None


class Worker(QObject):
    """Listens to a run; lives in a `QThread`."""

    def __init__(self, order: Order, control: Control) -> None:
        super().__init__()
        self.events: deque[Event] = deque()
        self.recording = order.recording
        self.trouble: Sentence | None = None  # why the run is no longer kept, until somebody was told
        self._kept = True
        self._order = order
        self._control = control

    def work(self) -> None:
        """Run to the end. Nothing escapes: whatever goes wrong becomes the last event."""
        try:
            order = self._order
            if self.recording is None and not self._control.stopped:
                self._record()
            if self._control.stopped:
                self._tell(Stopped())
                return
            for event in run(order.experiment, self._control, order.checkpoint, usual_folder()):
                self._tell(event)
        except BaseException as error:
            self._tell(Failed(told_of(error), traceback.format_exc()))
        finally:
            give_back()
            QThread.currentThread().quit()

    def _record(self) -> None:
        """Ask where the run is kept. A stop does not wait for the answer: the database may be in use elsewhere."""
        answer: Future[Recording | None] = Future()

        def ask() -> None:
            try:
                answer.set_result(self._order.record(self._order.experiment))
            except BaseException as error:
                answer.set_exception(error)

        threading.Thread(target=ask, name="asking", daemon=True).start()
        while not wait([answer], TICK).done:
            if self._control.stopped:
                return
        try:
            self.recording = answer.result()
        except Exception as error:
            self._give_up(error)

    def _tell(self, event: Event) -> None:
        """Keep it, then show it: a run is not shown as finished before it is safe."""
        recording = self.recording  # which the window's thread may take away
        try:
            if recording is not None and self._kept:
                recording.add(event)
        except Exception as error:
            self._give_up(error)
        finally:
            self.events.append(event)

    def _give_up(self, error: Exception) -> None:
        """Go on without keeping the run: what stands in the way of that must not stand in the way of the run."""
        log.error("The run is no longer saved", exc_info=error)
        self._kept = False
        self.trouble = (
            error.message
            if isinstance(error, InputError)
            else sentence("The run goes on, but from here on it is not saved: {why}", why=error)
        )


class RunThread:
    """A worker with its thread and its remote control."""

    def __init__(self, order: Order, control: Control) -> None:
        self.control = control
        self._worker = Worker(order, control)
        self._thread = QThread()
        self._thread.setObjectName("listening")
        self._worker.moveToThread(self._thread)
        self._thread.started.connect(self._worker.work)
        self._thread.start()

    @property
    def recording(self) -> Recording | None:
        """Where the run is kept, once that is known."""
        return self._worker.recording

    def let_go(self) -> None:
        """Keep the run no more: its database is closed."""
        self._worker.recording = None

    def take_trouble(self) -> Sentence | None:
        """Why the run is no longer kept; told once."""
        trouble = self._worker.trouble
        if trouble is not None:  # the thread sets it once at most
            self._worker.trouble = None
        return trouble

    def drain(self) -> Iterator[Event]:
        """The events since the last call, in order; each is taken when it is asked for, so that none can be lost."""
        events = self._worker.events
        for _ in range(len(events)):
            yield events.popleft()

    def close(self, patience: float | None = None) -> bool:
        """Stop, and wait until the thread has ended, at most `patience` seconds; returns whether it has."""
        self.control.stop()
        self._thread.quit()
        if patience is None:
            return self._thread.wait()
        return self._thread.wait(max(0, round(1000 * patience)))


def end_all(threads: list[RunThread], patience: float, leave: float) -> bool:
    """Stop all, within `patience` seconds; returns whether all have ended.

    The run of one whose meta-iteration does not end within `leave` seconds is kept as stopped at its last checkpoint.
    """
    until = time.monotonic() + patience
    for thread in threads:
        thread.control.stop()
    enough = time.monotonic() + leave
    held = [thread for thread in threads if not thread.close(enough - time.monotonic())]

    def abandon() -> None:
        for thread in held:
            if thread.recording is not None:
                thread.recording.abandon()

    if held:
        abandoning = threading.Thread(target=abandon, daemon=True)
        abandoning.start()
        abandoning.join(max(0.0, until - time.monotonic()))
    return not held
