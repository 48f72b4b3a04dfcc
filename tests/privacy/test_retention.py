"""What the night deletes, on both sides of each boundary."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from buildings.models import Invitation
from buildings.services.forgetting import forget_invitations
from koprogo.celery import app
from koprogo.jobs.models import Job
from koprogo.privacy import retention, tasks
from tests import cast

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MOMENT = timedelta(microseconds=1)


# Sessions


def session(key, expires, *, device=True):
    Session.objects.create(session_key=key, session_data="x", expire_date=expires)
    if device:
        UserSession.objects.create(
            user=cast.user("omar"), session_key=key, ip="127.0.0.1", user_agent="x"
        )


def sessions():
    return sorted(Session.objects.values_list("session_key", flat=True))


def devices():
    return sorted(UserSession.objects.values_list("session_key", flat=True))


def test_an_expired_session_goes_with_its_device():
    session("living", NOW + MOMENT)
    session("over", NOW)
    assert retention.end_sessions(NOW) == 2
    assert (sessions(), devices()) == (["living"], ["living"])


def test_a_device_whose_session_ended_goes():
    session("living", NOW + MOMENT)
    session("ended", NOW + MOMENT)
    Session.objects.filter(session_key="ended").delete()
    assert retention.end_sessions(NOW) == 1
    assert devices() == ["living"]


# Jobs


def job(name, **moments):
    return Job.objects.create(name=name, tenant=None, by=None, **moments)


def test_work_that_ended_goes_after_30_days():
    month = timedelta(days=30)
    job("done-long-ago", finished_at=NOW - month)
    job("done", finished_at=NOW - month + MOMENT)
    job("failed-long-ago", failed_at=NOW - month)
    job("failed", failed_at=NOW - month + MOMENT)
    open_one = job("open")
    Job.objects.filter(pk=open_one.pk).update(created_at=NOW - 2 * month)
    assert retention.forget_jobs(NOW) == 2
    assert sorted(Job.objects.values_list("name", flat=True)) == [
        "done",
        "failed",
        "open",
    ]


# Invitations

YEAR = timedelta(days=365)
LONG_AGO = NOW - 2 * YEAR


def invitation(name, *, expires_at, **fields):
    made = Invitation.objects.create(
        code_hash=name,
        tenant=cast.tenant(),
        role="council",
        channel="paper",
        name=name,
        expires_at=NOW + YEAR,
        **fields,
    )
    Invitation.objects.filter(pk=made.pk).update(
        created_at=LONG_AGO, expires_at=expires_at
    )


def test_invitations_go_a_year_after_they_ended():
    omar = cast.user("omar")
    for name, ended in (("gone", NOW - YEAR), ("kept", NOW - YEAR + MOMENT)):
        early = LONG_AGO + MOMENT
        invitation(f"expired, {name}", expires_at=ended)
        invitation(f"revoked, {name}", expires_at=early, revoked_at=ended)
        invitation(
            f"accepted, {name}", expires_at=early, accepted_at=ended, accepted_by=omar
        )
    assert forget_invitations(NOW) == 3
    assert sorted(Invitation.objects.values_list("name", flat=True)) == [
        "accepted, kept",
        "expired, kept",
        "revoked, kept",
    ]


def test_a_letter_with_a_code_is_erased_before_its_invitation(acacias):
    from koprogo.documents.services import store

    letter = store(b"%PDF-", name="l.pdf", content_type="application/pdf", by=None)
    invitation("on paper", expires_at=NOW - YEAR, letter_id=letter.pk)
    assert forget_invitations(NOW) == 0
    Invitation.objects.update(letter_id=None)
    assert forget_invitations(NOW) == 1


# The night


def test_the_night_does_all_of_it(django_capture_on_commit_callbacks):
    session("over", NOW - timedelta(days=1))
    job("done-long-ago", finished_at=NOW - timedelta(days=31))
    invitation("gone", expires_at=NOW - YEAR - timedelta(days=1))
    assert tasks.forget() == 4
    assert (sessions(), devices()) == ([], [])
    assert (Job.objects.count(), Invitation.objects.count()) == (0, 0)


def test_it_is_on_the_schedule():
    names = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert tasks.forget.name in names
