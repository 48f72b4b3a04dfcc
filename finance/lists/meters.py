"""Meters and their readings as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from finance.models import Meter, MeterGroup, MeterReading
from koprogo.ui.exports import Table


def groups_table(groups: Iterable[MeterGroup]) -> Table:
    """``groups``: as of ``queries.meters.group_list``."""
    header = [_("Meters"), _("Unit"), _("In use"), _("Last read on")]
    rows = [
        (group.name, group.get_unit_display(), group.in_use, group.read_on)
        for group in groups
    ]
    return Table("meters", _("Meters"), header, rows)


def readings_table(readings: Iterable[MeterReading]) -> Table:
    """Readings with their meters and lots. “meter” and “reading” may be sent back."""
    header = [
        _("Lot"),
        _("Meter"),
        _("Read on"),
        _("Reading"),
        _("Occasion"),
        _("Void"),
    ]
    rows = [
        (
            one.meter.lot.code,
            one.meter.serial,
            one.date,
            str(one.value),
            one.get_kind_display(),
            _("void") if one.void else None,
        )
        for one in readings
    ]
    return Table("readings", _("Readings"), header, rows)


def to_read_table(meters: Iterable[Meter]) -> Table:
    """The meters in use, to be taken along and filled in."""
    header = [_("Lot"), _("Meter"), _("Last read on"), _("Last reading"), _("Reading")]
    rows = [
        (one.lot.code, one.serial, one.last_on, str(one.last_value), None)
        for one in meters
    ]
    return Table("to-read", _("Meters to read"), header, rows)
