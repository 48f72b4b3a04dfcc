"""Holdings: who owns a lot together, with which part and which right (art. 3.87 §1)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from buildings.importing import values
from buildings.importing.columns import Sheets
from buildings.importing.fields import Kind
from buildings.importing.lines import Line, lines
from buildings.importing.people import People, PersonDraft
from buildings.importing.problems import Code, Report
from buildings.importing.rows import (
    MAX_SHARES,
    HoldingRow,
    Member,
)
from buildings.importing.text import fold

_RIGHTS = ("full", "bare", "usufruct")


@dataclass(slots=True)
class Claim:
    """What one owner holds: a part of the whole for each right."""

    line: Line
    owner_code: str
    full: Fraction = Fraction(0)
    bare: Fraction = Fraction(0)
    usufruct: Fraction = Fraction(0)


@dataclass(slots=True)
class HoldingDraft:
    """A holding as far as it is read. ``label`` is what the reader calls it.

    ``broken`` when one of its parts could not be read, so that its sum says nothing.
    """

    line: Line
    code: str
    label: str
    claims: list[Claim] = field(default_factory=list)
    representative: str = ""
    broken: bool = False


def read_holdings(sheets: Sheets, people: People, report: Report) -> list[HoldingDraft]:
    """Return the holdings of the tables of ownerships: one line per holder."""
    holdings: dict[str, HoldingDraft] = {}
    for line in lines(sheets, report, Kind.HOLDINGS):
        if code := line.code("code"):
            draft = HoldingDraft(line, code, label=code)
            _read_holder(holdings.setdefault(fold(code), draft), line, people)
    return list(holdings.values())


def _read_holder(draft: HoldingDraft, line: Line, people: People) -> None:
    code = line.code("owner")
    owner = people.resolve(PersonDraft(line, code), "owner") if code else None
    parts = {right: line.parsed(right, values.fraction) for right in _RIGHTS}
    held = {right: part for right, part in parts.items() if part}
    if not held and not line.broken:
        line.problem(Code.MEMBER_WITHOUT_PART, "owner", owner=code)
    if owner in {claim.owner_code for claim in draft.claims}:
        line.problem(Code.DUPLICATE_MEMBER, "owner", owner=code, holding=draft.label)
    if owner is None or line.broken:
        draft.broken = True
    else:
        draft.claims.append(Claim(line, owner, **held))
    _read_representative(draft, line)


def _read_representative(draft: HoldingDraft, line: Line) -> None:
    """The representative stands on one line of the holding, or the same on several."""
    code = line.text("representative")
    if not code:
        return
    if draft.representative and fold(draft.representative) != fold(code):
        line.problem(
            Code.TWO_REPRESENTATIVES,
            "representative",
            holding=draft.label,
            value=code,
            other=draft.representative,
        )
    else:
        draft.representative = code


def finished_holdings(drafts: Iterable[HoldingDraft]) -> tuple[HoldingRow, ...]:
    """Freeze the holdings that are right, each code once; report the others.

    Holdings of one code are one holding, which the simple table makes for each lot.
    """
    rows: dict[str, HoldingRow] = {}
    for draft in drafts:
        if row := _finished(draft):
            known = rows.setdefault(fold(draft.code), row)
            if sorted(known.members) != sorted(row.members):
                draft.line.problem(
                    Code.DUPLICATE_CODE, value=draft.code, first=known.line
                )
    return tuple(rows.values())


def _finished(draft: HoldingDraft) -> HoldingRow | None:
    if draft.broken:
        return None
    parts = _denominator(draft)
    if parts is None:
        draft.line.problem(Code.DENOMINATOR_TOO_LARGE, holding=draft.label)
        return None
    members = tuple(
        Member(
            claim.owner_code,
            int(claim.full * parts),
            int(claim.bare * parts),
            int(claim.usufruct * parts),
        )
        for claim in draft.claims
    )
    _check_whole(draft, members, parts)
    return HoldingRow(
        code=draft.code,
        parts=parts,
        members=members,
        representative_code=_representative(draft),
        line=draft.line.number,
    )


def _denominator(draft: HoldingDraft) -> int | None:
    """Return the smallest denominator that makes all parts whole, or None if huge."""
    parts = 1
    for claim in draft.claims:
        rights = (claim.full, claim.bare, claim.usufruct)
        parts = lcm(parts, *(part.denominator for part in rights))
        if parts > MAX_SHARES:
            return None
    return parts


def _check_whole(draft: HoldingDraft, members: tuple[Member, ...], parts: int) -> None:
    """Report a holding that is not exactly one whole.

    Full and bare ownership together are the walls, full ownership and usufruct
    together are the use: each must be 1.
    """
    full = sum(member.full for member in members)
    walls = full + sum(member.bare for member in members)
    use = full + sum(member.usufruct for member in members)
    if walls == use == full:
        sums = {Code.HOLDING_SUM: full}
    else:
        sums = {Code.HOLDING_BARE_SUM: walls, Code.HOLDING_USUFRUCT_SUM: use}
    for code, total in sums.items():
        if total != parts:
            draft.line.problem(
                code, holding=draft.label, sum=str(Fraction(total, parts))
            )


def _representative(draft: HoldingDraft) -> str:
    """Return the one holder who votes; warn when several have not named one."""
    codes = {fold(claim.owner_code): claim.owner_code for claim in draft.claims}
    if not draft.representative:
        if len(codes) == 1:
            return draft.claims[0].owner_code
        draft.line.warn(Code.NO_REPRESENTATIVE, "representative", holding=draft.label)
        return ""
    if fold(draft.representative) not in codes:
        draft.line.problem(
            Code.REPRESENTATIVE_NOT_HOLDER,
            "representative",
            holding=draft.label,
            value=draft.representative,
        )
    return codes.get(fold(draft.representative), "")
