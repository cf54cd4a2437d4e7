/* buf.c -- see buf.h. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_clear(Buf *b) {
  free(b->p);
  memset(b, 0, sizeof *b);
}

void buf_reset(Buf *b) {
  b->n = 0;
  b->oom = 0;
  if (b->p) b->p[0] = '\0';
}

int buf_reserve(Buf *b, size_t more) {
  if (b->oom) return -1;
  if (more > SIZE_MAX / 2 - b->n - 1) {
    b->oom = 1;
    return -1;
  }
  size_t need = b->n + more + 1;
  if (need <= b->cap) return 0;
  size_t cap = b->cap ? b->cap : 64;
  while (cap < need) cap *= 2;
  char *p = realloc(b->p, cap);
  if (!p) {
    b->oom = 1;
    return -1;
  }
  b->p = p;
  b->cap = cap;
  b->p[b->n] = '\0';
  return 0;
}

int buf_add(Buf *b, const void *s, size_t n) {
  if (buf_reserve(b, n)) return -1;
  if (n) memcpy(b->p + b->n, s, n);
  b->n += n;
  b->p[b->n] = '\0';
  return 0;
}

int buf_puts(Buf *b, const char *s) {
  return buf_add(b, s, strlen(s));
}

int buf_putc(Buf *b, int c) {
  char ch = (char)c;
  return buf_add(b, &ch, 1);
}

int buf_printf(Buf *b, const char *fmt, ...) {
  va_list ap, again;
  va_start(ap, fmt);
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, fmt, ap);
  va_end(ap);
  int rc = n < 0 ? -1 : buf_reserve(b, (size_t)n);
  if (rc == 0) {
    vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
    b->n += (size_t)n;
  }
  va_end(again);
  return rc;
}

const char *buf_str(Buf *b) {
  return b->p ? b->p : "";
}

char *buf_take(Buf *b, size_t *n) {
  if (buf_reserve(b, 0)) return NULL;
  char *p = b->p;
  if (n) *n = b->n;
  memset(b, 0, sizeof *b);
  return p;
}
