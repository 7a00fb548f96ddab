"""How each unit is written, in normalised text.

A guard is what must not follow: 「3本」 counts, 「3本社」 does not. Three spellings say more
than one thing and are settled by `context`: t, 度 (with °) and キロ.
"""

import re
from functools import cache

from enishi.domain.quantity.unit import Unit

# Not part of a longer word, an area (mm2, m3) or a speed (m/min); 個/month is a rate.
_LATIN = r"(?![A-Za-z^])(?![23](?![0-9.,]|[個本枚台]))(?!/(?!month|day|week|year|lot)[a-z分秒時])"
# One letter before a figure is a fit or a code as well: 20h6, 20g6, 20m6.
_LETTER = rf"{_LATIN}(?![0-9])"
_METRE = rf"{_LATIN}(?![0-9]+(?!cm|[0-9]))"  # but 2m50cm
_NONE = ""

_SPELLINGS: tuple[tuple[Unit, str, str], ...] = (
    (Unit.MILLIMETRE, "mm MM", _LATIN),
    (
        Unit.MILLIMETRE,
        "ミリメートル ミリメーター ミリ 粍",
        "(?!グラム|リットル|秒|ボルト|アンペア|波)",
    ),
    (Unit.NANOMETRE, "nm", _LATIN),
    (Unit.NANOMETRE, "ナノメートル ナノ", "(?!秒)"),
    (Unit.MICROMETRE, "μm um μ", _LATIN),
    (Unit.MICROMETRE, "マイクロメートル マイクロ ミクロン", "(?!グラム|リットル|秒|波)"),
    (Unit.CENTIMETRE, "cm CM", _LATIN),
    (Unit.CENTIMETRE, "センチメートル センチ 糎", _NONE),
    (Unit.METRE, "m", _METRE),
    (Unit.METRE, "メートル メーター", _NONE),
    (Unit.KILOMETRE, "km Km KM", _LATIN),
    (Unit.KILOMETRE, "キロメートル", _NONE),
    (Unit.INCH, "inches inch in", _LATIN),
    (Unit.INCH, "インチ 吋", _NONE),
    (Unit.SHAKU, "尺", "(?![度貫]|八(?!寸))"),  # 尺度, 尺八; but 一尺八寸
    (Unit.SUN, "寸", "(?![法断])"),
    (Unit.DEGREE, "° deg", _LATIN),
    (Unit.DEGREE, "度", "(?![数目合々毎量胸])"),
    (Unit.ARC_MINUTE, "′", _NONE),
    (Unit.KILOGRAM, "kg Kg KG", _LATIN),
    (
        Unit.KILOGRAM,
        "キログラム キロ",
        "(?!ワット|ボルト|ヘルツ|リットル|バイト|ニュートン|パスカル|アンペア|カロリー)",
    ),
    (Unit.GRAM, "g", _LETTER),
    (Unit.GRAM, "グラム", _NONE),
    (Unit.MILLIGRAM, "mg", _LATIN),
    (Unit.MILLIGRAM, "ミリグラム", _NONE),
    (Unit.TONNE, "tons ton", _LATIN),
    (Unit.TONNE, "t T", _LETTER),
    (Unit.TONNE, "トン", "(?!ネル|ボ|グ|カチ)"),
    (Unit.KILONEWTON, "kN KN", _LATIN),
    (Unit.KILONEWTON, "キロニュートン", _NONE),
    (Unit.TONNE_FORCE, "tonf tf", _LATIN),
    (Unit.MEGAPASCAL, "MPa Mpa MPA N/mm2 N/mm^2", r"(?![A-Za-z0-9])"),
    (Unit.MEGAPASCAL, "メガパスカル", _NONE),
    (Unit.KILOPASCAL, "kPa KPa", _LATIN),
    (Unit.ATMOSPHERE, "atm", _LATIN),
    (Unit.ATMOSPHERE, "気圧", _NONE),
    (Unit.KILOGRAM_FORCE_A_CM2, "kgf/cm2 kgf/cm^2 kg/cm2 kg/cm^2", r"(?![A-Za-z0-9])"),
    (Unit.KILOWATT, "kW KW kw", _LATIN),
    (Unit.KILOWATT, "キロワット", "(?!時)"),
    (Unit.HORSEPOWER, "PS HP hp", _LATIN),
    (Unit.HORSEPOWER, "馬力", _NONE),
    (Unit.CELSIUS, "℃", _NONE),
    (Unit.HRC, "HRC", _LATIN),
    (Unit.HRB, "HRB", _LATIN),
    (Unit.HRA, "HRA", _LATIN),
    (Unit.HV, "HV Hv", _LATIN),
    (Unit.HB, "HBW HB", _LATIN),
    (Unit.HS, "HS Hs", _LATIN),
    (Unit.SECOND, "sec", _LATIN),
    (Unit.SECOND, "秒間 秒", _NONE),
    (Unit.MINUTE, "min", _LATIN),
    (Unit.MINUTE, "分間 分", "(?![の割野類解岐析程散離布担注納量別冊])"),
    (Unit.HOUR, "hours hour", _LATIN),
    (Unit.HOUR, "h", _LETTER),
    (Unit.HOUR, "時間", "(?![帯外給割])"),
    (Unit.DAY, "days day", _LATIN),
    (Unit.DAY, "日間 日", "(?![本産市町常付程刊曜光米勤時没向立野進陰目々])"),
    (Unit.WEEK, "weeks week", _LATIN),
    (Unit.WEEK, "週間 週", "(?![末明刊休報次目])"),
    (Unit.MONTH, "months month", _LATIN),
    (Unit.MONTH, " ".join(f"{mark}月間 {mark}月" for mark in "ヶケカかヵ箇個"), "(?!目)"),
    (Unit.YEAR, "years year", _LATIN),
    (Unit.YEAR, "年間 年", "(?![度代生目式前型製物齢配])"),
    (Unit.WORKING_DAY, "営業日 稼働日 稼動日 実働日 就業日", "(?!目)"),
    (Unit.PIECE, "pieces piece pcs Pcs PCS pc", _LATIN),
    (Unit.PIECE, "ピース", _NONE),
    (Unit.PIECE, "ケ ヶ コ", "(?![月所国条年寺ァ-ヴー])"),
    (Unit.PIECE, "個", "(?![人別性所室々国年月])"),
    (Unit.PIECE, "点", "(?![間支検滴火在灯数目])"),
    (Unit.PIECE, "丁", "(?![目寧])"),
    (Unit.PIECE, "着", "(?![手工火地目色座脱])"),
    (Unit.PIECE, "基", "(?![本板準礎幹盤金地])"),
    (Unit.PIECE, "脚 客 膳 冊", "(?![様先所子])"),
    (Unit.ROD, "本", "(?![社体部質格当来文日木業田町店人物数線案坂郷庄棚間場音気])"),
    (Unit.SHEET, "sheets sheet", _LATIN),
    (Unit.SHEET, "枚", "(?![方挙岡])"),
    (Unit.MACHINE, "台", "(?![湾車帳形数北南東場所風])"),
    (Unit.GROUP, "組", "(?![立合織付み成込])"),
    (Unit.SET, "sets set", _LATIN),
    (Unit.SET, "セット", "(?!アップ|メーカ)"),
    (Unit.SET, "式", "(?![典次場])"),
    (Unit.PAIR, "足", "(?![りらす元場立])"),
    (Unit.PAIR, "双 ペア", _NONE),
    (Unit.PAIR, "対", "(?![応策象比称])"),
    (Unit.ROLL, "反", "(?![応射転対復])"),
    (Unit.ROLL, "巻", "(?![線き取])"),
    (Unit.DOZEN, "ダース", _NONE),
    (Unit.LOT, "lots lot Lot LOT", _LATIN),
    (Unit.LOT, "ロット", "(?!番号|管理|サイズ|数|No)"),
    (Unit.YEN, "円", "(?![筒形周弧板盤錐柱滑卓])"),
    (Unit.PERCENT, "% パーセント", _NONE),
    (Unit.PPM, "ppm", _LATIN),
)

UNIT_OF = {spelled: unit for unit, written, _ in _SPELLINGS for spelled in written.split()}


def unit_at(text: str, at: int) -> re.Match[str] | None:
    """Return the unit that stands at a place, as the group `unit`, a blank before it allowed."""
    return _pattern().match(text, at)


@cache
def _pattern() -> re.Pattern[str]:
    """Compile the spellings when a text first has a number: that takes 30 ms."""
    guarded = [(spelled, guard) for _, written, guard in _SPELLINGS for spelled in written.split()]
    guarded.sort(key=lambda pair: -len(pair[0]))  # mm before m, 日間 before 日
    choices = "|".join(re.escape(spelled) + guard for spelled, guard in guarded)
    return re.compile(f" ?(?P<unit>{choices})")
