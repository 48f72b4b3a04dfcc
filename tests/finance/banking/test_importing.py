"""What a file of the bank books, and what it leaves alone."""

from datetime import date, timedelta
from decimal import Decimal

from buildings.models import Building
from finance.errors import bank as errors
from finance.models import BankMovement, BankStatement, MovementMatch, Payment
from finance.refusals.bank import sentence
from finance.services import bank_import
from finance.services.bank_import import import_file, places_of
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances, findings
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import (
    ELSEWHERE,
    OMAR,
    OTIS,
    RESERVE,
    ago,
    camt053,
    coda,
    imported,
    moved,
    statement,
    states,
    today,
    vcs,
)
from tests.finance.factories import issued, opened
from tests.finance.invoices.making import a_line, closed, posted, supplier


def refusal(results):
    [result] = results
    assert result.state == "refused"
    return sentence(result.refusal)


def test_each_movement_is_booked_as_what_it_is(acacias):
    issued()
    otis = supplier("Otis", iban=OTIS)
    invoice = posted(a_line("250.00"), supplier=otis, iban=OTIS)
    [result] = imported(
        statement(
            moved("500.00", vcs=vcs("H1")),
            moved("-250.00", iban=OTIS),
            moved("-100.00", iban=RESERVE),
            moved("42.00", name="Somebody"),
            opening="1000.00",
        )
    )
    assert result.state == "imported"
    assert dict(result.imported.counts) == {
        "holder": 1,
        "supplier": 1,
        "transfer": 1,
        None: 1,
    }
    assert (result.imported.movements, result.imported.in_suspense) == (4, 1)
    assert account_balances("551", "4101", "440", "58", "499") == {
        "551": Decimal("192.00"),
        "4101": Decimal("500.00"),
        "440": Decimal("0.00"),
        "58": Decimal("100.00"),
        "499": Decimal("-42.00"),
    }
    assert invoice.payments.get().amount == Decimal("250.00")
    payment = Payment.objects.get()
    assert (payment.holding.code, payment.amount) == ("H1", Decimal("500.00"))
    assert payment.match.by_rule
    assert findings() == []


def test_who_paid_from_an_account_is_known_by_it(acacias):
    """He forgot the communication, and pays just what he owes."""
    issued()
    imported(statement(moved("200.00", vcs=vcs("H1"), iban=OMAR)))
    imported(statement(moved("300.00", iban=OMAR), moved("9.00"), opening="200.00"))
    found = Payment.objects.order_by("pk").values_list("holding__code", "amount")
    assert list(found) == [("H1", Decimal("200.00")), ("H1", Decimal("300.00"))]


def test_nobody_reads_in_an_entry_who_paid(acacias):
    imported(
        statement(
            moved("5.00", vcs=vcs("H1"), name="Omar Haddad"),
            moved("6.00", name="Clara", message="private"),
            number="042",
        )
    )
    texts = Entry.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["042 / 1", "042 / 2"]


def test_the_file_is_kept(acacias):
    data = coda(statement(moved("10.00"), number="007"))
    import_file(data, places=bank_import.places_here(), by=cast.user("sophie"))
    row = BankStatement.objects.get()
    assert read(row.file) == data
    assert row.file.name == f"BE68539007547034-{today()}-007.cod"
    assert row.imported_by == cast.user("sophie")


def test_both_sides_of_a_transfer_meet(acacias):
    imported(statement(moved("-100.00", iban=RESERVE), opening="100.00"))
    imported(statement(moved("100.00", iban="BE68539007547034"), iban=RESERVE))
    assert account_balances("551", "58", "550") == {
        "551": Decimal("-100.00"),
        "58": Decimal("0.00"),
        "550": Decimal("100.00"),
    }


def test_a_credit_note_is_received(acacias):
    note = posted(
        a_line("30.00"), kind="credit_note", supplier=supplier("Otis"), iban=OTIS
    )
    imported(statement(moved("30.00", iban=OTIS)))
    assert note.payments.get().amount == Decimal("-30.00")
    assert account_balances("440") == {"440": Decimal("0.00")}


def test_a_global_movement_is_booked_part_by_part(acacias):
    parts = (
        moved("100.00", vcs=vcs("H1")),
        moved("200.00", vcs=vcs("H2")),
    )
    imported(statement(moved("300.00", ref="BATCH", details=parts)))
    assert list(
        Payment.objects.order_by("pk").values_list("holding__code", "amount")
    ) == [("H1", Decimal("100.00")), ("H2", Decimal("200.00"))]
    assert set(BankMovement.objects.values_list("bank_reference", flat=True)) == {
        "BATCH"
    }


def test_parts_that_do_not_add_up_are_one_movement(acacias):
    parts = (moved("100.00", message="one"), moved("150.00", message="two"))
    data = camt053(statement(moved("300.00", message="both", details=parts)))
    import_file(data, places=bank_import.places_here(), by=None)
    movement = BankMovement.objects.get()
    assert (movement.amount, movement.message) == (Decimal("300.00"), "one / two")


def test_an_empty_statement_is_kept(acacias):
    assert states(imported(statement(opening="12.00"))) == ["imported"]
    assert BankStatement.objects.get().closing == Decimal("12.00")
    assert states(imported(statement(opening="12.00"))) == ["known"]


# Again, and other ranges


def test_a_file_again_changes_nothing(acacias):
    file = statement(moved("10.00"), moved("10.00"))
    imported(file)
    kept = [BankStatement, BankMovement, MovementMatch, Entry]
    counts = [model.objects.count() for model in kept]
    assert states(imported(file)) == ["known"]
    assert [model.objects.count() for model in kept] == counts == [1, 2, 0, 2]


def test_what_looks_the_same_in_the_next_statement_is_new(acacias):
    """Coins in a machine: same day, same amount, no reference."""
    imported(statement(moved("2.00"), number="001"))
    again = statement(moved("2.00"), moved("2.00"), opening="2.00", number="002")
    assert states(imported(again)) == ["imported"]
    assert states(imported(again)) == ["known"]
    assert account_balances("551") == {"551": Decimal("6.00")}


def test_of_a_longer_file_only_the_new_part_is_taken(acacias):
    first = [moved("10.00", on=ago(3), ref="A"), moved("20.00", on=ago(2), ref="B")]
    imported(statement(*first, opening="100.00"))
    longer = statement(
        *first,
        moved("5.00", on=ago(2), ref="C"),
        moved("-8.00", on=ago(1), ref="D"),
        opening="100.00",
        number="",
        opening_date=ago(4),
    )
    assert states(imported(longer)) == ["imported"]
    row = BankStatement.objects.get(closed_on=ago(1))
    assert (row.opening, row.closing, row.opened_on) == (
        Decimal("130.00"),
        Decimal("127.00"),
        None,
    )
    assert row.movements.count() == 2
    assert states(imported(longer)) == ["known"]


def test_of_a_file_that_begins_earlier_too(acacias):
    last = moved("20.00", on=ago(1), ref="B")
    imported(statement(last, opening="110.00"))
    longer = statement(moved("10.00", on=ago(3), ref="A"), last, opening="100.00")
    assert states(imported(longer)) == ["imported"]
    row = BankStatement.objects.get(closed_on=ago(3))
    assert (row.opening, row.closing) == (Decimal("100.00"), Decimal("110.00"))


def test_a_file_within_what_is_here_is_known(acacias):
    all_of_it = [moved("10.00", on=ago(3), ref="A"), moved("20.00", on=ago(2), ref="B")]
    imported(statement(*all_of_it))
    part = statement(all_of_it[1], opening="10.00", number="9")
    assert states(imported(part)) == ["known"]


def test_new_movements_around_known_ones_are_refused(acacias):
    known = moved("20.00", on=ago(2), ref="B")
    imported(statement(known, opening="10.00"))
    around = statement(
        moved("10.00", on=ago(3), ref="A"), known, moved("1.00", on=ago(1), ref="C")
    )
    assert "Statements that are here tell of the same days" in refusal(imported(around))
    assert BankMovement.objects.count() == 1


def test_the_same_days_in_another_format_are_refused(acacias):
    """Its references are others: every movement looks new."""
    imported(
        statement(moved("10.00", on=ago(3), ref="A"), moved("5.00", on=ago(1), ref="B"))
    )
    other = statement(
        moved("10.00", on=ago(3), ref="x"),
        moved("5.00", on=ago(1), ref="y"),
        opening_date=ago(4),
    )
    found = import_file(camt053(other), places=bank_import.places_here(), by=None)
    assert isinstance(found[0].refusal, errors.StatementInTheWay)
    assert account_balances("551") == {"551": Decimal("15.00")}


def test_a_day_again_whose_sum_is_zero_is_not_taken_for_the_next(acacias):
    day = [moved("50.00", ref="A"), moved("-50.00", ref="B")]
    imported(statement(*day, opening="100.00"))
    again = statement(*day, moved("1.00", ref="C"), opening="100.00", number="2")
    imported(again)
    assert account_balances("551") == {"551": Decimal("1.00")}


# What is missing


def test_a_missing_statement_is_told_until_it_comes(acacias):
    def told(results):
        return [one.imported.missing for one in results]

    first = statement(moved("10.00", on=ago(6)), number="1", opening="0.00")
    third = statement(moved("7.00", on=ago(2)), number="3", opening="15.00")
    second = statement(moved("5.00", on=ago(4)), number="2", opening="10.00")
    assert told(imported(first)) == [Decimal(0)]
    assert told(imported(third)) == [Decimal("5.00")]
    assert told(imported(second)) == [Decimal(0)]
    assert account_balances("551") == {"551": Decimal("22.00")}


def test_statements_of_a_file_are_taken_from_the_oldest_on(acacias):
    results = imported(
        statement(moved("7.00", on=ago(2)), number="2", opening="10.00"),
        statement(moved("10.00", on=ago(6)), number="1"),
    )
    assert states(results) == ["imported", "imported"]
    assert [one.statement.number for one in results] == ["2", "1"]
    assert [one.imported.missing for one in results] == [0, 0]


# What is refused


def test_what_does_not_balance(acacias):
    wrong = statement(moved("10.00"), closing_balance=Decimal("11.50"))
    assert refusal(imported(wrong)) == (
        "The movements and the balances of this statement differ by 1.50 EUR. Nothing "
        "of it is booked."
    )
    assert BankStatement.objects.count() == 0


def test_what_is_not_in_whole_cents_of_eur(acacias):
    dollars = statement(moved("10.00"), currency="USD")
    assert refusal(imported(dollars)) == (
        "The account is kept in USD: only EUR can be booked."
    )
    split = statement(moved("1.00"), moved("10.005"))
    assert refusal(imported(split)) == ("Movement 2: An amount has a part of a cent.")
    balance = statement(opening="0.005")
    assert refusal(imported(balance)) == "An amount has a part of a cent."
    huge = statement(moved("10000000000.00"))
    assert "An amount is too large for the books." in refusal(imported(huge))


def test_days_that_have_not_come(acacias):
    tomorrow = today() + timedelta(days=1)
    assert "that day has not come yet" in refusal(
        imported(statement(moved("1.00", on=tomorrow)))
    )


def test_days_before_the_opening(acacias):
    opened(on=ago(3), H1="10.00")
    early = statement(moved("1.00", on=ago(4)), moved("2.00", on=ago(2)))
    assert "The books begin on" in refusal(imported(early))
    assert states(imported(statement(moved("2.00", on=ago(3))))) == ["imported"]


def test_days_of_a_closed_year(acacias):
    year = today().year - 1
    closed(year)
    last = statement(moved("1.00", on=date(year, 12, 31)))
    assert f"begins in {year} is closed" in refusal(imported(last))
    assert states(imported(statement(moved("1.00")))) == ["imported"]


def test_one_refused_statement_keeps_no_other_back(acacias):
    results = imported(
        statement(moved("1.00"), closing_balance=Decimal("9.00"), number="1"),
        statement(moved("2.00"), iban=RESERVE),
    )
    assert states(results) == ["refused", "imported"]


# Whose it is


def test_accounts_of_others_are_named_and_left_alone(acacias):
    results = imported(
        statement(moved("1.00"), iban=ELSEWHERE), statement(moved("2.00"))
    )
    assert states(results) == ["unknown", "imported"]
    assert results[0].place is None


def test_each_building_gets_its_own_and_no_more(db):
    data = coda(
        statement(moved("1.00", name="Bea"), iban=ELSEWHERE),
        statement(moved("2.00", name="Omar")),
    )
    results = import_file(data, places=places_of(None), by=None)
    assert [one.place.tenant.slug for one in results] == ["bellevue", "acacias"]
    for slug, mine, other in (
        (cast.ACACIAS, b"Omar", b"Bea"),
        (cast.BELLEVUE, b"Bea", b"Omar"),
    ):
        with enter(cast.tenant(slug).pk, by=None):
            kept = read(BankStatement.objects.get().file)
            assert (mine in kept, other in kept) == (True, False)
            assert BankMovement.objects.count() == 1


def test_a_person_imports_where_he_may(db):
    data = coda(statement(moved("1.00"), iban=ELSEWHERE), statement(moved("2.00")))
    places = places_of(cast.user("sophie"))
    results = import_file(data, places=places, by=cast.user("sophie"))
    assert states(results) == ["unknown", "imported"]
    assert places_of(cast.user("omar")) == places_of(cast.user("axel")) == []


def test_an_account_of_two_buildings_is_nobodys(db):
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        Building.objects.update(reserve_iban=RESERVE)
    data = coda(statement(moved("1.00"), iban=RESERVE))
    [result] = import_file(data, places=places_of(None), by=None)
    assert result.state == "refused"
    assert "Several of your buildings" in sentence(result.refusal)


# What the worker does


def test_what_is_long_is_left_to_the_worker(acacias, monkeypatch):
    monkeypatch.setattr(bank_import, "AT_ONCE", 2)
    long = statement(*(moved("1.00") for _ in range(3)), number="1")
    after = statement(moved("9.00"), opening="3.00", number="2")
    other = statement(moved("4.00"), iban=RESERVE, on=ago(1))
    results = imported(long, after, other)
    assert states(results) == ["waiting", "waiting", "imported"]
    job = Job.objects.get(name="finance.import_statements")
    assert (job.done, job.total) == (0, 4)
    assert states(imported(long)) == ["waiting"]
    run_all()
    job.refresh_from_db()
    assert (job.done, job.finished_at is not None) == (4, True)
    assert account_balances("551") == {"551": Decimal("12.00")}
    assert BankStatement.objects.count() == 3
    assert states(imported(long, after)) == ["known", "known"]


def test_what_cannot_be_booked_is_told_before_the_worker_begins(acacias, monkeypatch):
    monkeypatch.setattr(bank_import, "AT_ONCE", 0)
    wrong = statement(moved("1.00"), closing_balance=Decimal("3.00"))
    assert states(imported(wrong)) == ["refused"]
    assert Job.objects.count() == 0
