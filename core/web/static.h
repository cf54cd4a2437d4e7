/* static.h -- the files of the pages: styles, scripts, fonts, pictures.
** Floor: web (may use base).  Included by httpd and bind_web.
** Address: /a/<tag>/<name>.  The tag is the first 12 hex digits of the file's own
** hash, or of the hash over all files (static_tag): with that one a style can
** name its fonts and a script its modules by relative addresses.  A file never
** changes under its address, so browsers may keep it.  No state but the tag,
** computed once. */
#ifndef WEB_STATIC_H
#define WEB_STATIC_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

enum { STATIC_TAG = 12 };

/* A file to send: 'n' bytes at 'data', which live as long as the process, or, when
** 'data' is NULL, the contents of 'own', which is the caller's to clear. */
typedef struct StaticFile {
  const char *type; /* content type */
  const void *data;
  size_t n;
  Buf own;
} StaticFile;

/* Reads the asset called 'name' ("assets/web/…") into 'out' during development.
** Returns 0, or -1 with ERR_NOTFOUND or what reading gave. */
typedef int (*StaticRead)(void *ctx, const char *name, Buf *out, Err *err);

/* 1 when the path is an address of a static file. */
int static_is(const char *path);

/* Find the file of an address.  With 'read' (development) any tag will do and the
** bytes come from it, else they are the embedded ones.  'out' must be zeros; it
** may have to be cleared after a failure too.  Returns 0, or -1 with
** ERR_NOTFOUND: no such file, another tag, an unknown extension, a name with
** "..", "//", a leading dot or anything but letters, digits, "-", "_", ".". */
int static_get(const char *path, StaticRead read, void *ctx, StaticFile *out, Err *err);

/* The tag of all embedded files together: 12 hex digits, borrowed for ever. */
const char *static_tag(void);

#endif
