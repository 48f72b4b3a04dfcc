"""Assemblies of Les Acacias in preparation, through the services."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from buildings.models import AllocationKey, Owner
from governance.models import Assembly
from governance.queries.drafts import AssemblyDraft, ItemDraft
from governance.services import agenda
from governance.services import proposals as proposing
from governance.services.assemblies import prepare_assembly
from governance.services.settings import update_assembly_settings
from governance.subjects import Subject
from tests import cast
from tests.buildings.documents import library_document
from tests.governance.minutes.making import task

ORIGIN = "https://koprogo.example"


def url(name, *args):
    return reverse(f"governance:{name}", args=[cast.ACACIAS, *args])


def at(day, hour=19):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def period_day(years=1):
    """A day inside the period of Les Acacias, in so many years."""
    return date(timezone.localdate().year + years, 5, 4)


def settle(month=5, day=1, **values):
    """The ordinary assembly is held from 1 to 15 May."""
    return update_assembly_settings(
        period_month=month, period_day=day, by=None, **values
    )


def plan(day=None, **values):
    return AssemblyDraft(
        starts_at=at(day or period_day()), **{"place": "Hall", **values}
    )


def ordinary(day=None, *, budget=None, **values):
    """A draft with the agenda that the law wants."""
    return prepare_assembly(
        plan(day, **values),
        kind="ordinary",
        languages=["fr", "nl"],
        budget=budget,
        by=cast.user("sophie"),
    )


def extraordinary(day=None, **values):
    """A draft without points."""
    return prepare_assembly(
        plan(day, **values),
        kind="extraordinary",
        languages=["fr", "nl"],
        budget=None,
        by=cast.user("sophie"),
    )


def words(text):
    return {"fr": text, "nl": text}


def roof(**values):
    """A point with an amount."""
    found = {
        "subject": Subject.WORKS,
        "title": words("Roof"),
        "text": words("It leaks."),
        "motion": words("The roof is renewed."),
        "amount": Decimal("10000.00"),
    }
    return ItemDraft(**found | values)


def add(assembly, **values):
    return agenda.add_item(assembly, roof(**values), by=None)


def lift():
    return AllocationKey.objects.get(code="lift")


def convene(assembly):
    """Freeze it as the sending of the convocations does."""
    Assembly.objects.filter(pk=assembly.pk).update(convened_at=timezone.now())
    return Assembly.objects.get(pk=assembly.pk)


def convened(day=None):
    """An extraordinary one with a point that costs money."""
    assembly = extraordinary(day)
    add(assembly)
    return convene(assembly)


def paper(title="Quotes of roofers", **values):
    """The newest version of a document that all owners may read."""
    return library_document(title, category="works", **values).versions.get()


def proposal(title="Bikes", *, owner="omar", received_on=None, by=None):
    return proposing.propose(
        owner=Owner.objects.get(code=owner),
        title=title,
        text="A place for bikes in the yard.",
        received_on=received_on or timezone.localdate(),
        by=by,
    )


def place(found, assembly, **values):
    return proposing.place_proposal(
        found,
        assembly,
        **{"subject": Subject.OTHER, "origin": ORIGIN, "by": None, **values},
    )


def answer(found, text="It needs no vote: we do it."):
    return proposing.answer_proposal(found, answer=text, origin=ORIGIN, by=None)


# What stands in addresses


def things():
    """A convened assembly and a draft, each with a point; a proposal that waits.

    Proposals are Omar's: Clara of the council hears of none.
    """
    settle()
    assembly, draft = convened(), ordinary()
    item = add(draft)
    version = paper()
    agenda.attach_document(item, version, by=None)
    agenda.note_conflict(item, cast.holding("H3"), reason="Roofer", by=None)
    return {
        "assembly_id": assembly.uuid,
        "item_id": assembly.items.get().uuid,
        "assembly_draft_id": draft.uuid,
        "item_draft_id": item.uuid,
        "proposal_id": proposal().uuid,
        "version_id": version.uuid,
    }


def lively():
    """Assemblies and proposals in every state; the pages of a syndic below here."""
    settle(place="Parish hall")
    past = timezone.localdate() - timedelta(days=40)
    convene(extraordinary(past))
    coming = convened(timezone.localdate() + timedelta(days=20))
    draft = ordinary()
    item = add(draft, key=lift(), title={"fr": "Ascenseur"})
    version = paper()
    agenda.attach_document(item, version, by=None)
    agenda.note_conflict(item, cast.holding("H3"), reason="Roofer", by=None)
    waiting = proposal(received_on=timezone.localdate() - timedelta(days=9))
    place(proposal("Hedge"), draft)
    answer(proposal("Rats"))
    here, point = (
        f"assemblies/{draft.uuid}",
        f"assemblies/{draft.uuid}/agenda/{item.uuid}",
    )
    budget = draft.items.get(subject="budget").uuid
    return [
        "assemblies/",
        "assemblies/settings/",
        "assemblies/new/",
        "assemblies/proposals/",
        "assemblies/proposals/?state=withdrawn",
        "assemblies/proposals/record/",
        f"assemblies/proposals/{waiting.uuid}/",
        f"assemblies/proposals/{waiting.uuid}/answer/",
        f"assemblies/proposals/{waiting.uuid}/place/",
        f"assemblies/{coming.uuid}/",
        f"assemblies/{coming.uuid}/agenda/",
        f"{here}/",
        f"{here}/edit/",
        f"{here}/discard/",
        f"{here}/agenda/",
        f"{here}/agenda/new/",
        f"{here}/agenda/new/?subject=council-member",
        f"{point}/",
        f"{point}/edit/",
        f"{point}/remove/",
        f"{point}/documents/new/",
        f"{point}/conflicts/new/",
        f"{here}/agenda/{budget}/edit/",
    ]


def pages_of_a_co_owner():
    """The same for Omar."""
    settle()
    assembly = convened(timezone.localdate() + timedelta(days=20))
    mine = proposal()
    return [
        "assemblies/",
        f"assemblies/{assembly.uuid}/",
        f"assemblies/{assembly.uuid}/agenda/{assembly.items.get().uuid}/",
        "assemblies/proposals/",
        "assemblies/proposals/new/",
        f"assemblies/proposals/{mine.uuid}/",
        f"assemblies/proposals/{mine.uuid}/withdraw/",
    ]


# For requests that use something up


def _draft(_method):
    draft = ordinary()
    version = paper("Quotes")
    item = add(draft)
    agenda.attach_document(item, version, by=None)
    return {
        "assembly_id": draft.uuid,
        "item_id": item.uuid,
        "version_id": version.uuid,
        "version": paper("More quotes").uuid,
    }


def _with_open_tasks(_method):
    task()
    return {"assembly_id": extraordinary().uuid}


def _proposal(_method):
    """Sophie's part is Jean's."""
    return {"proposal_id": proposal(owner="jean").uuid, "assembly": ordinary().uuid}


MAKERS = {
    _draft: (
        "assemblies/{assembly_id}/",
        "{assembly_id}/agenda/",
        "{item_id}/",
        "{item_id}/move/",
        "{item_id}/documents/",
        "{item_id}/documents/{version_id}/",
        "{item_id}/conflicts/",
        "{item_id}/conflicts/{holding_id}/",
    ),
    _with_open_tasks: ("{assembly_id}/agenda/open-tasks/",),
    _proposal: (
        "{proposal_id}/withdraw/",
        "{proposal_id}/answer/",
        "{proposal_id}/place/",
    ),
}


def bodies(real):
    meeting = {"starts_at": f"{period_day()}T19:00:00+02:00", "place": "Hall"}
    point = {"subject": "works", "title_fr": "Toit", "motion_fr": "On le refait."}
    return {
        "PATCH assemblies/settings/": {"period_month": 5, "period_day": 1},
        "POST assemblies/": meeting | {"kind": "ordinary"},
        "PUT assemblies/{assembly_id}/": meeting,
        "POST assemblies/{assembly_id}/agenda/": point | {"amount": "100.00"},
        "PUT assemblies/{assembly_id}/agenda/{item_id}/": point,
        "POST assemblies/{assembly_id}/agenda/{item_id}/documents/": {
            "version": str(real.get("version", ""))
        },
        "POST assemblies/{assembly_id}/agenda/{item_id}/conflicts/": {
            "holding": str(real["holding"]),
            "reason": "Roofer",
        },
        "POST assemblies/proposals/letters/": {
            "owner": str(real["owner"]),
            "title": "Bikes",
            "text": "A place for bikes.",
            "received_on": real["date"],
        },
        "POST assemblies/proposals/{proposal_id}/place/": {
            "assembly": str(real.get("assembly", "")),
            "subject": "other",
            "deliberately": True,
        },
    }
