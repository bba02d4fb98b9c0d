"""The search: its space comes from the declarations, its replay is a live study, and it finds the known best."""

import itertools
import math

import pytest
import torch

from simulator.declaration import InputError
from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies.external.search import Search, axis_names, new_study, unit_cube
from simulator.strategies.external.space import Candidate, Limits, space
from simulator.strategies.external.surrogate import Surrogate
from simulator.strategies.problem import Problem
from simulator.strategies.reference.scratch import Scratch
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits
from simulator.tasks.quadratics import Quadratics

SAMPLERS = ("random", "tpe", "cma-es", "genetic")
LIMITS = Limits(width=64, depth=3, steps=10)
EVERYTHING = (
    "learner.hidden, learner.activation, learner.start, strategy.inner_lr, strategy.inner_steps, strategy.optimizer"
)
PROBLEM = Problem(Sine(shots=3, query_shots=3), Mlp(hidden=(4,)), horizon=20)


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def searched(strategy, problem: Problem, trials: int, tasks: int = 4):
    """The state after so many trials, and the reports on the way."""
    state, reports = strategy.init(problem, generator()), []
    for trial in range(trials):
        state, report = strategy.meta_step(problem, state, problem.family.sample(generator(trial), tasks))
        reports.append(report)
    return state, reports


def around(text: str, learner=None, **inner):
    return space(text, Candidate(learner or Mlp(), Scratch(**inner)), LIMITS)


def test_points_of_the_cube_cover_every_choice_and_both_ends_of_every_limit():
    everything = around(EVERYTHING)
    grid = torch.linspace(0, 1, 101).tolist()
    seen = [everything.values([at] * everything.size) for at in grid]
    assert {each["learner.activation"] for each in seen} == {"relu", "tanh", "silu", "gelu"}
    assert {each["strategy.optimizer"] for each in seen} == {"sgd", "momentum", "rmsprop", "adam"}
    assert {each["strategy.inner_steps"] for each in seen} == set(range(1, 11))
    assert {len(each["learner.hidden"]) for each in seen} == {1, 2, 3}
    assert {width for each in seen for width in each["learner.hidden"]} >= {4, 64}
    assert max(width for each in seen for width in each["learner.hidden"]) == 64
    rates = [each["strategy.inner_lr"] for each in seen]
    assert (rates[0], rates[-1]) == (pytest.approx(1e-3), pytest.approx(10))
    steps = {round(math.log10(after / before), 6) for before, after in itertools.pairwise(rates)}
    assert steps == {0.04}  # evenly on the logarithmic scale


def test_whole_numbers_come_up_equally_often():
    steps = around("strategy.inner_steps")
    drawn = [steps.values([at])["strategy.inner_steps"] for at in torch.linspace(0.0005, 0.9995, 1000).tolist()]
    assert {drawn.count(value) for value in range(1, 11)} == {100}


def test_the_point_of_a_candidate_leads_back_to_it():
    candidate = Candidate(
        Mlp(hidden=(7, 33), activation="silu"), Scratch(inner_lr=0.3, inner_steps=4, optimizer="adam")
    )
    everything = around(EVERYTHING)
    back = everything.candidate(everything.point(candidate))
    assert back.learner == candidate.learner
    assert back.inner.inner_lr == pytest.approx(0.3)
    assert back.inner.model_copy(update={"inner_lr": 0.3}) == candidate.inner


def test_what_is_not_searched_keeps_the_given_value():
    rates = around("strategy.inner_lr", Mlp(hidden=(9,)), inner_steps=7, optimizer="momentum")
    candidate = rates.candidate([0.5])
    assert candidate.learner == Mlp(hidden=(9,))
    assert candidate.inner.inner_lr == pytest.approx(0.1)
    assert (candidate.inner.inner_steps, candidate.inner.optimizer) == (7, "momentum")


def test_learner_alone_stands_for_its_main_parameters():
    assert [axis.path for axis in around("learner").axes] == ["learner.hidden", "learner.activation"]
    assert [axis.path for axis in around("learner, strategy.inner_lr", LinearLearner()).axes] == ["strategy.inner_lr"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("learner.hiden", "did you mean learner.hidden?"),
        ("strategy.inner_rate", "did you mean strategy.inner_lr?"),
        ("task.shots", "which is not known"),
        ("", "names nothing"),
    ],
)
def test_a_name_that_cannot_be_searched_is_refused_with_the_nearest_one(text: str, said: str):
    with pytest.raises(InputError, match=r"strategy\.space") as refused:
        around(text)
    assert said in str(refused.value)
    assert Search(space=text).objection(Sine(), Mlp()) == refused.value.message


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_replaying_gives_the_trials_of_a_study_that_is_kept_alive(sampler: str):
    strategy = Search(sampler=sampler, inner_steps=2)
    state, _ = searched(strategy, PROBLEM, 25)
    points, scores = state.moments["points"].tolist(), state.moments["scores"].tolist()
    names = axis_names(len(points[0]))
    live = new_study(sampler, int(state.moments["seed"]), names, points[0])
    for point, score in zip(points, scores, strict=True):
        trial = live.ask(unit_cube(names))
        assert [trial.params[name] for name in names] == point
        live.tell(trial, score)


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_the_inner_rate_of_a_bowls_exact_step_is_found(sampler: str):
    """Where W is orthogonal, one step of rate rows / 2 solves every task, and no other rate does."""
    problem = Problem(Round(dimensions=2, rows=2), LinearLearner(offset=False, start="normal"), horizon=40)
    strategy = Search(sampler=sampler, space="strategy.inner_lr", inner_steps=1)
    state, _ = searched(strategy, problem, 40, tasks=200)
    best = strategy.best(problem, state).inner.inner_lr
    assert 0.5 < best < 2  # of four decades


class Round(Quadratics):
    """Bowls whose W turns and does not stretch."""

    def sample(self, generator, tasks, split="train"):
        batch = super().sample(generator, tasks, split)
        matrix = torch.linalg.qr(batch.support.inputs).Q
        examples = type(batch.support)(matrix, batch.support.targets)
        return type(batch)(examples, examples, {"lowest": self.lowest(examples)})


def test_the_first_trial_is_the_given_learner_itself():
    strategy = Search(inner_steps=3, inner_lr=0.02)
    state, reports = searched(strategy, PROBLEM, 1)
    (trial,) = strategy.trials(PROBLEM, state)
    assert trial.values["learner.hidden"] == (4,)
    assert trial.values["strategy.inner_lr"] == pytest.approx(0.02)
    assert trial.loss == pytest.approx(reports[0].loss.item())


def test_a_trials_loss_is_that_of_its_learner_adapted_from_scratch():
    strategy = Search(inner_steps=3, inner_lr=0.02)
    state = strategy.init(PROBLEM, generator())
    batch = PROBLEM.family.sample(generator(0), 6)
    _, report = strategy.meta_step(PROBLEM, state, batch)
    scratch = Scratch(inner_lr=0.02, inner_steps=3)
    *_, learned = scratch.adapt(PROBLEM, state, batch.support, 3)
    expected = PROBLEM.family.loss.mean(learned.predict(batch.query.inputs), batch.query.targets)
    assert report.loss.item() == pytest.approx(expected.item(), rel=1e-5)
    assert report.gradient_evaluations == 6 * 3


def test_an_overflowing_candidate_is_a_bad_trial_with_a_finite_loss():
    strategy = Search(space="strategy.optimizer", inner_lr=10.0, inner_steps=50)
    state, reports = searched(strategy, PROBLEM, 3)
    assert state.moments["scores"][0] == 10
    assert all(report.loss.isfinite() for report in reports)


def test_scores_do_not_depend_on_how_hard_the_tasks_of_the_batch_were():
    """With targets ten times as large, answering nothing costs a hundred times as much, and so does a small rate."""
    strategy = Search(space="strategy.inner_lr", inner_lr=1e-3, inner_steps=1)
    easy, hard = (
        searched(strategy, Problem(Sine(amplitude=[size, size]), Mlp(), 2), 1, tasks=50)[0] for size in (10.0, 100.0)
    )
    assert hard.moments["costs"][0] == pytest.approx(100 * easy.moments["costs"][0].item(), rel=1e-4)
    assert hard.moments["scores"][0] == pytest.approx(easy.moments["scores"][0].item(), rel=0.02)


def test_adapting_uses_the_best_candidate_and_takes_no_more_steps_than_it_does():
    strategy = Search(inner_steps=5)
    state, _ = searched(strategy, PROBLEM, 12)
    best = strategy.best(PROBLEM, state)
    losses = [trial.loss for trial in strategy.trials(PROBLEM, state)]
    assert strategy.trials(PROBLEM, state)[losses.index(min(losses))].values["learner.hidden"] == best.learner.hidden
    batch = PROBLEM.family.sample(generator(99), 3)
    stages = list(strategy.adapt(PROBLEM, state, batch.support, 9))
    assert len(stages) == 10
    assert stages[0].problem.learner == best.learner
    last = best.inner.inner_steps
    assert all(stage is stages[last] for stage in stages[last:])
    assert len({id(stage) for stage in stages}) == last + 1


def test_before_the_first_trial_the_given_learner_adapts():
    strategy = Search(inner_steps=2)
    assert strategy.best(PROBLEM, strategy.init(PROBLEM, generator())) == Candidate(PROBLEM.learner, strategy.inner)
    assert strategy.trials(PROBLEM, strategy.init(PROBLEM, generator())) == ()


def test_the_first_candidates_rate_may_not_change_under_the_trials_made_with_it():
    assert not any(kind.parameters()["inner_lr"].live for kind in (Search, Surrogate))


def test_classes_are_searched_too():
    problem = Problem(Digits(), Mlp(hidden=(8,)), horizon=3)
    state, reports = searched(Search(inner_steps=2), problem, 3, tasks=2)
    assert state.moments["costs"].tolist() == pytest.approx([math.log(problem.family.shape.outputs)] * 3, rel=1e-5)
    assert all(report.loss.isfinite() for report in reports)
