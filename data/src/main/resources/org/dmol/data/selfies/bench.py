"""Times selfies of PyPI on the lines of standard input: prints molecules encoded per second of CPU time and of wall time, and
strings decoded."""
import sys
import time

import selfies as sf


def rate(function, items):
    done, best, wall = [], 0.0, 0.0
    for _ in range(3):
        done.clear()
        start, begin = time.process_time(), time.perf_counter()
        for item in items:
            try:
                done.append(function(item))
            except (sf.EncoderError, sf.DecoderError):
                pass
        best = max(best, len(items) / (time.process_time() - start))
        wall = max(wall, len(items) / (time.perf_counter() - begin))
    return done, best, wall


encoded, *encoding = rate(sf.encoder, sys.stdin.read().split())
_, *decoding = rate(sf.decoder, list(encoded))
print(*encoding, *decoding)
