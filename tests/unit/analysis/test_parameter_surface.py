"""Loss surfaces over parameters: equal to direct evaluation, to closed forms, and the same however they are cut up."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
import torch

from simulator.analysis.parameters import Question, Surface, Survey, ground, losses, parameters_figure, said, shades
from simulator.declaration import InputError
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.strategies import STRATEGIES
from tests.benchmarks.plane import apart, judged_directly, off_the_bowl

FAR = 10.0  # millionths
AT_ONCE = {"alpaca", "in-context", "matching", "neural-process", "oracle", "prototypes", "ridge-head"}


def begun(experiment, tasks: int = 4):
    """The ground of an experiment before its first meta-iteration."""
    problem, strategy = bind(experiment), experiment.strategy
    state = strategy.init(problem, generator(experiment.seed, "initialisation"))
    return ground(problem, strategy, state, draw(experiment, problem, "validation", "validation", tasks))


def figure_of(now, steps: int = 2, choice: str = "adaptations"):
    return parameters_figure(now, now.ways(now.start, steps), [(0, now.start)], choice)


@pytest.mark.parametrize(
    ("example", "kind", "question"),
    [
        ("sine-maml", "maml", Question(None, "query", 0)),
        ("sine-maml", "maml", Question(1, "support", 2)),
        ("sine-maml", "cavia", Question(None, "query", 0)),
        ("shapes-matching", "anil", Question(None, "query", 2)),
        ("sine-meta-sgd", "meta-sgd", Question(None, "query", 2)),
        ("students-irt", "maml", Question(None, "query", 2)),
    ],
)
def test_the_surface_equals_direct_evaluation_at_random_points(small, example, kind, question):
    now = begun(small(example, {"strategy.kind": kind}))
    assert apart(now, figure_of(now), question, cells=6) < FAR


def test_the_surface_of_a_bowl_is_its_quadratic(small):
    now = begun(small("learned-optimizer-2d"))
    assert off_the_bowl(now, figure_of(now)) < FAR


def test_after_adapting_the_surface_is_what_maml_follows(small):
    now = begun(small("linear-maml"))
    theta = {name: value.clone() for name, value in now.state.theta.items()}
    after = losses(now, now.start[None], Question(None, "query", 3))
    _, report = now.strategy.meta_step(now.problem, now.state, now.batch)
    assert theta.keys() == now.state.theta.keys()
    assert after[0] == pytest.approx(report.loss.item(), rel=1e-6)


def test_a_moved_start_is_what_imaml_is_pulled_back_to(small):
    """At a large rate and strength the pull decides: the proximal step is written out here."""
    now = begun(small("sine-imaml", {"strategy.strength": 20.0, "strategy.inner_lr": 0.02}), tasks=1)
    moved, one = now.start + 0.05, now.batch
    problem = now.problem
    there = now.layout.parameters(moved[None], now.like)
    phi = dict(there)
    for _ in range(2):
        leaves = {name: value.requires_grad_() for name, value in phi.items()}
        slopes = torch.autograd.grad(problem.mean_loss(leaves, one.support), list(leaves.values()))
        pairs = zip(leaves.items(), slopes, strict=True)
        phi = {name: (x - 0.02 * (g + 20.0 * (x - there[name]))).detach() for (name, x), g in pairs}
    ours = now.ways(moved, 2).points[-1, 0]
    assert ours == pytest.approx(now.layout.vectors(phi)[0], abs=1e-6)


def test_slices_put_together_are_the_surface_in_one_piece(small, monkeypatch):
    now = begun(small("sine-maml"))
    figure, limits = figure_of(now), (-1.0, 1.0, -1.0, 1.0)
    whole = Survey(now, figure.plane, limits, Question(), 5).go_on(60).surface()
    monkeypatch.setattr("simulator.analysis.parameters.surface.ROOM", 1)
    pieces = Survey(now, figure.plane, limits, Question(), 5)
    assert [pieces.go_on(0.0).done for _ in range(25)] == pytest.approx([(1 + each) / 25 for each in range(25)])
    assert pieces.surface().loss == pytest.approx(whole.loss, rel=1e-5)


@pytest.mark.parametrize("key", sorted(set(STRATEGIES) - AT_ONCE))
def test_a_strategy_of_inner_steps_begins_where_it_is_put(small, key):
    now = begun(small("sine-maml", {"strategy.kind": key}), tasks=3)
    moved = now.start + np.linspace(0, 0.1, len(now.start))
    ways = now.ways(moved, 1)
    assert ways.points[0] == pytest.approx(np.tile(moved, (3, 1)), abs=1e-6)
    assert not np.allclose(ways.points[1], ways.points[0], atol=1e-9)


@pytest.mark.parametrize("key", sorted(AT_ONCE))
def test_a_strategy_without_inner_steps_says_that_it_has_no_start_to_move(small, key):
    example = "shapes-matching" if key in ("matching", "prototypes") else "sine-maml"
    with pytest.raises(InputError, match=f"^{re.escape(STRATEGIES[key].title)}: no parameters are adapted"):
        begun(small(example, {"strategy.kind": key}))


def test_adapting_from_the_learned_start_is_adapting_as_always(small):
    now = begun(small("sine-maml-plus-plus"))
    *_, always = now.strategy.adapt(now.problem, now.state, now.batch.support, 2)
    assert now.ways(now.start, 2).points[-1] == pytest.approx(now.layout.vectors(always.parameters), abs=1e-6)


def test_vectors_become_parameters_and_vectors_again_with_a_name_for_each_number(small):
    layout = begun(small("sine-maml", {"learner.hidden": [3]})).layout
    vectors = np.random.default_rng(0).normal(size=(2, layout.size)).astype(np.float32).astype(float)
    assert layout.vectors(layout.parameters(vectors, torch.zeros(1))).tolist() == vectors.tolist()
    assert [str(layout.label(number)) for number in (0, 2, layout.size - 1)] == [
        "layer 1 weights [1, 1]",
        "layer 1 weights [1, 3]",
        "layer 2 offsets [1, 1]",
    ]
    with pytest.raises(IndexError):
        layout.label(layout.size)


def test_a_learner_of_one_number_has_no_plane(small):
    with pytest.raises(InputError, match="a plane needs two"):
        begun(small("linear-maml", {"learner.offset": False}))


def test_the_lowest_point_of_a_linear_task_is_lower_than_any_other_near_it(small):
    now = begun(small("linear-maml"))
    figure = figure_of(now)
    assert figure.lowest is not None
    for task, place in enumerate(figure.lowest):
        around = place + 0.1 * np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1], [1, 1]])
        found = losses(now, figure.plane.points(around), Question(task))
        assert found[0] < found[1:].min()


def test_between_its_points_a_surface_is_straight_and_outside_unknown():
    x, y = np.linspace(0, 2, 5), np.linspace(-1, 1, 5)
    surface = Surface(x, y, 3 * x[None] - 2 * y[:, None])
    assert surface.at(0.3, 0.9) == pytest.approx(3 * 0.3 - 2 * 0.9)
    assert surface.at(2.1, 0.0) is None
    assert surface.finer(10)[0, -1] == pytest.approx(3 * 1.9 + 2 * 0.9)


def test_an_overflow_in_one_corner_hides_no_loss_elsewhere():
    x = np.linspace(0, 2, 5)
    loss = 3 * x[None] + x[:, None]
    loss[0, 0] = np.inf
    surface = Surface(x, x, loss)
    assert surface.at(1.2, 0.7) == pytest.approx(3 * 1.2 + 0.7)
    assert surface.at(0.0, 1.2) == pytest.approx(1.2)
    assert surface.at(0.1, 0.1) == np.inf


def test_colours_are_logarithmic_where_the_losses_range_widely():
    axis = np.linspace(0, 1, 3)
    wide = shades(Surface(axis, axis, np.logspace(-2, 2, 9).reshape(3, 3)))
    narrow = shades(Surface(axis, axis, np.linspace(1, 2, 9).reshape(3, 3)))
    assert (wide.logarithmic, narrow.logarithmic) == (True, False)
    assert wide.share(np.array([wide.low, math.sqrt(wide.low * wide.high), math.inf])) == pytest.approx([0, 0.5, 1])
    assert narrow.share(np.array([1.0, math.nan])) == pytest.approx([0, 1])
    assert all(wide.low < level < wide.high for level in wide.levels)


def test_a_surface_that_overflows_or_is_flat_still_has_colours():
    axis = np.linspace(0, 1, 2)
    for loss in (np.full((2, 2), np.inf), np.zeros((2, 2)), np.full((2, 2), 3.0)):
        found = shades(Surface(axis, axis, loss))
        assert found.high > found.low
        assert np.isfinite(found.share(loss)).all()


def test_overflowing_losses_are_infinite_and_not_unknown(small):
    now = begun(small("sine-maml"))
    assert losses(now, now.start[None] * 1e25, Question())[0] == math.inf


def test_what_is_reached_is_said_in_words():
    here, learned = np.array([[1.0, 3.0], [0.5, 0.5]]), np.array([[3.0, 3.0], [0.25, 0.25]])
    assert str(said(1, here, learned, True, True)) == (
        "After one step from here the mean loss of the tasks is 0.5, from the learned start 0.25. "
        "Before any step it is 2 here, and 3 there."
    )
    assert str(said(2, learned, learned, True, False)).startswith("After 2 steps from the learned start")
    assert "random start of its own" in str(said(1, learned, learned, False, False))
    assert "too large for a number" in str(said(1, np.full((2, 2), math.inf), learned, True, True))


def test_columns_have_a_row_for_each_step_and_task(small):
    now = begun(small("linear-maml"))
    columns = figure_of(now, steps=2).columns()
    assert columns["inner_step"] == [0] * 4 + [1] * 4 + [2] * 4
    assert columns["task"] == [1, 2, 3, 4] * 3
    assert columns["query_loss"][0] == pytest.approx(judged_directly(now, now.start, Question(0)), rel=1e-6)
