"""Whether a thing would be welcome rather than needed."""

import re
from functools import lru_cache

from enishi.domain.lexicon.polarity.sentence import is_bare, pieces

_WISH_BEFORE = re.compile(
    r"(?:(?:でき|出来)れば|可能(?:なら|であれば)|なるべく|理想は|欲を言えば|\bideally|\bpreferably"
    r"|\bif possible)[、,]?\s*(?P<between>[^。\n]{0,30})$",
    re.IGNORECASE,
)
_GLAD = r"(?:助か|嬉し|うれし|尚|なお|ありがた|有り?難|幸い|理想|最高|申し分)"
_WISH_AFTER = re.compile(
    rf"^[^。、\n]{{0,12}}?(?:(?:あれば|だと|なら|であれば)[、]?{_GLAD}|歓迎|優遇|尚可|なお可|望ましい)"
    r"|^[^。、\n]{0,10}?(?:れば|たら)[、]?(?:尚|なお|もっと|理想|最高)"
    rf"|^[^。、\n]{{0,6}}?(?:も|まで|込み)[^。、\n]{{0,14}}(?:と|ば)[、]?{_GLAD}"
    r"|^[^。、\n]{0,6}でな(?:くて|くとも)も?(?:可|よ|良|い|構|かま|大丈夫|結構)"
    r"|^[^.;\n]{0,30}?\b(?:if possible|is a plus|would be (?:nice|welcome|a plus|a bonus|great)"
    r"|nice to have|is optional|preferred|desirable)\b",
    re.IGNORECASE,
)


_HINT = re.compile(
    r"れば|可能|なるべく|理想|欲を|助か|嬉し|うれし|尚|なお|ありがた|有り?難|幸い|最高|申し分|歓迎|優遇"
    r"|望まし|でなく|ideal|prefer|possible|a plus|nice|welcome|bonus|great|optional|desirable",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def may_wish(text: str) -> bool:
    """Tell whether a text wishes for anything at all; most do not, and this is quickly seen."""
    return bool(_HINT.search(text))


def is_welcome(lead: str, rest: str) -> bool:
    """Tell whether what stands between `lead` and `rest` is only wished for."""
    before = _WISH_BEFORE.search(lead)
    if before and all(map(is_bare, pieces(before["between"])[:-1])):
        return True
    return bool(_WISH_AFTER.match(rest))
