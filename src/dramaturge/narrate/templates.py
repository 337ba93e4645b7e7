"""An act as its author tells it: `text: "{speaker} [tells] {hearer} that {f}."`.

`{…}` stands for what a parameter is; `[…]` marks the verb, which agrees with the subject and takes
the form that the telling needs. Without a mark the word after a leading `{…}` is the verb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dramaturge.english.nouns import without_article
from dramaturge.model.words import place
from dramaturge.narrate.words import as_clause, infinitive, joined, possessive

if TYPE_CHECKING:
    from dramaturge.narrate.names import Names

_VERB = re.compile(r"\[([^\[\]]*)\]")
_LEADING = re.compile(r"(\{[^{}]*\}) (\w+)(.*)", re.DOTALL)
_PLACE = re.compile(r"\{([^{}]*)\}")


def parts_of(
    text: str, arguments: Mapping[str, str], names: Names
) -> tuple[tuple[str, ...], str, str, str, str]:
    """Who does it (names of entities), the subject, the verb in its base form, what follows it, and
    what stands before it."""
    text = as_clause(text)
    marked, leading = _VERB.search(text), _LEADING.fullmatch(text)
    if marked is not None:
        before, verb, rest = text[: marked.start()], marked.group(1), text[marked.end() :]
    elif leading is not None:
        before, verb, rest = leading.groups()
    else:
        return (), filled(text, arguments, names), "", "", ""
    first, _, more = verb.strip().partition(" ")
    doer: tuple[str, ...] = ()
    subject, adverb = before.strip(), ""
    own = _PLACE.match(subject)
    named = "" if own is None else arguments.get(own.group(1), own.group(1))
    if own is not None and named in names.all:
        doer = (named,)
        subject, adverb = own.group(), subject[own.end() :].strip()
    rest = joined(more, rest.strip())
    rest = _VERB.sub(lambda found: _agreeing(found.group(1), doer, names), rest)
    put = [filled(part, arguments, names) for part in (subject, rest.strip(), adverb)]
    return doer, put[0], infinitive(first), put[1], put[2]


def _agreeing(verb: str, doer: tuple[str, ...], names: Names) -> str:
    """Another verb of the same sentence, in the present tense."""
    first, space, more = verb.strip().partition(" ")
    return f"{names.acts(infinitive(first), doer)}{space}{more}" if first else ""


def filled(text: str, arguments: Mapping[str, str], names: Names) -> str:
    """The text with what its places stand for, in the third person; unknown ones stay as they
    are."""

    def put(found: re.Match[str]) -> str:
        name, form = place(found.group(1), {*arguments, *names.all})
        called = arguments.get(name, name if name in names.all else None)
        if called is None:
            return found.group()
        if form == " at":
            return names.where(called)
        if form == " self":
            return names.own(called)
        if form:
            return possessive(names.of(called))
        return owned(names.of(called), text[: found.start()])

    return _PLACE.sub(put, text)


def owned(called: str, before: str) -> str:
    """What somebody or something is called after these words of a text: "Ilse's coin"."""
    return without_article(called) if before.endswith("'s} ") else called


def plain(text: str, arguments: Mapping[str, str], names: Names) -> str:
    """The text as it stands, its verbs as they are written."""
    text = as_clause(text)
    marked, leading = _VERB.search(text), _LEADING.fullmatch(text)
    if marked is None and leading is not None:
        text = f"{leading.group(1)} [{leading.group(2)}]{leading.group(3)}"
    subject = _PLACE.match(text)
    name = None if subject is None else arguments.get(subject.group(1), subject.group(1))

    def put(found: re.Match[str]) -> str:
        if name is None or not names.is_character(name):
            return found.group(1)
        first, space, more = found.group(1).partition(" ")
        ahead = more or text[found.end() :].strip()
        return f"{names.verb(first, (name,), next_word=ahead.partition(' ')[0])}{space}{more}"

    text = _VERB.sub(put, text)
    return filled(text, arguments, names)
