"""The list of runs as a person reads and uses it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt

Desk = Any


def cell(desk: Desk, row: int, key: str) -> QModelIndex:
    """A cell by its row and its column's key."""
    model = desk.window.runs_panel.model
    place = [column.key for column in model.columns].index(key)
    found: QModelIndex = model.index(row, place)
    return found


def listed(desk: Desk, key: str) -> list[str]:
    """What a column says, from top to bottom."""
    return [str(cell(desk, row, key).data()) for row in range(desk.window.runs_panel.model.rowCount())]


def tick(desk: Desk, row: int, on: bool = True) -> None:
    """Tick the box of a row, or untick it."""
    state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
    desk.window.runs_panel.model.setData(cell(desk, row, "run"), state, Qt.ItemDataRole.CheckStateRole)


def ticked(desk: Desk) -> list[bool]:
    """Which rows are drawn over the plots or are the current run, from top to bottom."""
    boxes = [cell(desk, row, "run").data(Qt.ItemDataRole.CheckStateRole) for row in range(len(listed(desk, "run")))]
    return [box != Qt.CheckState.Unchecked for box in boxes]


def select(desk: Desk, *rows: int) -> None:
    """Select these rows and no others; the last of them has the keyboard."""
    view, flag = desk.window.runs_panel.view, QItemSelectionModel.SelectionFlag
    view.clearSelection()
    for row in rows:
        view.selectionModel().setCurrentIndex(cell(desk, row, "name"), flag.Select | flag.Rows)


def do(desk: Desk, key: str) -> None:
    """Do something with the selected runs: ``open``, ``pin``, ``delete``..."""
    desk.window.runs_panel.actions_[key].trigger()
