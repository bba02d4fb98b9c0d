"""The window: panels around three plots. It wires the models to the views and owns none of their state."""

from __future__ import annotations

import logging
import traceback
from functools import partial
from types import TracebackType

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPlainTextEdit,
)

from simulator import __version__
from simulator.declaration import Sentence
from simulator.engine import Failed
from simulator.experiment import Experiment
from simulator.experiment.documents import SECTIONS
from simulator.gui import icons, language, theme
from simulator.gui.background import Background
from simulator.gui.commands import Commands, Deeds
from simulator.gui.export import release_clipboard
from simulator.gui.files import Files
from simulator.gui.layout import Layout
from simulator.gui.model import ExperimentModel
from simulator.gui.panels.controls import SeedControl, SpeedControl
from simulator.gui.panels.experiment import ExperimentPanel
from simulator.gui.panels.explain import ExplainPanel
from simulator.gui.panels.runs import RunsPanel
from simulator.gui.session import Session
from simulator.gui.status import status
from simulator.gui.text import joined, say, tr
from simulator.gui.view_settings import ViewSettings
from simulator.gui.views.preview import Preview, sample
from simulator.gui.workspace import Workspace
from simulator.tasks import TaskFamily


class MainWindow(QMainWindow):
    """The program's one window. `settings` remembers layout, theme and language; None remembers nothing."""

    def __init__(self, experiment: Experiment, settings: QSettings | None = None, theme_choice: str = "") -> None:
        super().__init__()
        self._settings = settings
        remembered = str(settings.value("theme", "system")) if settings else "system"
        self.theme_choice = theme_choice or remembered
        self.language_choice = str(settings.value("language", language.SYSTEM)) if settings else language.SYSTEM
        self.theme = self._chosen_theme()
        self.background = Background()
        self.session = Session(self.background)
        self.model = ExperimentModel(experiment, partial(self.background.ask, "families"))
        self.view_settings = ViewSettings()
        self.preview = Preview()
        self.workspace = Workspace(self.session, self.background, self.view_settings)
        self.experiment_panel = ExperimentPanel(self.model, self.preview)
        self.runs_panel = RunsPanel(self.session, self.view_settings)
        self.explain_panel = ExplainPanel(self.model)
        for panel in (self.runs_panel, self.explain_panel):
            panel.setMinimumWidth(190)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setAccessibleName(tr("Log"))
        self.layout_ = Layout(
            self,
            self.workspace,
            experiment=self.experiment_panel,
            runs=self.runs_panel,
            explain=self.explain_panel,
            log=self.log,
        )
        self.docks = self.layout_.docks
        self.files = Files(self.model, self.workspace, self)
        self.speed, self.seed = SpeedControl(), SeedControl(self.model)
        self.commands = Commands(self, self._deeds())
        self.addToolBar(self.commands.build_tool_bar(self.speed, self.seed))
        self.commands.build_menus()
        self._status = QLabel()
        self._status.setObjectName("statusText")
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self._connect()
        self._show_theme()  # once all widgets have their place: each move would style them anew
        self.workspace.offer(experiment)
        if settings is not None:
            self.layout_.restore(settings)
        self._show_title()

    def _deeds(self) -> Deeds:
        """What the actions do."""
        files, task = self.files, self.workspace.task
        return Deeds(
            run=self.run_or_pause,
            step=self.step,
            stop=self.session.stop,
            reset=self.reset,
            open=files.open,
            open_example=files.open_example,
            save=files.save,
            export=files.export,
            copy=files.copy,
            quit=self.close,
            choose_theme=self.choose_theme,
            choose_language=self.choose_language,
            move_task=task.move_task,
            move_step=task.move_step,
            reset_layout=self.layout_.reset,
            about=self.about,
            views=files.exportable(),
            panels=[dock.toggleViewAction() for dock in self.docks.values()],
            theme=self.theme_choice,
            language=self.language_choice,
        )

    def run_or_pause(self) -> None:
        """Start a run of the experiment, or pause or continue the one that goes on."""
        if self.session.running:
            self.session.toggle()
        else:
            self.start()

    def start(self, *, paused: bool = False) -> None:
        """Begin a new run of the experiment as it is edited; a refused value is shown instead."""
        if self.model.refusals:
            path, why = next(iter(self.model.refusals.items()))
            self.workspace.notice.say(say(why))
            self.experiment_panel.show_field(path)
            return
        self.session.start(self.model.experiment, paused=paused)

    def step(self) -> None:
        """Make one meta-iteration; of a new run, if none goes on."""
        if not self.session.running:
            self.start(paused=True)
        self.session.step()

    def reset(self) -> None:
        """Forget the current run."""
        self.session.reset()
        self.workspace.offer(self.model.experiment)
        self.workspace.notice.hide()
        self.workspace.refresh()
        self._refresh()

    def open_experiment(self, experiment: Experiment) -> None:
        """Edit another experiment; a run that goes on is stopped and stays in the list."""
        running = self.session.running
        self.session.leave()
        self.model.replace(experiment)
        self.workspace.offer(experiment)
        self.workspace.notice.hide()
        if running:
            self.workspace.notice.say(tr("The run that went on was stopped; it is kept in the list of runs."))
        self.workspace.refresh()
        self._refresh()

    def choose_theme(self, choice: str) -> None:
        """Follow the system, or be light or dark."""
        self.theme_choice = choice
        if self._settings:
            self._settings.setValue("theme", choice)
        self.apply_theme()

    def choose_language(self, choice: str) -> None:
        """Speak another language from the next start on."""
        self.language_choice = choice
        if self._settings:
            self._settings.setValue("language", choice)
        self.workspace.notice.say(tr("The language changes when the program starts next."))

    def apply_theme(self) -> None:
        """Give everything the colours of the chosen appearance."""
        self.theme = self._chosen_theme()
        self._show_theme()
        self.dress()

    def dress(self) -> None:
        """Put on the icons, in the colours of the appearance."""
        icons.load()
        self.experiment_panel.dress()
        self.workspace.task.dress(self.theme)
        self._shown_state = None
        self._refresh()

    def _chosen_theme(self) -> theme.Theme:
        return {"light": theme.LIGHT, "dark": theme.DARK}.get(self.theme_choice) or theme.system_theme()

    def _show_theme(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.theme)
        for part in (self.workspace, self.preview, self.runs_panel, self.explain_panel):
            part.set_theme(self.theme)
        self._refresh()

    def about(self) -> None:
        """Say what this program is."""
        QMessageBox.about(
            self,
            tr("About"),
            tr(
                "Learning Strategy Simulator {version}\n\nA laboratory for learning to learn. Every run stays on this "
                "machine; the program uses no network.",
                version=__version__,
            ),
        )

    # Following the models.

    def _connect(self) -> None:
        session = self.session
        self.speed.chosen.connect(session.limit_speed)
        self.model.changed.connect(self._edited)
        self.model.refused.connect(self._refused)
        self.model.left_out.connect(self._left_out)
        self.background.ready.connect(self.refresh_preview)
        for signal in (session.started, session.ended, session.steered, session.advanced):
            signal.connect(self._refresh)
        session.ended.connect(self._ended)
        self.files.opened.connect(self.open_experiment)
        self.files.copied.connect(lambda: self.statusBar().showMessage(tr("Copied."), 2000))
        self.view_settings.changed.connect(self._refresh)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self.apply_theme())

    def _edited(self, path: str) -> None:
        self._show_title()
        if path == "" or path == "seed" or path.startswith("task"):
            self.refresh_preview()
        run = self.session.current
        if not self.session.running:
            self._refresh()
            if run is None:
                self.workspace.offer(self.model.experiment)
            return
        if self._may_change_now(path):
            self.session.change(path, self.model.value(path))
        elif run is not None and self.model.experiment != run.experiment:
            self.workspace.notice.say(
                tr("Your change applies to a new run; the one that goes on keeps its settings."),
                tr("Start a new run"),
                self.start,
            )
        else:
            self.workspace.notice.hide()

    def _refused(self, path: str) -> None:
        """Say why a seed is refused; other fields have room for it themselves."""
        if path == "seed" and path in self.model.refusals:
            self.workspace.notice.say(say(self.model.refusals[path]))

    def _left_out(self, family: TaskFamily, why: Sentence) -> None:
        """Say that the strategy is no longer judged on another family as well."""
        self.workspace.notice.say(
            joined([tr("The strategy is no longer judged on {family} as well.", family=tr(family.title)), say(why)])
        )

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Say in place that something unexpected happened in the window, and keep the details in the log."""
        details = "".join(traceback.format_exception(kind, error, trace))
        logging.getLogger(__name__).error("%s", details)
        self._show_failure(tr("Something unexpected happened: {error}", error=error or kind.__name__), details)

    def _show_failure(self, text: str, details: str) -> None:
        self.log.appendPlainText(details)
        self.workspace.notice.say(text, tr("Show the log"), self.docks["log"].show)

    def _may_change_now(self, path: str) -> bool:
        """Whether the run that goes on can take this change on: a live parameter of the very kind that is edited."""
        run, section = self.session.current, path.rpartition(".")[0]
        if run is None or section not in SECTIONS or not self.model.experiment.parameter(path).live:
            return False
        return type(run.experiment.section(section)) is type(self.model.experiment.section(section))

    def refresh_preview(self) -> None:
        """Sample a few tasks of the edited family, away from this thread."""
        if self.background.torch_ready.is_set():
            experiment = self.model.experiment
            work = partial(sample, experiment)
            self.background.ask("preview", work, self.preview.show_tasks, self.preview.show_failure)

    def _refresh(self) -> None:
        session = self.session
        running, known = session.running, session.current is not None
        state = (running, session.paused, known, self.theme.name)
        if state != self._shown_state:
            self._shown_state = state
            self.commands.show_state(running=running, paused=session.paused, known=known, theme=self.theme)
        run = session.current
        text = status(
            run.progress if run else None,
            run.experiment if run else self.model.experiment,
            paused=session.paused or (run is not None and not running and run.progress.ending is None),
            step=self.view_settings.step,
        )
        if text != self._status.text():
            self._status.setText(text)

    _shown_state: object = None

    def _ended(self) -> None:
        run = self.session.current
        self.workspace.notice.hide()  # what applied to a run that went on
        if run is None or run.progress.message is None:
            return
        ending, text = run.progress.ending, say(run.progress.message)
        if isinstance(ending, Failed):
            self._show_failure(text, ending.details)
        else:
            self.workspace.notice.say(text)

    def _show_title(self) -> None:
        name = tr(self.model.experiment.title) if self.model.experiment.title else tr("Experiment")
        self.setWindowTitle(f"{name} \N{EM DASH} {tr('Learning Strategy Simulator')}")

    def showEvent(self, event: QShowEvent) -> None:
        """Load the icons and torch once the window is there, so that it appears at once."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self.commands.focus()
            QTimer.singleShot(FIRST_PAINT, self._after_first_paint)

    _seen = False

    def _after_first_paint(self) -> None:
        self.dress()
        self.background.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the run and the threads before the window goes."""
        if self._settings is not None:
            self.layout_.remember(self._settings)
        self.session.close()
        self.background.close()
        release_clipboard()
        super().closeEvent(event)


FIRST_PAINT = 20  # ms after which the window has been painted
