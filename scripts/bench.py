#!/usr/bin/env python3
"""bench.py RUNS COMMAND [OTHER]: runs a command several times, after one run that does not count, and gives the median,
least and most of its wall time, processor time and peak memory. With OTHER the two take turns, and the ratio is made pair
by pair, so that a machine whose speed drifts does not decide. The exit status of a command is not looked at."""
import os, shlex, statistics, subprocess, sys, time

def run(command):
    start = time.monotonic()
    process = subprocess.Popen(shlex.split(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return {'wall s': time.monotonic() - start, 'cpu s': usage.ru_utime + usage.ru_stime, 'peak MB': usage.ru_maxrss / 1024}

def show(name, values):
    print(f'{name:12} median {statistics.median(values):8.3f}   least {min(values):8.3f}   most {max(values):8.3f}')

runs, commands = int(sys.argv[1]), sys.argv[2:4]
results = [[run(command) for command in commands] for _ in range(runs + 1)][1:]
for at, command in enumerate(commands):
    print('AB'[at], '=', command)
    for figure in results[0][at]:
        show(f'{"AB"[at]} {figure}', [result[at][figure] for result in results])
if len(commands) == 2:
    for figure in ('wall s', 'cpu s'):
        show(f'A/B {figure[:-2]}', [first[figure] / second[figure] for first, second in results])
