/* snap.c -- see snap.h. */
#include "data/snap.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "data/store_int.h"
#include "os/os.h"

struct Snap {
  Store *s;
  sqlite3 *to;
  sqlite3_backup *backup;
  Buf part, path;
};

static int open_target(Snap *c, const unsigned char *key, Err *err) {
  char pragma[40 + 2 * STORE_KEY_BYTES], hex[2 * STORE_KEY_BYTES + 1];
  Buf name = { 0 };
  os_remove(buf_str(&c->part), NULL);
  int rc = os_native(buf_str(&c->part), &name) == 0 ? SQLITE_OK : SQLITE_NOMEM;
  if (rc == SQLITE_OK)
    rc = sqlite3_open_v2(name.p, &c->to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  buf_clear(&name);
  hex_of(key, STORE_KEY_BYTES, hex);
  sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA key='raw:%s'", hex);
  if (rc == SQLITE_OK) rc = sqlite3_exec(c->to, "PRAGMA cipher='chacha20'", NULL, NULL, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_exec(c->to, pragma, NULL, NULL, NULL);
  sodium_memzero(hex, sizeof hex);
  sodium_memzero(pragma, sizeof pragma);
  if (rc == SQLITE_OK) c->backup = sqlite3_backup_init(c->to, "main", c->s->db, "main");
  if (c->backup != NULL) return 0;
  return err_set(err, ERR_IO, "snap", "Копия не создаётся: %s", sqlite3_errmsg(c->to));
}

static Snap *begin_with_key(Store *s, const char *path, const unsigned char *key, Err *err) {
  uint64_t space = 0;
  StoreInfo info;
  if (store_info(s, &info, err) != 0) return NULL;
  Snap *c = calloc(1, sizeof *c);
  if (c == NULL) {
    err_set(err, ERR_NOMEM, "snap", "Не хватает памяти");
    return NULL;
  }
  c->s = s;
  buf_puts(&c->path, path);
  buf_printf(&c->part, "%s.part", path);
  if (os_free_space(s->path, &space, NULL) == 0 && space < (uint64_t)info.size + (1u << 20)) {
    err_set(err, ERR_FULL, "snap",
            "Для копии нужно %lld МБ, на флешке столько нет: освободите место",
            (long long)(info.size >> 20) + 1);
  } else if (open_target(c, key, err) == 0) {
    return c;
  }
  snap_end(c);
  return NULL;
}

Snap *snap_begin(Store *s, const char *path, Err *err) {
  return begin_with_key(s, path, s->key, err);
}

static int finish(Snap *c, Err *err) {
  int rc = sqlite3_backup_finish(c->backup);
  c->backup = NULL;
  if (rc == SQLITE_OK) rc = sqlite3_close(c->to);
  c->to = NULL;
  if (rc != SQLITE_OK) return err_set(err, ERR_IO, "snap", "Копия не записалась");
  if (os_rename(buf_str(&c->part), buf_str(&c->path), err) != 0) return -1;
  buf_reset(&c->part);
  return 0;
}

int snap_step(Snap *c, int pages, int *done, int *total, Err *err) {
  int rc = sqlite3_backup_step(c->backup, pages);
  *total = sqlite3_backup_pagecount(c->backup);
  *done = *total - sqlite3_backup_remaining(c->backup);
  if (rc == SQLITE_DONE) return finish(c, err);
  if (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED) return 1;
  return rc == SQLITE_FULL
             ? err_set(err, ERR_FULL, "snap", "На флешке нет места для копии: освободите место")
             : err_set(err, ERR_IO, "snap", "Копия не записалась: %s", sqlite3_errstr(rc));
}

void snap_end(Snap *c) {
  if (c == NULL) return;
  if (c->backup != NULL) sqlite3_backup_finish(c->backup);
  sqlite3_close(c->to);
  if (c->part.n > 0) os_remove(buf_str(&c->part), NULL);
  buf_clear(&c->part);
  buf_clear(&c->path);
  free(c);
}

int store_copy_to(Store *s, const char *path, const unsigned char *key, Err *err) {
  int done, total;
  Snap *c = begin_with_key(s, path, key, err);
  int rc = c == NULL ? -1 : snap_step(c, -1, &done, &total, err);
  if (rc == 1) rc = err_set(err, ERR_BUSY, "snap", "Копия не записалась: данные заняты");
  snap_end(c);
  return rc;
}

/* -- which copies stay ---------------------------------------------------------- */

enum { COPIES_MAX = 4096, KEEP_DAYS = 7, KEEP_WEEKS = 5 };

typedef struct Copies {
  int n;
  long day[COPIES_MAX]; /* ascending: os_list goes by name */
} Copies;

static int collect(void *ctx, const char *name, int kind) {
  static const char prefix[] = "school-";
  Copies *list = ctx;
  Date d;
  char day[DATE_LEN + 1];
  size_t n = strlen(name);
  if (kind != OS_FILE || n != sizeof prefix - 1 + DATE_LEN + 3 ||
      strncmp(name, prefix, sizeof prefix - 1) != 0)
    return 0;
  memcpy(day, name + sizeof prefix - 1, DATE_LEN);
  day[DATE_LEN] = '\0';
  if (strcmp(name + n - 3, ".db") == 0 && date_read(day, &d) == 0 && list->n < COPIES_MAX)
    list->day[list->n++] = date_days(&d);
  return 0;
}

static long month_of(long day) {
  Date d = date_of_days(day);
  return d.year * 12L + d.month;
}

static int remove_copy(const char *dir, long day, Err *err) {
  Date d = date_of_days(day);
  char text[DATE_LEN + 1];
  Buf path = { 0 };
  date_write(&d, text);
  buf_printf(&path, "%s/school-%s.db", dir, text);
  int rc = os_remove(buf_str(&path), err);
  buf_reset(&path);
  buf_printf(&path, "%s/keys-%s.txt", dir, text);
  if (rc == 0) rc = os_remove(buf_str(&path), err);
  buf_clear(&path);
  return rc;
}

int snap_prune(const char *dir, Err *err) {
  Copies *list = calloc(1, sizeof *list);
  int rc = list == NULL ? err_set(err, ERR_NOMEM, "snap", "Не хватает памяти") : 0;
  if (rc == 0 && os_exists(dir) == OS_DIR) rc = os_list(dir, collect, list, err);
  long week = -1, month = -1;
  int days = 0, weeks = 0;
  for (int i = rc == 0 ? list->n - 1 : -1; i >= 0 && rc == 0; i--) {
    /* 1970-01-05 was a Monday. */
    long day = list->day[i], w = (day - 4) / 7, m = month_of(day);
    int keep = days < KEEP_DAYS;
    if (keep) days++;
    else if (w != week && weeks < KEEP_WEEKS) keep = ++weeks > 0;
    else keep = m != month;
    if (keep) {
      week = w;
      month = m;
    } else {
      rc = remove_copy(dir, day, err);
    }
  }
  free(list);
  return rc;
}

int snap_restore(const char *path, const char *copy, const unsigned char *key, Err *err) {
  Buf old = { 0 }, wal = { 0 };
  Store *s = store_open(copy, key, 1, err);
  if (s == NULL) return -1;
  store_close(s);
  buf_printf(&old, "%s.replaced", path);
  buf_printf(&wal, "%s-wal", path);
  int rc = 0;
  if (os_exists(path) == OS_FILE) rc = os_rename(path, buf_str(&old), err);
  /* The old file's unfinished writes must not be laid over the copy. */
  if (rc == 0 && os_exists(buf_str(&wal)) == OS_FILE) {
    Buf keep = { 0 };
    buf_printf(&keep, "%s-wal", buf_str(&old));
    rc = os_rename(buf_str(&wal), buf_str(&keep), err);
    buf_clear(&keep);
  }
  if (rc == 0) rc = os_copy_file(copy, path, err);
  buf_clear(&old);
  buf_clear(&wal);
  return rc;
}
