"""What the open window costs: training with all plots live beside headless training, in turn, in one process.

Each turn runs the same experiment for the same number of meta-iterations, once with nobody watching and once in the
window, drawn to a virtual screen. A 10 ms timer in the GUI thread measures how late it is. Usage::

    python -m tests.benchmarks.window [--example sine-maml] [--iterations 4000] [--turns 5] [--compiled]

With `--compiled` meta-iterations are compiled code, and more is asked for.
"""

from __future__ import annotations

import argparse
import os
import statistics
import threading

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from simulator.engine import Progress, run
from simulator.engine.compiled.cache import usual_folder
from simulator.experiment import Experiment, load_example
from simulator.gui.main_window import MainWindow
from tests.benchmarks.rows import at_least, at_most, verdict

PERIOD = 10  # ms
SHARE, USUALLY, WORST = 85, 25, 150  # % of the headless rate; ms late at the 99th percentile, and at worst
COMPILED_SHARE, COMPILED_USUALLY = 95, 20  # the same of compiled meta-iterations


class Lateness:
    """How late a timer of the GUI thread fires, in ms."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setTimerType(self._timer.timerType().PreciseTimer)
        self._timer.setInterval(PERIOD)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.late.clear()
        self._clock.start()
        self._timer.start()

    def stop(self) -> list[float]:
        """How late it was each time since `start`."""
        self._timer.stop()
        return list(self.late)

    def _tick(self) -> None:
        self.late.append(max(0.0, self._clock.nsecsElapsed() / 1e6 - PERIOD))
        self._clock.restart()


def headless(experiment: Experiment) -> float:
    """Meta-iterations a second without a window, in a thread as the window's runs are."""
    progress = Progress()

    def work() -> None:
        for event in run(experiment, code=usual_folder()):
            progress.add(event)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return progress.iteration / progress.last_seconds


def windowed(window: MainWindow, experiment: Experiment) -> tuple[float, dict[str, int]]:
    """Meta-iterations a second in the window, and how often each plot was drawn."""
    counts = {"outer": 0, "inner": 0, "task": 0}
    views = window.workspace
    originals = (views.outer.plot.refresh, views.inner.plot.refresh, views.task._draw)

    def counted(name: str, original):  # type: ignore[no-untyped-def]
        def call(*arguments, **named):  # type: ignore[no-untyped-def]
            counts[name] += 1
            return original(*arguments, **named)

        return call

    views.outer.plot.refresh = counted("outer", originals[0])  # type: ignore[method-assign]
    views.inner.plot.refresh = counted("inner", originals[1])  # type: ignore[method-assign]
    views.task._draw = counted("task", originals[2])  # type: ignore[method-assign]
    loop = QEventLoop()
    window.session.ended.connect(loop.quit)
    window.session.start(experiment)
    loop.exec()
    views.outer.plot.refresh, views.inner.plot.refresh, views.task._draw = originals  # type: ignore[method-assign]
    progress = window.session.current.progress  # type: ignore[union-attr]
    rate, seconds = progress.iteration / progress.last_seconds, progress.last_seconds
    return rate, {name: round(count / seconds) for name, count in counts.items()}


def usual(late: list[float]) -> float:
    """The lateness that one time in a hundred exceeds."""
    return float(np.percentile(late, 99))


def told(late: list[float]) -> str:
    return f"p99 {usual(late):5.1f} ms, worst {max(late):5.1f} ms"


def idle(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--example", default="sine-maml")
    parser.add_argument("--iterations", type=int, default=4000)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--compiled", action="store_true")
    options = parser.parse_args()
    experiment = load_example(options.example).with_value("schedule.iterations", options.iterations)
    experiment = experiment.with_value("schedule.compile", "on" if options.compiled else "off")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    window = MainWindow(experiment, theme_choice="light")
    window.resize(1440, 900)
    window.show()
    while not window.background.torch_ready.is_set():
        app.processEvents()
    idle(1.0)
    timer = Lateness()
    timer.start()
    idle(3.0)
    idle_late = timer.stop()
    print(f"idle window: timer late: {told(idle_late)}")
    alone: list[float] = []
    shared: list[float] = []
    always: list[float] = []
    headless(experiment)
    for turn in range(options.turns):
        alone.append(headless(experiment))
        timer.start()
        rate, drawn = windowed(window, experiment)
        late = timer.stop()
        window.session.reset()
        shared.append(rate)
        always += late
        print(
            f"turn {turn + 1}: headless {alone[-1]:6.0f}/s, window {rate:6.0f}/s ({rate / alone[-1]:4.0%}); "
            f"timer late: {told(late)}; redraws a second: {drawn}"
        )
    share = statistics.median(one / other for one, other in zip(shared, alone, strict=True))
    window.close()
    wanted, late_at_most = (COMPILED_SHARE, COMPILED_USUALLY) if options.compiled else (SHARE, USUALLY)
    return verdict(
        [
            at_least("rate with the window, % of the headless rate, median", 100 * share, wanted),
            at_most("timer late, ms, 99th percentile", usual(always), late_at_most, f"idle {usual(idle_late):.1f}"),
            at_most("timer late, ms, worst", max(always), WORST, f"idle {max(idle_late):.1f}"),
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
