"""Forms made from declarations: one row a parameter, the rest under "More"."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from simulator.declaration import Parameter
from simulator.gui.effect import EffectMenu
from simulator.gui.fields import Explored, Field, Path, Text, control_of, field_for, stops_of
from simulator.gui.icons import icon
from simulator.gui.model import ExperimentModel
from simulator.gui.text import say, tr

LABELS = 112  # pixels for the names, the same in every form


class Row(QWidget):
    """One parameter: label, control, a way back to its default, and the sentence that refuses a value."""

    def __init__(self, path: str, parameter: Parameter, model: ExperimentModel) -> None:
        super().__init__()
        self.path = path
        self._parameter = parameter
        self._model = model
        self.label = QLabel(tr(parameter.title))
        self.label.setWordWrap(True)
        self.label.setFixedWidth(LABELS)
        self.field: Field = field_for(parameter)
        named = control_of(self.field)
        named.setObjectName(path)
        named.setAccessibleName(tr(parameter.title))
        named.setAccessibleDescription(tr(parameter.description))
        self.label.setBuddy(named)
        for widget in (self.label, self.field):
            widget.setToolTip(tooltip(parameter, path))
        self.back = QToolButton()
        self.back.setObjectName("flat")
        self.back.setToolTip(tr("Back to the default"))
        self.back.setAccessibleName(tr("{title}: back to the default", title=tr(parameter.title)))
        self.back.setFixedSize(20, 20)
        _stay(self.back)
        self.refusal = QLabel()
        self.refusal.setObjectName("refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.effect = EffectMenu(self, path, parameter, model, [self.label, named])
        self.field.edited.connect(lambda value: model.set(path, value))
        self.back.clicked.connect(lambda: model.set(path, parameter.plain_default))
        self._named = named
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, LABELS)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop if isinstance(self.field, Explored) else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.label, 0, 0, top)
        if isinstance(self.field, Text | Path):  # texts are long: a line of their own
            grid.addWidget(self.field, 1, 0, 1, 2)
            grid.addWidget(self.back, 1, 2, Qt.AlignmentFlag.AlignTop)
        else:
            grid.addWidget(self.field, 0, 1)
            grid.addWidget(self.back, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.refusal, 2, 0, 1, 3)

    def refresh(self) -> None:
        """Show the model's value, whether it differs from the default, and a refusal if there is one."""
        refusal = self._model.refusals.get(self.path)
        self.setVisible(self._model.applies(self.path))
        if refusal is None:
            self.field.show_value(self._model.value(self.path))
        self.back.setVisible(refusal is not None or self._model.value(self.path) != self._parameter.default)
        self.refusal.setText(say(refusal) if refusal else "")
        self.refusal.setVisible(refusal is not None)
        if self._named.property("refused") != (refusal is not None):
            self._named.setProperty("refused", refusal is not None)
            self._named.style().unpolish(self._named)
            self._named.style().polish(self._named)


class Form(QWidget):
    """The rows of one section of the experiment."""

    def __init__(self, section: str, model: ExperimentModel) -> None:
        super().__init__()
        self._model = model
        self.rows: dict[str, Row] = {}
        self._more: QToolButton | None = None
        self._folded: set[str] = set()
        declared = model.experiment.section(section).parameters()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        shown = [parameter for parameter in declared.values() if not parameter.advanced]
        folded = [parameter for parameter in declared.values() if parameter.advanced]
        outer.addWidget(self._grid(section, shown))
        if folded:
            self._fold(section, folded, outer)
        self.refresh()

    def refresh(self) -> None:
        """Show the model's values."""
        for row in self.rows.values():
            row.refresh()

    def unfold(self, path: str) -> None:
        """Make sure that the row of `path` can be seen."""
        if self._more is not None and path in self._folded:
            self._more.setChecked(True)

    def tab_behind(self, before: QWidget) -> None:
        """Let the Tab key go from `before` through the form: what is made later would stand behind all others."""
        # Qt's own chain is not asked: PySide would tie what it finds there to widgets that go with another form.
        stops = [before]
        for row in self.rows.values():
            if self._more is not None and self._more not in stops and row.path in self._folded:
                stops.append(self._more)
            stops += [*stops_of(row.field), row.back]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def dress(self) -> None:
        """Put on the icons, in the colours of the day."""
        back = icon("mdi6.undo-variant", self.palette().placeholderText().color().name())
        for row in self.rows.values():
            row.back.setIcon(back)

    def _fold(self, section: str, folded: list[Parameter], outer: QVBoxLayout) -> None:
        more = QToolButton()
        more.setObjectName("flat")
        more.setText(tr("More"))
        more.setCheckable(True)
        more.setToolTip(tr("Show or hide the other parameters of this section"))
        more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        more.setArrowType(Qt.ArrowType.RightArrow)
        rest = self._grid(section, folded)
        rest.hide()

        def toggle(opened: bool) -> None:
            rest.setVisible(opened)
            more.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)

        more.toggled.connect(toggle)
        self._more = more
        self._folded = {f"{section}.{parameter.name}" for parameter in folded}
        outer.addWidget(more)
        outer.addWidget(rest)

    def _grid(self, section: str, parameters: list[Parameter]) -> QWidget:
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for parameter in parameters:
            row = Row(f"{section}.{parameter.name}", parameter, self._model)
            column.addWidget(row)
            self.rows[row.path] = row
        return widget


def tooltip(parameter: Parameter, path: str) -> str:
    """What the value does to learning, then its symbol, its range and its name in files."""
    lines = [tr(parameter.description)]
    if parameter.symbol:
        lines.append(tr("Symbol: {symbol}", symbol=parameter.symbol))
    lines.append(tr("Allowed: {allowed}", allowed=say(parameter.allowed())))
    if parameter.live:
        lines.append(tr("May change while running."))
    lines.append(tr("In files: {path}", path=path))
    return "<p>" + "</p><p>".join(line.replace("<", "&lt;") for line in lines) + "</p>"


def _stay(widget: QWidget) -> None:
    """Keep a hidden widget's place, so that nothing jumps when it appears."""
    policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
