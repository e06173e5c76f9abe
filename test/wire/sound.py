# SPDX-License-Identifier: Apache-2.0
"""Tones made and measured, in WAV files and in G.711."""
import math
import struct
import wave


def ulaw_encode(sample):
    sign, magnitude = (0x80, -sample) if sample < 0 else (0, sample)
    magnitude = min(magnitude, 32635) + 0x84
    exponent = max(magnitude.bit_length() - 8, 0)
    return ~(sign | exponent << 4 | (magnitude >> (exponent + 3)) & 0x0F) & 0xFF


def ulaw_decode(code):
    code = ~code & 0xFF
    magnitude = (((code & 0x0F) << 3) + 0x84 << ((code & 0x70) >> 4)) - 0x84
    return -magnitude if code & 0x80 else magnitude


def sine(hz, seconds, loud=8000):
    return [int(loud * math.sin(2 * math.pi * hz * i / 8000)) for i in range(int(8000 * seconds))]


def write_wav(path, samples):
    with wave.open(path, "wb") as w:
        w.setnchannels(1)
        w.setsampwidth(2)
        w.setframerate(8000)
        w.writeframes(struct.pack(f"<{len(samples)}h", *samples))


def write_ulaw(path, samples):
    with open(path, "wb") as f:
        f.write(bytes(ulaw_encode(s) for s in samples))


def read_wav(path):
    """Also of a file whose writer has not closed it yet, so its header may say 0."""
    with open(path, "rb") as f:
        data = f.read()[44:]
    return struct.unpack(f"<{len(data) // 2}h", data[:len(data) // 2 * 2])


def share(samples, hz):
    """How much of the power is that one frequency, 0 to 1 (Goertzel)."""
    coefficient, one, two, power = 2 * math.cos(2 * math.pi * hz / 8000), 0.0, 0.0, 0.0
    for s in samples:
        one, two = s + coefficient * one - two, one
        power += s * s
    if not power:
        return 0.0
    return (one * one + two * two - coefficient * one * two) * 2 / (power * len(samples))


def seconds_of(samples, hz, least=0.8):
    """How many seconds of frames of 20 ms are that tone."""
    frames = [samples[i:i + 160] for i in range(0, len(samples) - 159, 160)]
    return 0.02 * sum(1 for f in frames if max(f) > 500 and share(f, hz) > least)


def stretches(samples, hz, least=0.8, join=0.3):
    """When that tone was there, as (from, to) in seconds; holes shorter than `join` do not count."""
    found = []
    for i in range(0, len(samples) - 159, 160):
        frame, at = samples[i:i + 160], i / 8000
        if max(frame) <= 500 or share(frame, hz) <= least:
            continue
        if found and at - found[-1][1] < join:
            found[-1][1] = at + 0.02
        else:
            found.append([at, at + 0.02])
    return [tuple(s) for s in found]
