"""The notary's link: what it opens, for whom it is closed, and what is recorded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.invitations import hash_code
from finance.models import GuestLink, SaleDocument
from finance.services.sale_links import revoke_link
from finance.services.sales import give_up_sale
from koprogo.audit.models import AuditEvent
from koprogo.documents.models import File
from tests import cast
from tests.buildings.pages import inside, text
from tests.finance.sales.making import made, requested, shared, started
from tests.finance.sales.test_documents import minutes

CODE = "Qw3-_rty"
PAGE = f"/guest/{CODE}/"
ENGLISH = {"headers": {"accept-language": "en"}}


@pytest.fixture
def link(db):
    with inside():
        minutes("Assembly 2026", 90)
        minutes("For the council", 90, audience="council")
        return shared(CODE)


def test_a_notary_reads_and_saves_without_an_account(client, link):
    page = client.get(PAGE, **ENGLISH)
    assert page.status_code == 200
    html = text(page)
    for expected in (
        "Sale of A",
        "Les Acacias",
        "0833.576.428",
        "2026/117",
        "Lambert Syndic",
        "Before the contract (art. 3.94 §1)",
        "Assembly 2026",
    ):
        assert expected in html
    # Neither other documents, nor people of the building.
    for secret in ("For the council", "Omar", "Haddad", "omar@example.org"):
        assert secret not in html
    with inside():
        kept = SaleDocument.objects.get().file
    answer = client.get(f"{PAGE}{kept.uuid}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.getvalue().startswith(b"%PDF-")


def test_nobody_keeps_or_lists_the_page(client, link):
    with inside():
        kept = SaleDocument.objects.get().file.uuid
    for address in (PAGE, f"{PAGE}{kept}/", "/guest/wrong/"):
        answer = client.get(address)
        answer.getvalue() if answer.streaming else answer.content
        directives = answer["Cache-Control"].split(", ")
        assert {"private", "no-store"} <= set(directives)
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_each_opening_is_counted_and_recorded_as_nobodys(client, link):
    client.head(PAGE)
    client.get(PAGE)
    client.get(PAGE)
    link.refresh_from_db()
    assert link.opened == 2
    with inside():
        events = AuditEvent.objects.filter(action="sale.link_opened")
        assert list(events.values_list("actor", flat=True)) == [None, None]


def test_wrong_expired_and_withdrawn_links_look_the_same(client, link):
    now = timezone.now()
    pages = [text(client.get("/guest/wrong/", **ENGLISH))]
    for change in (
        {"expires_at": now, "created_at": now - timedelta(days=30)},
        {"expires_at": now + timedelta(days=1), "revoked_at": now},
    ):
        GuestLink.objects.filter(pk=link.pk).update(**change)
        answer = client.get(PAGE, **ENGLISH)
        assert answer.status_code == 404
        pages.append(text(answer))
    assert "This link opens nothing" in pages[0]
    assert "Les Acacias" not in pages[0]
    assert len(set(pages)) == 1
    link.refresh_from_db()
    assert link.opened == 0


def test_a_file_needs_the_code_and_stands_on_its_page(client, link):
    with inside():
        minutes_of_the_council = File.objects.order_by("pk")[1]
        kept = SaleDocument.objects.get().file
    for address in (
        f"{PAGE}{minutes_of_the_council.uuid}/",
        f"{PAGE}{link.uuid}/",
        f"/guest/wrong/{kept.uuid}/",
    ):
        assert client.get(address).status_code == 404


def test_whoever_guesses_is_stopped(client, link):
    answers = [client.get(f"/guest/wrong-{number}/") for number in range(11)]
    assert [answer.status_code for answer in answers] == [404] * 10 + [429]
    assert client.get(PAGE).status_code == 429


def test_a_link_without_anything_handed_over_shows_nothing(client, db):
    with inside():
        sale = started()
        made(requested(sale))
        link = GuestLink.objects.create(
            tenant_id=sale.tenant_id,
            sale=sale.uuid,
            code_hash=hash_code(CODE),
            expires_at=timezone.now() + timedelta(days=1),
        )
    html = text(client.get(PAGE, **ENGLISH))
    assert "There is nothing to read here yet." in html
    assert link.opened == 0


def test_who_gives_up_or_withdraws_closes_the_link(client, link):
    with inside():
        sale = SaleDocument.objects.get().sale
        revoke_link(link, sale=sale, by=cast.user("sophie"))
    assert client.get(PAGE).status_code == 404
    GuestLink.objects.update(revoked_at=None)
    assert client.get(PAGE).status_code == 200
    with inside():
        give_up_sale(sale, by=None)
    assert client.get(PAGE).status_code == 404


def test_a_stranger_with_an_account_sees_what_everybody_sees(client, link):
    client.force_login(cast.user("stijn"))
    html = text(client.get(PAGE))
    assert "Assembly 2026" in html
    assert "Haddad" not in html
    assert client.get(f"/b/{cast.ACACIAS}/sales/").status_code == 404


def test_only_a_safe_method_opens(client, link):
    assert client.post(PAGE).status_code == 405
