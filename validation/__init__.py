"""How far the scores can be trusted: known changes under known nuisance, and real repeats.

Run ``python3 tasks.py validate``. Only public paths of the program are used: a photo is measured
with ``analyse_image``, two photos are judged with ``compare_analyses``. What is simulated here
shares nothing with how the metrics work. Deterministic: same input and code, same output.

Order of the modules, each building on those before it::

    light_color > nuisance > shots; statistics, peers, known_changes, skin_tone
      > photo_source, phantom_source (where pictures of a face come from)
      > readings, shown_color > faces (one face through all its shots), repeat_pairs, color_card
      > sized_changes > challenges (changes that should be found)
      > figures > verdicts, noise_table (what follows from it) > challenge_sizes, tone_errors
      > tables > sections; runs > proof > pages
    drawn_regions: a run of its own
"""
