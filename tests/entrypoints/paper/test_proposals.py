"""The page for a customer: official promises, one wish, no partner without consent."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document

from builders_papers import DAY, an_assessment, the_seed, with_only, with_option
from enishi.domain.bia.assessment import assess
from enishi.domain.bia.plan import approved_in_advance
from enishi.entrypoints.paper.document import Paper, PaperFormat, Table
from enishi.entrypoints.paper.figures import yen
from enishi.entrypoints.paper.proposal import proposal_paper
from enishi.entrypoints.paper.rendering import rendered
from enishi.entrypoints.wire.bia_answers import AssessmentOut, OutcomeOut
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_present import present_assessment
from paper_texts import json_texts, letters, pdf_text, word_text
from pdf_text import pdf_pages


def a_proposal(case: CaseBody | None = None, customer: str | None = "顧客X") -> Paper:
    case = case or the_seed()
    approved = approved_in_advance(case.to_case())
    return proposal_paper(
        case, an_assessment(case), present_assessment(assess(approved, DAY)), customer
    )


def with_an_approval_to_wait_for() -> CaseBody:
    """Return the example with a partner far away whose work waits for an approval of ten days."""
    return with_option(
        "O2",
        covers=["2", "3"],
        is_estimated=False,
        places=[{"municipality_code": "27227", "river_system": "淀川水系", "power_area": "関西"}],
        lead={"change_approval_days": 10, "first_article_days": 1},
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

    assert promised.rows[-1] == ("製品A", "夏季広域停電", "期間中ずっと", "6日", "50%", "8日 → 0日")
    assert "協力会社での主加工（工程3だけ）" not in _supports(a_proposal())


def test_without_official_options_it_promises_what_happens_without_help():
    case = with_only("O2")
    promised = next(b for b in a_proposal(case).blocks if isinstance(b, Table))

    assert promised.rows[-1][-1] == "8日 → 8日"
    assert _supports(a_proposal(case)) == "お約束を支える備え：まだありません"


def _supports(paper: Paper) -> str:
    return next(text for text in json_texts(paper) if text.startswith("お約束を支える備え"))


def test_the_wish_says_in_days_and_yen_what_approval_in_advance_saves():
    (wish,) = wishes(a_proposal(with_an_approval_to_wait_for()))

    assert wish.startswith("協力会社での主加工（工程3だけ）（予定）")
    assert "承認に見込む10日がなくなり" in wish
    assert re.search(r"お届けできない期間が\d+日から\d+日へ、損失が[\d,]+円減ります", wish)


def test_the_days_and_yen_of_the_wish_are_the_difference_of_two_assessments():
    case = with_an_approval_to_wait_for()
    then = with_option("O2", case, lead={"change_approval_days": 0, "first_article_days": 1})
    differences = [
        was.loss - now.loss
        for was, now in zip(alone(an_assessment(case)), alone(an_assessment(then)), strict=True)
    ]

    (wish,) = wishes(a_proposal(case))

    assert max(differences) > 0
    assert f"損失が{yen(max(differences))}減ります" in wish


def alone(assessed: AssessmentOut) -> list[OutcomeOut]:
    return [outcome for outcome in assessed.outcomes if outcome.option_refs == ["O2"]]


def wishes(paper: Paper) -> list[str]:
    return [text for text in json_texts(paper) if "承認に見込む" in text]


def test_approval_that_saves_nothing_is_not_asked_for():
    # The seed's partner lies in the same power area: it is out whenever the firm is.
    assert wishes(a_proposal()) == []


def test_a_customer_sees_the_products_that_are_due_to_it():
    case = the_seed()
    other = case.products[0].model_copy(update={"ref": "B", "name": "製品B", "penalties": []})
    case = case.model_copy(update={"products": [*case.products, other]})

    mine = "\n".join(json_texts(a_proposal(case, "顧客X")))
    anybodys = "\n".join(json_texts(a_proposal(case, None)))

    assert "製品B" not in mine
    assert "製品B" in anybodys


def test_an_unnamed_partner_is_a_letter_on_the_page():
    case = with_option(
        "O2", with_an_approval_to_wait_for(), name="株式会社ひみつ精工", is_named=False
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
    cheaper = [outcome.model_copy(update={"loss": outcome.loss - 1}) for outcome in now.outcomes]

    paper = proposal_paper(case, now, now.model_copy(update={"outcomes": cheaper}), long)

    assert len(pdf_pages(rendered(paper, PaperFormat.PDF))) == 1
    Document(BytesIO(rendered(paper, PaperFormat.DOCX)))


def test_word_the_pdf_and_json_of_the_page_say_the_same():
    paper = a_proposal()
    texts = [letters(text) for text in json_texts(paper)]

    assert [text for text in texts if text not in word_text(paper)] == []
    assert [text for text in texts if text not in pdf_text(paper)] == []
