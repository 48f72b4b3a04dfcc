"""The arithmetic of a result in sentences: minutes, register and pages say the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from buildings.wording import either
from governance.dated import NoRuleYet
from governance.majorities import Majority
from governance.meeting.attendance import ProxyRefusal
from governance.models import AgendaItem, Decision
from governance.robustness import Certificate, Without
from governance.subjects import Subject, needed
from governance.words import source
from koprogo.ui import formatting

if TYPE_CHECKING:
    from governance.queries.proceedings import Point

Figures = Mapping[str, Any]


def article_of(row: AgendaItem | Decision, day) -> str:
    """Return where the majority of a point is written; "" where no vote is taken."""
    try:
        return source(needed(Subject(row.subject), day).article)
    except (NoRuleYet, LookupError, ValueError):
        return ""


def arithmetic(majority: str, result: Figures) -> list[str]:
    """Say why a result is what it is. ``result``: as the register keeps it."""
    return list(_sentences(Majority(majority), result))


def _sentences(majority: Majority, result: Figures) -> Iterator[str]:
    if result.get("needed") is None:
        yield _(
            "It was a secret ballot. Its figures are not published: they would tell how "
            "somebody voted."
        )
        return
    cast = result["for"] + result["against"]
    if majority is Majority.UNANIMITY:
        yield _(
            "Unanimity: all %(total)s votes are needed, and %(votes)s were given for."
        ) % _numbers(total=result["total"], votes=result["for"])
    elif not cast:
        yield _("No vote was cast, so nothing is adopted.")
    else:
        yield _NEEDED[majority]() % _numbers(
            votes=result["for"],
            against=result["against"],
            cast=cast,
            needed=result["needed"],
        )
    missing = result["needed"] - result["for"]
    if cast and missing > 0:
        yield ngettext(
            "%(missing)s vote for is missing.",
            "%(missing)s votes for are missing.",
            missing,
        ) % _numbers(missing=missing)
    if result.get("tie"):
        yield _("As many votes for as against do not adopt.")
    yield from _cuts(result.get("cuts") or ())
    yield from _presence(result.get("presence"))


_NEEDED = {
    Majority.ABSOLUTE: lambda: _(
        "Votes cast: %(votes)s for + %(against)s against = %(cast)s. More than half of "
        "them is needed: at least %(needed)s for."
    ),
    Majority.TWO_THIRDS: lambda: _(
        "Votes cast: %(votes)s for + %(against)s against = %(cast)s. Two thirds of them "
        "are needed: at least %(needed)s for."
    ),
    Majority.FOUR_FIFTHS: lambda: _(
        "Votes cast: %(votes)s for + %(against)s against = %(cast)s. Four fifths of "
        "them are needed: at least %(needed)s for."
    ),
}


def _cuts(cuts: Sequence[Sequence[Any]]) -> Iterator[str]:
    for name, votes, counted in cuts:
        yield _(
            "%(name)s counts for %(counted)s of %(votes)s votes: nobody votes for more "
            "than all the others together (art. 3.87 §6)."
        ) % {"name": name, **_numbers(counted=counted, votes=votes)}


def _presence(presence: Sequence[int] | None) -> Iterator[str]:
    if presence:
        yield _("%(present)s of %(total)s members took part in the vote.") % _numbers(
            present=presence[0], total=presence[1]
        )


def robustness(
    found: Certificate, weakest: Sequence[str], *, adopted: bool
) -> list[str]:
    """Say how well a result holds. ``weakest``: the names of ``found.smallest``."""
    margin = _numbers(margin=found.margin)
    if adopted:
        first = (
            ngettext(
                "%(margin)s vote more than needed.",
                "%(margin)s votes more than needed.",
                found.margin,
            )
            % margin
        )
    else:
        first = (
            ngettext(
                "%(margin)s vote for was missing.",
                "%(margin)s votes for were missing.",
                found.margin,
            )
            % margin
        )
    return [first, _weakest(found, weakest)]


UNCERTIFIED = {
    Without.NAMELESS: gettext_lazy(
        "It was a secret ballot: nobody knows whose ballot says what, so nobody can say "
        "which proxies or attendances would turn the result."
    ),
    Without.SPLIT: gettext_lazy(
        "Somebody voted differently for several lots: no single ballot falls with a "
        "person, so it is not computed which proxies or attendances would turn the "
        "result."
    ),
    Without.PRESENCE: gettext_lazy(
        "Too few members took part: no proxy or attendance that proves invalid would "
        "turn the result."
    ),
}


def how_it_holds(point: "Point") -> list[str]:
    """Say how well the result of a point holds, or why nobody can say; else nothing."""
    if point.uncertified is not None:
        return [str(UNCERTIFIED[point.uncertified])]
    if point.robustness is None:
        return []
    return robustness(point.robustness, point.weakest, adopted=point.result.adopted)


def _weakest(found: Certificate, weakest: Sequence[str]) -> str:
    if found.smallest is None:
        return _(
            "The result stays the same even if any three proxies or attendances prove "
            "invalid."
        )
    if not weakest:
        return _("The result turns if a single vote was counted wrongly.")
    return ngettext(
        "It would turn if the proxy or attendance of %(names)s proved invalid; nothing "
        "less turns it.",
        "It would turn if the proxies or attendances of %(names)s all proved invalid; "
        "nothing less turns it.",
        len(weakest),
    ) % {"names": ", ".join(weakest)}


def how_the_quorum_holds(hangs_on: Sequence[str] | None) -> str:
    """Say how well the quorum of the opening holds; "" where there was none to lose.

    ``hangs_on``: of ``governance.queries.proceedings.Record``.
    """
    if hangs_on is None:
        return _("It stays so even if any three proxies or attendances prove invalid.")
    if not hangs_on:
        return ""
    return ngettext(
        "Without the proxy or attendance of %(names)s there would have been no quorum.",
        "Without the proxies or attendances of %(names)s there would have been no "
        "quorum; nothing less takes it away.",
        len(hangs_on),
    ) % {"names": ", ".join(hangs_on)}


def why_refused(refused: ProxyRefusal | str) -> str:
    """Say why a proxy gave no power (art. 3.87 §7)."""
    return {
        ProxyRefusal.SYNDIC: _("The syndic cannot hold a proxy."),
        ProxyRefusal.SUSPENDED: _("The vote of these lots is suspended."),
        ProxyRefusal.SELF: either(
            _("The holder votes for these lots himself."),
            _("The holder votes for this member himself."),
        ),
        ProxyRefusal.OUTSIDER: _("The holder is not a member."),
        ProxyRefusal.SECOND: _("Another proxy had been given before."),
        ProxyRefusal.LIMIT: _(
            "The holder has three proxies already, and more than a tenth of all votes "
            "with this one."
        ),
    }[ProxyRefusal(refused)]


def _numbers(**values: int) -> dict[str, str]:
    language = get_language() or "en"
    return {name: formatting.number(value, language) for name, value in values.items()}
