"""How Japanese says no to a thing that stands in the sentence."""

import re
from functools import lru_cache

from enishi.domain.lexicon.polarity.sentence import is_bare, pieces

# --- what may stand between a thing and what is said of it ----------------------------------

# The rest of the compound that the mention begins, and brackets around it.
_TAIL = (
    r"(?:\s|[」』）)]|[（(][^（）()]{0,20}[）)]|[自当弊]社|加工|処理|作業|工程|仕事|業務|設備|装置|部門"
    r"|関係|関連|部品|製品|素材|材料|対応|製|品|材|物|類|系|屋さん|屋|など|等|自体|そのもの|する?こと|こと|の(?:使用|利用|採用))*"
)
_ITEM = r"(?:はんだ|(?!ため|ので|だけ|のみ|単[体品独])[^、，,。（(はがをにで]){1,14}?"
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
    r"は(?!んだ)|です|ますが|ましたが|だが|けど|けれど|たら|[えけせてねべめれげ]ば|ないと"
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
# What firms do, as it stands before て and before ません; a lone し must not end 出し or 流し.
_SURU = (
    r"(?:製造|生産|製作|加工|対応|取得|受託|実施|提供|販売|保有|所有|導入|設計|開発|取引|手配|いた|致|"
    r"(?<![一-鿿]))し"
)
_DONE = (
    rf"(?:行な?っ|おこなっ|やっ|手?掛け|手がけ|取り?扱っ|扱っ|持っ|受け付け|受け|承っ|請け負っ|請け|引き受け"
    rf"|作っ|造っ|置い|備え|吹い|焼い|打っ|織っ|染め|削っ|塗っ|巻い|挽い|研い|磨い|縫っ|編ん|抜い|{_SURU})[てで]"
)
_DO = (
    rf"(?:でき|出来|でけ|やれ|やり|行い|行え|取り?扱い|取り?扱え|扱い|扱え|手がけ|受けられ|受け|承れ|承り"
    rf"|応じられ|作れ|作り|造れ|造り|打ち|織り|染め|塗り|挽き|研ぎ|磨き|彫り|縫い|編み|吹き|請け|{_SURU})"
)
_ENDED = (
    r"(?:廃止|終了|撤退|休止|中止|停止|閉鎖|廃業|処分|撤去|返上|失効)"
    r"(?:(?:いた|致)?し(?!た(?=[一-鿿ァ-ヺ]))|済|中|です|とな|$)"
)
_POLITE_NO = (
    rf"{_DONE}(?:い|お)?り?ませ?ん|{_DONE}おら(?:ず|ん)|{_DO}ません|(?:でき|出来|応じ|受け|{_SURU})かね"
    r"|(?:やっ|し|受け|扱っ|対応し)(?:とら[んず]|とりません|てらん|ちょらん|てへん|てね[えぇ])"
    r"|(?:でき|出来|行わ|やら)ず|(?:でき|出来|やら|行わ)なくなり"
    rf"|{_ENDED}|やめま|やめて[いお]|[止辞]めました|やめた(?=$|の?で|ため)|未取得|未経験"
)
_PLAIN_NO = (
    rf"(?:{_DONE}(?:い|お)?ない|(?:でき|出来|やら|扱わ|行わ|受け|作ら|{_SURU})ない|やらん|できん"
    r"|(?:でき|や[っら])(?:へん|ね[えぇ]))"
)
_NOBODY = r"(?:職人|人手|技術者|担当者?|者)が(?:おり|い)ません"
_CANNOT = rf"(?:(?:{_POLITE_NO}|{_NOBODY}){_FIRM}|{_PLAIN_NO}{_FIRM}{_PLAIN_END})"
_MEANS = (
    r"(?:設備|装置|機械|ライン|ブース|槽|窯|炉|型|道具|経験|実績|技術|ノウハウ"
    r"|免許|許可|資格|認証|認定|扱い)"
)
_NOTHING = (
    r"(?:が|は|も)?(?:あり|ござい)ません|(?:が|は|も)?(?:[な無][いく]|[な無]し(?![でのに]))|ナシ"
)
_NONE = rf"(?:{_NOTHING}){_FIRM}"

_REFUSAL = (
    r"(?:不可(?:能|(?![能欠視避逆材]))|(?:対象|対応|取り?扱い?|範囲|専門)外|未対応|非対応|お断り|断って"
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
_VERB_NOT = (
    r"(?:[らかさたまわがばなげけせべめれえ]?(?:ず(?:に|$)|ないで)"
    r"|[っいし]?て(?:い|お)?(?:ない|りません|ません))"
)

# The long ones are compiled when a text first needs them: together that takes a tenth of a second.
_UNWANTED = (
    rf"^(?:{_VERB_NOT}|{_TAIL}(?<!設備)(?:{_WITHOUT})|{_TAIL}{_LISTED}{_TAIL}(?:(?:{_LEFT_OUT}|{_NOT_DONE}){_FIRM}"
    rf"|(?:{_SAID})?{_REFUSAL}{_FIRM}))"
)
# The last of a list with commas: what is said of it is said of all.
_UNWANTED_LAST = rf"^{_ITEM}(?:(?:{_LEFT_OUT}){_FIRM}|{_SAID}{_REFUSAL}{_FIRM})"
_LACKED = (
    rf"^{_TAIL}(?:{_LISTED}|[一-鿿ァ-ヺー]{{1,6}}?){_TAIL}(?:の{_ITEM})?"
    rf"(?:(?:{_SAID})?{_CANNOT}|(?:の|{_SAID})?{_MEANS}{_NONE})"
    rf"|^{_TAIL}{_LISTED}{_TAIL}(?:(?:が|は|も)(?:[自社当弊う][社内ち]?には?)?(?:あり|ござい)ません{_FIRM}|(?:は|も)[無な]し$)"
)
_LACKED_LAST = (
    rf"^{_ITEM}(?:{_SAID}(?:{_CANNOT}|{_MEANS}{_NONE})|(?:が|は|も)(?:あり|ござい)ません{_FIRM})"
)
# Behind a topic that a comma cuts off: 溶接は、設備が老朽化したため、現在は行っておりません.
_REASON = r"(?:ため|為|ので|から|により|より|く|し|て|上|現在)"
_UNFINISHED = rf"^{_TAIL}{_LISTED}{_TAIL}(?:{_TOPIC}|{_OF_TOPIC}{_REASON})$"
_GOES_ON = re.compile(rf"(?:{_REASON}|は|も)$")
_LATE_NO = (
    rf"^(?:{_OWN}|(?!{_NEW_TOPIC})[^、，,。]){{0,32}}?"
    rf"(?:(?P<refusal>{_REFUSAL}{_FIRM})|{_CANNOT}|{_MEANS}{_NONE})"
)

# 真鍮しか…ません, アルミ以外は…ません, 切削だけでなく, めっきのみのご依頼は…ません.
_AFFIRMED = (
    rf"^{_TAIL}(?:しか|(?:だけ|のみ|単体|単独)(?:で)?(?:の|では?な|ならず)|に(?:限ら|とどまら)ず"
    rf"|以外(?:に?も|でも)|(?:以外|を除[いきく])[^。]{{0,24}}(?:{_CANNOT}|{_REFUSAL})|はもちろん|はもとより)"
)
# Only a part is denied, or a denial is denied.
_LIMITED = re.compile(
    r"(?:以上|以下|未満|超|を超える|オーバー|一部|すべて|全て|大型|大物|小物|特殊|ない)の?$"
)
# A piece longer than this tells more than a name.
_LONGEST_NAME = 14
# Behind a particle or a verb no list goes on, nor over a quantity: 研磨、月200個、塗装以外で.
_PARTICLE = re.compile(r"は(?!んだ)|が|を|に|で|から|まで|より|し(?:て|た|、)|する|され")
_AMOUNT = re.compile(
    r"\d\s?(?:個|本|枚|台|組|反|袋|セット|日|週|[かヶケ]月|mm|ミリ|cm|μ|kg|トン|円)"
)
_LONGEST_LIMIT = 6
_HEADING = re.compile(r"(?:不可|対象外|除く|NG|お断り|不要)\s*[:：→]\s*[^。\n]{0,40}$")
_PREFIX = re.compile(r"(?:(?<!有)無|未|非|ノン)$")
_HINT = re.compile(
    r"ません|な[いくし]|無[いくし]|ナシ|不[可要]|以外|[象応扱い囲門]外|除|ず|未[対取経]|非対|終了|廃[止業]"
    r"|撤[退去]|[休中停]止|閉鎖|処分|返上|失効|やめ|[止辞]め|断|遠慮|らん|とりま|へん|ね[えぇ]|できん|でなく"
    r"|じゃな|禁止|避け|NG|[×✕]|かね|抜き|レス|結構|[無未非]\w|ノン|[:：→]"
)


@lru_cache(maxsize=64)
def may_deny(text: str) -> bool:
    """Tell whether a text says no to anything at all; most do not, and this is quickly seen."""
    return bool(_HINT.search(text))


def is_unwanted(lead: str, rest: str) -> bool:
    """Tell whether what stands between `lead` and `rest` is to be left out."""
    if _PREFIX.search(lead[-2:]) or (_HEADING.search(lead)):
        return not re.match(_AFFIRMED, rest)
    if (
        not _HINT.search(rest)
        or re.match(_AFFIRMED, rest)
        or _LIMITED.search(lead[-_LONGEST_LIMIT:])
    ):
        return False
    last, is_listed = _last_of_list(rest)
    if re.match(_UNWANTED_LAST if is_listed else _UNWANTED, last):
        return True
    late = _late_no(rest)
    return late is not None and late["refusal"] is not None


def is_lacked(lead: str, rest: str) -> bool:
    """Tell whether somebody cannot, does not or no longer does what stands between."""
    if (
        not _HINT.search(rest)
        or re.match(_AFFIRMED, rest)
        or _LIMITED.search(lead[-_LONGEST_LIMIT:])
    ):
        return False
    last, is_listed = _last_of_list(rest)
    if re.match(_LACKED_LAST if is_listed else _LACKED, last):
        return True
    late = _late_no(rest)
    return late is not None and late["refusal"] is None


def _last_of_list(rest: str) -> tuple[str, bool]:
    """Return what follows the commas of a bare list, and whether there were any."""
    parts = pieces(rest)
    at = 0
    if not _PARTICLE.match(rest):
        while at + 1 < len(parts) and _is_name(parts[at]):
            at += 1
    return parts[at], at > 0


def _is_name(piece: str) -> bool:
    return len(piece) <= _LONGEST_NAME and is_bare(piece) and not _AMOUNT.search(piece)


def _late_no(rest: str) -> re.Match[str] | None:
    """Return a no that commas divide from its topic."""
    first, *others = pieces(rest)
    if not re.match(_UNFINISHED, first):
        return None
    for piece in others[:2]:
        if match := re.match(_LATE_NO, piece):
            return match
        if not _GOES_ON.search(piece):
            return None
    return None
