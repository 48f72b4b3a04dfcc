"""What stands in the addresses of the neighbours' pages of Les Acacias.

Omar (co-owner), Clara (council) and Otto (occupant) take part, everything is on. Omar
wrote the post with its photo and its comment, and blocked somebody; Otto reported it.
"""

from datetime import timedelta

from django.utils import timezone

from community.kinds import Kind
from community.models import Block, Comment, Event, Photo, Report
from koprogo.documents.services import store
from tests.community import making


def things() -> dict:
    making.switched_on()
    omar, _clara, otto = (making.joined(name) for name in ("omar", "clara", "otto"))
    other = making.joined("axel")
    post = making.posted(omar, Kind.EVENT)
    begin = timezone.now() + timedelta(days=3)
    Event.objects.create(
        post=post, begins_at=begin, ends_at=begin + timedelta(hours=1), place="Yard"
    )
    file = store(b"JPEG", name="photo.jpg", content_type="image/jpeg", by=omar.user)
    photo = Photo.objects.create(
        post=post, position=1, file=file, small=file, width=4, height=3
    )
    said = Comment.objects.create(post=post, author=omar, text="Bring a cup.")
    report = Report.objects.create(post=post, reporter=otto, reason="other")
    return {
        "module": "notices",
        "neighbour_id": other.uuid,
        "block_id": Block.objects.create(neighbour=omar, blocked=other).uuid,
        "post_id": post.uuid,
        "photo_id": photo.uuid,
        "comment_id": said.uuid,
        "complaint_id": report.uuid,
    }
