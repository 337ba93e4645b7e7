"""Conditions and terms in words: "either Tom has the key or the door is open"."""

from __future__ import annotations

from dramaturge.ground.world import (
    All,
    Always,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    GroundFluent,
    GroundWorld,
    Leaf,
    Match,
    Read,
    Term,
    Truth,
)
from dramaturge.narrate.facts import Facts
from dramaturge.narrate.lexicon import WHERE
from dramaturge.narrate.names import Names
from dramaturge.narrate.words import listed

_CONTRARY = {"==": "!=", "!=": "==", ">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_COMPARED = {
    ">": "more than", ">=": "at least", "<": "less than", "<=": "at most", "!=": "not", "==": ""
}  # fmt: skip

NOTHING = "nothing is needed"


class Conditions:
    """Clauses about what would have to hold, in one world."""

    def __init__(self, facts: Facts, names: Names) -> None:
        self._facts = facts
        self._names = names

    def condition(self, condition: Condition, ground: GroundWorld) -> str:
        """A condition as a clause."""
        match condition:
            case Always(value):
                return NOTHING if value else "that never holds"
            case All(parts):
                told = [self.condition(part, ground) for part in parts]
                return listed([each for each in told if each != NOTHING]) or NOTHING
            case Any(parts):
                told = [self.condition(part, ground) for part in parts]
                return NOTHING if NOTHING in told else f"either {listed(told, 'or')}"
            case Match(left, right, equal):
                return self._compared("==" if equal else "!=", left, right, ground)
            case Compare(operator, left, right, _):
                return self._compared(operator, left, right, ground)

    def leaf(self, leaf: Leaf, ground: GroundWorld, holds: bool = True) -> str:
        """A single comparison, or its contrary, as a clause."""
        if holds:
            return self.condition(leaf, ground)
        if isinstance(leaf, Match):
            contrary = "!=" if leaf.equal else "=="
            return self._compared(contrary, leaf.left, leaf.right, ground)
        return self._compared(_CONTRARY[leaf.operator], leaf.left, leaf.right, ground)

    def term(self, term: Term, ground: GroundWorld) -> str:
        """A value as a noun phrase."""
        match term:
            case Const(value):
                return "unknown" if value is None else self._names.of(value)
            case Read(chain, fluent):
                subject = self._facts.subject(ground.fluents[fluent])
                if not chain:
                    return subject
                people = [ground.characters[c] for c in chain]
                who = listed([self._names.of(each) for each in people])
                return f"{subject} as {who} {self._names.verb('sees', people)} it"
            case Arithmetic(operator, left, right):
                word = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}[operator]
                return f"{self.term(left, ground)} {word} {self.term(right, ground)}"
            case Choice(condition, then, otherwise):
                first, second = self.term(then, ground), self.term(otherwise, ground)
                return f"{first} if {self.condition(condition, ground)}, otherwise {second}"
            case Truth(condition):
                return f"whether {self.condition(condition, ground)}"

    def _compared(self, operator: str, left: Term, right: Term, ground: GroundWorld) -> str:
        if isinstance(left, Const) and isinstance(right, Read):
            turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
            return self._compared(turned.get(operator, operator), right, left, ground)
        if isinstance(left, Read):
            chain = [ground.characters[c] for c in left.chain]
            fluent = ground.fluents[left.fluent]
            if isinstance(right, Const) and operator in ("==", "!="):
                return self._facts.clause(fluent, right.value, chain, operator == "==")
            if isinstance(right, Read) and left.chain == right.chain:
                other = ground.fluents[right.fluent]
                return self._facts.minds(chain, self._same(fluent, other, operator))
        right_words = self.term(right, ground)
        word = _COMPARED[operator]
        verb = self._facts.verb(ground.fluents[left.fluent]) if isinstance(left, Read) else "is"
        return f"{self.term(left, ground)} {verb} {word + ' ' if word else ''}{right_words}"

    def _same(self, left: GroundFluent, right: GroundFluent, operator: str) -> str:
        """One fluent compared with another in the same mind."""
        places = {left.property.lower(), right.property.lower()} <= WHERE
        if operator in ("==", "!=") and places and left.arguments and right.arguments:
            one, two = self._names.of(left.arguments[0]), self._names.of(right.arguments[0])
            are = self._facts.agreed(left, "is", operator == "==")
            return f"{one} {are} where {two} {self._facts.agreed(right, 'is')}"
        subject = f"{self._facts.subject(left)} {self._facts.verb(left)}"
        other = self._facts.subject(right)
        if operator in ("==", "!="):
            return f"{subject} {'the same as' if operator == '==' else 'not'} {other}"
        return f"{subject} {_COMPARED[operator]} {other}"
