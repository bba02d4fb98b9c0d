"""Base learners: the parametrised models that solve one task. One file each, registered by its line below."""

from simulator.declaration import Registry
from simulator.learners.base import Learner

LEARNERS: Registry[Learner] = Registry(
    "learner",
    Learner,  # type: ignore[type-abstract]
    {
        "mlp": "simulator.learners.mlp:Mlp",
        "linear": "simulator.learners.linear:LinearLearner",
        "conv": "simulator.learners.conv:Conv",
        "response-model": "simulator.learners.response_model:ResponseModel",
        "recurrent": "simulator.learners.recurrent:Recurrent",
    },
)

__all__ = ["LEARNERS", "Learner"]
