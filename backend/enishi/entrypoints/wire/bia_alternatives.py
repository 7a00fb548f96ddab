"""Alternative suppliers for a BIA case: what a client asks, and what it is answered."""

from pydantic import BaseModel, Field

from enishi.entrypoints.wire.bia_answers import AlternativeOut, OutcomeOut
from enishi.entrypoints.wire.bia_filed import FiledCaseOut, case_out
from enishi.entrypoints.wire.bia_present import present_hazard, present_outcome
from enishi.entrypoints.wire.bia_written import option_body
from enishi.entrypoints.wire.body import Body
from enishi.entrypoints.wire.present import firm_brief
from enishi.services.bia.alternatives import Alternative, Alternatives, Taken


class AlternativesOut(BaseModel):
    """工程の代替先の候補。期待損失がよく減る順です。"""

    scenario_ref: str = Field(description="before・after の災害")
    need: str = Field(description="業務から書いた探しもの")
    items: list[AlternativeOut]


class TakeBody(Body):
    """見つかった企業を選択肢に加える。"""

    firm_ref: str = Field(examples=["F燕三条-02"])
    capability_ref: str | None = Field(None, description="使う能力。空なら探しものに最も合うもの")
    product_ref: str = Field(examples=["A"])
    covers: list[str] = Field([], description="任せる工程。空なら完成品の納入", examples=[["3"]])
    scenario_ref: str | None = Field(None, description="前後を比べる災害。空なら損失の大きいもの")


class TakenOut(BaseModel):
    """選択肢を加えた BIA と、その前後。"""

    filed: FiledCaseOut
    option_ref: str
    before: OutcomeOut
    after: OutcomeOut = Field(description="いまの準備の段階で")
    qualified: OutcomeOut = Field(description="認定したとき")
    sentence: str = Field(description="認定したとき、計画書がどう変わるか")


class CaseNeedBody(Body):
    """業務から書いた探しものを、掲示板に出す。"""

    product_ref: str = Field(examples=["A"])
    covers: list[str] = Field([], description="任せたい工程")
    is_anonymous: bool = Field(True, description="社名を会員にも伏せるか。弱みを知られないためです")


def alternatives_out(found: Alternatives) -> AlternativesOut:
    """Who could stand in."""
    return AlternativesOut(
        scenario_ref=found.scenario_ref,
        need=found.need.text,
        items=[_alternative(item) for item in found.items],
    )


def taken_out(taken: Taken) -> TakenOut:
    """A case with a found firm among its options."""
    alternative = taken.alternative
    return TakenOut(
        filed=case_out(taken.filed),
        option_ref=taken.option.ref,
        before=present_outcome(alternative.before),
        after=present_outcome(alternative.after),
        qualified=present_outcome(alternative.qualified),
        sentence=alternative.sentence,
    )


def _alternative(item: Alternative) -> AlternativeOut:
    return AlternativeOut(
        firm=firm_brief(item.match.firm),
        fit=item.match.fit,
        reasons=[reason.text for reason in item.match.reasons],
        option=option_body(item.draft.option),
        assumed=list(item.draft.assumed),
        hazard_independence=item.independence,
        exposures=[present_hazard(hazard) for hazard in item.hazards],
        before=present_outcome(item.before),
        after=present_outcome(item.after),
        qualified=present_outcome(item.qualified),
        loss_avoided=item.before.loss - item.after.loss,
        expected_loss_avoided=item.expected_loss_avoided,
        qualified_loss_avoided=item.qualified_loss_avoided,
        plan_sentence=item.sentence,
    )
