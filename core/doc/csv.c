/* csv.c -- see csv.h. */
#include "doc/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { FIELDS_MAX = 4096 };

struct Csv {
  const char *p, *end; /* what is left */
  char sep;
  char stop[256]; /* 1 for the bytes that end an unquoted field */
  long line;      /* of p */
  long row_line;  /* where the last row began */
  Buf text;       /* the converted text, when it was Windows-1251 */
  Buf scratch;    /* fields of the row that held doubled quotes */
  CsvField *fields;
  int count, cap;
};

static char guess_sep(const char *s, const char *end) {
  size_t semi = 0, comma = 0, tab = 0;
  int quoted = 0;
  for (; s < end && (quoted || (*s != '\n' && *s != '\r')); s++) {
    if (*s == '"') quoted = !quoted;
    if (quoted) continue;
    semi += *s == ';';
    comma += *s == ',';
    tab += *s == '\t';
  }
  if (tab > semi && tab > comma) return '\t';
  return comma > semi ? ',' : ';';
}

/* Excel's first line "sep=;" names the separator and is no row. */
static void read_sep_line(Csv *c) {
  if (c->end - c->p < 5 || memcmp(c->p, "sep=", 4) != 0) return;
  if (c->end - c->p > 5 && c->p[5] != '\r' && c->p[5] != '\n') return;
  c->sep = c->p[4];
  c->p += 5;
}

static int take_text(Csv *c, const char *s, size_t n) {
  if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
    s += 3;
    n -= 3;
  }
  if (!text_utf8_ok(s, n)) {
    if (text_from_cp1251(s, n, &c->text)) return -1;
    s = buf_str(&c->text);
    n = c->text.n;
  }
  c->p = s;
  c->end = s + n;
  return 0;
}

Csv *csv_open(const char *s, size_t n, char sep, Err *err) {
  Csv *c = calloc(1, sizeof *c);
  if (!c || take_text(c, s, n)) {
    csv_close(c);
    err_set(err, ERR_NOMEM, "csv.open", "не хватает памяти для таблицы");
    return NULL;
  }
  c->line = 1;
  c->sep = sep;
  if (!sep) read_sep_line(c);
  if (!c->sep) c->sep = guess_sep(c->p, c->end);
  c->stop[(unsigned char)c->sep] = c->stop['\n'] = c->stop['\r'] = 1;
  return c;
}

static int no_memory(Err *err) {
  return err_set(err, ERR_NOMEM, "csv.row", "не хватает памяти для строки таблицы");
}

static int add_field(Csv *c, const char *s, size_t n, Err *err) {
  if (c->count == c->cap) {
    if (c->cap >= FIELDS_MAX)
      return err_set(err, ERR_INPUT, "csv.row", "строка %ld: больше %d столбцов", c->row_line,
                     FIELDS_MAX);
    int cap = c->cap ? c->cap * 2 : 32;
    CsvField *grown = realloc(c->fields, (size_t)cap * sizeof *grown);
    if (!grown) return no_memory(err);
    c->fields = grown;
    c->cap = cap;
  }
  c->fields[c->count].s = s;
  c->fields[c->count].n = n;
  c->count++;
  return 0;
}

/* Copy 'n' bytes at 's' into the scratch with "" made ".  The scratch was
** reserved for the whole row, so that earlier fields in it do not move. */
static const char *unquote(Csv *c, const char *s, size_t n, size_t *len) {
  size_t start = c->scratch.n;
  for (size_t i = 0; i < n; i++) {
    buf_putc(&c->scratch, s[i]);
    if (s[i] == '"') i++;
  }
  *len = c->scratch.n - start;
  return c->scratch.p + start;
}

/* A field in quotes; c->p stands after the opening one. */
static int quoted_field(Csv *c, Err *err) {
  const char *s = c->p, *p = s;
  int doubled = 0;
  for (;;) {
    const char *q = memchr(p, '"', (size_t)(c->end - p));
    if (!q)
      return err_set(err, ERR_INPUT, "csv.row", "строка %ld: кавычка не закрыта", c->row_line);
    for (const char *nl = p; (nl = memchr(nl, '\n', (size_t)(q - nl))) != NULL; nl++) c->line++;
    p = q + 1;
    if (p < c->end && *p == '"') {
      doubled = 1;
      p++;
      continue;
    }
    c->p = p;
    break;
  }
  if (c->p < c->end && !c->stop[(unsigned char)*c->p])
    return err_set(err, ERR_INPUT, "csv.row", "строка %ld: после закрывающей кавычки стоит текст",
                   c->line);
  size_t n = (size_t)(c->p - 1 - s);
  if (!doubled) return add_field(c, s, n, err);
  if (c->scratch.n == 0 && buf_reserve(&c->scratch, (size_t)(c->end - s))) return no_memory(err);
  const char *text = unquote(c, s, n, &n);
  return add_field(c, text, n, err);
}

static int plain_field(Csv *c, Err *err) {
  const char *s = c->p, *p = s;
  while (p < c->end && !c->stop[(unsigned char)*p]) p++;
  c->p = p;
  return add_field(c, s, (size_t)(p - s), err);
}

static void skip_line_end(Csv *c) {
  if (c->p < c->end && *c->p == '\r') c->p++;
  if (c->p < c->end && *c->p == '\n') c->p++;
  c->line++;
}

int csv_row(Csv *c, const CsvField **fields, Err *err) {
  while (c->p < c->end && (*c->p == '\r' || *c->p == '\n')) skip_line_end(c);
  c->count = 0;
  buf_reset(&c->scratch);
  if (c->p >= c->end) return 0;
  c->row_line = c->line;
  for (;;) {
    int quoted = c->p < c->end && *c->p == '"';
    if (quoted) c->p++;
    if (quoted ? quoted_field(c, err) : plain_field(c, err)) return -1;
    if (c->p >= c->end || *c->p != c->sep) break;
    c->p++;
  }
  if (c->p < c->end) skip_line_end(c);
  *fields = c->fields;
  return c->count;
}

long csv_line(const Csv *c) {
  return c->row_line;
}

char csv_sep(const Csv *c) {
  return c->sep;
}

void csv_close(Csv *c) {
  if (!c) return;
  buf_clear(&c->text);
  buf_clear(&c->scratch);
  free(c->fields);
  free(c);
}
