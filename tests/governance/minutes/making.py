"""Meetings that ended, and their minutes at each stage."""

from datetime import timedelta

from django.utils import timezone

from buildings.services.letters import send_letters
from governance.exports.minutes import PDF
from governance.models import (
    Decision,
    DecisionTask,
    Minutes,
    MinutesLetter,
    MinutesRun,
    Signature,
)
from governance.queries.minutes import readers_of
from governance.queries.signing import signers_of
from governance.services.ballots import cast_secret_ballots
from governance.services.follow_up import add_task
from governance.services.log import add_event
from governance.services.minutes import (
    draft_minutes,
    finish_minutes,
    note_paper_signatures,
)
from governance.services.roll import take_roll
from governance.services.secret import close_secret_item
from koprogo.documents.intake import Intake
from koprogo.documents.services import store
from tests import cast
from tests.finance.letters import bundled
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    arrive,
    close_item,
    convened,
    decided,
    draft,
    head,
    leave,
    open_item,
    opened,
    point,
    proxy,
    vote,
    voter,
)

SECRETARY = "Sophie Claes"
SCAN = Intake("scan.pdf", "application/pdf", b"%PDF-1.4 signed")


def event(assembly, kind, **body):
    return add_event(assembly, kind, body, by=None)


def ended(assembly, how="closed"):
    """End a meeting as the console does, and return it."""
    event(assembly, how)
    assembly.opened_at = assembly.opened_at or timezone.now()
    setattr(assembly, f"{how}_at", timezone.now())
    assembly.save(update_fields=["opened_at", f"{how}_at"])
    return assembly


def held(**values):
    """A meeting of everything: adopted, rejected, postponed, a proxy, a late arrival.

    Point 1 "Budget": adopted by Omar and Clara, Jean against by proxy. Point 2 "Works"
    needs two thirds: amended, rejected. Point 3 "Colour": postponed. Point 4: news.
    """
    assembly = draft("Budget", **values)
    budget = assembly.items.get()
    works = point(assembly, "Works", majority="two-thirds", amount="12500.00")
    colour = point(assembly, "Colour")
    news = point(
        assembly,
        "News",
        kind="information",
        subject="miscellaneous",
        majority="",
        motion="",
    )
    proxy(convened(assembly=assembly), JEAN, holder=CLARA)
    assembly = take_roll(assembly, by=None)
    for code in (OMAR, CLARA):
        arrive(assembly, code)
    event(assembly, "bureau", chair=voter(CLARA), secretary=SECRETARY)
    event(assembly, "opened", session=1)
    decided(budget, A="for", B="for", C="against")
    event(
        assembly,
        "amended",
        item=str(works.uuid),
        text={"nl": "Schilder het blauw", "fr": "Peindre en bleu"},
        reason="Cheaper",
    )
    arrive(assembly, JEAN)
    open_item(works)
    vote(works, A="for", B="against", C="abstain")
    close_item(works)
    event(assembly, "item-postponed", item=str(colour.uuid), reason="No quotes")
    open_item(news)
    close_item(news)
    event(
        assembly,
        "remark",
        item=str(works.uuid),
        person=voter(JEAN),
        text="He had asked for a third quote",
    )
    leave(assembly, JEAN)
    return ended(assembly)


def voted(**values):
    """A short meeting: one point, adopted by all; ``values``: of the point."""
    assembly = draft(**values.pop("assembly", {}))
    item = assembly.items.get()
    for name, value in values.items():
        setattr(item, name, value)
    item.save()
    assembly = take_roll(convened(assembly=assembly), by=None)
    for code in (OMAR, CLARA, JEAN):
        arrive(assembly, code)
    event(assembly, "bureau", chair=voter(CLARA), secretary=SECRETARY)
    event(assembly, "opened", session=1)
    decided(assembly.items.get(), A="for", B="for", C="for")
    return ended(assembly)


def elected(clara="for"):
    """Ann is elected in secret by Omar and Clara, unless she is against as Jean is."""
    assembly = draft()
    item = assembly.items.get()
    item.kind, item.subject, item.is_secret = "election", "council-member", True
    item.candidate = "Ann"
    item.save()
    assembly = take_roll(convened(assembly=assembly), by=None)
    for code in (OMAR, CLARA, JEAN):
        arrive(assembly, code)
    event(assembly, "bureau", chair=voter(CLARA), secretary=SECRETARY)
    event(assembly, "opened", session=1)
    item = assembly.items.get()
    open_item(item)
    choices = {head(OMAR): "for", head(CLARA): clara, head(JEAN): "against"}
    cast_secret_ballots(item, choices, channel="room", by=None)
    close_secret_item(item, by=None)
    return ended(assembly)


def without_quorum():
    """A first session to which one owner of three came, with less than half."""
    return ended(opened(present=[JEAN]), "adjourned")


def drafted(assembly=None) -> Minutes:
    return draft_minutes(assembly or held(), by=None)


def finished(assembly=None) -> Minutes:
    return finish_minutes(drafted(assembly), by=None)


def on_paper(minutes, *roles) -> list[Signature]:
    """Note that these have signed, in this order."""
    signers = [one for role in roles for one in signers_of(minutes) if one.role == role]
    return note_paper_signatures(
        minutes, signers=signers, language="fr", scan=SCAN, by=None
    )


def letters(minutes) -> MinutesRun:
    """Rows of letters to all owners, as the worker makes them, of the smallest file."""
    for owner in readers_of(minutes):
        MinutesLetter.objects.create(
            minutes=minutes,
            file=store(b"%PDF-", name="m.pdf", content_type=PDF, by=None),
            addressee=owner,
            name=str(owner),
            language=owner.language,
        )
    return MinutesRun.objects.create(minutes=minutes)


def decision(**values) -> Decision:
    """An adopted decision, from a meeting of its own; ``values``: of its point."""
    assembly = finished(voted(**values)).assembly
    return Decision.objects.get(item__assembly=assembly)


def task(**values) -> DecisionTask:
    values = {"title": "Ask for quotes", "assignee": "", "due_on": None, **values}
    of = values.pop("decision", None) or decision()
    return add_task(of, budget=values.pop("budget", None), by=None, **values)


def days_ago(days: int):
    """The moment of a meeting so many days ago; its roll is taken today."""
    return timezone.now() - timedelta(days=days)


def things():
    """What the addresses of minutes and decisions name."""
    assembly = held()
    minutes = finished(assembly)
    [signature, *_rest] = on_paper(minutes, "chair")
    bundled(letters(minutes))
    found = decision(effect="manual")
    omar = cast.holding(OMAR).representative
    return {
        "minutes_letter_id": minutes.letters.get(addressee=omar).uuid,
        "assembly_ended_id": assembly.uuid,
        "minutes_id": minutes.uuid,
        "language": "fr",
        "signature_id": signature.uuid,
        "decision_id": found.uuid,
        "task_id": task(decision=found).uuid,
    }


def _ended(_method):
    """A meeting of which nobody has begun the minutes."""
    return {"assembly_id": voted().uuid}


def _finished(_method):
    minutes = finished(voted())
    [signature] = on_paper(minutes, "chair")
    bundled(letters(minutes))
    send_letters(minutes, by=None)
    return {
        "assembly_id": minutes.assembly.uuid,
        "minutes_id": minutes.uuid,
        "signature_id": signature.uuid,
        "language": "fr",
        "minutes_letter_id": minutes.letters.first().uuid,
    }


def _decided(_method):
    found = decision(effect="manual")
    return {"decision_id": found.uuid, "task_id": task(decision=found).uuid}


# What is made for the addresses that end so (tests/api/things.py).
MAKERS = {
    _finished: (
        "minutes/files/{language}/",
        "{signature_id}/",
        "{minutes_letter_id}/",
        "minutes/{minutes_id}/letters/",
        "minutes/{minutes_id}/letters/posted/",
        "minutes/{minutes_id}/letters/retry/",
        "minutes/{minutes_id}/letters/zip/",
        "minutes/{minutes_id}/letters/post-zip/",
        "minutes/{minutes_id}/letters/to-post/",
        "minutes/{minutes_id}/deliveries/",
    ),
    _ended: (
        "{assembly_id}/minutes/",
        "{assembly_id}/minutes/finish/",
        "{assembly_id}/minutes/preview/",
        "{assembly_id}/minutes/verification/",
        "{assembly_id}/minutes/recount/",
    ),
    _decided: (
        "{decision_id}/",
        "{decision_id}/tasks/",
        "{decision_id}/carry-out/",
        "{task_id}/",
    ),
}


def bodies(real):
    return {
        "PUT assemblies/{assembly_id}/minutes/": {"notes": "The lift is out of order."},
        "POST decisions/{decision_id}/tasks/": {"title": "Ask for quotes"},
        "PATCH decisions/tasks/{task_id}/": {"state": "doing"},
        "POST decisions/{decision_id}/carry-out/": {
            "values": {"note": "Posted"},
            "confirmed": True,
        },
        "POST assemblies/minutes/{minutes_id}/letters/posted/": {
            "letters": [str(real.get("minutes_letter_id", ""))],
            "on": real["date"],
        },
        "POST assemblies/minutes/{minutes_id}/letters/retry/": {"by": "post"},
    }
