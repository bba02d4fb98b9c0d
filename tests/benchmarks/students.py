"""Students: meta-learners beside the Rasch model on real answers, and beside the exact posterior on simulated ones.

Fraction subtraction (536 students, 20 items): five answers seen in a random order, the last ten items predicted, every
fifth student held out. ASSISTments 2015: the first k answers seen, answers 21 to 30 predicted, the test file's students
held out. The Rasch model is fitted on the same training students in the same run, and judged on the same answers;
intervals are of a paired bootstrap over students. Usage::

    python -m tests.benchmarks.students [--quick] [--seed 0]

About two minutes on one core; ``--quick`` leaves out ASSISTments. The data is read from `SIMULATOR_DATA`, or from
`../shared/data`; where neither is there, its rows are left out.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.engine import Evaluated, Failed, Tested, run
from simulator.engine.answers import area_under_curve
from simulator.engine.events import Floats, Scores
from simulator.engine.training import bind, draw
from simulator.experiment import Experiment, Schedule, load_example
from simulator.learners.response_model import ResponseModel
from simulator.strategies.descent.maml import Maml
from simulator.tasks.students.answers import Answers
from tests.benchmarks.rows import Row, at_least, at_most, verdict

DRAWS = 1000  # of the bootstrap
EVERYBODY = 100_000  # more than there are: all students that are held out


@dataclass(frozen=True)
class Judged:
    """A finished run on the students held out: its scores, Rasch's, and what both predicted, ``[student, answer]``."""

    ours: Scores
    rasch: Scores
    our_chances: Floats
    rasch_chances: Floats
    right: Floats

    @property
    def loss(self) -> float:
        """The log-loss after adapting."""
        assert self.ours.loss is not None
        return float(self.ours.loss[-1].mean())

    def loss_gap(self) -> tuple[float, float, float]:
        """How far the log-loss is above Rasch's, and the ends of its 95% interval."""
        assert self.ours.loss is not None and self.rasch.loss is not None
        gap = self.ours.loss[-1] - self.rasch.loss[0]  # [student]
        return float(gap.mean()), *_ends([gap[drawn].mean() for drawn in _resampled(len(gap))])

    def auc_gap(self) -> tuple[float, float, float]:
        """How far the area under the curve is above Rasch's, and the ends of its 95% interval."""

        def gap(drawn: np.ndarray) -> float:
            right = self.right[drawn].ravel()
            ours, theirs = (each[drawn].ravel() for each in (self.our_chances, self.rasch_chances))
            return area_under_curve(ours, right) - area_under_curve(theirs, right)

        students = len(self.right)
        return gap(np.arange(students)), *_ends([gap(drawn) for drawn in _resampled(students)])


def judged(experiment: Experiment) -> Judged:
    """Run an experiment and judge it on every student held out."""
    state = tested = None
    for event in run(experiment):
        if isinstance(event, Failed):
            raise RuntimeError(event.details)
        if isinstance(event, Evaluated):
            state = event.state
        if isinstance(event, Tested):
            tested = event
    assert state is not None and tested is not None
    problem, strategy = bind(experiment), experiment.strategy
    batch = draw(experiment, problem, "test", "test", experiment.schedule.test_tasks)
    *_, learned = strategy.adapt(problem, state, batch.support, experiment.schedule.evaluation_steps)
    known = {reference.key: reference.prediction for reference in problem.family.references(batch)}
    chances = (learned.predict(batch.query.inputs), known["rasch"], batch.query.targets)
    ours, rasch, right = (np.asarray(each.detach().double().squeeze(2)) for each in chances)
    return Judged(tested.scores, tested.references["rasch"], ours, rasch, right)


def fractions(seed: int = 0) -> list[Row]:
    """Fraction subtraction after five answers; no rows where the data is absent."""
    path = data("fraction_subtraction/needed.csv")
    if path is None:
        return []
    family = Answers(path=path, shuffled=True, shots=5, query_start=10, query_shots=10, validation_share=0.05)
    schedule = Schedule(iterations=700, meta_batch=128, evaluate_every=350, evaluation_steps=5, test_tasks=EVERYBODY)
    strategy = Maml(inner_lr=1.0, inner_steps=5, outer_lr=0.01)
    found = judged(Experiment(family, ResponseModel(dimensions=3), strategy, schedule, seed))
    print(f"      {_beside(found)}")
    (loss, _, high), (auc, low, _) = found.loss_gap(), found.auc_gap()
    return [
        at_most("fractions, k = 5, log-loss", found.loss, _loss(found.rasch), "0.438; Rasch 0.461"),
        at_most(f"... less Rasch's {loss:.3f}, upper end of its interval", high, 0),
        at_least("... area under the curve", _auc(found.ours), _auc(found.rasch), "0.876; Rasch 0.862"),
        at_least(f"... less Rasch's {auc:.3f}, lower end of its interval", low, 0),
    ]


def assistments(seed: int = 0) -> list[Row]:
    """ASSISTments 2015 after 1, 5, 10 and 20 answers; no rows where the data is absent."""
    path, tests = data("assist2015_pykt/train_valid.csv"), data("assist2015_pykt/test.csv")
    if path is None or tests is None:
        return []
    rows = []
    known = {1: "0.560", 5: "0.554", 10: "0.551", 20: "0.544"}
    for shots in known:
        family = Answers(
            path=path,
            test_path=tests,
            shots=shots,
            query_start=20,
            query_shots=10,
            anywhere=True,
            validation_share=0.05,
        )
        schedule = Schedule(iterations=500, meta_batch=64, evaluate_every=250, evaluation_steps=3, test_tasks=EVERYBODY)
        strategy = Maml(inner_lr=1.0, inner_steps=3, outer_lr=0.01)
        found = judged(Experiment(family, ResponseModel(), strategy, schedule, seed))
        gap, low, high = found.loss_gap()
        print(f"      {_beside(found)}; less Rasch's {gap:.4f} ({low:.4f} to {high:.4f})")
        limit = _loss(found.rasch) - (1e-5 if shots >= 5 else 0)  # from five answers on it must be below
        rows.append(at_most(f"ASSISTments 2015, k = {shots}, log-loss", found.loss, limit, f"Rasch {known[shots]}"))
    return rows


def simulated(seed: int = 0) -> list[Row]:
    """The bundled example on simulated students, beside the exact posterior."""
    experiment = load_example("students-irt").with_value("seed", seed).with_value("schedule.test_tasks", 4000)
    tested = next(event for event in run(experiment) if isinstance(event, Tested))
    assert tested.scores.loss is not None
    loss, floor = float(tested.scores.loss[experiment.strategy.usual_steps].mean()), _loss(tested.references["oracle"])
    print(f"      log-loss {loss:.4f}, exact posterior {floor:.4f}, Rasch {_loss(tested.references['rasch']):.4f}")
    return [at_most("simulated students, log-loss over the exact posterior's", loss / floor, 1.01)]


def data(name: str) -> str | None:
    """The path of a file of the test data; None, with a word about it, where there is none."""
    folder = Path(os.environ.get("SIMULATOR_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
    if (folder / name).is_file():
        return str(folder / name)
    print(f"skip  {name} is not in {folder}; set SIMULATOR_DATA to the folder of the test data")
    return None


def _beside(found: Judged) -> str:
    losses, aucs = (f"{measure(found.ours):.4f} (Rasch {measure(found.rasch):.4f})" for measure in (_loss, _auc))
    return f"{len(found.right)} students, log-loss {losses}, area under the curve {aucs}"


def _loss(scores: Scores) -> float:
    assert scores.loss is not None
    return float(scores.loss[-1].mean())


def _auc(scores: Scores) -> float:
    assert scores.auc is not None
    return float(scores.auc[-1])


def _resampled(students: int) -> np.ndarray:
    """Students drawn again and again from themselves, ``[draw, student]``."""
    return np.random.default_rng(0).integers(students, size=(DRAWS, students))


def _ends(values: list[float]) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rows = [*simulated(options.seed), *fractions(options.seed)]
    return verdict(rows if options.quick else [*rows, *assistments(options.seed)])


if __name__ == "__main__":
    raise SystemExit(main())
