/* base/json.h -- pieces of the canonical JSON writer.
** Floor: base.  Included by data, lua.
** Canonical: no spaces, keys sorted by bytes (the caller's duty), integers
** plain, other numbers in the shortest form that reads back equal, text raw
** UTF-8 with only the escapes that JSON demands.  Equal values have equal
** bytes, so their hashes can be compared.  All append to 'out' and return 0,
** or -1 when out of memory. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* A quoted string; escapes " \ and control characters (\b \t \n \f \r, else
** \u00xx).  's' must be UTF-8: check it before. */
int json_str(Buf *out, const char *s, size_t n);

int json_int(Buf *out, int64_t v);

/* A finite number; one with an integral value below 2^53 is written as an
** integer.  Returns -1 also for an infinity or not-a-number. */
int json_num(Buf *out, double v);

int json_bool(Buf *out, int v);

/* A key and its colon, with a comma before it unless '*first' (then cleared):
** int first = 1; json_key(out, "a", &first); ... */
int json_key(Buf *out, const char *key, int *first);

#endif
