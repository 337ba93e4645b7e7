"""The screenplay is Fountain: read back by fountain-parser (MIT), which is not ours."""

from __future__ import annotations

import fountain_parser
import pytest

from dramaturge.tell.fountain import fountain
from dramaturge.tell.telling import Paragraph, Quote, Sentence, Telling, TellingScene
from dramaturge.tell.units import Kind
from tests.tell.stage import STORIES, script_of, world_of


@pytest.mark.parametrize(("path", "story"), STORIES[1:])
def test_scenes_cues_and_words_are_read_back(path: str, story: str) -> None:
    told = world_of(path).tell(script_of(path, story), tense="present", reasons=False)
    read = fountain_parser.parse(told.to_fountain())
    assert len(read.scenes) == len(told.scenes)
    spoken = [s.quote for s in told.sentences if s.quote is not None]
    cues = [each.name for scene in read.scenes for each in scene.characters]
    assert cues == [quote.called.upper() for quote in spoken]
    lines = [each.text for scene in read.scenes for each in scene.dialogues]
    assert [line.rstrip(".") for line in lines] == [q.words.rstrip(".") for q in spoken]


@pytest.mark.parametrize(
    "text",
    ["INT. is what he wrote.", "EVERYBODY.", "@home.", "> So it went.", "= Not so."],
)
def test_prose_that_looks_like_markup_stays_prose(text: str) -> None:
    paragraph = Paragraph((Sentence(text, Kind.act, (1,), ()),))
    scene = TellingScene("", None, None, (paragraph,))
    told = Telling("A", "w", None, "third", "present", "as it happened", (scene,), {})
    read = fountain_parser.parse(fountain(told))
    # This parser keeps the sign that forces action.
    assert [action.text.removeprefix("!") for action in read.scenes[0].actions] == [text]
    assert not read.scenes[0].characters


def test_a_name_in_any_letters_is_a_cue() -> None:
    quote = Quote("Zoe", "Zoë d’Or", "Hush")
    paragraph = Paragraph((Sentence("“Hush.”", Kind.speech, (1,), (), quote),))
    scene = TellingScene("", None, None, (paragraph,))
    told = Telling("A", "w", None, "third", "present", "as it happened", (scene,), {})
    read = fountain_parser.parse(fountain(told))
    assert [cue.name for cue in read.scenes[0].characters] == ["ZOË D’OR"]
    assert [line.text for line in read.scenes[0].dialogues] == ["Hush."]
