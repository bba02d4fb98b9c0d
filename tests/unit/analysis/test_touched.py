"""A task that was touched: its adaptation is that to the changed support set, with learning from scratch beside it."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from simulator.analysis.touched import (
    OwnTask,
    drawn_of,
    own_case,
    own_of,
    own_task,
    touched_figure,
)
from simulator.declaration import Sentence
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.experiment.drawn import drawn_task
from simulator.experiment.drawn_fit import unfit
from simulator.strategies.reference.oracle import Oracle
from simulator.strategies.reference.scratch import Scratch
from simulator.tasks.base import Examples

STEPS = 3


class Bench:
    """An experiment with its tasks and the strategy's first state."""

    def __init__(self, experiment) -> None:
        self.experiment, self.problem = experiment, bind(experiment)
        self.tasks = draw(experiment, self.problem, "validation", "validation", 4)
        self.state = experiment.strategy.init(self.problem, generator(5, "initialisation"))

    def touched(self, own: OwnTask):
        return touched_figure(self.problem, self.experiment.strategy, self.state, own, self.tasks, STEPS, 5)

    def guesses(self, strategy, state, inputs, targets, at):
        """What the strategy itself answers ``[step, shot]`` after each step, adapting to these points."""
        given, asked = (torch.tensor(each, dtype=torch.float32)[None] for each in (inputs, at))
        labels = torch.tensor(targets, dtype=torch.float32 if targets.ndim == 2 else torch.long)[None]
        stages = strategy.adapt(self.problem, state, Examples(given, labels), STEPS)
        return np.stack([learned.predict(asked)[0].detach().numpy() for learned in stages])


@pytest.fixture
def sine(small):
    return Bench(small("sine-maml"))


@pytest.fixture
def plane(small):
    return Bench(small("shapes-matching"))


def moved(own: OwnTask) -> OwnTask:
    targets = own.targets.copy()
    targets[0] += 1.5
    return replace(own, targets=targets)


def test_the_guesses_are_those_of_a_direct_adaptation_to_the_changed_points(sine):
    own = moved(own_of(sine.tasks, 2))
    figure = sine.touched(own).figure
    direct = sine.guesses(sine.experiment.strategy, sine.state, own.inputs, own.targets, figure.x[:, None])
    assert figure.guesses == pytest.approx(direct[..., 0], abs=1e-6)
    before = sine.touched(own_of(sine.tasks, 2)).figure
    assert np.abs(figure.guesses[-1] - before.guesses[-1]).max() > 1e-3


def test_the_line_from_scratch_is_that_of_the_scratch_strategy_with_the_same_rate_and_steps(sine):
    own = moved(own_of(sine.tasks, 0))
    beside = sine.touched(own).scratch
    scratch = Scratch(inner_lr=sine.experiment.strategy.inner_lr)
    start = scratch.init(sine.problem, generator(5, "scratch"))
    direct = sine.guesses(scratch, start, own.inputs, own.targets, beside.x[:, None])
    assert beside.guesses == pytest.approx(direct[..., 0], abs=1e-6)
    assert len(beside.guesses) == STEPS + 1


def test_learning_from_scratch_has_nothing_beside_it(sine):
    scratch = Scratch()
    state = scratch.init(sine.problem, generator(5, "scratch"))
    made = touched_figure(sine.problem, scratch, state, own_of(sine.tasks, 0), sine.tasks, STEPS, 5)
    assert made.scratch is None
    assert len(made.figure.guesses) == STEPS + 1


def test_a_changed_task_keeps_its_truth_and_its_query_set_and_says_that_it_was_changed(sine):
    own, whole = moved(own_of(sine.tasks, 1)), sine.tasks.select(1)
    figure = sine.touched(own).figure
    inputs = torch.tensor(figure.x, dtype=torch.float32)[None, :, None]
    assert figure.truth == pytest.approx(sine.problem.family.truth(whole, inputs)[0, :, 0].numpy(), abs=1e-6)
    assert figure.query_y == pytest.approx(whole.query.targets[0, :, 0].numpy())
    assert figure.support_y == pytest.approx(own.targets[:, 0])
    assert str(figure.about).endswith(", changed by hand")


def test_the_truth_of_a_gaussian_process_stays_when_a_point_is_added(small):
    bench = Bench(small("gp-neural-process"))
    own = own_of(bench.tasks, 0)
    more = replace(own, inputs=np.append(own.inputs, [[0.25]], 0), targets=np.append(own.targets, [[2.0]], 0))
    assert np.array_equal(bench.touched(more).figure.truth, bench.touched(own).figure.truth)


def test_a_task_made_from_nothing_has_no_truth_and_is_judged_on_its_own_points(sine):
    own = OwnTask(np.array([[0.0], [1.0]]), np.array([[0.5], [-0.5]]), name="Mine")
    figure = sine.touched(own).figure
    assert figure.truth is None
    assert str(figure.about) == "Mine"
    at = sine.guesses(sine.experiment.strategy, sine.state, own.inputs, own.targets, own.inputs)
    assert figure.losses == pytest.approx(((at - own.targets) ** 2).mean(axis=(1, 2)), abs=1e-6)


def test_points_may_be_taken_away_and_added_down_to_none(sine):
    own = own_of(sine.tasks, 0)
    for shots in (1, 7, 23):
        made = sine.touched(replace(own, inputs=np.resize(own.inputs, (shots, 1)), targets=np.ones((shots, 1))))
        assert np.isfinite(made.figure.guesses).all()
        assert made.trouble is None
    empty = sine.touched(replace(own, inputs=own.inputs[:0], targets=own.targets[:0]))
    assert str(empty.trouble).startswith("There are no points yet")
    assert len(empty.figure.guesses) == 1  # as before any step


def test_the_oracle_says_that_nobody_knows_what_made_a_task_of_ones_own(sine):
    own = OwnTask(np.array([[0.0]]), np.array([[0.5]]))
    made = touched_figure(sine.problem, Oracle(), Oracle().init(sine.problem, None), own, sine.tasks, STEPS, 5)
    assert str(made.trouble) == "Oracle must be told what made a task, and nobody knows that of one made by hand."
    assert not len(made.figure.guesses)


def test_a_strategy_that_fails_on_the_points_is_answered_with_a_sentence(sine, monkeypatch):
    def adapt(*_):
        raise RuntimeError("shapes 10 and 11 do not match\nat line 3")

    monkeypatch.setattr(type(sine.experiment.strategy), "adapt", adapt)
    made = sine.touched(own_of(sine.tasks, 0))
    assert str(made.trouble) == (
        "MAML cannot adapt to this task (shapes 10 and 11 do not match); try another number of examples."
    )
    assert not len(made.figure.guesses)
    assert len(made.scratch.guesses) == STEPS + 1


def test_regions_of_a_plane_are_those_of_the_moved_points(plane):
    own = own_of(plane.tasks, 0)
    swapped = replace(own, targets=1 - own.targets)  # two classes
    figure, other = plane.touched(own).figure, plane.touched(swapped).figure
    assert (figure.regions[-1] == 1 - other.regions[-1]).mean() > 0.98  # but for ties
    assert other.support_labels.tolist() == (1 - own.targets).astype(int).tolist()
    assert plane.touched(own).scratch.regions.shape[1:] == figure.regions.shape[1:]


def test_a_class_without_any_point_is_never_predicted(plane):
    own = own_of(plane.tasks, 0)
    left = own.targets == 0
    figure = plane.touched(replace(own, inputs=own.inputs[left], targets=own.targets[left])).figure
    assert set(figure.regions[-1].ravel().tolist()) == {0}


@pytest.mark.parametrize("example", ["sine-maml", "shapes-matching"])
def test_a_task_that_is_kept_is_the_same_when_it_is_taken_up_again(small, example):
    bench = Bench(small(example))
    own = own_of(bench.tasks, 0)
    family = bench.problem.family
    again = own_task(drawn_task(drawn_of(own, family, "Kept")), family)
    assert again.inputs == pytest.approx(own.inputs, abs=1e-5)
    assert again.targets == pytest.approx(own.targets, abs=1e-5)
    assert again.targets.shape == own.targets.shape
    assert (again.name, again.task) == ("Kept", None)


def test_a_kept_task_that_is_none_of_the_family_is_refused_with_a_sentence(sine, plane):
    points = drawn_task({"name": "P", "kind": "points", "inputs": [[1]], "targets": [1]})
    classes = drawn_task({"name": "C", "kind": "classes", "inputs": [[1, 1]], "labels": [4]})
    for drawn, bench in ((points, plane), (classes, sine), (classes, plane)):
        family = bench.problem.family
        assert own_task(drawn, family) == unfit(drawn, family)
        assert isinstance(unfit(drawn, family), Sentence)


def test_points_beside_the_picture_or_far_above_all_sampled_tasks_are_counted(sine, plane):
    inputs = np.array([[-4.0], [2.0], [3.0]])
    low = OwnTask(inputs, np.zeros((3, 1)))
    assert sine.touched(low).hint is None
    high = str(sine.touched(replace(low, targets=np.array([[1.0], [1e6], [-1e6]]))).hint)
    assert high.startswith("2 of 3 points lie far above or below those of all sampled tasks, which go from -")
    beside = str(sine.touched(replace(low, inputs=inputs * 2)).hint)
    assert beside == "2 of 3 points lie outside the picture, which goes from -5 to 5."
    far = OwnTask(np.array([[0.0, 0.0], [0.5, 99.0]]), np.array([0.0, 1.0]))
    assert str(plane.touched(far).hint).startswith("1 of 2 points lie outside the picture")


def test_columns_have_both_adaptations(sine):
    made = sine.touched(own_of(sine.tasks, 0))
    columns = made.columns()
    assert columns["after_1_steps"] == made.figure.guesses[1].tolist()
    assert columns["scratch_after_1_steps"] == made.scratch.guesses[1].tolist()


def test_a_task_after_the_last_is_the_first(sine):
    own = replace(own_of(sine.tasks, 1), task=5)
    assert (
        own_case(sine.problem, own, sine.tasks, STEPS).about
        == own_case(sine.problem, replace(own, task=1), sine.tasks, STEPS).about
    )
