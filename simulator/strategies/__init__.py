"""Meta-strategies: what is carried from task to task, and how it is improved.

Gradient-based strategies are entries of one composition (`gradient.py`): what adapts, by which inner
rule, and how the outer gradient is taken. Each entry is a file that declares its parameters and names
its choices; it is registered by its line below.
"""

from simulator.declaration import Registry
from simulator.strategies.at_once.alpaca import Alpaca
from simulator.strategies.at_once.in_context import InContext
from simulator.strategies.at_once.matching import Matching
from simulator.strategies.at_once.neural_process import NeuralProcess
from simulator.strategies.at_once.prototypes import Prototypes
from simulator.strategies.at_once.ridge_head import RidgeHead
from simulator.strategies.base import Strategy
from simulator.strategies.descent.anil import Anil
from simulator.strategies.descent.cavia import Cavia
from simulator.strategies.descent.es_maml import EsMaml
from simulator.strategies.descent.first_order_maml import FirstOrderMaml
from simulator.strategies.descent.imaml import ImplicitMaml
from simulator.strategies.descent.learned_optimizer import LearnedOptimizer
from simulator.strategies.descent.maml import Maml
from simulator.strategies.descent.maml_plus_plus import MamlPlusPlus
from simulator.strategies.descent.meta_sgd import MetaSgd
from simulator.strategies.descent.reptile import Reptile
from simulator.strategies.external.search import Search
from simulator.strategies.external.surrogate import Surrogate
from simulator.strategies.reference.joint import Joint
from simulator.strategies.reference.oracle import Oracle
from simulator.strategies.reference.scratch import Scratch

STRATEGIES: Registry[Strategy] = Registry(
    "strategy",
    Strategy,  # type: ignore[type-abstract]
    (
        Maml,
        FirstOrderMaml,
        Reptile,
        Anil,
        MetaSgd,
        MamlPlusPlus,
        Cavia,
        ImplicitMaml,
        EsMaml,
        Prototypes,
        Matching,
        RidgeHead,
        Alpaca,
        NeuralProcess,
        InContext,
        LearnedOptimizer,
        Search,
        Surrogate,
        Joint,
        Scratch,
        Oracle,
    ),
)

__all__ = ["STRATEGIES", "Scratch", "Strategy"]
