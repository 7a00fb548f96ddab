"""The items of the government-wide tender qualification (全省庁統一資格の営業品目).

gBizINFO gives them as codes such as `115、306`. The hundreds digit says what the firm does with the
item: 1 makes it (物品の製造), 2 sells it (物品の販売), 3 provides a service (役務の提供等), 4 buys
(物品の買受け).
"""

import re

_GOODS = (
    *("衣服・その他繊維製品類", "ゴム・皮革・プラスチック製品類", "窯業・土石製品類"),
    *("非鉄金属・金属製品類", "フォーム印刷", "その他印刷類", "図書類", "電子出版物類"),
    *("紙・紙加工品類", "車両類", "その他輸送・搬送機械器具類", "船舶類", "燃料類", "家具・什器類"),
    *("一般・産業用機器類", "電気・通信用機器類", "電子計算機類", "精密機器類", "医療用機器類"),
    *("事務用機器類", "その他機器類", "医薬品・医療用品類", "事務用品類", "土木・建設・建築材料"),
    *("造幣・印刷事業用原材料類", "造幣事業用金属工芸品類", "警察用装備品類", "防衛用装備品類"),
    "その他",
)
_SERVICES = (
    *("広告・宣伝", "写真・製図", "調査・研究", "情報処理", "翻訳・通訳・速記", "ソフトウェア開発"),
    *("会場等の借り上げ", "賃貸借", "建物管理等各種保守管理", "運送", "車両整備", "船舶整備"),
    *("電子出版", "防衛用装備品類の整備", "その他"),
)
_PURCHASES = ("立木竹", "その他")
_NAMES = {
    **{str(101 + at): f"{name}の製造" for at, name in enumerate(_GOODS)},
    **{str(201 + at): f"{name}の販売" for at, name in enumerate(_GOODS)},
    **{str(301 + at): name for at, name in enumerate(_SERVICES)},
    **{str(401 + at): f"{name}の買受け" for at, name in enumerate(_PURCHASES)},
}
# 「その他」 says nothing about a firm; nor does a code that the list does not know.
_SAYS_NOTHING = frozenset(("129", "229", "315", "402"))

_BETWEEN_CODES = re.compile(r"[|｜;；、,，\s]+")
_BETWEEN_NAMES = re.compile(r"[|｜;；、\r\n]+")
_CODE = re.compile(r"\d{3}", re.ASCII)


def items_in(cell: str) -> list[str]:
    """Return the items that a cell lists, codes by their names, each once."""
    codes = [part for part in _BETWEEN_CODES.split(cell) if part]
    if all(map(_CODE.fullmatch, codes)):
        names = (_NAMES.get(code) for code in codes if code not in _SAYS_NOTHING)
        return [*dict.fromkeys(name for name in names if name is not None)]
    parts = (part.strip() for part in _BETWEEN_NAMES.split(cell))
    return [*dict.fromkeys(part for part in parts if part)]
