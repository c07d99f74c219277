"""Loading: errors name the file and the entry; loading is done once."""

import pytest

from bot.vocabulary import BadVocabulary, vocabulary
from bot.vocabulary.loader import load

BEAR = '[[aircraft]]\nname = "Tu-95"\nrole = "bomber"\n'


def test_the_vocabulary_is_loaded_once() -> None:
    assert vocabulary() is vocabulary()


def test_a_small_vocabulary_works_by_itself() -> None:
    words = load({"aircraft": BEAR})
    assert [m.entry.name for m in words.find("a Tu-95MS over the sea")] == ["Tu-95"]
    assert words.places == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[aircraft]\n", "aircraft.toml is no valid TOML"),
        (BEAR + BEAR, "aircraft.toml names Tu-95 twice"),
        ('[[aircraft]]\nrole = "bomber"\n', "aircraft.toml: an entry has no name"),
        (BEAR.replace("bomber", "zeppelin"), "aircraft.toml, Tu-95: role 'zeppelin' is none of"),
        (BEAR + 'colour = "grey"\n', "aircraft.toml, Tu-95: .*colour"),
        ('[[ship]]\nname = "x"\n', r"aircraft.toml has a table \[ship\]; it may have aircraft, generic"),
    ],
)
def test_a_bad_file_is_named_with_its_entry(text: str, says: str) -> None:
    with pytest.raises(BadVocabulary, match=says):
        load({"aircraft": text})
