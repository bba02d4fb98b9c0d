"""A list of 10,000 runs: how long it takes to open the database and to read the list.

python -m tests.robustness.crowd [--runs 10000]
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from simulator.store import Store
from simulator.store.database import connect, transaction

KINDS = ("maml", "reptile", "anil", "cavia", "scratch")


def fill(database: Path, runs: int) -> None:
    """Put in so many runs of all states, with a short history each, names, notes and tags."""
    Store(database).close()
    dice = random.Random(0)
    with closing(connect(database)) as connection, transaction(connection):
        for number in range(1, runs + 1):
            state = dice.choices(("completed", "stopped", "diverged", "failed"), (85, 9, 4, 2))[0]
            made = 20_000 if state == "completed" else dice.randrange(20_000)
            name = f"first try {number}" if dice.random() < 0.3 else ""
            row = {
                "uid": f"{dice.getrandbits(128):032x}",
                "name": name,
                "note": "What came of it. " * dice.randrange(5),
                "pinned": int(dice.random() < 0.01),
                "created": 1.7e9 + 600 * number,
                "title": "MAML on sine waves",
                "task": dice.choice(("sine", "linear", "digits")),
                "learner": "mlp",
                "strategy": dice.choice(KINDS),
                "seed": dice.randrange(100),
                "state": state,
                "planned": 20_000,
                "iterations": made,
                "seconds": made / 700,
                "gradient_evaluations": 50 * made,
                "loss": dice.random(),
            }
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO runs ({names}) VALUES ({marks})", (*row.values(),))
            connection.execute("INSERT INTO experiments VALUES (?, ?)", (number, '{"seed": 0}' + " " * 1500))
            connection.execute("INSERT INTO steps VALUES (?, 1, 100, ?)", (number, dice.randbytes(2000)))
            for tag in dice.sample(("class", "homework", "best", "odd"), dice.choice((0, 0, 1, 2))):
                connection.execute("INSERT INTO tags VALUES (?, ?)", (number, tag))


def median(work: Callable[[], object], times: int = 5) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


def main() -> None:
    """Fill a database, and print what reading it takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "runs.sqlite"
        fill(database, asked.runs)
        print(f"{asked.runs:,} runs, {database.stat().st_size / 2**20:.1f} MiB")
        print(f"opening and leaving  {median(lambda: Store(database).close()):7.1f} ms")
        store = Store(database)
        assert len(store.runs()) == asked.runs
        print(f"the list             {median(store.runs):7.1f} ms")
        print(f"one summary          {median(lambda: store.summary(asked.runs // 2)):7.1f} ms")
        print(f"what was interrupted {median(store.unfinished):7.1f} ms")
        store.close()


if __name__ == "__main__":
    main()
