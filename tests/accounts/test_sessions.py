"""Where one is signed in, and signing out from afar."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.accounts.steps import sign_in, signed_in

URL = reverse("sessions")


def devices(number, login="omar@example.org"):
    found = [Client(headers={"User-Agent": f"Browser {n}"}) for n in range(number)]
    for client in found:
        sign_in(client, login)
    return found


def listed(client):
    return [row.device for row in client.get(URL).context["sessions"]]


def key(client):
    row = cast.user("omar").usersession_set.get(session_key=client.session.session_key)
    return str(row.pk)


def is_in(client):
    return client.get(reverse("profile")).status_code == 200


def test_one_s_devices_are_listed_and_nobody_else_s():
    here, _there = devices(2)
    devices(1, "clara@example.org")
    assert listed(here) == ["Browser 1", "Browser 0"]


def test_one_device_is_signed_out():
    here, lost, home = devices(3)
    here.post(URL, {"session": key(lost)})
    assert [is_in(one) for one in (here, lost, home)] == [True, False, True]
    assert listed(here) == ["Browser 2", "Browser 0"]


def test_all_others_are_signed_out():
    here, lost, home = devices(3)
    here.post(URL, {"session": "others"})
    assert [is_in(one) for one in (here, lost, home)] == [True, False, False]


def test_another_person_s_device_stays():
    (mine,) = devices(1)
    (hers,) = devices(1, "clara@example.org")
    mine.post(URL, {"session": str(cast.user("clara").usersession_set.get().pk)})
    assert is_in(hers)


@pytest.mark.parametrize("asked", ["", "x", "0", "²"])
def test_nothing_is_signed_out_by_mistake(asked):
    here, there = devices(2)
    assert here.post(URL, {"session": asked}).url == URL
    assert (is_in(here), is_in(there)) == (True, True)


def test_this_device_is_not_signed_out_here():
    (here,) = devices(1)
    here.post(URL, {"session": key(here)})
    assert signed_in(here) == str(cast.user("omar").pk)


def test_who_signed_out_is_not_listed():
    here, gone = devices(2)
    gone.post(reverse("account_logout"))
    assert listed(here) == ["Browser 0"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_as_often_for_many(
    number, django_assert_num_queries
):
    here = devices(number)[0]
    here.get(URL)
    with django_assert_num_queries(7):
        assert len(here.get(URL).context["sessions"]) == number
