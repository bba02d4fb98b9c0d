"""The captions of slow motion: the two loops as frames, one after the other, in plain words with this step's numbers.

A `Story` has the parts of the diagram that its kind of strategy has, and frames: each is one part, what happens there,
the numbers that stand in the parts from then on, and how they are made up of layers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from simulator.analysis.gradients import Lengths
from simulator.analysis.learned.layers import parameter_name
from simulator.analysis.slow_motion import OuterStep, SlowMotion
from simulator.analysis.slow_motion_words import carried, carrier, learns, stepped, together
from simulator.declaration import Sentence, sentence
from simulator.strategies import Strategy
from simulator.strategies.descent.reptile import Reptile
from simulator.strategies.external.trials import External

Part = Literal["start", "task", "support", "gradient", "step", "adapted", "taken", "query", "outer", "update"]


@dataclass(frozen=True)
class Bars:
    """Lengths by layer, and what they are of."""

    title: Sentence
    lengths: Lengths


@dataclass(frozen=True)
class Frame:
    """One thing that happens: where, in which words, and the numbers that stand in parts from then on.

    `stage` is the number of inner steps made by then; `before` the one that the picture of the guess compares it with.
    """

    part: Part
    said: tuple[Sentence, ...]
    stage: int
    before: int = 0
    numbers: dict[Part, str] = field(default_factory=dict)
    bars: Bars | None = None


@dataclass(frozen=True)
class Story:
    """The parts of the diagram with their names, and the frames in their order; there is always one."""

    parts: dict[Part, Sentence]
    frames: tuple[Frame, ...]

    def next_step(self, at: int) -> int | None:
        """The frame with which the next inner step after frame `at` is done; None where there is none."""
        return self._next(at, ("adapted", "taken"))

    def next_update(self, at: int) -> int | None:
        """The frame with which the outer step after frame `at` is done; None where there is none."""
        return self._next(at, ("update",))

    def numbers(self, at: int) -> dict[Part, str]:
        """What stands in the parts at frame `at`."""
        found: dict[Part, str] = {}
        for frame in self.frames[: at + 1]:
            found |= frame.numbers
        return found

    def happened(self, at: int) -> dict[Part, int]:
        """The last frame up to `at` that was of each part, or told its number."""
        frames = enumerate(self.frames[: at + 1])
        return {part: index for index, frame in frames for part in (frame.part, *frame.numbers)}

    def bars(self, at: int) -> Bars | None:
        """The lengths that were last told of up to frame `at`."""
        return next((frame.bars for frame in reversed(self.frames[: at + 1]) if frame.bars is not None), None)

    def _next(self, at: int, parts: tuple[Part, ...]) -> int | None:
        return next((index for index in range(at + 1, len(self.frames)) if self.frames[index].part in parts), None)


def story(strategy: Strategy, motion: SlowMotion, outer: OuterStep | None, task: int, about: Sentence) -> Story:
    """The frames of one task, number `task` from 0, and of one outer step where anything is learned."""
    own = learns(strategy) and bool(motion.size.names)
    size = Bars(sentence("length of θ by layer"), motion.size) if own else None
    frames = [Frame("start", carried(strategy, motion), 0, bars=size), Frame("task", _given(motion, task, about), 0)]
    frames += _descending(motion) if motion.adapting else _at_once(motion)
    frames.append(_judged(strategy, motion))
    if learns(strategy) and outer is not None:
        frames += _outer(strategy, outer, len(motion.stages) - 1)
    return Story(_parts(strategy, motion), tuple(frames))


def _parts(strategy: Strategy, motion: SlowMotion) -> dict[Part, Sentence]:
    parts: dict[Part, Sentence] = {"start": carrier(strategy), "task": sentence("a task")}
    if motion.adapting:
        parts |= {
            "support": sentence("support loss"),
            "gradient": sentence("gradient"),
            "step": sentence("step"),
            "adapted": sentence("adapted"),
        }
    else:
        parts["taken"] = sentence("known answer") if motion.kind == "known" else sentence("taken in at once")
    parts["query"] = sentence("query loss")
    if isinstance(strategy, External):
        parts |= {"outer": sentence("next candidate"), "update": sentence("remembered")}
    elif learns(strategy):
        outer = sentence("mean way") if isinstance(strategy, Reptile) else sentence("outer gradient")
        parts |= {"outer": outer, "update": sentence("update of θ")}
    return parts


def _given(motion: SlowMotion, task: int, about: Sentence) -> tuple[Sentence, ...]:
    number, shots = task + 1, sentence("Its support set has {shots} examples.", shots=motion.shots)
    if not str(about):
        return (sentence("Validation task {number}.", number=number), shots)
    return (sentence("Validation task {number}: {about}.", number=number, about=about), shots)


def _at_once(motion: SlowMotion) -> Iterator[Frame]:
    if motion.kind == "known":
        said = sentence("No step is taken: the best answer that is known is given.")
    else:
        said = sentence("The support set is taken in at once: there are no inner steps, and no gradient is taken.")
    yield Frame("taken", (said,), min(1, len(motion.stages) - 1))


def _descending(motion: SlowMotion) -> Iterator[Frame]:
    first, steps = motion.stages[0], len(motion.stages) - 1
    assert first.support is not None
    support = sentence(
        "Before any step the loss is {support} on the support set, and {query} on the query set.",
        support=_number(first.support),
        query=_number(first.query),
    )
    yield Frame("support", (support,), 0, numbers={"support": _number(first.support)})
    for step in range(steps):
        yield from _round(motion, step)


def _round(motion: SlowMotion, step: int) -> Iterator[Frame]:
    """The three frames of an inner step, counted from 0."""
    at, then = motion.stages[step], motion.stages[step + 1]
    assert at.gradient is not None and at.moved is not None and at.support is not None and then.support is not None
    length, moved = _number(at.gradient.total), _number(at.moved.total)
    gradient = sentence(
        "Inner step {step}: the gradient of the support loss has length {length}, largest in {layer}.",
        step=step + 1,
        length=length,
        layer=parameter_name(at.gradient.largest),
    )
    trials = sentence("The rule does not see it: it makes an estimate of it from trials around.")
    said = (gradient, trials) if motion.estimated else (gradient,)
    bars = Bars(sentence("length of the gradient by layer"), at.gradient)
    shown: dict[Part, str] = {"gradient": length}
    if step:  # the loss at the new parameters is the one that is differentiated now
        shown["support"] = _number(at.support)
    yield Frame("gradient", said, step, step, shown, bars)
    bars = Bars(sentence("length of the step by layer"), at.moved)
    yield Frame("step", (stepped(motion, moved),), step + 1, step, {"step": moved}, bars)
    after = sentence(
        "After inner step {step} the support loss is {support}, and was {before}; the query loss is {query}.",
        step=step + 1,
        support=_number(then.support),
        before=_number(at.support),
        query=_number(then.query),
    )
    yield Frame("adapted", (after,), step + 1, step, {"adapted": _number(then.support)}, bars)


def _judged(strategy: Strategy, motion: SlowMotion) -> Frame:
    last, steps = motion.stages[-1], len(motion.stages) - 1
    query, before = _number(last.query), _number(motion.stages[0].query)
    if motion.adapting:
        said = sentence(
            "On the query set the loss after inner step {steps} is {query}, and was {before} before any step.",
            steps=steps,
            query=query,
            before=before,
        )
    elif motion.kind == "known":
        said = sentence("On the query set its loss is {query}: what others are measured by.", query=query)
    else:
        said = sentence(
            "On the query set the loss is {query}; without any example of the task it would be {before}.",
            query=query,
            before=before,
        )
    end = () if learns(strategy) else (sentence("Nothing is kept of it: there is no outer step."),)
    return Frame("query", (said, *end), steps, numbers={"query": query})


def _outer(strategy: Strategy, outer: OuterStep, stage: int) -> Iterator[Frame]:
    bars, shown, said = None, "", [together(strategy, outer.tasks)]
    if outer.gradient is not None:
        shown = _number(outer.gradient.total)
        bars = Bars(sentence("length of the outer gradient by layer"), outer.gradient)
        layer = parameter_name(outer.gradient.largest)
        said.append(sentence("It has length {length}, largest in {layer}.", length=shown, layer=layer))
    elif outer.tried is not None:
        shown = _number(outer.tried)
        said.append(sentence("Its loss after adapting is {loss}.", loss=shown))
    yield Frame("outer", tuple(said), stage, numbers={"outer": shown}, bars=bars)
    yield _updated(strategy, outer, stage)


def _updated(strategy: Strategy, outer: OuterStep, stage: int) -> Frame:
    changed = sentence(
        "On this batch the query loss after adaptation goes from {before} to {after}.",
        before=_number(outer.before),
        after=_number(outer.after),
    )
    copy = sentence("This step is made beside the run, which is not touched.")
    if isinstance(strategy, External):
        said = sentence("The candidate and its loss are remembered; the best so far is used from now on.")
        return Frame("update", (said, changed, copy), stage)
    if not outer.moved.total:
        said = sentence("θ does not move, as where the outer rate has fallen to zero at the end of the planned run.")
        return Frame("update", (said, copy), stage, numbers={"update": "0"})
    length = _number(outer.moved.total)
    share = outer.moved.total / outer.size if outer.size else 0.0
    said = sentence(
        "θ moves by {length}, {share} of its own length, most in {layer}.",
        length=length,
        share=f"{float(f'{100 * share:.2g}'):g}%",  # 100%, not 1e+02%
        layer=parameter_name(outer.moved.largest),
    )
    bars = Bars(sentence("how far θ moved by layer"), outer.moved)
    return Frame("update", (said, changed, copy), stage, numbers={"update": length}, bars=bars)


def _number(value: float) -> str:
    return f"{value:.3g}"
