"""What every process of this program's own needs, loaded once: the process that others are copied from imports this.

Nothing of it is garbage, now or in the copies: to look for some while it is loaded takes a tenth longer, and to look
for some later would touch, and so copy, pages that all of them share.
"""

import gc

gc.disable()

import simulator.engine.apart.child
import simulator.store.store
import simulator.sweep.worker  # noqa: F401
from simulator.deferred import torch

torch.set_num_threads(1)  # no thread may begin here: a copy would lack it
gc.freeze()
gc.enable()
