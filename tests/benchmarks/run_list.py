"""How quick the window's list of runs is with many stored ones: opening, sorting by each column, filtering by each key.

Opening is reading the database in the background and showing it; sorting is a click on a column's header; filtering is
one more key typed into the line above the list. Each is counted until the list is painted. Usage::

    python -m tests.benchmarks.run_list [--runs 10000] [--turns 7]
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from simulator.experiment import load_example
from simulator.gui.main_window import MainWindow
from tests.benchmarks.rows import Row, at_most, shown, verdict
from tests.benchmarks.stored import fill

LIMIT = 200  # ms
TYPED = ("maml", "thesis", "9 failed")


class List:
    """The list of runs in a window on a database."""

    def __init__(self, database: Path) -> None:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self.app = app
        self.window = MainWindow(load_example("sine-maml"), theme_choice="light", database=database)
        self.window.resize(1280, 800)
        self.window.show()
        self.panel, self.view = self.window.runs_panel, self.window.runs_panel.view
        self.wait(lambda: self.window.background.torch_ready.is_set() and self.panel.model.rows)

    def wait(self, condition: Callable[[], object]) -> None:
        while not condition():
            self.app.processEvents()
            time.sleep(0.0005)

    def timed(self, deed: Callable[[], object]) -> float:
        """Milliseconds until it is done and painted."""
        begun = time.perf_counter()
        deed()
        self.view.grab()
        self.app.processEvents()
        return 1000 * (time.perf_counter() - begun)

    def open(self) -> float:
        """Read and show everything anew."""
        self.panel.model.refresh([])
        self.app.processEvents()

        def reopen() -> None:
            self.panel.read()
            self.wait(lambda: self.panel.model.rows)

        return self.timed(reopen)

    def sort(self, column: int) -> list[float]:
        """Both ways."""
        orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
        return [self.timed(lambda order=order: self.view.sortByColumn(column, order)) for order in orders]

    def type(self, text: str) -> list[float]:
        """One key after the other, then the line is emptied: the time of each."""
        keys = [text[:end] for end in range(1, len(text) + 1)] + [""]
        return [self.timed(lambda key=key: self.panel.filter.setText(key)) for key in keys]


def measure(listed: List, turns: int) -> list[Row]:
    """The medians in ms, each with its worst beside it."""
    count = f"{listed.panel.model.total:,} runs"

    def row(what: str, times: list[float]) -> Row:
        return at_most(f"{what}, ms, median", statistics.median(times), LIMIT, f"worst {max(times):.0f}")

    rows = [row(f"open {count}: read and show", [listed.open() for _ in range(turns)])]
    for place, column in enumerate(listed.panel.model.columns):
        times = [time for _ in range(turns) for time in listed.sort(place)]
        rows.append(row(f"sort by {column.title}", times))
    listed.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    listed.panel.model.refresh(listed.window.keeping.store.runs())  # type: ignore[union-attr]
    shown("first key of a filter after the runs were read, ms", listed.timed(lambda: listed.panel.filter.setText("m")))
    for text in TYPED:
        times = [time for _ in range(turns) for time in listed.type(text)]
        rows.append(row(f"filter, each key of '{text}'", times))
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "runs.sqlite"
        fill(database, options.runs)
        listed = List(database)
        rows = measure(listed, options.turns)
        listed.window.close()
    return verdict(rows)


if __name__ == "__main__":
    raise SystemExit(main())
