"""The rows are fictional: their corporate numbers begin, behind the check digit, with 9999."""

import csv
import io

import pytest

from builders import a_corporate_number
from enishi.adapters.interchange import Layout, open_source
from enishi.domain.errors import InvalidValueError
from enishi.services.interchange import LeftOutError


def _columns(header):
    return header.split(",")


TODAY = _columns(
    "法人番号,商号または名称,商号または名称（カナ）,商号または名称（英字）,登記記録の閉鎖等年月日,"
    "登記記録の閉鎖等の事由,登記住所,郵便番号,都道府県,都道府県コード,市区町村（郡）,市区町村コード,"
    "番地以下,組織種別,処理区分,訂正区分,状態,代表者名称,資本金,従業員数,企業規模詳細(男性),"
    "企業規模詳細(女性),事業概要,WebサイトURL,創業年,事業種目,設立年月日,全省庁統一資格-資格等級,"
    "全省庁統一資格-営業品目,更新年月日,キー情報"
)
OLDER = _columns(
    "法人番号,法人名,法人名ふりがな,法人名英語,郵便番号,本社所在地,ステータス,登記記録の閉鎖等年月日,"
    "登記記録の閉鎖等の事由,法人代表者名,法人代表者役職,資本金,従業員数,企業規模詳細(男性),"
    "企業規模詳細(女性),営業品目リスト,事業概要,企業ホームページ,設立年月日,創業年,最終更新日,資格等級"
)
OF_THE_INTERFACE = _columns("法人番号,商号又は名称,本店所在地,事業概要,事業種目,営業品目")

NUMBER = str(a_corporate_number(9999_0000_0001))
OTHER = str(a_corporate_number(9999_0000_0002))


def a_file(*rows, columns=TODAY):
    """Write rows of which only some columns are filled."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def lines_of(path):
    return list(open_source(path, Layout.GBIZINFO).lines())


def record_of(path):
    (line,) = lines_of(path)
    assert line.error is None, line.error
    return {name: value for name, value in line.record.items() if value is not None}


@pytest.fixture
def read(save):
    """Read one row of today's file of which only some columns are filled."""

    def one(columns=TODAY, **known):
        name = next(
            name for name in columns if name in ("商号または名称", "商号又は名称", "法人名")
        )
        row = {"法人番号": NUMBER, name: "架空精機株式会社"} | known
        return record_of(save("Kihonjoho_UTF-8.csv", a_file(row, columns=columns)))

    return one


def test_the_file_of_today_gives_a_whole_firm(read):
    assert len(TODAY) == 31
    assert read(
        **{
            "商号または名称（カナ）": "カクウセイキ",
            "登記住所": "新潟県西蒲原郡弥彦村架空１番地",
            "都道府県": "新潟県",
            "都道府県コード": "15",
            "市区町村（郡）": "西蒲原郡弥彦村",
            "市区町村コード": "342",
            "組織種別": "301",
            "状態": "-",
            "資本金": "10000000",
            "従業員数": "24",
            "事業概要": "精密板金と溶接",
            "創業年": "1968",
            "事業種目": "金属製品製造業|機械器具製造業",
            "設立年月日": "1970-04-01",
        }
    ) == {
        "firm_ref": NUMBER,
        "corporate_number": NUMBER,
        "name": "架空精機株式会社",
        "name_kana": "カクウセイキ",
        "prefecture": "新潟県",
        "municipality": "弥彦村",
        "municipality_code": "15342",
        "employees": 24,
        "founded": 1968,
        "summary": "精密板金と溶接",
        "capabilities": (
            {
                "capability_ref": f"{NUMBER}-1",
                "title": "金属製品製造業、機械器具製造業",
                "description": "精密板金と溶接",
            },
        ),
    }


def test_the_older_file_is_read_under_its_own_names(read):
    assert len(OLDER) == 22

    record = read(
        columns=OLDER,
        **{
            "法人名ふりがな": "カクウセイキ",
            "本社所在地": "三重県四日市市架空町1",
            "従業員数": "1,200人",
            "営業品目リスト": "115、104",
            "設立年月日": "1970/04/01",
        },
    )

    assert record["name_kana"] == "カクウセイキ"
    assert (record["prefecture"], record["municipality"]) == ("三重県", "四日市市")
    assert (record["employees"], record["founded"]) == (1200, 1970)
    assert record["capabilities"][0]["title"] == (
        "一般・産業用機器類の製造、非鉄金属・金属製品類の製造"
    )


def test_the_names_of_the_interface_document_are_read(read):
    record = read(
        columns=OF_THE_INTERFACE,
        本店所在地="愛知県 名古屋市中村区 名駅1-1",
        営業品目="精密板金｜溶接",
    )

    assert (record["prefecture"], record["municipality"]) == ("愛知県", "名古屋市中村区")
    assert record["capabilities"][0]["title"] == "精密板金、溶接"


def test_half_width_brackets_and_spaces_in_a_header_are_the_same_column(read):
    columns = [name.replace("（", "(").replace("）", ") ") for name in TODAY]

    assert read(columns=columns, **{"市区町村(郡) ": "燕市"})["municipality"] == "燕市"


@pytest.mark.parametrize(
    ("of_prefecture", "of_municipality", "code"),
    [("15", "213", "15213"), ("1", "100", "01100"), ("", "213", "15213"), ("15", "15213", "15213")],
)
def test_the_municipality_code_is_joined_from_two(read, of_prefecture, of_municipality, code):
    record = read(都道府県="新潟県", 都道府県コード=of_prefecture, 市区町村コード=of_municipality)

    assert record["municipality_code"] == code


def test_a_body_of_which_nothing_is_known_but_its_name_is_a_firm(read):
    record = read()

    assert record == {
        "firm_ref": NUMBER,
        "corporate_number": NUMBER,
        "name": "架空精機株式会社",
        "capabilities": (),
    }


def test_a_government_body_is_no_company(read):
    assert read(組織種別="201")["kind"] == "support_body"
    assert "kind" not in read(組織種別="301")


def test_what_is_only_odd_reads_as_unknown(read):
    record = read(従業員数="約50", 創業年="昭和43年", 設立年月日="不明", 市区町村コード="?")

    assert not {"employees", "founded", "municipality_code"} & set(record)


@pytest.mark.parametrize(
    "told",
    [
        {"登記記録の閉鎖等年月日": "2020-12-02"},
        {"登記記録の閉鎖等年月日": "2020-12-02", "登記記録の閉鎖等の事由": "01"},
        {"登記記録の閉鎖等の事由": "11"},
        {"状態": "閉鎖"},
    ],
)
def test_a_closed_registration_is_left_out_with_its_reason(save, told):
    row = {"法人番号": NUMBER, "商号または名称": "架空精機株式会社"} | told

    (line,) = lines_of(save("k.csv", a_file(row)))

    assert isinstance(line.error, LeftOutError)
    assert "登記が閉鎖された法人です" in line.error.message
    assert told.get("登記記録の閉鎖等年月日", "") in line.error.message
    if told.get("登記記録の閉鎖等の事由") == "01":
        assert "清算の結了等" in line.error.message


@pytest.mark.parametrize(
    ("number", "why"),
    [("", "13桁"), ("123", "13桁"), ("1" + NUMBER[1:], "検査用数字")],
)
def test_a_wrong_corporate_number_is_an_error_of_its_row(save, number, why):
    assert not NUMBER.startswith("1")
    rows = (
        {"法人番号": number, "商号または名称": "甲"},
        {"法人番号": OTHER, "商号または名称": "乙"},
    )

    first, second = lines_of(save("k.csv", a_file(*rows)))

    assert (first.number, first.error.field) == (2, "法人番号")
    assert why in first.error.message
    assert second.record["name"] == "乙"


def test_codes_become_what_a_firm_makes_sells_and_provides(read):
    record = read(**{"全省庁統一資格-営業品目": "102,202|306;129 999"})

    assert record["capabilities"][0]["title"] == (
        "ゴム・皮革・プラスチック製品類の製造、ゴム・皮革・プラスチック製品類の販売、ソフトウェア開発"
    )


def test_a_title_takes_whole_items_up_to_its_length(read):
    record = read(事業種目="|".join(f"第{number:03}品目製造業" for number in range(100)))

    title = record["capabilities"][0]["title"]
    assert len(title) <= 200
    assert title.endswith("製造業")


def test_the_file_may_carry_columns_of_no_interest_and_be_in_cp932(save):
    columns = [*TODAY, *(f"出典元-{name}" for name in TODAY)]
    row = {"法人番号": NUMBER, "商号または名称": "髙橋架空鍛造", "出典元-法人番号": "国税庁"}

    path = save("Kihonjoho_SJIS.csv", a_file(row, columns=columns), "cp932")

    assert record_of(path)["name"] == "髙橋架空鍛造"


def test_another_csv_is_refused(save):
    with pytest.raises(InvalidValueError, match="gBizINFO の法人基本情報ではありません"):
        open_source(save("firms.csv", "firm_ref,name\n"), Layout.GBIZINFO)
