"""Once a week, what is new: one mail to each neighbour who wants it, if there is any."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from buildings.models import Building, Module
from community.models import Block, Event, Mail, Neighbour, Post
from community.notices import News, tell

__all__ = ["send_digest"]

WEEK, AHEAD = timedelta(days=7), timedelta(days=14)
MOST = 20


@dataclass(frozen=True, slots=True)
class _Week:
    """What the whole building could see; ``apart``: who does not see whom."""

    posts: list[Post]
    events: list[Event]
    newcomers: list[Neighbour]
    apart: dict[int, set[int]]

    def for_(self, person: Neighbour) -> dict[str, list[str]]:
        """Return the lines of his mail; empty: nothing is new for him."""
        unseen = self.apart[person.pk] | {person.pk}
        posts = [post for post in self.posts if post.author_id not in unseen]
        events = [row for row in self.events if row.post.author_id not in unseen]
        names = [one.name for one in self.newcomers if one.pk not in unseen]
        lines = {
            "posts": [post.title for post in posts[:MOST]],
            "events": [row.post.title for row in events[:MOST]],
            "newcomers": names[:MOST],
        }
        return lines if any(lines.values()) else {}


def send_digest(now: datetime) -> int:
    """Queue the mails of this week in the building entered; return how many.

    A second call in the same week sends nothing. The number of statements is constant
    for each mail that is written.
    """
    building = Building.objects.select_related("tenant").get()
    if Module.WELCOME not in building.modules:
        return 0
    week = _week(building, now)
    year, number, _day = timezone.localdate(now).isocalendar()
    wanted = Neighbour.objects.here().filter(mails__contains=[Mail.DIGEST])
    told = 0
    for person in wanted.select_related("user"):
        lines = week.for_(person)
        if lines:
            page, event = ("community:home",), f"digest:{year}-{number}"
            news = News("digest", event, page, context=lines)
            told += tell([person], news, about=Mail.DIGEST)
    return told


def _week(building: Building, now: datetime) -> _Week:
    shown = Post.objects.shown(timezone.localdate(now)).filter(
        module__in=building.modules
    )
    apart: dict[int, set[int]] = defaultdict(set)
    for one, other in Block.objects.values_list("neighbour", "blocked"):
        apart[one].add(other)
        apart[other].add(one)
    coming = Event.objects.filter(
        post__in=shown, begins_at__gt=now, begins_at__lte=now + AHEAD
    )
    newcomers = Neighbour.objects.here().filter(
        is_listed=True, joined_at__gt=now - WEEK
    )
    return _Week(
        list(shown.filter(created_at__gt=now - WEEK).exclude(kind="event")),
        list(coming.select_related("post").order_by("begins_at")),
        list(newcomers),
        apart,
    )
