"""Scheduled work: digests on time, once, whatever crashed in the night; finished by another bot if one dies."""

from bot.jobs.engine import BEAT, DEAD_AFTER, Jobs, JobsError, pause_after
from bot.jobs.runs import Runs
from bot.jobs.standing import SettingsDigest, keep_in_step

__all__ = [
    "BEAT",
    "DEAD_AFTER",
    "Jobs",
    "JobsError",
    "Runs",
    "SettingsDigest",
    "keep_in_step",
    "pause_after",
]
