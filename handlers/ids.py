"""The ids that buttons carry and listeners answer to."""

UNDO = "record.undo"
SHOW_ALL = "answer.show_all"
