/* store.h -- the school's one data file: an encrypted SQLite database.
** Floor: data.  Includes base, os.  Included by lua.
** A Store is made by store_create or store_open and ended by store_close; it
** owns one connection, which holds the file alone (locking_mode EXCLUSIVE):
** a second program on the same stick is refused with ERR_BUSY.
** What is in it: the ledger (ledger.h) and the tables derived from it
** (derive.h); reading goes by named query (query.h). */
#ifndef DATA_STORE_H
#define DATA_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

typedef struct Store Store;

enum { STORE_KEY_BYTES = 32, STORE_TAG_LEN = 7, STORE_SEED_BYTES = 32 };

typedef struct StoreInfo {
  int64_t entries, commits;    /* in the ledger */
  int64_t size;                /* bytes of the main file */
  int schema;                  /* number of the schema in the file */
  int readonly;                /* the carrier or the file cannot be written, or 'newer' */
  int newer;                   /* the file's schema is newer than this program */
  char tag[STORE_TAG_LEN + 1]; /* this stick's name in record ids */
  char last_at[24];            /* time of the newest commit, "" when none */
} StoreInfo;

/* Make a new data file at 'path' (it must not exist), encrypted with 'key'
** (STORE_KEY_BYTES).  'seed' (STORE_SEED_BYTES, or NULL for a random one) makes
** the signing key of this stick.  Returns NULL with *err: ERR_CONFLICT (exists),
** ERR_FULL, ERR_READONLY, ERR_IO. */
Store *store_create(const char *path, const unsigned char *key, const unsigned char *seed,
                    Err *err);

/* Open it.  readonly 1: nothing will be written.  A medium that cannot be
** written and a file of a newer program are opened for reading only; see
** store_info.  An older schema is migrated after a dated copy was made.
** Errors: ERR_NOTFOUND, ERR_CORRUPT (wrong key, foreign or damaged file),
** ERR_BUSY (another program has it), ERR_FULL, ERR_IO. */
Store *store_open(const char *path, const unsigned char *key, int readonly, Err *err);

/* Write everything to the one file and close.  NULL is allowed. */
void store_close(Store *s);

int store_info(Store *s, StoreInfo *out, Err *err);

/* While on, every verb is refused with ERR_DENIED: requests that only read. */
void store_guard(Store *s, int on);

/* Bring the write-ahead file into the main file and empty it, so that the
** one file holds everything.  Cheap when there is nothing to do. */
int store_checkpoint(Store *s, Err *err);

/* Memory for the page cache in kilobytes, for bulk work; 0: the usual. */
void store_cache(Store *s, int kilobytes);

/* SQLite's own check of the file, then of references.  Appends one line of
** Russian for each problem; returns their number, or -1. */
int store_integrity(Store *s, Buf *out, Err *err);

#endif
