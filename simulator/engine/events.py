"""What a run tells: small frozen events, in this order.

`Started`, `Referenced`, an `Evaluated` of the start; then `Stepped` for each meta-iteration, with `Changed` (and one
`Referenced` after them where the reference lines follow from what was changed) and `Evaluated` between; then `Testing`,
as often as it is to be said how far the test is, and `Tested`; and always exactly one last event: `Finished`, `Stopped`
or `Failed`. Now and then, when it is held, and before its final test or other end, a run gives a `Checkpoint`, from
which it can go on: it then begins with `Resumed` in place of what was told before it.
Arrays are numpy, detached and never changed afterwards. Seconds count the time spent running, without pauses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from simulator.declaration import Sentence
from simulator.engine.checkpoint import Checkpoint
from simulator.strategies.base import State

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scores:
    """Results on some tasks after 0, 1, ... inner steps: ``[step, task]``; a single row where steps do not apply.

    `likelihood` is the mean log-density of a task's targets in nats, where the learner gives a deviation. `auc` and
    `calibration` are of all answers of all tasks together, ``[step]``, where targets are right or wrong answers: the
    area under the curve, and the mean distance of predicted from observed shares (see `engine.answers`).
    """

    title: str
    loss: Floats | None
    accuracy: Floats | None = None
    likelihood: Floats | None = None
    auc: Floats | None = None
    calibration: Floats | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """The run begins."""

    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Resumed:
    """The run goes on from a checkpoint after `iteration` meta-iterations.

    `differences` are what is not as it was: where there are none, it goes on as if it had never been interrupted.
    """

    iteration: int
    differences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Referenced:
    """What is known without meta-learning on the validation tasks: reference lines by key."""

    references: dict[str, Scores]
    elsewhere: dict[str, Scores] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stepped:
    """One meta-iteration was made; the counts are totals since the start."""

    iteration: int
    loss: float
    seconds: float
    gradient_evaluations: int
    examples: int


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The strategy as it is after `iteration` meta-iterations, judged on the validation tasks.

    `elsewhere` are its scores on the other family, where the experiment names one.
    """

    iteration: int
    scores: Scores
    state: State | None  # None in `Progress`, but for the newest: see `states` there
    seconds: float
    gradient_evaluations: int
    elsewhere: Scores | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A live parameter was changed after `iteration` meta-iterations.

    `path` is ``speed`` for the limit in meta-iterations a second (None: unlimited), which is no part of the experiment.
    """

    iteration: int
    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Testing:
    """The test on so many tasks never seen before goes on; `share` of its inner steps are judged, from 0 to 1."""

    share: float
    tasks: int


@dataclass(frozen=True, slots=True)
class Compiled:
    """After `iteration` meta-iterations compiled code took over; or, with `why`, there is none and will be none."""

    iteration: int
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Tested:
    """The finished strategy, and the reference lines, on tasks never seen before."""

    scores: Scores
    references: dict[str, Scores]
    elsewhere: Tested | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """The run came to its end: all iterations done, the target reached, or the loss no longer finite."""

    reason: Literal["completed", "target", "diverged"]
    message: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """The run was stopped on request."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An exception ended the run: one sentence, and the traceback for the log."""

    message: Sentence
    details: str


Passing = Testing | Compiled  # for those who watch: no part of a run's history
Ending = Finished | Stopped | Failed
Event = (
    Started | Resumed | Referenced | Stepped | Evaluated | Changed | Checkpoint | Compiled | Testing | Tested | Ending
)
EndState = Literal["completed", "stopped", "diverged", "failed"]


def state_of(ending: Ending) -> EndState:
    """How a run stands that ended so, in the words of the result file."""
    if isinstance(ending, Finished):
        return "diverged" if ending.reason == "diverged" else "completed"
    return "stopped" if isinstance(ending, Stopped) else "failed"
