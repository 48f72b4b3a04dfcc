"""What a building knows about people, why, and how long (koprogo.privacy)."""

from django.utils.translation import gettext_lazy as _

from koprogo.documents.privacy import FILES
from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

REGISTER = Processing(
    key="register",
    title=_("Register of co-owners"),
    responsible=Responsible.ASSOCIATION,
    people=_("Co-owners, former ones included, and their representatives"),
    purpose=_(
        "To know who owns which lot by which right, whom to call to assemblies, and who "
        "owes the charges."
    ),
    basis=Basis.LAW,
    source=_("The syndic keeps the list of co-owners (art. 3.87 and 3.89 C. civ.)."),
    retention=_("As long as the association exists."),
    recipients=_(
        "The syndic's office. Any co-owner may ask for names, addresses, lots and "
        "shares, never for e-mail addresses and phone numbers."
    ),
    kept_because=_(
        "The law wants the register for the life of the association. It is no longer "
        "tied to an account. Ask the syndic to remove your e-mail address and phone "
        "number."
    ),
)
CONSENTS = Processing(
    key="consents",
    title=_("What you accepted"),
    responsible=Responsible.ASSOCIATION,
    people=_("Co-owners"),
    purpose=_(
        "To write to you by e-mail only if you accepted it, and to prove that you did."
    ),
    basis=Basis.LAW,
    source=_("Proof of consent (GDPR, art. 7 §1; art. 3.87 §3 C. civ.)."),
    retention=_(
        "As long as you are a co-owner or represent some, and 7 years after; the night "
        "deletes it."
    ),
    recipients=_("The syndic's office."),
    kept_because=_("It proves why letters went by e-mail, also after a withdrawal."),
)
ROLES = Processing(
    key="roles",
    title=_("Who has which role where"),
    responsible=Responsible.ASSOCIATION,
    people=_("Everybody with a role in a building or a syndic's firm"),
    purpose=_("To open to you what is meant for your role, and nothing else."),
    basis=Basis.INTEREST,
    source=_("Nobody without a right may read the data of a building."),
    retention=_("As long as the association exists, with its first and last day."),
    recipients=_("The syndic's office of the building."),
    kept_because=_(
        "Your roles end on the day on which you close the account; that they existed "
        "explains what was done."
    ),
)
INVITATIONS = Processing(
    key="invitations",
    title=_("Invitations"),
    responsible=Responsible.ASSOCIATION,
    people=_("Whoever is invited to an account, or types the code in a hall"),
    purpose=_("To bring people to their account, and nobody else."),
    basis=Basis.INTEREST,
    source=_("The invitation must reach one person and work once."),
    retention=_(
        "One year after it was accepted, withdrawn, answered or has expired; the night "
        "deletes it."
    ),
    recipients=_(
        "The syndic's office; the council, of who typed the code of the hall; the owner "
        "of the lot, of whom he invited."
    ),
)
OFFICES = Processing(
    key="offices",
    title=_("Syndics and suppliers"),
    responsible=Responsible.ASSOCIATION,
    people=_("Syndics and suppliers who are natural persons"),
    purpose=_("To reach them, to pay them, and to name the syndic to everybody."),
    basis=Basis.LAW,
    source=_(
        "The syndic's name and address are public (art. 3.89 §1 C. civ.); suppliers are "
        "in the accounts."
    ),
    retention=_(
        "As long as the association exists: its mandates and its books name them, and "
        "nothing is deleted by itself. The syndic removes the e-mail address and the "
        "phone number of a supplier who asks for it."
    ),
    recipients=_(
        "Syndic: everybody. Suppliers: the syndic's office and the auditor of the "
        "accounts."
    ),
    kept_because=_("They are part of the accounts and of the mandate."),
)

MEMBERSHIP = Processing(
    key="membership",
    title=_("Members of the ASBL"),
    responsible=Responsible.OPERATOR,
    people=_("Members of the ASBL, and whoever votes there for a co-ownership"),
    purpose=_(
        "To know who takes part, what he pays and that he paid, and to give each member "
        "one vote."
    ),
    basis=Basis.LAW,
    source=_(
        "An association keeps a register of its members and its accounts (art. 9:3 CSA; "
        "art. III.82 CEL)."
    ),
    retention=_(
        "As long as the association exists: its register of members, its accounts and "
        "its ideas name them, and nothing is deleted by itself."
    ),
    recipients=_("The board, the treasurer and the auditor of the ASBL."),
    kept_because=_("The law wants the register of members and the accounts."),
)

PEOPLE = ["buildings.Owner", "buildings.Holding", "buildings.Participation"]

PERSONAL = [
    *fields(
        REGISTER,
        Kind.NAME,
        Fate.KEPT,
        buildings_Owner="first_name last_name sort_name",
    ),
    *fields(REGISTER, Kind.CONTACT, Fate.KEPT, buildings_Owner="email phone"),
    *fields(
        REGISTER,
        Kind.ADDRESS,
        Fate.KEPT,
        buildings_Owner="street postal_code city country",
    ),
    *fields(REGISTER, Kind.LANGUAGE, Fate.KEPT, buildings_Owner="language channel"),
    *fields(
        REGISTER,
        Kind.NUMBER,
        Fate.KEPT,
        buildings_Owner="code kbo",
        buildings_Holding="code party",
    ),
    *fields(
        REGISTER,
        Kind.PROPERTY,
        Fate.KEPT,
        buildings_Holding="representative",
        buildings_HoldingMember="holding owner full bare usufruct",
        buildings_Ownership="holding since until",
    ),
    *fields(REGISTER, Kind.LINK, Fate.DELETED, buildings_Owner="user"),
    *fields(
        REGISTER,
        Kind.DOCUMENT,
        Fate.KEPT,
        buildings_ImportBatch="changes names",
        buildings_ImportFile="name data",
    ),
    *fields(REGISTER, Kind.ACT, Fate.KEPT, buildings_ImportBatch="created_by"),
    *fields(ROLES, Kind.ACT, Fate.KEPT, buildings_ModuleSwitch="recorded_by"),
    *fields(ROLES, Kind.ACT, Fate.KEPT, buildings_Founding="founder says"),
    *fields(
        CONSENTS,
        Kind.CONSENT,
        Fate.KEPT,
        buildings_Consent="owner purpose source given_on withdrawn_on",
    ),
    *fields(CONSENTS, Kind.ACT, Fate.KEPT, buildings_Consent="recorded_by"),
    *fields(
        ROLES,
        Kind.ROLE,
        Fate.KEPT,
        buildings_Grant="user role lot_id since until",
        buildings_FirmMember="user role since until",
    ),
    *fields(INVITATIONS, Kind.NAME, Fate.DELETED, buildings_Invitation="name"),
    *fields(INVITATIONS, Kind.CONTACT, Fate.DELETED, buildings_Invitation="email"),
    *fields(INVITATIONS, Kind.SECRET, Fate.DELETED, buildings_Invitation="code_hash"),
    *fields(INVITATIONS, Kind.SECRET, Fate.DELETED, buildings_HallCode="code_hash"),
    *fields(
        INVITATIONS,
        Kind.ACT,
        Fate.DELETED,
        buildings_Invitation="created_by accepted_by",
        buildings_HallCode="created_by",
        buildings_Arrival="user decided_by",
    ),
    *fields(
        INVITATIONS, Kind.PROPERTY, Fate.DELETED, buildings_Arrival="says where outcome"
    ),
    *fields(
        INVITATIONS,
        Kind.PROPERTY,
        Fate.DELETED,
        buildings_Invitation="lot_id landlord_id",
    ),
    *fields(
        OFFICES,
        Kind.NAME,
        Fate.KEPT,
        buildings_Firm="name letter_footer",
        buildings_FirmLogo="png",
        buildings_Supplier="name",
    ),
    *fields(
        OFFICES,
        Kind.CONTACT,
        Fate.KEPT,
        buildings_Firm="email phone website",
        buildings_Supplier="email phone",
    ),
    *fields(OFFICES, Kind.ADDRESS, Fate.KEPT, buildings_Firm="street postal_code city"),
    *fields(
        OFFICES,
        Kind.NUMBER,
        Fate.KEPT,
        buildings_Firm="kbo professional_number",
        buildings_Supplier="kbo party",
    ),
    *fields(OFFICES, Kind.BANK, Fate.KEPT, buildings_Supplier="iban"),
    *fields(MEMBERSHIP, Kind.NAME, Fate.KEPT, buildings_Participation="name"),
    *fields(
        MEMBERSHIP,
        Kind.NUMBER,
        Fate.KEPT,
        buildings_Participation="kbo party building",
    ),
    *fields(
        MEMBERSHIP,
        Kind.ROLE,
        Fate.KEPT,
        buildings_Participation="voter",
        buildings_ParticipationPeriod="participation way since until",
        buildings_AddOnUse="participation add_on since until",
    ),
    *fields(
        MEMBERSHIP,
        Kind.MONEY,
        Fate.KEPT,
        buildings_Reduction="participation kind contributor reason since until",
    ),
    *fields(MEMBERSHIP, Kind.ACT, Fate.KEPT, buildings_Reduction="granted_by"),
    *fields(
        FILES,
        Kind.DOCUMENT,
        Fate.KEPT,
        buildings_LibraryDocument="title",
        buildings_LibraryVersion="text folded note",
    ),
    *fields(FILES, Kind.ACT, Fate.KEPT, buildings_LibraryVersion="added_by"),
]

NOT_PERSONAL = {
    "describes the association, a legal person, or its building": [
        "buildings.Building.city",
        "buildings.Building.documents_place",
        "buildings.Building.kbo",
        "buildings.Building.languages",
        "buildings.Building.modules",
        "buildings.ModuleSwitch.decision",
        "buildings.Founding.modules",
        "buildings.Building.postal_code",
        "buildings.Building.reserve_iban",
        "buildings.Building.street",
        "buildings.Building.working_iban",
    ],
    "describes a lot; whose it is stands in Ownership": [
        "buildings.Lot.cadastral_number",
        "buildings.Lot.code",
        "buildings.Lot.entrance",
        "buildings.Lot.floor",
        "buildings.Lot.name",
    ],
    "names a way to divide costs": [
        "buildings.AllocationKey.code",
        "buildings.AllocationKey.name",
    ],
}
