"""What lasts: the run database, what was cut off, and files to share.

`Store` is an open database, `Recording` takes in a run's events, `StoreError` is what goes wrong, in a sentence.
"""

from simulator.store.database import StoreError
from simulator.store.drafts import Draft
from simulator.store.place import usual_database
from simulator.store.recording import Recording
from simulator.store.resuming import Resumption
from simulator.store.runs import RunSummary
from simulator.store.store import Store

__all__ = ["Draft", "Recording", "Resumption", "RunSummary", "Store", "StoreError", "usual_database"]
