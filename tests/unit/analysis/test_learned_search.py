"""Trials of a search over its parameters, and the surface that a surrogate expects."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from simulator.analysis.learned import Case, learned_figure
from simulator.analysis.learned.coordinates import coordinates
from simulator.engine.run import bind
from simulator.engine.streams import generator
from simulator.strategies.base import State
from simulator.strategies.external.search import POPULATION, axis_names, new_study, unit_cube
from simulator.strategies.external.surrogate import Ensemble, as_scores, standard_logs

RATE = 6  # the number of the inner learning rate among the coordinates: after depth, three widths, and activation


def tried(small, example: str, trials: int, axes=None) -> Case:
    """A search that has made trials at random points, whose score is known to follow from the inner rate alone."""
    experiment = small(example)
    state = experiment.strategy.init(bind(experiment), generator(0, "initialisation"))
    size = state.moments["points"].shape[1]
    points = torch.rand(trials, size, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    rate = points[:, names(experiment).index("Inner learning rate")]
    scores = 0.1 + (rate - 0.4) ** 2
    moments = state.moments | {"points": points, "scores": scores, "costs": torch.full_like(scores, 2.0)}
    return Case(experiment, State({}, moments, trials), axes=axes)


def names(experiment) -> list[str]:
    return [str(each.title) for each in coordinates(experiment.strategy.searched(experiment.learner))]


def test_coordinates_have_titles_and_ticks_where_their_values_lie(small):
    experiment = small("search-tpe")
    searched = experiment.strategy.searched(experiment.learner)
    found = {str(each.title): each for each in coordinates(searched)}
    assert list(found)[:4] == ["Hidden widths, how many", *(f"Hidden widths, layer {n}" for n in (1, 2, 3))]
    assert [label for _, label in found["Activation"].ticks] == ["relu", "tanh", "silu", "gelu"]
    at = list(found).index("Inner learning rate")
    for place, label in found["Inner learning rate"].ticks:
        point = [0.5] * searched.size
        point[at] = place
        assert searched.values(point)["strategy.inner_lr"] == pytest.approx(float(label))
    for place, label in found["Hidden widths, layer 2"].ticks:
        point = [1.0, 0.5, place, *[0.5] * (searched.size - 3)]
        assert searched.values(point)["learner.hidden"][1] == int(label)


def test_a_layer_that_a_candidate_does_not_have_has_no_part_in_it(small):
    case = tried(small, "search-tpe", 12)
    figure = learned_figure(case, "trials")
    searched = case.strategy.searched(case.problem.learner)
    depths = [len(searched.values(point.tolist())["learner.hidden"]) for point in figure.points]
    assert figure.used[:, 1:4].sum(axis=1).tolist() == depths
    assert figure.used[:, 4:].all()


def test_the_parameter_that_the_loss_follows_is_named(small):
    case = tried(small, "search-tpe", 30)
    at = names(case.experiment).index("Inner learning rate")
    state = replace(case.state, moments=case.state.moments | {"scores": 1 + case.state.moments["points"][:, at]})
    figure = learned_figure(replace(case, state=state), "trials")
    assert figure.agreement(at) == pytest.approx(1.0)
    assert str(figure.said).endswith("gone up most clearly with Inner learning rate (rank correlation 1.00).")
    assert figure.first_axes() == (at, 1)


@pytest.mark.parametrize("trials", [1, 11, 12, 27])
def test_the_newest_generation_begins_where_the_sampler_begins_it(small, trials: int):
    case = tried(small, "search-genetic", trials)
    figure = learned_figure(case, "trials")
    axes = axis_names(2)
    study = new_study("genetic", 0, axes, [0.5, 0.5])
    for number in range(trials):
        study.tell(study.ask(unit_cube(axes)), float(number))
    generations = [
        next((value for key, value in trial.system_attrs.items() if key.endswith("generation")), None)
        for trial in study.trials
    ]
    assert len(set(generations)) == 1 + (trials + 8) // 10  # and none, of the first one, which was given
    assert figure.newest == generations.index(generations[-1])
    assert trials - figure.newest <= POPULATION


def test_other_searches_mark_their_last_trial(small):
    assert learned_figure(tried(small, "search-tpe", 9), "trials").newest == 8


def by_hand(case: Case) -> tuple[Ensemble, Ensemble]:
    """The model that the strategy asks before its next trial, and its member that is believed."""
    belief = case.strategy.belief(case.strategy.searched(case.problem.learner), case.state)
    return belief.model, belief.believed


def test_the_surface_is_what_the_model_itself_predicts(small):
    case = tried(small, "surrogate", 20, axes=(RATE - 1, 1))
    figure = learned_figure(case, "surface")
    model, believed = by_hand(case)
    best = case.state.moments["points"][case.state.moments["scores"].argmin()]
    for row, column in ((0, 0), (7, 30), (40, 11)):
        point = best.clone()
        point[RATE - 1], point[1] = figure.places[column], figure.places[row]
        guesses = model.predict(point.unsqueeze(0))[:, 0].detach()
        expected = as_scores(guesses.mean(), case.state.moments["scores"]) * 2.0
        assert figure.expected[row, column] == pytest.approx(float(expected), rel=1e-6)
        wide = as_scores(guesses.mean() + 1.96 * guesses.std(), case.state.moments["scores"]) * 2.0
        assert figure.high[row, column] == pytest.approx(float(wide), rel=1e-6)
        one = as_scores(believed.predict(point.unsqueeze(0))[0, 0].detach(), case.state.moments["scores"]) * 2.0
        assert figure.believed[row, column] == pytest.approx(float(one), rel=1e-6)


def test_it_looks_next_where_the_strategy_will_indeed_look(small):
    case = tried(small, "surrogate", 12, axes=(1, None))
    figure = learned_figure(case, "surface")
    batch = case.problem.family.sample(generator(0, "train"), 2)
    after, _ = case.strategy.meta_step(case.problem, case.state, batch)
    assert figure.following == pytest.approx(after.moments["points"][-1].numpy())


def test_what_is_expected_is_lowest_near_the_rate_that_was_best(small):
    rate = names(small("surrogate")).index("Inner learning rate")
    figure = learned_figure(tried(small, "surrogate", 60, axes=(rate, None)), "surface")
    assert figure.places[figure.expected.argmin()] == pytest.approx(0.4, abs=0.15)
    assert (figure.low < figure.expected).all()
    assert (figure.expected < figure.high).all()


def test_guesses_become_scores_again_by_undoing_how_they_were_standardised():
    scores = torch.tensor([0.5, 1.0, 2.0, 9.0, 0.25], dtype=torch.float64)
    back = as_scores(standard_logs(scores), scores)
    assert back.tolist() == pytest.approx([0.5, 1.0, 1.0, 1.0, 0.25])  # those above the median count as the median


def test_trials_by_chance_have_no_surface_yet(small):
    figure = learned_figure(tried(small, "surrogate", 3), "surface")
    assert not figure.expected.size
    assert "still by chance" in str(figure.said)
    assert len(figure.columns()["trial"]) == 3


def test_a_search_that_has_tried_nothing_says_so(small):
    figure = learned_figure(tried(small, "search-tpe", 0), "trials")
    assert (str(figure.said), figure.columns()) == ("Nothing has been tried yet.", {})
    assert np.isnan(figure.agreement(0))
