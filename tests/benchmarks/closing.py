"""Close the window at random moments of a run, each time in a process of its own.

It shall end with status 0 and say nothing on standard error. One line is allowed, which Qt's offscreen platform
writes whenever a window is shown. Usage::

    python -m tests.benchmarks.closing [--times 50] [--seed 0]
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.rows import at_most, verdict

ALLOWED = "This plugin does not support propagateSizeHints()"
ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = """
import sys
from PySide6.QtCore import QTimer
from simulator.app import create
example, wait, run = sys.argv[1], int(sys.argv[2]), sys.argv[3]
app, window = create(["--example", example])
window.show()
if run == "at once":
    window.commands.run.trigger()
elif run == "when ready":
    window.background.ready.connect(window.commands.run.trigger)
QTimer.singleShot(wait, window.close)
sys.exit(app.exec())
"""


@dataclass(frozen=True)
class Close:
    """One opening and closing: what was run, when it was closed, and how the process ended."""

    example: str
    run: str
    after: int  # ms
    status: int
    said: str

    @property
    def clean(self) -> bool:
        return self.status == 0 and not self.said


EXAMPLES = ("sine-maml", "linear-maml", "digits-maml", "sine-reptile")


def close(moment: random.Random, longest: int = 4000, examples: tuple[str, ...] = EXAMPLES) -> Close:
    """Open the window, start a run, close at a random moment within `longest` ms."""
    example = moment.choice(examples)
    run = moment.choice(["at once", "when ready"])
    after = moment.randrange(longest)
    with tempfile.TemporaryDirectory() as settings:
        done = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-c", SCRIPT, example, str(after), run],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": settings, "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            timeout=120,
        )
    said = "\n".join(line for line in done.stderr.splitlines() if line.strip() and line.strip() != ALLOWED)
    return Close(example, run, after, done.returncode, said)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    moment = random.Random(options.seed)
    unclean = 0
    for time in range(1, options.times + 1):
        made = close(moment)
        unclean += not made.clean
        print(
            f"{time:3d}: {made.example}, run {made.run}, closed after {made.after} ms: status {made.status}"
            + (f", said: {made.said}" if made.said else ""),
            flush=True,
        )
    what = f"of {options.times}, closed with another status than 0 or a word on standard error"
    return verdict([at_most(what, unclean, 0)])


if __name__ == "__main__":
    raise SystemExit(main())
