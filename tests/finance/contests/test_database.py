"""What the database refuses of a file, also with SQL as the application's role."""

import pytest
from django.utils import timezone

from finance.models import Contest
from tests.finance.contests import making
from tests.sql import refused


def test_a_file_is_closed_with_an_answer_of_the_syndic(acacias):
    contest = making.on_a_call()
    making.reply(contest)
    one = Contest.objects.filter(pk=contest.pk)
    with refused("finance_contest: closed without an answer"):
        one.update(closed_at=timezone.now(), outcome="accepted")
    making.answer(contest)
    assert one.update(closed_at=timezone.now(), outcome="accepted") == 1


def test_a_closed_file_is_frozen_with_its_answers(acacias):
    contest = making.on_a_call()
    making.close(contest)
    one = Contest.objects.filter(pk=contest.pk)
    with refused("finance_contest: row .* is frozen"):
        one.update(closed_at=None, outcome="")
    with refused("of finance_contest is frozen"):
        contest.answers.create(text="More", by_syndic=True)


@pytest.mark.parametrize("change", [{"text": "Other"}, {"opened_at": timezone.now()}])
def test_what_was_contested_never_changes(acacias, change):
    contest = making.on_a_call()
    with refused("finance_contest"):
        Contest.objects.filter(pk=contest.pk).update(**change)


def test_no_file_is_deleted(acacias):
    contest = making.on_a_call()
    with refused("finance_contest"):
        Contest.objects.filter(pk=contest.pk).delete()


def test_two_open_files_of_a_line_are_refused(acacias):
    for contest in (making.on_a_call(), making.on_charges()):
        contest.pk = contest.uuid = None
        contest.uuid = Contest._meta.get_field("uuid").get_default()
        contest._state.adding = True
        with refused("contest_of_(call_line|cost)_once"):
            contest.save()
