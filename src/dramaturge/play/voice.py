"""The words in which the player is addressed: "You go to the yard", "Giles gives you the stake".

Present tense; the player is "you", everybody else has the name that the player has for them. An
observer is nobody in the world: then all have the names that the world gives them.
"""

from __future__ import annotations

from dataclasses import replace

from dramaturge.english.nouns import BY_NAME, YOU, possessive
from dramaturge.english.verbs import Agreement, Frame, Mood, Tense, finite, negated
from dramaturge.ground.world import All, Any, Compare, Condition, Const, Match, Read, Value
from dramaturge.narrate import Words
from dramaturge.narrate.words import as_sentence, listed
from dramaturge.play.stage import Stage
from dramaturge.tell.templates import Act, Clause, Ref, Said, subject_of

PRESENT = Frame(Tense.present)
BARE = Frame(Tense.present, mood=Mood.bare)
_CONTRARY = {"==": "!=", "!=": "==", ">": "<=", ">=": "<", "<": ">=", "<=": ">"}


class Voice:
    """Renders clauses for one player, by the name of the entity, or (None) for an observer."""

    def __init__(self, stage: Stage, player: str | None, words: Words) -> None:
        self._ground = stage.ground
        self._wording = stage.wording
        self._player = player
        self._names = words.names
        self._facts = words.facts

    def called(self, name: str) -> str:
        """What somebody or something is called; the player is "you"."""
        return "you" if name == self._player else self._names.of(name)

    # Acts.

    def act(self, name: str) -> str:
        """What happens, as a clause."""
        return self.text(self._wording.act(name))

    def heard(self, name: str) -> str:
        """What it is to one who is told by it and does not see it, as a sentence; "" if that is
        not known."""
        clause = self._wording.heard(name)
        return "" if clause is None else as_sentence(self.text(clause))

    def doing(self, name: str) -> str:
        """What the player may do, without a subject: "go to the yard"; what others would have to
        do: "let Giles give you the stake"."""
        clause = self._wording.act(name)
        if not clause or not isinstance(clause[0], Ref) or subject_of(clause) is None:
            return self.text(clause)
        rest = self.text(clause[1:], bare=True).strip()
        if clause[0].entity == self._player:
            return rest
        return f"let {self.called(clause[0].entity)} {rest}"

    def trigger(self, name: str, arguments: tuple[str, ...], event: str) -> str:
        """What a rule of the world brings about, as a sentence; "" if the world has no words."""
        clause = self._wording.trigger(name, arguments, event)
        return "" if clause is None else as_sentence(self.text(clause))

    # What holds.

    def fact(
        self, fluent: int, value: Value, chain: tuple[int, ...] = (), holds: bool = True
    ) -> str:
        """The clause that a fluent has a value, or has not, as the characters within see it."""
        what = self._ground.fluents[fluent]
        if what.kind == "boolean" and not holds:
            value, holds = not value, True
        found = self._wording.holds(what, value)
        clause, denied = (self._wording.made(what, value), False) if found is None else found
        text = self.text(clause, denied=denied if holds else not denied)
        for character in reversed(chain):
            name = self._ground.characters[character]
            text = f"{self.called(name)} {self._agreed('believes', name)} that {text}"
        return text

    def is_worth_telling(self, fluent: int, value: Value) -> bool:
        """Whether the world has words for it; what is only inner workings has none."""
        return self._wording.holds(self._ground.fluents[fluent], value) is not None

    def has_words(self, fluent: int) -> bool:
        """Whether the world has words for some value of it."""
        what = self._ground.fluents[fluent]
        some: Value = what.domain[0] if what.domain else what.kind == "boolean" or 1.0
        return self.is_worth_telling(fluent, some)

    def condition(self, condition: Condition, holds: bool = True) -> str:
        """A condition, or its contrary, as a clause."""
        match condition:
            case All(parts) | Any(parts):
                joint = "and" if isinstance(condition, All) == holds else "or"
                return listed([self.condition(part, holds) for part in parts], joint)
            case Compare("==" | "!=" as operator, Read(chain, fluent), Const(None)):
                is_known = (operator == "!=") == holds
                who = self._ground.characters[chain[-1]] if chain else self._player
                made = finite if is_known else negated
                question = self._facts.question(self._ground.fluents[fluent])
                if who is None:
                    return f"it is {'' if is_known else 'not '}known {question}"
                verb = made("knows", self._agreement("knows", Ref(who)), PRESENT)
                return f"{self.called(who)} {verb} {question}"
            case Compare("==" | "!=" as operator, Read(chain, fluent), Const(value)):
                return self.fact(fluent, value, chain, (operator == "==") == holds)
        contrary = condition if holds else _contrary(condition)
        return self.text(self._wording.condition(contrary))

    # Clauses.

    def text(self, clause: Clause, *, denied: bool = False, bare: bool = False) -> str:
        """A clause in words. denied: its first verb is; bare: its first verb is in the base form,
        as after "to"."""
        words: list[str] = []
        is_first = True
        for token in clause:
            match token:
                case Said(text):
                    words.append(text)
                case Ref():
                    words.append(self._ref(token))
                case Act(written, of, next_word, is_denied):
                    made = negated if is_denied or (denied and is_first) else finite
                    frame = BARE if bare and is_first else PRESENT
                    agreement = self._agreement(written, of)
                    words.append(made(written, agreement, frame, next_word=next_word))
                    is_first = False
        text = "".join(words)
        return f"it is not so that {text}" if denied and is_first else text

    def _ref(self, ref: Ref) -> str:
        name = ref.entity
        if name == self._player:
            return {"": "you", "'s": YOU.possessive, " self": YOU.reflexive}[ref.form]
        called, pronoun = self._names.of(name), self._names.pronoun(name)
        if ref.form == " self":
            return BY_NAME[pronoun or "it"].reflexive
        return possessive(called, plural=pronoun == "they") if ref.form else called

    def _agreement(self, written: str, of: Ref | None) -> Agreement:
        if of is None:
            return Agreement(3, written in ("are", "were", "have", "do"))
        if of.entity == self._player:
            return YOU.agreement
        return Agreement(3, self._names.pronoun(of.entity) == "they")

    def _agreed(self, verb: str, name: str) -> str:
        return finite(verb, self._agreement(verb, Ref(name)), PRESENT)

    def says(self, who: str, verb: str, what: str) -> str:
        """`{who} {verb} {what}`, the verb agreeing: "You see that …", "Ann waits"."""
        return as_sentence(f"{self.called(who)} {self._agreed(verb, who)} {what}".strip())


def _contrary(leaf: Condition) -> Condition:
    """The contrary of a comparison; anything else as it is."""
    match leaf:
        case Compare():
            return replace(leaf, operator=_CONTRARY[leaf.operator])  # type: ignore[arg-type]
        case Match():
            return replace(leaf, equal=not leaf.equal)
    return leaf
