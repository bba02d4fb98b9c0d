"""What lasts: the run database, what was cut off, and files to share.

`Store` is an open database, `Recording` takes in a run's events, `StoreError` is what goes wrong, in a sentence.
"""

from typing import TYPE_CHECKING

from simulator import deferred

if TYPE_CHECKING:
    from simulator.store.database import StoreError
    from simulator.store.drafts import Draft
    from simulator.store.place import usual_database
    from simulator.store.recording import Recording
    from simulator.store.resuming import Resumption
    from simulator.store.runs import RunSummary
    from simulator.store.store import Store
else:  # the window is there before its database
    __getattr__ = deferred.names(
        __name__,
        database="StoreError",
        drafts="Draft",
        place="usual_database",
        recording="Recording",
        resuming="Resumption",
        runs="RunSummary",
        store="Store",
    )

__all__ = ["Draft", "Recording", "Resumption", "RunSummary", "Store", "StoreError", "usual_database"]
