/* doc/csv.h -- a reader of CSV tables (RFC 4180 and what Excel makes of it).
** Floor: doc (may use base, os).  Included by lua.
** A Csv reads one text from csv_open to csv_close; a row's fields are borrowed
** until the next row.  UTF-8 (with or without a byte order mark) and
** Windows-1251 are read; blank lines are skipped. */
#ifndef DOC_CSV_H
#define DOC_CSV_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

typedef struct Csv Csv;

typedef struct CsvField {
  const char *s;
  size_t n;
} CsvField;

/* Begin reading the 'n' bytes at 's', which must stay until csv_close.  'sep'
** is the separator, or 0 to guess it from the first line (";", "," or tab; a
** line "sep=x" is obeyed).  NULL with *err set (NOMEM). */
Csv *csv_open(const char *s, size_t n, char sep, Err *err);

/* Read the next row into '*fields' (an array of the reader).  Returns the number
** of fields, 0 at the end, or -1 with ERR_INPUT (a quote not closed, or text
** after a closing quote) or ERR_NOMEM. */
int csv_row(Csv *c, const CsvField **fields, Err *err);

/* The line (from 1) on which the last row began. */
long csv_line(const Csv *c);

/* The separator in use. */
char csv_sep(const Csv *c);

void csv_close(Csv *c);

#endif
