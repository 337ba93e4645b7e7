"""Types and entities: what the names of a world stand for. Source: SEMANTICS.md 1.2, "Types"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dramaturge.model import habits
from dramaturge.model.expression import Argument, Variable
from dramaturge.model.report import Report
from dramaturge.model.types import Entity, Type
from dramaturge.source import Span
from dramaturge.syntax import tree

_VALUE_TYPES = ("boolean", "number")
FACT = "fact"


@dataclass(slots=True)
class Names:
    """The types and entities of a world, and which of their declarations are broken.

    Looking up a broken name gives None without a report: its declaration has been reported.
    """

    report: Report
    types: Mapping[str, Type]
    entities: Mapping[str, Entity]  # in domain order
    members: Mapping[str, tuple[Entity, ...]]
    broken: frozenset[str] = frozenset()  # names of types
    broken_entities: frozenset[str] = frozenset()
    fact_parameters: dict[str, tuple[Variable, ...]] = field(default_factory=dict)
    facts: dict[str, tuple[str, tuple[Argument, ...]]] = field(default_factory=dict)  # by entity
    broken_facts: frozenset[str] = frozenset()
    _unknown_types: set[str] = field(default_factory=set)
    _sharing: dict[tuple[str, str], bool] = field(default_factory=dict)

    def type(self, name: tree.Name) -> Type | None:
        """The type of that name; an unknown one is reported once."""
        found = self.types.get(name.text)
        if found is None and name.text == FACT:  # built in, but only there where it is spoken of
            found = Type(FACT, frozenset({FACT, "entity"}))
            self.types = {**self.types, FACT: found}
        if found is None and name.text not in self._unknown_types:
            self._unknown_types.add(name.text)
            hint = self.report.meant(name.text, habits.TYPES, self.types)
            hint = hint or f"declare it: type {name.text};"
            self.report.add("E201", f"unknown type '{name.text}'", name.span, hint)
        return None if name.text in self.broken else found

    def domain(self, name: tree.Name) -> Type | None:
        """A type that a variable may range over, which is any but number."""
        found = self.type(name)
        if found is not None and found.name == "number":
            hint = "give it a type of entities; numbers are compared, not listed"
            self.report.add("E206", "a variable cannot range over numbers", name.span, hint)
            return None
        return found

    def members_of(self, domain: Type) -> tuple[Entity, ...]:
        return self.members.get(domain.name, ())

    def is_empty(self, domain: Type) -> bool:
        """Whether no entity is of that type."""
        return not self.members.get(domain.name, domain.name in _VALUE_TYPES)

    def share_members(self, one: Type, other: Type) -> bool:
        """Whether something is (or, for nested types, could be) of both types."""
        if one.is_a(other.name) or other.is_a(one.name):
            return True
        key = (one.name, other.name)
        if key not in self._sharing:
            members = self.members.get(one.name, ())
            self._sharing[key] = any(entity.is_a(other.name) for entity in members)
        return self._sharing[key]


def build_names(text: tree.WorldText, report: Report) -> Names:
    """All types and entities of the text."""
    declared = _Declared(report)
    for statement in text.statements:
        if isinstance(statement, tree.TypeStatement):
            declared.add_type(statement)
    for statement in text.statements:
        if isinstance(statement, tree.EntityStatement):
            declared.add_entity(statement)
        elif isinstance(statement, tree.FactStatement):
            declared.add_fact(statement)
    declared.warn_of_misspelt_types()
    types, broken = _build_types(declared.parents, declared.broken, report)
    entities, broken_entities = _build_entities(declared, types, broken)
    members: dict[str, list[Entity]] = {name: [] for name in types if name not in _VALUE_TYPES}
    for entity in entities.values():
        for name in entity.types:
            members[name].append(entity)
    in_order = {name: tuple(found) for name, found in members.items()}
    return Names(report, types, entities, in_order, frozenset(broken), frozenset(broken_entities))


class _Declared:
    """What type and entity statements say, put together."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.broken: set[str] = set()
        self.parents: dict[str, dict[str, Span | None]] = {
            "boolean": {},
            "number": {},
            "entity": {},
            "character": {"entity": None},
        }
        self.entities: dict[str, tuple[Span, list[str]]] = {}
        self._written = set(self.parents)  # named in a type statement of their own, or built in
        self._created: dict[str, tree.Name] = {}

    def add_type(self, statement: tree.TypeStatement) -> None:
        name = statement.name.text
        parents = self.parents.setdefault(name, {})
        self._written.add(name)
        if name in (*_VALUE_TYPES, "entity"):
            if statement.parents:
                message = f"the built-in type '{name}' cannot have a parent"
                self.report.add("E203", message, statement.name.span)
            return
        for parent in statement.parents:
            if parent.text in _VALUE_TYPES:
                hint = "only types of entities can be divided further"
                message = f"the built-in type '{parent.text}' cannot be extended"
                self.report.add("E203", message, parent.span, hint)
                self.broken.add(name)
            else:
                parents.setdefault(parent.text, parent.span)
                self._create(parent)

    def add_entity(self, statement: tree.EntityStatement) -> None:
        name = statement.name
        _, types = self.entities.setdefault(name.text, (name.span, []))
        for named in statement.types:
            types.append(named.text)
            if named.text in _VALUE_TYPES:
                message = f"'{name.text}' cannot be a {named.text}: its values are fixed"
                self.report.add("E204", message, named.span, "give it a type of entities")
            else:
                self._create(named)

    def add_fact(self, statement: tree.FactStatement) -> None:
        """A fact with parameters is a type below `fact`, and so are new kinds of facts."""
        self._written.add(FACT)
        self.parents.setdefault(FACT, {"entity": None})
        if statement.parameters:
            self._written.add(statement.name.text)
            self.parents.setdefault(statement.name.text, {})[FACT] = None
        for kind in statement.words.kinds:
            if kind.text not in self.parents:
                self.parents[kind.text] = {FACT: None}

    def warn_of_misspelt_types(self) -> None:
        """W207, once per type that no type statement declares but that looks like one that is."""
        for name, first in self._created.items():
            if name in self._written:
                continue
            close = self.report.closest(name, self._written, similarity=0.8)
            if close is not None:
                message = f"this creates a new type '{name}', much like '{close}'"
                hint = f"if it is meant, declare it: type {name};"
                self.report.add("W207", message, first.span, hint)

    def _create(self, name: tree.Name) -> None:
        if name.text not in self.parents:
            self.parents[name.text] = {}
        if name.text not in self._written:
            self._created.setdefault(name.text, name)


def _build_types(
    parents: dict[str, dict[str, Span | None]], broken: set[str], report: Report
) -> tuple[dict[str, Type], set[str]]:
    """All types, and the names of those that are broken: descendants of broken ones included."""
    for name, above in parents.items():
        if not above and name not in (*_VALUE_TYPES, "entity"):
            above["entity"] = None
    children: dict[str, list[str]] = {name: [] for name in parents}
    for name, above in parents.items():
        for parent in above:
            children[parent].append(name)
    waiting = {name: len(above) for name, above in parents.items()}
    ready = [name for name, count in waiting.items() if count == 0]
    ancestors: dict[str, frozenset[str]] = {}
    all_broken = set(broken)
    for name in ready:  # grows: a type follows when all its parents are there
        ancestors[name] = frozenset({name}).union(*(ancestors[up] for up in parents[name]))
        if not all_broken.isdisjoint(parents[name]):
            all_broken.add(name)
        for child in children[name]:
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
    circular = {name: parents[name] for name in parents if name not in ancestors}
    _report_cycles(circular, report)
    all_broken.update(circular)
    lost = frozenset({"entity"})
    types = {name: Type(name, ancestors.get(name, lost | {name})) for name in parents}
    return types, all_broken


def _report_cycles(parents: dict[str, dict[str, Span | None]], report: Report) -> None:
    """One report per cycle; every type given is on a cycle or below one."""
    seen: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        name = start
        while name not in seen:
            seen.add(name)
            path[name] = None
            name = next(up for up in parents[name] if up in parents)
        if name in path:
            walked = list(path)
            cycle = walked[walked.index(name) :]
            last = cycle[-1]
            shown = " : ".join([*cycle[:6], *(["…"] if len(cycle) > 6 else []), name])
            message = f"the type '{name}' is its own ancestor ({shown})"
            report.add("E202", message, parents[last][name], "remove one of these parents")


def _build_entities(
    declared: _Declared, types: dict[str, Type], broken_types: set[str]
) -> tuple[dict[str, Entity], set[str]]:
    """All entities in domain order, and the names of those with a broken type."""
    characters: dict[str, Entity] = {}
    others: dict[str, Entity] = {}
    broken: set[str] = set()
    known: dict[tuple[str, ...], frozenset[str]] = {}
    for name, (span, written) in declared.entities.items():
        key = tuple(written)
        all_types = known.get(key)
        if all_types is None:
            sound = [types[each].ancestors for each in key if each not in _VALUE_TYPES]
            all_types = known[key] = frozenset({"entity"}).union(*sound)
        if any(each in _VALUE_TYPES or each in broken_types for each in key):
            broken.add(name)
        group = characters if "character" in all_types else others
        group[name] = Entity(name, all_types, span)
    return characters | others, broken
