"""Statements of charges through the pages: prepare, compute, post, read, cancel."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from finance.models import Basis, ChargeStatement
from finance.services import charge_computing
from finance.services.charge_statements import cancel_statement
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from tests import cast
from tests.buildings.pages import inside, said, statements
from tests.finance.charge_statements.books import (
    UNTIL,
    computed,
    cost,
    drafted,
    posted,
    provisions,
)
from tests.finance.charge_statements.meters import metered, read
from tests.finance.factories import payment
from tests.finance.pages import errors, url

TODAY = timezone.localdate
YEAR = {"title": "Charges 2025", "since": "2025-01-01", "last_day": "2025-12-31"}


def in_a_month():
    return (TODAY() + timedelta(days=30)).isoformat()


def of_2025():
    return YEAR | {"due_on": in_a_month()}


def document_of(statement, code):
    return statement.documents.get(holding__code=code)


def test_prepare_compute_post(sign_in):
    with inside():
        provisions("900.00")
        cost("1000.01")
    client = sign_in("sophie")
    page = client.post(url("charge-statement-new"), of_2025(), follow=True)
    statement = page.context["statement"]
    assert (statement.since, statement.until) == (date(2025, 1, 1), date(2026, 1, 1))
    page = client.post(url("charge-statement-compute", statement.uuid), follow=True)
    assert said(page) == ["The statement is computed. Check it below."]
    text = page.content.decode()
    assert ("€1,000.01" in text, "€50.01" in text, "Post the statement" in text) == (
        True,
        True,
        True,
    )
    assert client.get(url("charge-statement-post", statement.uuid)).status_code == 200
    page = client.post(url("charge-statement-post", statement.uuid), follow=True)
    assert said(page) == ["The statement is posted."]
    page = client.post(url("charge-statement-post", statement.uuid), follow=True)
    assert said(page) == ["This statement has been posted already."]
    again = client.get(url("charge-statement-post", statement.uuid))
    assert again.status_code == 302
    page = client.post(url("charge-statement-cancel", statement.uuid), follow=True)
    assert said(page) == ["The statement is cancelled by a mirror entry."]
    page = client.post(url("charge-statement-cancel", statement.uuid), follow=True)
    assert said(page) == ["This statement was cancelled: it counts no more."]


def test_the_next_period_is_proposed(sign_in):
    client = sign_in("sophie")
    form = client.get(url("charge-statement-new")).context["form"]
    year = TODAY().year - 1
    assert form.initial == {
        "since": date(year, 1, 1),
        "last_day": date(year, 12, 31),
    }
    with inside():
        cost("1.00", on=date(2025, 5, 1))
        posted(until=date(2025, 7, 1))
    form = client.get(url("charge-statement-new")).context["form"]
    assert (form.initial["since"], form.initial["last_day"]) == (
        date(2025, 7, 1),
        date(2025, 12, 31),
    )


def test_a_wrong_period_is_said_at_its_field(sign_in):
    client = sign_in("sophie")
    page = client.post(
        url("charge-statement-new"), of_2025() | {"last_day": "2024-12-31"}
    )
    assert errors(page) == {"last_day": ["The last day lies before the first one."]}
    with inside():
        cost("1.00")
        posted()
        later = drafted(since=UNTIL, until=date(2026, 2, 1))
    for address in (
        url("charge-statement-new"),
        url("charge-statement-edit", later.uuid),
    ):
        page = client.post(address, of_2025())
        assert errors(page) == {
            "__all__": ["“Charges 2025” settles some of these days already."]
        }


def test_a_draft_is_changed_and_discarded(sign_in):
    with inside():
        statement = drafted()
    client = sign_in("amir")
    page = client.get(url("charge-statement-edit", statement.uuid))
    assert page.context["form"].initial["last_day"] == date(2025, 12, 31)
    data = of_2025() | {"title": "Charges of the year"}
    client.post(url("charge-statement-edit", statement.uuid), data)
    with inside():
        assert ChargeStatement.objects.get().title == "Charges of the year"
    page = client.post(url("charge-statement-discard", statement.uuid), follow=True)
    assert said(page) == ["The draft is discarded."]


def test_what_stands_in_the_way_is_said(sign_in):
    with inside():
        water = metered("A", "B")
        cost("10.00", basis=Basis.METERS, meters=water)
        statement = drafted()
    client = sign_in("sophie")
    page = client.post(url("charge-statement-compute", statement.uuid), follow=True)
    assert said(page) == [
        "Cold water: the meter A-2024-01-01 of lot A was not read near 01/01/2025."
    ]
    readings = url("meter-readings", water.uuid)
    assert f'href="{readings}?on=2025-01-01"' in page.content.decode()
    missing = page.context["warnings"].unread
    assert [one.meter.lot.code for one in missing] == ["A", "B"]


def test_a_large_building_is_computed_by_the_worker(sign_in, monkeypatch):
    monkeypatch.setattr(charge_computing, "MOST_AT_ONCE", 3)
    with inside():
        cost("10.00")
        statement = drafted()
    client = sign_in("sophie")
    page = client.post(url("charge-statement-compute", statement.uuid), follow=True)
    assert page.context["job"].is_open
    assert "The work has begun." in page.content.decode()
    watching = {"HX-Request": "true"}
    draft = url("charge-statement", statement.uuid)
    assert "HX-Refresh" not in client.get(draft, headers=watching)
    run_all()
    assert "HX-Refresh" in client.get(draft, headers=watching)
    page = client.get(draft)
    assert page.context["statement"].computed_at is not None


def test_what_the_worker_could_not_is_said_by_the_page(sign_in, monkeypatch):
    monkeypatch.setattr(charge_computing, "MOST_AT_ONCE", 3)
    with inside():
        cost("10.00", lot=cast.lot("A"), basis="lot", on=date(2025, 3, 1))
        cast.lot("A").ownerships.update(until=date(2025, 2, 1))
        statement = drafted()
    client = sign_in("sophie")
    client.post(url("charge-statement-compute", statement.uuid))
    run_all()
    assert Job.objects.get().finished_at is not None
    draft = url("charge-statement", statement.uuid)
    assert "HX-Refresh" in client.get(draft, headers={"HX-Request": "true"})
    page = client.get(draft)
    assert page.context["obstacle"] == (
        "“Cleaning” of 01/03/2025 (€10.00) cannot be divided: lot A had no holder on "
        "01/03/2025."
    )


def test_the_worker_finds_no_draft_that_was_discarded(sign_in, monkeypatch):
    monkeypatch.setattr(charge_computing, "MOST_AT_ONCE", 3)
    with inside():
        statement = drafted()
    client = sign_in("sophie")
    client.post(url("charge-statement-compute", statement.uuid))
    client.post(url("charge-statement-discard", statement.uuid))
    run_all()
    assert Job.objects.get().finished_at is not None


def test_warnings_of_a_draft(sign_in):
    with inside():
        cost("7.00", on=date(2024, 12, 1))
        cost("10.00", key=None, lot=cast.lot("A"), basis="lot")
        cast.lot("B").ownerships.update(until=date(2025, 2, 1))
        statement = computed()
    page = sign_in("sophie").get(url("charge-statement", statement.uuid))
    found = page.context["warnings"]
    assert (found.earlier, [lot.code for lot in found.unheld]) == (1, ["B"])
    assert "1 cost of earlier days (€7.00) is in no statement" in page.content.decode()


def test_everybody_reads_his_own(sign_in):
    with inside():
        provisions("900.00")
        cost("1000.00", label="Cleaning of May")
        statement = posted()
        omar, clara = (document_of(statement, code) for code in ("H1", "H2"))
    client = sign_in("omar")
    page = client.get(url("charge-statement", statement.uuid))
    assert list(page.context["rows"]) == [omar]
    page = client.get(url("charge-document", omar.uuid))
    text = page.content.decode()
    assert ("Cleaning of May" in text, "× 500 ÷ 1,000" in text) == (True, True)
    assert client.get(url("charge-document", clara.uuid)).status_code == 404
    assert (
        url("charge-document", omar.uuid) in client.get(url("account")).content.decode()
    )
    assert sign_in("axel").get(url("charge-document", clara.uuid)).status_code == 200


def test_the_part_of_an_occupant_is_said_where_there_is_one(sign_in):
    with inside():
        cost("1000.00", occupant_percent=0)
        own = document_of(posted(), "H1")
        cost("1000.00", on=date(2026, 1, 1), occupant_percent=20)
        later = document_of(posted(since=UNTIL, until=date(2026, 1, 2)), "H1")
    client = sign_in("omar")
    text = client.get(url("charge-document", own.uuid)).content.decode()
    assert "occupant&#x27;s" not in text.replace("'", "&#x27;")
    text = client.get(url("charge-document", later.uuid)).content.decode()
    assert "of which usually the occupant's: €100.00" in text
    assert ("Usually the occupant's" in text, "€100.00 (20 %)" in text) == (True, True)


def test_a_posted_statement_leads_to_its_entry(sign_in):
    with inside():
        cost("1000.00")
        statement = posted()
        entry = statement.entry
        link = f'<a href="{url("books-entry", entry.uuid)}">{entry.journal} 2025-'
    page = sign_in("omar").get(url("charge-statement", statement.uuid))
    assert f"{link}{entry.number}</a>" in page.content.decode()


def test_a_draft_is_for_who_prepares_it(sign_in):
    with inside():
        cost("1000.00")
        statement = computed()
        own = document_of(statement, "H1")
    for name, status in (("amir", 200), ("omar", 404), ("axel", 404)):
        client = sign_in(name)
        found = [
            client.get(url("charge-statement", statement.uuid)).status_code,
            client.get(url("charge-document", own.uuid)).status_code,
        ]
        assert (name, found) == (name, [status, status])


def test_somebody_is_searched_for(sign_in):
    with inside():
        cost("1000.00")
        statement = posted()
    client = sign_in("sophie")
    for search, codes in (("B", ["H2"]), ("moreau", ["H3"]), ("nobody", [])):
        page = client.get(url("charge-statement", statement.uuid), {"q": search})
        assert [row.holding.code for row in page.context["rows"]] == codes


def test_tables(sign_in):
    with inside():
        provisions("900.00")
        cost("1000.00", occupant_percent=50)
        cost("10.00", account="6102002")
        statement = posted()
    client = sign_in("sophie")
    lines = (
        client.get(url("charge-statements-table", "csv")).content.decode().splitlines()
    )
    assert lines[1].split(";")[:4] == [
        "Charges 2025",
        "2025-01-01",
        "2025-12-31",
        "Posted",
    ]
    page = client.get(url("charge-balances", statement.uuid, "csv"))
    assert page.content.decode().splitlines()[2] == (
        "H2;Clara Élise;B;303.00;0.00;150.00;270.00;33.00"
    )
    matrix = client.get(url("charge-matrix", statement.uuid, "csv")).content.decode()
    header, _a, line, *_rest = matrix.splitlines()
    assert header.split(";")[-3:] == [
        "6102002 Repair of electrical installations",
        "6105000 Cleaning of the building by contract",
        "Total",
    ]
    assert line.split(";")[-3:] == ["3.00", "300.00", "303.00"]
    own = sign_in("clara").get(url("charge-matrix", statement.uuid, "csv"))
    assert len(own.content.decode().splitlines()) == 2


def test_the_overview_leads_to_it(sign_in):
    with inside():
        provisions("2000.00")
        cost("1000.00")
        statement = posted()
        own = document_of(statement, "H1")
    overview = f"/b/{cast.ACACIAS}/"
    page = sign_in("omar").get(overview)
    assert url("charge-document", own.uuid) in page.content.decode()
    assert "€500.00 in your favour" in page.content.decode()
    with inside():
        cancel_statement(statement, by=None)
    page = sign_in("omar").get(overview)
    assert url("charge-document", own.uuid) not in page.content.decode()


def test_the_overview_does_not_ask_again_for_what_is_paid(sign_in):
    with inside():
        cost("1000.00")
        posted()
        payment("H1", "500.00")
    page = sign_in("omar").get(f"/b/{cast.ACACIAS}/").content.decode()
    assert ("Balance of €500.00, due on" in page, "to pay, due" in page) == (
        True,
        False,
    )


@pytest.mark.parametrize("many", [1, 3])
def test_a_document_is_twelve_statements(sign_in, many):
    with inside():
        water = metered("A", "B")
        read(water, date(2025, 1, 1), A="1", B="2")
        read(water, UNTIL, A="4", B="3")
        for _ in range(many):
            provisions("90.00")
            cost("10.00")
            cost("10.00", basis=Basis.METERS, meters=water)
        statement = posted()
        own = document_of(statement, "H1")
    client = sign_in("omar")
    client.get(url("charge-document", own.uuid))
    assert statements(client, url("charge-document", own.uuid)) <= 12


@pytest.mark.parametrize("many", [1, 3])
def test_the_other_pages_are_twelve_statements(sign_in, many):
    with inside():
        for number in range(many):
            since, until = date(2025, number + 1, 1), date(2025, number + 2, 1)
            cost("10.00", on=since)
            posted(since=since, until=until, title=str(number))
        cost("10.00", on=date(2025, 8, 1))
        statement = posted(since=date(2025, 7, 1))
        draft = computed(since=UNTIL, until=date(2026, 2, 1), title="Draft")
    client = sign_in("sophie")
    pages = [
        url("charge-statements"),
        url("charge-statement", statement.uuid),
        url("charge-statement", draft.uuid),
        url("charge-statement-post", draft.uuid),
        url("charge-balances", statement.uuid, "csv"),
        url("charge-matrix", statement.uuid, "csv"),
    ]
    for page in pages:
        client.get(page)
        found = statements(client, page)
        assert (page, found, found <= 12) == (page, found, True)


@pytest.mark.parametrize(("name", "is_told"), [("omar", True), ("sophie", False)])
def test_a_co_owner_reads_that_the_list_is_of_the_whole_building(
    sign_in, name, is_told
):
    with inside():
        cost("1000.01")
        posted()
    page = sign_in(name).get(url("charge-statements")).content.decode()
    assert ("The amounts are those of the whole building" in page) == is_told
