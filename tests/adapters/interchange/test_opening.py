import io
import os
import sys
import threading

import pytest

from enishi.adapters.interchange import Layout, open_source
from enishi.domain.errors import EnishiError, InvalidValueError, NotFoundError

JSONL = '{"firm_ref": "F1", "name": "燕研磨"}\n'
CSV = "firm_ref,name\nF1,燕研磨\n"


def names_in(source):
    return [line.record["name"] for line in source.lines()]


@pytest.fixture
def stdin(monkeypatch):
    def say(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return say


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("firms.jsonl", JSONL),
        ("firms.NDJSON", JSONL),
        ("firms.csv", CSV),
        ("firms.CSV", CSV),
        ("firms.txt", JSONL),
        ("firms.txt", CSV),
        ("firms", "\n  " + JSONL),
    ],
)
def test_the_format_is_told_by_the_ending_or_by_how_the_file_begins(save, name, content):
    assert names_in(open_source(save(name, content), Layout.FIRMS)) == ["燕研磨"]


@pytest.mark.parametrize("content", [JSONL.encode(), CSV.encode(), CSV.encode("cp932")])
def test_standard_input_is_read_whatever_its_format_and_as_often_as_asked(stdin, content):
    stdin(b"\n" + content)

    source = open_source("-", Layout.FIRMS)

    assert names_in(source) == ["燕研磨"]
    assert names_in(source) == ["燕研磨"]
    assert (source.name, source.size) == ("stdin", len(content) + 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_read_like_a_file(tmp_path):
    pipe = tmp_path / "firms.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(CSV, "utf-8"))
    writer.start()

    assert names_in(open_source(pipe, Layout.FIRMS)) == ["燕研磨"]
    writer.join()


def test_nothing_on_standard_input_is_no_record(stdin):
    stdin(b"")

    assert names_in(open_source("-", Layout.FIRMS)) == []


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\x14\x00", "Excel ブック（.xlsx）か ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "古い Excel ブック"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (CSV.encode("utf-16"), "UTF-16"),
        (JSONL.encode("utf-16-le"), "UTF-16"),
        (JSONL.encode("utf-16-be"), "UTF-16"),
    ],
)
@pytest.mark.parametrize("name", ["firms.csv", "firms.jsonl", "firms.xlsx"])
def test_the_files_of_other_programs_are_refused_with_what_to_do(save, name, content, what):
    with pytest.raises(InvalidValueError, match="保存し直してください") as refused:
        open_source(save(name, content), Layout.FIRMS)

    assert what in refused.value.message
    assert name in refused.value.message


def test_a_json_array_is_refused_with_what_to_do(save):
    with pytest.raises(InvalidValueError, match="JSON Lines にして"):
        open_source(save("firms.json", f"[{JSONL}]"), Layout.FIRMS)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path):
    with pytest.raises(NotFoundError, match="ファイルがありません"):
        open_source(tmp_path / "firms.csv", Layout.FIRMS)
    with pytest.raises(EnishiError, match="ファイルを開けません"):
        open_source(tmp_path, Layout.FIRMS)
