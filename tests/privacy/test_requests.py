"""Asking the association to correct, restrict or remove something."""

import pytest
from django.core import mail
from django.urls import reverse

from buildings.errors import NoAddress
from buildings.forms.data_request import Wish
from buildings.models import Firm, Mandate
from buildings.services.data_requests import ask_syndic
from koprogo.audit.models import AuditEvent
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from tests import cast
from tests.buildings.pages import inside, refused, said, url

pytestmark = pytest.mark.django_db
URL = url("data-request")
FORM = {"wish": "correct", "text": "My street is Rue Haute 5."}


@pytest.fixture
def office(db):
    Firm.objects.filter(name="Lambert Syndic").update(email="bureau@lambert.example")


def test_the_syndic_gets_the_request_and_can_answer(sign_in, office):
    client = sign_in("omar")
    answer = client.post(URL, FORM)
    assert answer.url == reverse("data")
    assert said(client.get(answer.url)) == [
        "Your request is on its way. The syndic answers within a month."
    ]
    run_all()
    [message] = mail.outbox
    assert message.to == ["Lambert Syndic <bureau@lambert.example>"]
    assert message.reply_to == ["omar@example.org"]
    assert message.subject == "Les Acacias: a request about personal data"
    assert "Correct something that is wrong" in message.body
    assert "My street is Rue Haute 5." in message.body
    assert "Omar (omar@example.org)" in message.body


def test_the_history_says_that_he_asked_and_not_what(sign_in, office):
    sign_in("omar").post(URL, FORM)
    with inside():
        event = AuditEvent.objects.get(action="data.requested")
        assert (event.actor, event.data) == (cast.user("omar"), {})


def test_two_requests_are_two_messages(sign_in, office):
    client = sign_in("omar")
    client.post(URL, FORM)
    client.post(URL, FORM)
    with inside():
        assert Delivery.objects.count() == 2


def test_without_an_address_he_is_told_to_write_by_post(sign_in):
    assert refused(sign_in("omar").post(URL, FORM)) == {
        "__all__": [
            "The syndic has no e-mail address here. Please write to him by post."
        ]
    }


def test_without_a_syndic_nobody_gets_it(office):
    Mandate.objects.all().delete()
    with inside(), pytest.raises(NoAddress):
        ask_syndic(cast.building(), wish="x", text="x", by=cast.user("omar"))


@pytest.mark.parametrize(
    "form", [{"text": "x"}, {"wish": "x", "text": "x"}, {"wish": "ask"}]
)
def test_it_says_what_it_wants(sign_in, office, form):
    assert refused(sign_in("omar").post(URL, form)) != {}
    with inside():
        assert Delivery.objects.count() == 0


@pytest.mark.parametrize("wish", Wish)
def test_every_wish_can_be_asked(sign_in, office, wish):
    assert sign_in("omar").post(URL, FORM | {"wish": wish}).status_code == 302


def test_my_data_leads_to_every_building_of_mine(sign_in):
    links = [
        (place.name, [address for _label, address in place.links])
        for place in sign_in("omar").get(reverse("data")).context["places"]
    ]
    assert links == [("Les Acacias", [URL, url("my-letters")])]


def test_who_owns_nothing_there_has_no_consents(sign_in):
    links = [
        (place.name, [address for _label, address in place.links])
        for place in sign_in("otto").get(reverse("data")).context["places"]
    ]
    assert links == [("Les Acacias", [URL])]
