"""What the API shows of the reports of the books. Amounts are EUR as text."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.reports import Report
from finance.reports.layout import AMOUNTS, LABELS
from koprogo.api.fields import Money


class ReportRowShape(serializers.Serializer):
    """A line of a report; what it does not have is null. ``total``: of its part."""

    total = serializers.BooleanField()

    def get_fields(self):
        named = {name: _field(name) for name in LABELS}
        return super().get_fields() | named


def _field(name: str) -> serializers.Field:
    if name in AMOUNTS:
        return Money(allow_null=True)
    if name == "date":
        return serializers.DateField(allow_null=True)
    return serializers.CharField(allow_null=True)


class ReportPartShape(serializers.Serializer):
    """A part of a report; ``columns``: which of the fields of its rows say something."""

    title = serializers.CharField()
    columns = serializers.ListField(child=serializers.ChoiceField(list(LABELS)))
    rows = ReportRowShape(many=True)


def shown(report: Report) -> list[dict]:
    """Return the parts of a report as ``ReportPartShape`` takes them."""
    return [
        {
            "title": str(section.title),
            "columns": list(section.columns),
            "rows": [
                *(_row(row, total=False) for row in section.rows),
                *(_row(row, total=True) for row in section.totals),
            ],
        }
        for section in report.sections
    ]


def _row(row, *, total: bool) -> dict:
    return {"total": total, **{name: row.cells.get(name) for name in LABELS}}


class LedgerLineShape(serializers.Serializer):
    """A line of an account; ``id`` is that of its entry, ``balance`` after it."""

    id = serializers.UUIDField()
    date = serializers.DateField()
    entry = serializers.CharField(help_text="Journal, year, number.")
    text = serializers.CharField()
    of = serializers.CharField(help_text="The account holder or supplier.")
    debit = Money(allow_null=True)
    credit = Money(allow_null=True)
    balance = Money()


class JournalEntryShape(serializers.Serializer):
    """An entry; ``amount``: the sum of one side."""

    id = serializers.UUIDField()
    entry = serializers.CharField(help_text="Journal, year, number.")
    date = serializers.DateField()
    text = serializers.CharField()
    amount = Money()


def rows_of(report: Report) -> list[dict]:
    """Return the lines of an account or a journal as these shapes take them."""
    [section] = report.sections
    return [{"id": row.page[1], **row.cells} for row in section.rows]


class EntryLineShape(serializers.Serializer):
    """EUR on one side of an account; ``of``: whose; ``lot``: the code of one."""

    account = serializers.CharField(source="code")
    name = serializers.CharField()
    of = serializers.CharField()
    lot = serializers.CharField()
    debit = Money()
    credit = Money()


class MakerShape(serializers.Serializer):
    """What made an entry, as far as you may know."""

    kind = serializers.CharField()
    name = serializers.CharField()


class EntryShape(serializers.Serializer):
    """An entry with its lines. ``reverses`` and ``mirror``: ids of entries."""

    uuid = serializers.UUIDField(source="entry.uuid")
    journal = serializers.CharField(source="entry.journal.code")
    year = serializers.IntegerField(source="entry.year")
    number = serializers.IntegerField(source="entry.number")
    date = serializers.DateField(source="entry.date")
    posted_at = serializers.DateTimeField(source="entry.posted_at")
    text = serializers.CharField()
    lines = EntryLineShape(many=True)
    made_by = MakerShape(many=True, source="makers")
    reverses = serializers.SerializerMethodField()
    mirror = serializers.SerializerMethodField()
    own = serializers.SerializerMethodField()

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_reverses(self, shown):
        return _uuid(shown["entry"].reverses)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_mirror(self, shown):
        return _uuid(getattr(shown["entry"], "mirror", None))

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_own(self, shown):
        return _uuid(getattr(shown["entry"], "own", None))


def _uuid(row) -> str | None:
    return str(row.uuid) if row else None
