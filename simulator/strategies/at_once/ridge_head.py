"""A closed-form head (R2-D2: Bertinetto et al. 2019, "Meta-learning with differentiable closed-form solvers")."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter
from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.strategies import adam
from simulator.strategies.at_once import ridge
from simulator.strategies.at_once.amortised import Amortised, Answer, Answered, partly_seen
from simulator.strategies.base import Shown, State
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor


class RidgeHead(Amortised):
    """Fits the last layer of each task by ridge regression (equation 4), and learns everything before it.

    The head is shrunk towards a shared one that is learned too, rather than towards zero: W = W0 + (Phi' Phi +
    lambda)^-1 Phi' (Y - Phi W0), an offset included. Classes are regressed on as -1 and 1, and the scores scaled and
    shifted by learned numbers to become logits (section 3.2).
    """

    title = "Ridge head (R2-D2)"
    summary = "Solves for the last layer in one exact step, and learns the features that make this step work well."
    explanation = (
        "All layers but the last are shared by all tasks, and the last one is computed for each task by a formula that "
        "fits its examples best while staying close to a shared starting layer. Because the formula can be "
        "differentiated, training improves the shared layers and how strongly the last one is held back."
    )
    formula = (
        "W<sub>i</sub> = W<sub>0</sub> + (Φ<sub>i</sub><sup>T</sup>Φ<sub>i</sub> + λI)<sup>-1</sup>"
        "Φ<sub>i</sub><sup>T</sup>(Y<sub>i</sub> − Φ<sub>i</sub>W<sub>0</sub>)<br>"
        "(θ, W<sub>0</sub>, λ) ← (θ, W<sub>0</sub>, λ) − β ∇ Σ<sub>i</sub> L<sub>i</sub>(φ<sub>θ</sub>(x)W<sub>i</sub>)"
    )
    paper = "Bertinetto et al. 2019, Meta-learning with differentiable closed-form solvers"

    kind: Literal["ridge-head"] = "ridge-head"
    penalty: float = parameter(
        50.0,
        "First penalty",
        "How strongly each head is held to the shared one before training, which learns this number too.",
        gt=0,
        le=1e6,
        symbol="lambda",
        log=True,
        advanced=True,
    )

    def init(self, problem: Problem, generator: Generator) -> State:
        theta = problem.init(generator)
        one = torch.ones((), device=problem.device)
        theta["log10 lambda"] = one * math.log10(self.penalty)
        if problem.family.loss.classes:
            theta |= {"scale": one, "shift": torch.zeros_like(one)}
        return adam.start(theta)

    def answering(self, problem: Problem, theta: Parameters, support: Examples, seen: Tensor) -> Answered:
        heads = self.heads(problem, theta, support, seen)

        def answer(inputs: Tensor) -> Answer:
            scores = ridge.features(problem, theta, inputs, support) @ heads
            return (theta["shift"] + theta["scale"] * scores if "scale" in theta else scores), None

        return Answered(answer)

    def heads(self, problem: Problem, theta: Parameters, support: Examples, seen: Tensor) -> Tensor:
        """Each task's head, ``[task, feature + 1, output]``, its offset last."""
        loss, head = problem.family.loss, ridge.shared_head(problem, theta)
        targets = loss.encode(support.targets, problem.family.shape.outputs)  # [task, shot, output]
        if loss.classes:
            targets = 2 * targets - 1
        phi = ridge.features(problem, theta, support.inputs)
        mask = seen.unsqueeze(2).to(phi.dtype)  # a row of zeros tells ridge regression nothing
        return head + ridge.weights(mask * phi, mask * (targets - phi @ head), 10 ** theta["log10 lambda"])

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("embedding" if family.loss.classes and not family.loss.binary else "tasks", "start")

    def embedding(self, problem: Problem, state: State, inputs: Tensor, seen: Examples | None = None) -> Tensor:
        with torch.no_grad():
            return problem.learner.embed({name: state.theta[name] for name in problem.learner.body}, inputs, seen)

    def representation(self, problem: Problem, state: State, support: Examples) -> Tensor:
        with torch.no_grad():
            return self.heads(problem, state.theta, support, partly_seen(support, 0, 0)).flatten(1)

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        return ridge.objection(learner)
