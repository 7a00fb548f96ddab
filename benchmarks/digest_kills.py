"""Kills the worker while it sends a week's digests, and counts who got what.

    python -m benchmarks.digest_kills --people 5000 --kills 10

A mail server really listens, in this process. The worker is a process of its own with the real
ledger (SQLite, in a temporary folder), the real mail session and the real page; only what stands
in the digests is made up. It is killed (SIGKILL) at moments of a fixed seed, each time with the
mail server in one of three places: before it replies to a letter that it has kept, just after its
reply, or anywhere. The clock of each next worker is 20 minutes later, so that nobody waits for a
lease. Prints what became of everybody as JSON, and exits with 1 where somebody got two letters, or
none without being listed as in doubt, or where more are in doubt than were killed.
"""

import argparse
import json
import random
import socket
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event
from time import perf_counter, sleep

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from enishi.adapters.db import Schema, SqlDatabase
from enishi.adapters.db.engine import open_engine
from enishi.adapters.mail import SmtpMailer, SmtpPostOffice
from enishi.adapters.mail.digest_page import MjmlDigestWriter
from enishi.adapters.mail.smtp_mailer import Server
from enishi.domain.consent import TERMS_VERSION, Consent, ConsentMeans
from enishi.domain.digest import MOST_ITEMS, Digest, DigestItem, DigestItemKind
from enishi.domain.email_address import EmailAddress
from enishi.domain.firm import Firm
from enishi.domain.iso_week import IsoWeek
from enishi.domain.mailing import MailingState
from enishi.domain.membership import Membership, Role
from enishi.domain.person import Person
from enishi.services.digests.envelopes import DigestEnvelopes
from enishi.services.digests.sending import SendingService
from enishi.services.digests.signing import DigestKey

WEEK = IsoWeek(2026, 48)
DUE = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
SEED = 6
SENDER = EmailAddress("enishi@enishi.example")
FIRM = Firm(ref="F1", name="燕プレス工業")
# Beyond the lease of a worker that died.
LATER = timedelta(minutes=20)
# Processes of their own that need not import everything anew.
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(
    ["enishi.adapters.db", "enishi.adapters.mail.digest_page", "aiosmtpd.controller"]
)


class MadeUpDigests:
    """Tells everybody of the same five firms."""

    def compose(
        self, week: IsoWeek, person: Person, firm_ref: str, *, since: IsoWeek | None = None
    ) -> Digest:
        """Return five suggestions, the same whatever was told before."""
        del since
        items = tuple(_item(f"{person.ref}-{number}") for number in range(MOST_ITEMS))
        return Digest(week, person.ref, firm_ref, FIRM.name, items, DUE, person_name=person.name)


def _item(ref: str) -> DigestItem:
    return DigestItem(
        ref=ref,
        kind=DigestItemKind.SUGGESTION,
        firm_name="諏訪精工",
        headline="御社の探しもの「微細切削」に応えられそうです",
        place="諏訪・長野県岡谷市",
        why=("「微細切削」が両方の文にあります",),
        missing=("月産の数は、登録からは分かりません",),
        path="/firms/1",
        can_be_answered=True,
    )


class CountingServer:
    """A mail server that counts letters, and tells when to kill whoever sends them."""

    def __init__(self) -> None:
        self.letters: Counter[str] = Counter()
        self.marks: set[str] = set()
        self.at = 0  # the letter at which a worker is killed
        self.waits = False  # for the kill, before it replies
        self.reached = Event()
        self.killed = Event()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a letter, and reply."""
        (to,) = envelope.rcpt_tos
        self.letters[to] += 1
        content = envelope.content
        assert isinstance(content, bytes)
        self.marks.add(content.partition(b"Message-ID: ")[2].split(b"\r\n")[0].decode())
        if self.letters.total() == self.at:
            self.reached.set()
            if self.waits:
                self.killed.wait(5)
        return "250 taken"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--people", type=int, default=5_000)
    options.add_argument("--kills", type=int, default=10)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = watch(f"sqlite:///{Path(folder) / 'enishi.sqlite'}", asked.people, asked.kills)
    print(json.dumps(told, ensure_ascii=False, indent=2))
    sys.exit(0 if told["is_kept"] else 1)


def work(url: str, port: int, turn: int) -> None:
    """Send what is due, as the worker does, at a clock that begins after those before it."""
    began = datetime.now(UTC)
    database = SqlDatabase(open_engine(url))
    key = DigestKey(database).get
    sending = SendingService(
        database=database,
        source=MadeUpDigests(),
        envelopes=DigestEnvelopes(MjmlDigestWriter(), key, "https://enishi.example", SENDER),
        office=SmtpPostOffice(SmtpMailer(Server.at(f"smtp://127.0.0.1:{port}"), SENDER)),
        key=key,
        now=lambda: DUE + turn * LATER + (datetime.now(UTC) - began),
    )
    while sending.send_due().goes_on:
        pass


def watch(url: str, people: int, kills: int) -> dict[str, object]:
    """Have workers send, kill all but the last, and count."""
    database = _filled(url, people)
    server = CountingServer()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    listener = Controller(server, hostname="127.0.0.1", port=port)
    listener.start()
    places = random.Random(SEED)
    moments = sorted(places.sample(range(1, people), kills))
    for turn, moment in enumerate(moments):
        _kill_at(server, moment, _worker(url, port, turn), places)
    begun, before = perf_counter(), server.letters.total()
    last = _worker(url, port, kills)
    last.join()
    assert last.exitcode == 0
    seconds = perf_counter() - begun
    listener.stop()
    return _counted(database, server, people, kills) | {
        "letters_a_second": round((server.letters.total() - before) / seconds, 1)
    }


def _kill_at(
    server: CountingServer, moment: int, worker: BaseProcess, places: random.Random
) -> None:
    server.reached.clear()
    server.killed.clear()
    place = places.choice(("before the reply", "after the reply", "anywhere"))
    server.at, server.waits = max(moment, server.letters.total() + 1), place == "before the reply"
    while not server.reached.wait(0.05):
        if not worker.is_alive():  # all is sent
            return
    if place == "anywhere":
        sleep(places.uniform(0, 0.2))  # some letters further
    worker.kill()  # SIGKILL
    worker.join()
    server.killed.set()


def _worker(url: str, port: int, turn: int) -> BaseProcess:
    worker = _PROCESSES.Process(target=work, args=(url, port, turn))
    worker.start()
    return worker


def _filled(url: str, people: int) -> SqlDatabase:
    engine = open_engine(url)
    Schema(engine).upgrade()
    database = SqlDatabase(engine)
    with database.begin() as work:
        work.firms.put_many([FIRM])
        for number in range(people):
            ref = f"p{number:05}"
            work.people.put(Person(ref, EmailAddress(f"{ref}@firm.example"), f"担当 {number}"))
            work.memberships.put(Membership(ref, Role.FIRM_MEMBER, FIRM.ref))
            work.consents.put(
                Consent(f"k-{ref}", TERMS_VERSION, DUE, ConsentMeans.WEB, person_ref=ref)
            )
    return database


def _counted(
    database: SqlDatabase, server: CountingServer, people: int, kills: int
) -> dict[str, object]:
    with database.read() as work:
        mailings = work.mailings.of_week(WEEK)
    states = Counter(item.state for item in mailings)
    got = {address.partition("@")[0] for address in server.letters}
    doubtful = {item.person_ref for item in mailings if item.state is MailingState.IN_DOUBT}
    everybody = {f"p{number:05}" for number in range(people)}
    twice = sum(count > 1 for count in server.letters.values())
    missing = everybody - got - doubtful
    return {
        "people": people,
        "kills": kills,
        "letters": server.letters.total(),
        "got_two": twice,
        "missing": len(missing),
        "in_doubt": len(doubtful),
        "in_doubt_and_got_it": len(doubtful & got),
        "states": {state.value: number for state, number in sorted(states.items())},
        "different_message_ids": len(server.marks),
        "is_kept": twice == 0
        and not missing
        and len(doubtful) <= kills
        and states.keys() <= {MailingState.SENT, MailingState.IN_DOUBT},
    }


if __name__ == "__main__":
    main()
