"""The portfolio of a syndic's firm: its buildings, their figures, and nobody else's."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buildings import services
from buildings.models import Firm, Mandate, Role, Summary
from buildings.portfolio import portfolio, totals
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import rows_of, text

ADDRESS = reverse("buildings:portfolio")
TODAY = timezone.localdate


def more_buildings(*names, ends_in=400):
    """Give Sophie's firm buildings with figures: each owes ten times the last."""
    firm = Firm.objects.get(name="Lambert Syndic")
    for number, name in enumerate(names, start=1):
        building = services.take_on_building(
            name=name,
            deed_total=1000,
            firm=firm,
            since=TODAY() - timedelta(days=10),
            until=TODAY() + timedelta(days=ends_in),
            by=None,
        )
        Summary.objects.create(
            tenant=building.tenant,
            lots=10,
            owners=4,
            complete=number > 1,
            working=Decimal("100.00"),
            overdue=Decimal(10**number),
            late_holders=number,
            drafts=1,
            letters_waiting=2,
        )


def names(lines):
    return [line.name for line in lines]


def test_the_buildings_of_the_firm_and_no_others(db):
    more_buildings("Érables", "Bouleaux")
    assert names(portfolio(cast.user("sophie"), on=TODAY(), order="name")) == [
        "Bouleaux",
        "Érables",
        "Les Acacias",
    ]
    assert names(portfolio(cast.user("stijn"), on=TODAY())) == ["Bellevue"]
    for nobody in ("omar", "axel", "zoe", "bo"):
        assert portfolio(cast.user(nobody), on=TODAY()) == []


def test_colleagues_see_the_same(db):
    more_buildings("Érables")
    sophie, *others = (
        names(portfolio(cast.user(name), on=TODAY()))
        for name in ("sophie", "amir", "anna")
    )
    assert others == [sophie, sophie]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("overdue", ["Bouleaux", "Érables", "Les Acacias"]),
        ("name", ["Bouleaux", "Érables", "Les Acacias"]),
        ("until", ["Érables", "Bouleaux", "Les Acacias"]),
    ],
)
def test_orders(db, order, found):
    more_buildings("Érables", ends_in=50)
    more_buildings("Ifs", "Bouleaux", ends_in=60)
    Mandate.objects.filter(tenant__name="Ifs").delete()
    assert names(portfolio(cast.user("sophie"), on=TODAY(), order=order)) == found


def test_a_mandate_has_ended_or_not_begun(db):
    mandate = Mandate.objects.get(tenant__slug=cast.ACACIAS)
    sophie = cast.user("sophie")
    assert portfolio(sophie, on=mandate.since - timedelta(days=1)) == []
    assert names(portfolio(sophie, on=mandate.since)) == ["Les Acacias"]
    assert names(portfolio(sophie, on=mandate.until - timedelta(days=1))) == [
        "Les Acacias"
    ]
    assert portfolio(sophie, on=mandate.until) == []


@pytest.mark.parametrize(("days", "soon"), [(89, True), (90, False)])
def test_the_end_of_a_mandate_is_near_below_ninety_days(db, days, soon):
    day = Mandate.objects.get(tenant__slug=cast.ACACIAS).until - timedelta(days=days)
    [line] = portfolio(cast.user("sophie"), on=day)
    assert (line.days_left, line.ends_soon) == (days, soon)


def test_who_left_the_firm_sees_nothing(db):
    firm = Firm.objects.get(name="Lambert Syndic")
    services.employ(
        cast.user("zoe"),
        firm=firm,
        role=Role.ASSISTANT,
        since=cast.SINCE,
        until=TODAY(),
    )
    assert portfolio(cast.user("zoe"), on=TODAY()) == []
    assert names(portfolio(cast.user("zoe"), on=TODAY() - timedelta(days=1))) == [
        "Les Acacias"
    ]


def test_totals_are_of_the_buildings_that_have_figures(db):
    more_buildings("Érables", "Bouleaux")
    found = totals(portfolio(cast.user("sophie"), on=TODAY()))
    assert (found.lots, found.owners, found.drafts) == (20, 8, 2)
    assert (found.working, found.reserve, found.overdue) == (200, 0, 110)
    assert (found.late_holders, found.letters_waiting) == (3, 4)
    assert found.oldest == min(Summary.objects.values_list("updated_at", flat=True))
    assert totals([]).oldest is None


def test_the_page(sign_in):
    more_buildings("Érables", "Bouleaux", ends_in=80)
    page = text(sign_in("sophie").get(ADDRESS))
    assert page.index("Bouleaux") < page.index("Érables") < page.index("Les Acacias")
    assert "Bellevue" not in page
    assert page.count("Ends soon") == 2
    assert page.count("Incomplete") == 1
    assert "3 account holders are late" in page
    assert "its figures come within a day" in page
    home = reverse("buildings:home", args=[cast.ACACIAS])
    assert f'href="{home}"' in page
    assert (
        f'href="{reverse("finance:accounts", args=["bouleaux"])}?arrears=only"' in page
    )


def test_an_unknown_order_is_the_usual_one(sign_in):
    more_buildings("Érables")
    page = sign_in("sophie").get(ADDRESS, {"sort": "password"})
    assert (page.status_code, page.context["order"]) == (200, "overdue")


def test_the_list_costs_one_statement(sign_in):
    client = sign_in("sophie")

    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        return [query["sql"] for query in captured]

    client.get(ADDRESS)
    few = asked()
    more_buildings("Érables", "Bouleaux", "Charmes")
    many = asked()
    assert len(many) == len(few)
    assert sum("buildings_summary" in query for query in many) == 1


def test_a_firm_without_a_building_is_told_what_to_do(sign_in):
    Mandate.objects.filter(firm__name="Lambert Syndic").delete()
    page = text(sign_in("sophie").get(ADDRESS))
    assert "Your firm has no building with a running mandate." in page
    assert reverse("buildings:new") in page
    page = text(sign_in("amir").get(ADDRESS))
    assert "A syndic of the firm takes buildings on" in page
    assert reverse("buildings:new") not in page


def test_several_firms_are_named(sign_in):
    services.employ(
        cast.user("sophie"),
        firm=Firm.objects.get(name="Vandamme Syndic"),
        role=Role.ASSISTANT,
        since=cast.SINCE,
    )
    page = text(sign_in("sophie").get(ADDRESS))
    assert "Vandamme Syndic" in page
    assert page.count("Lambert Syndic") == 1


def test_a_syndic_with_several_buildings_begins_here(sign_in):
    client = sign_in("sophie")
    assert client.get("/").url == reverse("buildings:home", args=[cast.ACACIAS])
    more_buildings("Érables")
    assert client.get("/").url == ADDRESS
    assert sign_in("omar").get("/").url == reverse(
        "buildings:home", args=[cast.ACACIAS]
    )


def test_the_way_there_is_for_those_of_a_firm(sign_in):
    home = reverse("buildings:home", args=[cast.ACACIAS])
    for name, there in (("sophie", 1), ("anna", 1), ("omar", 0), ("axel", 0)):
        page = text(sign_in(name).get(home))
        assert page.count(f'<a href="{ADDRESS}"') == there
    mine = reverse("buildings:mine")
    assert f'href="{ADDRESS}"' in text(sign_in("sophie").get(mine))
    assert f'href="{ADDRESS}"' not in text(sign_in("omar").get(mine))


def test_the_file(sign_in):
    more_buildings("Érables")
    answer = sign_in("anna").get(reverse("buildings:portfolio-table", args=["csv"]))
    rows = rows_of(answer)
    until = str(TODAY() + timedelta(days=400))
    figures = ["10", "4", "100.00", "0.00", "10.00", "1", "1", "2"]
    assert [row[:-1] for row in rows[1:]] == [
        ["Érables", "Lambert Syndic", until, *figures],
        ["Les Acacias", "Lambert Syndic", until, *[""] * 8],
    ]


def test_a_summary_is_written_inside_its_own_tenant_and_read_outside(db):
    with enter(cast.tenant().pk, by=None):
        services.refresh_summary(on=TODAY())
    [line] = portfolio(cast.user("sophie"), on=TODAY())
    assert (line.summary.lots, line.summary.owners) == (4, 4)
