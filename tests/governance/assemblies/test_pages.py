"""Preparing an assembly on the pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.models import Assembly, AssemblySettings
from governance.queries.drafts import BUDGET_ADOPTED
from governance.services import agenda as services
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


def test_the_period_is_noted(sophie, db):
    page = url("assembly-settings")
    assert "not noted" in text(sophie.get(page))
    refused = sophie.post(page, {"period_month": "2", "period_day": "29"})
    assert errors(refused) == {"period_day": ["Not every year has this day."]}
    assert errors(sophie.post(page, {"period_month": "2"})) == {
        "period_day": ["Give the day and the month, or neither."]
    }
    assert list(errors(sophie.post(page, {"period_day": "x"}))) == ["period_day"]
    assert list(errors(sophie.post(page, {"quote_threshold": "5000"}))) == [
        "quote_decision"
    ]
    values = {"period_month": "5", "period_day": "1", "place": "Parish hall"}
    done = sophie.post(page, values, follow=True)
    assert told(done) == ["The settings of the assemblies are saved."]
    with inside():
        assert AssemblySettings.objects.get().place == "Parish hall"


def test_a_date_inside_the_period_is_proposed(sophie, db):
    with inside():
        making.settle(place="Parish hall")
    page = sophie.get(url("assembly-new"))
    first = page.context["form"].initial
    assert (first["starts_at"].month, first["place"]) == (5, "Parish hall")
    assert "Proposals of owners arrive by 10/04/" in text(page)
    assert "Minutes are sent by" in text(page)


def test_a_period_to_which_owners_were_convened_is_not_proposed_again(sophie, db):
    with inside():
        making.settle()
    before = sophie.get(url("assembly-new")).context["form"].initial["starts_at"]
    with inside():
        making.convene(making.ordinary(timezone.localdate(before)))
    after = sophie.get(url("assembly-new")).context["form"].initial["starts_at"]
    assert (after.year, after.month) == (before.year + 1, 5)


def test_without_a_period_it_says_so(sophie, db):
    page = sophie.get(url("assembly-new"))
    assert page.context["form"].initial["starts_at"] is None
    assert "The fifteen days of the internal rules are not noted" in text(page)
    values = {
        "kind": "ordinary",
        "starts_at": f"{today(60)}T19:00",
        "place": "Hall",
    }
    done = sophie.post(url("assembly-new"), values, follow=True)
    assert "nobody knows whether this day is one of them" in told(done)[0]


def test_a_draft_is_prepared_outside_the_period(sophie, db):
    with inside():
        making.settle()
        budget = budgets.draft()
    far = making.period_day().replace(month=8)
    values = {"kind": "ordinary", "starts_at": f"{far}T19:00", "place": "Hall"}
    done = sophie.post(url("assembly-new"), values, follow=True)
    assert told(done) == ["This day is outside the fifteen days of the internal rules."]
    assert "outside the fifteen days of the internal rules (art. 3.87 §2)" in text(done)
    with inside():
        item = Assembly.objects.get().items.get(subject="budget")
        assert (item.effect, item.effect_ref) == (BUDGET_ADOPTED, budget.uuid)
    values["starts_at"] = f"{making.period_day()}T19:00"
    done = sophie.post(url("assembly-new"), values, follow=True)
    assert told(done) == []
    values["kind"] = "extraordinary"
    assert told(sophie.post(url("assembly-new"), values, follow=True)) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_at": "2020-01-01T19:00"}, "starts_at"),
        ({"starts_at": "9999-12-31T19:00"}, "starts_at"),
        ({"place": ""}, "place"),
        ({"second_at": f"{today(74)}T19:00"}, "second_at"),
        ({"second_at": "9999-12-31T19:00"}, "second_at"),
    ],
)
def test_what_cannot_be_is_refused(sophie, db, values, field):
    good = {"kind": "ordinary", "starts_at": f"{today(60)}T19:00", "place": "Hall"}
    assert list(errors(sophie.post(url("assembly-new"), good | values))) == [field]


def test_fifteen_days_later_and_from_afar_is_fine(sophie, draft):
    page = url("assembly-edit", draft.uuid)
    assert "01/05/" in text(sophie.get(page))
    values = {
        "starts_at": f"{today(60)}T19:00",
        "is_remote": "on",
        "second_at": f"{today(75)}T19:00",
    }
    done = sophie.post(page, values, follow=True)
    assert "they must know it from the convocation (art. 3.87 §1). needed" in text(done)
    done = sophie.post(page, values | {"remote_access": "By video"}, follow=True)
    assert "From afar By video" in text(done)
    assert "Second session, if it is needed" in text(done)


def test_what_is_missing_is_told_with_links(sophie, draft):
    with inside():
        making.proposal()
        election = draft.items.get(subject="auditor").uuid
    page = sophie.get(url("assembly", draft.uuid))
    shown = text(page)
    assert "Say how owners can consult the documents" in shown
    assert "Point 8" in shown
    assert "names no candidate. advised" in shown
    assert url("item", draft.uuid, election) in page.content.decode()
    assert codes(page, "needed") == ["no-consulting", "proposals-waiting"]


def codes(page, level):
    return [one.code for one in page.context[level]]


def test_the_draft_and_the_convocation_say_the_same(sophie, db):
    with inside():
        soon = making.extraordinary(today(14))
        late = making.ordinary(today(14))
        services.remove_item(late.items.get(subject="bureau"), by=None)
        late.items.filter(subject="accounts").delete()
        lot = cast.lot("B")
        lot.shares = 299
        lot.save()
    page = sophie.get(url("assembly", soon.uuid))
    assert codes(page, "needed") == ["shares", "late", "no-consulting", "empty"]
    assert codes(page, "advised")[0] == "second-session"
    page = sophie.get(url("assembly", late.uuid))
    assert codes(page, "needed") == ["shares", "late", "no-consulting", "mandatory"]
    assert codes(page, "advised")[:2] == ["second-session", "no-period"]
    whole = sophie.get(url("convocation", late.uuid)).context["findings"]
    brief = [*page.context["needed"], *page.context["advised"]]
    assert sorted(whole, key=str) == sorted(brief, key=str)


def test_nothing_is_missing(sophie, db):
    with inside():
        assembly = making.extraordinary(
            today(15), consulting="Online", second_at=making.at(today(30))
        )
        making.add(assembly)
    page = text(sophie.get(url("assembly", assembly.uuid)))
    assert "Nothing is missing: the assembly can be convened." in page


def test_a_draft_is_discarded_once(sophie, draft):
    page = url("assembly-discard", draft.uuid)
    assert "Nobody was convened." in text(sophie.get(page))
    done = sophie.post(page, follow=True)
    assert told(done) == ["The draft is discarded."]
    assert "No assembly is prepared yet." in text(done)
    assert sophie.post(page).status_code == 404


def test_a_convened_one_is_not_changed(sophie, draft):
    with inside():
        making.convene(draft)
        item = draft.items.first()
    for name in ("assembly-edit", "assembly-discard", "item-new"):
        assert sophie.get(url(name, draft.uuid)).status_code == 404
    for name in ("item-edit", "item-remove", "item-attach", "item-conflict"):
        assert sophie.get(url(name, draft.uuid, item.uuid)).status_code == 404
    page = text(sophie.get(url("agenda", draft.uuid)))
    assert "it does not change any more" in page
    assert [word for word in ("New point", "Down") if word in page] == []
    page = text(sophie.get(url("item", draft.uuid, item.uuid)))
    assert [w for w in ("Change", "Attach", "Remove") if w in page] == []


def test_somebody_convened_it_meanwhile(sophie, draft, monkeypatch):
    with inside():
        item = draft.items.last()
        making.convene(draft)
    found = "governance.views.{}".format
    monkeypatch.setattr(found("agenda.drafts"), lambda: Assembly.objects.all())
    sentence = (
        "Owners are convened to this assembly: its agenda does not change any more."
    )
    for page, values in (
        (url("item-move", draft.uuid, item.uuid), {"up": ""}),
        (url("item-remove", draft.uuid, item.uuid), {}),
        (
            url("item-new", draft.uuid) + "?subject=information",
            {"subject": "information", "title_fr": "X"},
        ),
    ):
        assert told(sophie.post(page, values, follow=True)) == [sentence]
