"""The three steps of a file upload: announce, send the bytes, complete into a conversation."""

from tests.fake_slack.chat import composed, thread_parent
from tests.fake_slack.state import Json, Refused, Upload, Workspace
from tests.fake_slack.validation import loaded


def announce(space: Workspace, args: Json) -> Json:
    """files.getUploadURLExternal."""
    try:
        length = int(args.get("length") or 0)
    except ValueError:
        raise Refused("invalid_arguments") from None
    if not args.get("filename") or length <= 0:
        raise Refused("invalid_arguments")
    upload = Upload(space.serial("F"), str(args["filename"]), length, alt_text=str(args.get("alt_txt") or ""))
    space.files[upload.id] = upload
    return {"upload_url": f"{space.base_url}/upload/v1/{space.team_id}/{upload.id}", "file_id": upload.id}


def receive(space: Workspace, file_id: str, content: bytes) -> None:
    """The bytes of an announced file. Raises Refused where they are not the announced ones."""
    upload = space.files.get(file_id)
    if upload is None:
        raise Refused("file_not_found")
    if len(content) != upload.length:
        raise Refused("length_mismatch")
    upload.content = content


def complete(space: Workspace, args: Json) -> Json:
    """files.completeUploadExternal: shares the files as one message, in a thread if told so."""
    listed = loaded(args.get("files") or [], "invalid_arguments")
    if not isinstance(listed, list) or not listed:
        raise Refused("invalid_arguments")
    uploads = []
    for entry in listed:
        upload = space.files.get(str(entry.get("id")))
        if upload is None or upload.content is None:
            raise Refused("file_not_found")
        upload.title, upload.channel = str(entry.get("title") or upload.name), args.get("channel_id")
        uploads.append(upload)
    shown = [describe(upload) for upload in uploads]
    if args.get("channel_id"):
        channel = space.channel(args["channel_id"])
        if not channel.member:
            raise Refused("not_in_channel")
        fields = composed(space, channel, {"text": args["initial_comment"]}) if args.get("initial_comment") else {}
        thread = thread_parent(space, channel, args.get("thread_ts"))
        space.keep(channel, space.bot_message(**({"text": ""} | fields), files=shown, **thread))
        for upload in uploads:
            upload.shared = True
    return {"files": shown}


def describe(upload: Upload) -> Json:
    """A file object; its mimetype is not known yet right after the upload, as at Slack."""
    return {
        "id": upload.id,
        "name": upload.name,
        "title": upload.title,
        "alt_txt": upload.alt_text,
        "mimetype": "",
    }


def info(space: Workspace, args: Json) -> Json:
    """files.info."""
    upload = space.files.get(str(args.get("file")))
    if upload is None:
        raise Refused("file_not_found")
    return {"file": describe(upload)}
