"""The letters of a call and the work behind them, by a program."""

from datetime import timedelta

import pytest
from django.utils import timezone

from finance.services import cancel_call, make_letters
from koprogo.jobs.models import Job
from koprogo.jobs.services import enqueue, run_all
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, wrong
from tests.buildings.documents import library_document
from tests.finance import factories, letters


@pytest.fixture
def call(acacias):
    letters.furnish()
    return factories.issued()


def today():
    return timezone.localdate().isoformat()


def test_letters_are_made_and_fetched(program, call):
    anna, path = program("anna"), f"calls/{call.uuid}/letters/"
    assert anna.get(path).json()["job"] is None
    assert problem(anna.post(f"{path}send/")) == (409, "letters-not-made")
    assert anna.get(f"{path}zip/").status_code == 404
    asked = anna.post(path)
    assert (asked.status_code, asked.json()["made"]) == (202, 0)
    job = asked.json()["job"]
    assert (job["state"], job["done"], job["total"]) == ("open", 0, 3)
    run_all()
    followed = anna.get(f"/api/v1/jobs/{job['uuid']}/").json()
    assert (followed["state"], followed["done"]) == ("finished", 3)
    state = anna.get(path).json()
    assert (state["made"], state["is_made"], state["unsent"]) == (3, True, 3)
    archive = anna.get(f"{path}zip/")
    assert archive["Content-Type"] == "application/zip"
    assert archive.getvalue()[:2] == b"PK"
    document = call.documents.get(holding__code="H1").uuid
    letter = program("omar").get(f"documents/{document}/letter/")
    assert letter["Content-Type"] == "application/pdf"
    assert letter.getvalue()[:5] == b"%PDF-"


def test_letters_are_sent_once_and_proven(program, call):
    letters.rows(call)
    letters.consent("omar")
    anna, path = program("anna"), f"calls/{call.uuid}/"
    assert anna.post(f"{path}letters/send/").json() == {"emails": 1, "post": 2}
    assert anna.post(f"{path}letters/send/").json() == {"emails": 0, "post": 0}
    run_all()
    [sent] = anna.get(f"{path}deliveries/", channel="email").json()["results"]
    assert (sent["by_email"], sent["why_post"], sent["to_pay"]) == (
        True,
        None,
        "500.00",
    )
    assert sent["delivery"]["state"] == "sent"
    assert sent["delivery"]["proof"].keys() == {"message_id", "server", "sha256"}
    waiting = anna.get(f"{path}deliveries/", state="waiting").json()["results"]
    assert [row["why_post"] for row in waiting] == ["wish", "wish"]
    posted = {"letters": [row["uuid"] for row in waiting], "on": today()}
    assert anna.post(f"{path}letters/posted/", posted).json() == {"letters": 2}
    one = anna.get(f"letters/{waiting[0]['uuid']}/").json()
    anna_uuid = str(cast.user("anna").uuid)
    assert one["delivery"]["proof"] == {"posted_on": today(), "by": anna_uuid}
    assert anna.get(f"{path}letters/").json()["posted"] == 2
    assert anna.get(f"{path}letters/post-zip/").status_code == 200


@pytest.mark.parametrize("by", Delivery.Channel.values)
def test_what_failed_goes_again_or_by_post(program, call, by):
    letters.rows(call)
    letters.consent("omar")
    anna, path = program("anna"), f"calls/{call.uuid}/letters/"
    anna.post(f"{path}send/")
    failed = Delivery.objects.emails()
    failed.update(state="failed")
    key = failed.get().pk
    assert anna.post(f"{path}retry/", {"by": by}).json() == {"letters": 1}
    delivery = Delivery.objects.get(pk=key)
    assert (delivery.state, delivery.channel) == ("waiting", by)


def test_what_the_letters_refuse(program, call):
    letters.rows(call)
    anna, path = program("anna"), f"calls/{call.uuid}/letters/"
    anna.post(f"{path}send/")
    [letter, *_] = anna.get(f"calls/{call.uuid}/deliveries/").json()["results"]
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    posted = {"letters": [letter["uuid"]], "on": tomorrow}
    answer = anna.post(f"{path}posted/", posted)
    assert problem(answer) == (400, "posted-on-wrong-day")
    assert list(wrong(answer)) == ["on"]
    foreign = {"letters": [str(call.uuid)], "on": today()}
    assert list(wrong(anna.post(f"{path}posted/", foreign))) == ["letters"]
    cancel_call(call, by=None)
    assert problem(anna.post(path)) == (409, "call-cancelled")
    assert problem(anna.post(f"{path}retry/", {"by": "post"})) == (
        409,
        "call-cancelled",
    )


def test_a_draft_has_no_letters(program, acacias):
    draft = factories.draft()
    assert program("anna").post(f"calls/{draft.uuid}/letters/").status_code == 404


# Jobs


def statuses(program, job, names, **token):
    path = f"/api/v1/jobs/{job.uuid}/"
    return {name: program(name, **token).get(path).status_code for name in names}


def test_who_follows_which_work(program, call):
    letters.rows(factories.issued())
    make_letters(call, by=None)
    job = Job.objects.get(name="finance.make_letters")
    expected = {"anna": 200, "omar": 404, "stijn": 404, "zoe": 404}
    assert statuses(program, job, expected) == expected
    library_document()
    reading = Job.objects.get(name="buildings.read_document")
    assert statuses(program, reading, ["sophie", "anna"]) == {
        "sophie": 200,
        "anna": 404,
    }


def test_other_work_is_followed_by_who_asked_for_it(program, acacias):
    with enter(None, by=None):
        own = enqueue("privacy.copy", tenant_id=None, by=cast.user("omar"))
    inside = enqueue("other.work", tenant_id=acacias.pk, by=cast.user("omar"))
    for job in (own, inside):
        assert statuses(program, job, ["omar", "sophie"]) == {
            "omar": 200,
            "sophie": 404,
        }


def test_a_token_of_one_building_follows_its_work_only(program, acacias):
    job = enqueue("other.work", tenant_id=acacias.pk, by=cast.user("sophie"))
    assert statuses(program, job, ["sophie"], only=cast.ACACIAS) == {"sophie": 200}
    own = enqueue("other.work", tenant_id=None, by=cast.user("sophie"))
    assert statuses(program, own, ["sophie"], only=cast.ACACIAS) == {"sophie": 404}


def test_work_that_was_given_up(program, acacias):
    job = enqueue("other.work", tenant_id=acacias.pk, by=cast.user("omar"))
    Job.objects.filter(pk=job.pk).update(failed_at=timezone.now())
    shown = program("omar").get(f"/api/v1/jobs/{job.uuid}/").json()
    assert (shown["state"], shown["finished_at"]) == ("failed", None)
