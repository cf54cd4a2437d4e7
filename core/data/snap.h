/* snap.h -- dated copies of the data file, kept on the stick itself.
** Floor: data.  Included by lua.
** A copy is encrypted with the same key and is a whole data file.  It is written
** as NAME.part and renamed last, so that a copy with its name is complete.
** A Snap copies in steps, so that the program stays answerable; changes made
** meanwhile through the same Store are in the copy. */
#ifndef DATA_SNAP_H
#define DATA_SNAP_H

#include "data/store.h"

typedef struct Snap Snap;

/* Begin a copy to 'path'.  NULL with ERR_FULL when the volume has not room for it. */
Snap *snap_begin(Store *s, const char *path, Err *err);

/* Copy up to 'pages' pages (-1: all).  Returns 1 while there is more, 0 when the copy
** is complete and has its name, -1 on error.  *done and *total count pages. */
int snap_step(Snap *c, int pages, int *done, int *total, Err *err);

/* Free; an unfinished copy is removed.  NULL is allowed. */
void snap_end(Snap *c);

/* Of the dated copies "school-YYYY-MM-DD.db" in 'dir', keep the last 7 days, then the
** newest of each of 5 weeks, then the newest of each month, and remove the others. */
int snap_prune(const char *dir, Err *err);

/* Put the copy in place of the data file (no Store may be open on it).  The present
** file is kept beside it as NAME.replaced.  The copy must open with 'key'. */
int snap_restore(const char *path, const char *copy, const unsigned char *key, Err *err);

#endif
