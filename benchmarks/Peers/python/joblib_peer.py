"""joblib with its own processes (loky)."""
import platform

import joblib


class JoblibPeer:
    def __init__(self):
        self._parallel = None
        self._workers = 0

    @property
    def version(self):
        return f"joblib {joblib.__version__} on CPython {platform.python_version()}"

    def why_not(self, job):
        if job["setup"]["silos"] > 1:
            return "one machine"
        if job["verb"] in ("Imap", "ImapUnordered"):
            return "gives no results before the end"
        return "runs loops, not single calls" if job["verb"] == "Apply" and job["items"] > 1 else None

    def prepare(self, workers):
        if self._workers != workers:
            self.close()
            self._parallel = joblib.Parallel(n_jobs=workers)
            self._parallel.__enter__()
            self._workers = workers

    def map(self, function, items, chunk_size):
        self._parallel.batch_size = chunk_size or "auto"
        return self._parallel(joblib.delayed(function)(item) for item in items)

    def starmap(self, function, items, chunk_size):
        self._parallel.batch_size = chunk_size or "auto"
        return self._parallel(joblib.delayed(function)(*item) for item in items)

    def apply(self, function, item):
        return self.map(function, [item], None)[0]

    def close(self):
        if self._parallel is not None:
            self._parallel.__exit__(None, None, None)
