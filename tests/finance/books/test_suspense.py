"""Receipts and expenses of the simplified view, and what waited on 499."""

from tests.finance.books.making import JULY, LAST, SINCE, own
from tests.finance.books.reading import figures, report
from tests.finance.invoices import making as invoices


def test_suspense_counts_for_what_it_turned_out_to_be(acacias):
    brico = {"supplier": invoices.supplier("Brico SA")}
    own(("551", "50.00"), ("499", "-50.00"), on=SINCE)
    own(("551", "-30.00"), ("499", "30.00"), on=SINCE)
    own(("499", "50.00"), ("440", "-50.00", brico))
    own(("551", "9.00"), ("499", "-9.00"))
    own(("440", "30.00", brico), ("499", "-30.00"), on=LAST)

    def receipts(since, until):
        found = report("simple", since=since, until=until)
        return figures(found)["Receipts and expenses"]

    waiting, suppliers, both = "Suspense account", "Suppliers", "Together"
    assert receipts(SINCE, SINCE) == {
        waiting: ["50.00", "30.00"],
        both: ["50.00", "30.00"],
    }
    assert receipts(SINCE, LAST) == {
        suppliers: ["50.00", "30.00"],
        waiting: ["9.00", "0.00"],
        both: ["59.00", "30.00"],
    }
    assert receipts(JULY, JULY) == {
        suppliers: ["50.00", "0.00"],
        waiting: ["0.00", "41.00"],
        both: ["50.00", "41.00"],
    }
