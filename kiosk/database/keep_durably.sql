-- A commit returns when the log of changes is on the disk.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
