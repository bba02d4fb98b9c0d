"""Work that must not hold the window up: loading torch, sampling previews, adapting to the shown task.

One thread, and for each topic only the newest request: while a preview is being made, ten more asked for
become one. Results come back in the GUI thread.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from simulator.declaration import InputError
from simulator.deferred import torch

Work = Callable[[], Any]
Then = Callable[[Any], None]
Failed = Callable[[Exception], None]
PATIENCE = 5.0  # seconds that closing waits for the work in hand


class Background(QObject):
    """A queue with one thread; `ask` from the GUI thread only."""

    _done = Signal(object, object)
    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.torch_ready = threading.Event()
        self._waiting: dict[str, tuple[Work, Then, Failed | None]] = {}
        self._lock = threading.Lock()
        self._topics: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="background", daemon=True)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closing = False

    def start(self) -> None:
        """Begin, by loading torch. The program's end waits for the work in hand: cut short, it would end in a crash."""
        if not self._closing and not self.torch_ready.is_set():
            program = QCoreApplication.instance()
            if program is not None:
                program.aboutToQuit.connect(self.close)
            self._thread.start()

    def loaded(self) -> None:
        """Work without a thread: torch is loaded already, and nothing asked for is done."""
        self.torch_ready.set()

    def ask(self, topic: str, work: Work, then: Then, failed: Failed | None = None) -> None:
        """Do `work` in the thread, then call `then` with its result here, or `failed` with what it raised.

        A newer request of the same topic replaces a waiting one.
        """
        with self._lock:
            known = topic in self._waiting
            self._waiting[topic] = (work, then, failed)
        if not known:
            self._topics.put(topic)

    def close(self) -> None:
        """End the thread; what was not begun is dropped."""
        self._closing = True
        self._topics.put(None)
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _work(self) -> None:
        try:
            load_torch()
        except Exception:  # a run will say what is wrong, in its own words
            logging.getLogger(__name__).exception("torch cannot be loaded")
        self.torch_ready.set()
        if not self._closing:
            self.ready.emit()
        while (topic := self._topics.get()) is not None and not self._closing:
            with self._lock:
                work, then, failed = self._waiting.pop(topic)
            try:
                result: Any = work()
                error: Exception | None = None
            except InputError as raised:  # a sentence for the person who chose: nothing to look into
                result, error = None, raised
            except Exception as raised:
                logging.getLogger(__name__).exception("Background work on %s failed", topic)
                result, error = None, raised
            if not self._closing:
                self._done.emit(then if error is None else failed, result if error is None else error)

    def _deliver(self, then: Callable[[Any], None] | None, given: Any) -> None:
        if then is not None and not self._closing:
            then(given)


def load_torch() -> None:
    """Import torch, and keep it to one thread until a run says otherwise."""
    torch.set_num_threads(1)
