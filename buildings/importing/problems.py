"""What can be wrong with share tables, as data.

Nothing here is a sentence: ``messages.py`` says it in the reader's language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MOST_REPORTED = 200


class Code(StrEnum):
    """Every complaint. Those under "warnings" do not stop an import."""

    # The file
    FILE_TOO_LARGE = "file-too-large"
    UNPACKED_TOO_LARGE = "unpacked-too-large"
    NOT_TEXT = "not-text"
    OLD_EXCEL = "old-excel"
    NOT_A_WORKBOOK = "not-a-workbook"
    EMPTY_FILE = "empty-file"
    NO_ROWS = "no-rows"
    TOO_MANY_SHEETS = "too-many-sheets"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    BAD_QUOTES = "bad-quotes"
    RAGGED_ROW = "ragged-row"
    DUPLICATE_COLUMN = "duplicate-column"
    NAMELESS_COLUMN = "nameless-column"
    ERROR_CELL = "error-cell"
    # The columns
    UNKNOWN_TABLE = "unknown-table"
    AMBIGUOUS_TABLE = "ambiguous-table"
    MISSING_COLUMN = "missing-column"
    SAME_COLUMN_TWICE = "same-column-twice"
    NO_LOTS = "no-lots"
    # One cell
    MISSING_VALUE = "missing-value"
    TOO_LONG = "too-long"
    NOT_A_NUMBER = "not-a-number"
    NEGATIVE = "negative"
    THREE_DECIMALS = "three-decimals"
    NOT_WHOLE = "not-whole"
    TOO_LARGE = "too-large"
    NOT_A_FRACTION = "not-a-fraction"
    FRACTION_IS_A_DATE = "fraction-is-a-date"
    MORE_THAN_WHOLE = "more-than-whole"
    NOT_A_DATE = "not-a-date"
    DATE_HAS_TIME = "date-has-time"
    DATE_OUT_OF_RANGE = "date-out-of-range"
    UNKNOWN_LOT_KIND = "unknown-lot-kind"
    UNKNOWN_PERSON_KIND = "unknown-person-kind"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_CHANNEL = "unknown-channel"
    UNKNOWN_COUNTRY = "unknown-country"
    UNKNOWN_RIGHT = "unknown-right"
    NOT_YES_OR_NO = "not-yes-or-no"
    BAD_EMAIL = "bad-email"
    KBO_FORMAT = "kbo-format"
    KBO_CHECK = "kbo-check"
    NAME_WITHOUT_LETTERS = "name-without-letters"
    # Rows that contradict each other
    DUPLICATE_CODE = "duplicate-code"
    DUPLICATE_PART = "duplicate-part"
    SAME_NAME = "same-name"
    DUPLICATE_MEMBER = "duplicate-member"
    CONFLICT = "conflict"
    UNKNOWN_LOT = "unknown-lot"
    UNKNOWN_OWNER = "unknown-owner"
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_HOLDING = "unknown-holding"
    UNKNOWN_PRIMARY = "unknown-primary"
    CIRCULAR_PRIMARY = "circular-primary"
    KEY_ZERO_TOTAL = "key-zero-total"
    KEY_SUM = "key-sum"
    TWO_DEEDS = "two-deeds"
    DEED_TOTAL_DIFFERS = "deed-total-differs"
    DEED_SUM = "deed-sum"
    SHARES_DIFFER_FROM_DEED = "shares-differ-from-deed"
    HOLDING_SUM = "holding-sum"
    HOLDING_BARE_SUM = "holding-bare-sum"
    HOLDING_USUFRUCT_SUM = "holding-usufruct-sum"
    MEMBER_WITHOUT_PART = "member-without-part"
    PART_MISSING = "part-missing"
    DENOMINATOR_TOO_LARGE = "denominator-too-large"
    TWO_REPRESENTATIVES = "two-representatives"
    REPRESENTATIVE_NOT_HOLDER = "representative-not-holder"
    PERSON_OR_COMPANY = "person-or-company"
    KBO_OF_PERSON = "kbo-of-person"
    CHANNEL_NEEDS_EMAIL = "channel-needs-email"
    PERIOD_REVERSED = "period-reversed"
    PERIOD_OVERLAP = "period-overlap"
    PERIOD_OPEN_FOLLOWED = "period-open-followed"
    # Warnings
    SHEET_IGNORED = "sheet-ignored"
    COLUMN_IGNORED = "column-ignored"
    DEED_TOTAL_UNKNOWN = "deed-total-unknown"
    NAME_UNKNOWN = "name-unknown"
    NAME_IGNORED = "name-ignored"
    NO_REPRESENTATIVE = "no-representative"
    PERIOD_GAP = "period-gap"
    LOT_WITHOUT_OWNER = "lot-without-owner"
    LOT_OWNER_ENDS = "lot-owner-ends"
    HOLDING_UNUSED = "holding-unused"
    # The list itself
    AND_MORE = "and-more"


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the file, its line counted from 1, and the header of the column."""

    file: str
    line: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint. ``params`` fill the placeholders of the sentence of ``code``."""

    file: str
    line: int | None
    column: str | None
    code: Code
    params: Mapping[str, object] = field(default_factory=dict)


class TableError(Exception):
    """The file cannot be read as tables. ``problems`` says why, each at its line."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class FileTooLarge(TableError):
    """The file is larger than anybody's share table; it was not read."""


class BadValue(ValueError):
    """A cell does not say what its column promises."""

    def __init__(self, code: Code, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Pile:
    """The first 200 complaints, and how many more there were."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, problem: Problem) -> None:
        self._count += 1
        if self._count <= MOST_REPORTED:
            self._kept.append(problem)

    def in_order(self, files: Sequence[str]) -> tuple[Problem, ...]:
        """Return them by file and line; the last one counts those left out."""
        rank = {name: position for position, name in enumerate(files)}
        kept = sorted(
            self._kept, key=lambda p: (rank.get(p.file, len(rank)), p.line or 0)
        )
        if self._count > MOST_REPORTED:
            rest = {"count": self._count - MOST_REPORTED}
            kept.append(Problem("", None, None, Code.AND_MORE, rest))
        return tuple(kept)


class Report:
    """Collects everything that is wrong, and what the reader should know anyway."""

    def __init__(self) -> None:
        self.problems = Pile()
        self.warnings = Pile()

    def problem(self, place: Place, code: Code, **params: object) -> None:
        self.problems.add(Problem(place.file, place.line, place.column, code, params))

    def warn(self, place: Place, code: Code, **params: object) -> None:
        self.warnings.add(Problem(place.file, place.line, place.column, code, params))
