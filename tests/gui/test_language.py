"""The window in Chinese: chosen, followed from the system, and put in place before anything is built."""

# ruff: noqa: RUF001  (Chinese has its own punctuation)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QLabel

from simulator import app
from simulator.analysis.sentences import after
from simulator.declaration import InputError
from simulator.experiment import load_example
from simulator.gui import language
from simulator.gui.text import joined, say, tr


@pytest.fixture
def restored(qapp: QApplication) -> Iterator[QApplication]:
    """The application, English again after the test."""
    font, locale = QFont(qapp.font()), QLocale()
    yield qapp
    language.install(qapp, "en")
    QLocale.setDefault(locale)
    qapp.setFont(font)


@pytest.fixture
def chinese(restored: QApplication) -> QApplication:
    language.install(restored, "zh_CN")
    return restored


def test_actions_titles_and_units_are_chinese(chinese, open_window):
    desk = open_window("sine-maml")
    assert desk.action("runAction").text() == "运行"
    assert desk.find("taskFamily", QComboBox).currentText() == "正弦波"
    assert desk.find("schedule.meta_batch").suffix() == " 个任务"
    assert desk.window.windowTitle() == "正弦波上的 MAML \N{EM DASH} 学习策略模拟器"


def test_the_status_the_finding_and_the_task_are_told_in_chinese(chinese, open_window):
    desk = open_window("sine-maml")
    desk.trigger("runAction")
    desk.finish()
    desk.until(lambda: desk.window.workspace.task.figure)
    assert desk.find("statusText", QLabel).text().startswith("已完成   元迭代 6 / 6")
    finding = desk.find("finding", QLabel).text()
    assert finding.startswith("在 8 个从未见过的任务上：一步之后，误差为 ")
    assert " 适应前" not in finding
    assert desk.window.workspace.task._about.text().startswith("损失 ")
    assert "振幅 " in desk.window.workspace.task._about.text()


def test_a_refused_value_is_explained_in_chinese(chinese):
    with pytest.raises(InputError) as caught:
        load_example("sine-maml").with_value("task.shots", 0)
    assert say(caught.value.message) == "task.shots 为 0；应为：1 到 200 之间的整数。"
    assert str(caught.value) == "task.shots is 0; it must be a whole number from 1 to 200."


def test_the_buttons_of_qt_itself_are_chinese(chinese):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_sentences_are_joined_as_their_language_does(restored):
    assert joined([say(after(1)), say(after(2))]) == "After one step After 2 steps"
    language.install(restored, "zh_CN")
    assert joined([say(after(1)), say(after(2))]) == "一步之后2 步之后"


def test_a_language_put_in_place_before_is_taken_away(chinese):
    language.install(chinese, "en")
    assert tr("Run") == "Run"


@pytest.mark.parametrize(
    ("choice", "preferred", "spoken"),
    [
        ("zh_CN", ["en-US"], "zh_CN"),
        ("en", ["zh-CN"], "en"),
        ("system", ["zh-Hans-SG", "en"], "zh_CN"),
        ("system", ["de-DE", "zh-CN"], "zh_CN"),
        ("system", ["en-GB", "zh-CN"], "en"),
        ("system", ["zh-Hant-TW"], "en"),
        ("system", ["C"], "en"),
        ("no such language", [], "en"),
    ],
)
def test_the_system_speaks_the_first_language_there_is(choice: str, preferred: list[str], spoken: str):
    assert language.spoken(choice, preferred) == spoken


def test_a_choice_is_kept_and_said_to_apply_at_the_next_start(open_window, tmp_path: Path):
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    desk = open_window(settings=settings)
    choices = [desk.action(f"language.{name}") for name in ("system", "en", "zh_CN")]
    assert [choice.text() for choice in choices] == ["Follow the system", "English", "中文"]
    assert [choice.isChecked() for choice in choices] == [True, False, False]
    choices[2].trigger()
    assert settings.value("language") == "zh_CN"
    assert desk.notice == "The language changes when the program starts next."
    assert desk.action("runAction").text() == "Run"


def test_the_program_starts_in_the_language_that_was_chosen(restored):
    names = ("learning-strategy-simulator", "learning-strategy-simulator")
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, *names)
    settings.setValue("language", "zh_CN")
    settings.sync()
    try:
        _, window = app.create([])
        assert window.commands.run.text() == "运行"
        assert window.commands.run.toolTip() == "开始、暂停或继续运行 (F5)"
        window.close()
    finally:
        settings.remove("language")
        settings.sync()


def test_dates_and_numbers_are_written_as_in_the_chosen_language(restored, monkeypatch):
    german = QLocale("de_DE")
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: german))
    language.install(restored, "zh_CN")
    assert QLocale().language() == QLocale.Language.Chinese
    language.install(restored, "en")
    assert QLocale().language() == QLocale.Language.English


def test_where_the_system_speaks_the_language_its_own_habits_are_kept(restored, monkeypatch):
    british = QLocale("en_GB")
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: british))
    language.install(restored, "en")
    assert QLocale() == british
