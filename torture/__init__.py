"""Faults at every point where one can strike: nothing is lost, nothing is left half.

Each job of ``jobs`` is run once to count its system calls, then again for each of them with a fault
put in at just that call (by ``strace``): the process is killed, the disk is full, the disk fails.
After each run ``checks`` opens what is left as the next start of the program would. Linux only.
"""
