/* base/buf.h -- a growing byte buffer.
** Floor: base.  Included by everything.
** A Buf filled with zeros is valid and empty; buf_clear ends its life.  A
** failed allocation sets 'oom', which stays set until buf_clear or buf_reset:
** a writer may add many pieces and check once at the end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

#include "base/err.h"

/* 'p' holds 'n' bytes and, when it is not NULL, a NUL after them. */
typedef struct Buf {
  char *p;
  size_t n, cap;
  int oom;
} Buf;

/* Free the memory; 'b' is empty and may be used again. */
void buf_clear(Buf *b);

/* Forget the contents, keep the memory. */
void buf_reset(Buf *b);

/* Make room for 'more' bytes after the contents.  Returns 0, or -1 when out
** of memory (b->oom set, contents kept). */
int buf_reserve(Buf *b, size_t more);

/* Append.  Return 0, or -1 when out of memory. */
int buf_add(Buf *b, const void *s, size_t n);
int buf_puts(Buf *b, const char *s);
int buf_putc(Buf *b, int c);
int buf_printf(Buf *b, const char *fmt, ...) ERR_PRINTF(2, 3);

/* The contents as a C string, borrowed until the next change; "" when empty. */
const char *buf_str(Buf *b);

/* Give the memory away: returns a NUL-terminated block to free() (NULL when
** out of memory), its length in '*n' when n is not NULL; 'b' becomes empty. */
char *buf_take(Buf *b, size_t *n);

#endif
