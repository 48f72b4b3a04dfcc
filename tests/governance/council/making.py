"""The council, the auditor and the syndics of Les Acacias, through the services."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from buildings.models import Firm, Mandate, Owner
from buildings.services import create_firm, employ
from buildings.services.library import add_document
from governance.models import Decision, HandedOver
from governance.services import council, mandates
from governance.services.terms import Decided
from koprogo.documents.intake import Intake
from koprogo.tenancy import enter
from tests import cast

DECIDED = Decided(date(2026, 3, 12), "Assembly of 12 March 2026, point 9")
KBO = "0403170701"
PDF = Intake("report.pdf", "application/pdf", b"%PDF-1.4\n%%EOF\n")


def inside():
    return enter(cast.tenant().pk, by=None)


def today():
    return timezone.localdate()


def days(number):
    """The day so many days from today."""
    return today() + timedelta(days=number)


def moment(day):
    """Seven in the evening of a day."""
    return timezone.make_aware(datetime.combine(day, time(19)))


def owner(code):
    return Owner.objects.select_related("user").get(code=code)


def elect(code="clara", *, since=0, until=None):
    """Elect an owner from so many days from today on."""
    return council.elect_member(
        owner(code),
        since=days(since),
        until=None if until is None else days(until),
        decided=DECIDED,
        by=cast.user("sophie"),
    )


def delegate(text="Choose the painter", *, since=0, until=300):
    return council.delegate(
        text=text, since=days(since), until=days(until), decided=DECIDED, by=None
    )


def report(year=2025, file=PDF):
    return council.add_report(
        year=year, title=f"Report {year}", file=file, by=cast.user("clara")
    )


def auditor(code="", *, name="", since=0, until=None):
    return council.appoint_auditor(
        owner=owner(code) if code else None,
        name=name,
        since=days(since),
        until=None if until is None else days(until),
        decided=DECIDED,
        by=cast.user("sophie"),
    )


def other_firm():
    """Vandamme, whose people run Bellevue; now with its number."""
    firm = Firm.objects.get(name="Vandamme Syndic")
    firm.kbo = KBO
    firm.save()
    return firm


def new_firm(*, staff=()):
    firm = create_firm(name="Peeters Syndic", kbo="0417497106")
    for name in staff:
        employ(cast.user(name), firm=firm, role="manager", since=cast.SINCE)
    return firm


def appoint(firm=None, *, since=30, until=400):
    return mandates.appoint_firm(
        firm,
        since=days(since),
        until=days(until),
        decided=DECIDED,
        by=cast.user("sophie"),
    )


def elsewhere(*, since=30, until=400):
    return mandates.appoint_elsewhere(
        name="Janssens & Cie",
        kbo="",
        since=days(since),
        until=days(until),
        decided=DECIDED,
        by=cast.user("sophie"),
    )


def hand_over(what=HandedOver.What.KEYS, *, on=0):
    return mandates.hand_over(
        what,
        handed_on=days(on),
        handed_by="Lambert",
        received_by="Janssens",
        by=cast.user("sophie"),
    )


def ends_on(day):
    """Let the mandate that runs end on a day."""
    Mandate.objects.filter(tenant=cast.tenant().pk).update(until=day)


def decision(subject="council-member", **values):
    """A line of the register."""
    values = {"is_adopted": True, "decided_on": date(2026, 3, 12), **values}
    return Decision.objects.create(
        number=Decision.objects.count() + 1,
        title="Clara",
        text="Clara is elected.",
        subject=subject,
        majority="absolute",
        **values,
    )


def contract(**values):
    return add_document(
        **{
            "title": "Contract",
            "category": "contracts",
            "audience": "owners",
            **values,
        },
        file=PDF,
        by=None,
    )


# What stands in addresses


def things():
    """A member without an account, a delegation, an auditor, a syndic who comes."""
    elsewhere(since=100, until=300)
    return {
        "term_id": elect("fatima").uuid,
        "delegation_id": delegate().uuid,
        "auditor_id": auditor(name="Accounts & Co").uuid,
    }


def lively():
    """Everything there is; return the pages of a syndic below the building."""
    chair = elect("clara", since=-20)
    council.name_chair(chair, on=today(), by=None)
    former = elect("omar", since=-300)
    council.end_member(former, on=days(-10), reason="Moved to Ghent", by=None)
    elect("omar", since=40)
    delegation = delegate(since=-5)
    report()
    term = auditor("jean", since=-20)
    auditor(name="Accounts & Co", since=-400, until=-20)
    mandates.note_papers(
        decided_on=days(-401),
        decided="Assembly of last year, point 4",
        contract=contract(),
        posted_on=days(-398),
        filed_on=None,
        by=None,
    )
    elsewhere()
    hand_over()
    return [
        "assemblies/council/",
        "assemblies/council/members/new/",
        f"assemblies/council/members/{chair.uuid}/end/",
        "assemblies/council/delegations/new/",
        f"assemblies/council/delegations/{delegation.uuid}/end/",
        "assemblies/council/reports/new/",
        "assemblies/mandates/",
        "assemblies/mandates/syndic/new/",
        "assemblies/mandates/syndic/take-back/",
        "assemblies/mandates/syndic/papers/",
        "assemblies/mandates/hand-over/",
        "assemblies/mandates/auditors/new/",
        f"assemblies/mandates/auditors/{term.uuid}/end/",
    ]


PAGES_OF_A_CO_OWNER = ["assemblies/council/", "assemblies/mandates/"]


# For requests that use something up


def bodies(real):
    decided = {"decided_on": "2026-03-12", "decided_text": "Point 9"}
    term = decided | {"since": real["date"]}
    end = {"on": days(3).isoformat(), "reason": "Moved to Ghent"}
    coming = days(500).isoformat()
    return {
        "POST assemblies/council/reports/": {"year": 2025, "text": "All is well."},
        "POST assemblies/council/members/": (
            term | {"owner": str(real["invited"]), "since": coming}
        ),
        "POST assemblies/council/members/{term_id}/end/": end,
        "POST assemblies/council/delegations/": (
            term | {"text": "Choose the painter", "until": days(300).isoformat()}
        ),
        "POST assemblies/council/delegations/{delegation_id}/end/": end,
        "POST assemblies/mandates/": (
            decided
            | {"name": "Janssens", "since": coming, "until": days(800).isoformat()}
        ),
        "PUT assemblies/mandates/papers/": {
            "decided_on": "2026-03-12",
            "decided": "Point 9",
        },
        "POST assemblies/mandates/hand-over/": {
            "what": "keys",
            "handed_on": real["date"],
            "handed_by": "Lambert",
            "received_by": "Janssens",
        },
        "POST assemblies/mandates/auditors/": term | {"name": "Accounts & Co"},
        "POST assemblies/mandates/auditors/{auditor_id}/end/": end,
    }
