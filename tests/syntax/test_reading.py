"""Files that are no texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dramaturge.syntax import reading
from dramaturge.syntax.reading import read


def test_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "inn.world"
    path.write_bytes("type a;\r\n// Zoë\r\n".encode())
    source, problems = read(path)
    assert problems == ()
    assert source is not None
    assert source.name == "inn.world"
    assert source.line(1) == "type a;"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "inn.world"
    path.write_bytes(b"\xef\xbb\xbftype a;")
    source, _ = read(path)
    assert source is not None
    assert source.text == "type a;"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"type a;\ntype \xff;", (2, 6)),
        (b"type a;\n\n\x00", (3, 1)),
        (b"\xef\xbb\xbfa\xc3", (1, 2)),
    ],
)
def test_what_is_no_text_is_told_with_its_place(
    tmp_path: Path, content: bytes, place: tuple[int, int]
) -> None:
    path = tmp_path / "inn.world"
    path.write_bytes(content)
    source, (problem,) = read(path)
    assert source is None
    assert problem.code == "E109"
    assert problem.place() == ("inn.world", *place)
    assert "offset" in str(problem)


def test_a_missing_file_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.world", tmp_path, Path("a\x00b")):
        source, (problem,) = read(path)
        assert source is None
        assert problem.code == "E108"
        assert problem.span is None


def test_a_file_above_the_size_limit_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SIZE_LIMIT_BYTES", 1024)
    path = tmp_path / "long.world"
    path.write_bytes(b" " * 1025)
    assert [problem.code for problem in read(path)[1]] == ["E107"]
    path.write_bytes(b" " * 1024)
    assert read(path)[1] == ()
