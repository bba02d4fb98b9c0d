"""The run as its listener has it: what goes on in the other process comes out here as events."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from simulator.declaration import Sentence, sentence
from simulator.engine.apart.host import Host
from simulator.engine.apart.messages import Assignment, unpacked
from simulator.engine.apart.spare import SPARE
from simulator.engine.checkpoint import Checkpoint, to_bytes
from simulator.engine.control import Call, Control
from simulator.engine.events import Event, Failed, Finished, Stopped
from simulator.engine.run import run as run_here
from simulator.experiment import Experiment, to_document

TICK = 0.05  # seconds after which a wait looks whether a stop was asked for
KILLED = -9  # the exit status of what the system ends when memory runs out, or somebody by hand
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
        host = _host(control)
        if host is not None:
            host.begin(_assigned(experiment, checkpoint, code, control.follow(host.say)))
    except Exception:  # too many processes, no memory for one more, or a state too large to be handed over
        log.warning("The run has no process of its own", exc_info=True)
        control.follow(None)
        yield from run_here(experiment, control, checkpoint, code)
        return
    if host is None:
        yield Stopped()
        return
    del checkpoint  # it has gone over
    try:
        yield from _heard(host, control)
    finally:
        control.follow(None)
        host.close()
        SPARE.prepare_soon()


def _host(control: Control) -> Host | None:
    """A process for the run; None where a stop was asked for before there was one. Raises `OSError` if none begins."""
    preparing = SPARE.prepare_soon()
    while preparing is not None and preparing.is_alive() and not control.stopped:
        preparing.join(TICK)
    return None if control.stopped else SPARE.take()


def _assigned(
    experiment: Experiment, checkpoint: Checkpoint | None, code: Path | None, calls: tuple[Call, ...]
) -> Assignment:
    state = to_bytes(checkpoint) if checkpoint is not None else None
    return Assignment(to_document(experiment), state, code, calls, logging.getLogger().getEffectiveLevel())


def _heard(host: Host, control: Control) -> Iterator[Event]:
    """Listen to a run until its last event."""
    while True:
        try:
            message = host.connection.recv()
        except (EOFError, OSError):
            break
        for told in unpacked(message):
            if isinstance(told, logging.LogRecord):
                logging.getLogger(told.name).handle(told)
                continue
            yield told
            if isinstance(told, Finished | Stopped | Failed):
                return
    status = host.close()
    if control.stopped:
        yield Stopped()  # it was not to go on anyway, and can from its last checkpoint
    else:
        yield Failed(_died(status), f"The process of the run ended with status {status}.")


def _died(status: int | None) -> Sentence:
    if status == KILLED:
        return sentence("The system ended the process of the run, as it does when memory runs out.")
    return sentence("The process of the run ended unexpectedly (status {status}).", status=status)
