"""Mails about hours: only who wants them, in his language, without a neighbour's word."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.models import Module
from community.models import Mail, Neighbour
from community.notices_hours import SENTENCES, About
from community.services.hours import disputes, exchanges
from community.services.hours.leaving import leave_hours
from koprogo.notifications.models import Delivery
from tests import cast
from tests.community.hours import making
from tests.community.making import joined, switched_off

SECRET = "Zebra"


@pytest.fixture
def two(neighbours, settings):
    """Omar gives, Otto receives; Otto reads French."""
    settings.SITE_ORIGIN = "https://koprogo.example"
    user = neighbours["otto"].user
    user.language = "fr"
    user.save(update_fields=["language"])
    return neighbours["omar"], Neighbour.objects.get(pk=neighbours["otto"].pk)


def asked(omar, otto):
    # Omar asks for what Otto offers: the mail goes to Otto.
    return exchanges.ask(
        making.offered(otto, title=SECRET), text=SECRET, me=omar, by=omar.user
    )


def accepted(omar, otto):
    row = making.asked(omar, otto, text=SECRET)
    exchanges.accept(row, answer=SECRET, me=omar, by=omar.user)


def declined(omar, otto):
    row = making.asked(omar, otto, text=SECRET)
    exchanges.decline(row, answer=SECRET, me=omar, by=omar.user)


def withdrawn(omar, otto):
    exchanges.withdraw(making.accepted(omar, otto), me=omar, by=omar.user)


def left(omar, otto):
    making.asked(omar, otto, text=SECRET)
    leave_hours(omar, now=timezone.now())


def reminded(omar, otto):
    making.said_before(making.done(omar, otto), days=8)
    Delivery.objects.all().delete()
    exchanges.remind_due(timezone.now() + timedelta(minutes=1))


def disputed(omar, otto):
    row = making.done(omar, otto)
    disputes.dispute(row, reason=SECRET, me=omar, by=omar.user)


def settled(omar, otto):
    row, clara = making.disputed(omar, otto), joined("clara")
    making.mediator(clara)
    disputes.mediate(row, minutes=0, reasons=SECRET, me=clara, by=clara.user)


def undo(omar, otto):
    disputes.ask_to_undo(making.confirmed(omar, otto), me=omar, by=omar.user)


ACTS = [
    (About.ASKED, asked),
    (About.ACCEPTED, accepted),
    (About.DECLINED, declined),
    (About.DECLINED, withdrawn),
    (About.DECLINED, left),
    (About.DONE, making.done),
    (About.REMINDER, reminded),
    (About.DISPUTED, disputed),
    (About.SETTLED, settled),
    (About.UNDO, undo),
]


def to_otto():
    return Delivery.objects.filter(address="otto@example.org").order_by("pk")


@pytest.mark.parametrize(("about", "act"), ACTS, ids=lambda one: str(one)[:20])
def test_each_mail_is_in_his_language_and_says_how_to_have_none(two, about, act):
    act(*two)
    mail = to_otto().last()
    assert mail.event.startswith(f"neighbours-hours-{about}:")
    assert (mail.language, mail.body[:13]) == ("fr", "Bonjour Otto,")
    assert str(SENTENCES[about]) not in mail.body  # it is in French
    assert "/hours/" in mail.body
    assert f"/b/{cast.building().slug}/neighbours/me" in mail.body
    assert SECRET not in mail.subject + mail.body


@pytest.mark.parametrize(("about", "act"), ACTS, ids=lambda one: str(one)[:20])
def test_who_wants_none_gets_none(two, about, act):
    omar, otto = two
    otto.mails = [mail for mail in Mail.values if mail != Mail.HOURS]
    otto.save(update_fields=["mails"])
    act(omar, Neighbour.objects.get(pk=otto.pk))
    assert not to_otto().exists()


def test_every_mail_is_tried_here():
    assert {about for about, _act in ACTS} == set(About)


def test_a_mediator_chooses_too_and_reads_no_names(two):
    clara = joined("clara")
    making.mediator(clara)
    to_clara = Delivery.objects.filter(address="clara@example.org")
    disputed(*two)
    [mail] = to_clara
    assert mail.event.startswith("neighbours-hours-mediate:")
    assert not {"Omar", "Otto", SECRET} & set(mail.body.split())
    clara.mails = []
    clara.save(update_fields=["mails"])
    making.disputed(*two)
    assert to_clara.count() == 1


def test_nothing_is_told_while_hours_are_off(two):
    making.asked(*two)
    Delivery.objects.all().delete()
    switched_off(Module.HOURS)
    leave_hours(two[0], now=timezone.now())
    assert not Delivery.objects.exists()
