"""A transformer that learns tasks from the examples in front of it (Garg et al. 2022, "What Can Transformers Learn
In-Context? A Case Study of Simple Function Classes", arXiv 2208.01066).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import InputError, parameter, sentence
from simulator.deferred import torch
from simulator.strategies import adam
from simulator.strategies.at_once.amortised import Amortised, Answer, Answered, as_answer, raw_outputs, surprise
from simulator.strategies.at_once.attention import attend, layers, through
from simulator.strategies.base import Shown, State
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor


class InContext(Amortised):
    """Reads the support pairs in their order and answers questions about what comes next (equation 2).

    The sequence holds a start, a token for each pair, which reads the pairs up to itself, and a token for each
    question, which reads the pairs before it. The support inputs are asked too, each before its own pair, so that every
    prefix of the support set is trained on; query points come after all pairs, and questions are read by nobody. In the
    paper x and y are tokens of their own, and positions say what belongs together; one token a pair needs no positions.
    """

    title = "In-context transformer"
    summary = "A transformer reads the examples like a text and continues it: learning without changing a weight."
    explanation = (
        "The examples of a task are read one after another, as a language model reads words, and each prediction looks "
        "back at those before it. Training on many tasks teaches the network how to learn from examples, and a "
        "new task then changes none of its weights; the base learner only draws the line from scratch."
    )
    formula = (
        "(μ, σ)<sub>j</sub> = T<sub>θ</sub>(x<sub>1</sub>, y<sub>1</sub>, …, x<sub>j−1</sub>, y<sub>j−1</sub>, "
        "x<sub>j</sub>)<br>θ ← θ + β ∇<sub>θ</sub> Σ<sub>i</sub> Σ<sub>j</sub> log p(y<sub>j</sub> | μ<sub>j</sub>, "
        "σ<sub>j</sub>)"
    )
    paper = "Garg et al. 2022, What Can Transformers Learn In-Context? A Case Study of Simple Function Classes"

    kind: Literal["in-context"] = "in-context"
    blocks: int = parameter(
        2, "Layers", "Times that every example looks back at the others: more can learn subtler rules.", ge=1, le=24
    )
    width: int = parameter(
        64, "Width", "Numbers that each example becomes: more can hold more.", ge=4, le=1024, advanced=True
    )
    heads: int = parameter(
        4, "Heads", "Ways of looking back side by side in each layer.", ge=1, le=16, symbol="h", advanced=True
    )

    def check(self, section: str) -> None:
        if self.width % self.heads:
            raise InputError(
                sentence(
                    "{section}.heads is {heads}; it must divide {section}.width, which is {width}.",
                    section=section,
                    heads=self.heads,
                    width=self.width,
                ),
                f"{section}.heads",
            )

    def init(self, problem: Problem, generator: Generator) -> State:
        shape, width = problem.family.shape, self.width
        inputs = math.prod(shape.inputs)
        theta = layers(generator, "question", inputs, width, width)
        theta |= layers(generator, "pair", inputs + shape.outputs, width, width)
        theta["start"] = torch.zeros(1, 1, width)
        for block in range(self.blocks):
            for name in ("query", "key", "value", "joined"):
                theta |= layers(generator, f"{block}.{name}", width, width)
            theta |= layers(generator, f"{block}.mlp", width, 2 * width, width)
        theta |= layers(generator, "answer", width, raw_outputs(problem.family))
        return adam.start({name: value.to(problem.device) for name, value in theta.items()})

    def answering(self, problem: Problem, theta: Parameters, support: Examples, seen: Tensor) -> Answered:
        def answer(inputs: Tensor) -> Answer:
            visible = seen.unsqueeze(1).expand(-1, inputs.shape[1], -1)  # [task, question, pair]
            return as_answer(problem.family, self._read(problem, theta, support, inputs, visible))

        return Answered(answer)

    def objective(self, problem: Problem, theta: Parameters, batch: TaskBatch, count: int) -> tuple[Tensor, Tensor]:
        support, query = batch.support, batch.query
        asked = support.joined(query)
        pairs, questions = support.inputs.shape[1], asked.inputs.shape[1]
        before = torch.ones(questions, pairs, dtype=torch.bool, device=asked.inputs.device).tril(-1)
        raw = self._read(problem, theta, support, asked.inputs, before.unsqueeze(0))
        prediction = as_answer(problem.family, raw)[0][:, pairs:]
        lowered = surprise(problem.family, as_answer(problem.family, raw), asked.targets)
        return lowered, problem.family.loss.mean(prediction, query.targets)

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("start",) if family.loss.classes else ("bands", "start")

    def _read(self, problem: Problem, theta: Parameters, support: Examples, inputs: Tensor, visible: Tensor) -> Tensor:
        """The network's numbers for each question ``[task, question, raw]``; `visible` ``[.., question, pair]``."""
        tasks = len(inputs)
        y = problem.family.loss.encode(support.targets, problem.family.shape.outputs)
        pairs = through(theta, "pair", torch.cat([support.inputs.flatten(2), y], 2))
        questions = through(theta, "question", inputs.flatten(2))
        hidden = torch.cat([theta["start"].expand(tasks, 1, -1), pairs, questions], 1)  # [task, token, width]
        mask, readable = _mask(visible), 1 + pairs.shape[1]
        for block in range(self.blocks):
            normal = _normalised(hidden)
            key, value = (through(theta, f"{block}.{name}", normal[:, :readable]) for name in ("key", "value"))
            if block == self.blocks - 1:  # nobody reads what the pairs become
                hidden, normal, mask = hidden[:, readable:], normal[:, readable:], mask[:, readable:]
            query = through(theta, f"{block}.query", normal)
            hidden = hidden + through(theta, f"{block}.joined", attend(query, key, value, self.heads, mask))
            hidden = hidden + through(theta, f"{block}.mlp", _normalised(hidden))
        return through(theta, "answer", _normalised(hidden))


def _mask(visible: Tensor) -> Tensor:
    """What each token may read of the start and the pairs, ``[.., token, 1 + pair]``.

    The start and the pairs read what comes before them and themselves, questions the start and `visible` pairs.
    """
    lead, questions, pairs = visible.shape
    causal = torch.ones(1 + pairs, 1 + pairs, dtype=torch.bool, device=visible.device).tril().expand(lead, -1, -1)
    return torch.cat([causal, torch.cat([causal.new_ones(lead, questions, 1), visible], 2)], 1)


def _normalised(hidden: Tensor) -> Tensor:
    return torch.nn.functional.layer_norm(hidden, hidden.shape[2:])
