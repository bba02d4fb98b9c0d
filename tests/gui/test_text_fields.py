"""Texts and files: what is typed stays text, is heard of after a pause, and a file can be chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from simulator.declaration import Parameter
from simulator.gui import fields
from simulator.gui.text_fields import PAUSE
from tests.gui.patience import until


def declared(**more) -> Parameter:
    given = {"name": "expression", "title": "Formula", "description": "What is learned.", "kind": "text"}
    return Parameter(**(given | {"default": "x"} | more))


@pytest.fixture
def shown(qtbot):
    """Shows the field of a parameter, and collects what it tells."""

    def build(parameter: Parameter):
        made, told = fields.field_for(parameter), []
        qtbot.addWidget(made)
        made.edited.connect(told.append)
        made.show_value(parameter.default)
        made.show()
        return made, told

    return build


def test_what_is_typed_is_told_once_after_a_pause_in_typing(shown):
    made, told = shown(declared())
    assert isinstance(made, fields.Text)
    assert 200 <= PAUSE <= 600
    QTest.keyClicks(made, " + 1")
    assert told == []
    until(lambda: told)
    assert told == [made.text()]
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert len(told) == 1


def test_leaving_the_field_does_not_wait_for_the_pause(shown):
    made, told = shown(declared())
    made.end(False)
    QTest.keyClicks(made, "*2")
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert told == ["x*2"]


@pytest.mark.parametrize("text", ["3", "0.5", "true", "[1, 2]", " a x "])
def test_a_text_that_looks_like_something_else_stays_text(shown, text: str):
    made, told = shown(declared())
    made.setText(text)
    made.editingFinished.emit()
    assert told == [text]


def test_a_value_that_arrives_while_typing_does_not_take_the_text_away(shown):
    made, told = shown(declared())
    made.end(False)
    QTest.keyClicks(made, "+")
    made.show_value("x")
    assert made.text() == "x+"
    until(lambda: told)
    assert told == ["x+"]


def test_an_optional_text_can_be_left_out(shown):
    made, told = shown(declared(optional=True, default=None))
    assert (made.text(), made.placeholderText()) == ("", "left out")
    for text in ("a", ""):
        made.setText(text)
        made.editingFinished.emit()
    assert told == ["a", None]


def test_a_file_is_typed_or_chosen_among_those_of_its_pattern(shown, monkeypatch):
    made, told = shown(declared(file="*.csv", default=""))
    assert isinstance(made, fields.Path)
    assert made.browse.menu() is None
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (asked.append(given[3]) or "/data/a.csv", ""))
    made.browse.click()
    assert (asked, told, made.line.text()) == (["Files (*.csv)"], ["/data/a.csv"], "/data/a.csv")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    made.browse.click()
    assert told == ["/data/a.csv"]


def test_a_folder_can_be_chosen_where_the_declaration_allows_one(shown, monkeypatch):
    made, told = shown(declared(file="*.zip /", default=""))
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (asked.append(given[3]) or "/data/a.zip", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/data/folder")
    file, folder = made.browse.menu().actions()
    file.trigger()
    folder.trigger()
    assert (asked, told) == (["Files (*.zip)"], ["/data/a.zip", "/data/folder"])


def test_the_line_of_a_file_carries_the_name(shown):
    made, _ = shown(declared(file="*.csv", default=""))
    assert isinstance(fields.control_of(made), QLineEdit)
    assert made.browse.accessibleName() == "Formula: browse"
