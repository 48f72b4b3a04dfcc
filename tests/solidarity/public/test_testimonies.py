"""Testimonies: sealed until two of the committee read them, gone when taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery
from solidarity import models
from solidarity.errors import public as errors
from solidarity.models import Opening, Recusal
from solidarity.services import testimonies as services
from tests.solidarity import making
from tests.solidarity.public.things import helped
from tests.sql import rows
from tests.together import outcomes

WORDS = "Thanks to the fund my boiler works."


@pytest.fixture
def request_(fund):
    return helped("omar")


def write(request, text=WORDS):
    return services.write_testimony(
        request, text=text, language="en", by=request.applicant
    )


def test_it_is_sealed_until_two_read_it(request_, seats):
    cleo, lea = making.person("cleo"), making.person("lea")
    row = write(request_)
    assert WORDS not in str(rows("SELECT * FROM solidarity_testimony"))
    with pytest.raises(errors.TestimonyElsewhere):
        services.publish_testimony(row, by=lea)
    assert services.open_testimony(row, by=cleo) == WORDS
    services.clear(row, by=cleo)
    with pytest.raises(errors.TestimonyElsewhere):
        services.clear(row, by=lea)
    with pytest.raises(errors.ReaderPublishes):
        services.publish_testimony(row, by=cleo)
    services.publish_testimony(row, by=lea)
    row.refresh_from_db()
    assert (row.text, row.sealed, row.state) == (WORDS, "", "published")
    with pytest.raises(errors.TestimonyThere):
        write(request_)
    assert WORDS in Client().get("/solidarite").content.decode()
    services.withdraw_testimony(row, by=request_.applicant)
    services.withdraw_testimony(row, by=request_.applicant)
    assert WORDS not in Client().get("/solidarite").content.decode()
    assert WORDS not in str(rows("SELECT * FROM solidarity_testimony"))


def test_another_text_is_read_anew(request_, seats):
    row = write(request_)
    services.clear(row, by=making.person("cleo"))
    write(request_, "Another.")
    row.refresh_from_db()
    assert (row.state, row.read_by) == ("sent", None)
    assert services.read_own(row)[0] == "Another."


def test_only_who_was_helped_writes_and_briefly(fund):
    with pytest.raises(errors.NotHelped):
        write(making.sent())
    with pytest.raises(errors.TooManyWords):
        write(helped("clara"), "word " * 151)
    write(helped("otto"), "word " * 150)


def test_nothing_of_it_is_in_the_audit_or_a_mail(request_, seats):
    row = write(request_)
    services.ask_to_change(row, remark="Leave out the boiler", by=making.person("lea"))
    [mail] = Delivery.objects.all()
    said = str(list(AuditEvent.objects.values())) + mail.subject + mail.body
    assert "boiler" not in said
    assert "boiler" not in str(rows("SELECT * FROM solidarity_testimony"))
    row.refresh_from_db()
    assert services.read_own(row) == (WORDS, "Leave out the boiler")


def test_two_clicks_write_one(own_database):
    with making.inside():
        making.endowed()
        request = helped("omar")

    def run():
        with making.inside():
            write(request)

    assert outcomes([run] * 3, refusals=()) == ["done"] * 3
    with making.inside():
        assert models.Testimony.objects.count() == 1


# Pages


def own(request):
    return reverse("solidarity:testimony", args=[request.uuid])


def test_the_person_writes_and_takes_back(request_, client):
    client.force_login(request_.applicant)
    assert client.post(own(request_), {"text": WORDS}).status_code == 200
    assert not models.Testimony.objects.exists()
    long = client.post(own(request_), {"text": "word " * 151, "consent": "on"})
    assert "at most 150 words" in long.content.decode()
    page = client.post(own(request_), {"text": WORDS, "consent": "on"}, follow=True)
    assert "The committee reads it" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    page = client.post(f"{own(request_)}/withdraw", follow=True)
    assert "Taken back" in page.content.decode()
    assert not Opening.objects.exists()


def test_who_was_not_helped_has_no_page(fund, client):
    request = making.sent()
    client.force_login(request.applicant)
    assert client.get(own(request)).status_code == 404


def test_the_committee_opens_by_post_and_the_person_learns_of_it(request_, seats):
    row = write(request_)
    page = reverse("solidarity:testimony-read", args=[row.uuid])
    cleo = making.confirmed(Client(), "cleo")
    listed = cleo.get(reverse("solidarity:testimonies")).content.decode()
    assert request_.code in listed
    assert WORDS not in cleo.get(page).content.decode()
    assert not Opening.objects.exists()
    opened = cleo.post(page, {"act": "open"}).content.decode()
    assert WORDS in opened
    assert "Omar" not in opened
    assert Opening.objects.get().user == making.person("cleo")
    cleo.post(page, {"act": "clear"})
    lea = making.confirmed(Client(), "lea")
    assert 'value="publish"' in lea.post(page, {"act": "open"}).content.decode()
    lea.post(page, {"act": "publish"})
    row.refresh_from_db()
    assert row.state == "published"
    assert lea.get(page).status_code == 404


def test_the_committee_asks_for_a_change(request_, seats):
    row = write(request_)
    page = reverse("solidarity:testimony-read", args=[row.uuid])
    cleo = making.confirmed(Client(), "cleo")
    assert cleo.post(page, {"act": "ask"}).status_code == 200
    cleo.post(page, {"act": "ask", "remark": "No boiler, please."})
    omar = Client()
    omar.force_login(request_.applicant)
    assert "No boiler, please." in omar.get(own(request_)).content.decode()


def test_who_is_recused_does_not_read_it(request_, seats):
    row = write(request_)
    Recusal.objects.create(
        request=request_, user=making.person("cleo"), reason="family"
    )
    cleo = making.confirmed(Client(), "cleo")
    page = reverse("solidarity:testimony-read", args=[row.uuid])
    assert cleo.get(page).status_code == 404
    assert (
        request_.code
        not in cleo.get(reverse("solidarity:testimonies")).content.decode()
    )


def test_the_committee_declares_a_year(seats):
    cleo = making.confirmed(Client(), "cleo")
    page = reverse("solidarity:outcomes")
    sent = {"year": "2025", "disputes_avoided": "7", "evictions_avoided": "2"}
    told = cleo.post(page, sent, follow=True).content.decode()
    assert "Cleo" in told
    future = cleo.post(page, sent | {"year": "2199"}).content.decode()
    assert "once it is over" in future


def test_the_list_takes_as_many_statements_for_one_as_for_three(
    fund, seats, django_assert_max_num_queries
):
    cleo = making.confirmed(Client(), "cleo")
    for name in ("omar", "clara", "otto"):
        write(helped(name))
        with django_assert_max_num_queries(15):
            cleo.get(reverse("solidarity:testimonies"))
