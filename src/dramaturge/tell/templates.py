"""Texts of a world as rows of tokens, so that names, pronouns and verbs can be chosen later."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from dramaturge.english.verbs import base_of_participle, is_participle, is_plural, verb
from dramaturge.model.words import place
from dramaturge.narrate.words import as_clause

_PIECES = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]")
_LEADING = re.compile(r"(\s*\{[^{}]*\} )([a-z]\w*)(.*)", re.DOTALL)
_PLACED = re.compile(r" (?:in|at|on) $")
_ADVERBS = (
    "also",
    "always",
    "just",
    "never",
    "not",
    "now",
    "only",
    "still",
    "once",
    "again",
    "both",
)
_JOINTS = ("and", "but", "or", "then")


@dataclass(frozen=True, slots=True)
class Said:
    """Words that stay as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A place for an entity. form: "", "'s" (what belongs to it), " self" or " at" (to be
    there)."""

    entity: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A verb as it was written. of: the token that it agrees with; None: with what the words just
    before it name, one or many as the verb was written. next_word: what comes after it."""

    written: str
    of: Ref | None = None
    next_word: str = ""
    is_denied: bool = False


Token = Said | Ref | Act
Clause = tuple[Token, ...]


def parse(text: str, arguments: Mapping[str, str], entities: Collection[str]) -> Clause:
    """A text with its parameters replaced by what they are. Where no verb is marked, the word after
    a leading place is one."""
    text = as_clause(text)
    if "[" not in text:
        leading = _LEADING.fullmatch(text)
        if leading is not None:
            text = f"{leading.group(1)}[{leading.group(2)}]{leading.group(3)}"
    return bound(tuple(_tokens(text, arguments, entities)))


def _tokens(text: str, arguments: Mapping[str, str], entities: Collection[str]) -> Iterator[Token]:
    end = 0
    for found in _PIECES.finditer(text):
        if found.start() > end:
            yield Said(text[end : found.start()])
        end = found.end()
        if found.group(2) is not None:
            first, _, more = found.group(2).strip().partition(" ")
            yield Act(first)
            if more:
                yield Said(f" {more}")
            continue
        name, form = place(found.group(1), {*arguments, *entities})
        meant = arguments.get(name, name)
        if meant in entities:
            yield Ref(meant, form)
        else:
            yield Said(meant)
    if end < len(text):
        yield Said(text[end:])


def bound(clause: Clause) -> Clause:
    """The clause with every verb told what it agrees with and what comes after it."""
    found: list[Token] = []
    last: Ref | None = None
    between, subject = "", None
    is_pair = False
    for index, token in enumerate(clause):
        match token:
            case Ref():
                is_pair = last is not None and between == " and "
                last, between = token, ""
            case Said(text):
                between += text
            case Act():
                subject = _subject(last, between, subject)
                if is_pair and subject == last and is_plural(token.written):
                    subject = None  # "Ann and Bob are friends"
                is_pair = False
                last, between = subject, ""
                ahead = clause[index + 1 : index + 3]
                words = "".join(t.text for t in ahead if isinstance(t, Said)).split()
                token = replace(token, of=subject, next_word=words[0] if words else token.next_word)
        found.append(token)
    return tuple(found)


def is_owned(clause: Clause, index: int) -> bool:
    """Whether an entity stands right behind the one that it belongs to: "Ilse's coin"."""
    if index < 2 or not isinstance(token := clause[index], Ref) or token.form:
        return False
    owner, between = clause[index - 2 : index]
    return isinstance(owner, Ref) and owner.form == "'s" and between == Said(" ")


def _subject(last: Ref | None, between: str, before: Ref | None) -> Ref | None:
    """What a verb agrees with: the name just before it, adverbs apart; after `and` what the verb
    before agreed with."""
    words = between.split()
    while words and (words[-1].endswith("ly") or words[-1] in _ADVERBS):
        words.pop()
    if not words:
        return last if last is not None and not last.form else None
    if words[-1].strip(",") in _JOINTS:
        return before
    return None


def subject_of(clause: Clause) -> str | None:
    """The entity that the clause is about: it stands first, before the first verb."""
    for token in clause:
        match token:
            case Act(_, of):
                return of.entity if of is not None and clause[0] == of else None
            case _:
                continue
    return None


def without_place(clause: Clause) -> tuple[Clause, str] | None:
    """The clause without the place with which it ends, and that: "digs up the ark in Tanis"."""
    match clause:
        case (Ref(), *_, Said(text), Ref(place, "")) if _PLACED.search(text):
            return (*clause[:-2], Said(_PLACED.sub("", text))), place
        case _:
            return None


def predicate(clause: Clause) -> Clause:
    """The clause without its subject, which stands first."""
    return clause[1:] if clause and isinstance(clause[0], Ref) else clause


def contains(clause: Clause, inner: Clause) -> bool:
    """Whether the other clause stands in it, word by word, whatever its verbs agree with."""
    one, other = (
        [replace(t, of=None, next_word="") if isinstance(t, Act) else t for t in each]
        for each in (clause, inner)
    )
    return any(one[i : i + len(other)] == other for i in range(len(one) - len(other) + 1))


def refs(clause: Clause) -> Iterator[str]:
    """The entities named."""
    return (token.entity for token in clause if isinstance(token, Ref))


def simple(subject: str, verb: str, *rest: Token) -> Clause:
    """Somebody does something: `simple("Tom", "is", Said(" in "), Ref("Market"))`."""
    return bound((Ref(subject), Said(" "), Act(verb), *rest))


def denied_within(clause: Clause) -> Clause:
    """The clause with a mark that its first verb is denied."""
    for index, token in enumerate(clause):
        if isinstance(token, Act):
            return (*clause[:index], replace(token, is_denied=True), *clause[index + 1 :])
    return clause


def has_denied_verb(clause: Clause) -> bool:
    """Whether the first verb is denied: by a mark, or by `does not`."""
    for index, token in enumerate(clause):
        if isinstance(token, Act):
            ahead = clause[index + 1] if index + 1 < len(clause) else None
            return token.is_denied or (isinstance(ahead, Said) and ahead.text.startswith(" not "))
    return False


def has_done(clause: Clause) -> bool:
    """Whether it says what somebody has done: `has looked in the cellar`, `has promised Ann`."""
    first = next((token for token in clause if isinstance(token, Act)), None)
    if first is None or first.of is None:
        return False
    return first.written in ("has", "have") and is_participle(first.next_word)


def brought(clause: Clause) -> Clause:
    """What somebody has done, or what will be, as something to come: `has sworn` as `swears`,
    `will be free` as `is free`."""
    for index, token in enumerate(clause[:-1]):
        if not isinstance(token, Act):
            continue
        after = clause[index + 1]
        if not isinstance(after, Said):
            return clause
        word, _, more = after.text.strip().partition(" ")
        if token.written == "will":
            written = "is" if word == "be" else verb(word).third
        elif token.written in ("has", "have") and word != "been" and is_participle(word):
            written = verb(base_of_participle(word)).third
        else:
            return clause
        done = replace(token, written=written, next_word=more.split(" ")[0])
        return (*clause[:index], done, Said(f" {more}"), *clause[index + 2 :])
    return clause
