"""Any table with a column that names groups: a task is a group, and the rest of a row predicts one of its columns.

Schools and their pupils, patients and their measurements, shops and their days: what the groups have in common is
learned from some of them, and a new one is met with a few rows. Columns are recognised and features standardised by
`table_set`. Without a file there is a small simulated table.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import (
    Drawing,
    FunctionDrawing,
    ScatterDrawing,
    Shape,
    Split,
    TaskBatch,
    TaskFamily,
)
from simulator.tasks.csv_file import Row, Table
from simulator.tasks.loss import CrossEntropy, Loss, SquaredError
from simulator.tasks.table_set import Choice, TableSet, TargetKind, assemble, load

if TYPE_CHECKING:
    from torch import Generator


class TableFamily(TaskFamily):
    """Groups of a CSV file; validation and test never draw a group twice."""

    title = "A table of your own"
    summary = "Each task is a group of rows in your CSV file, such as a school, a patient or a shop."
    explanation = (
        "The rows of one group are a task: a few are shown with their target, and the targets of others are to be "
        "predicted. What all groups have in common is learned from some groups and tested on the others."
    )
    formula = "y = f<sub>group</sub>(x<sub>1</sub>, …, x<sub>n</sub>)"

    kind: Literal["table"] = "table"
    path: str = parameter(
        "",
        "File",
        "A CSV file with a column that names the group of each row; empty for a small simulated table.",
        file="*.csv",
    )
    shots: int = parameter(
        10, "Shots", "Rows of a group the learner adapts on: more make the task easier.", ge=1, le=500, symbol="K"
    )
    query_shots: int = parameter(
        10, "Query rows", "Rows on which an adaptation is judged; groups with too few are left out.", ge=1, le=500
    )
    group_column: str = parameter("", "Group column", "Its name; empty: guessed.", le=200)
    target_column: str = parameter("", "Target column", "The name of what is predicted; empty: guessed.", le=200)
    target: TargetKind = parameter(
        "guessed",
        "The target is",
        "number: predicted with squared error. class: one of a few. guessed: a number if there are more than ten.",
        advanced=True,
    )
    test_share: float = parameter(
        0.2, "Share to test on", "Groups kept for the final test, evenly spaced.", ge=0.01, le=0.5, advanced=True
    )
    validation_share: float = parameter(
        0.2,
        "Share to validate on",
        "Share of the other groups that a run is validated on.",
        ge=0.01,
        le=0.5,
        advanced=True,
    )

    @property
    def data(self) -> TableSet:
        """The table, read when it is first asked for. Raises `InputError` where the file is no good."""
        if self._held is not None:
            return cast("TableSet", self._held)
        needed = self.shots + self.query_shots
        names = (self.group_column, self.target_column)
        choice = Choice(*names, self.target, needed, self.test_share, self.validation_share)
        return load(self.path, choice) if self.path else _simulated(needed, self.test_share, self.validation_share)

    @property
    def report(self) -> Sentence | None:
        if not self.path:
            return None
        data = self.data
        return sentence(
            "{groups} groups, {short} of them with too few rows and left out; {target} is predicted from {features} "
            "numbers, and {ignored} columns that tell nothing or hold too many words are ignored.",
            groups=len(data.names),
            short=data.short,
            target=data.target,
            features=data.features.shape[1],
            ignored=len(data.ignored),
        )

    @property
    def drawing(self) -> Drawing:
        curve = bool(self.path) and self.shape.inputs == (1,) and not self.data.classes
        return FunctionDrawing(-3.0, 3.0) if curve else ScatterDrawing()

    @property
    def shape(self) -> Shape:
        data = self.data
        return Shape((data.features.shape[1],), len(data.classes) or 1)

    @property
    def loss(self) -> Loss:
        # The simulated table is known without making it, which would need torch before the window has it.
        return CrossEntropy() if self.path and self.data.classes else SquaredError()

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        """Draw groups; for validation and test each at most once, so fewer than `tasks` where there are fewer."""
        data = self.data
        groups = data.groups.draw(generator, tasks, split)
        order = generator if split == "train" else None
        rows = data.groups.shuffled(groups, self.shots + self.query_shots, order)  # [task, row]
        inputs, targets = data.features[rows], data.targets[rows]
        return TaskBatch.divided(inputs, targets, self.shots, {"group": groups})

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        return sentence("group {name}", name=self.data.names[int(batch.latents["group"][task])])

    def class_names(self, batch: TaskBatch, task: int) -> tuple[str, ...]:
        return self.data.classes or (self.data.target,)


@lru_cache(maxsize=4)
def _simulated(needed: int, test_share: float, validation_share: float) -> TableSet:
    """Sixty schools: what an hour of study is worth differs between them, and what a course adds does not."""
    generator = torch.Generator().manual_seed(0)
    schools, pupils = 60, max(40, needed)
    slope, offset = torch.randn(2, schools, 1, generator=generator)
    hours = 10 * torch.rand(schools, pupils, generator=generator)
    course = torch.randint(3, (schools, pupils), generator=generator)
    noise = torch.randn(schools, pupils, generator=generator)
    score = 50 + (3 + 2 * slope) * hours + 10 * offset + 5 * course + 3 * noise
    each = zip(hours.tolist(), course.tolist(), score.tolist(), strict=True)
    names = ("none", "evening", "summer")
    rows = tuple(
        Row(0, (f"school {school}", f"{hour:.2f}", names[taken], f"{reached:.1f}"))
        for school, columns in enumerate(each, 1)
        for hour, taken, reached in zip(*columns, strict=True)
    )
    chosen = Choice("school", "score", "number", needed, test_share, validation_share)
    return assemble(Table("the simulated table", ("school", "hours", "course", "score"), rows), chosen)
