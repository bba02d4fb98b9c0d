"""How soon the window is there, and the first point on its curve: cold processes, in turn with a bare program.

The bare program shows an empty pyqtgraph plot and ends. Ours shows its window; then Run is pressed at once. The
first point is compared with the time that ``import torch`` alone takes in a process of its own. Beside that stand the
program without the process that loads torch ahead, and with PySide6's way to import, which it undoes; and what that way
costs when torch is imported. Usage::

    python -m tests.benchmarks.start [--turns 7]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict

from tests.benchmarks.rows import at_most, shown, verdict

TIMES, LATER = 1.5, 1.0  # the bare program's time; seconds after import torch alone

BARE = """
import sys
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
import pyqtgraph as pg
app = QApplication([])
plot = pg.PlotWidget()
plot.show()
app.processEvents()
print("shown", flush=True)
"""

OURS = """
import sys
from simulator.app import create
app, window = create([])
window.show()
app.processEvents()
print("shown", "torch._C" in sys.modules, flush=True)
window.commands.run.trigger()
from PySide6.QtCore import QTimer
timer = QTimer()
def look():
    run = window.session.current
    if run and run.progress.iteration > 0 and window.workspace.outer.plot.validated is not None:
        print("point", flush=True)
        window.close()
        app.quit()
timer.timeout.connect(look)
timer.start(5)
app.exec()
"""


NOT_AHEAD = "import simulator.app\nsimulator.app.begin_ahead = lambda: None\n"
QT_FIRST = "import PySide6.QtCore\n"
TORCH = """
import linecache, time
begun = time.perf_counter()
import torch
took = time.perf_counter() - begun
print("torch", took, sum(entry[0] for entry in linecache.cache.values() if len(entry) > 1) / 1e6)
"""


def timed(script: str) -> dict[str, tuple[float, str]]:
    """Seconds from the start of a cold process to each line that it prints."""
    begun, seen = time.perf_counter(), {}
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    for line in process.stdout:
        word, _, rest = line.strip().partition(" ")
        seen[word] = (time.perf_counter() - begun, rest)
    process.wait()
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=7)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    timed(BARE), timed(OURS), timed("import torch; print('torch')")  # fill the disk cache
    rows, early = [], 0
    others: dict[str, list[float]] = defaultdict(list)
    for turn in range(options.turns):
        bare, ours = timed(BARE)["shown"][0], timed(OURS)
        torch = timed("import torch; print('torch')")["torch"][0]
        rows.append((bare, ours["shown"][0], torch, ours["point"][0]))
        other, with_qt, plain = timed(NOT_AHEAD + OURS), timed(QT_FIRST + TORCH), timed(TORCH)
        others["window without the process that loads torch ahead, times the bare one"].append(other["shown"][0] / bare)
        others["    its first point after import torch alone, s"].append(other["point"][0] - torch)
        others["window with PySide6's way to import, times the bare one"].append(
            timed(QT_FIRST + OURS)["shown"][0] / bare
        )
        (slow, sources), (quick, _) = (map(float, each["torch"][1].split()) for each in (with_qt, plain))
        others["    import torch in that way, times the usual one"].append(slow / quick)
        others["    sources that it keeps, MB"].append(sources)
        loaded = "loaded" if ours["shown"][1] == "True" else "not loaded"
        early += loaded == "loaded"
        print(
            f"turn {turn + 1}: bare window {bare:.2f} s, ours {ours['shown'][0]:.2f} s (torch {loaded}); "
            f"import torch {torch:.2f} s, first point {ours['point'][0]:.2f} s"
        )
    times = statistics.median(row[1] / row[0] for row in rows)
    later = statistics.median(row[3] - row[2] for row in rows)
    return verdict(
        [
            *(shown(what, statistics.median(figures)) for what, figures in others.items()),
            at_most("window shown, times the bare program's, median", times, TIMES),
            at_most("starts with torch loaded before the window was shown", early, 0),
            at_most("first point after import torch alone, s, median", later, LATER),
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
