"""A folder that a program copies elsewhere is known by names, files and what the program says."""

import json
from pathlib import Path

import pytest

from skintrack.library.synced_folders import synced_by


@pytest.fixture
def home(tmp_path):
    made = tmp_path / "home" / "sam"
    made.mkdir(parents=True)
    return made


def found(home, path, **environment):
    return synced_by(home / path, home=home, environment=environment)


NAMES = {
    "Dropbox/library": "Dropbox",
    "Dropbox (Personal)/Pictures/library": "Dropbox",
    "Library/CloudStorage/Dropbox-Work/library": "Dropbox",
    "OneDrive/library": "OneDrive",
    "OneDrive - Practice Ltd/Documents/library": "OneDrive",
    "Library/CloudStorage/OneDrive-Personal/library": "OneDrive",
    "Library/Mobile Documents/com~apple~CloudDocs/library": "iCloud Drive",
    "iCloudDrive/library": "iCloud Drive",
    "Google Drive/library": "Google Drive",
    "Library/CloudStorage/GoogleDrive-sam@example.org/My Drive/library": "Google Drive",
    "My Drive/library": "Google Drive",
    "Nextcloud/library": "Nextcloud",
    "ownCloud/library": "ownCloud",
    "Seafile/My Library/library": "Seafile",
    "pCloudDrive/library": "pCloud",
    "MEGA/library": "MEGA",
    "MEGAsync/library": "MEGA",
    "Box/library": "Box",
    "Library/CloudStorage/Box-Box/library": "Box",
    "Resilio Sync/library": "Resilio Sync",
    "Proton Drive/library": "Proton Drive",
    "SynologyDrive/library": "Synology Drive",
    "Tresorit/library": "Tresorit",
    "Yandex.Disk/library": "Yandex Disk",
    "kDrive/library": "kDrive",
}
FILES = {
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.driveupload": "Google Drive",
    "._sync_0123456789ab.db": "Nextcloud",
    ".sync_0123456789ab.db": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    "seafile-ignore.txt": "Seafile",
    ".megaignore": "MEGA",
    ".sync/ID": "Resilio Sync",
    ".SynologyWorkingDirectory": "Synology Drive",
}
INNOCENT = (
    "library",
    "Pictures/SkinTrack/library",
    ".local/share/SkinTrack/library",
    "AppData/Local/SkinTrack/library",
    "work/box/library",  # a folder of that name elsewhere says nothing
    "notes/My Drive/library",
    "sync/library",
    "my dropboxes/library",
    "Clouds/library",
)


@pytest.mark.parametrize("path", NAMES)
def test_the_name_of_a_folder_tells(home, path):
    assert found(home, path) == NAMES[path]


@pytest.mark.parametrize("name", FILES)
def test_what_lies_in_a_folder_above_tells(home, name):
    mark = home / "Any name" / name
    mark.parent.mkdir(parents=True)
    mark.write_bytes(b"")
    assert found(home, "Any name/Pictures/library") == FILES[name]
    assert found(home, "Another/library") is None


@pytest.mark.parametrize("path", INNOCENT)
def test_other_folders_are_left_in_peace(home, path):
    assert found(home, path) is None


def test_the_programs_say_where_their_folders_are(home):
    settings = home / ".dropbox" / "info.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"personal": {"path": str(home / "Cloud")}}))
    assert found(home, "Cloud/library") == "Dropbox"
    own = home / ".config" / "onedrive" / "config"
    own.parent.mkdir(parents=True)
    own.write_text('# mine\nsync_dir = "~/Papers"\n')
    assert found(home, "Papers/library") == "OneDrive"
    next_one = home / ".config" / "Nextcloud" / "nextcloud.cfg"
    next_one.parent.mkdir(parents=True)
    next_one.write_text(f"[Accounts]\n0\\Folders\\1\\localPath={home / 'Own cloud'}/\n")
    assert found(home, "Own cloud/library") == "Nextcloud"
    assert found(home, "Work/library", OneDriveCommercial=str(home / "Work")) == "OneDrive"


def test_damaged_settings_of_a_program_say_nothing(home):
    settings = home / ".dropbox" / "info.json"
    settings.parent.mkdir()
    for text in ("", "[]", "{", '{"personal": 3}', "\x00"):
        settings.write_text(text)
        assert found(home, "Cloud/library") is None


def test_a_link_into_a_synced_folder_is_followed(home):
    (home / "Dropbox").mkdir()
    (home / "photos").symlink_to(home / "Dropbox")
    assert found(home, "photos/library") == "Dropbox"


def test_a_folder_that_may_not_be_read_is_no_obstacle(home):
    closed = home / "closed"
    closed.mkdir(mode=0o000)
    try:
        assert found(home, "closed/library") is None
    finally:
        closed.chmod(0o700)


def test_the_folders_of_this_computer_are_looked_at_without_being_told(tmp_path):
    assert synced_by(Path(tmp_path) / "library") is None
