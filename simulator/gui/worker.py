"""One run in a thread of its own: it fills a buffer that the window empties when it draws.

Never a signal per iteration: a signal and a redraw for each made training several times slower.
"""

from __future__ import annotations

import threading
import traceback
from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QObject, QThread

from simulator.declaration import sentence
from simulator.engine import Control, Event, Failed, Stopped, run
from simulator.experiment import Experiment


class Worker(QObject):
    """Iterates a run; lives in a `QThread`."""

    def __init__(self, experiment: Experiment, control: Control, torch_ready: threading.Event) -> None:
        super().__init__()
        self.events: deque[Event] = deque()
        self._experiment = experiment
        self._control = control
        self._torch_ready = torch_ready

    def work(self) -> None:
        """Run to the end. Nothing escapes: whatever goes wrong becomes the last event."""
        try:
            while not self._torch_ready.wait(0.05):
                if self._control.stopped:
                    self.events.append(Stopped())
                    return
            for event in run(self._experiment, self._control):
                self.events.append(event)
        except BaseException as error:
            self.events.append(
                Failed(sentence("The run failed on an unexpected error: {error}", error=error), traceback.format_exc())
            )
        finally:
            QThread.currentThread().quit()


class RunThread:
    """A worker with its thread and its remote control."""

    def __init__(self, experiment: Experiment, control: Control, torch_ready: threading.Event) -> None:
        self.control = control
        self._worker = Worker(experiment, control, torch_ready)
        self._thread = QThread()
        self._thread.setObjectName("training")
        self._worker.moveToThread(self._thread)
        self._thread.started.connect(self._worker.work)
        self._thread.start()

    def drain(self) -> Iterator[Event]:
        """The events since the last call, in order; each is taken when it is asked for, so that none can be lost."""
        events = self._worker.events
        for _ in range(len(events)):
            yield events.popleft()

    def close(self) -> None:
        """Stop, and wait until the thread has ended."""
        self.control.stop()
        self._thread.quit()
        self._thread.wait()
