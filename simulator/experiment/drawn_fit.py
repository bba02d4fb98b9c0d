"""Whether a task that a person made is one of an experiment's family; where it is not, it is kept but not shown.

The number of its examples is free: a task of one's own may have more or fewer of them than the sampled ones.
"""

from __future__ import annotations

from simulator.declaration import InputError, Sentence, sentence
from simulator.experiment.drawn import Drawn, DrawnAnswers, DrawnClasses, DrawnImages, DrawnPoints
from simulator.experiment.experiment import Experiment
from simulator.strategies.base import Strategy
from simulator.tasks.base import (
    AnswersDrawing,
    Drawing,
    FunctionDrawing,
    ImagesDrawing,
    PlaneDrawing,
    TaskFamily,
)
from simulator.tasks.students.base import Students

FEWEST, MOST = 2, 5  # classes that are drawn where the strategy leaves it open
KINDS: dict[type[Drawing], type[Drawn]] = {
    FunctionDrawing: DrawnPoints,
    PlaneDrawing: DrawnClasses,
    ImagesDrawing: DrawnImages,
    AnswersDrawing: DrawnAnswers,
}


def misfits(experiment: Experiment) -> tuple[Sentence, ...]:
    """Why drawn tasks of the experiment are left out of the picture, one sentence each; empty where all fit.

    None is said where the family cannot be looked at, because a file that it names cannot be read.
    """
    try:
        found = [unfit(drawn, experiment.task, experiment.strategy) for drawn in experiment.drawn]
    except InputError:
        return ()
    return tuple(why for why in found if why is not None)


def unfit(drawn: Drawn, family: TaskFamily, strategy: Strategy | None = None) -> Sentence | None:
    """Why a drawn task is none of `family`, or has more classes than `strategy` tells apart; None where it fits.

    Raises `InputError` where the family names a file that cannot be read.
    """
    wanted = KINDS.get(type(family.drawing))
    if wanted is None:
        return _why(drawn, family, sentence("its tasks cannot be made by hand"))
    if not isinstance(drawn, wanted):
        kinds = {"kind": repr(drawn.kind), "wanted": repr(wanted.kind)}
        return _why(drawn, family, sentence("the kind is {kind}, not {wanted}", **kinds))
    misfit = None
    if isinstance(drawn, DrawnPoints):
        misfit = _features(drawn, family)
    elif isinstance(drawn, DrawnClasses):
        misfit = _told_apart(max(drawn.labels) + 1, 2 if family.loss.binary else family.shape.outputs)
    elif isinstance(drawn, DrawnImages) and strategy is not None:
        misfit = _told_apart(len(drawn.classes), most_classes(strategy, family))
    elif isinstance(drawn, DrawnAnswers):
        misfit = _items(drawn, family)
    return None if misfit is None else _why(drawn, family, misfit)


def most_classes(strategy: Strategy, family: TaskFamily) -> int:
    """How many classes of pictures can be drawn: a few where the strategy compares, else as many as it learned."""
    ways = family.shape.outputs
    return min(MOST, max(ways, with_ways(family, MOST).shape.outputs)) if strategy.any_ways else ways


def with_ways(family: TaskFamily, ways: int) -> TaskFamily:
    """The family with so many classes; as it is where their number is not a parameter of it."""
    other = family.model_copy(update={"ways": ways}) if "ways" in family.parameters() else family
    return other if other.shape.outputs == ways else family


def _why(drawn: Drawn, family: TaskFamily, why: Sentence) -> Sentence:
    return sentence(
        "The drawn task {name} does not fit {family}: {why}. It is left out.",
        name=repr(drawn.name),
        family=sentence(family.title),
        why=why,
    )


def _features(drawn: DrawnPoints, family: TaskFamily) -> Sentence | None:
    given, wanted = len(drawn.inputs[0]), family.shape.inputs[0]
    if given == wanted:
        return None
    return sentence("each input has {given} numbers, not {wanted}", given=given, wanted=wanted)


def _told_apart(given: int, most: int) -> Sentence | None:
    if given <= most:
        return None
    return sentence("it has {given} classes, and no more than {most} can be told apart", given=given, most=most)


def _items(drawn: DrawnAnswers, family: TaskFamily) -> Sentence | None:
    last, count = max(drawn.items), family.item_count() if isinstance(family, Students) else max(drawn.items)
    if last <= count:
        return None
    return sentence("it answers item {item}, and there are {count} items", item=last, count=count)
