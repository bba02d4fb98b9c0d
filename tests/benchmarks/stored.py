"""A run database with many runs, made in a moment: rows as the program writes them, without what a run told."""

from __future__ import annotations

import json
import random
from contextlib import closing
from pathlib import Path

from simulator.experiment import load_example, to_document
from simulator.store import Store
from simulator.store.database import connect, transaction

EXAMPLES = ("sine-maml", "linear-maml", "digits-maml", "sine-reptile", "digits-anil", "sine-joint")
STATES = ("completed", "completed", "completed", "stopped", "diverged", "failed", "interrupted")
TAGS = ("thesis", "lecture", "baseline", "keep", "odd")
DAY = 86_400.0


def fill(path: Path, count: int, seed: int = 0) -> None:
    """Put `count` runs into a new database. Raises `StoreError` where the file cannot be used."""
    Store(path).close()
    choice = random.Random(seed)
    experiments = [load_example(name) for name in EXAMPLES]
    runs, documents, tags = [], [], []
    for number in range(1, count + 1):
        experiment, state = choice.choice(experiments), choice.choice(STATES)
        planned = experiment.schedule.iterations
        made = planned if state == "completed" else choice.randrange(1, planned)
        parts = [experiment.section(section).table()["kind"] for section in ("task", "learner", "strategy")]
        named = (f"trial {number}" if choice.random() < 0.3 else "", "seen again" if choice.random() < 0.1 else "")
        accuracy = choice.random() if parts[0] != "sine" else None
        begun, counts = 1.79e9 + number * DAY / 50, (planned, made, made / 700, 50 * made)
        row = (number, f"{number:032x}", *named, choice.random() < 0.001, begun, experiment.title, *parts)
        runs.append((*row, choice.randrange(1000), state, *counts, choice.random(), accuracy, True))
        documents.append((number, json.dumps(to_document(experiment))))
        tags += [(number, tag) for tag in choice.sample(TAGS, choice.choice((0, 0, 0, 1, 2)))]
    with closing(connect(path)) as connection, transaction(connection):
        names = (
            "id, uid, name, note, pinned, created, title, task, learner, strategy, seed, state, planned, iterations, "
            "seconds, gradient_evaluations, loss, accuracy, offered"
        )
        connection.executemany(f"INSERT INTO runs ({names}) VALUES ({', '.join('?' * 19)})", runs)
        connection.executemany("INSERT INTO experiments VALUES (?, ?)", documents)
        connection.executemany("INSERT INTO tags VALUES (?, ?)", tags)
