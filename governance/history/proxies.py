"""Proxies. Who gave one to whom is for the office, and for the two of them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from governance.history.meeting import MEETINGS
from koprogo.slots import AuditTarget, AuditWords

SEEN_BY = Permission.HOLD_ASSEMBLIES

WORDS = {
    "proxy.given": AuditWords(
        MEETINGS,
        _("%(object)s gave a proxy for an assembly."),
        SEEN_BY,
        _("A proxy was given for an assembly."),
    ),
    "proxy.recorded": AuditWords(
        MEETINGS,
        _("A proxy of %(object)s on paper was recorded for an assembly."),
        SEEN_BY,
        _("A proxy on paper was recorded for an assembly."),
    ),
    "proxy.withdrawn": AuditWords(
        MEETINGS,
        _("The proxy of %(object)s for an assembly was withdrawn."),
        SEEN_BY,
        _("A proxy for an assembly was withdrawn."),
    ),
}


def _open_proxies(access) -> Q:
    return Q() if access.allows(SEEN_BY) else Q(pk=None)


TARGETS = {
    "governance.Proxy": AuditTarget(
        "proxy", "head_name", open_to=_open_proxies, private=True
    ),
}
