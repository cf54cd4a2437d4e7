/* query.h -- reading by named query.
** Floor: data.  Included by lua.
** The texts stand in assets/schema/queries_<area>.sql: a line "-- name: NAME", then
** one SELECT with :named parameters.  A query that writes is refused.  Statements
** are prepared on first use and live as long as the Store. */
#ifndef DATA_QUERY_H
#define DATA_QUERY_H

#include "data/store_int.h"

/* Read the queries of the embedded files / of one text (later ones replace earlier
** ones of the same name) / forget all. */
int query_load_assets(Store *s, Err *err);
int query_load(Store *s, const char *text, size_t n, Err *err);
void query_clear(Store *s);

/* The prepared statement, reset and without bindings, borrowed until the next
** query_get of the same name; NULL with ERR_NOTFOUND, ERR_BUG (bad or writing SQL). */
sqlite3_stmt *query_get(Store *s, const char *name, Err *err);

/* Prepare every query.  Returns 0, or -1 naming the first that fails. */
int query_check_all(Store *s, Err *err);

#endif
