"""What is wrong with share tables, said in the reader's language.

The only module of this package that knows Django: everything else reports codes.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from buildings.importing.fields import LAYOUTS, Kind
from buildings.importing.names import LANGUAGES
from buildings.importing.problems import Code, Problem
from buildings.importing.words import CHOICES
from koprogo.ui.formatting import day

SENTENCES = {
    # The file
    Code.FILE_TOO_LARGE: _("The file is larger than %(limit)s MB and was not read."),
    Code.UNPACKED_TOO_LARGE: _(
        "The workbook holds more than %(limit)s MB once unpacked and was not read."
    ),
    Code.NOT_TEXT: _(
        "This is not a table. Save it as CSV or as an Excel workbook (.xlsx)."
    ),
    Code.OLD_EXCEL: _(
        "This is an old Excel file (.xls) or one with a password. Save it as .xlsx "
        "without a password, or as CSV."
    ),
    Code.NOT_A_WORKBOOK: _(
        "This workbook cannot be read. Open it, save it again as .xlsx or as CSV, and "
        "send that file."
    ),
    Code.EMPTY_FILE: _("The file is empty."),
    Code.NO_ROWS: _("The file has column headers but no line below them."),
    Code.TOO_MANY_SHEETS: _("The workbook has more than %(limit)s sheets."),
    Code.TOO_MANY_ROWS: _("The table has more than %(limit)s lines."),
    Code.TOO_MANY_COLUMNS: _("The table has more than %(limit)s columns."),
    Code.BAD_QUOTES: _(
        "A quotation mark on this line is not closed, or text follows it."
    ),
    Code.RAGGED_ROW: _(
        "The number of cells on this line is %(found)s; the header has %(expected)s."
    ),
    Code.DUPLICATE_COLUMN: _("Two columns have this name."),
    Code.NAMELESS_COLUMN: _(
        "Column number %(position)s has values but no header that says what they are."
    ),
    Code.ERROR_CELL: _("The cell shows the error %(value)s instead of a value."),
    # The columns
    Code.UNKNOWN_TABLE: _(
        "The columns are not those of a share table: %(header)s. The first line must "
        "name the columns as in the template."
    ),
    Code.AMBIGUOUS_TABLE: _(
        "The columns could be those of lots or of owners. Name the first column “lot” "
        "or “owner”."
    ),
    Code.MISSING_COLUMN: _(
        "The table “%(kind)s” needs a column “%(field)s”, which is not there."
    ),
    Code.SAME_COLUMN_TWICE: _(
        "This column means the same as the column “%(other)s”. Remove or rename one."
    ),
    Code.NO_LOTS: _("No table describes the lots of the building."),
    # One cell
    Code.MISSING_VALUE: _("A value is missing here."),
    Code.TOO_LONG: _("The text is longer than %(limit)s characters."),
    Code.NOT_A_NUMBER: _("“%(value)s” is not a whole number."),
    Code.NEGATIVE: _("“%(value)s” is negative; a share is never below 0."),
    Code.THREE_DECIMALS: _(
        "“%(value)s” has three decimals or more. Shares are whole numbers: write 1000, "
        "not 1.000."
    ),
    Code.NOT_WHOLE: _("“%(value)s” is not whole; shares have no decimals."),
    Code.TOO_LARGE: _("The number is larger than %(limit)s."),
    Code.NOT_A_FRACTION: _(
        "“%(value)s” is not a part of a lot. Write for instance 1, 1/2, 0.5 or 50 %%."
    ),
    Code.FRACTION_IS_A_DATE: _(
        "“%(value)s” is a date: Excel changes 1/2 into one. Give the cell the format "
        "Text and write the part again."
    ),
    Code.MORE_THAN_WHOLE: _(
        "“%(value)s” is more than 1, the whole lot. The lot's shares in the building "
        "belong in the column “shares”."
    ),
    Code.NOT_A_DATE: _("“%(value)s” is not a date. Write for instance 2022-07-01."),
    Code.DATE_HAS_TIME: _(
        "“%(value)s” has a time of day, so its day is not sure. Write the date only."
    ),
    Code.DATE_OUT_OF_RANGE: _("The year must be between %(first)s and %(last)s."),
    Code.UNKNOWN_LOT_KIND: _(
        "“%(value)s” is not a kind of lot. Write apartment, house, office, "
        "commercial space, garage, parking, cellar or other."
    ),
    Code.UNKNOWN_PERSON_KIND: _(
        "“%(value)s” is neither a person nor a company. Write one of these two words."
    ),
    Code.UNKNOWN_LANGUAGE: _(
        "“%(value)s” is not a language used here. Write nl, fr, de or en."
    ),
    Code.UNKNOWN_CHANNEL: _(
        "“%(value)s” is not a way to send letters. Write post or email."
    ),
    Code.UNKNOWN_COUNTRY: _(
        "“%(value)s” is not a country. Write its two letters, for instance BE."
    ),
    Code.UNKNOWN_RIGHT: _(
        "“%(value)s” is not a right. Write full ownership, bare ownership or usufruct."
    ),
    Code.NOT_YES_OR_NO: _("“%(value)s” is neither yes nor no."),
    Code.BAD_EMAIL: _("“%(value)s” is not an e-mail address."),
    Code.KBO_FORMAT: _(
        "“%(value)s” is not a Belgian enterprise number: it has ten digits and starts "
        "with 0 or 1."
    ),
    Code.KBO_CHECK: _(
        "The enterprise number “%(value)s” contains a mistake: its check digits do not "
        "match."
    ),
    Code.NAME_WITHOUT_LETTERS: _("“%(value)s” is not a name."),
    # Rows that contradict each other
    Code.DUPLICATE_CODE: _("The code “%(value)s” was already used on line %(first)s."),
    Code.DUPLICATE_PART: _("Lot “%(lot)s” already has a part in key “%(key)s”."),
    Code.SAME_NAME: _(
        "Several owners are called “%(value)s”. Write the owner's code as well."
    ),
    Code.DUPLICATE_MEMBER: _(
        "Owner “%(owner)s” already holds a part of “%(holding)s”."
    ),
    Code.CONFLICT: _(
        "This line says “%(value)s”, an earlier line of the same lot or owner says "
        "“%(other)s”. Make them equal; two owners of one name need an owner code."
    ),
    Code.UNKNOWN_LOT: _("Lot “%(value)s” is not in the table of lots."),
    Code.UNKNOWN_OWNER: _("Owner “%(value)s” is not in the table of owners."),
    Code.UNKNOWN_KEY: _("Key “%(value)s” is not in the table of keys."),
    Code.UNKNOWN_HOLDING: _("Ownership “%(value)s” is not in the table of ownerships."),
    Code.UNKNOWN_PRIMARY: _("The main lot “%(value)s” is not in the table of lots."),
    Code.CIRCULAR_PRIMARY: _("The main lot “%(value)s” leads back to this lot."),
    Code.KEY_ZERO_TOTAL: _(
        "The total of key “%(key)s” is 0: nothing could be divided by it."
    ),
    Code.KEY_SUM: _(
        "The parts of key “%(key)s” add up to %(sum)s, not to its total of %(total)s."
    ),
    Code.TWO_DEEDS: _(
        "Keys “%(other)s” and “%(key)s” both stand for the basic deed. Keep one."
    ),
    Code.DEED_TOTAL_DIFFERS: _(
        "The table says that the deed has %(value)s shares; the building says "
        "%(other)s."
    ),
    Code.DEED_SUM: _(
        "The lots' shares add up to %(sum)s, not to the deed's total of %(total)s."
    ),
    Code.SHARES_DIFFER_FROM_DEED: _(
        "The lot has %(value)s shares here and %(other)s in the deed's parts."
    ),
    Code.HOLDING_SUM: _(
        "The owners of “%(holding)s” hold %(sum)s of it together, not exactly 1. Write "
        "thirds as 1/3."
    ),
    Code.HOLDING_BARE_SUM: _(
        "Full and bare ownership of “%(holding)s” add up to %(sum)s, not exactly 1. "
        "Write thirds as 1/3."
    ),
    Code.HOLDING_USUFRUCT_SUM: _(
        "Full ownership and usufruct of “%(holding)s” add up to %(sum)s, not exactly "
        "1. Write thirds as 1/3."
    ),
    Code.MEMBER_WITHOUT_PART: _("Owner “%(owner)s” has no part here."),
    Code.PART_MISSING: _(
        "Lot “%(lot)s” has several owners: write the part of each, for instance 1/2."
    ),
    Code.DENOMINATOR_TOO_LARGE: _(
        "The parts of “%(holding)s” have no reasonable common denominator. Write them "
        "as fractions such as 1/3."
    ),
    Code.TWO_REPRESENTATIVES: _(
        "“%(holding)s” has two representatives, “%(other)s” and “%(value)s”. The "
        "owners name one."
    ),
    Code.REPRESENTATIVE_NOT_HOLDER: _(
        "The representative “%(value)s” is not one of the owners of “%(holding)s”."
    ),
    Code.PERSON_OR_COMPANY: _(
        "Owner “%(owner)s” has the name of a person and that of a company. Keep the "
        "one that owns."
    ),
    Code.KBO_OF_PERSON: _(
        "Owner “%(owner)s” is a person; only a company has an enterprise number."
    ),
    Code.CHANNEL_NEEDS_EMAIL: _(
        "Owner “%(owner)s” receives letters by e-mail but has no e-mail address."
    ),
    Code.PERIOD_REVERSED: _(
        "The period ends on %(end)s, which is not after its start on %(start)s."
    ),
    Code.PERIOD_OVERLAP: _(
        "Lot “%(lot)s” already has an owner on %(start)s: see line %(other)s."
    ),
    Code.PERIOD_OPEN_FOLLOWED: _(
        "Lot “%(lot)s” gets a new owner on %(start)s, but the period on line %(other)s "
        "has no end. Write %(start)s as its end."
    ),
    # Warnings
    Code.SHEET_IGNORED: _(
        "The sheet “%(sheet)s” is not a share table and is left out."
    ),
    Code.COLUMN_IGNORED: _("This column is not used and is left out."),
    Code.DEED_TOTAL_UNKNOWN: _(
        "No table states the total of the basic deed. The lots add up to %(sum)s."
    ),
    Code.NAME_UNKNOWN: _(
        "Owner “%(owner)s” has no name yet and gets a provisional one, which you can "
        "correct later."
    ),
    Code.NAME_IGNORED: _(
        "The name “%(value)s” of owner “%(owner)s” is left out: the owner is of the "
        "other kind."
    ),
    Code.NO_REPRESENTATIVE: _(
        "The owners of “%(holding)s” have not named a representative. Its vote is "
        "suspended until they do."
    ),
    Code.PERIOD_GAP: _(
        "Lot “%(lot)s” has no owner from %(end)s until %(start)s. The end of a period "
        "is the first day of the next owner."
    ),
    Code.LOT_WITHOUT_OWNER: _("Lot “%(lot)s” has no owner."),
    Code.LOT_OWNER_ENDS: _("Lot “%(lot)s” has no owner from %(end)s."),
    Code.HOLDING_UNUSED: _("No lot belongs to ownership “%(holding)s”."),
}


CONFLICTS = {
    "key": _("“%(code)s” is the code of the key of shares: name the key otherwise."),
    "holding": _(
        "Ownership %(code)s has other holders in the building: give the new one "
        "another code."
    ),
    "period": _("Lot %(code)s would have two holders on the same day."),
}


def conflict(what: str, code: str) -> str:
    """Return how the tables contradict the building (Comparison.conflicts)."""
    return str(CONFLICTS[what]) % {"code": code}


def sentence(problem: Problem) -> str:
    """Return what is wrong, as one or two sentences in the active language."""
    if problem.code is Code.AND_MORE:
        return ngettext(
            "There is %(count)s more message.",
            "There are %(count)s more messages.",
            int(str(problem.params["count"])),
        ) % {"count": problem.params["count"]}
    return str(SENTENCES[problem.code]) % _shown(problem.params)


def where(problem: Problem) -> str:
    """Return the file, line and column of a problem, as far as it has them."""
    parts = [problem.file] if problem.file else []
    if problem.line is not None:
        parts.append(gettext("line %(number)s") % {"number": problem.line})
    if problem.column:
        parts.append(gettext("column “%(name)s”") % {"name": problem.column})
    return ", ".join(parts)


def placeholder_name(code: str) -> str:
    """Return the provisional name of an owner whom the tables know by code only."""
    return gettext("Owner %(code)s") % {"code": code}


def _shown(params: Mapping[str, object]) -> dict[str, object]:
    """Return the params as the reader writes them: dates, choices, column names."""
    shown = {name: _in_words(value) for name, value in params.items()}
    if "field" in params:
        layout = LAYOUTS[Kind(str(params["kind"]))]
        shown["kind"] = layout.names.title(_language())
        shown["field"] = layout.fields[str(params["field"])].title(_language())
    return shown


def _in_words(value: object) -> object:
    if isinstance(value, date):
        return day(value, _language())
    if isinstance(value, StrEnum) and value in CHOICES:
        return CHOICES[value].title(_language())
    return value


def _language() -> str:
    language = (get_language() or "").partition("-")[0]
    return language if language in LANGUAGES else "en"
