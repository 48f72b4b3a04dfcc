"""The one table most offices have: a line per lot and owner, with a name and a date.

It is turned into the same owners, holdings and periods as the separate tables.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from hashlib import sha256

from buildings.importing import values
from buildings.importing.columns import Sheets
from buildings.importing.fields import HOLDING_CODE, OWNER_CODE, Kind
from buildings.importing.holdings import Claim, HoldingDraft
from buildings.importing.lines import Line, lines
from buildings.importing.lots import LotDrafts
from buildings.importing.people import People, PersonDraft, person_draft
from buildings.importing.periods import History, Span, read_dates
from buildings.importing.problems import Code, Report
from buildings.importing.rows import Right
from buildings.importing.text import fold

_DIGEST = 10


@dataclass(slots=True)
class Holder:
    """One line: an owner, a right, and a part that may be left out when he is alone."""

    line: Line
    owner_code: str
    right: Right
    share: Fraction | None
    represents: bool


@dataclass(slots=True)
class Group:
    """The holders of one lot over one period; ``broken`` when a line was not read."""

    line: Line
    lot: str
    start: date
    end: date | None
    holders: list[Holder] = field(default_factory=list)
    broken: bool = False


def read_simple(
    sheets: Sheets,
    lots: LotDrafts,
    people: People,
    report: Report,
) -> tuple[list[HoldingDraft], History]:
    """Return the holdings and periods of the simple tables; their owners are added.

    The lines of one lot with the same dates are its holders together. Holders of the
    same parts of several lots are one holding.
    """
    groups: dict[tuple[str, date, date | None], Group] = {}
    history = History([], set())
    for line in lines(sheets, report, Kind.SIMPLE):
        _read_line(line, lots, people, groups, history)
    holdings = [_holding(group) for group in groups.values()]
    _share_representatives(holdings)
    history.spans.extend(
        Span(group.line, group.lot, draft.code, group.start, group.end)
        for group, draft in zip(groups.values(), holdings, strict=True)
    )
    return holdings, history


def _read_line(
    line: Line,
    lots: LotDrafts,
    people: People,
    groups: dict[tuple[str, date, date | None], Group],
    history: History,
) -> None:
    """Add one line to its group. A line without an owner only describes the lot."""
    owner = _owner(line)
    lot = lots.get(fold(line.raw("lot")))
    if owner is None or lot is None:
        return
    history.mentioned.add(fold(lot.code))
    dates = read_dates(line)
    holder = _holder(line, owner, people)
    if dates is None:
        return
    group = groups.setdefault((lot.code, *dates), Group(line, lot.code, *dates))
    if holder is None:
        group.broken = True
    else:
        group.holders.append(holder)


def _owner(line: Line) -> PersonDraft | None:
    """Return what the line says of its owner, or None when it names nobody.

    ``owner`` is the name; where names have their own columns, it is the code.
    """
    draft = person_draft(line, line.text("owner_code"))
    owner = line.text("owner")
    if not draft.name:
        draft.last_name = owner
    elif not draft.code:
        draft.code = owner[:OWNER_CODE]
        if draft.code != owner:
            line.problem(Code.TOO_LONG, "owner", limit=OWNER_CODE)
    return draft if draft.code or draft.name else None


def _holder(line: Line, owner: PersonDraft, people: People) -> Holder | None:
    if not owner.code and people.known_as(owner.last_name):
        owner.code, owner.last_name = owner.last_name, ""
    code = people.resolve(owner, "owner")
    right = line.parsed("right", values.right) or Right.FULL
    share = line.parsed("share", values.fraction)
    represents = line.parsed("representative", values.yes) or False
    if share == 0:
        line.problem(Code.MEMBER_WITHOUT_PART, "share", owner=owner.name)
    if code is None or line.broken:
        return None
    return Holder(line, code, right, share, represents)


def _holding(group: Group) -> HoldingDraft:
    """Make the holding of a group: its code depends on its content only."""
    draft = HoldingDraft(group.line, "", label=group.lot, broken=group.broken)
    claims: dict[str, Claim] = {}
    for holder in group.holders:
        claim = claims.setdefault(
            holder.owner_code, Claim(holder.line, holder.owner_code)
        )
        _add_share(group, holder, claim, draft)
        if holder.represents:
            _represent(draft, holder.owner_code, holder.line)
    draft.claims = list(claims.values())
    draft.code = _code(draft)
    return draft


def _add_share(group: Group, holder: Holder, claim: Claim, draft: HoldingDraft) -> None:
    """Give the holder his part: the whole right when he is alone to hold it."""
    share = holder.share
    if share is None:
        alone = [other for other in group.holders if other.right is holder.right]
        if len(alone) > 1:
            holder.line.problem(Code.PART_MISSING, "share", lot=group.lot)
            draft.broken = True
            return
        share = Fraction(1)
    if getattr(claim, holder.right):
        holder.line.problem(
            Code.DUPLICATE_MEMBER, "owner", owner=claim.owner_code, holding=group.lot
        )
        draft.broken = True
    setattr(claim, holder.right, share)


def _represent(draft: HoldingDraft, owner_code: str, line: Line) -> None:
    if draft.representative not in ("", owner_code):
        line.problem(
            Code.TWO_REPRESENTATIVES,
            "representative",
            holding=draft.label,
            value=owner_code,
            other=draft.representative,
        )
    draft.representative = owner_code


def _share_representatives(holdings: Iterable[HoldingDraft]) -> None:
    """Whoever is ticked for one lot of a holding represents it for all its lots."""
    by_code: dict[str, list[HoldingDraft]] = {}
    for draft in holdings:
        by_code.setdefault(fold(draft.code), []).append(draft)
    for same in by_code.values():
        for draft in same[1:]:
            if draft.representative:
                _represent(same[0], draft.representative, draft.line)
        for draft in same[1:]:
            draft.representative = same[0].representative


def _code(draft: HoldingDraft) -> str:
    """Return a code that the same holders always get, however often they are read.

    One full owner lends the holding his own code.
    """
    if not draft.claims:
        return f"?{draft.label}"
    first = draft.claims[0]
    if len(draft.claims) == 1 and first.full == 1:
        return first.owner_code
    start = min(claim.owner_code for claim in draft.claims)[
        : HOLDING_CODE - _DIGEST - 1
    ]
    return f"{start}+{_digest(draft.claims)}"


def _digest(claims: Iterable[Claim]) -> str:
    content = sorted(
        f"{claim.owner_code}:{claim.full}:{claim.bare}:{claim.usufruct}"
        for claim in claims
    )
    return sha256("\n".join(content).encode()).hexdigest()[:_DIGEST]
