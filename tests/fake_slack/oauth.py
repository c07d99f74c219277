"""Installing the app: what a person approves, the code that comes of it, tokens that expire and are refreshed once."""

import base64
import binascii
import math
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.fake_slack.state import Json, Refused, Workspace

ACCESS = "oauth.v2.access"
LIFE = 12 * 60 * 60
CODE_LIFE = 10 * 60


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody approved: where, by whom, and the address that the code was sent to."""

    space: Workspace
    user: str
    redirect_uri: str
    born: float


class OAuth:
    """The app's client id and secret, the codes that wait to be exchanged, and the refresh tokens that are good."""

    def __init__(self, *, rotation: bool = True) -> None:
        self.client_id, self.client_secret = "4242.4711", secrets.token_hex(16)
        self.rotation = rotation
        self._codes: dict[str, Grant] = {}
        self._refresh: dict[str, Workspace] = {}

    def approve(self, space: Workspace, url: str, *, user: str, refused: frozenset[str] = frozenset()) -> str:
        """A person allows what an authorize address asks for, but `refused` scopes; gives where Slack sends them.

        Raises ValueError where Slack would show an error page instead.
        """
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        if asked.get("client_id") != self.client_id:
            raise ValueError("Slack knows no app of that client id.")
        if not asked.get("scope") or not asked.get("redirect_uri"):
            raise ValueError("Slack needs scopes and a redirect address.")
        space.scopes = set(asked["scope"].split(",")) - refused
        code = secrets.token_hex(12)
        self._codes[code] = Grant(space, user, asked["redirect_uri"], space.now())
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    def access(self, args: Json, authorization: str) -> Json:
        """oauth.v2.access: a code, or a refresh token, for tokens. Each is good once. Raises Refused."""
        client = _basic(authorization) or (str(args.get("client_id", "")), str(args.get("client_secret", "")))
        if client[0] != self.client_id:
            raise Refused("invalid_client_id")
        if client[1] != self.client_secret:
            raise Refused("bad_client_secret")
        if args.get("grant_type") == "refresh_token":
            space = self._refresh.pop(str(args.get("refresh_token")), None)
            if space is None:
                raise Refused("invalid_refresh_token")
            return self._tokens(space)
        grant = self._codes.pop(str(args.get("code")), None)
        if grant is None or grant.space.now() - grant.born > CODE_LIFE:
            raise Refused("invalid_code")
        if args.get("redirect_uri") != grant.redirect_uri:
            raise Refused("bad_redirect_uri")
        return self._tokens(grant.space) | {"authed_user": {"id": grant.user}}

    def revoke(self, space: Workspace) -> None:
        """The app is removed from a workspace: none of its tokens is good any more."""
        space.tokens = dict.fromkeys(space.tokens, -math.inf)
        self._refresh = {token: at for token, at in self._refresh.items() if at is not space}

    def _tokens(self, space: Workspace) -> Json:
        rotating: Json = {}
        token = f"xoxb-{space.team_id}-{secrets.token_hex(12)}"
        if self.rotation:
            token, refresh = f"xoxe.{token}", f"xoxe-1-{space.team_id}-{secrets.token_hex(16)}"
            self._refresh[refresh] = space
            rotating = {"refresh_token": refresh, "expires_in": LIFE}
        space.bot_token = token
        space.tokens[token] = space.now() + LIFE if self.rotation else math.inf
        return {
            "app_id": space.app_id,
            "access_token": token,
            "token_type": "bot",
            "scope": ",".join(sorted(space.scopes)),
            "bot_user_id": space.bot_user_id,
            "team": {"id": space.team_id, "name": space.team_domain},
            "enterprise": {"id": space.enterprise, "name": "Wire Group"} if space.enterprise else None,
            "is_enterprise_install": space.org_wide,
            "authed_user": {},
            **rotating,
        }


def _basic(authorization: str) -> tuple[str, str] | None:
    kind, _, encoded = authorization.partition(" ")
    if kind != "Basic":
        return None
    try:
        name, _, secret = base64.b64decode(encoded).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise Refused("invalid_client_id") from None
    return name, secret
