/* derive.c -- see derive.h. */
#include "data/derive.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"

static int is_number(FieldType t) {
  return t == FIELD_INT || t == FIELD_BOOL;
}

/* -- states ---------------------------------------------------------- */

void derive_init(KindState *ks, const Kind *k) {
  memset(ks, 0, sizeof *ks);
  ks->kind = k;
  ks->width = kind_width(k);
  for (int i = k->nkey; i < ks->width; i++) {
    int j = ks->nsorted++;
    for (; j > 0 && strcmp(k->fields[ks->sorted[j - 1]].name, k->fields[i].name) > 0; j--)
      ks->sorted[j] = ks->sorted[j - 1];
    ks->sorted[j] = i;
  }
}

void derive_clear(KindState *ks) {
  sqlite3_finalize(ks->insert);
  sqlite3_finalize(ks->update);
  sqlite3_finalize(ks->remove);
  sqlite3_finalize(ks->select);
  sqlite3_finalize(ks->exists);
  ks->insert = ks->update = ks->remove = ks->select = ks->exists = NULL;
}

KindState *derive_state(Store *s, const char *name) {
  for (int i = 0; i < s->nkinds; i++)
    if (strcmp(s->kinds[i].kind->name, name) == 0) return &s->kinds[i];
  return NULL;
}

KindState *derive_coded(Store *s, int code) {
  for (int i = 0; i < s->nkinds; i++)
    if (s->kinds[i].kind->code == code) return &s->kinds[i];
  return NULL;
}

/* -- tables ---------------------------------------------------------- */

static int create_one(Store *s, const Kind *k, Err *err) {
  Buf b = { 0 };
  int w = kind_width(k);
  buf_printf(&b, "CREATE TABLE d_%s(", k->name);
  if (k->nkey == 0) buf_puts(&b, "id TEXT NOT NULL,");
  for (int i = 0; i < w; i++)
    buf_printf(&b, "\"%s\" %s%s,", k->fields[i].name,
               is_number(k->fields[i].type) ? "INTEGER" : "TEXT", i < k->nkey ? " NOT NULL" : "");
  buf_puts(&b, "entry INTEGER NOT NULL, PRIMARY KEY(");
  if (k->nkey == 0) buf_puts(&b, "id");
  for (int i = 0; i < k->nkey; i++) buf_printf(&b, "%s\"%s\"", i > 0 ? "," : "", k->fields[i].name);
  buf_puts(&b, ")) STRICT, WITHOUT ROWID;");
  for (int i = 0; i < w; i++)
    if (k->fields[i].flags & (FIELD_INDEX | FIELD_UNIQUE))
      buf_printf(&b, "CREATE INDEX d_%s_%s ON d_%s(\"%s\");", k->name, k->fields[i].name, k->name,
                 k->fields[i].name);
  int rc = b.oom ? err_set(err, ERR_NOMEM, "derive.create", "Не хватает памяти")
                 : store_exec(s, buf_str(&b), "derive.create", err);
  buf_clear(&b);
  return rc;
}

int derive_create(Store *s, Err *err) {
  for (int i = 0; i < s->nkinds; i++)
    if (create_one(s, s->kinds[i].kind, err) != 0) return -1;
  return 0;
}

/* The number of columns a table has in the file; 0: there is no table. */
static int columns_of(Store *s, const char *kind, int *n, Err *err) {
  char name[64];
  sqlite3_stmt *st = NULL;
  if (store_prepare(s, &st, "SELECT count(*) FROM pragma_table_info(?1)", "derive.check", err) != 0)
    return -1;
  sqlite3_snprintf(sizeof name, name, "d_%s", kind);
  sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC);
  int rc = sqlite3_step(st);
  if (rc == SQLITE_ROW) *n = sqlite3_column_int(st, 0);
  sqlite3_finalize(st);
  return rc == SQLITE_ROW ? 0 : store_fail(s, "derive.check", err);
}

int derive_missing(Store *s, Err *err) {
  int stale = 0;
  for (int i = 0; i < s->nkinds; i++) {
    const KindState *ks = &s->kinds[i];
    int n = 0;
    if (columns_of(s, ks->kind->name, &n, err) != 0) return -1;
    if (n == 0 && create_one(s, ks->kind, err) != 0) return -1;
    if (n != 0 && n != ks->width + 1 + (ks->kind->nkey == 0)) stale = 1;
  }
  return stale;
}

int derive_drop(Store *s, Err *err) {
  for (int i = 0; i < s->nkinds; i++) {
    char sql[96];
    derive_clear(&s->kinds[i]);
    sqlite3_snprintf(sizeof sql, sql, "DROP TABLE IF EXISTS d_%s", s->kinds[i].kind->name);
    if (store_exec(s, sql, "derive.drop", err) != 0) return -1;
  }
  return 0;
}

/* -- bodies and subjects ---------------------------------------------------------- */

int derive_body(const KindState *ks, const Value *v, Buf *out) {
  int first = 1;
  buf_putc(out, '{');
  for (int j = 0; j < ks->nsorted; j++) {
    const Value *x = &v[ks->sorted[j]];
    const Field *f = &ks->kind->fields[ks->sorted[j]];
    if (x->set != 1) continue;
    json_key(out, f->name, &first);
    if (f->type == FIELD_INT) json_int(out, x->i);
    else if (f->type == FIELD_BOOL) json_bool(out, x->i != 0);
    else json_str(out, x->s, (size_t)x->n);
  }
  return buf_putc(out, '}');
}

int derive_subject(const KindState *ks, const Value *v, Buf *out) {
  for (int i = 0; i < ks->kind->nkey; i++) {
    if (i > 0) buf_putc(out, '|');
    if (v[i].set == 1) buf_add(out, v[i].s, (size_t)v[i].n);
  }
  return out->oom ? -1 : 0;
}

int derive_split(const KindState *ks, const char *subject, size_t n, Value *v) {
  const char *p = subject, *end = subject + n;
  for (int i = 0; i < ks->kind->nkey; i++) {
    const char *stop = i + 1 < ks->kind->nkey ? memchr(p, '|', (size_t)(end - p)) : end;
    if (stop == NULL) return -1;
    v[i] = (Value){ 1, p, (int)(stop - p), 0 };
    p = stop + 1;
  }
  return ks->kind->nkey == 0 ||
                 memchr(v[ks->kind->nkey - 1].s, '|', (size_t)v[ks->kind->nkey - 1].n) == NULL
             ? 0
             : -1;
}

static int hex4(const char *p) {
  int v = 0;
  for (int i = 0; i < 4; i++) {
    const char *digits = "0123456789abcdef", *d = p[i] != '\0' ? strchr(digits, p[i]) : NULL;
    if (d == NULL) return -1;
    v = v * 16 + (int)(d - digits);
  }
  return v;
}

/* Undo the escapes of json_str between p and end into mem; returns the length or -1. */
static int unescape(const char *p, const char *end, Buf *mem) {
  size_t from = mem->n;
  for (; p < end; p++) {
    static const char letters[] = "\"\\bfnrt", chars[] = "\"\\\b\f\n\r\t";
    const char *l;
    if (*p != '\\') {
      buf_putc(mem, *p);
    } else if (p + 1 < end && (l = strchr(letters, p[1])) != NULL && *l != '\0') {
      buf_putc(mem, chars[l - letters]);
      p++;
    } else if (end - p >= 6 && p[1] == 'u' && hex4(p + 2) > 0 && hex4(p + 2) < 32) {
      buf_putc(mem, hex4(p + 2));
      p += 5;
    } else {
      return -1;
    }
  }
  return mem->oom ? -1 : (int)(mem->n - from);
}

/* Text of a value: from the opening quote; *pp goes behind the closing one. */
static int parse_text(const char **pp, const char *end, Value *x, Buf *mem) {
  const char *p = *pp + 1, *q = p;
  int escaped = 0;
  while (q < end && *q != '"') {
    if (*q == '\\') {
      escaped = 1;
      q++;
    }
    q++;
  }
  if (q >= end) return -1;
  *pp = q + 1;
  if (!escaped) {
    *x = (Value){ 1, p, (int)(q - p), 0 };
    return 0;
  }
  size_t from = mem->n;
  int n = unescape(p, q, mem);
  if (n < 0) return -1;
  *x = (Value){ 1, mem->p + from, n, 0 };
  return 0;
}

static int parse_value(const char **pp, const char *end, FieldType type, Value *x, Buf *mem) {
  const char *p = *pp;
  if (p >= end) return -1;
  if (type == FIELD_BOOL) {
    size_t n = *p == 't' ? 4 : 5;
    if ((size_t)(end - p) < n || strncmp(p, n == 4 ? "true" : "false", n) != 0) return -1;
    *x = (Value){ 1, NULL, 0, n == 4 };
    *pp = p + n;
    return 0;
  }
  if (type == FIELD_INT) {
    char *stop;
    *x = (Value){ 1, NULL, 0, strtoll(p, &stop, 10) };
    if (stop == p || stop > end) return -1;
    *pp = stop;
    return 0;
  }
  return *p == '"' ? parse_text(pp, end, x, mem) : -1;
}

int derive_parse(const KindState *ks, const char *body, size_t n, Value *v, Buf *mem) {
  const char *p = body, *end = body + n;
  int j = 0;
  /* The text of all values together is no longer than the body: reserving it
  ** keeps the borrowed pointers still. */
  if (buf_reserve(mem, n) != 0) return -1;
  for (int i = ks->kind->nkey; i < ks->width; i++) v[i].set = 0;
  if (n < 2 || *p++ != '{') return -1;
  while (p < end && *p != '}') {
    if (*p == ',') p++;
    const char *q = p < end && *p == '"' ? memchr(p + 1, '"', (size_t)(end - p - 1)) : NULL;
    if (q == NULL || q + 1 >= end || q[1] != ':') return -1;
    for (; j < ks->nsorted; j++) {
      const char *name = ks->kind->fields[ks->sorted[j]].name;
      if (strlen(name) == (size_t)(q - p - 1) && memcmp(name, p + 1, (size_t)(q - p - 1)) == 0)
        break;
    }
    if (j == ks->nsorted) return -1;
    p = q + 2;
    if (parse_value(&p, end, ks->kind->fields[ks->sorted[j]].type, &v[ks->sorted[j]], mem) != 0)
      return -1;
    j++;
  }
  return p + 1 == end ? 0 : -1;
}

/* -- statements ---------------------------------------------------------- */

static void where_key(Buf *b, const Kind *k, int from) {
  if (k->nkey == 0) {
    buf_printf(b, "id=?%d", from);
    return;
  }
  for (int i = 0; i < k->nkey; i++)
    buf_printf(b, "%s\"%s\"=?%d", i > 0 ? " AND " : "", k->fields[i].name, from + i);
}

static int prepare_buf(Store *s, sqlite3_stmt **st, Buf *b, Err *err) {
  int rc = b->oom ? err_set(err, ERR_NOMEM, "derive.prepare", "Не хватает памяти")
                  : store_prepare(s, st, buf_str(b), "derive.prepare", err);
  buf_clear(b);
  return rc;
}

static int bind_key(sqlite3_stmt *st, const KindState *ks, const char *subject, size_t n,
                    int from) {
  Value key[KIND_FIELDS_MAX];
  if (ks->kind->nkey == 0) {
    sqlite3_bind_text(st, from, subject, (int)n, SQLITE_STATIC);
    return from + 1;
  }
  if (derive_split(ks, subject, n, key) != 0) return -1;
  for (int i = 0; i < ks->kind->nkey; i++)
    sqlite3_bind_text(st, from + i, key[i].s, key[i].n, SQLITE_STATIC);
  return from + ks->kind->nkey;
}

static int bind_values(sqlite3_stmt *st, const KindState *ks, const Value *v, int from,
                       int64_t entry) {
  for (int i = ks->kind->nkey; i < ks->width; i++, from++) {
    if (v[i].set != 1) sqlite3_bind_null(st, from);
    else if (is_number(ks->kind->fields[i].type)) sqlite3_bind_int64(st, from, v[i].i);
    else sqlite3_bind_text(st, from, v[i].s, v[i].n, SQLITE_STATIC);
  }
  sqlite3_bind_int64(st, from, entry);
  return from + 1;
}

static int bad_subject(Err *err) {
  return err_set(err, ERR_INPUT, "derive.key", "Неверное обозначение записи");
}

int derive_insert(Store *s, KindState *ks, const char *subject, size_t n, const Value *v,
                  int64_t entry, Err *err) {
  if (ks->insert == NULL) {
    Buf b = { 0 };
    int columns = ks->width + 1 + (ks->kind->nkey == 0);
    buf_printf(&b, "INSERT INTO d_%s VALUES(", ks->kind->name);
    for (int i = 1; i <= columns; i++) buf_printf(&b, "%s?%d", i > 1 ? "," : "", i);
    buf_putc(&b, ')');
    if (prepare_buf(s, &ks->insert, &b, err) != 0) return -1;
  }
  int from = bind_key(ks->insert, ks, subject, n, 1);
  if (from < 0) return bad_subject(err);
  bind_values(ks->insert, ks, v, from, entry);
  int rc = sqlite3_step(ks->insert);
  int done = rc == SQLITE_DONE                    ? 0
             : rc == SQLITE_CONSTRAINT_PRIMARYKEY ? 1
                                                  : store_fail(s, "derive.insert", err);
  sqlite3_reset(ks->insert);
  return done;
}

int derive_update(Store *s, KindState *ks, const char *subject, size_t n, const Value *v,
                  int64_t entry, Err *err) {
  int nvalues = ks->width - ks->kind->nkey;
  if (ks->update == NULL) {
    Buf b = { 0 };
    buf_printf(&b, "UPDATE d_%s SET ", ks->kind->name);
    for (int i = 0; i < nvalues; i++)
      buf_printf(&b, "\"%s\"=?%d,", ks->kind->fields[ks->kind->nkey + i].name, i + 1);
    buf_printf(&b, "entry=?%d WHERE ", nvalues + 1);
    where_key(&b, ks->kind, nvalues + 2);
    if (prepare_buf(s, &ks->update, &b, err) != 0) return -1;
  }
  int from = bind_values(ks->update, ks, v, 1, entry);
  if (bind_key(ks->update, ks, subject, n, from) < 0) return bad_subject(err);
  int rc = store_step1(s, ks->update, "derive.update", err);
  if (rc == 0 && sqlite3_changes(s->db) != 1)
    rc = err_set(err, ERR_CORRUPT, "derive.update", "Производные таблицы не сходятся с записями");
  return rc;
}

int derive_remove(Store *s, KindState *ks, const char *subject, size_t n, Err *err) {
  if (ks->remove == NULL) {
    Buf b = { 0 };
    buf_printf(&b, "DELETE FROM d_%s WHERE ", ks->kind->name);
    where_key(&b, ks->kind, 1);
    if (prepare_buf(s, &ks->remove, &b, err) != 0) return -1;
  }
  if (bind_key(ks->remove, ks, subject, n, 1) < 0) return bad_subject(err);
  return store_step1(s, ks->remove, "derive.remove", err);
}

void derive_row(const KindState *ks, sqlite3_stmt *st, int first, Value *v, int64_t *entry) {
  int c = first + (ks->kind->nkey == 0);
  for (int i = 0; i < ks->width; i++, c++) {
    v[i] = (Value){ 0 };
    if (sqlite3_column_type(st, c) == SQLITE_NULL) continue;
    v[i].set = 1;
    if (is_number(ks->kind->fields[i].type)) {
      v[i].i = sqlite3_column_int64(st, c);
    } else {
      v[i].s = (const char *)sqlite3_column_text(st, c);
      v[i].n = sqlite3_column_bytes(st, c);
    }
  }
  *entry = sqlite3_column_int64(st, c);
}

int derive_get(Store *s, KindState *ks, const char *subject, size_t n, Value *v, int64_t *entry,
               Err *err) {
  Value row[KIND_FIELDS_MAX];
  if (ks->select == NULL) {
    Buf b = { 0 };
    buf_printf(&b, "SELECT * FROM d_%s WHERE ", ks->kind->name);
    where_key(&b, ks->kind, 1);
    if (prepare_buf(s, &ks->select, &b, err) != 0) return -1;
  }
  derive_release(ks);
  if (bind_key(ks->select, ks, subject, n, 1) < 0) return bad_subject(err);
  int rc = sqlite3_step(ks->select);
  if (rc == SQLITE_ROW) {
    derive_row(ks, ks->select, 0, v != NULL ? v : row, entry);
    if (v == NULL) derive_release(ks);
    return 1;
  }
  sqlite3_reset(ks->select);
  return rc == SQLITE_DONE ? 0 : store_fail(s, "derive.get", err);
}

void derive_release(KindState *ks) {
  if (ks->select != NULL) sqlite3_reset(ks->select);
}

int derive_exists(Store *s, KindState *ks, const char *id, size_t n, Err *err) {
  if (ks->exists == NULL) {
    Buf b = { 0 };
    buf_printf(&b, "SELECT 1 FROM d_%s WHERE id=?1", ks->kind->name);
    if (prepare_buf(s, &ks->exists, &b, err) != 0) return -1;
  }
  sqlite3_bind_text(ks->exists, 1, id, (int)n, SQLITE_STATIC);
  int rc = sqlite3_step(ks->exists);
  sqlite3_reset(ks->exists);
  return rc == SQLITE_ROW ? 1 : rc == SQLITE_DONE ? 0 : store_fail(s, "derive.exists", err);
}

int derive_scan(Store *s, const KindState *ks, sqlite3_stmt **st, Err *err) {
  Buf b = { 0 };
  buf_printf(&b, "SELECT * FROM d_%s ORDER BY ", ks->kind->name);
  if (ks->kind->nkey == 0) buf_puts(&b, "id");
  for (int i = 0; i < ks->kind->nkey; i++)
    buf_printf(&b, "%s\"%s\"", i > 0 ? "," : "", ks->kind->fields[i].name);
  *st = NULL;
  return prepare_buf(s, st, &b, err);
}
