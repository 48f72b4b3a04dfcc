"""Letters for tests: a firm that can sign, owners with addresses, rows without PDF."""

import io
import zipfile
from datetime import date

from django.utils import timezone

from buildings.mailings import letter_state, letters_of
from buildings.models import Consent, Firm, Owner
from finance.models import Call, CallLetter, LetterRun
from koprogo.audit.models import AuditEvent
from koprogo.documents.services import read, store


def furnish():
    """Give the firm of Les Acacias its letterhead, and the owners their addresses."""
    Firm.objects.filter(name="Lambert Syndic").update(
        kbo="0999023487",
        street="Chaussée d’Alsemberg 210",
        postal_code="1190",
        city="Bruxelles",
        email="bureau@lambert.example",
        phone="+32 2 000 00 10",
        website="https://lambert.example",
        professional_number="500000",
        letter_footer="Office hours: Monday to Friday, 9 to 12.",
    )
    Owner.objects.update(street="Rue Haute 10", postal_code="1000", city="Bruxelles")


def consent(code, *, given_on=date(2026, 1, 1), **kwargs):
    """Let this owner receive letters by e-mail."""
    owner = Owner.objects.get(code=code)
    owner.channel = Owner.Channel.EMAIL
    owner.save()
    return Consent.objects.create(
        owner=owner,
        purpose=Consent.Purpose.LETTERS,
        source=Consent.Source.PAPER,
        given_on=given_on,
        **kwargs,
    )


def bundled(run):
    """Give letters that are made their two files: all, and those for post."""
    run.zip = run.post_zip = store(
        b"PK", name="letters.zip", content_type="application/zip", by=None
    )
    run.finished_at = timezone.now()
    run.save()
    return run


def rows(call):
    """Write the letters of a call as if the worker had made them: fast, without PDF."""
    file = store(b"%PDF-", name="letter.pdf", content_type="application/pdf", by=None)
    documents = call.documents.select_related("holding__representative")
    for document in documents.order_by("pk"):
        CallLetter.objects.create(
            document=document,
            file=file,
            addressee=document.holding.representative,
            name=str(document.holding),
            address="Rue Haute 10, 1000 Bruxelles",
            language="en",
            to_pay=document.total,
        )
    return bundled(LetterRun(call=call))


def fresh(call):
    return Call.objects.select_related("entry__mirror").get(pk=call.pk)


def state(call):
    return letter_state(fresh(call))


def actions():
    return list(
        AuditEvent.objects.filter(action__startswith="letters.")
        .order_by("pk")
        .values_list("action", "data")
    )


def names(file):
    with zipfile.ZipFile(io.BytesIO(read(file))) as archive:
        return archive.namelist()


def by_code(call):
    return {
        letter.document.holding.code: letter
        for letter in letters_of(call).select_related("document__holding")
    }
