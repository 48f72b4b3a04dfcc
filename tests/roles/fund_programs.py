"""What a program gets of somebody's file in the fund: only the person's own, Omar's."""

from tests.roles.answers import signed_in

#: about oneself, whoever one is
SIGNED_IN = signed_in(200, anonymous=401)


def own(status):
    return signed_in(404, anonymous=401) | {"co_owner": status}
