"""Light and dark, the remembered layout, and names for everything that can be reached."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QWidget,
)

from simulator.gui import theme

PLOTS = ("outerLoopPlot", "innerLoopPlot", "taskPlot")


@pytest.fixture
def settings(tmp_path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture(scope="module")
def shared(open_shared):
    """A window that no test changes."""
    return open_shared()


def corner(desk, plot: str) -> QColor:
    """The colour of a plot's empty corner."""
    return desk.find(plot).grab().toImage().pixelColor(2, 2)


def test_dark_and_light_change_the_plots_too(desk):
    for name, colours in (("dark", theme.DARK), ("light", theme.LIGHT)):
        desk.trigger(f"theme.{name}")
        assert desk.window.theme == colours
        assert [corner(desk, plot).name().upper() for plot in PLOTS] == [colours.card] * 3
        assert desk.window.palette().window().color().name().upper() == colours.surface


def test_a_run_goes_on_through_a_change_of_theme(endless):
    endless.trigger("runAction")
    endless.made(3)
    for name in ("dark", "light"):
        endless.trigger(f"theme.{name}")
        endless.made(endless.progress.iteration + 20)
    assert endless.progress.state == "running"


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [part / 255 for part in QColor(colour).getRgb()[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=lambda each: each.name)
def test_text_has_enough_contrast(colours: theme.Theme):
    for text in (colours.text, colours.muted, colours.good, colours.bad, colours.reference):
        for under in (colours.surface, colours.card):
            assert contrast(text, under) >= 4.5, (text, under)
    assert contrast(colours.on_accent, colours.accent) >= 4.5


def test_the_theme_is_remembered(open_window, settings):
    open_window(settings=settings).trigger("theme.dark")
    assert open_window(settings=settings).window.theme == theme.DARK
    open_window(settings=settings).trigger("theme.light")
    assert open_window(settings=settings).window.theme == theme.LIGHT


def test_the_layout_is_remembered_and_can_be_reset(open_window, settings):
    desk = open_window(settings=settings)
    desk.window.docks["runs"].hide()
    desk.window.docks["log"].show()
    desk.window.resize(1100, 750)
    desk.window.close()
    again = open_window(settings=settings)
    assert not again.window.docks["runs"].isVisible()
    assert again.window.docks["log"].isVisible()
    again.trigger("resetLayout")
    shown = {name: dock.isVisible() for name, dock in again.window.docks.items()}
    assert shown == {"experiment": True, "runs": True, "explain": True, "log": False}


def test_a_damaged_layout_is_ignored(open_window, settings):
    settings.setValue("layout", b"no layout at all")
    settings.setValue("geometry", b"nor a geometry")
    settings.setValue("theme", "plaid")
    desk = open_window(settings=settings)
    assert desk.window.docks["experiment"].isVisible()
    assert desk.window.theme in (theme.LIGHT, theme.DARK)


def named(widget: QWidget) -> bool:
    """Whether a screen reader has something to say about it."""
    text = getattr(widget, "text", str)()
    labelled = any(label.buddy() is widget for label in widget.window().findChildren(QLabel))
    return bool(widget.accessibleName() or text or labelled)


def inner(widget: QWidget) -> bool:
    """Whether it belongs to a control that has the name: the line of a spin box, the view of a list, a viewport."""
    if widget.objectName().startswith("qt_"):
        return True
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QAbstractSpinBox | QAbstractScrollArea) and named(above):
            return not isinstance(widget, QAbstractButton | QLineEdit | QSlider) or isinstance(above, QAbstractSpinBox)
        above = above.parentWidget()
    return False


@pytest.mark.parametrize("example", ["sine-maml", "linear-maml", "digits-maml"])
def test_everything_that_takes_the_focus_has_a_name(open_window, example: str):
    desk = open_window(example)
    desk.window.workspace.notice.say("Something needs to be said.", "Do it")
    focusable = [
        widget
        for widget in desk.window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not inner(widget)
    ]
    assert len(focusable) > 30
    unnamed = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
        for widget in focusable
        if not named(widget)
    ]
    assert unnamed == []


def test_every_action_has_a_text_and_a_name(shared):
    own = [action for action in shared.window.findChildren(QAction) if action.parent() is shared.window]
    assert len(own) > 30
    assert [action.objectName() for action in own if not action.text()] == []
    assert [action.text() for action in own if not action.objectName() and not action.isSeparator()] == []


def test_no_two_actions_have_the_same_keys(shared):
    keys = [action.shortcut().toString() for action in shared.window.findChildren(QAction)]
    used = [key for key in keys if key]
    assert len(used) == len(set(used))
    assert {"F5", "F6", "Shift+F5", "Ctrl+Down", "Ctrl+Right"} <= set(used)


def test_every_button_and_control_says_in_a_tooltip_what_it_does(shared):
    silent = [
        f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}"
        for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QSlider)
        for widget in shared.window.findChildren(kind)
        if widget.isVisible() and not inner(widget) and not explained(widget)
    ]
    assert silent == []


def explained(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton) and widget.text():
        return True
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if above.toolTip():
            return True
        above = above.parentWidget()
    return False


def test_the_promised_names_are_there(shared):
    for name in ("taskFamily", "baseLearner", "metaStrategy", "seed", "statusText", *PLOTS):
        assert shared.find(name) is not None
    for name in ("runAction", "stepAction", "stopAction", "resetAction"):
        assert shared.action(name) is not None


def test_run_has_the_focus_so_that_one_key_starts_it(desk):
    desk.until(lambda: desk.window.focusWidget() is not None)
    assert desk.window.focusWidget().objectName() == "primary"


def test_the_button_that_runs_has_room_for_each_of_its_texts_and_never_changes_its_width(shared):
    button, commands, widths = shared.find("primary"), shared.window.commands, set()
    for running, paused, text in ((False, False, "Run"), (True, False, "Pause"), (True, True, "Continue")):
        commands.show_state(running=running, paused=paused, known=True, theme=shared.window.theme)
        assert button.text() == text
        assert button.minimumWidth() >= button.sizeHint().width()
        widths.add(button.minimumWidth())
    commands.show_state(running=False, paused=False, known=False, theme=shared.window.theme)
    assert len(widths) == 1
