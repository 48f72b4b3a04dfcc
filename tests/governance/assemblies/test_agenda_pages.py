"""Writing the agenda on the pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import cast
from tests.finance.budgets import books as budgets
from tests.finance.reminders.pages import inside, text, told
from tests.governance.assemblies import making
from tests.governance.assemblies.making import url


def errors(page):
    return page.context["form"].errors


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def sophie(sign_in):
    return sign_in("sophie")


@pytest.fixture
def draft(db):
    with inside():
        making.settle()
        return making.ordinary()


def test_a_point_begins_with_its_subject(sophie, draft):
    page = url("item-new", draft.uuid)
    shown = text(sophie.get(page))
    assert "Two thirds At least two votes of three" in shown
    assert "Works on the common parts" in shown
    asbl = text(sophie.get(page + "?subject=asbl-statutes"))
    assert "What is the point about?" in asbl
    form = sophie.get(page + "?subject=works")
    assert "Civil Code, art. 3.88 §1 1°" in text(form)
    assert "The change of shares that it makes necessary" in text(form)
    assert list(form.context["form"].fields) == [
        "subject",
        "title_fr",
        "title_nl",
        "text_fr",
        "text_nl",
        "motion_fr",
        "motion_nl",
        "key",
        "amount",
    ]
    election = sophie.get(page + "?subject=council-member").context["form"]
    assert list(election.fields)[-2:] == ["candidate", "is_secret"]
    told_only = sophie.get(page + "?subject=information").context["form"]
    assert list(told_only.fields)[-1] == "text_nl"


def test_a_point_is_written_and_changed(sophie, draft):
    page = url("item-new", draft.uuid) + "?subject=works"
    refused = sophie.post(page, {"subject": "works"})
    assert errors(refused) == {
        "title_fr": ["Write a title."],
        "motion_fr": ["Write the decision that is put to the vote."],
    }
    with inside():
        lift = making.lift().uuid
    values = {
        "subject": "works",
        "title_fr": "Ascenseur",
        "motion_nl": "Ja",
        "amount": "90",
        "key": lift,
    }
    done = text(sophie.post(page, values, follow=True))
    assert "Something of this point is missing in: French, Dutch." in done
    assert "Only the lots of “Lift”" in done
    assert "Clara Élise 1 €30.00" in done
    with inside():
        item = draft.items.get(subject="works")
    edit = url("item-edit", draft.uuid, item.uuid)
    first = sophie.get(edit).context["form"].initial
    assert (first["title_fr"], first["key"]) == ("Ascenseur", str(lift))
    done = text(sophie.post(edit, values | {"subject": "demolition"}, follow=True))
    assert "Demolition of the whole building" in done
    assert "Unanimity" in done


def test_a_building_of_one_language_needs_its_texts(sophie, draft):
    with inside():
        building = cast.building()
        building.languages = ["fr"]
        building.save()
    page = url("item-new", draft.uuid) + "?subject=works"
    assert errors(sophie.post(page, {"subject": "works"})) == {
        "title_fr": ["This field is required."],
        "motion_fr": ["This field is required."],
    }


def test_the_budget_is_chosen(sophie, draft):
    with inside():
        budget = budgets.draft()
        item = draft.items.get(subject="budget")
    edit = url("item-edit", draft.uuid, item.uuid)
    form = sophie.get(edit).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    done = text(sophie.post(edit, values | {"budget": budget.uuid}, follow=True))
    assert f"Budget to adopt {budget.title}" in done
    values |= {"budget": budget.uuid, "subject": "works"}
    assert errors(sophie.post(edit, values)) == {
        "budget": ["This has no place in a point on this subject."]
    }


def test_points_are_moved_and_removed(sophie, draft):
    with inside():
        first, second, *_rest = draft.items.all()
    sophie.post(url("item-move", draft.uuid, second.uuid), {"up": ""})
    with inside():
        assert [i.pk for i in draft.items.all()[:2]] == [second.pk, first.pk]
    sophie.post(url("item-move", draft.uuid, second.uuid), {"down": ""})
    remove = url("item-remove", draft.uuid, first.uuid)
    assert "is taken off the agenda" in text(sophie.get(remove))
    sophie.post(remove)
    with inside():
        assert draft.items.first() == second
        mandatory = draft.items.get(subject="accounts")
    page = text(sophie.get(url("item", draft.uuid, mandatory.uuid)))
    assert "Remove" not in page
    done = sophie.post(url("item-remove", draft.uuid, mandatory.uuid), follow=True)
    assert "The law wants this point" in told(done)[0]


def test_documents_and_conflicts(sophie, draft):
    with inside():
        item = draft.items.get(subject="accounts")
        version = making.paper("Accounts 2026")
        told_only = draft.items.get(subject="miscellaneous")
    place = [draft.uuid, item.uuid]
    attach = url("item-attach", *place)
    choosing = sophie.get(attach)
    assert "Accounts 2026" in text(choosing)
    # Once above the form, once to go back.
    assert choosing.content.decode().count(f'href="{url("item", *place)}"') == 2
    assert "version" in errors(sophie.post(attach))
    done = text(sophie.post(attach, {"version": version.uuid}, follow=True))
    assert "Accounts 2026 Take off" in done
    done = sophie.post(attach, {"version": version.uuid}, follow=True)
    assert told(done) == ["This document is attached already."]
    done = sophie.post(url("item-detach", *place, version.uuid), follow=True)
    assert "No document is attached." in text(done)
    conflict = url("item-conflict", *place)
    assert sorted(errors(sophie.post(conflict))) == ["holding", "reason"]
    values = {"holding": "H1", "reason": "Roofer"}
    done = text(sophie.post(conflict, values, follow=True))
    assert "Omar Haddad Roofer Remove" in done
    with inside():
        omar = cast.holding("H1").uuid
    done = sophie.post(url("item-conflict-remove", *place, omar), follow=True)
    assert "Nobody is kept from voting on this point." in text(done)
    assert (
        sophie.get(url("item-conflict", draft.uuid, told_only.uuid)).status_code == 404
    )


def test_an_empty_library_says_so(sophie, draft):
    with inside():
        item = draft.items.first()
    page = text(sophie.get(url("item-attach", draft.uuid, item.uuid)))
    assert "The library has no document that all co-owners may read" in page
