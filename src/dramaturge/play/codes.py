"""What can be wrong with saved games and with programs that play, with a code each."""

from __future__ import annotations

from dramaturge.model.codes import Code
from dramaturge.problems import Problem

CODES: dict[str, Code] = {
    "V101": Code(
        "cannot write",
        "The file of saved games cannot be opened or written: the folder is missing or may not be "
        "written in, the disk is full, or the name is that of a folder. The game goes on without "
        "it; nothing that was saved before is lost.",
        "",
    ),
    "V102": Code(
        "no file of saved games",
        "The file is something else, or was damaged. It is left as it is. Name another file; games "
        "that were exported can be imported into it.",
        "",
    ),
    "V103": Code(
        "from a later version",
        "The file was written by a later version of Dramaturge than this one, and is left alone.",
        "",
    ),
    "V104": Code("no such game", "The file holds games, but none of that name.", ""),
    "V105": Code(
        "a saved game makes no sense",
        "An entry of the game is not one that Dramaturge writes: somebody has changed the file.",
        "",
    ),
    "V106": Code(
        "in use by another program",
        "Another process holds the file. The game goes on, and is saved when the file is free.",
        "",
    ),
    "V107": Code(
        "no exported game",
        "What is to be imported is not JSON Lines as `save --export` writes them: a heading with "
        '`"dramaturge": "game"`, then one object per entry.',
        "",
    ),
    "V108": Code(
        "of another world",
        "The game was played in another world than this one: its acts are not known here.",
        "",
    ),
    "V109": Code(
        "the world has changed",
        "The game was saved in another version of the world, and in this one an act of it cannot "
        "happen, or somebody has no reason for it. It can go on from the beat before it.",
        "",
    ),
    "V120": Code(
        "a player did not answer",
        "A program that takes a part did not answer in time, or ended. Its person waits.",
        "",
    ),
    "V121": Code(
        "a player answered what cannot be chosen",
        "A program that takes a part answered with something else than one of its choices: no "
        "JSON, no number, or a number that is not listed. It is told so and asked again; after a "
        "few times its person waits.",
        "",
    ),
}


class SaveError(Exception):
    """Something is wrong with a file of saved games: a coded problem for the user."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        self.problem = Problem(code, message, hint=hint)
        super().__init__(str(self.problem))
