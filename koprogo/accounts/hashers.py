from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with 46 MiB, one pass, one lane (OWASP's first choice).

    Django's 100 MiB times four threads does not fit a small web process.
    """

    memory_cost = 46 * 1024
    time_cost = 1
    parallelism = 1
