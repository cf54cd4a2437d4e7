/* store_int.h -- what the files of this folder share about a Store.
** Floor: data.  Included by core/data/... only. */
#ifndef DATA_STORE_INT_H
#define DATA_STORE_INT_H

#include <sqlite3.h>

#include "base/hash.h"
#include "data/kinds.h"
#include "data/store.h"

enum { KINDS_MAX = 64, REF_CACHE = 4096, REF_LEN = 24, SEED_BYTES = 32, READ_BACK_MAX = 20000 };

/* Prepared statements and the body order of one kind. */
typedef struct KindState {
  const Kind *kind;
  int width;                   /* number of fields */
  int sorted[KIND_FIELDS_MAX]; /* fields of the body in byte order of their names */
  int nsorted;
  sqlite3_stmt *insert, *update, *remove, *select, *exists;
} KindState;

/* The open write transaction. */
typedef struct Txn {
  int open;
  uint64_t grant[(KINDS_MAX + 63) / 64]; /* bit = index of a kind that may be written */
  int64_t commit_id, no, first_seq, first_id, n;
  Hash root;
  Buf author, at, policy, note;
} Txn;

typedef struct NamedQuery {
  char *name, *sql;
  sqlite3_stmt *stmt;
} NamedQuery;

struct Store {
  sqlite3 *db;
  char *path;
  unsigned char key[STORE_KEY_BYTES];
  int readonly, newer, guard, schema;
  /* this stick */
  int64_t device;
  char tag[STORE_TAG_LEN + 1];
  unsigned char secret[64]; /* ed25519 */
  /* heads of the ledger */
  int64_t next_commit, next_no, next_seq, next_id;
  unsigned char last_hash[HASH_BYTES];
  char last_at[24];
  int64_t tombs; /* number of withdrawn subjects: 0 saves a look-up */
  Txn txn;
  KindState kinds[KINDS_MAX];
  int nkinds;
  sqlite3_stmt *entry_insert, *entry_by_id, *entry_owner, *commit_insert, *tomb_get, *tomb_put,
      *tomb_del, *conflict_put, *conflict_del, *conflict_get, *commit_find;
  NamedQuery *queries;
  int nqueries, aqueries;
  char refs[REF_CACHE][REF_LEN]; /* ids lately seen to exist; forgotten when one may be gone */
};

/* Turn SQLite's last error into *err; returns -1. */
int store_fail(Store *s, const char *where, Err *err);

/* Prepare once into *stmt.  Returns 0 or -1. */
int store_prepare(Store *s, sqlite3_stmt **stmt, const char *sql, const char *where, Err *err);

/* Run statements without results. */
int store_exec(Store *s, const char *sql, const char *where, Err *err);

/* Step, reset and clear the bindings.  store_step1 wants SQLITE_DONE. */
int store_step1(Store *s, sqlite3_stmt *st, const char *where, Err *err);
void store_done(sqlite3_stmt *st);

/* Read the heads of the ledger from the file (after opening, after rollback). */
int store_heads(Store *s, Err *err);

/* Copy the whole database to 'path' encrypted with 'key' (snap.c). */
int store_copy_to(Store *s, const char *path, const unsigned char *key, Err *err);

#endif
