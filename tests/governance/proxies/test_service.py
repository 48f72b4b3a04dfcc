"""Proxies: who may give one, to whom, and what the log makes of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings import services as buildings
from buildings.models import Owner
from governance.errors.meeting import NotConvened
from governance.errors.proxies import (
    HolderIsSyndic,
    MeetingOver,
    NothingToVote,
    NotTheVoter,
    ProxyGiven,
    ProxyGone,
    SelfProxy,
    VoteSuspended,
)
from governance.models import MeetingEvent, Proxy
from governance.queries.meeting import meeting_of
from governance.queries.proxies import (
    goes_on_in,
    load_of,
    person_of,
    possible_holders,
    shown,
    standing_now,
)
from governance.services.log import add_event
from governance.services.proxies import give_proxy, record_proxy, withdraw_proxy
from koprogo.documents.intake import Intake
from koprogo.documents.services import read
from koprogo.notifications.models import Delivery
from tests import cast
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    convened,
    draft,
    head,
    opened,
    voter,
    with_roll,
)

pytestmark = pytest.mark.usefixtures("acacias")
SITE = {"origin": "https://koprogo.example", "by": None}


def owner(code):
    return Owner.objects.get(code=code)


def give(assembly, principal=CLARA, signer="clara", holder="omar", **values):
    if holder in {"omar", "clara", "jean", "fatima"}:
        holder = owner(holder)
    return give_proxy(
        assembly,
        holding=cast.holding(principal),
        signer=owner(signer),
        holder=holder,
        **SITE,
        **values,
    )


def record(assembly, principal=CLARA, holder="Paul", **values):
    values = {"signed_on": timezone.localdate(), **values}
    return record_proxy(
        assembly, holding=cast.holding(principal), holder=holder, **SITE, **values
    )


def kinds(assembly):
    return list(
        MeetingEvent.objects.filter(assembly=assembly).values_list("kind", flat=True)
    )


def states(assembly):
    meeting = standing_now(assembly)
    rows = Proxy.objects.order_by("pk")
    return [(one.proxy.holder_name, one.state) for one in shown(list(rows), meeting)]


def works_for_syndic(code):
    """An owner who is the syndic's assistant too."""
    person = cast.user("amir")
    found = buildings.create_owner(
        code=code, last_name="Amir", language="fr", email="a@example.org", by=None
    )
    buildings.link_owner(found, user=person, since=cast.SINCE, by=None)
    return owner(code)


def test_an_owner_gives_it_and_the_holder_is_told():
    assembly = convened()
    given = give(assembly, instructions="Against point 1")
    assert (given.source, given.head_name, given.holder_name, given.signed_on) == (
        "online",
        "Clara Élise",
        "Omar Haddad",
        timezone.localdate(),
    )
    [mail] = Delivery.objects.filter(event__startswith="proxy:")
    assert mail.address == "omar@example.org"
    assert "Clara Élise" in mail.body
    assert "Against point 1" in mail.body
    assert kinds(assembly) == []


def test_an_outsider_is_not_told_and_keeps_one_id():
    assembly = convened()
    first = give(assembly, holder="Paul  Durand")
    second = record(assembly, JEAN, "paul durand")
    assert (first.holder, first.holder_owner) == (second.holder, None)
    assert first.holder_name == "Paul Durand"
    assert Delivery.objects.filter(event__startswith="proxy:").count() == 0
    assert person_of(assembly, "PAUL DURAND") == str(first.holder)
    assert person_of(assembly, "Somebody") not in {str(first.holder), ""}


def test_the_representative_gives_the_proxy_of_co_holders():
    assembly = convened()
    with pytest.raises(NotTheVoter):
        give(assembly, JEAN, signer="fatima", holder="omar")
    given = give(assembly, JEAN, signer="jean", holder="fatima")
    assert given.head_name == "Jean Moreau & Fatima El Idrissi"


def test_nobody_gives_the_proxy_of_others():
    with pytest.raises(NotTheVoter):
        give(convened(), OMAR, signer="clara", holder="jean")


def test_a_suspended_holding_has_none():
    buildings.set_representative(cast.holding(JEAN), representative=None, by=None)
    assembly = convened()
    with pytest.raises(NotTheVoter):
        give(assembly, JEAN, signer="jean")
    with pytest.raises(VoteSuspended):
        record(assembly, JEAN)


def test_nobody_is_his_own_proxy():
    with pytest.raises(SelfProxy):
        give(convened(), holder="clara")
    with pytest.raises(SelfProxy):
        record(convened(), holder=owner("clara"))


def test_the_syndic_and_his_people_hold_none_online():
    amir = works_for_syndic("amir")
    assembly = convened()
    with pytest.raises(HolderIsSyndic):
        give(assembly, holder=amir)
    assert amir not in possible_holders(assembly.tenant_id)
    assert owner("omar") in possible_holders(assembly.tenant_id)


def test_one_on_paper_for_the_syndic_is_kept_and_refused_in_the_log():
    assembly = convened()
    record(assembly, holder="Sophie Lambert", is_syndic=True)
    record(assembly, JEAN, holder=works_for_syndic("amir"))
    assert states(assembly) == [("Sophie Lambert", "refused"), ("Amir", "refused")]
    assert Proxy.objects.filter(is_syndic=True).count() == 2


def test_the_scan_of_a_paper_is_kept():
    paper = Intake("paper.pdf", "application/pdf", b"%PDF-1.7")
    kept = record(convened(), paper=paper, signed_on=timezone.localdate())
    assert (read(kept.paper), kept.source) == (b"%PDF-1.7", "paper")


def test_one_proxy_stands_of_each():
    assembly = convened()
    given = give(assembly)
    with pytest.raises(ProxyGiven):
        give(assembly, holder="jean")
    withdraw_proxy(given, **SITE)
    again = give(assembly, holder="jean")
    assert states(assembly) == [
        ("Omar Haddad", "withdrawn"),
        ("Jean Moreau", "accepted"),
    ]
    assert again.withdrawn_at is None


def test_before_anybody_is_convened_there_is_none():
    with pytest.raises(NotConvened):
        give(draft())


def test_after_the_meeting_there_is_none():
    assembly = opened()
    given = proxy_in(assembly)
    end(assembly)
    with pytest.raises(MeetingOver):
        give(assembly)
    with pytest.raises(MeetingOver):
        withdraw_proxy(given, **SITE)


def proxy_in(assembly):
    return give(assembly, JEAN, signer="jean", holder="clara")


def end(assembly):
    add_event(assembly, "closed", {}, by=None)
    assembly.closed_at = timezone.now()
    assembly.save()


def test_a_holding_that_has_sold_has_nothing_to_vote():
    assembly = with_roll()
    empty = buildings.create_holding(
        code="H9", members=[buildings.Member(owner("omar"), 1)], by=None
    )
    with pytest.raises(NothingToVote):
        record_proxy(
            assembly,
            holding=empty,
            holder="Paul",
            signed_on=timezone.localdate(),
            **SITE,
        )


def test_once_the_list_is_open_it_is_in_the_log_too():
    assembly = with_roll()
    given = give(assembly)
    [known] = meeting_of(assembly).proxies
    assert (known.id, known.principal, known.holder) == (
        str(given.uuid),
        head(CLARA),
        voter(OMAR),
    )
    withdraw_proxy(given, reason="I come myself", **SITE)
    [known] = meeting_of(assembly).proxies
    assert known.withdrawn_because == "I come myself"
    assert kinds(assembly) == ["proxy-registered", "proxy-withdrawn"]
    with pytest.raises(ProxyGone):
        withdraw_proxy(given, **SITE)


def test_a_refused_one_is_withdrawn_without_an_event():
    assembly = with_roll()
    given = record(assembly, holder="Sophie", is_syndic=True)
    withdraw_proxy(given, **SITE)
    assert kinds(assembly) == ["proxy-registered"]
    assert states(assembly) == [("Sophie", "withdrawn")]


def test_the_second_session_has_the_proxies_of_the_first():
    first = convened()
    given = give(first)
    first.roll_taken_at = first.opened_at = first.adjourned_at = timezone.now()
    first.save()
    assert goes_on_in(first) is None
    later = timezone.now() + timedelta(days=16)
    second = convened(session=2, after=first, starts_at=later)
    assert goes_on_in(first) == second
    assert [one.stands for one in standing_now(second).proxies] == [True]
    with pytest.raises(ProxyGiven):
        give(second, holder="jean")
    withdraw_proxy(given, **SITE)
    assert standing_now(second).proxies == ()


def test_one_of_an_adjourned_first_session_is_withdrawn_before_the_second_is_convened():
    first = convened()
    given = give(first)
    first.roll_taken_at = first.opened_at = first.adjourned_at = timezone.now()
    first.save()
    withdraw_proxy(given, **SITE)
    assert Proxy.objects.get().withdrawn_at is not None


def test_in_the_second_session_the_log_has_the_withdrawal():
    first = convened()
    given = give(first)
    first.roll_taken_at = first.opened_at = first.adjourned_at = timezone.now()
    first.save()
    second = with_roll(session=2, after=first)
    withdraw_proxy(given, **SITE)
    assert kinds(second) == ["proxy-registered", "proxy-withdrawn"]


def test_what_a_holder_has_and_whether_one_more_is_accepted():
    assembly = convened()
    give(assembly, JEAN, signer="jean", holder="omar")
    load = load_of(standing_now(assembly), holder=voter(OMAR), head=head(CLARA))
    assert (load.own_votes, load.proxies, load.proxy_votes, load.votes, load.total) == (
        500,
        1,
        200,
        1000,
        1000,
    )
    assert load.new.refused is None


def test_the_lots_of_one_who_sold_are_not_used():
    assembly = convened()
    give(assembly)
    buildings.hand_over_lot(
        cast.lot("B"),
        holding=cast.holding(OMAR),
        since=timezone.localdate(),
        by=None,
    )
    assert states(assembly) == [("Omar Haddad", "unused")]
