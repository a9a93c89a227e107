"""What lies in the bin, and the way back, in SQL by kind of thing."""

from skintrack.model.bin import BinKind

# What lies in a deleted course comes back, and goes, with that course. The columns of all queries
# are alike: id, course_id, course, name, day, view, deleted_at, count.
ITEMS = {
    BinKind.COURSE: """
        SELECT c.id, c.id AS course_id, c.name AS course, c.name, NULL AS day,
            NULL AS view, c.deleted_at,
            (SELECT count(*) FROM photo p WHERE p.course_id = c.id) AS count
        FROM course c WHERE c.deleted_at IS NOT NULL
    """,
    BinKind.PHOTO: """
        SELECT p.id, c.id AS course_id, c.name AS course, p.original_name AS name,
            substr(p.captured_at, 1, 10) AS day, p.view, p.deleted_at, 1 AS count
        FROM photo p JOIN course c ON c.id = p.course_id
        WHERE p.deleted_at IS NOT NULL AND c.deleted_at IS NULL
    """,
    BinKind.SESSION: """
        SELECT s.id, c.id AS course_id, c.name AS course, '' AS name,
            s.date AS day, NULL AS view, s.deleted_at, 1 AS count
        FROM treatment_session s JOIN course c ON c.id = s.course_id
        WHERE s.deleted_at IS NOT NULL AND c.deleted_at IS NULL
    """,
    BinKind.RATING: """
        SELECT r.id, c.id AS course_id, c.name AS course, r.scale AS name,
            r.day, NULL AS view, r.deleted_at, r.value AS count
        FROM rating r JOIN course c ON c.id = r.course_id
        WHERE r.deleted_at IS NOT NULL AND c.deleted_at IS NULL
    """,
    # One that was taken back and done again is there already.
    BinKind.ROUND: """
        SELECT t.course_id || '@' || t.round_started_at AS id, c.id AS course_id, c.name AS course,
            '' AS name, substr(t.round_started_at, 1, 10) AS day, NULL AS view,
            max(t.deleted_at) AS deleted_at,
            count(DISTINCT t.earlier_photo_id || t.later_photo_id || t.answered_at) AS count
        FROM blinded_trial t JOIN course c ON c.id = t.course_id
        WHERE c.deleted_at IS NULL
        GROUP BY t.course_id, t.round_started_at
        HAVING sum(t.deleted_at IS NULL) = 0
    """,
    BinKind.PIN: """
        SELECT n.id, c.id AS course_id, c.name AS course, n.label AS name,
            substr(p.captured_at, 1, 10) AS day, p.view, n.deleted_at, 1 AS count
        FROM pin n JOIN course c ON c.id = n.course_id JOIN photo p ON p.id = n.photo_id
        WHERE n.deleted_at IS NOT NULL AND c.deleted_at IS NULL
    """,
}
BRING_BACK = {
    BinKind.COURSE: "UPDATE course SET deleted_at = NULL WHERE id = ?",
    BinKind.PHOTO: "UPDATE photo SET deleted_at = NULL WHERE id = ?",
    BinKind.SESSION: "UPDATE treatment_session SET deleted_at = NULL WHERE id = ?",
    BinKind.RATING: "UPDATE rating SET deleted_at = NULL WHERE id = ?",
    # Answers that were taken back, given again and deleted are there twice.
    BinKind.ROUND: """
        UPDATE blinded_trial SET deleted_at = NULL WHERE id IN (
            SELECT max(id) FROM blinded_trial WHERE course_id || '@' || round_started_at = ?
            GROUP BY earlier_photo_id, later_photo_id, answered_at
        )
    """,
    BinKind.PIN: "UPDATE pin SET deleted_at = NULL WHERE id = ?",
}
PUT_BACK = {
    BinKind.COURSE: "UPDATE course SET deleted_at = ? WHERE id = ?",
    BinKind.PHOTO: "UPDATE photo SET deleted_at = ? WHERE id = ?",
    BinKind.SESSION: "UPDATE treatment_session SET deleted_at = ? WHERE id = ?",
    BinKind.RATING: "UPDATE rating SET deleted_at = ? WHERE id = ?",
    BinKind.ROUND: """
        UPDATE blinded_trial SET deleted_at = ? WHERE course_id || '@' || round_started_at = ?
    """,
    BinKind.PIN: "UPDATE pin SET deleted_at = ? WHERE id = ?",
}
# Photos whose outline holds for others of their course and view.
NEEDED = """
SELECT r.photo_id FROM region r JOIN photo p ON p.id = r.photo_id
WHERE p.deleted_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM photo q
    WHERE q.course_id = p.course_id AND q.view = p.view AND q.deleted_at IS NULL
) AND r.revision = (
    SELECT max(o.revision) FROM region o JOIN photo h ON h.id = o.photo_id
    WHERE h.course_id = p.course_id AND h.view = p.view
)
"""
