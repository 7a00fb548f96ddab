"""Joint development as the API and the agents answer it."""

from enishi.domain.joint_development import JointDevelopment, KnowledgeOverlap
from enishi.entrypoints.wire import joint_answers as answers
from enishi.services.joint_development.wording import joint_words, percent

# Of points and stocks that are shown: finer digits are the noise of sums of floats.
_DIGITS = 2


def joint_out(found: JointDevelopment) -> answers.JointDevelopmentOut:
    """Return the figures and the words of two firms."""
    words = joint_words(found)
    return answers.JointDevelopmentOut(
        size_neutral=round(found.size_neutral, _DIGITS),
        score=round(found.score, _DIGITS),
        aim_percent=percent(found.setting.theta),
        own_percent=percent(found.own_share),
        partner_percent=percent(found.partner_share),
        has_contact=found.has_contact,
        text=words.text,
        text_en=words.text_en,
        shared=[concept.name for concept in found.shared],
        only_partner=[concept.name for concept in found.only_partner],
        only_own=[concept.name for concept in found.only_own],
        bases=[_share_out(item) for item in found.overlaps],
        forecast=[
            answers.ForecastPointOut(
                meetings=point.meetings, score=round(point.size_neutral, _DIGITS)
            )
            for point in found.forecast()
        ],
        forecast_text=words.forecast,
        forecast_text_en=words.forecast_en,
        joint_version=found.setting.version,
    )


def _share_out(item: KnowledgeOverlap) -> answers.KnowledgeShareOut:
    return answers.KnowledgeShareOut(
        basis=item.basis.value,
        common=round(item.common, _DIGITS),
        own=round(item.own, _DIGITS),
        partner=round(item.partner, _DIGITS),
        own_percent=percent(item.own_share),
        partner_percent=percent(item.partner_share),
    )
