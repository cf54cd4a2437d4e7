/* audit.h -- does the file still say what was signed, and do the tables follow?
** Floor: data.  Includes ledger.  Included by lua. */
#ifndef DATA_AUDIT_H
#define DATA_AUDIT_H

#include "data/ledger.h"

typedef struct AuditReport {
  int64_t entries, commits; /* read */
  int64_t destroyed;        /* bodies destroyed by act */
  int problems;             /* found; the first AUDIT_LINES of them are in the text */
} AuditReport;

enum { AUDIT_LINES = 50 };

/* Check every commit (number, chain, root, hash, signature), every body's hash, and
** that the derived tables hold exactly what the live entries say.  Appends one line
** of Russian for each problem.  Returns 0 when the reading itself went well (look at
** report->problems), -1 with *err otherwise.  Reads 1,000,000 entries in seconds. */
int audit_verify(Store *s, AuditReport *report, Buf *lines, Err *err);

/* Drop the derived tables and fold all entries again, in one transaction. */
int audit_rebuild(Store *s, Err *err);

/* BLAKE2b-256 over all rows of all derived tables in the order of their keys: equal
** for equal content. */
int audit_content_hash(Store *s, unsigned char out[HASH_BYTES], Err *err);

#endif
