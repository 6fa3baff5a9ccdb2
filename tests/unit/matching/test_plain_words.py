import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.plain_words import stem, telling, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tea & Talk", ["tea", "talk"]),
        ("CAFÉ Zoë", ["cafe", "zoe"]),
        ("Men's shed, men’s SHED", ["mens", "shed", "mens", "shed"]),
        ("drop-in/walk_in 50+", ["drop", "in", "walk", "in", "50"]),
        ("100% _\\*?'\"", ["100"]),
        ("Straße", ["strasse"]),
        ("Łódź Żabka", ["łodz", "zabka"]),
        ("", []),
    ],
)
def test_words_are_read_without_case_accents_and_signs(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    "forms",
    [
        ("walk", "walks", "walking", "walked"),
        ("library", "libraries"),
        ("church", "churches"),
        ("class", "classes"),
        ("box", "boxes"),
        ("knit", "knitting"),
        ("dance", "dances", "dancing"),
        ("cafe", "cafes"),
        ("befriend", "befriending", "befriended"),
        ("house", "houses", "housed"),
        ("family", "families"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        ("care", "car"),
        ("house", "housing"),
        ("even", "evening"),
        ("bus", "bu"),
        ("sing", "s"),
        ("need", "ne"),
        ("art", "arts and"),
    ],
)
def test_words_that_only_look_alike_keep_their_own_stems(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) != stem(pair[1])


def test_words_that_say_little_are_looked_for_only_where_there_are_no_others() -> None:
    assert telling(words_in("the help for carers of the people")) == ["carers"]
    assert telling(words_in("Is it for me")) == ["is", "it", "for", "me"]
    assert telling([]) == []


@given(st.text(max_size=200))
def test_any_text_at_all_has_words_that_are_words_of_themselves(text: str) -> None:
    for word in words_in(text):
        assert 0 < len(word) <= 40
        assert stem(word)


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=60))
def test_case_makes_no_difference_to_words(text: str) -> None:
    assert words_in(text) == words_in(text.casefold())
