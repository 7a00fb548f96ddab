import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.adapters.lexicon.keyed import Keyed, write_keyed

KEYS = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), max_size=8)


@given(content=st.dictionaries(KEYS, st.lists(st.text(max_size=9) | st.none(), max_size=4)))
def test_what_was_written_is_read_back(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("keyed") / "values.tsv"
    write_keyed(path, content)

    assert Keyed.read(path, list) == content


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"2\na\t1\n",
        b"1\na\t1",
        b"1\na 1\n",
        b"1\na\t\t1\n",
        b"one\na\t1\n",
        b"1\n\xff\t1\n",
    ],
)
def test_a_file_that_is_not_whole_is_refused_when_it_is_opened(tmp_path, damage):
    (tmp_path / "values.tsv").write_bytes(damage)

    with pytest.raises(ValueError, match=r"lines|invalid|decode"):
        Keyed.read(tmp_path / "values.tsv", list)
