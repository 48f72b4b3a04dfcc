"""The sentences for how the ASBL estimates what neighbours achieve."""

from django.utils.translation import gettext_lazy as _

from community.models import ImpactFactor
from koprogo.slots import AuditWords

WORDS: dict = {
    "impact_factor.written": AuditWords(
        _("Impact of neighbours"),
        _("%(impact_factor)s: %(impact_value)s from %(since)s on."),
    ),
}
TARGETS: dict = {}
VALUES: dict = {
    "impact_factor": ImpactFactor._meta.get_field("name"),
    "impact_value": _("Value"),
}
