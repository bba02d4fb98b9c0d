"""The actions of the window, and where they stand: tool bar and menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from simulator.experiment import example_names
from simulator.experiment.files import example_title
from simulator.gui.export import formats
from simulator.gui.icons import icon
from simulator.gui.language import languages
from simulator.gui.text import tr
from simulator.gui.theme import Theme

Deed = Callable[[], object]
Choose = Callable[[str], None]
Move = Callable[[int], None]


@dataclass(frozen=True)
class Deeds:
    """What the actions do, and what they start from: the changes made, the views, the panels, the choices."""

    run: Deed
    step: Deed
    stop: Deed
    reset: Deed
    open: Deed
    open_example: Choose
    save: Deed
    save_as: Deed
    share: Deed
    share_with_runs: Deed
    copy_text: Deed
    paste: Deed
    report: Deed
    film: QAction
    export: Callable[[QWidget, str], None]
    copy: Callable[[QWidget], None]
    quit: Deed
    choose_theme: Choose
    choose_language: Choose
    move_task: Move
    move_step: Move
    show_page: Move
    reset_layout: Deed
    about: Deed
    history: QUndoStack
    views: list[tuple[QWidget, str]]
    pages: list[str]
    panels: list[QAction]
    theme: str
    language: str


class Commands:
    """Builds the actions once, for a window."""

    def __init__(self, window: QMainWindow, deeds: Deeds) -> None:
        self._window, self._deeds = window, deeds
        make = self._action
        self.run = make("runAction", tr("Run"), deeds.run, "F5", tr("Start, pause or continue the run"))
        self.step = make("stepAction", tr("Step"), deeds.step, "F6", tr("Make one meta-iteration, then wait"))
        self.stop = make("stopAction", tr("Stop"), deeds.stop, "Shift+F5", tr("End the run and keep what it did"))
        self.reset = make("resetAction", tr("Reset"), deeds.reset, "Ctrl+Shift+R", tr("Forget the current run"))
        self.earlier = QMenu(window)  # edits that were not saved
        self._run_button: QWidget | None = None

    def build_tool_bar(self, *controls: QWidget) -> QToolBar:
        """The bar with the run's actions and the given controls."""
        bar = QToolBar(tr("Run"))
        bar.setObjectName("runBar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for action in (self.run, self.step, self.stop, self.reset):
            bar.addAction(action)
        self._run_button = bar.widgetForAction(self.run)
        self._run_button.setObjectName("primary")
        self._run_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        for control in controls:
            bar.addWidget(control)
        return bar

    def focus(self) -> None:
        """Put the keyboard on Run."""
        if self._run_button is not None:
            self._run_button.setFocus()

    def build_menus(self) -> None:
        """File, Edit, View, Run and Help."""
        self._file()
        self._edit()
        self._view()
        menu = self._menu(tr("&Run"))
        for action in (self.run, self.step, self.stop, self.reset):
            menu.addAction(action)
        self._help()

    def show_state(self, *, running: bool, paused: bool, known: bool, theme: Theme) -> None:
        """Name and enable the actions for the state of the run."""
        sign, text = ("mdi6.play", tr("Run"))
        if running:
            sign, text = ("mdi6.play", tr("Continue")) if paused else ("mdi6.pause", tr("Pause"))
        self._make_room(theme)
        self.run.setText(text)
        self.run.setIcon(icon(sign, theme.on_accent))
        for action, name in ((self.step, "mdi6.skip-next"), (self.stop, "mdi6.stop"), (self.reset, "mdi6.restart")):
            action.setIcon(icon(name, theme.text, theme.muted))
        self.step.setEnabled(not running or paused)
        self.stop.setEnabled(running)
        self.reset.setEnabled(known)

    def _make_room(self, theme: Theme) -> None:
        """Room for the longest text of the button that runs, so that nothing beside it moves when the text changes."""
        if self._run_button is None:
            return
        self.run.setIcon(icon("mdi6.play", theme.on_accent))
        widths = []
        for text in (tr("Run"), tr("Pause"), tr("Continue")):
            self.run.setText(text)
            widths.append(self._run_button.sizeHint().width())
        self._run_button.setMinimumWidth(max(widths))

    def _file(self) -> None:
        deeds = self._deeds
        menu = self._menu(tr("&File"))
        menu.setToolTipsVisible(True)  # they say why an entry cannot be chosen
        menu.addAction(self._action("openAction", tr("Open..."), deeds.open, QKeySequence.StandardKey.Open))
        examples = menu.addMenu(tr("Examples"))
        examples.setObjectName("examplesMenu")
        for name in example_names():
            title = tr(example_title(name))
            examples.addAction(self._action(f"example.{name}", title, partial(deeds.open_example, name)))
        self.earlier.setTitle(tr("Earlier edits"))
        self.earlier.setObjectName("earlierMenu")
        menu.addMenu(self.earlier)
        menu.addSeparator()
        menu.addAction(self._action("saveAction", tr("Save"), deeds.save, QKeySequence.StandardKey.Save))
        menu.addAction(self._action("saveAsAction", tr("Save as..."), deeds.save_as, "Ctrl+Shift+S"))
        menu.addAction(self._action("shareAction", tr("Share as one file..."), deeds.share))
        menu.addAction(self._action("shareRunsAction", tr("Share with its runs..."), deeds.share_with_runs))
        menu.addSeparator()
        tip = tr("Write the current run and the ticked ones as a page with pictures, numbers and settings")
        menu.addAction(self._action("reportAction", tr("Report..."), deeds.report, "Ctrl+R", tip))
        menu.addAction(deeds.film)
        for view, title in deeds.views:
            part = menu.addMenu(tr("Export {plot}", plot=title))
            for ending, kind in formats().items():
                path = f"export.{view.objectName() or title}.{ending}"
                part.addAction(self._action(path, kind, partial(deeds.export, view, ending)))
        menu.addSeparator()
        menu.addAction(self._action("quitAction", tr("Quit"), deeds.quit, QKeySequence.StandardKey.Quit))

    def _edit(self) -> None:
        menu = self._menu(tr("&Edit"))
        self._undo(menu)
        menu.addAction(
            self._action("copyTextAction", tr("Copy the experiment as text"), self._deeds.copy_text, "Ctrl+Shift+C")
        )
        menu.addAction(self._action("pasteAction", tr("Paste an experiment"), self._deeds.paste, "Ctrl+Shift+V"))
        menu.addSeparator()
        for index, (view, title) in enumerate(self._deeds.views, start=1):
            name = tr("Copy {plot}", plot=title)
            menu.addAction(self._action(f"copy{index}", name, partial(self._deeds.copy, view), f"Ctrl+Shift+{index}"))

    def _undo(self, menu: QMenu) -> None:
        """Undo and redo, by the names of the changes."""
        stack = self._deeds.history
        undo = self._action("undoAction", tr("Undo"), stack.undo, QKeySequence.StandardKey.Undo)
        redo = self._action("redoAction", tr("Redo"), stack.redo, QKeySequence.StandardKey.Redo)
        again = QKeySequence("Ctrl+Shift+Z")  # also where the platform has another key
        redo.setShortcuts([*(key for key in redo.shortcuts() if key != again), again])

        def name_undo(change: str) -> None:
            undo.setText(tr("Undo {change}", change=change.replace("&", "&&")) if change else tr("Undo"))

        def name_redo(change: str) -> None:
            redo.setText(tr("Redo {change}", change=change.replace("&", "&&")) if change else tr("Redo"))

        stack.undoTextChanged.connect(name_undo)
        stack.redoTextChanged.connect(name_redo)
        stack.canUndoChanged.connect(undo.setEnabled)
        stack.canRedoChanged.connect(redo.setEnabled)
        undo.setEnabled(False)
        redo.setEnabled(False)
        menu.addAction(undo)
        menu.addAction(redo)
        menu.addSeparator()

    def _view(self) -> None:
        deeds = self._deeds
        menu = self._menu(tr("&View"))
        system = {"system": tr("Follow the system")}
        themes = system | {"light": tr("Light"), "dark": tr("Dark")}
        self._choices(menu, "theme", themes, deeds.choose_theme, deeds.theme)
        self._choices(
            menu.addMenu(tr("Language")),
            "language",
            system | languages(),
            deeds.choose_language,
            deeds.language,
        )
        menu.addSeparator()
        for key, title, move, by, keys in (
            ("nextTask", tr("Next task"), deeds.move_task, 1, "Ctrl+Down"),
            ("previousTask", tr("Previous task"), deeds.move_task, -1, "Ctrl+Up"),
            ("nextInnerStep", tr("Next inner step"), deeds.move_step, 1, "Ctrl+Right"),
            ("previousInnerStep", tr("Previous inner step"), deeds.move_step, -1, "Ctrl+Left"),
        ):
            menu.addAction(self._action(key, title, partial(move, by), keys))
        menu.addSeparator()
        pages = menu.addMenu(tr("Page"))
        for index, title in enumerate(deeds.pages):
            show = partial(deeds.show_page, index)
            pages.addAction(self._action(f"page{index + 1}", title, show, f"Ctrl+{index + 1}"))
        for action in deeds.panels:
            menu.addAction(action)
        menu.addAction(self._action("resetLayout", tr("Reset the layout"), deeds.reset_layout))

    def _help(self) -> None:
        menu = self._menu(tr("&Help"))
        menu.addAction(self._action("aboutAction", tr("About"), self._deeds.about))

    def _choices(
        self, menu: QMenu, name: str, titles: dict[str, str], choose: Callable[[str], None], current: str
    ) -> None:
        """Entries of which one is ticked."""
        group = QActionGroup(self._window)
        for key, title in titles.items():
            action = self._action(f"{name}.{key}", title, partial(choose, key))
            action.setCheckable(True)
            action.setChecked(current == key)
            group.addAction(action)
            menu.addAction(action)

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _action(
        self,
        name: str,
        text: str,
        does: Callable[[], object],
        keys: str | QKeySequence.StandardKey | None = None,
        tip: str = "",
    ) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(name)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip or text} ({shortcut})" if shortcut else tip or text)
        action.triggered.connect(lambda _checked=False: does())
        return action
