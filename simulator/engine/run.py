"""The training loop. There is no other.

`run` turns an experiment into events: each turn of the loop takes on what was asked for meanwhile, makes one
meta-iteration, and now and then judges the strategy. It knows nothing of any particular strategy, and nothing of who
listens.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator

from simulator.declaration import InputError, Sentence, sentence
from simulator.engine.control import Control
from simulator.engine.evaluation import UnwantedError
from simulator.engine.events import Event, Failed, Finished, Scores, Started, Stopped
from simulator.engine.training import Training, bind, draw
from simulator.experiment import Experiment, to_document

__all__ = ["bind", "draw", "run"]


def run(experiment: Experiment, control: Control | None = None) -> Iterator[Event]:
    """Execute an experiment; the last event is always one of `Finished`, `Stopped` or `Failed`.

    A stop asked for during an evaluation ends the run within one inner step, and leaves no partial scores.
    An exception inside becomes `Failed`; closing the generator early ends it at once.
    """
    try:
        yield from _train(experiment, control or Control())
    except UnwantedError:
        yield Stopped()
    except Exception as error:
        yield Failed(_sentence(error), traceback.format_exc())


def _train(experiment: Experiment, control: Control) -> Iterator[Event]:
    yield Started(to_document(experiment))
    training, schedule = Training(experiment, control), experiment.schedule
    yield training.referenced()
    training.clock.start()
    yield training.judged(0)
    for iteration in range(1, schedule.iterations + 1):
        training.clock.waited += control.gate()
        if control.stopped:
            yield Stopped()
            return
        yield from training.settled(iteration - 1)
        for event in training.stepped(iteration):
            yield event
            if isinstance(event, Finished):
                return
        if iteration % schedule.evaluate_every == 0 or iteration == schedule.iterations:
            judgement = training.judged(iteration)
            yield judgement
            reached = _reached(experiment, judgement.scores)
            if reached:
                yield training.tested()
                yield Finished("target", reached)
                return
    yield training.tested()
    yield Finished("completed")


def _reached(experiment: Experiment, scores: Scores) -> Sentence | None:
    """A sentence where the validation loss is below the target."""
    target, step = experiment.schedule.target_loss, experiment.schedule.target_step
    if target is None or scores.loss is None:
        return None
    loss = float(scores.loss[step].mean())
    if not loss < target:
        return None
    return sentence(
        "The target is reached: validation loss {loss} after inner step {step}, below {target}.",
        loss=f"{loss:.3g}",
        step=step,
        target=f"{target:g}",
    )


def _sentence(error: Exception) -> Sentence:
    if isinstance(error, InputError):
        return error.message
    if isinstance(error, MemoryError) or "can't allocate memory" in str(error):
        return sentence("The run needs more memory than there is. Try a smaller meta-batch or a smaller network.")
    text = str(error).strip().splitlines()
    return sentence("The run failed on an unexpected error: {error}", error=text[0] if text else type(error).__name__)
