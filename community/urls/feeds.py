"""What calendars read; it stands outside of every building, and of the sign-in."""

from django.urls import path

from community.views import feeds

app_name = "feeds"
urlpatterns = [path("<str:feed_token>.ics", feeds.feed, name="feed")]
