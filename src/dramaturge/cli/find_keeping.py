"""Stories that were found, as files that the other commands read."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from dramaturge import bundled
from dramaturge.cli.screen import Screen
from dramaturge.cli.writing import check_place, spare, write_answer
from dramaturge.story import SearchResult


def spare_for_stories(output: Path | None, world: str, after: Path | None) -> None:
    """Ends the command if stories cannot be written there, or in the place of what is read."""
    if output is None:
        return
    before = None if after is None else bundled.locate_story(str(after), world)
    spare(output, world=bundled.locate(world), story=before)
    check_place(output)


def keep_stories(
    output: Path,
    title: str,
    result: SearchResult,
    *,
    ending: str | None,
    statements: Sequence[str],
) -> None:
    """Writes what was found, from the first act of all on; of several stories each into a file of
    its own, numbered. Says which, or that there is nothing to write. ending, statements: what was
    asked for with --ending and --set; a reader of the file needs to know."""
    screen = Screen(stderr=True)
    if not result.stories:
        screen.paragraph(f"There is no story to write: {output} was not written.")
        return
    paths = [output]
    if len(result.stories) > 1:
        numbers = range(1, len(result.stories) + 1)
        paths = [output.with_name(f"{output.stem}-{at}{output.suffix}") for at in numbers]
    options = [] if ending is None else [f"--ending {ending}"]
    options += [f"--set {shlex.quote(statement)}" for statement in statements]
    found = " ".join(["// Found by dramaturge find", *options]).replace("\n", " ")
    for path, story in zip(paths, result.stories, strict=True):
        acts = [*result.after, *(step.action for step in story.steps)]
        lines = [f'story "{_quotable(title)}";', "", found, *(f"{act};" for act in acts)]
        write_answer(path, "\n".join(lines) + "\n")
        screen.verbatim(f"Wrote {path}.")


def _quotable(text: str) -> str:
    return text.replace("\\", "").replace('"', "'")
