"""Two clicks at the same moment, with real transactions."""

from functools import partial

import pytest

from buildings.models import Grant, Mandate, Role
from governance.models import CouncilReport, CouncilTerm
from governance.services import council as services
from governance.services.term_reviews import alert_mandate, settle_terms
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.governance.council import making
from tests.governance.together import at_once


@pytest.fixture
def inside(own_database):
    return partial(enter, cast.tenant().pk, by=None)


def test_two_clicks_elect_once(inside):
    act = partial(making.elect, "omar")
    assert at_once(act, act, act) == ["TermOverlaps"] * 2 + ["done"]
    with inside():
        grants = Grant.objects.filter(user=cast.user("omar"), role=Role.COUNCIL)
        assert (CouncilTerm.objects.count(), grants.count()) == (1, 1)


def test_two_chairs_at_once(inside):
    with inside():
        terms = [making.elect("clara"), making.elect("omar")]
    acts = [
        partial(services.name_chair, term, on=making.today(), by=None) for term in terms
    ]
    assert at_once(*acts) == ["done", "done"]
    with inside():
        assert CouncilTerm.objects.filter(is_chair=True).count() == 1


def test_elected_and_made_syndic_at_once(inside):
    """Whoever comes first keeps the other out."""
    with inside():
        firm = making.new_firm(staff=["omar"])
    found = at_once(
        partial(making.elect, "omar"), partial(making.appoint, firm, since=30)
    )
    assert found in (["PeopleElected", "done"], ["SyndicExcluded", "done"])


def test_one_change_of_syndic(inside):
    with inside():
        firm = making.other_firm()
    act = partial(making.appoint, firm)
    assert at_once(act, act) == ["MandateImpossible", "done"]
    assert Mandate.objects.filter(tenant=cast.tenant()).count() == 2


def test_one_report_and_one_part_handed_over(inside):
    act = partial(making.report, 2025)
    assert at_once(act, act) == ["ReportThere", "done"]
    with inside():
        assert CouncilReport.objects.count() == 1
        making.elsewhere()
    assert at_once(making.hand_over, making.hand_over) == ["AlreadyHandedOver", "done"]


def test_two_nights_at_once_tell_once(inside):
    with inside():
        making.ends_on(making.days(30))
        making.elect("jean")
    act = partial(alert_mandate, on=making.today())
    assert at_once(act, act) == ["done", "done"]
    again = partial(settle_terms, on=making.today(), by=None)
    assert at_once(again, again) == ["done", "done"]
    with inside():
        assert Delivery.objects.count() == 2
