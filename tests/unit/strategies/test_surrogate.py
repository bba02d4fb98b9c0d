"""The surrogate: it fits what it saw, is unsure elsewhere, descends to a known lowest point, and repeats itself."""

import math

import pytest
import torch

from simulator.learners.mlp import Mlp
from simulator.strategies.external import surrogate
from simulator.strategies.external.surrogate import Surrogate
from simulator.strategies.problem import Problem
from simulator.tasks.functions.sine import Sine

PROBLEM = Problem(Sine(shots=3, query_shots=3), Mlp(hidden=(4,)), horizon=20)
BEST = torch.tensor([0.3, 0.7], dtype=torch.float64)


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def bowl(points: torch.Tensor) -> torch.Tensor:
    """A score with its lowest point at `BEST`."""
    return (points - BEST).square().sum(1)


def drawn(count: int, seed: int = 0) -> torch.Tensor:
    return torch.rand(count, 2, dtype=torch.float64, generator=generator(seed))


def test_the_worse_half_counts_as_equally_bad_and_the_better_half_by_its_logarithm():
    e = math.e
    targets = surrogate.standard_logs(torch.tensor([1e9, 1 / e, 1.0, e, 50.0], dtype=torch.float64))
    assert targets[0] == targets[3] == targets[4]  # the median and what is above it
    assert (targets[3] - targets[2]).item() == pytest.approx((targets[2] - targets[1]).item())
    assert (targets.mean().item(), targets.std().item()) == pytest.approx((0.0, 1.0), abs=1e-6)


def test_one_trial_is_enough_for_a_model():
    one = torch.tensor([0.3], dtype=torch.float64)
    assert surrogate.standard_logs(one).tolist() == [0.0]
    assert surrogate.as_scores(surrogate.standard_logs(one), one).item() == pytest.approx(0.3)
    model = surrogate.fit(drawn(1), one, generator())
    assert surrogate.lowest(model, drawn(3)).isfinite().all()


def test_the_networks_predict_how_points_stand_that_they_were_not_shown():
    shown, other = drawn(60), drawn(200, seed=1)
    guessed = surrogate.fit(shown, bowl(shown), generator(2)).predict(other).mean(0)
    better = bowl(other) < bowl(shown).median()
    ranks = torch.stack([guessed, bowl(other)])[:, better].argsort(1).argsort(1).double()
    assert torch.corrcoef(ranks)[0, 1] > 0.8  # Spearman's correlation
    assert guessed[better].max() < guessed[~better].mean() + 0.5


def test_the_spread_is_larger_where_nothing_was_tried():
    shown = 0.3 * drawn(30)  # one corner
    model = surrogate.fit(shown, bowl(shown), generator(1))
    near, far = (model.predict(points).std(0).mean() for points in (0.3 * drawn(50, 1), 0.7 + 0.3 * drawn(50, 1)))
    assert far > 2 * near


def test_gradient_steps_lead_to_the_lowest_point_of_the_model():
    shown = drawn(60)
    model = surrogate.fit(shown, bowl(shown), generator(1))
    found = surrogate.lowest(model, drawn(20, 2))
    grid = torch.cartesian_prod(*[torch.linspace(0, 1, 101, dtype=torch.float64)] * 2)
    guesses = model.predict(grid).mean(0)
    assert model.predict(found[None]).mean(0) <= guesses.min() + 0.02
    assert (found - BEST).norm() < 0.15


def test_steps_that_would_leave_the_cube_stay_on_its_side():
    shown = drawn(40)
    model = surrogate.fit(shown, shown.sum(1), generator(1))  # the lowest point is a corner
    found = surrogate.lowest(model, drawn(20, 2))
    assert ((found >= 0) & (found <= 1)).all()
    assert found.norm() < 0.1


def searched(strategy: Surrogate, trials: int):
    state = strategy.init(PROBLEM, generator())
    for trial in range(trials):
        state, _ = strategy.meta_step(PROBLEM, state, PROBLEM.family.sample(generator(trial), 4))
    return state


def test_the_next_point_is_a_function_of_the_state_alone():
    strategy = Surrogate(inner_steps=2, random_trials=3)
    state = searched(strategy, 5)
    space = strategy.searched(PROBLEM.learner)
    assert strategy.propose(space, state) == strategy.propose(space, state)
    assert torch.equal(searched(strategy, 5).moments["points"], state.moments["points"])


def test_the_first_trials_are_the_given_learner_and_then_chance():
    few, many = (searched(Surrogate(inner_steps=2, random_trials=count), 5).moments["points"] for count in (2, 5))
    assert torch.equal(few[:2], many[:2])
    assert not torch.equal(few[2:], many[2:])


def test_a_lowest_point_is_found_in_twenty_trials_more_closely_than_by_chance():
    points, scores = drawn(8), bowl(drawn(8))
    for trial in range(12):
        model = surrogate.fit(points, scores, generator(trial))
        following = surrogate.lowest(model, drawn(20, 100 + trial))[None]
        points, scores = torch.cat([points, following]), torch.cat([scores, bowl(following)])
    by_chance = torch.stack([bowl(drawn(20, 1000 + seed)).min() for seed in range(100)]).mean()
    assert scores.min() < 0.5 * by_chance
