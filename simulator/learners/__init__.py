"""Base learners: the parametrised models that solve one task. One file each, registered by its line below."""

from simulator.declaration import Registry
from simulator.learners.base import Learner
from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp

LEARNERS: Registry[Learner] = Registry("learner", Learner, (Mlp, LinearLearner))  # type: ignore[type-abstract]

__all__ = ["LEARNERS", "Learner"]
