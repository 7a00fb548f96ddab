"""A small network to knock at: three clusters, a dozen trades in each."""

from builders import a_capability, a_firm, a_need
from enishi.bootstrap import Application
from enishi.domain.cluster import Cluster
from enishi.domain.firm import Firm
from enishi.domain.need import Need, NeedKind

CLUSTERS = {"燕三条": "新潟県", "諏訪": "長野県", "東大阪": "大阪府"}

_TRADES = {
    "冷間鍛造": "ステンレスの小物を冷間鍛造で成形し、追加の切削をなくします。",
    "深絞り": "器やカバーを深絞りで一体に。板厚0.4mmから対応。",
    "精密研削": "円筒と平面の研削で鏡面に仕上げます。治具も内製。",
    "樹脂射出成形": "PEEKやPPSの射出成形。金型は社内で修理します。",
    "真空熱処理": "焼入れ・焼戻しを真空炉で。ひずみを抑えます。",
    "電気めっき": "ニッケル、クロム、亜鉛。塩水噴霧試験の証明付き。",
    "アルミダイカスト": "薄肉のアルミ部品を量産。気密検査まで一貫。",
    "放電加工": "細い溝と深い穴。ワイヤと型彫りの両方。",
    "ばね": "線ばねと板ばね。試作一個から量産まで。",
    "ロボット架台": "溶接と組立で搬送装置の架台を作ります。",
    "木型": "鋳物のための木型を三次元データから削ります。",
    "漆塗り": "金属と木の器に漆を焼き付けます。",
}


def firms() -> list[Firm]:
    """Return every firm; F燕三条-00 forges, holds ISO9001 and has a 法人番号."""
    return [_firm(cluster, number) for cluster in CLUSTERS for number in range(len(_TRADES))]


def _firm(cluster: str, number: int) -> Firm:
    trade, description = list(_TRADES.items())[number]
    ref = f"F{cluster}-{number:02}"
    return a_firm(
        ref=ref,
        name=f"{cluster}{trade}工業",
        cluster=cluster,
        prefecture=CLUSTERS[cluster],
        certified="ISO9001" if number % 2 == 0 else (),
        corporate_number="7000012050002" if ref == "F燕三条-00" else None,
        can=[
            a_capability(
                f"{trade}の加工",
                ref=f"{ref}-1",
                description=description,
                processes=trade,
                lot_min=1,
                lot_max=10_000,
                lead_time_days=10 + number,
            )
        ],
    )


def needs() -> list[Need]:
    """Return the board."""
    return [
        a_need(
            "ステンレスの取っ手を冷間鍛造で",
            ref="N001",
            by="F諏訪-00",
            kind=NeedKind.ALTERNATIVE_SOURCING,
            certified="ISO9001",
            lot=200,
        ),
        a_need("鏡面の研削を手伝ってほしい", ref="N002", kind=NeedKind.EQUIPMENT_SHARING),
        a_need("漆を焼き付けた金属の器を一緒に作りたい", ref="N003", by="F東大阪-11"),
    ]


def fill(application: Application) -> None:
    """Put the whole network into an application's database and build its index."""
    with application.database.begin() as work:
        for cluster, prefecture in CLUSTERS.items():
            work.clusters.put(Cluster(cluster, prefecture=prefecture))
        work.firms.put_many(firms())
        work.needs.put_many(needs())
    application.indexing.rebuild(lambda _done, _total: None)
