"""Why the meeting refused something, said to a person in a hurry: why, and what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from buildings.wording import either, either_lazy
from governance import result_words
from governance.errors import meeting as errors
from governance.errors.base import GovernanceError
from governance.meeting.attendance import Proxy, ProxyRefusal
from governance.meeting.events import Code
from governance.meeting.fold import Meeting
from koprogo.ui import formatting

CODES: Mapping[Code, str | Promise] = {
    Code.MALFORMED: gettext_lazy("This was not understood. Load the page again."),
    Code.WRONG_NUMBER: gettext_lazy(
        "Something else was noted at this moment. Load the page again."
    ),
    Code.BACK_IN_TIME: gettext_lazy(
        "This would stand before what was noted last. Check the clock of the computer."
    ),
    Code.ALREADY_CLOSED: gettext_lazy(
        "The meeting is over: nothing is noted in it any more."
    ),
    Code.NOT_CLOSED: gettext_lazy("The meeting is not over: close it first."),
    Code.UNKNOWN_PERSON: either_lazy(
        gettext_lazy(
            "This person neither votes for a lot nor holds a proxy that stands. Record the "
            "proxy first."
        ),
        gettext_lazy(
            "This person neither votes for a member nor holds a proxy that stands. Record the proxy first."
        ),
    ),
    Code.ALREADY_PRESENT: gettext_lazy("This person is here already."),
    Code.NOT_PRESENT: gettext_lazy(
        "This person is not here: note the arrival on the attendance list first."
    ),
    Code.NEVER_ARRIVED: gettext_lazy(
        "This person has not been here yet: note the arrival instead."
    ),
    Code.UNKNOWN_PRINCIPAL: either_lazy(
        gettext_lazy("This owner is not on the list of voters of this meeting."),
        gettext_lazy("This member is not on the list of voters of this meeting."),
    ),
    Code.KNOWN_PROXY: gettext_lazy("This proxy is recorded already."),
    Code.UNKNOWN_PROXY: gettext_lazy(
        "This proxy does not stand: it was refused or withdrawn before."
    ),
    Code.CHAIR_NOT_CO_OWNER: either_lazy(
        gettext_lazy(
            "A co-owner presides, never the syndic. Choose somebody who votes for a lot."
        ),
        gettext_lazy(
            "Somebody presides who votes for a member. Choose one of those who are here."
        ),
    ),
    Code.ALREADY_OPEN: gettext_lazy("The meeting is open already."),
    Code.NOT_OPEN: gettext_lazy("The meeting is not open yet: open it first."),
    Code.NO_QUORUM: gettext_lazy(
        "There was no quorum when the meeting was opened: it can decide nothing. "
        "Adjourn it; the second session decides whoever comes."
    ),
    Code.HAS_QUORUM: gettext_lazy(
        "The meeting may decide: it is not adjourned for want of a quorum. Close it "
        "when the agenda is done."
    ),
    Code.UNKNOWN_ITEM: gettext_lazy("This point is not on the agenda of the meeting."),
    Code.ANOTHER_OPEN: gettext_lazy(
        "Another point is open. Close it first: one point is voted at a time."
    ),
    Code.ITEM_OPEN: gettext_lazy("The vote on this point is open. Close it first."),
    Code.ITEM_NOT_OPEN: gettext_lazy(
        "The vote on this point is not open, or was closed a moment ago. Nothing was "
        "counted."
    ),
    Code.ITEM_CLOSED: gettext_lazy(
        "The vote on this point is closed. Reopen it, with a reason, to change it."
    ),
    Code.ITEM_NOT_CLOSED: gettext_lazy(
        "Only a point that was voted and closed can be reopened."
    ),
    Code.ITEM_POSTPONED: gettext_lazy("This point was postponed already."),
    Code.INFORMATION: gettext_lazy("This point is information: nobody votes on it."),
    Code.SECRET_ITEM: gettext_lazy(
        "This ballot is secret: what each voted is not written down, who may vote was "
        "fixed when it was opened, and it is not reopened."
    ),
    Code.NOT_SECRET: gettext_lazy("This vote is not secret: it is noted by name."),
    Code.UNKNOWN_LINE: either_lazy(
        gettext_lazy("This lot is not on the list of voters of this meeting."),
        gettext_lazy("This member is not on the list of voters of this meeting."),
    ),
    Code.NOT_IN_KEY: gettext_lazy(
        "This lot has no votes on this point: only the lots that share its costs vote."
    ),
    Code.LINE_ABSENT: either_lazy(
        gettext_lazy(
            "Nobody who is here votes for this lot. Note the arrival, or the proxy, first."
        ),
        gettext_lazy(
            "Nobody who is here votes for this member. Note the arrival, or the proxy, first."
        ),
    ),
    Code.NOT_YOURS: either_lazy(
        gettext_lazy("Somebody else votes for this lot now."),
        gettext_lazy("Somebody else votes for this member now."),
    ),
    Code.NO_OPERATOR: gettext_lazy("Say who types the ballot in."),
    Code.TWICE: gettext_lazy(
        "Somebody of these has voted already: a secret ballot is final."
    ),
    Code.NO_VOTES: either_lazy(
        gettext_lazy(
            "Somebody of these counts for no vote on this point: for a conflict of "
            "interest, or because he has no lot that votes on it."
        ),
        gettext_lazy(
            "Somebody of these counts for no vote on this point: for a conflict of interest."
        ),
    ),
    Code.NO_OUTCOME: gettext_lazy(
        "The result of the secret ballot is missing. Load the page again."
    ),
    Code.WRONG_TOTALS: gettext_lazy(
        "The secret ballots do not add up to those who voted. Nothing was closed; tell "
        "whoever looks after the program."
    ),
    Code.WRONG_OUTCOME: gettext_lazy(
        "The result does not follow from the secret ballots. Nothing was closed; tell "
        "whoever looks after the program."
    ),
}


def sentence(error: GovernanceError) -> str:
    """Say why nothing was changed."""
    if isinstance(error, errors.EventRefused):
        return str(CODES[error.code])
    return {
        errors.NotConvened: _(
            "Nobody was convened to this assembly, or it was called off."
        ),
        errors.TooEarly: _(
            "The list of voters is that of the day of the meeting, and that day has not "
            "come."
        ),
        errors.RollTaken: _("The attendance list is open already."),
        errors.NoRoll: _("The attendance list is not open yet: open it first."),
        errors.SharesIncomplete: _(
            "The lots do not add up to the shares of the deed, or a lot has no owner. "
            "Complete them on the page of the lots; then open the attendance list."
        ),
        errors.NotYourVote: either(
            _("Somebody else votes for this lot now, or nobody may."),
            _("Somebody else votes for this member now, or nobody may."),
        ),
        errors.NotFromAfar: either(
            _(
                "The convocation does not provide for taking part from afar (art. 3.87 §1): "
                "who does not come may give a proxy."
            ),
            _(
                "The convocation does not provide for taking part from afar: who does not come may give a proxy."
            ),
        ),
        errors.NothingChosen: _("No ballot was filled in."),
        errors.WrongSlips: _(
            "The slips are not one for each person who put one in, with the votes of "
            "each. Count the box again; nothing was counted."
        ),
        errors.NothingToPrint: _(
            "Nothing is printed: no slip would keep the ballot of its writer secret, or "
            "nobody can vote on this point any more."
        ),
    }[type(error)]


def why_refused(meeting: Meeting, proxy: Proxy, names: Mapping[str, Any]) -> str:
    """Say why a proxy gives no power, with the figures of the moment it was shown."""
    if proxy.refused is not ProxyRefusal.LIMIT:
        return result_words.why_refused(proxy.refused or "")
    roll = meeting.roll
    held = _held_before(meeting, proxy)
    if roll.rules.proxy_limit == "three":
        return _("%(holder)s holds three proxies already: nobody holds more.") % {
            "holder": names[proxy.holder]
        }
    own = sum(head.votes for head in roll.heads_of.get(proxy.holder, ()))
    principals = [*held, proxy]
    votes = own + sum(roll.heads[one.principal].votes for one in principals)
    return ngettext(
        "%(holder)s holds %(count)s proxy already. More than three are possible only "
        "while all votes in one hand are at most a tenth of all: with this one they "
        "would be %(votes)s of %(total)s, and a tenth is %(tenth)s (art. 3.87 §7).",
        "%(holder)s holds %(count)s proxies already. More than three are possible only "
        "while all votes in one hand are at most a tenth of all: with this one they "
        "would be %(votes)s of %(total)s, and a tenth is %(tenth)s (art. 3.87 §7).",
        len(held),
    ) % {
        "holder": names[proxy.holder],
        "count": len(held),
        "votes": _number(votes),
        "total": _number(roll.votes),
        "tenth": _number(roll.votes // 10),
    }


def _held_before(meeting: Meeting, proxy: Proxy) -> list[Proxy]:
    """Return the proxies that the holder had when this one was shown."""
    before = meeting.proxies[: meeting.proxies.index(proxy)]
    return [
        each
        for each in before
        if each.holder == proxy.holder
        and each.refused is None
        and (each.withdrawn_at is None or each.withdrawn_at > proxy.at)
    ]


def _number(value: int) -> str:
    return formatting.number(value, get_language() or "en")
