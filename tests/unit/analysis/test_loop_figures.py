"""The numbers behind the outer-loop and inner-loop pictures, and reading values off them."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.analysis.inner_loop import inner_figure, inner_frame, inner_range, leaves
from simulator.analysis.outer_loop import (
    Curve,
    Line,
    calmed,
    extremes,
    marks,
    thinned,
    training,
    validation,
    x_end,
    y_range,
)
from simulator.analysis.reading import reading
from simulator.analysis.statistics import half_width
from simulator.engine import Changed, Evaluated, Progress, Referenced, Started, Stepped
from simulator.engine.events import Scores
from simulator.strategies.base import State

SCRATCH = Scores("from scratch", np.array([[5.0, 5.0], [4.0, 4.2]]))
ORACLE = Scores("true wave known", np.array([[0.1, 0.3]]))
RAW = Scores("raw pixels", None, np.array([[0.6, 0.8]]))


def evaluated(iteration: int, loss: float) -> Evaluated:
    values = np.array([[loss + 2, loss + 2.2], [loss, loss + 0.2]])
    return Evaluated(iteration, Scores("ours", values, values / 10), State({}), 0.5 * iteration, 20 * iteration)


@pytest.fixture
def progress() -> Progress:
    """Six meta-iterations, evaluated at 0, 3 and 6, changed after the second."""
    done = Progress()
    done.add(Started({"strategy": {"kind": "maml"}}))
    done.add(Referenced({"scratch": SCRATCH, "oracle": ORACLE, "nearest-mean": RAW}))
    done.add(evaluated(0, 3.0))
    for iteration in range(1, 7):
        if iteration == 3:
            done.add(Changed(2, "strategy.inner_lr", 0.01, 0.02))
        done.add(Stepped(iteration, 7.0 - iteration, 0.5 * iteration, 20 * iteration, 100 * iteration))
        if iteration % 3 == 0:
            done.add(evaluated(iteration, 3.0 - iteration / 3))
    return done


@pytest.mark.parametrize(("axis", "unit"), [("iterations", 1), ("gradients", 20), ("seconds", 0.5)])
def test_the_outer_loop_is_drawn_against_iterations_gradients_or_seconds(progress: Progress, axis, unit: float):
    trained, validated = training(progress, axis), validation(progress, axis, step=1)
    assert trained.raw.x.tolist() == trained.smooth.x.tolist() == [unit * n for n in range(1, 7)]
    assert trained.raw.y.tolist() == [6, 5, 4, 3, 2, 1]
    assert trained.smooth.y == pytest.approx([6, 5.2, 4.4, 3.6, 2.8, 2])
    assert validated.curve.x.tolist() == [0, 3 * unit, 6 * unit]
    assert validated.curve.y == pytest.approx([3.1, 2.1, 1.1])
    assert validated.band == pytest.approx([half_width(np.array([[3.0, 3.2]]))[0]] * 3)
    ((at, text),) = marks(progress, axis)
    assert (at, str(text)) == (2 * unit, "\u03b1 0.01 \u2192 0.02")


def test_reference_lines_are_taken_after_the_chosen_step(progress: Progress):
    def lines(step: int, measure="loss") -> dict[str, float]:
        return {line.key: line.value for line in validation(progress, "iterations", step, measure).lines}

    assert lines(0) == pytest.approx({"scratch": 5.0, "oracle": 0.2})
    assert lines(1) == pytest.approx({"scratch": 4.1, "oracle": 0.2})
    assert lines(1, "accuracy") == pytest.approx({"nearest-mean": 0.7})


def test_accuracy_has_no_training_curve(progress: Progress):
    trained = training(progress, "iterations", "accuracy")
    assert (len(trained.raw.x), len(trained.smooth.x)) == (0, 0)
    assert validation(progress, "iterations", 1, "accuracy").curve.y == pytest.approx([0.31, 0.21, 0.11])


def test_thinning_a_curve_loses_no_peak():
    y = np.random.default_rng(0).normal(size=10_000)
    y[[1234, 8765]] = 50.0, -50.0
    curve = extremes(np.arange(10_000.0), y, 400)
    assert len(curve.x) == len(curve.y) == 800
    assert (curve.y.max(), curve.y.min()) == (50.0, -50.0)
    assert np.all(np.diff(curve.x) >= 0)
    for bucket in range(400):
        part = y[25 * bucket : 25 * (bucket + 1)]
        assert curve.y[2 * bucket : 2 * bucket + 2].tolist() == [part.min(), part.max()]


def test_a_thinned_curve_keeps_its_points_and_its_last_one():
    x = np.arange(10_001.0)
    curve = thinned(x, x**2, 400)
    assert len(curve.x) <= 402
    assert curve.x[-1] == 10_000
    assert np.array_equal(curve.y, curve.x**2)
    assert thinned(x[:5], x[:5], 400).x.tolist() == [0, 1, 2, 3, 4]


def test_the_x_axis_grows_in_steps_up_to_the_plan(progress: Progress):
    assert x_end(progress, "iterations", 20_000) == 100
    assert x_end(progress, "iterations", 60) == 60
    assert x_end(progress, "seconds", 20_000) == 5.0
    assert x_end(progress, "gradients", 20_000) == 1000.0


def test_the_y_axis_holds_the_curves_and_the_references_near_them(progress: Progress):
    curves = [training(progress, "iterations").smooth, validation(progress, "iterations", 1).curve]
    lines = list(validation(progress, "iterations", 1).lines)
    assert y_range(curves, lines, logarithmic=False, measure="loss") == (0.0, 10.0)
    low, high = y_range(curves, lines, logarithmic=True, measure="loss")
    assert 0 < low <= 0.2 < 6 <= high
    far = Line("scratch", "from scratch", 1000.0)
    assert y_range(curves, [far], logarithmic=False, measure="loss") == (0.0, 10.0)
    assert y_range(curves, lines, logarithmic=False, measure="accuracy") == (0.0, 1.0)


def test_the_y_axis_shows_small_differences_of_large_losses_with_their_bands():
    curve, line = Curve(np.arange(4.0), np.array([0.69, 0.69, 0.65, 0.63])), Line("oracle", "best", 0.62)
    assert y_range([curve], [line], False, "loss") == pytest.approx((0.6, 0.7))
    bands = [curve.y - 0.1, curve.y + 0.1]
    assert y_range([curve], [line], False, "loss", bands) == pytest.approx((0.5, 0.8))
    exact = Line("oracle", "exact", 0.0)  # at zero, and worth seeing
    assert y_range([curve], [exact], False, "loss", bands) == (0.0, 1.0)


def test_wild_values_of_training_do_not_flatten_what_is_judged():
    wild, judged = Curve(np.arange(3.0), np.array([1.0, 900.0, np.nan])), Curve(np.arange(2.0), np.array([2.0, 1.0]))
    assert calmed(wild, [judged]).y == pytest.approx([1.0, 8.0, np.nan], nan_ok=True)
    assert calmed(wild, [Curve(np.empty(0), np.empty(0))]) is wild


def test_the_y_axis_of_nothing_finite_is_a_plain_one():
    overflowed = Curve(np.arange(3.0), np.array([np.nan, np.inf, np.nan]))
    for curves in ([], [overflowed]):
        assert y_range(curves, [], logarithmic=False, measure="loss") == (0.0, 1.0)
        assert y_range(curves, [], logarithmic=True, measure="loss") == (0.01, 1.0)


def test_values_are_read_at_the_nearest_iteration_and_the_last_evaluation_up_to_it(progress: Progress):
    read = reading(progress, "iterations", 4.4, 1, "loss")
    assert (read.iteration, read.x, read.raw) == (4, 4.0, 3.0)
    assert read.smooth == pytest.approx(np.average([6, 5, 4, 3], weights=[6, 24, 60, 120]))
    assert read.validation == pytest.approx(2.1)
    assert reading(progress, "gradients", 119.0, 1, "loss").iteration == 6
    assert reading(progress, "seconds", -1.0, 1, "accuracy").raw is None
    assert reading(progress, "iterations", 99.0, 1, "loss").iteration == 6
    assert reading(Progress(), "iterations", 1.0, 1, "loss") is None


def test_the_inner_loop_shows_the_latest_evaluation_among_earlier_ones(progress: Progress):
    figure = inner_figure(progress)
    assert figure.iteration == 6
    assert figure.now == pytest.approx([3.1, 1.1])
    assert figure.tasks.tolist() == [[3.0, 1.0], [3.2, 1.2]]
    assert [iteration for iteration, _ in figure.earlier] == [0, 3]
    assert figure.earlier[0][1] == pytest.approx([5.1, 3.1])
    assert figure.scratch == pytest.approx([5.0, 4.1])
    assert [(line.key, line.value) for line in figure.lines] == [("oracle", pytest.approx(0.2))]
    assert inner_range(figure) == pytest.approx(5.1)


def test_a_loss_that_blows_up_after_the_trained_steps_leaves_the_inner_picture(progress: Progress):
    figure = replace(inner_figure(progress), now=np.array([3.0, 0.5, 2.0, 1e9, np.inf]), earlier=())
    assert inner_range(figure) == pytest.approx(5.0)  # the references'
    bottom, top = inner_frame(figure)
    assert (bottom, top) == (0.0, 10.0)
    assert leaves(figure, top) == 3
    assert leaves(replace(figure, now=np.array([3.0, 99.0, 1.0])), top) is None
    assert leaves(replace(figure, now=np.array([np.nan, np.nan])), top) == 0


def test_an_inner_picture_of_large_losses_does_not_begin_at_zero_and_holds_single_tasks(progress: Progress):
    figure = replace(
        inner_figure(progress),
        now=np.array([0.65, 0.63]),
        band=np.array([0.01, 0.01]),
        tasks=np.array([[0.7, 0.55]]),
        earlier=(),
        scratch=np.array([0.69, 0.7]),
        lines=(Line("oracle", "best", 0.62),),
    )
    assert inner_frame(figure) == pytest.approx((0.55, 0.7))


def test_the_inner_loop_of_accuracy_has_its_own_references(progress: Progress):
    figure = inner_figure(progress, "accuracy")
    assert figure.now == pytest.approx([0.31, 0.11])
    assert figure.scratch is None
    assert [line.key for line in figure.lines] == ["nearest-mean"]


def test_there_is_no_inner_loop_before_the_first_evaluation():
    assert inner_figure(Progress()) is None


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Changed(1, "strategy.inner_lr", 0.01, 0.03), "\u03b1 0.01 \u2192 0.03"),
        (Changed(1, "strategy.outer_lr", 0.001, 0.1), "\u03b2 0.001 \u2192 0.1"),
        (Changed(1, "strategy.inner_steps", 1, 2), "n 1 \u2192 2"),
        (Changed(1, "schedule.iterations", 100, 200), "Meta-iterations 100 \u2192 200"),
        (Changed(1, "speed", 10.0, None), "speed 10/s \u2192 unlimited"),
        (Changed(1, "learner.unknown", True, "words"), "learner.unknown True \u2192 words"),
        (Changed(1, "nonsense", None, (1, 2)), "nonsense None \u2192 (1, 2)"),
    ],
)
def test_a_mark_names_the_parameter_and_both_values(progress: Progress, change: Changed, text: str):
    progress.add(change)
    assert str(marks(progress, "iterations")[-1][1]) == text


def test_means_and_bands_are_those_of_every_evaluation_over_many():
    done, rng = Progress(), np.random.default_rng(0)
    kept = rng.gamma(2.0, size=(200, 3, 5))
    for index, values in enumerate(kept):
        done.add(Evaluated(index, Scores("ours", values), State({}), 0.0, 0))
    for step in range(3):
        validated = validation(done, "iterations", step)
        assert np.array_equal(validated.curve.x, np.arange(200.0))
        np.testing.assert_allclose(validated.curve.y, kept[:, step].mean(1))
        np.testing.assert_allclose(validated.band, [half_width(values)[step] for values in kept])
    assert len(validation(done, "iterations", 0, "accuracy").curve.x) == 0
