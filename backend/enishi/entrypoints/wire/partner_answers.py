"""What is answered about partners for joint development: with whom to meet."""

from pydantic import BaseModel, Field

from enishi.entrypoints.wire.answers import FirmBrief
from enishi.entrypoints.wire.joint_answers import JointDevelopmentOut


class PartnerFoundOut(BaseModel):
    """思いつかなかった相手。"""

    firm: FirmBrief
    is_other_cluster: bool | None
    joint: JointDevelopmentOut


class PartnerFoundPage(BaseModel):
    """思いつかなかった相手の一覧。探しものがなくても見られます。"""

    items: list[PartnerFoundOut]
    compared: int = Field(description="くらべた企業の数")
    known: int = Field(description="すでに関係があるので除いた企業の数")
    index_version: str
    model_version: str
    joint_version: str
