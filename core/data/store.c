/* store.c -- see store.h: the connection, the schema, this stick's own key. */
#include "data/store.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "data/audit.h"
#include "data/derive.h"
#include "data/query.h"
#include "data/store_int.h"
#include "os/os.h"

enum { APPLICATION_ID = 0x5A48524E, SCHEMA_NOW = 1, CACHE_KB = 12288, PATH_URI = 4096 };

/* -- errors and small helpers ---------------------------------------------------------- */

int store_fail(Store *s, const char *where, Err *err) {
  int rc = s->db != NULL ? sqlite3_extended_errcode(s->db) : SQLITE_NOMEM;
  switch (rc & 0xff) {
    case SQLITE_FULL:
      return err_set(err, ERR_FULL, where,
                     "На флешке нет места: освободите место и повторите. Записанное ранее цело");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return err_set(err, ERR_BUSY, where,
                     "Журнал на этой флешке уже открыт другой программой: закройте её и повторите");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return err_set(err, ERR_READONLY, where,
                     "Флешка защищена от записи: снимите защиту, чтобы вносить изменения");
    case SQLITE_CORRUPT:
      return err_set(err, ERR_CORRUPT, where,
                     "Файл данных повреждён: восстановите его из копии (zhurnal ledger restore)");
    case SQLITE_NOTADB:
      return err_set(err, ERR_CORRUPT, where,
                     "Файл данных не открывается этим ключом: он чужой или повреждён");
    case SQLITE_CANTOPEN:
      return err_set(err, ERR_NOTFOUND, where, "Файл данных не найден или не открывается");
    case SQLITE_IOERR:
      return err_set(err, ERR_GONE, where,
                     "Флешка не отвечает: вставьте её снова и откройте программу ещё раз");
    case SQLITE_NOMEM:
      return err_set(err, ERR_NOMEM, where, "Не хватает памяти: закройте другие программы");
    case SQLITE_INTERRUPT: return err_set(err, ERR_BUSY, where, "Действие прервано");
    default:
      return err_set(err, ERR_BUG, where, "Ошибка в программе: %s",
                     s->db != NULL ? sqlite3_errmsg(s->db) : "нет соединения");
  }
}

int store_prepare(Store *s, sqlite3_stmt **stmt, const char *sql, const char *where, Err *err) {
  if (*stmt != NULL) return 0;
  if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL) != SQLITE_OK)
    return store_fail(s, where, err);
  return 0;
}

int store_exec(Store *s, const char *sql, const char *where, Err *err) {
  return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : store_fail(s, where, err);
}

void store_done(sqlite3_stmt *st) {
  sqlite3_reset(st);
  sqlite3_clear_bindings(st);
}

int store_step1(Store *s, sqlite3_stmt *st, const char *where, Err *err) {
  int rc = sqlite3_step(st) == SQLITE_DONE ? 0 : store_fail(s, where, err);
  store_done(st);
  return rc;
}

static int one_int(Store *s, const char *sql, int64_t *out, Err *err) {
  sqlite3_stmt *st = NULL;
  if (store_prepare(s, &st, sql, "store.read", err) != 0) return -1;
  int rc = sqlite3_step(st);
  if (rc == SQLITE_ROW) *out = sqlite3_column_int64(st, 0);
  sqlite3_finalize(st);
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : store_fail(s, "store.read", err);
}

/* -- opening ---------------------------------------------------------- */

/* A file name as an "immutable" address: a medium that cannot be written. */
static char *immutable_uri(const char *path) {
  Buf b = { 0 };
  /* without the two slashes a server's name would be read as part of the address */
  buf_puts(&b, path[0] == '/' && path[1] == '/' ? "file://" : "file:");
  for (const char *p = path; *p != '\0'; p++) {
    if (*p == '?' || *p == '#' || *p == '%' || *p == ' ')
      buf_printf(&b, "%%%02X", (unsigned char)*p);
    else buf_putc(&b, *p);
  }
  buf_puts(&b, "?immutable=1");
  return buf_take(&b, NULL);
}

static Store *new_store(const char *path, const unsigned char *key, Err *err) {
  Store *s = calloc(1, sizeof *s);
  size_t n = strlen(path) + 1;
  if (s == NULL || (s->path = malloc(n)) == NULL) {
    free(s);
    err_set(err, ERR_NOMEM, "store.open", "Не хватает памяти");
    return NULL;
  }
  memcpy(s->path, path, n);
  memcpy(s->key, key, STORE_KEY_BYTES);
  return s;
}

static int connect_file(Store *s, int flags, Err *err) {
  char pragma[40 + 2 * STORE_KEY_BYTES], hex[2 * STORE_KEY_BYTES + 1];
  Buf name = { 0 };
  if (os_native(s->path, &name) != 0) {
    buf_clear(&name);
    return err_set(err, ERR_NOMEM, "store.open", "Не хватает памяти");
  }
  char *uri = (flags & SQLITE_OPEN_READONLY) ? immutable_uri(buf_str(&name)) : NULL;
  int rc = sqlite3_open_v2(uri != NULL ? uri : buf_str(&name), &s->db,
                           flags | (uri != NULL ? SQLITE_OPEN_URI : 0), NULL);
  free(uri);
  buf_clear(&name);
  if (rc != SQLITE_OK) return store_fail(s, "store.open", err);
  sqlite3_extended_result_codes(s->db, 1);
  hex_of(s->key, STORE_KEY_BYTES, hex);
  sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA key='raw:%s'", hex);
  rc = sqlite3_exec(s->db, "PRAGMA cipher='chacha20'", NULL, NULL, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_exec(s->db, pragma, NULL, NULL, NULL);
  sodium_memzero(hex, sizeof hex);
  sodium_memzero(pragma, sizeof pragma);
  return rc == SQLITE_OK ? 0 : store_fail(s, "store.open", err);
}

/* Pages of 2 KB: a mark touches half a dozen pages, and half of the bytes need be encrypted
** and written for it.  The order matters: exclusive locking before WAL keeps the index of the WAL
** in memory, so no -shm file appears on the stick and a second program is
** refused at once. */
static int set_pragmas(Store *s, Err *err) {
  const char *sql =
      s->readonly ? "PRAGMA query_only=ON; PRAGMA trusted_schema=OFF;"
                  : "PRAGMA page_size=2048; PRAGMA locking_mode=EXCLUSIVE;"
                    "PRAGMA journal_mode=WAL;"
                    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
                    "PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;";
  if (store_exec(s, sql, "store.open", err) != 0) return -1;
  store_cache(s, 0);
  return s->readonly ? 0 : store_exec(s, "BEGIN IMMEDIATE; COMMIT", "store.open", err);
}

static int make_kind_states(Store *s, Err *err) {
  const Kind *k = kinds_all(&s->nkinds);
  if (s->nkinds > KINDS_MAX) return err_set(err, ERR_BUG, "store.open", "Слишком много видов");
  for (int i = 0; i < s->nkinds; i++) derive_init(&s->kinds[i], &k[i]);
  return 0;
}

static int load_self(Store *s, Err *err) {
  sqlite3_stmt *st = NULL;
  const char *sql = "SELECT d.id, d.tag, self.secret FROM self JOIN device d ON d.id = self.device";
  if (store_prepare(s, &st, sql, "store.open", err) != 0) return -1;
  int rc = sqlite3_step(st);
  if (rc == SQLITE_ROW && sqlite3_column_bytes(st, 2) == (int)sizeof s->secret) {
    s->device = sqlite3_column_int64(st, 0);
    sqlite3_snprintf(sizeof s->tag, s->tag, "%s", sqlite3_column_text(st, 1));
    memcpy(s->secret, sqlite3_column_blob(st, 2), sizeof s->secret);
    rc = 0;
  } else {
    rc = rc == SQLITE_ROW || rc == SQLITE_DONE
             ? err_set(err, ERR_CORRUPT, "store.open", "В файле данных нет ключа этой флешки")
             : store_fail(s, "store.open", err);
  }
  sqlite3_finalize(st);
  return rc;
}

int store_heads(Store *s, Err *err) {
  sqlite3_stmt *st = NULL;
  s->next_commit = s->next_no = s->next_seq = s->next_id = 1;
  memset(s->last_hash, 0, sizeof s->last_hash);
  s->last_at[0] = '\0';
  if (one_int(s, "SELECT ifnull(max(id),0)+1 FROM entry", &s->next_id, err) != 0) return -1;
  if (one_int(s, "SELECT ifnull(max(id),0)+1 FROM commits", &s->next_commit, err) != 0) return -1;
  if (one_int(s, "SELECT count(*) FROM tomb", &s->tombs, err) != 0) return -1;
  const char *sql =
      "SELECT no+1, first+n, hash FROM commits WHERE device=?1 ORDER BY first DESC LIMIT 1";
  if (store_prepare(s, &st, sql, "store.open", err) != 0) return -1;
  sqlite3_bind_int64(st, 1, s->device);
  if (sqlite3_step(st) == SQLITE_ROW) {
    s->next_no = sqlite3_column_int64(st, 0);
    s->next_seq = sqlite3_column_int64(st, 1);
    if (sqlite3_column_bytes(st, 2) == HASH_BYTES)
      memcpy(s->last_hash, sqlite3_column_blob(st, 2), HASH_BYTES);
  }
  sqlite3_finalize(st);
  st = NULL;
  if (store_prepare(s, &st, "SELECT at FROM commits ORDER BY id DESC LIMIT 1", "store.open", err) !=
      0)
    return -1;
  if (sqlite3_step(st) == SQLITE_ROW)
    sqlite3_snprintf(sizeof s->last_at, s->last_at, "%s", sqlite3_column_text(st, 0));
  sqlite3_finalize(st);
  return 0;
}

/* -- schema ---------------------------------------------------------- */

/* Short name of a device: its public key's hash in letters and digits which a
** person does not mix up. */
static void device_tag(const unsigned char *pub, char *out) {
  static const char abc[] = "0123456789abcdefghjkmnpqrstvwxyz";
  unsigned char h[HASH_BYTES];
  hash_of(pub, crypto_sign_PUBLICKEYBYTES, h);
  for (int i = 0; i < STORE_TAG_LEN; i++) out[i] = abc[h[i] & 31];
  out[STORE_TAG_LEN] = '\0';
}

static int make_self(Store *s, const unsigned char *seed, Err *err) {
  unsigned char pub[crypto_sign_PUBLICKEYBYTES];
  char tag[STORE_TAG_LEN + 1];
  sqlite3_stmt *st = NULL;
  if (seed != NULL) crypto_sign_seed_keypair(pub, s->secret, seed);
  else crypto_sign_keypair(pub, s->secret);
  device_tag(pub, tag);
  const char *sql = "INSERT INTO device(id, tag, pub) VALUES(1, ?1, ?2)";
  if (store_prepare(s, &st, sql, "store.create", err) != 0) return -1;
  sqlite3_bind_text(st, 1, tag, -1, SQLITE_TRANSIENT);
  sqlite3_bind_blob(st, 2, pub, sizeof pub, SQLITE_TRANSIENT);
  int rc = store_step1(s, st, "store.create", err);
  sqlite3_finalize(st);
  if (rc != 0) return -1;
  st = NULL;
  if (store_prepare(s, &st, "INSERT INTO self VALUES(1, 1, ?1)", "store.create", err) != 0)
    return -1;
  sqlite3_bind_blob(st, 1, s->secret, sizeof s->secret, SQLITE_TRANSIENT);
  rc = store_step1(s, st, "store.create", err);
  sqlite3_finalize(st);
  return rc;
}

/* Run assets/schema/NNN_*.sql from 'from' + 1 on, inside the open transaction. */
static int migrate(Store *s, int from, Err *err) {
  Buf sql = { 0 };
  int rc = 0;
  for (unsigned i = 0; i < asset_count && rc == 0; i++) {
    const Asset *a = &asset_table[i];
    if (strncmp(a->name, "assets/schema/", 14) != 0) continue;
    int number = atoi(a->name + 14);
    if (number <= from || number > SCHEMA_NOW) continue;
    buf_reset(&sql);
    rc = buf_add(&sql, a->data, a->size) != 0
             ? err_set(err, ERR_NOMEM, "store.migrate", "Не хватает памяти")
             : store_exec(s, buf_str(&sql), "store.migrate", err);
  }
  buf_clear(&sql);
  if (rc == 0) rc = derive_create(s, err);
  char pragma[64];
  sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA user_version=%d", SCHEMA_NOW);
  return rc == 0 ? store_exec(s, pragma, "store.migrate", err) : rc;
}

static int create_schema(Store *s, const unsigned char *seed, Err *err) {
  char pragma[64];
  sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA application_id=%d", APPLICATION_ID);
  if (store_exec(s, "BEGIN IMMEDIATE", "store.create", err) != 0) return -1;
  if (store_exec(s, pragma, "store.create", err) != 0 || migrate(s, 0, err) != 0 ||
      make_self(s, seed, err) != 0 || store_exec(s, "COMMIT", "store.create", err) != 0) {
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  s->schema = SCHEMA_NOW;
  return 0;
}

Store *store_create(const char *path, const unsigned char *key, const unsigned char *seed,
                    Err *err) {
  if (os_exists(path) != OS_NOTHING) {
    err_set(err, ERR_CONFLICT, "store.create",
            "Данные школы здесь уже есть: выберите пустую папку");
    return NULL;
  }
  Store *s = new_store(path, key, err);
  if (s == NULL) return NULL;
  if (connect_file(s, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err) == 0 &&
      set_pragmas(s, err) == 0 && make_kind_states(s, err) == 0 &&
      create_schema(s, seed, err) == 0 && load_self(s, err) == 0 && store_heads(s, err) == 0 &&
      query_load_assets(s, err) == 0)
    return s;
  store_close(s);
  os_remove(path, NULL);
  return NULL;
}

/* A newer program brings the file up: new kinds get their tables, new fields need all
** tables folded again, a new schema is migrated after a copy was made. */
static int upgrade(Store *s, Err *err) {
  if (s->readonly) return 0;
  if (s->schema == SCHEMA_NOW) {
    int stale = derive_missing(s, err);
    return stale == 1 ? audit_rebuild(s, err) : stale;
  }
  Buf copy = { 0 };
  buf_printf(&copy, "%s.before-%d", s->path, SCHEMA_NOW);
  int rc = store_copy_to(s, buf_str(&copy), s->key, err);
  buf_clear(&copy);
  if (rc != 0 || store_exec(s, "BEGIN IMMEDIATE", "store.migrate", err) != 0) return -1;
  if (migrate(s, s->schema, err) != 0 || store_exec(s, "COMMIT", "store.migrate", err) != 0) {
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  s->schema = SCHEMA_NOW;
  return 0;
}

static int check_header(Store *s, Err *err) {
  int64_t id = 0, version = 0;
  if (one_int(s, "PRAGMA application_id", &id, err) != 0) return -1;
  if (one_int(s, "PRAGMA user_version", &version, err) != 0) return -1;
  if (id != APPLICATION_ID || version < 1)
    return err_set(err, ERR_CORRUPT, "store.open", "Это не файл данных школьного журнала");
  s->schema = (int)version;
  s->newer = version > SCHEMA_NOW;
  return 0;
}

static int reopen_readonly(Store *s, Err *err) {
  uint64_t size = 0;
  Buf wal = { 0 };
  sqlite3_close(s->db);
  s->db = NULL;
  s->readonly = 1;
  buf_printf(&wal, "%s-wal", s->path);
  if (os_exists(buf_str(&wal)) == OS_FILE) os_stat(buf_str(&wal), &size, NULL, NULL);
  buf_clear(&wal);
  if (size > 0)
    return err_set(err, ERR_READONLY, "store.open",
                   "На флешке есть незавершённая запись, а флешка защищена от записи: "
                   "снимите защиту и откройте программу ещё раз");
  return connect_file(s, SQLITE_OPEN_READONLY, err);
}

static int open_file(Store *s, Err *err) {
  if (s->readonly) return reopen_readonly(s, err);
  if (connect_file(s, SQLITE_OPEN_READWRITE, err) != 0) return -1;
  /* SQLite falls back to reading by itself on a medium that cannot be written. */
  if (sqlite3_db_readonly(s->db, "main") == 1) return reopen_readonly(s, err);
  return 0;
}

Store *store_open(const char *path, const unsigned char *key, int readonly, Err *err) {
  if (os_exists(path) != OS_FILE) {
    err_set(err, ERR_NOTFOUND, "store.open", "Данных школы здесь нет: создайте их командой init");
    return NULL;
  }
  Store *s = new_store(path, key, err);
  if (s == NULL) return NULL;
  s->readonly = readonly;
  if (open_file(s, err) == 0 && set_pragmas(s, err) == 0 && check_header(s, err) == 0) {
    if (s->newer && !s->readonly && reopen_readonly(s, err) != 0) goto fail;
    if (make_kind_states(s, err) == 0 && load_self(s, err) == 0 && store_heads(s, err) == 0 &&
        upgrade(s, err) == 0 && query_load_assets(s, err) == 0)
      return s;
  }
fail:
  store_close(s);
  return NULL;
}

void store_close(Store *s) {
  if (s == NULL) return;
  if (s->db != NULL) {
    if (s->txn.open) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    query_clear(s);
    for (int i = 0; i < s->nkinds; i++) derive_clear(&s->kinds[i]);
    sqlite3_stmt *st;
    while ((st = sqlite3_next_stmt(s->db, NULL)) != NULL) sqlite3_finalize(st);
    if (!s->readonly)
      sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    /* An unfinished copy keeps the connection until it ends; the file is closed then. */
    sqlite3_close_v2(s->db);
  }
  buf_clear(&s->txn.author);
  buf_clear(&s->txn.at);
  buf_clear(&s->txn.policy);
  buf_clear(&s->txn.note);
  free(s->path);
  sodium_memzero(s, sizeof *s);
  free(s);
}

/* -- the rest ---------------------------------------------------------- */

int store_info(Store *s, StoreInfo *out, Err *err) {
  int64_t pages = 0, page = 0;
  memset(out, 0, sizeof *out);
  out->entries = s->next_id - 1;
  out->commits = s->next_commit - 1;
  out->schema = s->schema;
  out->readonly = s->readonly || s->newer;
  out->newer = s->newer;
  memcpy(out->tag, s->tag, sizeof out->tag);
  memcpy(out->last_at, s->last_at, sizeof out->last_at);
  if (one_int(s, "PRAGMA page_count", &pages, err) != 0) return -1;
  if (one_int(s, "PRAGMA page_size", &page, err) != 0) return -1;
  out->size = pages * page;
  return 0;
}

void store_guard(Store *s, int on) {
  s->guard = on;
}

int store_checkpoint(Store *s, Err *err) {
  if (s->readonly || s->txn.open) return 0;
  if (sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
    return store_fail(s, "store.checkpoint", err);
  return 0;
}

void store_cache(Store *s, int kilobytes) {
  char pragma[64];
  sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA cache_size=-%d",
                   kilobytes > 0 ? kilobytes : CACHE_KB);
  sqlite3_exec(s->db, pragma, NULL, NULL, NULL);
}

int store_integrity(Store *s, Buf *out, Err *err) {
  static const char *const checks[] = { "PRAGMA integrity_check(20)", "PRAGMA foreign_key_check" };
  int problems = 0;
  for (int i = 0; i < 2; i++) {
    sqlite3_stmt *st = NULL;
    if (store_prepare(s, &st, checks[i], "store.integrity", err) != 0) return -1;
    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
      const char *text = (const char *)sqlite3_column_text(st, 0);
      if (i == 0 && text != NULL && strcmp(text, "ok") == 0) continue;
      buf_printf(out, "Файл данных: %s\n", text != NULL ? text : "?");
      problems++;
    }
    sqlite3_finalize(st);
    if (rc != SQLITE_DONE) return store_fail(s, "store.integrity", err);
  }
  return problems;
}
