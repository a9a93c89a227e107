"""Giving the database another key, or none, while nobody has it open."""

from pathlib import Path

from skintrack.errors import EnvironmentalError, LibraryError, StorageError
from skintrack.library.database import Database
from skintrack.library.key_changes import remove_keys
from skintrack.library.storage import open_new, storing, sync_file, sync_folder
from skintrack.library.vault.sealed import SealedVault, Stage
from skintrack.library.vault.vault import PlainVault, Vault

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
_OUTLINE = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    " ORDER BY type, name"
)


def settle_database(path: Path, vault: SealedVault) -> Vault:
    """Bring the database of a library that is on its way to the key that it should have.

    A disk that is full or failing does not keep the library closed: it opens with the database as
    it is, and ``Rekeying.finish`` says what is in the way.

    Returns
    -------
    Vault
        The same one; or, where the last thing that was sealed is plain now, one without keys.
    """
    try:
        found = _open(path, vault)
        if found is not None:
            _put_in_place(path, found, vault.database_key)
        vault.is_database_settled = True
        if vault.stage is Stage.UNSEALED:
            remove_keys(path.parent)
            vault.close()
            return PlainVault()
    except EnvironmentalError as error:
        vault.obstacle = error
        return vault
    return vault


def _open(path: Path, vault: SealedVault) -> Database | None:
    """Open the database where it has a former key; None where it has the right one."""
    first, *others = vault.database_keys
    for key in (first, *others):
        try:
            database = Database(path, key)
        except LibraryError as error:
            if error.code != "database":
                raise
            continue
        if key == first:
            database.close()
            return None
        return database
    raise LibraryError("The database opens with none of the library's keys.", "database")


def _put_in_place(path: Path, database: Database, key: bytes | None) -> None:
    """Write the database anew, prove the new one equal, and rename it over the old one."""
    building = path.with_name(f"{path.name}.new")
    try:
        with storing(path.name):
            _clear(building)
            open_new(building).close()  # SQLite gives its journal the same mode
            database.export_to(building, key)
            _prove_equal(database, building, key)
            with building.open("r+b") as file:
                sync_file(file)
        database.close_whole()
        with storing(path.name):
            for ending in ("-wal", "-journal"):
                # Played into the new file, a log of the old one would destroy it.
                path.with_name(path.name + ending).unlink(missing_ok=True)
            sync_folder(path.parent)
            building.replace(path)
            sync_folder(path.parent)
    except BaseException:
        database.close()
        with storing(path.name):
            _clear(building)
        raise


def _clear(building: Path) -> None:
    for leftover in building.parent.glob(f"{building.name}*"):
        leftover.unlink()


def _prove_equal(database: Database, path: Path, key: bytes | None) -> None:
    """Read the new database row by row beside the old one."""
    copy = Database(path, key)
    try:
        is_equal = not copy.is_damaged() and _pairs_are_equal(database, copy)
    finally:
        copy.close_whole()
    if not is_equal:
        raise StorageError(
            "The database came back from the disk changed. Check the disk.", "io_error"
        )


def _pairs_are_equal(database: Database, copy: Database) -> bool:
    if list(map(tuple, database.rows(_OUTLINE))) != list(map(tuple, copy.rows(_OUTLINE))):
        return False
    for (table,) in database.rows(_TABLES):
        sql = " ".join(("SELECT * FROM", f'"{table}"'))
        pairs = zip(database.each(sql), copy.each(sql), strict=True)
        try:
            if any(tuple(one) != tuple(other) for one, other in pairs):
                return False
        except ValueError:  # one has more rows
            return False
    return True
