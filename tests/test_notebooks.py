"""Every answer shows itself in a notebook: well-formed, in words, and with everything escaped."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

import dramaturge as dm
from tests.cli.places import GOOD

PLAIN = (GOOD / "vault.world").read_text(encoding="utf-8")
EVIL = "<script>alert(1)</script>"
TEXT = PLAIN.replace(
    "entity Tess : character;", f'entity Tess : character {{ called "{EVIL}"; }};'
).replace("Tess has the gold", f"{EVIL} & more")
STORY = ("shout(Pip, Yard)", "look(Gus, Vault)", "enter(Tess)", "take(Tess)")
PLAN = (STORY[0], *STORY[2:])

ANSWERS: dict[str, Callable[[dm.World], object]] = {
    "find": lambda world: world.find(),
    "find none": lambda world: world.find(author_limit=1),
    "check": lambda world: world.check(PLAN),
    "check ok": lambda world: world.check(STORY),
    "why": lambda world: world.why(STORY, 1),
    "knows": lambda world: world.knows(STORY, about=["at"]),
    "feelings": lambda world: world.feelings(STORY),
    "explore": lambda world: world.explore(4),
    "counsel": lambda world: world.counsel(PLAN, ending="robbed"),
    "whynot": lambda world: world.why_not("enter(Tess)"),
    "repairs": lambda world: world.repairs(PLAN),
    "what if": lambda world: world.what_if(STORY, "at(Tess) = Yard", without=[2]),
}
TELLING = ("find", "why", "explore", "counsel", "whynot", "repairs", "what if")
ALONE = ("br", "img", "hr")


class Balance(HTMLParser):
    """Tags that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag not in ALONE:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    world = dm.loads(TEXT, "vault").require()
    return {name: ask(world)._repr_html_() for name, ask in ANSWERS.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ANSWERS)
def test_it_is_well_formed_and_nothing_gets_through(name: str, pages: dict[str, str]) -> None:
    balance = Balance()
    balance.feed(pages[name])
    assert balance.open == []
    assert balance.seen
    assert EVIL not in pages[name]
    assert "script" not in balance.seen


@pytest.mark.parametrize("name", TELLING)
def test_acts_are_told_in_words(name: str, pages: dict[str, str]) -> None:
    assert "enters." in pages[name] or "shouts in the yard." in pages[name]
    assert "&lt;script&gt;" in pages[name] or name == "why"


def test_who_has_no_story_says_so(pages: dict[str, str]) -> None:
    assert "none: no stories" in pages["find none"]
    assert "The story does not hold." in pages["check"]
    assert "The story holds." in pages["check ok"]
