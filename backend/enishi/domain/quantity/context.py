"""What the words near a number decide, where its notation leaves it open.

Each rule looks a few characters to both sides within the sentence, never further.
"""

import re
from decimal import Decimal

from enishi.domain.quantity.unit import Unit
from enishi.domain.quantity.value import Kind, Sense

_REACH = 20
_SENTENCE_END = re.compile("[。\n!?]")

_LIFTED = "機械|設備|重量|重さ|質量|自重|荷重|積載|クレーン|ホイスト|吊|トラック|車|袋|フレコン"
_PRESSES = (
    "プレス|射出|成形機|成型機|型締|ダイカスト|鍛造|油圧|加圧|インジェクション|マシン|機|クランク|ベンダ|"
    "ブレーキ|パンチ"
)
_MASS_BEFORE = re.compile(rf"(?:{_LIFTED})[^0-9。、]{{0,4}}$")
_MASS_AFTER = re.compile(rf" ?[のを]?(?:[^ 0-9。、]{{0,5}})(?:{_LIFTED})")
_PRESS_BEFORE = re.compile(  # also the second in a list: 成形機 30t×2台、80t×3台
    rf"(?:{_PRESSES})[^0-9。、抜曲加]{{0,6}}"
    r"(?:[0-9.]{1,5}(?:t|トン)[×x]?(?:[0-9]{1,3}台)?[、,・/と ]{1,2}){0,3}$"
)
_PRESS_AFTER = re.compile(rf"[^ 0-9。、,板材鋼を抜曲]{{0,8}}?(?:{_PRESSES}|クラス|級)(?!抜|加工)")

# The smallest power presses are of 5 t; plates over 30 mm are named by 板厚, not by t.
_LEAST_PRESS = 5
_THICKEST_SHEET = 30


def tonne_or_thickness(text: str, start: int, end: int, value: Decimal) -> tuple[Unit, Kind | None]:
    """Tell what a number followed by `t` is, trying in turn:

    1. a word of lifting or weight beside it → mass (2.8tクレーン, 重量1.5t);
    2. 5 or more beside a machine that presses → its clamping force (80tの順送プレス);
    3. below 30 → the thickness of a sheet in mm (1.2t, SUS304 3t);
    4. otherwise mass (100t).
    """
    before, after = _around(text, start, end)
    if _MASS_BEFORE.search(before) or _MASS_AFTER.match(after):
        return Unit.TONNE, None
    if _presses(before, after, value):
        return Unit.TONNE_FORCE, Kind.CLAMPING_FORCE
    if value < _THICKEST_SHEET:
        return Unit.MILLIMETRE, Kind.THICKNESS
    return Unit.TONNE, None


def tonne_or_press(text: str, start: int, end: int, value: Decimal) -> tuple[Unit, Kind | None]:
    """Tell what a number followed by トン is: never a thickness, else as for `t`."""
    before, after = _around(text, start, end)
    weighs = _MASS_BEFORE.search(before) or _MASS_AFTER.match(after)
    if not weighs and _presses(before, after, value):
        return Unit.TONNE_FORCE, Kind.CLAMPING_FORCE
    return Unit.TONNE, None


def _presses(before: str, after: str, value: Decimal) -> bool:
    if value < _LEAST_PRESS:
        return False
    return bool(_PRESS_BEFORE.search(before) or _PRESS_AFTER.match(after))


_ANGLES = re.compile(
    "角度|傾|テーパ|勾配|面取|開先|曲げ|回転|直角|すくい|ねじれ|首振|旋回|割出|斜め|V溝|刃先"
)
_TEMPERATURES = re.compile("温|熱|焼|炉|冷|融点|沸|雰囲気|乾燥|硬化|室内|気候|蒸気|溶か|溶融")
_RUBBER = re.compile("硬度|硬さ|デュロ")
_ARABIC = re.compile("[0-9.]")
_TIMES = ("一", "二", "三")


def degree(text: str, start: int, end: int, spelled: str) -> Unit | None:
    """Tell what 度 or ° is: an angle only beside a word of angles, or written °.

    度 without such a word is a temperature; below ten, or in kanji (一度, 二度), it is
    "times" unless a word of heat stands near; 一度 to 三度 are times even there. 硬度 makes
    it the durometer of rubber.
    """
    number = text[start : end - len(spelled)].strip()
    if number in _TIMES:
        return None
    before, after = _around(text, start, end)
    near = before[-10:] + "\n" + after[:6]
    if _RUBBER.search(near):
        return Unit.DUROMETER_A
    hot = _TEMPERATURES.search(near)
    if _ANGLES.search(near) and not (hot and spelled == "度" and after.startswith("焼")):
        return Unit.DEGREE
    if hot:
        return Unit.CELSIUS
    if spelled != "度":
        return Unit.DEGREE
    return Unit.CELSIUS if len(_ARABIC.findall(number)) >= 2 else None


_FAR_BEFORE = re.compile("(?:距離|半径|圏|車で|から)[^0-9。、]{0,4}$")
_FAR_AFTER = re.compile("(?:以内の|ほど|程度)?(?:圏|先|離|走|以内の(?:会社|工場|距離))")


def kilo(text: str, start: int, end: int) -> tuple[Unit, Kind | None]:
    """Tell what キロ is: kilograms, unless words of distance stand beside it."""
    before, after = _around(text, start, end)
    if _FAR_BEFORE.search(before) or _FAR_AFTER.match(after):
        return Unit.KILOMETRE, Kind.DISTANCE
    return Unit.KILOGRAM, None


_PRECISION = re.compile(
    "(?:台|以下|以内|レベル|クラス|級|オーダー|単位)?の?(?:加工|寸法|組立|位置決め|仕上げ?|研削)?"
    "(?:精度|公差|平面度|真円度|円筒度|直角度|平行度|同軸度|振れ|誤差)"
)


def is_precision(text: str, end: int) -> bool:
    """Tell whether a length is a tolerance by what follows: 5ミクロンの精度."""
    return _PRECISION.match(text, end) is not None


_NO_LEAD = re.compile(
    "支払|サイト|保証|保管|経過|返品|創業|設立|通勤|勤務|操業|稼働|有効|検収|車で|徒歩|電車|片道|硬化|"
    "乾燥|焼成|加熱|処理時間|サイクル|タクト|シフト|休日|寿命|耐用|実績|経験|過去|直近|ここ"
)
_NO_LEAD_AFTER = re.compile(
    "[^ 、。]{0,4}(?:サイト|保証|実績|稼働|勤務|保管|硬化|間隔|おき|ごと|毎|経験|前(?!後)|続|見積"
    "|回答|連絡|乾燥|加熱|熱処理)"
)
_LEAD_BEFORE = re.compile(
    "(?:(?:納期|リードタイム|L/T|納品|納入|出荷|発送|届|仕上|短納期|特急|最短|日数|期間)[^0-9。]{0,12}"
    "|(?:試作|量産|製作|加工)(?:品|時)?(?:は|が|に|なら)[^0-9。、]{0,6})$"
)
_LEAD_AFTER = re.compile(
    "(?:程度|ほど|くらい|ぐらい|前後|以内|まで|後)?(?:で|に|には|にて|中に|内に|の|は)?"
    "(?:納|短納期|届|出荷|発送|仕上|対応|製作|作|完成|お願|欲し|ほし|必要|可能|でき|出来|返|戻|上が|あが|用意"
    "|手配|引渡|引き渡|間に合|リードタイム)"
)
_IN_DAYS = re.compile("(?:程度|ほど|くらい|前後)?で(?:$| ?約?[0-9])")  # 10日で100個
_NOT_IN_DAYS = (Unit.HOUR, Unit.MINUTE, Unit.SECOND, Unit.YEAR)
_TOO_SHORT = (Unit.MINUTE, Unit.SECOND)


def is_lead_time(text: str, start: int, end: int, unit: Unit, sense: Sense) -> bool:
    """Tell whether a duration is when something is wanted: 3日で仕上げ, 2週間以内.

    `end` is where the unit ends. Payment terms, guarantees, hours of work and the times
    of a process are not.
    """
    before, after = _around(text, start, end)
    if _NO_LEAD.search(before) or _NO_LEAD_AFTER.match(after):
        return False
    if _LEAD_BEFORE.search(before) or _LEAD_AFTER.match(after):
        return True
    if unit not in _NOT_IN_DAYS and _IN_DAYS.match(after):
        return True
    return sense in (Sense.AT_MOST, Sense.UNDER) and unit not in _TOO_SHORT


_DATE_AFTER = re.compile(
    r"\([月火水木金土日祝]|締|〆|付|必着|着|払|までに|迄に|頃|ごろ|開催"
    "|に(?:納|お届|届|着|必要|出荷|引|発送|開|搬)"
)


def is_date(text: str, end: int) -> bool:
    """Tell whether 15日 is a day of the month by what follows: 15日までに, 15日(月).

    「15日まで」 without に is read as a duration: a form asks for it that way.
    """
    return _DATE_AFTER.match(text, end) is not None


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _REACH], maxsplit=1)[0]
    return before, after
