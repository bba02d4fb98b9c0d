"""Ways in JAX: the meta-iteration compiled (`jit`), and all of them in one compiled loop (`scan`)."""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from tests.benchmarks.peers.problems import Problem

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
Tree = dict[str, jax.Array]


def features(theta: Tree, inputs: jax.Array) -> jax.Array:
    """What the last layer sees, ``[shot, feature]``."""
    hidden = inputs
    if "filters0" not in theta:
        for layer in range(len(theta) // 2 - 1):
            hidden = jax.nn.relu(hidden @ theta[f"weight{layer}"] + theta[f"bias{layer}"])
        return hidden
    for block in range((len(theta) - 2) // 2):
        hidden = lax.conv_general_dilated(hidden, theta[f"filters{block}"], (1, 1), ((1, 1), (1, 1)))
        mean = hidden.mean((1, 2, 3), keepdims=True)
        variance = hidden.var((1, 2, 3), keepdims=True)
        hidden = jax.nn.relu((hidden - mean) * lax.rsqrt(variance + 1e-5) + theta[f"offset{block}"])
        if min(hidden.shape[2:]) > 1:
            hidden = lax.reduce_window(hidden, -jnp.inf, lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
    return hidden.reshape(len(hidden), -1)


def loss(theta: Tree, inputs: jax.Array, targets: jax.Array) -> jax.Array:
    """The mean loss over one task's examples."""
    last = "" if "filters0" in theta else str(len(theta) // 2 - 1)
    prediction = features(theta, inputs) @ theta[f"weight{last}"] + theta[f"bias{last}"]
    if jnp.issubdtype(targets.dtype, jnp.integer):
        return _surprise(prediction, targets)
    return jnp.square(prediction - targets).mean()


def _surprise(scores: jax.Array, labels: jax.Array) -> jax.Array:
    return -jnp.take_along_axis(jax.nn.log_softmax(scores), labels[:, None], 1).mean()


def _task_loss(problem: Problem, meta: Tree, *task: jax.Array) -> jax.Array:
    theta = {name: value for name, value in meta.items() if not name.startswith("rate.")}
    if problem.kind == "prototypes":
        known, asked = features(theta, task[0]), features(theta, task[2])
        one_hot = jax.nn.one_hot(task[1], problem.theta["bias"].shape[-1])
        means = one_hot.T @ known / one_hot.sum(0)[:, None]
        return _surprise(-jnp.square(asked[:, None] - means[None]).sum(2), task[3])
    for _ in range(problem.steps):
        slopes = jax.grad(loss)(theta, *task[:2])
        slopes = slopes if problem.second_order else lax.stop_gradient(slopes)
        theta = {
            name: value - meta.get(f"rate.{name}", problem.inner_lr) * slopes[name] for name, value in theta.items()
        }
    return loss(theta, *task[2:])


def _step(problem: Problem, carry: Any, batch: Any) -> tuple[Any, jax.Array]:
    meta, mu, nu, count = carry

    def of_batch(meta: Tree) -> jax.Array:
        return jax.vmap(partial(_task_loss, problem, meta))(*batch).mean()

    lost, slopes = jax.value_and_grad(of_batch)(meta)
    count = count + 1
    tree = jax.tree_util.tree_map
    mu = tree(lambda m, g: BETA1 * m + (1 - BETA1) * g, mu, slopes)
    nu = tree(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, nu, slopes)
    length, growth = problem.outer_lr / (1 - BETA1**count), jnp.sqrt(1 - BETA2**count)
    meta = tree(lambda x, m, v: x - length * m / (jnp.sqrt(v) / growth + EPSILON), meta, mu, nu)
    return (meta, mu, nu, count), lost


def _start(problem: Problem) -> Any:
    meta = {name: jnp.asarray(value) for name, value in problem.theta.items()}
    meta |= {f"rate.{name}": jnp.asarray(value) for name, value in problem.rates.items()}
    zeros = jax.tree_util.tree_map(jnp.zeros_like, meta)
    return meta, zeros, zeros, jnp.zeros(())


def _batches(problem: Problem) -> list[tuple[jax.Array, ...]]:
    def held(array: Any) -> jax.Array:
        return jnp.asarray(array.astype(np.int32) if array.dtype == np.int64 else array)

    return [tuple(map(held, batch)) for batch in problem.batches]


def jit(problem: Problem) -> Any:
    """One call of compiled code a meta-iteration, whose loss is read each time."""
    step, batches = jax.jit(partial(_step, problem)), _batches(problem)

    def run(iterations: int) -> Tree:
        carry = _start(problem)
        for iteration in range(iterations):
            carry, lost = step(carry, batches[iteration % len(batches)])
            float(lost)
        return dict(carry[0])

    return run


def scan(problem: Problem) -> Any:
    """All meta-iterations over the batches in one call of compiled code."""
    batches = _batches(problem)
    together = tuple(jnp.stack(each) for each in zip(*batches, strict=True))
    rounds = jax.jit(lambda carry: lax.scan(partial(_step, problem), carry, together))

    def run(iterations: int) -> Tree:
        carry = _start(problem)
        for _ in range(-(-iterations // len(batches))):
            carry, lost = rounds(carry)
        jax.block_until_ready(lost)
        return dict(carry[0])

    return run
