"""Problems as sentences, and limits as the database has them."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import override

from buildings.importing.fields import LAYOUTS, Kind
from buildings.importing.messages import (
    SENTENCES,
    placeholder_name,
    sentence,
    where,
)
from buildings.importing.names import LANGUAGES
from buildings.importing.problems import Code, Problem
from buildings.importing.rows import Channel, LotKind, PersonKind


def problem(code, **params):
    return Problem("lots.csv", 3, "shares", code, params)


def test_every_complaint_has_its_sentence():
    assert set(SENTENCES) == set(Code) - {Code.AND_MORE}


def test_every_sentence_is_whole():
    with override("en"):
        for code, text in SENTENCES.items():
            assert re.fullmatch(r"[A-Z“].*\.", str(text)), code


def test_the_languages_are_those_of_the_site():
    assert {code for code, _ in settings.LANGUAGES} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "There is 1 more message."), (2, "There are 2 more messages.")],
)
def test_the_rest_is_counted(count, expected):
    with override("en"):
        assert sentence(problem(Code.AND_MORE, count=count)) == expected


@pytest.mark.parametrize(
    ("language", "title", "column"),
    [
        ("en", "Periods", "from"),
        ("fr", "Périodes", "depuis"),
        ("nl-be", "Perioden", "vanaf"),
        (None, "Periods", "from"),
    ],
)
def test_a_missing_column_is_named_as_the_template_names_it(language, title, column):
    with override(language):
        text = sentence(problem(Code.MISSING_COLUMN, kind=Kind.PERIODS, field="start"))
    assert re.findall(r"[“«]\s?(.*?)\s?[”»]", text) == [title, column]


def test_values_are_said_in_words():
    with override("en"):
        assert sentence(
            problem(Code.CONFLICT, value=LotKind.CELLAR, other=LotKind.GARAGE)
        ).startswith(
            "This line says “cellar”, an earlier line of the same lot or owner says "
            "“garage”."
        )
        assert (
            sentence(
                problem(
                    Code.PERIOD_REVERSED, start=date(2022, 7, 1), end=date(2022, 6, 30)
                )
            )
            == "The period ends on 30/06/2022, which is not after its start on 01/07/2022."
        )


def test_percent_signs_are_left_alone():
    with override("en"):
        text = sentence(problem(Code.NOT_A_FRACTION, value="50 %%s"))
    assert text == (
        "“50 %%s” is not a part of a lot. Write for instance 1, 1/2, 0.5 or 50 %."
    )


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("lots.csv", 3, "shares"), "lots.csv, line 3, column “shares”"),
        (("lots.csv", 3, None), "lots.csv, line 3"),
        (("lots.csv", None, "shares"), "lots.csv, column “shares”"),
        (("lots.csv", None, None), "lots.csv"),
        (("", None, None), ""),
    ],
)
def test_the_place_is_said_as_far_as_it_is_known(place, expected):
    with override("en"):
        assert where(Problem(*place, Code.NEGATIVE)) == expected


def test_placeholders_have_a_name():
    with override("en"):
        assert placeholder_name("4") == "Owner 4"


COLUMNS = {
    (Kind.LOTS, "code"): ("Lot", "code"),
    (Kind.LOTS, "name"): ("Lot", "name"),
    (Kind.LOTS, "floor"): ("Lot", "floor"),
    (Kind.LOTS, "entrance"): ("Lot", "entrance"),
    (Kind.LOTS, "cadastral_number"): ("Lot", "cadastral_number"),
    (Kind.LOTS, "primary"): ("Lot", "code"),
    (Kind.KEYS, "code"): ("AllocationKey", "code"),
    (Kind.KEYS, "name"): ("AllocationKey", "name"),
    (Kind.PEOPLE, "code"): ("Owner", "code"),
    (Kind.PEOPLE, "last_name"): ("Owner", "last_name"),
    (Kind.PEOPLE, "first_name"): ("Owner", "first_name"),
    (Kind.PEOPLE, "company"): ("Owner", "last_name"),
    (Kind.PEOPLE, "phone"): ("Owner", "phone"),
    (Kind.PEOPLE, "street"): ("Owner", "street"),
    (Kind.PEOPLE, "postal_code"): ("Owner", "postal_code"),
    (Kind.PEOPLE, "city"): ("Owner", "city"),
    (Kind.HOLDINGS, "code"): ("Holding", "code"),
    (Kind.SIMPLE, "lot"): ("Lot", "code"),
    (Kind.SIMPLE, "name"): ("Lot", "name"),
    (Kind.SIMPLE, "owner"): ("Owner", "last_name"),
    (Kind.SIMPLE, "owner_code"): ("Owner", "code"),
}


@pytest.mark.parametrize(("field", "column"), COLUMNS.items())
def test_what_is_read_fits_the_database(field, column):
    kind, name = field
    model, attribute = column
    stored = apps.get_model("buildings", model)._meta.get_field(attribute)
    assert LAYOUTS[kind].limits[name] == stored.max_length


@pytest.mark.parametrize(
    ("choices", "model", "attribute"),
    [
        (LotKind, "Lot", "kind"),
        (PersonKind, "Owner", "kind"),
        (Channel, "Owner", "channel"),
    ],
)
def test_choices_are_those_of_the_database(choices, model, attribute):
    stored = apps.get_model("buildings", model)._meta.get_field(attribute)
    assert sorted(choices) == sorted(value for value, _ in stored.choices)
