"""The pages of competing quotes: who reads them when, and what stands there."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.finance.reminders.pages import text
from tests.governance.assemblies import making as assemblies
from tests.governance.assemblies.making import url
from tests.governance.tenders import making
from tests.governance.tenders.making import inside

LIST = url("tenders")
# With what each quote costs the reader.
MOST = 16


@pytest.fixture
def sophie(sign_in, db):
    return sign_in("sophie")


@pytest.fixture
def omar(sign_in, db):
    return sign_in("omar")


def page(found, name="tender", *more):
    return url(name, found.uuid, *more)


def made(make, *args, **values):
    with inside():
        return make(*args, **values)


# Who reads what


def test_owners_read_quotes_once_they_are_convened(omar):
    with inside():
        draft, sent, alone = making.with_point(), making.convened(), making.tender()
        quote = making.quote(draft, file=making.PDF)
    hidden = [
        page(draft),
        page(alone),
        page(draft, "tender-file"),
        page(draft, "tender-table", "csv"),
        page(draft, "quote-file", quote.uuid),
    ]
    assert [omar.get(address).status_code for address in hidden] == [404] * 5
    assert "Toitures SA" in text(omar.get(page(sent)))
    shown = omar.get(LIST).content.decode()
    assert page(sent) in shown
    assert page(draft) not in shown
    assert page(alone) not in shown


def test_only_the_office_is_led_to_the_point_of_a_draft(sign_in, sophie):
    """Nobody else can open that page before owners are convened."""
    with inside():
        draft = making.with_point()
        point = url("item", draft.item.assembly.uuid, draft.item.uuid)
    for address in (LIST, page(draft)):
        assert point in sophie.get(address).content.decode()
    clara = sign_in("clara")
    for address in (LIST, page(draft)):
        assert point not in clara.get(address).content.decode()


def test_the_council_reads_them_always(sign_in, db):
    with inside():
        draft = making.with_point()
        making.quote(draft)
    clara = sign_in("clara")
    assert "Toitures SA" in text(clara.get(page(draft)))
    assert page(draft) in clara.get(LIST).content.decode()
    assert clara.get(page(draft, "quote-new")).status_code == 403


def test_nothing_is_listed_at_first(sign_in, db):
    assert "No quotes are asked for yet." in text(sign_in("sophie").get(LIST))
    assert "There are no quotes to read." in text(sign_in("omar").get(LIST))


# Side by side


def test_the_quotes_side_by_side(omar):
    """Omar has 500 of 1,000 shares."""
    with inside():
        making.threshold()
        found = making.convened()
    shown = text(omar.get(page(found)))
    for figure in ("€9,540.00", "€11,495.00", "€1,955.00", "20.49 %"):
        assert figure in shown
    assert "What it would cost me" in shown
    for own in ("€4,770.00", "€5,747.50"):
        assert own in shown
    assert "at least two should" not in shown
    assert "For a cost above €5,000.00" in shown


def test_who_holds_nothing_reads_no_part_of_his_own(sign_in, db):
    found = made(making.convened)
    shown = text(sign_in("axel").get(page(found)))
    assert "€9,540.00" in shown
    assert "What it would cost me" not in shown


def test_too_few_quotes_are_pointed_out(sophie):
    with inside():
        making.threshold()
        found = making.with_point(day=making.days(30))
        making.quote(found)
        making.quote(found, "Late", valid_until=making.days(29))
    shown = text(sophie.get(page(found)))
    assert "the cost of €10,000.00 is above €5,000.00" in shown
    assert "1 quote holds on that day" in shown
    assert "Expired by then" in shown
    assert making.DECISION in shown


def test_without_a_point_the_estimate_counts(sophie):
    with inside():
        making.threshold()
        roof, nails = making.tender(), making.tender("Nails", estimate=None)
    assert "the cost of €10,000.00 is above" in text(sophie.get(page(roof)))
    shown = text(sophie.get(page(nails)))
    assert "No supplier has quoted yet." in shown
    assert "at least two should" not in shown


def test_an_interest_of_the_syndic_is_shown(omar):
    with inside():
        found = making.with_point()
        making.quote(found, interest="Her brother is its director.")
        assemblies.convene(found.item.assembly)
    shown = text(omar.get(page(found)))
    assert "Her brother is its director." in shown
    assert "needs the authorisation of the assembly" in shown


def test_the_point_leads_to_its_quotes(sophie):
    with inside():
        found = making.with_point()
        other = assemblies.add(found.item.assembly)
    item = url("item", found.item.assembly.uuid, found.item.uuid)
    assert page(found) in sophie.get(item).content.decode()
    item = url("item", found.item.assembly.uuid, other.uuid)
    assert f"?item={other.uuid}" in sophie.get(item).content.decode()


def test_the_file_of_a_quote(omar):
    found = made(making.convened)
    with inside():
        with_file, without = found.quotes.all()
    answer = omar.get(page(found, "quote-file", with_file.uuid))
    assert b"".join(answer) == making.PDF.data
    assert omar.get(page(found, "quote-file", without.uuid)).status_code == 404
    assert omar.get(page(found, "quote-file", found.uuid)).status_code == 404


def test_the_tables(omar):
    found = made(making.convened)
    lines = omar.get(page(found, "tender-table", "csv")).content.decode("utf-8-sig")
    [_header, first, second] = lines.splitlines()
    assert first.startswith("Toitures SA;")
    assert ";9000.00;6;9540.00;" in first
    assert second.endswith(";1955.00;20.49;yes;no")
    listed = omar.get(url("tenders-table", "csv")).content.decode("utf-8-sig")
    assert "Roof;Quotes are asked;" in listed


def test_the_comparison_on_paper(omar):
    from pypdf import PdfReader

    with inside():
        making.threshold()
        found = making.convened()
    answer = omar.get(page(found, "tender-file"))
    assert "quotes-roof-en.pdf" in answer["Content-Disposition"]
    reader = PdfReader(BytesIO(answer.content))
    words = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    assert "Comparison of quotes" in words
    assert "€9,540.00" in words
    assert making.DECISION in words


# How many statements


@pytest.mark.parametrize("name", ["sophie", "omar"])
def test_the_statements_of_a_comparison_do_not_grow(sign_in, db, name):
    with inside():
        few, many = making.with_point(), making.with_point()
        making.quote(few)
        for number in range(3):
            making.quote(many, f"Supplier {number}", file=making.PDF)
        for found in (few, many):
            assemblies.convene(found.item.assembly)
    assert _statements(sign_in(name), page(few)) == _statements(
        sign_in(name), page(many)
    )


def test_the_statements_of_the_list_do_not_grow(sophie):
    made(making.convened)
    one = _statements(sophie, LIST)
    with inside():
        for _number in range(2):
            found = making.with_point()
            making.two(found)
    assert _statements(sophie, LIST) == one


def _statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= MOST
    return len(asked)
