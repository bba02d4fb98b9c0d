"""A finished run in a few lines of text, for the terminal."""

from __future__ import annotations

from simulator.analysis.sentences import findings, percent, significant
from simulator.analysis.statistics import accuracy_at_step, at_step
from simulator.engine.events import Scores
from simulator.engine.progress import Progress
from simulator.experiment import Experiment


def lines(progress: Progress, experiment: Experiment) -> list[str]:
    """What was run, what came out on unseen tasks after each of a few inner steps, and what that means."""
    rate = progress.iteration / progress.last_seconds if progress.last_seconds else 0
    done = [
        f"{experiment.title or experiment.strategy.title}: {progress.state} after {progress.iteration:,} "
        f"meta-iterations, {progress.last_seconds:.1f} s, {rate:,.0f}/s, "
        f"{progress.gradient_evaluations:,} gradient evaluations."
    ]
    if progress.message and progress.state == "completed":
        done.append(str(progress.message))
    if progress.tested is None:
        return done
    scores, references = progress.tested.scores, progress.tested.references
    values = scores.loss if scores.loss is not None else scores.accuracy
    assert values is not None
    last = values.shape[0] - 1
    steps = sorted({step for step in (0, 1, 3, 5, 10, last) if step <= last})
    rows = [(f"On {values.shape[1]:,} unseen tasks, after", [f"{step}" for step in steps])]
    for each in (scores, *references.values()):
        rows += _rows(each, steps)
    width = max(len(label) for label, _ in rows)
    done += ["", *(f"{label:<{width}}" + "".join(f"{cell:>9}" for cell in cells) for label, cells in rows)]
    step = min(experiment.strategy.usual_steps, values.shape[0] - 1)
    done += ["", " ".join(str(said) for said in findings(scores, references, step, progress.training_loss))]
    return done


def _rows(scores: Scores, steps: list[int]) -> list[tuple[str, list[str]]]:
    """A label and one cell a step, for the loss and for the accuracy where they apply."""
    rows = []
    if scores.loss is not None:
        rows.append((f"{scores.title}, loss", [significant(at_step(scores, step) or 0.0) for step in steps]))
    if scores.accuracy is not None:
        shares = [percent(accuracy_at_step(scores, step) or 0.0) for step in steps]
        rows.append((f"{scores.title}, accuracy", shares))
    return rows
