"""How long a run lasts, how often it is evaluated, and what it runs on."""

from __future__ import annotations

from typing import ClassVar, Literal

from simulator.declaration import Declared, InputError, parameter, sentence

MOST_THREADS = 256


class Schedule(Declared):
    """The part of an experiment that is neither task, learner nor strategy."""

    title: ClassVar[str] = "Schedule"
    summary: ClassVar[str] = "How long to run, and how often to look."

    iterations: int = parameter(
        20_000, "Meta-iterations", "Improvements of the strategy in one run.", ge=1, le=100_000_000
    )
    meta_batch: int = parameter(
        25,
        "Meta-batch",
        "Tasks in one meta-iteration: more make the outer gradient steadier and slower.",
        ge=1,
        le=10_000,
        unit="tasks",
    )
    evaluate_every: int = parameter(
        200,
        "Evaluate every",
        "Meta-iterations between two evaluations on validation tasks.",
        ge=1,
        le=1_000_000,
        unit="iterations",
        advanced=True,
    )
    evaluation_tasks: int = parameter(
        100,
        "Validation tasks",
        "Tasks in each evaluation, always the same: more narrow the band.",
        ge=2,
        le=100_000,
        unit="tasks",
        advanced=True,
    )
    evaluation_steps: int = parameter(
        10,
        "Evaluation steps",
        "Inner steps that an evaluation makes and shows.",
        ge=0,
        le=1000,
        unit="steps",
        advanced=True,
    )
    test_tasks: int = parameter(
        600,
        "Test tasks",
        "Tasks never seen before, on which the finished strategy is judged.",
        ge=2,
        le=100_000,
        unit="tasks",
        advanced=True,
    )
    target_loss: float | None = parameter(
        None, "Target loss", "Stop as soon as the validation loss falls below this.", ge=0, le=1e9, advanced=True
    )
    target_step: int = parameter(
        1,
        "Target after",
        "The inner step after which the target is judged.",
        ge=0,
        le=1000,
        unit="steps",
        advanced=True,
    )
    threads: int | None = parameter(
        None,
        "Threads",
        "Processor threads for tensor arithmetic. Left out, it is tried at the start with how many the first "
        "meta-iterations are quickest; small networks have one.",
        ge=1,
        le=MOST_THREADS,
        advanced=True,
    )
    compile: Literal["auto", "on", "off"] = parameter(
        "auto",
        "Compile",
        "Whether meta-iterations become machine code, which makes small ones two to three times faster. auto: in long "
        "runs, while they go on. on: before the first one, so that a run can be made again bit for bit. off: never.",
        advanced=True,
    )
    recompute: bool = parameter(
        False,
        "Recompute inner steps",
        "Keep few inner steps in memory, and make the others again for an exact outer gradient: for long inner loops, "
        "which then take half as long again and a fraction of the memory.",
        advanced=True,
    )
    device: Literal["auto", "cpu", "cuda"] = parameter(
        "auto",
        "Device",
        "Where tensors live: cuda is an NVIDIA graphics card. auto takes it where there is one and the first "
        "meta-iterations turn out to be quicker there, which only large ones are.",
        advanced=True,
    )

    def check(self, section: str) -> None:
        if self.target_loss is not None and self.target_step > self.evaluation_steps:
            raise InputError(
                sentence(
                    "{section}.target_step is {step}; it must be at most {section}.evaluation_steps, which is {most}.",
                    section=section,
                    step=self.target_step,
                    most=self.evaluation_steps,
                ),
                f"{section}.target_step",
            )
