"""What was changed behind the log is found: ``manage.py verify_ballots``, every night."""

from functools import partial

import pytest
from django.core.management import CommandError, call_command

from governance.queries.integrity import findings
from koprogo.ledger.queries import findings as nightly
from koprogo.tenancy import enter
from tests import cast
from tests.governance.minutes import making
from tests.sql import owner_of

ZERO = "0" * 64


@pytest.fixture
def inside(own_database):
    return partial(enter, cast.tenant().pk, by=None)


@pytest.fixture
def meeting(inside):
    with inside():
        minutes = making.finished()
    assert found(inside) == []
    return minutes.assembly


def found(inside):
    with inside():
        return [(one.rule, one.what.split(": ", 1)[1]) for one in findings()]


def as_owner(database, table, sql, *values):
    """Run this as who owns the table, which is without its triggers."""
    with owner_of(database) as owner:
        owner.execute(f"ALTER TABLE governance_{table} DISABLE TRIGGER USER")
        owner.execute(sql, values)
        owner.execute(f"ALTER TABLE governance_{table} ENABLE TRIGGER USER")


def test_a_ballot_that_was_changed(own_database, inside, meeting):
    as_owner(
        own_database,
        "countedballot",
        "UPDATE governance_countedballot SET choice = 'for' WHERE choice = 'against'",
    )
    assert found(inside) == [
        ("counted-ballots", "point 1: C differ from the log"),
        ("counted-ballots", "point 2: B differ from the log"),
    ]
    with inside():
        assert {"counted-ballots"} <= {one.rule for one in nightly()}


def test_an_event_that_was_changed(own_database, inside, meeting):
    as_owner(
        own_database,
        "meetingevent",
        "UPDATE governance_meetingevent SET body = "
        "jsonb_set(body, '{reason}', '\"Dearer\"') WHERE kind = 'amended'",
    )
    assert found(inside) == [("meeting-chain", "event 9 is not what was sealed")]


def test_an_event_with_its_digest(own_database, inside, meeting):
    """Who also writes a new digest breaks the chain one event later."""
    as_owner(
        own_database,
        "meetingevent",
        "UPDATE governance_meetingevent SET digest = %s WHERE number = 3",
        ZERO,
    )
    assert found(inside) == [
        ("meeting-chain", "event 3 is not what was sealed"),
        ("meeting-chain", "event 4 does not follow on the one before"),
    ]


def test_an_event_that_cannot_have_been(own_database, inside, meeting):
    as_owner(
        own_database,
        "meetingevent",
        "UPDATE governance_meetingevent SET kind = 'left', "
        "body = jsonb_build_object('person', 'x') WHERE kind = 'opened'",
    )
    rules = [rule for rule, _what in found(inside)]
    assert rules == ["meeting-chain", "meeting-log"]


def test_an_event_without_sense(own_database, inside, meeting):
    as_owner(
        own_database,
        "meetingevent",
        "UPDATE governance_meetingevent SET kind = 'danced' WHERE kind = 'opened'",
    )
    assert found(inside) == [("meeting-log", "malformed")]


def test_the_end_that_the_log_does_not_know(own_database, inside, meeting):
    as_owner(
        own_database,
        "assembly",
        "UPDATE governance_assembly SET adjourned_at = closed_at, closed_at = NULL",
    )
    assert found(inside) == [
        ("meeting-end", "the assembly says adjourned, its log closed")
    ]


def test_a_decision_that_was_turned(own_database, inside, meeting):
    as_owner(
        own_database,
        "decision",
        "UPDATE governance_decision SET is_adopted = true WHERE number = 2",
    )
    assert found(inside) == [
        ("register-of-decisions", "decision 2 is not what was voted")
    ]


def test_a_decision_on_what_was_postponed(own_database, inside, meeting):
    as_owner(
        own_database,
        "decision",
        "UPDATE governance_decision SET item_id = "
        "(SELECT id FROM governance_agendaitem WHERE position = 3) WHERE number = 2",
    )
    assert found(inside) == [
        ("register-of-decisions", "decision 2 is not what was voted")
    ]


def test_secret_ballots(own_database, inside):
    with inside():
        making.elected()
    assert found(inside) == []
    as_owner(
        own_database,
        "secretballot",
        "UPDATE governance_secretballot SET choice = 'against'",
    )
    as_owner(
        own_database,
        "secretvoter",
        "DELETE FROM governance_secretvoter WHERE ctid IN "
        "(SELECT ctid FROM governance_secretvoter LIMIT 1)",
    )
    assert found(inside) == [
        ("secret-ballots", "point 1: other voters than in the log"),
        ("secret-ballots", "point 1: other ballots than were sealed"),
    ]


def test_the_command_says_what_it_found(own_database, inside, meeting, capsys):
    call_command("verify_ballots", cast.ACACIAS)
    assert capsys.readouterr().out == "acacias: sound\n"
    as_owner(
        own_database,
        "decision",
        "UPDATE governance_decision SET is_adopted = true WHERE number = 2",
    )
    with pytest.raises(CommandError, match=r"1 tenant\(s\) are broken"):
        call_command("verify_ballots")
    printed = capsys.readouterr()
    assert "acacias: register-of-decisions: " in printed.err
    assert "acacias: broken" in printed.out
    assert "bellevue: sound" in printed.out


def test_a_building_that_does_not_exist(db):
    with pytest.raises(CommandError, match="there is no nowhere"):
        call_command("verify_ballots", "nowhere")
