"""Who may see what, as it is sent and answered."""

from enum import StrEnum

from pydantic import Field

from enishi.domain.access import Audience
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.entrypoints.wire.body import Body


class VisibilityName(StrEnum):
    """public 公開 / members 会員まで / coordinators コーディネーターまで / private 自社だけ。"""

    PUBLIC = "public"
    MEMBERS = "members"
    COORDINATORS = "coordinators"
    PRIVATE = "private"

    @property
    def visibility(self) -> Visibility:
        """The domain's own."""
        return Visibility[self.name]


class AudienceName(StrEnum):
    """anyone だれでも / members 会員 / coordinators コーディネーター / owner 自社。"""

    ANYONE = "anyone"
    MEMBERS = "members"
    COORDINATORS = "coordinators"
    OWNER = "owner"

    @property
    def audience(self) -> Audience:
        """The domain's own."""
        return Audience[self.name]


class DisclosureBody(Body):
    """公開範囲の決めごと。送らなかった項目は公開です（連絡先と承継の予定は、コーディネーターまで）。"""

    listing: VisibilityName = Field(
        VisibilityName.PUBLIC, description="名前と、載っていること自体をだれに見せるか"
    )
    fields: dict[str, VisibilityName] = Field(
        {},
        description="項目ごとの公開範囲。能力は capabilities/<capability_ref>、その中の項目は"
        " capabilities/<capability_ref>/lead_time_days のように書きます",
        examples=[{"employees": "members", "capabilities/F001-1/capacity_per_month": "private"}],
    )
    hide_from: list[str] = Field(
        [],
        description="見せない相手（取引先・競合）の firm_ref。1社でもあると、サインインして"
        "いない人にも見せません",
        examples=[["F120"]],
    )

    @property
    def disclosure(self) -> Disclosure:
        """The domain's own; raises InvalidValueError."""
        return Disclosure(
            self.listing.visibility,
            {path: level.visibility for path, level in self.fields.items()},
            frozenset(self.hide_from),
        )


class DisclosureOut(DisclosureBody):
    """いまの公開範囲の決めごと。"""


def disclosure_out(disclosure: Disclosure) -> DisclosureOut:
    """What was decided."""
    return DisclosureOut(
        listing=VisibilityName[disclosure.listing.name],
        fields={path: VisibilityName[level.name] for path, level in disclosure.paths.items()},
        hide_from=sorted(disclosure.hide_from),
    )
