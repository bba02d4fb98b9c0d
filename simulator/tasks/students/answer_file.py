"""Files of students' answers, in the layouts they come in, recognised by what they hold.

- long: one row an answer, with columns for the student, the item or skill, right or wrong, and perhaps a time;
- lists: one row a student, with lists of items and of answers separated by commas, -1 where a list is filled up
  (the layout of pyKT);
- grid: one row a student, one column an item, with nothing else than right and wrong in it (a list of marks);
- blocks: four lines a student: number and name, problems, skills, answers (the layout of DKVMN and AKT).

`histories` reads any of them. Rows of one student that repeat the problem of the row before are what is left of
problems with several skills; all but the first can be left out, for they give the answer away.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from simulator.declaration import InputError, sentence
from simulator.declaration.input_error import shown
from simulator.tasks.csv_file import PATH, Row, Table, missing, read

MOST_ITEMS = 2000
MOSTLY = 0.8  # of a column's cells: what else is in it is a slip of the pen, and told as one
FEWEST_MARKED = 3  # columns of nothing but right and wrong, from which on they are taken for items
DATE = re.compile(r"\d{4}([-/.])\d\d\1\d\d([T ]\d\d:\d\d.*)?$", re.ASCII)  # sorts as it is written
RIGHT = {"1": 1, "1.0": 1, "true": 1, "right": 1, "correct": 1, "yes": 1}
WRONG = {"0": 0, "0.0": 0, "false": 0, "wrong": 0, "incorrect": 0, "no": 0}
VERDICTS = RIGHT | WRONG

STUDENTS = ("student", "studentid", "user", "userid", "uid", "anonstudentid", "learner", "learnerid", "pupil", "name")
ITEMS = (
    *("item", "itemid", "skill", "skillid", "skillname", "concept", "concepts", "conceptid", "kc"),
    *("question", "questionid", "questions", "problem", "problemid", "problems", "exercise", "word"),
)
CORRECT = ("correct", "right", "iscorrect", "response", "responses", "answer", "answers", "score", "outcome", "result")
TIMES = ("time", "timestamp", "order", "orderid", "starttime", "date", "datetime", "position", "step")
PROBLEMS = ("problem", "problemid", "question", "questionid", "questions", "problems")


@dataclass(frozen=True)
class Columns:
    """The columns chosen by name; an empty name leaves it to a guess."""

    student: str = ""
    item: str = ""
    correct: str = ""
    time: str = ""


class Answer(NamedTuple):
    """One answer as it stands in a file."""

    student: str
    item: str
    right: int | None  # None where the cell is empty
    problem: str


@dataclass(frozen=True)
class Histories:
    """Students' answers in order: items by name and 0 or 1, and how many rows were left out as repetitions or empty."""

    items: dict[str, list[str]]
    right: dict[str, list[int]]
    repeated: int = 0
    unanswered: int = 0


def histories(path: str, columns: Columns, once: bool) -> Histories:
    """The answers of a file by student; with `once`, repetitions of a problem are left out.

    Raises `InputError` with one sentence that names the file and the line or the column.
    """
    rows = read(path)
    answers = _blocks(rows, Path(path).name) if _in_blocks(rows) else _table(Table.of(path), columns)
    items: dict[str, list[str]] = {}
    right: dict[str, list[int]] = {}
    last: dict[str, str] = {}
    repeated = unanswered = 0
    for answer in answers:
        if answer.right is None:
            unanswered += 1
            continue
        again = bool(answer.problem) and last.get(answer.student) == answer.problem
        last[answer.student] = answer.problem
        repeated += again
        if again and once:
            continue
        items.setdefault(answer.student, []).append(answer.item)
        right.setdefault(answer.student, []).append(answer.right)
    different = len({item for asked in items.values() for item in asked})
    if different > MOST_ITEMS:
        raise InputError(
            sentence(
                "The file {file} has {found} different items, and at most {most} can be told apart; choose the column "
                "of the skills as task.item_column.",
                file=Path(path).name,
                found=f"{different:,}",
                most=f"{MOST_ITEMS:,}",
            ),
            "task.item_column",
        )
    return Histories(items, right, repeated, unanswered)


def _table(table: Table, columns: Columns) -> Iterable[Answer]:
    marked = _marked(table, columns)
    if marked:
        return _grid(table, columns.student, marked)
    correct = _correct(table, columns.correct)
    student = _column(table, columns.student, STUDENTS, "student", (correct,))
    item = _column(table, columns.item, ITEMS, "item", (correct, student))
    if any("," in cell for cell in table.cells(correct)):
        return _lists(table, student, item, correct)
    return _long(table, student, item, correct, _ordered(table, columns.time, (item, student)))


def _correct(table: Table, chosen: str) -> int:
    """The column of right and wrong: chosen, by name, or the only one that holds nothing else."""
    if chosen:
        return table.position(chosen, "task.correct_column")
    named = table.guess(CORRECT)
    if named is not None:
        return named
    fitting = [
        position
        for position in range(len(table.columns))
        if len(set(table.cells(position))) == 2 and all(cell.lower() in VERDICTS for cell in table.cells(position))
    ]
    if len(fitting) == 1:
        return fitting[0]
    raise _unknown(table, "correct")


def _column(table: Table, chosen: str, names: tuple[str, ...], what: str, taken: tuple[int, ...]) -> int:
    """A column: chosen, by name, or the only one that is left."""
    if chosen:
        return table.position(chosen, f"task.{what}_column")
    named = table.guess(names, taken)
    if named is not None:
        return named
    left = [position for position in range(len(table.columns)) if position not in taken]
    if len(left) == 1 or (what == "student" and len(left) == 2):
        return left[0]
    raise _unknown(table, what)


def _unknown(table: Table, what: str) -> InputError:
    return InputError(
        sentence(
            "The column for task.{what}_column cannot be guessed in {file}; choose one of {columns}.",
            file=table.name,
            what=what,
            columns=", ".join(table.columns[:20]),
        ),
        f"task.{what}_column",
    )


def _long(table: Table, student: int, item: int, correct: int, rows: Iterable[Row]) -> Iterator[Answer]:
    problem = table.guess(PROBLEMS, (student, correct))
    # Where the problem is what is asked, the same one twice is a second try and no leftover of several skills.
    for row in rows:
        cells = row.cells
        which = "" if problem is None or problem == item else cells[problem]
        yield Answer(cells[student], cells[item], _verdict(cells[correct], table.name, row.line), which)


def _ordered(table: Table, chosen: str, taken: tuple[int, ...]) -> Sequence[Row]:
    """The rows in the order of their times, if those are numbers, or dates that begin with the year.

    Other times leave a table in its own order where their column is but a guess.
    """
    time = table.position(chosen, "task.time_column") if chosen else table.guess(TIMES, taken)
    if time is None:
        return table.rows
    cells = table.cells(time)
    numbers = [number for cell in cells if (number := table.number(cell)) is not None and math.isfinite(number)]
    keys: list[float] | list[str] | None = None
    if len(numbers) == len(cells):
        keys = numbers
    elif all(DATE.match(cell) for cell in cells):
        keys = cells
    if keys is not None:
        return [row for _, row in sorted(zip(keys, table.rows, strict=True), key=itemgetter(0))]
    if not chosen:
        return table.rows
    raise InputError(
        sentence(
            "The column {column} of {file} does not tell an order; write times as numbers, or dates like 2024-12-31.",
            column=shown(chosen),
            file=table.name,
        ),
        "task.time_column",
    )


def _marked(table: Table, columns: Columns) -> list[int]:
    """The columns of a grid's items; none where the table has no such layout."""
    if columns.correct or columns.item or table.guess(CORRECT) is not None or table.guess(ITEMS) is not None:
        return []
    student = table.position(columns.student, "task.student_column") if columns.student else table.guess(STUDENTS)
    marked = []
    for position in range(len(table.columns)):
        cells = [cell for cell in table.cells(position) if not missing(cell)]
        verdicts = sum(cell.lower() in VERDICTS for cell in cells)
        if position != student and verdicts and verdicts >= MOSTLY * len(cells):
            marked.append(position)
    return marked if len(marked) >= FEWEST_MARKED else []


def _grid(table: Table, chosen: str, marked: list[int]) -> Iterator[Answer]:
    """The answers of a grid; without a column of students, its rows are they."""
    others = [position for position in range(len(table.columns)) if position not in marked]
    student = table.position(chosen, "task.student_column") if chosen else table.guess(STUDENTS, marked)
    if student is None and len(others) == 1:
        student = others[0]
    for row in table.rows:
        who = str(row.line) if student is None else row.cells[student]
        for item in marked:
            if not missing(row.cells[item]):
                yield Answer(who, table.columns[item], _verdict(row.cells[item], table.name, row.line), "")


def _lists(table: Table, student: int, item: int, correct: int) -> Iterator[Answer]:
    problem = table.guess(PROBLEMS, (student, correct, item))
    for row in table.rows:
        items, verdicts = row.cells[item].split(","), row.cells[correct].split(",")
        problems = [""] * len(items) if problem is None else row.cells[problem].split(",")
        if not len(items) == len(verdicts) == len(problems):
            raise _unequal(table.name, row.line)
        for asked, verdict, which in zip(items, verdicts, problems, strict=True):
            if "-1" not in (asked.strip(), verdict.strip()):
                right = _verdict(verdict, table.name, row.line)
                yield Answer(row.cells[student], asked.strip(), right, which.strip())


def _blocks(rows: tuple[Row, ...], name: str) -> Iterator[Answer]:
    for start in range(0, len(rows), 4):
        who, problems, skills, verdicts = rows[start : start + 4]
        if not len(problems.cells) == len(skills.cells) == len(verdicts.cells):
            raise _unequal(name, problems.line)
        for problem, skill, verdict in zip(problems.cells, skills.cells, verdicts.cells, strict=True):
            if verdict:  # a line may end with a comma
                yield Answer(who.cells[-1], skill, _verdict(verdict, name, verdicts.line), problem)


def _in_blocks(rows: tuple[Row, ...]) -> bool:
    """Four lines a student, the last one of zeros and ones, and no row of column names."""
    first = rows[:4]
    return (
        len(rows) % 4 == 0
        and len({len(row.cells) for row in first[1:]}) == 1
        and len(first[0].cells) <= 2 < len(first[3].cells)
        and all(cell in ("0", "1", "") for cell in first[3].cells)
    )


def _unequal(name: str, line: int) -> InputError:
    return InputError(
        sentence("Line {line} of {file} has lists of different lengths for one student.", line=line, file=name), PATH
    )


def _verdict(cell: str, name: str, line: int) -> int | None:
    if missing(cell):
        return None
    right = VERDICTS.get(cell.strip().lower())
    if right is None:
        raise InputError(
            sentence(
                "Line {line} of {file} has {cell} where right or wrong is expected, written 1 or 0.",
                line=line,
                file=name,
                cell=shown(cell),
            ),
            "task.correct_column",
        )
    return right
