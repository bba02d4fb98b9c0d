"""What goes with what: the one place that the window and the command line ask."""

from __future__ import annotations

from simulator.declaration import Sentence, sentence
from simulator.experiment.experiment import ELSEWHERE, Experiment
from simulator.tasks.base import Shape, TaskFamily


def incompatibility(experiment: Experiment) -> Sentence | None:
    """Why the experiment's parts cannot work together, as one sentence; None where they can."""
    found = misfit(experiment)
    return found[1] if found else None


def misfit(experiment: Experiment) -> tuple[str, Sentence] | None:
    """The section whose choice does not go with those before it, and why; None where all go together."""
    family, learner, strategy = experiment.task, experiment.learner, experiment.strategy
    objections = (
        ("learner", learner.objection(family)),
        ("strategy", strategy.objection(family, learner)),
        (ELSEWHERE, _elsewhere(family, experiment.elsewhere)),
    )
    return next(((section, why) for section, why in objections if why), None)


def _elsewhere(family: TaskFamily, other: TaskFamily | None) -> Sentence | None:
    """Why what is learned on `family` cannot be judged on `other`."""
    if other is None or (family.loss == other.loss and family.shape == other.shape):  # a shape may be read from a file
        return None
    if family.loss != other.loss:
        return sentence(
            "The strategy is trained on {ours} and cannot be judged on {theirs}, whose loss is {other} and not {loss}.",
            ours=sentence(family.title),
            theirs=sentence(other.title),
            other=sentence(other.loss.name),
            loss=sentence(family.loss.name),
        )
    return sentence(
        "The strategy is trained on {ours}, whose examples have {shape}; it cannot be judged on {theirs}, whose "
        "examples have {other}.",
        ours=sentence(family.title),
        theirs=sentence(other.title),
        shape=_shaped(family.shape),
        other=_shaped(other.shape),
    )


def _shaped(shape: Shape) -> Sentence:
    sizes = " x ".join(str(size) for size in shape.inputs)
    return sentence("{inputs} inputs and {outputs} outputs", inputs=sizes, outputs=shape.outputs)
