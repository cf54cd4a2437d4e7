/* test_store.c -- the data core: verbs, chain, rebuilding, copies, bad files. */
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "data/audit.h"
#include "data/ledger.h"
#include "data/query.h"
#include "data/snap.h"
#include "data/store_int.h"
#include "os/os.h"
#include "tap.h"

static char dir[256], path[300];
static unsigned char key[STORE_KEY_BYTES], seed[STORE_SEED_BYTES];
static Err err;

static const char *file(const char *name) {
  static char out[2][600];
  static int turn;
  turn = !turn;
  snprintf(out[turn], sizeof out[turn], "%s/%s", dir, name);
  return out[turn];
}

static int begin_as(Store *s, const char *author) {
  CommitMeta m = { author, "2024-09-02T08:00:00", NULL, NULL, 0 };
  return ledger_begin(s, &m, &err) == 0 && ledger_grant(s, NULL, &err) == 0 ? 0 : -1;
}

static Value text(const char *s) {
  return (Value){ 1, s, (int)strlen(s), 0 };
}

/* Put a record from name=value pairs ended by NULL; id gets its subject. */
static int put(Store *s, const char *kind, Buf *id, ...) {
  Value v[KIND_FIELDS_MAX] = { { 0 } };
  KindState *ks = derive_state(s, kind);
  va_list args;
  va_start(args, id);
  for (const char *name; (name = va_arg(args, const char *)) != NULL;)
    v[kind_field(ks->kind, name)] = text(va_arg(args, const char *));
  va_end(args);
  return ledger_put(s, ks, v, id, &err);
}

typedef struct School {
  Buf year, group, subject, journal, lesson, pupil;
} School;

static void make_school(Store *s, School *x) {
  memset(x, 0, sizeof *x);
  OK(begin_as(s, "test") == 0, "begin");
  put(s, "year", &x->year, "name", "2024/2025", "starts", "2024-09-01", "ends", "2025-05-31", NULL);
  put(s, "group", &x->group, "name", "5А", "kind", "class", "year", buf_str(&x->year), NULL);
  put(s, "subject", &x->subject, "name", "Русский язык", NULL);
  put(s, "journal", &x->journal, "group", buf_str(&x->group), "subject", buf_str(&x->subject),
      "year", buf_str(&x->year), NULL);
  put(s, "lesson", &x->lesson, "journal", buf_str(&x->journal), "date", "2024-09-02", NULL);
  OK(put(s, "person", &x->pupil, "last", "Ёлкина", "first", "Анна", NULL) == 0, "person");
  OK(ledger_commit(s, NULL, &err) == 0, "commit");
}

static void free_school(School *x) {
  Buf *all[] = { &x->year, &x->group, &x->subject, &x->journal, &x->lesson, &x->pupil };
  for (size_t i = 0; i < 6; i++) buf_clear(all[i]);
}

static int cell(Store *s, const School *x, const char *marks, Buf *id) {
  School y = *x;
  return put(s, "cell", id, "lesson", buf_str(&y.lesson), "person", buf_str(&y.pupil), "marks",
             marks, NULL);
}

static int problems(Store *s, Buf *lines) {
  AuditReport r;
  buf_reset(lines);
  return audit_verify(s, &r, lines, &err) == 0 ? r.problems : -1;
}

typedef struct Steps {
  int n, live;
  char marks[8][16];
} Steps;

static int step(void *ctx, const HistoryRow *row) {
  Steps *st = ctx;
  snprintf(st->marks[st->n], sizeof st->marks[0], "%.15s", row->body != NULL ? row->body : "-");
  st->live += row->live;
  st->n++;
  return 0;
}

static void test_verbs(Store *s) {
  School x;
  Buf id = { 0 }, lines = { 0 };
  Steps st = { 0 };
  KindState *ks = derive_state(s, "cell");
  make_school(s, &x);
  OK(begin_as(s, "test") == 0 && cell(s, &x, "5", &id) == 0 && ledger_commit(s, NULL, &err) == 0,
     "a mark");
  OK(begin_as(s, "test") == 0 && cell(s, &x, "4", &id) == 0 && ledger_commit(s, NULL, &err) == 0,
     "the mark again goes over the first");
  Value change[KIND_FIELDS_MAX] = { { 0 } };
  change[kind_field(ks->kind, "absence")] = text("н");
  OK(begin_as(s, "test") == 0 &&
         ledger_correct(s, ks, buf_str(&id), id.n, change, "опоздал", &err) == 0 &&
         ledger_commit(s, NULL, &err) == 0,
     "a correction keeps the other fields");
  OK(ledger_history(s, ks, buf_str(&id), id.n, step, &st, &err) == 0 && st.n == 3 && st.live == 1,
     "history");
  OK(strncmp(st.marks[2], "{\"marks\":\"5\"}", 13) == 0, "the oldest value is readable");
  OK(begin_as(s, "test") == 0 && ledger_void(s, ks, buf_str(&id), id.n, "ошибка", &err) == 0 &&
         ledger_commit(s, NULL, &err) == 0,
     "withdrawn");
  memset(&st, 0, sizeof st);
  OK(ledger_history(s, ks, buf_str(&id), id.n, step, &st, &err) == 0 && st.n == 4 && st.live == 0,
     "history of a withdrawn cell");
  OK(begin_as(s, "test") == 0 && cell(s, &x, "3", &id) == 0 && ledger_commit(s, NULL, &err) == 0,
     "a mark after withdrawal");
  memset(&st, 0, sizeof st);
  OK(ledger_history(s, ks, buf_str(&id), id.n, step, &st, &err) == 0 && st.n == 5,
     "the chain goes on");
  OK(problems(s, &lines) == 0, "verify");
  buf_clear(&id);
  buf_clear(&lines);
  free_school(&x);
}

static void test_refusals(Store *s) {
  Buf id = { 0 };
  OK(begin_as(s, "test") == 0, "begin");
  OK(put(s, "cell", &id, "lesson", "nolesson-1", "person", "x", "marks", "5", NULL) != 0 &&
         err.code == ERR_NOTFOUND,
     "a reference must exist");
  OK(put(s, "year", &id, "name", "x", "starts", "2024-02-30", "ends", "2025-05-31", NULL) != 0 &&
         err.code == ERR_INPUT,
     "no such day");
  OK(put(s, "year", &id, "name", "x", "starts", "2024-02-29", NULL) != 0 && err.code == ERR_INPUT,
     "required");
  OK(put(s, "person", &id, "last", "12", "first", "Анна", NULL) != 0, "a name has letters");
  OK(put(s, "person", &id, "last", "\xff\xfe", "first", "Анна", NULL) != 0, "not UTF-8");
  OK(put(s, "person", &id, "last", "Иванов", "first", "Иван", "snils", "11223344596", NULL) != 0,
     "control number of a snils");
  OK(put(s, "setting", &id, "policy", "a|b", "name", "x", NULL) != 0, "no bar in a key");
  OK(put(s, "user", &id, "login", "ivanov", NULL) == 0, "user");
  OK(put(s, "user", &id, "login", "ivanov", NULL) != 0 && err.code == ERR_CONFLICT,
     "login is unique");
  ledger_rollback(s);
  CommitMeta m = { "test", NULL, NULL, NULL, 0 };
  OK(ledger_begin(s, &m, &err) == 0, "begin without grant");
  OK(put(s, "subject", &id, "name", "x", NULL) != 0 && err.code == ERR_DENIED, "not granted");
  OK(ledger_grant(s, "subject", &err) == 0 && put(s, "subject", &id, "name", "x", NULL) == 0,
     "granted");
  OK(ledger_grant(s, "nothing", &err) != 0, "no such kind");
  ledger_rollback(s);
  store_guard(s, 1);
  OK(begin_as(s, "test") != 0 && err.code == ERR_DENIED, "guarded");
  store_guard(s, 0);
  buf_clear(&id);
}

static void test_nfc(Store *s) {
  Buf id = { 0 };
  Value v[KIND_FIELDS_MAX];
  int64_t entry;
  KindState *ks = derive_state(s, "subject");
  OK(begin_as(s, "test") == 0 &&
         put(s, "subject", &id, "name", "  и\xCC\x86од \"5\"\n ", NULL) == 0 &&
         ledger_commit(s, NULL, &err) == 0,
     "text in another normal form, with quotes and a line break");
  OK(derive_get(s, ks, buf_str(&id), id.n, v, &entry, &err) == 1 &&
         strncmp(v[0].s, "йод \"5\"\n", 9) == 0,
     "is kept as NFC");
  derive_release(ks);
  buf_clear(&id);
}

static void test_rebuild(Store *s) {
  unsigned char before[HASH_BYTES], after[HASH_BYTES];
  Buf lines = { 0 };
  OK(audit_content_hash(s, before, &err) == 0 && audit_rebuild(s, &err) == 0 &&
         audit_content_hash(s, after, &err) == 0 && memcmp(before, after, HASH_BYTES) == 0,
     "rebuilding gives the same bytes");
  OK(problems(s, &lines) == 0, "verify after rebuilding");
  sqlite3_exec(s->db, "UPDATE d_cell SET marks='5'", NULL, NULL, NULL);
  OK(problems(s, &lines) == 1 && strstr(buf_str(&lines), "cell") != NULL, "a changed row is found");
  OK(audit_rebuild(s, &err) == 0 && problems(s, &lines) == 0, "and mended");
  OK(sqlite3_exec(s->db, "DELETE FROM entry WHERE id=1", NULL, NULL, NULL) != SQLITE_OK,
     "append only");
  OK(sqlite3_exec(s->db, "UPDATE commits SET author='x'", NULL, NULL, NULL) != SQLITE_OK,
     "commits too");
  sqlite3_exec(s->db, "UPDATE entry SET body='{\"marks\":\"5\"}' WHERE body='{\"marks\":\"4\"}'",
               NULL, NULL, NULL);
  OK(problems(s, &lines) > 0 && strstr(buf_str(&lines), "изменён после подписи") != NULL,
     "a changed body is found");
  sqlite3_exec(
      s->db,
      "UPDATE entry SET body='{\"marks\":\"4\"}' WHERE body='{\"marks\":\"5\"}' AND over<>''", NULL,
      NULL, NULL);
  buf_clear(&lines);
}

/* A second live entry, as a merge will bring it, ended by resolve. */
static void test_conflict(Store *s) {
  School x;
  Buf a = { 0 }, b = { 0 }, lines = { 0 };
  char sql[400];
  KindState *ks = derive_state(s, "cell");
  Value v[KIND_FIELDS_MAX] = { { 0 } };
  int64_t head = 0;
  make_school(s, &x);
  OK(begin_as(s, "test") == 0 && cell(s, &x, "5", &a) == 0, "one head");
  derive_remove(s, ks, buf_str(&a), a.n, &err);
  OK(cell(s, &x, "3", &b) == 0, "another head");
  derive_get(s, ks, buf_str(&a), a.n, NULL, &head, &err);
  for (int i = 0; i < 2; i++) {
    snprintf(sql, sizeof sql, "INSERT INTO conflict VALUES(%d,'%s',%lld)", ks->kind->code,
             buf_str(&a), (long long)head - i);
    sqlite3_exec(s->db, sql, NULL, NULL, NULL);
  }
  OK(ledger_commit(s, NULL, &err) == 0, "committed");
  OK(problems(s, &lines) == 0, "both heads are accounted for");
  v[kind_field(ks->kind, "marks")] = text("4");
  OK(begin_as(s, "test") == 0 &&
         ledger_resolve(s, ks, buf_str(&a), a.n, v, "решил учитель", &err) == 0 &&
         ledger_commit(s, NULL, &err) == 0,
     "resolved");
  OK(problems(s, &lines) == 0, "one head is left");
  Steps st = { 0 };
  OK(ledger_history(s, ks, buf_str(&a), a.n, step, &st, &err) == 0 && st.n == 3,
     "history has both");
  buf_clear(&a);
  buf_clear(&b);
  buf_clear(&lines);
  free_school(&x);
}

static void test_files(void) {
  unsigned char other[STORE_KEY_BYTES] = { 1 };
  Store *s = store_open(path, other, 0, &err);
  OK(s == NULL && err.code == ERR_CORRUPT, "a wrong key is refused");
  s = store_open(file("nothing.db"), key, 0, &err);
  OK(s == NULL && err.code == ERR_NOTFOUND, "no file");
  os_write_atomic(file("foreign.db"),
                  "this is not a database, but long enough to look like one maybe", 60, &err);
  s = store_open(file("foreign.db"), key, 0, &err);
  OK(s == NULL && err.code == ERR_CORRUPT, "a foreign file");
  OK(store_create(path, key, NULL, &err) == NULL && err.code == ERR_CONFLICT, "no overwriting");
  s = store_open(path, key, 1, &err);
  OK(s != NULL && begin_as(s, "test") != 0 && err.code == ERR_READONLY, "read only");
  store_close(s);
  s = store_open(path, key, 0, &err);
  OK(s != NULL && sqlite3_exec(s->db, "PRAGMA user_version=99", NULL, NULL, NULL) == SQLITE_OK,
     "newer");
  store_close(s);
  s = store_open(path, key, 0, &err);
  OK(s != NULL && begin_as(s, "test") != 0 && err.code == ERR_VERSION, "a newer file is only read");
  store_close(s);
}

/* A file of an older program: a table is missing, another has not all its fields. */
static void test_older(void) {
  unsigned char before[HASH_BYTES], after[HASH_BYTES];
  Buf lines = { 0 };
  Store *s = store_open(path, key, 0, &err);
  OK(s != NULL && sqlite3_exec(s->db, "PRAGMA user_version=1", NULL, NULL, NULL) == SQLITE_OK,
     "now");
  audit_content_hash(s, before, &err);
  OK(sqlite3_exec(s->db, "DROP TABLE d_debt; ALTER TABLE d_cell DROP COLUMN hidden", NULL, NULL,
                  NULL) == SQLITE_OK,
     "an older layout");
  store_close(s);
  s = store_open(path, key, 0, &err);
  OK(s != NULL && audit_content_hash(s, after, &err) == 0 && memcmp(before, after, HASH_BYTES) == 0,
     "opening folds the tables anew");
  OK(s != NULL && problems(s, &lines) >= 0, "and they can be checked");
  store_close(s);
  buf_clear(&lines);
}

static void test_clock(void) {
  Store *s = store_create(file("clock.db"), key, NULL, &err);
  Buf id = { 0 };
  CommitMeta far = { "test", "2999-01-01T00:00:00", NULL, NULL, 0 },
             now = { "test", NULL, NULL, NULL, 0 };
  OK(ledger_begin(s, &far, &err) == 0 && ledger_grant(s, NULL, &err) == 0 &&
         put(s, "subject", &id, "name", "x", NULL) == 0 && ledger_commit(s, NULL, &err) == 0,
     "a commit of the future");
  OK(ledger_begin(s, &now, &err) != 0 && err.code == ERR_CLOCK,
     "a clock behind the ledger is refused");
  now.clock_ok = 1;
  OK(ledger_begin(s, &now, &err) == 0, "unless a person says so");
  ledger_rollback(s);
  store_close(s);
  buf_clear(&id);
}

static void test_busy(void) {
  Store *a = store_open(file("clock.db"), key, 0, &err);
  Store *b = store_open(file("clock.db"), key, 0, &err);
  OK(a != NULL && b == NULL && err.code == ERR_BUSY, "two programs on one file");
  store_close(a);
}

static void test_copies(Store *s) {
  unsigned char fresh[STORE_KEY_BYTES] = { 9 }, h1[HASH_BYTES], h2[HASH_BYTES];
  int done, total, rc;
  Snap *c = snap_begin(s, file("copy.db"), &err);
  while ((rc = snap_step(c, 2, &done, &total, &err)) == 1)
    ;
  snap_end(c);
  OK(rc == 0 && os_exists(file("copy.db")) == OS_FILE, "a copy in steps");
  Store *t = store_open(file("copy.db"), key, 1, &err);
  audit_content_hash(s, h1, &err);
  OK(t != NULL && audit_content_hash(t, h2, &err) == 0 && memcmp(h1, h2, HASH_BYTES) == 0,
     "has all");
  store_close(t);
  OK(store_copy_to(s, file("rekeyed.db"), fresh, &err) == 0, "a copy under another key");
  t = store_open(file("rekeyed.db"), fresh, 0, &err);
  OK(t != NULL && audit_content_hash(t, h2, &err) == 0 && memcmp(h1, h2, HASH_BYTES) == 0,
     "has all too");
  store_close(t);
  OK(snap_restore(file("restored.db"), file("copy.db"), fresh, &err) != 0,
     "restoring wants the key");
  OK(snap_restore(file("restored.db"), file("copy.db"), key, &err) == 0, "restored");
  t = store_open(file("restored.db"), key, 0, &err);
  OK(t != NULL, "opens");
  store_close(t);
  os_mkdir(file("copies"), &err);
  for (int i = 0; i < 100; i++) {
    Date d = date_of_days(20000 + i);
    char day[DATE_LEN + 1], name[64];
    date_write(&d, day);
    snprintf(name, sizeof name, "copies/school-%s.db", day);
    os_write_atomic(file(name), "x", 1, &err);
  }
  OK(snap_prune(file("copies"), &err) == 0, "prune");
  int left = 0;
  for (int i = 0; i < 100; i++) {
    Date d = date_of_days(20000 + i);
    char day[DATE_LEN + 1], name[64];
    date_write(&d, day);
    snprintf(name, sizeof name, "copies/school-%s.db", day);
    if (os_exists(file(name)) == OS_FILE) left++;
    if (i == 99) OK(os_exists(file(name)) == OS_FILE, "the newest stays");
  }
  OK(left >= 13 && left <= 16, "7 days, 5 weeks, the months before");
}

static void test_queries(Store *s) {
  static const char sql[] = "-- name: one\nSELECT name FROM d_subject WHERE id=:id;\n"
                            "-- name: evil\nDELETE FROM d_subject;\n";
  OK(query_load(s, sql, sizeof sql - 1, &err) == 0, "load");
  OK(query_get(s, "one", &err) != NULL, "a query");
  OK(query_get(s, "evil", &err) == NULL && err.code == ERR_BUG, "one that writes is refused");
  OK(query_get(s, "none", &err) == NULL && err.code == ERR_NOTFOUND, "an unknown one");
}

int main(void) {
  if (sodium_init() < 0) return 1;
  snprintf(dir, sizeof dir, "store-XXXXXX");
  if (mkdtemp(dir) == NULL) return 1;
  snprintf(path, sizeof path, "%s/школа.db", dir);
  randombytes_buf(key, sizeof key);
  memset(seed, 7, sizeof seed);
  Store *s = store_create(path, key, seed, &err);
  OK(s != NULL, "create in a file with a Russian name");
  if (s == NULL) {
    printf("# %s\n", err.msg);
    return DONE();
  }
  test_verbs(s);
  test_refusals(s);
  test_nfc(s);
  test_conflict(s);
  test_queries(s);
  test_copies(s);
  test_rebuild(s);
  store_close(s);
  s = store_open(path, key, 0, &err);
  StoreInfo info;
  OK(s != NULL && store_info(s, &info, &err) == 0 && info.entries > 20, "open again");
  store_close(s);
  test_older();
  test_files();
  test_clock();
  test_busy();
  return DONE();
}
