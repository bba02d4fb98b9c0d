"""The menu of a form's field: what a line edit has anyway, and the effect of the parameter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QMenu, QWidget

from simulator.declaration import Parameter
from simulator.gui.model import ExperimentModel
from simulator.gui.text import tr


class EffectMenu(QObject):
    """Opens on a right click on a field or its label, or with the menu key in the field."""

    def __init__(
        self, row: QWidget, path: str, parameter: Parameter, model: ExperimentModel, opened_by: list[QWidget]
    ) -> None:
        super().__init__(row)
        self._row, self._path, self._parameter, self._model = row, path, parameter, model
        for widget in opened_by:
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(partial(self._open, widget))

    def menu(self, field: QWidget | None = None) -> QMenu:
        """What can be done with the parameter."""
        from simulator.sweep.effect import axis_around  # most windows never ask

        line = field.findChild(QLineEdit) if isinstance(field, QAbstractSpinBox) else field
        menu = line.createStandardContextMenu() if isinstance(line, QLineEdit) else QMenu(self._row)
        first = menu.actions()[0] if menu.actions() else None
        action = menu.addAction(tr("Show its effect"))
        if first is not None:
            menu.removeAction(action)
            menu.insertAction(first, action)
            menu.insertSeparator(first)
        action.setObjectName(f"effect.{self._path}")
        action.setToolTip(tr("Run a small sweep around this value in the background, and draw what it changes"))
        value = self._model.value(self._path)
        action.setEnabled(axis_around(self._path, self._parameter, value) is not None)
        action.triggered.connect(lambda: self._model.effect_wanted.emit(self._path))
        menu.setToolTipsVisible(True)
        return menu

    def _open(self, field: QWidget, place: QPoint) -> None:
        menu = self.menu(field)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(field.mapToGlobal(place))
