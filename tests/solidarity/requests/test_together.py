"""Two clicks at the same moment: nothing is doubled."""

from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.errors import requests as errors
from solidarity.models import Paper, Request
from solidarity.needed_papers import MOST
from solidarity.services import requests as services
from solidarity.services.papers import add_papers
from tests.solidarity import making
from tests.solidarity.requests import filling
from tests.together import at_once, outcomes


def _in_the_fund(work):
    """Run it inside the fund, as somebody in another window would."""
    with enter(Tenant.objects.get(kind=Tenant.Kind.FUND).pk, by=None):
        return work()


def test_two_beginnings_are_one_draft(own_database):
    omar = making.person("omar")
    begun = at_once(
        2, lambda _which: _in_the_fund(lambda: services.begin_request(by=omar)).pk
    )
    assert len(set(begun)) == 1


def test_a_double_click_sends_once(own_database):
    omar = making.person("omar")
    draft = _in_the_fund(filling.draft)
    send = [
        lambda: _in_the_fund(lambda: services.send_request(draft, origin="", by=omar))
    ] * 2
    assert outcomes(send, refusals=errors.AlreadySent) == ["AlreadySent", "done"]
    with making.inside():
        assert Delivery.objects.count() == 1
        assert Request.objects.get().state == "incomplete"


def test_two_uploads_find_the_same_room(own_database):
    omar = making.person("omar")
    draft = _in_the_fund(filling.draft)
    one = filling.take_in("slip.pdf", filling.PDF)
    add = [
        lambda: _in_the_fund(
            lambda: add_papers(draft, kind="other", files=[one] * 16, by=omar)
        )
    ] * 2
    assert outcomes(add, refusals=errors.TooManyPapers) == ["TooManyPapers", "done"]
    with making.inside():
        assert Paper.objects.count() == 16 <= MOST
