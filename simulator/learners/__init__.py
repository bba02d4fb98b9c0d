"""Base learners: the parametrised models that solve one task. One file each, registered by its line below."""

from simulator.declaration import Registry
from simulator.learners.base import Learner
from simulator.learners.conv import Conv
from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.learners.recurrent import Recurrent
from simulator.learners.response_model import ResponseModel

LEARNERS: Registry[Learner] = Registry(
    "learner",
    Learner,  # type: ignore[type-abstract]
    (Mlp, LinearLearner, Conv, ResponseModel, Recurrent),
)

__all__ = ["LEARNERS", "Learner"]
