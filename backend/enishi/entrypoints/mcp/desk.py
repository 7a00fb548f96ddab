"""The tools that agents use. They translate, and decide nothing, as every door."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from pydantic import Field

from enishi.bootstrap import Application
from enishi.domain.access import Caller
from enishi.domain.constraint import Constraints
from enishi.domain.errors import InvalidValueError
from enishi.domain.iso_week import IsoWeek
from enishi.domain.need import NeedKind
from enishi.domain.query import Query
from enishi.entrypoints.mcp.answers import (
    FirmsForNeed,
    FoundFirms,
    IntroductionStatus,
    IntroductionStatuses,
    NetworkHealth,
    PartnersForFirm,
    SuggestionsForFirm,
    read_off,
)
from enishi.entrypoints.wire.answers import FirmOut
from enishi.entrypoints.wire.bodies import ConstraintsBody
from enishi.entrypoints.wire.introduction_present import introduction_out
from enishi.entrypoints.wire.network_present import fixation_out
from enishi.entrypoints.wire.overlooked_answers import OverlookedOut
from enishi.entrypoints.wire.overlooked_present import overlooked_out
from enishi.entrypoints.wire.partner_present import partners_out
from enishi.entrypoints.wire.present import firm_out, need_matches, search_answer
from enishi.entrypoints.wire.renaming import renaming
from enishi.entrypoints.wire.suggestion_present import suggestions_out
from enishi.services.records import constraints_of

# What fits into a conversation; whoever wants more asks the API.
MOST_FIRMS = 10
MOST_CASES = 20

Asking = Context[Any, Any]
Few = Annotated[int, Field(ge=1, le=MOST_FIRMS, description=f"件数（{MOST_FIRMS}まで）")]


@dataclass(frozen=True)
class Desk:
    """Answers agents under the rights of whoever they ask for.

    `caller` tells who that is at each call, so that a key that is revoked opens nothing from
    then on; `prepare` has the index at its newest where nothing else follows it.
    """

    application: Callable[[], Application]
    caller: Callable[[Asking], Caller]
    prepare: Callable[[], None] = lambda: None

    def find_firms(
        self,
        ctx: Asking,
        text: Annotated[
            str,
            Field(
                description="探したいことを、ふつうの日本語の文で",
                examples=["塩水で錆びない取っ手を200個、削り出せるところ"],
            ),
        ],
        purpose: Annotated[
            NeedKind,
            Field(
                description="sourcing 調達 / joint_development 共同開発 / "
                "equipment_sharing 設備の共用 / alternative_sourcing 代替調達"
            ),
        ] = NeedKind.SOURCING,
        conditions: Annotated[
            ConstraintsBody | None, Field(description="満たしてほしい条件（認証・納期・個数など）")
        ] = None,
        limit: Few = 5,
    ) -> FoundFirms:
        """探したいことを文で伝えると、できる企業を理由と条件の判定つきで返します。

        点数はありません。reasons と constraints の文を、人にそのまま見せてください。
        Finds manufacturers for a need written in plain Japanese, with reasons.
        """
        by = self.caller(ctx)
        self.prepare()
        with renaming({"q": "text"}):
            asked = Query(text, purpose, constraints=_constraints(conditions))
            result = self.application().search.search(asked, limit=limit, by=by)
        return read_off(search_answer(result, explain=False), FoundFirms)

    def describe_firm(
        self,
        ctx: Asking,
        firm_id: Annotated[str, Field(description="企業の id（find_firms の firm.id）")],
    ) -> FirmOut:
        """1社の、あなたが見てよい項目のすべて（事業所・能力・認証）を返します。

        Describes one firm, as far as you may see it.
        """
        return firm_out(self.application().firms.get(firm_id, by=self.caller(ctx)))

    def matches_for_need(
        self,
        ctx: Asking,
        need_id: Annotated[str, Field(description="掲示板の探しものの id")],
        limit: Few = 5,
    ) -> FirmsForNeed:
        """掲示板の探しものと、その条件を満たす企業を、理由つきで返します。

        条件を1つだけ満たさない企業は near_misses に分けます。
        Finds the firms for a need that is posted on the board.
        """
        by = self.caller(ctx)
        self.prepare()
        posting, result = self.application().matches.for_need(need_id, limit=limit, by=by)
        return read_off(need_matches(posting, result, explain=False), FirmsForNeed)

    def partners_for_firm(
        self,
        ctx: Asking,
        firm_id: Annotated[str, Field(description="あなたの企業か、担当地域の企業の id")],
        limit: Few = 5,
    ) -> PartnersForFirm:
        """探しものがなくても、共同開発の相手になりそうな、まだ会っていない企業を返します。鍵が要ります。

        点数はありません。joint.text を、人にそのまま見せてください。
        Finds partners for joint development that a firm would not have thought of.
        """
        by = self.caller(ctx)
        self.prepare()
        found = self.application().network.partners.partners(firm_id, by=by, limit=limit)
        return read_off(partners_out(found), PartnersForFirm)

    def suggestions_for_firm(
        self,
        ctx: Asking,
        firm_id: Annotated[str, Field(description="あなたの企業か、担当地域の企業の id")],
        week: Annotated[
            str | None, Field(description="週（2026-W48 のように）。空なら今週")
        ] = None,
    ) -> SuggestionsForFirm:
        """今週会ってみるとよい企業を、理由と、足りないものとともに返します。鍵が要ります。

        点数はありません。why と missing の文を、人にそのまま見せてください。
        Tells whom a firm could meet this week, and why.
        """
        by = self.caller(ctx)
        asked = IsoWeek.read(week) if week is not None else None
        found = self.application().network.suggestions.of_firm(firm_id, asked, by=by)
        return read_off(suggestions_out(found), SuggestionsForFirm)

    def network_health(
        self,
        ctx: Asking,
        cluster: Annotated[
            str | None, Field(description="産業集積の名前。空なら全体か、group の集まり")
        ] = None,
        group: Annotated[str | None, Field(description="集まり（研究会など）の名前")] = None,
    ) -> NetworkHealth:
        """ネットワークの固定化の指数を、内訳とつくりたい橋とともに返します。コーディネーターの鍵が要ります。

        value が null なら、数は出せません。confidence_text をそのまま伝えてください。
        Tells how fixed a network's membership is, and which introductions would open it.
        """
        by = self.caller(ctx)
        self.prepare()
        fixations = self.application().network.fixations
        if cluster is None:
            found = fixations.of_group(group, by=by)
        elif group is None:
            found = fixations.of_cluster(cluster, by=by)
        else:
            raise InvalidValueError(
                "産業集積と集まりは、どちらか一つを指定してください",
                field="group",
                english="name a cluster or a group, not both",
            )
        return read_off(fixation_out(found), NetworkHealth)

    def why_not_suggested(
        self,
        ctx: Asking,
        firm_id: Annotated[str, Field(description="あなたの企業か、担当地域の企業の id")],
    ) -> OverlookedOut:
        """この4週間に惜しくも外れた検索と探しもの、見せられた回数、効きそうな直し方を返します。鍵が要ります。

        advice の文は、効きそうなものから並びます。だれが探したかは、残していません。
        Tells what a firm nearly matched in four weeks, and what would help most.
        """
        by = self.caller(ctx)
        self.prepare()
        return overlooked_out(self.application().network.overlooked.of(firm_id, by=by))

    def introduction_status(
        self,
        ctx: Asking,
        introduction_ref: Annotated[
            str | None, Field(description="紹介の番号。空なら、進行中の紹介の一覧")
        ] = None,
    ) -> IntroductionStatuses:
        """あなたの進行中の紹介の一覧か、番号で指した1件の、今の段階を返します。鍵が要ります。

        Tells how far your open introductions, or one of them, have come.
        """
        by = self.caller(ctx)
        introductions = self.application().introductions
        if introduction_ref is not None:
            views, has_more = [introductions.get(introduction_ref, by=by)], False
        else:
            found = introductions.page(by=by, after=None, limit=MOST_CASES + 1, is_open=True)
            views, has_more = found[:MOST_CASES], len(found) > MOST_CASES
        items = [read_off(introduction_out(view), IntroductionStatus) for view in views]
        return IntroductionStatuses(items=items, has_more=has_more)


def _constraints(conditions: ConstraintsBody | None) -> Constraints:
    try:
        return constraints_of((conditions or ConstraintsBody()).model_dump())
    except InvalidValueError as error:
        raise error.at("conditions") from None
