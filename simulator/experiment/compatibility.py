"""What goes with what: the one place that the window and the command line ask."""

from __future__ import annotations

from simulator.declaration import Sentence
from simulator.experiment.experiment import Experiment


def incompatibility(experiment: Experiment) -> Sentence | None:
    """Why the experiment's parts cannot work together, as one sentence; None where they can."""
    return experiment.strategy.objection(experiment.task, experiment.learner)
