"""Who announced it: ministries, services and officials beside a word of saying; whose is never guessed silently."""

import datetime as dt

import pytest

from bot.reading import read

PUBLISHED = dt.date(2024, 7, 1)


@pytest.mark.parametrize(
    ("report", "announcer"),
    [
        ("Two Tu-142s flew north of Scotland on 3 May 2019, the Royal Navy said.", "Royal Navy"),
        ("The Royal Air Force said two Typhoons intercepted a Tu-142 off Scotland on 3 May 2019.", "RAF"),
        ("Two Tu-95s flew off Alaska on 3 May 2019, according to the U.S. Air Force.", "U.S. Air Force"),
        ("Finland's defence ministry suspects two Mi-8s violated its airspace near Kotka.", "Finnish Defence Ministry"),
        ("Tu-22M3s flew over the Black Sea, the defence ministry in Moscow said.", "Russian Defense Ministry"),
        ("Two J-16s entered Taiwan's ADIZ on Friday, Taiwan's military reported.", "Taiwan military"),
    ],
)
def test_bodies_that_say_so_are_the_announcers(report: str, announcer: str) -> None:
    assert announcer in read(report, PUBLISHED).incidents[0].reported_by


def test_a_ministry_without_a_state_is_taken_for_that_of_who_answered_and_marked() -> None:
    (draft,) = read(
        "Lithuanian jets met an Il-20 over the Baltic on 3 May 2019, the defence ministry said.", None
    ).incidents
    assert draft.reported_by == ["Lithuanian Defence Ministry"]
    (evidence,) = [one for one in draft.evidence if one.field == "reported_by[0]"]
    assert (evidence.words, evidence.guess) == ("defence ministry", True)


@pytest.mark.parametrize(
    "report",
    [
        "The Royal Navy frigate HMS Kent followed the Russian ship Kildin through the Channel on 3 May 2019.",
        "Norwegian F-16s and British Typhoons met a Tu-142 on 3 May 2019, the defence ministry said.",
        "Two Tu-95s flew off Alaska on 3 May 2019 and were met by U.S. Air Force F-22s.",
    ],
)
def test_who_acts_or_cannot_be_told_announces_nothing(report: str) -> None:
    assert read(report, PUBLISHED).incidents[0].reported_by == []


def test_the_mod_is_the_ministry_of_the_state_that_answered() -> None:
    (draft,) = read("Two RAF Typhoons met a Tu-142 off Shetland on 3 May 2019, the MoD confirmed.", None).incidents
    assert draft.reported_by == ["UK Ministry of Defence"]
    assert any(one.guess and one.words == "MoD" for one in draft.evidence)
    (other,) = read("Two Typhoons met a Tu-142 off Shetland on 3 May 2019, a new mod confirmed.", None).incidents
    assert other.reported_by == []


def test_who_only_speaks_of_the_state_of_the_world_announces_nothing() -> None:
    report = (
        "Two Tu-95s flew off Alaska on 3 May 2019, NORAD said.\n\n"
        '"Relations are in a poor state," a Kremlin spokesman said after the vote.'
    )
    assert read(report, PUBLISHED).incidents[0].reported_by == ["NORAD"]


def test_a_district_whose_radars_saw_it_did_not_announce_it() -> None:
    report = (
        "The Russian Defense Ministry said radars of the Western Military District had seen two B-52s over "
        "the Baltic Sea on "
        "3 May 2019, and a Su-27 was scrambled to meet them."
    )
    assert read(report, PUBLISHED).incidents[0].reported_by == ["Russian Defense Ministry"]
