"""Conditional neural processes (Garnelo et al. 2018, arXiv 1807.01613), attentive ones as an option (Kim et al. 2019,
arXiv 1901.05761): a network that reads a support set and tells the base learner what it saw.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import InputError, Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.learners.conditioned import CONTEXT, Conditioned
from simulator.strategies import adam
from simulator.strategies.at_once.amortised import Amortised, Answer, Answered, as_answer, partly_seen, raw_outputs
from simulator.strategies.at_once.attention import attend, layers, through
from simulator.strategies.base import Shown, State
from simulator.strategies.descent.gradient import for_each_task
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, Shape, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor

HEADS = 4  # of the attention


class NeuralProcess(Amortised):
    """An encoder turns each support pair into a representation; the base learner reads their mean beside its input.

    Attentive, a query point weighs the pairs by how near their inputs are in a learned sense. Beside the support
    pairs stands one learned representation of having seen nothing, so that an empty support set has a mean. Targets
    that are numbers get a mean and a deviation and are trained on their likelihood, classes on the family's loss.
    """

    title = "Neural process"
    summary = "A network reads the examples at once and tells the learner what kind of task this is."
    explanation = (
        "An encoder turns every example of a task into a short list of numbers, and the average of these lists tells "
        "the learner which task it is in. Nothing is fitted when a new task comes, because reading its examples is all "
        "the learning there is."
    )
    formula = (
        "r<sub>i</sub> = mean<sub>j</sub> h(x<sub>j</sub>, y<sub>j</sub>) over the support set<br>"
        "(μ, σ)(x) = g(x, r<sub>i</sub>)<br>"
        "(h, g) ← (h, g) + β ∇ Σ<sub>i</sub> log p(y | μ(x), σ(x))"
    )
    paper = "Garnelo et al. 2018, Conditional Neural Processes"

    partly = 4

    kind: Literal["neural-process"] = "neural-process"
    attention: bool = parameter(
        False,
        "Attention",
        "On: a query point listens most to the examples near it, which fits more closely and is slower.",
    )
    size: int = parameter(
        64,
        "Representation",
        "Numbers that stand for a support set: more can tell more tasks apart.",
        ge=4,
        le=1024,
        advanced=True,
    )
    width: int = parameter(
        128, "Encoder width", "Units in each of the encoder's two hidden layers.", ge=1, le=1024, advanced=True
    )

    def init(self, problem: Problem, generator: Generator) -> State:
        shape = problem.family.shape
        inputs = math.prod(shape.inputs)
        theta = layers(generator, "encoder", inputs + shape.outputs, self.width, self.width, self.size)
        theta["nothing"] = torch.zeros(1, 1, self.size)
        if self.attention:
            theta |= layers(generator, "place", inputs, self.width, self.size)
            theta["nowhere"] = torch.zeros(1, 1, self.size)
        wide = Shape(shape.inputs, raw_outputs(problem.family))
        decoder = Conditioned(problem.learner, self.size).init(generator, wide)
        theta |= {f"decoder.{name}": value for name, value in decoder.items() if name != CONTEXT}
        return adam.start({name: value.to(problem.device) for name, value in theta.items()})

    def answering(self, problem: Problem, theta: Parameters, support: Examples, seen: Tensor) -> Answered:
        tasks = support.inputs.shape[0]
        decoder = Conditioned(problem.learner, self.size)
        own = {name: theta[f"decoder.{name}"] for name in (*problem.learner.body, *problem.learner.head)}
        parameters = for_each_task(own, tasks)
        pairs, known = self._pairs(problem, theta, support, seen)

        def answer(inputs: Tensor) -> Answer:
            context = self._context(theta, support.inputs, inputs, pairs, known)
            return as_answer(problem.family, decoder.predict(parameters | {CONTEXT: context}, inputs))

        return Answered(answer)

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        told: tuple[Shown, ...] = () if self.attention else ("tasks",)  # else each query has one of its own
        return (*(() if family.loss.classes else ("bands",)), *told, "start")

    def representation(self, problem: Problem, state: State, support: Examples) -> Tensor | None:
        if self.attention:
            return None
        with torch.no_grad():
            pairs, known = self._pairs(problem, state.theta, support, partly_seen(support, 0, 0))
            return self._context(state.theta, support.inputs, support.inputs, pairs, known).flatten(1)

    def _pairs(self, problem: Problem, theta: Parameters, support: Examples, seen: Tensor) -> tuple[Tensor, Tensor]:
        """The representations of nothing and of each pair, ``[task, 1 + shot, size]``, and which of them are known."""
        nothing = theta["nothing"].expand(len(support.inputs), 1, -1)
        pairs = torch.cat([nothing, self._encoded(problem, theta, support)], 1)
        return pairs, torch.cat([seen.new_ones(len(seen), 1), seen], 1)

    def _encoded(self, problem: Problem, theta: Parameters, support: Examples) -> Tensor:
        """The representation of each pair, ``[task, shot, size]``."""
        y = problem.family.loss.encode(support.targets, problem.family.shape.outputs)
        return through(theta, "encoder", torch.cat([support.inputs.flatten(2), y], 2))

    def _context(self, theta: Parameters, seen: Tensor, inputs: Tensor, pairs: Tensor, known: Tensor) -> Tensor:
        """What the learner is told, ``[task, 1, size]``, or ``[task, shot, size]`` for each input by attention."""
        if not self.attention:
            share = known.to(pairs.dtype) / known.sum(1, keepdim=True)  # [task, 1 + shot]
            return share.unsqueeze(1) @ pairs
        places = through(theta, "place", seen.flatten(2))
        keys = torch.cat([theta["nowhere"].expand(len(places), 1, -1), places], 1)
        return attend(through(theta, "place", inputs.flatten(2)), keys, pairs, HEADS, known.unsqueeze(1))

    def check(self, section: str) -> None:
        if self.attention and self.size % HEADS:
            raise InputError(
                sentence(
                    "{section}.size is {size}; with attention it must be a multiple of {heads}.",
                    section=section,
                    size=self.size,
                    heads=HEADS,
                ),
                f"{section}.size",
            )

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        refused = Conditioned(learner, self.size).objection(family)
        if refused or learner.body or self.attention:  # by attention each input has a representation of its own
            return refused
        return sentence(
            "The representation of a support set can only shift what the learner {learner} predicts, since it has one "
            "layer; choose a learner with hidden layers.",
            learner=sentence(learner.title),
        )
