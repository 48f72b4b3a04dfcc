"""Competing quotes: who reads which, and how they compare on the day of a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from buildings.access import Access, Permission, Role
from buildings.models import Supplier
from governance.models import (
    AgendaItem,
    AssemblySettings,
    ItemDocument,
    Quote,
    Tender,
    TenderComparison,
    TenderDocument,
)
from governance.queries.assemblies import drafts
from governance.queries.costs import divide_items, own_parts
from governance.queries.settings import assembly_settings
from governance.quoting import (
    Compared,
    Enough,
    compare,
    enough,
    holds_on,
    needs_several,
)
from koprogo.documents.intake import Intake


@dataclass(frozen=True, slots=True)
class TenderDraft:
    """What suppliers are asked to quote for. ``estimate``: EUR, VAT included."""

    title: str
    specification: str
    estimate: Decimal | None = None
    item: AgendaItem | None = None


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """What a supplier offers; see ``Quote``. ``file``: the quote itself.

    Of a ``supplier`` of the books, name and number may be left out.
    """

    dated_on: date
    amount: Decimal
    vat_rate: int
    supplier: Supplier | None = None
    supplier_name: str = ""
    kbo: str = ""
    valid_until: date | None = None
    delivery: str = ""
    guarantee: str = ""
    not_covered: str = ""
    remarks: str = ""
    interest: str = ""
    file: Intake | None = None


# Who reads what


def tender_list() -> QuerySet[Tender]:
    """Return the tenders, latest first, with their quotes: two statements."""
    quotes = Quote.objects.select_related("file", "supplier")
    found = Tender.objects.select_related(
        "item__assembly__cancellation", "item__key", "outcome__quote"
    )
    return found.prefetch_related(Prefetch("quotes", quotes))


def visible_tenders(access: Access) -> QuerySet[Tender]:
    """Return what a person may read.

    The office and the council: all. Others: what belongs to a point of an assembly to
    which owners were convened.
    """
    found = tender_list()
    if access.allows(Permission.PREPARE_ASSEMBLIES) or Role.COUNCIL in access.roles:
        return found
    return found.filter(item__assembly__convened_at__isnull=False)


def documents_of(tender: Tender) -> list[TenderDocument]:
    """Return what belongs to its specification: one statement."""
    found = tender.documents.select_related("version__document", "version__file")
    return list(found.defer("version__text", "version__folded"))


def comparison_documents(tender: Tender) -> list[TenderComparison]:
    """Return the comparison as it is filed, in each language: one statement; none that
    was made before a quote changed. Its ``is_attached``: the point of the agenda has it.
    """
    if tender.compared_at is None:
        return []
    attached = ItemDocument.objects.filter(
        item=tender.item_id, version__document=OuterRef("document")
    )
    found = tender.comparisons.select_related("document")
    return list(found.annotate(is_attached=Exists(attached)))


def open_items(tender: Tender | None = None) -> QuerySet[AgendaItem]:
    """Return the points in preparation that a tender may belong to."""
    taken = Tender.objects.filter(item=OuterRef("pk"))
    if tender is not None:
        taken = taken.exclude(pk=tender.pk)
    items = AgendaItem.objects.filter(assembly__in=drafts(), kind=AgendaItem.Kind.VOTE)
    found = items.filter(~Exists(taken)).select_related("assembly")
    return found.order_by("assembly__starts_at", "position")


def is_convened(tender: Tender) -> bool:
    """Whether its quotes are as owners were convened with them."""
    return tender.item is not None and tender.item.assembly.is_convened


def is_called_off(tender: Tender) -> bool:
    """Whether the assembly to which owners were convened with it was called off."""
    return tender.item is not None and tender.item.assembly.is_cancelled


# How they compare


@dataclass(frozen=True, slots=True)
class ComparedQuote:
    """A quote beside the others. ``own``: what it costs who looks; none: not known."""

    quote: Quote
    compared: Compared
    is_valid: bool
    is_chosen: bool
    own: Decimal | None = None

    @property
    def vat(self) -> Decimal:
        return self.compared.total - self.quote.amount


@dataclass(frozen=True, slots=True)
class Comparison:
    """The quotes on ``day``, the cheapest first: of the meeting, or today.

    ``amount``: what is held against the threshold. ``documents``: of the specification.
    """

    tender: Tender
    day: date
    settings: AssemblySettings
    amount: Decimal | None
    enough: Enough
    quotes: list[ComparedQuote]
    documents: list[TenderDocument]

    @property
    def has_own(self) -> bool:
        return any(one.own is not None for one in self.quotes)

    @property
    def has_interest(self) -> bool:
        return any(one.quote.interest for one in self.quotes)


def comparison_of(tender: Tender, *, access: Access | None = None) -> Comparison:
    """Compare the quotes of one of ``tender_list``.

    ``access``: of who looks; with it comes what each quote would cost him, by the key of
    the point. The number of statements does not depend on the number of quotes.
    """
    quotes, day = list(tender.quotes.all()), day_of(tender)
    settings, amount = assembly_settings(), amount_of(tender)
    return Comparison(
        tender=tender,
        day=day,
        settings=settings,
        amount=amount,
        enough=_enough(amount, settings, quotes, day),
        quotes=_beside_each_other(tender, quotes, day, _own(tender, quotes, access)),
        documents=documents_of(tender),
    )


def day_of(tender: Tender) -> date:
    """Return the day on which quotes must hold: of the meeting, or today."""
    return tender.item.assembly.day if tender.item else timezone.localdate()


def amount_of(tender: Tender) -> Decimal | None:
    """Return what the decision costs, or the estimate as long as no point says it."""
    return (tender.item and tender.item.amount) or tender.estimate


def _beside_each_other(tender, quotes, day, own) -> list[ComparedQuote]:
    if not quotes:
        return []
    chosen = getattr(tender, "outcome", None) and tender.outcome.quote_id
    found = compare({quote.pk: quote.total for quote in quotes})
    return [
        ComparedQuote(
            quote=quote,
            compared=found[quote.pk],
            is_valid=holds_on(quote.valid_until, day),
            is_chosen=quote.pk == chosen,
            own=own.get(quote.pk),
        )
        for quote in sorted(quotes, key=lambda quote: (quote.total, quote.pk))
    ]


def _own(tender, quotes, access: Access | None) -> dict[int, Decimal]:
    """Return what each quote would cost this person; nothing, when he holds nothing."""
    item = tender.item
    if access is None or not access.allows(Permission.TAKE_PART) or item is None:
        return {}
    priced = [
        AgendaItem(pk=quote.pk, key_id=item.key_id, amount=quote.total)
        for quote in quotes
    ]
    return own_parts(divide_items(priced, on=item.assembly.day), access) or {}


def _enough(amount, settings, quotes: Iterable[Quote], day: date) -> Enough:
    until = [quote.valid_until for quote in quotes]
    return enough(amount, settings.quote_threshold, until=until, on=day)


# What is missing before owners are convened


@dataclass(frozen=True, slots=True)
class FewQuotes:
    """A point whose cost asks for several quotes, and how many hold on its day."""

    item: AgendaItem
    valid: int
    settings: AssemblySettings


def few_quotes(items: Iterable[AgendaItem], *, on: date) -> list[FewQuotes]:
    """Return the points to vote on that lack quotes: two statements at most."""
    settings = assembly_settings()
    threshold = settings.quote_threshold
    asked = [
        item
        for item in items
        if item.is_voted and needs_several(item.amount, threshold)
    ]
    until: dict[int, list[date | None]] = {item.pk: [] for item in asked}
    if asked:
        rows = Quote.objects.filter(tender__item__in=asked)
        for item, last in rows.values_list("tender__item", "valid_until"):
            until[item].append(last)
    counted = [
        (item, enough(item.amount, threshold, until=until[item.pk], on=on))
        for item in asked
    ]
    return [
        FewQuotes(item, found.valid, settings)
        for item, found in counted
        if not found.is_so
    ]
