"""Sales of lots as pages and papers show them."""

from finance.queries.sales.burdens import Burden, Burdens, WorksUnderWay, burdens_of
from finance.queries.sales.changes import booked_since
from finance.queries.sales.fund import FundPart, fund_parts
from finance.queries.sales.guests import (
    GuestFile,
    Shelf,
    files_of,
    find_link,
    links_of,
)
from finance.queries.sales.information import Information, information_of
from finance.queries.sales.listing import (
    Request,
    SaleState,
    lots_of,
    name_parties,
    open_requests,
    requests_of,
    sale_list,
    sale_state,
    sales_with_parties,
)
from finance.queries.sales.meters import meters_to_read

__all__ = [
    "Burden",
    "Burdens",
    "FundPart",
    "GuestFile",
    "Information",
    "Request",
    "SaleState",
    "Shelf",
    "WorksUnderWay",
    "booked_since",
    "burdens_of",
    "files_of",
    "find_link",
    "fund_parts",
    "information_of",
    "links_of",
    "lots_of",
    "meters_to_read",
    "name_parties",
    "open_requests",
    "requests_of",
    "sale_list",
    "sale_state",
    "sales_with_parties",
]
