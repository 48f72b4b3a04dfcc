"""The check that trusts no trigger: the owner switches them off and tampers."""

import logging

import pytest
from django.core.management import CommandError, call_command

from koprogo import slots
from koprogo.audit.models import AuditEvent
from koprogo.jobs.services import run_all
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import Finding, verify
from koprogo.ledger.tasks import verify_all
from koprogo.tenancy import current_tenant_id, enter
from koprogo.tenancy.models import Tenant
from tests.ledger.books import close_year, mirror, open_year, post
from tests.sql import owner_of

# The books: entries 1, 2 and 3, and 4 which reverses 2.
OTHER = "(SELECT id FROM ledger_account WHERE code = '30')"
TAMPERED = {
    "UPDATE ledger_line SET debit = debit + 1 WHERE entry_id = {1} AND debit > 0": [
        ("balance", 1)
    ],
    "DELETE FROM ledger_line WHERE entry_id = {1}": [("balance", 1)],
    "DELETE FROM ledger_line WHERE entry_id = {1} AND debit > 0": [("balance", 1)],
    "UPDATE ledger_entry SET number = 9 WHERE id = {3}": [("numbers", "misc 2026")],
    "UPDATE ledger_entry SET number = number + 1 WHERE number IS NOT NULL": [
        ("numbers", "misc 2026")
    ],
    "UPDATE ledger_entry SET number = 4 WHERE id = {1}": [("numbers", "misc 2026")],
    f"UPDATE ledger_line SET account_id = {OTHER} WHERE entry_id = {{4}} AND debit > 0": [
        ("mirror", 4)
    ],
    "UPDATE ledger_line SET debit = 2 * debit, credit = 2 * credit"
    " WHERE entry_id = {2}": [("mirror", 4)],
    "UPDATE ledger_entry SET reverses_id = {1} WHERE id = {2}": [
        ("mirror", 2),
        ("mirror", 4),
    ],
    "UPDATE ledger_entry SET posted_at = NULL, number = NULL WHERE id = {4}": [
        ("unposted", 4)
    ],
}


@pytest.fixture
def entries(tenant_id):
    with enter(tenant_id, by=None):
        one, two, three = post(), post(), post()
        return {1: one, 2: two, 3: three, 4: mirror(two)}


def tamper(database, statement, entries):
    ids = [0, *(entries[number].pk for number in (1, 2, 3, 4))]
    with owner_of(database) as owner:
        owner.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        owner.execute("ALTER TABLE ledger_line DISABLE TRIGGER USER")
        owner.execute("ALTER TABLE ledger_entry DROP CONSTRAINT IF EXISTS entry_number")
        owner.execute(statement.format(*ids))


@pytest.mark.parametrize("statement", TAMPERED)
def test_each_tampering_is_found(own_database, tenant_id, entries, statement):
    tamper(own_database, statement, entries)
    with enter(tenant_id, by=None):
        assert verify() == [
            Finding(rule, what if isinstance(what, str) else str(entries[what].uuid))
            for rule, what in TAMPERED[statement]
        ]


def test_sound_books_have_no_finding(tenant_id, entries):
    with enter(tenant_id, by=None):
        assert verify() == []
        assert Entry.objects.count() == 4


def test_the_command_names_what_is_broken(own_database, tenant_id, entries, capsys):
    call_command("verify_ledger")
    assert capsys.readouterr().out.splitlines() == [
        "acacias: sound",
        "asbl: sound",
        "bellevue: sound",
        "fund: sound",
    ]
    tamper(own_database, "DELETE FROM ledger_line WHERE entry_id = {1}", entries)
    with pytest.raises(CommandError, match=r"^1 ledger\(s\) broken$"):
        call_command("verify_ledger")
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "acacias: broken",
        "asbl: sound",
        "bellevue: sound",
        "fund: sound",
    ]
    assert printed.err.splitlines() == [f"acacias: balance: {entries[1].uuid}"]


@pytest.fixture
def operators(broker, settings):
    """Somebody reads the alarms; the jobs that send them wait for ``run_all``."""
    settings.OPERATOR_EMAILS = ["night@example.org"]


def test_the_nightly_task_tells_what_is_broken(
    own_database, tenant_id, entries, operators, caplog, mailoutbox
):
    assert verify_all() == 0
    tamper(own_database, "DELETE FROM ledger_line WHERE entry_id = {1}", entries)
    assert verify_all() == 1
    run_all()
    what = f"balance: {entries[1].uuid}"
    finding = Finding("balance", str(entries[1].uuid))
    assert [
        (record.levelno, record.getMessage())
        for record in caplog.records
        if record.name == "koprogo.ledger.tasks"
    ] == [(logging.ERROR, f"ledger of tenant {tenant_id}: {finding}")]
    with enter(tenant_id, by=None):
        [event] = AuditEvent.objects.filter(action="books.broken")
    assert (event.target, event.data) == (
        f"tenancy.Tenant:{tenant_id}",
        {"findings": 1, "first": what},
    )
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (
        ["night@example.org"],
        "The books of acacias are broken",
    )
    assert mail.body.splitlines()[-1] == what


def test_what_apps_check_is_an_alarm_too(
    tenant_id, operators, monkeypatch, mailoutbox, capsys
):
    """Inside each tenant; a building with nothing wrong hears nothing."""

    def only_acacias():
        if current_tenant_id() == tenant_id:
            yield Finding("statements", "2026: 1.00")

    monkeypatch.setattr(slots, "integrity_checks", [only_acacias])
    assert verify_all() == 1
    run_all()
    [mail] = mailoutbox
    assert mail.body.splitlines()[-1] == "statements: 2026: 1.00"
    with pytest.raises(CommandError, match=r"^1 ledger\(s\) broken$"):
        call_command("verify_ledger")
    assert capsys.readouterr().err.splitlines() == ["acacias: statements: 2026: 1.00"]


def test_without_operators_the_history_tells(
    tenant_id, operators, monkeypatch, settings, mailoutbox
):
    settings.OPERATOR_EMAILS = []
    wrong = [Finding("costs", str(number)) for number in range(25)]
    monkeypatch.setattr(slots, "integrity_checks", [lambda: wrong])
    assert verify_all() == 25 * Tenant.objects.count()
    run_all()
    assert mailoutbox == []
    with enter(tenant_id, by=None):
        [event] = AuditEvent.objects.filter(action="books.broken")
    assert (event.data["findings"], event.data["first"].count(";")) == (25, 19)


def test_entries_of_no_day_of_their_year_and_after_the_closing_are_found(
    own_database, tenant_id, entries
):
    with enter(tenant_id, by=None):
        open_year(2026)
        close_year(2026)
    for change, wrong in (
        ("UPDATE ledger_entry SET date = '2025-12-31' WHERE id = {1}", [1]),
        ("UPDATE ledger_entry SET year = 2025 WHERE id = {3}", [1, 3]),
        ("UPDATE ledger_entry SET posted_at = now() WHERE id = {4}", [1, 3, 4]),
    ):
        tamper(own_database, change, entries)
        with enter(tenant_id, by=None):
            found = [each.what for each in verify() if each.rule == "year"]
        assert found == [str(entries[number].uuid) for number in wrong]
