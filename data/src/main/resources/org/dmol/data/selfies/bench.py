"""Times selfies of PyPI on the lines of standard input: prints molecules encoded and strings decoded a second."""
import sys
import time

import selfies as sf


def rate(function, items):
    done, best = [], 0.0
    for _ in range(3):
        done.clear()
        start = time.perf_counter()
        for item in items:
            try:
                done.append(function(item))
            except (sf.EncoderError, sf.DecoderError):
                pass
        best = max(best, len(items) / (time.perf_counter() - start))
    return done, best


encoded, encoding = rate(sf.encoder, sys.stdin.read().split())
_, decoding = rate(sf.decoder, list(encoded))
print(encoding, decoding)
