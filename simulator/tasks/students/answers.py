"""A class's real answers from a CSV file: a task is a student.

Layouts and columns are recognised (`answer_file`). Support are a student's first answers, query a later block that is
the same however many are seen, so that results for few and many answers compare. Students are split, not answers:
nobody who is tested on is trained on. An input is the item's (or skill's) one-hot vector, ``[items]``. Without a file
there is a small simulated class.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Examples, Shape, Split, TaskBatch
from simulator.tasks.groups import Groups
from simulator.tasks.students.answer_file import Columns, Histories
from simulator.tasks.students.answer_set import AnswerSet, Source, assemble, load
from simulator.tasks.students.base import Students, Yardstick, one_hot
from simulator.tasks.students.irt import StudentsIrt

if TYPE_CHECKING:
    from torch import Generator, Tensor

CLASS = 300  # students of the simulated class


class Answers(Students):
    """Students' right and wrong answers from a file; validation and test never draw a student twice."""

    title = "Answers of a class"
    summary = "Each task is a student of your own class: right and wrong answers, read from a CSV file."
    explanation = (
        "Every student in the file is a task: the first few answers are shown, and a later block is to be predicted. "
        "What all students have in common is learned from some of them and tested on the others."
    )
    formula = "P(answer<sub>j</sub> right | answers<sub>1..k</sub>), j in a later block"

    kind: Literal["answers"] = "answers"
    path: str = parameter(
        "",
        "File",
        "A CSV file with student, item or skill, and right or wrong; empty for a small simulated class.",
        file="*.csv",
    )
    shots: int = parameter(
        5, "Answers seen", "First answers that the learner adapts on: more tell more.", ge=1, le=500, symbol="k"
    )
    query_start: int = parameter(
        10,
        "Prediction begins after",
        "The answers to predict come after this many, or after those seen if they are more.",
        ge=1,
        le=500,
        unit="answers",
    )
    query_shots: int = parameter(
        10,
        "Answers to predict",
        "Answers on which an adaptation is judged; students with too few are left out.",
        ge=1,
        le=500,
    )
    shuffled: bool = parameter(
        False,
        "Shuffled",
        "Put each student's answers into random order, where the file has none: always a new one in training.",
    )
    anywhere: bool = parameter(
        False,
        "Train anywhere",
        "Train on stretches from anywhere in a student's answers, not only the first ones, unless they are shuffled.",
        advanced=True,
    )
    student_column: str = parameter("", "Student column", "Its name; empty: guessed.", le=200, advanced=True)
    item_column: str = parameter(
        "", "Item column", "The name of the column of items or skills; empty: guessed.", le=200, advanced=True
    )
    correct_column: str = parameter(
        "", "Right or wrong column", "The name of a column of 1 and 0; empty: guessed.", le=200, advanced=True
    )
    time_column: str = parameter(
        "", "Time column", "Answers are sorted by it; empty: guessed, or as in the file.", le=200, advanced=True
    )
    once: bool = parameter(
        True,
        "Leave out repetitions",
        "Rows that repeat the problem of the row before, for another of its skills, give the answer away.",
        advanced=True,
    )
    test_path: str = parameter(
        "",
        "File to test on",
        "Answers of other students for the final test; empty: a share of this file's students.",
        file="*.csv",
        advanced=True,
    )
    test_share: float = parameter(
        0.2, "Share to test on", "Students kept for the final test, evenly spaced.", ge=0.01, le=0.5, advanced=True
    )
    validation_share: float = parameter(
        0.1,
        "Share to validate on",
        "Share of the other students that a run is validated on.",
        ge=0.01,
        le=0.5,
        advanced=True,
    )

    @property
    def data(self) -> AnswerSet:
        """The answers, read when they are first asked for. Raises `InputError` where the file is no good."""
        if self._held is not None:
            return cast("AnswerSet", self._held)
        source = self._source
        return load(source) if self.path else _simulated(source)

    @property
    def report(self) -> Sentence | None:
        if not self.path:
            return None
        data = self.data
        return sentence(
            "{students} students answered {items} items; {short} of them have fewer than {needed} answers and are left "
            "out, {repeated} rows repeat a problem, and {unanswered} have no answer.",
            students=len(data.students),
            items=len(data.items),
            short=data.short,
            needed=self._source.needed,
            repeated=data.repeated,
            unanswered=data.unanswered,
        )

    @property
    def shape(self) -> Shape:
        return Shape((self.item_count(),), 1)

    def item_count(self) -> int:
        return len(self.data.items)

    def yardstick(self) -> Yardstick:
        return self.data.yardstick

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        """Draw students; for validation and test each at most once, so fewer than `tasks` where there are fewer."""
        data = self.data
        students = data.groups.draw(generator, tasks, split)
        where = self._places(data.groups, students, generator if split == "train" else None)
        inputs, targets = one_hot(data.item[where], len(data.items)), data.right[where].unsqueeze(2)
        later = self._query_start
        return TaskBatch(
            Examples(inputs[:, : self.shots], targets[:, : self.shots]),
            Examples(inputs[:, later:], targets[:, later:]),
            {"student": students},
        )

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        return sentence("student {name}", name=self.data.students[int(batch.latents["student"][task])])

    def class_names(self, batch: TaskBatch, task: int) -> tuple[str, ...]:
        return ("right",)

    def _places(self, groups: Groups, students: Tensor, generator: Generator | None) -> Tensor:
        """Where the answers of `students` stand, ``[task, answer]``; without a generator always the same ones."""
        needed = self._source.needed
        if self.shuffled:
            return groups.shuffled(students, needed, generator)
        if self.anywhere and generator is not None:
            return groups.stretch(students, needed, generator)
        return groups.first(students, needed)

    @property
    def _query_start(self) -> int:
        return max(self.query_start, self.shots)

    @property
    def _source(self) -> Source:
        columns = Columns(self.student_column, self.item_column, self.correct_column, self.time_column)
        needed = self._query_start + self.query_shots
        shares = (self.test_share, self.validation_share)
        return Source(self.path, self.test_path if self.path else "", columns, self.once, needed, *shares)


@lru_cache(maxsize=4)
def _simulated(source: Source) -> AnswerSet:
    """A class whose students answer a bank of 20 items, as often as is asked for."""
    seen = source.needed // 2  # how they are divided does not matter: all are joined below
    family = StudentsIrt(shots=seen, query_shots=source.needed - seen, items=20, spread=1.5)
    batch = family.sample(torch.Generator().manual_seed(0), CLASS)
    examples = batch.support.joined(batch.query)
    asked, right = family.asked(examples.inputs).tolist(), examples.targets.squeeze(2).int().tolist()
    items = {str(student + 1): [f"{item + 1}" for item in row] for student, row in enumerate(asked)}
    simulated = Histories(items, {str(student + 1): row for student, row in enumerate(right)})
    return assemble(simulated, Histories({}, {}), source, "of the simulated class")
