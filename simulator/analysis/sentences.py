"""What is seen, in plain words: sentences made from the numbers of an evaluation or a test.

A difference is only called one where the paired 95% interval over the same tasks excludes zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from simulator.analysis.rounding import FEW, alone, percent, significant, uncertain_loss, uncertain_share
from simulator.analysis.statistics import accuracy_at_step, at_step, half_width, paired_difference
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats, Scores
from simulator.tasks.base import TaskFamily

__all__ = ["after", "findings", "findings_elsewhere", "percent", "significant"]

OVERFITTED = 0.5  # a training loss below this share of the loss on new tasks does not carry over to them


def findings(scores: Scores, references: dict[str, Scores], step: int, training: float | None = None) -> list[Sentence]:
    """What an evaluation shows after `step` inner steps, most important first.

    With the `training` loss at that time it can tell meta-overfitting from having learned little so far.
    """
    said = [_result(scores, references, step), *_adaptation(scores, step), *_ranking(scores, step), *_lonely(scores)]
    verdict = _verdict(scores, references, step, training)
    return [*said, verdict] if verdict else said


def findings_elsewhere(scores: Scores, references: dict[str, Scores], step: int, family: TaskFamily) -> list[Sentence]:
    """What the same evaluation shows on another `family`, which the strategy was not trained on."""
    result = _result(scores, references, step)
    said = [sentence("On {family}, without training there: {result}", family=sentence(family.title), result=result)]
    verdict = _verdict(scores, references, step, None)
    return [*said, verdict] if verdict else said


def after(step: int) -> Sentence:
    """``After 3 steps``, as a sentence begins with it."""
    if step == 0:
        return sentence("Before any step")
    return sentence("After one step") if step == 1 else sentence("After {steps} steps", steps=step)


def _result(scores: Scores, references: dict[str, Scores], step: int) -> Sentence:
    return (_error if scores.accuracy is None else _accuracy)(scores, references, step)


def _error(scores: Scores, references: dict[str, Scores], step: int) -> Sentence:
    assert scores.loss is not None
    if not math.isfinite(scores.loss[step].mean()):
        return _overflow(scores.loss[step], step)
    values = {
        "after": after(step),
        "error": _figure(scores.loss, step, uncertain_loss),
    }
    scratch, oracle = at_step(references.get("scratch"), step), at_step(references.get("oracle"), step)
    if scratch is not None and oracle is not None and oracle >= FEW:
        return sentence(
            "{after} the error is {error}; from a random start it is {scratch}, and the best possible is {oracle}.",
            **values,
            scratch=_loss(references["scratch"], step),
            oracle=_loss(references["oracle"], step),
        )
    if scratch is not None:
        return sentence(
            "{after} the error is {error}; from a random start it is {scratch}.",
            **values,
            scratch=_loss(references["scratch"], step),
        )
    return sentence("{after} the error is {error}.", **values)


def _overflow(losses: Floats, step: int) -> Sentence:
    """Where there is no mean error: on how many tasks."""
    counts = {"bad": f"{(~np.isfinite(losses)).sum():,}", "all": f"{len(losses):,}"}
    if step == 0:
        return sentence("On {bad} of {all} tasks the loss overflows before any step.", **counts)
    if step == 1:
        return sentence("On {bad} of {all} tasks the loss overflows after one step.", **counts)
    return sentence("On {bad} of {all} tasks the loss overflows after {steps} steps.", **counts, steps=step)


def _figure(values: Floats, step: int, written: Callable[[float, float], str]) -> str:
    """The mean over tasks with its interval, after a step or after the last one there is."""
    at = min(step, len(values) - 1)
    return written(float(values[at].mean()), float(half_width(values)[at]))


def _loss(scores: Scores, step: int) -> str | Sentence:
    """A mean loss to the digits that its interval allows."""
    assert scores.loss is not None
    if not math.isfinite(scores.loss[min(step, len(scores.loss) - 1)].mean()):
        return sentence("too large for a number")
    return alone(_figure(scores.loss, step, uncertain_loss))


def _share(scores: Scores, step: int) -> str:
    assert scores.accuracy is not None
    return alone(_figure(scores.accuracy, step, uncertain_share))


def _accuracy(scores: Scores, references: dict[str, Scores], step: int) -> Sentence:
    assert scores.accuracy is not None
    values = {
        "after": after(step),
        "right": _figure(scores.accuracy, step, uncertain_share),
    }
    scratch, raw = (
        accuracy_at_step(references.get("scratch"), step),
        accuracy_at_step(references.get("nearest-mean"), step),
    )
    if scratch is not None and raw is not None:
        return sentence(
            "{after} {right} of the answers are right; from a random start {scratch}, by "
            "the nearest class mean on raw pixels {raw}.",
            **values,
            scratch=_share(references["scratch"], step),
            raw=_share(references["nearest-mean"], step),
        )
    if scratch is not None:
        return sentence(
            "{after} {right} of the answers are right; from a random start {scratch}.",
            **values,
            scratch=_share(references["scratch"], step),
        )
    return sentence("{after} {right} of the answers are right.", **values)


def _adaptation(scores: Scores, step: int) -> list[Sentence]:
    """What the inner steps themselves bring."""
    if step == 0:
        return []
    share, error = accuracy_at_step(scores, 0), at_step(scores, 0)
    if share is None and not math.isfinite(error or 0.0):
        return []
    before = _loss(scores, 0) if share is None else _share(scores, 0)
    return [sentence("Before adapting it is {before}.", before=before)]


def _ranking(scores: Scores, step: int) -> list[Sentence]:
    """How well right answers are told from wrong ones, where targets are such."""
    if scores.auc is None or not math.isfinite(scores.auc[step]):
        return []
    return [sentence("The area under the curve is {area}, where guessing has 0.5.", area=f"{scores.auc[step]:.2f}")]


def _lonely(scores: Scores) -> list[Sentence]:
    """That a single task tells nothing of the others."""
    values = scores.loss if scores.loss is not None else scores.accuracy
    one = values is not None and values.shape[1] == 1
    return [sentence("That is of one task, which gives no interval.")] if one else []


def _verdict(scores: Scores, references: dict[str, Scores], step: int, training: float | None) -> Sentence | None:
    """Whether meta-learning helped, where the paired interval over tasks shows it."""
    scratch = references.get("scratch")
    if scratch is None:
        return None
    ours, theirs, sign = _compared(scores, scratch, step)
    difference, band = paired_difference(ours, theirs)
    if not math.isfinite(band):  # one of the two overflowed on some task
        return None
    if abs(difference) <= band:
        return sentence("The difference to a random start is within its uncertainty.")
    if sign * difference > 0:
        return None
    loss = at_step(scores, step)
    if training is None or loss is None or training > OVERFITTED * loss:
        return sentence("That is worse than a random start.")
    return sentence("That is worse than a random start: what is learned misleads on new tasks (meta-overfitting).")


def _compared(ours: Scores, theirs: Scores, step: int) -> tuple[Floats, Floats, int]:
    """What to compare after `step` steps, per task, and which direction is better: accuracy up, loss down."""
    if ours.accuracy is not None and theirs.accuracy is not None:
        return ours.accuracy[step], theirs.accuracy[min(step, len(theirs.accuracy) - 1)], 1
    assert ours.loss is not None
    assert theirs.loss is not None
    return ours.loss[step], theirs.loss[min(step, len(theirs.loss) - 1)], -1
