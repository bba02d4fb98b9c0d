"""What a meta-strategy is: state in, state out.

A strategy holds its declared parameters and nothing else. What it learns is its `State`, an immutable value:
`init` makes the first, `meta_step` returns the next, and none is ever changed in place, so the engine and
the window may keep any of them without copying.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from numpy.typing import NDArray

from simulator.declaration import Declared, Sentence
from simulator.learners.base import Learner
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from simulator.strategies.descent.rules import Rule

Shown = Literal["rates", "embedding", "tasks", "rule", "bands", "population", "trials", "surface", "start"]

Arrays = dict[str, NDArray[Any]]
Pace = tuple[float, ...]


@dataclass(frozen=True)
class State:
    """What a strategy carries from task to task; tensors only, so that it can be saved as it is.

    `theta` are the meta-learned parameters without a task axis; `moments` what the outer optimiser or search
    remembers; `count` how many outer updates were made.
    """

    theta: dict[str, Tensor]
    moments: dict[str, Tensor] = field(default_factory=dict)
    count: int = 0

    def arrays(self) -> dict[str, Arrays]:
        """Its tensors as arrays of numpy, on the processor, by what they are in it."""
        parts = {"theta": self.theta, "moments": self.moments}
        return {
            part: {name: value.detach().cpu().numpy() for name, value in tensors.items()}
            for part, tensors in parts.items()
        }

    @property
    def nbytes(self) -> int:
        """The bytes that it holds in memory; its tensors may be pieces of one."""
        tensors = [value.untyped_storage() for part in (self.theta, self.moments) for value in part.values()]
        return sum({each.data_ptr(): each.nbytes() for each in tensors}.values())


class Learned(ABC):
    """The learners of some tasks at one stage of their adaptation."""

    @abstractmethod
    def predict(self, inputs: Tensor) -> Tensor:
        """The prediction ``[task, shot, output]`` for inputs ``[task, shot, ...]``."""

    def deviation(self, inputs: Tensor) -> Tensor | None:
        """The standard deviation of the targets around the prediction, of its shape, where the learner gives one."""
        return None


@dataclass(frozen=True)
class Fitted(Learned):
    """Learners that are their parameters, with a leading ``task`` axis, fitted to the support set `seen`."""

    problem: Problem
    parameters: dict[str, Tensor]
    seen: Examples

    def predict(self, inputs: Tensor) -> Tensor:
        return self.problem.predict(self.parameters, inputs, self.seen)


@dataclass(frozen=True)
class Answering(Learned):
    """Learners that are a function of the inputs, as metric and amortised strategies make them."""

    mean: Callable[[Tensor], Tensor]
    spread: Callable[[Tensor], Tensor] | None = None

    def predict(self, inputs: Tensor) -> Tensor:
        return self.mean(inputs)

    def deviation(self, inputs: Tensor) -> Tensor | None:
        return self.spread(inputs) if self.spread else None


Found = TypeVar("Found")


def last(steps: Iterable[Found]) -> Found:
    """The last of some steps; those before it are let go one by one. Raises `IndexError` where there is none."""
    return deque(steps, maxlen=1)[0]


@dataclass(frozen=True)
class MetaStepReport:
    """What one meta-iteration did.

    `loss` is the scalar that the outer loop follows (each strategy's docstring says which);
    `gradient_evaluations` counts the gradients of one task's loss that were taken.
    """

    loss: Tensor
    gradient_evaluations: int


@dataclass(frozen=True)
class Trial:
    """One candidate of a search: what was tried, by parameter, and the loss it reached after adapting."""

    values: dict[str, Any]
    loss: float


class Strategy(Declared):
    """A way to learn to learn.

    `shares_rate` says that its inner learning rate is one for a learner's own parameters, so that learning from
    scratch is shown beside it with the same one. `any_ways` says that it tells apart any number of classes, whatever
    the number in training. `paced` names the parameters that reach a traced step by its `pace` alone.
    """

    shares_rate: ClassVar[bool] = True
    any_ways: ClassVar[bool] = False
    paced: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def init(self, problem: Problem, generator: Generator) -> State:
        """The state before the first meta-iteration."""

    @abstractmethod
    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        """Adapt to each task of `support`: the learners after 0, 1, ... `steps` inner steps, one stage at a time.

        No graph is kept, and no stage but the last, so that long adaptations need no more memory than short ones.
        A strategy that takes in the support set at once knows nothing of it at stage 0, and all of it from stage 1.
        """

    def adapt_to(self, problem: Problem, state: State, batch: TaskBatch, steps: int) -> Iterator[Learned]:
        """`adapt` to the support sets of `batch`; only the oracle looks at what made the tasks."""
        return self.adapt(problem, state, batch.support, steps)

    @abstractmethod
    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        """Improve the state on one meta-batch."""

    def gradients(self, problem: Problem, state: State, batch: TaskBatch) -> int:
        """The gradients of one task's loss that the next meta-iteration takes; of those that can be traced."""
        raise NotImplementedError

    def pace(self, problem: Problem, state: State) -> Pace | None:
        """The numbers that the next meta-iteration depends on beside tensors, as many each time.

        None where it is more than a function of tensors and these, so that it cannot be traced, now or ever.
        """
        return None

    def traced_step(self, problem: Problem, state: State, batch: TaskBatch, pace: Tensor) -> tuple[State, Tensor]:
        """`meta_step` as a function of tensors alone: the next state, and the loss; ``state.count`` has no part.

        `pace` ``[number]`` are the numbers of the method of that name. The batch comes without latents.
        """
        raise NotImplementedError

    def trials(self, problem: Problem, state: State) -> tuple[Trial, ...]:
        """The candidates that a search has tried so far, in their order; none for other strategies."""
        return ()

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        """Which pictures there are of what it learned, the most telling first; empty where it learns nothing.

        The numbers come from the methods below, or from those of the few strategies that have such a picture.
        """
        return ("start",)

    def rates(self, problem: Problem, state: State) -> dict[str, Tensor]:
        """The learned inner learning rates by parameter, ``[step, ...]``; one row where all steps share them."""
        return {}

    def rule(self, problem: Problem, state: State) -> Rule | None:
        """The learned inner rule, where the rule itself is what is learned."""
        return None

    def embedding(self, problem: Problem, state: State, inputs: Tensor, seen: Examples | None = None) -> Tensor | None:
        """Where it sees inputs ``[task, shot, ...]`` that it compares, ``[task, shot, feature]``; no graph.

        `seen` is the support set where `inputs` are not of it. None where nothing is compared.
        """
        return None

    def representation(self, problem: Problem, state: State, support: Examples) -> Tensor | None:
        """The numbers that stand for each task after its support set, ``[task, number]``; None where there are none."""
        return None

    @property
    @abstractmethod
    def usual_steps(self) -> int:
        """The number of inner steps this strategy trains for: where its result is read."""

    @property
    def adapts_in_training(self) -> bool:
        """Whether a meta-iteration takes inner steps, so that the inner learning rate has a part in it."""
        return True

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        """Why this strategy cannot work with that family and learner, as one sentence; None where it can."""
        return None
