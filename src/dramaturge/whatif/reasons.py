"""Who would not act any more, or for another reason, and why."""

from __future__ import annotations

from dataclasses import dataclass

from dramaturge.narrate.words import as_sentence, possessive
from dramaturge.semantics import State
from dramaturge.story import Explanation
from dramaturge.whatif.side import Side


@dataclass(frozen=True, slots=True)
class Changed:
    """unwilling: who had a reason and has none now. why: a sentence for each of them; for those who
    have another reason now, that."""

    unwilling: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


class Reasons:
    """Reasons in both stories."""

    def __init__(self, told: Side, then: Side) -> None:
        self._told, self._then = told, then
        self._wants_alike = told.ground.utilities == then.ground.utilities

    def impossible(self, act: str, there: State) -> tuple[str, ...]:
        """Why an act is not possible, in sentences."""
        if self._then.action(act) is None:
            return ("That can never happen then.",)
        found = self._then.teller.obstacles(act, there)
        return tuple(found) or ("Its consequences would never come to rest.",)

    def missing(self, act: str, there: State) -> tuple[str, ...]:
        """Who must be willing, and is not found to have a reason."""
        return tuple(
            self._then.ground.characters[character]
            for character in self._then.consenting(act)
            if self._then.motive(there, character, act).found is None
        )

    def without(self, name: str, act: str, there: State) -> str:
        """That somebody has no reason for an act, with what is in the way, as a sentence."""
        who = self._then.teller.words.names.of(name)
        mind = self._then.teller.mind(name, there)
        obstacles = self._then.teller.obstacles(act, mind)
        if obstacles:
            return as_sentence(f"In {possessive(who)} mind it is impossible: {_inner(obstacles)}")
        return as_sentence(f"{who} has no reason for this")

    def changed(self, act: str, here: State, there: State) -> Changed:
        """How the reasons for an act that is possible in both differ."""
        if self._told.after(here, act) is None:
            return Changed()
        unwilling: list[str] = []
        why: list[str] = []
        for character in self._then.consenting(act):
            name = self._then.ground.characters[character]
            same = here.believed(character) is there.believed(character)
            if same and self._wants_alike and self._told.dynamics is self._then.dynamics:
                continue
            before = self._told.motive(here, character, act).found
            if before is None:  # no reason in the first place: the author wants it so
                continue
            now = self._then.motive(there, character, act).found
            if now is None:
                unwilling.append(name)
                why.append(self._why(name, before, there))
            elif _acts(now) != _acts(before):
                why.append(f"Another reason: {self._then.teller.reason(now, there)}")
        return Changed(tuple(unwilling), tuple(why))

    def _why(self, name: str, before: Explanation, there: State) -> str:
        """Where the plan that somebody had fails now, in their own mind."""
        teller = self._then.teller
        who = teller.words.names.of(name)
        state = start = teller.mind(name, there)
        for index, step in enumerate(before.plan):
            following = self._then.after(state, step.action)
            if following is None:
                told = self.impossible(step.action, state)
                if not index:
                    return as_sentence(
                        f"{who} would not: in {possessive(who)} mind it is impossible; "
                        f"{_inner(told)}"
                    )
                planned = teller.words.phrase(step.action).clause
                return as_sentence(
                    f"{who} would not: in {possessive(who)} mind the plan would fail where "
                    f"{planned}; {_inner(told)}"
                )
            state = following
        agent = 1 + self._then.ground.characters.index(name)
        now, later = (self._then.dynamics.utility(s, agent) for s in (start, state))
        if now is not None and later is not None and later > now:
            return as_sentence(
                f"{who} would not: on the plan that {who} had not all would join in any more, or "
                "less would do"
            )
        return as_sentence(f"{who} would not: {self._gone(agent, start, state)}")

    def _gone(self, agent: int, start: State, end: State) -> str:
        """Why the end of the plan is worth no more than what is, in the mind of the agent."""
        if self._told.ground.utilities[agent] != self._then.ground.utilities[agent]:
            return "what it led to is not wanted then"
        worse = self._then.teller.gains.decisive(agent, start, end, worse=True)
        clauses = self._then.teller.clauses(worse, start, end)
        if clauses:
            return f"in the end {clauses}, and nothing is gained"
        return "what it led to is so already, or would not come of it"


def _acts(explanation: Explanation) -> tuple[str, ...]:
    return tuple(step.action for step in explanation.plan)


def _inner(sentences: tuple[str, ...] | list[str]) -> str:
    """Sentences inside another one."""
    texts = [text.rstrip(".") for text in sentences[:2]]
    return "; ".join(text[:1].lower() + text[1:] if _is_common(text) else text for text in texts)


def _is_common(text: str) -> bool:
    """Whether a sentence begins with a word that is no name."""
    return text.split(" ", 1)[0] in ("It", "The", "There", "That", "Its", "Nobody")
