"""A traced meta-iteration is the plain one, operation for operation."""

import pytest
import torch

from simulator.engine.compiled import building, tracing
from simulator.engine.streams import generator
from simulator.engine.training import bind, draw
from simulator.experiment import example_names, load_example, to_document
from simulator.strategies.base import State

TASKS = 2
TRACED = ("sine-maml", "sine-meta-sgd", "sine-cavia", "sine-joint", "sine-imaml", "digits-anil", "glyphs-prototypes")


def begun(example):
    experiment = load_example(example).with_value("schedule.meta_batch", TASKS)
    if example == "glyphs-prototypes":
        experiment = experiment.with_value("learner.filters", 2).with_value("strategy.joined", 1)
    problem = bind(experiment)
    state = experiment.strategy.init(problem, generator(0, "initialisation"))
    batches = [draw(experiment, problem, "train", "train", TASKS, index) for index in (1, 2)]
    return problem, experiment.strategy, state, batches


def given(problem, strategy, state, batch):
    layout, pace = tracing.Layout.of(state), torch.tensor(strategy.pace(problem, state))
    return layout, [each.clone() for each in (*layout.packed(state), pace, *tracing.examples(batch))]


@pytest.mark.parametrize("example", TRACED)
def test_a_trace_of_one_batch_gives_the_plain_step_on_another(example):
    problem, strategy, state, (first, second) = begun(example)
    layout, arguments = given(problem, strategy, state, first)
    graph = tracing.traced(tracing.step(problem, strategy, layout), arguments)
    after, report = strategy.meta_step(problem, state, first)  # another state than that which was traced
    expected, report = strategy.meta_step(problem, after, second)
    *tensors, told = graph(*given(problem, strategy, after, second)[1])
    found = layout.state(tensors, 2)
    loss, total = told.tolist()
    assert loss == pytest.approx(float(report.loss), rel=1e-5)
    assert total == pytest.approx(sum(float(value.sum()) for value in expected.theta.values()), rel=1e-3, abs=1e-3)
    for name, value in expected.theta.items():
        torch.testing.assert_close(found.theta[name], value, rtol=1e-4, atol=1e-6)
    for name, value in expected.moments.items():
        torch.testing.assert_close(found.moments[name], value, rtol=1e-4, atol=1e-7)


def test_a_state_is_unpacked_as_it_was_packed():
    theta, moments = {"a": torch.arange(6.0).view(2, 3), "b": torch.ones(1, 2)}, {"mu": torch.arange(8.0)}
    state = State(theta, moments, 7)
    layout = tracing.Layout.of(state)
    again = layout.state(layout.packed(state), 7)
    assert again.count == 7
    assert all(torch.equal(again.theta[name], value) for name, value in theta.items())
    assert torch.equal(again.moments["mu"], moments["mu"])


@pytest.mark.parametrize("example", example_names())
def test_a_strategy_has_a_pace_of_the_same_length_throughout_or_none(example):
    problem, strategy, state, (batch, _) = begun(example)
    first, later = (strategy.pace(problem, State(state.theta, state.moments, count)) for count in (0, 1))
    if first is None:
        return
    assert later is not None
    assert len(first) == len(later)
    assert (
        strategy.gradients(problem, state, batch) == strategy.meta_step(problem, state, batch)[1].gradient_evaluations
    )


def test_maml_plus_plus_is_traced_once_nothing_is_annealed_any_more():
    problem, strategy, state, (batch, _) = begun("sine-maml-plus-plus")
    assert strategy.pace(problem, state) is None
    late = State(state.theta, state.moments, round(0.2 * problem.horizon))
    pace = strategy.pace(problem, late)
    improved, loss = strategy.traced_step(problem, late, batch, torch.tensor(pace))
    expected, report = strategy.meta_step(problem, late, batch)
    assert torch.equal(loss, report.loss)
    for name, value in expected.theta.items():
        torch.testing.assert_close(improved.theta[name], value, rtol=1e-5, atol=1e-7)


def test_the_perturbations_of_es_maml_are_drawn_anew_so_it_is_never_traced():
    problem, strategy, state, _ = begun("linear-es-maml")
    assert strategy.pace(problem, State(state.theta, state.moments, problem.horizon)) is None


def test_code_is_not_made_for_batches_that_lie_otherwise_in_memory(small, tmp_path):
    """It would misread them: it goes by where the numbers are."""
    experiment = small("sine-maml")
    batch = draw(experiment, bind(experiment), "train", "train", experiment.schedule.meta_batch)
    laid_out_anew = [each.contiguous() for each in tracing.examples(batch)]
    assert tracing.shapes(laid_out_anew) != tracing.shapes(tracing.examples(batch))
    with pytest.raises(ValueError, match="laid out in another way"):
        building.compiled(to_document(experiment), tracing.shapes(laid_out_anew), 1, tmp_path)
