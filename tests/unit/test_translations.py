"""Every text of the window is collected and translated, and the check of that can fail."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def translations(root: Path) -> Iterator[ModuleType]:
    """`packaging/translations.py`, which is a script and no module of the program."""
    spec = importlib.util.spec_from_file_location("translations", root / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]
    sys.path[:] = before


@pytest.fixture(scope="module")
def wanted(translations: ModuleType) -> list[str]:
    return translations.texts()


@pytest.fixture
def copy(translations: ModuleType, tmp_path: Path) -> Path:
    """The Chinese .ts file with its .qm file, in a folder where they may be changed."""
    for ending in ("ts", "qm"):
        name = f"simulator_zh_CN.{ending}"
        (tmp_path / name).write_bytes((translations.FOLDER / name).read_bytes())
    return tmp_path / "simulator_zh_CN.ts"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_text_is_translated_into_every_language(translations, capsys):
    assert translations.main(["--check"]) == 0, capsys.readouterr().out


def test_texts_come_from_calls_tables_declarations_runs_references_and_examples(wanted):
    called, table, declared = "Back to the default", " of at least {low}", "Gradient steps on the support set"
    assert {called, table, "diverged", "exact posterior", "from scratch", "MAML on sine waves", "tasks"} <= set(wanted)
    assert any(text.startswith(declared) for text in wanted)
    assert len(wanted) == len(set(wanted)) > 300


def test_an_untranslated_text_is_found(translations, wanted, copy):
    assert list(translations.complaints(copy, wanted)) == []
    assert list(translations.complaints(copy, [*wanted, "Planted"])) == ["missing: 'Planted'"]


def test_a_text_that_is_no_longer_in_the_program_is_found(translations, wanted, copy):
    fewer = [text for text in wanted if text != "Dismiss"]
    assert list(translations.complaints(copy, fewer)) == ["no longer in the program: 'Dismiss'"]


def test_a_translation_that_loses_a_value_is_found(translations, wanted, copy):
    change(copy, "剩余 {time}", "剩余时间")
    found = list(translations.complaints(copy, wanted))
    assert found[0] == "placeholders: '{time} left' has ['time'], its translation has []"


def test_an_unfinished_translation_and_a_compiled_file_older_than_its_source_are_found(translations, wanted, copy):
    change(copy, "<translation>关闭</translation>", '<translation type="unfinished">关掉</translation>')
    stale = "stale: simulator_zh_CN.qm was not made from simulator_zh_CN.ts"
    assert list(translations.complaints(copy, wanted)) == ["unfinished: 'Dismiss'", stale]


def test_an_update_keeps_what_is_translated_adds_what_is_new_and_drops_what_is_gone(translations, copy):
    translations.update(copy, ["Dismiss", "Planted"])
    assert {text: known.translation for text, known in translations.read(copy).items()} == {
        "Dismiss": "关闭",
        "Planted": "",
    }
    assert list(translations.complaints(copy, ["Dismiss", "Planted"])) == ["unfinished: 'Planted'"]


def test_both_sides_of_a_choice_and_every_entry_of_a_table_are_read(translations, tmp_path):
    (tmp_path / "planted.py").write_text(
        "def said(few):\n    words = {1: 'one', 2: 'two'}\n    return tr('few' if few else 'many') + tr(words[few])\n"
    )
    assert list(translations.written(tmp_path)) == ["few", "many", "one", "two"]


def test_a_text_that_cannot_be_read_off_is_refused(translations, tmp_path):
    (tmp_path / "planted.py").write_text("def said(name):\n    return tr(f'Hello {name}')\n")
    with pytest.raises(translations.UnreadableError, match=r"planted.py:said, line 2"):
        list(translations.written(tmp_path))
