"""The events of a meeting in words, for its log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from governance.meeting.events import Channel, Choice, Way
from governance.models import AgendaItem, MeetingEvent
from koprogo.ui import formatting

#: so many lots are named; of more the log says how many
MOST_NAMED = 6

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids of a log are called: persons and heads, lots, points of the agenda."""

    people: Mapping[str, str]
    lots: Mapping[str, str]
    points: Mapping[str, AgendaItem]

    def person(self, id_: str | None) -> str:
        return self.people.get(id_ or "", _("somebody"))

    def point(self, id_: str) -> str:
        item = self.points[id_]
        return _("point %(number)s, “%(title)s”") % {
            "number": item.position,
            "title": item.title,
        }


def say(event: MeetingEvent, names: Names) -> str:
    """Return what an event says, in one or two sentences."""
    return _SAID[event.kind](event.body, names)


def _arrived(body: Body, names: Names) -> str:
    if body["way"] == Way.REMOTE:
        text = _("%(person)s takes part from afar.")
    else:
        text = _("%(person)s came.")
    return text % {"person": names.person(body["person"])}


def _left(body: Body, names: Names) -> str:
    return _("%(person)s left.") % {"person": names.person(body["person"])}


def _returned(body: Body, names: Names) -> str:
    return _("%(person)s came back.") % {"person": names.person(body["person"])}


def _registered(body: Body, names: Names) -> str:
    return _("A proxy of %(principal)s for %(holder)s was shown.") % {
        "principal": names.person(body["principal"]),
        "holder": names.person(body["holder"]),
    }


def _withdrawn(body: Body, names: Names) -> str:
    return _("A proxy was withdrawn: %(reason)s") % {"reason": body["reason"]}


def _bureau(body: Body, names: Names) -> str:
    return _("%(chair)s presides, %(secretary)s writes the minutes.") % {
        "chair": names.person(body["chair"]),
        "secretary": body["secretary"],
    }


def _opened(body: Body, names: Names) -> str:
    if body["session"] > 1:
        return _("The second session was opened.")
    return _("The meeting was opened, and the quorum counted.")


def _adjourned(body: Body, names: Names) -> str:
    return _("The meeting was adjourned: there was no quorum.")


def _conflict(body: Body, names: Names) -> str:
    return _("%(person)s does not vote on %(point)s: %(reason)s") % {
        "person": names.person(body.get("person") or body.get("head")),
        "point": names.point(body["item"]),
        "reason": body["reason"],
    }


def _amended(body: Body, names: Names) -> str:
    language = get_language() or ""
    texts = body["text"]
    return _("The text of %(point)s was amended to “%(text)s”: %(reason)s") % {
        "point": names.point(body["item"]),
        "text": texts.get(language) or next(iter(texts.values())),
        "reason": body["reason"],
    }


def _item_opened(body: Body, names: Names) -> str:
    return _("Opened: %(point)s.") % {"point": names.point(body["item"])}


def _ballot(body: Body, names: Names) -> str:
    # In the order of the deed: that of JSON in a database says nothing.
    chosen, parts = body["choices"], []
    for choice, word in _CHOSEN.items():
        lots = [lot for line, lot in names.lots.items() if chosen.get(line) == choice]
        if lots:
            parts.append(f"{word()} {_lots(lots)}")
    text = _("Ballots on %(point)s: %(ballots)s. %(how)s") % {
        "point": names.point(body["item"]),
        "ballots": "; ".join(parts),
        "how": _how(body, names),
    }
    return f"{text} {body['reason']}" if body.get("reason") else text


def _how(body: Body, names: Names) -> str:
    if body["channel"] in (Channel.PAPER, Channel.ROOM):
        on_paper = body["channel"] == Channel.PAPER
        text = _("Typed in from paper by %(operator)s.")
        return (text if on_paper else _("Typed in by %(operator)s.")) % {
            "operator": body["operator"]
        }
    return _("By %(person)s himself or herself, by phone or from afar.") % {
        "person": names.person(body["person"])
    }


def _lots(labels: list[str]) -> str:
    if len(labels) <= MOST_NAMED:
        return ", ".join(labels)
    return ngettext("%(count)s lot", "%(count)s lots", len(labels)) % {
        "count": formatting.number(len(labels), get_language() or "en")
    }


_CHOSEN: Mapping[str, Callable[[], str]] = {
    Choice.FOR: lambda: pgettext("ballots", "for:"),
    Choice.AGAINST: lambda: pgettext("ballots", "against:"),
    Choice.ABSTAIN: lambda: pgettext("ballots", "abstained:"),
    Choice.BLANK: lambda: pgettext("ballots", "blank:"),
    "none": lambda: pgettext("ballots", "taken back:"),
}


def _voted(body: Body, names: Names) -> str:
    return _("Voted in secret on %(point)s: %(people)s.") % {
        "point": names.point(body["item"]),
        "people": ", ".join(names.person(head) for head in body["heads"]),
    }


def _item_closed(body: Body, names: Names) -> str:
    return _("Closed: %(point)s.") % {"point": names.point(body["item"])}


def _item_reopened(body: Body, names: Names) -> str:
    return _("Reopened: %(point)s. %(reason)s") % {
        "point": names.point(body["item"]),
        "reason": body["reason"],
    }


def _item_postponed(body: Body, names: Names) -> str:
    return _("Postponed: %(point)s. %(reason)s") % {
        "point": names.point(body["item"]),
        "reason": body["reason"],
    }


def _remark(body: Body, names: Names) -> str:
    who = names.person(body["person"]) if body.get("person") else _("The meeting")
    return _("Remark for the minutes (%(who)s): %(text)s") % {
        "who": who,
        "text": body["text"],
    }


def _closed(body: Body, names: Names) -> str:
    return _("The meeting was closed.")


def _signed(body: Body, names: Names) -> str:
    return _("%(name)s signed the minutes.") % {"name": body["name"]}


_SAID: Mapping[str, Callable[[Body, Names], str]] = {
    "arrived": _arrived,
    "left": _left,
    "returned": _returned,
    "proxy-registered": _registered,
    "proxy-withdrawn": _withdrawn,
    "bureau": _bureau,
    "opened": _opened,
    "adjourned": _adjourned,
    "conflict": _conflict,
    "amended": _amended,
    "item-opened": _item_opened,
    "ballot": _ballot,
    "voted": _voted,
    "item-closed": _item_closed,
    "item-reopened": _item_reopened,
    "item-postponed": _item_postponed,
    "remark": _remark,
    "closed": _closed,
    "signed": _signed,
}
