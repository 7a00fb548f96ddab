"""The draft of a plan: the order of its form, its gaps, its figures, and whom it does not name."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from builders_papers import an_assessment, the_seed, with_only, with_option, with_plan
from enishi.entrypoints.paper.document import (
    MISSING,
    Heading,
    Paper,
    PaperFormat,
    Paragraph,
    Table,
    TextRole,
)
from enishi.entrypoints.paper.figures import days, yen
from enishi.entrypoints.paper.plan import PlanForm, plan_paper
from enishi.entrypoints.paper.rendering import rendered
from enishi.entrypoints.wire.bia_answers import BackupPairOut, ClaimOut
from enishi.entrypoints.wire.bia_case import CaseBody
from paper_texts import json_texts, letters, pdf_text, word_text

CHAPTERS = [
    "名称等",
    "1　事業継続力強化の目標",
    "2　事業継続力強化の内容",
    "3　事業継続力強化の実施時期",
    "4　事業継続力強化の実施に協力する者",
    "5　事業継続力強化に必要な資金の額と調達方法",
    "別紙　事業影響度分析（BIA）",
]
SECRET = "株式会社ひみつ精工"
# References lead somewhere, and are not free text.
CHOSEN = {"ref", "parent_ref", "process_ref", "site_ref", "product_ref", "covers", "after"}
HOSTILE = '#panic("x") *b* $x$ </w:t>\u202e{{1}} =HYPERLINK("x")'


def a_plan(case: CaseBody | None = None, form: PlanForm = PlanForm.SINGLE, **told: Any) -> Paper:
    case = case or the_seed()
    return plan_paper(case, an_assessment(case, **told), form)


def headings(paper: Paper, level: int) -> list[str]:
    return [b.text for b in paper.blocks if isinstance(b, Heading) and b.level == level]


def table(paper: Paper, caption: str) -> Table:
    return next(b for b in paper.blocks if isinstance(b, Table) and b.caption.startswith(caption))


def test_the_chapters_stand_in_the_order_of_the_form_in_word_too():
    paper = a_plan()
    word = Document(BytesIO(rendered(paper, PaperFormat.DOCX)))
    told = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]

    assert headings(paper, 1) == CHAPTERS
    assert told == [f"未記入の項目（{len(paper.gaps)}件）", *CHAPTERS]


def test_the_second_chapter_goes_from_the_first_hours_over_measures_to_leadership():
    inside = [text for text in headings(a_plan(), 2) if text.startswith("(")]
    parts = "".join(text[:2] for text in headings(a_plan(), 3)[4:14])

    assert [text[:3] for text in inside] == ["(1)", "(2)", "(3)"]
    assert parts == "人命非常被害ヒトモノカネ情報経営訓練計画"


def test_a_joint_plan_adds_who_stands_in_for_whom():
    single, joint = a_plan(), a_plan(form=PlanForm.JOINT)

    assert "（単独型）" in single.title
    assert "（連携型）" in joint.title
    assert set(headings(joint, 2)) - set(headings(single, 2)) == {"(4) 連携の態様と役割分担"}
    assert [row[0] for row in table(joint, "代替生産などの役割分担").rows] == [
        "協力会社での前加工・主加工（工程2・3）",
        "協力会社での主加工（工程3だけ）",
        "外部の検査機関",
    ]


def test_what_is_not_written_is_listed_first_and_marked_where_it_belongs():
    paper = a_plan(plan_gaps=["訓練（年1回以上）", "代替設備の契約書"])
    marked = [
        b.text.removeprefix(f"{MISSING}：")
        for b in paper.blocks
        if isinstance(b, Paragraph) and b.role is TextRole.MISSING
    ]

    assert paper.gaps == (*marked, "代替設備の契約書")
    assert "訓練（年1回以上）" in paper.gaps
    assert len(set(paper.gaps)) == len(paper.gaps)


@pytest.mark.parametrize(
    "field",
    [
        *("purpose", "supply_chain_role", "safety", "command", "damage_report"),
        *("people", "goods", "money", "information", "training", "review", "partners"),
    ],
)
def test_each_text_that_is_written_stands_in_the_plan_and_is_one_gap_less(field: str):
    blank, full = with_plan(**{field: None}), with_plan(**{field: "書いた文章"})

    lacking, told = (a_plan(item, PlanForm.JOINT) for item in (blank, full))

    assert "書いた文章" in json_texts(told)
    assert len(lacking.gaps) == len(told.gaps) + 1


def test_an_empty_case_is_a_plan_of_gaps_and_no_figures():
    case = the_seed(
        sites=[], processes=[], data=[], products=[], scenarios=[], options=[], skills=[], plan={}
    )
    paper = a_plan(case, PlanForm.JOINT)

    assert headings(paper, 1) == CHAPTERS
    assert len(paper.gaps) > 20
    assert "想定する災害" in paper.gaps


def test_it_says_that_it_is_no_certification_and_who_files_it():
    notice = a_plan().notices[0]

    assert "認定を保証するものではありません" in notice
    assert "GビズID" in notice
    assert "最新の手引き" in notice


def test_the_figures_of_the_plan_are_those_of_the_assessment():
    case = the_seed()
    assessed = an_assessment(case)
    paper = plan_paper(case, assessed, PlanForm.SINGLE)
    bare = [
        outcome
        for outcome in assessed.outcomes
        if outcome.scenario_ref == "quake" and not outcome.option_refs
    ]

    losses = table(paper, "損失 ＝").rows
    lengths = table(paper, "復旧までの日数").rows

    assert [row[-1] for row in losses[:3]] == [yen(outcome.loss) for outcome in bare]
    assert [row[4] for row in lengths[:3]] == [days(outcome.shortage_days) for outcome in bare]
    assert table(paper, "製品が1日止まったとき").rows == (
        ("製品A", "328,767円", "98,630円", assessed.daily_losses[0].formula),
    )
    assert [row[-1] for row in losses[:3]] == ["3,367,123円", "2,972,603円", "2,380,822円"]


def test_every_table_of_figures_has_its_grounds_in_a_column_or_right_below():
    paper = a_plan(form=PlanForm.JOINT)
    bare = {
        block.caption
        for block, below, further in zip(
            paper.blocks, (*paper.blocks[1:], None), (*paper.blocks[2:], None, None), strict=True
        )
        if isinstance(block, Table)
        and any(column.align == "end" for column in block.columns)
        and not any("根拠" in c.title or "計算式" in c.title for c in block.columns)
        and not any(
            isinstance(b, Paragraph) and b.role is TextRole.GROUNDS for b in (below, further)
        )
    }

    # Two say in words what they count; the grounds of days stand below the yen of the same event.
    assert {caption.split("：")[0] for caption in bare} <= {
        "段階的復旧",
        "技能マトリックス",
        "復旧までの日数",
    }


def test_only_official_options_count_and_all_others_are_called_references():
    labels = [row[0] for row in table(a_plan(), "損失 ＝").rows]

    assert labels == [
        "備えなし（最小在庫）",
        "備えなし（平均在庫）",
        "備えなし（最大在庫）",
        "正式な備えすべて（平均在庫）",
        "参考（推定）：外部の検査機関",
        "参考（予定）：協力会社での主加工（工程3だけ）",
    ]


def test_without_an_official_option_no_row_promises_one():
    labels = [row[0] for row in table(a_plan(with_only("O2", "O5")), "損失 ＝").rows]

    assert not [label for label in labels if label.startswith("正式")]


def test_a_partner_without_consent_is_a_letter_everywhere():
    case = with_option(
        "O2",
        with_plan(partners=f"{SECRET}が主加工を担う"),
        **{"name": SECRET, "is_named": False, "firm_ref": "F-SECRET-9"},
        grounds=f"{SECRET}と話した",
        quality_boundary="ひみつの担当者が検査する",
    ).model_copy(update={"title": f"{SECRET}との計画"})

    paper = a_plan(case, PlanForm.JOINT)

    for told in ("\n".join(json_texts(paper)), word_text(paper), pdf_text(paper)):
        assert SECRET not in told
        assert "F-SECRET-9" not in told
        assert "ひみつの担当者" not in told
        assert "協力会社A" in told


def test_a_firms_name_that_the_network_knows_is_struck_out_of_every_text():
    case = with_option("O2", name=f"{SECRET}での主加工", is_named=False, firm_ref="F9")

    paper = plan_paper(case, an_assessment(case), PlanForm.SINGLE, {"F9": SECRET})

    assert SECRET not in "\n".join(json_texts(paper))


def test_two_options_of_one_unnamed_firm_share_a_letter_and_another_firm_has_its_own():
    case = the_seed()
    for ref, firm in (("O1", "F1"), ("O2", "F1"), ("O5", "F2")):
        case = with_option(ref, case, is_named=False, firm_ref=firm)

    names = [row[0] for row in table(a_plan(case), "生産を続けるための備え").rows]

    assert names == [
        "協力会社A（代替調達）",
        "協力会社A（代替調達）",
        "在庫の積み増し（4日分）",
        "夜間操業（主加工）",
        "協力会社B（外部検査）",
    ]


def test_word_the_pdf_and_json_say_the_same():
    paper = a_plan(form=PlanForm.JOINT)
    texts = [letters(text) for text in json_texts(paper)]
    word, pdf = word_text(paper), pdf_text(paper)

    assert [text for text in texts if text not in word] == []
    assert [text for text in texts if text not in pdf] == []


def test_a_hostile_text_in_every_field_is_harmless_in_every_format():
    case = hostile(the_seed())

    paper = a_plan(case, PlanForm.JOINT)

    Document(BytesIO(rendered(paper, PaperFormat.DOCX)))
    shown = letters('#panic("x")*b*$x$</w:t>{{1}}=HYPERLINK("x")')
    assert shown in word_text(paper)
    assert shown in pdf_text(paper)
    assert Paper.model_validate_json(rendered(paper, PaperFormat.JSON)) == paper


def hostile(case: CaseBody) -> CaseBody:
    """Return the case with a hostile text in every field that takes free text."""
    told = turned("", case.model_dump())
    return CaseBody.model_validate(told)


def turned(name: str, value: Any) -> Any:
    match value:
        case dict():
            return {key: turned(key, inner) for key, inner in value.items()}
        case list() if name not in CHOSEN:
            return [turned(name, inner) for inner in value]
        case str() if type(value) is str and name not in CHOSEN:
            return HOSTILE
        case _:
            return value


def test_a_text_on_many_lines_keeps_its_lines():
    case = the_seed(plan={"safety": "一行目\r\n二行目"})

    assert "一行目\n二行目" in json_texts(a_plan(case))


def test_each_stock_level_stands_with_its_division():
    assert table(a_plan(), "在庫 ÷ 日次出荷").rows == (
        ("製品A", "最小在庫", "2日", "100個 ÷ 50個/日"),
        ("製品A", "平均在庫", "6日", "300個 ÷ 50個/日"),
        ("製品A", "最大在庫", "12日", "600個 ÷ 50個/日"),
    )


def test_the_seeds_own_figures_are_in_the_plan():
    paper = a_plan()

    assert table(paper, "製品A：工程の所要日数").rows[-1][2:] == ("12日", "19日", "26日")
    assert [row[-2] for row in table(paper, "復旧の優先順位").rows] == ["4.3", "4.1", "4.1", "3.9"]
    assert [row[0] for row in table(paper, "復旧の優先順位").rows] == ["1", "2=", "2=", "4"]


def test_an_option_that_expired_is_called_so_and_counts_no_more():
    paper = a_plan(with_option("O1", valid_until=date(2026, 11, 25)))
    row = next(row for row in table(paper, "選択肢の区分").rows if "工程2・3" in row[0])

    assert row[1] == "期限切れ"
    assert row[3] == "2026-11-25"
    assert any("参考（期限切れ）" in row[0] for row in table(paper, "損失 ＝").rows)


def test_an_official_partner_that_may_be_struck_itself_counts_in_no_official_row():
    labels = [row[0] for row in table(a_plan(with_option("O1", places=[])), "損失 ＝").rows]

    assert "参考（被災するか不明）：協力会社での前加工・主加工（工程2・3）" in labels
    assert not [label for label in labels if label.startswith("正式") and "工程2・3" in label]
    assert "正式な備えすべて（平均在庫）" not in labels


def test_pairs_and_shared_capacity_are_told_of_a_letter_where_the_partner_is_unnamed():
    case = with_option("O2", name=SECRET, is_named=False, firm_ref="F9")
    pair = BackupPairOut(
        one="F1", other="F9", independence_of_one=None, independence_of_other=None, text="互いに"
    )
    claim = ClaimOut(
        firm_ref="F9",
        scenario_ref="quake",
        claimed_per_day=Decimal(60),
        capacity_per_day=Decimal(30),
        granted_share=Decimal("0.5"),
        text="按分すると50%",
    )

    texts = json_texts(a_plan(case, PlanForm.JOINT, pairs=[pair], claims=[claim]))

    assert "協力会社A：互いに" in texts
    assert "協力会社A（首都直下地震）：按分すると50%" in texts
