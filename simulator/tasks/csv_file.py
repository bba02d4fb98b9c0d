"""Tables that people bring: comma, semicolon or tab separated text, read with a limit on size and kept in memory.

`read` gives the rows as they are, each with its line; `Table` names the columns by the first row and finds them by
name. Every error is one sentence that names the file, and the line or column where there is one.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from simulator.declaration import InputError, nearest, sentence
from simulator.declaration.input_error import shown

LARGEST = 100_000_000  # bytes
WIDEST = 1000  # columns
LONGEST_PATH = 300  # characters of a path that is told whole
PATH = "task.path"  # what an error about a file points to


@dataclass(frozen=True)
class Row:
    """The cells of a row, and the line of the file it ends on."""

    line: int
    cells: tuple[str, ...]


def stamp(path: str) -> tuple[int, int]:
    """When a file was last changed, in nanoseconds, and its size. Raises `InputError` where it cannot be read."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        raise _unreadable(path, error) from None
    if not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):  # reading a pipe or a device might never end
        raise _unreadable(path, ValueError())
    return status.st_mtime_ns, status.st_size


def read(path: str) -> tuple[Row, ...]:
    """The rows of a file, empty ones left out. Raises `InputError` where it cannot be read as a table."""
    return _read(path, *stamp(path))[1]


def _unreadable(path: str, error: OSError | ValueError) -> InputError:
    why = getattr(error, "strerror", None) or sentence("it is not a file")
    named = repr(path) if len(path) <= LONGEST_PATH else shown(path)  # cut short, it would lack the file's own name
    return InputError(sentence("The file {file} cannot be read: {why}.", file=named, why=why), PATH)


@lru_cache(maxsize=4)
def _read(path: str, changed: int, size: int) -> tuple[str, tuple[Row, ...]]:
    """What separates the columns, and `read`; `changed` and `size` make sure that a changed file is read anew."""
    name = Path(path).name
    if size > LARGEST:
        raise InputError(
            sentence("The file {file} is larger than {most} bytes.", file=name, most=f"{LARGEST:,}"),
            PATH,
        )
    try:
        with open(path, "rb") as file:
            text = _decoded(file.read(size), name)  # some that the system makes up have no size and no end
    except OSError as error:
        raise _unreadable(path, error) from None
    first = text.lstrip().splitlines()[:1]
    delimiter = max(",;\t", key="".join(first).count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        read = (Row(reader.line_num, tuple(cell.strip() for cell in cells)) for cells in reader)
        rows = tuple(row for row in read if any(row.cells))
    except csv.Error as error:
        raise InputError(
            sentence(
                "Line {line} of {file} cannot be read as a table: {why}.", line=reader.line_num, file=name, why=error
            ),
            PATH,
        ) from None
    if not rows:
        raise InputError(
            sentence("The file {file} is empty; a table with a row of column names is needed.", file=name), PATH
        )
    return delimiter, rows


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            sentence("The file {file} is not text in UTF-8; save it as CSV in UTF-8.", file=name), PATH
        ) from None


@dataclass(frozen=True)
class Table:
    """Rows under named columns; `name` is the file's, for errors.

    Spreadsheets that write a decimal comma separate columns by something else: `comma` says that they may have.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    comma: bool = False

    @classmethod
    def of(cls, path: str) -> Table:
        """The table of a file whose first row names the columns. Raises `InputError` where a row does not fit it."""
        delimiter, (header, *rows) = _read(path, *stamp(path))
        table = cls(Path(path).name, header.cells, tuple(rows), delimiter != ",")
        if len(header.cells) > WIDEST:
            raise InputError(
                sentence("The file {file} has more than {most} columns.", file=table.name, most=WIDEST), PATH
            )
        for row in rows:
            if len(row.cells) != len(header.cells):
                raise InputError(
                    sentence(
                        "Line {line} of {file} has {found} columns where the first line has {wanted}.",
                        line=row.line,
                        file=table.name,
                        found=len(row.cells),
                        wanted=len(header.cells),
                    ),
                    PATH,
                )
        if not rows:
            raise InputError(sentence("The file {file} has column names and no rows.", file=table.name), PATH)
        return table

    def position(self, column: str, parameter: str) -> int:
        """Where a column that was chosen by name stands. Raises `InputError`, with `parameter` as its path."""
        if self.columns.count(column) == 1:
            return self.columns.index(column)
        if column in self.columns:
            raise InputError(
                sentence(
                    "The file {file} has several columns named {column}; give each a name of its own.",
                    file=self.name,
                    column=shown(column),
                ),
                parameter,
            )
        raise InputError(
            sentence(
                "The file {file} has no column {column}{hint}",
                file=self.name,
                column=shown(column),
                hint=nearest(column, self.columns),
            ),
            parameter,
        )

    def guess(self, names: Sequence[str], taken: Sequence[int] = ()) -> int | None:
        """The column whose name is the first of `names` that occurs, compared without case, spaces and signs."""
        plain = [re.sub(r"[^a-z0-9]", "", column.lower()) for column in self.columns]
        for name in names:
            if name in plain and plain.index(name) not in taken:
                return plain.index(name)
        return None

    def cells(self, position: int) -> list[str]:
        """One column."""
        return [row.cells[position] for row in self.rows]

    def number(self, cell: str) -> float | None:
        """A cell as a number, not a number where it is missing; None where it holds anything else."""
        if missing(cell):
            return math.nan
        try:
            number = float(cell.replace(",", ".") if self.comma else cell)
        except ValueError:
            return None
        return number if math.isfinite(number) else None


def missing(cell: str) -> bool:
    """Whether a cell is empty, or says that it would be."""
    return cell.lower() in ("", "na", "n/a", "nan", "null")
