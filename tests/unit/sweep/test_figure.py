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


def shown(*rows, measure="loss"):
    """The figure of one axis with so many seeds a row; None diverged, NaN is not there."""
    found = {}
    for position, loss in enumerate(loss for row in rows for loss in row):
        if loss is None or loss == loss:
            found[position] = None if loss is None else scores(9.0, loss)
    axis = SweptAxis("x", "Rate", tuple(range(len(rows))), tuple(map(str, range(len(rows)))))
    return sweep_figure([axis], len(rows[0]), found, measure, 1)


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
    assert str(figure.said) == "After one step Rate 0 is best, with an error of 3 ± 4.97 over 3 seeds."


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
    told = str(sweep_figure([sweep_axis], 2, found, "loss", 1, failed=1).said)
    assert told.startswith("After one step Rate 0 has the best mean")
    assert told.endswith(" One run failed and is left out.")


def test_a_value_that_diverged_with_one_seed_is_not_best_however_low_the_others_are():
    figure = shown([0.1, None, 0.1], [5.0, 5.1, 5.2])
    assert (figure.best, figure.rivals) == ((1,), ())
    assert figure.counts.tolist() == [2, 3]


def test_of_accuracies_the_highest_is_best():
    found = {at: Scores("", None, np.array([[right, right]])) for at, right in enumerate([0.5, 0.6, 0.9, 0.8])}
    figure = sweep_figure([RATE], 2, found, "accuracy", 0)
    assert figure.best == (1,)
    assert "85% ± " in str(figure.told((1,)))


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
