"""What there is to choose from: `list` shows the parts of an experiment, `examples` the bundled ones."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from simulator.cli.options import AsJson
from simulator.experiment import example_names, load_example, to_document
from simulator.experiment.documents import REGISTRIES
from simulator.experiment.schedule import Schedule


def list_(as_json: AsJson = False) -> None:
    """Show every task family, base learner and meta-strategy with its parameters."""
    catalogue = _catalogue()
    if as_json:
        print(json.dumps(catalogue, indent=2))
        return
    console = Console()
    for section, kinds in catalogue.items():
        console.rule(f"{section}, {len(kinds)}" if len(kinds) > 1 else section, align="left", style="dim")
        for kind, entry in kinds.items():
            _tell(console, section, kind, entry)


def _tell(console: Console, section: str, kind: str, entry: dict[str, Any]) -> None:
    """One choice: its name, what it does, where it comes from, and its parameters, each on a line of its own."""
    console.print(f"[bold]{section} {kind}[/bold]  {entry['title']}", highlight=False)
    for text in (entry["explanation"] or entry["summary"], entry["paper"]):
        if text:
            console.print(Padding(Text(text), (0, 0, 0, 4)))
    for name, declared in entry["parameters"].items():
        unit = f" {declared['unit']}" if declared["unit"] else ""
        default = "left out" if declared["default"] is None else f"{declared['default']}{unit}"
        line = f"    {section}.{name} = {default}: {declared['allowed']}"
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    console.print()


def examples(as_json: AsJson = False) -> None:
    """Show the bundled experiments."""
    loaded = {name: load_example(name) for name in example_names()}
    if as_json:
        print(json.dumps([{"name": name, "experiment": to_document(each)} for name, each in loaded.items()], indent=2))
        return
    table = Table(Column("Name", no_wrap=True), "What it shows", "Task family", "Strategy", box=None, pad_edge=False)
    for name, each in loaded.items():
        table.add_row(name, each.title, each.task.title, each.strategy.title)
    Console().print(table)


def _catalogue() -> dict[str, dict[str, Any]]:
    """Everything declared, as plain tables."""
    kinds: dict[str, dict[str, Any]] = {section: dict(registry) for section, registry in REGISTRIES.items()}
    kinds["schedule"] = {"schedule": Schedule}
    return {section: {kind: _described(entry) for kind, entry in entries.items()} for section, entries in kinds.items()}


def _described(entry: Any) -> dict[str, Any]:
    parameters = {
        name: {
            "title": declared.title,
            "description": declared.description,
            "default": declared.plain_default,
            "allowed": str(declared.allowed()),
            "unit": declared.unit,
            "live": declared.live,
        }
        for name, declared in entry.parameters().items()
    }
    texts = {name: getattr(entry, name) for name in ("title", "summary", "explanation", "formula", "paper")}
    return texts | {"parameters": parameters}
