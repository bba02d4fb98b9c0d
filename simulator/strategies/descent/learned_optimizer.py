"""A learned optimiser (Andrychowicz et al. 2016, "Learning to learn by gradient descent by gradient descent").

What is meta-learned is the inner rule itself: a small recurrent network that reads one coordinate's gradient and says
how that coordinate moves. It is the same network for every coordinate of every parameter, with a memory of its own for
each (section 2.1), so it can be used on learners of any size.

`Network` is that network as a function of its parameters phi, `LearnedRule` wraps it as an inner rule, and the strategy
trains phi on losses along unrolled adaptations. Gradients of the learner enter the network as plain numbers: how they
depend on phi is left out, so there are no second derivatives (section 2, figure 2).

Two choices differ from the paper's experiments, for the sake of the final loss. Losses are weighed by one over the loss
at the start of their piece (w_t of equation 3, where the paper takes 1): late losses are a hundredth of early ones, and
would have no say. And the outer rate falls to zero along half a cosine over the run.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from simulator.declaration import parameter
from simulator.deferred import torch
from simulator.strategies import adam, annealing, declared
from simulator.strategies.base import Fitted, MetaStepReport, Shown, State, Strategy
from simulator.strategies.descent import gradient
from simulator.strategies.descent.rules import Parameters, Rule
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor

LAYERS, UNITS = 2, 20
TINY = 1e-12
SMALLEST = 4.0  # p of appendix A: gradients below exp(-p) count as small; the paper's 10 presses the others together


def preprocess(g: Tensor) -> Tensor:
    """What the network reads of gradients `g` ``[...]``: ``[..., 2]``, their size on a log scale and their sign.

    Appendix A: (log|g| / p, sgn g) where \\|g\\| >= exp(-p), else (-1, exp(p) g).
    """
    size = g.abs().clamp(min=math.exp(-SMALLEST)).log() / SMALLEST
    sign = (g * math.exp(SMALLEST)).clamp(-1, 1)
    return torch.stack([size, sign], dim=-1)


class Network:
    """An LSTM of two layers of 20 units and a linear output, for one coordinate; rows are coordinates."""

    @staticmethod
    def init(generator: Generator) -> Parameters:
        """A random phi: weights within 1 / sqrt(units), as PyTorch's LSTM has them."""
        bound = 1 / math.sqrt(UNITS)
        shapes: dict[str, tuple[int, ...]] = {"out": (1, UNITS), "offset": (1,)}
        for layer in range(LAYERS):
            shapes[f"read{layer}"] = (4 * UNITS, UNITS if layer else 2)
            shapes[f"recall{layer}"] = (4 * UNITS, UNITS)
            shapes[f"bias{layer}"] = (4 * UNITS,)
        return {name: torch.empty(shape).uniform_(-bound, bound, generator=generator) for name, shape in shapes.items()}

    @staticmethod
    def begin(like: Tensor) -> Parameters:
        """The memory before the first step of coordinates `like` ``[row]``."""
        empty = torch.zeros(like.numel(), UNITS, dtype=like.dtype, device=like.device)
        return {f"{part}{layer}": empty for layer in range(LAYERS) for part in ("hidden", "cell")}

    @staticmethod
    def step(phi: Parameters, read: Tensor, memory: Parameters) -> tuple[Tensor, Parameters]:
        """The output ``[row]`` for what is `read` ``[row, 2]``, and the memory after it."""
        kept: Parameters = {}
        for layer in range(LAYERS):
            bias = phi[f"bias{layer}"]
            read, cell = torch.lstm_cell(
                read,
                (memory[f"hidden{layer}"], memory[f"cell{layer}"]),
                phi[f"read{layer}"],
                phi[f"recall{layer}"],
                bias,
                torch.zeros_like(bias),
            )
            kept |= {f"hidden{layer}": read, f"cell{layer}": cell}
        return torch.nn.functional.linear(read, phi["out"], phi["offset"]).squeeze(1), kept


@dataclass(frozen=True)
class LearnedRule(Rule):
    """theta <- theta + scale m(gradient, memory; phi), coordinate by coordinate."""

    phi: Parameters
    scale: float

    def begin(self, values: Parameters) -> Parameters:
        return Network.begin(_flat(values))

    def move(
        self, step: int, values: Parameters, gradients: Parameters, tasks: int, memory: Parameters
    ) -> tuple[Parameters, Parameters]:
        out, memory = Network.step(self.phi, preprocess(tasks * _flat(gradients)), memory)
        pieces = torch.split(self.scale * out, [value.numel() for value in values.values()])
        moved = {
            name: value + piece.view(value.shape) for (name, value), piece in zip(values.items(), pieces, strict=True)
        }
        return moved, memory


class LearnedOptimizer(Strategy):
    """Trains the rule by truncated unrolls. Follows the mean query loss over the inner steps.

    One meta-iteration is one whole adaptation of `inner_steps` steps from random starts, cut into pieces of `unroll`
    steps: after each, phi takes a step of Adam along the gradient of the mean query loss in that piece, over the loss
    before it, and the next piece goes on from where the learners are.
    """

    title = "Learned optimiser"
    summary = "Learns the update rule itself: a small recurrent network turns gradients into steps."
    explanation = (
        "Instead of a fixed rule such as gradient descent, a small network with a memory decides how far each number "
        "of the learner moves. It is trained so that learning from a random start goes down as quickly as possible."
    )
    formula = (
        "θ<sub>t+1</sub> = θ<sub>t</sub> + g<sub>t</sub>, &nbsp; "
        "(g<sub>t</sub>, h<sub>t+1</sub>) = m(∇L(θ<sub>t</sub>), h<sub>t</sub>; φ)<br>"
        "φ ← φ − β ∇<sub>φ</sub> Σ<sub>t</sub> w<sub>t</sub> L(θ<sub>t</sub>)"
    )
    paper = "Andrychowicz et al. 2016, Learning to learn by gradient descent by gradient descent"

    kind: Literal["learned-optimizer"] = "learned-optimizer"
    inner_steps: int = declared.inner_steps(100)
    unroll: int = parameter(
        20,
        "Unroll",
        "Inner steps between two updates of the rule: more look further ahead, and take more memory.",
        ge=1,
        le=100,
        unit="steps",
    )
    outer_lr: float = declared.outer_lr(0.01)
    scale: float = parameter(
        0.1,
        "Step scale",
        "What the network's output is multiplied by: about how far one step of an untrained rule goes.",
        gt=0,
        le=10,
        log=True,
        advanced=True,
    )

    @property
    def usual_steps(self) -> int:
        return self.inner_steps

    def init(self, problem: Problem, generator: Generator) -> State:
        seed = torch.randint(2**31, (1,), generator=generator)
        phi = {name: value.to(problem.device) for name, value in Network.init(generator).items()}
        begun = adam.start(phi)
        return replace(begun, moments=begun.moments | {"seed": seed})

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Fitted]:
        start = _starts(problem, int(state.moments["seed"]), support)
        return gradient.fitted(problem, start, support, tuple(start), LearnedRule(state.theta, self.scale), steps)

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        seed = state.moments["seed"]
        values = _starts(problem, int(seed) + 1 + state.count, batch.support)  # other starts in every meta-iteration
        memory = LearnedRule(state.theta, self.scale).begin(values)
        total = torch.zeros((), device=problem.device)
        for first in range(0, self.inner_steps, self.unroll):
            steps = range(first, min(first + self.unroll, self.inner_steps))
            phi = gradient.leaves(state.theta)
            before = _query_loss(problem, values, batch).detach()
            loss, values, memory = self._unrolled(problem, LearnedRule(phi, self.scale), batch, values, memory, steps)
            slopes = gradient.gradient_of(loss / (len(steps) * before.clamp(min=TINY)), phi)
            state = adam.update(state, slopes, self.outer_lr * self._annealed(problem, state))
            total += loss.detach()
            values, memory = _detached(values), _detached(memory)
        report = MetaStepReport(total / self.inner_steps, 2 * batch.tasks * self.inner_steps)
        return replace(state, moments=state.moments | {"seed": seed}), report

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("rule",)

    def rule(self, problem: Problem, state: State) -> Rule:
        return LearnedRule(state.theta, self.scale)

    def _annealed(self, problem: Problem, state: State) -> float:
        """What is left of the outer rate: half a cosine over the updates that are planned."""
        planned = problem.horizon * math.ceil(self.inner_steps / self.unroll)
        return annealing.cosine(state.count, planned)

    def _unrolled(
        self,
        problem: Problem,
        rule: LearnedRule,
        batch: TaskBatch,
        values: Parameters,
        memory: Parameters,
        steps: range,
    ) -> tuple[Tensor, Parameters, Parameters]:
        """The query losses after each of `steps`, summed, and where they lead; differentiable in the rule."""
        total = torch.zeros((), device=problem.device)
        for step in steps:
            at = gradient.leaves(values)
            taken = torch.autograd.grad(problem.mean_loss(at, batch.support), list(at.values()))
            gradients = dict(zip(at, taken, strict=True))
            values, memory = rule.move(step, values, gradients, batch.tasks, memory)
            total = total + _query_loss(problem, values, batch)
        return total, values, memory


def _starts(problem: Problem, seed: int, support: Examples) -> Parameters:
    """Random starts, one a task."""
    return problem.init(torch.Generator().manual_seed(seed), copies=support.inputs.shape[0])


def _query_loss(problem: Problem, values: Parameters, batch: TaskBatch) -> Tensor:
    return problem.mean_loss(values, batch.query, batch.support)


def _flat(values: Parameters) -> Tensor:
    return torch.cat([value.reshape(-1) for value in values.values()])


def _detached(values: Parameters) -> Parameters:
    return {name: value.detach() for name, value in values.items()}
