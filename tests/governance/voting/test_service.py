"""An owner comes from afar and votes: what counts, what is refused, and only once."""

from uuid import uuid4

import pytest

from buildings.models import Owner
from governance.errors.meeting import EventRefused, NotFromAfar, NotYourVote
from governance.errors.voting import NotFromHere, NotThere, OldForm
from governance.models import (
    CountedBallot,
    MeetingEvent,
    SecretBallot,
    SecretVoter,
)
from governance.queries.meeting import meeting_of
from governance.services.log import add_event
from governance.services.roll import take_roll
from governance.services.voting import check_in, check_out, vote, vote_in_secret
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    REMOTE,
    arrive,
    close_item,
    convened,
    draft,
    head,
    leave,
    line,
    open_item,
    opened,
    point,
    proxy,
    voter,
    with_roll,
)

pytestmark = pytest.mark.usefixtures("acacias")


def owner(code):
    return Owner.objects.get(code=code)


def log(assembly):
    rows = MeetingEvent.objects.filter(assembly=assembly).order_by("number")
    return [(row.kind, row.body.get("channel")) for row in rows]


def counted(item):
    ballots = CountedBallot.objects.filter(item=item).order_by("line__position")
    return dict(ballots.values_list("line__label", "choice"))


def cast(item, who, *, tap=None, **choices):
    lines = {line(item.assembly, lot): choice for lot, choice in choices.items()}
    return vote(item, lines, owner=owner(who), by=None, client_id=tap)


@pytest.fixture
def item(acacias):
    found = opened().items.get()
    open_item(found)
    return found


# From afar


def test_he_comes_from_afar_and_goes(acacias):
    assembly = with_roll(**REMOTE)
    check_in(assembly, owner=owner("omar"), by=None)
    check_in(assembly, owner=owner("omar"), by=None)
    assert meeting_of(assembly).present == {voter(OMAR): "remote"}
    check_out(assembly, owner=owner("omar"), by=None)
    check_out(assembly, owner=owner("omar"), by=None)
    assert meeting_of(assembly).present == {}
    check_in(assembly, owner=owner("omar"), by=None)
    assert [kind for kind, _channel in log(assembly)] == ["arrived", "left", "arrived"]


def test_only_where_the_convocation_provides_for_it(acacias):
    with pytest.raises(NotFromAfar):
        check_in(with_roll(), owner=owner("omar"), by=None)


def test_who_votes_for_nobody_does_not_come(acacias):
    with pytest.raises(EventRefused) as error:
        check_in(with_roll(**REMOTE), owner=owner("fatima"), by=None)
    assert error.value.code == "unknown-person"


def test_who_is_in_the_room_leaves_through_its_door(acacias):
    assembly = with_roll(**REMOTE)
    arrive(assembly, OMAR)
    assert check_in(assembly, owner=owner("omar"), by=None).present == {
        voter(OMAR): "room"
    }
    with pytest.raises(NotFromHere):
        check_out(assembly, owner=owner("omar"), by=None)


# Votes


def test_in_the_room_he_votes_by_phone_and_from_afar_remotely(acacias):
    assembly = opened(present=(CLARA, JEAN), **REMOTE)
    check_in(assembly, owner=owner("omar"), by=None)
    item = assembly.items.get()
    open_item(item)
    cast(item, "clara", B="for")
    cast(item, "omar", A="against")
    assert counted(item) == {"A": "against", "B": "for"}
    assert log(assembly)[-2:] == [("ballot", "phone"), ("ballot", "remote")]


def test_the_last_vote_counts_until_the_point_is_closed(item):
    cast(item, "clara", B="for")
    cast(item, "clara", B="abstain")
    assert counted(item) == {"B": "abstain"}
    close_item(item)
    with pytest.raises(EventRefused) as error:
        cast(item, "clara", B="for")
    assert (error.value.code, counted(item)) == ("item-not-open", {"B": "abstain"})


def test_who_is_not_there_does_not_vote(acacias):
    assembly = opened(present=(OMAR, JEAN, CLARA))
    item = assembly.items.get()
    leave(assembly, CLARA)
    open_item(item)
    with pytest.raises(NotThere):
        cast(item, "clara", B="for")
    with pytest.raises(NotThere):
        vote_in_secret(item, {}, owner=owner("fatima"), by=None)
    assert counted(item) == {}


def test_nobody_votes_for_the_lots_of_others(item):
    for choices in ({"A": "for"}, {"B": "for", "A": "for"}):
        with pytest.raises(NotYourVote):
            cast(item, "clara", **choices)
    with pytest.raises(NotYourVote):
        vote(item, {str(uuid4()): "for"}, owner=owner("clara"), by=None)
    assert counted(item) == {}


def test_a_lot_outside_of_the_key_is_refused_with_its_code(acacias):
    assembly = draft()
    lift = point(assembly, "Lift", key="lift")

    assembly = take_roll(convened(assembly=assembly), by=None)
    for who in (OMAR, CLARA, JEAN):
        arrive(assembly, who)
    add_event(assembly, "opened", {"session": 1}, by=None)
    open_item(lift)
    with pytest.raises(EventRefused) as error:
        cast(lift, "omar", A="for")
    assert error.value.code == "not-in-key"


def test_a_proxy_holder_votes_for_his_principal_until_he_comes(acacias):
    assembly = draft()

    convened(assembly=assembly)
    proxy(assembly, CLARA, holder=OMAR)
    assembly = take_roll(assembly, by=None)
    for who in (OMAR, JEAN):
        arrive(assembly, who)
    add_event(assembly, "opened", {"session": 1}, by=None)
    item = assembly.items.get()
    open_item(item)
    cast(item, "omar", A="for", B="against")
    assert counted(item) == {"A": "for", "B": "against"}
    arrive(assembly, CLARA)
    with pytest.raises(NotYourVote):
        cast(item, "omar", B="for")
    cast(item, "clara", B="for")
    assert counted(item) == {"A": "for", "B": "for"}


def test_a_double_tap_counts_once(item):
    tap = uuid4()
    first = cast(item, "clara", B="for", tap=tap)
    again = cast(item, "clara", B="for", tap=tap)
    assert (first.number, counted(item)) == (again.number, {"B": "for"})
    assert [kind for kind, _ in log(item.assembly)].count("ballot") == 1


def test_an_old_form_changes_nothing_and_says_so(item):
    tap = uuid4()
    cast(item, "clara", B="for", tap=tap)
    with pytest.raises(OldForm):
        cast(item, "clara", B="against", tap=tap)
    assert counted(item) == {"B": "for"}


# In secret


@pytest.fixture
def election(acacias):

    assembly = draft()
    secret = point(
        assembly,
        "Council",
        kind="election",
        subject="council-member",
        candidate="Clara",
        is_secret=True,
    )
    assembly = take_roll(convened(assembly=assembly), by=None)
    for who in (OMAR, CLARA, JEAN):
        arrive(assembly, who)
    add_event(assembly, "opened", {"session": 1}, by=None)
    open_item(secret)
    return secret


def secretly(item, who, tap=None, **choices):
    heads = {head(code): choice for code, choice in choices.items()}
    return vote_in_secret(item, heads, owner=owner(who), by=None, client_id=tap)


def test_a_secret_ballot_has_no_name(election):
    secretly(election, "clara", H2="for")
    assert [str(voter.head) for voter in SecretVoter.objects.all()] == [head(CLARA)]
    assert list(SecretBallot.objects.values_list("choice", "votes")) == [("for", 300)]
    assert log(election.assembly)[-1] == ("voted", "phone")
    assert "for" not in MeetingEvent.objects.latest("number").body.values()


def test_a_secret_ballot_is_final_and_a_second_tap_is_the_first(election):
    tap = uuid4()
    secretly(election, "clara", tap, H2="for")
    secretly(election, "clara", tap, H2="against")
    with pytest.raises(EventRefused) as error:
        secretly(election, "clara", H2="against")
    assert error.value.code == "twice"
    assert SecretBallot.objects.get().choice == "for"


def test_nobody_casts_the_secret_ballot_of_others(election):
    for choices in ({"H1": "for"}, {"H2": "for", "H3": "for"}):
        with pytest.raises(NotYourVote):
            secretly(election, "clara", **choices)
    with pytest.raises(NotYourVote):
        vote_in_secret(election, {str(uuid4()): "for"}, owner=owner("clara"), by=None)
    assert SecretBallot.objects.count() == 0
