"""What owners see of an assembly; lists, tables and statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.services import agenda as services
from tests import cast
from tests.finance.reminders.pages import inside, text
from tests.governance.assemblies import making
from tests.governance.assemblies.making import url


def errors(page):
    return page.context["form"].errors


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def sophie(sign_in):
    return sign_in("sophie")


@pytest.fixture
def draft(db):
    with inside():
        making.settle()
        return making.ordinary()


def test_owners_see_what_they_are_convened_to(sign_in, draft):
    with inside():
        convened = making.convened(today(20))
    omar = sign_in("omar")
    page = text(omar.get(url("assemblies")))
    assert f"{today(20):%d/%m/%Y}" in page
    assert f"{draft.day:%d/%m/%Y}" not in page
    assert omar.get(url("assembly", draft.uuid)).status_code == 404
    with inside():
        point = draft.items.first()
        item = convened.items.get()
    assert omar.get(url("item", draft.uuid, point.uuid)).status_code == 404
    page = text(omar.get(url("assembly", convened.uuid)))
    assert "It would cost you €5,000.00" in page
    page = text(omar.get(url("item", convened.uuid, item.uuid)))
    assert "€10,000.00 × 500 ÷ 1,000" in page
    assert "What it would cost each co-owner" not in page
    assert (
        omar.get(url("item-costs-table", convened.uuid, item.uuid, "csv")).status_code
        == 403
    )


def test_who_has_no_part_is_told(sign_in, db):
    with inside():
        assembly = making.extraordinary(today(20))
        item = making.add(assembly, key=making.lift())
        making.convene(assembly)
    page = text(sign_in("omar").get(url("item", assembly.uuid, item.uuid)))
    assert "Your lots have no part in this cost." in page
    page = text(sign_in("axel").get(url("assembly", assembly.uuid)))
    assert "It would cost you" not in page


def test_what_cannot_be_divided_yet(sophie, db):
    with inside():
        assembly = making.extraordinary(today(20))
        key = making.lift()
        key.versions.update(valid_from=today(21))
        item = making.add(assembly, key=key)
    page = text(sophie.get(url("item", assembly.uuid, item.uuid)))
    assert "It cannot be said yet what it would cost whom" in page
    table = sophie.get(url("item-costs-table", assembly.uuid, item.uuid, "csv"))
    assert len(table.content.decode().splitlines()) == 1


def test_the_costs_are_a_table(sophie, db):
    with inside():
        assembly = making.convened(today(20))
        item = assembly.items.get()
    table = sophie.get(url("item-costs-table", assembly.uuid, item.uuid, "csv"))
    _head, first, *_more = table.content.decode().splitlines()
    assert first == "H1;Omar Haddad;500;5000.00"


def test_the_list_is_a_table(sophie, draft):
    rows = sophie.get(url("assemblies-table", "csv")).content.decode().splitlines()
    assert rows[1].endswith("19:00;Ordinary assembly;1;Hall;no;Draft")


def test_an_empty_list_says_what_to_do(sign_in, db):
    assert "No assembly is prepared yet." in text(
        sign_in("sophie").get(url("assemblies"))
    )
    assert "Propose a point" in text(sign_in("omar").get(url("assemblies")))
    page = text(sign_in("axel").get(url("assemblies")))
    assert "No assembly is convened." in page
    assert "Propose a point" not in page


def test_the_overview_shows_the_next_one(sign_in, draft):
    home = "/b/acacias/"
    page = text(sign_in("sophie").get(home))
    assert "Next assembly Draft" in page
    assert "Convocations sent by" in page
    assert "Next assembly" not in text(sign_in("otto").get(home))
    with inside():
        making.convened(today(20))
        making.proposal()
    otto = text(sign_in("otto").get(home))
    assert f"{today(20):%d/%m/%Y}, 19:00 Where Hall" in otto
    assert "See the assembly" not in otto
    assert "See the assembly" in text(sign_in("omar").get(home))
    assert "1 proposal of a co-owner for the agenda waits." in text(
        sign_in("sophie").get(home)
    )


def test_the_settings_lead_there(sophie, db):
    page = sophie.get("/b/acacias/settings/").content.decode()
    assert url("assembly-settings") in page


# Statements


def counts(client, pages):
    for page in pages:
        client.get(page)  # what is asked once in a process
    found = []
    for page in pages:
        with CaptureQueriesContext(connection) as statements:
            assert client.get(page).status_code == 200
        found.append(len(statements))
    return found


def test_pages_need_few_statements(sign_in, db):
    """With one thing of each kind as with three."""
    with inside():
        making.settle()
        assembly = making.extraordinary()
        item = making.add(assembly)
        shown = making.convened(today(20))
        point = shown.items.get()
        mine = making.proposal()
    of_office = [
        url("assemblies"),
        url("assembly", assembly.uuid),
        url("agenda", assembly.uuid),
        url("item", assembly.uuid, item.uuid),
        url("proposals"),
        url("proposal", mine.uuid),
    ]
    of_owners = [
        url("assemblies"),
        url("assembly", shown.uuid),
        url("item", shown.uuid, point.uuid),
        url("proposals"),
    ]
    office, owners = [], []
    for number in (1, 2):
        with inside():
            version = making.paper(f"Paper {number}")
            services.attach_document(item, version, by=None)
            services.note_conflict(
                item, cast.holding(f"H{number}"), reason="x", by=None
            )
        office.append(counts(sign_in("sophie"), of_office))
        owners.append(counts(sign_in("omar"), of_owners))
        with inside():
            for _two in range(2):
                making.add(assembly, key=making.lift())
                making.convened(today(21))
                making.proposal()
    assert office[0] == office[1]
    assert owners[0] == owners[1]
    # Five of them open and close the transaction.
    assert max(*office[0], *owners[0]) <= 12 + 5
