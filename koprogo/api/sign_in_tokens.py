"""The access and refresh tokens of a sign-in: allauth's, but they name the person by uuid.

allauth writes the primary key into ``sub``, and has no hook for another. A token of
that kind, from before, is refused.
"""

from allauth.core.internal.httpkit import get_authorization_credential
from allauth.core.internal.sessionkit import get_session_user
from allauth.headless import app_settings
from allauth.headless.tokens.strategies.jwt import JWTTokenStrategy, internal

ACCESS, REFRESH = "access", "refresh"


class TokenStrategy(JWTTokenStrategy):
    def create_access_token(self, request):
        return _access_token(request.user, request.session)

    def create_access_token_payload(self, request):
        return {
            "access_token": self.create_access_token(request),
            "refresh_token": _refresh_token(request.user, request.session),
        }

    def refresh_token(self, refresh_token):
        """Return an access and a refresh token for one that was not used yet."""
        found = read_token(refresh_token, use=REFRESH)
        if found is None:
            return None
        user, session, claims = found
        if claims["jti"] not in internal.get_refresh_token_state(session):
            return None
        internal.invalidate_refresh_token(session, claims)
        tokens = _access_token(user, session), _refresh_token(user, session)
        session.save()
        return tokens

    def _get_access_token(self, request):
        secret = get_authorization_credential(request, "Bearer")
        found = read_token(secret or "", use=ACCESS)
        return found and found[2]


def read_token(token: str, *, use: str):
    """Return (person, session, claims) of a token that is valid for this use, or None.

    Its session must be there still, and be the person's of the token.
    """
    claims = internal.decode_token(token, use)
    session = internal.get_token_session(claims) if claims else None
    user = get_session_user(session) if session else None
    if user is None or claims["sub"] != str(user.uuid):
        return None
    return user, session, claims


def _access_token(user, session) -> str:
    lifetime = app_settings.JWT_ACCESS_TOKEN_EXPIRES_IN
    return _sign(ACCESS, user, session, lifetime)[0]


def _refresh_token(user, session) -> str:
    """Return one more refresh token; the session knows those that were not used yet."""
    lifetime = app_settings.JWT_REFRESH_TOKEN_EXPIRES_IN
    token, claims = _sign(REFRESH, user, session, lifetime)
    internal.get_refresh_token_state(session)[claims["jti"]] = claims["exp"]
    return token


def _sign(use, user, session, lifetime):
    sid = internal.session_key_to_sid(session.session_key)
    return internal.create_token(use, sub=str(user.uuid), sid=sid, expires_in=lifetime)
