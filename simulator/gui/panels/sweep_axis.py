"""One row of a sweep's set-up: a parameter, and the values that it takes."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QSpinBox, QWidget

from simulator.declaration import Parameter
from simulator.experiment import Experiment
from simulator.gui.text import tr
from simulator.sweep import Axis
from simulator.sweep.axis import declared, written
from simulator.sweep.effect import axis_around

SECTIONS = ("strategy", "learner", "task", "schedule")  # what people vary most comes first
COUNT = 5  # values, unless somebody chooses
FIELD = 76  # pixels


class Kinds(QComboBox):
    """A list that the wheel passes over."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class AxisRow(QWidget):
    """Signal: `edited` when a person changed anything."""

    edited = Signal()

    def __init__(self, number: int, optional: bool) -> None:
        super().__init__()
        name = f"sweepAxis{number}"
        self._optional = optional
        self._experiment: Experiment | None = None
        self._paths: list[str] = []
        self._log = False
        self.parameter = Kinds()
        self.parameter.setMinimumWidth(150)
        self.low, self.high, self.values = QLineEdit(), QLineEdit(), QLineEdit()
        self.count, self.scale = QSpinBox(), Kinds()
        self.count.setRange(2, 100)
        self.count.setValue(COUNT)
        self.scale.addItem(tr("linear"), False)
        self.scale.addItem(tr("logarithmic"), True)
        self._to, self._in = QLabel(tr("to")), QLabel(tr("in"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.parameter, 3)
        for widget in (self.low, self._to, self.high, self._in, self.count, self.scale):
            layout.addWidget(widget)
        layout.addWidget(self.values, 4)
        for field in (self.low, self.high):
            field.setFixedWidth(FIELD)
        self.values.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name(name, number)
        self.parameter.currentIndexChanged.connect(self._chosen)
        for line in (self.low, self.high, self.values):
            line.editingFinished.connect(self.edited)
        self.count.valueChanged.connect(lambda _: self.edited.emit())
        self.scale.currentIndexChanged.connect(lambda _: self.edited.emit())

    @property
    def path(self) -> str:
        """The parameter that is chosen; empty for none."""
        return str(self.parameter.currentData() or "")

    def offer(self, experiment: Experiment) -> None:
        """Let the parameters of an experiment be chosen; what was chosen stays where it still exists."""
        known, chosen = self._experiment, self.path
        self._experiment = experiment
        paths = list(offered(experiment))
        if paths != self._paths:
            self._paths = paths
            with QSignalBlocker(self.parameter):
                self._fill(experiment)
            self.parameter.setCurrentIndex(max(0, self.parameter.findData(chosen)))
        if self.path != chosen or known is None:
            self._prefill()

    def axis(self) -> Axis | None:
        """What is chosen; None for no parameter. Raises `InputError` where it makes no values."""
        if self._experiment is None or not self.path:
            return None
        if self._ranged:
            scale = "log" if self.scale.currentData() else "lin"
            ends = f"{self.low.text().strip()}:{self.high.text().strip()}"
            return Axis.parse(f"{self.path}={ends}:{scale}:{self.count.value()}", self._experiment)
        return Axis.parse(f"{self.path}={self.values.text()}", self._experiment)

    def show_axis(self, axis: Axis | None) -> None:
        """Choose these values."""
        with QSignalBlocker(self.parameter):
            self.parameter.setCurrentIndex(max(0, self.parameter.findData(axis.path if axis else "")))
        self._prefill()
        if axis is None:
            return
        with QSignalBlocker(self.count), QSignalBlocker(self.scale):
            if self._ranged:
                self.low.setText(f"{axis.values[0]:.6g}")
                self.high.setText(f"{axis.values[-1]:.6g}")
                self.count.setValue(len(axis.values))
                self.scale.setCurrentIndex(int(axis.log))
            else:
                self.values.setText(_listed(axis.values))

    @property
    def _parameter(self) -> Parameter | None:
        return declared(self._experiment, self.path) if self._experiment is not None and self.path else None

    @property
    def _ranged(self) -> bool:
        parameter = self._parameter
        return parameter is not None and parameter.kind in ("integer", "number") and not parameter.optional

    def _fill(self, experiment: Experiment) -> None:
        self.parameter.clear()
        if self._optional:
            self.parameter.addItem(tr("no second parameter"), "")
        for path, title in offered(experiment).items():
            self.parameter.addItem(tr(title), path)
            self.parameter.setItemData(self.parameter.count() - 1, path, Qt.ItemDataRole.ToolTipRole)

    def _chosen(self) -> None:
        self._prefill()
        self.edited.emit()

    def _prefill(self) -> None:
        """Values around the one that the experiment has."""
        parameter, ranged = self._parameter, self._ranged
        for widget in (self.low, self._to, self.high, self._in, self.count, self.scale):
            widget.setVisible(ranged)
        self.values.setVisible(bool(self.path) and not ranged)
        if parameter is None or self._experiment is None:
            return
        around = axis_around(self.path, parameter, self._experiment.value(self.path))
        if not ranged:
            values = around.values if around is not None else parameter.choices or (self._experiment.value(self.path),)
            self.values.setText(_listed(values))
        elif around is not None:
            with QSignalBlocker(self.count), QSignalBlocker(self.scale):
                self.low.setText(written(around.values[0]))
                self.high.setText(written(around.values[-1]))
                self.count.setValue(COUNT)
                self.scale.setCurrentIndex(int(around.log))

    def _name(self, name: str, number: int) -> None:
        told = {
            "parameter": (self.parameter, tr("Parameter {number}", number=number), tr("What is varied")),
            "low": (self.low, tr("lowest"), tr("The first value")),
            "high": (self.high, tr("highest"), tr("The last value")),
            "count": (self.count, tr("number of values"), tr("How many values, the first and the last included")),
            "scale": (self.scale, tr("scale"), tr("Values at equal distances, or at equal ratios")),
            "values": (self.values, tr("values"), tr("The values, with commas between them")),
        }
        for part, (widget, title, tip) in told.items():
            widget.setObjectName(f"{name}.{part}")
            first = tr("Parameter {number}", number=number)
            widget.setAccessibleName(title if part == "parameter" else f"{first}, {title}")
            widget.setToolTip(tip)


def offered(experiment: Experiment) -> dict[str, str]:
    """The parameters that can be varied, with their titles: what applies, and no texts."""
    found: dict[str, str] = {"strategy.kind": "Meta-strategy", "learner.kind": "Base learner"}
    for section in SECTIONS:
        part = experiment.section(section)
        for name, parameter in part.parameters().items():
            applies = parameter.when is None or getattr(part, parameter.when[0]) == parameter.when[1]
            if applies and parameter.kind not in ("text", "range"):
                found[f"{section}.{name}"] = parameter.title
    order = [path for path in found if not path.endswith(".kind")]
    return {path: found[path] for path in (*order, "strategy.kind", "learner.kind")}


def _listed(values: tuple[object, ...]) -> str:
    """Values as they are typed."""
    return ", ".join(_typed(value) for value in values)


def _typed(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_typed, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.6g}" if isinstance(value, float) else str(value)
