"""Items and what is done to them: the same as Contents/ has for the peers in .NET."""
import time
from dataclasses import dataclass, replace
from random import Random

PAYLOAD_BYTES = 1 << 20


@dataclass
class Reading:
    id: int
    value: float
    place: str
    is_good: bool


def next_number(number):
    return number + 1


def add(first, second):
    return first + second


def after(reading):
    return replace(reading, id=reading.id + 1, value=reading.value + 1)


def mark(text):
    return text + "!"


def give_back(payload):
    return payload


def wait(milliseconds):
    time.sleep(milliseconds / 1000)
    return milliseconds


FUNCTIONS = {
    "Number": next_number,
    "Pair": add,
    "Record": after,
    "Text": mark,
    "Payload": give_back,
    "Pause": wait,
}


def items_of(job):
    """The items of a job that is given all of them at once."""
    count = job["items"]
    content = job["content"]
    if content == "Number":
        return list(range(count))
    if content == "Pair":
        return [(index, 2 * index) for index in range(count)]
    if content == "Record":
        return [Reading(index, index * 0.5, f"place {index % 100}", index % 2 == 0) for index in range(count)]
    if content == "Text":
        return [f"item number {index}" for index in range(count)]
    if content == "Payload":
        return [Random(index).randbytes(PAYLOAD_BYTES) for index in range(count)]
    if content == "Pause":
        return job["milliseconds"]
    raise ValueError(f"There are no items '{content}'.")


def expected(content, item):
    if content == "Pair":
        return add(*item)
    if content == "Pause":
        return item
    return FUNCTIONS[content](item)
