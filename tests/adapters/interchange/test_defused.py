"""Whatever a cell begins with, no spreadsheet runs it, and it is read back as it was."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_capability, a_firm
from enishi.adapters.interchange import CsvEncoding, Format, Layout, open_source, write
from enishi.services.interchange import Exported
from enishi.services.records import firm_of, firm_record

# With what a formula begins, and what stands before one that was defused already.
starts = st.text("'=+-@＝＋－＠", min_size=1, max_size=3)
# A file of little but ､ and ･ is taken for the kana of EUC-JP, and asked for as UTF-8.
rests = st.text(
    st.characters(
        codec="cp932", exclude_categories=["Cc", "Co", "Zs"], exclude_characters="¢£¬‖−〜､･"
    ),
    max_size=8,
)
dangerous = st.builds("{}{}".format, starts, rests)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=dangerous,
    summary=dangerous,
    title=dangerous,
    processes=st.lists(dangerous, max_size=3, unique=True),
)
@pytest.mark.parametrize("encoding", [CsvEncoding.UTF_8, CsvEncoding.CP932_REPLACING])
def test_a_dangerous_cell_is_no_formula_and_comes_back_as_it_was(
    tmp_path, encoding, name, summary, title, processes
):
    can = [a_capability(title, ref="C1", processes=processes)]
    firm = firm_of(firm_record(a_firm(ref="F1", name=name, summary=summary, can=can)))
    out = io.BytesIO()
    write([firm_record(firm)], Exported.FIRMS, Format.CSV, out, encoding=encoding)

    text = out.getvalue().decode("cp932" if "cp932" in encoding else "utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=@＝＋－＠")]
    assert all(cell[1:].replace(".", "").isdigit() for cell in cells if cell[:1] in set("+-"))
    file = tmp_path / "firms.csv"
    file.write_bytes(out.getvalue())
    (line,) = open_source(file, Layout.FIRMS).lines()
    assert line.error is None
    assert line.record is not None
    assert firm_of(line.record) == firm
