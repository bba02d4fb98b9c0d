"""The parameters that several strategies share, declared once."""

from __future__ import annotations

from typing import Any

from simulator.declaration import parameter


def inner_lr(default: float = 0.01, *, live: bool = True) -> Any:
    """The inner learning rate, alpha."""
    return parameter(
        default,
        "Inner learning rate",
        "How far one inner step goes. Larger: adapts faster, may overshoot.",
        gt=0,
        le=10,
        symbol="alpha",
        log=True,
        live=live,
    )


def first_rate(default: float = 0.01) -> Any:
    """The inner learning rate with which learned rates begin."""
    return parameter(
        default,
        "Initial inner rate",
        "The inner learning rate before training; where rates are learned, they begin here.",
        gt=0,
        le=10,
        symbol="alpha",
        log=True,
    )


def inner_steps(default: int = 1) -> Any:
    """The number of inner steps in training."""
    return parameter(
        default,
        "Inner steps",
        "Gradient steps on the support set while meta-training. More: slower, and the start may specialise less.",
        ge=1,
        le=100,
        symbol="n",
    )


def outer_lr(default: float = 1e-3) -> Any:
    """The outer learning rate, beta."""
    return parameter(
        default,
        "Outer learning rate",
        "How far the shared start moves in one meta-iteration. Larger: learns sooner, may become unstable.",
        gt=0,
        le=10,
        symbol="beta",
        log=True,
        live=True,
    )


def optimizer(default: str = "sgd") -> Any:
    """The hand-written rule of the inner loop."""
    return parameter(
        default,
        "Inner optimiser",
        "How an inner step uses the gradient: sgd follows it, the others also remember earlier ones.",
        advanced=True,
    )


def cosine() -> Any:
    """Whether the outer rate falls over the run; see `annealing`."""
    return parameter(
        True,
        "Cosine outer rate",
        "The outer rate falls to zero along a cosine over the planned iterations, so that training settles.",
        advanced=True,
    )
