/* form.c -- see form.h. */
#include "web/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* RFC 2046 allows 70; browsers use about 40. */
enum { BOUNDARY_MAX = 70 };

static int lower(int c) {
  return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/* 1 when the first n letters are equal apart from case. */
static int same_start(const char *a, const char *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (lower((unsigned char)a[i]) != lower((unsigned char)b[i])) return 0;
    if (!a[i]) return i + 1 == n;
  }
  return 1;
}

int form_same(const char *a, const char *b) {
  size_t n = strlen(a);
  return n == strlen(b) && same_start(a, b, n);
}

int form_type_is(const char *type, const char *want) {
  size_t n = strlen(want);
  if (!type || !same_start(type, want, n)) return 0;
  return type[n] == '\0' || type[n] == ';' || type[n] == ' ' || type[n] == '\t';
}

void form_reset(FormList *list) {
  list->n = 0;
}

void form_clear(FormList *list) {
  free(list->v);
  memset(list, 0, sizeof *list);
}

const char *form_find(const FormList *list, const char *name) {
  for (size_t i = list->n; i-- > 0;) {
    const FormField *f = &list->v[i];
    if (!f->file && strcmp(f->name, name) == 0) return f->value;
  }
  return NULL;
}

static int add(FormList *list, FormField field, Err *err) {
  if (list->n == FORM_FIELDS_MAX) {
    return err_set(err, ERR_INPUT, "form.add", "В форме больше %d полей", FORM_FIELDS_MAX);
  }
  if (list->n == list->cap) {
    size_t cap = list->cap ? list->cap * 2 : 32;
    FormField *v = realloc(list->v, cap * sizeof *v);
    if (!v) return err_set(err, ERR_NOMEM, "form.add", "Не хватило памяти для формы");
    list->v = v;
    list->cap = cap;
  }
  list->v[list->n++] = field;
  return 0;
}

static int hex_digit(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int form_decode(char *s, size_t n, int plus, size_t *out) {
  size_t w = 0;
  for (size_t r = 0; r < n; r++) {
    char c = s[r];
    if (c == '+' && plus) {
      c = ' ';
    } else if (c == '%') {
      if (n - r < 3) return -1;
      int high = hex_digit((unsigned char)s[r + 1]), low = hex_digit((unsigned char)s[r + 2]);
      if (high < 0 || low < 0) return -1;
      c = (char)(high * 16 + low);
      r += 2;
    }
    s[w++] = c;
  }
  s[w] = '\0';
  *out = w;
  return text_utf8_ok(s, w) ? 0 : -1;
}

int form_urlencoded(char *s, size_t n, FormList *list, Err *err) {
  char *end = s + n;
  while (s < end) {
    char *stop = memchr(s, '&', (size_t)(end - s));
    if (!stop) stop = end;
    char *eq = memchr(s, '=', (size_t)(stop - s));
    char *name_end = eq ? eq : stop;
    char *value = eq ? eq + 1 : stop;
    size_t name_n, value_n;
    FormField f = { .name = s, .value = value };
    if (s < stop) {
      /* the value first: decoding the name puts its NUL where "=" stood, but a
      ** name without "=" ends on the very byte where the value is empty */
      if (form_decode(value, (size_t)(stop - value), 1, &value_n) ||
          form_decode(s, (size_t)(name_end - s), 1, &name_n)) {
        return err_set(err, ERR_INPUT, "form.urlencoded", "Поля запроса записаны неверно");
      }
      f.n = value_n;
      if (add(list, f, err)) return -1;
    }
    s = stop + 1;
  }
  return 0;
}

/* -- multipart/form-data (RFC 7578) ---------------------------------------- */

static int bad_part(Err *err) {
  return err_set(err, ERR_INPUT, "form.multipart", "Форма с файлом записана неверно");
}

/* Write "\r\n--BOUNDARY" to 'out'; the length, or 0 when there is none. */
static size_t boundary_of(const char *type, char out[BOUNDARY_MAX + 5]) {
  const char *p = type;
  while ((p = strchr(p, ';'))) {
    p++;
    while (*p == ' ' || *p == '\t') p++;
    if (same_start(p, "boundary=", 9)) break;
  }
  if (!p) return 0;
  p += 9;
  int quoted = *p == '"';
  if (quoted) p++;
  size_t n = strcspn(p, quoted ? "\"" : "; \t");
  if (n == 0 || n > BOUNDARY_MAX) return 0;
  memcpy(out, "\r\n--", 4);
  memcpy(out + 4, p, n);
  out[n + 4] = '\0';
  return n + 4;
}

/* The first place of the mark in [s, end), or NULL. */
static char *find(char *s, char *end, const char *mark, size_t n) {
  while ((size_t)(end - s) >= n) {
    char *p = memchr(s, mark[0], (size_t)(end - s) - n + 1);
    if (!p) return NULL;
    if (memcmp(p, mark, n) == 0) return p;
    s = p + 1;
  }
  return NULL;
}

/* Cut the parameter NAME="..." out of a Content-Disposition line and end it
** with a NUL; NULL when it is not there.  Browsers write a quote inside as %22,
** older ones as \". */
static char *parameter(char *line, const char *name) {
  size_t n = strlen(name);
  int quoted = 0;
  for (char *p = line; *p; p++) {
    if (quoted) {
      if (*p == '\\' && p[1]) p++;
      else if (*p == '"') quoted = 0;
    } else if (*p == '"') {
      quoted = 1;
    } else if (*p == ';') {
      char *q = p + 1 + strspn(p + 1, " \t");
      if (!same_start(q, name, n) || q[n] != '=' || q[n + 1] != '"') continue;
      char *start = q + n + 2, *w = start;
      for (q = start; *q && *q != '"'; q++) {
        if (*q == '\\' && (q[1] == '"' || q[1] == '\\')) q++;
        *w++ = *q;
      }
      if (*q != '"') return NULL;
      *w = '\0';
      return start;
    }
  }
  return NULL;
}

/* Read the header lines [s, end) of one part (end: its last CR LF, free to be
** overwritten). */
static int part_head(char *s, char *end, FormField *f) {
  *end = '\0';
  f->type = "";
  while (s && *s) {
    char *next = strstr(s, "\r\n");
    if (next) {
      *next = '\0';
      next += 2;
    }
    if (same_start(s, "content-disposition:", 20)) {
      /* the file's name first: it stands last, and cutting it out ends the line */
      f->file = parameter(s, "filename");
      f->name = parameter(s, "name");
    } else if (same_start(s, "content-type:", 13)) {
      f->type = s + 13 + strspn(s + 13, " \t");
    }
    s = next;
  }
  return f->name && text_utf8_ok(f->name, strlen(f->name)) &&
                 (!f->file || text_utf8_ok(f->file, strlen(f->file)))
             ? 0
             : -1;
}

int form_multipart(char *s, size_t n, const char *type, FormList *list, Err *err) {
  char mark[BOUNDARY_MAX + 5];
  size_t mark_n = boundary_of(type, mark);
  char *end = s + n;
  if (!mark_n || n < mark_n - 2 || memcmp(s, mark + 2, mark_n - 2) != 0) return bad_part(err);
  s += mark_n - 2;
  for (;;) {
    if (end - s >= 2 && memcmp(s, "--", 2) == 0) return 0;
    if (end - s < 2 || memcmp(s, "\r\n", 2) != 0) return bad_part(err);
    char *head_end = find(s, end, "\r\n\r\n", 4);
    char *body_end = head_end ? find(head_end + 2, end, mark, mark_n) : NULL;
    if (!head_end || !body_end) return bad_part(err);
    FormField f = { 0 };
    f.value = head_end + 4;
    if (f.value > body_end) return bad_part(err);
    f.n = (size_t)(body_end - f.value);
    if (part_head(s + 2, head_end, &f)) return bad_part(err);
    *body_end = '\0';
    if (!f.file && !text_utf8_ok(f.value, f.n)) return bad_part(err);
    if (add(list, f, err)) return -1;
    s = body_end + mark_n;
  }
}
