"""What each page of the window costs: training with the page open beside headless training, in turn, in one process.

Each turn runs the same experiment for the same number of meta-iterations, once with nobody watching and once for each
page of the window, drawn to a virtual screen. Usage::

    python -m tests.benchmarks.pages [--examples sine-maml glyphs-prototypes] [--iterations 4000] [--turns 3]
        [--pages Training Compare]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from simulator.experiment import Experiment, load_example
from simulator.gui.main_window import MainWindow
from tests.benchmarks.rows import Row, at_least, verdict
from tests.benchmarks.window import SHARE, headless, idle


def watched(window: MainWindow, page: int, experiment: Experiment) -> float:
    """Meta-iterations a second with a page open."""
    window.workspace.tabs.setCurrentIndex(page)
    loop = QEventLoop()
    window.session.ended.connect(loop.quit)
    window.session.start(experiment)
    loop.exec()
    window.session.ended.disconnect(loop.quit)
    progress = window.session.current.progress  # type: ignore[union-attr]
    window.session.reset()
    return progress.iteration / progress.last_seconds


def measured(example: str, iterations: int, turns: int, wanted: list[str]) -> list[Row]:
    """A row for each of the wanted pages, or for each where none is wanted: the median share of the headless rate."""
    experiment = load_example(example).with_value("schedule.iterations", iterations)
    experiment = experiment.with_value("schedule.compile", "off")  # else what was compiled before would be used
    window = MainWindow(experiment, theme_choice="light")
    window.resize(1440, 900)
    window.show()
    while not window.background.torch_ready.is_set():
        idle(0.1)
    tabs = window.workspace.tabs
    names = [tabs.tabText(page) for page in range(tabs.count())]
    shares: dict[str, list[float]] = {name: [] for name in names if not wanted or name in wanted}
    headless(experiment)
    for turn in range(turns):
        for name in shares:
            alone = headless(experiment)
            rate = watched(window, names.index(name), experiment)
            shares[name].append(100 * rate / alone)
            print(f"{example}, turn {turn + 1}, {name}: headless {alone:5.0f}/s, watched {rate:5.0f}/s", flush=True)
    window.close()
    return [
        at_least(f"{example}, {name}, % of headless", statistics.median(each), SHARE) for name, each in shares.items()
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", nargs="+", default=["sine-maml", "glyphs-prototypes"])
    parser.add_argument("--iterations", type=int, default=4000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--pages", nargs="+", default=[], help="titles, such as Training; all where none is named")
    options = parser.parse_args()
    QApplication(["simulator"])
    return verdict(
        [row for name in options.examples for row in measured(name, options.iterations, options.turns, options.pages)]
    )


if __name__ == "__main__":
    sys.exit(main())
