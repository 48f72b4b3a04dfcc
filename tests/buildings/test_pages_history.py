"""Who did what and when, on pages for the syndic and the council."""

from uuid import uuid4

import pytest
from django.urls import reverse

from buildings import services
from buildings.models import Owner
from koprogo.audit.services import record, seal
from tests import cast
from tests.buildings.documents import library_document
from tests.buildings.history import by, details, history_of, rows
from tests.buildings.pages import (
    add_many,
    holding,
    inside,
    key,
    lot,
    owner,
    statements,
    text,
    url,
)
from tests.finance import factories


def test_the_history_tells_latest_first(sign_in):
    with inside():
        services.update_lot(cast.lot("A"), name="Garden", **by("sophie"))
        services.create_lot(code="D", shares=1000, **by("amir"))
    page = sign_in("sophie").get(url("history"))
    assert rows(page)[:3] == [
        (
            "Amir",
            "The parts of the key “Shares of the deed” were written: 2,000 in total.",
        ),
        ("Amir", "Lot D was added with 1,000 shares."),
        ("Sophie", "Lot Garden was changed."),
    ]
    assert details(page.context["rows"][2]) == [("Name", "—", "Garden")]
    link = f'<a href="{url("lot", lot("A").uuid)}">Lot Garden was changed.</a>'
    assert link in text(page)


# Who reads what


def test_the_council_reads_names_and_no_contacts(sign_in):
    with inside():
        services.update_owner(
            Owner.objects.get(code="omar"),
            email="omar.new@example.org",
            phone="+32 2 111 22 33",
            city="Gent",
            **by("sophie"),
        )
    council, syndic = (
        sign_in(name).get(url("history")) for name in ("clara", "sophie")
    )
    for page in (council, syndic):
        assert rows(page)[0] == ("Sophie", "Owner Omar Haddad was changed.")
    hidden = "(not shown)"
    assert details(council.context["rows"][0]) == [
        ("E-mail address", hidden, hidden),
        ("Phone", hidden, hidden),
        ("Town", "—", "Gent"),
    ]
    assert details(syndic.context["rows"][0])[0] == (
        "E-mail address",
        "omar@example.org",
        "omar.new@example.org",
    )
    for secret in ("omar.new@example.org", "omar@example.org", "+32 2 111 22 33"):
        assert secret in text(syndic)
        assert secret not in text(council)


def test_the_council_learns_no_payment_and_no_draft(sign_in):
    with inside():
        factories.payment("H3", "1234.50")
        factories.draft(title="Secret roof")
    council = sign_in("clara").get(url("history"))
    assert [row[1] for row in rows(council)[:2]] == [
        "A call for funds was prepared.",
        "A payment was recorded.",
    ]
    assert [details(row) for row in council.context["rows"][:2]] == [[], []]
    syndic = text(sign_in("sophie").get(url("history")))
    for secret in ("1,234.50", "Secret roof"):
        assert secret in syndic
        assert secret not in text(council)


def test_what_the_office_keeps_to_itself_has_no_title(sign_in):
    with inside():
        library_document("Offer under discussion", audience="office")
        library_document("House rules", audience="council")
    council = sign_in("clara").get(url("history"))
    assert [row[1] for row in rows(council)[:2]] == [
        "The document “House rules” was added to the library.",
        "The document “(not shown)” was added to the library.",
    ]
    syndic = text(sign_in("sophie").get(url("history")))
    assert "Offer under discussion" in syndic
    assert "Offer under discussion" not in text(council)


def test_a_link_leads_only_where_the_reader_may_go(sign_in):
    with inside():
        services.create_owner(code="old", last_name="Former", by=None)
        factories.draft(title="Roof")
        factories.issued(title="Spring")
    former, omar = owner("old"), owner("omar")
    for name, may in (("sophie", True), ("clara", False)):
        client = sign_in(name)
        page = text(client.get(url("history")))
        assert (url("owner", former.uuid) in page) is may
        assert url("owner", omar.uuid) in page
        for path in (url("owner", former.uuid), history_of("owner", former)):
            assert client.get(path).status_code == (200 if may else 404)


def test_nothing_of_another_building(sign_in):
    with inside(cast.BELLEVUE):
        services.create_lot(code="LOFT-9", shares=0, by=None)
    assert "LOFT-9" not in text(sign_in("sophie").get(url("history")))
    theirs = lot("LOFT-9", cast.BELLEVUE)
    assert sign_in("sophie").get(history_of("lot", theirs)).status_code == 404
    assert "LOFT-9" in text(sign_in("stijn").get(url("history", slug=cast.BELLEVUE)))


# One thing


@pytest.mark.parametrize(
    ("kind", "find", "actions"),
    [
        ("lot", lambda: lot("A"), ["lot.handed_over", "lot.created"]),
        ("owner", lambda: owner("omar"), ["owner.linked", "owner.created"]),
        ("holding", lambda: holding("H3"), ["holding.created"]),
        ("key", lambda: key("lift"), ["key.version_written"]),
    ],
)
def test_the_history_of_one_thing(sign_in, kind, find, actions):
    client, thing = sign_in("clara"), find()
    page = client.get(history_of(kind, thing))
    assert [row.event.action for row in page.context["rows"]] == actions
    its_page = url(kind, thing.uuid)
    assert its_page in text(page)
    assert history_of(kind, thing) in text(client.get(its_page))
    assert history_of(kind, thing) not in text(sign_in("axel").get(its_page))


def test_the_history_of_a_call(sign_in):
    with inside():
        call, draft = factories.issued(), factories.draft(title="Draft")
    client = sign_in("sophie")
    for each in (call, draft):
        address = reverse("finance:call", args=[cast.ACACIAS, each.uuid])
        assert history_of("call", each) in text(client.get(address))
    page = client.get(history_of("call", call))
    assert [row.event.action for row in page.context["rows"]] == [
        "call.issued",
        "call.drafted",
    ]
    council = sign_in("clara")
    assert council.get(history_of("call", call)).status_code == 200
    assert council.get(history_of("call", draft)).status_code == 404


@pytest.mark.parametrize("kind", ["payment", "moon", ""])
def test_other_things_have_no_history_of_their_own(sign_in, kind):
    with inside():
        payment = factories.payment("H1", "10.00")
    address = f"{url('history')}{kind}/{payment.uuid}/"
    assert sign_in("sophie").get(address).status_code == 404


def test_what_came_with_an_import_says_so(sign_in):
    with inside():
        found = Owner.objects.create(code="imported", last_name="Imported")
    page = sign_in("sophie").get(history_of("owner", found))
    assert "it came with an import of tables" in text(page)


# The seal


def test_the_page_says_until_when_it_is_sealed(sign_in):
    client = sign_in("sophie")
    assert "The first seal is set within a minute" in text(client.get(url("history")))
    with inside():
        made = seal()
        record("lot.changed", target=cast.lot("A"), by=None)
    page = client.get(url("history"))
    html = text(page)
    assert f"a chain of {made.total} events." in html
    assert f"<code>{made.hash}</code>" in html
    latest, before = page.context["rows"][:2]
    assert (latest.seal, before.seal) == (None, made)
    assert "within a minute" in html


# The cost


def test_the_pages_cost_the_same_for_few_and_many(sign_in):
    client = sign_in("sophie")
    with inside():
        factories.payment("H1", "10.00")
        factories.issued()
        seal()
    addresses = [url("history"), history_of("lot", lot("A"))]
    before = [statements(client, address) for address in addresses]
    add_many(3)
    with inside():
        for _ in range(3):
            services.update_lot(cast.lot("A"), name=str(uuid4())[:8], **by("amir"))
            factories.payment("H1", "10.00")
        seal()
    assert [statements(client, address) for address in addresses] == before
    assert max(before) <= 12
