"""A run that goes on in the terminal: its progress bar, and the signals that stop it."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from simulator.cli.output import printable, tell
from simulator.declaration import sentence
from simulator.engine import Control, Failed, Progress, Testing
from simulator.experiment import Experiment

BETWEEN = 50  # meta-iterations from one look of the bar to the next
log = logging.getLogger(__name__)


@contextmanager
def followed(
    experiment: Experiment, quiet: bool = False, first: int = 0, last: int | None = None
) -> Iterator[tuple[Control, Callable[[Progress], None]]]:
    """Within it a signal stops a run, and what is given moves a progress bar from iteration `first` to `last`."""
    planned = experiment.schedule.iterations
    total = planned if last is None else min(last, planned)
    control = Control()
    with stopping(control.stop), _bar(experiment, Console(stderr=True, quiet=quiet), first, total) as advance:
        yield control, advance


def say_why(progress: Progress) -> None:
    """Say why a run went wrong, if it did."""
    if isinstance(progress.ending, Failed):
        log.debug(progress.ending.details)
    if progress.message and progress.state in ("failed", "diverged"):
        tell(progress.message)


@contextmanager
def _bar(experiment: Experiment, console: Console, first: int, total: int) -> Iterator[Callable[[Progress], None]]:
    """A progress bar with rate and time left; silent without a terminal."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[done]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[loss]}"),
    )
    with Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        name = printable(experiment.title) or experiment.strategy.title
        task = bar.add_task(name, completed=first, total=total, done=f"{first}/{total}", rate="", loss="")
        test: TaskID | None = None

        def advance(progress: Progress) -> None:
            nonlocal test
            if bar.disable:
                return
            if progress.testing is not None:
                test = _show_test(bar, test, progress.testing)
            elif progress.iteration % BETWEEN and progress.ending is None:
                return
            rate = progress.rate()
            loss = progress.smoothed.values[-1] if len(progress.smoothed) else None
            bar.update(
                task,
                completed=progress.iteration,
                done=f"{progress.iteration}/{total}",
                rate=f"{rate:,.0f}/s" if rate else "",
                loss=f"training loss {loss:.3g}" if loss is not None else "",
            )

        yield advance


def _show_test(bar: Bar, task: TaskID | None, testing: Testing) -> TaskID:
    """A second bar for the test, which may take longer than training did."""
    if task is None:
        name = str(sentence("test on {tasks} unseen tasks", tasks=f"{testing.tasks:,}"))
        task = bar.add_task(name, total=1.0, done="", rate="", loss="")
    bar.update(task, completed=testing.share, done=f"{testing.share:.0%}")
    return task


@contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Interrupts stop what goes on after the current meta-iteration, so that what was done is kept."""
    signals = [signal.SIGINT, signal.SIGTERM]
    hangup = getattr(signal, "SIGHUP", None)  # a terminal was closed; Windows has none
    if hangup is not None and signal.getsignal(hangup) != signal.SIG_IGN:  # as nohup asks for
        signals.append(hangup)
    earlier = {each: signal.signal(each, lambda *_: stop()) for each in signals}
    try:
        yield
    finally:
        for each, handler in earlier.items():
            signal.signal(each, handler)
