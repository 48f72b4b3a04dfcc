"""Owners: people and companies, with or without a table of their own."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from buildings.importing import values
from buildings.importing.columns import Sheets
from buildings.importing.fields import OWNER_CODE, Kind
from buildings.importing.lines import Line, fill, lines
from buildings.importing.problems import Code, Report
from buildings.importing.rows import Channel, PersonKind, PersonRow
from buildings.importing.text import fold, slug

_DIGEST = 8
_NAMES = ("last_name", "first_name", "company")
_DETAILS = (
    "kind",
    "kbo",
    "language",
    "email",
    "phone",
    "street",
    "postal_code",
    "city",
    "country",
    "channel",
)
_LEGAL_FORMS = frozenset(
    [
        "ACP",
        "AG",
        "ASBL",
        "BV",
        "BVBA",
        "CV",
        "CVBA",
        "GmbH",
        "IVZW",
        "NV",
        "SA",
        "SC",
        "SCRL",
        "SNC",
        "SPRL",
        "SRL",
        "VME",
        "VOF",
        "VZW",
    ]
)


@dataclass(slots=True)
class PersonDraft:
    """An owner as far as he is read; ``kind`` is None when no column says it."""

    line: Line
    code: str
    kind: PersonKind | None = None
    last_name: str = ""
    first_name: str = ""
    company: str = ""
    kbo: str = ""
    language: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    channel: Channel | None = None

    @property
    def name(self) -> str:
        return self.company or f"{self.last_name} {self.first_name}".strip()

    def spellings(self) -> set[str]:
        """The plain forms of the name: family name first, and first name first."""
        if self.company:
            return {slug(self.company)}
        names = (self.last_name, self.first_name)
        return {slug(" ".join(names)), slug(" ".join(reversed(names)))}


class People:
    """Every owner once, found by his code, or by his name where a table has no codes.

    When a table of owners is given (``listed``), a code that is not in it is a
    mistake; otherwise it is an owner whose name is not known yet.
    """

    def __init__(self, *, listed: bool) -> None:
        self._listed = listed
        self._by_code: dict[str, PersonDraft] = {}
        self._by_name: defaultdict[str, list[PersonDraft]] = defaultdict(list)

    def __iter__(self) -> Iterator[PersonDraft]:
        return iter(self._by_code.values())

    def add(self, draft: PersonDraft) -> None:
        """Add an owner of the table of owners, where each code stands once."""
        if first := self.known_as(draft.code):
            draft.line.problem(
                Code.DUPLICATE_CODE, "code", value=draft.code, first=first.line.number
            )
        else:
            self._index(draft)

    def known_as(self, code: str) -> PersonDraft | None:
        return self._by_code.get(fold(code))

    def resolve(self, draft: PersonDraft, field: str) -> str | None:
        """Return the code of the owner whom ``draft`` tells about; add him when new.

        Without a code, the same name is the same owner. What cannot be told is
        reported in the column of ``field``.
        """
        draft.code = draft.code or self._code_by_name(draft, field)
        if not draft.code:
            return None
        known = self.known_as(draft.code)
        if known:
            _add_details(known, draft, field)
            return known.code
        if self._listed and not draft.name:
            draft.line.problem(Code.UNKNOWN_OWNER, field, value=draft.code)
            return None
        self._index(draft)
        return draft.code

    def _code_by_name(self, draft: PersonDraft, field: str) -> str:
        name = slug(draft.name)
        namesakes = self._by_name.get(name, [])
        if not name:
            draft.line.problem(Code.NAME_WITHOUT_LETTERS, field, value=draft.name)
        elif len(namesakes) > 1:
            draft.line.problem(Code.SAME_NAME, field, value=draft.name)
        else:
            return namesakes[0].code if namesakes else _short(name)
        return ""

    def _index(self, draft: PersonDraft) -> None:
        self._by_code[fold(draft.code)] = draft
        for spelling in draft.spellings() - {""}:
            self._by_name[spelling].append(draft)


def _short(name: str) -> str:
    """Return a code for a plain name; a long one keeps its start and gets a digest."""
    if len(name) <= OWNER_CODE:
        return name
    digest = sha256(name.encode()).hexdigest()[:_DIGEST]
    return f"{name[: OWNER_CODE - _DIGEST - 1]}-{digest}"


def _add_details(known: PersonDraft, new: PersonDraft, field: str) -> None:
    """Add what only ``new`` says about an owner; report where the two disagree."""
    if not known.name:
        fill(known, new, _NAMES, new.line)
    elif new.name and known.spellings().isdisjoint(new.spellings()):
        new.line.problem(Code.CONFLICT, field, value=new.name, other=known.name)
    fill(known, new, _DETAILS, new.line)


def read_people(sheets: Sheets, report: Report) -> People:
    """Return the owners of the tables of owners."""
    people = People(listed=sheets.has(Kind.PEOPLE))
    for line in lines(sheets, report, Kind.PEOPLE):
        if code := line.code("code"):
            draft = person_draft(line, code)
            draft.kind = line.parsed("kind", values.person_kind)
            people.add(draft)
    return people


def person_draft(line: Line, code: str) -> PersonDraft:
    """Read everything about an owner but his code and kind."""

    def checked(field: str, parse: Callable[[str], str]) -> str:
        return line.parsed(field, parse) or ""

    return PersonDraft(
        line=line,
        code=code,
        last_name=line.text("last_name"),
        first_name=line.text("first_name"),
        company=line.text("company"),
        kbo=checked("kbo", values.kbo),
        language=checked("language", values.language),
        email=checked("email", values.email),
        phone=line.text("phone"),
        street=line.text("street"),
        postal_code=line.text("postal_code"),
        city=line.text("city"),
        country=checked("country", values.country),
        channel=line.parsed("channel", values.channel),
    )


def finished_people(people: People) -> tuple[PersonRow, ...]:
    """Freeze the owners; report what an owner of his kind cannot have."""
    return tuple(map(_finished, people))


def _finished(draft: PersonDraft) -> PersonRow:
    kind = draft.kind or _kind(draft)
    last_name, first_name = _kept_names(draft, kind)
    _check_details(draft, kind)
    return PersonRow(
        code=draft.code,
        kind=kind,
        last_name=last_name,
        first_name=first_name,
        kbo=draft.kbo,
        language=draft.language,
        email=draft.email,
        phone=draft.phone,
        street=draft.street,
        postal_code=draft.postal_code,
        city=draft.city,
        country=draft.country,
        channel=draft.channel,
        placeholder=not last_name,
        line=draft.line.number,
    )


def _kind(draft: PersonDraft) -> PersonKind:
    """Tell a company by its own column, its number or its legal form."""
    if draft.company and (draft.last_name or draft.first_name):
        draft.line.problem(Code.PERSON_OR_COMPANY, "company", owner=draft.code)
    words = draft.last_name.replace(".", "").split() or [""]
    has_form = not _LEGAL_FORMS.isdisjoint({words[0], words[-1]})
    if draft.company or (not draft.first_name and (draft.kbo or has_form)):
        return PersonKind.COMPANY
    return PersonKind.PERSON


def _kept_names(draft: PersonDraft, kind: PersonKind) -> tuple[str, str]:
    """Return last and first name; warn about a name that belongs to nobody here."""
    company = (draft.company, "")
    person = (draft.last_name, draft.first_name)
    if not draft.last_name:
        person = (draft.first_name, "")
    kept, other = person, company
    if kind is PersonKind.COMPANY:
        kept, other = company, person
    if not kept[0]:
        kept, other = other, kept
    if not kept[0]:
        draft.line.warn(Code.NAME_UNKNOWN, owner=draft.code)
    elif other[0] and draft.kind:
        name = " ".join(other).strip()
        draft.line.warn(Code.NAME_IGNORED, owner=draft.code, value=name)
    return kept


def _check_details(draft: PersonDraft, kind: PersonKind) -> None:
    if draft.kbo and kind is PersonKind.PERSON:
        draft.line.problem(Code.KBO_OF_PERSON, "kbo", owner=draft.code)
    unreachable = not draft.email and not draft.line.raw("email")
    if draft.channel is Channel.EMAIL and unreachable:
        draft.line.problem(Code.CHANNEL_NEEDS_EMAIL, "channel", owner=draft.code)
