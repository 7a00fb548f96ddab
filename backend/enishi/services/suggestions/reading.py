"""A firm's list of a week as the firm may read it now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from enishi.domain.access import Caller, as_member_of
from enishi.domain.disclosure import SEEKER, Disclosure, Visibility, disclosed_need
from enishi.domain.firm import Firm
from enishi.domain.iso_week import IsoWeek
from enishi.domain.japan_time import day_in_japan
from enishi.domain.need import Need
from enishi.domain.suggestion import (
    Suggestion,
    SuggestionAnswer,
    SuggestionGround,
    SuggestionPause,
    SuggestionRound,
)
from enishi.services.ports import UnitOfWork
from enishi.services.sight import Posting, postings_seen, seen_among
from enishi.services.suggestions.wording import (
    CHANGED,
    WITHHELD,
    SuggestionWords,
    in_english,
    in_japanese,
    source_mark,
)


@dataclass(frozen=True, slots=True)
class SeenSuggestion:
    """One suggestion with the firm and the need that it speaks of, as the viewer sees them."""

    suggestion: Suggestion
    firm: Firm
    disclosure: Disclosure  # of the firm, for the log of who read what
    need: Need | None
    answer: SuggestionAnswer | None


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """What one firm is suggested in one week."""

    week: IsoWeek
    made: SuggestionRound | None  # None: not made yet
    items: tuple[SeenSuggestion, ...]
    pause: SuggestionPause | None  # of the firm, if it pauses now


def list_of(work: UnitOfWork, firm_ref: str, week: IsoWeek, *, at: datetime) -> SuggestionList:
    """Return a firm's list, less the firms that hid or paused and the needs that went since."""
    found = work.suggestions.of_viewer(firm_ref, week)
    items = tuple(_still_seen(work, firm_ref, found, at))
    pause = work.suggestion_pauses.get(firm_ref)
    is_pausing = pause is not None and pause.holds_on(day_in_japan(at))
    made = work.suggestions.round_of(week)
    return SuggestionList(week, made, items, pause if is_pausing else None)


def mediated(
    work: UnitOfWork, found: SuggestionList, by: Caller
) -> tuple[SuggestionList, list[Posting]]:
    """Return a firm's list as a coordinator reads it, and the needs that it speaks of.

    A need that is kept back from coordinators, or whose it is, takes its suggestion along; where
    a part of it is, the sentences are not quoted.
    """
    refs = [item.need.ref for item in found.items if item.need is not None]
    postings = {
        posting.need.record.ref: posting
        for posting in postings_seen(work, work.needs.get_many(refs).values(), by)
        if posting.seeker is not None
    }
    items: list[SeenSuggestion] = []
    for item in found.items:
        if item.need is None:
            items.append(item)
        elif (posting := postings.get(item.need.ref)) is not None:
            items.append(_as_posted(item, item.need, posting))
    return replace(found, items=tuple(items)), list(postings.values())


def _as_posted(item: SeenSuggestion, need: Need, posting: Posting) -> SeenSuggestion:
    shown = disclosed_need(need, posting.disclosure, posting.audience)
    if shown == need:
        return item
    return replace(item, suggestion=_saying(item.suggestion, WITHHELD), need=shown)


def _still_seen(
    work: UnitOfWork, viewer_ref: str, suggestions: list[Suggestion], at: datetime
) -> Iterator[SeenSuggestion]:
    reader = as_member_of(viewer_ref)
    hidden = work.disclosures.of_firm(viewer_ref).hide_from
    hidden |= work.suggestion_pauses.holding(day_in_japan(at))
    refs = [item.shown_ref for item in suggestions if item.shown_ref not in hidden]
    firms = seen_among(work, work.firms.get_many(refs), reader)
    answers = work.suggestions.answers_to([item.ref for item in suggestions])
    for item in suggestions:
        seen = firms.get(item.shown_ref)
        need = _need(work, item)
        if seen is None or (need is None and item.need_ref is not None):
            continue
        shown = seen.shown
        yield SeenSuggestion(
            _quoting(item, shown, need), shown, seen.disclosure, need, answers.get(item.ref)
        )


def _need(work: UnitOfWork, item: Suggestion) -> Need | None:
    """Return the need as the viewer sees it, if it still says whose it is."""
    stored = work.needs.get(item.need_ref) if item.need_ref else None
    owner = item.viewer_ref if item.ground is SuggestionGround.OWN_NEED else item.shown_ref
    for posting in postings_seen(work, [stored] if stored else [], as_member_of(item.viewer_ref)):
        is_named = posting.disclosure.of(SEEKER) is Visibility.PUBLIC
        if posting.owner_ref == owner and (is_named or owner == item.viewer_ref):
            return posting.need.record
    return None


def _quoting(item: Suggestion, shown: Firm, need: Need | None) -> Suggestion:
    """Return the suggestion without sentences about what is not so, or not seen, any more."""
    if source_mark(shown, need) == item.source_mark:
        return item
    return _saying(item, CHANGED)


def _saying(item: Suggestion, words: SuggestionWords) -> Suggestion:
    return replace(
        item,
        why=in_japanese(words.why),
        missing=in_japanese(words.missing),
        why_en=in_english(words.why),
        missing_en=in_english(words.missing),
    )
