"""Token ranges into declarations and their parameters: SEMANTICS.md 1.2.

A `Phrase` walks over one range; the first mistake in it raises `RefusedError`, which the
parser catches.
"""

from __future__ import annotations

from collections.abc import Callable

from dramaturge.problems import Problem
from dramaturge.syntax import tree
from dramaturge.syntax.diagnosis import diagnose, hyphened
from dramaturge.syntax.expressions import Reader, RefusedError
from dramaturge.syntax.lexer import Tokens, quote

OF_ONE = "a utility belongs to one character"
ONE_EACH = (
    "write one for each of them: 'utility(Ann): …; utility(Tom): …;'; what they have in common can "
    "be a 'define'"
)


class Phrase:
    """A place in the tokens, and the end of the range that is being read."""

    def __init__(
        self, reader: Reader, first: int, end: int, advise: Callable[[tree.Expression], None]
    ) -> None:
        self.reader = reader
        self.advise = advise
        self.tokens = reader.tokens
        self.first = first
        self.place = first
        self.end = end

    def type_statement(self) -> tree.TypeStatement:
        """type-statement = "type" name [":" name {"," name}] ."""
        self.place += 1
        name = self.name("a type")
        parents: tuple[tree.Name, ...] = ()
        if self.accept(":"):
            parents = self.names("a type")
        self.finish("':' comes before the parent types" if not parents else "',' comes between")
        return tree.TypeStatement(name, parents, self.tokens.span(self.first, self.end))

    def entity_statement(self, words: tree.Words) -> tree.EntityStatement:
        """entity-statement = "entity" name ":" name {"," name} [words] ."""
        self.place += 1
        name = self.name("an entity")
        hint = self.one_word(name) or f"'entity {name.text} : type' says what it is"
        if self.place < self.end and self.tokens.kinds[self.place] == ",":
            hint = "each entity has a statement of its own"
        self.expect(":", hint)
        types = self.names("a type")
        self.finish("',' comes between types")
        span = self.tokens.span(self.first, self.end)
        return tree.EntityStatement(name, types, span, words)

    def property_statement(self, words: tree.Words) -> tree.PropertyStatement:
        """property-statement = ["public"] "property" name [parameters] ":" name [words] ; only a
        public property without parameters needs no brackets."""
        is_public = self.tokens.texts[self.place] == "public"
        self.place += 2 if is_public else 1
        name = self.name("a property")
        is_bare = is_public and self.place < self.end and self.tokens.kinds[self.place] == ":"
        parameters = () if is_bare else self.parameters(name)
        self.expect(":", "the type of its values comes after ':'")
        values = self.name("a type")
        self.finish("a property has one type of values")
        span = self.tokens.span(self.first, self.end)
        return tree.PropertyStatement(name, parameters, values, span, is_public, words)

    def utility_statement(self) -> tree.UtilityStatement:
        """utility-statement = "utility" "(" [argument] ")" ":" expression ."""
        closing = self.tokens.end_of_bracket(self.first + 1)
        character: tree.Argument | None = None
        if closing == self.first + 3:
            character = self.single(self.first + 2, "a character")
        elif closing != self.first + 2:
            is_variable = ":" in self.tokens.kinds[self.first : max(closing, self.first)]
            hint = (
                ONE_EACH if is_variable else "'utility()' is the author's, 'utility(Tom)' is Tom's"
            )
            span = self.tokens.span(self.first, max(closing, self.first) + 1)
            raise RefusedError(Problem("E126", OF_ONE, span, hint))
        self.place = closing + 1
        self.expect(":", "the value comes after ':'")
        value = self.expression()
        return tree.UtilityStatement(character, value, self.tokens.span(self.first, self.end))

    def initial_statement(self) -> tree.InitialStatement:
        """initial-statement = expression ."""
        fact = self.expression()
        return tree.InitialStatement(fact, self.tokens.span(self.first, self.end))

    def header(self) -> tuple[tree.Name, tuple[tree.Parameter, ...]]:
        """header = ("action" | "trigger") name parameters ."""
        kind = self.tokens.texts[self.place]
        self.place += 1
        name = self.name("an action" if kind == "action" else "a trigger")
        parameters = self.parameters(name)
        self.finish("the body in '{ }' comes next")
        return name, parameters

    def expression(self) -> tree.Expression:
        """All the rest of the range, as one expression."""
        found = self.reader.expression(self.place, self.end)
        if found is None:
            raise RefusedError(diagnose(self.reader, self.place, self.end))
        self.advise(found)
        return found

    def parameters(self, owner: tree.Name) -> tuple[tree.Parameter, ...]:
        """parameters = "(" [parameter {"," parameter}] ")" ."""
        closing = self.tokens.end_of_bracket(self.place) if self.place < self.end else -1
        if closing < 0:
            hint = f"'{owner.text}()' if it has no parameters" if len(owner.text) < 40 else None
            hint = self.one_word(owner) or hint
            raise self.refusal("E127", f"brackets are missing after {quote(owner.text)}", hint)
        found: list[tree.Parameter] = []
        self.place += 1
        while self.place < closing:
            found.append(self.parameter(closing))
            if self.place < closing:
                self.expect(",", self._untyped() or "parameters stand between commas")
                if self.place == closing:
                    raise self.refusal("E126", "a parameter is missing after ','", None)
        self.place = closing + 1
        return tuple(found)

    def parameter(self, closing: int) -> tree.Parameter:
        """parameter = name ":" name | argument ."""
        kinds, start = self.tokens.kinds, self.place
        if kinds[start] == "name" and kinds[start + 1] == ":":
            self.place = start + 2
            variable = self.argument_name(start)
            type_name = self.name("a type")
            return tree.Variable(variable, type_name, self.tokens.span(start, self.place))
        if kinds[start] in ("name", "number", "constant") and self.tokens.texts[start] != "?":
            hyphen = hyphened(self.tokens, start, closing)
            if hyphen is not None:
                raise RefusedError(hyphen)
            self.place = start + 1
            return self.reader.argument(start)
        hint = "'c : character', or an entity, a number, True or False"
        text = quote(self.tokens.texts[start])
        raise self.refusal("E126", f"{text} is no parameter", hint)

    def _untyped(self) -> str | None:
        """A hint for a parameter whose ':' was forgotten, its type before or after its name."""
        kinds, texts, place = self.tokens.kinds, self.tokens.texts, self.place
        is_pair = kinds[place - 1] == kinds[place] == "name"
        if not is_pair or kinds[place - 2] == ":" or len(texts[place - 1] + texts[place]) > 60:
            return None
        name, type_name = texts[place - 1], texts[place]
        if name == "character":
            name, type_name = type_name, name
        return f"':' comes before the type of a parameter: '{name} : {type_name}'"

    def argument_name(self, index: int) -> tree.Name:
        return tree.Name(self.tokens.texts[index], self.tokens.span(index, index))

    def single(self, index: int, what: str) -> tree.Argument:
        """A token that may stand for an entity."""
        if self.tokens.kinds[index] in ("name", "number", "constant"):
            return self.reader.argument(index)
        self.place = index
        raise self.refusal("E123", f"the name of {what} is missing", None)

    def names(self, what: str) -> tuple[tree.Name, ...]:
        """name {"," name} ."""
        found = [self.name(what)]
        while self.accept(","):
            found.append(self.name(what))
        return tuple(found)

    def name(self, what: str) -> tree.Name:
        """name = letter {any character except spaces and signs} ."""
        if self.place >= self.end or self.tokens.kinds[self.place] != "name":
            hint = "True and False are constants, no names"
            is_constant = self.place < self.end and self.tokens.kinds[self.place] == "constant"
            raise self.refusal(
                "E123", f"the name of {what} is missing", hint if is_constant else None
            )
        hyphen = hyphened(self.tokens, self.place, self.end)
        if hyphen is not None:
            raise RefusedError(hyphen)
        self.place += 1
        return self.argument_name(self.place - 1)

    def one_word(self, name: tree.Name) -> str | None:
        """A hint for a name after which comes another one: `entity Old Pip : character`."""
        words, place = [name.text], self.place
        while place < self.end and self.tokens.kinds[place] == "name":
            words.append(self.tokens.texts[place])
            place += 1
        whole = "_".join(words)
        goes_on = place < self.end and self.tokens.kinds[place] in (":", "(")
        if len(words) == 1 or not goes_on or len(whole) > 60:
            return None
        return f"a name is one word: '{whole}'"

    def accept(self, sign: str) -> bool:
        if self.place < self.end and self.tokens.kinds[self.place] == sign:
            self.place += 1
            return True
        return False

    def expect(self, sign: str, hint: str) -> None:
        if not self.accept(sign):
            raise self.refusal("E124" if sign == ":" else "E125", f"'{sign}' is missing", hint)

    def finish(self, hint: str) -> None:
        """Nothing more may stand in the range."""
        if self.place < self.end:
            found = quote(self.tokens.texts[self.place])
            raise self.refusal(
                "E129", f"{found} does not belong here", f"{hint}; or is a ';' missing?"
            )

    def refusal(self, code: str, message: str, hint: str | None) -> RefusedError:
        """A mistake at this place, or just before it where the range ends."""
        is_here = self.place < self.end and self.place < len(self.tokens)
        span = self.tokens.span(self.place, self.place) if is_here else self.tokens.gap(self.place)
        return RefusedError(Problem(code, message, span, hint))


def quoted(tokens: Tokens, index: int) -> tree.Quoted:
    """The text in quotes at this index."""
    return tree.Quoted(tokens.texts[index][1:-1], tokens.span(index, index))
