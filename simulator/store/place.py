"""Where the run database is kept when nobody says otherwise."""

from __future__ import annotations

from pathlib import Path

NAME = "learning-strategy-simulator"


def usual_database() -> Path:
    """The file in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "runs.sqlite"


def usual_log() -> Path:
    """The file in the user's log folder."""
    from platformdirs import user_log_path

    return user_log_path(NAME, appauthor=False) / "simulator.log"
