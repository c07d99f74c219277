"""The main flows once more, as where many newsrooms are served: signed HTTP requests, and PostgreSQL beneath."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import running
from bot.manifest import EVENTS_PATH
from tests.fake_slack import FakeSlack
from tests.handlers import test_answers as answers
from tests.handlers import test_capture as capture
from tests.handlers import test_delivery as delivery
from tests.handlers import test_home as home
from tests.handlers import test_records as records
from tests.handlers import test_settings as settings
from tests.handlers import test_sources as sources
from tests.handlers.conftest import AT_ONCE, settings_for, since_noon

pytestmark = pytest.mark.parametrize("store_url", ["postgres"], indirect=True)


@pytest.fixture
async def newsroom(slack: FakeSlack, store_url: str, tmp_path: Path) -> AsyncIterator[FakeSlack]:
    """The stand-in with the bot listening, over signed HTTP."""
    given = settings_for(slack, tmp_path, slack_mode="http", database_url=store_url)
    async with running(given, clock=since_noon, pace=AT_ONCE) as port:
        slack.transport, slack.http_target = "http", f"http://127.0.0.1:{port}{EVENTS_PATH}"
        yield slack


test_a_report_is_drafted_and_saved = capture.test_a_report_is_a_draft_until_somebody_saves_it
test_two_who_save_make_one_record = capture.test_two_who_press_save_at_once_make_one_record
test_a_clear_report_is_saved_at_once = (
    capture.test_a_clear_report_is_saved_at_once_where_the_channel_wants_that_and_can_be_undone
)
test_a_draft_is_edited = capture.test_a_draft_is_edited_before_it_is_saved_and_errors_stand_beside_their_field
test_a_record_is_edited = records.test_a_record_is_edited_in_place_and_its_thread_says_what_changed
test_who_saves_second_is_warned = records.test_who_saves_second_sees_what_changed_and_can_save_over_it
test_a_modal_submitted_twice = records.test_a_modal_submitted_twice_changes_a_record_once
test_a_record_is_confirmed_and_so_on = records.test_a_record_is_confirmed_disputed_retracted_and_restored_with_buttons
test_two_records_are_merged_and_unmerged = records.test_two_records_of_one_event_are_merged_and_the_merge_is_undone
test_a_private_record_is_shared = records.test_a_record_of_a_private_channel_is_shared_knowingly
test_only_members_may_edit = records.test_only_those_may_edit_whom_the_channel_names_also_when_the_modal_is_sent
test_an_edited_source_is_proposed = sources.test_an_edited_source_proposes_a_revision_to_be_applied
test_a_deleted_source_is_noted = sources.test_a_deleted_source_is_noted_on_its_record_and_told_once
test_redeliveries_are_answered_once = (
    delivery.test_three_redeliveries_and_eleven_under_other_event_ids_are_answered_once
)
test_settings_by_modal = settings.test_the_modal_says_what_is_wrong_beside_the_field_and_saves_what_is_right
test_a_button_leans_on_its_answer = answers.test_a_button_asks_what_it_says_and_leans_on_the_question_of_its_answer
test_the_home_tab = home.test_the_home_tab_shows_what_is_new_and_what_needs_somebody
