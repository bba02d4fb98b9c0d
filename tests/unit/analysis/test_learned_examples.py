"""Every bundled example has pictures of what its strategy learned, from its very first state."""

import pytest

from simulator.analysis.learned import Case, learned_figure
from simulator.engine.streams import generator
from simulator.experiment import example_names
from simulator.strategies import STRATEGIES


@pytest.mark.parametrize("example", example_names())
def test_each_picture_of_an_example_has_words_and_numbers(small, example: str):
    experiment = small(example)
    case = Case(experiment, experiment.strategy.init(Case(experiment, None).problem, generator(0, "initialisation")))
    kinds = experiment.strategy.shows(experiment.task)
    assert kinds
    for kind in kinds:
        figure = learned_figure(case, kind)
        assert str(figure.said).endswith(".")
        assert all(isinstance(column, list) for column in figure.columns().values())
        assert figure.columns() or kind in ("trials", "surface")  # nothing was tried yet


def test_every_strategy_that_learns_something_has_a_picture(small):
    family = small("sine-maml").task
    without = {kind for kind, entry in STRATEGIES.items() if not entry().shows(family)}
    assert without == {"scratch", "oracle"}
