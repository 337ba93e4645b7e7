"""The architecture: a layer imports only what stands before it (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "dramaturge"
LAYERS = (
    "schemas",
    "html",
    "record",
    "source",
    "problems",
    "syntax",
    "model",
    "ground",
    "semantics",
    "story",
    "verdict",
    "kernel",
    "plan",
    "explore",
    "revise",
    "english",
    "narrate",
    "review",
    "knowledge",
    "feelings",
    "whatif",
    "tell",
    "play",
    "bundled",
    "api",
    "cli",
)
EVERYTHING = ("__init__", "__main__")  # the package itself may import all
MODULES = {
    ".".join(("dramaturge", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
JUDGES = sorted(
    name
    for name in MODULES
    if name.startswith(
        (
            "dramaturge.semantics",
            "dramaturge.knowledge",
            "dramaturge.feelings",
            "dramaturge.tell",
            "dramaturge.plan.check",
            "dramaturge.review",
            "dramaturge.plan.motive",
            "dramaturge.plan.verify",
        )
    )
)


def imported(path: Path) -> Iterator[str]:
    """The modules of ours that a file imports, at whatever depth in its code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            inner = [f"{module}.{alias.name}" for alias in node.names]
            names = [name if name in MODULES else module for name in inner]
            names = [f"{module}._kernel" if n.endswith("._kernel") else n for n in names]
            if any(alias.name == "_kernel" for alias in node.names):
                names.append(f"{module}._kernel")
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "dramaturge")


def layer_of(module: str) -> str:
    return [*module.split("."), ""][1]


@pytest.mark.parametrize("name", [name for name in MODULES if layer_of(name)])
def test_a_layer_imports_only_earlier_ones(name: str) -> None:
    own = layer_of(name)
    if own in EVERYTHING:
        return
    assert own in LAYERS, f"{own} has no place among the layers"
    for module in imported(MODULES[name]):
        target = layer_of(module)
        if target in ("", "_kernel"):  # the package's version; the test below
            continue
        assert target in LAYERS
        assert LAYERS.index(target) <= LAYERS.index(own), f"{name} imports {module}"


def test_only_the_kernel_package_knows_the_native_module() -> None:
    users = {name for name, path in MODULES.items() if "dramaturge._kernel" in imported(path)}
    assert {layer_of(name) for name in users} == {"kernel"}


@pytest.mark.parametrize("judge", JUDGES)
def test_who_judges_never_reaches_the_kernel(judge: str) -> None:
    """Nor does any module they import, names in a package's `__init__` apart."""
    reached, work = {judge}, [judge]
    while work:
        for module in imported(MODULES[work.pop()]):
            if module in MODULES and module not in reached:
                reached.add(module)
                work.append(module)
    assert not [module for module in reached if layer_of(module) == "kernel"]


def test_there_are_judges() -> None:
    assert "dramaturge.plan.check" in JUDGES
