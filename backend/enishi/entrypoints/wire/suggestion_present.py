"""The weekly suggestions and their audit as the API, the command line and agents answer them."""

from enishi.domain.exposure import ExposureAudit, ExposureGroup
from enishi.domain.suggestion import SuggestionPause, SuggestionRound
from enishi.entrypoints.wire import suggestion_answers as answers
from enishi.entrypoints.wire.introduction_answers import SentenceOut
from enishi.entrypoints.wire.introduction_present import introduction_out
from enishi.entrypoints.wire.present import firm_brief
from enishi.services.suggestions.answering import SuggestionAnswerResult
from enishi.services.suggestions.reading import SeenSuggestion, SuggestionList


def suggestion_out(seen: SeenSuggestion) -> answers.SuggestionOut:
    """Return one place of a list."""
    item, need = seen.suggestion, seen.need
    return answers.SuggestionOut(
        suggestion_ref=item.ref,
        place=item.place,
        firm=firm_brief(seen.firm),
        ground=item.ground,
        ground_label=item.ground.label,
        purpose=item.purpose,
        need_id=str(need.id) if need else None,
        need_title=need.title if need else None,
        is_other_cluster=item.is_other_cluster,
        is_trial=item.is_trial,
        why=list(item.why),
        missing=list(item.missing),
        why_en=list(item.why_en),
        missing_en=list(item.missing_en),
        answer=seen.answer.answer if seen.answer else None,
    )


def suggestions_out(found: SuggestionList) -> answers.SuggestionPage:
    """Return a firm's list with the versions that it came from."""
    made, pause = found.made, found.pause
    versions = made.versions if made else None
    return answers.SuggestionPage(
        week=str(found.week),
        made_at=made.made_at if made else None,
        items=[suggestion_out(item) for item in found.items],
        index_version=versions and versions.index_version,
        model_version=versions and versions.model_version,
        ranker_version=versions and versions.ranker_version,
        joint_version=versions and versions.joint_version,
        allocation_version=versions and versions.allocation_version,
        is_paused=pause is not None,
        paused_until=pause.until if pause else None,
    )


def response_out(result: SuggestionAnswerResult) -> answers.SuggestionResponseAnswer:
    """Return an answer and what it led to."""
    given, case, waiting = result.answer, result.introduction, result.waiting
    return answers.SuggestionResponseAnswer(
        suggestion_ref=given.suggestion_ref,
        answer=given.answer,
        reason=given.reason,
        answered_at=given.at,
        introduction=introduction_out(case) if case else None,
        waiting=SentenceOut(text=waiting[0], text_en=waiting[1]) if waiting else None,
    )


def pause_out(pause: SuggestionPause | None) -> answers.SuggestionPauseOut:
    """Return whether a firm pauses."""
    return answers.SuggestionPauseOut(
        is_paused=pause is not None, until=pause.until if pause else None
    )


def round_out(made: SuggestionRound) -> answers.SuggestionRoundOut:
    """Return how a week was made."""
    return answers.SuggestionRoundOut(
        week=str(made.week),
        made_at=made.made_at,
        firms=made.firms,
        is_fallback=made.is_fallback,
        index_version=made.versions.index_version,
        model_version=made.versions.model_version,
        ranker_version=made.versions.ranker_version,
        joint_version=made.versions.joint_version,
        allocation_version=made.versions.allocation_version,
    )


def exposure_out(audit: ExposureAudit) -> answers.ExposureAuditOut:
    """Return the audit of a week."""
    spread, naive = audit.spread, audit.naive
    return answers.ExposureAuditOut(
        week=str(audit.week),
        made_at=audit.made_at,
        firms=audit.firms,
        viewers=audit.viewers,
        suggestions=audit.suggestions,
        gini=spread.gini,
        zero_share=spread.zero_share,
        most_shown=spread.most_shown,
        other_cluster_share=audit.other_cluster_share,
        trials=audit.trials,
        groups=[_group_out(group) for group in audit.groups],
        loads=[
            answers.ExposureLoadOut(times=times, firms=firms)
            for times, firms in audit.loads.items()
        ],
        naive_gini=naive.gini if naive else None,
        naive_zero_share=naive.zero_share if naive else None,
        naive_most_shown=naive.most_shown if naive else None,
        is_fallback=audit.is_fallback,
        text=audit.text,
        text_en=audit.text_en,
        allocation_version=audit.allocation_version,
    )


def _group_out(group: ExposureGroup) -> answers.ExposureGroupOut:
    return answers.ExposureGroupOut(
        name=group.name,
        label=group.name.label,
        firms=group.firms,
        shown=group.shown,
        mean=group.mean,
        zero_share=group.zero_share,
    )
