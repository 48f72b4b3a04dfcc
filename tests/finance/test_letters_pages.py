"""The pages of the letters: make, send, mark as posted, download, only one's own."""

import io
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings.errors import LettersNotMade, NoSyndic, PostedOnWrongDay
from buildings.mailings import letter_state, letters_of
from buildings.models import Owner
from buildings.services import letters
from finance import services
from finance.errors import CallCancelled
from finance.models import CallLetter
from finance.refusals import sentence
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.finance.factories import draft, issued
from tests.finance.letters import consent, furnish, rows

# Statements that open and close the building's transaction.
CONTROL = ("SAVEPOINT", "RELEASE", "SET TRANSACTION", "SELECT set_config")


def inside():
    return enter(cast.tenant().pk, by=None)


def url(name, *args):
    return reverse(f"finance:{name}", args=[cast.ACACIAS, *args])


@pytest.fixture
def call(db):
    with inside():
        furnish()
        return issued()


@pytest.fixture
def made(call):
    """A call with its letters, as rows."""
    with inside():
        rows(call)
    return call


def text(page):
    """The words of a page on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def told(page):
    return [str(message) for message in page.context["messages"]]


def sent(call):
    with inside():
        letters.send_letters(call, by=cast.user("sophie"))


def document_of(call, code):
    with inside():
        return call.documents.get(holding__code=code)


def test_a_call_leads_to_its_letters(sign_in, call):
    page = sign_in("sophie").get(url("call", call.uuid))
    assert url("letters", call.uuid) in page.content.decode()
    page = sign_in("omar").get(url("call", call.uuid))
    assert url("letters", call.uuid) not in page.content.decode()


def test_from_nothing_to_letters_that_are_made(sign_in, call):
    client = sign_in("sophie")
    page = client.get(url("letters", call.uuid))
    assert "There will be 3 letters, each in the language" in text(page)
    page = client.post(url("letters-make", call.uuid), follow=True)
    assert "0 of 3 are done." in text(page)
    assert "Make the letters" not in text(page)
    with inside():
        run_all()
    page = client.get(url("letters", call.uuid))
    assert "Making the letters" not in text(page)
    assert "Omar Haddad Post Wishes letters by post Made" in text(page)
    zipped = client.get(url("letters-zip", call.uuid))
    assert zipped["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(zipped.getvalue())) as archive:
        assert len(archive.namelist()) == 3


def test_whoever_watches_the_work_gets_the_whole_page_at_its_end(sign_in, call):
    sophie = sign_in("sophie")
    sophie.post(url("letters-make", call.uuid))
    watching = {"headers": {"HX-Request": "true"}}
    assert "0 of 3 are done." in text(sophie.get(url("letters", call.uuid), **watching))
    run_all()
    answer = sophie.get(url("letters", call.uuid), **watching)
    assert answer.headers["HX-Refresh"] == "true"


def test_what_was_given_up_can_start_again(sign_in, call):
    client = sign_in("sophie")
    client.post(url("letters-make", call.uuid))
    Job.objects.update(failed_at=timezone.now())
    page = client.get(url("letters", call.uuid))
    assert "This could not be finished." in text(page)
    assert "Start again" in text(page)
    page = client.post(url("letters-make", call.uuid), follow=True)
    assert "0 of 3 are done." in text(page)


@pytest.mark.parametrize(
    "error", [NoSyndic, CallCancelled, LettersNotMade, PostedOnWrongDay]
)
def test_every_refusal_has_its_sentence(error):
    assert sentence(error(None)).endswith(".")


def test_the_question_before_sending_says_who_gets_what_and_why(sign_in, made):
    with inside():
        consent("omar")
        Owner.objects.filter(code="clara").update(channel="email")
    client = sign_in("sophie")
    page = client.get(url("letters-send", made.uuid))
    assert "1 letter goes by e-mail , now" in text(page)
    assert "2 letters are listed for post" in text(page)
    assert "Clara Élise: Wishes e-mail, but no consent is recorded" in text(page)
    assert "Jean Moreau" in text(page)
    page = client.post(url("letters-send", made.uuid), follow=True)
    assert told(page) == ["By e-mail: 1. By post: 2."]
    assert "Omar Haddad E-mail Waiting" in text(page)
    assert "2 letters have to be printed and posted." in text(page)
    page = client.post(url("letters-send", made.uuid), follow=True)
    assert told(page) == ["Every letter was on its way already."]


def test_sending_too_early_changes_nothing(sign_in, call):
    page = sign_in("sophie").post(url("letters-send", call.uuid), follow=True)
    assert told(page) == ["The letters are not all made yet."]


def test_a_letter_has_a_page_before_it_is_sent(sign_in, made):
    with inside():
        found = {one.document.holding.code: one for one in letters_of(made)}
        CallLetter.objects.filter(pk=found["H1"].pk).update(address="")
    client = sign_in("sophie")
    page = text(client.get(url("letter", found["H1"].uuid)))
    assert "Letter to Omar Haddad" in page
    assert "Postal address No postal address" in page
    assert "Status Made" in page
    assert "Handed over" not in page
    assert client.get(url("letter", made.uuid)).status_code == 404


def test_who_noted_that_a_letter_was_posted(sign_in, made):
    sent(made)
    with inside():
        [letter, *_others] = letters_of(made)
        day = timezone.localdate()
        letters.mark_posted(made, letters=[letter.uuid], on=day, by=cast.user("anna"))
    page = text(sign_in("sophie").get(url("letter", letter.uuid)))
    assert "Noted by Anna" in page
    assert "Mail server" not in page


def test_the_proof_of_an_email_is_shown(sign_in, made):
    with inside():
        consent("omar")
    sent(made)
    with inside():
        run_all()
        delivery = Delivery.objects.emails().get()
        letter = CallLetter.objects.select_related("file").get(delivery=delivery)
    page = text(sign_in("sophie").get(url("letter", letter.uuid)))
    for proof in ("omar@example.org", delivery.proof["server"], letter.file.sha256):
        assert proof in page
    assert f"Message-ID &lt;{delivery.uuid}@" in page


def test_several_are_marked_as_posted_at_once(sign_in, made):
    sent(made)
    client = sign_in("sophie")
    page = client.get(url("letters-posted", made.uuid))
    assert page.content.decode().count("checked") == 3
    assert "Omar Haddad, Rue Haute 10, 1000 Bruxelles" in text(page)
    with inside():
        chosen = [letter.uuid for letter in letters_of(made)[:2]]
    today = timezone.localdate()
    data = {"on": today, "letters": chosen}
    page = client.post(url("letters-posted", made.uuid), data, follow=True)
    assert told(page) == ["2 letters are marked as posted."]
    with inside():
        assert letter_state(made).posted == 2
    data["letters"] = chosen[:1]
    page = client.post(url("letters-posted", made.uuid), data)
    assert "is not one of the available choices" in text(page)


def test_a_wrong_day_is_told_at_its_field(sign_in, made):
    sent(made)
    with inside():
        chosen = [letter.uuid for letter in letters_of(made)]
    data = {"on": "2020-01-01", "letters": chosen}
    page = sign_in("sophie").post(url("letters-posted", made.uuid), data)
    assert page.context["form"].errors["on"] == [
        "A letter is posted on the day it was made or later, and not in the future."
    ]


def test_failed_emails_are_told_and_tried_again_or_posted(sign_in, made):
    with inside():
        consent("omar")
        consent("clara")
    sent(made)
    with inside():
        Delivery.objects.emails().update(state="failed", error="no such mailbox")
    client = sign_in("sophie")
    page = text(client.get(url("letters", made.uuid)))
    assert "2 e-mails could not be handed over" in page
    assert "Failed no such mailbox" in page
    page = client.post(url("letters-retry", made.uuid), follow=True)
    assert "Waiting no such mailbox" in text(page)
    with inside():
        Delivery.objects.emails().update(state="failed")
    page = client.post(url("letters-retry", made.uuid), {"by": "post"}, follow=True)
    assert "3 letters have to be printed and posted." in text(page)


def test_letters_of_a_cancelled_call_are_only_kept(sign_in, made):
    with inside():
        services.cancel_call(made, by=None)
    client = sign_in("sophie")
    page = text(client.get(url("letters", made.uuid)))
    assert "This call was cancelled: its letters are kept" in page
    assert "Send the letters" not in page
    for name in ("letters-make", "letters-send", "letters-retry"):
        answer = client.post(url(name, made.uuid), follow=True)
        assert told(answer) == ["This call was cancelled: nobody owes it."]


def test_a_cancelled_call_without_letters_offers_none(sign_in, call):
    with inside():
        services.cancel_call(call, by=None)
    page = text(sign_in("sophie").get(url("letters", call.uuid)))
    assert "Make the letters" not in page


def test_a_missing_address_is_told(sign_in, made):
    with inside():
        CallLetter.objects.filter(document__holding__code="H1").update(address="")
    page = text(sign_in("sophie").get(url("letters", made.uuid)))
    assert "1 letter that may have to be posted shows no postal address." in page
    assert "No postal address" in page


def test_a_draft_has_no_page_of_letters(sign_in, db):
    with inside():
        call = draft()
    assert sign_in("sophie").get(url("letters", call.uuid)).status_code == 404


def test_what_is_not_made_cannot_be_downloaded(sign_in, call):
    client = sign_in("sophie")
    for name in ("letters-zip", "letters-post-zip"):
        assert client.get(url(name, call.uuid)).status_code == 404
    document = document_of(call, "H1")
    assert client.get(url("document-letter", document.uuid)).status_code == 404


# A co-owner's own letter


def test_a_co_owner_downloads_his_own_letter_and_no_other(sign_in, made):
    own, other = (document_of(made, code) for code in ("H1", "H2"))
    client = sign_in("omar")
    page = client.get(url("document", own.uuid)).content.decode()
    assert url("document-letter", own.uuid) in page
    answer = client.get(url("document-letter", own.uuid))
    assert answer.getvalue() == b"%PDF-"
    assert answer["Content-Type"] == "application/pdf"
    assert client.get(url("document-letter", other.uuid)).status_code == 404


def test_without_a_letter_the_document_offers_none(sign_in, call):
    own = document_of(call, "H1")
    page = sign_in("omar").get(url("document", own.uuid)).content.decode()
    assert url("document-letter", own.uuid) not in page


# Statements


def count(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(99) as captured:
        client.get(address)
    return sum(not query["sql"].startswith(CONTROL) for query in captured)


def test_statements_do_not_grow_with_the_letters(
    sign_in, made, django_assert_max_num_queries
):
    sent(made)
    client = sign_in("sophie")
    pages = [url("letters", made.uuid), url("letters-posted", made.uuid)]
    three = [count(client, page, django_assert_max_num_queries) for page in pages]
    with inside():
        CallLetter.objects.exclude(document__holding__code="H1").delete()
    one = [count(client, page, django_assert_max_num_queries) for page in pages]
    assert three == one
    assert max(three) <= 12, three


def test_the_question_takes_as_many_statements_for_one_as_for_three(
    sign_in, made, django_assert_max_num_queries
):
    client = sign_in("sophie")
    address = url("letters-send", made.uuid)
    three = count(client, address, django_assert_max_num_queries)
    with inside():
        CallLetter.objects.exclude(document__holding__code="H1").delete()
    assert count(client, address, django_assert_max_num_queries) == three
