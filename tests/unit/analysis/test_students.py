"""Students looked at closely: imagined answers, how many answers are needed, and who is served worst."""

import itertools

import numpy as np
import pytest
import torch
from scipy import stats

from simulator.analysis.students import AnswersNeeded, ServedFigure, answers_needed, made_student, what_if, worst_served
from simulator.analysis.students.clustered import clustered_area
from simulator.analysis.students.needed import Measured, counts
from simulator.analysis.students.served import Trait
from simulator.declaration import sentence
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.experiment.drawn import DrawnAnswers
from simulator.experiment.drawn_fit import unfit
from simulator.strategies.reference.oracle import Oracle
from simulator.tasks.base import Examples

ABOUT = sentence("a student")


def case(small, example: str, tasks: int = 6, values=None):
    experiment = small(example, values)
    problem = bind(experiment)
    state = experiment.strategy.init(problem, generator(0, "initialisation"))
    return experiment.strategy, problem, state, draw(experiment, problem, "validation", "validation", tasks)


def given(batch, task: int) -> list[int]:
    return batch.support.targets[task, :, 0].int().tolist()


def test_an_imagined_answer_changes_the_chances_as_adapting_to_it_would(small):
    strategy, problem, state, batch = case(small, "students-irt")
    imagined = [1 - given(batch, 2)[0], *given(batch, 2)[1:]]
    figure = what_if(problem, strategy, state, batch.select(2), ABOUT, imagined, 3)
    seen = batch.select(2).support.inputs[0].argmax(1)
    left = [item for item in range(20) if item not in seen]
    assert figure.asked.tolist() == [item + 1 for item in left]
    assert figure.seen.tolist() == (seen + 1).tolist()
    questions = torch.eye(20)[left].unsqueeze(0)
    for row, answers in enumerate((given(batch, 2), imagined)):
        support = Examples(batch.select(2).support.inputs, torch.tensor(answers).float().view(1, -1, 1))
        stages = list(strategy.adapt(problem, state, support, 3))
        for stage, shown in ((0, figure.started), (3, figure.chances[row])):
            expected = stages[stage].predict(questions)[0, :, 0].sigmoid().detach()
            np.testing.assert_allclose(shown, expected, atol=1e-5)


def test_the_exact_chances_are_the_posteriors_of_both_sets_of_answers(small):
    strategy, problem, state, batch = case(small, "students-irt")
    imagined = [1, 1, 1, 1, 1]
    figure = what_if(problem, strategy, state, batch.select(0), ABOUT, imagined, 1)
    inputs = batch.support.inputs[:1]
    for row, answers in enumerate((given(batch, 0), imagined)):
        chances = problem.family.posterior_chances(inputs, torch.tensor(answers).float().view(1, -1, 1))[0]
        np.testing.assert_allclose(figure.exact[row], chances[figure.asked - 1], atol=1e-5)


def test_where_a_question_is_more_than_its_item_those_to_come_are_asked(small):
    strategy, problem, state, batch = case(small, "students-bkt")
    figure = what_if(problem, strategy, state, batch.select(1), ABOUT, given(batch, 1), 1)
    assert figure.asked.tolist() == (problem.family.asked(batch.query.inputs)[1] + 1).tolist()
    np.testing.assert_array_equal(figure.chances[0], figure.chances[1])
    assert str(figure.said()) == "As given; change an answer to see what would follow."


def test_the_largest_change_is_told(small):
    strategy, problem, state, batch = case(small, "students-irt")
    answers = given(batch, 0)
    imagined = [*answers[:4], 1 - answers[4]]
    figure = what_if(problem, strategy, state, batch.select(0), ABOUT, imagined, 3)
    most = int(np.abs(figure.difference).argmax())
    said = str(figure.said())
    assert said.startswith(f"If item {figure.seen[4]} were {'wrong' if answers[4] else 'right'}: ")
    assert f"most for item {figure.asked[most]}: {figure.chances[0, most]:.0%}" in said


def test_a_student_can_be_made_of_items_where_a_question_is_its_item_alone(small):
    family = small("students-irt").task
    made = made_student(family, DrawnAnswers("Zoé", (3, 1), (True, False)))
    assert made.support.inputs[0].argmax(1).tolist() == [2, 0]
    assert made.support.targets[0, :, 0].tolist() == [1.0, 0.0]
    far = DrawnAnswers("far", (21,), (True,))
    assert made_student(family, far) == unfit(far, family)
    said = made_student(small("students-memory").task, DrawnAnswers("Zoé", (1,), (True,)))
    assert str(said).startswith("The drawn task 'Zoé' is left out: a question of Simulated")


@pytest.mark.parametrize("example", ["students-irt", "students-bkt", "students-memory", "students-class"])
def test_after_the_first_answers_a_student_is_judged_as_if_the_others_had_not_been(small, example: str):
    strategy, problem, state, batch = case(small, example)
    figure = answers_needed(problem, strategy, state, batch, 2)
    shots = batch.support.inputs.shape[1]
    assert figure.seen.tolist() == list(range(shots + 1))
    for at in (0, 3, shots):
        support = Examples(batch.support.inputs[:, :at], batch.support.targets[:, :at])
        *_, learned = strategy.adapt(problem, state, support, 2 if at else 0)
        with torch.no_grad():
            prediction = learned.predict(batch.query.inputs)
        losses = problem.family.loss.per_task(prediction, batch.query.targets).numpy().astype(float)
        assert figure.measures["loss"].mean[at] == pytest.approx(losses.mean(), abs=1e-6)
        half = stats.t.ppf(0.975, len(losses) - 1) * losses.std(ddof=1) / len(losses) ** 0.5
        assert figure.measures["loss"].half[at] == pytest.approx(half, rel=1e-3)


def test_the_exact_solution_needs_all_its_answers_to_be_as_good_as_itself(small):
    _, problem, _, batch = case(small, "students-irt", 200)
    oracle = Oracle()
    figure = answers_needed(problem, oracle, oracle.init(problem, generator(0, "a")), batch, 1)
    np.testing.assert_allclose(figure.measures["loss"].mean, figure.exact["loss"].mean, atol=1e-6)
    assert figure.above.mean[-1] == pytest.approx(0, abs=1e-6)
    assert figure.above.mean[0] > 0.005
    assert figure.enough(1e-4) == 5


def test_a_solution_that_must_know_all_reviews_is_known_for_all_answers_only(small):
    _, problem, _, batch = case(small, "students-memory")
    strategy = Oracle()
    figure = answers_needed(problem, strategy, strategy.init(problem, generator(0, "a")), batch, 1)
    assert figure.exact == {}
    assert figure.best["loss"] == pytest.approx(figure.measures["loss"].mean[-1], abs=1e-6)


def needed(above) -> AnswersNeeded:
    values = np.array(above)
    curve = {"loss": Measured(values + 0.5, np.zeros(len(values)))}
    return AnswersNeeded(10, np.arange(len(values)) * 2, curve, {}, {}, Measured(values, values * 0 + 0.01), "")


def test_answers_are_enough_from_where_on_the_loss_stays_within_the_limit():
    figure = needed([0.3, 0.01, 0.05, 0.02, 0.0])
    assert [figure.enough(limit) for limit in (0.5, 0.05, 0.02, 0.01)] == [0, 2, 6, 8]
    assert needed([0.3, 0.2]).enough(0.1) is None
    assert needed([0.3, np.nan]).enough(0.5) is None


def test_the_criterion_is_told_with_its_limit_and_interval():
    figure = needed([0.3, 0.012])
    assert (
        str(figure.said(0.02))
        == "Within 0.02 in loss of what all 2 give after 2 answers (0.012 \N{PLUS-MINUS SIGN} 0.010)."
    )
    said = "Still 0.012 \N{PLUS-MINUS SIGN} 0.010 in loss above what all 2 give; the limit is 0.01."
    assert str(figure.said(0.01)) == said


def test_many_answers_are_tried_at_evenly_spaced_numbers_with_both_ends():
    assert counts(3) == [0, 1, 2, 3]
    spaced = counts(100)
    assert (spaced[0], spaced[-1], len(spaced)) == (0, 100, 13)
    assert max(np.diff(spaced)) - min(np.diff(spaced)) <= 1


def test_the_area_under_the_curve_has_delongs_interval_where_each_student_gives_one_answer():
    random = np.random.default_rng(0)
    right = (random.random(60) < 0.6).astype(float)
    scores = np.round(random.normal(size=60) + right, 1)  # with ties
    positive, negative = scores[right > 0], scores[right == 0]
    wins = np.array([[(a > b) + 0.5 * (a == b) for b in negative] for a in positive])
    area, half = clustered_area(scores[:, None], right[:, None])
    assert area == pytest.approx(wins.mean())
    variance = wins.mean(1).var(ddof=1) / len(positive) + wins.mean(0).var(ddof=1) / len(negative)
    # no student has both, so that the covariance is that of the products of single deviations: zero
    assert half == pytest.approx(stats.t.ppf(0.975, 59) * variance**0.5, rel=1e-3)


def test_answers_that_always_come_in_copies_tell_no_more_than_one_each():
    random = np.random.default_rng(1)
    right = (random.random((50, 1)) < 0.5).astype(float)
    scores = random.normal(size=(50, 1)) + right
    once, copied = clustered_area(scores, right), clustered_area(scores.repeat(5, 1), right.repeat(5, 1))
    assert copied == pytest.approx(once)


def test_the_area_is_unknown_where_all_answers_are_alike_and_its_interval_where_one_student_has_all_of_a_kind():
    assert np.isnan(clustered_area(np.ones((3, 2)), np.ones((3, 2)))).all()
    area, half = clustered_area(np.array([[0.1, 0.9], [0.2, 0.1]]), np.array([[0, 1], [0, 0]]))
    assert area == 1.0
    assert np.isnan(half)


def test_the_area_of_scores_that_are_no_numbers_is_unknown():
    assert np.isnan(clustered_area(np.full((4, 2), np.nan), np.array([[0, 1], [1, 0], [1, 1], [0, 0]]))).all()


def test_students_stand_in_the_order_of_their_loss_and_the_worst_tenth_is_named(small):
    strategy, problem, state, batch = case(small, "students-irt", 30)
    figure = worst_served(problem, strategy, state, batch, 2)
    *_, learned = strategy.adapt(problem, state, batch.support, 2)
    with torch.no_grad():
        losses = problem.family.loss.per_task(learned.predict(batch.query.inputs), batch.query.targets).numpy()
    assert all(one >= other for one, other in itertools.pairwise(figure.losses))
    np.testing.assert_allclose(figure.losses, losses[figure.tasks], rtol=1e-5)
    assert len(figure.worst) == 3
    assert figure.about == tuple(problem.family.describe(batch, int(task)) for task in figure.worst)
    assert str(figure.traits[0].name) == "ability"
    np.testing.assert_allclose(figure.traits[0].values, batch.latents["ability"])


def served(*traits: Trait) -> ServedFigure:
    tasks = np.arange(40)[::-1]
    return ServedFigure(tasks, np.linspace(2, 1, 40), (ABOUT,) * 4, traits)


def test_traits_are_compared_by_students_t():
    values = np.random.default_rng(0).normal(size=40)
    found = served().contrast(Trait(ABOUT, values))
    assert (found.ours, found.others) == pytest.approx((values[36:].mean(), values[:36].mean()))
    assert found.chance == pytest.approx(stats.ttest_ind(values[36:], values[:36]).pvalue)


def test_of_five_traits_that_are_noise_one_is_announced_1_time_in_20_and_not_each_of_them():
    random, announced = np.random.default_rng(4), 0
    for _ in range(500):
        figure = served(*(Trait(sentence("noise"), random.normal(size=40)) for _ in range(5)))
        announced += str(figure.said()).startswith("In common")
    assert 0.01 < announced / 500 < 0.08  # 0.23 without the correction, 0.1 with Welch's test


def test_groups_that_are_each_all_alike_differ_by_the_chance_of_picking_just_these():
    one = ServedFigure(np.arange(10), np.linspace(2, 1, 10), (ABOUT,), ())
    assert one.contrast(Trait(ABOUT, np.array([5.0] + 9 * [0.0]))).chance == pytest.approx(0.1)
    found = served().contrast(Trait(ABOUT, np.repeat([0.1, 0.3], [36, 4])))
    assert found.chance == pytest.approx(1 / 91_390)  # 40 over 4


def test_a_trait_that_is_not_known_of_all_shows_nothing():
    assert served().contrast(Trait(ABOUT, np.append(np.zeros(39), np.nan))).chance == 1.0


def test_what_the_worst_served_have_in_common_is_told_only_where_the_interval_shows_it():
    random = np.random.default_rng(2)
    noise = Trait(sentence("noise"), np.tile([0.0, 1.0], 20))
    planted = random.normal(size=40)
    planted[36:] -= 8
    figure = served(noise, Trait(sentence("ability"), planted))
    means = planted[36:].mean(), planted[:36].mean()
    assert str(figure.said()) == f"In common: mean ability {means[0]:.2f}, and {means[1]:.2f} of the others."
    assert str(served(noise).said()).startswith("Nothing that is known sets them apart: mean noise 0.50")


def test_a_single_student_is_the_worst_served_and_is_compared_with_nobody(small):
    strategy, problem, state, batch = case(small, "students-irt", 1)
    figure = worst_served(problem, strategy, state, batch, 1)
    assert figure.worst.tolist() == [0]
    assert str(figure.said()) == "There are no others to compare with."
