"""What neighbours tell each other about themselves, why, and how long (koprogo.privacy)."""

from django.utils.translation import gettext_lazy as _

from buildings.privacy import MEMBERSHIP
from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

NEIGHBOURS = Processing(
    key="neighbours",
    title=_("What neighbours do with each other"),
    responsible=Responsible.ASSOCIATION,
    people=_("Owners and occupants who take part"),
    purpose=_(
        "To let neighbours meet, tell, lend and give each other what they choose to."
    ),
    basis=Basis.CONSENT,
    source=_(
        "You take part when you say by which name you are seen; you can leave at any "
        "time."
    ),
    retention=_(
        "While you take part. What you wrote goes a year after it has ended, a message "
        "a year after it was sent, and all of it 30 days after you left; the night "
        "deletes it."
    ),
    recipients=_(
        "Neighbours of the same building who take part. The syndic sees nothing of it, "
        "but what somebody reports."
    ),
)
REPORTS = Processing(
    key="neighbours-reports",
    title=_("What neighbours report"),
    responsible=Responsible.ASSOCIATION,
    people=_("Who reports something, and who wrote it"),
    purpose=_("To keep offence and abuse away, and to tell both why."),
    basis=Basis.INTEREST,
    source=_(
        "Whoever runs a place where people write answers what is reported to him."
    ),
    retention=_("One year after the answer; the night deletes it."),
    recipients=_("The council and the syndic, who answer it."),
)
HOURS = Processing(
    key="neighbours-hours",
    title=_("Hours that neighbours exchange"),
    responsible=Responsible.ASSOCIATION,
    people=_("Owners and occupants who exchange hours"),
    purpose=_(
        "To count what neighbours give and receive, so that an hour is an hour for all."
    ),
    basis=Basis.CONSENT,
    source=_("You take part when you ask a neighbour, or accept what one asks."),
    retention=_(
        "What you wrote to each other goes one year after the exchange has ended. The "
        "minutes stay in the accounts of the building, without your name once you left."
    ),
    recipients=_(
        "The two who have an exchange; a mediator, where they do not agree. Nobody else "
        "sees a balance."
    ),
    kept_because=_("Accounts from which a line is missing are no longer 0 together."),
)

PEOPLE = ["community.Neighbour"]

PERSONAL = [
    *fields(
        NEIGHBOURS,
        Kind.NAME,
        Fate.DELETED,
        community_Neighbour="name where about",
    ),
    *fields(NEIGHBOURS, Kind.LINK, Fate.ANONYMISED, community_Neighbour="user"),
    *fields(
        NEIGHBOURS,
        Kind.ACT,
        Fate.DELETED,
        community_Block="neighbour blocked",
        community_Message="sender receiver",
        community_Post="author",
        community_Comment="author",
        community_Coming="neighbour",
        community_Booking="neighbour lot",
        community_Waiting="neighbour",
        community_Review="author",
        community_Ask="neighbour",
    ),
    *fields(NEIGHBOURS, Kind.LINK, Fate.DELETED, community_CalendarFeed="neighbour"),
    *fields(
        NEIGHBOURS,
        Kind.DOCUMENT,
        Fate.DELETED,
        community_Message="text",
        community_Post="title text",
        community_Photo="text",
        community_Comment="text",
        community_Event="place",
        community_Bookable="conditions",
        community_Booking="note damage",
        community_Review="text",
        community_Item="wanted",
        community_Skill="categories languages",
    ),
    *fields(
        REPORTS,
        Kind.DOCUMENT,
        Fate.DELETED,
        community_Report="text reasons appeal appeal_reasons",
    ),
    *fields(
        REPORTS,
        Kind.ACT,
        Fate.DELETED,
        community_Greeting="written_by",
        community_Report="reporter decided_by appeal_by",
    ),
    *fields(MEMBERSHIP, Kind.ACT, Fate.KEPT, community_ImpactFactor="recorded_by"),
    *fields(
        HOURS,
        Kind.DOCUMENT,
        Fate.DELETED,
        community_HoursExchange="text answer dispute reasons",
    ),
    *fields(
        HOURS,
        Kind.ACT,
        Fate.ANONYMISED,
        community_HoursAccount="neighbour",
        community_HoursExchange=(
            "giver receiver asked_by said_by disputed_by mediator mirror_asked_by"
        ),
        community_HoursMediator="neighbour named_by",
        community_HoursLimits="recorded_by",
    ),
]

NOT_PERSONAL = {
    "what the council tells everybody of the building": ["community.Greeting.text"],
    "which mails of the neighbours one gets": ["community.Neighbour.mails"],
    "where a factor of an estimate can be read": ["community.ImpactFactor.source"],
    "a hash of a token": ["community.CalendarFeed.digest"],
    "when a room is open": ["community.Bookable.closes", "community.Bookable.opens"],
    "where a decision of the council can be read": [
        "community.HoursLimits.decision",
        "community.HoursMediator.decision",
    ],
}
