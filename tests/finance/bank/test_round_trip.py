"""What our writers write is read back; what is cut or damaged never passes silently."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from finance.bank import camt053, camt053_writing, coda, coda_writing, reading
from finance.bank.statement import StatementError
from tests.finance.bank.files import STATEMENT, statements

files = st.lists(statements(), min_size=1, max_size=3)
STATEMENTS = [STATEMENT, replace(STATEMENT, account="LU037050522702273100")]
CODA = coda_writing.write(STATEMENTS)
CAMT053 = camt053_writing.write(STATEMENTS)


def in_one_coda(written):
    """All but the last one say that another statement follows."""
    *others, last = written
    return [*(replace(other, continues=True) for other in others), last]


@given(files)
def test_coda_is_read_back(written):
    data = coda_writing.write(written)
    read = coda.parse(data)
    assert read == in_one_coda(written)
    assert {len(line) for line in data.splitlines()} == {128}
    assert [statement.gap for statement in read] == [0] * len(written)


@given(files)
def test_camt053_is_read_back(written):
    read = camt053.parse(camt053_writing.write(written))
    assert read == written
    assert [statement.gap for statement in read] == [0] * len(written)


@given(files, st.data())
def test_a_coda_that_was_cut_is_refused_or_says_that_more_follows(written, data):
    whole = coda_writing.write(written)
    cut = data.draw(st.integers(0, len(whole)))
    with suppress(StatementError):
        read = coda.parse(whole[:cut])
        complete = read == in_one_coda(written)
        assert complete or read[-1].continues or any(one.gap for one in read)


def test_every_cut_of_one_coda():
    """Only between two statements, or behind the last sign, is there nothing wrong."""
    readable = {}
    for cut in range(len(CODA)):
        with suppress(StatementError):
            readable[cut] = len(coda.parse(CODA[:cut]))
    half = len(coda_writing.write(STATEMENTS[:1]))
    whole = len(CODA)
    assert readable == {
        half - 2: 1,
        half - 1: 1,
        half: 1,
        whole - 2: 2,
        whole - 1: 2,
    }
    assert [one.continues for one in coda.parse(CODA[:half])] == [True]


@given(st.integers(0, len(CAMT053.rstrip()) - 1))
def test_a_camt053_that_was_cut_is_refused(cut):
    refused = False
    try:
        camt053.parse(CAMT053[:cut])
    except StatementError:
        refused = True
    assert refused


@given(st.binary(max_size=400))
@example(b"")
@example(b"0000140325")
@example(b"<")
@example(b"<a>&x;</a>")
@example(b'<?xml version="1.0" encoding="nowhere"?><a/>')
def test_any_bytes_are_refused_by_name(data):
    outcomes = []
    for read in (reading.read, coda.parse, camt053.parse):
        try:
            read(data)
        except StatementError as error:
            outcomes.append(error.line is None or error.line >= 1)
    assert outcomes == [True, True, True]


@given(st.sampled_from([CODA, CAMT053]), st.data())
def test_damage_gives_statements_or_a_named_refusal(whole, data):
    at = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(max_size=3))
    read = None
    with suppress(StatementError):
        read = reading.read(whole[:at] + damage + whole[at + 1 :])
    assert read != []
