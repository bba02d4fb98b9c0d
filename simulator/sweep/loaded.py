"""What every worker needs, loaded once: the process that workers are copied from imports this, and nobody else does."""

import simulator.engine.run
import simulator.store.store
import simulator.sweep.worker  # noqa: F401
from simulator.deferred import torch

torch.set_num_threads(1)  # no thread may begin here: a copy would lack it
