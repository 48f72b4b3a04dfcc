"""A row of every model, in any building of the cast."""

from datetime import date

from django.apps import apps
from django.utils import timezone

from buildings.models import (
    Consent,
    ImportBatch,
    ImportFile,
    LibraryDocument,
    LibraryVersion,
)
from buildings.services import create_supplier
from finance.models import (
    CallDocument,
    CallLetter,
    LetterRun,
)
from koprogo.archive.models import Archive
from koprogo.audit.services import seal
from koprogo.documents.services import store
from koprogo.notifications.models import Delivery
from koprogo.tenancy.models import TenantRow
from koprogo.webhooks.services import create_webhook, send_test
from tests import cast
from tests.finance import factories
from tests.tenancy.asbl import fill_asbl
from tests.tenancy.assemblies import fill_assemblies
from tests.tenancy.books import fill_books
from tests.tenancy.fund import fill_fund
from tests.tenancy.neighbours import fill_neighbours

TODAY = date(2026, 1, 1)
MODELS = [model for model in apps.get_models() if issubclass(model, TenantRow)]


def fill():
    """Write, in the tenant entered, what the cast has none of."""
    seal()
    factories.draft()
    factories.issued()
    factories.payment("H1", "10.00")
    factories.payment("H1", "5.00")
    batch = ImportBatch.objects.create(names="lots.csv")
    ImportFile.objects.create(batch=batch, name="lots.csv", data=b"code,shares")
    create_supplier(name="Ascenseurs SA", by=None)
    document = CallDocument.objects.first()
    _letters(document)
    _library(document.holding)
    factories.opened(H1="10.00")
    _told_elsewhere()
    fill_books(document.holding)
    fill_assemblies(document.holding)
    fill_asbl(document.holding.members.first().owner)
    fill_fund()
    _neighbours()


def _told_elsewhere():
    Archive.objects.create(asked_at=timezone.now())
    webhook, _secret = create_webhook(url="https://a.be/", kinds=["x"], by=None)
    send_test(webhook, by=None)


def _neighbours():
    file = store(b"JPEG", name="photo.jpg", content_type="image/jpeg", by=None)
    fill_neighbours([cast.user(name) for name in ("omar", "clara", "otto")], file)


def _letters(document):
    file = store(b"%PDF-", name="letter.pdf", content_type="application/pdf", by=None)
    delivery, _unused = (
        Delivery.objects.create(
            event=f"call-letter:{n}", recipient="owner:1", channel="post", language="fr"
        )
        for n in (1, 2)
    )
    CallLetter.objects.create(
        document=document,
        file=file,
        delivery=delivery,
        addressee=document.holding.members.first().owner,
        to_pay=document.total,
    )
    LetterRun.objects.create(call=document.call, zip=file, post_zip=file)


def _library(holding):
    file = store(b"text", name="rules.txt", content_type="text/plain", by=None)
    document = LibraryDocument.objects.create(title="Rules", category="statutes")
    LibraryVersion.objects.create(document=document, number=1, file=file)
    Consent.objects.create(
        owner=holding.members.first().owner,
        purpose="letters",
        source="paper",
        given_on=TODAY,
    )
