"""The lists of a building as files: what the page shows to the same person, no more."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import get_resolver
from django.utils import timezone

from buildings import services
from buildings.models import Invitation, Owner
from buildings.services import invitations
from tests import cast
from tests.buildings.documents import shelf_of_documents
from tests.buildings.mailbox import CODE_ON_PAPER, ORIGIN, paper_invitation
from tests.buildings.pages import add_many, inside, rows_of, statements, url


def read(client, name, query=""):
    """Return a list as rows of texts."""
    return rows_of(client.get(url(name, "csv") + query))


def column(rows, heading):
    place = rows[0].index(heading)
    return [row[place] for row in rows[1:]]


def _views(patterns, namespace=""):
    for route in patterns:
        if hasattr(route, "url_patterns"):
            inner = f"{route.namespace}:" if route.namespace else ""
            yield from _views(route.url_patterns, namespace + inner)
        else:
            yield f"{namespace}{route.name}", route.callback


def test_a_file_asks_for_the_right_of_its_page():
    """``lots-table`` is the file of ``lots``; some stand on a page of another name."""
    views = dict(_views(get_resolver().url_patterns))
    pages = {
        "buildings:periods-table": "buildings:owners",
        "finance:audit-questions-table": "finance:audit-question",
        "finance:meter-readings-table": "finance:meter-group",
        "finance:reminders-post-table": "finance:reminders",
        "governance:item-costs-table": "governance:agenda",
        "governance:convocation-post-table": "governance:convocation",
        "governance:called-off-post-table": "governance:called-off",
        "governance:my-votes-table": "governance:vote",
        "solidarity:loan-plan-table": "solidarity:loan",
        "transparency:balance-table": "transparency:books",
        "transparency:endowments-table": "transparency:allocations",
        "transparency:income-table": "transparency:books",
        "transparency:spendings-table": "transparency:allocations",
    }
    tables = [name for name in views if name.endswith("-table")]
    asked = {name: views[name].permission for name in tables}
    assert asked == {
        name: views[pages.get(name, name.removesuffix("-table"))].permission
        for name in tables
    }
    assert len(tables) == 91


def test_lots(sign_in):
    rows = read(sign_in("omar"), "lots-table")
    assert column(rows, "Lot") == ["A", "B", "C", "K"]
    assert column(rows, "Shares") == ["500", "300", "200", "0"]
    assert column(rows, "Account holder") == [
        "Omar Haddad",
        "Clara Élise",
        "Jean Moreau & Fatima El Idrissi",
        "Omar Haddad",
    ]


def test_lots_of_a_search(sign_in):
    with inside():
        services.update_lot(cast.lot("K"), primary=cast.lot("A"), by=None)
    rows = read(sign_in("omar"), "lots-table", "?q=k")
    assert (column(rows, "Lot"), column(rows, "Belongs to")) == (["K"], ["A"])
    with inside():
        services.create_lot(code="Z", shares=5, by=None)
    rows = read(sign_in("omar"), "lots-table", "?holder=none")
    assert column(rows, "Lot") == ["Z"]


def test_contacts_are_for_those_who_keep_the_register(sign_in):
    """They exist, and the co-owner gets none of them (law.md §5)."""
    kept = read(sign_in("sophie"), "owners-table")
    shown = read(sign_in("omar"), "owners-table")
    assert column(kept, "E-mail") == [
        "fatima@example.org",
        "clara@example.org",
        "omar@example.org",
        "jean@example.org",
    ]
    assert shown[0] == [
        "Name",
        "First name",
        "Street and number",
        "Postal code",
        "Town",
        "Country",
        "Lots",
        "Shares",
    ]
    assert [row[: len(shown[0])] for row in kept] == shown
    assert column(shown, "Lots") == ["C", "B", "A, K", "C"]
    assert "'+32 470 00 00 04" in column(kept, "Phone")


def test_owners_of_a_search(sign_in):
    assert column(read(sign_in("omar"), "owners-table", "?q=elise"), "Name") == [
        "Élise"
    ]


def test_periods_of_the_past_are_for_those_who_keep_the_register(sign_in):
    with inside():
        services.hand_over_lot(
            cast.lot("B"),
            holding=cast.holding("H1"),
            since=cast.SINCE.replace(year=2024),
            by=None,
        )
    kept = read(sign_in("sophie"), "periods-table")
    assert [row[:5] for row in kept[1:]] == [
        ["A", "H1", "2020-01-01", "", "Omar Haddad"],
        ["B", "H1", "2024-01-01", "", "Omar Haddad"],
        ["B", "H2", "2020-01-01", "2024-01-01", "Clara Élise"],
        ["C", "H3", "2020-01-01", "", "Jean Moreau"],
        ["C", "H3", "2020-01-01", "", "Fatima El Idrissi"],
        ["K", "H1", "2020-01-01", "", "Omar Haddad"],
    ]
    assert [row[5:] for row in kept[4:6]] == [
        ["1", "0", "0", "2", "yes"],
        ["1", "0", "0", "2", ""],
    ]
    shown = read(sign_in("omar"), "periods-table")
    assert column(shown, "Account") == ["H1", "H1", "H3", "H3", "H1"]


def test_keys_with_their_parts(sign_in):
    rows = read(sign_in("omar"), "keys-table")
    assert rows[1:] == [
        ["shares", "Shares of the deed", "", "1000", "A", "500"],
        ["shares", "Shares of the deed", "", "1000", "B", "300"],
        ["shares", "Shares of the deed", "", "1000", "C", "200"],
        ["lift", "Lift", "", "3", "B", "1"],
        ["lift", "Lift", "", "3", "C", "2"],
    ]


def test_suppliers(sign_in):
    with inside():
        services.create_supplier(
            name="Ascenseurs SA", kbo="0403170701", iban="BE68539007547034", by=None
        )
        services.create_supplier(name="Jardins", by=None)
    rows = read(sign_in("axel"), "suppliers-table", "?q=asc")
    assert rows[1:] == [["Ascenseurs SA", "0403170701", "BE68539007547034", "", ""]]


def test_history_in_the_words_that_its_reader_gets(sign_in):
    with inside():
        services.create_supplier(name="Ascenseurs SA", by=cast.user("amir"))
    syndic, council = (
        read(sign_in(name), "history-table") for name in ("sophie", "clara")
    )
    assert column(syndic, "What")[0] == "Supplier Ascenseurs SA was added."
    assert column(council, "What")[0] == "A supplier was added."
    assert (column(syndic, "Who")[0], column(syndic, "Who")[-1]) == (
        "Amir",
        "KoproGo itself",
    )
    assert "Name: Ascenseurs SA" in column(syndic, "Details")[0]
    assert column(council, "Details")[0] == ""


def test_history_of_one_person(sign_in):
    with inside():
        services.update_lot(cast.lot("A"), floor="2", by=cast.user("amir"))
    rows = read(sign_in("sophie"), "history-table", f"?person={cast.user('amir').uuid}")
    assert column(rows, "What") == ["Lot A was changed."]
    assert column(rows, "Details") == ["Floor: — → 2"]


def titles(client, query=""):
    return column(read(client, "library-table", query), "Document")


def test_documents_that_one_may_read(sign_in):
    with inside():
        shelf_of_documents()
    assert titles(sign_in("sophie")) == [
        "Basic deed of Les Acacias",
        "House rules",
        "Offer under discussion",
        "Renovation of the roof",
    ]
    assert titles(sign_in("omar")) == ["Basic deed of Les Acacias", "House rules"]
    assert titles(sign_in("otto")) == ["House rules"]


def test_withdrawn_documents_are_for_the_office(sign_in):
    with inside():
        shelf_of_documents()
    assert titles(sign_in("sophie"), "?withdrawn") == ["Insurance 2019"]
    assert titles(sign_in("omar"), "?withdrawn") == titles(sign_in("omar"))


def test_documents_of_a_search_and_of_a_category(sign_in):
    with inside():
        shelf_of_documents()
    client = sign_in("sophie")
    assert titles(client, "?q=basic+deed") == ["Basic deed of Les Acacias"]
    assert titles(client, "?category=works") == ["Renovation of the roof"]


def invite(*names):
    """Invite to the council, each by e-mail."""
    with inside():
        for name in names:
            invitations.invite_to_role(
                role="council",
                name=name,
                email=f"{name.lower()}@mail.example",
                language="fr",
                origin=ORIGIN,
                by=None,
            )


def test_invitations_and_what_became_of_them(sign_in):
    invite("Ada", "Paul", "Zoé")
    now = timezone.now()
    with inside():
        paper_invitation(Owner.objects.get(code="jean"), CODE_ON_PAPER)
    found = Invitation.objects.filter
    found(name="Ada").update(revoked_at=now)
    found(name="Paul").update(accepted_at=now, accepted_by=cast.user("zoe"))
    month = timedelta(days=30)
    found(name="Zoé").update(created_at=now - month, expires_at=now)
    rows = read(sign_in("sophie"), "invitations-table")
    assert [row[:4] + row[5:] for row in rows] == [
        ["Name", "Role", "By", "E-mail", "State"],
        ["Jean Moreau", "Co-owner", "Code on paper", "", "Open"],
        ["Zoé", "Council member", "E-mail", "zoé@mail.example", "Expired"],
        ["Paul", "Council member", "E-mail", "paul@mail.example", "Accepted"],
        ["Ada", "Council member", "E-mail", "ada@mail.example", "Withdrawn"],
    ]
    day, tomorrow = timezone.localdate(now), timezone.localdate(now + timedelta(1))
    assert [row[4] for row in rows[1:3]] == [str(tomorrow), str(day)]
    other = sign_in("stijn").get(url("invitations-table", "csv", slug=cast.BELLEVUE))
    assert rows_of(other) == rows[:1]


def test_invitations_cost_the_same_for_one_and_three(sign_in):
    client = sign_in("sophie")
    address = url("invitations-table", "csv")
    invite("Ada")
    client.get(address)
    one = statements(client, address)
    invite("Paul", "Zoé")
    assert statements(client, address) == one <= 12


@pytest.mark.parametrize(
    "name",
    [
        "lots",
        "owners",
        "periods",
        "keys",
        "suppliers",
        "history",
        "library",
        "invitations",
    ],
)
def test_every_list_is_a_workbook_too(sign_in, name):
    answer = sign_in("sophie").get(url(f"{name}-table", "xlsx"))
    [sheet] = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    rows = read(sign_in("sophie"), f"{name}-table")
    assert [str(cell.value) for cell in sheet[1]] == rows[0]
    assert sheet.max_row == len(rows)


@pytest.mark.parametrize("name", ["lots", "owners", "periods", "keys", "history"])
def test_a_file_costs_the_same_for_few_and_many(sign_in, name):
    client = sign_in("sophie")
    address = url(f"{name}-table", "csv")
    add_many(1)
    client.get(address)
    few = statements(client, address)
    add_many(3, letter="Y")
    assert statements(client, address) == few <= 12


def test_the_list_links_to_its_file_with_what_was_searched(sign_in):
    page = sign_in("sophie").get(url("lots") + "?q=A&page=1").content.decode()
    for ending in ("csv", "xlsx"):
        assert f'href="{url("lots-table", ending)}?q=A"' in page
    page = sign_in("sophie").get(url("invitations")).content.decode()
    for ending in ("csv", "xlsx"):
        assert f'href="{url("invitations-table", ending)}"' in page


def test_no_other_ending(sign_in):
    assert sign_in("sophie").get(f"/b/{cast.ACACIAS}/lots.pdf").status_code == 404
