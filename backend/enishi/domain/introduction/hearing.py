"""How a firm's word reached the network, where the firm did not write it itself."""

from dataclasses import dataclass

from enishi.domain.consent import ConsentMeans
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a coordinator heard outside the web: by which means, and from whom."""

    means: ConsentMeans
    said_by: str  # the name of who said so

    def __post_init__(self) -> None:
        bounded(self.said_by, "said_by", NAME, required=True)
        if self.means is ConsentMeans.WEB:
            raise InvalidValueError(
                "画面での返事は、企業の人が自分で書きます。聞いた手段を選んでください",
                field="means",
                english="on the web a firm answers by itself; say how it was heard",
            )
