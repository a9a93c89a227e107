"""Reading what comes from outside in a process of its own, which may die without harm.

::

    photos, reports        what the program asks for: a photo's facts, pixels, a report's data
       ↓
    pool                   children that are kept for the next file, and begun anew when one died
       ↓
    child_process          one child: bytes go in and out through pipes, its time is limited
       ↓  ↑  messages
    child                  the other side: limits itself (``limits``), then answers, one by one
       ↓
    photo_tasks, report_tasks    what it can do: all that parses or decodes foreign bytes

Nothing lies on the disk meanwhile: no temporary file, no shared memory with a name. See
docs/adr/0028.
"""
