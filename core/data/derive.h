/* derive.h -- the tables folded from the entries, one for each kind.
** Floor: data.  Included by core/data/... only.
** d_<kind> has the natural key, or 'id', as its primary key, then the fields,
** then 'entry': the local number of the live entry the row was folded from.
** The body of an entry and the row of its table say the same: derive_body of
** the row's values is byte for byte the body. */
#ifndef DATA_DERIVE_H
#define DATA_DERIVE_H

#include "data/store_int.h"

/* One field of a record.  Text is borrowed.  Numbers and booleans are in i. */
typedef struct Value {
  int set; /* 0 absent, 1 present, 2 to be cleared (corrections) */
  const char *s;
  int n;
  int64_t i;
} Value;

/* Bind a state to its kind (no statement is prepared yet) / free the statements. */
void derive_init(KindState *ks, const Kind *k);
void derive_clear(KindState *ks);

/* Make all derived tables and their indexes / drop all. */
int derive_create(Store *s, Err *err);
int derive_drop(Store *s, Err *err);

/* Make the tables of kinds which the file has not yet.  Returns 1 when a table has other
** columns than its kind now declares (a newer program added a field): then all must be
** folded again; 0 when all fit, -1 on error. */
int derive_missing(Store *s, Err *err);

/* The state of a kind by name or code; NULL when there is none. */
KindState *derive_state(Store *s, const char *name);
KindState *derive_coded(Store *s, int code);

/* Append the canonical body: the fields beside the key, sorted, absent ones left out. */
int derive_body(const KindState *ks, const Value *v, Buf *out);

/* Append the subject: the key fields joined by '|' (natural keys only). */
int derive_subject(const KindState *ks, const Value *v, Buf *out);

/* Split a subject into the key values of 'v' (borrowed from 'subject').
** Returns 0, or -1 when it does not fit the kind. */
int derive_split(const KindState *ks, const char *subject, size_t n, Value *v);

/* Read a canonical body into 'v'.  Strings are unescaped into 'mem' where needed,
** else borrowed from 'body'; 'mem' must live as long as 'v'.  Returns 0, or -1
** when the body is not canonical or has a field that the kind has not. */
int derive_parse(const KindState *ks, const char *body, size_t n, Value *v, Buf *mem);

/* The row of a subject.  Returns 1 with *entry and, when v is not NULL, the values
** (borrowed until the next derive call on the kind), 0 when there is none, -1 error. */
int derive_get(Store *s, KindState *ks, const char *subject, size_t n, Value *v, int64_t *entry,
               Err *err);
/* End the borrowing of derive_get. */
void derive_release(KindState *ks);

/* Insert a row / replace the values of an existing row / remove it.
** derive_insert returns 1 when a row with that key exists already. */
int derive_insert(Store *s, KindState *ks, const char *subject, size_t n, const Value *v,
                  int64_t entry, Err *err);
int derive_update(Store *s, KindState *ks, const char *subject, size_t n, const Value *v,
                  int64_t entry, Err *err);
int derive_remove(Store *s, KindState *ks, const char *subject, size_t n, Err *err);

/* 1 when a record with this id exists, 0 when not, -1 on error. */
int derive_exists(Store *s, KindState *ks, const char *id, size_t n, Err *err);

/* Read the values of the current row of a statement over d_<kind> whose columns
** start at 'first' in table order (for own-id kinds the id is at 'first' and is
** left to the caller). */
void derive_row(const KindState *ks, sqlite3_stmt *st, int first, Value *v, int64_t *entry);

/* SELECT of all columns of the table in the order of its key; to be finalized. */
int derive_scan(Store *s, const KindState *ks, sqlite3_stmt **st, Err *err);

#endif
