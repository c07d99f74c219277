"""Making very many records at once: the garbage collector would go through them again and again, and find nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off looking for garbage until the block ends; what nobody refers to any more goes at once all the same."""
    if not gc.isenabled():  # switched off by whoever called, or for another thread, which will switch it on
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
