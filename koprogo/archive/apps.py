from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "koprogo.archive"
    label = "archive"

    def ready(self):
        from koprogo import slots
        from koprogo.archive.services import forget_archives

        slots.forgetting.append(forget_archives)
