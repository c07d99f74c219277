"""The settings of a channel: as a page with a button, and as the modal that changes them."""

from bot.configuring import SETTINGS
from handlers import ids
from handlers.views.blocks import Block, Message, actions, button, context, message, safe, section
from handlers.views.fields import choice_field, text_field
from handlers.views.modal import modal
from store.channels import ChannelSettings

SWITCH = (("on", "On"), ("off", "Off"))
CHOICES = {
    "autosave": SWITCH,
    "reading": SWITCH,
    "quiet": SWITCH,
    "reply": (("thread", "Into the thread"), ("channel", "Into the channel")),
    "dates": (("auto", "As the report tells"), ("dmy", "Day first"), ("mdy", "Month first")),
}


def settings_page(settings: ChannelSettings, *, zone: str) -> Message:
    """What is set in a channel, with the command that changes each; `zone` is the desk's own time zone."""
    rows = [(one, _said(one.say(settings), zone)) for one in SETTINGS]
    intro = "How I behave in this channel:"
    text = [intro, *(f"{one.title}: {safe(said)} ({one.means}; {one.takes})" for one, said in rows)]
    shown = [f"*{one.title}:* {safe(said)} · {one.means}" for one, said in rows]
    how = "By command: `/intercept settings zone Europe/London`, " + ", ".join(f"`{one.word}`" for one, _ in rows)
    change = button("Change", ids.SETTINGS_OPEN, hint="Change the settings of this channel")
    return message("\n".join(text), [section("\n".join([intro, *shown])), context(how), actions(change)])


def settings_form(settings: ChannelSettings) -> Block:
    """The modal with a field for each setting; the field's name is the word of the setting."""
    fields = []
    for one in SETTINGS:
        value = one.say(settings)
        if one.word in CHOICES:
            fields.append(choice_field(one.word, one.title, CHOICES[one.word], value))
        else:
            shown = "" if value == "none" else value
            fields.append(text_field(one.word, one.title, shown, hint=one.takes.replace("`", "")))
    return modal("Settings of the channel", fields, submit="Save", callback_id=ids.SUBMIT_SETTINGS)


def _said(value: str, zone: str) -> str:
    return value or f"{zone}, the desk's own"
