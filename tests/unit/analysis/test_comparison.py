"""What is compared with what, and what is said of it: known differences, and everything that stands in the way."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.analysis.compared_curves import all_tested, by_cost, by_step, cost, difference_frame, frame, seed_points
from simulator.analysis.comparison import comparable, compared, matched, pairing
from simulator.analysis.contenders import Tried, contenders, doubled
from simulator.analysis.settings import settings, titles
from simulator.analysis.verdict import best, said
from simulator.analysis.verdict import cost as cost_said
from simulator.declaration import Sentence
from simulator.engine import Evaluated, Finished, Progress, Stepped
from simulator.engine import Tested as OnUnseenTasks
from simulator.engine.events import Scores
from simulator.experiment import Experiment, load_example
from simulator.experiment.documents import parse, set_value, to_document

TASKS = 600


def experiment(kind: str = "maml", seed: int = 0, **values) -> Experiment:
    document = set_value(to_document(load_example("sine-maml")), "strategy.kind", kind) | {"seed": seed}
    for path, value in values.items():
        document = set_value(document, path.replace("__", "."), value)
    return parse(document)


def difficulties(seed: int, tasks: int = TASKS) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=tasks)


def tried(number: int, made: Experiment, losses: np.ndarray | None = None, gradients: int = 100, **more) -> Tried:
    """A run with one evaluation before and one after its only meta-iteration; tested on `losses` ``[step, task]``."""
    progress = Progress()
    early = Scores("ours", 2 + 0.1 * difficulties(made.seed, 100)[None].repeat(2, axis=0))
    progress.add(Evaluated(0, early, None, 0.0, 0))
    progress.add(Stepped(1, 1.0, 0.5, gradients, 50))
    progress.add(Evaluated(1, Scores("ours", early.loss - 1), None, 0.5, gradients))
    if losses is not None:
        progress.add(OnUnseenTasks(Scores("ours", losses, **more), {}))
    return Tried(number, made, progress)


def shifted(seed: int, by: float, noise: float = 0.1, tasks: int = TASKS) -> np.ndarray:
    """Losses of shared tasks after 0 and 1 steps, exactly `by` higher in the mean after 1."""
    shared, own = 3 + difficulties(seed, tasks), difficulties(seed + 1000 + round(1e4 * abs(by)), tasks)
    return np.stack([shared, shared + by + noise * (own - own.mean())])


def two(first: Tried, second: Tried, measure="loss"):
    one, other = contenders([first, second])
    found = pairing(one, other, measure)
    return found if isinstance(found, Sentence) else compared(found)


def test_a_clear_difference_is_said_with_its_interval_and_what_it_rests_on():
    found = two(tried(1, experiment("meta-sgd"), shifted(0, 0.0)), tried(2, experiment("maml"), shifted(0, 0.12)))
    assert (
        str(said(found, 1)[0])
        == "Meta-SGD is better than MAML by 0.120 \u00b1 0.011 after one step, on the same 600 tasks."
    )
    assert found.claim.mean[1] == pytest.approx(-0.12)


def test_a_difference_within_its_interval_is_not_called_one():
    found = two(tried(1, experiment("meta-sgd"), shifted(0, 0.0)), tried(2, experiment("maml"), shifted(0, 0.004)))
    first = str(said(found, 1)[0])
    assert first.startswith("No difference between Meta-SGD and MAML is shown after one step: it is -0.004 \u00b1 ")
    assert "better than" not in first
    assert found.winner(1) is None


def test_the_order_of_the_two_changes_the_sign_and_not_the_winner():
    one, other = tried(1, experiment("meta-sgd"), shifted(0, 0.0)), tried(2, experiment("maml"), shifted(0, 0.12))
    assert str(said(two(one, other), 1)[0]) == str(said(two(other, one), 1)[0])
    assert two(one, other).claim.mean[1] == pytest.approx(-two(other, one).claim.mean[1])


def test_one_seed_speaks_of_its_trained_states_only_and_says_so():
    found = two(tried(1, experiment("meta-sgd"), shifted(0, 0.0)), tried(2, experiment("maml"), shifted(0, 0.12)))
    assert str(said(found, 1)[2]) == "That is about these two trained states; other seeds may tell otherwise."


def test_several_seeds_are_the_units_of_what_is_said_of_strategies():
    runs = [tried(seed, experiment("meta-sgd", seed), shifted(seed, 0.0)) for seed in range(5)]
    gains = (0.10, 0.11, 0.12, 0.13, 0.14)
    runs += [tried(9 + seed, experiment("maml", seed), shifted(seed, gain)) for seed, gain in enumerate(gains)]
    one, other = contenders(runs)
    found = compared(pairing(one, other))
    assert one.seeds == (0, 1, 2, 3, 4)
    half = 2.776445 * np.std(gains, ddof=1) / np.sqrt(5)
    assert (found.claim.low[1], found.claim.high[1]) == pytest.approx((-0.12 - half, -0.12 + half))
    assert str(said(found, 1)[0]) == (
        "Meta-SGD is better than MAML by 0.120 \u00b1 0.020 after one step, on the same 600 tasks, 5 seeds."
    )


def test_what_varies_too_much_by_seed_is_shown_for_the_trained_states_alone():
    runs = [tried(seed, experiment("meta-sgd", seed), shifted(seed, 0.0)) for seed in range(3)]
    runs += [
        tried(9 + seed, experiment("maml", seed), shifted(seed, gain)) for seed, gain in enumerate((0.5, 0.1, -0.2))
    ]
    found = compared(pairing(*contenders(runs)))
    assert found.winner(1) is None
    assert found.trained.shown(1)
    assert str(said(found, 1)[-1]).startswith("For the trained states alone a difference is shown")


def test_of_several_seeds_only_those_that_both_have_count():
    runs = [tried(seed, experiment("meta-sgd", seed), shifted(seed, 0.0)) for seed in (0, 1, 2)]
    runs += [tried(9 + seed, experiment("maml", seed), shifted(seed, 0.1)) for seed in (1, 2, 3)]
    assert pairing(*contenders(runs)).seeds == (1, 2)


def test_of_answers_more_right_ones_are_better():
    right = np.full((2, TASKS), 0.5) + 0.1 * difficulties(0)
    one = tried(1, experiment("meta-sgd"), shifted(0, 0.0), accuracy=right + 0.1 + 0.01 * difficulties(5))
    found = two(one, tried(2, experiment("maml"), shifted(0, 0.0), accuracy=right), "accuracy")
    assert found.winner(1) == 0
    assert str(said(found, 1)[0]).startswith("Meta-SGD is better than MAML by 9.967 \u00b1 0.080")
    assert "percentage points after one step" in str(said(found, 1)[0])


def test_who_gains_is_counted_by_task():
    losses = shifted(0, 0.0)
    gain = np.where(np.arange(TASKS) < 426, -0.1, 0.2)
    found = two(tried(1, experiment("meta-sgd"), losses + gain), tried(2, experiment("maml"), losses))
    assert found.better[1] == pytest.approx(0.71)
    assert str(said(found, 1)[1]) == "Meta-SGD is better on 71% of the tasks."


def test_equal_results_are_called_equal():
    found = two(tried(1, experiment("meta-sgd"), shifted(0, 0.0)), tried(2, experiment("maml"), shifted(0, 0.0)))
    assert [str(each) for each in said(found, 1)] == [
        "Meta-SGD and MAML are equal after one step, on the same 600 tasks."
    ]


def test_an_overflow_is_said_and_nothing_is_compared():
    broken = shifted(0, 0.0)
    broken[1, :7] = np.inf
    found = two(tried(1, experiment("meta-sgd"), broken), tried(2, experiment("maml"), shifted(0, 0.1)))
    assert [str(each) for each in said(found, 1)] == [
        "Meta-SGD and MAML cannot be compared after one step: on 7 tasks the loss of Meta-SGD overflows."
    ]
    assert found.winner(1) is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"seed": 3}, "the seeds are 0 and 3. Run one of them with the seed of the other."),
        ({"task__shots": 5}, "(Shots: 10 and 5). Give both the same value."),
        ({"task__amplitude": [1.0, 2.0]}, "(Amplitude: 0.1 to 5 and 1 to 2)."),
        ({"schedule__test_tasks": 100}, "600 and 100 test tasks. Give both the same number."),
    ],
)
def test_other_tasks_are_refused_with_what_to_change(values: dict, words: str):
    found = comparable(tried(1, experiment(), shifted(0, 0.0)), tried(2, experiment(**values), shifted(0, 0.0)))
    assert str(found).startswith("They were judged on other tasks")
    assert words in str(found)


def test_another_family_is_refused_by_name(small):
    found = comparable(tried(1, experiment(), shifted(0, 0.0)), tried(2, small("linear-maml"), shifted(0, 0.0)))
    assert "Sine waves and " in str(found)
    assert str(found).endswith("Choose runs of the same task family.")


def test_tasks_that_are_not_the_same_after_all_are_noticed_by_what_is_known_of_them():
    runs = [tried(number, experiment(kind), shifted(0, 0.0)) for number, kind in ((1, "maml"), (2, "meta-sgd"))]
    for run, level in zip(runs, (0.1, 0.2), strict=True):
        run.progress.tested.references["oracle"] = Scores("known", np.full((1, TASKS), level))
    assert "the data or the program has changed" in str(comparable(*runs))


def test_runs_that_go_on_are_compared_where_both_were_evaluated():
    one, other = tried(1, experiment("meta-sgd")), tried(2, experiment("maml"))
    one.progress.add(Evaluated(2, Scores("ours", np.zeros((2, 100))), None, 1.0, 200))
    found = pairing(*contenders([one, other]))
    assert (found.iteration, found.tasks) == (1, 100)
    assert "on the same 100 validation tasks at meta-iteration 1." in str(said(compared(found), 1)[0])


def test_a_run_without_results_is_named():
    empty = Tried(7, experiment("meta-sgd"), Progress())
    assert str(comparable(tried(1, experiment()), empty)) == "Run 7 has no results yet."


def test_runs_that_differ_in_the_seed_alone_stand_together_and_the_newest_of_a_seed_counts():
    runs = [
        tried(1, experiment(seed=1)),
        tried(2, experiment(seed=0)),
        tried(3, experiment("anil")),
        tried(4, experiment(seed=1)),
    ]
    found = contenders(runs)
    assert [[run.number for run in each.runs] for each in found] == [[2, 4], [3]]
    assert [str(each.name) for each in found] == ["MAML", "ANIL"]


def test_alike_strategies_are_named_by_what_tells_them_apart():
    made = [experiment(), experiment(strategy__inner_lr=0.1), experiment("anil")]
    assert [str(each) for each in titles(made)] == [
        "MAML, Inner learning rate 0.01",
        "MAML, Inner learning rate 0.1",
        "ANIL",
    ]


def test_up_to_three_settings_that_differ_are_all_named():
    made = [experiment(strategy__inner_steps=2), experiment(strategy__inner_lr=0.1, schedule__meta_batch=8)]
    assert [str(each) for each in titles(made)] == [
        "MAML, Inner learning rate 0.01, Inner steps 2, Meta-batch (tasks) 25",
        "MAML, Inner learning rate 0.1, Inner steps 1, Meta-batch (tasks) 8",
    ]


def test_of_more_settings_that_differ_those_that_tell_apart_are_named_and_the_others_counted():
    more = {"strategy__inner_steps": 3, "strategy__outer_lr": 0.002, "schedule__meta_batch": 8}
    made = [experiment(), experiment(strategy__inner_lr=0.1, **more)]
    assert [str(each) for each in titles(made)] == [
        "MAML, Inner learning rate 0.01 and 3 more",
        "MAML, Inner learning rate 0.1 and 3 more",
    ]


def test_settings_that_differ_come_first():
    found = settings([experiment(), experiment(seed=2, task__shots=5)])
    assert [each.path for each in found if each.differs] == ["seed", "task.shots"]
    assert [each.differs for each in found] == sorted((each.differs for each in found), reverse=True)
    (shots,) = [each for each in found if each.path == "task.shots"]
    assert (shots.values, str(shots.part)) == (("10", "5"), "Task family")


def test_the_best_of_three_is_named_only_where_it_is_better_than_each_other():
    kinds = ("meta-sgd", "maml", "anil")
    clear = contenders([tried(n, experiment(kind), shifted(0, 0.1 * n)) for n, kind in enumerate(kinds)])
    assert str(best(clear, 1)) == (
        "Of all 3, Meta-SGD is the best after one step: better than each other one, corrected for 3 comparisons (Holm)."
    )
    close = contenders(
        [
            tried(n, experiment(kind), shifted(0, by))
            for n, (kind, by) in enumerate(zip(kinds, (0.0, 0.001, 0.2), strict=True))
        ]
    )
    assert str(best(close, 1)).startswith("None of the 3 is shown to be the best after one step")


def test_two_that_are_equal_do_not_keep_a_third_from_being_the_best():
    rows = zip(("meta-sgd", "maml", "anil"), (0.0, 0.2, 0.2), strict=True)
    runs = [tried(n, experiment(kind), shifted(0, by)) for n, (kind, by) in enumerate(rows)]
    assert not two(runs[1], runs[2]).differences.any()
    assert str(best(contenders(runs), 1)).startswith("Of all 3, Meta-SGD is the best")


def test_what_one_comparison_would_show_three_may_not():
    """Each of two differences is 2.2 standard errors: more than 1.96, less than the 2.4 that three comparisons need."""
    noise = 0.1
    by = 2.2 * noise * np.sqrt(1 / TASKS)
    shared = 3 + difficulties(0)
    rows = [shared]
    for seed in (1, 2):
        own = difficulties(seed)
        rows.append(shared + by + noise * (own - own.mean()) / own.std(ddof=1))
    kinds = ("meta-sgd", "maml", "anil")
    runs = [
        tried(n, experiment(kind), row[None].repeat(2, axis=0))
        for n, (kind, row) in enumerate(zip(kinds, rows, strict=True))
    ]
    assert [two(runs[0], other).winner(1) for other in runs[1:]] == [0, 0]
    assert str(best(contenders(runs), 1)).startswith("None of the 3")


def test_more_work_is_said_beside_a_better_result():
    one, other = contenders(
        [tried(1, experiment("meta-sgd"), gradients=300), tried(2, experiment("maml"), gradients=100)]
    )
    assert str(cost_said(one, other)) == "Meta-SGD took 3 times the gradient evaluations of MAML to train."
    assert cost_said(one, contenders([tried(2, experiment("maml"), gradients=301)])[0]) is None


def test_another_experiment_is_given_the_same_tasks():
    like = experiment(seed=4, task__shots=5, schedule__test_tasks=50)
    made = matched(like, experiment("meta-sgd"))
    assert (made.task, made.seed, made.schedule.test_tasks) == (like.task, 4, 50)
    assert made.strategy == experiment("meta-sgd").strategy


def test_curves_are_of_the_test_and_of_the_cost_so_far():
    (one,) = contenders([tried(1, experiment(), shifted(0, 0.5))])
    curve = by_step(one)
    assert curve.y == pytest.approx(shifted(0, 0.5).mean(axis=1))
    assert curve.half == pytest.approx(1.9639 * shifted(0, 0.5).std(axis=1, ddof=1) / np.sqrt(TASKS), rel=1e-3)
    paid = by_cost(one, "gradients", 1)
    assert (paid.x.tolist(), len(paid.y)) == ([0, 100], 2)
    assert (cost(one).gradient_evaluations, cost(one).examples, cost(one).seconds) == (100, 50, 0.5)


def test_a_wild_curve_does_not_flatten_the_others():
    calm, wild = (
        by_step(contenders([tried(1, experiment(), values)])[0]) for values in (shifted(0, 0.0), 1e4 * shifted(0, 0.0))
    )
    assert frame([calm, wild], "loss")[1] <= 5


def test_a_run_that_diverged_is_not_compared():
    one, other = tried(1, experiment(), shifted(0, 0.0)), tried(2, experiment(), shifted(0, 0.1))
    other.progress.add(Finished("diverged"))
    assert str(comparable(one, other)).startswith("Run 2 diverged, so there is nothing to compare.")


def seeds_of(kind: str, by: float, count: int) -> list[Tried]:
    return [tried(n, experiment(kind, n), shifted(n, by + n)) for n in range(count)]


def test_a_single_task_is_said_to_give_no_interval():
    runs = [tried(n, experiment(kind), shifted(0, 0.1 * n, tasks=1)) for n, kind in enumerate(("maml", "anil"))]
    assert [str(each) for each in said(two(*runs), 1)] == [
        "MAML less ANIL is -0.1 after one step, on the same task: one task gives no interval, so nothing is shown."
    ]


def test_the_words_of_two_seeds_have_no_interval_either():
    one, other = (contenders(seeds_of(kind, by, 2))[0] for kind, by in (("maml", 0.0), ("anil", 0.5)))
    told = [str(each) for each in said(compared(pairing(one, other)), 1)]
    assert "±" not in " ".join(told)
    assert told.count("2 seeds are too few for an interval.") == 1


def test_curves_of_one_that_was_tested_and_one_that_was_not_can_be_on_the_same_tasks():
    made = contenders([tried(1, experiment(), shifted(0, 0.0)), tried(2, experiment("anil"))])
    assert not all_tested(made)
    assert all_tested(made[:1])
    on_validation = [by_step(each, "loss", all_tested(made)) for each in made]
    assert on_validation[0].y.tolist() == on_validation[1].y.tolist()


def test_two_seeds_are_points_and_three_a_band():
    (few,), (enough,) = (contenders(seeds_of("maml", 0.0, count)) for count in (2, 3))
    for curve in (by_step(few), by_cost(few, "gradients", 1)):
        assert np.isnan(curve.half).all()
        assert np.mean(curve.seeds, axis=0) == pytest.approx(curve.y)
    for curve in (by_step(enough), by_cost(enough, "gradients", 1)):
        assert np.isfinite(curve.half).all()
        assert curve.seeds == ()


def test_the_difference_of_two_seeds_is_framed_by_its_points_and_not_by_its_interval():
    one, other = (contenders(seeds_of(kind, by, 2))[0] for kind, by in (("maml", 0.0), ("anil", 0.5)))
    found = compared(pairing(one, other))
    assert [points[1] for points in seed_points(found)] == pytest.approx([-0.5, -0.5])
    spread = compared(pairing(one, contenders([seeds_of("anil", 0.5, 2)[0], seeds_of("anil", 0.7, 2)[1]])[0]))
    low, high = difference_frame(spread, 1)
    assert spread.claim.low[1] < low < min(points[1] for points in seed_points(spread))
    assert high < spread.claim.high[1]


def test_a_band_is_in_sight():
    curve = by_step(contenders(seeds_of("maml", 0.0, 3))[0])
    assert curve.edges[1].max() > 5.5
    assert frame([curve], "loss")[1] >= curve.edges[1].max()


def test_a_run_that_was_made_twice_is_said_to_be_left_out():
    runs = [tried(n, experiment(kind, seed), shifted(seed, 0.0)) for n, kind, seed in (
        (1, "maml", 0), (2, "anil", 0), (5, "maml", 1), (7, "maml", 0)
    )]  # fmt: skip
    assert [str(each) for each in doubled(runs)] == [
        "Run 1 is left out: run 7 has the same settings and the same seed."
    ]


def test_runs_are_named_by_the_number_that_a_person_knows_them_by():
    runs = [replace(tried(n, experiment(), shifted(0, 0.0)), kept=40 + n) for n in (1, 2)]
    assert [str(each) for each in doubled(runs)] == [
        "Run 41 is left out: run 42 has the same settings and the same seed."
    ]
    empty = Tried(7, experiment("meta-sgd"), Progress(), kept=47)
    assert str(comparable(runs[0], empty)) == "Run 47 has no results yet."


def test_two_equal_runs_on_one_validation_task_are_said_to_be_so():
    runs = [Tried(n, experiment(kind), Progress()) for n, kind in enumerate(("maml", "anil"))]
    for run in runs:
        run.progress.add(Evaluated(20, Scores("ours", np.ones((2, 1))), None, 0.0, 0))
    assert [str(each) for each in said(two(*runs), 1)] == [
        "MAML and ANIL are equal after one step, on the same validation task at meta-iteration 20."
    ]


def test_a_cost_is_said_in_times_without_an_exponent():
    one, other = (
        contenders([tried(n, experiment(kind), shifted(0, 0.0), gradients=paid)])[0]
        for n, kind, paid in ((1, "maml", 13_400), (2, "anil", 100))
    )
    assert str(cost_said(one, other)) == "MAML took 130 times the gradient evaluations of ANIL to train."


def test_seeds_that_cost_nothing_in_common_have_no_curve_yet():
    runs = []
    for seed, seconds in ((0, 0.2), (1, 0.1)):
        made, progress = experiment("maml", seed), Progress()
        progress.add(Evaluated(0, Scores("ours", shifted(seed, 0.0)), None, seconds, 0))
        runs.append(Tried(seed, made, progress))
    (both,) = contenders(runs)
    assert by_cost(both, "seconds", 1) is None
