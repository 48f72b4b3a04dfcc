"""What was found before owners are convened, said to a person, with where to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from buildings.wording import either, either_lazy, speaks_to_members
from governance.convening import Finding, Problem
from governance.models import Assembly
from governance.subjects import Subject
from governance.words import SUBJECTS
from koprogo.ui.formatting import day, money


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in a sentence, and the page on which it is mended, if there is one.

    ``code``: for programs. ``is_blocking``: nobody is convened while it is so. ``item``:
    the point that it is about.
    """

    code: str
    is_blocking: bool
    text: str
    url: str = ""
    label: str = ""
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A page on which something is mended: one of the building, or ``of_assembly``."""

    page: str
    label: str | Promise
    of_assembly: bool = False


LOTS = Place("buildings:lots", gettext_lazy("Lots"))
OWNERS = Place("buildings:owners", gettext_lazy("Co-owners"))
PERIOD = Place(
    "governance:assembly-settings", gettext_lazy("How the association meets")
)
PROPOSALS = Place("governance:proposals", gettext_lazy("Proposals for the agenda"))
MEETING = Place(
    "governance:assembly-edit", gettext_lazy("Day, place and documents"), True
)
#: of a finding about one point, the page of that point
AGENDA = Place("governance:agenda", gettext_lazy("Agenda"), True)

#: pages that the ASBL does not have
NOT_IN_ASBL = (LOTS, OWNERS, PERIOD)

PLACES: dict[Problem, Place] = {
    Problem.SHARES: LOTS,
    Problem.NO_HOLDER: LOTS,
    Problem.PAST: MEETING,
    Problem.LATE: MEETING,
    Problem.URGENT: MEETING,
    Problem.TOO_SOON: MEETING,
    Problem.SECOND_TOO_SOON: MEETING,
    Problem.NO_SECOND_SESSION: MEETING,
    Problem.OUTSIDE_PERIOD: MEETING,
    Problem.NO_PERIOD: PERIOD,
    Problem.NO_PLACE: MEETING,
    Problem.NO_REMOTE_ACCESS: MEETING,
    Problem.NO_CONSULTING: MEETING,
    Problem.EMPTY: AGENDA,
    Problem.MANDATORY: AGENDA,
    Problem.PROPOSALS: PROPOSALS,
    Problem.MISCELLANEOUS_VOTES: AGENDA,
    Problem.NO_DOCUMENT: AGENDA,
    Problem.NO_CANDIDATE: AGENDA,
    Problem.FEW_QUOTES: AGENDA,
    Problem.UNTRANSLATED: AGENDA,
    Problem.SUSPENDED: OWNERS,
    Problem.NO_ADDRESS: OWNERS,
}


def told(findings: Iterable[Finding], assembly: Assembly, slug: str) -> list[Told]:
    """Say what was found, in the active language."""
    return [_told(finding, assembly, slug) for finding in findings]


def _told(finding: Finding, assembly: Assembly, slug: str) -> Told:
    url, label = _place(finding, assembly, slug)
    return Told(
        finding.problem.value,
        finding.is_blocking,
        finding_sentence(finding),
        url,
        label,
        finding.point and finding.point.ref,
    )


def _place(finding: Finding, assembly: Assembly, slug: str) -> tuple[str, str]:
    place = PLACES.get(finding.problem)
    if place is None or (speaks_to_members() and place in NOT_IN_ASBL):
        return "", ""
    page, more = place.page, [assembly.uuid] if place.of_assembly else []
    if finding.point is not None:
        page, more = "governance:item", [assembly.uuid, finding.point.ref]
    return reverse(page, args=[slug, *more]), str(place.label)


def finding_sentence(finding: Finding) -> str:
    """Say one finding without the page that mends it."""
    if finding.problem in WITH_VALUES:
        return WITH_VALUES[finding.problem](finding)
    return str(PLAIN[finding.problem])


PLAIN: dict[Problem, Promise] = {
    Problem.NO_SYNDIC: gettext_lazy(
        "No firm is syndic today. The council of co-ownership may convene; without it "
        "the chair of the last assembly; otherwise owners who have a fifth of the shares."
    ),
    Problem.PAST: gettext_lazy("The day and time of the meeting are over."),
    Problem.OUTSIDE_PERIOD: gettext_lazy(
        "The meeting lies outside the fifteen days of the internal rules "
        "(art. 3.87 §2): an owner could contest it."
    ),
    Problem.NO_PERIOD: gettext_lazy(
        "Nobody has noted in which fifteen days the internal rules place the ordinary "
        "assembly (art. 3.87 §2): it cannot be checked."
    ),
    Problem.NO_PLACE: gettext_lazy("Say where the assembly is held."),
    Problem.NO_REMOTE_ACCESS: either_lazy(
        gettext_lazy(
            "Owners may take part from afar, but nothing says how: they must know it from "
            "the convocation (art. 3.87 §1)."
        ),
        gettext_lazy(
            "Members may take part from afar, but nothing says how: they must know it from the convocation."
        ),
    ),
    Problem.NO_CONSULTING: either_lazy(
        gettext_lazy(
            "Say how owners can consult the documents: the convocation has to "
            "(art. 3.87 §3)."
        ),
        gettext_lazy("Say how members can consult the documents."),
    ),
    Problem.NO_SECOND_SESSION: gettext_lazy(
        "Plan the second session: without a quorum it decides, at least 15 days "
        "after the first."
    ),
    Problem.EMPTY: gettext_lazy("The agenda has no points yet."),
    Problem.PROPOSALS: gettext_lazy(
        "Owners proposed points in time that are not on the agenda (art. 3.87 §3)."
    ),
}


def _shares(finding: Finding) -> str:
    lots, deed = finding.names
    return _(
        "The shares of the lots add up to %(lots)s, the deed says %(deed)s: nobody "
        "knows who has how many votes."
    ) % {"lots": lots, "deed": deed}


def _no_holder(finding: Finding) -> str:
    return _("Lots with shares that nobody holds: %(lots)s.") % {
        "lots": finding.names[0]
    }


def _dated(text: str, finding: Finding) -> str:
    return text % {"day": day(finding.day, get_language())}


def _late(finding: Finding) -> str:
    return _dated(
        either(
            _(
                "Convocations leave at least 15 days before the meeting: the last day "
                "was %(day)s (art. 3.87 §3). Choose a later day, or say why it is urgent."
            ),
            _(
                "Convocations leave at least 15 days before the meeting: the last day "
                "was %(day)s (Code of companies and associations, art. 9:14). Choose a "
                "later day."
            ),
        ),
        finding,
    )


def _urgent(finding: Finding) -> str:
    return _dated(
        _(
            "Convocations leave less than 15 days before the meeting, the last day was "
            "%(day)s: the convocation says why it is urgent, and a judge may ask."
        ),
        finding,
    )


def _too_soon(finding: Finding) -> str:
    return _dated(
        _(
            "This meeting follows on another one: it is held on %(day)s at the earliest."
        ),
        finding,
    )


def _second_too_soon(finding: Finding) -> str:
    return _dated(
        either(
            _(
                "The second session is held at least 15 days after the first, on "
                "%(day)s at the earliest (art. 3.87 §5)."
            ),
            _(
                "The second session is held at least 15 days after the first, on "
                "%(day)s at the earliest (Code of companies and associations, art. 9:21)."
            ),
        ),
        finding,
    )


def _mandatory(finding: Finding) -> str:
    subjects = [str(SUBJECTS[Subject(code)]) for code in finding.names]
    return _("The law wants on this agenda: %(subjects)s (art. 3.89 §5).") % {
        "subjects": _listed(subjects)
    }


def _of_point(text: str, finding: Finding, **values: str) -> str:
    point = finding.point
    return text % {"number": point.number, "title": point.title, **values}


def _miscellaneous(finding: Finding) -> str:
    return _(
        "Point %(point)s is “miscellaneous”: nothing is decided under it, because what "
        "is not on the agenda cannot be decided."
    ) % {"point": finding.point.number}


def _no_document(finding: Finding) -> str:
    return _of_point(_("Point %(number)s, “%(title)s”, has no document."), finding)


def _no_candidate(finding: Finding) -> str:
    return _of_point(_("Point %(number)s, “%(title)s”, names no candidate."), finding)


def _few_quotes(finding: Finding) -> str:
    valid, threshold, decision = finding.names
    text = ngettext(
        "Point %(number)s, “%(title)s”, costs more than %(threshold)s, above which "
        "several quotes are asked (%(decision)s). %(valid)s quote holds on the day of "
        "the meeting; at least two should.",
        "Point %(number)s, “%(title)s”, costs more than %(threshold)s, above which "
        "several quotes are asked (%(decision)s). %(valid)s quotes hold on the day of "
        "the meeting; at least two should.",
        int(valid),
    )
    written = money(Decimal(threshold), get_language())
    return _of_point(text, finding, threshold=written, decision=decision, valid=valid)


def _untranslated(finding: Finding) -> str:
    text = _("Point %(number)s, “%(title)s”, is missing in %(languages)s.")
    return _of_point(text, finding, languages=_listed(finding.names))


def _suspended(finding: Finding) -> str:
    return _(
        "These holders have named no representative, so their votes are suspended "
        "(art. 3.87 §1): %(accounts)s. Each of them gets a convocation."
    ) % {"accounts": _listed(finding.names)}


def _no_address(finding: Finding) -> str:
    return either(
        _(
            "The register has no postal address of: %(names)s. Their registered letters "
            "cannot be posted."
        ),
        _("The register has neither an e-mail nor a postal address of: %(names)s."),
    ) % {"names": _listed(finding.names)}


def _mandate_ends(finding: Finding) -> str:
    return _dated(
        _(
            "The mandate of the syndic ends on %(day)s, before the meeting: nobody "
            "would keep it."
        ),
        finding,
    )


def _listed(words: Iterable[str]) -> str:
    return get_text_list(list(words), _("and"))


WITH_VALUES: dict[Problem, Callable[[Finding], str]] = {
    Problem.SHARES: _shares,
    Problem.NO_HOLDER: _no_holder,
    Problem.LATE: _late,
    Problem.URGENT: _urgent,
    Problem.TOO_SOON: _too_soon,
    Problem.SECOND_TOO_SOON: _second_too_soon,
    Problem.MANDATORY: _mandatory,
    Problem.MISCELLANEOUS_VOTES: _miscellaneous,
    Problem.NO_DOCUMENT: _no_document,
    Problem.NO_CANDIDATE: _no_candidate,
    Problem.FEW_QUOTES: _few_quotes,
    Problem.UNTRANSLATED: _untranslated,
    Problem.SUSPENDED: _suspended,
    Problem.NO_ADDRESS: _no_address,
    Problem.MANDATE_ENDS: _mandate_ends,
}
