"""Japanese text made comparable: one spelling for what a reader takes for the same.

Three strengths. `well_formed` only refuses what no document holds. `normalise` keeps the
meaning and every word, so that it may be shown. `fold` is for comparing and is never shown.

Whether めっき and メッキ, or 磨き and 研磨, are the same work is a matter of the trade: the
lexicon (用語集) says so, not this module.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from enishi.domain.errors import InvalidValueError

# Tab, line feed and carriage return are the only controls that documents really hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# Invisible: zero-width marks, soft hyphen, BOM, variation selectors (葛󠄀 in firm names).
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Kanji, kana, Japanese stops and ASCII but for - and space: NFKC leaves them alone and nothing
# but the dashes depends on them. The last of a run may take a mark and is not plain.
_PLAIN = "!-,.-~、。「」ぁ-ゖァ-ヺー\u3400-\u9fff"
_RUN = re.compile(f"(?P<plain>[{_PLAIN}]+(?![^{_PLAIN}]))|[{_PLAIN}]?[^{_PLAIN}]+")

_HALF_WIDTH_KATAKANA = re.compile("[ｦ-ﾟ]")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁻]")
_VOICED = {"゛": "\u3099", "゜": "\u309a"}

# Dashes that people type for the long vowel mark ー, for minus and for a range alike.
_SOFT_DASH = "‐"  # may become ー; an ASCII hyphen between words stays one
_DASHES = "‐‑‒–—―−─━﹘－"
_DASH_INSIDE_WORD = re.compile(f"(?<=[ァ-ヺヽヾー])[{_DASHES}](?=[ァ-ヺヽヾ])")
_ANY_DASH = re.compile(f"[{_DASHES}]")
_FALSE_LONG_VOWEL = re.compile("(?<=[0-9A-Za-z-])ー+")
_ANY_WAVE = re.compile("[～~∼∾〰]")

_FOLDABLE = re.compile(r"\s+|°[Cc]")
_LINE_END = re.compile("[\n\r\u2028\u2029\x85]")

# Where NFKC would lose the dash that was typed, glue a space to a mark, or split ℃.
_UNLIKE_NFKC = {"－": _SOFT_DASH, "゜": "°", "゛": '"', "℃": "℃"}


def well_formed(text: str) -> str:
    r"""Return the text as it is.

    Raises InvalidValueError for NUL and the other control characters (\t, \n and \r pass)
    and for lone surrogates, which neither a database nor a tokeniser can hold.
    """
    found = _FORBIDDEN.search(text)
    if found is None:
        return text
    code = ord(found.group())
    raise InvalidValueError(
        f"使えない文字が含まれています（{found.start() + 1}文字目、U+{code:04X}）",
        english=f"character {found.start() + 1} is not allowed: U+{code:04X}",
    )


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A normalised text that knows where each of its characters came from.

    `starts[i]` and `ends[i]` bound, in the original, the characters that `text[i]` stands
    for: ㎜ gives two characters of one origin, ﾌﾟ one character of two.
    """

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise InvalidValueError(
                "正規化した文字列と位置の数が合いません",
                english="a normalised text needs one origin for each character",
            )

    @classmethod
    def of(cls, original: str) -> "NormalisedText":
        """Normalise; raises InvalidValueError where `well_formed` does."""
        return _folded(original, _compatible(well_formed(original)))

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the (start, end) in the original of `text[start:end]`.

        An empty span stays empty, where its next character begins. Raises
        InvalidValueError outside 0 ≤ start ≤ end ≤ len(text).
        """
        if not 0 <= start <= end <= len(self.text):
            raise InvalidValueError(
                f"範囲（{start}〜{end}）が文字列の外です",
                english=f"no such span: {start} to {end} of {len(self.text)}",
            )
        if start < end:
            return self.starts[start], self.ends[end - 1]
        here = self.starts[start] if start < len(self.text) else len(self.original)
        return here, here


def normalise(text: str) -> str:
    """Return the text in one width and one set of dashes, with its words as they were.

    NFKC (ﾌﾟﾚｽ → プレス, ㎜ → mm, µ → μ); dashes between katakana → ー, elsewhere → -;
    ～ ~ → 〜; °C → ℃; ½ → 1/2; runs of space → one, of line ends → one, none at the ends.
    Letter case is kept. The result is a fixed point. Raises InvalidValueError where
    `well_formed` does.
    """
    return NormalisedText.of(text).text


def fold(text: str) -> str:
    """Return the key under which spellings of the same words meet; never shown.

    `normalise`, then lower case, 旧字体 → 新字体 and no ー at the end of a katakana word of
    three letters or more (コンピューター = コンピュータ; JIS Z 8301 had dropped it there, so
    both live on). A ー inside a compound (センタープレス) is kept.
    """
    lowered = normalise(normalise(text).casefold()).translate(_MODERN)
    return _FINAL_LONG_VOWEL.sub("", lowered)


def to_kana_key(name_kana: str) -> str:
    """Return the key that sorts firms by reading (フリガナ): katakana, folded, no gaps."""
    return _GAPS.sub("", fold(normalise(name_kana).translate(_TO_KATAKANA)))


_FINAL_LONG_VOWEL = re.compile("(?<=[ァ-ヺー]{3})ー+(?![ァ-ヺー])")
_GAPS = re.compile("[ ・]")
_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}


class _Letters:
    """Characters gathered with the span of the source that each came from."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, text: str, start: int, end: int) -> None:
        """Append all of `text` as coming from the whole span."""
        self.text.extend(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def copy(self, text: str, start: int) -> None:
        """Append `text` as it stands in the source from `start`."""
        self.text.extend(text)
        self.starts.extend(range(start, start + len(text)))
        self.ends.extend(range(start + 1, start + 1 + len(text)))


def _compatible(text: str) -> _Letters:
    """Return the NFKC of the text, its dashes not yet told apart."""
    letters = _Letters()
    for run in _RUN.finditer(text):
        if run.lastgroup == "plain":
            letters.copy(run.group(), run.start())
            continue
        before = ""
        for source, start, end in _clusters(run.group(), run.start()):
            letters.add(_nfkc_apart(source, before), start, end)
            before = source
    return letters


def _clusters(text: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield what normalises on its own, a letter with its marks, and its span.

    Invisible characters belong to the span of the letter before them, if any, and to no source.
    """
    start, source = 0, ""
    for at, letter in enumerate(text):
        if _INVISIBLE.match(letter):
            continue
        if source and not _joins(source, letter):
            yield source, offset + start, offset + at
            start, source = at, ""
        start = start if source else at
        source += _VOICED.get(letter, letter) if source else letter
    yield source, offset + start, offset + len(text)


def _joins(before: str, letter: str) -> bool:
    """Tell whether NFKC cannot treat `letter` apart from what stands before it."""
    if letter < "\u0300":
        return False
    if letter in _VOICED:  # a free-standing ゛ belongs to the kana before it, if to any
        return len(before) == 1 and len(_nfkc(before + _VOICED[letter])) == 1
    if unicodedata.combining(unicodedata.normalize("NFKD", letter)[0]):
        return True
    return _nfkc(before + letter) != _nfkc(before) + _nfkc(letter)


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _nfkc_apart(source: str, before: str) -> str:
    """Return the NFKC of one cluster, without gluing to a digit what was set apart from it."""
    if source in _UNLIKE_NFKC:
        return _UNLIKE_NFKC[source]
    if source == "-" and _HALF_WIDTH_KATAKANA.match(before):
        return _SOFT_DASH  # ｺﾝﾋﾟｭ-ﾀ: half-width data often has no ｰ
    plain = _nfkc(source).replace("\u2044", "/")  # the fraction slash of ½
    if before.isdecimal() and _SUPERSCRIPT.match(source):
        return "^" + plain  # 10² is not 102
    if before.isdecimal() and "/" in plain and plain[0].isdigit():
        return " " + plain  # 1½ is not 11/2
    if plain.isdigit() and unicodedata.decomposition(source[0]).startswith("<circle>"):
        return f"({plain})"  # SUS304① is not SUS3041
    return plain


def _dashed(text: str) -> str:
    """Tell dashes apart, one for one: ー inside a katakana word, - anywhere else."""
    text = _DASH_INSIDE_WORD.sub("ー", text)
    text = _ANY_DASH.sub("-", text)
    text = _FALSE_LONG_VOWEL.sub(lambda marks: "-" * len(marks.group()), text)
    return _ANY_WAVE.sub("〜", text)


def _folded(original: str, letters: _Letters) -> NormalisedText:
    """Fold white space, join °C, drop white space at the ends, and freeze the result."""
    text = _dashed("".join(letters.text))
    folded = _Letters()
    at = 0
    for found in _FOLDABLE.finditer(text):
        start, end = found.span()
        _move(letters, folded, text, at, start)
        at = end
        if found.group().isspace() and (start == 0 or end == len(text)):
            continue
        folded.add(_one_for(found.group()), *_origin(letters, start, end))
    _move(letters, folded, text, at, len(text))
    return NormalisedText(original, "".join(folded.text), tuple(folded.starts), tuple(folded.ends))


def _move(source: _Letters, target: _Letters, text: str, start: int, end: int) -> None:
    target.text.extend(text[start:end])
    target.starts.extend(source.starts[start:end])
    target.ends.extend(source.ends[start:end])


def _origin(letters: _Letters, start: int, end: int) -> tuple[int, int]:
    """Return the origin of a run, less its last letter if that came with what follows (´)."""
    first, last = letters.starts[start], letters.starts[end - 1]
    is_shared = end < len(letters.starts) and letters.starts[end] == last
    return first, (last if is_shared and first < last else letters.ends[end - 1])


def _one_for(found: str) -> str:
    if not found.isspace():
        return "℃"
    return "\n" if _LINE_END.search(found) else " "


# 旧字体・異体字 → 新字体, in pairs. From the table of 常用漢字表, the characters that firms
# keep in their names (澤 髙 﨑 邉 嶋), and those of the trades (鐵 鑛 鑄 熔 壓 罐 瓣). 熔 and 鎔
# are the respellings of 1956 (同音の漢字による書きかえ: 熔接 → 溶接). A character whose modern
# form means something else as well (藝 → 芸, 辨辯瓣 → 弁) is folded too: a key may be coarse.
_OLD_AND_NEW = """
亞亜 惡悪 壓圧 圍囲 爲為 醫医 壹壱 稻稲 飮飲 隱隠 營営 榮栄 衞衛 驛駅 圓円 緣縁 艷艶 鹽塩 奧奥
應応 橫横 歐欧 毆殴 黃黄 溫温 穩穏 假仮 價価 畫画 會会 壞壊 懷懐 繪絵 擴拡 殼殻 覺覚 學学 嶽岳
樂楽 勸勧 卷巻 寬寛 歡歓 罐缶 觀観 關関 陷陥 巖巌 顏顔 歸帰 氣気 龜亀 僞偽 戲戯 犧犠 舊旧 據拠
擧挙 峽峡 挾挟 狹狭 鄕郷 堯尭 曉暁 區区 驅駆 勳勲 薰薫 羣群 徑径 惠恵 揭掲 攜携 溪渓 經経 繼継
莖茎 螢蛍 輕軽 鷄鶏 藝芸 缺欠 儉倹 劍剣 圈圏 檢検 權権 獻献 縣県 險険 顯顕 驗験 嚴厳 廣広 恆恒
鑛鉱 礦鉱 號号 國国 黑黒 濟済 碎砕 齋斎 劑剤 櫻桜 册冊 雜雑 參参 慘惨 棧桟 蠶蚕 贊賛 殘残 絲糸
齒歯 兒児 辭辞 濕湿 實実 舍舎 寫写 釋釈 壽寿 收収 從従 澁渋 獸獣 縱縦 肅粛 處処 敍叙 奬奨 將将
燒焼 稱称 證証 乘乗 剩剰 壤壌 孃嬢 條条 淨浄 疊畳 穰穣 讓譲 釀醸 囑嘱 觸触 寢寝 愼慎 晉晋 眞真
刄刃 盡尽 圖図 粹粋 醉酔 穗穂 隨随 髓髄 數数 樞枢 瀨瀬 聲声 靜静 齊斉 攝摂 竊窃 專専 戰戦 淺浅
潛潜 纖繊 踐践 錢銭 禪禅 雙双 壯壮 搜捜 插挿 爭争 總総 聰聡 莊荘 裝装 騷騒 增増 臟臓 藏蔵 屬属
續続 墮堕 體体 對対 帶帯 滯滞 臺台 瀧滝 擇択 澤沢 單単 擔担 膽胆 團団 彈弾 斷断 癡痴 遲遅 晝昼
蟲虫 鑄鋳 廳庁 聽聴 敕勅 鎭鎮 遞逓 鐵鉄 鐡鉄 銕鉄 轉転 點点 傳伝 黨党 盜盗 燈灯 當当 鬪闘 德徳
獨独 讀読 屆届 繩縄 貳弐 惱悩 腦脳 霸覇 廢廃 拜拝 賣売 麥麦 發発 髮髪 拔抜 濱浜 濵浜 祕秘 甁瓶
拂払 佛仏 變変 邊辺 邉辺 辨弁 瓣弁 辯弁 寶宝 豐豊 襃褒 沒没 飜翻 槇槙 萬万 滿満 默黙 彌弥
藥薬 譯訳 豫予 餘余 與与 譽誉 搖揺 樣様 謠謡 遙遥 來来 賴頼 亂乱 覽覧 龍竜 兩両 獵猟 綠緑 凉涼
壘塁 勵励 禮礼 隸隷 靈霊 齡齢 戀恋 爐炉 勞労 樓楼 祿禄 灣湾 凜凛 熙煕 靑青 淸清 卽即 歷歴
曆暦 鍊錬 鋪舗 悅悦 說説 稅税 銳鋭 閱閲 戶戸 吳呉 娛娯 產産 敎教 每毎 步歩 緖緒 虛虚 硏研
顚顛 塡填 剝剥 頰頬 繫繋 鹼鹸 麴麹 蠟蝋 攪撹 搔掻 摑掴 嚙噛 瘦痩 囊嚢 屛屏 幷并 檜桧 礪砺
鷗鴎 穎頴 篭籠 俠侠 軀躯 萊莱 熔溶 鎔溶 劒剣 劔剣 釼剣 舘館 嶋島 嶌島
峯峰 冨富 髙高 﨑崎 嵜崎 碕崎 栁柳 桒桑 埜野 𠮷吉 𡈽土 渕淵 彥彦 槗橋 曻昇 濶闊 桝枡
"""


MODERN_KANJI = {pair[0]: pair[1] for pair in _OLD_AND_NEW.split()}
_MODERN = str.maketrans(MODERN_KANJI)
