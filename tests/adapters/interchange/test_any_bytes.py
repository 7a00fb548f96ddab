import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enishi.adapters.interchange import Layout, RejectFile, open_source
from enishi.domain.errors import EnishiError, InvalidValueError

_PIECES = (
    *(b"firm_ref", b"name", b"need_ref", b"kind", b"title", b"tie_ref", b"date", b"firm_refs"),
    *("法人番号".encode(), "商号または名称".encode(), "研磨".encode("cp932")),
    *(b",", b"\n", b"\r\n", b'"', b'""', b"{", b"}", b"[", b"]", b":", b";", b"'", b"="),
    *(b'{"firm_ref":"F1"}', b"F1,", b"\xff", b"\0", b"\xef\xbb\xbf", b"1e999", b"\\ud800"),
)
_HEADERS = (
    *(b"", b"firm_ref,name,employees,capabilities,title,processes\n"),
    *(b"need_ref,kind,title,constraints,lot\n", b"tie_ref,date,kind,firm_refs,accepted\n"),
    "法人番号,商号または名称,本社所在地,従業員数\n".encode(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    header=st.sampled_from(_HEADERS),
    body=st.lists(st.sampled_from(_PIECES) | st.binary(max_size=4), max_size=30).map(b"".join),
    layout=st.sampled_from(Layout),
)
@pytest.mark.parametrize("name", ["any.jsonl", "any.csv", "any"])
def test_whatever_a_file_holds_it_is_read_or_refused_and_can_be_set_aside(
    tmp_path, name, header, body, layout
):
    path = tmp_path / name
    path.write_bytes(header + body)
    source = _opened(path, layout)
    if isinstance(source, EnishiError):
        assert name in source.message
        return

    last = 0
    with RejectFile(source) as rejects:
        for line in source.lines():
            assert line.number > 0
            assert last <= line.end <= source.size
            last = line.end
            assert (line.record is None) == (line.error is not None)
            assert line.error is None or isinstance(line.error, InvalidValueError)
            rejects.put(line, "理由")
    if rejects.written:
        assert "理由" in rejects.path.read_text("utf-8-sig")


def _opened(path, layout):
    try:
        return open_source(path, layout)
    except EnishiError as error:
        return error
