/* ledger.c -- see ledger.h. */
#include "data/ledger.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "data/check.h"
#include "os/os.h"

/* -- ids ---------------------------------------------------------- */

static void write_id(const char *tag, int64_t seq, char out[ENTRY_ID_MAX]) {
  static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  char tmp[16];
  int n = 0, at = STORE_TAG_LEN;
  do {
    tmp[n++] = digits[seq % 36];
    seq /= 36;
  } while (seq > 0);
  memcpy(out, tag, STORE_TAG_LEN);
  out[at++] = '-';
  while (n > 0) out[at++] = tmp[--n];
  out[at] = '\0';
}

static int no_memory(Err *err) {
  return err_set(err, ERR_NOMEM, "ledger", "Не хватает памяти");
}

int ledger_id_of(Store *s, int64_t entry, char out[ENTRY_ID_MAX], Err *err) {
  if (s->txn.open && entry >= s->txn.first_id) {
    write_id(s->tag, s->txn.first_seq + entry - s->txn.first_id, out);
    return 0;
  }
  const char *sql =
      "SELECT d.tag, c.first + e.id - c.first_id FROM entry e "
      "JOIN commits c ON c.id = e.commit_id JOIN device d ON d.id = c.device WHERE e.id=?1";
  if (store_prepare(s, &s->entry_owner, sql, "ledger.id", err) != 0) return -1;
  sqlite3_bind_int64(s->entry_owner, 1, entry);
  int rc = sqlite3_step(s->entry_owner);
  if (rc == SQLITE_ROW)
    write_id((const char *)sqlite3_column_text(s->entry_owner, 0),
             sqlite3_column_int64(s->entry_owner, 1), out);
  store_done(s->entry_owner);
  if (rc == SQLITE_ROW) return 0;
  return rc == SQLITE_DONE
             ? err_set(err, ERR_CORRUPT, "ledger.id", "Нет записи с номером %lld", (long long)entry)
             : store_fail(s, "ledger.id", err);
}

int ledger_find(Store *s, const char *id, size_t n, int64_t *entry, Err *err) {
  char tag[STORE_TAG_LEN + 1];
  *entry = 0;
  if (n < STORE_TAG_LEN + 2 || n >= ENTRY_ID_MAX || id[STORE_TAG_LEN] != '-') return 0;
  memcpy(tag, id, STORE_TAG_LEN);
  tag[STORE_TAG_LEN] = '\0';
  char number[ENTRY_ID_MAX];
  memcpy(number, id + STORE_TAG_LEN + 1, n - STORE_TAG_LEN - 1);
  number[n - STORE_TAG_LEN - 1] = '\0';
  int64_t seq = strtoll(number, NULL, 36);
  if (s->txn.open && strcmp(tag, s->tag) == 0 && seq >= s->txn.first_seq) {
    int64_t at = s->txn.first_id + seq - s->txn.first_seq;
    if (at < s->next_id) *entry = at;
    return 0;
  }
  const char *sql = "SELECT c.first_id + ?2 - c.first, c.first + c.n FROM commits c "
                    "WHERE c.device = (SELECT id FROM device WHERE tag = ?1) AND c.first <= ?2 "
                    "ORDER BY c.first DESC LIMIT 1";
  if (store_prepare(s, &s->commit_find, sql, "ledger.find", err) != 0) return -1;
  sqlite3_bind_text(s->commit_find, 1, tag, -1, SQLITE_STATIC);
  sqlite3_bind_int64(s->commit_find, 2, seq);
  int rc = sqlite3_step(s->commit_find);
  if (rc == SQLITE_ROW && seq < sqlite3_column_int64(s->commit_find, 1))
    *entry = sqlite3_column_int64(s->commit_find, 0);
  store_done(s->commit_find);
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : store_fail(s, "ledger.find", err);
}

/* -- hashes ---------------------------------------------------------- */

static void add_number(Hash *h, uint64_t v, int bytes) {
  unsigned char b[8];
  for (int i = 0; i < bytes; i++) b[i] = (unsigned char)(v >> (8 * i));
  hash_add(h, b, (size_t)bytes);
}

/* Pieces go through one buffer: one call of the hash for a short entry. */
static size_t piece(unsigned char *at, const char *s, size_t n) {
  for (int i = 0; i < 4; i++) at[i] = (unsigned char)(n >> (8 * i));
  memcpy(at + 4, s, n);
  return n + 4;
}

void ledger_root_add(Hash *root, int64_t seq, const Kind *k, const char *subject, size_t nsubject,
                     const char *over, const char *reason, const unsigned char *body_hash) {
  unsigned char b[512];
  size_t nover = over != NULL ? strlen(over) : 0, nreason = reason != NULL ? strlen(reason) : 0;
  size_t nkind = strlen(k->name), at = 8;
  for (int i = 0; i < 8; i++) b[i] = (unsigned char)((uint64_t)seq >> (8 * i));
  if (nkind + nsubject + nover + nreason + 24 + HASH_BYTES <= sizeof b) {
    at += piece(b + at, k->name, nkind);
    at += piece(b + at, subject, nsubject);
    at += piece(b + at, over != NULL ? over : "", nover);
    at += piece(b + at, reason != NULL ? reason : "", nreason);
    memcpy(b + at, body_hash, HASH_BYTES);
    hash_add(root, b, at + HASH_BYTES);
    return;
  }
  const char *parts[] = { k->name, subject, over, reason };
  size_t sizes[] = { nkind, nsubject, nover, nreason };
  hash_add(root, b, 8);
  for (int i = 0; i < 4; i++) {
    add_number(root, sizes[i], 4);
    if (sizes[i] > 0) hash_add(root, parts[i], sizes[i]);
  }
  hash_add(root, body_hash, HASH_BYTES);
}

void ledger_commit_hash(const CommitHead *c, unsigned char out[HASH_BYTES]) {
  char prev[2 * HASH_BYTES + 1], root[2 * HASH_BYTES + 1], numbers[96];
  Hash h;
  hex_of(c->prev, HASH_BYTES, prev);
  hex_of(c->root, HASH_BYTES, root);
  sqlite3_snprintf(sizeof numbers, numbers, "%lld\n%lld\n%lld", (long long)c->no,
                   (long long)c->first, (long long)c->n);
  const char *lines[] = { "zhurnal commit 1", c->tag,  numbers, c->author, c->at,
                          c->policy,          c->note, prev,    root };
  hash_init(&h);
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    hash_add(&h, lines[i], strlen(lines[i]));
    hash_add(&h, "\n", 1);
  }
  hash_end(&h, out);
}

/* -- transactions ---------------------------------------------------------- */

static int set_meta(Buf *b, const char *s, Err *err) {
  buf_reset(b);
  const char *text = s != NULL ? s : "";
  if (strchr(text, '\n') != NULL || !text_utf8_ok(text, strlen(text)))
    return err_set(err, ERR_INPUT, "ledger.begin", "Недопустимый знак в подписи действия");
  return buf_puts(b, text) == 0 ? 0 : no_memory(err);
}

/* Seconds since some moment of a local time; only differences matter. */
static int64_t seconds_of(const char *at) {
  Date d;
  char day[DATE_LEN + 1];
  if (strlen(at) < 19) return 0;
  memcpy(day, at, DATE_LEN);
  day[DATE_LEN] = '\0';
  if (date_read(day, &d) != 0) return 0;
  return (int64_t)date_days(&d) * 86400 + atoi(at + 11) * 3600 + atoi(at + 14) * 60 + atoi(at + 17);
}

static int set_time(Store *s, const CommitMeta *m, Err *err) {
  char now[OS_TIME_LEN + 1];
  if (m->at != NULL) {
    if (!date_time_ok(m->at, strlen(m->at)))
      return err_set(err, ERR_INPUT, "ledger.begin", "Неверное время: %s", m->at);
    return set_meta(&s->txn.at, m->at, err);
  }
  os_local_time(os_now(), now);
  if (!m->clock_ok && s->last_at[0] != '\0' &&
      seconds_of(now) + CLOCK_SLACK_S < seconds_of(s->last_at))
    return err_set(
        err, ERR_CLOCK, "ledger.begin",
        "Часы компьютера отстают: сейчас на них %.10s, а последняя запись сделана %.10s. "
        "Исправьте дату и время компьютера",
        now, s->last_at);
  return set_meta(&s->txn.at, now, err);
}

int ledger_begin(Store *s, const CommitMeta *m, Err *err) {
  if (s->txn.open) return err_set(err, ERR_BUG, "ledger.begin", "Запись уже начата");
  if (s->newer)
    return err_set(
        err, ERR_VERSION, "ledger.begin",
        "Данные записаны более новой программой: обновите программу, чтобы вносить изменения");
  if (s->readonly)
    return err_set(err, ERR_READONLY, "ledger.begin",
                   "Флешка защищена от записи: снимите защиту и откройте программу ещё раз");
  if (s->guard) return err_set(err, ERR_DENIED, "ledger.begin", "Просмотр не может менять данные");
  if (m->author == NULL || m->author[0] == '\0')
    return err_set(err, ERR_INPUT, "ledger.begin", "Не указано, кто вносит запись");
  memset(s->txn.grant, 0, sizeof s->txn.grant);
  if (set_meta(&s->txn.author, m->author, err) != 0 ||
      set_meta(&s->txn.policy, m->policy, err) != 0 || set_meta(&s->txn.note, m->note, err) != 0 ||
      set_time(s, m, err) != 0)
    return -1;
  if (store_exec(s, "BEGIN IMMEDIATE", "ledger.begin", err) != 0) return -1;
  s->txn.open = 1;
  s->txn.commit_id = s->next_commit;
  s->txn.no = s->next_no;
  s->txn.first_seq = s->next_seq;
  s->txn.first_id = s->next_id;
  s->txn.n = 0;
  hash_init(&s->txn.root);
  return 0;
}

int ledger_grant(Store *s, const char *kind, Err *err) {
  for (int i = 0; i < s->nkinds; i++) {
    if (kind != NULL && strcmp(s->kinds[i].kind->name, kind) != 0) continue;
    s->txn.grant[i / 64] |= (uint64_t)1 << (i % 64);
    if (kind != NULL) return 0;
  }
  return kind == NULL ? 0 : err_set(err, ERR_INPUT, "ledger.grant", "Нет вида записей «%s»", kind);
}

void ledger_rollback(Store *s) {
  if (!s->txn.open) return;
  s->txn.open = 0;
  memset(s->refs, 0, sizeof s->refs);
  for (int i = 0; i < s->nkinds; i++) derive_release(&s->kinds[i]);
  sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
  store_heads(s, NULL);
}

static int may_write(Store *s, const KindState *ks, Err *err) {
  if (!s->txn.open) return err_set(err, ERR_BUG, "ledger", "Запись не начата");
  size_t i = (size_t)(ks - s->kinds);
  if (s->txn.grant[i / 64] >> (i % 64) & 1) return 0;
  return err_set(err, ERR_DENIED, "ledger", "У вас нет права менять это (%s)", ks->kind->name);
}

/* -- entries ---------------------------------------------------------- */

static int append_entry(Store *s, const KindState *ks, const char *subject, size_t nsubject,
                        const char *body, size_t nbody, const char *over, const char *reason,
                        Err *err) {
  unsigned char body_hash[HASH_BYTES];
  const char *sql = "INSERT INTO entry(id, commit_id, kind, subject, body, over, reason) "
                    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
  if (store_prepare(s, &s->entry_insert, sql, "ledger.append", err) != 0) return -1;
  sqlite3_stmt *st = s->entry_insert;
  sqlite3_bind_int64(st, 1, s->next_id);
  sqlite3_bind_int64(st, 2, s->txn.commit_id);
  sqlite3_bind_int(st, 3, ks->kind->code);
  sqlite3_bind_text(st, 4, subject, (int)nsubject, SQLITE_STATIC);
  if (body != NULL) sqlite3_bind_text(st, 5, body, (int)nbody, SQLITE_STATIC);
  else sqlite3_bind_null(st, 5);
  sqlite3_bind_text(st, 6, over, -1, SQLITE_STATIC);
  sqlite3_bind_text(st, 7, reason, -1, SQLITE_STATIC);
  int rc = sqlite3_step(st);
  sqlite3_reset(st);
  if (rc != SQLITE_DONE) return store_fail(s, "ledger.append", err);
  hash_of(body != NULL ? body : "", body != NULL ? nbody : 0, body_hash);
  ledger_root_add(&s->txn.root, s->txn.first_seq + s->txn.n, ks->kind, subject, nsubject, over,
                  reason, body_hash);
  s->next_id++;
  s->txn.n++;
  return 0;
}

static int tomb_of(Store *s, const KindState *ks, const char *subject, size_t n, int64_t *entry,
                   Err *err) {
  *entry = 0;
  if (s->tombs == 0) return 0;
  if (store_prepare(s, &s->tomb_get, "SELECT entry FROM tomb WHERE kind=?1 AND subject=?2",
                    "ledger.tomb", err) != 0)
    return -1;
  sqlite3_bind_int(s->tomb_get, 1, ks->kind->code);
  sqlite3_bind_text(s->tomb_get, 2, subject, (int)n, SQLITE_STATIC);
  int rc = sqlite3_step(s->tomb_get);
  if (rc == SQLITE_ROW) *entry = sqlite3_column_int64(s->tomb_get, 0);
  store_done(s->tomb_get);
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : store_fail(s, "ledger.tomb", err);
}

static int tomb_change(Store *s, const KindState *ks, const char *subject, size_t n, int64_t entry,
                       Err *err) {
  sqlite3_stmt **st = entry != 0 ? &s->tomb_put : &s->tomb_del;
  const char *sql = entry != 0 ? "INSERT INTO tomb(kind, subject, entry) VALUES(?1, ?2, ?3)"
                               : "DELETE FROM tomb WHERE kind=?1 AND subject=?2";
  if (store_prepare(s, st, sql, "ledger.tomb", err) != 0) return -1;
  sqlite3_bind_int(*st, 1, ks->kind->code);
  sqlite3_bind_text(*st, 2, subject, (int)n, SQLITE_STATIC);
  if (entry != 0) sqlite3_bind_int64(*st, 3, entry);
  s->tombs += entry != 0 ? 1 : -1;
  return store_step1(s, *st, "ledger.tomb", err);
}

/* The ids of the live entries that a new entry of this subject goes over: the one of
** the row, or all of a conflict when 'all'.  Leaves '' when there is none. */
static int over_heads(Store *s, const KindState *ks, const char *subject, size_t n, int64_t head,
                      int all, Buf *over, Err *err) {
  char id[ENTRY_ID_MAX];
  if (head == 0) return 0;
  if (ledger_id_of(s, head, id, err) != 0) return -1;
  buf_puts(over, id);
  if (!all) return 0;
  const char *sql =
      "SELECT entry FROM conflict WHERE kind=?1 AND subject=?2 AND entry<>?3 ORDER BY entry";
  if (store_prepare(s, &s->conflict_get, sql, "ledger.over", err) != 0) return -1;
  sqlite3_bind_int(s->conflict_get, 1, ks->kind->code);
  sqlite3_bind_text(s->conflict_get, 2, subject, (int)n, SQLITE_STATIC);
  sqlite3_bind_int64(s->conflict_get, 3, head);
  int rc;
  while ((rc = sqlite3_step(s->conflict_get)) == SQLITE_ROW) {
    if (ledger_id_of(s, sqlite3_column_int64(s->conflict_get, 0), id, err) != 0) break;
    buf_printf(over, " %s", id);
  }
  store_done(s->conflict_get);
  return rc == SQLITE_DONE ? 0 : rc == SQLITE_ROW ? -1 : store_fail(s, "ledger.over", err);
}

static int conflict_end(Store *s, const KindState *ks, const char *subject, size_t n, Err *err) {
  if (store_prepare(s, &s->conflict_del, "DELETE FROM conflict WHERE kind=?1 AND subject=?2",
                    "ledger.resolve", err) != 0)
    return -1;
  sqlite3_bind_int(s->conflict_del, 1, ks->kind->code);
  sqlite3_bind_text(s->conflict_del, 2, subject, (int)n, SQLITE_STATIC);
  return store_step1(s, s->conflict_del, "ledger.resolve", err);
}

/* Entry and row of a subject that has 'head' (0: none yet) as its live entry. */
static int write_value(Store *s, KindState *ks, const char *subject, size_t n, const Value *v,
                       int64_t head, int all, const char *reason, Err *err) {
  Buf body = { 0 }, over = { 0 };
  int64_t entry = s->next_id;
  int rc = derive_body(ks, v, &body) != 0 ? no_memory(err) : 0;
  if (rc == 0) rc = over_heads(s, ks, subject, n, head, all, &over, err);
  if (rc == 0)
    rc = append_entry(s, ks, subject, n, body.p, body.n, over.n > 0 ? buf_str(&over) : NULL, reason,
                      err);
  if (rc == 0) rc = derive_update(s, ks, subject, n, v, entry, err);
  if (rc == 0 && all) rc = conflict_end(s, ks, subject, n, err);
  buf_clear(&body);
  buf_clear(&over);
  return rc;
}

/* A subject that has no row: the usual case, without a look-up before. */
static int write_new(Store *s, KindState *ks, const char *subject, size_t n, const Value *v,
                     Err *err) {
  Buf body = { 0 };
  char id[ENTRY_ID_MAX] = "";
  int64_t tomb = 0;
  int rc = tomb_of(s, ks, subject, n, &tomb, err);
  if (rc == 0 && tomb != 0) {
    rc = ledger_id_of(s, tomb, id, err);
    if (rc == 0) rc = tomb_change(s, ks, subject, n, 0, err);
  }
  if (rc == 0 && derive_body(ks, v, &body) != 0) rc = no_memory(err);
  if (rc == 0)
    rc = append_entry(s, ks, subject, n, body.p, body.n, id[0] != '\0' ? id : NULL, NULL, err);
  buf_clear(&body);
  return rc;
}

int ledger_put(Store *s, KindState *ks, Value *v, Buf *id, Err *err) {
  Buf mem = { 0 };
  char own[ENTRY_ID_MAX];
  if (may_write(s, ks, err) != 0) return -1;
  buf_reset(id);
  int rc = check_values(s, ks, v, &mem, err);
  if (rc == 0 && ks->kind->nkey == 0) {
    write_id(s->tag, s->txn.first_seq + s->txn.n, own);
    buf_puts(id, own);
    rc = check_unique(s, ks, v, own, id->n, err);
  } else if (rc == 0) {
    derive_subject(ks, v, id);
  }
  if (rc == 0 && id->oom) rc = no_memory(err);
  if (rc == 0) {
    int existed = derive_insert(s, ks, buf_str(id), id->n, v, s->next_id, err);
    int64_t head = 0;
    if (existed == 0) rc = write_new(s, ks, buf_str(id), id->n, v, err);
    else if (existed < 0 || derive_get(s, ks, buf_str(id), id->n, NULL, &head, err) < 0) rc = -1;
    else rc = write_value(s, ks, buf_str(id), id->n, v, head, 0, NULL, err);
  }
  buf_clear(&mem);
  return rc;
}

static int not_found(const KindState *ks, Err *err) {
  return err_set(err, ERR_NOTFOUND, "ledger", "Такой записи нет или она отозвана (%s)",
                 ks->kind->name);
}

/* Values of the live row laid over with the changes, copied into mem. */
static int merged(const KindState *ks, const Value *now, const Value *changes, Value *out,
                  Buf *mem) {
  size_t total = 0;
  for (int i = 0; i < ks->width; i++)
    if (now[i].set == 1 && now[i].s != NULL) total += (size_t)now[i].n;
  if (buf_reserve(mem, total + 1) != 0) return -1;
  for (int i = 0; i < ks->width; i++) {
    out[i] = now[i];
    if (now[i].set == 1 && now[i].s != NULL) {
      out[i].s = mem->p + mem->n;
      buf_add(mem, now[i].s, (size_t)now[i].n);
    }
    if (i >= ks->kind->nkey && changes[i].set != 0) out[i] = changes[i];
  }
  return 0;
}

static int same_values(const KindState *ks, const Value *a, const Value *b) {
  for (int i = ks->kind->nkey; i < ks->width; i++) {
    if ((a[i].set == 1) != (b[i].set == 1)) return 0;
    if (a[i].set != 1) continue;
    if (a[i].i != b[i].i || a[i].n != b[i].n ||
        (a[i].n > 0 && memcmp(a[i].s, b[i].s, (size_t)a[i].n) != 0))
      return 0;
  }
  return 1;
}

int ledger_correct(Store *s, KindState *ks, const char *subject, size_t n, const Value *changes,
                   const char *reason, Err *err) {
  Value now[KIND_FIELDS_MAX], next[KIND_FIELDS_MAX];
  Buf old = { 0 }, mem = { 0 };
  int64_t head = 0;
  if (may_write(s, ks, err) != 0) return -1;
  int found = derive_get(s, ks, subject, n, now, &head, err);
  if (found <= 0) return found == 0 ? not_found(ks, err) : -1;
  int rc = merged(ks, now, changes, next, &old) != 0 ? no_memory(err) : 0;
  if (rc == 0) rc = check_values(s, ks, next, &mem, err);
  int same = rc == 0 && same_values(ks, now, next);
  derive_release(ks);
  if (rc == 0) rc = check_unique(s, ks, next, subject, n, err);
  if (rc == 0 && !same) rc = write_value(s, ks, subject, n, next, head, 0, reason, err);
  buf_clear(&old);
  buf_clear(&mem);
  return rc;
}

int ledger_void(Store *s, KindState *ks, const char *subject, size_t n, const char *reason,
                Err *err) {
  Buf over = { 0 };
  int64_t head = 0, entry = s->next_id;
  if (may_write(s, ks, err) != 0) return -1;
  int found = derive_get(s, ks, subject, n, NULL, &head, err);
  if (found <= 0) return found == 0 ? not_found(ks, err) : -1;
  memset(s->refs, 0, sizeof s->refs);
  int rc = over_heads(s, ks, subject, n, head, 1, &over, err);
  if (rc == 0) rc = append_entry(s, ks, subject, n, NULL, 0, buf_str(&over), reason, err);
  if (rc == 0) rc = derive_remove(s, ks, subject, n, err);
  if (rc == 0) rc = conflict_end(s, ks, subject, n, err);
  if (rc == 0) rc = tomb_change(s, ks, subject, n, entry, err);
  buf_clear(&over);
  return rc;
}

int ledger_resolve(Store *s, KindState *ks, const char *subject, size_t n, const Value *v,
                   const char *reason, Err *err) {
  Value next[KIND_FIELDS_MAX];
  Buf mem = { 0 };
  int64_t head = 0;
  if (may_write(s, ks, err) != 0) return -1;
  int found = derive_get(s, ks, subject, n, NULL, &head, err);
  if (found <= 0) return found == 0 ? not_found(ks, err) : -1;
  memcpy(next, v, sizeof next[0] * (size_t)ks->width);
  if (derive_split(ks, subject, n, next) != 0) return not_found(ks, err);
  int rc = check_values(s, ks, next, &mem, err);
  if (rc == 0) rc = write_value(s, ks, subject, n, next, head, 1, reason, err);
  buf_clear(&mem);
  return rc;
}

/* -- commit ---------------------------------------------------------- */

/* The row of an entry of this transaction must say what its body says, unless a
** later entry of the same transaction replaced it. */
static int row_agrees(Store *s, sqlite3_stmt *e, Err *err) {
  Value v[KIND_FIELDS_MAX];
  Buf body = { 0 };
  int64_t id = sqlite3_column_int64(e, 0), head = 0, tomb = 0;
  const char *subject = (const char *)sqlite3_column_text(e, 2);
  size_t n = (size_t)sqlite3_column_bytes(e, 2);
  KindState *ks = derive_coded(s, sqlite3_column_int(e, 1));
  int found = ks != NULL ? derive_get(s, ks, subject, n, v, &head, err) : -1, ok = 0;
  if (found < 0) return -1;
  if (found == 0) {
    if (tomb_of(s, ks, subject, n, &tomb, err) != 0) return -1;
    ok = tomb >= id;
  } else if (head > id) {
    ok = 1;
  } else if (head == id && derive_body(ks, v, &body) == 0) {
    ok = body.n == (size_t)sqlite3_column_bytes(e, 3) &&
         memcmp(body.p, sqlite3_column_text(e, 3), body.n) == 0;
  }
  derive_release(ks);
  buf_clear(&body);
  return ok ? 0
            : err_set(err, ERR_CORRUPT, "ledger.commit",
                      "Записанное не читается обратно: запись отменена");
}

/* Read the entries back from the file and hash them again. */
static int read_back(Store *s, const unsigned char *root, Err *err) {
  unsigned char again[HASH_BYTES], body_hash[HASH_BYTES];
  Hash h;
  const char *sql =
      "SELECT id, kind, subject, body, over, reason FROM entry WHERE id>=?1 ORDER BY id";
  if (store_prepare(s, &s->entry_by_id, sql, "ledger.commit", err) != 0) return -1;
  hash_init(&h);
  sqlite3_bind_int64(s->entry_by_id, 1, s->txn.first_id);
  int rc, bad = 0;
  int64_t seq = s->txn.first_seq;
  while (!bad && (rc = sqlite3_step(s->entry_by_id)) == SQLITE_ROW) {
    sqlite3_stmt *e = s->entry_by_id;
    const Kind *k = kind_coded(sqlite3_column_int(e, 1));
    const void *body = sqlite3_column_blob(e, 3);
    hash_of(body != NULL ? body : "", (size_t)sqlite3_column_bytes(e, 3), body_hash);
    ledger_root_add(&h, seq++, k, (const char *)sqlite3_column_text(e, 2),
                    (size_t)sqlite3_column_bytes(e, 2), (const char *)sqlite3_column_text(e, 4),
                    (const char *)sqlite3_column_text(e, 5), body_hash);
    bad = row_agrees(s, e, err) != 0;
  }
  store_done(s->entry_by_id);
  if (bad) return -1;
  if (rc != SQLITE_DONE) return store_fail(s, "ledger.commit", err);
  hash_end(&h, again);
  if (seq - s->txn.first_seq == s->txn.n && memcmp(root, again, HASH_BYTES) == 0) return 0;
  return err_set(err, ERR_CORRUPT, "ledger.commit",
                 "Записанное не читается обратно: запись отменена");
}

static int insert_commit(Store *s, const CommitHead *c, const unsigned char *hash, Err *err) {
  unsigned char sig[crypto_sign_BYTES];
  const char *sql = "INSERT INTO commits VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)";
  if (store_prepare(s, &s->commit_insert, sql, "ledger.commit", err) != 0) return -1;
  sqlite3_stmt *st = s->commit_insert;
  crypto_sign_detached(sig, NULL, hash, HASH_BYTES, s->secret);
  sqlite3_bind_int64(st, 1, s->txn.commit_id);
  sqlite3_bind_int64(st, 2, s->device);
  sqlite3_bind_int64(st, 3, c->no);
  sqlite3_bind_int64(st, 4, c->first);
  sqlite3_bind_int64(st, 5, c->n);
  sqlite3_bind_int64(st, 6, s->txn.first_id);
  const char *texts[] = { c->author, c->at, c->policy, c->note };
  for (int i = 0; i < 4; i++) sqlite3_bind_text(st, 7 + i, texts[i], -1, SQLITE_STATIC);
  sqlite3_bind_blob(st, 11, c->prev, HASH_BYTES, SQLITE_STATIC);
  sqlite3_bind_blob(st, 12, c->root, HASH_BYTES, SQLITE_STATIC);
  sqlite3_bind_blob(st, 13, hash, HASH_BYTES, SQLITE_STATIC);
  sqlite3_bind_blob(st, 14, sig, sizeof sig, SQLITE_STATIC);
  return store_step1(s, st, "ledger.commit", err);
}

static int finish(Store *s, unsigned char *hash, Err *err) {
  unsigned char root[HASH_BYTES];
  hash_end(&s->txn.root, root);
  CommitHead c = { s->tag,
                   buf_str(&s->txn.author),
                   buf_str(&s->txn.at),
                   buf_str(&s->txn.policy),
                   buf_str(&s->txn.note),
                   s->txn.no,
                   s->txn.first_seq,
                   s->txn.n,
                   s->last_hash,
                   root };
  ledger_commit_hash(&c, hash);
  if (s->txn.n <= READ_BACK_MAX && read_back(s, root, err) != 0) return -1;
  if (insert_commit(s, &c, hash, err) != 0) return -1;
  return store_exec(s, "COMMIT", "ledger.commit", err);
}

int ledger_commit(Store *s, unsigned char *hash, Err *err) {
  unsigned char h[HASH_BYTES] = { 0 };
  if (!s->txn.open) return err_set(err, ERR_BUG, "ledger.commit", "Запись не начата");
  if (s->txn.n == 0) {
    ledger_rollback(s);
  } else {
    if (finish(s, h, err) != 0) {
      ledger_rollback(s);
      return -1;
    }
    s->txn.open = 0;
    s->next_commit++;
    s->next_no++;
    s->next_seq += s->txn.n;
    memcpy(s->last_hash, h, HASH_BYTES);
    sqlite3_snprintf(sizeof s->last_at, s->last_at, "%s", buf_str(&s->txn.at));
  }
  if (hash != NULL) memcpy(hash, h, HASH_BYTES);
  return 0;
}

/* -- history ---------------------------------------------------------- */

static const char history_sql[] = "SELECT c.at, c.author, e.body, e.over, e.reason FROM entry e "
                                  "LEFT JOIN commits c ON c.id = e.commit_id WHERE e.id=?1";

/* Copy the chain of entries that 'entry' goes over into the list: plain breadth first. */
static int add_over(Store *s, const char *over, int64_t *list, int *n, int max, Err *err) {
  while (over != NULL && *over != '\0') {
    size_t len = strcspn(over, " ");
    int64_t id = 0;
    if (ledger_find(s, over, len, &id, err) != 0) return -1;
    if (id != 0 && *n < max) list[(*n)++] = id;
    over += len + (over[len] == ' ');
  }
  return 0;
}

int ledger_history(Store *s, KindState *ks, const char *subject, size_t n, HistoryFn fn, void *ctx,
                   Err *err) {
  enum { STEPS = 1000 };
  int64_t list[STEPS];
  int count = 0, lives = 1, rc = 0;
  sqlite3_stmt *st = NULL;
  int found = derive_get(s, ks, subject, n, NULL, &list[0], err);
  if (found < 0) return -1;
  if (found == 0 && tomb_of(s, ks, subject, n, &list[0], err) != 0) return -1;
  if (list[0] == 0) return 0;
  count = 1;
  if (store_prepare(s, &st, history_sql, "ledger.history", err) != 0) return -1;
  for (int i = 0; i < count && rc == 0; i++) {
    char id[ENTRY_ID_MAX];
    sqlite3_bind_int64(st, 1, list[i]);
    if (sqlite3_step(st) != SQLITE_ROW || ledger_id_of(s, list[i], id, err) != 0) {
      rc = store_fail(s, "ledger.history", err);
      break;
    }
    HistoryRow row = { id,
                       (const char *)sqlite3_column_text(st, 0),
                       (const char *)sqlite3_column_text(st, 1),
                       (const char *)sqlite3_column_text(st, 2),
                       (const char *)sqlite3_column_text(st, 3),
                       (const char *)sqlite3_column_text(st, 4),
                       list[i],
                       i < lives && found == 1 };
    rc = fn(ctx, &row);
    if (rc == 0) rc = add_over(s, row.over, list, &count, STEPS, err);
    sqlite3_reset(st);
  }
  sqlite3_finalize(st);
  return rc;
}
