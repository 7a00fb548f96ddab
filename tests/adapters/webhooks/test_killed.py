"""kill -9 in the middle of a delivery: the next worker delivers it, under the same id."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event as Signal

from builders import a_firm
from enishi.adapters.db import Schema, SqlDatabase
from enishi.adapters.db.engine import open_engine
from enishi.adapters.webhooks import HttpCourier
from enishi.domain.events import Event, EventKind
from enishi.domain.notice import FOLLOWED
from enishi.domain.webhook import DeliveryStatus, Webhook, new_secret
from enishi.services.deliveries import DeliveryService
from receiver import a_receiver

WORKER = """
import sys
from enishi.adapters.db import SqlDatabase
from enishi.adapters.db.engine import open_engine
from enishi.adapters.webhooks import HttpCourier
from enishi.services.deliveries import DeliveryService

database = SqlDatabase(open_engine(sys.argv[1]))
deliveries = DeliveryService(database, HttpCourier(frozenset({"127.0.0.1"})))
deliveries.enlist()
deliveries.deliver()
"""


def test_a_worker_killed_while_it_delivers_leaves_the_delivery_to_the_next(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'enishi.sqlite'}"
    engine = open_engine(url)
    Schema(engine).upgrade()
    database = SqlDatabase(engine)
    heard, killed = Signal(), Signal()
    with a_receiver() as receiver:

        def wait(_: object) -> None:
            heard.set()
            killed.wait(10)

        receiver.instead = wait
        with database.begin() as work:
            work.firms.put_many([a_firm(ref="F1")])
            work.webhooks.put(
                Webhook(
                    *("w1", "F1", None, receiver.url, FOLLOWED, new_secret(b"s" * 32)),
                    created_at=datetime.now(UTC),
                    position=0,
                )
            )
            work.outbox.add(Event(EventKind.FIRM_PUBLISHED, "F1"))
        worker = subprocess.Popen([sys.executable, "-c", WORKER, url])
        assert heard.wait(30)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        killed.set()
        receiver.instead = None

        def after_the_lease() -> datetime:
            return datetime.now(UTC) + timedelta(minutes=3)

        courier = HttpCourier(frozenset({"127.0.0.1"}))
        next_worker = DeliveryService(database, courier, after_the_lease)
        assert next_worker.enlist() == 0
        assert next_worker.deliver() == 1

    first, second = (headers["webhook-id"] for _, headers, _ in receiver.heard)
    assert first == second
    with database.read() as work:
        (delivery,) = work.deliveries.of_webhook("w1", limit=9)
    assert (delivery.status, delivery.attempts) == (DeliveryStatus.DELIVERED, 2)
    engine.dispose()
