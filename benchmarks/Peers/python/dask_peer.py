"""Dask distributed: two worker processes on this machine, over TCP."""
import platform

import distributed

MOST_TASKS = 20_000
PROCESSES = 2


class DaskPeer:
    def __init__(self):
        self._client = None
        self._workers = 0

    @property
    def version(self):
        return f"Dask distributed {distributed.__version__} on CPython {platform.python_version()}"

    def why_not(self, job):
        if job["setup"]["silos"] > 1:
            return "only this machine's processes are compared"
        if job["verb"] in ("Imap", "ImapUnordered"):
            return "takes no iterators"
        return f"a task for each item; more than {MOST_TASKS:,} take minutes" if job["items"] > MOST_TASKS else None

    def prepare(self, workers):
        if self._workers != workers:
            self.close()
            self._client = distributed.Client(
                n_workers=PROCESSES,
                threads_per_worker=max(1, workers // PROCESSES),
                processes=True,
                dashboard_address=None,
                silence_logs="CRITICAL",
            )
            self._workers = workers

    def map(self, function, items, chunk_size):
        # pure=False: otherwise equal items run once.
        return self._client.gather(self._client.map(function, items, pure=False))

    def starmap(self, function, items, chunk_size):
        return self._client.gather(self._client.map(function, *zip(*items), pure=False))

    def apply(self, function, item):
        return self.apply_async(function, item).result()

    def apply_async(self, function, item):
        return self._client.submit(function, item, pure=False)

    def get(self, handle):
        return handle.result()

    def close(self):
        if self._client is not None:
            cluster = self._client.cluster
            self._client.close()
            cluster.close()
