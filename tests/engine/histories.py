"""Running experiments, alone or steered from another thread, and what of them must be the same again."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from simulator.engine import Changed, Checkpoint, Control, Evaluated, Event, Referenced, Resumed, Stepped, Tested, run
from simulator.engine.events import Scores
from simulator.experiment import Experiment


def history(events: list[Event]) -> list[Any]:
    """What a run tells, without its seconds and checkpoints, as plain values that compare bit for bit."""
    return [_plain(event) for event in events if not isinstance(event, Checkpoint | Resumed)]


def steered(experiment: Experiment, control: Control, steer: Callable[[Callable[[type], Event]], None]) -> list[Event]:
    """Run in another thread while `steer` uses the control; it may wait for events of a type."""
    events: list[Event] = []
    told: queue.Queue[Event] = queue.Queue()

    def work() -> None:
        for event in run(experiment, control):
            events.append(event)
            told.put(event)

    def wait_for(kind: type) -> Event:
        while True:
            event = told.get(timeout=60)
            if isinstance(event, kind):
                return event

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        steer(wait_for)
    except BaseException:
        control.stop()
        raise
    worker.join(timeout=60)
    assert not worker.is_alive()
    return events


def _plain(event: Event) -> Any:
    if isinstance(event, Stepped):
        return ("stepped", event.iteration, event.loss.hex(), event.gradient_evaluations, event.examples)
    if isinstance(event, Evaluated):
        theta = {name: value.numpy().tobytes() for name, value in event.state.theta.items()}
        return ("evaluated", event.iteration, _bytes(event.scores), theta, event.gradient_evaluations)
    if isinstance(event, Referenced):
        return ("referenced", {key: _bytes(scores) for key, scores in event.references.items()})
    if isinstance(event, Tested):
        return ("tested", _bytes(event.scores), {key: _bytes(scores) for key, scores in event.references.items()})
    if isinstance(event, Changed):
        return ("changed", event.iteration, event.path, event.old, event.new)
    return event


def _bytes(scores: Scores) -> tuple[str, bytes, bytes]:
    return scores.title, np.asarray(scores.loss).tobytes(), np.asarray(scores.accuracy).tobytes()
