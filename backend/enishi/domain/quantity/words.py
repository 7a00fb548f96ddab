"""The words and signs around a number, in normalised text, and what each of them says."""

import re
from dataclasses import dataclass
from decimal import Decimal

from enishi.domain.quantity.unit import Unit
from enishi.domain.quantity.value import Kind, Sense


def _choices(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Word:
    """What a word before a number announces: 板厚 a thickness, in mm if no unit follows."""

    kind: Kind | None = None
    bare: Unit | None = None  # the unit of a number that has none
    sense: Sense | None = None
    rate: Unit | None = None  # the unit of a count that follows: 月産 → 個/月


_TABLE: tuple[tuple[Word, str], ...] = (
    (Word(Kind.DIAMETER, Unit.MILLIMETRE), "直径 外径 内径 口径 軸径 穴径 孔径 線径 刃径 呼び径"),
    (Word(Kind.THICKNESS, Unit.MILLIMETRE), "板厚 厚み 厚さ 肉厚"),
    # Coatings are microns thick; nobody writes the unit.
    (Word(Kind.THICKNESS, Unit.MICROMETRE), "膜厚 膜厚さ 皮膜厚 めっき厚 メッキ厚 めっき厚さ"),
    (
        Word(Kind.TOLERANCE, Unit.MILLIMETRE),
        "公差 精度 誤差 バラツキ ばらつき 反り 直角度 真円度 平面度 平坦度 平行度 同軸度 同芯度 "
        "同心度 円筒度 平面 平行 真円 円筒 真直度 位置度 対称度 輪郭度 傾斜度 振れ",
    ),
    (Word(Kind.ROUGHNESS, Unit.MICROMETRE), "面粗度 表面粗度 表面粗さ 面粗さ 粗さ"),
    (Word(Kind.CLAMPING_FORCE, Unit.TONNE_FORCE), "型締力 型締め力 加圧力 加圧能力 プレス能力"),
    (
        Word(Kind.SIZE, Unit.MILLIMETRE),
        "長さ 全長 有効長 加工長 幅 高さ 奥行 奥行き 深さ 縦 横 サイズ 寸法 外形 ストローク",
    ),
    (
        Word(Kind.SIZE, Unit.MILLIMETRE, Sense.AT_MOST),
        "最大ワーク 最大ワークサイズ 最大加工寸法 最大加工サイズ 最大寸法 最大サイズ 最大長さ",
    ),
    (Word(Kind.DIAMETER, Unit.MILLIMETRE, Sense.AT_MOST), "最大径 最大外径 最大加工径"),
    (Word(Kind.THICKNESS, Unit.MILLIMETRE, Sense.AT_MOST), "最大板厚"),
    (
        Word(Kind.LOT, Unit.PIECE),
        "ロット ロット数 lot Lot LOT 1ロット 一ロット 1回 一回 毎回 数量 個数 本数 枚数 台数 員数 "
        "必要数 生産数 発注数 注文数 受注数",
    ),
    (Word(Kind.LOT, Unit.PIECE, Sense.AT_LEAST), "最小ロット 最低ロット 最小ロット数 MOQ"),
    (Word(Kind.LOT, Unit.PIECE, Sense.AT_MOST), "最大ロット"),
    (Word(Kind.LEAD_TIME), "納期 リードタイム L/T LT 納品 製作期間 加工期間"),
    (
        Word(bare=Unit.PER_MONTH, rate=Unit.PER_MONTH),
        "月産 月産能力 月間 月間生産数 毎月 月々 月平均 月",
    ),
    (Word(bare=Unit.PER_YEAR, rate=Unit.PER_YEAR), "年産 年産能力 年間 年間生産数 毎年 年"),
    (Word(bare=Unit.PER_DAY, rate=Unit.PER_DAY), "日産 日産能力 日量 毎日 日に"),
    (Word(bare=Unit.PER_WEEK, rate=Unit.PER_WEEK), "週産 毎週 週"),
)
WORDS = {text: word for word, texts in _TABLE for text in texts.split()}

# 5月, 今月 and 3ヶ月 are not "a month"; a Latin word must not end another one (Pilot).
_NUMBERS = "0-9一二三四五六七八九十百数"
_NOT_AFTER = {
    "月": rf"(?<![{_NUMBERS}今来先翌当正ヶケカかヵ箇個毎各半曜隔満])",
    "年": rf"(?<![{_NUMBERS}今昨去来翌当周毎近例本多長半])",
    "日に": "(?<![0-9一-龠々])",
    "週": rf"(?<![{_NUMBERS}今来先翌前毎隔])",
    **dict.fromkeys(
        ("lot", "Lot", "LOT", "LT", "L/T", "MOQ", "1ロット", "1回"), "(?<![A-Za-z0-9.])"
    ),
}
_WORD = "|".join(
    _NOT_AFTER.get(text, "") + re.escape(text) for text in sorted(WORDS, key=len, reverse=True)
)


# Signs that stand right before the number.
SYMBOLS = {
    "diameter": "[φΦϕ⌀øØ∅фФ]|(?<![ァ-ヴー])パイ",
    "thickness": "(?<![A-Za-z0-9])t ?=?|(?<![A-Za-z0-9-])T=?",
    "roughness": "(?<![A-Za-z])(?:R[aA]|R[zZ]|Ry|Rmax)",
    "thread": "(?<![A-Za-z0-9])M",
    "tolerance": r"±|\+/?-|プラスマイナス|プラマイ",
    "hardness": "(?<![A-Za-z])(?:H[Rr][ABCabc]|hr[abc]|H[vV]|HBW?|H[sS])",
    "square": "[□◻]",
    "side": "(?<![A-Za-z0-9])[WDHLwdhl] ?=?",  # W600×D400×H300
    "yen": r"[¥\\]",
    "point": "コンマ|こんま",  # コンマ2ミリ = 0.2 mm
    "between": "(?<![一-龠々])中",  # 中2日 = two days between = the third day
}
SYMBOL_OF = {
    "diameter": Word(Kind.DIAMETER, Unit.MILLIMETRE),
    "thickness": Word(Kind.THICKNESS, Unit.MILLIMETRE),
    "roughness": Word(Kind.ROUGHNESS, Unit.MICROMETRE),
    "thread": Word(Kind.THREAD, Unit.MILLIMETRE),
    "tolerance": Word(Kind.TOLERANCE, Unit.MILLIMETRE),
    "square": Word(Kind.SIZE, Unit.MILLIMETRE),
    "side": Word(Kind.SIZE, Unit.MILLIMETRE),
    "yen": Word(bare=Unit.YEN),
}
_SYMBOL = "|".join(f"(?P<{name}>{pattern})" for name, pattern in SYMBOLS.items())

_BEFORE: dict[Sense, str] = {
    Sense.ABOUT: "約 およそ おおよそ おおむね 概ね だいたい 大体 ほぼ 凡そ ≒ ≈ about",
    Sense.AT_MOST: "最大 最大で 最長 最高 MAX max Max 上限 ≦ ≤ <= せいぜい 多くて 遅くとも within",
    Sense.UNDER: "<",
    Sense.AT_LEAST: "最小 最低 最低でも 最短 MIN min Min 下限 ≧ ≥ >= 少なくとも",
    Sense.OVER: ">",
}
_AFTER: dict[Sense, str] = {
    Sense.AT_MOST: "以内 以下 まで 迄 (MAX) (max) MAX. max. MAX max Max 内に 中に が上限 を上限",
    Sense.UNDER: "未満 を下回 より小さ より短",
    Sense.AT_LEAST: "以上 (MIN) (min) MIN. min. MIN が下限",
    Sense.OVER: "超 を超え を越え オーバー より大き",
    Sense.ABOUT: "前後 程度 ほど ぐらい くらい 内外 見当 オーダー レベル",
}
SENSE_BEFORE = {word: sense for sense, words in _BEFORE.items() for word in words.split()}
SENSE_AFTER = {word: sense for sense, words in _AFTER.items() for word in words.split()} | {
    "から": Sense.AT_LEAST,
    "〜": Sense.AT_LEAST,
    "より": Sense.AT_LEAST,
    "程": Sense.ABOUT,
    "位": Sense.ABOUT,
    "弱": Sense.ABOUT,
    "強": Sense.ABOUT,
}

_A_NUMBER = "[0-9一二三四五六七八九十百千数φΦ]"
_UP_TO = "(?<![^ 、。(:は\n])〜"  # 〜100個, with nothing for the 〜 to start from
SENSE_WORD = re.compile(f"{_UP_TO}|{_choices(' '.join(SENSE_BEFORE))}")

# The longest head in use (最小ロット数は約最大φ) and some air; a search never looks further.
HEAD_REACH = 24
HEAD = re.compile(
    rf"(?:(?P<word>{_WORD})(?:[ :=]|あたり|当たり|当り|につき|とも|は|が|を|の|も|で|に){{0,3}})?"
    rf"(?P<senses>(?:(?:{SENSE_WORD.pattern}) ?){{0,2}})"
    rf"(?:(?P<symbol>{_SYMBOL}) ?)?"
    r"(?P<sign>(?:(?<![A-Za-z0-9)])[-+]|マイナス|プラス|零下|氷点下) ?)?$"
)

TAIL = re.compile(
    rf" ?(?P<sense>{_choices(' '.join(_AFTER[s] for s in _AFTER))}"
    rf"|(?:から|〜)(?! ?{_A_NUMBER})"
    r"|より(?=$|[ 、。,)\n]|承|受|対応|可|製作)|程(?!度)|位(?!置)|弱(?!い)|強(?![度化い力]))"
)

# A unit that is not known here, after ±: セント of a tuner, V.
OTHER_UNIT = re.compile("(?!クラス|レベル|オーダー|R[az])[A-Za-zァ-ヴ]")

# What may follow a number that has no unit: the end, a space, a stop, a particle, a sense.
BARE_END = re.compile(
    r"$|[ \n、。,)」/;:±+〜×xX~-]|(?:は|が|を|で|と|に|の|も|や|から|まで|以|未満|程度|前後|ほど"
    r"|くらい|ぐらい|位|超|台|MAX|max|縦|横|幅|高|長|奥|深|厚|φ)"
)

RANGE = re.compile(r" ?(?:〜|から|ないし|乃至|-) ?")
OR = re.compile("[、・]")  # 五、六本
CROSS = re.compile(" ?[×xX*✕✖╳] ?")
SIDE_SUFFIX = re.compile("(?:(?P<thick>[tT])|(?P<round>[φΦϕ]|丸)|[WDHLwdhl])(?![A-Za-z0-9])")
SHAPE_SUFFIX = re.compile(
    " ?(?:(?P<square>角(?![度形速])|立方|□)|(?P<round>[φΦϕ](?![0-9])|パイ|丸(?![一ごみ])|径))"
)
ROUGHNESS_SUFFIX = re.compile(" ?R[az](?![A-Za-z0-9])")  # 0.2Ra
THREAD_PITCH = re.compile(r" ?[×xX*] ?(?:P ?=? ?)?[0-9]{1,3}(?:\.[0-9]{1,2})?(?:mm|L)?")  # M6×1.0
FIT = re.compile("(?:[A-HJ-Z]|js|[a-hj-z])[4-9][0-9]?(?![0-9])")  # はめあい: φ20H7×30
HALF = re.compile("半(?![分端導製数面径期日月年島信])")  # 2メートル半

RATE_SUFFIX = re.compile(
    " ?/ ?1?(?P<period>[ヶケカかヵ]?月|month|M(?![A-Za-z])|年|year|Y(?![A-Za-z])|日|day"
    "|D(?![A-Za-z])|週間?|week|W(?![A-Za-z])|ロット|lot|回)"
)
PER_PERIOD = re.compile("(?:につき|あたり|当たり|当り|に)?")
PER_ONE = re.compile("あたり|当たり|当り|につき")
RATE_OF_PERIOD = {
    "月": Unit.PER_MONTH,
    "年": Unit.PER_YEAR,
    "日": Unit.PER_DAY,
    "週": Unit.PER_WEEK,
}
RATE_OF_LATIN = {"m": "月", "y": "年", "d": "日", "w": "週"}
RATE_OF_UNIT = {
    Unit.DAY: Unit.PER_DAY,
    Unit.WEEK: Unit.PER_WEEK,
    Unit.MONTH: Unit.PER_MONTH,
    Unit.YEAR: Unit.PER_YEAR,
}
MASS_RATE = {
    Unit.PER_DAY: Unit.TONNE_PER_DAY,
    Unit.PER_WEEK: Unit.TONNE_PER_WEEK,
    Unit.PER_MONTH: Unit.TONNE_PER_MONTH,
    Unit.PER_YEAR: Unit.TONNE_PER_YEAR,
}


@dataclass(frozen=True, slots=True)
class Idiom:
    """A quantity said without a number: 翌日, 半年, 百分台."""

    value: Decimal
    unit: Unit
    kind: Kind | None = None
    sense: Sense = Sense.EXACT
    upper: Decimal | None = None


def _precision(um: str, sense: Sense = Sense.ABOUT) -> Idiom:
    return Idiom(Decimal(um), Unit.MICROMETRE, Kind.TOLERANCE, sense)


def _day(days: str, upper: str | None = None) -> Idiom:
    far = None if upper is None else Decimal(upper)
    sense = Sense.EXACT if far is None else Sense.RANGE
    return Idiom(Decimal(days), Unit.DAY, Kind.LEAD_TIME, sense, far)


IDIOMS: dict[str, Idiom] = {
    "翌々日": _day("2"),
    "翌日": _day("1"),
    "即日": _day("0"),
    "当日納品": _day("0"),
    "当日出荷": _day("0"),
    "一両日": _day("1", "2"),
    "1両日": _day("1", "2"),
    "翌営業日": Idiom(Decimal(1), Unit.WORKING_DAY, Kind.LEAD_TIME),
    "半日": Idiom(Decimal("0.5"), Unit.DAY),
    "半月": Idiom(Decimal("0.5"), Unit.MONTH),
    "半年": Idiom(Decimal(6), Unit.MONTH),
    "百分台": _precision("10"),  # 1/100 mm
    "百分代": _precision("10"),
    "千分台": _precision("1"),  # 1/1000 mm
    "千分代": _precision("1"),
    "ミクロン台": _precision("1"),
    "ミクロン単位": _precision("1"),
    "ミクロンオーダー": _precision("1"),
    "ミクロンレベル": _precision("1"),
    "サブミクロン": _precision("1", Sense.UNDER),
}

_KANJI = "一二三四五六七八九十"
_DAY_OF_MONTH = rf"(?:[0-9]{{1,2}}|[{_KANJI}]{{1,3}})日"
_MONTH_NAME = rf"(?<![0-9.])(?:[0-9]{{1,2}}|[{_KANJI}]{{1,3}})月"
# Numbers that are no quantities. Each alternative is of bounded length.
NOISE = "|".join(
    (
        rf"(?:令和|平成|昭和|大正|明治)(?:[0-9]{{1,2}}|元|[{_KANJI}]{{1,3}})年度?",
        "(?<![0-9.,])(?:1[89]|20)[0-9]{2}年(?![間以])[度代]?",
        rf"{_MONTH_NAME}(?:{_DAY_OF_MONTH})?(?:(?:〜|から)(?:{_MONTH_NAME})?{_DAY_OF_MONTH})?",
        "(?<![0-9/.])(?:20[0-9]{2}/)?[0-9]{1,2}/[0-9]{1,2}(?=\\(|まで|迄|必着|締|頃|納)",
        "(?<![0-9])[0-9]{1,2}(?:時(?!間)(?:[0-9]{1,2}分|半)?|:[0-9]{2})",
        "(?<![0-9])0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}(?![0-9])",
        "〒 ?[0-9]{3}-[0-9]{4}",
        f"第 ?(?:[0-9]{{1,4}}|[{_KANJI}]{{1,4}})",
        f"[{_KANJI}廿]{{1,3}}日[市町]",  # 四日市, 十日町
        "六本木|二本松|三本木|三日月|一円|一本化|一枚岩|一点張|[一1]日(?:も|でも)早|一日中|十分(?![の間])",
        "24時間365日|24時間(?=対応|体制|稼働|操業|受付|営業|無人|連続|フル)|365日",
        "[1一]対[1一]",
    )
)

_N = r"[0-9]++(?:\.[0-9]++)?+"
_M = "(?:mm|μm|μ)?"
# +0.02/-0.01, 0〜+0.02, +0.01〜+0.03: the tolerance zone. A zone of ℃ or % is a range.
ZONE = re.compile(
    "(?P<limits>"
    rf"\+{_N}{_M} ?[/,〜]? ?-{_N}"
    rf"|(?<![A-Za-z0-9.])-{_N}{_M} ?[/,〜]? ?\+{_N}"
    rf"|(?<![0-9.])0 ?(?:/ ?-|[/〜] ?\+){_N}"
    rf"|(?:\+|(?<![A-Za-z0-9.])-){_N}{_M} ?[/〜] ?0(?![0-9.])"
    rf"|(?P<both>\+{_N}{_M} ?[/〜] ?\+{_N})"
    ") ?(?P<unit>μm|μ|ミクロン|mm|ミリ)?(?! ?[℃°度%A-Za-z個本枚])"
)

FRACTION = re.compile(
    rf"(?P<top>{_N})/(?P<bottom>{_N})|(?P<below>[0-9{_KANJI}百千]{{1,5}}+)分の(?P<above>{_N}|[{_KANJI}])"
)
NOT_PRECISION_BEFORE = re.compile(
    "(?:勾配|テーパ|縮尺|スケール|傾斜|確率|比|コスト|価格)[^0-9]{0,3}$"
)
MIXED = re.compile(
    r"(?P<whole>[0-9]{1,3}) (?P<top>[0-9]{1,2})/(?P<bottom>[0-9]{1,3})(?= ?(?:インチ|in|吋))"
)
NOT_PRECISION = re.compile(
    "秒|スケール|サイズ|模型|モデル|縮尺|に|の(?:価格|コスト|サイズ|大きさ|重さ|重量|確率|時間|値段|費用)"
)
