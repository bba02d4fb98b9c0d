"""What happens in the process of a run: it is told what to run, runs it, and ends."""

from __future__ import annotations

import logging
import os
import threading
import traceback
from collections import deque
from collections.abc import Iterator
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from typing import Any

from simulator.declaration import sentence
from simulator.engine.apart.messages import Order, Told, packed, send_tensors_by_value
from simulator.engine.checkpoint import from_bytes
from simulator.engine.control import Control
from simulator.engine.events import Event, Failed
from simulator.engine.run import run
from simulator.experiment import parse
from simulator.processes import ignore_interrupts

TELL_EVERY = 0.02  # seconds: to tell of each meta-iteration by itself would cost more than to make it


def serve(connection: Connection) -> None:
    """Wait for what to run, and run it. Ends at once when the other side of the connection is gone."""
    ignore_interrupts()
    send_tensors_by_value()
    try:
        order: Order = connection.recv()
    except (EOFError, OSError):
        os._exit(0)
    control, outbox = Control(), Outbox(connection)
    logging.getLogger().addHandler(Lines(outbox))
    logging.getLogger().setLevel(order.level)
    threading.Thread(target=_obey, args=(connection, control), name="obeying", daemon=True).start()
    for event in _events(order, control):
        outbox.add(event)
    outbox.close()
    os._exit(0)  # nothing is left to do, and taking an interpreter with torch down takes a while


def _events(order: Order, control: Control) -> Iterator[Event]:
    try:
        checkpoint = from_bytes(order.checkpoint) if order.checkpoint is not None else None
        yield from run(parse(order.document), control, checkpoint, order.code)
    except Exception as error:  # of what was told; the run itself never raises
        yield Failed(sentence("The run failed on an unexpected error: {error}", error=error), traceback.format_exc())


def _obey(connection: Connection, control: Control) -> None:
    while True:
        try:
            name, given = connection.recv()
        except (EOFError, OSError):
            os._exit(1)
        getattr(control, name)(*given)


class Outbox:
    """Tells the other process what happened, some times a second."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told: deque[Told] = deque()
        self._some, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="telling", daemon=True)
        self._thread.start()

    def add(self, told: Told) -> None:
        """Something happened."""
        self._told.append(told)
        self._some.set()

    def close(self) -> None:
        """Tell what is left, and end."""
        self._closing.set()
        self._some.set()
        self._thread.join()

    def _work(self) -> None:
        try:
            while not self._closing.wait(TELL_EVERY):
                self._some.wait()
                self._send()
            self._send()
        except OSError:  # nobody listens any more
            os._exit(1)
        except BaseException:
            traceback.print_exc()
            os._exit(1)  # the other side says that the process died

    def _send(self) -> None:
        self._some.clear()
        told = [self._told.popleft() for _ in range(len(self._told))]
        if told:
            self._connection.send(packed(told))


class Lines(QueueHandler):
    """Has the lines for the log written by the other process."""

    def __init__(self, outbox: Outbox) -> None:
        super().__init__(outbox)  # type: ignore[arg-type]  # all that is asked of a queue is `enqueue`
        self._outbox = outbox

    def enqueue(self, record: Any) -> None:
        """Tell of a line."""
        self._outbox.add(record)
