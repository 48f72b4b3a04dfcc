"""What a person types, section by section, and files that he sends."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from buildings.models import Participation, ParticipationPeriod
from koprogo.documents.intake import take_in
from koprogo.tenancy import enter
from solidarity.answers import ASKED
from solidarity.models import Request
from solidarity.needed_papers import needed
from solidarity.queries.requests import open_request
from solidarity.services import requests as services
from solidarity.services.papers import add_papers
from tests import cast
from tests.solidarity import making
from tests.transparency.members import joined

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ORIGIN = "https://example.org"

IDENTITY = {
    "first_name": "Wilhelmina",
    "last_name": "Achterberg",
    "born_on": "1961-05-04",
    "street": "Kwekerijstraat 7",
    "postal_code": "9000",
    "city": "Gent",
    "participation": "none",
}
FINANCES = {
    "household": "single",
    "net_income": "1480",
    "housing": "520",
    "charges": "140",
    "loans": "0",
    "properties": "1",
    "asset_income": "0",
}
HELP = {
    "kind": "loan",
    "amount": "3200",
    "urgency": "notice",
    "payee": "person",
    "creditors": "Energiehuis Leiestreek",
}
REASON = {"reason": making.SECRET_REASON}
PLAN = {"months": "24", "iban": "BE68 5390 0754 7034"}
CONSENTS = {"processing": "on", "accuracy": "on"}
ALL = {
    "identity": IDENTITY,
    "finances": FINANCES,
    "help": HELP,
    "reason": REASON,
    "plan": PLAN,
    "consents": CONSENTS,
}


def url(name: str, request: Request | None = None, *more) -> str:
    args = [request.uuid, *more] if request else list(more)
    return reverse(f"solidarity:{name}", args=args)


def upload(name="slip.pdf", data=PDF):
    return SimpleUploadedFile(name, data)


def draft(name="omar", *, papers=False, consents=("processing", "accuracy"), **changes):
    """A draft that says everything; inside the fund."""
    user = making.person(name)
    request = services.begin_request(by=user)
    said = making.answers(**changes)
    for section, names in ASKED.items():
        if not names:
            continue
        services.save_section(
            request, section, {one: getattr(said, one) for one in names}, by=user
        )
    services.give_consents(request, consents, by=user)
    if papers:
        complete(request, by=user)
    return Request.objects.get(pk=request.pk)


def complete(request, *, by):
    """Add every document that it needs."""
    _vault, answers = open_request(Request.objects.get(pk=request.pk))
    for number, kind in enumerate(needed(answers.kind)):
        add_papers(
            request,
            kind=kind,
            files=[take_in("paper.pdf", PDF + b"%" * number)],
            origin=ORIGIN,
            by=by,
        )


def sent(name="omar", **changes) -> Request:
    """A request that went through the services, with all its documents."""
    request = draft(name, papers=True, **changes)
    return services.send_request(request, origin=ORIGIN, by=making.person(name))


def member(name="omar", *, way="hosted", building=True, kbo="", **period):
    """Les Acacias takes part, or another co-ownership that the person votes for."""
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        row = joined(7, way=way, kbo=kbo, user=making.person("voter"))
        if building:
            Participation.objects.filter(pk=row.pk).update(building=cast.tenant())
        if period:
            ParticipationPeriod.objects.filter(participation=row).update(**period)
        row.refresh_from_db()
    return row


def today():
    return timezone.localdate()
