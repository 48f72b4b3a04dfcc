from hypothesis import given
from hypothesis import strategies as st

from koprogo.documents.snippets import AROUND, fold, snippet


def hits(text, *words):
    return [piece for piece, is_hit in snippet(text, words) if is_hit]


def test_the_words_are_marked_whatever_their_accents():
    assert snippet("Le toit sera RÉNOVÉ en été.", ["renove", "ETE"]) == [
        ("Le toit sera ", False),
        ("RÉNOVÉ", True),
        (" en ", False),
        ("été", True),
        (".", False),
    ]


def test_letters_that_become_two():
    assert hits("Gros œuvre", "oeuvre") == ["œuvre"]
    assert hits("Gros œuvre", "e") == ["œ", "e"]
    assert hits("Straße ß", "s") == ["S", "ß", "ß"]


def test_long_text_is_cut_at_words():
    text = "avant " * 100 + "toiture " + "après " * 100
    [(before, _), (hit, _), (after, _)] = snippet(text, ["toiture"])
    assert hit == "toiture"
    assert before == "… " + "avant " * 14
    assert after.startswith(" après après")
    assert after.endswith(" après …")
    assert len(after) < 2 * AROUND + 5


def test_one_word_without_spaces_is_cut_anyway():
    pieces = snippet("x" * 500 + "toit" + "y" * 500, ["toit"])
    assert pieces == [
        ("… " + "x" * AROUND, False),
        ("toit", True),
        ("y" * (2 * AROUND - 4) + " …", False),
    ]


def test_a_hit_that_the_end_cuts_is_not_marked():
    text = "toit " + "x" * (2 * AROUND - 7) + "toit"
    assert hits(text, "toit") == ["toit"]


def test_nothing_found_gives_nothing():
    assert snippet("Le toit", ["cave"]) == []
    assert snippet("", ["cave"]) == []
    assert snippet("Le toit", []) == []
    assert snippet("Le toit", [""]) == []


def test_marks_of_patterns_are_only_letters():
    assert hits("a.c abc (x", "a.c", "(x") == ["a.c", "(x"]


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_what_is_shown_is_in_the_text(text, words):
    pieces = snippet(text, words)
    shown = "".join(piece for piece, _is_hit in pieces)
    inner = shown.removeprefix("… ").removesuffix(" …")
    assert inner in text or shown in text or inner == ""
    for piece, is_hit in pieces:
        if is_hit:
            assert any(fold(word)[:1] in fold(piece) for word in words)
