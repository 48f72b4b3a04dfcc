import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.consulting import Count, Reply, UnknownOption, counted, is_told

GREEN, BLUE = 1, 2


def count(*replies, is_anonymous=False):
    return counted(
        [Reply(shares, chosen) for shares, chosen in replies],
        [GREEN, BLUE],
        is_anonymous=is_anonymous,
    )


def test_heads_and_shares():
    assert count((500, [GREEN]), (300, [BLUE]), (200, [GREEN, BLUE])) == [
        Count(2, 700),
        Count(2, 500),
    ]


def test_nobody_answered():
    assert count() == [Count(0, 0), Count(0, 0)]


@pytest.mark.parametrize(
    ("heads", "result"), [(4, [Count(0, 0)] * 2), (5, [Count(5, 0), Count(0, 0)])]
)
def test_five_before_anything_anonymous_is_told(heads, result):
    assert count(*[(100, [GREEN])] * heads, is_anonymous=True) == result
    assert is_told(heads=heads, is_anonymous=True) == (heads >= 5)
    assert is_told(heads=heads, is_anonymous=False)


def test_what_was_not_asked():
    with pytest.raises(UnknownOption):
        count((1, [3]))


replies = st.lists(
    st.tuples(st.integers(0, 99), st.sets(st.sampled_from([GREEN, BLUE]))), max_size=9
)


@given(replies)
def test_an_anonymous_result_does_not_depend_on_shares(rows):
    alike = [(1, chosen) for _shares, chosen in rows]
    assert count(*rows, is_anonymous=True) == count(*alike, is_anonymous=True)
    named = count(*rows)
    assert [one.heads for one in named] == [
        sum(option in chosen for _shares, chosen in rows) for option in (GREEN, BLUE)
    ]
    assert [one.shares for one in named] == [
        sum(shares for shares, chosen in rows if option in chosen)
        for option in (GREEN, BLUE)
    ]
