"""The school's own words: added, renamed, archived, ordered; never lost where they are used."""

from __future__ import annotations

from datetime import date

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.records.incident import Incident, RiskArea, Whereabouts, risk_area_of
from esafety_desk.services import checking, keeping, wording_lists
from esafety_desk.services import school as schools
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit

PLATFORMS = "platforms"


def codes(work: Work, vocabulary: str = PLATFORMS) -> list[str]:
    return [word.code for word in wording_lists.words_of(work.desk, vocabulary)]


def an_incident(work: Work, kind: str = "conduct.online-bullying", platform: str = "whatsapp") -> Incident:
    made = Incident(
        kind=kind,
        summary="Unkind messages",
        whereabouts=Whereabouts.IN_SCHOOL,
        reported_on=date(2026, 11, 18),
        platforms=(platform,),
    )
    return keeping.save(work, made).record


def test_added_word_stands_last_and_is_offered(work: Work) -> None:
    wording_lists.add(work, PLATFORMS, "  Bluesky ")
    assert codes(work)[-1] == "bluesky"
    assert schools.words(work.desk).label(PLATFORMS, "bluesky") == "Bluesky"


def test_new_incident_type_belongs_to_the_risk_area_chosen(work: Work) -> None:
    wording_lists.add(work, "incident-types", "Fake friend request", RiskArea.CONTACT)
    assert risk_area_of(codes(work, "incident-types")[-1]) is RiskArea.CONTACT


def test_rename_keeps_the_code_so_that_records_follow(work: Work) -> None:
    kept = an_incident(work)
    wording_lists.rename(work, PLATFORMS, "whatsapp", "WhatsApp groups")
    again = keeping.load(work, "incidents", kept.id or 0)
    assert isinstance(again, Incident)
    assert again.platforms == ("whatsapp",)
    assert schools.words(work.desk).label(PLATFORMS, "whatsapp") == "WhatsApp groups"


def test_renamed_type_of_an_image_keeps_its_hard_stop_code(work: Work) -> None:
    wording_lists.rename(work, "incident-types", "conduct.ai-made-image", "Deepfake")
    assert "conduct.ai-made-image" in codes(work, "incident-types")


def test_archived_word_is_no_longer_offered_but_still_read(work: Work) -> None:
    an_incident(work)
    wording_lists.archive(work, PLATFORMS, "whatsapp")
    words = schools.words(work.desk)
    assert "whatsapp" not in [word.code for word in words.of(PLATFORMS)]
    assert words.label(PLATFORMS, "whatsapp") == "WhatsApp"
    wording_lists.archive(work, PLATFORMS, "whatsapp", archived=False)
    assert "whatsapp" in [word.code for word in schools.words(work.desk).of(PLATFORMS)]


def test_uses_are_counted_in_single_words_and_in_lists(work: Work) -> None:
    an_incident(work)
    an_incident(work, platform="tiktok")
    uses = {w.code: w.uses for w in wording_lists.words_of(work.desk, PLATFORMS)}
    assert (uses["whatsapp"], uses["tiktok"], uses["discord"]) == (1, 1, 0)
    kinds = {w.code: w.uses for w in wording_lists.words_of(work.desk, "incident-types")}
    assert kinds["conduct.online-bullying"] == 2


def test_words_are_put_into_another_order(work: Work) -> None:
    before = codes(work)
    wording_lists.move(work, PLATFORMS, before[1], -1)
    assert codes(work)[:2] == [before[1], before[0]]
    wording_lists.move(work, PLATFORMS, before[1], -1)
    assert codes(work)[0] == before[1]


@pytest.mark.parametrize("label", ["whatsapp", "WHATSAPP ", "WhatsApp"])
def test_word_that_is_there_already_is_refused(work: Work, label: str) -> None:
    with pytest.raises(KnownError, match="in the list already"):
        wording_lists.add(work, PLATFORMS, label)


@pytest.mark.parametrize(("label", "said"), [("  ", "Type the word"), ("x" * 81, "too long")])
def test_empty_or_endless_word_is_refused(work: Work, label: str, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        wording_lists.rename(work, PLATFORMS, "tiktok", label)


def test_last_word_on_offer_cannot_be_archived(work: Work) -> None:
    *others, last = codes(work, "policies")
    for code in others:
        wording_lists.archive(work, "policies", code)
    with pytest.raises(KnownError, match="last word"):
        wording_lists.archive(work, "policies", last)


def test_freed_label_gets_a_code_of_its_own(work: Work) -> None:
    wording_lists.rename(work, PLATFORMS, "discord", "Discord servers")
    wording_lists.add(work, PLATFORMS, "Discord")
    assert codes(work)[-1] == "discord-2"


def test_every_change_is_audited_and_the_desk_stays_sound(work: Work) -> None:
    wording_lists.add(work, PLATFORMS, "Bluesky")
    wording_lists.rename(work, PLATFORMS, "bluesky", "Blue sky")
    wording_lists.archive(work, PLATFORMS, "bluesky")
    wording_lists.move(work, PLATFORMS, "bluesky", -1)
    with work.desk.reading() as connection:
        verbs = [line.verb for line in audit.lines(connection, PLATFORMS)]
    assert verbs == ["word added", "word renamed", "word archived", "word moved"]
    assert checking.check(work.desk).is_sound
