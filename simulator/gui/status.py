"""The status line: how the run stands, in one line."""

from __future__ import annotations

from simulator.analysis.rounding import uncertain_loss
from simulator.analysis.statistics import at_step, half_width
from simulator.engine import Progress
from simulator.experiment import Experiment
from simulator.gui.text import tr, word

GAP = "   "


def status(progress: Progress | None, experiment: Experiment, *, paused: bool, step: int) -> str:
    """State, iteration, rate and time left or how far the test is, and the latest validation loss."""
    planned = experiment.schedule.iterations
    if progress is None:
        return tr("ready") + GAP + tr("{planned} meta-iterations planned", planned=f"{planned:,}")
    state = tr("paused") if paused else tr(progress.state)
    parts = [state, tr("iteration {made} of {planned}", made=f"{progress.iteration:,}", planned=f"{planned:,}")]
    rate = progress.rate() if progress.state == "running" and not paused else None
    if progress.testing is not None:
        tasks, share = f"{progress.testing.tasks:,}", f"{progress.testing.share:.0%}"
        parts.append(tr("testing on {tasks} unseen tasks: {share} done", tasks=tasks, share=share))
    elif rate:
        told = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
        compiled = progress.compiled is not None and progress.compiled.why is None
        parts.append(tr("{rate}/s, compiled", rate=told) if compiled else tr("{rate}/s", rate=told))
        parts.append(tr("{time} left", time=duration((planned - progress.iteration) / rate)))
    if progress.evaluations:
        scores = progress.evaluations[-1].scores
        loss = at_step(scores, step)
        if loss is not None and scores.loss is not None:
            band = float(half_width(scores.loss)[min(step, len(scores.loss) - 1)])
            written = word(uncertain_loss(loss, band))
            parts.append(tr("validation loss {loss} after step {step}", loss=written, step=step))
    return GAP.join(parts)


def duration(seconds: float) -> str:
    """A time as people say it: 25 s, 3 min, 2 h."""
    if seconds < 90:
        return tr("{seconds} s", seconds=f"{seconds:.0f}")
    if seconds < 5400:
        return tr("{minutes} min", minutes=f"{seconds / 60:.0f}")
    return tr("{hours} h", hours=f"{seconds / 3600:.1f}")
