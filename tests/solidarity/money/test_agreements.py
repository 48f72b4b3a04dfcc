"""Agreements: what they say, signed once, by the person, in time."""

import hashlib
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from django.utils import timezone
from pypdf import PdfReader

from koprogo.documents.services import read
from koprogo.notifications.models import Delivery
from solidarity.deadlines import payout_by
from solidarity.errors.money import (
    AgreementChanged,
    NoMandate,
    NoSecurity,
    NothingToSign,
    SignedAlready,
)
from solidarity.models import Aid, LegalReview, Request, RequestConsent
from solidarity.queries import agreements as queries
from solidarity.services.agreements import (
    lapse_unsigned,
    prepare_agreement,
    remind_unsigned,
    sign_agreement,
)
from solidarity.tasks import unsigned
from solidarity.terms import Kind
from solidarity.vault import open_vault
from tests.solidarity import making
from tests.solidarity.money.making import IBAN, fresh, prepared, promised, signed
from tests.sql import refused, rows


def words(aid) -> str:
    """Return what the agreement says, on one line."""
    pages = PdfReader(BytesIO(queries.agreement_of(fresh(aid)))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_is_signed_is_the_file_that_was_read(fund):
    aid = prepared(promised())
    pdf = queries.agreement_of(fresh(aid))
    assert aid.agreement_hash == hashlib.sha256(pdf).hexdigest()
    assert pdf not in read(aid.agreement)
    assert making.NAME.encode() not in read(aid.agreement)
    omar = making.person("omar")
    signature = sign_agreement(aid, sha256=aid.agreement_hash, mandate=True, by=omar)
    found = fresh(aid)
    assert (found.state, found.pay_by) == (
        Aid.State.SIGNED,
        payout_by(timezone.localdate()).day,
    )
    assert (signature.user, signature.sha256, signature.mandate) == (
        omar,
        aid.agreement_hash,
        True,
    )
    assert found.mandate == f"FUND-{aid.code}"
    assert queries.iban_of(found, open_vault(found.request)) == IBAN
    assert IBAN not in str(rows("SELECT * FROM solidarity_aid"))


def test_a_loan_says_how_it_comes_back(fund):
    said = words(prepared(promised()))
    for part in (
        making.NAME,
        "€3,200.00",
        "24 instalments",
        "€133.33",
        "€133.41",
        "Being late costs nothing",
        "BE68 5390 0754 7034",
        "FUND-S-",
        "is being reviewed by a lawyer",
        settings.DPO_EMAIL,
    ):
        assert part in said
    assert "not regulated" not in said
    assert making.SECRET_REASON not in said


def test_the_legal_review_in_force_is_told(fund):
    LegalReview.objects.create(
        regime="exempt",
        note="Without interest and without costs.",
        since=timezone.localdate() - timedelta(days=3),
    )
    said = words(prepared(promised()))
    assert "Without interest and without costs." in said
    assert "is being reviewed by a lawyer" not in said


def test_a_dispute_grant_says_what_comes_back_when_it_is_won(fund):
    said = words(prepared(promised(kind=Kind.DISPUTE)))
    assert "50 % of the grant (€750.00) comes back" in said
    assert "instalments" not in said
    said = words(prepared(promised("clara", Kind.EMERGENCY)))
    assert "Nothing of it comes back" in said


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_it_is_tagged_in_each_language(fund, language):
    aid = prepared(promised(), language=language)
    root = PdfReader(BytesIO(queries.agreement_of(fresh(aid)))).trailer["/Root"]
    assert (aid.language, root["/Lang"]) == (language, language)
    assert root["/MarkInfo"]["/Marked"]


def test_a_works_credit_has_a_security(fund):
    aid = promised(kind=Kind.WORKS)
    with pytest.raises(NoSecurity):
        prepared(aid, security="")
    with pytest.raises(NoSecurity):
        prepared(aid, security="surety")
    assert "mortgage of the second rank" in words(prepared(aid))
    said = words(prepared(aid, security="surety", asks_surety=True))
    assert "joint surety" in said
    assert "mortgage" not in said
    assert [one.purpose for one in RequestConsent.objects.all()] == ["surety"]
    prepared(aid, security="surety")
    assert RequestConsent.objects.count() == 1


def test_what_comes_back_has_its_account_and_its_mandate(fund):
    aid = promised()
    omar = making.person("omar")
    with pytest.raises(NoMandate):
        prepare_agreement(aid, language="en", by=omar)
    made = prepared(aid)
    with pytest.raises(NoMandate):
        sign_agreement(made, sha256=made.agreement_hash, by=omar)


def test_a_grant_has_neither(fund):
    aid = prepared(promised(kind=Kind.DISPUTE), iban=IBAN)
    assert (aid.iban, aid.mandate) == ("", "")
    signature = sign_agreement(aid, sha256=aid.agreement_hash, by=aid.request.applicant)
    assert not signature.mandate


def test_another_agreement_is_another_hash(fund):
    omar = making.person("omar")
    aid = promised()
    with pytest.raises(AgreementChanged):
        sign_agreement(aid, sha256="", mandate=True, by=omar)
    first = prepared(aid).agreement_hash
    second = prepared(aid, language="fr")
    with pytest.raises(AgreementChanged):
        sign_agreement(aid, sha256=first, mandate=True, by=omar)
    sign_agreement(aid, sha256=second.agreement_hash, mandate=True, by=omar)
    with pytest.raises(SignedAlready):
        sign_agreement(aid, sha256=second.agreement_hash, mandate=True, by=omar)
    with pytest.raises(SignedAlready):
        prepared(aid)


def test_nobody_signs_for_another(fund):
    aid = prepared(promised())
    with pytest.raises(NothingToSign):
        sign_agreement(
            aid,
            sha256=aid.agreement_hash,
            mandate=True,
            by=making.person("clara"),
        )


def test_an_offer_is_answered_first(fund):
    verdict = making.decided(making.sent(), "offered")
    with pytest.raises(NothingToSign):
        prepared(verdict.aid)


def test_a_signature_stays(fund):
    signed()
    with refused("append_only|refuse|permission denied|added"):
        rows("UPDATE solidarity_agreementsignature SET mandate = false RETURNING id")


# What nobody signs


def later(days: float):
    return timezone.now() + timedelta(days=days)


def test_reminders_come_twice_and_say_nothing(fund):
    aid = promised()
    assert remind_unsigned(now=later(13.9)) == 0
    remind_unsigned(now=later(14))
    remind_unsigned(now=later(24))
    assert Delivery.objects.count() == 1
    remind_unsigned(now=later(25))
    remind_unsigned(now=later(59))
    assert Delivery.objects.count() == 2
    remind_unsigned(now=later(61))
    assert Delivery.objects.count() == 2
    for mail in Delivery.objects.all():
        said = f"{mail.subject} {mail.body}".lower()
        for word in (aid.code.lower(), "loan", "3,200", "fund", "solidar"):
            assert word not in said
        assert mail.language == "en"
        assert mail.address == "omar@example.org"


def test_what_is_signed_is_not_reminded(fund):
    signed()
    assert remind_unsigned(now=later(20)) == 0
    assert lapse_unsigned(now=later(90)) == 0


def test_a_promise_lapses_after_sixty_days(fund):
    aid = promised()
    assert lapse_unsigned(now=later(59.9)) == 0
    assert lapse_unsigned(now=later(60)) == 1
    assert lapse_unsigned(now=later(61)) == 0
    found = Aid.objects.select_related("request").get(pk=aid.pk)
    assert (found.state, found.request.state) == (
        Aid.State.VOID,
        Request.State.LAPSED,
    )
    assert found.request.ended_at is not None
    with pytest.raises(NothingToSign):
        prepared(found)


def test_an_accepted_offer_counts_from_its_answer(fund):
    verdict = making.decided(making.sent(), "offered")
    verdict.answer, verdict.answered_at = "yes", later(30)
    verdict.save()
    Request.objects.update(state=Request.State.ACCEPTED)
    assert lapse_unsigned(now=later(80)) == 0
    assert lapse_unsigned(now=later(91)) == 1


def test_the_daily_task_looks_into_the_fund(fund, settings):
    promised()
    assert unsigned() == 0
    settings.ASBL_PLATFORM = False
    assert unsigned() == 0


def test_the_preview_is_that_of_the_spec(fund):
    aid = promised()
    plan = queries.preview(aid, on=timezone.localdate())
    assert [one.amount for one in plan] == [Decimal("133.33")] * 23 + [
        Decimal("133.41")
    ]
