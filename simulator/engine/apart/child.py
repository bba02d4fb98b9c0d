"""What happens in the process of a run: it is told what to run, runs it, and ends."""

from __future__ import annotations

import logging
import os
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from typing import Any

from simulator.engine.apart.messages import Assignment, Told, packed, send_by_value
from simulator.engine.checkpoint import from_bytes
from simulator.engine.control import Control
from simulator.engine.events import Event, Failed, Finished, Stepped, Stopped
from simulator.engine.run import run, told_of
from simulator.experiment import parse
from simulator.processes import ignore

TELL_EVERY = 0.02  # seconds: to tell of each meta-iteration by itself would cost more than to make it
MOST, MOST_LARGE = 5000, 4  # events that wait to be told, and of them those that may hold a learned state


def serve(connection: Connection) -> None:
    """Wait for what to run, and run it. Ends at once when the other side of the connection is gone."""
    ignore("SIGINT", "SIGHUP", "SIGTERM", "SIGBREAK")  # meant for the program in front, which has the run stop
    try:
        assignment: Assignment | None = connection.recv()
    except (EOFError, OSError):
        assignment = None
    if assignment is not None:
        outbox = Outbox(connection)
        logging.getLogger().addHandler(Lines(outbox))
        logging.getLogger().setLevel(assignment.level)
        _run(connection, assignment, outbox)
        outbox.close()
    os._exit(0)  # nothing is left to do, and taking an interpreter with torch down takes a while


def _run(connection: Connection, assignment: Assignment, outbox: Outbox) -> None:
    """The ending is told last, after the run has cleared up: the other side then lets this process go."""
    control = Control()
    for name, given in assignment.calls:
        getattr(control, name)(*given)
    threading.Thread(target=_obey, args=(connection, control), name="obeying", daemon=True).start()
    ending: Event | None = None
    for event in _events(assignment, control):
        if isinstance(event, Finished | Stopped | Failed):
            ending = event
        else:
            outbox.add(event)
    if ending is not None:
        outbox.add(ending)


def _events(assignment: Assignment, control: Control) -> Iterator[Event]:
    try:
        send_by_value()
        checkpoint = from_bytes(assignment.checkpoint) if assignment.checkpoint is not None else None
        experiment = parse(assignment.document)
    except Exception as error:  # torch cannot be loaded, or what was told cannot be read
        yield Failed(told_of(error), traceback.format_exc())
        return
    yield from run(experiment, control, checkpoint, assignment.code)


def _obey(connection: Connection, control: Control) -> None:
    while True:
        try:
            call = connection.recv()
        except (EOFError, OSError):
            call = None
        if call is None:
            os._exit(1)
        name, given = call
        getattr(control, name)(*given)


class Outbox:
    """Tells the other process what happened, some times a second. Where it does not listen, the run waits for it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told: deque[Told] = deque()
        self._large = 0
        self._closing = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="telling", daemon=True)
        self._thread.start()

    def add(self, told: Told) -> None:
        """Something happened."""
        large = not isinstance(told, Stepped | logging.LogRecord)
        with self._changed:
            self._changed.wait_for(lambda: len(self._told) < MOST and not (large and self._large >= MOST_LARGE))
            self._told.append(told)
            self._large += large
            self._changed.notify_all()

    def close(self) -> None:
        """Tell what is left, and end."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def _work(self) -> None:
        try:
            while self._tell():
                time.sleep(TELL_EVERY)
        except OSError:  # nobody listens any more
            os._exit(1)
        except Exception as error:  # an event cannot be handed over
            with suppress(OSError):
                self._connection.send([Failed(told_of(error), traceback.format_exc())])
            os._exit(1)

    def _tell(self) -> bool:
        """Tell what there is, or wait for something; returns whether there may be more."""
        with self._changed:
            self._changed.wait_for(lambda: self._told or self._closing)
            told, closing = list(self._told), self._closing
            self._told.clear()
        self._connection.send(packed(told))
        with self._changed:
            self._large = sum(not isinstance(each, Stepped | logging.LogRecord) for each in self._told)
            self._changed.notify_all()
        return not closing


class Lines(QueueHandler):
    """Has the lines for the log written by the other process."""

    def __init__(self, outbox: Outbox) -> None:
        super().__init__(outbox)  # type: ignore[arg-type]  # all that is asked of a queue is `enqueue`
        self._outbox = outbox

    def enqueue(self, record: Any) -> None:
        """Tell of a line."""
        self._outbox.add(record)
