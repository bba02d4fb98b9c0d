"""Meta-strategies: what is carried from task to task, and how it is improved.

Gradient-based strategies are entries of one composition (`gradient.py`): what adapts, by which inner
rule, and how the outer gradient is taken. Each entry is a file that declares its parameters and names
its choices; it is registered by its line below.
"""

from simulator.declaration import Registry
from simulator.strategies.base import Strategy

STRATEGIES: Registry[Strategy] = Registry(
    "strategy",
    Strategy,  # type: ignore[type-abstract]
    {
        "maml": "simulator.strategies.descent.maml:Maml",
        "first-order-maml": "simulator.strategies.descent.first_order_maml:FirstOrderMaml",
        "reptile": "simulator.strategies.descent.reptile:Reptile",
        "anil": "simulator.strategies.descent.anil:Anil",
        "meta-sgd": "simulator.strategies.descent.meta_sgd:MetaSgd",
        "maml-plus-plus": "simulator.strategies.descent.maml_plus_plus:MamlPlusPlus",
        "cavia": "simulator.strategies.descent.cavia:Cavia",
        "imaml": "simulator.strategies.descent.imaml:ImplicitMaml",
        "es-maml": "simulator.strategies.descent.es_maml:EsMaml",
        "prototypes": "simulator.strategies.at_once.prototypes:Prototypes",
        "matching": "simulator.strategies.at_once.matching:Matching",
        "ridge-head": "simulator.strategies.at_once.ridge_head:RidgeHead",
        "alpaca": "simulator.strategies.at_once.alpaca:Alpaca",
        "neural-process": "simulator.strategies.at_once.neural_process:NeuralProcess",
        "in-context": "simulator.strategies.at_once.in_context:InContext",
        "learned-optimizer": "simulator.strategies.descent.learned_optimizer:LearnedOptimizer",
        "search": "simulator.strategies.external.search:Search",
        "surrogate": "simulator.strategies.external.surrogate:Surrogate",
        "joint": "simulator.strategies.reference.joint:Joint",
        "scratch": "simulator.strategies.reference.scratch:Scratch",
        "oracle": "simulator.strategies.reference.oracle:Oracle",
    },
)

__all__ = ["STRATEGIES", "Strategy"]
