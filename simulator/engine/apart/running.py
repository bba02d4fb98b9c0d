"""The run as its listener has it: what goes on in the other process comes out here as events."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from simulator.declaration import Sentence, sentence
from simulator.engine.apart.messages import Order, unpacked
from simulator.engine.apart.spare import SPARE, Place
from simulator.engine.checkpoint import Checkpoint, to_bytes
from simulator.engine.control import Call, Control
from simulator.engine.events import Event, Failed, Finished, Stopped
from simulator.engine.run import run as run_here
from simulator.experiment import Experiment, to_document

TICK = 0.05  # seconds after which a wait looks whether a stop was asked for
log = logging.getLogger(__name__)


def run(
    experiment: Experiment,
    control: Control | None = None,
    checkpoint: Checkpoint | None = None,
    code: Path | None = None,
) -> Iterator[Event]:
    """As `engine.run`, in a process of its own; in this one where the system lets none begin.

    Where that process dies, as systems have it when memory runs out, the run has failed. What `control` is told
    reaches the run some milliseconds later.
    """
    control = control or Control()
    try:
        state = to_bytes(checkpoint) if checkpoint is not None else None
        order = Order(to_document(experiment), state, code, logging.getLogger().getEffectiveLevel())
        place = _place(control)
    except Exception:  # too many processes, no memory for one more, or a state too large to be handed over
        log.warning("The run has no process of its own", exc_info=True)
        yield from run_here(experiment, control, checkpoint, code)
        return
    if place is None:
        yield Stopped()
        return
    try:
        yield from _run(order, place, control)
    finally:
        control.follow(None)
        place.close()
        threading.Thread(target=SPARE.prepare, name="preparing", daemon=True).start()


def _place(control: Control) -> Place | None:
    """A process for the run; None where a stop was asked for before there was one. Raises `OSError` if none begins."""
    preparing = threading.Thread(target=SPARE.prepare, name="preparing", daemon=True)
    preparing.start()
    while preparing.is_alive() and not control.stopped:
        preparing.join(TICK)
    return None if control.stopped else SPARE.take()


def _run(order: Order, place: Place, control: Control) -> Iterator[Event]:
    """Have a process run this, and listen to it until the last event."""
    connection = place.connection

    def say(call: Call) -> None:
        with suppress(OSError):  # it is gone, as will be found out below
            connection.send(call)

    with suppress(OSError):
        connection.send(order)
    control.follow(say)
    while True:
        try:
            message = connection.recv()
        except (EOFError, OSError):
            break
        for told in unpacked(message):
            if isinstance(told, logging.LogRecord):
                logging.getLogger(told.name).handle(told)
                continue
            yield told
            if isinstance(told, Finished | Stopped | Failed):
                return
    status = place.close()
    if control.stopped:
        yield Stopped()  # it was not to go on anyway, and can from its last checkpoint
    else:
        yield Failed(_died(status), f"The process of the run ended with status {status}.")


def _died(status: int | None) -> Sentence:
    if status is not None and status < 0:
        return sentence(
            "The system ended the process of the run (signal {signal}), as it does when memory runs out; "
            "the run can go on from its last checkpoint.",
            signal=-status,
        )
    return sentence("The process of the run ended unexpectedly; the run can go on from its last checkpoint.")
