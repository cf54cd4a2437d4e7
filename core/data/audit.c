/* audit.c -- see audit.h. */
#include "data/audit.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef struct Audit {
  Store *s;
  AuditReport *r;
  Buf *lines;
  Err *err;
  unsigned char key[crypto_shorthash_KEYBYTES];
  uint64_t sums[KINDS_MAX]; /* live entries minus rows, by kind: all zero when they agree */
  unsigned char *over;      /* bit = local entry that a later one replaced */
  int64_t nover;
  Buf mem;
} Audit;

static void problem(Audit *a, const char *fmt, ...) ERR_PRINTF(2, 3);
static void problem(Audit *a, const char *fmt, ...) {
  char line[300];
  va_list args;
  va_start(args, fmt);
  sqlite3_vsnprintf(sizeof line, line, fmt, args);
  va_end(args);
  if (a->r->problems++ < AUDIT_LINES) buf_printf(a->lines, "%s\n", line);
}

/* What a live entry contributes to the sum of its kind: a keyed hash, so that the
** order does not matter and no set of rows can be made to fit by hand. */
static uint64_t weight(Audit *a, int code, int64_t entry, const char *subject, size_t nsubject,
                       const char *body, size_t nbody) {
  uint64_t v = 0;
  unsigned char out[crypto_shorthash_BYTES];
  buf_reset(&a->mem);
  buf_add(&a->mem, &code, sizeof code);
  buf_add(&a->mem, &entry, sizeof entry);
  buf_add(&a->mem, subject, nsubject);
  buf_putc(&a->mem, body != NULL ? '=' : '-');
  if (body != NULL) buf_add(&a->mem, body, nbody);
  crypto_shorthash(out, (const unsigned char *)a->mem.p, a->mem.n, a->key);
  memcpy(&v, out, sizeof v);
  return v;
}

static int kind_index(Store *s, int code) {
  for (int i = 0; i < s->nkinds; i++)
    if (s->kinds[i].kind->code == code) return i;
  return -1;
}

/* -- entries ---------------------------------------------------------- */

static int mark_over(Audit *a, int64_t entry) {
  if (entry <= 0 || entry > a->nover) return 0;
  unsigned char bit = (unsigned char)(1u << (entry & 7));
  if (a->over[entry >> 3] & bit) return 0;
  a->over[entry >> 3] |= bit;
  return 1;
}

/* Take back what a replaced entry contributed; 'later' ones are skipped when reached. */
static int take_back(Audit *a, int64_t entry, int64_t now) {
  if (!mark_over(a, entry) || entry > now) return 0;
  sqlite3_stmt *st = NULL;
  const char *sql = "SELECT kind, subject, body, gone FROM entry WHERE id=?1";
  if (store_prepare(a->s, &st, sql, "audit", a->err) != 0) return -1;
  sqlite3_bind_int64(st, 1, entry);
  if (sqlite3_step(st) == SQLITE_ROW) {
    int i = kind_index(a->s, sqlite3_column_int(st, 0));
    if (i >= 0 && sqlite3_column_type(st, 3) == SQLITE_NULL)
      a->sums[i] -=
          weight(a, sqlite3_column_int(st, 0), entry, (const char *)sqlite3_column_text(st, 1),
                 (size_t)sqlite3_column_bytes(st, 1), (const char *)sqlite3_column_text(st, 2),
                 (size_t)sqlite3_column_bytes(st, 2));
  }
  sqlite3_finalize(st);
  return 0;
}

static int follow_over(Audit *a, const char *over, int64_t now) {
  while (over != NULL && *over != '\0') {
    size_t n = strcspn(over, " ");
    int64_t entry = 0;
    if (ledger_find(a->s, over, n, &entry, a->err) != 0) return -1;
    if (entry == 0) problem(a, "Запись %lld ссылается на запись, которой нет", (long long)now);
    else if (take_back(a, entry, now) != 0) return -1;
    over += n + (over[n] == ' ');
  }
  return 0;
}

static int audit_entry(Audit *a, sqlite3_stmt *e, int64_t seq, Hash *root) {
  unsigned char body_hash[HASH_BYTES];
  int64_t id = sqlite3_column_int64(e, 0);
  int code = sqlite3_column_int(e, 2), i = kind_index(a->s, code);
  const char *subject = (const char *)sqlite3_column_text(e, 3);
  size_t nsubject = (size_t)sqlite3_column_bytes(e, 3);
  const char *body = (const char *)sqlite3_column_text(e, 4);
  size_t nbody = (size_t)sqlite3_column_bytes(e, 4);
  const char *over = (const char *)sqlite3_column_text(e, 5);
  if (i < 0) {
    problem(a, "Запись %lld неизвестного вида", (long long)id);
    return 0;
  }
  if (sqlite3_column_bytes(e, 7) == HASH_BYTES) {
    memcpy(body_hash, sqlite3_column_blob(e, 7), HASH_BYTES);
    a->r->destroyed++;
  } else {
    hash_of(body != NULL ? body : "", nbody, body_hash);
  }
  ledger_root_add(root, seq, a->s->kinds[i].kind, subject, nsubject, over,
                  (const char *)sqlite3_column_text(e, 6), body_hash);
  a->r->entries++;
  if (follow_over(a, over, id) != 0) return -1;
  if (!(a->over[id >> 3] & (1u << (id & 7))) && sqlite3_column_type(e, 7) == SQLITE_NULL)
    a->sums[i] += weight(a, code, id, subject, nsubject, body, nbody);
  return 0;
}

/* -- commits ---------------------------------------------------------- */

typedef struct Chain {
  int64_t no, seq;
  unsigned char hash[HASH_BYTES];
} Chain;

enum { DEVICES_MAX = 4096 };

static int audit_commit(Audit *a, sqlite3_stmt *c, sqlite3_stmt *e, Chain *chains) {
  unsigned char root[HASH_BYTES], hash[HASH_BYTES];
  Hash h;
  int64_t id = sqlite3_column_int64(c, 0), device = sqlite3_column_int64(c, 1);
  int64_t n = sqlite3_column_int64(c, 4), seq = sqlite3_column_int64(c, 3);
  const unsigned char *prev = sqlite3_column_blob(c, 10), *stored = sqlite3_column_blob(c, 12);
  if (device < 0 || device >= DEVICES_MAX || sqlite3_column_bytes(c, 10) != HASH_BYTES ||
      sqlite3_column_bytes(c, 12) != HASH_BYTES ||
      sqlite3_column_bytes(c, 13) != crypto_sign_BYTES ||
      sqlite3_column_bytes(c, 15) != crypto_sign_PUBLICKEYBYTES) {
    problem(a, "Пакет записей %lld повреждён", (long long)id);
    return 0;
  }
  Chain *chain = &chains[device];
  if (sqlite3_column_int64(c, 2) != chain->no + 1 || seq != chain->seq + 1 ||
      memcmp(prev, chain->hash, HASH_BYTES) != 0)
    problem(a, "Пакет записей %lld не продолжает предыдущий: часть записей пропала", (long long)id);
  hash_init(&h);
  int64_t got = 0;
  for (; got < n; got++) {
    int rc = sqlite3_step(e);
    if (rc != SQLITE_ROW || sqlite3_column_int64(e, 1) != id ||
        sqlite3_column_int64(e, 0) != sqlite3_column_int64(c, 5) + got) {
      problem(a, "В пакете записей %lld не хватает записей", (long long)id);
      return rc == SQLITE_ROW || rc == SQLITE_DONE ? 1 : store_fail(a->s, "audit", a->err);
    }
    if (audit_entry(a, e, seq + got, &h) != 0) return -1;
  }
  hash_end(&h, root);
  CommitHead head = { (const char *)sqlite3_column_text(c, 14),
                      (const char *)sqlite3_column_text(c, 6),
                      (const char *)sqlite3_column_text(c, 7),
                      (const char *)sqlite3_column_text(c, 8),
                      (const char *)sqlite3_column_text(c, 9),
                      sqlite3_column_int64(c, 2),
                      seq,
                      n,
                      prev,
                      root };
  ledger_commit_hash(&head, hash);
  if (memcmp(hash, stored, HASH_BYTES) != 0)
    problem(a, "Пакет записей %lld изменён после подписи", (long long)id);
  else if (crypto_sign_verify_detached(sqlite3_column_blob(c, 13), hash, HASH_BYTES,
                                       sqlite3_column_blob(c, 15)) != 0)
    problem(a, "Подпись пакета записей %lld неверна", (long long)id);
  chain->no = sqlite3_column_int64(c, 2);
  chain->seq = seq + n - 1;
  memcpy(chain->hash, stored, HASH_BYTES);
  a->r->commits++;
  return 0;
}

static int audit_commits(Audit *a) {
  sqlite3_stmt *c = NULL, *e = NULL;
  Chain *chains = calloc(DEVICES_MAX, sizeof *chains);
  int rc = chains == NULL ? err_set(a->err, ERR_NOMEM, "audit", "Не хватает памяти") : 0;
  if (rc == 0)
    rc = store_prepare(
        a->s, &c,
        "SELECT c.*, d.tag, d.pub FROM commits c LEFT JOIN device d ON d.id = c.device "
        "ORDER BY c.id",
        "audit", a->err);
  if (rc == 0)
    rc = store_prepare(
        a->s, &e,
        "SELECT id, commit_id, kind, subject, body, over, reason, gone FROM entry ORDER BY id",
        "audit", a->err);
  int step = SQLITE_DONE;
  while (rc == 0 && (step = sqlite3_step(c)) == SQLITE_ROW) rc = audit_commit(a, c, e, chains);
  if (rc == 0 && step != SQLITE_DONE) rc = store_fail(a->s, "audit", a->err);
  if (rc == 0 && sqlite3_step(e) == SQLITE_ROW) problem(a, "Есть записи, которые не подписаны");
  sqlite3_finalize(c);
  sqlite3_finalize(e);
  free(chains);
  return rc < 0 ? -1 : 0;
}

/* -- derived tables ---------------------------------------------------------- */

static int audit_table(Audit *a, int i) {
  KindState *ks = &a->s->kinds[i];
  Value v[KIND_FIELDS_MAX];
  Buf body = { 0 }, subject = { 0 };
  sqlite3_stmt *st;
  int64_t entry;
  if (derive_scan(a->s, ks, &st, a->err) != 0) return -1;
  int rc;
  while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
    derive_row(ks, st, 0, v, &entry);
    buf_reset(&body);
    buf_reset(&subject);
    if (ks->kind->nkey == 0) buf_puts(&subject, (const char *)sqlite3_column_text(st, 0));
    else derive_subject(ks, v, &subject);
    derive_body(ks, v, &body);
    a->sums[i] -=
        weight(a, ks->kind->code, entry, buf_str(&subject), subject.n, buf_str(&body), body.n);
  }
  sqlite3_finalize(st);
  buf_clear(&body);
  buf_clear(&subject);
  return rc == SQLITE_DONE ? 0 : store_fail(a->s, "audit", a->err);
}

/* Withdrawn subjects, and the further live entries of conflicts. */
static int audit_side(Audit *a, const char *sql) {
  sqlite3_stmt *st = NULL;
  if (store_prepare(a->s, &st, sql, "audit", a->err) != 0) return -1;
  int rc;
  while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
    int i = kind_index(a->s, sqlite3_column_int(st, 0));
    if (i < 0) continue;
    a->sums[i] -=
        weight(a, sqlite3_column_int(st, 0), sqlite3_column_int64(st, 2),
               (const char *)sqlite3_column_text(st, 1), (size_t)sqlite3_column_bytes(st, 1),
               (const char *)sqlite3_column_text(st, 3), (size_t)sqlite3_column_bytes(st, 3));
  }
  sqlite3_finalize(st);
  return rc == SQLITE_DONE ? 0 : store_fail(a->s, "audit", a->err);
}

/* Conflicts name all live entries of a subject; the one of the row is left out by
** taking it back once more. */
static int audit_conflicts(Audit *a) {
  sqlite3_stmt *st = NULL;
  const char *sql =
      "SELECT k.kind, k.subject, k.entry, e.body FROM conflict k JOIN entry e ON e.id = k.entry";
  if (store_prepare(a->s, &st, sql, "audit", a->err) != 0) return -1;
  int rc, bad = 0;
  while (!bad && (rc = sqlite3_step(st)) == SQLITE_ROW) {
    KindState *ks = derive_coded(a->s, sqlite3_column_int(st, 0));
    const char *subject = (const char *)sqlite3_column_text(st, 1);
    size_t n = (size_t)sqlite3_column_bytes(st, 1);
    int64_t head = 0;
    if (ks == NULL) continue;
    if (derive_get(a->s, ks, subject, n, NULL, &head, a->err) < 0) bad = 1;
    if (head == sqlite3_column_int64(st, 2)) continue;
    a->sums[ks - a->s->kinds] -=
        weight(a, ks->kind->code, sqlite3_column_int64(st, 2), subject, n,
               (const char *)sqlite3_column_text(st, 3), (size_t)sqlite3_column_bytes(st, 3));
  }
  sqlite3_finalize(st);
  return bad ? -1 : rc == SQLITE_DONE ? 0 : store_fail(a->s, "audit", a->err);
}

int audit_verify(Store *s, AuditReport *report, Buf *lines, Err *err) {
  Audit a = { 0 };
  memset(report, 0, sizeof *report);
  a.s = s;
  a.r = report;
  a.lines = lines;
  a.err = err;
  a.nover = s->next_id;
  a.over = calloc((size_t)(a.nover >> 3) + 2, 1);
  if (a.over == NULL) return err_set(err, ERR_NOMEM, "audit", "Не хватает памяти");
  randombytes_buf(a.key, sizeof a.key);
  int rc = audit_commits(&a);
  for (int i = 0; i < s->nkinds && rc == 0; i++) rc = audit_table(&a, i);
  if (rc == 0) rc = audit_side(&a, "SELECT kind, subject, entry, NULL FROM tomb");
  if (rc == 0) rc = audit_conflicts(&a);
  for (int i = 0; i < s->nkinds && rc == 0; i++)
    if (a.sums[i] != 0)
      problem(&a, "Таблица «%s» не сходится с записями: выполните ledger rebuild",
              s->kinds[i].kind->name);
  free(a.over);
  buf_clear(&a.mem);
  return rc;
}

/* -- rebuilding ---------------------------------------------------------- */

static int fold_entry(Store *s, sqlite3_stmt *e, Buf *mem, Err *err) {
  Value v[KIND_FIELDS_MAX];
  int64_t id = sqlite3_column_int64(e, 0);
  KindState *ks = derive_coded(s, sqlite3_column_int(e, 1));
  const char *subject = (const char *)sqlite3_column_text(e, 2);
  size_t n = (size_t)sqlite3_column_bytes(e, 2);
  const char *body = (const char *)sqlite3_column_text(e, 3);
  if (ks == NULL)
    return err_set(err, ERR_VERSION, "audit.rebuild",
                   "Запись неизвестного вида: обновите программу");
  if (body == NULL) {
    char sql[] = "INSERT OR REPLACE INTO tomb(kind, subject, entry) VALUES(?1, ?2, ?3)";
    sqlite3_stmt *st = NULL;
    if (derive_remove(s, ks, subject, n, err) != 0) return -1;
    if (store_prepare(s, &st, sql, "audit.rebuild", err) != 0) return -1;
    sqlite3_bind_int(st, 1, ks->kind->code);
    sqlite3_bind_text(st, 2, subject, (int)n, SQLITE_TRANSIENT);
    sqlite3_bind_int64(st, 3, id);
    int rc = store_step1(s, st, "audit.rebuild", err);
    sqlite3_finalize(st);
    s->tombs++;
    return rc;
  }
  buf_reset(mem);
  if (derive_parse(ks, body, (size_t)sqlite3_column_bytes(e, 3), v, mem) != 0)
    return err_set(err, ERR_CORRUPT, "audit.rebuild", "Запись %lld не читается", (long long)id);
  int existed = derive_insert(s, ks, subject, n, v, id, err);
  if (existed < 0) return -1;
  if (existed == 0) {
    if (s->tombs == 0 || sqlite3_column_type(e, 4) == SQLITE_NULL) return 0;
    sqlite3_stmt *st = NULL;
    if (store_prepare(s, &st, "DELETE FROM tomb WHERE kind=?1 AND subject=?2", "audit.rebuild",
                      err) != 0)
      return -1;
    sqlite3_bind_int(st, 1, ks->kind->code);
    sqlite3_bind_text(st, 2, subject, (int)n, SQLITE_TRANSIENT);
    int rc = store_step1(s, st, "audit.rebuild", err);
    sqlite3_finalize(st);
    return rc;
  }
  return derive_update(s, ks, subject, n, v, id, err);
}

static int fold_all(Store *s, Err *err) {
  sqlite3_stmt *e = NULL;
  Buf mem = { 0 };
  if (store_prepare(
          s, &e, "SELECT id, kind, subject, body, over FROM entry WHERE gone IS NULL ORDER BY id",
          "audit.rebuild", err) != 0)
    return -1;
  int rc, bad = 0;
  while (!bad && (rc = sqlite3_step(e)) == SQLITE_ROW) bad = fold_entry(s, e, &mem, err) != 0;
  sqlite3_finalize(e);
  buf_clear(&mem);
  return bad ? -1 : rc == SQLITE_DONE ? 0 : store_fail(s, "audit.rebuild", err);
}

int audit_rebuild(Store *s, Err *err) {
  if (s->readonly || s->guard)
    return err_set(err, ERR_READONLY, "audit.rebuild", "Данные открыты только для чтения");
  if (store_exec(s, "BEGIN IMMEDIATE", "audit.rebuild", err) != 0) return -1;
  s->tombs = 0;
  int rc = derive_drop(s, err);
  if (rc == 0) rc = store_exec(s, "DELETE FROM tomb", "audit.rebuild", err);
  if (rc == 0) rc = derive_create(s, err);
  if (rc == 0) rc = fold_all(s, err);
  if (rc == 0) rc = store_exec(s, "COMMIT", "audit.rebuild", err);
  if (rc != 0) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
  for (int i = 0; i < s->nkinds; i++) derive_clear(&s->kinds[i]);
  return store_heads(s, rc == 0 ? err : NULL) == 0 ? rc : -1;
}

int audit_content_hash(Store *s, unsigned char out[HASH_BYTES], Err *err) {
  Hash h;
  hash_init(&h);
  for (int i = 0; i < s->nkinds; i++) {
    KindState *ks = &s->kinds[i];
    Value v[KIND_FIELDS_MAX];
    Buf b = { 0 };
    sqlite3_stmt *st;
    int64_t entry;
    if (derive_scan(s, ks, &st, err) != 0) return -1;
    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
      derive_row(ks, st, 0, v, &entry);
      buf_reset(&b);
      buf_printf(&b, "%s\n", ks->kind->name);
      if (ks->kind->nkey == 0) buf_puts(&b, (const char *)sqlite3_column_text(st, 0));
      else derive_subject(ks, v, &b);
      buf_putc(&b, '\n');
      derive_body(ks, v, &b);
      buf_printf(&b, "\n%lld\n", (long long)entry);
      hash_add(&h, b.p, b.n);
    }
    sqlite3_finalize(st);
    buf_clear(&b);
    if (rc != SQLITE_DONE) return store_fail(s, "audit.hash", err);
  }
  hash_end(&h, out);
  return 0;
}
