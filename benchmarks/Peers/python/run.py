"""Runs one job on a peer, with the clock around what a user would wait for: items are made before, results checked after."""
import gc
from collections import deque
from time import perf_counter

from contents import FUNCTIONS, expected, items_of, next_number


class WrongResult(Exception):
    """The peer gave a wrong value."""


def run(peer, job):
    peer.prepare(job["setup"]["workers"])
    gc.collect()
    if job["verb"] in ("Imap", "ImapUnordered"):
        return imap(peer, job)
    if job["verb"] == "Apply":
        return apply(peer, job)
    return star_or_map(peer, job)


def star_or_map(peer, job):
    function = FUNCTIONS[job["content"]]
    items = items_of(job)
    verb = peer.starmap if job["verb"] == "StarMap" else peer.map
    started = perf_counter()
    results = verb(function, items, job.get("chunkSize"))
    seconds = perf_counter() - started
    if len(results) != len(items):
        raise WrongResult(f"wrong result: {len(results)} results of {len(items)} items")
    for index, (item, result) in enumerate(zip(items, results)):
        if result != expected(job["content"], item):
            raise WrongResult(f"wrong result: item {index} gave {result!r:.100}")
    return timing(seconds)


def imap(peer, job):
    is_ordered = job["verb"] == "Imap"
    count = total = 0
    started = perf_counter()
    for result in peer.imap(next_number, range(job["items"]), job.get("chunkSize"), is_ordered):
        if is_ordered and result != count + 1:
            raise WrongResult(f"wrong result: {count} gave {result}")
        count += 1
        total += result
    seconds = perf_counter() - started
    if count != job["items"] or total != count * (count + 1) // 2:
        raise WrongResult(f"wrong result: {count} results of {job['items']} items, with the sum {total}")
    return timing(seconds)


def apply(peer, job):
    """Single calls, as many at a time as the job says. With one at a time each is timed."""
    items, at_a_time = job["items"], job["atATime"]
    if at_a_time == 1:
        microseconds = []
        started = perf_counter()
        for item in range(items):
            called = perf_counter()
            result = peer.apply(next_number, item)
            microseconds.append((perf_counter() - called) * 1e6)
            check_next(item, result)
        seconds = perf_counter() - started
        microseconds.sort()
        return timing(seconds, percentile(microseconds, 0.5), percentile(microseconds, 0.99))

    under_way = deque()
    started = perf_counter()
    for item in range(items):
        if len(under_way) == at_a_time:
            check_next(*finish(peer, under_way))
        under_way.append((item, peer.apply_async(next_number, item)))
    while under_way:
        check_next(*finish(peer, under_way))
    return timing(perf_counter() - started)


def finish(peer, under_way):
    item, handle = under_way.popleft()
    return item, peer.get(handle)


def check_next(item, result):
    if result != item + 1:
        raise WrongResult(f"wrong result: {item} gave {result}")


def percentile(ordered, part):
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def timing(seconds, p50=0, p99=0):
    return {"seconds": seconds, "p50": p50, "p99": p99}
