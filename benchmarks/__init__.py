"""Speed as ratios to a unit that is measured in the same run.

Milliseconds differ from machine to machine and from minute to minute; ratios last. The unit U is
one full decode of a 12-megapixel photo by libjpeg-turbo, on one thread, measured beside each job.
Every figure is a median of several runs.
"""
