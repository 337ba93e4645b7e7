"""Words that belong to the telling and to no world: feelings, verbs of speech, joints.

Every list has variants; which one is taken is the seed's affair. `{s}` is who feels, `{o}` towards
whom.
"""

from __future__ import annotations

from dramaturge.feelings.table import Degree, Kind

_STRONG = (Degree.strong, Degree.overwhelming)

_FEELINGS: dict[Kind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # for each kind those that are mild, then those that are strong
    Kind.guilt: (
        ("{s} [feels] guilty", "{s} [does] not like deceiving {o}"),
        ("guilt [gnaws] at {s}", "{s} [is] sick with guilt"),
    ),
    Kind.hurt: (("it [hurts] {s}", "it [stings] {s}"), ("it [hurts] {s} more than {s} [shows]",)),
    Kind.anger: (
        ("{s} [is] angry with {o}", "it [makes] {s} angry", "{s} [takes] it ill"),
        ("{s} [is] furious with {o}", "anger [rises] in {s}"),
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
        ("{s} [is] deeply grateful to {o}",),
    ),
    Kind.hope: (("{s} [takes] hope",), ("hope [stirs] in {s}",)),
    Kind.disappointment: (
        ("{s} [is] disappointed", "{s} [has] hoped for better"),
        ("{s} [is] bitterly disappointed",),
    ),
    Kind.distress: (
        ("it [troubles] {s}", "{s} [does] not like it", "{s} [is] uneasy"),
        ("it [goes] to {s's} heart", "{s} [is] badly shaken", "{s's} mouth [goes] dry"),
    ),
    Kind.joy: (
        ("{s} [is] glad", "that [is] something, at least", "it [does] {s} good"),
        ("{s} [is] glad with all {s's} heart", "{s's} heart [lifts]"),
    ),
    Kind.satisfaction: (("it [is] what {s} [has] hoped for",), ("{s} [has] what {s} [wants]",)),
}


def feelings(kind: Kind, degree: Degree, toward: str | None) -> list[str]:
    """The ways to tell a feeling."""
    found = _FEELINGS[kind][degree in _STRONG]
    fitting = [text for text in found if toward is not None or "{o}" not in text]
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
