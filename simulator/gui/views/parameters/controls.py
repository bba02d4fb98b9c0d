"""What is chosen about the plane of parameters: which plane, which loss, of how many tasks after how many steps."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from simulator.analysis.parameters import Layout, Question
from simulator.analysis.parameters.plane import Choice
from simulator.gui.text import say, tr

WIDTH = 188  # pixels
TASKS, MOST_TASKS = 8, 64
MOST_NUMBERS = 64  # of a learner whose parameters are offered one by one


@dataclass(frozen=True)
class Choices:
    """What was chosen; `first` and `second` are tasks or parameters, as the choice of the plane wants them."""

    choice: Choice = "adaptations"
    first: int = 0
    second: int = 1
    tasks: int = TASKS
    steps: int = 1
    question: Question = field(default_factory=Question)


class ParameterControls(QWidget):
    """Signals: `changed` when the picture is to be made anew; `returned` for back to the learned start."""

    changed = Signal()
    returned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._layout: Layout | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self.plane = self._combo("parameterPlane", tr("Plane"), tr(
            "Through which plane the space of parameters is looked at. A plane shows best what it was chosen for: of "
            "everything else only the shadow is seen."
        ))  # fmt: skip
        self.first = self._combo("parameterFirst", tr("To the right"), tr("What lies in this direction."))
        self.second = self._combo("parameterSecond", tr("Upwards"), tr("What lies in this direction."))
        self.of = self._combo("parameterSurface", tr("Loss of"), tr(
            "Whose loss is drawn. One task has valleys of its own; the mean shows what suits all of them."
        ))  # fmt: skip
        self.examples = self._combo("parameterExamples", tr("Judged on"), tr(
            "The support set is what adaptation goes down on; the query set says what that is worth."
        ))  # fmt: skip
        self.when = self._combo("parameterWhen", tr("Seen"), tr(
            "Before: the loss of each point itself. After: the loss that adaptation reaches when it begins there, "
            "which is what MAML makes small."
        ))  # fmt: skip
        self.tasks = self._number("parameterTasks", tr("Tasks"), tr(
            "How many validation tasks are adapted to. More say better what holds for all, and take longer."
        ))  # fmt: skip
        self.steps = self._number("parameterSteps", tr("Inner steps"), tr(
            "How many steps each adaptation takes. More lead further away from the start."
        ))  # fmt: skip
        self.back = QPushButton(tr("Back to the learned start"))
        self.back.setObjectName("parameterBack")
        self.back.setToolTip(tr("Adapt from what the strategy learned again (Home)."))
        self.back.clicked.connect(self.returned)
        self._rows.addSpacing(6)
        self._rows.addWidget(self.back)
        self._rows.addStretch(1)
        self._fill()

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        task: int = self.of.currentData()
        steps = self.steps.value()
        question = Question(
            None if task < 0 else task, self.examples.currentData(), steps if self.when.currentData() else 0
        )
        first, second = (max(0, combo.currentIndex()) for combo in (self.first, self.second))
        return Choices(self.plane.currentData(), first, second, self.tasks.value(), steps, question)

    def offer_steps(self, usual: int, most: int) -> None:
        """Start at the strategy's usual number of inner steps."""
        with QSignalBlocker(self.steps):
            self.steps.setRange(1, max(1, most))
            self.steps.setValue(usual)

    def offer_parameters(self, layout: Layout) -> None:
        """Offer the parameters of a small learner as directions."""
        if layout == self._layout:
            return
        self._layout = layout
        few = layout.size <= MOST_NUMBERS
        at = self.plane.findData("parameters")
        with QSignalBlocker(self.plane):
            if few and at < 0:
                self.plane.addItem(tr("two parameters"), "parameters")
            elif not few and at >= 0:
                self.plane.removeItem(at)
        self._offer_directions()

    def _fill(self) -> None:
        named: dict[QComboBox, list[tuple[str, object]]] = {
            self.plane: [
                (tr("along the adaptations"), "adaptations"),
                (tr("along the path"), "path"),
                (tr("towards two tasks"), "tasks"),
            ],
            self.examples: [(tr("query set"), "query"), (tr("support set"), "support")],
            self.when: [(tr("before adapting"), False), (tr("after adapting"), True)],
        }
        for combo, items in named.items():
            for text, value in items:
                combo.addItem(text, value)
        self.tasks.setRange(2, MOST_TASKS)
        self.tasks.setValue(TASKS)
        self.steps.setRange(1, 1)
        self._offer_tasks()
        self._offer_directions()
        self.tasks.valueChanged.connect(lambda _: self._offer_tasks())
        self.plane.currentIndexChanged.connect(lambda _: self._offer_directions())
        for combo in (self.plane, self.first, self.second, self.of, self.examples, self.when):
            combo.currentIndexChanged.connect(lambda _: self.changed.emit())
        for number in (self.tasks, self.steps):
            number.valueChanged.connect(lambda _: self.changed.emit())

    def _offer_tasks(self) -> None:
        names = [tr("task {number}", number=task + 1) for task in range(self.tasks.value())]
        _refill(self.of, [(tr("mean of the tasks"), -1), *((name, task) for task, name in enumerate(names))])
        if self.plane.currentData() == "tasks":
            self._offer_directions()

    def _offer_directions(self) -> None:
        choice = self.plane.currentData()
        names: list[str] = []
        if choice == "tasks":
            names = [tr("task {number}", number=task + 1) for task in range(self.tasks.value())]
        elif choice == "parameters" and self._layout is not None:
            names = [say(self._layout.label(number)) for number in range(self._layout.size)]
        for place, combo in enumerate((self.first, self.second)):
            _refill(combo, [(name, number) for number, name in enumerate(names)], place)
            for widget in (combo, self._labels[combo]):
                widget.setVisible(bool(names))

    def _combo(self, name: str, title: str, tip: str) -> QComboBox:
        combo = QComboBox()
        combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._add(combo, name, title, tip)
        return combo

    def _number(self, name: str, title: str, tip: str) -> QSpinBox:
        number = QSpinBox()
        number.setKeyboardTracking(False)
        self._add(number, name, title, tip)
        return number

    def _add(self, control: QComboBox | QSpinBox, name: str, title: str, tip: str) -> None:
        control.setObjectName(name)
        control.setAccessibleName(title)
        label = QLabel(title)
        label.setObjectName("muted")
        label.setBuddy(control)
        for widget in (label, control):
            widget.setToolTip(tip)
        if not hasattr(self, "_labels"):
            self._labels: dict[QWidget, QLabel] = {}
        self._labels[control] = label
        if isinstance(control, QComboBox):
            self._rows.addWidget(label)
            self._rows.addWidget(control)
        else:
            row = QHBoxLayout()
            row.addWidget(label, 1)
            row.addWidget(control)
            self._rows.addLayout(row)


def _refill(combo: QComboBox, items: list[tuple[str, int]], usual: int = 0) -> None:
    """Offer other items, and keep what was chosen where it is still there."""
    before = combo.currentData()
    with QSignalBlocker(combo):
        combo.clear()
        for text, value in items:
            combo.addItem(text, value)
        at = combo.findData(before)
        combo.setCurrentIndex(at if before is not None and at >= 0 else min(usual, combo.count() - 1))
