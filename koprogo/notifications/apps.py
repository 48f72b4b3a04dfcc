from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "koprogo.notifications"
    label = "notifications"
