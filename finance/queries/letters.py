"""What the letters of a call say, whom they reach and by which way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models import Building, Consent, Firm, Holding, Lot, Owner
from buildings.queries import consents_to, syndic_of
from finance.epc_qr import MAX_NAME, epc_payload
from finance.errors import NoSyndic
from finance.models import (
    CallDocument,
    CallItem,
    CallLetter,
    ChargeLetter,
    ReminderLetter,
)
from finance.queries.documents import ShownDocument, shown
from finance.structured_reference import format_reference
from koprogo.notifications.models import Delivery

ZERO = Decimal("0.00")
AnyLetter = CallLetter | ChargeLetter | ReminderLetter


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the association, and the firm that is its syndic today."""

    building: Building
    firm: Firm

    @property
    def logo(self) -> bytes:
        """The firm's picture, PNG; empty when it has none."""
        return bytes(self.firm.logo.png) if hasattr(self.firm, "logo") else b""


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a letter to a holding reaches, where, and in which language.

    ``addressee``: None when several holders have named no representative: the letter
    then goes to all of them at the address of the first.
    """

    addressee: Owner | None
    name: str
    address: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Letter(Addressed):
    """What one holding is told of a call, in EUR, as its account stands today.

    ``covered``: what earlier payments settle of this document already. ``payment``: the
    text of the QR code, empty when nothing is left to pay.
    """

    shown: ShownDocument
    covered: Decimal
    reference: str
    payment: str

    @property
    def document(self) -> CallDocument:
        return self.shown.document

    @property
    def to_pay(self) -> Decimal:
        return self.shown.total - self.covered

    @property
    def items(self) -> list[tuple[CallItem, Decimal]]:
        """What the holding owes of each item, all its lots together."""
        sums: dict[int, tuple[CallItem, Decimal]] = {}
        for explained in self.shown.lines:
            item = explained.line.item
            _item, amount = sums.get(item.pk, (item, ZERO))
            sums[item.pk] = item, amount + explained.part
        return list(sums.values())

    @property
    def lots(self) -> list[Lot]:
        """The lots that bear a part, each once, in the order of the deed."""
        found = {line.line.lot_id: line.line.lot for line in self.shown.lines}
        return sorted(found.values(), key=lambda lot: (lot.position, lot.pk))


def letterhead(*, on: date) -> Letterhead:
    """Return who writes the letters of the building entered.

    Raises:
        NoSyndic: no firm has a mandate on that day.
    """
    building = Building.objects.select_related("tenant").get()
    firm = syndic_of(building.pk, on=on)
    if firm is None:
        raise NoSyndic(building)
    return Letterhead(building, firm)


def addressed(holdings: Iterable[Holding]) -> dict[int, Addressed]:
    """Return whom letters to these holdings reach, by primary key: one statement.

    The holdings come with their members.
    """
    found = list(holdings)
    named = {holding.representative_id for holding in found} - {None}
    representatives = Owner.objects.in_bulk(named)
    return {holding.pk: _addressed(holding, representatives) for holding in found}


def _addressed(holding: Holding, representatives: dict[int, Owner]) -> Addressed:
    members = [member.owner for member in holding.members.all()]
    addressee = representatives.get(holding.representative_id)
    if addressee is None and len(members) == 1:
        addressee = members[0]
    reader = addressee or members[0]
    return Addressed(
        addressee,
        str(addressee or holding),
        tuple(reader.address_lines),
        reader.language,
    )


def compose(documents: Sequence[CallDocument], building: Building) -> Iterator[Letter]:
    """Write the letters of issued documents: a constant number of statements."""
    prepared = shown(documents)
    readers = addressed(one.holding for one in prepared)
    for one in prepared:
        yield _letter(one, readers[one.holding.pk], building)


def _letter(one: ShownDocument, reader: Addressed, building: Building) -> Letter:
    still_open = one.state.open if one.state else one.total
    reference = format_reference(one.holding.party.reference_base)
    return Letter(
        shown=one,
        addressee=reader.addressee,
        name=reader.name,
        address=reader.address,
        language=reader.language,
        covered=one.total - still_open,
        reference=reference,
        payment=payment_code(building, still_open, reference),
    )


def payment_code(building: Building, amount: Decimal, reference: str) -> str:
    """Return the text of the QR code that pays ``amount``; empty for nothing."""
    if not amount:
        return ""
    return epc_payload(
        name=building.name[:MAX_NAME],
        iban=building.working_iban,
        amount=amount,
        message=reference,
    )


# The way of a letter


class WhyPost(TextChoices):
    """Why a letter does not go by e-mail."""

    JOINT = "joint", _("Several holders without a representative")
    WISH = "wish", _("Wishes letters by post")
    NO_CONSENT = "no_consent", _("Wishes e-mail, but no consent is recorded")
    REGISTERED = "registered", _("Registered letter")


def why_post(letter: AnyLetter) -> WhyPost | None:
    """Return why the letter goes by post; None: it may go by e-mail.

    ``letter`` comes from ``on_their_way``. An e-mail needs the wish and the recorded
    consent of its one addressee (art. 3.87 §3 asks it for convocations; we do so for
    every letter). A registered letter is on paper.
    """
    if letter.is_registered:
        return WhyPost.REGISTERED
    if letter.addressee is None:
        return WhyPost.JOINT
    if letter.addressee.channel != Owner.Channel.EMAIL:
        return WhyPost.WISH
    return None if letter.has_consent else WhyPost.NO_CONSENT


@dataclass(frozen=True, slots=True)
class Way:
    """A letter on a page: how it goes, or would go, and what proves it."""

    letter: AnyLetter
    why_post: WhyPost | None

    @property
    def delivery(self) -> Delivery | None:
        return self.letter.delivery

    @property
    def proof(self) -> dict[str, str]:
        """What can be shown to a judge: empty until it was handed over."""
        return self.delivery.proof if self.delivery else {}

    @property
    def is_email(self) -> bool:
        if self.delivery:
            return self.delivery.channel == Delivery.Channel.EMAIL
        return self.why_post is None

    @property
    def sent_on(self) -> date | None:
        """The day it was handed over: to the mail server, or to the post."""
        if self.delivery is None or self.delivery.sent_at is None:
            return None
        posted_on = self.proof.get("posted_on")
        if posted_on:
            return date.fromisoformat(posted_on)
        return timezone.localdate(self.delivery.sent_at)


def ways(letters: Iterable[AnyLetter]) -> list[Way]:
    """Return letters of ``on_their_way`` with the way that each takes."""
    return [Way(letter, why_post(letter)) for letter in letters]


def noted_by(found: Sequence[Way]) -> list[str]:
    """Return for each who noted that it was posted, empty where nobody did: at most
    one statement.
    """
    people = [way.proof.get("by") for way in found]
    noted = get_user_model().objects.filter(uuid__in=set(filter(None, people)))
    names = {str(uuid): name for uuid, name in noted.values_list("uuid", "name")}
    return [names.get(person, "") for person in people]


def letter_list(model: type[AnyLetter] = CallLetter) -> QuerySet[AnyLetter]:
    """Return letters of documents as ``on_their_way``, in the order of these."""
    letters = model.objects.select_related("document__holding")
    return on_their_way(letters).order_by("document")


def on_their_way(letters: QuerySet) -> QuerySet:
    """Return letters of any kind with addressee, file, delivery and ``has_consent``."""
    has_consent = consents_to(Consent.Purpose.LETTERS, of="addressee")
    return letters.select_related("addressee", "file", "delivery").annotate(
        has_consent=has_consent
    )


def to_be_posted(letters: QuerySet) -> QuerySet:
    """Return those of these letters that somebody has to print and post."""
    return letters.filter(
        delivery__channel=Delivery.Channel.POST,
        delivery__state=Delivery.State.WAITING,
    )


def waiting_for_somebody(letters: QuerySet) -> QuerySet:
    """Return those that are not sent, to be posted, or refused.

    E-mails that the worker is about to send are not among them.
    """
    by_post = Q(
        delivery__channel=Delivery.Channel.POST,
        delivery__state=Delivery.State.WAITING,
    )
    failed = Q(delivery__state=Delivery.State.FAILED)
    return letters.filter(Q(delivery=None) | by_post | failed)


def letter_of(document: CallDocument) -> CallLetter | None:
    """Return the letter of a document, when it was made."""
    return CallLetter.objects.filter(document=document).select_related("file").first()
