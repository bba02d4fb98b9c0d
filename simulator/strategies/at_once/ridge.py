"""Linear heads in closed form on features that all tasks share: what `ridge_head.py` and `alpaca.py` are made of.

A head W minimises |Y - Phi W|^2 + penalty |W|^2. The normal equations are solved over features or, by Woodbury's
identity, over examples, whichever are fewer; and in double precision: without noise the penalty may become so small
that single precision sees a singular system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples

if TYPE_CHECKING:
    from torch import Tensor


def shared_head(problem: Problem, theta: Parameters) -> Tensor:
    """The head of theta itself, ``[feature (+ 1), output]``, the offset last where the learner has one."""
    return torch.cat([theta[name] for name in problem.learner.head])


def features(problem: Problem, theta: Parameters, inputs: Tensor, seen: Examples | None = None) -> Tensor:
    """What a head sees, ``[task, shot, feature (+ 1)]``: the learner's features, and a 1 for an offset."""
    learner = problem.learner
    own = {name: theta[name] for name in (*learner.body, *learner.head)}
    found = learner.embed(own, inputs, seen)
    return torch.cat([found, torch.ones_like(found[..., :1])], dim=2) if len(learner.head) > 1 else found


def weights(phi: Tensor, targets: Tensor, penalty: Tensor) -> Tensor:
    """The head of each task, ``[task, feature, output]``; `phi` is ``[task, shot, feature]``, `penalty` a number."""
    wide, y = phi.double(), targets.double()
    if phi.shape[1] < phi.shape[2]:
        found: Tensor = wide.mT @ torch.linalg.solve(_regular(wide @ wide.mT, penalty), y)
    else:
        found = torch.linalg.solve(_regular(wide.mT @ wide, penalty), wide.mT @ y)
    return found.to(phi.dtype)


def uncertainty(phi: Tensor, query: Tensor, penalty: Tensor) -> Tensor:
    """What the examples leave open about each query: q' (Phi' Phi + penalty I)^-1 q, ``[task, shot, 1]``."""
    wide, q = phi.double(), query.double()
    if phi.shape[1] < phi.shape[2]:
        seen = q @ wide.mT  # [task, query shot, shot]
        known = (torch.linalg.solve(_regular(wide @ wide.mT, penalty), seen.mT).mT * seen).sum(2, keepdim=True)
        left: Tensor = (q.square().sum(2, keepdim=True) - known) / penalty
    else:
        left = (torch.linalg.solve(_regular(wide.mT @ wide, penalty), q.mT).mT * q).sum(2, keepdim=True)
    return left.to(phi.dtype)


def objection(learner: Learner) -> Sentence | None:
    """Why a learner's last layer cannot be solved for, as one sentence; None where it can."""
    if learner.adapting == (*learner.body, *learner.head):
        return None
    return sentence(
        "The last layer is solved for in closed form, but the learner {learner} is not a linear layer on features; "
        "choose a multi-layer perceptron.",
        learner=sentence(learner.title),
    )


def _regular(gram: Tensor, penalty: Tensor) -> Tensor:
    return gram + penalty * torch.eye(gram.shape[2], dtype=gram.dtype, device=gram.device)
