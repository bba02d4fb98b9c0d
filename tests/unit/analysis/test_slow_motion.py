"""Slow motion tells what really happens: gradients are those that the rule used, steps those that were made."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import torch

from simulator.analysis.gradients import outer_gradient, task_gradients
from simulator.analysis.slow_motion import outer_step, slow_motion
from simulator.analysis.slow_motion_story import story
from simulator.declaration import sentence
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from tests.made_up import Searching


def begun(experiment):
    """The problem of an experiment, its state before the first meta-iteration, and some tasks."""
    problem = bind(experiment)
    state = experiment.strategy.init(problem, generator(experiment.seed, "initialisation"))
    return problem, state, draw(experiment, problem, "validation", "validation", 4)


def followed(experiment, steps=2):
    problem, state, batch = begun(experiment)
    return slow_motion(problem, experiment.strategy, state, batch.select(1), steps)


def told(experiment, outer=True):
    """The story of one task and one outer step."""
    problem, state, batch = begun(experiment)
    motion = slow_motion(problem, experiment.strategy, state, batch.select(1), 2)
    made = outer_step(problem, experiment.strategy, state, batch)[1] if outer else None
    return story(experiment.strategy, motion, made, 1, sentence("about"))


def words(told):
    return " ".join(str(said) for frame in told.frames for said in frame.said)


def test_the_gradient_of_a_line_is_its_closed_form(small):
    experiment = small("linear-maml")
    problem, state, batch = begun(experiment)
    one = batch.select(1)
    x, y = one.support.inputs[0, :, 0], one.support.targets[0, :, 0]
    error = x * state.theta["weight"].item() + state.theta["bias"].item() - y
    expected = [abs((2 * error * x).mean().item()), abs((2 * error).mean().item())]
    gradient = slow_motion(problem, experiment.strategy, state, one, 1).stages[0].gradient
    assert gradient.names == ("weight", "bias")
    assert gradient.values == pytest.approx(expected, rel=1e-5)


def test_what_maml_subtracts_is_alpha_times_the_gradient_of_each_task(small):
    experiment = small("sine-maml")
    problem, state, batch = begun(experiment)
    learners = [stage.parameters for stage in experiment.strategy.adapt(problem, state, batch.support, 3)]
    for at, then in itertools.pairwise(learners):
        gradients = task_gradients(problem, at, tuple(at), batch.support)
        for name, gradient in gradients.items():
            assert torch.allclose(at[name] - then[name], experiment.strategy.inner_lr * gradient, rtol=0, atol=1e-6)


@pytest.mark.parametrize("example", ["sine-reptile", "digits-anil", "sine-cavia"])
def test_a_step_of_gradient_descent_is_alpha_times_the_gradient_in_every_layer(small, example):
    experiment = small(example)
    *steps, _ = followed(experiment).stages
    for stage in steps:
        alpha = experiment.strategy.inner_lr
        assert stage.moved.values == pytest.approx(alpha * stage.gradient.values, rel=1e-3, abs=1e-6)


def test_the_losses_are_those_of_the_adapted_parameters(small):
    experiment = small("sine-maml")
    problem, state, batch = begun(experiment)
    one = batch.select(1)
    motion = slow_motion(problem, experiment.strategy, state, one, 2)
    for stage, learned in zip(motion.stages, experiment.strategy.adapt(problem, state, one.support, 2), strict=True):
        expected = (
            problem.loss(learned.parameters, one.support).item(),
            problem.loss(learned.parameters, one.query).item(),
        )
        assert (stage.support, stage.query) == pytest.approx(expected, rel=1e-5)


def test_the_outer_gradient_is_worked_out_from_adam(small):
    experiment = small("sine-maml")
    problem, state, batch = begun(experiment)
    for _ in range(3):  # so that the running mean is not zero
        state, _ = experiment.strategy.meta_step(problem, state, batch)
    _, expected = experiment.strategy.outer_gradient(problem, state, batch)
    after, _ = experiment.strategy.meta_step(problem, state, batch)
    found = outer_gradient(state, after)
    for name, value in expected.items():
        assert torch.allclose(found[name], value, rtol=1e-4, atol=1e-5)


def test_without_adam_there_is_no_outer_gradient(small):
    experiment = small("sine-reptile")
    problem, state, batch = begun(experiment)
    after, _ = experiment.strategy.meta_step(problem, state, batch)
    assert outer_gradient(state, after) is None


def test_an_outer_step_is_the_meta_step_of_the_run_and_changes_nothing_else(small):
    experiment = small("linear-maml")
    problem, state, batch = begun(experiment)
    kept = {name: value.clone() for name, value in state.theta.items()}
    after, made = outer_step(problem, experiment.strategy, state, batch)
    expected, report = experiment.strategy.meta_step(problem, state, batch)
    assert all(torch.equal(after.theta[name], value) for name, value in expected.theta.items())
    assert all(torch.equal(state.theta[name], value) for name, value in kept.items())
    assert made.before == pytest.approx(report.loss.item(), rel=1e-5)
    assert made.after < made.before
    moved = torch.cat([(expected.theta[name] - value).flatten() for name, value in kept.items()]).norm().item()
    assert made.moved.total == pytest.approx(moved, rel=1e-6)


@pytest.mark.parametrize(
    ("example", "kind", "stepping", "parts"),
    [
        ("sine-maml", "descent", "plain", {"gradient", "outer", "update"}),
        ("sine-meta-sgd", "descent", "rated", {"gradient", "outer", "update"}),
        ("sine-imaml", "descent", "held", {"gradient", "outer", "update"}),
        ("learned-optimizer-2d", "descent", "learned", {"gradient", "outer", "update"}),
        ("glyphs-prototypes", "at once", "its own", {"taken", "outer", "update"}),
        ("sine-neural-process", "at once", "its own", {"taken", "outer", "update"}),
        ("search-tpe", "search", "plain", {"gradient", "outer", "update"}),
    ],
)
def test_each_kind_of_strategy_has_the_parts_that_it_has(small, example, kind, stepping, parts):
    experiment = small(example)
    motion, found = followed(experiment), told(experiment)
    assert (motion.kind, motion.stepping) == (kind, stepping)
    assert {frame.part for frame in found.frames} == set(found.parts)
    assert parts <= set(found.parts)
    assert ("gradient" in found.parts) != ("taken" in found.parts)


def test_what_learns_nothing_has_no_outer_step(small):
    scratch = told(small("sine-maml", {"strategy.kind": "scratch"}))
    oracle = told(small("linear-maml", {"strategy.kind": "oracle"}))
    for found in (scratch, oracle):
        assert not {"outer", "update"} & set(found.parts)
        assert found.next_update(-1) is None
    assert "gradient" in scratch.parts and "taken" in oracle.parts


def test_the_captions_have_the_numbers_of_this_very_step(small):
    experiment = small("linear-maml", {"strategy.inner_steps": 2})
    found, stages = told(experiment), followed(experiment).stages
    said = words(found)
    assert f"length {stages[0].gradient.total:.3g}, largest in last layer offsets" in said
    assert f"After inner step 2 the support loss is {stages[2].support:.3g}, and was {stages[1].support:.3g}" in said
    assert "beside the run, which is not touched" in said


def test_numbers_appear_as_they_happen(small):
    found = told(small("linear-maml"))
    assert found.numbers(1) == {}
    step = found.next_step(-1)
    assert set(found.numbers(step)) == {"support", "gradient", "step", "adapted"}
    assert set(found.numbers(found.next_update(-1))) == set(found.parts) - {"start", "task"}


@pytest.mark.parametrize("example", ["linear-maml", "learned-optimizer-2d", "glyphs-prototypes"])
def test_no_two_boxes_carry_the_number_of_one_caption(small, example):
    found = told(small(example))
    for at in range(len(found.frames)):
        happened = found.happened(at)
        assert len(set(happened.values())) == len(happened)


def test_the_bars_name_the_inner_step_that_they_are_of(small):
    found = told(small("linear-maml"))
    titles = [str(frame.bars.title) for frame in found.frames if frame.part in ("gradient", "step")]
    assert titles == [f"{what} of inner step {step}" for step in (1, 2) for what in ("gradient", "length")]


@pytest.mark.parametrize(
    ("example", "values", "why"),
    [
        ("learned-optimizer-2d", {"strategy.unroll": 1, "strategy.inner_steps": 2}, "no one outer gradient"),
        ("sine-reptile", {}, "as much of that way as the outer rate says"),
    ],
)
def test_an_outer_gradient_that_there_is_not_is_a_dash_with_a_reason(small, example, values, why):
    found = told(small(example, values))
    assert found.numbers(len(found.frames) - 1)["outer"] == "\N{EN DASH}"
    assert why in words(found)


def test_inner_steps_follow_each_other_and_end(small):
    found = told(small("linear-maml"))
    first = found.next_step(-1)
    second = found.next_step(first)
    assert [found.frames[at].stage for at in (first, second)] == [1, 2]
    assert found.next_step(second) is None


def test_what_is_shared_is_told_apart_from_what_adapts(small):
    assert "Only layer 3 weights, layer 3 offsets will adapt; the rest is shared." in words(told(small("digits-anil")))
    assert "Only the context will adapt, from zero" in words(told(small("sine-cavia")))
    assert "learned inner rates" in words(told(small("sine-meta-sgd")))


def test_an_outer_rate_that_has_fallen_to_zero_is_said(small):
    experiment = small("sine-reptile")
    problem, state, batch = begun(experiment)
    motion = slow_motion(problem, experiment.strategy, state, batch.select(1), 1)
    over = replace(state, count=problem.horizon)
    made = outer_step(problem, experiment.strategy, over, batch)[1]
    assert "θ does not move" in words(story(experiment.strategy, motion, made, 0, sentence("about")))


def test_an_estimated_gradient_is_said_to_be_one(small):
    experiment = small("linear-es-maml", {"strategy.inner": "evolution"})
    assert "an estimate of it from trials" in words(told(experiment))
    assert "an estimate of it from trials" not in words(told(small("linear-es-maml")))


def test_a_strategy_that_nobody_knows_gets_words_that_hold_for_all(small):
    experiment = replace(small("sine-maml"), strategy=Searching())
    found = told(experiment)
    assert str(found.parts["start"]) == "θ, what is learned"
    assert "taken" in found.parts


def test_its_columns_have_a_row_for_each_inner_step(small):
    columns = followed(small("linear-maml")).columns()
    assert columns["inner_step"] == [0, 1, 2]
    assert {len(values) for values in columns.values()} == {3}
    assert columns["step_weight"][2] is None and np.isfinite(columns["gradient_weight"][2])
