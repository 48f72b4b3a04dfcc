from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "koprogo.accounts"
    label = "accounts"

    def ready(self):
        from allauth.account import signals as account
        from allauth.mfa import signals as mfa

        from koprogo import slots
        from koprogo.accounts import receivers, second_factor, services

        slots.home_notices.register(second_factor.notices)
        slots.encryption_renewals.append(services.renew_encryption)
        mfa.authenticator_removed.connect(receivers.second_factor_removed)
        for signal in (
            account.password_changed,
            account.password_set,
            account.password_reset,
        ):
            signal.connect(receivers.password_renewed)
