"""Ways in torch: a loop over tasks, the package `higher`, and `torch.func` with vmap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.func import grad_and_value, vmap

from tests.benchmarks.peers import networks
from tests.benchmarks.peers.problems import Problem

Step = Callable[[dict[str, Tensor], tuple[Tensor, ...]], dict[str, Tensor]]  # the outer gradient of a batch


def loop(problem: Problem) -> Any:
    """As one writes it first."""

    def gradient(meta: dict[str, Tensor], batch: tuple[Tensor, ...]) -> dict[str, Tensor]:
        total = torch.zeros(())
        for task in range(len(batch[0])):
            total = total + _task_loss(problem, meta, *(each[task] for each in batch))
        slopes = torch.autograd.grad(total / len(batch[0]), list(meta.values()), allow_unused=True)
        return {
            name: torch.zeros_like(value) if slope is None else slope
            for (name, value), slope in zip(meta.items(), slopes, strict=True)
        }

    return _descending(problem, gradient, attached=True)


def _task_loss(problem: Problem, meta: dict[str, Tensor], *task: Tensor) -> Tensor:
    support_inputs, support_targets, query_inputs, query_targets = task
    theta = {name: value for name, value in meta.items() if not name.startswith("rate.")}
    if problem.kind == "prototypes":
        ways = problem.theta["bias"].shape[-1]
        return networks.prototype_loss(theta, (support_inputs, support_targets), (query_inputs, query_targets), ways)
    for _ in range(problem.steps):
        lost = networks.loss(theta, support_inputs, support_targets)
        slopes = torch.autograd.grad(lost, list(theta.values()), create_graph=problem.second_order)
        theta = {
            name: value - meta.get(f"rate.{name}", problem.inner_lr) * slope
            for (name, value), slope in zip(theta.items(), slopes, strict=True)
        }
    return networks.loss(theta, query_inputs, query_targets)


def functional(problem: Problem) -> Any:
    """`torch.func`: the outer gradient of one task, mapped over tasks."""

    def adapted(meta: dict[str, Tensor], inputs: Tensor, targets: Tensor) -> dict[str, Tensor]:
        theta = {name: value for name, value in meta.items() if not name.startswith("rate.")}
        for _ in range(problem.steps):
            slopes, _ = grad_and_value(networks.loss)(theta, inputs, targets)
            if not problem.second_order:
                slopes = {name: slope.detach() for name, slope in slopes.items()}
            theta = {
                name: value - meta.get(f"rate.{name}", problem.inner_lr) * slopes[name] for name, value in theta.items()
            }
        return theta

    def of_batch(meta: dict[str, Tensor], batch: tuple[Tensor, ...]) -> Tensor:
        def of_task(*task: Tensor) -> Tensor:
            if problem.kind == "prototypes":
                ways = problem.theta["bias"].shape[-1]
                return networks.prototype_loss(meta, task[:2], task[2:], ways)
            return networks.loss(adapted(meta, *task[:2]), *task[2:])

        return vmap(of_task)(*batch).mean()

    def gradient(meta: dict[str, Tensor], batch: tuple[Tensor, ...]) -> dict[str, Tensor]:
        return grad_and_value(of_batch)(meta, batch)[0]

    return _descending(problem, gradient, attached=False)


class _Network(torch.nn.Module):
    """The network as a module, which `higher` wants."""

    def __init__(self, theta: dict[str, Tensor]) -> None:
        super().__init__()
        for name, value in theta.items():
            self.register_parameter(name, torch.nn.Parameter(value.clone()))

    def forward(self, inputs: Tensor, targets: Tensor) -> Tensor:
        return networks.loss(dict(self.named_parameters()), inputs, targets)


def higher(problem: Problem) -> Any:
    """`higher` (Grefenstette et al. 2019, arXiv 1910.01727): a patched module for each task."""
    import higher as package

    if problem.kind != "maml":
        return None

    def run(iterations: int) -> dict[str, Tensor]:
        network = _Network({name: torch.from_numpy(value) for name, value in problem.theta.items()})
        outer = torch.optim.Adam(network.parameters(), problem.outer_lr)
        inner = torch.optim.SGD(network.parameters(), problem.inner_lr)
        batches = _batches(problem)
        for iteration in range(iterations):
            batch = batches[iteration % len(batches)]
            outer.zero_grad()
            for task in range(len(batch[0])):
                support_inputs, support_targets, query_inputs, query_targets = (each[task] for each in batch)
                with package.innerloop_ctx(
                    network, inner, copy_initial_weights=False, track_higher_grads=problem.second_order
                ) as (adapting, steps):
                    for _ in range(problem.steps):
                        steps.step(adapting(support_inputs, support_targets))
                    lost = adapting(query_inputs, query_targets) / len(batch[0])
                    if problem.second_order:
                        lost.backward()
                    else:
                        slopes = torch.autograd.grad(lost, adapting.parameters())
                        for value, slope in zip(network.parameters(), slopes, strict=True):
                            value.grad = slope if value.grad is None else value.grad + slope
            outer.step()
        return {name: value.detach() for name, value in network.named_parameters()}

    return run


def _descending(problem: Problem, gradient: Step, *, attached: bool) -> Callable[[int], dict[str, Tensor]]:
    """A run of so many meta-iterations by PyTorch's Adam."""
    batches = _batches(problem)

    def run(iterations: int) -> dict[str, Tensor]:
        rates = {f"rate.{name}": value for name, value in problem.rates.items()}
        meta = {name: torch.from_numpy(value).clone() for name, value in (problem.theta | rates).items()}
        for value in meta.values():
            value.requires_grad_(attached)
        outer = torch.optim.Adam(meta.values(), problem.outer_lr)
        for iteration in range(iterations):
            for name, slope in gradient(meta, batches[iteration % len(batches)]).items():
                meta[name].grad = slope
            outer.step()
        return {name: value.detach() for name, value in meta.items()}

    return run


def _batches(problem: Problem) -> list[tuple[Tensor, ...]]:
    return [tuple(map(torch.from_numpy, batch)) for batch in problem.batches]
