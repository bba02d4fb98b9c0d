"""Work that must not hold the window up, done by a thread of its own, one after the other.

For each topic only the newest request waits: while a preview is being made, ten more asked for become one. Results come
back in the GUI thread.
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
from simulator.engine.apart import SPARE

Work = Callable[[], Any]
Then = Callable[[Any], None]
Failed = Callable[[Exception], None]
PATIENCE = 0.6  # seconds that closing waits for the work in hand
log = logging.getLogger(__name__)


class Background(QObject):
    """A queue with one thread, which begins with `first`; `ask` from the GUI thread only."""

    _done = Signal(object, object)

    def __init__(self, name: str, first: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._first = first
        self._waiting: dict[str, tuple[Work, Then, Failed | None, bool]] = {}
        self._lock = threading.Lock()
        self._topics: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._begun = self._closing = False
        self._open = 0  # topics that were asked for and did not come back yet

    @property
    def busy(self) -> bool:
        """Whether the thread is still there: after `close`, because of work that would not end in time."""
        return self._thread.is_alive()

    @property
    def idle(self) -> bool:
        """Whether all that was asked for was done, and taken in here."""
        return not self._open

    def start(self) -> None:
        """Begin."""
        if not self._closing and not self._begun:
            self._begun = True
            program = QCoreApplication.instance()
            if program is not None:
                program.aboutToQuit.connect(self._quit)
            self._thread.start()

    def ask(self, topic: str, work: Work, then: Then, failed: Failed | None = None, *, lasting: bool = False) -> None:
        """Do `work` in the thread, then call `then` with its result here, or `failed` with what it raised.

        A newer request of the same topic replaces a waiting one. What is `lasting` is done even when the window closes
        meanwhile; nobody is told then.
        """
        with self._lock:
            known = topic in self._waiting
            self._waiting[topic] = (work, then, failed, lasting)
        if not known:
            self._open += 1
            self._topics.put(topic)

    def leave(self) -> None:
        """Begin nothing from now on but what is lasting; does not wait."""
        if not self._closing:
            self._closing = True
            self._topics.put(None)

    def close(self, patience: float = PATIENCE) -> None:
        """End the thread, and wait for it so many seconds; what was not begun is dropped, unless it is lasting."""
        self.leave()
        if self._thread.is_alive():
            self._thread.join(max(0.0, patience))

    def _quit(self) -> None:
        """The program ends; a window that was closed has waited already."""
        if not self._closing:
            self.close()

    def _work(self) -> None:
        self._first()
        while (topic := self._topics.get()) is not None:
            with self._lock:
                work, then, failed, lasting = self._waiting.pop(topic)
            if self._closing and not lasting:
                continue
            try:
                result: Any = work()
                error: Exception | None = None
            except InputError as raised:  # a sentence for the person who chose: nothing to look into
                result, error = None, raised
            except Exception as raised:
                log.exception("Background work on %s failed", topic)
                result, error = None, raised
            if not self._closing:
                self._done.emit(then if error is None else failed, result if error is None else error)

    def _deliver(self, then: Callable[[Any], None] | None, given: Any) -> None:
        self._open -= 1
        if then is not None and not self._closing:
            then(given)


class TorchBackground(Background):
    """Begins by loading torch. Signal: `ready` once it is there."""

    ready = Signal()

    def __init__(self) -> None:
        super().__init__("background", self._load)
        self.torch_ready = threading.Event()

    def start(self) -> None:
        """Begin, by loading torch."""
        if not self.torch_ready.is_set():
            SPARE.prepare_soon()
            super().start()

    def loaded(self) -> None:
        """Work without a thread: torch is loaded already, and nothing asked for is done."""
        self.torch_ready.set()

    def _load(self) -> None:
        try:
            load_torch()
        except Exception:  # a run will say what is wrong, in its own words
            if not self._closing:
                log.exception("torch cannot be loaded")
        self.torch_ready.set()
        if not self._closing:
            self.ready.emit()


def load_torch() -> None:
    """Import torch, and keep it to one thread: runs have processes of their own."""
    torch.set_num_threads(1)
