"""Running experiments, alone or steered from another thread, and what of them must be the same again."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

from torch import Tensor

from simulator.engine import (
    Changed,
    Checkpoint,
    Control,
    Evaluated,
    Event,
    Referenced,
    Resumed,
    Stepped,
    Tested,
    run,
)
from simulator.engine.checkpoint import from_bytes, to_bytes
from simulator.engine.events import Passing, Scores
from simulator.experiment import Experiment


def history(events: list[Event]) -> list[Any]:
    """What a run tells that is kept, without its seconds and checkpoints, as plain values that compare bit for bit."""
    return [_plain(event) for event in events if not isinstance(event, Checkpoint | Resumed | Passing)]


def kept(events: list[Event]) -> list[Checkpoint]:
    """The checkpoints that a run gave."""
    return [event for event in events if isinstance(event, Checkpoint)]


def continued(experiment: Experiment, events: list[Event], control: Control | None = None, at: int = -1) -> list[Event]:
    """What a run told before one of its checkpoints, then what it tells when it goes on from the saved bytes of it."""
    checkpoint = kept(events)[at]
    before = next(place for place, event in enumerate(events) if event is checkpoint)
    return events[:before] + list(run(experiment, control, from_bytes(to_bytes(checkpoint))))


def stopped_after(experiment: Experiment, iteration: int, change: dict[str, float] | None = None) -> list[Event]:
    """A run that is stopped after some meta-iterations; a change is asked for after the second."""
    control = Control()
    events: list[Event] = []
    for event in run(experiment, control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 2:
            for path, value in (change or {}).items():
                control.change(path, value)
        if isinstance(event, Stepped) and event.iteration == iteration:
            control.stop()
    return events


def final(events: list[Event]) -> tuple[Any, ...]:
    """All that was learned when the run ended, and what it cost but for the seconds, as plain values."""
    last = kept(events)[-1]
    state = last.state
    counts = (last.iteration, last.gradient_evaluations, last.examples, last.evaluated, last.referenced, last.reached)
    return state.count, _tensors(state.theta), _tensors(state.moments), counts, last.experiment


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
        other = event.elsewhere and _bytes(event.elsewhere)
        learned = event.state.count, _tensors(event.state.theta), _tensors(event.state.moments)
        return ("evaluated", event.iteration, _bytes(event.scores), other, learned, event.gradient_evaluations)
    if isinstance(event, Referenced):
        return ("referenced", _lines(event.references), _lines(event.elsewhere))
    if isinstance(event, Tested):
        other = event.elsewhere and _plain(event.elsewhere)
        return ("tested", _bytes(event.scores), _lines(event.references), other)
    if isinstance(event, Changed):
        return ("changed", event.iteration, event.path, event.old, event.new)
    return event


def _tensors(tensors: dict[str, Tensor]) -> list[tuple[Any, ...]]:
    return [(name, value.dtype, value.shape, value.numpy().tobytes()) for name, value in tensors.items()]


def _lines(references: dict[str, Scores]) -> dict[str, Any]:
    return {key: _bytes(scores) for key, scores in references.items()}


def _bytes(scores: Scores) -> tuple[Any, ...]:
    measures = (scores.loss, scores.accuracy, scores.likelihood, scores.auc, scores.calibration)
    # None is no array: the bytes of one that holds it are its address, which is another in every process
    return scores.title, *(None if each is None else (each.shape, each.tobytes()) for each in measures)
