/* query.c -- see query.h. */
#include "data/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/asset.h"

static NamedQuery *find(Store *s, const char *name, size_t n) {
  for (int i = 0; i < s->nqueries; i++)
    if (strlen(s->queries[i].name) == n && memcmp(s->queries[i].name, name, n) == 0)
      return &s->queries[i];
  return NULL;
}

static char *copy_of(const char *p, size_t n) {
  char *c = malloc(n + 1);
  if (c == NULL) return NULL;
  memcpy(c, p, n);
  c[n] = '\0';
  return c;
}

static int add(Store *s, const char *name, size_t nname, const char *sql, size_t nsql, Err *err) {
  NamedQuery *q = find(s, name, nname);
  if (q == NULL && s->nqueries == s->aqueries) {
    int room = s->aqueries == 0 ? 64 : s->aqueries * 2;
    NamedQuery *more = realloc(s->queries, sizeof *more * (size_t)room);
    if (more == NULL) return err_set(err, ERR_NOMEM, "query.load", "Не хватает памяти");
    s->queries = more;
    s->aqueries = room;
  }
  if (q == NULL) {
    q = &s->queries[s->nqueries++];
    *q = (NamedQuery){ copy_of(name, nname), NULL, NULL };
  }
  sqlite3_finalize(q->stmt);
  free(q->sql);
  q->stmt = NULL;
  q->sql = copy_of(sql, nsql);
  return q->name != NULL && q->sql != NULL
             ? 0
             : err_set(err, ERR_NOMEM, "query.load", "Не хватает памяти");
}

int query_load(Store *s, const char *text, size_t n, Err *err) {
  static const char mark[] = "-- name: ";
  const char *end = text + n, *p = text;
  while ((p = strstr(p, mark)) != NULL && p < end) {
    const char *name = p + sizeof mark - 1, *line = strchr(name, '\n');
    if (line == NULL) break;
    size_t nname = strcspn(name, " \r\n");
    const char *next = strstr(line, mark);
    if (add(s, name, nname, line, (size_t)((next != NULL ? next : end) - line), err) != 0)
      return -1;
    p = line;
  }
  return 0;
}

int query_load_assets(Store *s, Err *err) {
  static const char prefix[] = "assets/schema/queries_";
  for (unsigned i = 0; i < asset_count; i++) {
    const Asset *a = &asset_table[i];
    if (strncmp(a->name, prefix, sizeof prefix - 1) != 0) continue;
    char *text = copy_of((const char *)a->data, a->size);
    int rc = text == NULL ? err_set(err, ERR_NOMEM, "query.load", "Не хватает памяти")
                          : query_load(s, text, a->size, err);
    free(text);
    if (rc != 0) return -1;
  }
  return 0;
}

void query_clear(Store *s) {
  for (int i = 0; i < s->nqueries; i++) {
    sqlite3_finalize(s->queries[i].stmt);
    free(s->queries[i].name);
    free(s->queries[i].sql);
  }
  free(s->queries);
  s->queries = NULL;
  s->nqueries = s->aqueries = 0;
}

static int prepare(Store *s, NamedQuery *q, Err *err) {
  if (q->stmt != NULL) return 0;
  if (sqlite3_prepare_v3(s->db, q->sql, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL) != SQLITE_OK)
    return err_set(err, ERR_BUG, "query", "Запрос %s: %s", q->name, sqlite3_errmsg(s->db));
  if (q->stmt == NULL || !sqlite3_stmt_readonly(q->stmt)) {
    sqlite3_finalize(q->stmt);
    q->stmt = NULL;
    return err_set(err, ERR_BUG, "query", "Запрос %s не для чтения", q->name);
  }
  return 0;
}

sqlite3_stmt *query_get(Store *s, const char *name, Err *err) {
  NamedQuery *q = find(s, name, strlen(name));
  if (q == NULL) {
    err_set(err, ERR_NOTFOUND, "query", "Нет запроса %s", name);
    return NULL;
  }
  if (prepare(s, q, err) != 0) return NULL;
  store_done(q->stmt);
  return q->stmt;
}

int query_check_all(Store *s, Err *err) {
  for (int i = 0; i < s->nqueries; i++)
    if (prepare(s, &s->queries[i], err) != 0) return -1;
  return 0;
}
