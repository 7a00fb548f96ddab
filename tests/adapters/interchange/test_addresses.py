import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.adapters.interchange.addresses import (
    PREFECTURES,
    municipality_code,
    municipality_of,
    prefecture_of,
)


@pytest.mark.parametrize(
    ("address", "municipality"),
    [
        ("三重県四日市市諏訪町1-5", "四日市市"),
        ("広島県廿日市市下平良1-11-1", "廿日市市"),
        ("石川県野々市市三納1-1", "野々市市"),
        ("千葉県市川市八幡1-1-1", "市川市"),
        ("千葉県市原市国分寺台中央1-1-1", "市原市"),
        ("長野県大町市大町3887", "大町市"),
        ("東京都町田市森野2-2-22", "町田市"),
        ("新潟県十日町市千歳町3-3", "十日町市"),
        ("山形県村山市中央1-3-6", "村山市"),
        ("東京都東村山市本町1-2-3", "東村山市"),
        ("東京都武蔵村山市本町1-1-1", "武蔵村山市"),
        ("新潟県村上市三之町1-1", "村上市"),
        ("東京都羽村市緑ヶ丘5-2-1", "羽村市"),
        ("福島県田村市船引町船引1", "田村市"),
        ("長崎県大村市玖島1-25", "大村市"),
        ("岐阜県郡上市八幡町島谷228", "郡上市"),
        ("福島県郡山市朝日1-23-7", "郡山市"),
        ("愛知県蒲郡市旭町17-1", "蒲郡市"),
        ("奈良県大和郡山市北郡山町248-4", "大和郡山市"),
        ("福岡県小郡市小郡255-1", "小郡市"),
        ("山口県山口市小郡下郷609-1", "山口市"),
        ("香川県丸亀市郡家町1", "丸亀市"),
        ("三重県津市西丸之内23-1", "津市"),
        ("新潟県新潟市西蒲区巻甲2690-1", "新潟市西蒲区"),
        ("愛知県名古屋市中村区名駅1-1-4", "名古屋市中村区"),
        ("埼玉県さいたま市大宮区大門町3-1", "さいたま市大宮区"),
        ("神奈川県横浜市保土ケ谷区川辺町2-9", "横浜市保土ケ谷区"),
        ("東京都新宿区市谷加賀町1-1", "新宿区"),
        ("東京都大島町元町1-1", "大島町"),
        ("北海道余市郡余市町朝日町26", "余市町"),
        ("奈良県高市郡明日香村岡55", "明日香村"),
        ("富山県中新川郡上市町法音寺1", "上市町"),
        ("奈良県吉野郡下市町下市1960", "下市町"),
        ("栃木県芳賀郡市貝町市塙1280", "市貝町"),
        ("山梨県西八代郡市川三郷町市川大門1790-3", "市川三郷町"),
        ("群馬県佐波郡玉村町下新田201", "玉村町"),
        ("佐賀県杵島郡大町町大町5017", "大町町"),
        ("宮城県柴田郡村田町村田1", "村田町"),
        ("兵庫県赤穂郡上郡町大持278", "上郡町"),
        ("山形県東村山郡山辺町緑ヶ丘5", "山辺町"),
        ("新潟県西蒲原郡弥彦村矢作402", "弥彦村"),
        ("新潟県弥彦村矢作402", "弥彦村"),
    ],
)
def test_an_address_is_split_at_its_municipality(address: str, municipality: str) -> None:
    prefecture = prefecture_of(address)

    assert prefecture is not None
    assert municipality_of(address.removeprefix(prefecture)) == municipality


@pytest.mark.parametrize("address", ["", "Chiyoda-ku, Tokyo", "霞が関1-3-1", "市"])
def test_what_is_no_address_has_no_municipality(address: str) -> None:
    assert municipality_of(address) is None


def test_kyoto_is_not_taken_for_tokyo() -> None:
    assert prefecture_of("京都府京都市中京区") == "京都府"
    assert prefecture_of("東京都中央区") == "東京都"


def test_prefectures_stand_in_the_order_of_their_codes() -> None:
    codes = {name: at for at, name in enumerate(PREFECTURES, 1)}

    assert len(codes) == 47
    known = {"北海道": 1, "東京都": 13, "新潟県": 15, "愛知県": 23, "大阪府": 27, "沖縄県": 47}
    assert {name: codes[name] for name in known} == known


@pytest.mark.parametrize(
    ("prefecture", "municipality", "code"),
    [
        ("15", "213", "15213"),
        ("1", "100", "01100"),
        ("07", "2", "07002"),
        ("15", "15213", "15213"),
        ("", "15213", "15213"),
        ("15", "152137", "15213"),
        ("15", "", None),
        ("", "213", None),
        ("15", "1521", None),
        ("15", "２１３", None),
        ("県", "213", None),
    ],
)
def test_a_municipality_code_is_joined_from_the_codes_of_a_registry(
    prefecture: str, municipality: str, code: str | None
) -> None:
    assert municipality_code(prefecture, municipality) == code


@given(st.text(alphabet="市区町村郡大中新一A1 ", max_size=20))
def test_a_municipality_is_a_part_of_its_address(address: str) -> None:
    found = municipality_of(address)

    assert found is None or (found in address and found[-1] in "市区町村")
