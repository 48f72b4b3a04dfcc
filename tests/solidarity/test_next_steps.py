"""What a person finds next, page by page: ways, buttons and words that are still true."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from solidarity.exports.minutes import minutes_pdf
from solidarity.models import AgendaItem
from solidarity.queries.agreements import agreement_of
from solidarity.queries.committee.sessions import minutes
from solidarity.services import exclusions
from solidarity.services.fund_account import set_account
from tests import cast
from tests.solidarity import making
from tests.solidarity.money.making import fresh, prepared, promised, signed
from tests.solidarity.requests import filling


def url(name, *args):
    return reverse(f"solidarity:{name}", args=args)


def page(name, path) -> str:
    client = Client(headers={"accept-language": "en"})
    client.force_login(making.person(name))
    return client.get(path).content.decode()


def printed(pdf: bytes) -> str:
    text = " ".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.split())


@pytest.fixture
def entered(fund):
    making.endowed("90000.00")


def test_what_is_signed_is_not_withdrawn_any_more(entered):
    before, after = promised("omar"), signed("jean")
    for aid, name, may in ((before, "omar", True), (after, "jean", False)):
        request = aid.request
        found = page(name, url("request", request.uuid))
        assert (url("request-withdraw", request.uuid) in found) == may
        told = "you read it and sign it on the page" in page(
            name, url("decision", request.uuid)
        )
        assert told == may


def test_the_list_leads_to_the_next_step(entered):
    offered = making.decided(making.sent("omar"), "offered").request
    draft = filling.draft("clara")
    assert url("offer", offered.uuid) in page("omar", url("requests"))
    assert url("request-summary", draft.uuid) in page("clara", url("requests"))


def test_an_offer_says_what_it_costs(entered):
    works = making.sent("omar", kind="works", amount=Decimal("8000.00"), months=60)
    terms = {"amount": Decimal("6800.00"), "months": 60, "percent": Decimal("1.00")}
    making.decided(works, "offered", **terms)
    found = page("omar", url("offer", works.uuid))
    for part in ("€6,800.00", "1\N{NO-BREAK SPACE}% a year", "€116.24", "€174.27"):
        assert part in found
    assert "mortgage of the second rank" in found


def test_who_pays_back_reads_to_which_account(entered):
    set_account(holder="KoproGo", iban="BE62510007547061", kbo="0451899343", by=None)
    aid = making.running("omar")
    found = page("omar", url("loan", aid.uuid))
    assert "BE62 5100 0754 7061" in found
    assert url("request", aid.request.uuid) in found


def test_who_is_excluded_finds_why(entered, seats):
    assert url("my-exclusion") not in page("omar", url("requests"))
    request = making.sent("omar")
    lea, cas = making.person("lea"), making.person("cas")
    found = exclusions.propose_exclusion(request, reasons="Forged", by=lea)
    exclusions.decide_exclusion(found, is_confirmed=True, by=cas)
    assert url("my-exclusion") in page("omar", url("requests"))


def test_the_committee_finds_the_way_to_exclude(entered, seats):
    request = making.sent("omar")
    lea = making.confirmed(Client(headers={"accept-language": "en"}), "lea")
    lea.post(url("file-open", request.uuid))
    found = lea.get(url("file", request.uuid)).content.decode()
    assert url("exclusion-new", request.uuid) in found


def test_help_is_found_from_a_building_of_ones_own(entered):
    way = url("requests")
    assert way in page("omar", f"/b/{cast.ACACIAS}/")
    assert way not in page("sophie", f"/b/{cast.ACACIAS}/")


def test_the_public_pages_lead_to_the_fund(entered):
    for path in ("/", "/fonds-solidarite", "/transparency"):
        assert (
            'href="/solidarite?lang=en"'
            in Client().get(f"{path}?lang=en").content.decode()
        )


# The step of the reason: what was typed comes with the documents


def sent_with(name, data=filling.PDF, **said):
    client, draft = Client(), filling.draft()
    client.force_login(making.person("omar"))
    file = SimpleUploadedFile(name, data)
    post = {"reason": "The boiler broke.", "kind": "income", "files": [file], **said}
    answer = client.post(url("request-step", draft.uuid, "reason"), post)
    _vault, answers = filling.open_request(fresh(draft))
    return answer, draft, answers


@pytest.mark.parametrize(
    ("said", "then"),
    [({"add": "1"}, "reason"), ({}, "plan"), ({"stay": "1"}, "reason")],
)
def test_documents_are_kept_with_the_reason(entered, said, then):
    answer, draft, answers = sent_with("slip.pdf", **said)
    assert answer.url == url("request-step", draft.uuid, then)
    assert (answers.reason, draft.papers.count()) == ("The boiler broke.", 1)


def test_a_document_that_is_refused_loses_no_word(entered):
    answer, draft, answers = sent_with("slip.exe", add="1")
    assert "no PDF, JPEG or PNG" in str(answer.context["papers_form"].errors)
    assert (answers.reason, draft.papers.count()) == ("The boiler broke.", 0)


# What is printed


def test_an_agreement_says_notice_default_and_security(entered):
    said = printed(agreement_of(fresh(prepared(promised(kind="works")))))
    for part in (
        "three days’ notice of each debit is enough",
        "a member of the committee speaks with you first",
        "You can leave this agreement",
        "The security that you give",
        "used only when no plan could be found",
        "Each stage is paid within five working days",
    ):
        assert part in said
    grant = promised("jean", "dispute", won_part=Decimal("0.50"))
    said = printed(agreement_of(fresh(prepared(grant))))
    assert "You tell the committee how the case ended" in said
    assert "You can give up the help at any time before it is paid" in said


def test_minutes_print_the_security_and_no_amount(entered, seats):
    request = making.sent("omar", kind="works", amount=Decimal("8000.00"), months=60)
    vote = making.decided(
        request, amount=Decimal("6800.00"), months=60, percent=Decimal("1.00")
    ).vote
    AgendaItem.objects.create(session=vote.session, request=request, position=1)
    vote.session.closed_at = vote.closed_at
    vote.session.save()
    pdf = minutes_pdf(minutes(vote.session), place="Fund", language="en")
    said = printed(pdf)
    assert "Security asked: a mortgage of the second rank" in said
    assert "6,800" not in said
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
