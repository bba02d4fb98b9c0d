"""The experiment panel: what is learned, by what, how, and for how long."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from simulator.experiment.experiment import ELSEWHERE
from simulator.gui.form import Form
from simulator.gui.model import ExperimentModel
from simulator.gui.panels.card import Card, Elided, muted
from simulator.gui.text import say, tr
from simulator.gui.views.preview import Preview

VISIBLE = 24  # entries of an open list: a whole catalogue without scrolling


class Kinds(QComboBox):
    """The choices of a section; the wheel scrolls the panel rather than choose another.

    Signal: `asked` when somebody is about to look at them.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(VISIBLE)
        self.setMinimumWidth(120)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.asked.emit()
        super().keyPressEvent(event)

    def showPopup(self) -> None:
        """Open the list, wide enough for the longest name."""
        self.asked.emit()
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth() + 24)
        super().showPopup()


class Chooser(Card):
    """One section with a choice: a combo box whose impossible entries are disabled, and the choice's form.

    With `nothing`, the section may be left out, and the first entry says so; `meaning` is what it is for.
    """

    def __init__(
        self, section: str, name: str, title: str, model: ExperimentModel, nothing: str = "", meaning: str = ""
    ) -> None:
        super().__init__(title)
        self._section, self._model = section, model
        self.combo = Kinds()
        self.combo.setObjectName(name)
        self.combo.setAccessibleName(title)
        if nothing:
            self.combo.addItem(nothing, None)
            self.combo.setItemData(0, meaning, Qt.ItemDataRole.ToolTipRole)
        self._listed = False
        self.combo.asked.connect(self._hurry)
        self.combo.currentIndexChanged.connect(lambda _: model.choose(section, self.combo.currentData()))
        self._reason = muted()
        self._reasons = Elided()
        for widget in (self.combo, self._reason, self._reasons):
            self.body.addWidget(widget)
        self.form: Form | None = None
        self._shown: str | None = None
        for label in (self._reason, self._reasons):
            label.hide()
        self._follow()
        self._show_choice()

    def refresh(self) -> None:
        """Show the model's choice and values, and what cannot be chosen beside the other sections."""
        anew = self._follow()
        self._show_choice()
        self.show_fitting()
        if self.form is not None:
            self.form.refresh()
            if anew:
                self.form.dress()

    def _follow(self) -> bool:
        """Make the form anew, if there is another choice; returns whether there is."""
        kind = self._model.kind(self._section)
        if kind == self._shown:
            return False
        self._shown = kind
        if self.form is not None:
            self.body.removeWidget(self.form)
            self.form.setParent(None)  # at once: no one shall find its fields any more
            self.form.deleteLater()
            self.form = None
        if kind is not None:
            self.form = Form(self._section, self._model)
            self.body.addWidget(self.form)
            self.form.tab_behind(self.combo)
        return True

    def _show_choice(self) -> None:
        kind = self._shown
        with QSignalBlocker(self.combo):
            if not self._listed and kind is not None and self.combo.findData(kind) < 0:
                self.combo.addItem(tr(self._model.registry(self._section)[kind].title), kind)
            self.combo.setCurrentIndex(self.combo.findData(kind))

    def _hurry(self) -> None:
        """Somebody is quicker than the program, which lists the choices a moment after its window is there."""
        if not self._listed:
            self.show_fitting()

    def _list(self) -> None:
        """List all choices where there is but the current one: to tell their titles is to import them."""
        if self._listed:
            return
        self._listed = True
        with QSignalBlocker(self.combo):
            for index in reversed(range(self.combo.count())):
                if self.combo.itemData(index) is not None:
                    self.combo.removeItem(index)
            for kind, entry in self._model.registry(self._section).items():
                self.combo.addItem(tr(entry.title), kind)
        self._show_choice()

    def show_fitting(self) -> None:
        """Show what can be chosen beside the other sections, and why not the rest."""
        self._list()
        entries, reasons = self.combo.model(), {}
        assert isinstance(entries, QStandardItemModel)
        for index in range(self.combo.count()):
            kind, name = self.combo.itemData(index), self.combo.itemText(index)
            if kind is None:
                continue
            objection = self._model.objection(self._section, kind)
            entries.item(index).setEnabled(objection is None)
            why = say(objection) if objection else tr(self._model.registry(self._section)[kind].summary)
            self.combo.setItemData(index, why, Qt.ItemDataRole.ToolTipRole)
            if objection:
                reasons[name] = tr("{choice} cannot be chosen. {why}", choice=name, why=why)
        self.combo.setToolTip(self.combo.itemData(self.combo.currentIndex(), Qt.ItemDataRole.ToolTipRole) or "")
        self._say(reasons)

    def _say(self, reasons: dict[str, str]) -> None:
        """One reason in full; of several, in one line, what they keep from being chosen."""
        self._reason.setVisible(len(reasons) == 1)
        self._reasons.setVisible(len(reasons) > 1)
        self._reason.setText("".join(reasons.values()))
        names = tr(", ").join(reasons)
        self._reasons.setText(tr("{count} choices do not fit: {names}", count=len(reasons), names=names))
        self._reasons.setToolTip("<p>" + "</p><p>".join(why.replace("<", "&lt;") for why in reasons.values()) + "</p>")


class ExperimentPanel(QScrollArea):
    """All sections of the experiment, one card each."""

    def __init__(self, model: ExperimentModel, preview: Preview) -> None:
        super().__init__()
        self._model = model
        self.choosers = {
            "task": Chooser("task", "taskFamily", tr("Task family"), model),
            "learner": Chooser("learner", "baseLearner", tr("Base learner"), model),
            "strategy": Chooser("strategy", "metaStrategy", tr("Meta-strategy"), model),
            ELSEWHERE: Chooser(
                ELSEWHERE,
                "evaluationFamily",
                tr("Judge also on"),
                model,
                tr("no other family"),
                tr("Another family on which the strategy is judged as well, without being trained on it."),
            ),
        }
        self.schedule = Card(tr("Schedule"))
        self._schedule_form = Form("schedule", model)
        self.schedule.body.addWidget(self._schedule_form)
        self.choosers["task"].body.insertWidget(0, preview)
        self.choosers["task"].body.insertWidget(1, preview.report)
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
        model.changed.connect(lambda _: self.refresh())
        model.refused.connect(lambda _: self.refresh())
        model.considered.connect(self.choosers[ELSEWHERE].refresh)

    def refresh(self) -> None:
        """Show the model's values everywhere."""
        for chooser in self.choosers.values():
            chooser.refresh()
        self._schedule_form.refresh()

    def show_fitting(self) -> None:
        """Show what can be chosen in each section: that takes a tenth of a second, so a window does it once painted."""
        for chooser in self.choosers.values():
            QTimer.singleShot(0, chooser, chooser.show_fitting)  # each in its turn: the window stays alive

    def dress(self) -> None:
        """Put on the icons."""
        for form in self._forms():
            form.dress()

    def _forms(self) -> list[Form]:
        forms = (*(chooser.form for chooser in self.choosers.values()), self._schedule_form)
        return [form for form in forms if form is not None]

    def show_field(self, path: str) -> None:
        """Bring the field of a parameter into view and focus."""
        for form in self._forms():
            form.unfold(path)
        field = self.findChild(QWidget, path)
        if isinstance(field, QWidget):
            self.ensureWidgetVisible(field)
            field.setFocus()
