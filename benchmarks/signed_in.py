"""What signing in costs a search: the same questions with and without a key, one after the other.

    python -m benchmarks.signed_in

Works on a copy of the database and the index that the settings name (after `make demo`: the
shipped corpus). In the copy every fifth firm keeps its number of employees and one of its
capabilities for members, so that members search an edition of their own and what they are shown
is logged. Prints the times of both, and the ratio of their 95th percentiles.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

import httpx2

from benchmarks.search_latency import ENISHI, _ask, _free_port, _wait
from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR, Scope
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.email_address import EmailAddress
from enishi.domain.membership import Role
from enishi.settings import Settings, hand_down, read_settings

GUARDED = 5  # of so many firms one keeps something back
ROUNDS = 2


def main() -> None:
    here = read_settings()
    lines = (here.corpus / "needs.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["query"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _copy(here, home)
        hand_down(home=home, encoder=here.encoder_source, rate_per_address=0, rate_per_key=0)
        key = _prepare(Application(read_settings()))
        spent = _measure(questions, {"Authorization": f"Bearer {key}"})
    for who, times in spent.items():
        print(
            f"{who}: {len(times)} searches, median {median(times):.1f} ms, p95 {_p95(times):.1f} ms"
        )
    print(f"ratio of p95: {_p95(spent['signed in']) / _p95(spent['anonymous']):.2f}")


def _copy(here: Settings, home: Path) -> None:
    for file in here.data_folder.glob("enishi.sqlite*"):
        shutil.copy(file, home / file.name)
    shutil.copytree(here.index_folder, home / "indexes")


def _prepare(app: Application) -> str:
    """Keep fields back, and return the key of a member of a firm."""
    with app.database.begin() as work:
        firms = [stored.record for stored in work.firms.stream()]
        for firm in firms[::GUARDED]:
            paths = ["employees", *(f"capabilities/{item.ref}" for item in firm.capabilities[:1])]
            kept = Disclosure(paths=dict.fromkeys(paths, Visibility.MEMBERS))
            work.disclosures.put_firm(firm.ref, kept)
    # A snapshot in which what is kept back is not public any more.
    app.indexing.rebuild(lambda _done, _total: None)
    member = firms[1].ref
    person = app.people.register(
        EmailAddress("benchmark@enishi.example"),
        "計測",
        Role.FIRM_ADMINISTRATOR,
        member,
        by=LOCAL_OPERATOR,
    )
    issued = app.api_keys.issue(
        name="計測",
        organisation_ref=member,
        scopes=frozenset({Scope.READ}),
        person_ref=person.ref,
        by=LOCAL_OPERATOR,
    )
    return issued.secret


def _measure(questions: list[str], shown: dict[str, str]) -> dict[str, list[float]]:
    """Ask everything both ways in turn, so that a slow minute falls on both."""
    port = _free_port()
    server = subprocess.Popen(
        [ENISHI, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    spent: dict[str, list[float]] = {"anonymous": [], "signed in": []}
    try:
        with (
            httpx2.Client(base_url=address, timeout=60) as anybody,
            httpx2.Client(base_url=address, timeout=60, headers=shown) as member,
        ):
            _wait(anybody)
            for client in (anybody, member):
                _ask(client, questions)
            for question in questions * ROUNDS:
                spent["anonymous"] += _ask(anybody, [question])
                spent["signed in"] += _ask(member, [question])
    finally:
        server.terminate()
        server.wait()
    return spent


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
