"""Words that belong to the telling and to no world: feelings, verbs of speech, joints.

Every list has variants; which one is taken is the seed's affair. `{s}` is who feels, `{o}` towards
whom.
"""

from __future__ import annotations

from dramaturge.feelings.table import Degree, Feeling, Kind

_STRONG = (Degree.strong, Degree.overwhelming)

_FEELINGS: dict[Kind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # for each kind those that are mild, then those that are strong
    Kind.guilt: (
        ("{s} [feels] bad about it", "it [weighs] on {s}"),
        ("guilt [gnaws] at {s}", "{s} [is] sick with guilt", "{s} [can] not look {o} in the eye"),
    ),
    Kind.hurt: (("it [hurts] {s}", "it [stings] {s}"), ("it [hurts] {s} more than {s} [shows]",)),
    Kind.anger: (
        ("{s} [is] angry with {o}", "it [makes] {s} angry", "{s} [takes] it ill"),
        ("{s} [is] furious with {o}", "anger [rises] in {s}", "{s} [is] beside {s self}"),
    ),
    Kind.relief: (
        ("{s} [is] relieved", "{s} [breathes] more easily"),
        ("relief [washes] over {s}", "{s} [is] weak with relief", "a weight [falls] from {s}"),
    ),
    Kind.shame: (("{s} [is] ashamed",), ("{s} [is] bitterly ashamed",)),
    Kind.fears_confirmed: (
        ("it [is] what {s} [has] feared", "{s} [has] been afraid of just this"),
        ("it [is] just what {s} [has] dreaded", "{s's} heart [sinks]"),
    ),
    Kind.gratitude: (
        ("{s} [is] grateful to {o}", "{s} [is] thankful for that"),
        ("{s} [thanks] {o} in silence", "{s} [is] more grateful to {o} than {s} [can] say"),
    ),
    Kind.disappointment: (
        ("{s} [is] disappointed", "{s} [has] hoped for better"),
        ("{s} [is] bitterly disappointed", "so that [is] all that [comes] of it"),
    ),
    Kind.distress: (
        ("{s} [does] not like it", "{s} [is] uneasy", "it [troubles] {s}"),
        ("{s's} heart [sinks]", "{s} [goes] cold", "{s's} mouth [goes] dry"),
    ),
    Kind.joy: (
        ("{s} [is] glad", "that [is] something, at least", "it [does] {s} good"),
        (
            "{s} [is] glad with all {s's} heart",
            "{s's} heart [lifts]",
            "{s} [breathes] freely again",
        ),
    ),
    Kind.satisfaction: (("it [is] what {s} [has] hoped for",), ("{s} [has] what {s} [wants]",)),
    # These go on with a clause: what is hoped and feared.
    Kind.hope: (("{s} [begins] to hope",), ("{s} [begins] to hope", "it [makes] {s} hope")),
    Kind.fear: (("{s} [is] afraid",), ("{s} [is] terribly afraid", "{s} [is] afraid")),
}


# Of guilt about a deceit, besides.
_DECEIT = "{s} [does] not like deceiving {o}"


def feelings(feeling: Feeling) -> list[str]:
    """The ways to tell a feeling."""
    found = _FEELINGS[feeling.kind][feeling.degree in _STRONG]
    if feeling.kind is Kind.guilt and feeling.facts:  # what the other is made to believe
        found = (_DECEIT, *found)
    fitting = [text for text in found if feeling.toward is not None or "{o}" not in text]
    return fitting or ["it [troubles] {s}"]


# How words are given, by the verb that the world tells the act with: alone, and to somebody.
SAYING = {
    "tell": ("say", "tell"),
    "inform": ("say", "tell"),
    "ask": ("ask", "ask"),
    "whisper": ("whisper", "whisper to"),
    "confide": ("whisper", "whisper to"),
    "promise": ("promise", "promise"),
    "swear": ("swear", "swear to"),
    "lie": ("lie", "lie to"),
    "propose": ("suggest", ""),
    "suggest": ("suggest", ""),
    "object": ("object", ""),
    "cry": ("cry", ""),
    "shout": ("shout", ""),
    "call": ("call", ""),
    "answer": ("answer", "answer"),
    "reply": ("reply", ""),
    "admit": ("admit", "admit to"),
    "confess": ("confess", "confess to"),
    "warn": ("warn", "warn"),
    "order": ("order", "order"),
    "beg": ("beg", "beg"),
    "threaten": ("threaten", "threaten"),
    "insist": ("insist", ""),
    "murmur": ("murmur", ""),
    "mutter": ("mutter", ""),
}
SAY = ("say", "say to")

LINKS = (" and ", " and ", ", then ", " and then ")
