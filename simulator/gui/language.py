"""The language of the window: which there are, and putting one in place before the window is built.

A language is a file ``simulator_<name>.qm`` in the folder of translations, made by `packaging/translations.py`.
English needs none: it is what the texts are written in.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication

from simulator.resources import resources

SYSTEM, ENGLISH = "system", "en"
NAMES = {ENGLISH: "English", "zh_CN": "中文"}  # each in itself, because someone who seeks one reads that

# For the characters that the font of the system lacks: one set to English would give them their Japanese forms.
FONTS = {"zh_CN": ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "Microsoft YaHei UI")}


def languages() -> dict[str, str]:
    """Every language there is, with its name in itself."""
    found = sorted(path.stem.removeprefix("simulator_") for path in _folder().glob("simulator_*.qm"))
    return {name: NAMES.get(name) or QLocale(name).nativeLanguageName() for name in (ENGLISH, *found)}


def spoken(choice: str, preferred: list[str] | None = None) -> str:
    """The language that a choice means; the system's is the first of its `preferred` ones that there is."""
    known = languages()
    if choice in known:
        return choice
    for tag in QLocale.system().uiLanguages() if preferred is None else preferred:
        wanted = QLocale(tag)
        for name in known:
            offered = QLocale(name)
            if (offered.language(), offered.script()) == (wanted.language(), wanted.script()):
                return name
    return ENGLISH


def install(app: QGuiApplication, choice: str) -> None:
    """Let the window that is built next speak the chosen language; one put in place before is taken away."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    name, system = spoken(choice), QLocale.system()
    QLocale.setDefault(system if system.language() == QLocale(name).language() else QLocale(name))  # dates, numbers
    if name == ENGLISH:
        return
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for file in (qt / f"qtbase_{name}.qm", _folder() / f"simulator_{name}.qm"):
        translator = QTranslator(app)
        if translator.load(str(file)):
            app.installTranslator(translator)
    font = app.font()
    font.setFamilies([QFontInfo(font).family(), *filter(QFontDatabase.hasFamily, FONTS.get(name, ()))])
    app.setFont(font)


def _folder() -> Path:
    return resources() / "i18n"
