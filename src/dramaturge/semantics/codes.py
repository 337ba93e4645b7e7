"""The code of what shows only when a world begins to move. docs/problems.md is made from it."""

from __future__ import annotations

from dramaturge.model.codes import Code

CODES: dict[str, Code] = {
    "E501": Code(
        "triggers without end",
        "Triggers fire as long as one of them can. Here they go round for ever, so that no story "
        "can begin. Triggers that undo each other are the usual cause: let one of them ask for "
        "something that it takes away. (Where that happens only after some act, the act is "
        "impossible.)",
        "entity Ann : character;\nproperty up() : boolean;\n"
        "trigger rise() { precondition: !up(); effect: up(); };\n"
        "trigger fall() { precondition: up(); effect: !up(); };",
    ),
}
