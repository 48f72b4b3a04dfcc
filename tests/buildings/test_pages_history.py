"""Who did what and when, in plain words, for the syndic and the council."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from buildings import services
from buildings.access import find_access
from buildings.history import history_rows
from buildings.models import ImportBatch, Owner
from finance import services as finance
from koprogo.audit import queries as audit
from koprogo.audit.models import AuditEvent
from koprogo.audit.services import record, seal
from tests import cast
from tests.buildings.documents import library_document
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


def rows(page):
    """Return (who, sentence) of the page's rows."""
    return [
        (row.event.actor and row.event.actor.name, row.sentence)
        for row in page.context["rows"]
    ]


def details(row):
    return [(each.label, each.before, each.after) for each in row.details]


def by(name):
    return {"by": cast.user(name)}


def history_of(kind, thing, slug=cast.ACACIAS):
    return url("history-of", kind, thing.uuid, slug=slug)


# What is told


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


def latest(number=1, *, to="sophie"):
    """Return the latest events as rows, as this person reads them."""
    access = find_access(cast.user(to), cast.ACACIAS)
    access.building = cast.building()
    return history_rows(audit.events()[:number], access)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (
            lambda: services.hand_over_lot(
                cast.lot("B"),
                holding=cast.holding("H1"),
                since=date(2024, 3, 1),
                by=None,
            ),
            "Lot B belongs to holding H1 from 01/03/2024 on.",
        ),
        (
            lambda: services.undo_hand_over(
                cast.lot("B"), since=date(2020, 1, 1), by=None
            ),
            "The change of owner of lot B to holding H2 on 01/01/2020 was undone.",
        ),
        (
            lambda: services.create_owner(first_name="Nora", last_name="Aziz", by=None),
            "Owner Nora Aziz was added.",
        ),
        (
            lambda: services.update_owner(
                Owner.objects.get(code="omar"), city="Gent", by=None
            ),
            "Owner Omar Haddad was changed.",
        ),
        (
            lambda: services.set_representative(
                cast.holding("H3"),
                representative=Owner.objects.get(code="fatima"),
                by=None,
            ),
            "A representative was named for Jean Moreau & Fatima El Idrissi.",
        ),
        (
            lambda: services.create_holding(
                members=[services.Member(Owner.objects.get(code="jean"), 1)],
                code="H9",
                by=None,
            ),
            "Holding H9 was added: Jean Moreau.",
        ),
        (
            lambda: services.create_key(
                code="heat", name="Heating", parts={cast.lot("A").pk: 1500}, by=None
            ),
            "The parts of the key “Heating” were written: 1,500 in total.",
        ),
        (
            lambda: services.update_building(
                cast.building(), name="Les Acacias", city="Gent", by=None
            ),
            "The data of the association were changed.",
        ),
        (
            lambda: services.grant_role(
                cast.user("zoe"),
                tenant=cast.tenant(),
                role="auditor",
                since=date(2024, 1, 1),
                by=None,
            ),
            "Zoe got a role: Auditor of the accounts.",
        ),
        (
            lambda: record(
                "import.applied",
                target=ImportBatch.objects.create(names="lots.csv"),
                by=None,
                names="lots.csv",
                lots=4,
            ),
            "Tables were imported: lots.csv.",
        ),
        (
            lambda: factories.draft(title="Roof"),
            "The call for funds “Roof” was prepared.",
        ),
        (
            lambda: finance.discard_draft(factories.draft(title="Roof"), by=None),
            "The draft of the call for funds “Roof” was deleted.",
        ),
        (
            lambda: factories.payment("H3", "1234.50"),
            "A payment of €1,234.50 from Jean Moreau & Fatima El Idrissi was recorded.",
        ),
        (
            lambda: record("moon.landed", target=cast.lot("A"), by=None, secret="x"),
            "Something else was done (moon.landed).",
        ),
        (
            lambda: record("lot.created", target=cast.lot("A"), by=None),
            "Lot A was added with … shares.",
        ),
    ],
)
def test_each_act_in_words(acacias, act, sentence):
    act()
    assert [row.sentence for row in latest()] == [sentence]


def test_what_is_gone_keeps_the_name_it_had(acacias):
    finance.discard_draft(factories.draft(title="Roof"), by=None)
    assert [row.sentence for row in latest(2)] == [
        "The draft of the call for funds “Roof” was deleted.",
        "The call for funds “Roof” was prepared.",
    ]
    AuditEvent.objects.bulk_create(
        [AuditEvent(action="lot.changed", target="buildings.Lot:999999")]
    )
    assert [row.sentence for row in latest()] == ["Lot (deleted since) was changed."]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"kind": ["apartment", "cellar"]}, ("Kind", "Apartment", "Cellar")),
        ({"shares": ["500", "1500"]}, ("Shares", "500", "1,500")),
        ({"primary": ["None", "B"]}, ("Belongs to", "—", "B")),
        ({"floor": ["", "3"]}, ("Floor", "—", "3")),
        ({"amount": "12.50"}, ("Amount", None, "€12.50")),
        ({"since": "2026-02-01"}, ("From", None, "01/02/2026")),
        ({"total": 1234}, ("Total of the parts", None, "1,234")),
        ({"user": -1}, ("Person", None, "—")),
        ({"names": ["a", "b", "c"]}, ("Files", None, "a, b, c")),
        ({"names": []}, ("Files", None, "—")),
        ({"public_page": True}, ("Public page", None, "yes")),
        ({"public_page": ["True", "False"]}, ("Public page", "yes", "no")),
        ({"role": "moon"}, ("Role", None, "moon")),
        ({"to": {"a": 1}}, ("Holding", None, "{'a': 1}")),
        ({"role": "council"}, ("Role", None, "Council member")),
        ({"audience": "office"}, ("Who reads it", None, "The syndic's office")),
        ({"channel": ["paper", "post"]}, ("By", "Code on paper", "post")),
    ],
    ids=str,
)
def test_each_value_in_words(acacias, values, shown):
    record("lot.changed", target=cast.lot("A"), by=None, **values)
    assert details(*latest()) == [shown]


def test_values_of_a_model_that_is_no_more(acacias):
    AuditEvent.objects.create(
        action="lot.changed", target="moon.Base:1", data={"crew_size": 3}
    )
    [row] = latest()
    assert row.sentence == "Lot (deleted since) was changed."
    assert details(row) == [("Crew size", None, "3")]


def test_amounts_and_days_are_written_as_the_reader_writes_them(acacias):
    record("lot.changed", target=cast.lot("A"), by=None, amount="1234.50")
    record("lot.changed", target=cast.lot("A"), by=None, since="2026-02-01")
    with translation.override("de"):
        values = [row.details[0].after for row in latest(2)]
    assert values == ["01.02.2026", "1.234,50\N{NO-BREAK SPACE}€"]


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


def test_an_address_hides_under_any_name(acacias):
    record("lot.changed", target=cast.lot("A"), by=None, to=["x@example.org", "B"])
    assert details(*latest(to="clara")) == [("Holding", "(not shown)", "B")]


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
        services.create_lot(code="Z9", shares=0, by=None)
    assert "Z9" not in text(sign_in("sophie").get(url("history")))
    theirs = lot("Z9", cast.BELLEVUE)
    assert sign_in("sophie").get(history_of("lot", theirs)).status_code == 404
    assert "Z9" in text(sign_in("stijn").get(url("history", slug=cast.BELLEVUE)))


# The filter


@pytest.fixture
def three(db):
    """Three acts: Sophie and Amir on lots, Sophie on a payment."""
    with inside():
        services.update_lot(cast.lot("A"), name="Garden", **by("sophie"))
        services.update_lot(cast.lot("B"), name="Tower", **by("amir"))
        finance.record_payment(
            uuid=uuid4(),
            holding=cast.holding("H1"),
            date=date(2026, 1, 2),
            amount=Decimal("10.00"),
            **by("sophie"),
        )


def shown(client, **wanted):
    page = client.get(url("history"), wanted)
    assert page.status_code == 200
    return [row.event.action for row in page.context["rows"] if row.event.actor]


def test_filter_by_person(sign_in, three):
    client = sign_in("sophie")
    amir = cast.user("amir")
    assert shown(client, person=amir.uuid) == ["lot.changed"]
    html = text(client.get(url("history")))
    menu = html[html.index('name="person"') : html.index("</select>")]
    assert re.findall(r"<option[^>]*>(\w+)<", menu) == ["Everybody", "Amir", "Sophie"]


def test_filter_by_kind(sign_in, three):
    client = sign_in("sophie")
    assert shown(client, kind="payment.recorded") == ["payment.recorded"]
    assert shown(client, kind="lot.created") == ["lot.changed", "lot.changed"]
    assert shown(client, kind="lot.created", person=cast.user("sophie").uuid) == [
        "lot.changed"
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"since": "2026-02-01", "until": "2026-02-01"}, ["early", "late"]),
        ({"since": "2026-02-02"}, ["next"]),
        ({"until": "2026-01-31"}, ["before"]),
        ({"since": "01/02/2026", "until": "2026-02-02"}, ["early", "late", "next"]),
    ],
)
def test_filter_by_period(sign_in, wanted, found):
    """Days are days in Brussels: an hour ahead of UTC in winter."""
    moments = {
        "before": datetime(2026, 1, 31, 22, 59, 59, tzinfo=UTC),
        "early": datetime(2026, 1, 31, 23, 0, tzinfo=UTC),
        "late": datetime(2026, 2, 1, 22, 59, 59, tzinfo=UTC),
        "next": datetime(2026, 2, 1, 23, 0, tzinfo=UTC),
    }
    with inside():
        events = [
            AuditEvent(action="lot.changed", target=f"x.{name}:1", data={})
            for name in moments
        ]
        for event, moment in zip(events, moments.values(), strict=True):
            event.at = moment
            event._meta.get_field("at").auto_now_add = False
        try:
            AuditEvent.objects.bulk_create(events)
        finally:
            AuditEvent._meta.get_field("at").auto_now_add = True
    page = sign_in("sophie").get(url("history"), wanted)
    names = [row.event.target[2:-2] for row in page.context["rows"]]
    assert [name for name in reversed(names) if name in moments] == found


@pytest.mark.parametrize(
    ("wanted", "wrong"),
    [
        ({"person": "nobody"}, "person"),
        ({"kind": "moon"}, "kind"),
        ({"since": "soon"}, "since"),
        ({"person": "\x00", "until": "2026-99-99"}, "until"),
    ],
)
def test_a_wrong_filter_says_so_and_restricts_nothing(sign_in, three, wanted, wrong):
    page = sign_in("sophie").get(url("history"), wanted)
    assert wrong in page.context["form"].errors
    assert len([row for row in page.context["rows"] if row.event.actor]) == 3


def test_nothing_found(sign_in):
    page = sign_in("sophie").get(url("history"), {"since": "2999-01-01"})
    assert page.context["rows"] == []
    assert "Nothing of this kind has happened." in text(page)


def test_fifty_a_page(sign_in):
    with inside():
        for _ in range(60):
            record("lot.changed", target=cast.lot("A"), by=None)
    client = sign_in("sophie")
    assert len(client.get(url("history")).context["rows"]) == 50
    second = client.get(url("history"), {"page": 2})
    assert 10 <= len(second.context["rows"]) <= 50


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
