-- The ledger: fixed for ever.  Everything else (the d_ tables of core/data/kinds.c,
-- conflict, tomb) is derived from it and can be rebuilt.

-- Every stick that ever wrote here.  tag is the short name used in record ids.
CREATE TABLE device(
  id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE, pub BLOB NOT NULL, name TEXT) STRICT;

-- This copy's own signing key.  It never leaves the file.
CREATE TABLE self(
  one INTEGER PRIMARY KEY CHECK(one = 1), device INTEGER NOT NULL REFERENCES device,
  secret BLOB NOT NULL) STRICT;

-- One transaction.  Entries first_id .. first_id+n-1 belong to it and carry the
-- device's numbers first .. first+n-1.
CREATE TABLE commits(
  id INTEGER PRIMARY KEY, device INTEGER NOT NULL REFERENCES device, no INTEGER NOT NULL,
  first INTEGER NOT NULL, n INTEGER NOT NULL, first_id INTEGER NOT NULL,
  author TEXT NOT NULL, at TEXT NOT NULL, policy TEXT NOT NULL, note TEXT NOT NULL,
  prev BLOB NOT NULL, root BLOB NOT NULL, hash BLOB NOT NULL, sig BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX commits_first ON commits(device, first);

-- One statement about one subject.  body NULL: the subject is withdrawn, or the body was
-- destroyed by act, and then gone holds its hash.  over names the entries it replaces.
CREATE TABLE entry(
  id INTEGER PRIMARY KEY, commit_id INTEGER NOT NULL, kind INTEGER NOT NULL,
  subject TEXT NOT NULL, body TEXT, over TEXT, reason TEXT, gone BLOB) STRICT;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE OF id, commit_id, kind, subject, over, reason ON entry
  BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER commits_no_delete BEFORE DELETE ON commits BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER commits_no_update BEFORE UPDATE ON commits BEGIN SELECT RAISE(ABORT, 'append only'); END;

-- Derived: subjects with more than one live entry, and withdrawn subjects.
CREATE TABLE conflict(kind INTEGER NOT NULL, subject TEXT NOT NULL, entry INTEGER NOT NULL,
  PRIMARY KEY(kind, subject, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE tomb(kind INTEGER NOT NULL, subject TEXT NOT NULL, entry INTEGER NOT NULL,
  PRIMARY KEY(kind, subject)) STRICT, WITHOUT ROWID;
