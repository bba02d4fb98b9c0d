"""What a shared run tells must be what its experiment tells: each way in which it could differ is refused."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.declaration import InputError
from simulator.store import Store
from simulator.store.event_rows import Row
from simulator.store.shared.events import from_files, to_files
from simulator.store.shared.file import read, write
from tests.robustness.mutating import packed, resummed, unpacked
from tests.robustness.mutations import _recorded, _short, originals
from tests.robustness.reading import read_shared

ELSEWHERE = 2  # of the originals: a run that is judged on another family too
STUDENTS = 3  # one with areas and calibration
WHOLE = 4  # not of the originals: one that is judged elsewhere, to its end


@dataclass
class Told:
    """A run's members, taken apart."""

    members: dict[str, bytes]
    at: str  # the run's folder
    rows: list[Row]

    @classmethod
    def of(cls, original: int) -> Told:
        members = unpacked(whole() if original == WHOLE else originals("shared")[original])
        at = next(name for name in members if name.endswith("events.json")).removesuffix("events.json")
        return cls(members, at, from_files(members[f"{at}events.json"], members[f"{at}scores.safetensors"]))

    def first(self, kind: str) -> int:
        return next(place for place, row in enumerate(self.rows) if row.kind == kind)

    def edit(self, kind: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Change the arrays of the first event of a kind."""
        place = self.first(kind)
        self.rows[place] = replace(self.rows[place], arrays=change(dict(self.rows[place].arrays)))

    def edit_all(self, kind: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self.rows = [replace(row, arrays=change(dict(row.arrays))) if row.kind == kind else row for row in self.rows]

    def add(self, row: Row) -> None:
        """Tell another event after the first evaluation."""
        self.rows.insert(self.first("evaluated") + 1, row)

    def document(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the experiment of the run."""
        name = f"{self.at}experiment.json"
        document = json.loads(self.members[name])
        change(document)
        self.members[name] = json.dumps(document).encode()

    def table(self, change: Callable[[dict[str, Any]], None]) -> None:
        name = f"{self.at}run.json"
        table = json.loads(self.members[name])
        change(table)
        self.members[name] = json.dumps(table).encode()

    def write(self, path: Path) -> None:
        events, scores = to_files(self.rows)
        assert scores is not None
        parts = {f"{self.at}events.json": events, f"{self.at}scores.safetensors": scores}
        path.write_bytes(packed(resummed(self.members | parts)))


@cache
def whole() -> bytes:
    with tempfile.TemporaryDirectory() as folder, closing(Store(Path(folder) / "runs.sqlite")) as store:
        experiment, path = _short("glyphs-to-digits"), Path(folder) / "x.learnsim"
        number, _ = _recorded(store, experiment, 0)
        write(path, experiment, store, [number])
        return path.read_bytes()


def cut(rows: int, *names: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """So many rows of the arrays whose names begin so."""
    return lambda arrays: {
        name: np.ascontiguousarray(values[:rows]) if name.startswith(names) else values
        for name, values in arrays.items()
    }


def tasks(count: int, *names: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda arrays: {
        name: np.ascontiguousarray(np.resize(values, (len(values), count)))
        if name.startswith(names) and values.ndim == 2
        else values
        for name, values in arrays.items()
    }


def without(*ends: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda arrays: {name: values for name, values in arrays.items() if not name.endswith(ends)}


def changed(path: str, old: Any, new: Any) -> Row:
    return Row(0, "changed", {"iteration": 0, "path": path, "old": old, "new": new})


def retitled(row: Row) -> Row:
    document = row.document | {"here": {"title": "{0.__class__}"}}
    return replace(row, document=document)


def title(told: Told) -> None:
    place = told.first("evaluated")
    told.rows[place] = retitled(told.rows[place])


def second_test(told: Told) -> None:
    place = told.first("tested")
    told.rows.insert(place, told.rows[place])


def again(told: Told) -> None:
    place = told.first("evaluated")
    told.rows.insert(place, told.rows[place])


OFFENCES: dict[str, tuple[int, Callable[[Told], None]]] = {
    "fewer steps": (1, lambda told: told.edit_all("evaluated", cut(2, ""))),
    "a single row": (1, lambda told: told.edit_all("evaluated", cut(1, ""))),
    "other steps than the experiment": (
        1,
        lambda told: told.document(lambda d: d["schedule"].update(evaluation_steps=3)),
    ),
    "no loss": (ELSEWHERE, lambda told: told.edit_all("evaluated", without("/loss"))),
    "nothing judged": (1, lambda told: told.edit_all("evaluated", without(""))),
    "evaluations of other measures": (ELSEWHERE, lambda told: told.edit("evaluated", without("here/accuracy"))),
    "evaluations of other tasks": (1, lambda told: told.edit("evaluated", tasks(3, ""))),
    "more tasks than planned": (1, lambda told: told.edit_all("evaluated", tasks(9, ""))),
    "accuracy of other tasks": (ELSEWHERE, lambda told: told.edit_all("evaluated", tasks(3, "here/accuracy"))),
    "areas of other steps": (STUDENTS, lambda told: told.edit_all("evaluated", cut(1, "here/auc"))),
    "references of other tasks": (1, lambda told: told.edit("referenced", tasks(3, "here/"))),
    "a line of other tasks": (1, lambda told: told.edit("referenced", tasks(3, "here/oracle"))),
    "scratch of other steps": (1, lambda told: told.edit("referenced", cut(1, "here/scratch"))),
    "scratch without accuracy": (ELSEWHERE, lambda told: told.edit("referenced", without("here/scratch/accuracy"))),
    "a line of nothing": (1, lambda told: told.edit("referenced", without("oracle/loss"))),
    "a test of other steps": (1, lambda told: told.edit("tested", cut(2, "here/scores"))),
    "a test beside lines of other tasks": (1, lambda told: told.edit("tested", tasks(3, "here/scores"))),
    "a test of more tasks than planned": (1, lambda told: told.edit("tested", tasks(9, ""))),
    "a second test": (1, second_test),
    "an evaluation twice": (1, again),
    "elsewhere of other steps": (ELSEWHERE, lambda told: told.edit_all("evaluated", cut(1, "elsewhere/"))),
    "a test elsewhere of other steps": (WHOLE, lambda told: told.edit("tested", cut(1, "elsewhere/scores"))),
    "no family elsewhere": (ELSEWHERE, lambda told: told.document(lambda d: d.pop("evaluation"))),
    "another family": (1, lambda told: told.document(lambda d: d.update(evaluation={"task": "sine"}))),
    "more meta-iterations than planned": (1, lambda told: told.document(lambda d: d["schedule"].update(iterations=5))),
    "a title with something to fill in": (1, title),
    "a change of the seed": (1, lambda told: told.add(changed("seed", 1, 2))),
    "a change of what does not change": (1, lambda told: told.add(changed("task.shots", 1, 2))),
    "a change to what is not allowed": (1, lambda told: told.add(changed("strategy.inner_lr", 0.01, 10**400))),
    "a change of a part that is none": (1, lambda told: told.add(changed("format.kind", 0.01, 0.02))),
    "a speed below nothing": (1, lambda told: told.add(changed("speed", None, -1.0))),
    "a speed past all": (1, lambda told: told.add(changed("speed", None, 10**400))),
    "a year past 3000": (1, lambda told: told.table(lambda t: t.update(created=3.3e10))),
}


@pytest.mark.parametrize("name", OFFENCES)
def test_a_run_that_its_experiment_does_not_tell_is_refused(tmp_path: Path, name: str):
    original, offend = OFFENCES[name]
    told = Told.of(original)
    offend(told)
    told.write(tmp_path / "x.learnsim")
    with pytest.raises(InputError, match=r"is damaged in runs/"):
        read(tmp_path / "x.learnsim")


@pytest.mark.parametrize(
    ("original", "change"),
    [
        (1, changed("speed", None, 10)),
        (1, changed("strategy.inner_lr", 0.01, 0.02)),
        (ELSEWHERE, changed("speed", 10.0, None)),
        (STUDENTS, changed("speed", 10.0, 0.5)),
        (WHOLE, changed("speed", 10.0, 0.5)),
    ],
)
def test_a_run_that_is_taken_apart_and_put_together_with_a_live_change_is_read(
    tmp_path: Path, original: int, change: Row
):
    told = Told.of(original)
    told.add(change)
    told.write(tmp_path / "x.learnsim")
    assert read(tmp_path / "x.learnsim").runs


def extreme(value: float) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda arrays: {name: np.full_like(values, value) for name, values in arrays.items()}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("value", [1.7e308, -1.7e308, 5e-324, 0.0, -1.0, math.inf, -math.inf, math.nan])
@pytest.mark.parametrize("original", [1, ELSEWHERE, STUDENTS, WHOLE])
def test_a_run_with_the_most_extreme_scores_is_read_and_put_into_words_and_figures(
    tmp_path: Path, original: int, value: float
):
    told = Told.of(original)
    for kind in ("referenced", "evaluated", "tested"):
        told.edit_all(kind, extreme(value))
    name = f"{told.at}steps.csv"
    head, *lines = told.members[name].decode().splitlines()
    cells = [line.split(",") for line in lines]
    told.members[name] = "\n".join([head, *(",".join([at, repr(value), *rest]) for at, _, *rest in cells), ""]).encode()
    told.write(tmp_path / "x.learnsim")
    read_shared(tmp_path / "x.learnsim")()
