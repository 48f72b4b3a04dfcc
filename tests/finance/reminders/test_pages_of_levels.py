"""The page of levels, and of the words of each."""

from decimal import Decimal

import pytest

from finance.models import ReminderLevel
from finance.queries.lateness import ladder
from finance.queries.reminders import own_wordings
from finance.reminding import Level
from tests.finance.reminders.pages import inside, text, told, url

# Levels


def levels_data(*rows):
    data = {"levels-TOTAL_FORMS": len(rows), "levels-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"levels-{number}-{name}": value for name, value in row.items()}
    return data


def test_the_usual_levels_are_shown_until_they_are_changed(sign_in, db):
    client = sign_in("sophie")
    page = client.get(url("reminder-levels"))
    assert [row["days"].value() for row in page.context["rows"]] == [15, 30, 60, None]
    data = levels_data(
        {"days": "10", "cost": ""},
        {"days": ""},
        {"days": "25", "cost": "12,50", "with_interest": "on", "registered": "on"},
    )
    page = client.post(url("reminder-levels"), data, follow=True)
    assert told(page) == ["The levels are changed."]
    with inside():
        assert ladder() == [
            Level(1, 10),
            Level(2, 25, with_interest=True, cost=Decimal("12.50"), registered=True),
        ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"days": ""}], "There is at least one level."),
        ([{"days": "20"}, {"days": "20"}], "Each level comes more days after"),
    ],
)
def test_what_levels_cannot_be(sign_in, db, rows, words):
    page = sign_in("sophie").post(url("reminder-levels"), levels_data(*rows))
    assert words in text(page)
    page = sign_in("sophie").post(url("reminder-levels"), levels_data({"days": "x"}))
    assert page.context["rows"].errors[0]["days"]
    with inside():
        assert ReminderLevel.objects.count() == 0


def test_a_building_writes_its_own_words(sign_in, db):
    client = sign_in("sophie")
    address = url("reminder-wording", 1, "fr")
    page = client.get(address).content.decode()
    assert 'lang="fr"' in page
    page = client.post(address, {"subject": "Rappel", "body": ""})
    assert "Write both the subject and the text" in text(page)
    data = {"subject": "Petit rappel", "body": "Un.\n\nDeux\nsuite."}
    page = client.post(address, data, follow=True)
    assert told(page) == ["The text is changed."]
    assert "Your own words" in text(page)
    with inside():
        assert own_wordings()[1, "fr"].paragraphs == ["Un.", "Deux suite."]
        assert len(ladder()) == 3
    assert "Petit rappel" in client.get(address).content.decode()
    client.post(address, {"subject": "", "body": ""})
    with inside():
        assert own_wordings() == {}


@pytest.mark.parametrize("where", [(4, "fr"), (1, "xx")])
def test_words_of_nothing(sign_in, db, where):
    assert sign_in("sophie").get(url("reminder-wording", *where)).status_code == 404
