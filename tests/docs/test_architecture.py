"""The page on the architecture names every module and header, and says what it is."""

from __future__ import annotations

import re
from pathlib import Path

from docs.architecture import HEADING, KERNEL, PACKAGE, PAGE, page

TITLE = re.compile(r"### `(.+)/`")
ROW = re.compile(r"- `(\S+\.(?:py|hpp))`: (\S.*)")


def named() -> dict[Path, str]:
    """What the page says of each file."""
    found: dict[Path, str] = {}
    folder = PACKAGE
    _, _, listed = PAGE.read_text(encoding="utf-8").partition(HEADING)
    for line in listed.splitlines():
        if title := TITLE.fullmatch(line):
            folder = {"cpp": KERNEL, "dramaturge": PACKAGE}.get(title[1], PACKAGE / title[1])
        elif row := ROW.fullmatch(line):
            found[folder / row[1]] = row[2]
    return found


def test_every_module_and_header_is_named_with_what_it_is() -> None:
    modules = {path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"}
    headers = set(KERNEL.glob("*.hpp"))
    assert headers
    assert named().keys() == modules | headers, "run 'make docs'"


def test_every_package_is_in_the_list() -> None:
    titles = set(TITLE.findall(PAGE.read_text(encoding="utf-8")))
    packages = {path.parent for path in PACKAGE.rglob("__init__.py")} - {PACKAGE}
    expected = {path.relative_to(PACKAGE).as_posix() for path in packages}
    assert titles == {*expected, "dramaturge", "cpp"}


def test_the_list_says_what_the_files_say() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text), "run 'make docs'"
    assert all(about.endswith((".", "?")) for about in named().values())
