"""The picture of a sweep: means and intervals over seeds by hand, and what may be called best."""

import math

import numpy as np
import pytest

from simulator.analysis.sweep import SweptAxis, sweep_figure
from simulator.engine.events import Scores
from simulator.store.sweeps import Outcome
from simulator.sweep.result import figure, result

RATE = SweptAxis("strategy.inner_lr", "Inner learning rate", (0.1, 0.2), ("0.1", "0.2"))
T95 = 4.302652730  # Student's t, two degrees of freedom


def scores(*losses):
    """Scores of two tasks whose mean after each step is given."""
    return Scores("", np.array([[loss - 1.0, loss + 1.0] for loss in losses]))


def shown(*rows, measure="loss", failed=()):
    """The figure of one axis with so many seeds a row; None diverged, NaN is not there, or `failed` at a position."""
    found = {}
    for position, loss in enumerate(loss for row in rows for loss in row):
        if loss is None or loss == loss:
            found[position] = None if loss is None else scores(9.0, loss)
    axis = SweptAxis("x", "Rate", tuple(range(len(rows))), tuple(map(str, range(len(rows)))))
    return sweep_figure([axis], len(rows[0]), found, measure, 1, failed)


def test_means_and_intervals_are_those_over_seeds():
    figure = shown([1.0, 2.0, 3.0], [5.0, 5.0, 5.0])
    assert figure.means.tolist() == [2.0, 5.0]
    assert figure.half_widths.tolist() == pytest.approx([T95 / math.sqrt(3), 0.0])
    assert figure.counts.tolist() == [3, 3]


def test_the_chosen_inner_step_is_shown():
    figure = sweep_figure([RATE], 1, {0: scores(3.0, 2.0), 1: scores(1.0, 4.0)}, "loss", 0)
    assert figure.means.tolist() == [3.0, 1.0]


def test_with_two_parameters_rows_are_the_first_and_columns_the_second():
    other = SweptAxis("task.shots", "Shots", (5, 10, 20), ("5", "10", "20"))
    figure = sweep_figure([RATE, other], 1, {4: scores(0.0, 7.0)}, "loss", 1)
    assert figure.means.shape == (2, 3)
    assert figure.means[1, 1] == 7.0
    assert np.isnan(figure.means).sum() == 5


def test_a_value_is_best_where_the_paired_interval_shows_it_though_those_over_seeds_overlap():
    figure = shown([1.0, 3.0, 5.0], [1.5, 3.5, 5.5])  # always half more, whatever the seed
    assert figure.half_widths[0] > 0.5
    assert (figure.best, figure.rivals) == ((0,), ())
    assert str(figure.said) == "After one step Rate 0 is best, with an error of 3.0 ± 5.0 over 3 seeds."


def test_nothing_is_called_best_within_the_uncertainty():
    figure = shown([1.0, 2.0, 3.0], [1.5, 1.4, 3.7], [90.0, 91.0, 92.0])
    assert (figure.best, figure.rivals) == ((0,), ((1,),))
    assert " has the best mean, " in str(figure.said)
    assert " is best" not in str(figure.said)
    assert "but Rate 1, with " in str(figure.said)


def test_one_seed_shows_nothing_for_certain():
    assert "with a single seed: more seeds would show" in str(shown([1.0], [5.0]).said)


def test_while_cells_are_missing_it_is_said_that_it_is_so_far():
    assert str(shown([1.0, 1.1, 1.2], [5.0, 5.0, math.nan]).said).startswith("So far: ")
    assert str(shown([1.0, math.nan], [5.0, math.nan]).said) == (
        "No combination of values has the results of all its seeds yet."
    )


def test_where_the_missing_cells_failed_nothing_more_is_waited_for():
    sweep_axis = SweptAxis("x", "Rate", (0, 1), ("0", "1"))
    found = {0: scores(9.0, 1.0), 1: scores(9.0, 1.1), 2: scores(9.0, 5.0)}
    told = str(sweep_figure([sweep_axis], 2, found, "loss", 1, failed=[3]).said)
    assert told.startswith("After one step Rate 0 has the best mean")
    assert told.endswith(" One run failed and is left out.")


def test_a_value_that_diverged_with_one_seed_is_not_best_however_low_the_others_are():
    figure = shown([0.1, None, 0.1], [5.0, 5.1, 5.2])
    assert (figure.best, figure.rivals) == ((1,), ())
    assert figure.counts.tolist() == [2, 3]


@pytest.mark.parametrize(
    ("row", "failed", "said"),
    [
        ([1.0, 2.0, math.nan, math.nan, 3.0], [2, 3], "2 of 5 seeds failed; the mean is of the other 3."),
        ([1.0, None, 1.0], [], "1 of 3 seeds diverged; the mean is of the other 2."),
        ([None, math.nan, 1.0], [1], "1 of 3 seeds failed and 1 diverged; what is shown is of the other one."),
        ([None, None], [], "2 of 2 seeds diverged."),
    ],
)
def test_where_seeds_were_lost_it_is_said_what_the_mean_is_of(row, failed, said):
    figure = shown(row, failed=failed)
    assert str(figure.missed((0,))) == said
    assert figure.partial.tolist() == [figure.counts[0] > 0]


def test_where_all_seeds_have_a_result_or_will_have_one_nothing_is_said_to_be_lost():
    figure = shown([1.0, 2.0], [1.0, math.nan])
    assert [figure.missed((at,)) for at in range(2)] == [None, None]
    assert not figure.partial.any()


def test_a_lower_mean_of_fewer_seeds_is_said_not_to_count():
    assert "Means that lack a seed, which failed or diverged, are not called best." in str(
        shown([0.1, None, 0.1], [5.0, 5.1, 5.2]).said
    )


def test_an_interval_is_drawn_from_three_results_on_and_two_are_drawn_themselves():
    figure = shown([1.0, 2.0, 3.0], [1.0, math.nan, 4.0], [5.0, math.nan, math.nan])
    assert np.isfinite(figure.drawn_half_widths).tolist() == [True, False, False]
    assert figure.singles[1][[0, 2]].tolist() == [1.0, 4.0]
    assert np.isnan(figure.singles[[0, 2]]).all()


def test_two_results_that_are_written_alike_are_not_told_as_two_numbers():
    said = str(shown([0.40, 0.41, 0.42], [0.42, 0.40, 0.4102]).said)
    assert said.count("0.410 ± 0.025") == 1
    assert "but Rate 1, with as much to these digits, is not shown to be worse." in said


def test_values_of_an_axis_that_would_read_alike_have_more_digits(swept):
    sweep = swept("strategy.inner_lr=0.1,0.10001,0.10002")
    assert figure(sweep, {}, "loss", 1).axes[0].names == ("0.1", "0.10001", "0.10002")


@pytest.mark.parametrize(
    ("tested", "judges"), [((True, True), "test"), ((False, False), "validation"), ((True, False), "both")]
)
def test_it_is_known_on_which_tasks_the_results_are(swept, tested, judges):
    sweep = swept("strategy.inner_lr=0.1,0.2")
    outcomes = {
        at: Outcome("completed", validated=scores(2.0, 1.5), tested=scores(3.0, 1.0) if each else None)
        for at, each in enumerate(tested)
    }
    shown = figure(sweep, outcomes, "loss", 1)
    assert shown.judges == judges
    assert shown.means.tolist() == [1.0 if each else 1.5 for each in tested]
    assert ("test" in str(shown.measured), "validation" in str(shown.measured)) == (any(tested), not all(tested))


def test_of_accuracies_the_highest_is_best():
    found = {at: Scores("", None, np.array([[right, right]])) for at, right in enumerate([0.5, 0.6, 0.9, 0.8])}
    figure = sweep_figure([RATE], 2, found, "accuracy", 0)
    assert figure.best == (1,)
    assert str(figure.told((1,))) == "85% ± 64% right"


def test_the_table_has_a_row_for_each_combination():
    columns = shown([1.0, 3.0], [5.0, 5.0]).columns()
    assert columns["x"] == [0, 1]
    assert (columns["mean"], columns["results"]) == ([2.0, 5.0], [2, 2])


def test_the_result_as_json_has_no_number_that_json_lacks(swept):
    sweep = swept("strategy.inner_lr=0.1,0.2")
    outcomes = {0: Outcome("diverged"), 1: Outcome("completed", tested=scores(2.0, 1.0), run=4)}
    written = result(sweep, outcomes, 3, "loss", 1)
    assert [row["mean"] for row in written["grid"]] == [None, 1.0]
    assert [cell["state"] for cell in written["cells"]] == ["diverged", "completed"]
    assert written["cells"][1]["test"]["loss"] == [2.0, 1.0]
    assert (written["sweep"], written["state"]) == (3, "completed")


def test_cells_that_failed_have_no_result_and_those_without_a_test_that_of_the_validation_tasks(swept):
    sweep = swept("strategy.inner_lr=0.1,0.2")
    outcomes = {0: Outcome("failed"), 1: Outcome("completed", validated=scores(2.0, 1.5))}
    assert figure(sweep, outcomes, "loss", 1).means.tolist()[1] == 1.5
    assert figure(sweep, outcomes, "loss", 1).counts.tolist() == [0, 1]
