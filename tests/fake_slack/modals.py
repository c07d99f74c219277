"""Modals and the home tab: opening by trigger, updating by hash, the stack of three, publishing."""

import copy
import secrets

from tests.fake_slack.chat import with_ids
from tests.fake_slack.state import Json, Refused, Workspace
from tests.fake_slack.validation import check_view, live_pings

DEEPEST_STACK = 3


class Views:
    """The views that are open: stacks of modals by their root, and one home tab for each user."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self.stacks: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}

    def open(self, _space: Workspace, args: Json) -> Json:
        """views.open: a fresh stack, for a trigger id."""
        view = check_view(args.get("view"), kind="modal")
        trigger = self.space.spend_trigger(args.get("trigger_id"))
        shown = self._made(view, trigger.user)
        self.stacks[shown["id"]] = [shown]
        return self._answer(shown)

    def push(self, _space: Workspace, args: Json) -> Json:
        """views.push: onto the stack that the trigger came from, three views at most."""
        view = check_view(args.get("view"), kind="modal")
        trigger = self.space.spend_trigger(args.get("trigger_id"))
        stack = self.stacks.get(trigger.root or "")
        if stack is None:
            raise Refused("not_found")
        return self._answer(self.pushed(stack, view))

    def pushed(self, stack: list[Json], view: Json) -> Json:
        """Put a checked view on top of a stack."""
        if len(stack) >= DEEPEST_STACK:
            raise Refused("push_limit_reached")
        shown = self._made(view, stack[-1]["user"], root=stack[0]["id"], previous=stack[-1]["id"])
        stack.append(shown)
        return shown

    def update(self, _space: Workspace, args: Json) -> Json:
        """views.update by view_id or external_id; a stale hash is refused."""
        view = check_view(args.get("view"))
        shown = self.find(args.get("view_id"), args.get("external_id"))
        return self._answer(self.replaced(shown, view, args.get("hash")))

    def replaced(self, shown: Json, view: Json, expected: str | None = None) -> Json:
        """Put a checked view in the place of a shown one."""
        if expected and expected != shown["hash"]:
            raise Refused("hash_conflict")
        fresh = self._made(view, shown["user"], root=shown["root_view_id"], previous=shown["previous_view_id"])
        kept = {name: shown[name] for name in ("id", "root_view_id")}
        shown.clear()
        shown.update(fresh | kept)
        self.space.changed()
        return shown

    def publish(self, _space: Workspace, args: Json) -> Json:
        """views.publish: the home tab of a user."""
        view = check_view(args.get("view"), kind="home")
        user = str(args.get("user_id"))
        if user not in self.space.users:
            raise Refused("invalid_arguments")
        before = self.homes.get(user)
        if before and args.get("hash") and args["hash"] != before["hash"]:
            raise Refused("hash_conflict")
        self.homes[user] = self._made(view, user)
        return self._answer(self.homes[user])

    def find(self, view_id: object, external_id: object = None) -> Json:
        """An open view. Raises Refused("not_found")."""
        for view in self.all():
            if view_id == view["id"] or (external_id and external_id == view["external_id"]):
                return view
        raise Refused("not_found")

    def all(self) -> list[Json]:
        """Every open view, home tabs last."""
        return [view for stack in self.stacks.values() for view in stack] + list(self.homes.values())

    def top(self, user: str) -> Json | None:
        """The modal that a user sees, if any."""
        stacks = [stack for stack in self.stacks.values() if stack and stack[-1]["user"] == user]
        return copy.deepcopy(stacks[-1][-1]) if stacks else None

    def close(self, view: Json, *, whole_stack: bool = False) -> None:
        """Take a modal off its stack, or the whole stack away."""
        root = view["root_view_id"]
        stack = [] if whole_stack else [v for v in self.stacks.get(root, []) if v["id"] != view["id"]]
        if stack:
            self.stacks[root] = stack
        else:
            self.stacks.pop(root, None)
        self.space.changed()

    def _made(self, view: Json, user: str, *, root: str | None = None, previous: str | None = None) -> Json:
        external = view.get("external_id") or ""
        if external and any(v["external_id"] == external for v in self.all() if v["root_view_id"] != root):
            raise Refused("duplicate_external_id")
        name = self.space.serial("V")
        for token, at in live_pings("", view["blocks"]):
            self.space.problem(f"live mention {token} in a view at {at}")
        self.space.changed()
        return {
            "clear_on_close": False,
            "notify_on_close": False,
            "private_metadata": "",
            "callback_id": "",
            **copy.deepcopy(view),
            "external_id": external,
            "blocks": with_ids(self.space, view["blocks"]),
            "id": name,
            "user": user,
            "team_id": self.space.team_id,
            "app_id": self.space.app_id,
            "bot_id": self.space.bot_id,
            "hash": f"{self.space.now():.0f}.{secrets.token_hex(4)}",
            "root_view_id": root or name,
            "previous_view_id": previous,
            "state": {"values": {}},
        }

    def _answer(self, shown: Json) -> Json:
        return {"view": copy.deepcopy({key: value for key, value in shown.items() if key != "user"})}
