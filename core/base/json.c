/* json.c -- see json.h. */
#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int escape(Buf *out, unsigned char c) {
  switch (c) {
    case '"': return buf_add(out, "\\\"", 2);
    case '\\': return buf_add(out, "\\\\", 2);
    case '\b': return buf_add(out, "\\b", 2);
    case '\t': return buf_add(out, "\\t", 2);
    case '\n': return buf_add(out, "\\n", 2);
    case '\f': return buf_add(out, "\\f", 2);
    case '\r': return buf_add(out, "\\r", 2);
    default: return buf_printf(out, "\\u%04x", c);
  }
}

int json_str(Buf *out, const char *s, size_t n) {
  size_t from = 0;
  if (buf_putc(out, '"')) return -1;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    if (buf_add(out, s + from, i - from) || escape(out, c)) return -1;
    from = i + 1;
  }
  if (buf_add(out, s + from, n - from)) return -1;
  return buf_putc(out, '"');
}

int json_int(Buf *out, int64_t v) {
  return buf_printf(out, "%" PRId64, v);
}

int json_num(Buf *out, double v) {
  char s[40];
  if (!isfinite(v)) return -1;
  if (v == floor(v) && fabs(v) < 9007199254740992.0) return json_int(out, (int64_t)v);
  for (int digits = 15; digits <= 17; digits++) {
    snprintf(s, sizeof s, "%.*g", digits, v);
    if (strtod(s, NULL) == v) break;
  }
  return buf_puts(out, s);
}

int json_bool(Buf *out, int v) {
  return buf_puts(out, v ? "true" : "false");
}

int json_key(Buf *out, const char *key, int *first) {
  if (!*first && buf_putc(out, ',')) return -1;
  *first = 0;
  if (json_str(out, key, strlen(key))) return -1;
  return buf_putc(out, ':');
}
