"""A finished run in a few lines of text, for the terminal."""

from __future__ import annotations

from collections.abc import Callable

from simulator.analysis.rounding import alone, significant, uncertain_loss, uncertain_share
from simulator.analysis.sentences import findings, findings_elsewhere
from simulator.analysis.statistics import half_width, mean, worst_tenth
from simulator.engine.events import Floats, Scores, Tested
from simulator.engine.progress import Progress
from simulator.experiment import Experiment


def lines(progress: Progress, experiment: Experiment, run: int | None = None) -> list[str]:
    """What was run, its number if it was saved, and what came out on unseen tasks and what it means."""
    rate = progress.iteration / progress.last_seconds if progress.last_seconds else 0
    done = [
        f"{experiment.title or experiment.strategy.title}: {progress.state} after {progress.iteration:,} "
        f"meta-iterations, {progress.last_seconds:.1f} s, {rate:,.0f}/s, "
        f"{progress.gradient_evaluations:,} gradient evaluations."
    ]
    if run is not None:
        done.append(f"Saved as run {run}.")
    done += [
        f"Resumed after iteration {each.iteration:,} though something differed: {' '.join(map(str, each.differences))}"
        for each in progress.resumed
        if each.differences
    ]
    if experiment.strategy.paper:
        done.append(f"{experiment.strategy.title}: {experiment.strategy.paper}.")
    if progress.message and progress.state == "completed":
        done.append(str(progress.message))
    if progress.tested is None:  # perhaps because the data could not be read, so there is nothing to say of it either
        return done
    done += [str(said) for said in (experiment.task.report, experiment.learner.remark) if said]
    values = _known(progress.tested.scores)
    last = values.shape[0] - 1
    steps = sorted({step for step in (0, 1, 3, 5, 10, last) if step <= last})
    rows = [(f"On {values.shape[1]:,} unseen tasks, after", [f"{step}" for step in steps])]
    rows += _table(progress.tested, steps)
    elsewhere, family = progress.tested.elsewhere, experiment.elsewhere
    if elsewhere is not None and family is not None:
        rows += [(f"On {_known(elsewhere.scores).shape[1]:,} of {family.title}, after", [f"{step}" for step in steps])]
        rows += _table(elsewhere, steps)
    width = max(len(label) for label, _ in rows)
    done += ["", *(f"{label:<{width}}" + "".join(f"{cell:>9}" for cell in cells) for label, cells in rows)]
    step = min(experiment.strategy.usual_steps, last)
    said = findings(progress.tested.scores, progress.tested.references, step, progress.training_loss)
    if elsewhere is not None and family is not None:
        said += findings_elsewhere(elsewhere.scores, elsewhere.references, step, family)
    return [*done, "", " ".join(str(each) for each in said)]


def _known(scores: Scores) -> Floats:
    """The scores of a measure that applies, ``[step, task]``."""
    values = scores.loss if scores.loss is not None else scores.accuracy
    assert values is not None
    return values


def _table(tested: Tested, steps: list[int]) -> list[tuple[str, list[str]]]:
    """The rows of a strategy and of its references."""
    return [row for each in (tested.scores, *tested.references.values()) for row in _rows(each, steps)]


def _rows(scores: Scores, steps: list[int]) -> list[tuple[str, list[str]]]:
    """A label and one cell a step, for each measure that applies; means to the digits that their intervals allow."""
    uncertain: list[tuple[str, Floats | None, Callable[[float, float], str]]] = [
        ("loss", scores.loss, uncertain_loss),
        ("accuracy", scores.accuracy, uncertain_share),
        ("log-likelihood", scores.likelihood, uncertain_loss),
    ]
    rows = [
        (name, [alone(written(*pair)) for pair in zip(mean(values), half_width(values), strict=True)])
        for name, values, written in uncertain
        if values is not None
    ]
    worst = worst_tenth(scores.loss) if scores.loss is not None and scores.auc is not None else None
    others: list[tuple[str, Floats | None, Callable[[float], str]]] = [
        ("area under the curve", scores.auc, "{:.3f}".format),
        ("calibration error", scores.calibration, "{:.3f}".format),
        ("loss of the worst tenth", worst, significant),
    ]
    rows += [(name, list(map(written, values))) for name, values, written in others if values is not None]
    return [(f"{scores.title}, {name}", [cells[min(step, len(cells) - 1)] for step in steps]) for name, cells in rows]
