"""Bayesian linear regression on learned features (Harrison et al. 2018, "Meta-Learning Priors for Efficient Online
Bayesian Regression", arXiv 1807.08912), which also says how far its answers may be off.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.strategies import adam
from simulator.strategies.at_once import ridge
from simulator.strategies.at_once.amortised import Amortised, Answer, Answered
from simulator.strategies.base import Shown, State
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Alpaca(Amortised):
    """Learns features, and a prior over heads, that make the predictive likelihood of query points high (equation 8).

    The prior of a head's column is N(k, sigma^2 Lambda^-1), as in the paper, with Lambda^-1 = R R'. On features
    passed through R the posterior is ridge regression with penalty 1, so it is solved by `ridge`. The paper takes the
    noise sigma as known; here it is learned with the rest, since a person rarely knows it.
    """

    title = "ALPaCA"
    summary = "Learns what functions to expect, then answers by Bayes' rule and says how sure it is."
    explanation = (
        "All layers but the last are shared, and training learns which last layers are likely before any example is "
        "seen. A task's examples then narrow these down by Bayes' rule, which gives the best guess and a band in which "
        "the truth should lie."
    )
    formula = (
        "Λ<sub>i</sub> = Λ<sub>0</sub> + Φ<sub>i</sub><sup>T</sup>Φ<sub>i</sub>, "
        "K<sub>i</sub> = Λ<sub>i</sub><sup>-1</sup>(Φ<sub>i</sub><sup>T</sup>Y<sub>i</sub> + "
        "Λ<sub>0</sub>K<sub>0</sub>)<br>"
        "y | x ~ N(φ(x)K<sub>i</sub>, σ²(1 + φ(x)Λ<sub>i</sub><sup>-1</sup>φ(x)<sup>T</sup>))<br>"
        "(φ, K<sub>0</sub>, Λ<sub>0</sub>, σ) ← … + β ∇ Σ<sub>i</sub> log p(y | x, support<sub>i</sub>)"
    )
    paper = "Harrison et al. 2018, Meta-Learning Priors for Efficient Online Bayesian Regression"

    partly = 4

    kind: Literal["alpaca"] = "alpaca"
    noise: float = parameter(
        0.3,
        "First noise",
        "Standard deviation of the targets' own error before training, which learns this number too.",
        gt=0,
        le=1000,
        symbol="sigma",
        log=True,
        advanced=True,
    )

    def init(self, problem: Problem, generator: Generator) -> State:
        theta = problem.init(generator)
        size, outputs = ridge.shared_head(problem, theta).shape
        theta["root"] = torch.eye(size, device=problem.device)
        theta["log sigma"] = torch.full((outputs,), math.log(self.noise), device=problem.device)
        return adam.start(theta)

    def answering(self, problem: Problem, theta: Parameters, support: Examples, seen: Tensor) -> Answered:
        head, root, sigma = ridge.shared_head(problem, theta), theta["root"], theta["log sigma"].exp()
        phi = ridge.features(problem, theta, support.inputs)  # [task, shot, feature + 1]
        mask, one = seen.unsqueeze(2).to(phi.dtype), torch.ones_like(sigma[0])
        design, residual = mask * (phi @ root), mask * (support.targets - phi @ head)
        posterior = head + root @ ridge.weights(design, residual, one)

        def answer(inputs: Tensor) -> Answer:
            query = ridge.features(problem, theta, inputs, support)
            open_still = ridge.uncertainty(design, query @ root, one)
            return query @ posterior, sigma * (1 + open_still).sqrt()

        return Answered(answer)

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("bands", "start")

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        if family.loss.classes:
            return sentence(
                "ALPaCA predicts numbers with a normal error, but the targets of {family} are classes; choose a family "
                "of functions, or the ridge head.",
                family=sentence(family.title),
            )
        return ridge.objection(learner)
