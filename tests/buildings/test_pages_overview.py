"""The overview of a building: what is missing, how things stand, who it is."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings import services
from buildings.models import Firm, Mandate
from buildings.templatetags.buildings import figure
from tests import cast
from tests.buildings.pages import add_many, inside, lot, owner, statements, text, url
from tests.finance import factories


@pytest.fixture
def incomplete(db):
    """Les Acacias lack 10 shares, a holder, the KBO number and the IBAN."""
    with inside():
        services.update_lot(cast.lot("A"), shares=490, by=None)
        services.update_building(
            cast.building(), name="Les Acacias", kbo="", working_iban="", by=None
        )
        services.undo_hand_over(cast.lot("B"), since=cast.SINCE, by=None)


def test_a_complete_building_has_no_gap(sign_in):
    page = sign_in("sophie").get(url("home"))
    assert page.context["gaps"] == []
    html = text(page)
    assert "0833.576.428" in html
    assert "Rue des Acacias 1, 1030 Schaerbeek" in html
    assert "BE68 5390 0754 7034" in html
    assert "BE43 0689 9999 9501" in html
    assert "1,000 of 1,000 shares" in html


def test_who_may_edit_reads_what_is_missing_and_where_to_mend_it(sign_in, incomplete):
    page = sign_in("sophie").get(url("home"))
    assert [(gap.text, gap.url) for gap in page.context["gaps"]] == [
        (
            (
                "The lots add up to 990 shares, the deed says 1,000: nothing can be called "
                "or voted until they agree."
            ),
            url("lots"),
        ),
        (
            "1 lot with shares has no holder today: nobody would bear its part.",
            url("lots") + "?holder=none",
        ),
        (
            "The KBO number is missing: every document must carry it (art. 3.86).",
            url("settings"),
        ),
        (
            (
                "The IBAN of the working account is missing: co-owners would not know "
                "where to pay."
            ),
            url("settings"),
        ),
    ]
    assert page.context["gaps"][1].text in text(page)


def test_others_read_a_plain_sentence(sign_in, incomplete):
    html = text(sign_in("omar").get(url("home")))
    assert "The syndic is still completing the data of this building." in html
    assert "The lots add up to 990" not in html
    assert url("settings") not in html


def test_the_lots_without_holder_are_one_click_away(sign_in, incomplete):
    page = sign_in("sophie").get(url("lots") + "?holder=none")
    assert [found.code for found in page.context["page"]] == ["B"]


def test_the_syndic_of_today_with_his_contact(sign_in):
    Firm.objects.filter(name="Lambert Syndic").update(
        street="Rue du Marché 1",
        postal_code="1000",
        city="Bruxelles",
        email="office@lambert.example",
        phone="+32 2 000 00 00",
    )
    html = text(sign_in("otto").get(url("home")))
    assert "Lambert Syndic" in html
    assert 'href="mailto:office@lambert.example"' in html
    assert 'href="tel:+3220000000"' in html
    assert "Rue du Marché 1, 1000 Bruxelles" in html
    assert "Vandamme" not in html


def test_without_a_mandate_nobody_is_syndic(sign_in):
    Mandate.objects.filter(firm__name="Lambert Syndic").update(
        until=timezone.localdate()
    )
    html = text(sign_in("clara").get(url("home")))
    assert "No syndic has a mandate today." in html
    assert "Lambert" not in html


def test_the_bank_accounts_are_not_for_the_occupant(sign_in):
    html = text(sign_in("otto").get(url("home")))
    assert "Les Acacias" in html
    assert "BE68" not in html
    assert url("lots") not in html


def test_everybody_reads_his_role(sign_in):
    assert "<p>Co-owner, Council member</p>" in text(sign_in("clara").get(url("home")))


def test_the_figures_and_cards_of_the_books_are_there(sign_in):
    with inside():
        factories.issued(title="Provision of winter")
        factories.payment("H1", "120.50")
    html = text(sign_in("sophie").get(url("home")))
    assert "€120.50" in html
    assert "Provision of winter" in html


@pytest.mark.parametrize("name", ["sophie", "omar", "otto", "axel"])
def test_the_overview_costs_the_same_few_statements(sign_in, name):
    with inside():
        factories.issued()
    client = sign_in(name)
    client.get(url("home"))
    before = statements(client, url("home"))
    add_many(3)
    assert statements(client, url("home")) == before
    # Three of them ask for the next assembly, and for what waits for an answer.
    assert before <= 15


def test_another_building_stays_outside(sign_in):
    add_many(1)
    bea = owner("bea", cast.BELLEVUE)
    page = sign_in("stijn").get(url("home", slug=cast.BELLEVUE))
    assert page.context["state"].lots == 1
    assert "Acacias" not in text(page)
    for name, found in (("owner", bea), ("lot", lot("1", cast.BELLEVUE))):
        address = url(name, found.uuid)
        assert sign_in("sophie").get(address).status_code == 404


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1234.50"), "€1,234.50"),
        (date(2026, 4, 2), "02/04/2026"),
        ("none yet", "none yet"),
    ],
)
def test_a_figure_is_written_as_its_kind(value, written):
    assert figure(value) == written


def test_a_co_owner_reads_what_is_of_the_whole_building(sign_in):
    with inside():
        factories.issued()
    html = text(sign_in("omar").get(url("home")))
    assert html.count("<small>of the whole building</small>") == 2
    assert "€1,000.00 for the whole building, due on" in html
