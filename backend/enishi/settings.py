"""Settings, read once from `ENISHI_…` variables and `.env`, grouped, handed down."""

import os
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from enishi.domain.errors import InvalidValueError
from enishi.domain.federation import is_safe_to_ask

# A checkout keeps its data beside the code; an installed package beside the caller.
_CHECKOUT = Path(__file__).resolve().parents[2]


class Settings(BaseSettings):
    """Everything an operator can set; `enishi doctor` prints it."""

    model_config = SettingsConfigDict(
        env_prefix="ENISHI_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # docker compose passes what nobody set as an empty text
        extra="ignore",
    )

    home: Path | None = Field(
        None,
        description="データベース・索引・モデルを置くフォルダ（空なら var/ と indexes/）",
    )
    database_url: SecretStr | None = Field(
        None, description="データベースの場所（空なら SQLite。例 postgresql+psycopg://…）"
    )
    encoder: str | None = Field(
        None, description="エンコーダのフォルダ、または sentence-transformers のモデル名"
    )
    encoder_threads: Annotated[int, Field(ge=1, le=64)] = Field(
        2, description="エンコードに使うスレッド数（1〜64）"
    )
    operator_token: SecretStr | None = Field(
        None, description="HTTP での書き込みに必要な事務局トークン（空なら書き込みを受けない）"
    )
    public_url: str | None = Field(
        None,
        description="画面のアドレス。メールの中のリンクに使う（例 https://enishi.example.jp。"
        "空なら http://127.0.0.1:ポート）",
    )
    smtp_url: SecretStr | None = Field(
        None,
        description="メールサーバーの場所（例 smtp://利用者:合言葉@ホスト:587?starttls=1。"
        "空ならメールを送らない）",
    )
    mail_from: str | None = Field(None, description="メールの差出人のアドレス")
    bounce_address: str | None = Field(
        None,
        description="届かなかった便りの知らせを受けるアドレス（例 bounce@enishi.example.jp。"
        "「+印」の付いた宛先も受け取れること。空なら差出人に戻る）",
    )
    oidc_client_id: str | None = Field(
        None, description="外部のアカウントの提供元（OpenID Connect）に登録した client_id"
    )
    oidc_client_secret: SecretStr | None = Field(
        None, description="提供元が渡した client_secret（空なら PKCE だけで守る）"
    )
    oidc_issuer: str | None = Field(
        None,
        description="提供元の issuer。これを決めると、そのアカウントでサインインできる"
        "（https://…。ENISHI_OIDC_CLIENT_ID も要る）",
    )
    oidc_name: str = Field(
        "組織のアカウント", description="サインインの画面のボタンに出す、提供元の名前"
    )
    host: str = Field("127.0.0.1", description="サーバーの待ち受けアドレス")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        8000, description="サーバーのポート（1〜65535）"
    )
    workers: Annotated[int, Field(ge=1, le=64)] = Field(
        1, description="サーバーのプロセス数（1〜64）"
    )
    rate_per_key: Annotated[int, Field(ge=0)] = Field(
        600, description="API の鍵ごとの、1分あたりの要求の上限（0 なら限らない）"
    )
    rate_per_session: Annotated[int, Field(ge=0)] = Field(
        600, description="サインインした人ごとの、1分あたりの要求の上限（0 なら限らない）"
    )
    rate_per_address: Annotated[int, Field(ge=0)] = Field(
        120, description="名乗らない要求の、アドレスごと1分あたりの上限（0 なら限らない）"
    )
    trusted_proxies: Annotated[int, Field(ge=0, le=10)] = Field(
        0, description="前に置いたプロキシの数（0 なら X-Forwarded-For を見ない）"
    )
    index_poll_seconds: Annotated[float, Field(gt=0, le=60)] = Field(
        0.25, description="変更を索引に取り込む間隔（秒、60まで）"
    )
    compact_after: Annotated[int, Field(ge=1)] = Field(
        500, description="この件数の変更がたまったら worker が索引を作り直す"
    )
    web_folder: Path | None = Field(None, description="画面のファイル（空なら frontend/dist）")
    lexicon: Path | None = Field(
        None, description="用語の辞書のフォルダ（空なら付属の corpus/lexicon）"
    )
    webhook_http_hosts: str | None = Field(
        None, description="http や内側のアドレスでも Webhook を送ってよいホスト（「,」区切り）"
    )
    mcp_key: SecretStr | None = Field(
        None, description="enishi mcp が使う API の鍵（空なら公開の項目だけ）"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="ログの詳しさ（DEBUG・INFO・WARNING・ERROR）"
    )
    bench: Path | None = Field(None, description="検索品質のテストに使う評価用データ（任意）")

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("database_url")
    @classmethod
    def _must_be_served(cls, address: SecretStr | None) -> SecretStr | None:
        served = ("sqlite:///", "postgresql+psycopg://")
        if address is not None and not address.get_secret_value().startswith(served):
            raise ValueError(f"must begin with {' or '.join(served)}")
        return address

    @field_validator("public_url")
    @classmethod
    def _must_be_an_origin(cls, address: str | None) -> str | None:
        if address is None:
            return None
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise ValueError("must look like https://enishi.example.jp, without a path")
        return f"{parts.scheme}://{parts.netloc}"

    @field_validator("oidc_issuer")
    @classmethod
    def _must_be_an_issuer(cls, issuer: str | None, about: ValidationInfo) -> str | None:
        if issuer is None:
            return None
        if not is_safe_to_ask(issuer) or "?" in issuer or "#" in issuer:
            raise ValueError("must begin with https:// and hold no ? and no #")
        if not about.data.get("oidc_client_id"):
            raise ValueError("ENISHI_OIDC_CLIENT_ID is missing")
        return issuer

    @property
    def address(self) -> str:
        """Where people find the web page, without a slash at its end."""
        return self.public_url or f"http://127.0.0.1:{self.port}"

    @property
    def is_behind_tls(self) -> bool:
        """Whether cookies may be kept to encrypted connections."""
        return self.address.startswith("https://")

    @cached_property
    def database(self) -> str:
        """The address of the database."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_folder / 'enishi.sqlite'}"

    @property
    def data_folder(self) -> Path:
        """Where the database lives."""
        return self.home or _CHECKOUT / "var"

    @property
    def index_folder(self) -> Path:
        """Where the snapshots live."""
        return self.home / "indexes" if self.home else _CHECKOUT / "indexes"

    @property
    def own_encoder_folder(self) -> Path:
        """Where `enishi encoder build` puts the shipped encoder."""
        return self.data_folder / "models" / "encoder"

    @property
    def encoder_source(self) -> str:
        """The encoder to use: the one that is set, else the shipped one.

        A fresh home without an encoder of its own uses the checkout's.
        """
        if self.encoder:
            return self.encoder
        shared = _CHECKOUT / "var" / "models" / "encoder"
        own = self.own_encoder_folder
        return str(shared if shared.exists() and not own.exists() else own)

    @property
    def centre_file(self) -> Path:
        """Where the encoder's calibration is: in its folder, or for a model by name at home."""
        folder = Path(self.encoder_source)
        if folder.is_dir():
            return folder / "centre.npz"
        return self.data_folder / "models" / f"centre-{folder.name}.npz"

    @property
    def web(self) -> Path:
        """Where the built web page is."""
        return self.web_folder or _CHECKOUT / "frontend" / "dist"

    @property
    def adapter_file(self) -> Path:
        """What training on the trade adds to the packaged model."""
        return self.corpus / "encoder" / "adapter.safetensors"

    @property
    def lexicon_folder(self) -> Path:
        """The trade lexicon to build indexes with."""
        return self.lexicon or self.corpus / "lexicon"

    @property
    def bia_folder(self) -> Path:
        """The shipped BIA cases."""
        return self.corpus / "bia"

    @property
    def trusted_webhook_hosts(self) -> frozenset[str]:
        """Hosts that webhooks may go to over HTTP and inside the network."""
        names = (self.webhook_http_hosts or "").split(",")
        return frozenset(name.strip().lower() for name in names if name.strip())

    @property
    def corpus(self) -> Path:
        """The shipped demonstration corpus."""
        return _CHECKOUT / "corpus"


def hand_down(**values: object) -> None:
    """Have the processes that this one starts read these settings."""
    for name, value in values.items():
        os.environ[f"ENISHI_{name.upper()}"] = str(value)


def read_settings() -> Settings:
    """Read the settings; raises InvalidValueError naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        variable = f"ENISHI_{name.upper()}"
        raise InvalidValueError(
            f"設定の値が正しくありません。{Settings.model_fields[name].description}",
            field=variable,
            english=f"bad setting: {first['msg']}",
        ) from None
