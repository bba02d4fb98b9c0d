"""What is drawn over the surface: the path of the start over the run, and the ways from it to each task."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.parameters.ground import Ground, Ways
from simulator.analysis.parameters.plane import Choice, Plane, plane
from simulator.analysis.sentences import after, significant
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.learners.linear import LinearLearner
from simulator.tasks.loss import SquaredError

if TYPE_CHECKING:
    from torch import Tensor

LEAST = 1e-3  # the smallest half width of the picture, where nothing moves
MARGIN = 1.25  # how much farther the picture goes than what is in it
FAR = 3.0  # times the longest way
MUCH = 0.6  # of the path's variance: a plane that holds less of it says so
SMALL = 0.3  # of the picture: what fills less of it is shown larger

Frame = tuple[float, float, float, float]  # left, right, bottom, top; a square


@dataclass(frozen=True)
class ParametersFigure:
    """A run's path and its ways in a plane.

    `path`: ``[evaluation, 2]`` after `iterations` ``[evaluation]`` meta-iterations, ending at `start` ``[2]``; `ways`:
    ``[step, task, 2]``; losses ``[step, task]``; `lowest`: ``[task, 2]``, where each task's loss is lowest, if known.
    Shares of the variance say how much of the path and of the ways the plane can show. `tasks` and `labels` are the
    tasks and the names of the parameters along whose directions it lies, where that was chosen.
    """

    iteration: int
    choice: Choice
    plane: Plane
    tasks: tuple[int, int]
    labels: tuple[Sentence, Sentence]
    start: Floats
    alike: bool
    path: Floats
    iterations: Floats
    ways: Floats
    support: Floats
    query: Floats
    lowest: Floats | None
    path_share: float | None
    ways_share: float

    @property
    def places(self) -> Floats:
        """What should be in the picture, ``[place, 2]``: the ways, which may be short beside the path.

        In a plane along the path, all of it; of a learner with two parameters, where losses are lowest too, if near.
        """
        ways = self.ways.reshape(-1, 2)
        whole = len(self.plane.through) == 2
        found = [ways, self.path] if whole or self.choice == "path" else [ways, self.start[None]]
        if whole and self.lowest is not None:
            far = np.linalg.norm(self.lowest - self.start, axis=1)
            found.append(self.lowest[far <= FAR * np.linalg.norm(ways - self.start, axis=1).max(initial=0.0)])
        return np.concatenate(found)

    def columns(self) -> dict[str, list[object]]:
        """The path and the ways by name, for a table."""
        steps, tasks = self.ways.shape[:2]
        step, task = (each.ravel().tolist() for each in np.indices((steps, tasks)))
        return {
            "meta_iteration": self.iterations.astype(int).tolist(),
            "path_1": self.path[:, 0].tolist(),
            "path_2": self.path[:, 1].tolist(),
            "inner_step": step,
            "task": [each + 1 for each in task],
            "adapted_1": self.ways[..., 0].ravel().tolist(),
            "adapted_2": self.ways[..., 1].ravel().tolist(),
            "support_loss": self.support.ravel().tolist(),
            "query_loss": self.query.ravel().tolist(),
        }

    @property
    def caution(self) -> Sentence | None:
        """That most of what the path does is not seen, where the plane holds too little of it; else None."""
        if self.path_share is None or self.path_share >= MUCH:
            return None
        share = _share(self.path_share)
        if self.choice == "path":
            return sentence(
                "Only {share} of how the path varies lies in this plane: the rest is not seen.", share=share
            )
        return sentence(
            "Only {share} of how the path varies lies in this plane: the rest is not seen. The plane along the path "
            "shows more of it.",
            share=share,
        )

    @property
    def shown(self) -> Sentence:
        """How much of what happens lies in the plane."""
        ways = _share(self.ways_share)
        if self.path_share is None:
            return sentence("The plane holds {ways} of how adapted parameters vary.", ways=ways)
        return sentence(
            "The plane holds {path} of how the path varies, and {ways} of how adapted parameters vary.",
            path=_share(self.path_share),
            ways=ways,
        )


def parameters_figure(
    ground: Ground,
    ways: Ways,
    path: list[tuple[int, Floats]],
    choice: Choice = "path",
    tasks: tuple[int, int] = (0, 1),
    numbers: tuple[int, int] = (0, 1),
    before: Plane | None = None,
    hold: bool = False,
) -> ParametersFigure:
    """The figure of the ways from a start, and of the `path` to it: vectors by meta-iteration, the start's own last.

    See `plane` for `before`; with `hold` the plane stays that one as it is.
    """
    iterations = np.array([iteration for iteration, _ in path], dtype=float)
    vectors, adapted = np.stack([vector for _, vector in path]), ways.points[-1]
    tasks = (tasks[0] % ground.batch.tasks, tasks[1] % ground.batch.tasks)
    numbers = _different(numbers, ground.layout.size)
    cut = before if hold and before is not None and before.through.shape == ground.start.shape else None
    cut = cut or plane(choice, ground.start, vectors, adapted, tasks, numbers, before)
    lowest = lowest_points(ground)
    return ParametersFigure(
        path[-1][0],
        choice,
        cut,
        tasks,
        (ground.layout.label(numbers[0]), ground.layout.label(numbers[1])),
        cut.coordinates(ground.start),
        ground.alike,
        cut.coordinates(vectors),
        iterations,
        cut.coordinates(ways.points),
        ways.support,
        ways.query,
        None if lowest is None else cut.coordinates(lowest),
        cut.share(vectors) if np.ptp(vectors, axis=0).any() else None,
        cut.share(np.concatenate([ground.start[None], adapted])),
    )


def _different(pair: tuple[int, int], count: int) -> tuple[int, int]:
    """Two of so many: the second is the next one where both are the same."""
    first, second = pair[0] % count, pair[1] % count
    return first, second if second != first else (first + 1) % count


def _share(part: float) -> str:
    """A part of the whole; a small one is not called none."""
    return "<1%" if 0 < part < 0.005 else f"{part:.0%}"


def lowest_points(ground: Ground) -> Floats | None:
    """Where each task's loss on its query set is lowest, ``[task, number]``; None where that is not known.

    Of a linear learner and squared errors: least squares, the shortest of several solutions.
    """
    family, learner = ground.problem.family, ground.problem.learner
    linear = isinstance(learner, LinearLearner) and isinstance(family.loss, SquaredError)
    if not isinstance(learner, LinearLearner) or not linear or family.shape.outputs != 1:
        return None
    inputs: Tensor = ground.batch.query.inputs.flatten(2).double()  # [task, shot, input]
    design = torch.cat([inputs, torch.ones_like(inputs[..., :1])], 2) if learner.offset else inputs
    found = torch.linalg.pinv(design) @ ground.batch.query.targets.double()  # [task, number, 1]
    return np.asarray(found.squeeze(2).cpu()) if found.shape[1] == ground.layout.size else None


def frame(places: Floats, before: Frame | None = None) -> Frame:
    """A square around places ``[place, 2]``; the one `before` as long as it fits, so that pictures stand still."""
    known = places[np.isfinite(places).all(axis=1)]
    if not len(known):
        return before or (-LEAST, LEAST, -LEAST, LEAST)
    low, high = known.min(axis=0), known.max(axis=0)
    half = max(LEAST, float((high - low).max()) / 2)
    if before is not None:
        left, right, bottom, top = before
        inside = left <= low[0] and high[0] <= right and bottom <= low[1] and high[1] <= top
        if inside and half >= SMALL * (right - left) / 2:
            return before
    # Round numbers, so that neither size nor middle change with every little move.
    middle, unit = (low + high) / 2, 10.0 ** math.floor(math.log10(MARGIN * half)) / 4
    reach = unit * math.ceil(MARGIN * half / unit)
    x, y = (unit * round(float(each) / unit) for each in middle)
    return x - reach, x + reach, y - reach, y + reach


def closer(around: Frame, start: Floats, zoom: float) -> Frame:
    """The square seen so many times larger, with the start in its middle; as it is where that is once."""
    if zoom == 1:
        return around
    half = (around[1] - around[0]) / 2 / zoom
    x, y = (float(each) for each in start)
    return x - half, x + half, y - half, y + half


def said(steps: int, here: Floats, learned: Floats, alike: bool, moved: bool) -> Sentence:
    """What adaptation reaches on the query sets from a start, beside the learned one; losses ``[step, task]`` of both.

    `alike` is whether the strategy begins with the same start everywhere, `moved` whether a person moved it.
    """
    before, reached = (_written(float(here[step].mean())) for step in (0, -1))
    values: dict[str, Sentence | str] = {"after": after(steps), "reached": reached, "before": before}
    if moved:
        first, known = (_written(float(learned[step].mean())) for step in (0, -1))
        return sentence(
            "{after} from here the mean loss of the tasks is {reached}, from the learned start {known}. Before any "
            "step it is {before} here, and {first} there.",
            known=known,
            first=first,
            **values,
        )
    if alike:
        return sentence(
            "{after} from the learned start the mean loss of the tasks is {reached}; before any step it is {before}. "
            "Drag the start to see what changes.",
            **values,
        )
    return sentence(
        "Each task has a random start of its own. {after} from the first one the mean loss of the tasks is {reached}; "
        "before any step it is {before}. Drag the start to see what changes.",
        **values,
    )


def _written(loss: float) -> str | Sentence:
    return significant(loss) if math.isfinite(loss) else sentence("too large for a number")
