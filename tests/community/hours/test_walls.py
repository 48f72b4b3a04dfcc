"""What the database refuses about hours, whoever asks it."""

import pytest
from django.db import Error, connection, transaction

from community.models import HoursAccount, HoursExchange, HoursLeg, HoursTransfer
from community.services.hours import ledger
from tests.community.hours.making import confirmed, given, limited


@pytest.fixture
def row(neighbours):
    return given(neighbours["omar"], neighbours["otto"], 60)


def refused(act, *, at_commit=False):
    with pytest.raises(Error):
        _attempt(act, at_commit)


@transaction.atomic
def _attempt(act, at_commit):
    act()
    if at_commit:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def legs(transfer, *said):
    return [
        HoursLeg(transfer=transfer, account=account, minutes=minutes)
        for account, minutes in said
    ]


def accounts(neighbours):
    return [ledger.open_account(neighbours[name]) for name in ("omar", "otto", "clara")]


def test_nothing_that_was_counted_is_rewritten(row):
    leg = row.legs.first()
    for act in (
        lambda: HoursLeg.objects.filter(pk=leg.pk).update(minutes=1),
        lambda: HoursLeg.objects.filter(pk=leg.pk).delete(),
        lambda: HoursTransfer.objects.filter(pk=row.pk).update(kind="mirror"),
        lambda: HoursTransfer.objects.filter(pk=row.pk)._raw_delete("default"),
    ):
        refused(act)


def test_a_balance_moves_by_a_transfer_only(row):
    account = HoursAccount.objects.filter(balance=60)
    refused(lambda: account.update(balance=61))
    refused(lambda: account.update(balance=60, neighbour=None))
    refused(lambda: account._raw_delete("default"))


def test_an_account_begins_at_nothing(neighbours):
    refused(
        lambda: HoursAccount.objects.create(neighbour=neighbours["omar"], balance=1)
    )


def test_the_building_has_one_common_account(acacias):
    ledger.open_common()
    refused(lambda: HoursAccount.objects.create())


@pytest.mark.parametrize(
    "said",
    [
        [],
        [(0, 60)],
        [(0, 60), (1, -59)],
    ],
)
def test_a_transfer_has_two_legs_that_are_nothing_together(neighbours, said):
    found = accounts(neighbours)

    def act():
        transfer = HoursTransfer.objects.create(kind="leaving")
        HoursLeg.objects.bulk_create(
            legs(transfer, *[(found[place], minutes) for place, minutes in said])
        )

    refused(act, at_commit=True)


def test_there_is_no_third_leg(row, neighbours):
    clara = ledger.open_account(neighbours["clara"])
    for minutes in (-30, 30):
        refused(lambda minutes=minutes: legs(row, (clara, minutes))[0].save())


def test_nobody_gives_himself(neighbours):
    omar = accounts(neighbours)[0]

    def act():
        transfer = HoursTransfer.objects.create(kind="leaving")
        HoursLeg.objects.bulk_create(legs(transfer, (omar, 60), (omar, -60)))

    act()  # 0 together, and nothing moved
    omar.refresh_from_db()
    assert omar.balance == 0


def test_limits_hold_without_any_service(neighbours):
    omar, otto, _clara = accounts(neighbours)

    def act(minutes):
        transfer = HoursTransfer.objects.create(kind="leaving")
        HoursLeg.objects.bulk_create(legs(transfer, (omar, minutes), (otto, -minutes)))

    refused(lambda: act(721))
    act(720)
    refused(lambda: act(1))
    limited(floor=-60)
    refused(lambda: act(1))
    act(-1)


def test_a_mirror_is_what_it_undoes_the_other_way_round(row, neighbours):
    omar, otto, clara = accounts(neighbours)

    def mirror(of, *said):
        made = HoursTransfer.objects.create(kind="mirror", mirror_of=of)
        HoursLeg.objects.bulk_create(legs(made, *said))
        return made

    refused(lambda: mirror(row, (omar, 60), (otto, -60)), at_commit=True)
    refused(lambda: mirror(row, (omar, -59), (otto, 59)), at_commit=True)
    refused(lambda: mirror(row, (omar, -60), (clara, 60)), at_commit=True)
    made = mirror(row, (omar, -60), (otto, 60))
    refused(lambda: mirror(row, (omar, -60), (otto, 60)))
    refused(lambda: mirror(made, (omar, 60), (otto, -60)), at_commit=True)


def test_an_exchange_that_has_ended_stays_as_it_ended(neighbours):
    row = confirmed(neighbours["omar"], neighbours["otto"])
    one = HoursExchange.objects.filter(pk=row.pk)
    for changed in (
        {"minutes": 30},
        {"state": "asked", "ended_at": None},
        {"receiver": neighbours["clara"]},
        {"text": "Something else"},
    ):
        refused(lambda changed=changed: one.update(**changed))
    one.update(text="", answer="", post=None)


def test_an_exchange_stays_between_the_same_two(neighbours):
    row = confirmed(neighbours["omar"], neighbours["otto"])
    HoursExchange.objects.filter(pk=row.pk)
    for field in ("giver", "asked_by"):
        refused(
            lambda field=field: HoursExchange.objects.filter(pk=row.pk).update(
                **{field: neighbours["clara"]}
            )
        )
