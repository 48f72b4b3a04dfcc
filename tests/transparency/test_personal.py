"""The copy of one's data: what the ASBL knows, and nothing of anybody else."""

from datetime import date

import pytest

from buildings.models import Participation, Role
from governance.models import Proxy
from governance.services import meeting as holding
from governance.services.ballots import cast_ballots
from governance.services.convocations import convene
from governance.services.roll import take_roll
from koprogo.tenancy import enter
from tests import cast
from tests.governance.asbl.making import prepared
from tests.privacy.copied import opened as copied
from tests.privacy.copied import tables
from tests.transparency.allocations.making import decision, registered
from tests.transparency.contributions.making import billed, member, paid, reduced
from transparency.queries.participations import owner_of
from transparency.services.contribution_papers import keep_statement
from transparency.services.elections import give_offices
from transparency.services.ideas import propose_idea, support_idea

pytestmark = pytest.mark.django_db
JANUARY = date(2025, 1, 1)


def inside():
    return enter(cast.tenant(cast.ASBL).pk, by=None)


def of_mia():
    """Mia is a member herself, and votes for a co-ownership; Ann is another member."""
    mia = registered(cast.user("mia"), name="Mia")
    own = member("Mia", kind="person", way="self_hosted")
    house = member("Les Tilleuls")
    other = member("Ann", kind="person", way="self_hosted")
    Participation.objects.filter(pk__in=[own.pk, house.pk]).update(voter=mia)
    own.refresh_from_db()
    reduced(own, "contributor", until=date(2025, 2, 1))
    billed(JANUARY)
    for row in (own, house, other):
        paid(row, "0.50")
        keep_statement(row.contributions.get(), by=None)
    first = propose_idea(
        author=mia, title="Bikes", text="Sheds", language="fr", by=None
    )
    second = propose_idea(
        author=other.voter, title="Trees", text="More", language="fr", by=None
    )
    support_idea(second, owner=mia)
    support_idea(first, owner=other.voter)
    cleo = registered(cast.user("cleo"), name="Cleo")
    for owner, role in ((mia, Role.BOARD), (cleo, Role.TREASURER)):
        give_offices(
            owner,
            roles=[role],
            since=date(2026, 1, 1),
            until=date(2027, 1, 1),
            decision=decision(on=date(2025, 12, 1)),
            by=None,
        )
    return own, house, other


def test_a_member_gets_his_own_and_nobody_else_s():
    with inside():
        of_mia()
    files = copied("mia")
    found = tables(files, cast.ASBL)
    assert [(one["kind"], one["name"]) for one in found["memberships"]] == [
        ("person", "Mia"),
        ("co_ownership", "Les Tilleuls"),
    ]
    assert [one["way"] for one in found["membership_periods"]] == [
        "self_hosted",
        "hosted",
    ]
    assert [(one["kind"], one["reason"]) for one in found["price_reductions"]] == [
        ("contributor", "Translates")
    ]
    # What the co-ownership owes and pays is not hers.
    assert [(one["month"], one["due"]) for one in found["contributions"]] == [
        ("2025-01-01", "0.50")
    ]
    assert [one["amount"] for one in found["contribution_payments"]] == ["0.50"]
    assert [one["title"] for one in found["ideas"]] == ["Bikes"]
    assert [one["idea_title"] for one in found["ideas_supported"]] == ["Trees"]
    assert [one["role"] for one in found["asbl_offices"]] == ["board"]
    assert sum(name.endswith(".pdf") for name in files) == 1


def test_a_building_says_nothing_of_the_asbl():
    found = tables(copied("omar"), cast.ACACIAS)
    names = ("memberships", "contributions", "ideas", "ideas_supported", "asbl_offices")
    assert [found[name] for name in names] == [[]] * len(names)


def test_how_a_member_voted_and_whom_he_trusted():
    with inside():
        own, _house, other = of_mia()
        assembly = convene(prepared("asbl-ordinary"), by=None)
        _proxy(assembly, own)
        _proxy(assembly, other)
        take_roll(assembly, by=None, at=assembly.starts_at)
        people = [str(owner_of(cast.user("mia")).uuid), str(other.voter.uuid)]
        assert holding.arrive_together(assembly, people, by=None) == []
        holding.name_bureau(assembly, chair=people[0], secretary="Bo", by=None)
        holding.open_meeting(assembly, by=None)
        item = assembly.items.get()
        holding.open_item(item, by=None)
        lines = {line.head_name: str(line.uuid) for line in assembly.roll.all()}
        choices = {lines["Les Tilleuls"]: "for", lines["Ann"]: "against"}
        cast_ballots(item, choices, channel="room", operator="Bo", by=None)
        holding.close_item(item, by=None)
    found = tables(copied("mia"), cast.ASBL)
    assert [(one["lot_code"], one["choice"]) for one in found["votes"]] == [
        ("Les Tilleuls", "for")
    ]
    assert [one["head_name"] for one in found["proxies_given"]] == ["Mia"]
    assert [one["kind"] for one in found["attendance"]] == ["arrived"]


def _proxy(assembly, row):
    Proxy.objects.create(
        assembly=assembly,
        head=row.uuid,
        head_name=row.name,
        holder=row.uuid,
        holder_name="Paul",
        source=Proxy.Source.PAPER,
        signed_on=date(2026, 1, 1),
    )
