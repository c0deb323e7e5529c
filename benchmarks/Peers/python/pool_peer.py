"""CPython's own pools."""
import multiprocessing
import multiprocessing.pool
import platform


class PoolPeer:
    """multiprocessing.Pool: processes."""

    def __init__(self):
        self._pool = None
        self._workers = 0

    @property
    def version(self):
        return f"CPython {platform.python_version()}"

    def why_not(self, job):
        return "one process" if job["setup"]["silos"] > 1 else None

    def prepare(self, workers):
        if self._workers != workers:
            self.close()
            self._pool = self._make(workers)
            self._workers = workers

    def _make(self, workers):
        return multiprocessing.Pool(workers)

    def map(self, function, items, chunk_size):
        return self._pool.map(function, items, chunk_size)

    def starmap(self, function, items, chunk_size):
        return self._pool.starmap(function, items, chunk_size)

    def imap(self, function, items, chunk_size, is_ordered):
        verb = self._pool.imap if is_ordered else self._pool.imap_unordered
        return verb(function, items, chunk_size) if chunk_size else verb(function, items)

    def apply(self, function, item):
        return self._pool.apply(function, (item,))

    def apply_async(self, function, item):
        return self._pool.apply_async(function, (item,))

    def get(self, handle):
        return handle.get()

    def close(self):
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()


class ThreadPoolPeer(PoolPeer):
    """multiprocessing.pool.ThreadPool: threads, of which one computes at a time."""

    def why_not(self, job):
        return "items stay in one memory" if job["content"] == "Payload" else super().why_not(job)

    def _make(self, workers):
        return multiprocessing.pool.ThreadPool(workers)
