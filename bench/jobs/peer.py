"""Both peers, each as its documentation sets it up: `huey|procrastinate` `prepare`, `enqueue COUNT PAUSE`, `work`.

Their environment has neither Django nor the house. `BENCH_BOOK` is the file the jobs write to, `BENCH_REDIS` and
`BENCH_POSTGRES` are the addresses.
"""

from __future__ import annotations

import os
import sys
import time


def note(number: int, pause: float) -> None:
    time.sleep(pause)
    with open(os.environ["BENCH_BOOK"], "a", encoding="utf8") as book:
        book.write(f"{number}\n")


def huey(verb: str, *words: str) -> None:
    from huey import RedisHuey

    queue = RedisHuey("haengan-bench", url=os.environ["BENCH_REDIS"], results=False)
    task = queue.task(retries=100)(note)
    if verb == "prepare":
        queue.flush()
    elif verb == "enqueue":
        for number in range(int(words[0])):
            task(number, float(words[1]))
    else:
        queue.create_consumer(workers=1).run()


def procrastinate(verb: str, *words: str) -> None:
    from procrastinate import App, PsycopgConnector

    app = App(connector=PsycopgConnector(conninfo=os.environ["BENCH_POSTGRES"]))
    task = app.task(name="note", retry=100)(note)
    if verb == "work":
        app.run_worker(concurrency=1, delete_jobs="never")
        return
    with app.open():
        if verb == "prepare":
            app.schema_manager.apply_schema()
        else:
            task.batch_defer(*({"number": n, "pause": float(words[1])} for n in range(int(words[0]))))


if __name__ == "__main__":
    {"huey": huey, "procrastinate": procrastinate}[sys.argv[1]](*sys.argv[2:])
