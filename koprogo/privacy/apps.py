from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "koprogo.privacy"
    label = "privacy"

    def ready(self):
        from koprogo import slots
        from koprogo.accounts import privacy as accounts
        from koprogo.api import privacy as api
        from koprogo.audit import privacy as audit
        from koprogo.privacy import copies, retention, sealed

        slots.personal_data += [
            accounts.DATA,
            api.DATA,
            audit.DATA,
            copies.DATA,
        ]
        slots.forgetting += [
            retention.end_sessions,
            retention.forget_jobs,
            copies.forget_old,
        ]
        slots.encryption_renewals.append(sealed.renew_encryption)
