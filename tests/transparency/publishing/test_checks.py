"""What the nightly checks found is published, without a name."""

import pytest

from governance.queries import integrity
from koprogo import slots
from koprogo.audit.tasks import verify_all as verify_history
from koprogo.ledger.tasks import verify_all as verify_books
from koprogo.slots import Finding
from koprogo.tenancy import enter
from tests import cast
from transparency.models import CheckResult
from transparency.services.checks import note_check


def results():
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        return dict(CheckResult.objects.values_list("name", "sound"))


def test_the_night_notes_what_it_found(db):
    verify_books()
    verify_history()
    assert results() == {"ledgers": True, "ballots": True, "history": True}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("balance", {"ledgers": False, "ballots": True}),
        (integrity.CHAIN, {"ledgers": True, "ballots": False}),
        (integrity.REGISTER, {"ledgers": True, "ballots": False}),
    ],
)
def test_a_finding_in_any_building_is_red_for_its_check_only(
    db, monkeypatch, rule, expected
):
    monkeypatch.setattr(
        slots, "integrity_checks", [lambda: [Finding(rule, "Les Acacias")]]
    )
    verify_books()
    assert results() == expected


def test_a_check_that_breaks_off_notes_nothing(db, monkeypatch):
    def breaks():
        raise RuntimeError

    verify_books()
    before = results()
    monkeypatch.setattr(slots, "integrity_checks", [breaks])
    with pytest.raises(RuntimeError):
        verify_books()
    assert results() == before


def test_the_next_night_replaces_the_last(db):
    note_check("books", [Finding("balance", "x")])
    note_check("books", [])
    assert results() == {"ledgers": True, "ballots": True}


def test_every_rule_of_the_ballots_is_known():
    rules = {
        value
        for name, value in vars(integrity).items()
        if name.isupper() and isinstance(value, str)
    }
    assert set(integrity.RULES) == rules


def test_elsewhere_nothing_is_noted(db, settings):
    settings.ASBL_PLATFORM = False
    verify_books()
    settings.ASBL_PLATFORM = True
    assert results() == {}
