"""The process of a peer in Python: a job comes as a line of JSON, its answer goes as a line, until no more come."""
import json
import os
import sys

from run import run


def peer_of(name):
    # Imported only when asked for: a machine need not have all of them.
    if name == "cpython-pool":
        from pool_peer import PoolPeer
        return PoolPeer()
    if name == "cpython-threads":
        from pool_peer import ThreadPoolPeer
        return ThreadPoolPeer()
    if name == "dask":
        from dask_peer import DaskPeer
        return DaskPeer()
    if name == "joblib":
        from joblib_peer import JoblibPeer
        return JoblibPeer()
    raise SystemExit(f"There is no peer '{name}'.")


def answer(peer, job):
    try:
        reason = peer.why_not(job)
        return {"doesNotApply": reason} if reason else {"timing": run(peer, job)}
    except Exception as error:  # Whatever a peer does wrong is a line in the table.
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    # What libraries print must not get among the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    peer = peer_of(sys.argv[1])

    def say(what):
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    say({"version": peer.version})
    for line in sys.stdin:
        say(answer(peer, json.loads(line)))
    peer.close()


if __name__ == "__main__":
    main()
