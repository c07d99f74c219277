"""The ids that buttons carry and listeners answer to."""

UNDO = "record.undo"
SHOW_ALL = "answer.show_all"

# Answers: what to ask next, whether it was right, all of its records
ASK_1 = "answer.ask.1"
ASK_2 = "answer.ask.2"
ASK_3 = "answer.ask.3"
ASK_4 = "answer.ask.4"
ASK_5 = "answer.ask.5"
VERDICT = "answer.verdict"
PAGE_BACK = "pages.back"
PAGE_NEXT = "pages.next"
PAGES_FILE = "pages.file"

# The home tab, and a channel's settings
HOME_RUN = "home.run"
HOME_REFRESH = "home.refresh"
SETTINGS_OPEN = "settings.open"
SUBMIT_SETTINGS = "settings.changed"

# Draft cards
DRAFT_SAVE = "draft.save"
DRAFT_SAVE_AS_NEW = "draft.save_as_new"
DRAFT_SAVE_ALL = "draft.save_all"
DRAFT_ADD_SOURCE = "draft.add_source"
DRAFT_DISCARD = "draft.discard"
DRAFT_EDIT = "draft.edit"
DRAFT_WORDS = "draft.words"
DRAFT_OPEN = "draft.open"
DRAFT_APPLY = "draft.apply"

# Records
RECORD_EDIT = "record.edit"
RECORD_CONFIRM = "record.confirm"
RECORD_DISPUTE = "record.dispute"
RECORD_MORE = "record.more"
RECORD_RESTORE = "record.restore"
RECORD_UNMERGE = "record.unmerge"

# What is submitted in modals, and the shortcuts of a message
SUBMIT_EDIT = "record.edited"
SUBMIT_DRAFT = "draft.edited"
SUBMIT_CONFIRM = "record.confirmed"
SUBMIT_DISPUTE = "record.disputed"
SUBMIT_RETRACT = "record.retracted"
SUBMIT_MERGE = "record.merged"
SUBMIT_SHARE = "record.shared"
LOG_MESSAGE = "log_message"
CHECK_MESSAGE = "check_message"

DIGEST_CHANGE = "digest.change"
DIGEST_PAUSE = "digest.pause"
DIGEST_RESUME = "digest.resume"
DIGEST_STOP = "digest.stop"
SUBMIT_DIGEST = "digest.form"
DIGEST_NEW = "digest.new"
WATCH_NEW = "watch.new"
