"""An ASBL with three years behind it, published; and whoever looks at it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from uuid import UUID

from koprogo.documents.services import store
from koprogo.tenancy import enter
from tests import cast
from transparency.models import Publication, Report, ReportDocument
from transparency.public import rows
from transparency.public.derivation import derive
from transparency.public.figures import plain
from transparency.public.months import first_day, from_to
from transparency.public.tables import Tables, canonical
from transparency.tariff import DEFAULT_GRID

PAGE = "/transparency"
TODAY = date(2026, 3, 19)
AS_OF = datetime(2026, 3, 19, 10, 0, tzinfo=UTC)
LANGUAGES = ["nl", "fr", "de", "en"]
NOBODYS = UUID(int=1)
PDF = b"%PDF-1.7 a report"
MONTHS = from_to("2023-04", "2026-03")
#: how many took part at the end of each month: two bounds are crossed
GROWTH = [min(2 + number * 12 + number**2, 1_234) for number in range(len(MONTHS))]


def money(text):
    return Decimal(text)


def _costs():
    for number, month in enumerate(MONTHS):
        yield rows.Cost(month, "servers", "Host", "Rent", money("61.50") + number)
        yield rows.Cost(month, "bandwidth", "Net SA", "Traffic", money("12.25"))
        yield rows.Cost(month, "bank", "Bank", "Charges", money("3.10"))
        if number >= 24:
            yield rows.Cost(month, "staff", "Payroll", "Half a day", money("180.00"))
    yield rows.Cost("2026-02", "servers", "Host", "=Credit", money("-5.00"))


def _revenue(price):
    for month, count in zip(MONTHS, GROWTH, strict=True):
        yield rows.Revenue(month, "contributions", count * price[month])
        yield rows.Revenue(month, "persons", money("4.00"))


def _prices():
    def step(since, price, cause, participants, audience="co-ownership"):
        return rows.Price(
            date.fromisoformat(since),
            *(audience, money(price), participants, cause, "", 1),
        )

    return (
        step("2023-04-01", "1.00", "founding", None),
        step("2024-12-01", "0.80", "crossing", 501),
        step("2026-01-01", "0.60", "crossing", 1003),
        step("2023-04-01", "1.00", "founding", None, "person"),
        step("2023-04-01", "2.00", "founding", None, "ai"),
        step("2023-04-01", "0.00", "founding", None, "energy"),
    )


def _in_force(month):
    begun = [
        one
        for one in _prices()
        if one.audience == "co-ownership" and one.since <= first_day(month)
    ]
    return begun[-1].price


def _reports(report_id):
    for language in LANGUAGES:
        yield rows.Report(
            *("2025-Q4", "quarter", 1, date(2026, 1, 9), language),
            *("ab" * 32, f"{PAGE}/reports/{report_id}/{language}.pdf", None),
        )


def three_years(report_id=NOBODYS):
    """Return the tables: every one has rows."""
    price = {month: _in_force(month) for month in MONTHS}
    return Tables(
        participants=tuple(
            rows.Participants(*pair) for pair in zip(MONTHS, GROWTH, strict=True)
        ),
        prices=_prices(),
        grid=tuple(
            rows.GridTier(date(2023, 4, 1), "grid", tier.from_participants, tier.price)
            for tier in DEFAULT_GRID
        ),
        costs=tuple(_costs()),
        revenue=tuple(_revenue(price)),
        reserve=(
            rows.ReserveMovement(date(2024, 5, 1), "Year 2023", money("400.00")),
            rows.ReserveMovement(date(2025, 5, 1), "Repair", money("-35.50")),
        ),
        endowments=(rows.Endowment(date(2025, 6, 1), "Vote", money("250.00")),),
        balance=(
            rows.BalanceLine("550", "Bank", "assets", money("5364.50")),
            rows.BalanceLine("130", "Legal reserve", "liabilities", money("364.50")),
            rows.BalanceLine("140", "Result", "liabilities", money("5000.00")),
        ),
        budget=(
            rows.BudgetLine(
                date(2025, 6, 1),
                *("features", "Forms for meters"),
                *(money("40"), money("1000.00"), money("410.25")),
            ),
            rows.BudgetLine(
                date(2025, 6, 1),
                *("research", ""),
                *(money("25"), money("625.00"), money("0.00")),
            ),
        ),
        decisions=(
            rows.Decision(date(2025, 6, 1), "Surplus of 2024", "adopted", 41, 3, 2),
            rows.Decision(date(2025, 6, 1), "Election", "rejected", None, None, None),
        ),
        quarters=(
            rows.ClosedQuarter("2025-Q3", date(2025, 10, 5)),
            rows.ClosedQuarter("2025-Q4", date(2026, 1, 5)),
        ),
        reports=tuple(_reports(report_id)),
        checks=(
            rows.Check("ledgers", True, "2026-03-19T02:00:00Z"),
            rows.Check("backup", False, "2026-03-17T02:00:00Z"),
        ),
        footprint=(
            rows.Measured(
                *("2026-02", 120_000, money("4020.5")),
                *(6_000_000_000, 40_310, 40_320),
            ),
            rows.Measured(
                *("2026-03", 80_000, money("2600.00")),
                *(4_100_000_000, 26_000, 26_000),
            ),
        ),
        totals=(
            rows.Total("fund", "loans", None),
            rows.Total("community", "objects lent", money("12")),
        ),
        goals=(
            rows.Goal("people", date(2030, 12, 31), money("50000"), money("120")),
            rows.Goal("satisfaction", date(2027, 12, 31), money("8.50"), None),
        ),
    )


def publish(tables=None, *, today=TODAY, as_of=AS_OF):
    """Publish tables, by default those of three years, with a report; return them."""
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        if tables is None:
            tables = three_years(a_report().uuid)
        tables = canonical(tables)
        figures = derive(tables, today=today, as_of=f"{as_of:%Y-%m-%dT%H:%M:%SZ}")
        Publication.objects.all().delete()
        Publication.objects.create(
            tables=plain(tables),
            figures=plain(figures),
            digest=figures.digest,
            as_of=as_of,
        )
    return tables


def things():
    """Publish, and return what stands in the addresses."""
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        report = a_report()
    publish(three_years(report.uuid))
    return {
        "open_table": "costs",
        "open_name": "costs.csv",
        "open_report_id": report.uuid,
        "open_language": "fr",
    }


def a_report(*, published=True):
    """Return the report of a quarter, in the ASBL's tenant."""
    report = Report.objects.create(kind="quarter", year=2025, quarter=4)
    for language in LANGUAGES:
        file = store(
            PDF,
            name=f"report-{language}.pdf",
            content_type="application/pdf",
            by=None,
        )
        ReportDocument.objects.create(report=report, language=language, file=file)
    if published:
        report.reviewed_at = report.published_at = AS_OF
        report.reviewed_by = cast.user("bo")
        report.published_by = cast.user("tess")
        report.save()
    return report


class Page(HTMLParser):
    """What a page says: tables by caption, facts by label, links, and all its text."""

    def __init__(self, answer):
        super().__init__()
        self.tables, self.facts, self.links, self.ids = {}, {}, [], []
        self.meta, self.related = {}, []
        self._open, self._term, self._caption, self._row = [], "", "", None
        self._text = ""
        self.words = []
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        if tag == "meta":
            name = found.get("property") or found.get("name")
            self.meta[name] = found.get("content")
        if tag == "link":
            self.related.append(found)
        if tag == "tr":
            self._row = []
        if tag in ("th", "td", "dt", "dd", "caption"):
            self._text = ""
        self._open.append(tag)

    def handle_endtag(self, tag):
        text = " ".join(self._text.replace("\N{NO-BREAK SPACE}", " ").split())
        if tag == "caption":
            self._caption = text
            self.tables.setdefault(text, [])
        elif tag in ("th", "td") and self._row is not None:
            self._row.append(text)
        elif tag == "tr" and self._row:
            self.tables[self._caption].append(self._row)
        elif tag == "dt":
            self._term = text
        elif tag == "dd":
            self.facts.setdefault(self._term, []).append(text)

    def handle_data(self, data):
        self._text += data
        if data.strip():
            self.words.append(" ".join(data.split()))
