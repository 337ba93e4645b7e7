"""Our answers where the old planner contradicts itself, depends on its internal order, or fails.

Keys: case, kind of question, what was asked. Values: our answer and why. Statuses `differs` and
`crash` of the shared conformance set. Source: SEMANTICS.md, our decisions (numbers) and D1 to D20.
"""

from __future__ import annotations

# (case, actions before, expression) -> (value, reason)
VALUES: dict[tuple[str, str, str], tuple[str, str]] = {
    ("c14_trigger_order", "start()", "v()"): ("1", "decision 3: the first in the text fires"),
    ("c17_conflicting_effects", "setf() conf1()", "p()"): ("False", "decision 1: last in the text"),
    ("c17_conflicting_effects", "setf() conf2()", "p()"): ("True", "decision 1: last in the text"),
    ("c17_conflicting_effects", "setf() confn()", "x()"): ("3", "decision 1: last in the text"),
    ("c17_conflicting_effects", "setf() confn2()", "x()"): ("7", "decision 1: last in the text"),
    ("c17_conflicting_effects", "setf() confe()", "at(A)"): ("Z", "decision 1: last in the text"),
    ("c17_conflicting_effects", "setf() confu()", "at(A)"): ("?", "decision 1: last in the text"),
    ("c45_stale_belief_precondition", "shout()", "believes(B, at(A))"): (
        "Z",
        "decision 1 (D2): beliefs are read from the belief state, which surprise repaired",
    ),
    ("c46_stale_belief_trigger", "tell()", "believes(A, weird())"): (
        "False",
        "D2: A's own belief about A's belief is read from the belief state",
    ),
    ("c47_direct_vs_observed_with_precondition", "mix()", "believes(B, x())"): (
        "3",
        "D3: an explicit belief effect wins over what is observed",
    ),
    ("c48_interleaving", "mv(A, P)", "believes(A, marked(B))"): (
        "False",
        "decision 3 (D6): triggers of minds run after those of the real world have settled",
    ),
    ("c49_surprise_unknown_pruned", "neqact()", "believes(B, at(A))"): (
        "?",
        "D10: surprise makes it unknown",
    ),
    ("c63_surprise_boolean_inequality", "notrue()", "believes(B, x())"): (
        "7",
        "D11: surprise stores the real value in a boolean, and the action applies",
    ),
}

# (case, actions before, action) -> (possible, reason)
POSSIBLE: dict[tuple[str, str, str], tuple[bool, str]] = {
    ("c45_stale_belief_precondition", "shout()", "trick()"): (True, "D2: B now knows where A is"),
    ("c45_stale_belief_precondition", "shout()", "trickW()"): (False, "D2: B's belief is Z"),
}

# (case, actions) -> (each possible, reason)
APPLIED: dict[tuple[str, str], tuple[list[bool], str]] = {
    ("c15_trigger_loop", "start()"): (
        [False],
        "D5: triggers that never settle leave no successor",
    ),
}

# case -> (ground actions, reason)
GROUND_ACTIONS: dict[str, tuple[list[str], str]] = {
    "c49_surprise_unknown_pruned": (
        ["neqact()", "lost()"],
        "D10: values that surprise introduces count as reachable",
    ),
}

# (case, author limit, goal) -> (the stories there are, reason). None: no story at all.
STORIES: dict[tuple[str, int, float], tuple[list[str] | None, str]] = {
    ("c39_unknown_utility", 2, 1.0): (None, "decision 5: an unknown utility is no improvement"),
    ("c45_stale_belief_precondition", 2, 1.0): (
        ["shout() trick()"],
        "D2: B's belief is the repaired one, so only trick() is possible",
    ),
    ("c45_stale_belief_precondition", 2, 2.0): (["shout() trick()"], "as above"),
}

# case -> (all stories within the limits of the question, reason)
ALL_STORIES: dict[str, tuple[list[str], str]] = {
    "c35_minimality_exact_utility": (
        ["win()", "hurt() win() need()", "win() hurt() need()"],
        "decision 4 (D7): `hurt win` reaches 4 but its part `win` reaches 5",
    ),
    "c36_minimality_order_dependent": (
        ["get()"],
        "decision 4 (D8): `get` is explained by itself, whatever is searched first",
    ),
}

# p-cases -> (accepted, reason)
PARSED: dict[str, tuple[bool, str]] = {
    "p14_dup_property_other_type_accepted": (True, "decision 8: accepted there, the first wins"),
    "p15_dup_property_first_wins": (False, "the first definition is boolean, 3 is a number"),
    "p36_quantifier_same_name_same_type": (True, "decision 7 (D15): the inner variable wins"),
    "p37_observing_var_same_as_parameter": (True, "decision 7 (D15): the observer wins"),
    "p45_empty_file": (False, "decision 7 (D16): a message instead of a crash"),
    "p46_single_entity_boolean": (True, "decision 7 (D16): one entity is a world"),
    "p52_bare_false_statement": (False, "decision 7: nothing can start out false altogether"),
    "p56_dup_property_with_variable_accepted": (True, "decision 8: accepted there, first wins"),
    "p57_dup_action_with_variable_accepted": (True, "decision 8: accepted there, both are ground"),
}

# Texts that the old planner refuses and our language gives a meaning.
EXTENDED: dict[str, str] = {
    "p32_nested_property_argument": "a term in a term: docs/language.md, 'Terms inside terms'",
}
