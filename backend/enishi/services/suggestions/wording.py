"""What a suggestion says: why this firm, and what is missing or not known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from enishi.domain.constraint import Outcome
from enishi.domain.firm import Firm
from enishi.domain.match import Match
from enishi.domain.need import Need
from enishi.domain.suggestion import SuggestionGround
from enishi.services.joint_development.knowledge import KnowledgeView
from enishi.services.joint_development.wording import joint_words
from enishi.services.search import SearchService
from enishi.services.suggestions.candidates import NeedAnswered, PairEvidence

# Sentences of a suggestion: it is one of five in a mail.
_REASONS = 3

Sentence = tuple[str, str]  # Japanese and English


@dataclass(frozen=True, slots=True)
class SuggestionWords:
    """The sentences of one suggestion, each in both languages."""

    why: tuple[Sentence, ...]
    missing: tuple[Sentence, ...] = ()


# Where a firm or a need is not any more what the sentences were written from.
CHANGED = SuggestionWords(
    (
        (
            "相手の登録内容が、この提案のあとで変わりました。企業のページで今の内容を確かめてください。",
            "Their entry has changed since this was suggested; see their page as it is now.",
        ),
    )
)
# Where the sentences speak of what the firm keeps from whoever reads its list with it.
WITHHELD = SuggestionWords(
    (
        (
            "理由には、この企業だけが見られる内容が含まれるため、表示していません。",
            "The reasons speak of what the firm keeps to itself, and are not shown.",
        ),
    )
)


@dataclass(frozen=True)
class SuggestionWriter:
    """Writes from one edition of the index, which has never known what its readers may not."""

    search: SearchService
    knowledge: KnowledgeView

    def words(self, viewer: str, shown: Firm, evidence: PairEvidence) -> SuggestionWords:
        """Return the sentences for what speaks for a pair."""
        if evidence.answered is not None:
            return self._of_need(evidence.ground, shown, evidence.answered)
        joint = self.knowledge.score(viewer, shown.ref)
        assert joint is not None
        said = joint_words(joint)
        return SuggestionWords(
            ((said.text, said.text_en),),
            (
                (
                    "共同開発の題材は、まだ決まっていません。",
                    "What to develop together is still to be found.",
                ),
            ),
        )

    def _of_need(
        self, ground: SuggestionGround, shown: Firm, answered: NeedAnswered
    ) -> SuggestionWords:
        need = answered.need
        match = self.search.explained(answered.query, self.knowledge.view, answered.candidate)
        if ground is SuggestionGround.OWN_NEED:
            lead = (
                f"探しもの「{need.title}」に合う可能性が{match.fit}相手です。",
                f"May answer what you look for: {need.title}.",
            )
        else:
            lead = (
                f"{shown.name}の探しもの「{need.title}」に、貴社が応えられる可能性があります。",
                f"You may be able to answer what {shown.name} looks for: {need.title}.",
            )
        reasons = [(reason.text, reason.text_en) for reason in match.reasons[:_REASONS]]
        return SuggestionWords((lead, *reasons), _missing(match))


def source_mark(shown: Firm, need: Need | None) -> str:
    """Return a digest of what the sentences are written from, as the viewer sees it."""
    return sha256(repr((shown, need)).encode()).hexdigest()[:16]


def in_japanese(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the Japanese of some sentences."""
    return tuple(japanese for japanese, _ in sentences)


def in_english(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the English of some sentences."""
    return tuple(english for _, english in sentences)


def _missing(match: Match) -> tuple[Sentence, ...]:
    def said(outcome: Outcome) -> Iterable[Sentence]:
        return ((v.text, v.text_en) for v in match.verdicts if v.outcome is outcome)

    return (*said(Outcome.NOT_MET), *said(Outcome.UNKNOWN))
