"""Turns what a firm missed into wire bodies; decides nothing."""

from enishi.domain.advice import condition_words
from enishi.entrypoints.wire.overlooked_answers import AdviceOut, NearMissOut, OverlookedOut
from enishi.services.overlooked import Overlooked


def overlooked_out(found: Overlooked) -> OverlookedOut:
    """Return the whole page."""
    searches, shown = found.searches, found.shown
    times = shown.times
    return OverlookedOut(
        firm_ref=found.firm.ref,
        since=str(found.since),
        until=str(found.until),
        searches=searches.appeared,
        near_searches=searches.near,
        shown=times,
        shown_median=shown.median,
        answers={answer.value: count for answer, count in sorted(shown.answers.items())},
        near_misses=_near_misses(found),
        advice=[
            AdviceOut(text=item.text, text_en=item.text_en, gain=item.gain, field=item.field)
            for item in found.advice
        ],
        text=f"この4週間に、{searches.appeared}件の検索に出て、条件が一つ足りずに"
        f"{searches.near}件で外れるか下がりました。週の提案では{times}回見せられました。",
        text_en=f"In four weeks {searches.appeared} searches found the firm, {searches.near} "
        f"missed one condition, and it was suggested {times} times.",
    )


def _near_misses(found: Overlooked) -> list[NearMissOut]:
    told = []
    for item in found.searches.missed:
        missing, missing_en = condition_words(item.missing)
        told.append(
            NearMissOut(
                kind="search",
                missing=missing,
                missing_en=missing_en,
                times=item.times,
                asked_for=list(item.asked_for),
                need_id=None,
                need_title=None,
            )
        )
    for missed in found.needs:
        missing, missing_en = condition_words(missed.missing)
        need = missed.posting.need.record
        told.append(
            NearMissOut(
                kind="need",
                missing=missing,
                missing_en=missing_en,
                times=1,
                asked_for=list(missed.asked_for),
                need_id=str(need.id),
                need_title=need.title,
            )
        )
    return told
