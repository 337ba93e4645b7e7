"""Stories damaged on purpose: one line says what is done to which story.

Operations, one after another, acts counted from 1 as they are at that moment:
`drop 3`, `move 3 to 5`, `swap 3 and 5`, `3: ACT` (instead), `before 3: ACT`, `cut after 3`,
`world: STATEMENT` (added to the world), `without: STATEMENT` (taken out of it), `ends NAME`;
several with `then` between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

WORLDS = Path(__file__).resolve().parents[2] / "worlds"
CORPUS = Path(__file__).parent / "corpus"

_ACT = re.compile(r"^\s*(?:deliberate\s+\"[^\"]*\"\s*)?(?!expect|scene|story|ending|//)\w.*\(")
_OPERATION = re.compile(
    r"(?P<drop>drop (\d+))|(?P<move>move (\d+) to (\d+))|(?P<swap>swap (\d+) and (\d+))"
    r"|(?P<set>(\d+): (.+))|(?P<put>before (\d+): (.+))|(?P<cut>cut after (\d+))"
    r"|(?P<world>world: (.+))|(?P<without>without: (.+))|(?P<ends>ends (\w+))"
)


@dataclass(frozen=True, slots=True)
class Case:
    """expected: (beat, code) of the finding that the damage must give, first, and of all others."""

    file: str
    story: str
    operations: tuple[str, ...]
    expected: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        return f"{self.file}/{self.story} {'; '.join(self.operations)}"

    @property
    def changes_world(self) -> bool:
        return any(each.startswith(("world:", "without:")) for each in self.operations)

    def world_text(self, text: str) -> str:
        """The world with what is done to it."""
        for operation in self.operations:
            kind, _, rest = operation.partition(": ")
            if kind == "world":
                text = f"{text}\n{rest};\n"
            elif kind == "without":
                assert text.count(f"{rest};") == 1, rest
                text = text.replace(f"{rest};", "")
        return text

    def story_text(self, text: str) -> str:
        """The story with what is done to it."""
        lines = text.splitlines()
        for operation in self.operations:
            lines = _damaged(lines, operation)
        return "\n".join(lines)


def _damaged(lines: list[str], operation: str) -> list[str]:
    match = _OPERATION.fullmatch(operation)
    assert match is not None, operation
    given = [group for group in match.groups()[1:] if group is not None]
    numbers = [int(group) for group in given if group.isdigit()]
    at = [place for place, line in enumerate(lines) if _ACT.match(line)]
    lines = list(lines)
    match match.lastgroup:
        case "drop":
            del lines[at[numbers[0] - 1]]
        case "move":
            act = lines.pop(at[numbers[0] - 1])
            at = [place for place, line in enumerate(lines) if _ACT.match(line)]
            end = at[-1] + 1
            lines.insert(at[numbers[1] - 1] if numbers[1] <= len(at) else end, act)
        case "swap":
            one, other = (at[number - 1] for number in numbers)
            lines[one], lines[other] = lines[other], lines[one]
        case "set":
            lines[at[numbers[0] - 1]] = f"{given[-1]};"
        case "put":
            end = at[-1] + 1
            place = at[numbers[0] - 1] if numbers[0] <= len(at) else end
            lines.insert(place, f"{given[-1]};")
        case "cut":
            place = at[numbers[0] - 1] + 1
            rest = [line for line in lines[place:] if line.strip().startswith("ending ")]
            lines = [*lines[:place], *rest]
        case "ends":
            lines.append(f"ending {given[-1]};")
    return lines


def cases(file: str) -> list[Case]:
    """The cases in a file of the corpus: `story | operations | beat code, beat code`."""
    found = []
    for line in (CORPUS / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        story, operations, expected = (part.strip() for part in line.split("|"))
        pairs = [each.split() for each in expected.split(",")]
        found.append(
            Case(
                file,
                story,
                tuple(each.strip() for each in operations.split(" then ")),
                tuple((int(beat), code) for beat, code in pairs),
            )
        )
    return found
