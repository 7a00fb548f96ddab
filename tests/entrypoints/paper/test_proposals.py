"""The page for a customer: official promises, one wish, one page, no partner without consent."""

from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document

from builders_papers import an_assessment, the_seed
from enishi.entrypoints.paper.document import Paper, Table
from enishi.entrypoints.paper.proposal import proposal_paper, with_approvals
from enishi.entrypoints.paper.rendering import PaperFormat, rendered
from enishi.entrypoints.wire.bia_answers import AssessmentOut
from enishi.entrypoints.wire.bia_case import CaseBody
from paper_texts import json_texts, letters, pdf_text, word_text
from pdf_text import pdf_pages


def a_proposal(case: CaseBody | None = None, customer: str | None = "顧客X") -> Paper:
    case = case or the_seed()
    return proposal_paper(case, an_assessment(case), eased(case), customer)


def eased(case: CaseBody) -> AssessmentOut:
    """Return an assessment in which every partner's help costs a day less."""
    assessed = an_assessment(with_approvals(case))
    return assessed.model_copy(
        update={
            "outcomes": [
                outcome.model_copy(
                    update={
                        "shortage_days": outcome.shortage_days - 1,
                        "loss": outcome.loss - 98_630,
                    }
                )
                if outcome.option_refs == ["O2"]
                else outcome
                for outcome in assessed.outcomes
            ]
        }
    )


def test_the_page_says_what_stops_what_is_promised_what_is_asked_and_whom_to_call():
    titles = [text for text in json_texts(a_proposal()) if text[:2] in {"1　", "2　", "3　", "4　"}]

    assert titles == [
        "1　止まるおそれのある製品",
        "2　お約束（いつまでに、どの水準で）",
        "3　お願い",
        "4　連絡先",
    ]


def test_it_promises_by_official_options_only():
    promised = next(b for b in a_proposal().blocks if isinstance(b, Table))

    assert promised.rows[0] == ("製品A", "首都直下地震", "期間中ずっと", "6日", "50%", "8日 → 0日")
    assert "協力会社での主加工（工程3だけ）" not in _supports(a_proposal())


def test_without_official_options_it_promises_what_happens_without_help():
    case = the_seed()
    case = case.model_copy(update={"options": [o for o in case.options if o.ref == "O2"]})
    promised = next(b for b in a_proposal(case).blocks if isinstance(b, Table))

    assert promised.rows[0][-1] == "8日 → 8日"
    assert _supports(a_proposal(case)) == "お約束を支える備え：まだありません"


def _supports(paper: Paper) -> str:
    return next(text for text in json_texts(paper) if text.startswith("お約束を支える備え"))


def test_the_wish_says_in_days_and_yen_what_approval_in_advance_saves():
    (wish,) = [text for text in json_texts(a_proposal()) if "承認に見込む" in text]

    assert "承認に見込む1日がなくなり" in wish
    assert "4日から3日へ" in wish
    assert "98,630円減ります" in wish


def test_approval_that_saves_nothing_is_not_asked_for():
    case = the_seed()
    assessed = an_assessment(case)

    paper = proposal_paper(case, assessed, assessed, "顧客X")

    assert not [text for text in json_texts(paper) if "承認に見込む" in text]


def test_a_customer_sees_the_products_that_are_due_to_it():
    case = the_seed()
    other = case.products[0].model_copy(update={"ref": "B", "name": "製品B", "penalties": []})
    case = case.model_copy(update={"products": [*case.products, other]})

    mine = "\n".join(json_texts(a_proposal(case, "顧客X")))
    anybodys = "\n".join(json_texts(a_proposal(case, None)))

    assert "製品B" not in mine
    assert "製品B" in anybodys


def test_an_unnamed_partner_is_a_letter_on_the_page():
    case = the_seed()
    case = case.model_copy(
        update={
            "options": [
                o.model_copy(update={"name": "株式会社ひみつ精工", "is_named": False})
                if o.ref == "O2"
                else o
                for o in case.options
            ]
        }
    )
    paper = a_proposal(case)

    for told in ("\n".join(json_texts(paper)), word_text(paper), pdf_text(paper)):
        assert "ひみつ精工" not in told
    assert "協力会社A" in "\n".join(json_texts(paper))


def test_yen_of_the_firms_own_profit_are_not_told_to_the_customer():
    told = "\n".join(json_texts(a_proposal()))

    assert "328,767" not in told
    assert "300,000,000" not in told
    assert "1,789,041" not in told


def test_it_is_one_page():
    assert len(pdf_pages(rendered(a_proposal(), PaperFormat.PDF))) == 1


@pytest.mark.parametrize("letter", ["縁", "W", "#"])
def test_it_stays_one_page_with_the_longest_names_and_many_of_everything(letter: str):
    case = the_seed()
    long = letter * 200
    product = case.products[0].model_copy(update={"name": long})
    case = case.model_copy(
        update={
            "firm_name": long,
            "products": [product.model_copy(update={"ref": f"A{n}"}) for n in range(5)],
            "scenarios": [s.model_copy(update={"name": long}) for s in case.scenarios],
            "options": [
                o.model_copy(
                    update={
                        "ref": f"O{n}-{o.ref}",
                        "name": long,
                        "product_ref": f"A{n}",
                        "lead": o.lead.model_copy(update={"change_approval_days": Decimal(5)}),
                    }
                )
                for n in range(5)
                for o in case.options
            ],
        }
    )
    now = an_assessment(case)
    approved = now.model_copy(
        update={
            "outcomes": [o.model_copy(update={"loss": o.loss - 1}) for o in now.outcomes],
        }
    )

    paper = proposal_paper(case, now, approved, long)

    assert len(pdf_pages(rendered(paper, PaperFormat.PDF))) == 1
    Document(BytesIO(rendered(paper, PaperFormat.DOCX)))


def test_word_the_pdf_and_json_of_the_page_say_the_same():
    paper = a_proposal()
    texts = [letters(text) for text in json_texts(paper)]

    assert [text for text in texts if text not in word_text(paper)] == []
    assert [text for text in texts if text not in pdf_text(paper)] == []
