"""How long a search takes: over HTTP on a warm server, and from a cold start on the command line.

    python -m benchmarks.search_latency

Serves the database and the index that the settings name (after `make demo`: the shipped
corpus) on a free port and asks it one request after the other: every need of the corpus by its
short query and by its title and description, all for the first time, and the short queries
twice more, when their vectors are at hand. Prints the times, the server's memory, and the whole
time of `enishi search … --json` in a fresh process.
"""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles

import httpx2
import psutil

from enishi.settings import hand_down, read_settings

COLD_STARTS = 5
MIB = 1 << 20
EXAMPLE = "塩水で錆びない取っ手を削り出せるところ"
WARM_UP = ["研磨", "めっきの剥離", "小ロットの鋳物を急ぎで頼みたい"]
ENISHI = Path(sys.executable).with_name("enishi")


def main() -> None:
    lines = (read_settings().corpus / "needs.jsonl").read_text(encoding="utf-8").splitlines()
    needs = [json.loads(line) for line in lines]
    queries = [need["query"] for need in needs]
    texts = [f"{need['title']}\n{need['description']}" for need in needs]
    port = _free_port()
    hand_down(rate_per_address=0)  # nobody asks as fast as this
    server = subprocess.Popen(
        [ENISHI, "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            _wait(client)
            _ask(client, WARM_UP)
            spent = {
                "short queries, first time": _ask(client, queries),
                "titles and descriptions, first time": _ask(client, texts),
                "short queries, again": _ask(client, queries * 2),
            }
        memory = psutil.Process(server.pid).memory_full_info()
    finally:
        server.terminate()
        server.wait()
    for what, times in spent.items():
        print(
            f"HTTP, {len(times)} {what}: median {median(times):.1f} ms, "
            f"p95 {quantiles(times, n=20)[-1]:.1f} ms, max {max(times):.1f} ms"
        )
    print(
        f"memory of the server: {memory.rss / MIB:.0f} MiB resident, "
        f"{memory.uss / MIB:.0f} MiB of its own"
    )
    cold = [_cold_start() for _ in range(COLD_STARTS)]
    print(f"cold start of `enishi search`: median {median(cold):.2f} s, max {max(cold):.2f} s")


def _ask(client: httpx2.Client, queries: list[str]) -> list[float]:
    """Return the milliseconds of one request for each query."""
    times = []
    for query in queries:
        started = time.perf_counter()
        client.get("/api/v1/search", params={"q": query}).raise_for_status()
        times.append((time.perf_counter() - started) * 1000)
    return times


def _cold_start() -> float:
    started = time.perf_counter()
    subprocess.run([ENISHI, "search", EXAMPLE, "--json"], check=True, capture_output=True)
    return time.perf_counter() - started


def _wait(client: httpx2.Client) -> None:
    for _ in range(300):
        try:
            if client.get("/readyz").is_success:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    sys.exit("the server did not become ready: run `make demo` first")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
