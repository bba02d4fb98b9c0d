"""What every process of this program's own needs, loaded once: the process that others are copied from imports this."""

from simulator.deferred import torch
from simulator.processes import building

with building():
    import simulator.engine.apart.child
    import simulator.store.store
    import simulator.sweep.worker  # noqa: F401

    torch.set_num_threads(1)  # no thread may begin here: a copy would lack it
