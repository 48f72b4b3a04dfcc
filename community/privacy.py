"""What neighbours tell each other about themselves, why, and how long (koprogo.privacy)."""

from django.utils.translation import gettext_lazy as _

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
        "While you take part. What you wrote goes when you leave, and one year after "
        "it has ended otherwise; the night deletes it."
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
        community_Ask="neighbour",
    ),
    *fields(
        NEIGHBOURS,
        Kind.DOCUMENT,
        Fate.DELETED,
        community_Message="text",
        community_Post="title text",
        community_Photo="text",
        community_Comment="text",
        community_Event="place",
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
        community_Report="reporter decided_by appeal_by",
    ),
]

NOT_PERSONAL: dict[str, list[str]] = {}
