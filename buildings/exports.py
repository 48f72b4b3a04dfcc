"""Files of a building: its lists as tables, and the notice about its syndic as PDF.

A table has what its page shows to the same person, and no more. Rights in a holding are
whole numbers beside their denominator: a spreadsheet would make a day of 1/2.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from buildings.access import Access
from buildings.history import history_rows
from buildings.models import (
    Building,
    Invitation,
    KeyPart,
    KeyVersion,
    LibraryVersion,
    Lot,
    Mandate,
    Ownership,
    Supplier,
)
from buildings.notices import qr_code
from buildings.portfolio import Line
from buildings.queries import Registered
from koprogo.audit.models import AuditEvent
from koprogo.pdf import picture, render_pdf
from koprogo.ui.exports import LIMIT, Cell, Table


def lots_table(lots: QuerySet[Lot]) -> Table:
    """``lots``: as of ``queries.lot_list``."""
    header = [
        _("Lot"),
        _("Name"),
        _("Kind"),
        _("Floor"),
        _("Entrance"),
        _("Cadastral number"),
        _("Belongs to"),
        _("Account holder"),
        _("Shares"),
    ]
    rows = [
        (
            lot.code,
            lot.name,
            lot.get_kind_display(),
            lot.floor,
            lot.entrance,
            lot.cadastral_number,
            lot.primary.code if lot.primary else None,
            ", ".join(str(period.holding) for period in lot.running),
            lot.shares,
        )
        for lot in lots.select_related("primary")
    ]
    return Table("lots", _("Lots"), header, rows)


def register_table(lines: Iterable[Registered], *, contacts: bool) -> Table:
    """``contacts``: whether e-mail, phone and how he gets his letters are in it."""
    header = [
        _("Name"),
        _("First name"),
        _("Street and number"),
        _("Postal code"),
        _("Town"),
        _("Country"),
        _("Lots"),
        _("Shares"),
    ]
    if contacts:
        header += [
            _("Code"),
            _("KBO number"),
            _("E-mail"),
            _("Phone"),
            _("Language"),
            _("Receives letters by"),
        ]
    rows = [_registered(line, contacts=contacts) for line in lines]
    return Table("owners", _("Co-owners"), header, rows)


def _registered(line: Registered, *, contacts: bool) -> list[Cell]:
    owner = line.owner
    cells: list[Cell] = [
        owner.last_name,
        owner.first_name,
        owner.street,
        owner.postal_code,
        owner.city,
        owner.country,
        ", ".join(held.lot.code for held in line.lots),
        line.shares,
    ]
    if contacts:
        cells += [
            owner.code,
            owner.kbo,
            owner.email,
            owner.phone,
            owner.get_language_display(),
            owner.get_channel_display(),
        ]
    return cells


def periods_table(periods: Iterable[Ownership]) -> Table:
    """Who holds which lot from when until when, a line for each of several holders."""
    header = [
        _("Lot"),
        _("Account"),
        _("From"),
        _("Until"),
        _("Name"),
        _("Full ownership"),
        _("Bare ownership"),
        _("Usufruct"),
        _("Of so many parts"),
        _("Represents the others"),
    ]
    yes = _("yes")
    rows = [
        (
            period.lot.code,
            period.holding.code,
            period.since,
            period.until,
            str(member.owner),
            member.full,
            member.bare,
            member.usufruct,
            period.holding.parts,
            yes if period.holding.representative_id == member.owner_id else None,
        )
        for period in periods
        for member in period.holding.members.all()
    ]
    return Table("ownership", _("Periods of ownership"), header, rows)


def keys_table(versions: Sequence[KeyVersion]) -> Table:
    """Every part of these versions: one statement."""
    header = [
        _("Key"),
        _("Name"),
        _("Valid from"),
        _("Total"),
        _("Lot"),
        _("Parts"),
    ]
    parts = (
        KeyPart.objects.filter(version__in=versions)
        .select_related("version__key", "lot")
        .order_by("version__key__kind", "version__key__code", "lot__position", "lot")
    )
    rows = [
        (
            part.version.key.code,
            str(part.version.key),
            part.version.valid_from,
            part.version.total,
            part.lot.code,
            part.parts,
        )
        for part in parts[: LIMIT + 1]
    ]
    return Table("keys", _("Allocation keys"), header, rows)


def suppliers_table(suppliers: Iterable[Supplier]) -> Table:
    header = [_("Name"), _("KBO number"), _("IBAN"), _("E-mail"), _("Phone")]
    rows = [(one.name, one.kbo, one.iban, one.email, one.phone) for one in suppliers]
    return Table("suppliers", _("Suppliers"), header, rows)


def history_table(events: QuerySet[AuditEvent], access: Access) -> Table:
    """``events``: latest first; what this person may not read is told in other words."""
    header = [_("When"), _("Who"), _("What"), _("Details"), _("Seal")]
    system = _("KoproGo itself")
    rows = [
        (
            row.event.at,
            row.event.actor.name if row.event.actor else system,
            row.sentence,
            "; ".join(_detail(detail) for detail in row.details),
            row.seal.number if row.seal else None,
        )
        for row in history_rows(events[: LIMIT + 1], access)
    ]
    return Table("history", _("History"), header, rows)


def _detail(detail) -> str:
    values = (detail.before, detail.after)
    return f"{detail.label}: {' → '.join(each for each in values if each is not None)}"


def invitations_table(found: Iterable[Invitation], *, moment: datetime) -> Table:
    """Who was invited by which way, and what became of it until ``moment``."""
    header = [
        _("Name"),
        _("Role"),
        _("By"),
        _("E-mail"),
        _("Expires"),
        _("State"),
    ]
    rows = [
        (
            one.name,
            one.get_role_display(),
            one.get_channel_display(),
            one.email,
            timezone.localdate(one.expires_at),
            one.state(moment).label,
        )
        for one in found
    ]
    return Table("invitations", _("Invitations"), header, rows)


def library_table(versions: Iterable[LibraryVersion]) -> Table:
    header = [
        _("Category"),
        _("Document"),
        _("Date of the document"),
        _("Who reads it"),
        _("Version"),
        _("Added on"),
        _("File"),
        _("Size in bytes"),
    ]
    rows = [
        (
            version.document.get_category_display(),
            version.document.title,
            version.document.dated_on,
            version.document.get_audience_display(),
            version.number,
            version.added_at,
            version.file.name,
            version.file.size,
        )
        for version in versions
    ]
    return Table("documents", _("Documents"), header, rows)


def portfolio_table(lines: Iterable[Line]) -> Table:
    header = [
        _("Building"),
        _("Firm"),
        _("Mandate until"),
        _("Lots"),
        _("Co-owners"),
        _("Working account"),
        _("Reserve account"),
        _("Overdue"),
        _("Account holders who are late"),
        _("Drafts of calls"),
        _("Letters waiting"),
        _("As of"),
    ]
    rows = [
        (line.name, line.firm, line.until, *_figures(line.summary)) for line in lines
    ]
    return Table("portfolio", _("Portfolio"), header, rows)


def _figures(summary) -> tuple[Cell, ...]:
    if summary is None:
        return (None,) * 9
    return (
        summary.lots,
        summary.owners,
        summary.working,
        summary.reserve,
        summary.overdue,
        summary.late_holders,
        summary.drafts,
        summary.letters_waiting,
        summary.updated_at,
    )


def syndic_notice(
    mandate: Mandate, building: Building, *, address: str, languages: Sequence[str]
) -> bytes:
    """Return the extract of the appointment, once in each language: PDF (art. 3.89 §2).

    ``address``: of the public page, for a QR code; empty while there is none.
    """
    with translation.override(languages[0]):
        title = _("Syndic of %(place)s") % {"place": building.name}
    context = {
        "title": title,
        "author": mandate.firm.name,
        "mandate": mandate,
        "building": building,
        "address": address,
        "code": picture(qr_code(address)) if address else "",
        "languages": languages,
    }
    return render_pdf("pdf/syndic_notice.html", context, language=languages[0])
