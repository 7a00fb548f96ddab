"""What the firms of a small network are held against: firms that anybody can imagine.

Scores are read in spreads above the background of the network (domain/ranking.py). Of three
firms none can stand out by more than 1.4 spreads, and of one firm not at all, so a network
of fewer than SMALLEST firms is filled up with these. They share no word with any question,
and in meaning they are as near to it as one trade happens to be to another.
"""

# A sample of thirty tells a mean to within a fifth of a spread.
SMALLEST = 30

# Near trades and far ones in turn, so that the first few are as mixed as all of them.
IMAGINED = (
    "切削加工。旋盤とマシニングセンタで金属部品を削ります",
    "組立。小型機器の組立と検査",
    "プレス加工。薄板の打ち抜きと曲げ",
    "検査。三次元測定機による寸法測定",
    "鋳造。砂型による鋳物の試作から量産まで",
    "設計。機械装置の設計と図面作成",
    "鍛造。熱間鍛造で丈夫な部品を作ります",
    "ソフトウェア。生産管理システムの開発",
    "溶接。鋼材とステンレスの製缶",
    "自動化。省力化装置の製作",
    "めっき。防錆と装飾のための表面処理",
    "縫製。衣料品と小物の縫製",
    "塗装。金属製品の焼付塗装",
    "織物。絹や綿の生地を織ります",
    "熱処理。焼入れと焼戻し",
    "木工。家具と建具の製作",
    "樹脂成形。プラスチック部品の射出成形",
    "漆器。椀や盆の塗り",
    "金型。成形用の型の設計と製作",
    "陶磁器。食器の製造",
    "ゴム。パッキンなどのゴム製品",
    "ガラス。理化学器具の加工",
    "板金。筐体やカバーの製作",
    "紙器。化粧箱と段ボール箱",
    "研磨。仕上げ磨きとバリ取り",
    "印刷。チラシと包装の印刷",
    "電子基板。部品実装とはんだ付け",
    "食品。漬物と菓子の製造",
    "電線加工。ハーネスの組立",
    "清掃。工場設備の保守と清掃",
)
