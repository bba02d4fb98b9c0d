"""What is seen, in plain words: sentences made from the numbers of an evaluation or a test.

A difference is only called one where the paired 95% interval over the same tasks excludes zero.
"""

from __future__ import annotations

import math

import numpy as np

from simulator.analysis.statistics import accuracy_at_step, at_step, half_width, paired_difference
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats, Scores
from simulator.tasks.base import TaskFamily

OVERFITTED = 0.5  # a training loss below this share of the loss on new tasks does not carry over to them
FEW = 1e-4  # an error below this is shown as "almost 0"


def findings(scores: Scores, references: dict[str, Scores], step: int, training: float | None = None) -> list[Sentence]:
    """What an evaluation shows after `step` inner steps, most important first.

    With the `training` loss at that time it can tell meta-overfitting from having learned little so far.
    """
    said = [_result(scores, references, step), *_adaptation(scores, step), *_ranking(scores, step)]
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


def significant(value: float) -> str:
    """A loss as it is read aloud: two significant digits, three from 1 upwards; no exponent below a million."""
    if abs(value) < FEW:
        return "0"
    rounded = float(f"{value:.3g}" if abs(value) >= 1 else f"{value:.2g}")
    return f"{rounded:,.0f}" if 1000 <= abs(rounded) < 1e6 else f"{rounded:.3g}"


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{100 * share:.0f}%"


def _result(scores: Scores, references: dict[str, Scores], step: int) -> Sentence:
    return (_error if scores.accuracy is None else _accuracy)(scores, references, step)


def _error(scores: Scores, references: dict[str, Scores], step: int) -> Sentence:
    assert scores.loss is not None
    if not math.isfinite(scores.loss[step].mean()):
        return _overflow(scores.loss[step], step)
    values = {
        "after": after(step),
        "error": significant(float(scores.loss[step].mean())),
        "band": significant(float(half_width(scores.loss)[step])),
    }
    scratch, oracle = at_step(references.get("scratch"), step), at_step(references.get("oracle"), step)
    if scratch is not None and oracle is not None and oracle >= FEW:
        return sentence(
            "{after} the error is {error} \N{PLUS-MINUS SIGN} {band}; from a random start it is {scratch}, and the "
            "best possible is {oracle}.",
            **values,
            scratch=_loss(scratch),
            oracle=significant(oracle),
        )
    if scratch is not None:
        return sentence(
            "{after} the error is {error} \N{PLUS-MINUS SIGN} {band}; from a random start it is {scratch}.",
            **values,
            scratch=_loss(scratch),
        )
    return sentence("{after} the error is {error} \N{PLUS-MINUS SIGN} {band}.", **values)


def _overflow(losses: Floats, step: int) -> Sentence:
    """Where there is no mean error: on how many tasks."""
    counts = {"bad": f"{(~np.isfinite(losses)).sum():,}", "all": f"{len(losses):,}"}
    if step == 0:
        return sentence("On {bad} of {all} tasks the loss overflows before any step.", **counts)
    if step == 1:
        return sentence("On {bad} of {all} tasks the loss overflows after one step.", **counts)
    return sentence("On {bad} of {all} tasks the loss overflows after {steps} steps.", **counts, steps=step)


def _loss(value: float) -> str | Sentence:
    return significant(value) if math.isfinite(value) else sentence("too large for a number")


def _accuracy(scores: Scores, references: dict[str, Scores], step: int) -> Sentence:
    assert scores.accuracy is not None
    values = {
        "after": after(step),
        "right": percent(float(scores.accuracy[step].mean())),
        "band": percent(float(half_width(scores.accuracy)[step])),
    }
    scratch, raw = (
        accuracy_at_step(references.get("scratch"), step),
        accuracy_at_step(references.get("nearest-mean"), step),
    )
    if scratch is not None and raw is not None:
        return sentence(
            "{after} {right} \N{PLUS-MINUS SIGN} {band} of the answers are right; from a random start {scratch}, by "
            "the nearest class mean on raw pixels {raw}.",
            **values,
            scratch=percent(scratch),
            raw=percent(raw),
        )
    if scratch is not None:
        return sentence(
            "{after} {right} \N{PLUS-MINUS SIGN} {band} of the answers are right; from a random start {scratch}.",
            **values,
            scratch=percent(scratch),
        )
    return sentence("{after} {right} \N{PLUS-MINUS SIGN} {band} of the answers are right.", **values)


def _adaptation(scores: Scores, step: int) -> list[Sentence]:
    """What the inner steps themselves bring."""
    if step == 0:
        return []
    share, error = accuracy_at_step(scores, 0), at_step(scores, 0)
    if share is None and not math.isfinite(error or 0.0):
        return []
    before = percent(share) if share is not None else significant(error or 0.0)
    return [sentence("Before adapting it is {before}.", before=before)]


def _ranking(scores: Scores, step: int) -> list[Sentence]:
    """How well right answers are told from wrong ones, where targets are such."""
    if scores.auc is None or not math.isfinite(scores.auc[step]):
        return []
    return [sentence("The area under the curve is {area}, where guessing has 0.5.", area=f"{scores.auc[step]:.2f}")]


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
