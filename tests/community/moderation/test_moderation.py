"""What is reported, who answers it, and the second look."""

import pytest

from community.errors.moderation import (
    Answered,
    Involved,
    NoAppeal,
    OnesOwn,
    ReportedAlready,
)
from community.models import Comment, Post, Report
from community.services import moderation
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery
from tests import cast
from tests.community import making

HIDDEN, STAYS = Report.Outcome.HIDDEN, Report.Outcome.STAYS
OTHER = {"reason": Report.Reason.OFFENDS, "text": "", "origin": ""}


def reported(thing, me, **said):
    return moderation.report(thing, **OTHER | said, me=me, by=me.user)


def answered(row, name="sophie", outcome=HIDDEN):
    return moderation.answer_report(
        row, outcome=outcome, reasons="Because.", origin="", by=cast.user(name)
    )


def appealed(row, me):
    return moderation.appeal(row, text="It was a joke.", me=me, origin="", by=me.user)


@pytest.fixture
def post(neighbours):
    return making.posted(neighbours["omar"], title="Loud neighbours")


def test_the_council_is_told_that_something_waits(neighbours, post):
    reported(post, neighbours["otto"])
    [mail] = Delivery.objects.all()
    assert mail.address == "clara@example.org"
    assert "Loud" not in mail.body


def test_nobody_reports_his_own_or_twice(neighbours, post):
    with pytest.raises(OnesOwn):
        reported(post, neighbours["omar"])
    reported(post, neighbours["otto"])
    with pytest.raises(ReportedAlready):
        reported(post, neighbours["otto"])
    assert Report.objects.count() == 1


def test_what_is_taken_away_is_hidden_and_both_are_told(neighbours, post):
    row = reported(post, neighbours["otto"])
    Delivery.objects.all().delete()
    answered(row)
    post.refresh_from_db()
    assert post.hidden_at is not None
    assert set(Delivery.objects.values_list("address", flat=True)) == {
        *("otto@example.org", "omar@example.org")
    }
    event = AuditEvent.objects.latest("pk")
    assert (event.action, "Loud" in str(event.data)) == ("report.answered", False)


def test_an_answer_is_for_all_who_reported_the_same(neighbours, post):
    first = reported(post, neighbours["otto"])
    reported(post, making.joined("clara"))
    answered(first, outcome=STAYS)
    assert set(Report.objects.values_list("outcome", flat=True)) == {STAYS}
    post.refresh_from_db()
    assert post.hidden_at is None
    with pytest.raises(Answered):
        answered(first)


@pytest.mark.parametrize("who", ["otto", "omar"])
def test_who_wrote_or_reported_it_does_not_answer(neighbours, post, who):
    row = reported(post, neighbours["otto"])
    with pytest.raises(Involved):
        answered(row, who)
    assert Post.objects.get().hidden_at is None


def test_an_appeal_is_decided_by_somebody_else_and_brings_it_back(neighbours, post):
    row = answered(reported(post, neighbours["otto"]), "sophie")
    with pytest.raises(NoAppeal):
        appealed(row, neighbours["otto"])
    appealed(row, neighbours["omar"])
    with pytest.raises(NoAppeal):
        appealed(row, neighbours["omar"])
    second = {"outcome": STAYS, "reasons": "Fair enough.", "origin": ""}
    for name in ("sophie", "otto", "omar"):
        with pytest.raises(Involved):
            moderation.answer_appeal(row, **second, by=cast.user(name))
    moderation.answer_appeal(row, **second, by=cast.user("clara"))
    post.refresh_from_db()
    assert post.hidden_at is None
    with pytest.raises(Answered):
        moderation.answer_appeal(row, **second, by=cast.user("clara"))


def test_what_stands_there_is_not_appealed_against(neighbours, post):
    row = answered(reported(post, neighbours["otto"]), outcome=STAYS)
    with pytest.raises(NoAppeal):
        appealed(row, neighbours["omar"])


def test_the_pages_from_a_report_to_the_second_look(client, neighbours, post):
    said = Comment.objects.create(
        post=post, author=neighbours["omar"], text="You are all fools."
    )
    client.force_login(cast.user("otto"))
    report = f"/b/acacias/neighbours/comments/{said.uuid}/report/"
    client.post(report, {"reason": "offends", "text": "Rude."})
    row = Report.objects.get()
    answer = f"/b/acacias/neighbours/reports/{row.uuid}/answer/"
    client.force_login(cast.user("clara"))
    assert b"A comment under" in client.get("/b/acacias/neighbours/reports/").content
    assert b"fools" in client.get(answer).content
    empty = client.post(answer, {"outcome": "hidden"})
    assert list(empty.context["form"].errors) == ["reasons"]
    client.post(answer, {"outcome": "hidden", "reasons": "We stay polite."})
    notice = f"/b/acacias/neighbours/notices/{post.uuid}/"
    assert b"fools" not in client.get(notice).content
    complaint = f"/b/acacias/neighbours/reports/{row.uuid}/"
    client.force_login(cast.user("omar"))
    shown = client.get(complaint).content.decode()
    assert "We stay polite." in shown
    assert "Otto" not in shown
    client.post(complaint, {"text": "It was a joke."})
    client.force_login(cast.user("clara"))
    refused = client.post(answer, {"outcome": "stays", "reasons": "Again."})
    assert "Somebody else answers this" in refused.content.decode()
    client.force_login(cast.user("sophie"))
    client.post(answer, {"outcome": "stays", "reasons": "A joke, then."})
    client.force_login(cast.user("otto"))
    assert b"fools" in client.get(notice).content


def test_somebody_else_reads_no_complaint(client, neighbours, post):
    row = answered(reported(post, neighbours["otto"]))
    client.force_login(cast.user("clara"))
    page = f"/b/acacias/neighbours/reports/{row.uuid}/"
    assert client.get(page).status_code == 404


def test_without_a_council_the_syndic_is_told(neighbours, post):
    cast.user("clara").grants.update(until=cast.SINCE.replace(year=2021))
    reported(post, neighbours["otto"])
    assert Delivery.objects.get().address == "sophie@example.org"
