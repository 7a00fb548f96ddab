"""Sentences as firms and buyers write them, and what each says of one thing in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.lexicon.polarity import denial_at, is_denied, is_wish
from strategies import texts

# The thing in 【】 is to be left out, whoever says so.
UNWANTED = """
【塗装】以外なら何でもやります
【鋳物】以外の素材もご相談ください
【溶接】は不可
【溶接】は一切お断り
【溶接】についてはご遠慮ください
【塗装】は不要です。
【表面処理】は要らない
【表面処理】は必要ありません
【熱処理】の必要がありません
【熱処理】不要の鋼
【溶接】せずに組み立てたい
【溶接】しないで、ねじで留める
【溶接】を使わない構造
【溶接】が要らない組み方
【溶接】なし、ねじ止めで
【溶接】レス構造
【塗装】抜きで見積をください
【塗装】ではなくめっきで仕上げたい
【クロムめっき】じゃなくて黒染めにしたい
【桐】でなく唐松で一点から
【ステンレス】ではなく、鉄で十分
【めっき】はやめて塗装にしたい
【塗装】をやめたい
【めっき】を除く全工程を社内で
【めっき】および塗装を除く全工程
旋盤加工（【溶接】・めっき不可）
旋盤加工（溶接・【めっき】不可）
塗装、【めっき】とも不可
【塗装】、めっきとも不可
【鋳鋼】、ステンレス鋳鋼は溶解炉が別になるため不可。
【鋳鋼】は不可、鍛造は現在は行っておりません。
【塗装】は不可、近隣の協力会社へ手配します。
【センターレス】は不可、両センターの物に限る。
【食品容器】はクリーン成形でない為お断りしています。
【樹脂成形】・ゴム成形は対応外です
【ゴム】は専門外
板金、溶接、塗装まで一貫生産、【めっき】は不可
不可：めっき、【塗装】
【めっき】：×
無【塗装】の木地のまま
非【めっき】品
未【焼入れ】の状態で支給
ノン【アスベスト】の摩擦材
【削ら】ずに形を出したい
【曲げ】ないで立体にする
快削鋼の挽き物で【焼きは入っ】ていません
【焼入れ】していない生材
【めっき】工程を含まない組立
【PFAS】を使用しない撥水加工
【六価クロム】を含まない化成処理
【金型】なしで一個から
接液部SUS316、【工具】なしで分解できます
外側に温水ジャケット、常圧（【圧力容器】ではない）
【接着剤】の使用は禁止
【接着】は剥離の恐れがあり不可
【接着】は避けたい
No 【plating】 in house.
a box made without 【welding】
All metals except 【titanium】
not 【painting】 but plating
【Painting】 is not required.
【Heat treatment】 excluded.
must not be 【painted】
Stainless steel rather than 【aluminium】
Neither welding nor 【brazing】
"""

# Somebody cannot do it, does not do it, or no longer does.
LACKED = """
【めっき】は現在行っておりません。
【アルミダイカスト】は現在行っておりません。
【めっき】、塗装は行っておりません
めっき、【塗装】は行っておりません
鋳造、【鍛造】、ダイカストには対応していません
当社では【めっき】と熱処理は行っておりません。
【塗装】もめっきもやってません
塗装も【めっき】もやってません
はんだ付けや【溶接】には対応しておりません
【はんだ付け】や溶接には対応しておりません
【プラズマ窒化】、浸炭、高周波は扱いなし。
プラズマ窒化、浸炭、【高周波】は扱いなし。
【亜鉛めっき】、クロメートは設備が無く受けておりません。
表面硬化（高周波、【窒化】）はやってない。
【鉄】・ステンは切粉が混ざるのでやってません。
【塗装】・メッキは設備なく手配もしておりません。
切削は得意ですが、【めっき】はやっていません
切削は得意ですが【めっき】はやっていません
切削は社内で行っており、【めっき】はできません
旋盤・フライスはありますが【研削】はありません
鉄はやるけど【ステンレス】はやらない
【硬質クロム】は平成28年に槽を廃止しましたのでお受けできません。
【亜鉛鍍金】は平成二十年に廃止し、現在は行っておりません。
【溶接】は、設備が老朽化したため、現在は行っておりません
樹脂(ABS)への【鍍金】は設備が無いため出来ません。
【ダイカスト】は設備がありません。
【自動溶接機】は無し。
【研削盤】はございません
【五軸加工機】は所有しておりません
【三次元測定機】は持っていません
【溶接】の資格はありません
【めっき】設備なし
新たに【鋳る】ことはしておりません
木の器の【漆直し】は職人がおりません
【看板】は作りません
【測定】は自社にありません
チタンの【溶接】は経験がありません
【鋳物】は作れません
【鋳鉄】は吹いておりません。
アルミと銅の【鍛造】は設備上できません。
【塗装】は対応できず申し訳ありません
【塗装】には対応しかねます
焼入れ、研削が得意。【塗装】はできかねます
【鍛造】は今年三月で終了しました
【めっき】からは撤退しました
【鋳造】部門は平成30年に閉鎖
【鋳造】の受注は停止中です
【鋳造】は休止中
車の【マフラー】はもうやめた。
【アルミ】はやらん、できん。
【量産】はやっとらんです
【塗装】はやってないので素地で返します。
【鍛造品】は扱っていませんが、切削なら可能です
【大量生産】はお受けできませんが、1個から切削します
【浸炭焼入れ】は行っていません（協力先の御紹介は出来ます）。
【ISO9001】は取得しておりません
【ISO9001】は未取得
【JISQ9100】は返上しました
自社では【めっき】ができませんので、お願いできる会社を探しています
鋳物屋が廃業して【鋳造】ができなくなりました
We no longer 【cast】 aluminium.
We do not offer 【plating】 or painting.
We do not offer plating or 【painting】.
We don't do castings, 【forgings】 or stampings.
We do not have 【five-axis machines】.
We cannot 【weld】 ourselves and look for a partner
【Casting】 was discontinued in 2020.
【Anodizing】 is not available
"""

# Neither: done, done elsewhere, asked, hedged, limited, denied twice, or another thing is denied.
AFFIRMED = """
SUS304を【旋削】して電解研磨、月200個、塗装以外で
旋削して【電解研磨】、月200個、塗装以外で
【はんだ】は鉛フリーです
バリなしの【切削】
【めっき】は外注です
【めっき】は協力工場で行います
めっき後の【研磨】は外注にて手配。
【曲げ】・縁巻きまで社内、塗装は外注手配。
不可能ではありませんので【鍛造】もご相談ください
大物の【鋳造】も不可能ではありません
【研磨】はできないことはありません
【鋳造】できないものはありません
対応できない【溶接】はありません
材質により【溶接】は対応できない場合があります
【溶接】はできませんか
【塗装】をお願いできないでしょうか
【塗装】もできませんでしょうか
【塗装】できないか相談したい
【溶接】のできる方はいませんか
【塗装】していただける所はないでしょうか
φ500以上の【旋削】はできません
【真鍮】しか扱っておりません
【切削】しかできません
【アルミ】以外は扱っておりません
【鉄】以外でも対応できます
【切削】以外にも研磨や組立を承ります
【切削】だけでなく研磨まで一貫対応
【めっき】のみのご依頼はお受けしておりません
【切削】は得意ですが、めっきはやっていません
【切削】は得意ですがめっきはやっていません
【切削】は社内で行っており、めっきはできません
切削なら可能ですが、鍛造品は扱っていません。【切削】は一個から
【切削】なら可能ですが、鍛造品は扱っていません
旋盤・【フライス】はありますが研削はありません
【鉄】はやるけどステンレスはやらない
【旋盤】加工（溶接・めっき不可）
【切削加工】、めっき不可
板金、溶接、【塗装】まで一貫生産、めっきは不可
切削、研削、【放電】まで一貫。めっきは不可
【アルマイト】（硬質は不可）
塗装はオイルと【拭き漆】のみ、ウレタン塗装は設備なし。
【アルミ】、ステンレス、チタンに対応
【順送】・トランスファプレス
塗装ではなく【めっき】で仕上げたい
めっきはやめて【塗装】にしたい
【溶接】が不可欠の構造です
【溶接】しなければならない箇所が三つ
【溶接】しないと強度が出ない
【ISO3834】の認証がある所でないと客が承知しない。
【ISO9001】は必須ではありません
【ISO14001】取得予定
【溶接】歪みはありません
【めっき】が剥がれません
【塗装】の剥がれは困ります
【焼入れ】後の歪みがない
バリの出ない【プレス】
他社で【溶接】できない薄板も継ぎます
他社が断った【鋳造】品も受けます
【プレス】では形が出ないので鋳造で
【プレス】の空きがありません
3Dプリントの【蝋型】を使えば型無しで試作可。
【板金】の筐体単品だけの注文は受けておりません
【マグネット】不可材もご相談
【Pbフリー】管理のため共晶はんだ品はお受けできません
hard little rods, no glue, for stoves or 【cat trays】
成形から【超音波溶着】、二重袋包装まで室外に出しません。
量産が終わって年に300個しか出ないような【補給部品】でも嫌な顔しませんよ
湯がわくと蓋の【つまみ】が熱くて持てねえ
【鋳造】から漏れ止めまで一括で
【設計】については、割れを避けるための提案を含めて対応する
【ワイヤ】は300×400×250、±3μ
【めっき】を頼んでいた会社が廃業し、自社で始めました
中ﾘﾝ。【ｱﾙﾐ】への直付けもやってます｡浴槽の都合で600×400×400まで｡
not only 【milling】 but also turning
not only milling but also 【turning】
not painting but 【plating】
no problem with 【welding】 thin sheet
Milling, no minimum lot for 【milling】
【Plating】 is outsourced.
【Turning】 is not a problem
【Milling】 is our core business, we never outsource it.
parts which cannot rust, 【nickel plating】
No lead, no cadmium; 【anodizing】 in house
Not sure whether 【casting】 or forging is better
no one else offers 【laser welding】
"""

WISHED = """
できれば【めっき】もお願いしたい
できれば、【塗装】もしてほしい
できればめっき、【塗装】も
可能であれば【組立】まで
理想は【チタン】
【ISO9001】があればなお可
【ISO9001】をお持ちだと助かります
【研磨】ができればなお良い
【めっき】もしてもらえると助かる
【めっき】までやってもらえるとありがたい
【組立】込みだと嬉しい
【塗装】済みなら尚良し
【航空機】の経験者歓迎
【木製】が望ましい
【ステンレス】でなくても構いません
【アルミ】でなくてもよい
Ideally 【anodized】 in black
preferably 【stainless steel】
【stainless steel】 preferred
【ISO 9001】 is a plus
【plating】 would be nice
【plating】, if possible
"""

NEEDED = """
【めっき】は必須です
【切削】していただけると助かります
できれば来週までに、【切削】をお願いします
なるべく国産材で、【塗装】は不要
【溶接】ができれば問題ない
We need 【plating】
"""


def sentences(block: str) -> list[str]:
    return block.strip().splitlines()


def place(sentence: str) -> tuple[str, int, int]:
    """Return the sentence without its brackets, and where the thing between them stands."""
    before, rest = sentence.split("【")
    thing, behind = rest.split("】")
    return before + thing + behind, len(before), len(before) + len(thing)


@pytest.mark.parametrize("sentence", sentences(UNWANTED))
def test_what_is_to_be_left_out_is_unwanted(sentence):
    assert denial_at(*place(sentence)) == "unwanted"


@pytest.mark.parametrize("sentence", sentences(LACKED))
def test_what_somebody_does_not_do_is_lacked(sentence):
    assert denial_at(*place(sentence)) == "lacked"


@pytest.mark.parametrize("sentence", sentences(AFFIRMED))
def test_a_denial_of_something_else_or_of_itself_is_none(sentence):
    assert denial_at(*place(sentence)) is None


@pytest.mark.parametrize("sentence", sentences(WISHED))
def test_what_would_be_welcome_is_a_wish(sentence):
    assert is_wish(*place(sentence))


@pytest.mark.parametrize("sentence", sentences(NEEDED))
def test_what_is_asked_for_politely_is_no_wish(sentence):
    assert not is_wish(*place(sentence))


def test_a_denial_does_not_reach_into_the_next_sentence():
    text = "塗装もお受けします。めっきは不可です。"

    assert not is_denied(text, 0, 2)
    assert is_denied(text, 10, 13)


def test_a_denial_at_the_other_end_of_a_long_sentence_is_still_heard():
    assert is_denied("塗装は" + "設備の老朽化" * 4 + "により不可", 0, 2)


@given(texts(120), st.data())
def test_any_place_of_any_text_can_be_asked(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    assert denial_at(text, start, end) in ("unwanted", "lacked", None)
    assert is_denied(text, start, end) == (denial_at(text, start, end) is not None)
    assert is_wish(text, start, end) in (True, False)


@given(st.sampled_from(sentences(UNWANTED) + sentences(LACKED) + sentences(AFFIRMED)))
def test_a_sentence_means_the_same_beside_others(sentence):
    text, start, end = place(sentence)
    before = "何でもご相談ください。"

    longer = f"{before}{text}。ほかに板金もあります。"

    assert denial_at(longer, len(before) + start, len(before) + end) == denial_at(text, start, end)
