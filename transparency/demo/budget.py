"""What the members of the demo would do with a surplus: ideas, a budget, an assembly."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from buildings.models import Owner
from governance.queries.drafts import AssemblyDraft, ItemDraft
from governance.services.agenda import add_item
from governance.services.assemblies import prepare_assembly
from governance.subjects import Subject
from koprogo.accounts.models import User
from koprogo.slots import DecisionRef
from transparency.models import AllocationLine
from transparency.queries.allocations import AllocationDraft, LineDraft
from transparency.queries.dividing import distributable_on
from transparency.services.allocations import adopt_allocation, prepare_allocation
from transparency.services.goals import set_goal
from transparency.services.ideas import answer_idea, propose_idea, support_idea
from transparency.services.spendings import record_spending

Purpose = AllocationLine.Purpose

IDEAS = (
    (
        "nl",
        "Herinnering voor de brandblussers",
        "Een jaarlijkse herinnering wanneer de brandblussers gekeurd moeten worden.",
        41,
    ),
    (
        "fr",
        "Relevés des compteurs par photo",
        "Photographier l’index, le montant est lu et vérifié avant d’être envoyé.",
        29,
    ),
    (
        "de",
        "Größere Schrift in den Briefen",
        "Für Leserinnen und Leser, die schlecht sehen: Briefe in größerer Schrift.",
        12,
    ),
)
LAST_YEAR = (
    LineDraft(Purpose.FEATURES, Decimal("45.00"), title="Assemblées sur téléphone"),
    LineDraft(Purpose.RESEARCH, Decimal("25.00")),
    LineDraft(Purpose.RESERVE, Decimal("30.00")),
)
PROPOSED = (
    LineDraft(Purpose.FEATURES, Decimal("40.00"), title="Relevés par photo"),
    LineDraft(Purpose.RESEARCH, Decimal("20.00")),
    LineDraft(Purpose.RESERVE, Decimal("25.00")),
    LineDraft(Purpose.PRICE_CUT, Decimal("15.00")),
)


def play(users: Mapping[str, User], today: date) -> None:
    """Last year's budget with what it paid, this year's proposal, and its assembly."""
    _ideas(users)
    _last_year(users, today)
    prepare_allocation(
        AllocationDraft(
            title=f"Excédent {today.year}",
            amount=distributable_on(today).amount,
            lines=PROPOSED,
            explanation="Pour l’assemblée ordinaire.",
        ),
        by=users["amelie"],
    )
    _goals(users, today)
    _assembly(users, today)


def _ideas(users: Mapping[str, User]) -> None:
    author = Owner.objects.get(user=users["noor"])
    others = list(Owner.objects.filter(user=None).order_by("pk")[:50])
    for language, title, text, supporters in IDEAS:
        idea = propose_idea(
            author=author, title=title, text=text, language=language, by=users["noor"]
        )
        for owner in others[:supporters]:
            support_idea(idea, owner=owner)
    answer_idea(
        idea,
        state="taken",
        answer="Oui : prévu avec la prochaine version des lettres.",
        by=users["amelie"],
    )


def _last_year(users: Mapping[str, User], today: date) -> None:
    decided_on = (
        date(today.year, 3, 15) if today.month > 3 else date(today.year - 1, 3, 15)
    )
    adopted = adopt_allocation(
        prepare_allocation(
            AllocationDraft(
                title=f"Excédent {decided_on.year - 1}",
                amount=Decimal("400.00"),
                lines=LAST_YEAR,
            ),
            by=users["amelie"],
        ),
        decision=DecisionRef(
            uuid5(NAMESPACE_URL, f"budget {decided_on}"),
            f"Assemblée générale {decided_on.year}, décision 4 : budget participatif",
            decided_on,
        ),
        by=users["amelie"],
    )
    record_spending(
        adopted.lines.get(purpose=Purpose.FEATURES),
        uuid=uuid5(NAMESPACE_URL, f"spending {decided_on}"),
        amount=Decimal("96.00"),
        spent_on=decided_on + timedelta(days=7),
        description="Essais avec des syndics bénévoles",
        by=users["pieter"],
    )


def _goals(users: Mapping[str, User], today: date) -> None:
    due = date(today.year + 1, 12, 31)
    for name, target in (("participants", 2_000), ("co2", "0.50"), ("uptime", "99.90")):
        set_goal(name=name, due=due, target=Decimal(target), by=users["amelie"])


def _assembly(users: Mapping[str, User], today: date) -> None:
    """The draft of the next ordinary assembly: accounts, budget, an election."""
    day = today + timedelta(days=40)
    draft = AssemblyDraft(
        starts_at=timezone.make_aware(datetime.combine(day, time(19))),
        place="Maison des associations, Bruxelles",
        consulting="Sur ce site, et au siège",
    )
    assembly = prepare_assembly(
        draft,
        kind="ordinary",
        languages=["fr", "nl"],
        budget=None,
        by=users["amelie"],
    )
    for subject, effect, french, dutch, candidate in (
        (
            Subject.ASBL_ORDINARY,
            "asbl-allocation",
            "Budget participatif",
            "Participatieve begroting",
            "",
        ),
        (
            Subject.ASBL_ELECTION,
            "asbl-board",
            "Élection d’une administratrice",
            "Verkiezing van een bestuurder",
            "Noor Vermeulen",
        ),
    ):
        add_item(
            assembly,
            ItemDraft(
                subject=subject,
                effect=effect,
                candidate=candidate,
                title={"fr": french, "nl": dutch},
                motion={"fr": f"{french} : adopter", "nl": f"{dutch}: aannemen"},
            ),
            by=users["amelie"],
        )
