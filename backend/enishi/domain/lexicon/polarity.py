"""Whether a text says that something is done, is not done, or would be welcome.

Two ways of saying no. What is *unwanted* (塗装以外, めっき不要, 溶接せずに, no plating) is
left out whoever says it. What is *lacked* (めっきは行っておりません, we no longer cast) is a no
in a profile, and in a question the very reason for asking.

Work that a firm has done elsewhere (めっきは外注です, 協力工場で) is not denied: it can be had
there. Nor is what is asked (めっきはできませんか), hedged (対応できない場合があります), limited
(φ500以上の旋削はできません) or denied twice (不可能ではありません).
"""

import re
from functools import lru_cache
from typing import Literal

Turn = Literal["plain", "negative", "easy"]

# How far a sentence is looked at before and behind a mention, in characters.
_BEFORE, _BEHIND = 70, 90
_END = re.compile(r"[。｡．！!？?\n;；★■●◆※]|\.(?=\s|$)")
_COMMA = re.compile(r"[、､，,]\s*")

# --- what may stand between a mention and what is said of it -------------------------------

# The rest of the compound that the mention begins, and brackets around it.
_TAIL = (
    r"(?:\s|[」』）)]|[（(][^（）()]{0,20}[）)]|[自当弊]社|加工|処理|作業|工程|仕事|業務|設備|装置|部門"
    r"|関係|関連|部品|製品|素材|材料|対応|製|品|材|物|類|系|屋さん|屋|など|等|自体|そのもの|の(?:使用|利用|採用))*"
)
_ITEM = r"(?:はんだ|[^、，,。（(はがをにで]){1,14}?"
# Things named in one breath: めっき・塗装, めっきや塗装, めっき及び塗装.
_LISTED = rf"(?:(?:[・/／＆&+]|や|と|も|及び|および|並びに|又は|または|もしくは|か){_ITEM}){{0,3}}?"
# 溶接は … reaches to the end of what is said, 溶接が … only to the end of its own clause.
_TOPIC = (
    r"(?:に(?:は|も|ついては|関しては|つきましては)|への|まで(?:は|も)|だけは|のみは|ともに|とも|なんか|って"
    r"|は|も|[:：])"
)
_OBJECT = r"(?:が|を|まで|だけ|のみ)"
# A new topic (が、, けど, another は) takes over what follows.
_NEW_TOPIC = (
    r"は(?!んだ)|です|ますが|ましたが|だが|けど|けれど|たら|れば|ないと"
    r"|(?:会社|業者|工場|先|屋|元|メーカー)が"
)
_OWN = r"(?:現在|現時点で|今|当面|当社で|弊社で|自社で|社内で|所内で|うちで|単独で)は"
_OF_TOPIC = rf"{_TOPIC}(?:{_OWN}|(?!{_NEW_TOPIC})[^、，,。]){{0,32}}?"
_OF_OBJECT = rf"{_OBJECT}(?:(?!{_NEW_TOPIC}|ため|為|ので|から)[^、，,。]){{0,16}}?"
_SAID = rf"(?:{_OF_TOPIC}|{_OF_OBJECT})"

# --- the ways of saying no ------------------------------------------------------------------

# Behind a no: asked, hedged or denied in its turn.
_FIRM = (
    r"(?!(?:の|ん)?(?:です|でしょう)?か(?![らね])|でしょうか|場合|とき|こと[がもはなに]|もの[かはが]"
    r"|かもしれ|可能性|とは|わけ|訳|では(?:な|あり|ござい)|でもな|でもあり)"
)
# A plain verb ends its sentence; before a noun it only describes it (できない形状).
_PLAIN_END = (
    r"(?=$|[、，,…）)」]|です|んです|のです|のが|が|けど|けれど|し|から|ので|ため|為|状[況態]"
    r"|[ねよわ]|って)"
)
_DOING = (
    r"(?:行な?っ|おこなっ|やっ|手?掛け|手がけ|取り?扱っ|扱っ|持っ|[所保]有し|導入し|受け付け|受け"
    r"|承っ|請け負っ|引き受け|対応し|いたし|致し|(?<![一-鿿])し|作っ|造っ|置い|備え|取得し|受託し|吹い|焼い|打っ"
    r"|織っ|染め|削っ|塗っ|巻い)"
)
_POLITE_NO = (
    rf"{_DOING}て(?:い|お)?り?ませ?ん|{_DOING}(?:ておら(?:ず|ん)|とら[んず]|とりません|てらん|ちょらん|てへん|てね[えぇ])"
    r"|(?:でき|出来|でけ|やれ|やり|(?:い|致)?たし|致し|しかね|行い|行え|扱い|扱え|受け|受けられ|承れ|承り"
    r"|作れ|造れ|応じられ|対応し|(?<![一-鿿])し)ません|(?:でき|出来|いたし|致し|応じ|受け|対応し|(?<![一-鿿])し)かね|(?:でき|出来|行わ|やら)ず"
    r"|(?:でき|出来|やら|行わ)なくなり|(?:廃止|終了|撤退|休止|中止|停止|閉鎖|廃業|処分|撤去|返上|失効)"
    r"(?:(?:いた|致)?し(?!た(?=[一-鿿ァ-ヺ]))|済|中|です|とな|$)|やめま|やめてい|やめてお|止めました|辞めました"
    r"|やめた(?=$|の?で|ため)|未取得|未経験"
)
_PLAIN_NO = (
    rf"(?:{_DOING}て(?:い|お)?ない|(?:でき|出来|やら|扱わ|行わ|受け|(?<![一-鿿])し)ない"
    r"|やらん|できん|(?:でき|や[っら])(?:へん|ね[えぇ]))"
)
_CANNOT = rf"(?:(?:{_POLITE_NO}){_FIRM}|{_PLAIN_NO}{_FIRM}{_PLAIN_END})"
_MEANS = (
    r"(?:設備|装置|機械|ライン|ブース|槽|窯|炉|経験|実績|免許|許可|資格|認証|認定|扱い|ノウハウ)"
)
_NOTHING = rf"(?:が|は|も)?(?:あり|ござい)ません|(?:が|は|も)?(?:な[いしく]|無[いしく])|ナシ"
_NONE = rf"(?:{_NOTHING}){_FIRM}"

_REFUSAL = (
    r"(?:不可(?:能|(?![能欠視避逆]))|(?:対象|対応|取り?扱い?|範囲|専門)外|未対応|非対応|お断り|断って"
    r"|遠慮|不要(?!に|な|と)|の?必要(?:は|が|も)?(?:あり|ござい)ません|の?必要(?:は|が|も)?な[いし]|要りません"
    r"|いりません|要らない|いらない|要らん|いらん|禁止|避け(?:たい|て|ます)|NG|(?<!\d)[×✕](?!\s?[\dφ]))"
)
_LEFT_OUT = (
    r"以外(?!に?も|でも)|を?除[くい外き]|(?:ではな[いく]|でなく)(?!ても)|じゃな[いく](?!ても)"
    r"|では(?:あり|ござい)ません"
)
_WITHOUT = r"(?:なし|無し|ナシ)(?=で(?!も)|の|タイプ|\s|$)|抜き(?=で|の)|レス(?![ァ-ヺー])"
_NOT_DONE = (
    r"(?:を|は|も)?(?:一切|全く|まったく|使用)?(?:せ|行わ|おこなわ|使わ|用い|施さ|し|含ま)"
    r"(?:ず|な[いく](?!と|れば|きゃ|ては)|ません)|(?:を|は|も)?(?:使用し|使い)ません"
    r"|(?:を|は|も)?して(?:い)?ない(?=[一-鿿ァ-ヺ])"
    r"|(?:を|は|も)?(?:やめ(?:て(?!い|お)|たい)|(?:し|使い)たくな)|は結構です"
)
# 削らずに, 曲げないで: the verb itself turned round.
_VERB_NOT = r"(?:[らかさたまわがばなげけせべめれえ]?(?:ず(?:に|$)|ないで)|[っいし]?て(?:い|お)?(?:ない|りません|ません))"

_UNWANTED = re.compile(
    rf"^(?:{_VERB_NOT}|{_TAIL}(?:{_WITHOUT})|{_TAIL}{_LISTED}{_TAIL}(?:(?:{_LEFT_OUT}|{_NOT_DONE}){_FIRM}"
    rf"|(?:{_SAID})?{_REFUSAL}{_FIRM}))"
)
# The last of a list with commas: what is said of it is said of all.
_UNWANTED_LAST = re.compile(rf"^{_ITEM}(?:(?:{_LEFT_OUT}){_FIRM}|{_SAID}{_REFUSAL}{_FIRM})")
_LACKED = re.compile(
    rf"^{_TAIL}(?:{_LISTED}|[一-鿿ァ-ヺー]{{1,6}}?){_TAIL}(?:の{_ITEM})?"
    rf"(?:(?:{_SAID})?{_CANNOT}|(?:の|{_SAID})?{_MEANS}{_NONE})"
    rf"|^{_TAIL}{_LISTED}{_TAIL}(?:(?:が|は|も)(?:あり|ござい)ません{_FIRM}|(?:は|も)[無な]し$)"
)
_LACKED_LAST = re.compile(
    rf"^{_ITEM}(?:{_SAID}(?:{_CANNOT}|{_MEANS}{_NONE})|(?:が|は|も)(?:あり|ござい)ません{_FIRM})"
)
# Behind a topic that a comma cuts off: 溶接は、設備が老朽化したため、現在は行っておりません.
_REASON = r"(?:ため|為|ので|から|により|より|く|し|て|上|現在)"
_UNFINISHED = re.compile(rf"^{_TAIL}{_LISTED}{_TAIL}(?:{_TOPIC}|{_OF_TOPIC}{_REASON})$")
_GOES_ON = re.compile(rf"(?:{_REASON}|は|も)$")
_LATE_NO = re.compile(
    rf"^(?:{_OWN}|(?!{_NEW_TOPIC})[^、，,。]){{0,32}}?"
    rf"(?:(?P<refusal>{_REFUSAL}{_FIRM})|{_CANNOT}|{_MEANS}{_NONE})"
)

# 真鍮しか…ません, アルミ以外は…ません, 切削だけでなく, めっきのみのご依頼は…ません.
_AFFIRMED = re.compile(
    rf"^{_TAIL}(?:しか|(?:だけ|のみ|単体|単独)(?:で)?(?:の|では?な|ならず)|に(?:限ら|とどまら)ず"
    rf"|以外(?:に?も|でも)|(?:以外|を除[いきく])[^。]{{0,24}}(?:{_CANNOT}|{_REFUSAL})|はもちろん|はもとより)"
)
# Only a part is denied, or a denial is denied.
_LIMITED = re.compile(
    r"(?:以上|以下|未満|超|を超える|オーバー|一部|すべて|全て|大型|大物|小物|特殊|ない)の?$"
)
_SAYS = re.compile(
    r"(?:は|が|を|に|で|から|まで|より)(?![ぁ-ん])"
    r"|(?:です|ます|した|ない|なし|無し|抜き|ん|のみ|だけ|可能|可|不要|対応|中心)$"
)
_PARTICLE = re.compile(r"は(?!んだ)|が|を|に|で|から|まで|より")
_HEADING = re.compile(r"(?:不可|対象外|除く|NG|お断り|不要)\s*[:：→]\s*[^。\n]{0,40}$")
_PREFIX = re.compile(r"(?:(?<!有)無|未|非|ノン)$")

# --- English --------------------------------------------------------------------------------

_NEGATOR_EN = re.compile(
    r"\b(?:no longer|no|not|never|without|except(?: for)?|excluding|other than|instead of"
    r"|rather than|cannot|unable to|stopped|ceased|discontinued|avoid(?:ing)?|n[eo]ither)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_WORDS_EN = r"(?:\s*[\w'’-]+){0,4}"
_SCOPE_EN = re.compile(
    rf"^(?!\s*(?:only|just|merely|limited|problem|minimum|least|less|more|doubt|sure|one)\b)"
    rf"(?!.*\b(?:but|however|yet|while|so)\b)"
    rf"(?:{_WORDS_EN}(?:,|/|\bor\b|\bnor\b|\band\b)){{0,3}}(?:\s*[\w'’-]+){{0,5}}\s*$",
    re.IGNORECASE,
)
_OR_EN = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)
_UNABLE_EN = re.compile(
    r"^(?:no longer|never|cannot|unable to|stopped|ceased|discontinued)"
    r"|^(?:not|n['’]t)\s+(?:\w+\s+)?(?:offer|have|own|do|perform|handle|provide|make|run|accept)\b",
    re.IGNORECASE,
)
_UNWANTED_EN = re.compile(
    r"^[^.;,]{0,30}?(?:\bnot|n['’]t)\s+(?:be\s+)?(?:required|needed|necessary|wanted|allowed"
    r"|included|permitted|acceptable|an option)\b|^[^.;,]{0,20}?\b(?:excluded|unwanted|prohibited)\b",
    re.IGNORECASE,
)
_LACKED_EN = re.compile(
    r"^[^.;,]{0,30}?(?:\bnot|n['’]t|\bno longer)\s+(?:\w+\s+)?(?:available|offered|possible|provided"
    r"|done|performed|supported|accepted|carried out|in[- ]house)\b"
    r"|^[^.;,]{0,20}?\b(?:unavailable|discontinued|stopped)\b",
    re.IGNORECASE,
)

# --- wishes ---------------------------------------------------------------------------------

_WISH_BEFORE = re.compile(
    r"(?:(?:でき|出来)れば|可能(?:なら|であれば)|なるべく|理想は|欲を言えば|\bideally|\bpreferably"
    r"|\bif possible)[、,]?\s*(?P<between>[^。\n]{0,30})$",
    re.IGNORECASE,
)
_GLAD = r"(?:助か|嬉し|うれし|尚|なお|ありがた|有り?難|幸い|理想|最高|申し分)"
_WISH_AFTER = re.compile(
    rf"^[^。、\n]{{0,12}}?(?:(?:あれば|だと|なら|であれば)[、]?{_GLAD}|歓迎|優遇|尚可|なお可|望ましい)"
    rf"|^[^。、\n]{{0,6}}?(?:も|まで|込み)[^。、\n]{{0,14}}(?:と|ば)[、]?{_GLAD}"
    r"|^[^。、\n]{0,6}でな(?:くて|くとも)も?(?:可|よ|良|い|構|かま|大丈夫|結構)"
    r"|^[^.;\n]{0,30}?\b(?:if possible|is a plus|would be (?:nice|welcome|a plus|a bonus|great)"
    r"|nice to have|is optional|preferred|desirable)\b",
    re.IGNORECASE,
)

# --- the ending of one verb or adjective -----------------------------------------------------

# 錆びない, 滑りにくい, 焦げ付かず, 指紋が付きにくい; 加工しやすい.
_ENDING = r"^(?:[ぁ-ん]|付|着|出来|掛|成){0,6}?"
_NEGATIVE = re.compile(
    rf"{_ENDING}(?:な[いくけ]|無[いく]|ず(?![つっ])|ぬ|にく[いくさ]|づら[いく]|難[いく]|ません|防[ぐぎ止]|止め)"
)
_EASY = re.compile(rf"{_ENDING}(?:やす[いくさ]|易[いく])")

_HINT = re.compile(
    r"ません|な[いくし]|無|不|ず|外|除|終了|廃止|撤退|[休中停]止|閉鎖|廃業|処分|撤去|返上|失効|やめ|止め|辞め|断"
    r"|遠慮|要らん|いらん|らん|できん|へん|ねえ|ねぇ|禁止|避け|NG|[×✕]|かね|未|非|ノン|抜き|レス|結構"
    r"|ナシ"
)
_HINT_EN = re.compile(
    r"\b(?:no|not|never|without|except|exclud|other|instead|rather|cannot|unable|unavailable|stopped"
    r"|ceased|discontinued|avoid|neither|nor|unwanted|prohibited)|n['’]t\b",
    re.IGNORECASE,
)


def is_denied(text: str, start: int, end: int) -> bool:
    """Tell whether what stands at `text[start:end]` is said not to be done, or to be left out."""
    return is_unwanted(text, start, end) or is_lacked(text, start, end)


def is_unwanted(text: str, start: int, end: int) -> bool:
    """Tell whether it is to be left out: 塗装以外, めっき不要, 溶接せずに, without plating."""
    lead, rest = _around(text, start, end)
    if _HINT.search(rest) or _HINT.search(lead):
        if _AFFIRMED.match(rest):
            return False
        if _PREFIX.search(lead) or _HEADING.search(lead) or _is_refused(lead, rest):
            return True
    return _is_denied_in_english(lead, rest, lacked=False)


def is_lacked(text: str, start: int, end: int) -> bool:
    """Tell whether somebody cannot, does not or no longer does it; false where it is unwanted."""
    lead, rest = _around(text, start, end)
    if _HINT.search(rest) and not (_AFFIRMED.match(rest) or _LIMITED.search(lead)):
        last, is_listed = _last_of_list(rest)
        pattern = _LACKED_LAST if is_listed else _LACKED
        if pattern.match(last):
            return True
        late = _late_no(rest)
        if late is not None and late.group("refusal") is None:
            return True
    return _is_denied_in_english(lead, rest, lacked=True)


def is_wish(text: str, start: int, end: int) -> bool:
    """Tell whether what stands there would be welcome rather than needed."""
    lead, rest = _around(text, start, end)
    before = _WISH_BEFORE.search(lead)
    if before and all(map(_is_bare, _COMMA.split(before["between"])[:-1])):
        return True
    return bool(_WISH_AFTER.match(rest))


def turn_at(text: str, end: int) -> Turn:
    """Tell how the verb, adjective or noun whose stem ends at `end` is meant."""
    ending = text[end : end + 12]
    if _NEGATIVE.match(ending):
        return "negative"
    return "easy" if _EASY.match(ending) else "plain"


def _is_refused(lead: str, rest: str) -> bool:
    if _LIMITED.search(lead):
        return False
    last, is_listed = _last_of_list(rest)
    if (_UNWANTED_LAST if is_listed else _UNWANTED).match(last):
        return True
    late = _late_no(rest)
    return late is not None and late.group("refusal") is not None


def _is_denied_in_english(lead: str, rest: str, *, lacked: bool) -> bool:
    if not (_HINT_EN.search(lead) or _HINT_EN.search(rest)):
        return False
    if (_LACKED_EN if lacked else _UNWANTED_EN).match(rest):
        return True
    negators = list(_NEGATOR_EN.finditer(lead))
    if not negators:
        return False
    last = negators[-1]
    gap = lead[last.end() :]
    if not _SCOPE_EN.match(gap) or ("," in gap and not _OR_EN.search(gap + rest[:40])):
        return False
    return bool(_UNABLE_EN.match(lead[last.start() :])) is lacked


def _last_of_list(rest: str) -> tuple[str, bool]:
    """Return what follows the commas of a bare list, and whether there were any."""
    parts = _COMMA.split(rest)
    at = 0
    if not _PARTICLE.match(rest):
        while at + 1 < len(parts) and len(parts[at]) <= 14 and _is_bare(parts[at]):
            at += 1
    return parts[at], at > 0


def _is_bare(part: str) -> bool:
    """Tell whether a piece between commas only names a thing."""
    return not _SAYS.search(part)


def _late_no(rest: str) -> re.Match[str] | None:
    """Return a no that commas divide from its topic."""
    parts = _COMMA.split(rest)
    if len(parts) < 2 or not _UNFINISHED.match(parts[0]):
        return None
    for at, part in enumerate(parts[1:3], 1):
        if match := _LATE_NO.match(part):
            return match
        if not _GOES_ON.search(parts[at]):
            return None
    return None


@lru_cache(maxsize=256)
def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind in the same sentence."""
    rest = text[end : end + _BEHIND]
    stop = _END.search(rest)
    is_asked = stop is not None and stop.group() in "？?"
    rest = rest[: stop.start() + is_asked] if stop else rest
    lead = text[max(0, start - _BEFORE) : start]
    stops = list(_END.finditer(lead))
    return (lead[stops[-1].end() :] if stops else lead), rest
