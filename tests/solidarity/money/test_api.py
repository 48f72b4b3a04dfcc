"""The agreement of one's own help by the API: made, read, and signed on its page."""

import hashlib
from io import BytesIO

import pytest
from pypdf import PdfReader

from solidarity.models import AgreementSignature, Aid, RequestConsent, RequestKey
from solidarity.terms import Kind
from tests.api.conftest import problem, url, wrong
from tests.solidarity import making
from tests.solidarity.money.making import fresh, prepared, promised, signed
from tests.solidarity.reading import is_constant

OTHERS = ["clara", "cleo", "tess", "sophie"]


def of(name, aid):
    return url(name, aid_id=aid.uuid)


def test_it_is_made_read_and_signed_on_the_page(program):
    aid, omar = promised(), program("omar")
    found = omar.get(of("fund-agreement", aid)).json()
    assert (found["may_be_made"], found["sha256"]) == (True, "")
    assert found["sign_at"] is None
    assert len(found["plan"]) == 24
    assert found["plan"][0]["amount"] == "133.33"
    assert found["plan"][23]["amount"] == "133.41"
    assert omar.get(of("fund-agreement-file", aid)).status_code == 404
    made = omar.put(of("fund-agreement", aid), {"language": "nl"}).json()
    assert made["language"] == "nl"
    page = f"/fonds-solidarite/aide/{aid.uuid}/sign/"
    assert made["sign_at"].endswith(page)
    file = omar.get(of("fund-agreement-file", aid))
    pdf = b"".join(file)
    assert file["Content-Type"] == "application/pdf"
    assert hashlib.sha256(pdf).hexdigest() == made["sha256"]
    words = "".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages)
    assert "Achterberg" in words
    assert not AgreementSignature.objects.exists()
    assert fresh(aid).state == "promised"


def test_no_program_signs(program):
    aid, omar = prepared(promised()), program("omar")
    for method in ("POST", "PATCH", "DELETE"):
        assert omar(method, of("fund-agreement", aid), {}).status_code == 405
    assert fresh(aid).signed_at is None


def test_made_again_it_takes_the_place_of_the_first(program):
    aid, omar = promised(), program("omar")
    first = omar.put(of("fund-agreement", aid), {"language": "en"}).json()
    second = omar.put(of("fund-agreement", aid), {"language": "de"}).json()
    assert first["sha256"] != second["sha256"]
    bad = omar.put(of("fund-agreement", aid), {"iban": "BE00 0000 0000 0000"})
    assert list(wrong(bad)) == ["iban"]
    bad = omar.put(of("fund-agreement", aid), {"language": "es"})
    assert list(wrong(bad)) == ["language"]


def test_signed_it_stays(program):
    aid, omar = signed(), program("omar")
    again = omar.put(of("fund-agreement", aid), {"language": "fr"})
    assert problem(again) == (409, "fund-agreement-signed")
    found = omar.get(of("fund-agreement", aid)).json()
    assert (found["may_be_made"], found["sign_at"]) == (False, None)
    assert found["aid"]["state"] == "signed"
    assert found["aid"]["pay_by"] is not None
    assert omar.get(of("fund-agreement-file", aid)).status_code == 200


def test_what_lapsed_is_not_made_any_more(program):
    aid = promised()
    Aid.objects.filter(pk=aid.pk).update(state="void", ended_at=aid.promised_at)
    answer = program("omar").put(of("fund-agreement", aid), {})
    assert problem(answer) == (409, "fund-nothing-to-sign")


def test_a_grant_has_no_account_and_says_what_comes_back(program):
    aid, omar = promised(kind=Kind.DISPUTE), program("omar")
    found = omar.put(of("fund-agreement", aid), {}).json()
    assert (found["plan"], found["won"]) == ([], "750.00")
    assert found["aid"]["mandate"] == ""


def test_the_surety_needs_a_consent(program):
    aid, omar = promised(kind=Kind.WORKS), program("omar")
    body = {"security": "surety"}
    refused = omar.put(of("fund-agreement", aid), body)
    assert list(wrong(refused)) == ["security"]
    body["asks_surety"] = True
    found = omar.put(of("fund-agreement", aid), body).json()
    assert found["aid"]["security"] == "surety"
    assert RequestConsent.objects.filter(purpose="surety").count() == 1
    assert found["interest"] == "648.50"


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_nobody_elses(program, name):
    aid, other = prepared(promised()), program(name)
    assert other.get(url("fund-aids")).json() == []
    for address in ("fund-agreement", "fund-agreement-file"):
        assert other.get(of(address, aid)).status_code == 404
    said = other.put(of("fund-agreement", aid), {"language": "de"})
    assert said.status_code == 404
    assert fresh(aid).agreement_hash == aid.agreement_hash


def test_what_is_forgotten_is_not_found(program):
    aid = prepared(promised())
    RequestKey.objects.filter(request=aid.request, life="papers").delete()
    assert program("omar").get(of("fund-agreement-file", aid)).status_code == 404


def test_ones_own_help_takes_as_many_statements_for_three(program):
    is_constant(program("omar"), "fund-aids", lambda: making.decided(making.sent()))
