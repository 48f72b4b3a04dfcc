"""Why an entry was booked by hand is told to the one co-owner whom it concerns."""

import pytest

from finance.services.own_entries import take_back_entry
from tests import cast
from tests.buildings.pages import costs, inside
from tests.finance.books.making import own
from tests.finance.pages import url

ALL = ["Key lost", "His receipt"]
NOTHING = ["Account of a co-owner"]


def key_lost(*lines):
    """Book 75.00 € on the first of two accounts, against the second.

    An account of a holding is written "4101 H1", a cost of a lot "6430000 A".
    """
    return own(
        *(
            (account, amount, *whose(code))
            for amount, line in zip(("75.00", "-75.00"), lines, strict=True)
            for account, _space, code in [line.partition(" ")]
        ),
        text="Key lost",
        reason="His receipt",
    )


def whose(code):
    match list(code):
        case ["H", _number]:
            return [{"holding": cast.holding(code)}]
        case [_lot]:
            return [{"lot": cast.lot(code)}]
    return []


def reads(client, entry):
    """Return which words about the entry somebody reads on its page."""
    page = client.get(url("books-entry", entry.uuid)).content.decode()
    return [words for words in (*ALL, *NOTHING, "It was found") if words in page]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["4101 H1", "551"], ALL),
        (["4101 H1", "6430000 A"], ALL),
        (["4101 H1", "6430000 B"], NOTHING),
        (["4101 H1", "4101 H2"], NOTHING),
        (["4101 H2", "551"], NOTHING),
        (["58", "551"], ["Key lost"]),
        (["6430000 A", "551"], ["Key lost"]),
    ],
)
def test_whoever_it_concerns_alone_reads_the_reason(sign_in, lines, read):
    with inside():
        entry = key_lost(*lines).entry
    assert reads(sign_in("omar"), entry) == read
    assert reads(sign_in("sophie"), entry) == ALL
    assert reads(sign_in("axel"), entry) == ALL


def test_and_why_it_was_taken_back(sign_in):
    with inside():
        lost = key_lost("4101 H1", "551")
        take_back_entry(lost, reason="It was found", by=None)
    assert reads(sign_in("omar"), lost.entry) == [*ALL, "It was found"]
    assert reads(sign_in("sophie"), lost.entry) == [*ALL, "It was found"]
    assert reads(sign_in("clara"), lost.entry) == NOTHING
    pages = [url("books-entry", lost.entry.uuid)]
    found = costs(sign_in, dict.fromkeys(("sophie", "omar", "clara"), pages))
    assert [number for _page, number in found if number > 12] == []
