"""The training loop. There is no other.

`run` turns an experiment into events: each turn of the loop takes on what was asked for meanwhile, makes one
meta-iteration, and now and then judges the strategy. It knows nothing of any particular strategy, and nothing of who
listens.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from simulator.declaration import InputError, Sentence, sentence
from simulator.engine.checkpoint import Checkpoint
from simulator.engine.control import Control
from simulator.engine.evaluation import UnwantedError
from simulator.engine.events import Event, Failed, Finished, Resumed, Started, Stopped
from simulator.engine.training import Training, bind, draw
from simulator.experiment import Experiment, to_document

__all__ = ["bind", "draw", "run"]

LONGEST = 500  # characters of an unexpected error that are told; its details have them all
# torch has no exception of its own for this: on Linux, on Windows, on a graphics card, in its libraries
OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "out of memory", "bad_alloc", "bad allocation")


def run(
    experiment: Experiment,
    control: Control | None = None,
    checkpoint: Checkpoint | None = None,
    code: Path | None = None,
    cores: int | None = None,
) -> Iterator[Event]:
    """Execute an experiment; the last event is always one of `Finished`, `Stopped` or `Failed`.

    With a checkpoint of an earlier run of `experiment` it goes on from there: on the same machine, torch version and
    thread count as if it had never been interrupted; `Resumed` says what differs.
    `code` is the folder that compiled code is kept in; without one nothing is compiled. With `cores`, it may choose
    to use so many threads, and no graphics card, since others use the machine too; None for all there is. Such a choice
    is measured, so where meta-iterations take long, the same run is sure only with the threads and device that it had.
    A stop asked for during an evaluation or the test ends the run within one inner step, and leaves no partial scores.
    An exception inside becomes `Failed`; closing the generator early ends it at once.
    """
    control = control or Control()
    training: Training | None = None
    try:
        if checkpoint is None:
            yield Started(to_document(experiment))
        training = Training(experiment, control, checkpoint, code, cores)
        if checkpoint is not None:
            yield Resumed(checkpoint.iteration, training.differences)
        yield from _train(training, control)
    except UnwantedError:
        if training is not None:
            yield training.checkpoint()
        yield Stopped()
    except Exception as error:
        failed = Failed(told_of(error), traceback.format_exc())
        if training is not None:
            yield training.checkpoint()
        yield failed
    finally:
        if training is not None:
            training.close()


def _train(training: Training, control: Control) -> Iterator[Event]:
    if training.lines_due:
        yield training.referenced()
    training.clock.start()
    while True:
        if training.evaluation_due:
            yield training.judged()
        if training.reached is not None:
            yield from _ended(training, Finished("target", _reached(training.experiment, training.reached)))
            return
        if training.complete:
            yield from _ended(training, Finished("completed"))
            return
        if training.checkpoint_due:
            yield training.checkpoint()
        training.clock.waited += control.gate()
        if control.stopped:
            yield training.checkpoint()
            yield Stopped()
            return
        yield from training.settled()
        for event in training.stepped():
            if isinstance(event, Finished):  # the loss is no longer finite
                yield training.checkpoint()
                yield event
                return
            yield event


def _ended(training: Training, ending: Finished) -> Iterator[Event]:
    """The test on tasks never seen before, and the end."""
    yield training.checkpoint()  # before the test: whoever goes on from it is tested once
    yield from training.tested()
    yield ending


def _reached(experiment: Experiment, loss: float) -> Sentence:
    return sentence(
        "The target is reached: validation loss {loss} after inner step {step}, below {target}.",
        loss=f"{loss:.3g}",
        step=experiment.schedule.target_step,
        target=f"{experiment.schedule.target_loss:g}",
    )


def told_of(error: BaseException) -> Sentence:
    """What is said of a run that this error ended."""
    if isinstance(error, InputError):
        return error.message
    text = _text(error)
    if isinstance(error, MemoryError) or any(sign in text for sign in OUT_OF_MEMORY):
        return sentence("The run needs more memory than there is. Try a smaller meta-batch or a smaller network.")
    first = text.splitlines()[0][:LONGEST] if text else type(error).__name__
    return sentence("The run failed on an unexpected error: {error}", error=first)


def _text(error: BaseException) -> str:
    try:
        return str(error).strip()
    except Exception:  # an exception of a stranger's making may fail even at this
        return ""
