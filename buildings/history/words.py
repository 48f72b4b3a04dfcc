"""The sentences for what happens to a building."""

from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from buildings.history.targets import TARGETS
from buildings.models import (
    Consent,
    Invitation,
    KeyVersion,
    LibraryDocument,
    Lot,
    ModuleSwitch,
)
from koprogo import slots
from koprogo.slots import AuditWords
from koprogo.webhooks.models import Webhook

LOTS = _("Lots")
OWNERS = _("Co-owners")
HOLDINGS = _("Holdings")
KEYS = _("Allocation keys")
BUILDING = _("The building")
ROLES = _("Roles")
MANDATES = _("Mandates")
IMPORTS = _("Imports")
INVITATIONS = _("Invitations")
CONSENTS = _("Consents")
LIBRARY = _("Documents")
SUPPLIERS = _("Suppliers")
LOOKS = _("Pages seen as an owner")
PRIVACY = _("Personal data")
WEBHOOKS = _("Webhooks")
ARCHIVES = _("Archives")
MODULES = _("Neighbours' modules")

WORDS = {
    "lot.created": AuditWords(
        LOTS, _("Lot %(object)s was added with %(shares)s shares.")
    ),
    "lot.changed": AuditWords(LOTS, _("Lot %(object)s was changed.")),
    "lot.handed_over": AuditWords(
        LOTS, _("Lot %(object)s belongs to holding %(to)s from %(since)s on.")
    ),
    "lot.hand_over_undone": AuditWords(
        LOTS,
        _(
            "The change of owner of lot %(object)s to holding %(to)s on %(since)s was "
            "undone."
        ),
    ),
    "owner.created": AuditWords(OWNERS, _("Owner %(object)s was added.")),
    "owner.changed": AuditWords(OWNERS, _("Owner %(object)s was changed.")),
    "owner.linked": AuditWords(
        OWNERS, _("Owner %(object)s can sign in from now on with an own account.")
    ),
    "owner.unlinked": AuditWords(
        OWNERS, _("Owner %(object)s no longer signs in: the account was closed.")
    ),
    "account.closed": AuditWords(ROLES, _("A person closed the own account.")),
    "data.requested": AuditWords(
        PRIVACY,
        _("A person asked the association something about the own data."),
    ),
    "holding.created": AuditWords(
        HOLDINGS, _("Holding %(code)s was added: %(object)s.")
    ),
    "holding.representative_named": AuditWords(
        HOLDINGS, _("A representative was named for %(object)s.")
    ),
    "key.version_written": AuditWords(
        KEYS,
        _("The parts of the key “%(object)s” were written: %(total)s in total."),
    ),
    "building.created": AuditWords(BUILDING, _("The building %(name)s was created.")),
    "asbl.founded": AuditWords(BUILDING, _("%(name)s was founded.")),
    "building.renamed": AuditWords(BUILDING, _("The association got another name.")),
    "building.changed": AuditWords(
        BUILDING, _("The data of the association were changed.")
    ),
    "module.switched_on": AuditWords(
        MODULES, _("Switched on for the neighbours: %(module)s (%(decision)s).")
    ),
    "module.switched_off": AuditWords(
        MODULES, _("Switched off for the neighbours: %(module)s (%(decision)s).")
    ),
    "role.granted": AuditWords(ROLES, _("%(user)s got a role: %(role)s.")),
    "mandate.started": AuditWords(
        MANDATES, _("The mandate of %(firm)s as syndic was recorded.")
    ),
    "mandate.ended": AuditWords(
        MANDATES, _("The mandate of %(firm)s as syndic was ended.")
    ),
    "firm.changed": AuditWords(
        MANDATES, _("The address or the letterhead of the syndic's firm was changed.")
    ),
    "firm.logo_changed": AuditWords(
        MANDATES, _("The logo on the letters of the syndic's firm was changed.")
    ),
    "import.applied": AuditWords(IMPORTS, _("Tables were imported: %(names)s.")),
    "import.undone": AuditWords(
        IMPORTS, _("The import of tables was undone: %(names)s.")
    ),
    "staff.joined": AuditWords(
        ROLES, _("%(user)s works for the syndic's firm from now on: %(role)s.")
    ),
    "staff.left": AuditWords(
        ROLES, _("%(user)s no longer works for the syndic's firm: %(role)s.")
    ),
    "owner.invited": AuditWords(
        INVITATIONS, _("Owner %(object)s was invited to sign in.")
    ),
    "owners.invited": AuditWords(
        INVITATIONS,
        _(
            "Owners were invited to sign in: by e-mail %(emails)s, on paper %(letters)s."
        ),
    ),
    "invitation.sent": AuditWords(
        INVITATIONS, _("%(name)s was invited in a role: %(role)s.")
    ),
    "invitation.revoked": AuditWords(
        INVITATIONS, _("The invitation of %(name)s was withdrawn.")
    ),
    "invitation.accepted": AuditWords(
        INVITATIONS, _("An invitation was accepted: %(role)s.")
    ),
    "occupancy.ended": AuditWords(
        ROLES, _("The access of %(user)s as an occupant ends after %(last_day)s.")
    ),
    "hall_code.posted": AuditWords(
        INVITATIONS, _("A code for the hall was made, with a page to post.")
    ),
    "hall_code.closed": AuditWords(
        INVITATIONS, _("The code in the hall opens nothing any more.")
    ),
    "arrival.came": AuditWords(INVITATIONS, _("%(user)s typed the code of the hall.")),
    "arrival.let_in": AuditWords(
        INVITATIONS, _("%(user)s was let in by the code of the hall.")
    ),
    "arrival.refused": AuditWords(
        INVITATIONS, _("%(user)s typed the code of the hall and was refused.")
    ),
    "neighbours.founded": AuditWords(
        BUILDING, _("The neighbours of %(name)s were given a place of their own.")
    ),
    "neighbours.opened": AuditWords(
        BUILDING,
        _("The place of the neighbours was opened: %(people)s people live there."),
    ),
    "consent.given": AuditWords(
        CONSENTS, _("The consent of %(object)s was recorded: %(purpose)s.")
    ),
    "consent.withdrawn": AuditWords(
        CONSENTS, _("The consent of %(object)s was withdrawn: %(purpose)s.")
    ),
    "library.added": AuditWords(
        LIBRARY, _("The document “%(object)s” was added to the library.")
    ),
    "library.renewed": AuditWords(
        LIBRARY, _("The document “%(object)s” got version %(number)s.")
    ),
    "library.changed": AuditWords(
        LIBRARY, _("The data of the document “%(object)s” were changed.")
    ),
    "library.office_changed": AuditWords(
        LIBRARY,
        _("The data of the document “%(object)s” of the office were changed."),
        Permission.EDIT_LIBRARY,
        _("The data of a document of the syndic's office were changed."),
    ),
    "library.audience_changed": AuditWords(
        LIBRARY, _("It was changed who may read the document “%(object)s”.")
    ),
    "library.withdrawn": AuditWords(
        LIBRARY, _("The document “%(object)s” was withdrawn.")
    ),
    "library.restored": AuditWords(
        LIBRARY, _("The document “%(object)s” is shown again.")
    ),
    "supplier.created": AuditWords(
        SUPPLIERS,
        _("Supplier %(object)s was added."),
        Permission.SEE_ALL_ACCOUNTS,
        _("A supplier was added."),
    ),
    "supplier.changed": AuditWords(
        SUPPLIERS,
        _("Supplier %(object)s was changed."),
        Permission.SEE_ALL_ACCOUNTS,
        _("A supplier was changed."),
    ),
    "pages.looked_at": AuditWords(
        LOOKS,
        _("The pages were looked at as %(object)s sees them: %(reason)s."),
        Permission.SEE_AS_OWNER,
        _("The pages were looked at as a co-owner sees them."),
    ),
    "pages.left": AuditWords(
        LOOKS,
        _("The look at the pages as %(object)s sees them was ended."),
        Permission.SEE_AS_OWNER,
        _("The look at the pages as a co-owner sees them was ended."),
    ),
    "webhook.created": AuditWords(
        WEBHOOKS,
        _("The webhook to %(name)s was added."),
        Permission.MANAGE_WEBHOOKS,
        _("A webhook was added."),
    ),
    "webhook.changed": AuditWords(
        WEBHOOKS,
        _("The webhook %(object)s was changed."),
        Permission.MANAGE_WEBHOOKS,
        _("A webhook was changed."),
    ),
    "webhook.paused": AuditWords(
        WEBHOOKS,
        _("The webhook to %(name)s was paused: %(paused_because)s"),
        Permission.MANAGE_WEBHOOKS,
        _("A webhook was paused."),
    ),
    "webhook.resumed": AuditWords(
        WEBHOOKS,
        _("The webhook to %(name)s was resumed."),
        Permission.MANAGE_WEBHOOKS,
        _("A webhook was resumed."),
    ),
    "webhook.secret_renewed": AuditWords(
        WEBHOOKS,
        _("The webhook to %(name)s got a new secret."),
        Permission.MANAGE_WEBHOOKS,
        _("A webhook got a new secret."),
    ),
    "webhook.deleted": AuditWords(
        WEBHOOKS,
        _("The webhook to %(name)s was deleted."),
        Permission.MANAGE_WEBHOOKS,
        _("A webhook was deleted."),
    ),
    "archive.asked": AuditWords(
        ARCHIVES, _("An archive of the whole file was asked for.")
    ),
    "archive.fetched": AuditWords(
        ARCHIVES, _("The archive of the whole file was fetched.")
    ),
    "archive.imported": AuditWords(
        ARCHIVES,
        _(
            "The building came in with an archive of %(site)s, made on %(made_at)s and "
            "signed with the key %(public_key)s."
        ),
    ),
}

# What a value is, in words, or the field that has words and choices for it.
VALUES = {
    "audience": LibraryDocument._meta.get_field("audience"),
    "category": LibraryDocument._meta.get_field("category"),
    "channel": Invitation._meta.get_field("channel"),
    "code": Lot._meta.get_field("code"),
    "emails": _("By e-mail"),
    "firm": _("Firm"),
    "given_on": Consent._meta.get_field("given_on"),
    "holdings": HOLDINGS,
    "keys": KEYS,
    "kinds": Webhook._meta.get_field("kinds"),
    "last_day": _("Last day"),
    "letters": _("Letters"),
    "lots": LOTS,
    "made_at": _("Made on"),
    "module": ModuleSwitch._meta.get_field("module"),
    "name": _("Name"),
    "names": _("Files"),
    "number": _("Number"),
    "owners": OWNERS,
    "people": _("People"),
    "paused_because": Webhook._meta.get_field("paused_because"),
    "periods": _("Periods of ownership"),
    "public_key": _("Public key"),
    "purpose": Consent._meta.get_field("purpose"),
    "reason": _("Reason"),
    "role": Invitation._meta.get_field("role"),
    "shares": Lot._meta.get_field("shares"),
    "since": _("From"),
    "site": _("Site"),
    "source": Consent._meta.get_field("source"),
    "to": _("Holding"),
    "total": _("Total of the parts"),
    "user": _("Person"),
    "valid_from": KeyVersion._meta.get_field("valid_from"),
    "version": _("Version of the text"),
    "withdrawn_on": Consent._meta.get_field("withdrawn_on"),
}


def register() -> None:
    """Add the words of this app to the history."""
    slots.audit_words.update(WORDS)
    slots.audit_targets.update(TARGETS)
    slots.audit_values.update(VALUES)
