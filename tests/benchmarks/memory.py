"""How much memory a long run takes, with the database: growth after the first 1,000 of 100,000 meta-iterations.

Usage::

python -m tests.benchmarks.memory [--iterations 100000] [--headless | --window]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.benchmarks.rows import at_most, verdict

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

GROWTH = 60  # MB


def resident() -> float:
    """The memory of this process, in MB."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def judged(place: str, first: float, most: float) -> bool:
    """Print the row of one place; returns whether it kept to the limit."""
    known = f"{first:.0f} MB after 1,000 iterations, at most {most:.0f} MB later"
    return at_most(f"{place}, growth, MB", most - first, GROWTH, known)


def headless(iterations: int) -> bool:
    from simulator.engine import Progress, Stepped, run
    from simulator.experiment import load_example
    from simulator.store import Store

    experiment = load_example("sine-maml").with_value("schedule.iterations", iterations)
    progress, first, most = Progress(), 0.0, 0.0
    with tempfile.TemporaryDirectory() as place, closing(Store(Path(place) / "runs.sqlite")) as store:
        recording = store.record(experiment)
        for event in run(experiment):
            recording.add(event)
            progress.add(event)
            if isinstance(event, Stepped) and event.iteration % 1000 == 0:
                first = first or resident()
                most = max(most, resident())
    return judged("headless", first, max(most, resident()))


def window(iterations: int) -> bool:
    with tempfile.TemporaryDirectory() as place:
        return _window(iterations, Path(place) / "runs.sqlite")


def _window(iterations: int, database: Path) -> bool:
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from simulator.experiment import load_example
    from simulator.gui.main_window import MainWindow

    app = QApplication([])
    experiment = load_example("sine-maml").with_value("schedule.iterations", iterations)
    shown = MainWindow(experiment, theme_choice="light", database=database)
    shown.resize(1440, 900)
    shown.show()
    seen: list[float] = []
    timer = QTimer()

    def look() -> None:
        run = shown.session.current
        if run is not None and run.progress.iteration >= 1000:
            seen.append(resident())

    timer.timeout.connect(look)
    timer.start(500)
    loop = QEventLoop()
    shown.session.ended.connect(loop.quit)
    shown.session.start(experiment)
    loop.exec()
    most = max([*seen, resident()])
    shown.close()
    app.processEvents()
    return judged("window", seen[0], most)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--iterations", type=int, default=100_000)
    parser.add_argument("--headless", action="store_true")
    parser.add_argument("--window", action="store_true")
    options = parser.parse_args()
    if options.headless or options.window:
        return 0 if (headless if options.headless else window)(options.iterations) else 1
    met = []
    for place in ("--headless", "--window"):  # each in a process of its own
        command = [sys.executable, "-m", "tests.benchmarks.memory", place, "--iterations", str(options.iterations)]
        met.append(subprocess.run(command).returncode == 0)
    return verdict(met)


if __name__ == "__main__":
    raise SystemExit(main())
