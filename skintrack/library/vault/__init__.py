"""Keys, and the form in which the bytes of a library lie on the disk.

``PlainVault`` leaves them as they are. ``SealedVault`` encrypts them with a random library key,
which the key ring (``skintrack.keys``) holds twice: wrapped by the passphrase and by the recovery
key. Knows bytes, names and keys; never the database, a photo's record or the rest of ``library``.
"""
