"""Who is compared: runs gathered by what was run.

`Tried` is a run as it is compared; runs whose experiments differ in nothing but the seed make one `Contender`. Of runs
that are the same in everything the last one counts, and `doubled` says which ones do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.analysis.settings import Written, titles
from simulator.declaration import Sentence, sentence
from simulator.engine.progress import Progress
from simulator.experiment import Experiment


@dataclass(frozen=True)
class Tried:
    """A run as it is compared. `number` tells it from the others, `experiment` is as it was at the run's end.

    `kept` is its number in the database, which a person knows it by, where that is another one.
    """

    number: int
    experiment: Experiment
    progress: Progress
    kept: int | None = None

    @property
    def known_as(self) -> int:
        """The number that a person sees it by."""
        return self.kept or self.number


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
                    number=run.known_as,
                    again=again.known_as,
                )
            )
    return told


def alike(one: Experiment, other: Experiment) -> bool:
    """Whether two experiments differ in nothing but the seed, what they are called and the tasks drawn by hand."""
    return _bare(one) == _bare(other)


def _bare(experiment: Experiment) -> tuple[object, ...]:
    other = experiment.elsewhere.table() if experiment.elsewhere is not None else None
    return experiment.task.table(), experiment.learner, experiment.strategy, experiment.schedule, other
