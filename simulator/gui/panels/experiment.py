"""The experiment panel: what is learned, by what, how, and for how long."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from simulator.experiment.documents import REGISTRIES
from simulator.gui.form import Form
from simulator.gui.model import ExperimentModel
from simulator.gui.panels.card import Card, muted
from simulator.gui.text import say, tr
from simulator.gui.views.preview import Preview


class Kinds(QComboBox):
    """The choices of a section; the wheel scrolls the panel rather than choose another."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Chooser(Card):
    """One section with a choice: a combo box whose impossible entries are disabled, and the choice's form."""

    def __init__(self, section: str, name: str, title: str, model: ExperimentModel) -> None:
        super().__init__(title)
        self._section, self._model = section, model
        self.combo = Kinds()
        self.combo.setObjectName(name)
        self.combo.setAccessibleName(title)
        self.combo.setMinimumWidth(120)
        for kind in model.kinds(section):
            self.combo.addItem(tr(REGISTRIES[section][kind].title), kind)
        self.combo.currentIndexChanged.connect(lambda _: model.set(f"{section}.kind", self.combo.currentData()))
        self._reasons = muted()
        self.body.addWidget(self.combo)
        self.body.addWidget(self._reasons)
        self.form = Form(section, model)
        self.body.addWidget(self.form)
        self._show_choices()

    def rebuild(self) -> None:
        """Make the form anew, for another choice."""
        self.body.removeWidget(self.form)
        self.form.setParent(None)  # at once: no one shall find its fields any more
        self.form.deleteLater()
        self.form = Form(self._section, self._model)
        self.form.dress()
        self.body.addWidget(self.form)

    def refresh(self) -> None:
        """Show the model's choice and values, and what cannot be chosen beside the other sections."""
        self._show_choices()
        self.form.refresh()

    def _show_choices(self) -> None:
        kind = self._model.value(f"{self._section}.kind")
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(self.combo.findData(kind))
        self.combo.setToolTip(tr(REGISTRIES[self._section][kind].summary))
        entries, reasons = self.combo.model(), []
        assert isinstance(entries, QStandardItemModel)
        for index in range(self.combo.count()):
            objection = self._model.objection(self._section, self.combo.itemData(index))
            entries.item(index).setEnabled(objection is None)
            why = say(objection) if objection else tr(REGISTRIES[self._section][self.combo.itemData(index)].summary)
            self.combo.setItemData(index, why, Qt.ItemDataRole.ToolTipRole)
            if objection:
                reasons.append(tr("{choice} cannot be chosen. {why}", choice=self.combo.itemText(index), why=why))
        self._reasons.setText("\n".join(reasons))
        self._reasons.setVisible(bool(reasons))


class ExperimentPanel(QScrollArea):
    """All sections of the experiment, one card each."""

    def __init__(self, model: ExperimentModel, preview: Preview) -> None:
        super().__init__()
        self._model = model
        self.choosers = {
            "task": Chooser("task", "taskFamily", tr("Task family"), model),
            "learner": Chooser("learner", "baseLearner", tr("Base learner"), model),
            "strategy": Chooser("strategy", "metaStrategy", tr("Meta-strategy"), model),
        }
        self.schedule = Card(tr("Schedule"))
        self._schedule_form = Form("schedule", model)
        self.schedule.body.addWidget(self._schedule_form)
        self.choosers["task"].body.insertWidget(0, preview)
        content = QWidget()
        content.setObjectName("scrolled")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(8, 0, 4, 8)
        layout.setSpacing(8)
        for card in (*self.choosers.values(), self.schedule):
            layout.addWidget(card)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(316)
        self.setMaximumWidth(340)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        model.changed.connect(self._changed)
        model.refused.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Show the model's values everywhere."""
        for chooser in self.choosers.values():
            chooser.refresh()
        self._schedule_form.refresh()

    def dress(self) -> None:
        """Put on the icons."""
        for form in self._forms():
            form.dress()

    def _forms(self) -> list[Form]:
        return [*(chooser.form for chooser in self.choosers.values()), self._schedule_form]

    def show_field(self, path: str) -> None:
        """Bring the field of a parameter into view and focus."""
        for form in self._forms():
            form.unfold(path)
        field = self.findChild(QWidget, path)
        if isinstance(field, QWidget):
            self.ensureWidgetVisible(field)
            field.setFocus()

    def _changed(self, path: str) -> None:
        for section, chooser in self.choosers.items():
            if path in ("", section):
                chooser.rebuild()
        self.refresh()
