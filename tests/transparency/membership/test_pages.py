"""Taking part through the pages: persons, syndics, the board."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings.models import Grant, Participation, ParticipationPeriod, Reduction, Role
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import text
from tests.transparency.members import Way, crowd, joined, someone
from transparency.models import Contribution
from transparency.queries.memberships import membership_cards
from transparency.queries.participations import participants_on, running
from transparency.services import terms
from transparency.services.taking_part import join_person
from transparency.tariff import effective_from

pytestmark = pytest.mark.django_db
MINE = "/asbl/membership/"
NEW = f"{MINE}new/"


@pytest.fixture
def inside(db):
    """Enter the ASBL for what a test looks at."""
    return lambda: enter(cast.tenant(cast.ASBL).pk, by=None)


def today():
    return timezone.localdate()


def of(name):
    return Participation.objects.get(name=name)


def next_month(row):
    """What a participation pays for the next month, as its own page says."""
    [card] = [
        one for one in membership_cards(row.voter.user, today()) if one.row.pk == row.pk
    ]
    return card.coming


def test_a_stranger_sees_what_it_costs_and_how_to_take_part(sign_in):
    page = sign_in("zoe").get(MINE)
    assert "You do not take part yet." in text(page)
    assert "€1.00" in text(page)


def test_a_person_joins_and_has_a_vote_and_a_role(sign_in, inside):
    client = sign_in("zoe")
    page = client.post(NEW, {"who": "myself", "agreed": "on"}, follow=True)
    assert "Welcome." in text(page)
    assert "One vote in the assembly" in text(page)
    with inside():
        assert [one.name for one in running(today())] == ["Zoe"]
        assert participants_on(today()) == 0
    grant = Grant.objects.get(user=cast.user("zoe"))
    assert (grant.role, grant.until) == (Role.MEMBER, None)
    again = client.post(NEW, {"who": "myself", "agreed": "on"})
    assert "takes part already" in text(again)


def test_a_syndic_joins_for_his_building_and_only_for_his(sign_in, inside):
    client = sign_in("sophie")
    form = text(client.get(NEW))
    assert "Les Acacias" in form
    assert "Bellevue" not in form
    client.post(NEW, {"who": cast.ACACIAS, "agreed": "on"})
    with inside():
        found = of("Les Acacias")
        assert (found.kbo, found.building.slug) == ("0833576428", cast.ACACIAS)
        assert [one.way for one in found.periods.all()] == [Way.HOSTED]
        assert participants_on(today()) == 1
    refused = client.post(NEW, {"who": cast.BELLEVUE, "agreed": "on"})
    assert "valid choice" in text(refused)


@pytest.mark.parametrize("name", ["amir", "anna", "omar", "clara"])
def test_others_of_the_building_do_not_speak_for_it(sign_in, name):
    assert "Les Acacias" not in text(sign_in(name).get(NEW))


def test_a_co_ownership_that_hosts_itself_needs_name_and_number(sign_in, inside):
    client = sign_in("zoe")
    said = {"who": "another", "agreed": "on", "way": "self_hosted"}
    page = client.post(NEW, said | {"kbo": "0403.170.702"})
    assert "This is needed for a co-ownership." in text(page)
    assert "not a KBO number" in text(page)
    client.post(NEW, said | {"name": "Les Tilleuls", "kbo": "0403.170.701"})
    with inside():
        assert of("Les Tilleuls").kbo == "0403170701"
    twice = client.post(NEW, said | {"name": "Tilleuls", "kbo": "0403170701"})
    assert "takes part already" in text(twice)


def test_nothing_without_agreeing(sign_in, inside):
    sign_in("zoe").post(NEW, {"who": "myself"})
    with inside():
        assert Participation.objects.count() == 0


def test_leaving_ends_with_the_month_and_can_be_taken_back(sign_in, inside):
    client = sign_in("zoe")
    client.post(NEW, {"who": "myself", "agreed": "on"})
    with inside():
        uuid = of("Zoe").uuid
    gone = effective_from(today())
    assert "with this month" in text(client.get(f"{MINE}{uuid}/leave/"))
    page = client.post(f"{MINE}{uuid}/leave/", follow=True)
    assert "Stay after all" in text(page)
    assert Grant.objects.get(user=cast.user("zoe")).until == gone
    with inside():
        assert running(today()).count() == 1
        assert running(gone).count() == 0
    client.post(f"{MINE}{uuid}/stay/")
    assert Grant.objects.get(user=cast.user("zoe")).until is None
    with inside():
        assert running(gone).count() == 1


def test_coming_back_is_the_same_participation(sign_in, inside):
    with inside():
        row = join_person(user=cast.user("zoe"), by=None)
        period = row.periods.get()
        period.since, period.until = date(2024, 1, 1), date(2024, 6, 1)
        period.save()
    client = sign_in("zoe")
    assert "Inactive" in text(client.get(MINE))
    client.post(f"{MINE}{row.uuid}/come-back/", {"way": "self_hosted"})
    with inside():
        assert list(running(today())) == [row]
        assert row.periods.count() == 2


def test_without_contribution_there_is_no_vote_from_the_next_month(sign_in, inside):
    client = sign_in("sophie")
    client.post(NEW, {"who": cast.ACACIAS, "agreed": "on"})
    with inside():
        uuid = of("Les Acacias").uuid
    client.post(f"{MINE}{uuid}/way/", {"way": "free"})
    with inside():
        assert participants_on(today()) == 1
        assert participants_on(effective_from(today())) == 0


def test_add_ons_are_used_and_stopped_with_the_month(sign_in, inside):
    client = sign_in("sophie")
    client.post(NEW, {"who": cast.ACACIAS, "agreed": "on"})
    with inside():
        row = of("Les Acacias")
    client.post(f"{MINE}{row.uuid}/add-ons/", {"add_on": "ai"})
    with inside():
        coming = next_month(row)
        assert (coming.base, coming.add_ons) == (Decimal("1.00"), Decimal("2.00"))
    assert "€3.00" in text(client.get(MINE))
    client.post(f"{MINE}{row.uuid}/add-ons/ai/stop/")
    with inside():
        assert row.add_ons.count() == 0


def test_what_is_not_his_does_not_exist_for_him(sign_in, inside):
    with inside():
        row = joined(1)
    client = sign_in("zoe")
    for page in ("leave", "come-back", "way", "add-ons"):
        assert client.get(f"{MINE}{row.uuid}/{page}/").status_code == 404
    assert client.post(f"{MINE}{row.uuid}/stay/").status_code == 404


def test_the_next_syndic_takes_over_the_vote(sign_in, inside):
    client = sign_in("sophie")
    with inside():
        before = someone(1)
        row = joined(1, user=before)
        Participation.objects.filter(pk=row.pk).update(building=cast.tenant())
    assert "Member 1 votes for it." in text(client.get(MINE))
    client.post(f"{MINE}buildings/acacias/vote/")
    with inside():
        assert of(row.name).voter.user == cast.user("sophie")
    assert Grant.objects.get(user=before).until == effective_from(today())
    refused = sign_in("stijn").post(f"{MINE}buildings/acacias/vote/", follow=True)
    assert "do not speak for this" in text(refused)


# The board


def test_the_board_grants_and_ends_a_reduction(sign_in, inside):
    with inside():
        row = joined(1)
    client = sign_in("bo")
    since = effective_from(today())
    said = {
        "kind": "contributor",
        "contributor": "Ann",
        "reason": "Translates",
        "since": since.isoformat(),
    }
    page = f"/asbl/members/{row.uuid}/"
    wrong = client.post(
        f"{page}reductions/new/", said | {"since": since.replace(day=2).isoformat()}
    )
    assert "first of a month" in text(wrong)
    client.post(f"{page}reductions/new/", said)
    with inside():
        assert next_month(row).due == Decimal("0.50")
        reduction = Reduction.objects.get()
    assert "Granted by Bo" in text(client.get(page))
    twice = client.post(f"{page}reductions/new/", said)
    assert "holds some of these months" in text(twice)
    client.post(f"/asbl/reductions/{reduction.uuid}/end/", {"until": since})
    with inside():
        assert Reduction.objects.count() == 0


def test_a_maintainer_pays_nothing_counts_and_votes(asbl):
    row = joined(1)
    since = effective_from(today())
    terms.grant_reduction(
        row,
        kind="maintainer",
        contributor="Ann",
        reason="Maintains the software",
        since=since,
        by=None,
    )
    assert next_month(row).due == 0
    assert participants_on(since) == 1


def test_a_billed_month_keeps_its_reduction(asbl):
    from transparency.errors import TooEarly

    row = joined(1)
    since = effective_from(today())
    Contribution.objects.create(
        participation=row,
        month=since,
        price=0,
        reduction="none",
        base=0,
        due=0,
        due_on=since,
    )
    with pytest.raises(TooEarly):
        terms.grant_reduction(
            row, kind="contributor", contributor="A", reason="B", since=since, by=None
        )


def test_the_board_ends_a_participation_with_a_reason(sign_in, inside):
    with inside():
        row = joined(1)
    client = sign_in("bo")
    assert "required" in text(client.post(f"/asbl/members/{row.uuid}/end/", {}))
    client.post(f"/asbl/members/{row.uuid}/end/", {"reason": "Never paid"})
    with inside():
        assert participants_on(effective_from(today())) == 0


def test_the_register_and_its_file(sign_in, inside):
    with inside():
        joined(1, kbo="0403170701")
    client = sign_in("bo")
    assert "Residence 1" in text(client.get("/asbl/members/"))
    table = client.get("/asbl/members.csv").content.decode("utf-8-sig").splitlines()
    assert table[1].startswith(
        "Residence 1;Co-ownership;0403170701;Hosted, with contribution"
    )


@pytest.mark.parametrize("many", [1, 3])
def test_lists_take_a_constant_number_of_statements(
    sign_in, inside, many, django_assert_num_queries
):
    with inside():
        crowd(many, since=date(2024, 1, 1))
        for number in range(many):
            joined(number, user=cast.user("bo"))
    client = sign_in("bo")
    client.get("/asbl/members/")
    with django_assert_num_queries(16):
        client.get("/asbl/members/")
    with django_assert_num_queries(18):
        client.get(MINE)
    with django_assert_num_queries(16):
        client.get("/asbl/tariffs/")


def test_the_tariffs_tell_every_price_and_its_reason(sign_in, inside):
    with inside():
        crowd(499, since=date(2024, 1, 1))
        joined(1)
    page = text(sign_in("mia").get("/asbl/tariffs/"))
    assert "Enough participants" in page
    assert "€0.80" in page
    assert "From 1,000 participants" in page
    assert "500 are missing" in page


def test_elsewhere_there_is_no_asbl(sign_in, settings):
    settings.ASBL_PLATFORM = False
    client = sign_in("bo")
    for name in ("membership", "join", "members", "tariffs"):
        assert client.get(reverse(f"transparency:{name}")).status_code == 404


def test_periods_of_one_participation_never_overlap(asbl):
    from tests.sql import refused

    row = joined(1)
    with refused("participation_period_no_overlap"):
        ParticipationPeriod.objects.create(participation=row, way="free", since=today())
