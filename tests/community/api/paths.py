"""The addresses of the neighbours that name something, below ``HERE``."""

HERE = "/api/v1/buildings/{slug}/neighbours/"
POST, COMMENT, PHOTO = (
    "posts/{post_id}/",
    "comments/{comment_id}/",
    "photos/{photo_id}/",
)
NOTICE, REPORT = "notices/{post_id}/", "reports/{complaint_id}/"
HOURS_POST = "hours/posts/{hours_post_id}/"
EXCHANGE = "hours/exchanges/{exchange_id}/"
MEDIATOR = "hours/mediators/{mediator_id}/"
DECIDE = "hours/disputes/{disputed_exchange_id}/decide/"
THING, ROOM = "lending/{thing_id}/", "rooms/{room_id}/"
BOOKING = "bookings/{booking_id}/"
ITEM = "bazaar/{bazaar_post_id}/"
SKILL = "skills/{skill_post_id}/"
