"""Arrears and reminders: who is late, what was sent, and the levels that say when."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import ChoiceFilter, FilterSet, UUIDFilter
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import FOLLOWERS
from buildings.api.letters import CountShape, PostedBody, RetryBody
from buildings.api.shapes import HoldingName
from buildings.errors import NoSyndic, PostedOnWrongDay
from buildings.mailings.files import zip_to_send
from finance.api.problems.books import SHUT
from finance.errors import BeingSent, LevelsDoNotRise, ReminderGone
from finance.forms.reminders import MOST_LEVELS, SendForm, WordingForm
from finance.models import Reminder
from finance.queries.accounts import holdings_of
from finance.queries.holders import name_holders
from finance.queries.lateness import ladder
from finance.queries.reminders import (
    LANGUAGES,
    LETTERS_IN_ZIP,
    SENDING,
    claim_of,
    own_wordings,
    proposed_reminders,
    reminder_list,
    reminders_to_post,
    sent_reminders,
    visible_reminders,
    wording_of,
)
from finance.reminding import Level
from finance.services import reminder_letters, reminder_levels
from finance.services import reminders as services
from koprogo.api.bodies import MOST_ROWS, FormBody
from koprogo.api.downloads import PDF, ZIP, send
from koprogo.api.fields import Money
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.notifications.models import Delivery
from koprogo.ui.downloads import send_file

FOLLOWERS[SENDING] = Permission.SEND_REMINDERS
POST = Delivery.Channel.POST


# What is shown


class StepShape(serializers.Serializer):
    """The days of one rate: amount × percent × days ÷ 36,500."""

    since = serializers.DateField()
    until = serializers.DateField()
    days = serializers.IntegerField()
    percent = serializers.DecimalField(max_digits=5, decimal_places=2)
    exact = serializers.DecimalField(
        max_digits=16, decimal_places=4, source="shown", help_text="EUR, half up."
    )


class ClaimedShape(serializers.Serializer):
    """An overdue amount, with the interest on it. ``title``: of a call for funds."""

    kind = serializers.CharField()
    title = serializers.CharField()
    due_on = serializers.DateField()
    open = Money()
    steps = StepShape(many=True)


class ReminderShape(serializers.Serializer):
    """A reminder of one holding. ``total``: overdue, interest and cost."""

    uuid = serializers.UUIDField()
    holding = HoldingName()
    level = serializers.IntegerField()
    date = serializers.DateField()
    state = serializers.ChoiceField(Reminder.State)
    registered = serializers.BooleanField()
    overdue = Money()
    interest = Money()
    cost = Money()
    total = Money()


class ReminderDetail(ReminderShape):
    """``items``: what was overdue on its day; empty before it is sent."""

    items = ClaimedShape(many=True, source="claimed")


class PostShape(serializers.Serializer):
    """A letter that somebody prints and posts."""

    uuid = serializers.UUIDField()
    reminder = serializers.UUIDField(source="reminder.uuid")
    name = serializers.CharField()
    address = serializers.CharField()
    registered = serializers.BooleanField(source="is_registered")
    sha256 = serializers.CharField(source="file.sha256")


class NumberShape(serializers.Serializer):
    reminders = serializers.IntegerField()


class LevelShape(serializers.Serializer):
    """A level: sent so many days after the due date, the first at position 1."""

    position = serializers.IntegerField(read_only=True)
    days = serializers.IntegerField(min_value=1, max_value=3650)
    cost = Money(default="0.00")
    with_interest = serializers.BooleanField(default=False)
    registered = serializers.BooleanField(default=False)


class LevelsShape(serializers.Serializer):
    """The levels, the first first."""

    levels = LevelShape(many=True)


class WordingShape(serializers.Serializer):
    """``own``: the words are the building's; otherwise they are ours."""

    subject = serializers.CharField()
    body = serializers.CharField()
    own = serializers.BooleanField()


# What is sent


class SendBody(FormBody):
    form_class = SendForm
    needs = ("reminders",)

    reminders = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=MOST_ROWS
    )


class LevelsBody(serializers.Serializer):
    levels = LevelShape(many=True, min_length=1, max_length=MOST_LEVELS)

    def validate_levels(self, rows):
        return [Level(number, **row) for number, row in enumerate(rows, start=1)]


class WordingBody(FormBody):
    """The building's own words; both empty: ours."""

    form_class = WordingForm


class ReminderFilter(FilterSet):
    state = ChoiceFilter(choices=Reminder.State)
    holding = UUIDFilter(field_name="holding__uuid")


class Reminders(ApiView):
    tag = "reminders"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=ReminderShape, filters=ReminderFilter)
    def get(self, request, building):
        """Reminders, the latest first: proposed, sent and cancelled."""
        return Listing(reminder_list().select_related("holding"), _named)


class MyReminders(ApiView):
    tag = "reminders"

    @require(Permission.SEE_OWN_ACCOUNT)
    @operation(list_of=ReminderShape)
    def get(self, request, building):
        """The reminders that I was sent."""
        mine = sent_reminders().filter(holding__in=holdings_of(request.access))
        return _named(list(mine.select_related("holding")))


class Proposing(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(answer=NumberShape)
    def post(self, request, building):
        """Propose the reminders that are due today, as every night does by itself."""
        many = services.propose_reminders(on=timezone.localdate(), by=request.user)
        return {"reminders": many}


class Sending(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(body=SendBody, answer=NumberShape, status=202, refuses=(NoSyndic,))
    def post(self, request, building):
        """Have the letters of proposed reminders made and sent.

        What is on its way already is not sent again.
        """
        data = self.read(reminders=proposed_reminders())
        return {"reminders": services.send_reminders(**data, by=request.user)}


class Again(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(status=204)
    def post(self, request, building):
        """Take up again the work on letters that was given up."""
        services.start_again(building)


class ToPost(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(page_of=PostShape)
    def get(self, request, building):
        """The letters that somebody has to print and post."""
        return reminders_to_post()


class Posted(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(body=PostedBody, answer=CountShape, refuses=(PostedOnWrongDay,))
    def post(self, request, building):
        """Note that letters were posted on a day; the answer says how many."""
        data = self.read(letters=reminders_to_post())
        many = reminder_letters.mark_reminders_posted(**data, by=request.user)
        return {"letters": many}


class PostLetters(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(downloads=(ZIP,))
    def get(self, request, building):
        """The first 200 letters that somebody has to post in one ZIP; none: 404."""
        letters = reminders_to_post()[:LETTERS_IN_ZIP]
        if not letters:
            raise Http404
        zipped = zip_to_send(letters)
        return send_file(zipped, name="reminders.zip", content_type=ZIP)


class ReminderView(ApiView):
    tag = "reminders"

    @require(Permission.SEE_CALLS)
    @operation(answer=ReminderDetail)
    def get(self, request, building, reminder_id):
        """One reminder, mine or for those who see all accounts, and what it asked for."""
        found = _visible(request, reminder_id)
        claim = claim_of(found)
        found.claimed = claim.items if claim else ()
        return _named([found])[0]


class ReminderLetterView(ApiView):
    tag = "reminders"

    @require(Permission.SEE_CALLS)
    @operation(downloads=(PDF,))
    def get(self, request, building, reminder_id):
        """The letter of a reminder as PDF; 404 until it is made."""
        found = _visible(request, reminder_id)
        if not found.has_letter:
            raise Http404
        return send(request, found.letter.file)


class Cancelling(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(
        answer=ReminderShape,
        refuses=(ReminderGone, BeingSent, *SHUT),
    )
    def post(self, request, building, reminder_id):
        """Cancel a reminder as if it had never been, with what it charged."""
        found = _visible(request, reminder_id)
        services.cancel_reminder(found, by=request.user)
        return _named([_visible(request, reminder_id)])[0]


class Emailing(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(body=RetryBody, answer=CountShape)
    def post(self, request, building, reminder_id):
        """Send a failed e-mail again, or its letter by post instead."""
        found = _visible(request, reminder_id)
        act = reminder_letters.retry_reminder
        if self.read()["by"] == POST:
            act = reminder_letters.post_reminder_instead
        return {"letters": act(found, by=request.user)}


class Levels(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(list_of=LevelShape)
    def get(self, request, building):
        """The levels of this building, or the usual ones."""
        return ladder()

    @require(Permission.SEND_REMINDERS)
    @operation(body=LevelsBody, answer=LevelsShape, refuses=(LevelsDoNotRise,))
    def put(self, request, building):
        """Let these be the levels, the first first."""
        reminder_levels.set_levels(**self.read(), by=request.user)
        return {"levels": ladder()}


class WordingView(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(answer=WordingShape)
    def get(self, request, building, number, language):
        """What a level says in a language: nl, fr, de or en."""
        return _wording(number, language)

    @require(Permission.SEND_REMINDERS)
    @operation(body=WordingBody, answer=WordingShape)
    def put(self, request, building, number, language):
        """Say it in the building's own words; both empty: in ours."""
        _wording(number, language)
        data = self.read()
        reminder_levels.set_wording(number, language=language, **data, by=request.user)
        return _wording(number, language)


def _wording(number: int, language: str) -> dict:
    level = next((one for one in ladder() if one.position == number), None)
    if level is None or language not in LANGUAGES:
        raise Http404
    own = own_wordings()
    words = wording_of(level, language, own)
    return {
        "subject": words.subject,
        "body": words.body,
        "own": (number, language) in own,
    }


def _visible(request, reminder_id) -> Reminder:
    found = visible_reminders(request.access).select_related("holding")
    return get_object_or_404(found, uuid=reminder_id)


def _named(reminders):
    name_holders(reminders)
    return reminders
