"""What a person chose for the whole program, theme and language, remembered in its settings where there are any."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from simulator.gui import language, theme


class Choices:
    """The choices made so far; `theme_choice` goes before what is remembered."""

    def __init__(self, settings: QSettings | None, theme_choice: str = "") -> None:
        self._settings = settings
        self.theme_choice = theme_choice or self._remembered("theme", "system")
        self.language_choice = self._remembered("language", language.SYSTEM)

    @property
    def theme(self) -> theme.Theme:
        """The colours that the choice means now."""
        return {"light": theme.LIGHT, "dark": theme.DARK}.get(self.theme_choice) or theme.system_theme()

    def choose_theme(self, choice: str) -> None:
        """Follow the system, or be light or dark."""
        self.theme_choice = choice
        self._remember("theme", choice)

    def choose_language(self, choice: str) -> None:
        """Speak another language from the next start on."""
        self.language_choice = choice
        self._remember("language", choice)

    def _remembered(self, key: str, usual: str) -> str:
        return str(self._settings.value(key, usual)) if self._settings is not None else usual

    def _remember(self, key: str, choice: str) -> None:
        if self._settings is not None:
            self._settings.setValue(key, choice)
