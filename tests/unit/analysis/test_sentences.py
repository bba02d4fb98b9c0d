"""What is seen, in plain words: known numbers give exactly these sentences."""

import numpy as np
import pytest

from simulator.analysis.sentences import after, findings, percent, significant
from simulator.engine.events import Scores

EIGHT = np.array([1, -1, 1, -1, 1, -1, 1, -1])


def scores(*means: float, spread: float = 0.0, accuracy: bool = False) -> Scores:
    """Eight tasks about each mean, one row a step."""
    values = np.array([mean + spread * EIGHT for mean in means])
    return Scores("ours", np.ones_like(values), values) if accuracy else Scores("ours", values)


def said(*given) -> str:
    return " ".join(str(each) for each in findings(*given))


def test_an_error_is_said_beside_a_random_start_and_the_best_possible():
    references = {"scratch": scores(4.5, 4.1), "oracle": scores(0.25)}
    assert said(scores(3.0, 0.48, spread=0.1), references, 1) == (
        "After one step the error is 0.480 \u00b1 0.089; from a random start it is 4.1, and the best possible is 0.25. "
        "Before adapting it is 3.000."
    )


def test_a_best_possible_of_nothing_is_left_out():
    references = {"scratch": scores(4.5, 4.1), "oracle": scores(0.0)}
    assert said(scores(3.0, 0.48), references, 1) == (
        "After one step the error is 0.48 \u00b1 0; from a random start it is 4.1. Before adapting it is 3."
    )


def test_without_references_only_the_error_itself_is_said():
    assert said(scores(3.0, 0.48, spread=0.1), {}, 0) == "Before any step the error is 3.000 \u00b1 0.089."


def test_accuracy_is_said_where_there_are_classes():
    references = {
        "scratch": scores(0.1, 0.2, 0.2, 0.26, accuracy=True),
        "nearest-mean": Scores("raw", None, np.full((1, 8), 0.667)),
    }
    ours = scores(0.1, 0.5, 0.7, 0.82, spread=0.02, accuracy=True)
    assert said(ours, references, 3) == (
        "After 3 steps 82.0% \u00b1 1.8% of the answers are right; from a random start 26%, by the nearest class mean "
        "on raw pixels 67%. Before adapting it is 10.0%."
    )


def test_accuracy_without_raw_pixels_or_a_random_start():
    ours = scores(0.1, 0.5, spread=0.02, accuracy=True)
    references = {"scratch": scores(0.1, 0.2, accuracy=True)}
    assert said(ours, references, 1).startswith(
        "After one step 50.0% \u00b1 1.8% of the answers are right; from a random start 20%."
    )
    assert said(ours, {}, 0) == "Before any step 10.0% \u00b1 1.8% of the answers are right."


def test_meta_overfitting_is_said_where_maml_is_significantly_worse_than_a_random_start():
    rng = np.random.default_rng(0)
    tasks = rng.normal(0, 0.1, size=200)
    theirs = Scores("scratch", np.ones((4, 200)), np.tile(0.57 + tasks, (4, 1)))
    ours = Scores("ours", np.ones((4, 200)), np.tile(0.41 + tasks + rng.normal(0, 0.05, 200), (4, 1)))
    *_, last = findings(ours, {"scratch": theirs}, 3, training=0.3)
    assert str(last) == "That is worse than a random start: what is learned misleads on new tasks (meta-overfitting)."


def test_meta_overfitting_is_not_said_where_training_is_no_better_than_new_tasks():
    ours, theirs = scores(1.0, 2.0, spread=0.01), scores(1.0, 1.0)
    *_, last = findings(ours, {"scratch": theirs}, 1, training=1.9)
    assert str(last) == "That is worse than a random start."


def test_nothing_is_said_of_a_difference_where_a_random_start_overflows():
    ours, theirs = scores(1.0, 0.5, spread=0.01), scores(1.0, float("inf"))
    assert "random start." not in str(findings(ours, {"scratch": theirs}, 1)[-1])


@pytest.mark.parametrize("gap", [0.001, -0.001])
def test_a_difference_within_its_uncertainty_is_said_to_be_one(gap: float):
    ours, theirs = scores(1.0, 1.0 + gap, spread=0.1), scores(1.0, 1.0)
    *_, last = findings(ours, {"scratch": theirs}, 1)
    assert str(last) == "The difference to a random start is within its uncertainty."


def test_the_comparison_is_paired_so_that_hard_tasks_do_not_hide_a_difference():
    hard = 10.0 + 5.0 * EIGHT
    ours, theirs = Scores("ours", np.stack([hard, hard + 0.1])), Scores("scratch", np.stack([hard, hard]))
    *_, last = findings(ours, {"scratch": theirs}, 1)
    assert "worse than a random start" in str(last)


@pytest.mark.parametrize("accuracy", [False, True])
def test_better_is_a_lower_error_and_a_higher_accuracy(accuracy: bool):
    low, high = (scores(0.1, value, spread=0.01, accuracy=accuracy) for value in (0.2, 0.8))
    better, worse = (high, low) if accuracy else (low, high)
    assert "worse than" not in said(better, {"scratch": worse}, 1)
    assert "worse than a random start" in said(worse, {"scratch": better}, 1)


def test_words_for_steps_losses_and_shares():
    assert [str(after(step)) for step in (0, 1, 7)] == ["Before any step", "After one step", "After 7 steps"]
    values = (0.00005, 0.00012, 0.48123, 0.0123, 1.0, 4.056, 12.34, 123.4, 999.9, 4152.0, 415_000.0, 2.5e6)
    assert [significant(value) for value in values] == (
        ["0", "0.00012", "0.48", "0.012", "1", "4.06", "12.3", "123", "1,000", "4,150", "415,000", "2.5e+06"]
    )
    assert [percent(share) for share in (0.0, 0.666, 1.0)] == ["0%", "67%", "100%"]


def test_an_error_that_overflows_is_said_by_the_tasks_on_which_it_does():
    losses = np.full((3, 8), 2.0)
    losses[1:, :3] = [[np.inf] * 3, [np.nan] * 3]
    ours = Scores("ours", losses)
    assert said(ours, {"scratch": scores(4.0, 4.0, 4.0)}, 2) == (
        "On 3 of 8 tasks the loss overflows after 2 steps. Before adapting it is 2."
    )
    assert said(ours, {}, 1).startswith("On 3 of 8 tasks the loss overflows after one step.")
    assert said(Scores("ours", losses[1:]), {}, 0) == "On 3 of 8 tasks the loss overflows before any step."


def test_a_random_start_that_overflows_is_said_in_words():
    assert "from a random start it is too large for a number." in said(scores(1.0), {"scratch": scores(np.inf)}, 0)


def test_of_a_single_task_it_is_said_that_it_gives_no_interval():
    ours, theirs = (Scores("ours", np.array([[3.0], [value]])) for value in (0.48, 4.1))
    assert said(ours, {"scratch": theirs}, 1) == (
        "After one step the error is 0.48; from a random start it is 4.1. Before adapting it is 3. That is of one "
        "task, which gives no interval."
    )
    right = Scores("ours", np.ones((1, 1)), np.full((1, 1), 0.8))
    assert said(right, {}, 0) == (
        "Before any step 80% of the answers are right. That is of one task, which gives no interval."
    )
