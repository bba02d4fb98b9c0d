"""Ctrl+Z where a field has the keyboard: its own while something is being typed, else the window's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class UndoKeys(QObject):
    """Watches the field that has the keyboard: Qt's fields take the keys for themselves, whether they need them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QLineEdit | QAbstractSpinBox):
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QAbstractSpinBox):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            wanted = event.matches(UNDO) or event.matches(REDO)
            if wanted and isinstance(watched, QWidget) and not typing(watched):
                event.ignore()
                return True
        return False


def typing(field: QWidget) -> bool:
    """Whether something was typed that the field has not given on, or can take back itself."""
    if isinstance(field, QSpinBox):
        return field.text() != f"{field.prefix()}{field.textFromValue(field.value())}{field.suffix()}"
    if isinstance(field, QDoubleSpinBox):
        return field.text() != f"{field.prefix()}{field.textFromValue(field.value())}{field.suffix()}"
    return isinstance(field, QLineEdit) and field.isModified() and (field.isUndoAvailable() or field.isRedoAvailable())
