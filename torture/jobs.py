"""All jobs by name."""

from torture.form import sealed
from torture.job import Job
from torture.keeping_jobs import EMPTY_BIN, IMPORT_EXPORT, REPAIR
from torture.key_jobs import DECRYPT, ENCRYPT, PASSPHRASE_CHANGE, ROTATE
from torture.library_jobs import CREATE, EDIT, IMPORT, IMPORT_TOGETHER, MIGRATE
from torture.output_jobs import BACKUP, EXPORT, REPORT, RESTORE

_PLAIN: dict[str, Job] = {
    "create": CREATE,
    "import": IMPORT,
    "import-together": IMPORT_TOGETHER,
    "edit": EDIT,
    "backup": BACKUP,
    "restore": RESTORE,
    "migrate": MIGRATE,
    "report": REPORT,
    "export": EXPORT,
    "import-export": IMPORT_EXPORT,
    "empty-bin": EMPTY_BIN,
    "repair": REPAIR,
}

# What differs where all that is written is encrypted; a report and an export are readable anyway.
_SEALED = (
    "create",
    "import",
    "import-together",
    "edit",
    "backup",
    "restore",
    "migrate",
    "empty-bin",
    "repair",
)

_KEYS: dict[str, Job] = {
    "encrypt": ENCRYPT,
    "decrypt": DECRYPT,
    "new-key": ROTATE,
    "new-passphrase": PASSPHRASE_CHANGE,
}

JOBS = {**_PLAIN, **{f"{name}-encrypted": sealed(_PLAIN[name]) for name in _SEALED}, **_KEYS}
