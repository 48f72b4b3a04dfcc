"""What is forgotten, and when: a key that is gone opens nothing, and the row says so."""

import os
from base64 import b64encode
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.notifications.models import Delivery
from solidarity import leaving, models, personal
from solidarity.models import Paper, Question, Request, RequestErasure, RequestKey
from solidarity.services import retention
from solidarity.services.testimonies import write_testimony
from solidarity.vault import Forgotten, Life, new_vault, open_vault
from tests.solidarity import making
from tests.solidarity.public.things import finished, helped

BRUSSELS = ZoneInfo("Europe/Brussels")
ENDED = datetime(2027, 3, 10, 12, tzinfo=BRUSSELS)


def later(years, days=0):
    return ENDED.replace(year=ENDED.year + years) + timedelta(days=days)


def paper(request) -> Paper:
    vault = open_vault(request)
    row = Paper(request=request, kind="income", size=3, content_type="image/png")
    data = vault.seal_bytes(b"pay slip", place=f"paper.{row.uuid}")
    row.file = documents.store(data, name="x", content_type="x/x", by=None)
    row.name = vault.seal("slip.png", place=f"solidarity_paper.name.{row.uuid}")
    row.save()
    return row


@pytest.fixture
def ended(fund):
    request = finished("omar", ended_at=ENDED)
    paper(request)
    seal = open_vault(request).seal
    Question.objects.create(request=request, text=seal("Why?", place="q"))
    aid = request.aids.get()
    aid.iban = seal("BE68", place="iban", life=Life.PAPERS)
    aid.agreement = documents.store(b"signed", name="a", content_type="x/x", by=None)
    aid.save()
    return request


def test_nothing_is_forgotten_before_its_time(ended):
    assert retention.forget_files(later(5, days=-1)) == 0
    assert retention.forget_papers(later(7, days=-1)) == 0
    assert open_vault(ended).open(ended.answers, place=_place(ended, "answers"))


def _place(request, column):
    return f"solidarity_request.{column}.{request.uuid}"


def test_after_five_years_nothing_of_the_file_opens(ended):
    token, aid = ended.answers, ended.aids.get()
    reasons = models.Verdict.objects.get().reasons
    kept = Paper.objects.get().file_id
    assert retention.forget_files(later(5)) == 1
    vault = open_vault(ended)
    for sealed in (token, reasons):
        with pytest.raises(Forgotten):
            vault.open(sealed, place=_place(ended, "answers"))
    ended.refresh_from_db()
    assert (ended.answers, ended.analysis) == ("", "")
    one = Paper.objects.get()
    assert (one.file, one.name) == (None, "")
    assert not File.objects.filter(pk=kept).exists()
    assert {one.text for one in Question.objects.all()} == {""}
    erasure = RequestErasure.objects.get()
    assert (erasure.request, erasure.life, erasure.at) == (ended, "file", later(5))
    assert vault.open(aid.iban, place="iban", life=Life.PAPERS) == "BE68"
    assert retention.forget_files(later(5)) == 0


def test_after_seven_years_the_agreement_goes_too(ended):
    retention.forget_files(later(5))
    assert retention.forget_papers(later(7)) == 1
    assert not RequestKey.objects.exists()
    aid = ended.aids.get()
    assert (aid.agreement, aid.iban, aid.paid) == (None, "", 0)
    assert RequestErasure.objects.count() == 2


def test_years_count_from_the_last_repayment(ended):
    ended.aids.update(ended_at=later(1))
    assert retention.forget_files(later(5)) == 0
    assert retention.forget_files(later(6)) == 1


def test_what_still_runs_is_kept(fund):
    helped("omar")
    refused = making.sent("clara")
    making.decided(refused, "refused")
    assert retention.forget_files(timezone.now() + timedelta(days=365)) == 0
    assert retention.forget_files(timezone.now() + timedelta(days=6 * 365)) == 1
    assert RequestErasure.objects.get().request == refused


def test_the_public_words_stay_and_the_sealed_ones_go(ended):
    write_testimony(ended, text="Thanks.", language="en", by=ended.applicant)
    retention.forget_files(later(5))
    row = models.Testimony.objects.get()
    assert (row.state, row.sealed) == ("withdrawn", "")


def test_keys_are_renewed_by_the_command(ended, settings):
    fresh = b64encode(os.urandom(32)).decode()
    settings.ENCRYPTION_KEYS = f"fresh:{fresh},{settings.ENCRYPTION_KEYS}"
    call_command("renew_encryption", stdout=StringIO())
    settings.ENCRYPTION_KEYS = f"fresh:{fresh}"
    assert open_vault(ended).open(ended.answers, place=_place(ended, "answers"))


# Drafts


@pytest.fixture
def draft(fund):
    row = Request.objects.create(code="D1", applicant=making.person("omar"))
    new_vault(row)
    paper(row)
    models.RequestConsent.objects.create(
        request=row, purpose="processing", given_at=timezone.now()
    )
    return row


def test_a_draft_goes_after_ninety_days_and_a_mail(draft):
    now = draft.changed_at
    retention.warn_of_drafts(now + timedelta(days=75))
    assert not Delivery.objects.exists()
    for _night in range(2):
        retention.warn_of_drafts(now + timedelta(days=76, hours=1))
    [mail] = Delivery.objects.all()
    assert "two weeks" in mail.subject
    Delivery.objects.update(created_at=now + timedelta(days=76))
    assert retention.forget_drafts(now + timedelta(days=89)) == 0
    assert retention.forget_drafts(now + timedelta(days=90, hours=1)) == 1
    assert not Request.objects.exists()
    assert not RequestKey.objects.exists()
    assert not File.objects.exists()


def test_a_draft_waits_for_its_mail(draft):
    now = draft.changed_at + timedelta(days=120)
    assert retention.forget_drafts(now) == 0
    retention.warn_of_drafts(now)
    Delivery.objects.update(created_at=now)
    assert retention.forget_drafts(now + timedelta(days=13)) == 0
    assert retention.forget_drafts(now + timedelta(days=14)) == 1


def test_a_draft_that_is_touched_again_stays(draft):
    now = draft.changed_at + timedelta(days=80)
    retention.warn_of_drafts(now)
    Delivery.objects.update(created_at=now)
    Request.objects.update(changed_at=now + timedelta(days=3))
    assert retention.forget_drafts(now + timedelta(days=20)) == 0


# Who leaves


def test_who_leaves_takes_his_draft_with_him(draft):
    omar = draft.applicant
    assert list(leaving.refusals(omar)) == []
    assert personal.places(omar)
    assert personal.places(making.person("clara")) == []
    leaving.leave(omar)
    with making.inside():
        assert not Request.objects.exists()


def test_what_waits_is_withdrawn_and_what_ended_stays(fund):
    waits = making.sent("omar")
    promised = making.sent("omar")
    making.decided(promised)
    refused = making.sent("omar")
    making.decided(refused, "refused")
    other = making.sent("clara")
    leaving.leave(making.person("omar"))
    with making.inside():
        states = {one.pk: one.state for one in Request.objects.all()}
        assert states == {
            waits.pk: "withdrawn",
            promised.pk: "withdrawn",
            refused.pk: "refused",
            other.pk: "complete",
        }
        assert models.Aid.objects.get().state == "void"
        # What was neither refused nor signed is forgotten at once.
        keys = RequestKey.objects.values_list("request", flat=True)
        assert set(keys) == {refused.pk, other.pk}


def test_a_loan_that_runs_keeps_him(fund):
    making.running("omar")
    omar = making.person("omar")
    [why] = leaving.refusals(omar)
    assert "loan" in why
