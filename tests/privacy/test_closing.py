"""Closing one's account: what goes, what stays, and who cannot leave yet."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from buildings import services
from buildings.models import Firm, FirmMember, Grant, Invitation, Mandate, Owner, Role
from koprogo import slots
from koprogo.accounts.models import Appearance, User
from koprogo.api.models import ApiToken
from koprogo.audit.models import AuditEvent
from koprogo.privacy.closing import CannotLeave, close_account, refusals
from koprogo.privacy.models import DataCopy
from koprogo.tenancy import enter
from tests import cast
from tests.accounts.steps import confirm_password, with_app
from tests.accounts.steps import sign_in as by_password
from tests.api.conftest import a_token
from tests.buildings.pages import inside, text
from tests.privacy.copied import copy

pytestmark = pytest.mark.django_db
URL = reverse("account-close")
NEEDED = (
    "You are the last syndic of Lambert Syndic, which has buildings to run. Invite "
    "another syndic first, or let the mandates end."
)


def recorded(action):
    with inside():
        events = AuditEvent.objects.filter(action=action)
        return [(event.target.split(":")[0], event.actor_id) for event in events]


# What goes


def test_nothing_names_the_person_any_more():
    omar = cast.user("omar")
    close_account(by=omar)
    gone = User.objects.get(pk=omar.pk)
    assert (gone.name, gone.is_active, gone.last_login) == ("Former user", False, None)
    assert not gone.has_usable_password()
    assert gone.email.endswith("@erased.invalid")
    assert len(gone.email) == len("0" * 32 + "@erased.invalid")
    assert gone.uuid == omar.uuid


def test_two_who_left_have_two_addresses():
    for name in ("omar", "clara"):
        close_account(by=cast.user(name))
    erased = User.objects.filter(email__endswith="@erased.invalid")
    assert len({user.email for user in erased}) == 2


def everything_of(user):
    """Return how many rows tell how a person signs in and looks at pages."""
    with enter(None, by=user):
        appearances = Appearance.objects.count()
    return {
        "addresses": EmailAddress.objects.filter(user=user).count(),
        "factors": Authenticator.objects.filter(user=user).count(),
        "sessions": UserSession.objects.filter(user=user).count(),
        "tokens": ApiToken.objects.filter(user=user).count(),
        "copies": DataCopy.objects.filter(user=user).count(),
        "appearances": appearances,
        "invitations": Invitation.objects.filter(accepted_by=user).count(),
    }


def furnish(name):
    """Give somebody of the cast a row of each kind."""
    user = cast.user(name)
    by_password(Client(), user.email)
    with_app(user)
    a_token(name)
    with enter(None, by=user):
        Appearance.objects.create(theme="dark")
    now = timezone.now()
    Invitation.objects.create(
        code_hash=name,
        tenant=cast.tenant(),
        role="council",
        channel="paper",
        name=name,
        expires_at=now + timedelta(days=1),
        accepted_at=now,
        accepted_by=user,
    )
    return copy(name)


def test_all_that_belongs_to_the_sign_in_goes_and_the_neighbour_s_stays(
    django_capture_on_commit_callbacks,
):
    made, hers = furnish("omar"), furnish("clara")
    omar, clara = cast.user("omar"), cast.user("clara")
    before = everything_of(clara)
    assert everything_of(omar) == before
    assert 0 not in before.values()
    with django_capture_on_commit_callbacks(execute=True):
        close_account(by=omar)
    assert everything_of(omar) == dict.fromkeys(before, 0)
    assert everything_of(clara) == before
    assert default_storage.exists(f"people/{hers.uuid}.zip")
    assert not default_storage.exists(f"people/{made.uuid}.zip")


def test_nobody_signs_in_with_it_any_more(client):
    close_account(by=cast.user("omar"))
    by_password(client)
    assert "_auth_user_id" not in client.session


def test_devices_are_signed_out_at_once():
    phone = Client()
    by_password(phone)
    assert phone.get(reverse("profile")).status_code == 200
    close_account(by=cast.user("omar"))
    assert phone.get(reverse("profile")).status_code == 302


# What stays


def test_the_register_stays_and_its_owner_signs_in_no_more():
    omar = cast.user("omar")
    with inside():
        before = Owner.objects.values().get(code="omar")
    close_account(by=omar)
    with inside():
        assert Owner.objects.values().get(code="omar") == before | {"user_id": None}
        assert Owner.objects.get(code="clara").user == cast.user("clara")
    assert recorded("owner.unlinked") == [("buildings.Owner", omar.pk)]
    assert recorded("account.closed") == [("buildings.Building", omar.pk)]


def test_the_record_does_not_say_the_name():
    close_account(by=cast.user("omar"))
    with inside():
        found = AuditEvent.objects.filter(
            action__in=["owner.unlinked", "account.closed"]
        )
        assert [event.data for event in found] == [{}, {}]


def test_roles_end_today():
    today = timezone.localdate()
    omar = cast.user("omar")
    for role, since in (("council", today), ("auditor", today + timedelta(days=9))):
        Grant.objects.create(user=omar, tenant=cast.tenant(), role=role, since=since)
    close_account(by=omar)
    assert list(Grant.objects.filter(user=omar).values_list("role", "until")) == [
        ("co_owner", today)
    ]


def test_a_role_that_ended_keeps_its_last_day():
    felix = cast.user("felix")
    before = list(Grant.objects.filter(user=felix).values())
    close_account(by=felix)
    assert list(Grant.objects.filter(user=felix).values()) == before


def test_somebody_without_any_building_leaves_as_well():
    close_account(by=cast.user("zoe"))
    assert recorded("account.closed") == []


# The last syndic of a firm


def lambert():
    return Firm.objects.get(name="Lambert Syndic")


def test_the_last_syndic_with_buildings_stays():
    sophie = cast.user("sophie")
    assert refusals(sophie) == [NEEDED]
    with pytest.raises(CannotLeave) as refusal:
        close_account(by=sophie)
    assert refusal.value.reasons == [NEEDED]
    assert User.objects.get(pk=sophie.pk).is_active


def test_it_is_asked_again_while_others_leave():
    """Whoever passed the first question meets the second one, under the lock."""
    leave = next(app.leave for app in slots.personal_data if app.places(sophie()))
    with pytest.raises(CannotLeave), enter(None, by=sophie()):
        leave(sophie())
    assert FirmMember.objects.get(user=sophie()).until is None


def sophie():
    return cast.user("sophie")


@pytest.mark.parametrize("name", ["amir", "anna"])
def test_the_others_of_the_firm_leave(name):
    close_account(by=cast.user(name))
    assert FirmMember.objects.get(user=cast.user("sophie")).until is None
    former = FirmMember.objects.get(user__name="Former user")
    assert former.until == timezone.localdate()
    assert recorded("staff.left") == [("buildings.FirmMember", former.user_id)]


def test_with_another_syndic_the_first_one_leaves():
    services.employ(
        cast.user("zoe"), firm=lambert(), role=Role.MANAGER, since=cast.SINCE
    )
    close_account(by=cast.user("sophie"))
    assert not User.objects.filter(name="Sophie").exists()


@pytest.mark.parametrize(("days", "stays"), [(0, False), (1, True)])
def test_without_a_building_the_last_one_leaves(days, stays):
    """A mandate that ends today is over."""
    end = timezone.localdate() + timedelta(days=days)
    Mandate.objects.filter(firm=lambert()).update(until=end)
    assert (refusals(cast.user("sophie")) != []) is stays


def test_a_mandate_that_is_to_begin_counts():
    today = timezone.localdate()
    Mandate.objects.filter(firm=lambert()).update(
        since=today + timedelta(days=1), until=today + timedelta(days=9)
    )
    assert refusals(cast.user("sophie")) == [NEEDED]


def test_whoever_left_before_is_not_needed():
    today = timezone.localdate()
    FirmMember.objects.filter(user=cast.user("sophie")).update(until=today)
    assert refusals(cast.user("sophie")) == []


# The last message


def test_a_message_says_goodbye(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        close_account(by=cast.user("omar"))
    [message] = mail.outbox
    assert (message.to, message.subject) == (
        ["omar@example.org"],
        "Your account is closed",
    )
    assert message.body.startswith("Hello Omar,")
    assert "- Register of co-owners: The law wants the register" in message.body


def test_a_refused_leave_sends_nothing(django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(CannotLeave),
    ):
        close_account(by=cast.user("sophie"))
    assert mail.outbox == []


# The page


def test_it_asks_who_one_is(sign_in):
    assert sign_in("omar").get(URL).url.startswith(reverse("account_reauthenticate"))
    assert sign_in("omar").post(URL).status_code == 302
    assert cast.user("omar").is_active


def test_it_says_what_stays_and_closes(sign_in):
    client = sign_in("omar")
    confirm_password(client)
    assert "The law wants the register for the life" in text(client.get(URL))
    answer = client.post(URL)
    assert "Your account is closed" in text(answer)
    assert answer.cookies["sessionid"].value == ""
    assert client.get(reverse("profile")).status_code == 302
    assert not User.objects.filter(name="Omar").exists()


def test_the_last_syndic_reads_why_and_has_no_button(sign_in):
    client = sign_in("sophie")
    confirm_password(client)
    for page in (client.get(URL), client.post(URL)):
        assert page.context["reasons"] == [NEEDED]
        assert "for good" not in text(page)
    assert cast.user("sophie").is_active


def test_whoever_became_the_last_one_meanwhile_reads_why(sign_in, monkeypatch):
    """The page was shown before: only under the lock is it sure who is needed."""

    def needed(user):
        raise CannotLeave(["Your colleague has just left."])

    late = slots.PersonalData(leave=needed)
    monkeypatch.setattr(slots, "personal_data", [*slots.personal_data, late])
    client = sign_in("omar")
    confirm_password(client)
    page = client.post(URL)
    assert page.context["reasons"] == ["Your colleague has just left."]
    assert cast.user("omar").is_active
    assert EmailAddress.objects.filter(user=cast.user("omar")).count() == 1
