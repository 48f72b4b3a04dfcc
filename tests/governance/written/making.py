"""Written decisions, requests and consultations of Les Acacias, through the services."""

from datetime import date, timedelta

from django.utils import timezone

from buildings import services
from buildings.models import Owner
from buildings.services.letters import bundle_post, make_some
from governance.models import (
    Assembly,
    AssemblyRequest,
    Consultation,
    WrittenDecision,
)
from governance.queries.consultations import ConsultationDraft
from governance.queries.written import WrittenDraft, sealed_text
from governance.services import consultations, requests, written
from governance.subjects import Subject
from koprogo.documents.intake import take_in
from koprogo.documents.services import store
from tests import cast

ORIGIN = "https://koprogo.example"
PDF = b"%PDF-1.7\n%%EOF\n"
TITLE = {"fr": "Peindre le hall", "nl": "De hal schilderen"}
MOTION = {"fr": "Le hall est repeint.", "nl": "De hal wordt geschilderd."}


def owner(code):
    return Owner.objects.get(code=code)


def paper():
    return take_in("paper.pdf", PDF)


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


# Written decisions


def written_draft(**values):
    values = {
        "subject": Subject.WORKS,
        "title": TITLE,
        "motion": MOTION,
        "until": day(30),
        **values,
    }
    return WrittenDraft(**values)


def prepared(**values) -> WrittenDecision:
    return written.prepare_written(written_draft(**values), by=cast.user("sophie"))


def sent(**values) -> WrittenDecision:
    """Sent to all today; its letters are ordered and not made."""
    return written.send_written(prepared(**values), by=cast.user("sophie"))


def lettered(**values) -> WrittenDecision:
    """The same with its letters, made and on their way."""
    decision = sent(**values)
    while make_some(decision, by=cast.user("sophie")) is not None:
        pass
    bundle_post(decision, by=None)
    return decision


def agree(decision, code="H1", *, is_agreed=True, **values):
    """The representative of a holding answers online."""
    holding = cast.holding(code)
    return written.answer_written(
        decision,
        holding,
        signer=holding.representative,
        is_agreed=is_agreed,
        origin=ORIGIN,
        by=None,
        **values,
    )


def on_paper(decision, code="H3", *, is_agreed=True, signed_on=None, **values):
    return written.record_answer(
        decision,
        cast.holding(code),
        is_agreed=is_agreed,
        signed_on=signed_on or timezone.localdate(),
        scan=paper(),
        origin=ORIGIN,
        by=cast.user("sophie"),
        **values,
    )


def adopted(**values) -> WrittenDecision:
    decision = sent(**values)
    for code in ("H1", "H2", "H3"):
        agree(decision, code)
    return fresh(decision)


def long_ago(*, until=-1, **values) -> WrittenDecision:
    """Sent to all 40 days ago, without letters; its last day was yesterday."""
    decision = prepared(until=day(until), **values)
    WrittenDecision.objects.filter(pk=decision.pk).update(
        sent_at=timezone.now() - timedelta(days=40), sha256=sealed_text(decision)
    )
    return fresh(decision)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def neighbours():
    """Two more owners, each of a cellar without shares: then there are five heads."""
    for code in ("N1", "N2"):
        lot = services.create_lot(code=code, shares=0, kind="cellar", by=None)
        one = services.create_owner(code=code, last_name=code, language="fr", by=None)
        members = [services.Member(one, 1)]
        holding = services.create_holding(code=code, members=members, by=None)
        services.hand_over_lot(lot, holding=holding, since=cast.SINCE, by=None)


def sell(lot, to):
    """A lot goes to another holding today."""
    services.hand_over_lot(
        cast.lot(lot), holding=cast.holding(to), since=timezone.localdate(), by=None
    )


# Requests


def request(code="clara", *, points=("Repair the roof",), **values) -> AssemblyRequest:
    """Begun and signed by one owner: Clara has 300 of 1,000."""
    values = {"title": "The roof", "reason": "It leaks.", **values}
    return requests.open_request(owner=owner(code), points=points, by=None, **values)


def sign(found, code):
    return requests.sign_request(found, owner=owner(code), origin=ORIGIN, by=None)


def posted(found=None, code="clara", *, sent_on=None) -> AssemblyRequest:
    found = found or request()
    return requests.note_sending(
        found, owner=owner(code), sent_on=sent_on or timezone.localdate(), by=None
    )


def received(found=None, *, received_on: date | None = None) -> AssemblyRequest:
    return requests.note_receipt(
        found or posted(),
        received_on=received_on or timezone.localdate(),
        origin=ORIGIN,
        by=cast.user("sophie"),
    )


def late(found=None, *, received_on=-40) -> AssemblyRequest:
    """Posted and received long ago, and never convened."""
    found = found or request()
    AssemblyRequest.objects.filter(pk=found.pk).update(
        sent_on=day(received_on - 2),
        shares=300,
        shares_total=1000,
        received_on=day(received_on),
        proof=store(PDF, name="receipt.pdf", content_type="application/pdf", by=None),
    )
    return fresh(found)


def drafted(found=None) -> Assembly:
    return requests.draft_requested(found or received(), by=cast.user("sophie"))


# Consultations


def consultation(*options, **values) -> Consultation:
    """Green or blue, by name, open for a week."""
    options = options or ("Green", "Blue")
    values = {"title": {"fr": "Which colour?"}, "closes_on": day(7), **values}
    draft = ConsultationDraft(options=[{"fr": option} for option in options], **values)
    return consultations.open_consultation(draft, origin=ORIGIN, by=cast.user("sophie"))


def past(*, closes_on=-1, **values) -> Consultation:
    """One of which the last day was yesterday, not counted yet."""
    found = Consultation.objects.create(
        title_fr="Which bench?", closes_on=day(closes_on), **values
    )
    for position, title in enumerate(("Wood", "Stone"), start=1):
        found.options.create(position=position, title_fr=title)
    return found


def choose(found, code="H1", *chosen):
    holding = cast.holding(code)
    return consultations.answer_consultation(
        found, holding, owner=holding.representative, chosen=chosen or (1,), by=None
    )


def close(found) -> Consultation:
    return consultations.close_consultation(
        found, origin=ORIGIN, by=cast.user("sophie")
    )
