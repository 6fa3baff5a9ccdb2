import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.matching.domain.lexicon import DOUBTED, EXACT, MISTYPED, Lexicon
from services.matching.domain.plain_words import stem
from services.matching.queries.lexicons import everyday_words
from shared.contracts.open_service import our_terms
from shared.contracts.vocabulary import COHORTS, NEEDS

WORDS = {"library": 90, "libraries": 9, "group": 50, "soup": 40, "dementia": 7, "cafe": 30, "space": 8, "walks": 3}
LEXICON = Lexicon(WORDS, everyday_words())
LETTERS = "abcdefghijklmnopqrstuvwxyz"


CODES = {term.id: term.code for term in our_terms()}


def codes(typed: str, closeness: int = 0) -> set[str]:
    """Return the codes that words stand for, at least so closely."""
    found = [meant for reading in LEXICON.read(typed.split()) for meant in reading.terms.items()]
    return {CODES[term_id] for term_id, meant in found if meant.closeness >= closeness}


@pytest.mark.parametrize(
    ("typed", "likeliest"),
    [("libary", "library"), ("goup", "group"), ("spase", "space"), ("demetia", "dementia"), ("greif", "grief")],
)
def test_a_mistyped_word_is_taken_for_the_likeliest_of_the_nearest(typed: str, likeliest: str) -> None:
    [reading] = LEXICON.read([typed])
    assert reading.corrected[0] == likeliest
    assert reading.words[likeliest] == MISTYPED


def test_a_known_word_is_taken_as_it_stands_unless_it_is_doubted() -> None:
    assert LEXICON.read(["space"])[0].corrected == ()
    [known] = LEXICON.read(["walks"])
    assert (known.words["walks"], known.corrected) == (EXACT, ())
    doubted = Lexicon({**WORDS, "spice": 1}, everyday_words()).read(["spice"], doubting=True)[0]
    assert (doubted.words["spice"], doubted.words["space"]) == (EXACT, DOUBTED)


def test_a_word_the_directory_itself_seems_to_mistype_is_read_as_the_common_one_too() -> None:
    lexicon = Lexicon({**WORDS, "libray": 1, "horse": 2, "house": 80}, everyday_words())
    assert lexicon.read(["libray"])[0].words == {"libray": EXACT, "library": DOUBTED, "libraries": DOUBTED}
    assert lexicon.read(["horse"])[0].words == {"horse": EXACT}


def test_a_part_of_what_a_term_covers_is_further_from_it_than_another_word_for_it() -> None:
    assert "arts_and_culture" in codes("choir") - codes("choir", MISTYPED)
    assert "arts_and_culture" in codes("arts", EXACT)
    assert "mental_health" in codes("mental helth", MISTYPED)
    helth = LEXICON.read(["mental", "helth"])[1]
    assert {meant.closeness for meant in helth.terms.values()} == {MISTYPED}


def test_other_forms_and_beginnings_of_a_word_are_read_with_it() -> None:
    assert LEXICON.read(["libraries"])[0].words["library"] == 90
    assert LEXICON.read(["walking"])[0].words["walks"] == 90
    assert "dementia" in LEXICON.read(["demen"])[0].words


def test_a_short_word_and_one_with_figures_are_not_mended() -> None:
    assert LEXICON.read(["caf"])[0].corrected == ()
    assert LEXICON.read(["bs14"])[0].corrected == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("lonely", "experiencing_loneliness"),
        ("new mum", "new_parent"),
        ("debts", "debt"),
        ("dementia", "living_with_dementia"),
        ("Alzheimers", "dementia"),
        ("widower", "bereaved"),
        ("toddlers", "family_with_young_children"),
        ("food bank", "food"),
        ("mental health", "mental_health"),
        ("depresion", "mental_wellbeing"),
        ("universal credit", "benefits_advice"),
        ("veterans", "veteran"),
        ("carer", "caring"),
    ],
)
def test_everyday_words_stand_for_codes_of_the_vocabulary(typed: str, code: str) -> None:
    assert code in codes(typed.lower())


def test_every_need_and_every_cohort_can_be_named_in_words() -> None:
    reachable = {CODES[term_id] for phrase in everyday_words().phrases for term_id in everyday_words().terms(phrase)}
    assert (NEEDS.keys() | COHORTS.keys()) - reachable == set()


@given(st.text(LETTERS, min_size=5, max_size=12), st.data())
def test_one_typing_error_in_a_word_of_five_letters_or_more_still_finds_it(word: str, data: st.DataObject) -> None:
    typed = data.draw(mistyped(word))
    lexicon = Lexicon({**WORDS, word: 1}, everyday_words())
    assume(stem(typed) not in {stem(known) for known in (*WORDS, *everyday_words().words)})
    assert word in lexicon.read([typed])[0].words


@st.composite
def mistyped(draw: st.DrawFn, word: str) -> str:
    """Give a word with one letter missing, added, wrong, or changed places with the next."""
    place, letter = draw(st.integers(0, len(word) - 2)), draw(st.sampled_from(LETTERS))
    return draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
    )
