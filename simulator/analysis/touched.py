"""A task with which a person has meddled: its support set changed, or all of it made by hand.

`OwnTask` is what was made; `own_task` makes one of a `Drawn`, `drawn_of` the other way round. `touched_figure` adapts
to it from a state, and from scratch beside it with the same budget.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.analysis.task_figure import TaskFigure, figure_of
from simulator.analysis.task_figure.case import Case, Columns
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.evaluation import from_scratch
from simulator.engine.events import Floats
from simulator.engine.streams import generator
from simulator.experiment.drawn import Drawn, DrawnClasses, DrawnPoints
from simulator.experiment.drawn_fit import unfit
from simulator.strategies import Strategy
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.strategies.reference.scratch import Scratch
from simulator.tasks.base import Examples, FunctionDrawing, PlaneDrawing, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Tensor

DIGITS = 5  # decimals of a coordinate that are kept


@dataclass(frozen=True, eq=False)
class OwnTask:
    """What to adapt on: `inputs` ``[shot, *inputs]``, and `targets` ``[shot, output]`` or labels ``[shot]``.

    `task` is the number of the sampled task that was changed: its query set and its truth stay. None is a task made
    from nothing: it is judged on `query` (inputs and targets), or on its own points where there is none. `names` say
    what each label stands for; `source` is what the numbers were made of, where that is more than the numbers.
    """

    inputs: Floats
    targets: Floats
    task: int | None = None
    query: tuple[Floats, Floats] | None = None
    name: str = ""
    names: tuple[str, ...] = ()
    source: Drawn | None = None

    @property
    def shots(self) -> int:
        """How many examples there are to adapt on."""
        return len(self.inputs)


@dataclass(frozen=True)
class TouchedFigure:
    """The picture of such a task, and the same from scratch; None for a strategy that is from scratch itself.

    `trouble` says why there are no guesses, where the strategy cannot adapt to the task; `hint` that points lie where
    none are seen, or where no sampled task has any.
    """

    figure: TaskFigure
    scratch: TaskFigure | None
    trouble: Sentence | None = None
    hint: Sentence | None = None

    def columns(self) -> Columns:
        """The numbers by name, for a table; those from scratch are named so."""
        known = self.figure.columns()
        beside = {} if self.scratch is None else self.scratch.columns()
        new = {f"scratch_{name}": values for name, values in beside.items() if name.startswith("after_")}
        return known | new


def touched(one: TaskBatch, inputs: Tensor, targets: Tensor) -> TaskBatch:
    """A batch of one with another support set ``[1, shot, ...]``; its query set and latents stay."""
    return TaskBatch(Examples(inputs, targets), one.query, one.latents)


def touched_figure(
    problem: Problem, strategy: Strategy, state: State, own: OwnTask, tasks: TaskBatch, steps: int, seed: int
) -> TouchedFigure:
    """The picture of `own`, which may be a change of one of `tasks`, after 0 to `steps` steps from `state`.

    From scratch is one random start of the experiment's `seed`, with as many steps.
    """
    case = own_case(problem, own, tasks, steps if own.shots else 0)
    trouble: Sentence | None = None
    try:
        figure = figure_of(replace(case, strategy=strategy, state=state))
    except (RuntimeError, ValueError, LookupError) as error:  # it may count on as many examples as it was trained on
        figure, trouble = figure_of(case), _cannot(strategy, case, error)
    if not own.shots:
        trouble = sentence("There are no points yet: add them by double clicks, or paint them.")
    hint = _far(own, tasks, problem.family)
    if isinstance(strategy, Scratch):
        return TouchedFigure(figure, None, trouble, hint)
    scratch = from_scratch(strategy)
    start = scratch.init(problem, generator(seed, "scratch"))
    return TouchedFigure(figure, figure_of(replace(case, strategy=scratch, state=start)), trouble, hint)


def own_case(problem: Problem, own: OwnTask, tasks: TaskBatch, steps: int) -> Case:
    """The task as a case that nobody adapts to yet."""
    support = _examples(problem, own.inputs, own.targets)
    if own.task is None:
        query = support if own.query is None else _examples(problem, *own.query)
        said = sentence("{name}", name=own.name) if own.name else sentence("made by hand")
        batch = TaskBatch(support, query, {})
        return Case(problem, None, None, batch, 0, steps, said=said, called=own.names, known=False)
    number = own.task % tasks.tasks
    about = problem.family.describe(tasks, number)
    said = sentence("{task}, changed by hand", task=about) if str(about) else sentence("changed by hand")
    names = own.names or problem.family.class_names(tasks, number)
    sampled = tasks.select(number)
    batch = touched(sampled, support.inputs, support.targets)
    return Case(problem, None, None, batch, 0, steps, said=said, called=names, sampled=sampled)


def own_of(tasks: TaskBatch, task: int) -> OwnTask:
    """A sampled task, to be changed."""
    task %= tasks.tasks
    support = tasks.support.select(task)
    inputs, targets = (np.asarray(each[0].detach().double().cpu()) for each in (support.inputs, support.targets))
    return OwnTask(inputs, targets, task)


def own_task(drawn: Drawn, family: TaskFamily) -> OwnTask | Sentence:
    """A drawn task as one of `family`, or why it is none; only of points can there be one."""
    why = unfit(drawn, family)
    if why is not None:
        return why
    assert isinstance(drawn, DrawnPoints | DrawnClasses)
    inputs = np.array(drawn.inputs, float)
    if isinstance(drawn, DrawnPoints):
        return OwnTask(inputs, np.array(drawn.targets, float)[:, None], name=drawn.name)
    labels = np.array(drawn.labels, float)
    return OwnTask(inputs, labels[:, None] if family.loss.binary else labels, name=drawn.name)


def drawn_of(own: OwnTask, family: TaskFamily, name: str) -> dict[str, Any]:
    """The table of a `Drawn` with that name, unchecked."""
    if own.source is not None:
        return own.source.table() | {"name": name}
    inputs = np.round(own.inputs, DIGITS).tolist()
    if family.loss.classes:
        labels = (own.targets if own.targets.ndim == 1 else own.targets[:, 0]).round().astype(int).tolist()
        return {"name": name, "kind": DrawnClasses.kind, "inputs": inputs, "labels": labels}
    targets = np.round(own.targets[:, 0], DIGITS).tolist()
    return {"name": name, "kind": DrawnPoints.kind, "inputs": inputs, "targets": targets}


def _far(own: OwnTask, tasks: TaskBatch, family: TaskFamily) -> Sentence | None:
    """Whether points of a task that was made from nothing lie beside the picture, or far above or below all `tasks`."""
    drawing = family.drawing
    if own.task is not None or not isinstance(drawing, FunctionDrawing | PlaneDrawing):
        return None
    beside = ((own.inputs < drawing.low) | (own.inputs > drawing.high)).any(axis=1)
    if beside.any():
        values = {"count": int(beside.sum()), "all": own.shots, "low": f"{drawing.low:g}", "high": f"{drawing.high:g}"}
        return sentence("{count} of {all} points lie outside the picture, which goes from {low} to {high}.", **values)
    if family.loss.classes:
        return None
    known = [float(end) for each in (tasks.support, tasks.query) for end in (each.targets.min(), each.targets.max())]
    low, high = min(known), max(known)
    far = (own.targets < 2 * low - high) | (own.targets > 2 * high - low)
    if not far.any():
        return None
    return sentence(
        "{count} of {all} points lie far above or below those of all sampled tasks, which go from {low} to {high}: "
        "adapting to them may fail.",
        count=int(far.sum()),
        all=own.shots,
        low=f"{low:.3g}",
        high=f"{high:.3g}",
    )


def _examples(problem: Problem, inputs: Floats, targets: Floats) -> Examples:
    """Numbers as a batch of one, on the problem's device."""
    dtype, classes = torch.get_default_dtype(), targets.ndim == 1
    given = torch.as_tensor(inputs, dtype=dtype, device=problem.device)
    labels = torch.as_tensor(targets, dtype=torch.long if classes else dtype, device=problem.device)
    return Examples(given.unsqueeze(0), labels.unsqueeze(0))


def _cannot(strategy: Strategy, case: Case, error: Exception) -> Sentence:
    if isinstance(error, KeyError) and not case.known:  # a latent that such a task does not have
        return sentence(
            "{strategy} must be told what made a task, and nobody knows that of one made by hand.",
            strategy=sentence(strategy.title),
        )
    why = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
    return sentence(
        "{strategy} cannot adapt to this task ({why}); try another number of examples.",
        strategy=sentence(strategy.title),
        why=why,
    )
