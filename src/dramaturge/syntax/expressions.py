"""Token ranges into expressions: the list of ways in SEMANTICS.md 1.3.

A way splits a range at a bracket or at the first sign of a kind outside all brackets; if a part
cannot be read, the next way is tried. Results are kept by range, so that trying again is cheap; a
budget bounds what a tangled text may cost. The docstrings of `Reader` state the ways in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

from dramaturge.problems import Problem
from dramaturge.source import Span
from dramaturge.syntax import tree
from dramaturge.syntax.lexer import Tokens

NESTING_LIMIT = 100
Comparator = Literal["==", "!=", ">=", "<=", ">", "<"]
Operator = Literal["*", "/", "+", "-"]
COMPARATORS: tuple[Comparator, ...] = ("==", "!=", ">=", "<=", ">", "<")
OPERATORS: tuple[Operator, ...] = ("*", "/", "+", "-")
# With something in brackets these are the beginning of an expression, which then lacks its end.
_NO_NESTING = ("if", "elseif", "else", "forall", "exists", "sum", "product", "believes")
_SPLITS = frozenset((*COMPARATORS, *OPERATORS, "=", ":"))


class RefusedError(Exception):
    """Reading stops here: the text is too deep, too tangled, or has this mistake."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


@dataclass(slots=True)
class Signs:
    """Where the signs outside all brackets of a range stand."""

    first: dict[str, int] = field(default_factory=dict)  # of each comparator, operator, `=`, `:`
    ands: list[int] = field(default_factory=list)
    ors: list[int] = field(default_factory=list)
    elses: list[int] = field(default_factory=list)
    elseifs: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chain:
    """Arithmetic as it was written, without brackets: leaves with operators between them.

    is_open: per leaf, whether it is an `if` or the like without brackets, which could as well
    take in what follows.
    """

    leaves: tuple[tree.Expression, ...]
    is_open: tuple[bool, ...]
    operators: tuple[Operator, ...]


class Reader:
    """Reads expressions out of tokens.

    chains, mixed, open_elses: by `id` of a node, what `advice` wants to know about how it was
    written; valid until the next `start`.
    """

    def __init__(self, tokens: Tokens, *, believes_is_a_property: bool = False) -> None:
        self.tokens = tokens
        self._believes_is_a_property = believes_is_a_property
        self._budget = 1_000_000 + 20 * len(tokens)
        self._known: dict[tuple[int, int], tree.Expression | None] = {}
        self._depth = 0
        self.chains: dict[int, Chain] = {}
        self.mixed: set[int] = set()
        self.open_elses: set[int] = set()

    def start(self) -> None:
        """Forget the ranges read so far; call it between unrelated expressions."""
        self._known.clear()
        self.chains.clear()
        self.mixed.clear()
        self.open_elses.clear()
        self._depth = 0

    def expression(self, first: int, end: int) -> tree.Expression | None:
        """The expression that these tokens are, if they are one. Refuses what is too deep."""
        key = (first, end)
        if key in self._known:
            return self._known[key]
        if self._depth >= NESTING_LIMIT:
            place = self.tokens.span(min(first, len(self.tokens) - 1), first)
            message = f"this is nested more than {NESTING_LIMIT} levels deep"
            raise RefusedError(Problem("E115", message, place, "split it into smaller parts"))
        self._depth += 1
        result = self._ways(first, end)
        self._depth -= 1
        self._known[key] = result
        return result

    def signs(self, first: int, end: int) -> Signs:
        """Where the signs outside all brackets stand."""
        kinds, partner, texts = self.tokens.kinds, self.tokens.partner, self.tokens.texts
        signs = Signs()
        index = first
        steps = 8
        while index < end:
            kind = kinds[index]
            steps += 1
            if kind == "(":
                index = max(partner[index], index)
            elif kind == "&":
                signs.ands.append(index)
            elif kind == "|":
                signs.ors.append(index)
            elif kind == "name":
                if texts[index] == "else":
                    signs.elses.append(index)
                elif texts[index] == "elseif":
                    signs.elseifs.append(index)
            elif kind in _SPLITS and kind not in signs.first:
                signs.first[kind] = index
            index += 1
        self._budget -= steps
        if self._budget < 0:
            message = "this is too tangled to be read"
            place = self.tokens.span(first, first)
            raise RefusedError(Problem("E116", message, place, "put brackets around its parts"))
        return signs

    def _ways(self, first: int, end: int) -> tree.Expression | None:
        """expression = "(" expression ")" | constant | number | name | reference | believes
        | and | or | not | if | quantified | assignment | comparison | type-test | arithmetic ."""
        if end - first <= 1:
            return self._single(first) if first < end else None
        tokens = self.tokens
        kind = tokens.kinds[first]
        if kind == "(" and tokens.partner[first] == end - 1:
            return self.expression(first + 1, end - 1)
        if kind == "name" and tokens.end_of_bracket(first + 1) == end - 1:
            return self._called(first, end)
        signs = self.signs(first, end)
        found = self._connective("&", signs.ands, first, end)
        found = found or self._connective("|", signs.ors, first, end)
        if found is None and kind == "!":
            found = self._not(first, end)
        if found is None and kind == "name":
            found = self._if(first, end, signs)
            found = found or self._quantified(first, end, ("forall", "exists"))
        found = found or self._assignment(first, end, signs)
        found = found or self._comparison(first, end, signs)
        found = found or self._type_test(first, end, signs)
        if found is None and kind == "name":
            found = self._quantified(first, end, ("product", "sum"))
        return found or self._arithmetic(first, end, signs)

    def _single(self, index: int) -> tree.Expression | None:
        """constant = "True" | "False" | "?" . number and name are single tokens too."""
        kind = self.tokens.kinds[index]
        return self.argument(index) if kind in ("name", "number", "constant") else None

    def argument(self, index: int) -> tree.Argument:
        """argument = name | number | constant ."""
        kind, text = self.tokens.kinds[index], self.tokens.texts[index]
        span = self.tokens.span(index, index)
        if kind == "name":
            return tree.Name(text, span)
        if kind == "number":
            return tree.Literally(float(text), span)
        return tree.Literally({"True": True, "False": False, "?": None}[text], span)

    def _called(self, first: int, end: int) -> tree.Expression | None:
        """reference = name "(" [term {"," term}] ")" ; term = argument | reference ."""
        if self.tokens.texts[first] == "believes":
            believes = self._believes(first, end)
            if believes is not None or not self._believes_is_a_property:
                return believes
        arguments = self.arguments(first + 2, end - 1)
        if arguments is None:
            return None
        is_nested = any(isinstance(term, tree.Reference) for term in arguments)
        if is_nested and self.tokens.texts[first] in _NO_NESTING:
            return None
        name = tree.Name(self.tokens.texts[first], self.tokens.span(first, first))
        return tree.Reference(name, arguments, self.tokens.span(first, end))

    def arguments(self, first: int, end: int) -> tuple[tree.Term, ...] | None:
        """Single tokens between commas, or names with arguments of their own; `?` is none."""
        kinds, found = self.tokens.kinds, list[tree.Term]()
        place = first
        while place < end:
            closing = self.tokens.end_of_bracket(place + 1)
            if kinds[place] == "name" and 0 <= closing < end:
                nested = self.expression(place, closing + 1)
                if not isinstance(nested, tree.Reference):
                    return None
                found.append(nested)
                place = closing + 1
            elif kinds[place] in ("name", "number", "constant") and self.tokens.texts[place] != "?":
                found.append(self.argument(place))
                place += 1
            else:
                return None
            if place < end and (kinds[place] != "," or place + 1 == end):
                return None
            place += 1
        return tuple(found)

    def _believes(self, first: int, end: int) -> tree.Expression | None:
        """believes = "believes" "(" argument "," expression ")" ."""
        kinds = self.tokens.kinds
        if end - first < 6 or kinds[first + 3] != "," or self._single(first + 2) is None:
            return None
        if self._believes_is_a_property and end - first == 6:
            return None
        body = self.expression(first + 4, end - 1)
        if body is None:
            return None
        return tree.Believes(self.argument(first + 2), body, self.tokens.span(first, end))

    def _connective(
        self, operator: Literal["&", "|"], places: list[int], first: int, end: int
    ) -> tree.Expression | None:
        """and = expression "&" expression {"&" expression} ; or = the same with "|" ."""
        if not places:
            return None
        parts: list[tree.Expression] = []
        is_mixed = False
        for start, stop in zip(
            [first, *(place + 1 for place in places)], [*places, end], strict=True
        ):
            part = self.expression(start, stop)
            if part is None:
                return None
            parts.append(part)
            is_mixed |= isinstance(part, tree.Connective) and not self.is_bracketed(start, stop)
        node = tree.Connective(operator, tuple(parts), self.tokens.span(first, end))
        if is_mixed:
            self.mixed.add(id(node))
        return node

    def is_bracketed(self, first: int, end: int) -> bool:
        """Whether brackets of its own enclose the whole range."""
        return first < end and self.tokens.end_of_bracket(first) == end - 1

    def _not(self, first: int, end: int) -> tree.Expression | None:
        """not = "!" expression ."""
        body = self.expression(first + 1, end)
        return None if body is None else tree.Not(body, self.tokens.span(first, end))

    def _if(self, first: int, end: int, signs: Signs) -> tree.Expression | None:
        """if = "if" "(" expression ")" expression {"elseif" "(" expression ")" expression}
        ["else" expression] ."""
        pieces = self.branches(first, end, signs)
        if pieces is None:
            return None
        branches: list[tuple[tree.Expression, tree.Expression]] = []
        for (from_, to), (start, stop) in pieces[0]:
            condition = self.expression(from_, to)
            body = self.expression(start, stop) if condition is not None else None
            if condition is None or body is None:
                return None
            branches.append((condition, body))
        otherwise: tree.Expression | None = None
        if pieces[1] is not None:
            otherwise = self.expression(*pieces[1])
            if otherwise is None:
                return None
        node = tree.If(tuple(branches), otherwise, self.tokens.span(first, end))
        is_open = pieces[1] is not None and not self.is_bracketed(*pieces[1])
        if is_open and id(otherwise) in self.chains:
            self.open_elses.add(id(node))
        return node

    def branches(
        self, first: int, end: int, signs: Signs
    ) -> tuple[list[tuple[tuple[int, int], tuple[int, int]]], tuple[int, int] | None] | None:
        """The ranges of the conditions and bodies of an `if`, and of its `else` part, if the
        tokens have that shape. Two `else` outside brackets are never one `if`."""
        tokens = self.tokens
        if tokens.texts[first] != "if" or len(signs.elses) > 1:
            return None
        heads = [first, *signs.elseifs]
        stop = signs.elses[0] if signs.elses else end
        if stop < heads[-1]:
            return None
        found = []
        for head, following in zip(heads, [*signs.elseifs, stop], strict=True):
            closing = tokens.end_of_bracket(head + 1)
            if closing < 0 or closing >= following:
                return None
            found.append(((head + 2, closing), (closing + 1, following)))
        return found, ((stop + 1, end) if signs.elses else None)

    def _quantified(self, first: int, end: int, words: tuple[str, str]) -> tree.Expression | None:
        """quantified = ("forall" | "exists" | "product" | "sum") "(" name ":" name ")"
        expression ."""
        tokens = self.tokens
        word = tokens.texts[first]
        if word not in words or tokens.kinds[first + 1 : first + 6] != [
            "(",
            "name",
            ":",
            "name",
            ")",
        ]:
            return None
        body = self.expression(first + 6, end)
        if body is None:
            return None
        return tree.Quantified(
            cast(Literal["forall", "exists", "sum", "product"], word),
            tree.Name(tokens.texts[first + 2], tokens.span(first + 2, first + 2)),
            tree.Name(tokens.texts[first + 4], tokens.span(first + 4, first + 4)),
            body,
            tokens.span(first, end),
        )

    def _assignment(self, first: int, end: int, signs: Signs) -> tree.Expression | None:
        """assignment = reference "=" expression ; the reference may stand in `believes`."""
        if "=" not in signs.first:
            return None
        place = signs.first["="]
        target = self.expression(first, place)
        if target is None or not is_property(target):
            return None
        value = self.expression(place + 1, end)
        if value is None:
            return None
        return tree.Assignment(target, value, self.tokens.span(first, end))

    def _comparison(self, first: int, end: int, signs: Signs) -> tree.Expression | None:
        """comparison = expression ("==" | "!=" | ">=" | "<=" | ">" | "<") expression ."""
        for operator in COMPARATORS:
            sides = self._sides(first, signs.first.get(operator), end)
            if sides is not None:
                return tree.Comparison(operator, *sides, self.tokens.span(first, end))
        return None

    def _sides(
        self, first: int, place: int | None, end: int
    ) -> tuple[tree.Expression, tree.Expression] | None:
        """The expressions before and behind an operator, if it is there and both are some."""
        left = None if place is None else self.expression(first, place)
        if place is None or left is None:
            return None
        right = self.expression(place + 1, end)
        return None if right is None else (left, right)

    def _type_test(self, first: int, end: int, signs: Signs) -> tree.Expression | None:
        """type-test = expression ":" name ."""
        place = signs.first.get(":")
        if place is None or place != end - 2 or self.tokens.kinds[end - 1] != "name":
            return None
        subject = self.expression(first, place)
        if subject is None:
            return None
        type_name = tree.Name(self.tokens.texts[end - 1], self.tokens.span(end - 1, end))
        return tree.TypeTest(subject, type_name, self.tokens.span(first, end))

    def _arithmetic(self, first: int, end: int, signs: Signs) -> tree.Expression | None:
        """arithmetic = expression ("*" | "/" | "+" | "-") expression ."""
        for operator in OPERATORS:
            place = signs.first.get(operator)
            sides = self._sides(first, place, end)
            if place is not None and sides is not None:
                left, right = sides
                node = tree.Arithmetic(operator, left, right, self.tokens.span(first, end))
                before, after = self._chain(left, first, place), self._chain(right, place + 1, end)
                self.chains[id(node)] = Chain(
                    before.leaves + after.leaves,
                    before.is_open + after.is_open,
                    (*before.operators, operator, *after.operators),
                )
                return node
        return None

    def _chain(self, side: tree.Expression, first: int, end: int) -> Chain:
        """How one side of an operator was written."""
        is_bracketed = self.is_bracketed(first, end)
        if not is_bracketed and id(side) in self.chains:
            return self.chains[id(side)]
        closed = (tree.Literally, tree.Name, tree.Reference, tree.Believes)
        return Chain((side,), (not is_bracketed and not isinstance(side, closed),), ())


def is_property(expression: tree.Expression) -> bool:
    """Whether it is a reference, or one inside `believes`: something that can be set."""
    while isinstance(expression, tree.Believes):
        expression = expression.body
    return isinstance(expression, tree.Reference)


def whole(tokens: Tokens, first: int, end: int) -> Span:
    """The place of a range that may be empty."""
    return tokens.span(first, end) if first < end else tokens.gap(first)
