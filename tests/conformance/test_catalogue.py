"""Every strategy with every learner on every family: it says why not, or it keeps the contracts."""

import itertools

import pytest
import torch

from simulator.engine import Evaluated, Finished, Stepped, run
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.experiment import Experiment, Schedule, incompatibility
from simulator.learners import LEARNERS
from simulator.strategies import STRATEGIES
from simulator.tasks import FAMILIES
from simulator.tasks.base import Examples
from tests.engine.histories import history

SCHEDULE = Schedule(iterations=3, meta_batch=3, evaluate_every=2, evaluation_tasks=4, evaluation_steps=2, test_tasks=4)
EVERY = [
    Experiment(FAMILIES[family](), LEARNERS[learner](), STRATEGIES[strategy](inner_lr=0.01, inner_steps=2), SCHEDULE)
    for family, learner, strategy in itertools.product(FAMILIES, LEARNERS, STRATEGIES)
]
TOGETHER = [experiment for experiment in EVERY if not incompatibility(experiment)]


def name(experiment: Experiment) -> str:
    return "-".join(experiment.section(section).table()["kind"] for section in ("strategy", "learner", "task"))


def tensors(state) -> list[torch.Tensor]:
    return [*state.theta.values(), *state.moments.values()]


@pytest.mark.parametrize("experiment", [each for each in EVERY if each not in TOGETHER], ids=name)
def test_what_does_not_go_together_says_why_in_one_sentence_and_does_not_run(experiment: Experiment):
    said = str(incompatibility(experiment))
    assert said.endswith(".")
    assert "\n" not in said
    *_, failed = run(experiment)
    assert str(failed.message) == said


def test_most_of_the_catalogue_goes_together():
    assert len(TOGETHER) > 0.8 * len(EVERY)


@pytest.mark.parametrize("experiment", TOGETHER, ids=name)
def test_three_iterations_end_well_with_finite_losses_of_the_right_shapes_and_again_the_same(experiment: Experiment):
    events = list(run(experiment))
    assert events[-1] == Finished("completed")
    assert [event.iteration for event in events if isinstance(event, Stepped)] == [1, 2, 3]
    for event in events:
        if isinstance(event, Stepped):
            assert 0 < event.loss < 100
            assert event.gradient_evaluations >= 3 * event.iteration
        if isinstance(event, Evaluated):
            assert event.scores.loss.shape == (3, 4)
            assert (event.scores.loss < 100).all()
            accuracy = event.scores.accuracy
            assert accuracy is None or (accuracy.shape == (3, 4) and 0 <= accuracy.min() <= accuracy.max() <= 1)
    assert history(list(run(experiment))) == history(events)


@pytest.mark.parametrize("experiment", TOGETHER, ids=name)
def test_adapting_and_improving_leave_the_state_they_are_given_alone(experiment: Experiment):
    problem, strategy = bind(experiment), experiment.strategy
    state = strategy.init(problem, generator(0, "initialisation"))
    for iteration in (1, 2):
        before = [value.clone() for value in tensors(state)]
        batch = draw(experiment, problem, "train", "train", 3, iteration)
        strategy.adapt(problem, state, batch.support, 2)
        improved, report = strategy.meta_step(problem, state, batch)
        assert all(torch.equal(one, other) for one, other in zip(before, tensors(state), strict=True))
        assert not any(value.requires_grad for value in (*tensors(improved), report.loss))
        assert {key: value.shape for key, value in improved.theta.items()} == {
            key: value.shape for key, value in state.theta.items()
        }
        state = improved


@pytest.mark.parametrize("experiment", TOGETHER, ids=name)
def test_an_adaptation_predicts_every_stage_for_every_task(experiment: Experiment):
    problem, strategy = bind(experiment), experiment.strategy
    state = strategy.init(problem, generator(0, "initialisation"))
    batch = draw(experiment, problem, "validation", "validation", 4)
    stages = list(strategy.adapt(problem, state, batch.support, 3))
    assert len(stages) == 4
    tasks, shots = batch.query.inputs.shape[:2]
    for learned in stages:
        predicted = learned.predict(batch.query.inputs)
        assert predicted.shape == (tasks, shots, experiment.task.shape.outputs)
        assert predicted.isfinite().all()


@pytest.mark.parametrize("experiment", TOGETHER, ids=name)
def test_a_task_is_adapted_to_from_its_own_support_set_alone(experiment: Experiment):
    problem, strategy = bind(experiment), experiment.strategy
    state = strategy.init(problem, generator(0, "initialisation"))
    batch, other = (draw(experiment, problem, "validation", "validation", 4, index) for index in (0, 1))
    first = torch.tensor([True, False, False, False])
    mixed = Examples(
        *(
            torch.where(first.view(4, *[1] * (ours.dim() - 1)), ours, theirs)
            for ours, theirs in (
                (batch.support.inputs, other.support.inputs),
                (batch.support.targets, other.support.targets),
            )
        )
    )
    together, apart = (
        list(strategy.adapt(problem, state, support, 3))[3].predict(batch.query.inputs)
        for support in (batch.support, mixed)
    )
    torch.testing.assert_close(together[0], apart[0], rtol=1e-5, atol=1e-5)
    assert not torch.equal(together[1], apart[1])


@pytest.mark.parametrize("family", list(FAMILIES))
@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_a_family_samples_what_its_shape_says(family: str, split: str):
    tasks = FAMILIES[family]()
    batch = tasks.sample(generator(0, "train"), 3, split)
    for examples in (batch.support, batch.query):
        assert examples.inputs.shape[0] == 3
        assert examples.inputs.shape[2:] == tasks.shape.inputs
        assert examples.targets.shape[:2] == examples.inputs.shape[:2]
        assert examples.inputs.dtype == torch.float32
    assert all(value.shape[0] == 3 for value in batch.latents.values())
    assert all(str(tasks.describe(batch, task)) for task in range(3))
    for known in tasks.references(batch):
        assert known.title
        assert all(each is None or each.shape == (3,) for each in (known.loss, known.accuracy))
    truth = tasks.truth(batch, batch.query.inputs)
    assert truth is None or truth.shape == batch.query.targets.shape
    assert len(tasks.class_names(batch, 0)) == tasks.shape.outputs
