"""A rendered face with known skin: the sample course and the yardstick of the analysis.

``person`` says who, ``subject`` builds the head and its skin, ``lesions`` the state of a day,
``render`` takes the photo and tells the truth about every pixel. Numpy and OpenCV only; no photo,
scan or third-party mesh is read. Deterministic: equal arguments give equal pictures, bit by bit,
on the same machine with the same library versions, whatever the number of threads.

Order of the modules, each building on those before it::

    maps > grids, person > outlines > face_relief, head_form, hair_and_band > geometry
      > detail_frame > skin_maps, hair_strokes, eyes_and_brows > subject > lesions
    pose > ray_march > lighting > shading > landmarks > assemble, camera, color_card > render
    course: the sample as data
"""
