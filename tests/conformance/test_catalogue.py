"""Every strategy with every learner on every family: it says why not, or it keeps the contracts.

Each pair of them is tried as a matter of course; the remaining triples with ``-m long``.
"""

import math

import pytest
import torch

from simulator.engine import Checkpoint, Evaluated, Finished, Stepped, run
from simulator.engine.checkpoint import from_bytes, to_bytes
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.experiment import Experiment, incompatibility
from simulator.learners import LEARNERS
from simulator.strategies import STRATEGIES
from simulator.tasks import FAMILIES
from simulator.tasks.base import Examples, TaskBatch
from tests.conformance.catalogue import APART, COVERING, REST, SCHEDULE, TOGETHER, lived, name, small
from tests.engine.histories import history


def tensors(state) -> list[torch.Tensor]:
    return [*state.theta.values(), *state.moments.values()]


def last(experiment: Experiment) -> Checkpoint:
    return next(event for event in reversed(lived(experiment)) if isinstance(event, Checkpoint))


def trained(experiment: Experiment):
    return last(experiment).state


def validation(experiment: Experiment) -> TaskBatch:
    return draw(experiment, bind(experiment), "validation", "validation", SCHEDULE.evaluation_tasks)


@pytest.mark.parametrize("kind", sorted({experiment.strategy.kind for experiment in APART}))
def test_what_does_not_go_together_says_why_in_one_sentence_and_does_not_run(kind: str):
    for experiment in (each for each in APART if each.strategy.kind == kind):
        said = str(incompatibility(experiment))
        assert said.endswith("."), name(experiment)
        assert "\n" not in said, name(experiment)
        *_, failed = run(experiment)
        assert str(failed.message) == said, name(experiment)


@pytest.mark.parametrize("kind", list(STRATEGIES))
def test_every_strategy_goes_with_some_learner_and_family(kind: str):
    assert any(experiment.strategy.kind == kind for experiment in TOGETHER)


@pytest.mark.parametrize("kind", list(LEARNERS))
def test_every_learner_goes_with_some_family_and_strategy(kind: str):
    assert any(experiment.learner.kind == kind for experiment in TOGETHER)


@pytest.mark.parametrize("kind", list(FAMILIES))
def test_every_family_can_be_learned_by_several_strategies(kind: str):
    assert len({each.strategy.kind for each in TOGETHER if each.task.kind == kind}) >= 3


@pytest.mark.parametrize("experiment", COVERING, ids=name)
def test_a_run_ends_well_with_finite_losses_of_the_right_shapes(experiment: Experiment):
    events = lived(experiment)
    assert events[-1] == Finished("completed")
    assert [event.iteration for event in events if isinstance(event, Stepped)] == [1, 2]
    for event in events:
        if isinstance(event, Stepped):
            assert math.isfinite(event.loss)
        if isinstance(event, Evaluated):
            assert event.scores.loss.shape == (3, 4)
            assert (event.scores.loss < 1e4).all()
            accuracy = event.scores.accuracy
            assert accuracy is None or (accuracy.shape == (3, 4) and 0 <= accuracy.min() <= accuracy.max() <= 1)


@pytest.mark.parametrize("experiment", COVERING, ids=name)
def test_the_same_seed_gives_the_same_run(experiment: Experiment):
    assert history(list(run(experiment))) == history(list(lived(experiment)))


@pytest.mark.parametrize("experiment", COVERING, ids=name)
def test_improving_leaves_the_state_it_is_given_alone_and_holds_no_graph(experiment: Experiment):
    problem, state = bind(experiment), trained(experiment)
    before = [value.clone() for value in tensors(state)]
    batch = draw(experiment, problem, "train", "train", SCHEDULE.meta_batch, 3)
    improved, report = experiment.strategy.meta_step(problem, state, batch)
    assert all(torch.equal(one, other) for one, other in zip(before, tensors(state), strict=True))
    assert not any(value.requires_grad for value in (*tensors(improved), report.loss))
    assert {key: value.shape for key, value in improved.theta.items()} == {
        key: value.shape for key, value in state.theta.items()
    }


@pytest.mark.parametrize("experiment", COVERING, ids=name)
def test_every_stage_of_an_adaptation_predicts_for_every_task_from_its_own_support_set_alone(experiment: Experiment):
    problem, batch = bind(experiment), validation(experiment)
    other = draw(experiment, problem, "validation", "validation", SCHEDULE.evaluation_tasks, 1)
    mixed = TaskBatch(with_the_first_of(batch.support, other.support), batch.query, batch.latents)
    together, apart = (
        list(experiment.strategy.adapt_to(problem, trained(experiment), each, 2)) for each in (batch, mixed)
    )
    assert len(together) == 3
    tasks, shots = batch.query.inputs.shape[:2]
    for learned in together:
        predicted = learned.predict(batch.query.inputs)
        assert predicted.shape == (tasks, shots, experiment.task.shape.outputs)
        assert predicted.isfinite().all()
    first, second = together[2].predict(batch.query.inputs), apart[2].predict(batch.query.inputs)
    torch.testing.assert_close(first[0], second[0], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("experiment", COVERING, ids=name)
def test_a_state_that_was_saved_and_loaded_goes_on_bit_for_bit(experiment: Experiment):
    problem, state = bind(experiment), trained(experiment)
    loaded = from_bytes(to_bytes(last(experiment))).state
    batch = draw(experiment, problem, "train", "train", SCHEDULE.meta_batch, 3)
    (ours, one), (theirs, other) = (experiment.strategy.meta_step(problem, each, batch) for each in (state, loaded))
    assert (ours.count, one.loss.item()) == (theirs.count, other.loss.item())
    assert all(torch.equal(a, b) for a, b in zip(tensors(ours), tensors(theirs), strict=True))


@pytest.mark.long
@pytest.mark.parametrize("experiment", REST, ids=name)
def test_the_remaining_triples_do_all_that_too(experiment: Experiment):
    test_a_run_ends_well_with_finite_losses_of_the_right_shapes(experiment)
    test_the_same_seed_gives_the_same_run(experiment)
    test_improving_leaves_the_state_it_is_given_alone_and_holds_no_graph(experiment)
    test_every_stage_of_an_adaptation_predicts_for_every_task_from_its_own_support_set_alone(experiment)
    test_a_state_that_was_saved_and_loaded_goes_on_bit_for_bit(experiment)


def with_the_first_of(ours: Examples, theirs: Examples) -> Examples:
    """The first task's examples of `ours`, all other tasks' of `theirs`."""
    first = torch.arange(len(ours.inputs)) == 0
    return Examples(
        *(
            torch.where(first.view(-1, *[1] * (mine.dim() - 1)), mine, other)
            for mine, other in ((ours.inputs, theirs.inputs), (ours.targets, theirs.targets))
        )
    )


@pytest.mark.parametrize("family", list(FAMILIES))
@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_a_family_samples_what_its_shape_says(family: str, split: str):
    tasks = small(FAMILIES[family])
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
    assert truth is None or truth.shape[:2] == batch.query.targets.shape[:2]


@pytest.mark.parametrize("family", list(FAMILIES))
def test_a_family_says_that_it_has_a_solution_where_it_has_one(family: str):
    tasks = small(FAMILIES[family])
    solution = tasks.solution(tasks.sample(generator(0, "train"), 3))
    assert (solution is not None) == bool(tasks.solved)


@pytest.mark.parametrize(
    "entry",
    [entry for registry in (FAMILIES, LEARNERS, STRATEGIES) for entry in registry.values()],
    ids=lambda entry: entry.__name__,
)
def test_an_entry_explains_itself_in_two_sentences_and_a_formula(entry):
    assert entry.explanation.endswith(".")
    assert sum(entry.explanation.count(f"{end} ") for end in ".?!") == 1
    assert entry.formula
    assert entry.formula.count("<sub>") == entry.formula.count("</sub>")
    assert entry.formula.count("<sup>") == entry.formula.count("</sup>")
    assert entry.summary.endswith(".")
