#!/usr/bin/env python3
"""Holds many connections that send a byte every few seconds, and asks beside them as usual.

    Benchmarks/web/slow_clients.py http://127.0.0.1:8080 --clients 64

Tells how long the usual requests take without and with the slow clients, and how soon the server lets
these go.
"""

import argparse
import http.client
import socket
import threading
import time
import urllib.parse

PAGE = "/?q=" + urllib.parse.quote("図書館")


def usual(host, port, seconds):
    """Asks one request after the other; their times in milliseconds and how many failed."""
    times, failed = [], 0
    end = time.monotonic() + seconds
    connection = http.client.HTTPConnection(host, port, timeout=10)
    while time.monotonic() < end:
        start = time.monotonic()
        try:
            connection.request("GET", PAGE)
            answer = connection.getresponse()
            answer.read()
            failed += answer.status != 200
        except OSError:
            failed += 1
            connection = http.client.HTTPConnection(host, port, timeout=10)
        times.append((time.monotonic() - start) * 1000)
        time.sleep(0.005)
    return sorted(times), failed


def slow(host, port, pause, stop, lives):
    """Sends the head of a request byte by byte, and connects again whenever it is let go."""
    head = f"GET {PAGE} HTTP/1.1\r\nHost: {host}:{port}\r\n".encode() + b"X-Slow: x\r\n" * 1000
    while not stop.is_set():
        start = time.monotonic()
        try:
            with socket.create_connection((host, port), timeout=5) as client:
                client.settimeout(0.01)
                for byte in head:
                    if stop.is_set():
                        return
                    client.send(bytes([byte]))
                    stop.wait(pause)
                    try:
                        if client.recv(4096) == b"":
                            break
                    except TimeoutError:
                        pass
        except OSError:
            pass
        lives.append(time.monotonic() - start)


def told(name, times, failed):
    def percentile(share):
        return times[min(int(len(times) * share), len(times) - 1)]

    print(f"{name}: {len(times)} answers, p50 {percentile(0.5):.1f} ms, "
          f"p99 {percentile(0.99):.1f} ms, longest {times[-1]:.0f} ms, failed {failed}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("address")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--pause", type=float, default=3, help="seconds between two bytes")
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    url = urllib.parse.urlsplit(options.address)
    host, port = url.hostname, url.port or 80
    told("alone", *usual(host, port, 5))
    stop, lives = threading.Event(), []
    threads = [
        threading.Thread(target=slow, args=(host, port, options.pause, stop, lives))
        for _ in range(options.clients)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    told(f"beside {options.clients} slow clients", *usual(host, port, options.seconds))
    stop.set()
    for thread in threads:
        thread.join()
    if lives:
        lives.sort()
        print(f"slow clients let go: {len(lives)}, after {lives[len(lives) // 2]:.1f} s")


main()
