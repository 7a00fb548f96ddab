"""What a client sends about ties and networks."""

from datetime import date
from typing import Annotated

from pydantic import Field

from enishi.domain.tie import TieKind
from enishi.entrypoints.wire.body import Body


class TieBody(Body):
    """企業どうしの接点。会った・取引した・一緒に取り組んだ・紹介が受け入れられた。"""

    date: Annotated[
        date, Field(description="その日。未来の日付は書けません", examples=["2026-11-10"])
    ]
    kind: TieKind = Field(
        description="meeting 面談 / transaction 取引 / joint_project 共同事業 / introduction 紹介",
        examples=["meeting"],
    )
    firm_refs: list[str] = Field(
        description="参加した企業の firm_ref。異なる2社以上", examples=[["TS001", "SW002"]]
    )
    source: str | None = Field(
        None, description="どこでか（研究会の名前など）", examples=["DTF研究会"]
    )


class WhatIfTiesBody(Body):
    """成り立ったとしたらと考えてみる紹介。何も保存しません。"""

    ties: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = Field(
        description="2社の firm_ref の組。10組まで", examples=[[["TS001", "SW002"]]]
    )
