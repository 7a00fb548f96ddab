"""`enishi bia plan` and `proposal`: a file that opens, and one line when it cannot be."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from docx import Document

from builders_papers import SEED
from enishi.entrypoints.paper.document import Paper
from entrypoints.conftest import Ended
from pdf_text import pdf_pages

Enishi = Callable[..., Ended]


def test_a_plan_is_written_and_what_is_missing_is_counted(enishi: Enishi, tmp_path: Path):
    out = tmp_path / "plan.docx"

    ended = enishi("bia", "plan", SEED, "--form", "joint", "--out", out)

    assert (ended.status, ended.out) == (0, "")
    assert "未記入の項目" in ended.err
    title = Document(BytesIO(out.read_bytes())).paragraphs[0].text
    assert title == "事業継続力強化計画（連携型）の下書き"
    assert not list(tmp_path.glob("*.part"))


def test_the_same_day_gives_the_same_bytes(enishi: Enishi, tmp_path: Path):
    files = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for file in files:
        enishi("bia", "plan", SEED, "--format", "pdf", "--day", "2026-11-26", "--out", file)

    one, two = (file.read_bytes() for file in files)
    assert one == two
    assert one.startswith(b"%PDF-")


def test_a_proposal_is_one_page(enishi: Enishi, tmp_path: Path):
    out = tmp_path / "proposal.pdf"

    enishi("bia", "proposal", SEED, "--customer", "顧客X", "--format", "pdf", "--out", out)

    (page,) = pdf_pages(out.read_bytes())
    assert "顧客X 御中" in page


def test_without_a_file_to_write_the_document_goes_to_standard_output(enishi: Enishi):
    ended = enishi("bia", "plan", SEED, "--format", "json")

    assert ended.status == 0
    assert Paper.model_validate_json(ended.out).firm_name == "例示工業株式会社"


def test_a_folder_that_is_not_there_is_told_in_one_line(enishi: Enishi, tmp_path: Path):
    ended = enishi("bia", "plan", SEED, "--out", tmp_path / "none" / "plan.docx")

    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert "plan.docx" in line


def test_a_case_with_a_slip_writes_nothing(enishi: Enishi, tmp_path: Path):
    file, out = tmp_path / "case.yaml", tmp_path / "plan.docx"
    file.write_text(SEED.read_text("utf-8").replace("sales: 0.4", "sales: 0.5"), "utf-8")

    ended = enishi("bia", "plan", file, "--out", out)

    assert ended.status == 1
    assert "impact_weights" in ended.err
    assert not out.exists()
