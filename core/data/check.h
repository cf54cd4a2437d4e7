/* check.h -- is a value fit for its field?
** Floor: data.  Included by core/data/... only. */
#ifndef DATA_CHECK_H
#define DATA_CHECK_H

#include "data/derive.h"

/* Check and normalise the values of a record in place: text becomes NFC (kept in
** 'mem', which must live as long as v), empty text becomes absent, a СНИЛС becomes
** eleven digits, references must exist, required fields be present.  Returns 0, or
** -1 with ERR_INPUT / ERR_NOTFOUND and "kind.field: reason". */
int check_values(Store *s, KindState *ks, Value *v, Buf *mem, Err *err);

/* ERR_CONFLICT when a unique field of v stands in another live record than 'subject'. */
int check_unique(Store *s, KindState *ks, const Value *v, const char *subject, size_t n, Err *err);

#endif
