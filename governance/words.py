"""What the codes of the rules mean, in plain words for people."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.majorities import Majority
from governance.meeting.roll import Kind
from governance.subjects import Subject

SUBJECTS: Mapping[Subject, Promise] = {
    Subject.BUREAU: gettext_lazy("Chair and secretary of the meeting"),
    Subject.ATTENDANCE: gettext_lazy("Attendance, proxies and quorum"),
    Subject.AUDITOR_REPORT: gettext_lazy("Report of the auditor of the accounts"),
    Subject.ACCOUNTS: gettext_lazy("Approval of the accounts"),
    Subject.SYNDIC_DISCHARGE: gettext_lazy("Discharge of the syndic"),
    Subject.AUDITOR_DISCHARGE: gettext_lazy("Discharge of the auditor of the accounts"),
    Subject.CONTRACTS_EVALUATION: gettext_lazy(
        "Yearly evaluation of the supply contracts"
    ),
    Subject.BUDGET: gettext_lazy("Budget"),
    Subject.SYNDIC: gettext_lazy("Appointment or renewal of the syndic"),
    Subject.COUNCIL_MEMBER: gettext_lazy(
        "Election of a member of the council of co-ownership"
    ),
    Subject.AUDITOR: gettext_lazy("Appointment of the auditor of the accounts"),
    Subject.MISCELLANEOUS: gettext_lazy("Miscellaneous, without a vote"),
    Subject.SYNDIC_DISMISSAL: gettext_lazy("Dismissal of the syndic"),
    Subject.SYNDIC_INTEREST: gettext_lazy(
        "A contract in which the syndic has an interest of his own"
    ),
    Subject.WORKS_BY_LAW: gettext_lazy("Works that the law imposes"),
    Subject.CONSERVATION_WORKS: gettext_lazy("Works that preserve the building"),
    Subject.INTERNAL_RULES: gettext_lazy("Change of the internal rules"),
    Subject.OTHER: gettext_lazy("Another decision"),
    Subject.INFORMATION: gettext_lazy("Information, without a vote"),
    Subject.FOLLOW_UP: gettext_lazy("Follow-up of earlier decisions"),
    Subject.STATUTES_USE: gettext_lazy(
        "Change of the statutes: enjoyment, use or administration of the common parts"
    ),
    Subject.WORKS: gettext_lazy("Works on the common parts"),
    Subject.PRIVATE_WORKS: gettext_lazy(
        "Works in private parts that the association carries out, for technical or "
        "economic reasons"
    ),
    Subject.QUOTES_THRESHOLD: gettext_lazy(
        "Amount from which several quotes are mandatory"
    ),
    Subject.COUNCIL_DELEGATION: gettext_lazy(
        "Special task of the council of co-ownership, for one year"
    ),
    Subject.STATUTES: gettext_lazy("Any other change of the statutes"),
    Subject.CHARGE_ALLOCATION: gettext_lazy("Change of how the charges are divided"),
    Subject.DESTINATION: gettext_lazy("Change of what the building is meant for"),
    Subject.REBUILDING: gettext_lazy("Rebuilding after partial destruction"),
    Subject.PURCHASE: gettext_lazy("Purchase of a property that becomes common"),
    Subject.DISPOSAL: gettext_lazy("Sale of a property that is common"),
    Subject.PARTIAL_ASSOCIATION: gettext_lazy("Creation of a partial association"),
    Subject.LOTS_DIVISION: gettext_lazy("Division or merger of lots"),
    Subject.DEMOLITION_REBUILDING: gettext_lazy(
        "Demolition and rebuilding for health, for safety or because repairs cost "
        "too much"
    ),
    Subject.RESERVE_OPT_OUT: gettext_lazy("No contribution to the reserve fund"),
    Subject.SHARES: gettext_lazy("Change of the shares in the common parts"),
    Subject.DEMOLITION: gettext_lazy("Demolition of the whole building"),
    Subject.DISSOLUTION: gettext_lazy("Dissolution of the association"),
    Subject.ASBL_ORDINARY: gettext_lazy("Ordinary decision"),
    Subject.ASBL_ELECTION: gettext_lazy("Election of a person"),
    Subject.ASBL_INFORMATION: gettext_lazy("Information, without a vote"),
    Subject.ASBL_EXCLUSION: gettext_lazy("Exclusion of a member"),
    Subject.ASBL_STATUTES: gettext_lazy("Change of the statutes"),
    Subject.ASBL_PURPOSE: gettext_lazy("Change of the purpose of the association"),
    Subject.ASBL_DISSOLUTION: gettext_lazy("Dissolution of the association"),
}

KINDS: Mapping[Kind, Promise] = {
    Kind.VOTE: gettext_lazy("Vote"),
    Kind.ELECTION: gettext_lazy("Election of one person"),
    Kind.INFORMATION: gettext_lazy("Information, without a vote"),
}

MAJORITIES: Mapping[Majority, Promise] = {
    Majority.ABSOLUTE: gettext_lazy("Absolute majority"),
    Majority.TWO_THIRDS: gettext_lazy("Two thirds"),
    Majority.FOUR_FIFTHS: gettext_lazy("Four fifths"),
    Majority.UNANIMITY: gettext_lazy("Unanimity"),
}

EXPLANATIONS: Mapping[Majority, Promise] = {
    Majority.ABSOLUTE: gettext_lazy(
        "More votes for than against. Abstentions do not count. Equal numbers reject."
    ),
    Majority.TWO_THIRDS: gettext_lazy(
        "At least two votes of three that are cast are for. Abstentions do not count."
    ),
    Majority.FOUR_FIFTHS: gettext_lazy(
        "At least four votes of five that are cast are for. Abstentions do not count."
    ),
    Majority.UNANIMITY: gettext_lazy(
        "Every vote of the association is for: whoever is absent or abstains prevents "
        "the decision. If only absent owners were missing, a new meeting at least 30 "
        "days later decides by the votes of those who are present or represented."
    ),
}

ARTICLES: Mapping[str, Promise] = {
    "3.86 §3": gettext_lazy(
        "The reserve fund is mandatory, unless four fifths of the votes decide not to "
        "have one."
    ),
    "3.87 §2": gettext_lazy(
        "The ordinary assembly meets every year in a period of 15 days that the "
        "internal rules fix. Owners who have a fifth of the shares can ask for another "
        "meeting, by registered letter; the syndic then sends the convocations within "
        "30 days."
    ),
    "3.87 §3": gettext_lazy(
        "Convocations are sent at least 15 days before the meeting, unless it is "
        "urgent. What owners propose in writing comes on the agenda when it arrives at "
        "least three weeks before the first day of the ordinary period."
    ),
    "3.87 §5": gettext_lazy(
        "The meeting can decide if more than half of the owners are there, who have at "
        "least half of the shares; or if those who are there have more than three "
        "quarters of the shares. Otherwise a second meeting, at least 15 days later, "
        "decides whoever comes."
    ),
    "3.87 §8": gettext_lazy(
        "Decisions are taken by the absolute majority of the votes cast, unless the "
        "law says otherwise."
    ),
    "3.87 §12": gettext_lazy(
        "Within 30 days of the meeting, decisions are entered in the register and "
        "sent to everybody who has a right to vote."
    ),
    "3.88 §1 1°": gettext_lazy(
        "Two thirds of the votes decide on works on the common parts, on the rules of "
        "their use, and on the amount from which several quotes are mandatory."
    ),
    "3.88 §1 2°": gettext_lazy(
        "Four fifths of the votes decide on other changes of the statutes, on the "
        "division of charges, and on buying, selling, dividing or rebuilding."
    ),
    "3.88 §3": gettext_lazy(
        "All votes are needed to change the shares or to demolish the building. A "
        "change of shares that works, a division, a sale or a partial association ask "
        "for passes with their majority."
    ),
    "3.88 §4": gettext_lazy(
        "If unanimity is missed only because of absent owners, a new meeting at least "
        "30 days later decides by the votes of those who are present or represented."
    ),
    "3.89 §1": gettext_lazy(
        "A syndic is appointed for three years at most; only a decision of the "
        "assembly renews the mandate."
    ),
    "3.89 §2": gettext_lazy(
        "An extract of the appointment of the syndic is posted at the entrance within "
        "8 days."
    ),
    "3.89 §5": gettext_lazy(
        "Within 30 days of the end of the mandate, the syndic hands over the whole "
        "file of the building."
    ),
    "3.90": gettext_lazy(
        "Two thirds of the votes can give the council of co-ownership a special task, "
        "for one year."
    ),
    "3.90 §1": gettext_lazy(
        "A building of 20 lots or more has a council of co-ownership; cellars, garages "
        "and parking spaces are not counted."
    ),
    "3.92": gettext_lazy(
        "An owner can bring a decision before the judge within four months of the "
        "meeting."
    ),
    "3.97": gettext_lazy("The association is dissolved by all votes."),
    "CSA 2:110": gettext_lazy(
        "The association is dissolved in the way in which its purpose is changed."
    ),
    "CSA 9:14": gettext_lazy(
        "Members are convened at least 15 days before the meeting."
    ),
    "CSA 9:21": gettext_lazy(
        "The statutes are changed if two thirds of the members are present or "
        "represented, by two thirds of the votes; the purpose by four fifths. A second "
        "meeting, at least 15 days later, decides whoever comes."
    ),
    "CSA 9:23": gettext_lazy("Two thirds of the votes exclude a member."),
    "statutes": gettext_lazy(
        "More votes for than against. Every member has one vote; abstentions do not "
        "count."
    ),
}


def source(article: str) -> str:
    """Return where an article stands, in words: "Civil Code, art. 3.87 §8"."""
    if article == "statutes":
        return _("Statutes of the association")
    code, _space, number = article.partition(" ")
    if code == "CSA":
        return _("Code of companies and associations, art. %(article)s") % {
            "article": number
        }
    return _("Civil Code, art. %(article)s") % {"article": article}
