"""The comparison is asked for on its page, and made by the worker."""

from io import BytesIO

import pytest
from django.utils import timezone

from buildings.models import Building, LibraryDocument
from buildings.services.library import withdraw_document
from governance.errors.assemblies import AlreadyConvened, NotForOwners
from governance.errors.tenders import NothingToCompare, TenderGone
from governance.models import Tender, TenderComparison
from governance.services import quotes, tenders
from governance.services.agenda import detach_document, remove_item
from governance.services.assemblies import discard_assembly
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.refusals import refusal_of
from koprogo.jobs.services import run_all
from tests.finance.reminders.pages import text
from tests.governance.assemblies import making as assemblies
from tests.governance.tenders import making
from tests.governance.tenders.making import inside
from tests.governance.tenders.test_pages import page

PRESS = "Attach the comparison to the point"
WORKING = "The work has begun."
WATCHING = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def sophie(sign_in, db):
    return sign_in("sophie")


@pytest.fixture
def ready(db):
    """A tender of a point with two quotes, in a building of one language."""
    with inside():
        Building.objects.update(languages=["en"])
        found = making.with_point()
        making.two(found)
    return found


def jobs():
    return Job.objects.filter(name="governance.make_comparison")


def filed():
    return LibraryDocument.objects.filter(title="Comparison of quotes: Roof").count()


def ended():
    """Let the worker work; return what refused the only job."""
    run_all()
    job = jobs().get()
    assert job.finished_at
    return refusal_of(job)


# Made by the worker


def test_two_presses_are_one_job(sophie, ready):
    shown = sophie.get(page(ready))
    assert PRESS in text(shown)
    assert "htmx" not in shown.content.decode()
    for _press in range(2):
        answer = sophie.post(page(ready, "tender-compare"))
        assert answer.url == page(ready)
    assert jobs().count() == 1
    shown = sophie.get(page(ready))
    assert WORKING in text(shown)
    assert PRESS not in text(shown)
    assert "htmx" in shown.content.decode()
    assert WORKING in text(sophie.get(page(ready), **WATCHING))
    with inside():
        assert filed() == 0
    run_all()
    assert "HX-Refresh" in sophie.get(page(ready), **WATCHING)
    shown = text(sophie.get(page(ready)))
    assert "English Comparison of quotes: Roof" in shown
    assert "It stands in the library, and with the point of the agenda." in shown
    assert PRESS in shown
    with inside():
        [attached] = ready.item.documents.all()
        assert attached.version.file.name == "acacias-quotes-roof-en.pdf"
        assert making.again(ready).state == "compared"


def test_only_the_office_sees_how_far_it_is(sign_in, ready):
    with inside():
        making.asked_to_compare(ready)
    shown = text(sign_in("clara").get(page(ready)))
    assert "Toitures SA" in shown
    assert WORKING not in shown


def test_quotes_are_compared_as_they_are_when_it_is_made(ready):
    from pypdf import PdfReader

    with inside():
        making.asked_to_compare(ready)
        quote = ready.quotes.get(supplier_name="Daken BV")
        quotes.change_quote(quote, making.offer("Daken BV", "1.00"), by=None)
    assert ended() is None
    with inside():
        found = making.again(ready)
        [attached] = found.item.documents.all()
        pdf = PdfReader(BytesIO(read(attached.version.file)))
    words = " ".join(one.extract_text() for one in pdf.pages)
    assert "€1.06" in words
    assert "€11,495.00" not in words
    assert found.state == "compared"


def test_once_a_quote_changed_the_comparison_is_not_shown_any_more(sophie, ready):
    with inside():
        making.asked_to_compare(ready)
    run_all()
    title = "Comparison of quotes: Roof"
    assert title in text(sophie.get(page(ready)))
    with inside():
        making.quote(ready, "Third")
    assert title not in text(sophie.get(page(ready)))


def test_what_was_taken_off_the_point_is_in_the_library(sophie, ready):
    with inside():
        making.asked_to_compare(ready)
    run_all()
    with inside():
        [attached] = ready.item.documents.all()
        detach_document(ready.item, attached.version, by=None)
    shown = text(sophie.get(page(ready)))
    assert "It stands in the library; no point of an agenda has it." in shown


# What happens meanwhile


def _frozen(found):
    assemblies.convene(found.item.assembly)


def _without_quotes(found):
    for quote in found.quotes.all():
        quotes.remove_quote(quote, by=None)


@pytest.mark.parametrize(
    ("meanwhile", "refusal", "told"),
    [
        (_frozen, AlreadyConvened, "Owners are convened with these quotes: they do"),
        (_without_quotes, NothingToCompare, "There is no quote to compare yet."),
    ],
)
def test_what_refuses_it_meanwhile_is_told(sophie, ready, meanwhile, refusal, told):
    with inside():
        making.asked_to_compare(ready)
        meanwhile(ready)
    assert ended() is refusal
    shown = text(sophie.get(page(ready)))
    assert f"it was not made. {told}" in shown
    with inside():
        assert (filed(), TenderComparison.objects.count()) == (0, 0)
        assert making.again(ready).compared_at is None


def test_a_comparison_that_was_withdrawn_is_told(sophie, ready):
    with inside():
        making.asked_to_compare(ready)
    run_all()
    with inside():
        document = TenderComparison.objects.get().document
        withdraw_document(document, by=None)
        making.quote(ready, "Third")
        job = making.asked_to_compare(ready)
    run_all()
    job.refresh_from_db()
    assert refusal_of(job) is NotForOwners
    assert "Not all co-owners may read this document." in text(sophie.get(page(ready)))
    with inside():
        assert document.versions.count() == 1


def test_a_tender_that_is_deleted_meanwhile_ends_it(ready):
    with inside():
        making.asked_to_compare(ready)
        tenders.discard_tender(ready, by=None)
    assert ended() is TenderGone
    with inside():
        assert (filed(), Tender.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "gone",
    [
        lambda found: remove_item(found.item, by=None),
        lambda found: discard_assembly(found.item.assembly, by=None),
    ],
)
def test_without_its_point_it_is_filed(sophie, ready, gone):
    with inside():
        making.asked_to_compare(ready)
        gone(ready)
    assert ended() is None
    shown = text(sophie.get(page(ready)))
    assert "It stands in the library; no point of an agenda has it." in shown
    with inside():
        assert filed() == 1


def test_what_was_given_up_begins_again(sophie, ready):
    with inside():
        making.asked_to_compare(ready)
    jobs().update(failed_at=timezone.now())
    shown = text(sophie.get(page(ready)))
    assert "This could not be finished." in shown
    assert PRESS in shown
    sophie.post(page(ready, "tender-compare"))
    assert [job.is_open for job in jobs().order_by("pk")] == [False, True]
