"""All jobs by name."""

from torture.job import Job
from torture.library_jobs import CREATE, EDIT, IMPORT, MIGRATE
from torture.output_jobs import BACKUP, EXPORT, REPORT, RESTORE

JOBS: dict[str, Job] = {
    "create": CREATE,
    "import": IMPORT,
    "edit": EDIT,
    "backup": BACKUP,
    "restore": RESTORE,
    "migrate": MIGRATE,
    "report": REPORT,
    "export": EXPORT,
}
