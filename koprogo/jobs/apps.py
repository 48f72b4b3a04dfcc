from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "koprogo.jobs"
    label = "jobs"

    def ready(self):
        # Without our Celery application a web process would publish to nobody.
        import koprogo.celery  # noqa: F401
