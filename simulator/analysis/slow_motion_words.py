"""What differs between strategies in the captions of slow motion: what they carry, how they step, how they learn.

Each table is read from its top; the first class that a strategy is of counts. A strategy that no table knows, as one
from elsewhere, gets the words that hold for all.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.gradients import Stepping
from simulator.analysis.learned.layers import parameter_names
from simulator.analysis.slow_motion import SlowMotion
from simulator.declaration import Sentence, sentence
from simulator.strategies import Strategy
from simulator.strategies.at_once.amortised import Amortised
from simulator.strategies.at_once.metric import Metric
from simulator.strategies.descent.cavia import Cavia
from simulator.strategies.descent.es_maml import EsMaml
from simulator.strategies.descent.first_order_maml import FirstOrderMaml
from simulator.strategies.descent.imaml import ImplicitMaml
from simulator.strategies.descent.learned_optimizer import LearnedOptimizer
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.maml_plus_plus import MamlPlusPlus
from simulator.strategies.descent.meta_sgd import RATE
from simulator.strategies.descent.reptile import Reptile
from simulator.strategies.external.trials import External
from simulator.strategies.reference.joint import Joint
from simulator.strategies.reference.oracle import Oracle
from simulator.strategies.reference.scratch import Scratch

Words = Sequence[tuple[type, Sentence]]

_CARRIERS: Words = (
    (Scratch, sentence("random start")),
    (Oracle, sentence("nothing learned")),
    (External, sentence("best candidate")),
    (LearnedOptimizer, sentence("θ, the rule")),
    (Cavia, sentence("θ, the network")),
    (Amortised, sentence("θ, the network")),
    (Metric, sentence("θ, the network")),
    (LearnedStart, sentence("θ, the start")),
    (Reptile, sentence("θ, the start")),
    (Strategy, sentence("θ, what is learned")),
)

_OUTER: Words = (
    (External, sentence("The search proposes a candidate, which adapts to the {tasks} tasks of the next batch.")),
    (
        LearnedOptimizer,
        sentence(
            "Each of the {tasks} tasks of the next batch is learned from a new random start. The gradient of the "
            "losses on the way is taken piece by piece."
        ),
    ),
    (
        Reptile,
        sentence(
            "Each of the {tasks} tasks of the next batch is adapted to. The mean way from θ to where they ended is "
            "the direction."
        ),
    ),
    (
        Joint,
        sentence(
            "The examples of the {tasks} tasks of the next batch are mixed, and the gradient of their loss is taken "
            "without any inner step."
        ),
    ),
    (
        EsMaml,
        sentence(
            "Starts a little beside θ adapt to the {tasks} tasks of the next batch. From their losses the gradient is "
            "estimated."
        ),
    ),
    (
        ImplicitMaml,
        sentence(
            "Each of the {tasks} tasks of the next batch is adapted to. The gradient follows from where they ended, "
            "not from the way."
        ),
    ),
    (
        FirstOrderMaml,
        sentence(
            "Each of the {tasks} tasks of the next batch is adapted to. The gradients of the query losses at the ends "
            "are averaged."
        ),
    ),
    (
        MamlPlusPlus,
        sentence(
            "Each of the {tasks} tasks of the next batch is adapted to. The gradient of their query losses, those of "
            "each step by its weight, is taken back through the inner steps."
        ),
    ),
    (
        LearnedStart,
        sentence(
            "Each of the {tasks} tasks of the next batch is adapted to. The gradient of their mean query loss is taken "
            "back through the inner steps."
        ),
    ),
    (
        Strategy,
        sentence(
            "The support sets of the {tasks} tasks of the next batch are learned from, and the query sets say how well."
        ),
    ),
)


def learns(strategy: Strategy) -> bool:
    """Whether anything goes from task to task."""
    return not isinstance(strategy, Scratch | Oracle)


def carrier(strategy: Strategy) -> Sentence:
    """What goes from task to task, as the name of a part."""
    return _of(_CARRIERS, strategy)


def together(strategy: Strategy, tasks: int) -> Sentence:
    """How the outer loop learns from a batch of `tasks`."""
    return Sentence(_of(_OUTER, strategy).template, (("tasks", tasks),))


def carried(strategy: Strategy, motion: SlowMotion) -> tuple[Sentence, ...]:
    """What is there before a task comes."""
    count = f"{motion.count:,}"
    if isinstance(strategy, Oracle):
        return (sentence("Nothing is learned: the oracle is told what made each task, or works out the best answer."),)
    if isinstance(strategy, Scratch):
        return (sentence("Nothing goes from task to task: each one begins at random numbers."),)
    if isinstance(strategy, External):
        return (
            sentence("The outer loop tries whole learners, and the best one so far is used."),
            sentence("It begins at random numbers: only the choice of the learner is learned."),
        )
    if isinstance(strategy, LearnedOptimizer):
        return (
            sentence("θ, {count} numbers: the small network that turns gradients into steps.", count=count),
            sentence("The learner itself begins at random numbers."),
        )
    if not motion.adapting:
        return (sentence("θ, {count} numbers, which all tasks share and no task changes.", count=count),)
    return (sentence("θ, {count} numbers: what every task begins with.", count=count), *_shared(strategy, motion))


def _shared(strategy: Strategy, motion: SlowMotion) -> list[Sentence]:
    said, names, adapting = [], motion.size.names, parameter_names(motion.adapting)
    rates = {name for name in names if name.startswith(RATE)}
    if rates:
        said.append(sentence("The learned inner rates are among them."))
    if not set(motion.adapting) <= set(names):
        said.append(sentence("Only the {layers} will adapt, from zero; θ is shared.", layers=adapting))
    elif not set(names) <= {*motion.adapting, *rates}:
        said.append(sentence("Only {layers} will adapt; the rest is shared.", layers=adapting))
    if isinstance(strategy, Joint):
        said.append(sentence("It was trained on the examples of all tasks mixed together."))
    return said


def stepped(motion: SlowMotion, length: str) -> Sentence:
    """How a gradient became a step of that length."""
    rate = "" if motion.rate is None else f"{motion.rate:g}"
    words: dict[Stepping, Sentence] = {
        "plain": sentence(
            "A step against the gradient, α = {rate} times it: length {length}.", rate=rate, length=length
        ),
        "held": sentence(
            "A step against the gradient, α = {rate} times it, held back towards the start: length {length}.",
            rate=rate,
            length=length,
        ),
        "rated": sentence("A step against it, with the learned rates in place of α: length {length}.", length=length),
        "learned": sentence("The learned network turns the gradient into a step: length {length}.", length=length),
        "remembering": sentence(
            "The inner optimiser makes a step of this and the earlier gradients: length {length}.", length=length
        ),
        "its own": sentence("The strategy makes a step by its own rule: length {length}.", length=length),
    }
    return words[motion.stepping]


def _of(words: Words, strategy: Strategy) -> Sentence:
    return next(said for kind, said in words if isinstance(strategy, kind))
