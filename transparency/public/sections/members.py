"""Who takes part, and what it costs to take part."""

from decimal import Decimal

from django.utils.translation import gettext as _

from koprogo.line_charts import Lines, Point
from transparency.public import words
from transparency.public.figures import Figures, OfMonth
from transparency.public.parts import Cell, Fact, Grid, Section, cells, page, rows
from transparency.public.queries import Published
from transparency.public.rows import Price

MOST_MONTHS = 36  # of a chart: three years
MOST_CHANGES = 6
CO_OWNERSHIP = "co-ownership"


def participants(found: Published) -> Section:
    figures = found.figures
    months = figures.months[-MOST_MONTHS:]
    running = months[-1].month
    return Section(
        name="participants",
        title=_("Participants"),
        text=_(
            "Co-ownerships that pay a contribution, hosted here or by themselves. Each "
            "counts once, whatever its size."
        ),
        facts=[
            Fact(
                _("Taking part now"),
                words.group(figures.participants),
                rows("participants", since=running, until=running),
            ),
            *_next_bound(figures),
        ],
        lines=Lines(
            name="participants",
            title=_("Participants by month"),
            description=_(
                "The number of co-ownerships that take part, month by month."
            ),
            series=(_("Participants"),),
            points=[
                Point(words.month(one.month), (_count(one.participants),))
                for one in months
            ],
            counts=True,
        ),
        grids=[
            Grid(
                caption=_("Participants by month"),
                columns=(_("Month"), _("Participants")),
                rows=[
                    cells(words.month(one.month), _taking_part(one))
                    for one in reversed(months)
                ],
                folded=True,
            )
        ],
        links=[(_("The rows behind it"), rows("participants"))],
    )


def _next_bound(figures: Figures) -> list[Fact]:
    """Return the next price and how many it lacks; nothing after the last bound."""
    tier = figures.next_tier
    if tier is None or figures.missing is None:
        return []
    price = _("%(price)s from %(number)s participants on") % {
        "price": words.money(tier.price),
        "number": words.number(tier.from_participants),
    }
    missing = words.number(figures.missing)
    return [
        Fact(_("Next price"), price, rows("grid")),
        Fact(_("Still missing for it"), missing),
    ]


def price(found: Published) -> Section:
    figures, months = found.figures, found.figures.months[-MOST_MONTHS:]
    return Section(
        name="price",
        title=_("Price"),
        text=_(
            "What one co-ownership pays a month. When a bound is reached the price falls, "
            "from the next month on. It never rises by itself: only the members can "
            "raise it."
        ),
        facts=[*_announced(figures), *_standing(figures)],
        lines=Lines(
            name="price",
            title=_("Price and cost price by month"),
            description=_(
                "What a co-ownership paid a month, and what it really cost, month by "
                "month."
            ),
            series=(_("Cost price"), _("Price")),
            points=[
                Point(words.month(one.month), (one.cost_price, one.price))
                for one in months
            ],
        ),
        grids=[_prices(months), _schedule(figures), _changes(found.tables.prices)],
        links=[
            (_("What if more took part?"), page("public-simulator")),
            (_("All prices"), rows("prices")),
            (_("All schedules"), rows("grid")),
        ],
    )


def _announced(figures: Figures) -> list[Fact]:
    if figures.announced is None:
        return []
    value = _("%(price)s from %(day)s on") % {
        "price": words.money(figures.announced.price),
        "day": words.day(figures.announced.since),
    }
    return [Fact(_("Announced price"), value, rows("prices"))]


def _standing(figures: Figures) -> list[Fact]:
    """Return the price of everybody, with its first day."""
    return [
        Fact(
            words.code("prices", "audience", one.audience),
            words.money(one.price),
            rows("prices"),
            _("since %(day)s") % {"day": words.day(one.since)},
        )
        for one in figures.prices
    ]


def _prices(months: tuple[OfMonth, ...]) -> Grid:
    return Grid(
        caption=_("Price and cost price by month"),
        columns=(_("Month"), _("Price"), _("Cost price")),
        rows=[
            cells(words.month(one.month), _money(one.price), _money(one.cost_price))
            for one in reversed(months)
        ],
        folded=True,
    )


def _schedule(figures: Figures) -> Grid:
    return Grid(
        caption=(
            _("The price that the members voted")
            if figures.voted
            else _("The price by number of participants")
        ),
        columns=(_("From so many participants"), _("Price")),
        rows=[
            cells(words.number(one.from_participants), words.money(one.price))
            for one in figures.schedule
        ],
    )


def _changes(prices: tuple[Price, ...]) -> Grid:
    """Return the last prices of co-ownerships, the latest first."""
    own = [one for one in prices if one.audience == CO_OWNERSHIP]
    latest = sorted(own, key=lambda one: (one.since, one.place), reverse=True)
    return Grid(
        caption=_("Changes of the price"),
        columns=(_("From"), _("Price"), _("Participants"), _("Why")),
        rows=[
            (
                Cell(words.day(one.since)),
                Cell(words.money(one.price)),
                Cell(_reason(one)),
                Cell(words.code("prices", "cause", one.cause)),
            )
            for one in latest[:MOST_CHANGES]
        ],
        texts=(0, 3),
        value=1,
    )


def _reason(step: Price) -> str:
    if step.participants is None:
        return words.NOTHING
    return words.number(step.participants)


def _count(participants: int | None) -> Decimal | None:
    return None if participants is None else Decimal(participants)


def _taking_part(one: OfMonth) -> str:
    return words.group(one.participants)


def _money(amount: Decimal | None) -> str:
    return words.NOTHING if amount is None else words.money(amount)
