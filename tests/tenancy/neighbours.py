"""A row of every model of what neighbours do, in the tenant entered."""

from datetime import UTC, date, datetime

from buildings.models import ModuleSwitch
from community import models

DAY = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 1, 2, tzinfo=UTC)


def fill_neighbours(users, file):
    """``users``: two people; ``file``: of the tenant."""
    ModuleSwitch.objects.create(
        module="notices", is_on=True, decided_on=DAY, decision="Council, point 1"
    )
    one, other = (
        models.Neighbour.objects.create(user=user, name=str(user)) for user in users
    )
    models.Block.objects.create(neighbour=one, blocked=other)
    models.Greeting.objects.create(text="Welcome")
    models.Message.objects.create(sender=one, receiver=other, text="Hello")
    said = {"title": "Drinks", "text": "Come."}
    post = models.Post.objects.create(
        module="notices", kind="event", author=one, **said
    )
    models.Photo.objects.create(
        post=post, position=1, file=file, small=file, width=4, height=3
    )
    models.Comment.objects.create(post=post, author=other, text="Gladly.")
    event = models.Event.objects.create(
        post=post, begins_at=MOMENT, ends_at=LATER, place="Yard"
    )
    models.Coming.objects.create(event=event, neighbour=other, answer="yes")
    models.Report.objects.create(post=post, reporter=other, reason="other")
