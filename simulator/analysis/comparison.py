"""Runs compared on the same tasks: which can be, and what the differences are, with their intervals.

Two runs with the same seed, task family and number of tasks were judged on the very same tasks, because these are a
pure function of that. `Tried` is a run as it is compared; runs whose experiments differ in nothing but the seed make
one `Contender`. `pairing` of two of them gathers their results on the tasks that they share, or says why there are
none; `compared` works the differences and their intervals out. `simulator.analysis.verdict` says them in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.analysis.outer_loop import Measure, measured
from simulator.analysis.paired import Intervals, over_seeds, rough, within_seeds
from simulator.analysis.settings import Written, titles, written
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats, Scores
from simulator.engine.progress import Progress
from simulator.experiment import Experiment, parse, to_document
from simulator.tasks import TaskFamily


@dataclass(frozen=True)
class Tried:
    """A run as it is compared. `number` tells it from the others, `experiment` is as it was at the run's end."""

    number: int
    experiment: Experiment
    progress: Progress


@dataclass(frozen=True)
class Contender:
    """An experiment with the runs of it, one a seed, by seed; `name` is what tells it from those beside it."""

    name: Written
    runs: tuple[Tried, ...]

    @property
    def experiment(self) -> Experiment:
        """The experiment, with the seed of its first run."""
        return self.runs[0].experiment

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds it was run with."""
        return tuple(run.experiment.seed for run in self.runs)


@dataclass(frozen=True)
class Pairing:
    """The results of two contenders on the same tasks, of each seed that both have.

    `first` and `second` are ``[step, task]`` for each of `seeds`. They are of test tasks where `iteration` is None, of
    validation tasks after so many meta-iterations otherwise.
    """

    names: tuple[Written, Written]
    measure: Measure
    seeds: tuple[int, ...]
    first: tuple[Floats, ...]
    second: tuple[Floats, ...]
    iteration: int | None

    @property
    def tasks(self) -> int:
        """Tasks of each seed."""
        return int(self.first[0].shape[1])

    @property
    def steps(self) -> int:
        """Inner steps that both were judged after, at most."""
        return min(len(each) for each in (*self.first, *self.second)) - 1


@dataclass(frozen=True)
class Comparison:
    """The first less the second, after each inner step.

    `differences` are ``[step, task]`` of all seeds, one after the other. `claim` is the interval for what is said: of
    the strategies where there are several seeds, of the two trained states where there is one; `trained` is always
    that of the trained states. `rough` ``[step]`` is where too few tasks are too uneven for either.
    """

    pairing: Pairing
    differences: Floats
    claim: Intervals
    trained: Intervals
    rough: tuple[bool, ...]

    @property
    def better(self) -> Floats:
        """The share of the tasks on which the first is better, after each step: ``[step]``."""
        gains = -self.differences if self.pairing.measure == "loss" else self.differences
        return np.asarray((gains > 0).mean(axis=1))

    @property
    def equal(self) -> Floats:
        """The share of the tasks on which both are the same, after each step: ``[step]``."""
        return np.asarray((self.differences == 0).mean(axis=1))

    def winner(self, step: int) -> int | None:
        """Which of the two is better after a step, 0 or 1; None where the interval shows no difference."""
        if not self.claim.shown(step):
            return None
        return int((self.claim.mean[step] < 0) != (self.pairing.measure == "loss"))

    def columns(self) -> dict[str, list[object]]:
        """The differences by inner step, and those of each task, for a table."""
        whole: dict[str, list[object]] = {
            "inner_step": list(range(len(self.claim.mean))),
            "difference": self.claim.mean.tolist(),
            "low95": self.claim.low.tolist(),
            "high95": self.claim.high.tolist(),
            "trained_low95": self.trained.low.tolist(),
            "trained_high95": self.trained.high.tolist(),
            "share_better": self.better.tolist(),
        }
        seeds: list[object] = [seed for seed in self.pairing.seeds for _ in range(self.pairing.tasks)]
        each: dict[str, list[object]] = {
            f"task_difference_after_{step}": row.tolist() for step, row in enumerate(self.differences)
        }
        return whole | {"task_seed": seeds} | each


def contenders(runs: Sequence[Tried]) -> list[Contender]:
    """Runs by what was run, in the order in which they come; of several with the same seed the last one counts."""
    groups: list[dict[int, Tried]] = []
    for run in runs:
        same = (group for group in groups if alike(next(iter(group.values())).experiment, run.experiment))
        group = next(same, None)
        if group is None:
            groups.append({run.experiment.seed: run})
        else:
            group[run.experiment.seed] = run
    ordered = [tuple(group[seed] for seed in sorted(group)) for group in groups]
    common = [replace(group[0].experiment, seed=0) for group in ordered]
    return [Contender(name, group) for name, group in zip(titles(common), ordered, strict=True)]


def doubled(runs: Sequence[Tried]) -> list[Sentence]:
    """Which of some runs `contenders` leaves out, because a later one is the same run once more."""
    kept = [run for contender in contenders(runs) for run in contender.runs]
    told = []
    for run in runs:
        if all(each is not run for each in kept):
            same = (each for each in kept if alike(each.experiment, run.experiment))
            again = next(each for each in same if each.experiment.seed == run.experiment.seed)
            told.append(
                sentence(
                    "Run {number} is left out: run {again} has the same settings and the same seed.",
                    number=run.number,
                    again=again.number,
                )
            )
    return told


def comparable(first: Tried, second: Tried, measure: Measure = "loss") -> Sentence | None:
    """Why two runs were not judged on the same tasks, and what to do about it; None where they were."""
    one, other = first.experiment, second.experiment
    found = _other_family(one.task, other.task)
    if found is not None:
        return found
    if one.seed != other.seed:
        return sentence(
            "They were judged on other tasks: the seeds are {first} and {second}. Run one of them with the seed of the "
            "other.",
            first=one.seed,
            second=other.seed,
        )
    tested = first.progress.tested is not None and second.progress.tested is not None
    for run in (first, second):
        if run.progress.state == "diverged":
            return sentence(
                "Run {number} diverged, so there is nothing to compare. Lower its learning rates, and run it again.",
                number=run.number,
            )
        if not tested and not run.progress.evaluations:
            return sentence("Run {number} has no results yet.", number=run.number)
    counts = [each.schedule.test_tasks if tested else each.schedule.evaluation_tasks for each in (one, other)]
    if counts[0] != counts[1]:
        kind = sentence("test tasks") if tested else sentence("validation tasks")
        return sentence(
            "They were judged on other tasks: {first} and {second} {kind}. Give both the same number.",
            first=f"{counts[0]:,}",
            second=f"{counts[1]:,}",
            kind=kind,
        )
    return _unlike(first, second, tested, measure)


def pairing(first: Contender, second: Contender, measure: Measure = "loss") -> Pairing | Sentence:
    """The results on the tasks of the seeds that both have, or why there are none. Cheap: no interval is made."""
    shared = tuple(seed for seed in first.seeds if seed in second.seeds)
    if not shared:
        why = comparable(first.runs[0], second.runs[0], measure)
        return why or sentence("They have no results on the same tasks.")
    pairs = [(_of(first, seed), _of(second, seed)) for seed in shared]
    for one, other in pairs:
        why = comparable(one, other, measure)
        if why is not None:
            return why
    iteration = _common_iteration([run for pair in pairs for run in pair])
    scores = [[_scores(run, iteration) for run in pair] for pair in pairs]
    values = [[None if each is None else measured(each, measure) for each in pair] for pair in scores]
    tables = [(one, other) for one, other in values if one is not None and other is not None]
    if len(tables) < len(pairs) or len({one.shape[1] for one, _ in tables}) > 1:
        return sentence("They have no results on the same tasks.")
    names = (first.name, second.name)
    return Pairing(names, measure, shared, tuple(one for one, _ in tables), tuple(two for _, two in tables), iteration)


def compared(pair: Pairing, confidence: float = 0.95) -> Comparison:
    """The paired differences with their intervals. Takes some milliseconds."""
    rows = pair.steps + 1
    with np.errstate(invalid="ignore"):
        each = [one[:rows] - two[:rows] for one, two in zip(pair.first, pair.second, strict=True)]
        means = np.stack([differences.mean(axis=1) for differences in each], axis=1)  # [step, seed]
    trained = within_seeds(each, confidence)
    claim = over_seeds(means, confidence) if len(each) > 1 else trained
    joined = np.concatenate(each, axis=1)
    uneven = rough(joined) if len(each) == 1 else np.zeros(rows, dtype=bool)
    return Comparison(pair, joined, claim, trained, tuple(map(bool, uneven)))


def alike(one: Experiment, other: Experiment) -> bool:
    """Whether two experiments differ in nothing but the seed, what they are called and the tasks drawn by hand."""
    return _bare(one) == _bare(other)


def matched(like: Experiment, experiment: Experiment) -> Experiment:
    """`experiment` with the tasks, the seed and the judging of another one, so that the two can be compared.

    Raises `InputError` where learner and strategy do not go with those tasks.
    """
    same = ("evaluation_tasks", "evaluation_steps", "test_tasks", "evaluate_every")
    schedule = experiment.schedule.model_copy(update={name: getattr(like.schedule, name) for name in same})
    made = replace(experiment, task=like.task, seed=like.seed, schedule=schedule, title="", drawn=())
    return parse(to_document(made))


def _bare(experiment: Experiment) -> tuple[object, ...]:
    other = experiment.elsewhere.table() if experiment.elsewhere is not None else None
    return experiment.task.table(), experiment.learner, experiment.strategy, experiment.schedule, other


def _other_family(one: TaskFamily, other: TaskFamily) -> Sentence | None:
    if type(one) is not type(other):
        return sentence(
            "They were judged on other tasks: {first} and {second}. Choose runs of the same task family.",
            first=sentence(one.title),
            second=sentence(other.title),
        )
    declared = type(one).parameters()
    name = next((name for name in declared if getattr(one, name) != getattr(other, name)), None)
    if name is None:
        return None
    first, second = (written(getattr(each, name)) for each in (one, other))
    return sentence(
        "They were judged on other tasks ({setting}: {first} and {second}). Give both the same value.",
        setting=sentence(declared[name].title),
        first=first,
        second=second,
    )


def _unlike(first: Tried, second: Tried, tested: bool, measure: Measure) -> Sentence | None:
    """What only the results themselves tell: no such measure, or tasks that are not the same after all."""
    found = []
    for run in (first, second):
        judged = run.progress.tested if tested else None
        scores = judged.scores if judged is not None else run.progress.evaluations[-1].scores
        references = judged.references if judged is not None else run.progress.references
        if measured(scores, measure) is None:
            kind = sentence("loss") if measure == "loss" else sentence("share of right answers")
            return sentence("{name} has no {kind} to compare.", name=sentence(scores.title), kind=kind)
        found.append({key: known for key, known in references.items() if key != "scratch"})
    for key in found[0].keys() & found[1].keys():
        one, other = measured(found[0][key], measure), measured(found[1][key], measure)
        if one is not None and other is not None and not _same(one, other):
            return sentence(
                "They were judged on other tasks, although their settings are the same: the data or the program has "
                "changed between the two runs. Run both again."
            )
    return None


def _same(one: Floats, other: Floats) -> bool:
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-3, atol=1e-6, equal_nan=True)


def _of(contender: Contender, seed: int) -> Tried:
    return next(run for run in contender.runs if run.experiment.seed == seed)


def _common_iteration(runs: Sequence[Tried]) -> int | None:
    """None where all were tested; else the latest meta-iteration after which all were judged on validation tasks."""
    if all(run.progress.tested is not None for run in runs):
        return None
    iterations = [{each.iteration for each in run.progress.evaluations} for run in runs]
    shared = set.intersection(*iterations)
    return max(shared) if shared else -1


def _scores(run: Tried, iteration: int | None) -> Scores | None:
    if iteration is None:
        return run.progress.tested.scores if run.progress.tested is not None else None
    return next((each.scores for each in run.progress.evaluations if each.iteration == iteration), None)
