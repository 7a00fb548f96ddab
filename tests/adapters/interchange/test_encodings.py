import pytest

from enishi.adapters.interchange.encodings import encoding_of
from enishi.adapters.interchange.files import open_input
from enishi.domain.errors import InvalidValueError

HEADER = "firm_ref,name,summary\n"
TEXT = HEADER + "F1,株式会社髙橋精機①,ステンレス・チタンの研磨〜鏡面まで、小ロットから。\n"
# CP932 has the wave dash only as its full-width twin.
CP932_TEXT = TEXT.replace("〜", "～")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_found_with_and_without_a_byte_order_mark(save, encoding):
    assert encoding_of(open_input(save("firms.csv", TEXT, encoding))) == "utf-8-sig"


def test_cp932_is_found_with_the_letters_that_only_windows_knows(save):
    assert encoding_of(open_input(save("firms.csv", CP932_TEXT, "cp932"))) == "cp932"


def test_half_width_katakana_alone_are_not_taken_for_another_encoding(save):
    text = HEADER + "F1,ﾌﾟﾚｽ,ﾂﾊﾞﾒ\n" * 40

    assert encoding_of(open_input(save("firms.csv", text, "cp932"))) == "cp932"


def test_the_encoding_is_found_though_the_first_letter_stands_far_behind(save):
    text = HEADER + "x" * 200_001 + "あ" * 50_000 + "\n"

    assert encoding_of(open_input(save("firms.csv", text, "cp932"))) == "cp932"


def test_a_damaged_byte_in_utf8_is_named_by_line_and_place_and_not_read_as_nonsense(save):
    good = TEXT.encode()
    path = save("firms.csv", good + b"F2,\xff,\n" + good)

    with pytest.raises(InvalidValueError, match=rf"3行目、先頭から{len(good) + 4}バイト目"):
        encoding_of(open_input(path))


def test_a_letter_cut_off_at_the_end_is_an_error(save):
    with pytest.raises(InvalidValueError, match="2行目"):
        encoding_of(open_input(save("firms.csv", TEXT.encode()[:-3])))


@pytest.mark.parametrize("byte", [b"\x80", b"\xa0", b"\xff", b"\x81\x01"])
def test_bytes_that_no_encoding_gives_a_letter_are_named(save, byte):
    with pytest.raises(InvalidValueError, match=r"UTF-8 でも CP932.*2行目、先頭から5バイト目"):
        encoding_of(open_input(save("firms.csv", b"a,\nb" + byte + b"\n")))


def test_euc_jp_is_refused_by_name_and_not_read_as_half_width_nonsense(save):
    text = "a,b\nカタカナ・テスト,\n"
    assert text.encode("euc_jp").decode("cp932")  # it could be read, as nonsense

    with pytest.raises(InvalidValueError, match="EUC-JP"):
        encoding_of(open_input(save("firms.csv", text, "euc_jp")))
