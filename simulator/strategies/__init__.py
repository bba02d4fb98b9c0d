"""Meta-strategies: what is carried from task to task, and how it is improved.

Gradient-based strategies are entries of one composition (`gradient.py`): what adapts, by which inner
rule, and how the outer gradient is taken. Each entry is a file that declares its parameters and names
its choices; it is registered by its line below.
"""

from simulator.declaration import Registry
from simulator.strategies.anil import Anil
from simulator.strategies.base import Strategy
from simulator.strategies.first_order_maml import FirstOrderMaml
from simulator.strategies.joint import Joint
from simulator.strategies.maml import Maml
from simulator.strategies.reptile import Reptile
from simulator.strategies.scratch import Scratch

STRATEGIES: Registry[Strategy] = Registry(
    "strategy",
    Strategy,  # type: ignore[type-abstract]
    (Maml, FirstOrderMaml, Reptile, Anil, Joint, Scratch),
)

__all__ = ["STRATEGIES", "Scratch", "Strategy"]
