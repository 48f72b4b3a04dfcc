"""Proxies on the pages: given and signed, recorded, seen, withdrawn."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from buildings import services
from buildings.models import Owner
from governance.models import Proxy
from governance.services.proxies import record_proxy
from governance.services.roll import take_roll
from tests import cast
from tests.finance.pages import errors
from tests.finance.reminders.pages import inside, text, told
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    convened,
    proxy,
    with_roll,
)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def url(name, *args):
    return reverse(f"governance:{name}", args=[cast.ACACIAS, *args])


@pytest.fixture
def assembly(db):
    with inside():
        return convened()


def said(principal=CLARA, holder="omar", **values):
    with inside():
        owner = Owner.objects.get(code=holder).uuid if holder else ""
        found = {
            "holding": cast.holding(principal).uuid,
            "holder_owner": owner,
            "holder_name": "",
            "not_syndic": "on",
            "instructions": "Against point 1",
        }
    return found | values


def given():
    with inside():
        return list(Proxy.objects.values_list("head_name", "holder_name"))


def test_an_owner_reads_the_text_and_signs_it(sign_in, assembly):
    clara, where = sign_in("clara"), url("proxy-new", assembly.uuid)
    assert "at most 10 % of all votes" in text(clara.get(where))
    page = text(clara.post(where, said()))
    assert (
        "I, Clara Élise, hold lots B of Les Acacias, with 300 of 1,000 votes." in page
    )
    assert "I give Omar Haddad the power to represent me" in page
    assert "Omar Haddad holds 0 other proxies" in page
    assert "Yours would be accepted as things stand." in page
    assert given() == []
    page = clara.post(where, said(signed="on"), follow=True)
    assert told(page) == ["Your proxy is signed."]
    assert "By the account of Clara, on" in text(page)
    assert given() == [("Clara Élise", "Omar Haddad")]
    page = clara.post(where, said(holder="jean", signed="on"))
    assert errors(page)["__all__"] == [
        "There is a proxy for these lots already. Withdraw it first."
    ]


def test_one_that_would_be_refused_is_said_to_be(sign_in, assembly):
    with inside():
        garage = services.create_holding(
            code="H8",
            members=[services.Member(Owner.objects.get(code="fatima"), 1)],
            by=None,
        )
        lot = services.create_lot(code="G", shares=0, by=None)
        services.hand_over_lot(lot, holding=garage, since=cast.SINCE, by=None)
        for holding in (cast.holding(OMAR), cast.holding(JEAN), garage):
            record_proxy(
                assembly,
                holding=holding,
                holder="Paul",
                signed_on=timezone.localdate(),
                origin="https://koprogo.example",
                by=None,
            )
    page = text(
        sign_in("clara").post(
            url("proxy-new", assembly.uuid), said(holder="", holder_name="paul")
        )
    )
    assert "paul holds 3 other proxies for this assembly." in page
    assert "As things stand yours would not be accepted: paul holds 3 proxies" in page
    assert "they would be 1,000 of 1,000, and a tenth is 100" in page


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"not_syndic": ""}, "not_syndic", "This field is required."),
        (
            {"holder_name": "Paul"},
            "__all__",
            "Name one person who votes: an owner of the list, or somebody else.",
        ),
        (
            {"holder_owner": ""},
            "__all__",
            "Name one person who votes: an owner of the list, or somebody else.",
        ),
    ],
)
def test_what_is_missing(sign_in, assembly, values, field, sentence):
    page = sign_in("clara").post(url("proxy-new", assembly.uuid), said(**values))
    assert (errors(page)[field], given()) == ([sentence], [])


def test_nobody_signs_for_others_nor_for_himself(sign_in, assembly):
    clara, where = sign_in("clara"), url("proxy-new", assembly.uuid)
    page = clara.post(where, said(OMAR, signed="on"))
    assert "holding" in errors(page)
    page = clara.post(where, said(holder="clara", signed="on"))
    assert "holder_owner" in errors(page)
    assert given() == []


def test_the_office_records_a_paper_with_its_scan(sign_in, assembly):
    sophie = sign_in("sophie")
    paper = SimpleUploadedFile("proxy.pdf", PDF, content_type="application/pdf")
    today = timezone.localdate().isoformat()
    values = said(holder="", holder_name="Paul", paper=paper, signed_on=today)
    page = sophie.post(url("proxy-record", assembly.uuid), values, follow=True)
    assert told(page) == ["The proxy is recorded."]
    assert "On paper, on" in text(page)
    with inside():
        kept = Proxy.objects.get()
    scan = sophie.get(url("proxy-paper", assembly.uuid, kept.uuid))
    assert b"".join(scan.streaming_content) == PDF
    page = sophie.post(url("proxy-record", assembly.uuid), values | {"paper": ""})
    assert "There is a proxy for these lots already" in str(errors(page))
    later = timezone.localdate() + timedelta(days=1)
    page = sophie.post(
        url("proxy-record", assembly.uuid), values | {"signed_on": later, "paper": ""}
    )
    assert errors(page)["signed_on"] == ["This day has not come yet."]


def test_the_office_sees_all_and_why(sign_in, db):
    with inside():
        assembly = convened()
        proxy(assembly, CLARA, holder=OMAR)
        proxy(assembly, JEAN, name="Sophie", is_syndic=True)
        assembly = take_roll(assembly, by=None)
    page = text(sign_in("sophie").get(url("proxies", assembly.uuid)))
    assert "Omar Haddad 300 Accepted" in page
    assert "Sophie 200 Refused The syndic" in page


def test_owners_see_what_they_gave_and_hold_and_nothing_else(sign_in, assembly):
    with inside():
        first = proxy(assembly, CLARA, holder=OMAR)
        other = proxy(assembly, JEAN, name="Paul")
    for who in ("clara", "omar"):
        somebody = sign_in(who)
        page = text(somebody.get(url("proxies", assembly.uuid)))
        assert "Omar Haddad 300" in page
        assert "Paul" not in page
        assert somebody.get(url("proxy", assembly.uuid, other.uuid)).status_code == 404
        assert somebody.get(url("proxy", assembly.uuid, first.uuid)).status_code == 200
    assert "Withdraw" not in text(sign_in("omar").get(url("proxies", assembly.uuid)))
    paper = sign_in("clara").get(url("proxy-paper", assembly.uuid, first.uuid))
    assert paper.status_code == 404


def test_who_gave_it_withdraws_it(sign_in, assembly):
    with inside():
        given_ = proxy(assembly, CLARA, holder=OMAR)
    where = url("proxy-withdraw", assembly.uuid, given_.uuid)
    assert sign_in("omar").post(where).status_code == 404
    clara = sign_in("clara")
    assert "Omar Haddad will not vote for" in text(clara.get(where))
    page = clara.post(where, {"reason": "I come"}, follow=True)
    assert told(page) == ["The proxy is withdrawn."]
    assert told(clara.post(where, follow=True)) == ["This proxy was withdrawn before."]


def test_a_stranger_finds_nothing(sign_in, assembly):
    with inside():
        given_ = proxy(assembly, CLARA, holder=OMAR)
    bea = sign_in("bea")
    for name in ("proxy", "proxy-withdraw"):
        assert bea.get(url(name, assembly.uuid, given_.uuid)).status_code == 404


def test_who_votes_for_nothing_is_told_so(sign_in, assembly):
    with inside():
        fatima = Owner.objects.get(code="fatima")
        services.link_owner(fatima, user=cast.user("zoe"), since=cast.SINCE, by=None)
        open_ = with_roll()
    zoe = sign_in("zoe")
    assert "You vote for no lot" in text(zoe.get(url("proxy-new", assembly.uuid)))
    page = text(zoe.get(url("proxies", open_.uuid)))
    assert "Lots C: Jean Moreau votes for all who hold them." in page


def test_few_statements(sign_in, assembly, django_assert_max_num_queries):
    sophie = sign_in("sophie")
    with inside():
        proxy(assembly, CLARA, holder=OMAR)
    with django_assert_max_num_queries(24) as one:
        sophie.get(url("proxies", assembly.uuid))
    with inside():
        proxy(assembly, JEAN, holder=OMAR)
        proxy(assembly, OMAR, name="Paul")
    with django_assert_max_num_queries(len(one)):
        sophie.get(url("proxies", assembly.uuid))
