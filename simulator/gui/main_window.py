"""The window: panels around its pages. It wires the models to the views and owns none of their state."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from simulator.experiment import Experiment
from simulator.gui import icons, theme
from simulator.gui.about import about
from simulator.gui.choices import Choices
from simulator.gui.commands import Commands, Deeds
from simulator.gui.ending import Ending
from simulator.gui.export import release_clipboard
from simulator.gui.files import openable
from simulator.gui.layout import Layout
from simulator.gui.loading import Loading
from simulator.gui.model import Origin
from simulator.gui.pages.page import surround
from simulator.gui.panels.controls import SeedControl, SpeedControl
from simulator.gui.panels.experiment import ExperimentPanel
from simulator.gui.panels.explain import ExplainPanel
from simulator.gui.reporting import Reporting
from simulator.gui.run_list.panel import RunsPanel
from simulator.gui.run_words import RunWords
from simulator.gui.safekeeping import Safekeeping
from simulator.gui.status import status
from simulator.gui.text import say, tr
from simulator.gui.views.preview import Preview
from simulator.gui.workspace import Workspace
from simulator.store.place import usual_log


class MainWindow(QMainWindow):
    """The program's one window.

    `settings` remembers layout, theme and language, `database` the runs; None remembers nothing.
    """

    def __init__(
        self,
        experiment: Experiment,
        settings: QSettings | None = None,
        theme_choice: str = "",
        database: Path | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self.choices = Choices(settings, theme_choice)
        self.theme = self.choices.theme
        around = surround(experiment, database)
        self.model, self.session, self.moment = around.model, around.session, around.moment
        self.background, self.keeping, self.view_settings = around.background, around.keeping, around.settings
        self.workspace = Workspace(around)
        self._ending = Ending(around, self.workspace.tabs)
        self._loading = Loading(self.session, self._load_first, self._load_rest)
        self.preview = Preview(self.model, self.background)
        self.experiment_panel = ExperimentPanel(self.model, self.preview)
        self.runs_panel = RunsPanel(self.session, self.view_settings, self.keeping, self.keeping.background)
        self.explain_panel = ExplainPanel(self.model)
        for panel in (self.runs_panel, self.explain_panel):
            panel.setMinimumWidth(184)
        log_file = usual_log() if settings is not None else None
        self.safe = Safekeeping(self, around, self.workspace, self.open_experiment, log_file)
        self.files, self.log = self.safe.files, self.safe.log.panel
        self.reporting = Reporting(
            self, self.session, self.keeping, self.background, self.workspace.notice, self.files.said.emit
        )
        self.layout_ = Layout(
            self,
            self.workspace,
            self.safe.cards,
            experiment=self.experiment_panel,
            runs=self.runs_panel,
            explain=self.explain_panel,
            log=self.log,
        )
        self.docks = self.layout_.docks
        self._words = RunWords(self.model, self.session, self.workspace, self.start, self.docks["log"].show)
        self.speed, self.seed = SpeedControl(), SeedControl(self.model)
        self.commands, self._status = Commands(self, self._deeds()), QLabel()
        self._build_bars()
        self._connect()
        self._show_theme()  # once all widgets have their place: each move would style them anew
        self.workspace.offer(experiment)
        if settings is not None:
            self.layout_.restore(settings)
        self._show_title()

    def _build_bars(self) -> None:
        """The menus, the tool bar and the status line."""
        self.addToolBar(self.commands.build_tool_bar(self.speed, self.seed))
        self.commands.build_menus()
        self.safe.edits.offer_in(self.commands.earlier)
        self._status.setObjectName("statusText")
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _deeds(self) -> Deeds:
        """What the actions do."""
        files, sharing, task = self.files, self.safe.sharing, self.workspace.task
        return Deeds(
            run=self.run_or_pause,
            step=self.step,
            stop=self.session.stop,
            reset=self.reset,
            open=files.open,
            open_example=files.open_example,
            save=files.save,
            save_as=files.save_as,
            share=sharing.share,
            share_with_runs=sharing.share_with_runs,
            copy_text=files.copy_text,
            paste=files.paste,
            report=self.reporting.report,
            film=self.workspace.timeline.action,
            export=files.export,
            copy=files.copy,
            quit=self.close,
            choose_theme=self.choose_theme,
            choose_language=self.choose_language,
            move_task=task.move_task,
            move_step=task.move_step,
            show_page=self.workspace.show_page,
            reset_layout=self.layout_.reset,
            about=partial(about, self),
            history=self.safe.undo.stack,
            views=files.exportable(),
            pages=self.workspace.titles,
            panels=[dock.toggleViewAction() for dock in self.docks.values()],
            theme=self.choices.theme_choice,
            language=self.choices.language_choice,
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

    def open_experiment(self, experiment: Experiment, origin: Origin | None = None) -> None:
        """Edit another experiment; a run that goes on is stopped and stays in the list."""
        running = self.session.running
        self.safe.edits.put_aside()
        self.session.leave()
        self.model.replace(experiment, origin)
        self.workspace.offer(experiment)
        self.workspace.notice.hide()
        if running:
            self.workspace.notice.say(tr("The run that went on was stopped; it is kept in the list of runs."))
        self.workspace.refresh()
        self._refresh()

    def choose_theme(self, choice: str) -> None:
        """Follow the system, or be light or dark."""
        self.choices.choose_theme(choice)
        self.apply_theme()

    def choose_language(self, choice: str) -> None:
        """Speak another language from the next start on."""
        self.choices.choose_language(choice)
        self.workspace.notice.say(tr("The language changes when the program starts next."))

    def apply_theme(self) -> None:
        """Give everything the colours of the chosen appearance."""
        self.theme = self.choices.theme
        self._show_theme()
        self.dress()

    def dress(self) -> None:
        """Put on the icons, in the colours of the appearance."""
        icons.load()
        self.experiment_panel.dress()
        self.workspace.task.dress(self.theme)
        self.workspace.timeline.dress()
        self._shown_state = None
        self._refresh()

    def _show_theme(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.theme)
        for part in (self.workspace, self.preview, self.runs_panel, self.explain_panel):
            part.set_theme(self.theme)
        self._refresh()

    # Following the models.

    def _connect(self) -> None:
        session = self.session
        self.speed.chosen.connect(session.limit_speed)
        self.model.changed.connect(self._edited)
        self.model.saved.connect(self._show_title)
        for signal in (session.started, session.ended, session.steered, session.advanced):
            signal.connect(self._refresh)
        self.setAcceptDrops(True)
        self.safe.follow(self.runs_panel)
        self.files.said.connect(lambda text: self.statusBar().showMessage(text, SAID))
        self.view_settings.changed.connect(self._refresh)
        session.report_wanted.connect(self.reporting.report_of)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self.apply_theme())

    def _edited(self, _path: str) -> None:
        self._show_title()
        if not self.session.running:
            self._refresh()

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

    def _show_title(self) -> None:
        name = tr(self.model.experiment.title) if self.model.experiment.title else tr("Experiment")
        name = name.replace("[*]", "[*][*]")  # of which Qt makes one that is shown
        mark = "[*]" if self.model.edited else ""  # as the platform shows what is not saved
        self.setWindowTitle(f"{name}{mark} \N{EM DASH} {tr('Learning Strategy Simulator')}")
        self.setWindowModified(self.model.edited)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take in experiment files and shared files."""
        if openable(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self.files.dropped(event.mimeData())

    def showEvent(self, event: QShowEvent) -> None:
        """Load what can wait."""
        super().showEvent(event)
        if not self._loading.begun:
            self.commands.focus()
            self._loading.begin()

    def _load_first(self) -> None:
        self.dress()
        self.keeping.open()

    def _load_rest(self) -> None:
        self.experiment_panel.show_fitting()
        self.background.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the run and the threads before the window goes, each within what the others leave it of the time."""
        self.runs_panel.finish()
        self.safe.edits.keep()
        if not self.safe.leaving.may_leave():
            event.ignore()
            return
        if self._settings is not None:
            self.layout_.remember(self._settings)
            self._settings.sync()  # a program whose work would not end in time ends without its usual farewell
        self._ending.end(LEAVE_WITHIN)
        self.safe.close()
        release_clipboard()
        super().closeEvent(event)

    @property
    def stuck(self) -> bool:
        """Whether something would not end when the window was closed: the program has to end without it."""
        return self._ending.stuck


LEAVE_WITHIN = 2.0  # seconds
SAID = 4000  # ms that the status line says what was done
