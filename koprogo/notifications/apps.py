from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "koprogo.notifications"
    label = "notifications"

    def ready(self):
        from koprogo import slots
        from koprogo.notifications.forgetting import forget_messages

        slots.forgetting.append(forget_messages)
