"""Documents of a request: sealed, few enough, kept once, and gone when it lapses."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from koprogo.documents import services as documents
from koprogo.documents.intake import take_in
from koprogo.notifications.models import Delivery
from solidarity.errors import requests as errors
from solidarity.models import Request
from solidarity.services import papers
from solidarity.services import requests as services
from solidarity.tasks import lapse_requests
from tests.solidarity import making
from tests.solidarity.requests import filling
from tests.solidarity.requests.filling import add

State = Request.State


@pytest.fixture
def omar(fund):
    return making.person("omar")


def read(request):
    return Request.objects.get(pk=request.pk)


def test_bytes_are_sealed_and_opened(omar):
    draft = filling.draft()
    [paper] = add(draft, "income", take_in("slip.pdf", filling.PDF))
    stored = documents.read(paper.file)
    assert b"%PDF" not in stored
    assert (paper.file.name, paper.file.content_type) == (
        "sealed",
        "application/octet-stream",
    )
    assert papers.read_paper(paper) == ("slip.pdf", filling.PDF)


def test_thirty_documents_at_most(omar):
    draft = filling.draft()
    one = take_in("slip.pdf", filling.PDF)
    add(draft, "other", *[one] * 29)
    with pytest.raises(errors.TooManyPapers) as refused:
        add(draft, "other", one, one)
    assert refused.value.room == 1
    add(draft, "other", one)
    assert draft.papers.count() == 30


def test_files_sent_twice_are_kept_once(omar):
    draft, key = filling.draft(), uuid4()
    one = take_in("slip.pdf", filling.PDF)
    kept = add(draft, "other", one, one, uuid=key)
    assert add(draft, "other", one, one, uuid=key) == kept
    assert draft.papers.count() == 2


def test_what_the_committee_has_stays(omar):
    request = filling.sent()
    paper = request.papers.first()
    with pytest.raises(errors.PaperStays):
        papers.remove_paper(paper, by=omar)


# Nothing new for sixty days


@pytest.mark.parametrize(
    ("days", "state", "warned"),
    [(52, "incomplete", 0), (53, "incomplete", 1), (59, "incomplete", 1)],
)
def test_silence_is_warned_of(omar, days, state, warned):
    request = _silent(omar, days)
    lapse_requests()
    lapse_requests()
    assert read(request).state == state
    events = Delivery.objects.filter(event__startswith="request-waiting-")
    assert events.count() == warned


def test_sixty_days_of_silence_end_it(omar):
    request = _silent(omar, 60)
    assert lapse_requests() == 1
    request.refresh_from_db()
    assert (request.state, request.is_ended) == (State.LAPSED, True)
    assert lapse_requests() == 0


def _silent(user, days):
    request = services.send_request(filling.draft(), origin="", by=user)
    silent = timezone.now() - timedelta(days=days)
    Request.objects.filter(pk=request.pk).update(changed_at=silent)
    return request
