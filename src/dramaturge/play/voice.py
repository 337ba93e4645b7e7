"""The words in which the player is addressed: "You go to the yard", "Giles gives you the stake".

Present tense; the player is "you", everybody else has the name that the player has for them, and
is "he", "she" or "they" from then on in the same sentence, where that can be nobody else. An
observer is nobody in the world: then all have the names that the world gives them.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from dramaturge.english.nouns import BY_NAME, YOU, Pronoun, possessive, without_article
from dramaturge.english.verbs import Agreement, Frame, Mood, Tense, finite, is_plural, negated
from dramaturge.ground.world import All, Any, Compare, Condition, Const, Match, Read, Value
from dramaturge.narrate import Words
from dramaturge.narrate.words import as_sentence, listed
from dramaturge.play.stage import Stage
from dramaturge.tell.templates import Act, Clause, Ref, Said, is_owned, subject_of
from dramaturge.tell.voice import Speech
from dramaturge.tell.voice import Voice as Telling

PRESENT = Frame(Tense.present)
BARE = Frame(Tense.present, mood=Mood.bare)
_CONTRARY = {"==": "!=", "!=": "==", ">": "<=", ">=": "<", "<": ">=", "<=": ">"}


class Voice:
    """Renders clauses for one player, by the name of the entity, or (None) for an observer."""

    def __init__(self, stage: Stage, player: str | None, words: Words) -> None:
        self._ground = stage.ground
        self._wording = stage.wording
        self._numbers = stage.numbers
        self._player = player
        self._names = words.names
        self._facts = words.facts
        self._speech = Telling(words.names, None, PRESENT, Random(0), first_person=False)

    def called(self, name: str) -> str:
        """What somebody or something is called; the player is "you"."""
        return "you" if name == self._player else self._names.of(name)

    # Acts.

    def act(self, name: str, by: str | None = None) -> str:
        """What happens, as a clause. by: who was named just before."""
        return self.text(self._wording.act(name), named=[] if by is None else [by])

    def heard(self, name: str) -> str:
        """What it is to one who is told by it and does not see it, as a sentence; "" if that is
        not known."""
        clause = self._wording.heard(name)
        return "" if clause is None else as_sentence(self.text(clause))

    def words(self, name: str) -> str:
        """What is said with an act, word by word, in quotation marks; "" if nobody speaks."""
        event = self._ground.actions[self._numbers[name]]
        spoken = self._wording.spoken(event, self._wording.act(name))
        if spoken is None:
            return ""
        said = self._speech.speech(spoken.words, Speech(spoken.speaker, spoken.hearer))
        said = said.strip()
        said = said[:1].upper() + said[1:]
        return f"“{said if said.endswith(tuple('.?!…')) else said + '.'}”"

    def look(self, place: str) -> str:
        """What a place is like, as a sentence; "" if the world has no words for it."""
        clause = self._wording.look(place)
        return "" if clause is None else as_sentence(self.text(clause))

    def doing(self, name: str) -> str:
        """What the player may do, without a subject: "go to the yard"; what others would have to
        do: "let Giles give you the stake"."""
        clause = self._wording.act(name)
        if not clause or not isinstance(clause[0], Ref) or subject_of(clause) is None:
            return self.text(clause)
        doer = clause[0].entity
        rest = self.text(clause[1:], bare=True, named=[doer]).strip()
        return rest if doer == self._player else f"let {self.called(doer)} {rest}"

    def wanted(self, name: str, by: str) -> str:
        """What somebody would have happen, as a sentence: "Ann wants you to give her the key"."""
        clause = self._wording.act(name)
        if not clause or not isinstance(clause[0], Ref) or subject_of(clause) is None:
            return self.says(by, "wants", f"it to be so that {self.act(name, by)}")
        doer, named = clause[0].entity, [by]
        whom = "" if doer == by else f"{self._ref(Ref(doer), named, is_subject=False)} "
        rest = self.text(clause[1:], bare=True, named=[*named, doer]).strip()
        return self.says(by, "wants", f"{whom}to {rest}")

    def answer(self, verb: str, name: str) -> str:
        """How the player answers an offer, without a subject: "agree to give Ann the key", "do not
        let Ann give you the key"."""
        clause = self._wording.act(name)
        if not clause or not isinstance(clause[0], Ref) or clause[0].entity != self._player:
            return f"{'' if verb == 'agree' else 'do not '}{self.doing(name)}"
        return f"{verb} to {self.doing(name)}"

    def declined(self, name: str, by: str) -> str:
        """What somebody does not agree to: "agree to give you the key", "let you give her
        the key"."""
        clause = self._wording.act(name)
        if not clause or not isinstance(clause[0], Ref):
            return f"agree that {self.act(name, by)}"
        if clause[0].entity == self._player:
            return f"let you {self.text(clause[1:], bare=True, named=[by]).strip()}"
        if clause[0].entity != by:
            return f"agree that {self.act(name, by)}"
        return f"agree to {self.text(clause[1:], bare=True, named=[by]).strip()}"

    def trigger(self, event: str, arguments: tuple[str, ...]) -> str:
        """What a rule of the world brings about, as a sentence; "" if the world has no words."""
        clause = self._wording.trigger(event, arguments)
        return "" if clause is None else as_sentence(self.text(clause))

    # What holds.

    def fact(
        self,
        fluent: int,
        value: Value,
        chain: tuple[int, ...] = (),
        holds: bool = True,
        named: list[str] | None = None,
    ) -> str:
        """The clause that a fluent has a value, or has not, as the characters within see it.

        named: who was named in the sentence before; those named here are added.
        """
        named = [] if named is None else named
        believers = [self._ground.characters[character] for character in chain]
        lead = "".join(f"{self._believes(name, named)} that " for name in believers)
        what = self._ground.fluents[fluent]
        if what.kind == "boolean" and not holds:
            value, holds = not value, True
        found = self._wording.holds(what, value)
        clause, denied = (self._wording.made(what, value), False) if found is None else found
        return lead + self.text(clause, denied=denied if holds else not denied, named=named)

    def _believes(self, name: str, named: list[str]) -> str:
        """`Ann believes`, `she believes`."""
        agreement = self._agrees(name, self._again(name, named))
        called = self._ref(Ref(name), named, is_subject=True)
        return f"{called} {finite('believes', agreement, PRESENT)}"

    def is_worth_telling(self, fluent: int, value: Value) -> bool:
        """Whether the world has words for it; what is only inner workings has none."""
        return self._wording.holds(self._ground.fluents[fluent], value) is not None

    def has_denial(self, fluent: int) -> bool:
        """Whether the world has words for that it is not so: "Ann is dead"."""
        words = self._wording.words_of(self._ground.fluents[fluent])
        return words is not None and words.denied is not None

    def has_words(self, fluent: int) -> bool:
        """Whether the world has words for some value of it."""
        what = self._ground.fluents[fluent]
        some: Value = what.domain[0] if what.domain else what.kind == "boolean" or 1.0
        return self.is_worth_telling(fluent, some)

    def condition(
        self, condition: Condition, holds: bool = True, named: list[str] | None = None
    ) -> str:
        """A condition, or its contrary, as a clause. named: as of `fact`."""
        named = [] if named is None else named
        match condition:
            case All(parts) | Any(parts):
                joint = "and" if isinstance(condition, All) == holds else "or"
                return listed([self.condition(part, holds, named) for part in parts], joint)
            case Compare("==" | "!=" as operator, Read(chain, fluent), Const(None)):
                is_known = (operator == "!=") == holds
                who = self._ground.characters[chain[-1]] if chain else self._player
                made = finite if is_known else negated
                question = self._facts.question(self._ground.fluents[fluent])
                if who is None:
                    return f"it is {'' if is_known else 'not '}known {question}"
                verb = made("knows", self._agrees(who), PRESENT)
                return f"{self.called(who)} {verb} {question}"
            case Compare("==" | "!=" as operator, Read(chain, fluent), Const(value)):
                return self.fact(fluent, value, chain, (operator == "==") == holds, named)
        contrary = condition if holds else _contrary(condition)
        return self.text(self._wording.condition(contrary), named=named)

    # Clauses.

    def text(
        self,
        clause: Clause,
        *,
        denied: bool = False,
        bare: bool = False,
        named: list[str] | None = None,
    ) -> str:
        """A clause in words. denied: its first verb is; bare: its first verb is in the base form,
        as after "to". named: as of `fact`."""
        named = [] if named is None else named
        words: list[str] = []
        agreements: dict[Ref, Agreement] = {}
        is_first = True
        for index, token in enumerate(clause):
            match token:
                case Said(text):
                    words.append(text)
                case Ref():
                    again = self._again(token.entity, named)
                    agreements[token] = self._agrees(token.entity, again)
                    called = self._ref(token, named, is_subject=_is_subject(clause, index))
                    words.append(without_article(called) if is_owned(clause, index) else called)
                case Act(written, of, next_word, is_denied):
                    made = negated if is_denied or (denied and is_first) else finite
                    frame = BARE if bare and is_first else PRESENT
                    agreement = Agreement(3, is_plural(written))
                    if of is not None:
                        agreement = agreements.get(of) or self._agrees(of.entity)
                    words.append(made(written, agreement, frame, next_word=next_word))
                    is_first = False
        text = "".join(words)
        return f"it is not so that {text}" if denied and is_first else text

    def _ref(self, ref: Ref, named: list[str], *, is_subject: bool) -> str:
        name = ref.entity
        if ref.form == " at":
            return self._names.where(name)
        person = YOU if name == self._player else self._again(name, named)
        if person is None:
            called, own = self._names.of(name), self._names.pronoun(name)
            named.append(name)
            if ref.form == " self":
                return BY_NAME[own or "it"].reflexive
            plural = self._names.is_plural(name)
            return possessive(called, plural=plural) if ref.form else called
        forms = {"": person.subject if is_subject else person.object, "'s": person.possessive}
        return forms.get(ref.form, person.reflexive)

    def _again(self, name: str, named: list[str]) -> Pronoun | None:
        """The pronoun for somebody who was named before and whom alone it can mean; else None."""
        own = self._names.pronoun(name)
        if name not in named or own is None or not self._names.is_character(name):
            return None
        others = {*named} - {name, self._player}
        if any(self._names.pronoun(each) == own for each in others):
            return None
        return BY_NAME.get(own)

    def _agrees(self, name: str, again: Pronoun | None = None) -> Agreement:
        """How verbs agree with somebody, by name or by the pronoun."""
        if name == self._player:
            return YOU.agreement
        return Agreement(3, self._names.is_plural(name)) if again is None else again.agreement

    def says(self, who: str, verb: str, what: str) -> str:
        """`{who} {verb} {what}`, the verb agreeing: "You see that …", "Ann waits"."""
        agreed = finite(verb, self._agrees(who), PRESENT)
        return as_sentence(f"{self.called(who)} {agreed} {what}".strip())


def _is_subject(clause: Clause, index: int) -> bool:
    """Whether a verb that follows agrees with this very token."""
    for later in clause[index + 1 :]:
        if isinstance(later, Said) and later.text.startswith(" who "):
            return True  # "it was she who had gone"
        if isinstance(later, Act):
            return later.of == clause[index]
        if later == clause[index]:
            return False
    return False


def _contrary(leaf: Condition) -> Condition:
    """The contrary of a comparison; anything else as it is."""
    match leaf:
        case Compare():
            return replace(leaf, operator=_CONTRARY[leaf.operator])  # type: ignore[arg-type]
        case Match():
            return replace(leaf, equal=not leaf.equal)
    return leaf
