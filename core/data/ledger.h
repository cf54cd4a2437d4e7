/* ledger.h -- the append-only record of everything that happened.
** Floor: data.  Includes store, derive.  Included by lua.
** An entry is never changed or deleted.  Its id is "TAG-SEQ": the short name of
** the stick that wrote it and that stick's own count in base 36; a record with
** an id of its own is named by the entry that made it.  The entries of one
** transaction form a commit: hash-chained to the stick's previous commit and
** signed with its ed25519 key.  The chain covers the hash of each body, so that
** a body can be destroyed by act while the chain still verifies.
**
** Root of a commit: BLAKE2b-256 over, for each entry, the number of the entry
** (8 bytes little-endian), then kind, subject, over, reason (each with its
** length as 4 bytes little-endian) and the BLAKE2b-256 of the body.
** Hash of a commit: BLAKE2b-256 over the lines "zhurnal commit 1", tag, number,
** first, n, author, time, policy, note, hex of the previous hash, hex of root. */
#ifndef DATA_LEDGER_H
#define DATA_LEDGER_H

#include "data/derive.h"

typedef struct CommitMeta {
  const char *author; /* login; required */
  const char *at;     /* local time "YYYY-MM-DDTHH:MM:SS"; NULL: the computer's clock */
  const char *policy; /* hash of the policy in force, or NULL */
  const char *note;   /* what was done, or NULL */
  int clock_ok;       /* the user confirmed that the clock may be behind the ledger */
} CommitMeta;

enum { ENTRY_ID_MAX = 24, CLOCK_SLACK_S = 600 };

/* Begin a write transaction; no kind may be written until ledger_grant.
** ERR_READONLY, ERR_DENIED (guard), ERR_BUG (one is open), ERR_CLOCK (the clock
** is behind the newest commit by over CLOCK_SLACK_S and 'at' is NULL). */
int ledger_begin(Store *s, const CommitMeta *m, Err *err);

/* Allow writing of a kind in this transaction; NULL: of all.  ERR_INPUT: no such kind. */
int ledger_grant(Store *s, const char *kind, Err *err);

/* Make a record, or for a natural key put the value of its subject (a live value
** is replaced by an entry over it).  v has one Value for each field of the kind.
** '*id' gets the subject.  Errors: ERR_INPUT with the field, ERR_NOTFOUND (a
** reference), ERR_CONFLICT (a unique field), ERR_DENIED (not granted). */
int ledger_put(Store *s, KindState *ks, Value *v, Buf *id, Err *err);

/* Change the given fields of a live record (set 1: new value, 2: clear, 0: keep).
** 'reason' may be NULL.  ERR_NOTFOUND: no live record. */
int ledger_correct(Store *s, KindState *ks, const char *subject, size_t n, const Value *changes,
                   const char *reason, Err *err);

/* Withdraw a record.  ERR_NOTFOUND: no live record. */
int ledger_void(Store *s, KindState *ks, const char *subject, size_t n, const char *reason,
                Err *err);

/* End a conflict: one entry over all live entries of the subject.  ERR_NOTFOUND: none. */
int ledger_resolve(Store *s, KindState *ks, const char *subject, size_t n, const Value *v,
                   const char *reason, Err *err);

/* Read back what was written, sign, make durable.  hash (HASH_BYTES) may be NULL.
** A transaction without entries leaves no commit (hash is then zeros).  After a
** failure the transaction is rolled back. */
int ledger_commit(Store *s, unsigned char *hash, Err *err);
void ledger_rollback(Store *s);

/* One step of a subject's history, newest first; ctx is passed on.  Strings are
** borrowed during the call; body is NULL for a withdrawal.  A result other than 0
** ends the walk. */
typedef struct HistoryRow {
  const char *id, *at, *author, *body, *over, *reason;
  int64_t entry;
  int live;
} HistoryRow;
typedef int (*HistoryFn)(void *ctx, const HistoryRow *row);
int ledger_history(Store *s, KindState *ks, const char *subject, size_t n, HistoryFn fn, void *ctx,
                   Err *err);

/* Write the id of a local entry number / find the local number of an id (0: none). */
int ledger_id_of(Store *s, int64_t entry, char out[ENTRY_ID_MAX], Err *err);
int ledger_find(Store *s, const char *id, size_t n, int64_t *entry, Err *err);

/* Hash of a commit from its parts; for ledger and audit. */
typedef struct CommitHead {
  const char *tag, *author, *at, *policy, *note;
  int64_t no, first, n;
  const unsigned char *prev, *root; /* HASH_BYTES each */
} CommitHead;
void ledger_commit_hash(const CommitHead *c, unsigned char out[HASH_BYTES]);

/* Add one entry to a root; body_hash is the hash of the body, of "" for none. */
void ledger_root_add(Hash *root, int64_t seq, const Kind *k, const char *subject, size_t nsubject,
                     const char *over, const char *reason, const unsigned char *body_hash);

#endif
