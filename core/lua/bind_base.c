/* bind_base.c -- core.text, core.date, core.hash, core.asset, core.file, core.os:
** the small modules over core/base and core/os (scripts/api.lua lists them). */
#include <math.h>
#include <string.h>

#include "base/asset.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/text.h"
#include "lua/bind.h"
#include "lua/host.h"
#include "os/os.h"

enum { RANDOM_MAX = 1 << 16 };

/* A path or name: no zero byte may hide its end from C. */
static const char *check_path(lua_State *L, int i) {
  size_t n;
  const char *s = luaL_checklstring(L, i, &n);
  luaL_argcheck(L, n > 0 && strlen(s) == n, i, "a path without zero bytes expected");
  return s;
}

/* -- core.text ------------------------------------------------------------ */

static int f_nfc(lua_State *L) {
  Err err = { 0 };
  Buf out = { 0 };
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  if (text_nfc(s, n, &out, &err) == 0) return bind_push_buf(L, &out);
  buf_clear(&out);
  return bind_fail(L, &err);
}

static int f_lower(lua_State *L) {
  Err err = { 0 };
  Buf out = { 0 };
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  if (text_lower(s, n, &out, &err) == 0) return bind_push_buf(L, &out);
  buf_clear(&out);
  return bind_fail(L, &err);
}

static int f_utf8_ok(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  lua_pushboolean(L, text_utf8_ok(s, n));
  return 1;
}

static int f_len(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  lua_pushinteger(L, (lua_Integer)text_len(s, n));
  return 1;
}

static int f_name_ok(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  lua_pushboolean(L, text_name_ok(s, n));
  return 1;
}

static int f_snils_ok(lua_State *L) {
  lua_pushboolean(L, text_snils_ok(luaL_checkstring(L, 1)));
  return 1;
}

/* The faces of the converters of the form f(s, n, out). */
static int convert(lua_State *L, int (*f)(const char *, size_t, Buf *)) {
  Buf out = { 0 };
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  f(s, n, &out);
  return bind_push_buf(L, &out);
}

static int f_from_cp1251(lua_State *L) {
  return convert(L, text_from_cp1251);
}

static int f_guess_utf8(lua_State *L) {
  return convert(L, text_guess_utf8);
}

static int f_html(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  if (strcspn(s, "&<>\"'") == n) { /* most text needs nothing: give the same string back */
    lua_settop(L, 1);
    return 1;
  }
  return convert(L, text_html);
}

static const luaL_Reg text_functions[] = { { "nfc", f_nfc },
                                           { "lower", f_lower },
                                           { "utf8_ok", f_utf8_ok },
                                           { "len", f_len },
                                           { "name_ok", f_name_ok },
                                           { "snils_ok", f_snils_ok },
                                           { "from_cp1251", f_from_cp1251 },
                                           { "guess_utf8", f_guess_utf8 },
                                           { "html", f_html },
                                           { NULL, NULL } };

int luaopen_core_text(lua_State *L) {
  luaL_newlib(L, text_functions);
  return 1;
}

/* -- core.date ------------------------------------------------------------ */

static Date check_date(lua_State *L, int i) {
  Date d = { 0 };
  size_t n;
  const char *s = luaL_checklstring(L, i, &n);
  luaL_argcheck(L, n == DATE_LEN && date_read(s, &d) == 0, i, "a date YYYY-MM-DD expected");
  return d;
}

static int push_date(lua_State *L, Date d) {
  char s[DATE_LEN + 1];
  if (d.year < 1800 || d.year > 2999) return luaL_error(L, "date is out of range");
  date_write(&d, s);
  lua_pushlstring(L, s, DATE_LEN);
  return 1;
}

static int f_date_ok(lua_State *L) {
  size_t n;
  const char *s = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &n) : NULL;
  lua_pushboolean(L, s && date_ok(s, n));
  return 1;
}

static int f_now(lua_State *L) {
  char s[OS_TIME_LEN + 1];
  os_local_time(os_now(), s);
  lua_pushstring(L, s);
  return 1;
}

static int f_today(lua_State *L) {
  char s[OS_TIME_LEN + 1];
  os_local_time(os_now(), s);
  lua_pushlstring(L, s, DATE_LEN);
  return 1;
}

static int f_add_days(lua_State *L) {
  Date d = check_date(L, 1);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n > -1000000 && n < 1000000, 2, "too many days");
  return push_date(L, date_of_days(date_days(&d) + (long)n));
}

static int f_add_years(lua_State *L) {
  Date d = check_date(L, 1);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n > -2000 && n < 2000, 2, "too many years");
  return push_date(L, date_add_years(d, (int)n));
}

static int f_weekday(lua_State *L) {
  Date d = check_date(L, 1);
  lua_pushinteger(L, date_weekday(&d));
  return 1;
}

static int f_diff_days(lua_State *L) {
  Date a = check_date(L, 1), b = check_date(L, 2);
  lua_pushinteger(L, date_days(&b) - date_days(&a));
  return 1;
}

static const luaL_Reg date_functions[] = { { "ok", f_date_ok },          { "now", f_now },
                                           { "today", f_today },         { "add_days", f_add_days },
                                           { "add_years", f_add_years }, { "weekday", f_weekday },
                                           { "diff_days", f_diff_days }, { NULL, NULL } };

int luaopen_core_date(lua_State *L) {
  luaL_newlib(L, date_functions);
  return 1;
}

/* -- core.hash ------------------------------------------------------------ */

static int f_hex(lua_State *L) {
  unsigned char h[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  hash_of(s, n, h);
  hex_of(h, HASH_BYTES, hex);
  lua_pushlstring(L, hex, sizeof hex - 1);
  return 1;
}

static size_t check_random(lua_State *L) {
  lua_Integer n = luaL_checkinteger(L, 1);
  luaL_argcheck(L, n >= 0 && n <= RANDOM_MAX, 1, "a number of bytes up to 65536 expected");
  return (size_t)n;
}

static int f_random(lua_State *L) {
  size_t n = check_random(L);
  luaL_Buffer b;
  randombytes_buf(luaL_buffinitsize(L, &b, n), n);
  luaL_pushresultsize(&b, n);
  return 1;
}

static int f_random_hex(lua_State *L) {
  size_t n = check_random(L);
  unsigned char *raw = lua_newuserdatauv(L, n + 1, 0);
  luaL_Buffer b;
  randombytes_buf(raw, n);
  hex_of(raw, n, luaL_buffinitsize(L, &b, 2 * n + 1));
  luaL_pushresultsize(&b, 2 * n);
  return 1;
}

static const luaL_Reg hash_functions[] = {
  { "hex", f_hex }, { "random", f_random }, { "random_hex", f_random_hex }, { NULL, NULL }
};

int luaopen_core_hash(lua_State *L) {
  luaL_newlib(L, hash_functions);
  return 1;
}

/* -- core.asset ----------------------------------------------------------- */

static int f_asset_get(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  const Asset *a = host_dev(L) ? NULL : asset_find(name);
  if (a) {
    lua_pushlstring(L, (const char *)a->data, a->size);
    return 1;
  }
  Buf b = { 0 };
  if (host_asset(L, name, &b) == 0) return bind_push_buf(L, &b);
  buf_clear(&b);
  return 0;
}

static int f_asset_hash(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  const Asset *a = host_dev(L) ? NULL : asset_find(name);
  if (a) {
    lua_pushstring(L, a->hash);
    return 1;
  }
  unsigned char h[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  Buf b = { 0 };
  int rc = host_asset(L, name, &b);
  if (rc == 0) hash_of(buf_str(&b), b.n, h);
  buf_clear(&b);
  if (rc) return 0;
  hex_of(h, HASH_BYTES, hex);
  lua_pushstring(L, hex);
  return 1;
}

/* The names that are embedded; a development directory adds none. */
static int f_asset_list(lua_State *L) {
  size_t n;
  const char *prefix = luaL_optlstring(L, 1, "", &n);
  lua_newtable(L);
  for (unsigned i = asset_first(prefix), k = 1; i < asset_count; i++, k++) {
    if (strncmp(asset_table[i].name, prefix, n) != 0) break;
    lua_pushstring(L, asset_table[i].name);
    lua_rawseti(L, -2, (lua_Integer)k);
  }
  return 1;
}

static const luaL_Reg asset_functions[] = {
  { "get", f_asset_get }, { "hash", f_asset_hash }, { "list", f_asset_list }, { NULL, NULL }
};

int luaopen_core_asset(lua_State *L) {
  luaL_newlib(L, asset_functions);
  return 1;
}

/* -- core.file ------------------------------------------------------------ */

static int f_read(lua_State *L) {
  Err err = { 0 };
  Buf b = { 0 };
  const char *path = check_path(L, 1);
  lua_Integer max = luaL_optinteger(L, 2, 0);
  luaL_argcheck(L, max >= 0, 2, "a size expected");
  if (os_read_file(path, &b, (size_t)max, &err) == 0) return bind_push_buf(L, &b);
  buf_clear(&b);
  return bind_fail(L, &err);
}

static int f_write(lua_State *L) {
  Err err = { 0 };
  size_t n;
  const char *path = check_path(L, 1);
  const char *text = luaL_checklstring(L, 2, &n);
  return bind_done(L, os_write_atomic(path, text, n, &err), &err);
}

/* "file", "dir", "other", or false. */
static int f_exists(lua_State *L) {
  static const char *const names[] = { NULL, "file", "dir", "other" };
  const char *name = names[os_exists(check_path(L, 1))];
  if (name) lua_pushstring(L, name);
  else lua_pushboolean(L, 0);
  return 1;
}

static int f_stat(lua_State *L) {
  Err err = { 0 };
  uint64_t size = 0;
  int64_t changed = 0;
  if (os_stat(check_path(L, 1), &size, &changed, &err)) return bind_fail(L, &err);
  lua_pushinteger(L, (lua_Integer)size);
  lua_pushinteger(L, (lua_Integer)changed);
  return 2;
}

static int f_mkdir(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, os_mkdir(check_path(L, 1), &err), &err);
}

static int f_remove(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, os_remove(check_path(L, 1), &err), &err);
}

static int f_rename(lua_State *L) {
  Err err = { 0 };
  const char *from = check_path(L, 1), *to = check_path(L, 2);
  return bind_done(L, os_rename(from, to, &err), &err);
}

static int f_copy(lua_State *L) {
  Err err = { 0 };
  const char *from = check_path(L, 1), *to = check_path(L, 2);
  return bind_done(L, os_copy_file(from, to, &err), &err);
}

/* Names of the directory as "name\0k": gathered before Lua is touched, because
** an error raised inside the walk would lose its memory. */
static int gather(void *ctx, const char *name, int kind) {
  Buf *b = ctx;
  buf_add(b, name, strlen(name) + 1);
  return buf_putc(b, kind == OS_DIR ? 'd' : kind == OS_FILE ? 'f' : 'o');
}

static int push_names(lua_State *L) {
  const Buf *b = lua_touserdata(L, 1);
  lua_newtable(L);
  lua_newtable(L);
  lua_Integer k = 1;
  for (size_t i = 0; i < b->n; k++) {
    const char *name = b->p + i;
    i += strlen(name) + 2;
    lua_pushstring(L, name);
    lua_rawseti(L, -3, k);
    lua_pushstring(L, b->p[i - 1] == 'd' ? "dir" : b->p[i - 1] == 'f' ? "file" : "other");
    lua_setfield(L, -2, name);
  }
  return 2;
}

/* Sorted names, and what each is. */
static int f_list(lua_State *L) {
  Err err = { 0 };
  Buf b = { 0 };
  const char *path = check_path(L, 1);
  if (os_list(path, gather, &b, &err)) {
    if (b.oom) err_set(&err, ERR_NOMEM, "file.list", "не хватает памяти");
    buf_clear(&b);
    return bind_fail(L, &err);
  }
  lua_pushcfunction(L, push_names);
  lua_pushlightuserdata(L, &b);
  int rc = lua_pcall(L, 1, 2, 0);
  buf_clear(&b);
  return rc == LUA_OK ? 2 : lua_error(L);
}

static int f_free_space(lua_State *L) {
  Err err = { 0 };
  uint64_t n = 0;
  if (os_free_space(check_path(L, 1), &n, &err)) return bind_fail(L, &err);
  lua_pushinteger(L, n > INT64_MAX ? INT64_MAX : (lua_Integer)n);
  return 1;
}

static int f_exe_dir(lua_State *L) {
  Err err = { 0 };
  Buf b = { 0 };
  if (os_exe_dir(&b, &err) == 0) return bind_push_buf(L, &b);
  buf_clear(&b);
  return bind_fail(L, &err);
}

static int f_sync(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, os_sync(check_path(L, 1), &err), &err);
}

/* The value of file.lock: the lock, or NULL once it has been let go. */
#define LOCK "core.file.lock"

static int f_unlock(lua_State *L) {
  OsLock **lock = luaL_checkudata(L, 1, LOCK);
  os_unlock(*lock);
  *lock = NULL;
  return 0;
}

static const luaL_Reg lock_methods[] = {
  { "close", f_unlock }, { "__gc", f_unlock }, { "__close", f_unlock }, { NULL, NULL }
};

static int f_lock(lua_State *L) {
  Err err = { 0 };
  const char *path = check_path(L, 1);
  OsLock **lock = lua_newuserdatauv(L, sizeof *lock, 0);
  *lock = NULL;
  luaL_setmetatable(L, LOCK);
  return os_lock(path, lock, &err) == 0 ? 1 : bind_fail(L, &err);
}

static const luaL_Reg file_functions[] = { { "read", f_read },       { "write", f_write },
                                           { "exists", f_exists },   { "stat", f_stat },
                                           { "mkdir", f_mkdir },     { "list", f_list },
                                           { "remove", f_remove },   { "rename", f_rename },
                                           { "copy", f_copy },       { "free_space", f_free_space },
                                           { "exe_dir", f_exe_dir }, { "sync", f_sync },
                                           { "lock", f_lock },       { NULL, NULL } };

int luaopen_core_file(lua_State *L) {
  if (luaL_newmetatable(L, LOCK)) {
    luaL_setfuncs(L, lock_methods, 0);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, LOCK);
    lua_setfield(L, -2, "__metatable");
  }
  lua_pop(L, 1);
  luaL_newlib(L, file_functions);
  return 1;
}

/* -- core.os -------------------------------------------------------------- */

static int f_mono(lua_State *L) {
  lua_pushnumber(L, (lua_Number)os_mono_ns() / 1e9);
  return 1;
}

static int f_sleep(lua_State *L) {
  lua_Number ms = luaL_checknumber(L, 1);
  luaL_argcheck(L, ms >= 0 && ms <= 3600000, 1, "milliseconds up to an hour expected");
  os_sleep_ms((unsigned)ceil(ms));
  return 0;
}

static int f_open_url(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, os_open_url(luaL_checkstring(L, 1), &err), &err);
}

static int f_password(lua_State *L) {
  Err err = { 0 };
  Buf b = { 0 };
  int rc = os_read_line(luaL_optstring(L, 1, ""), 1, &b, &err);
  if (rc == 0) lua_pushlstring(L, buf_str(&b), b.n);
  if (b.p) sodium_memzero(b.p, b.cap);
  buf_clear(&b);
  return rc ? bind_fail(L, &err) : 1;
}

static int f_line(lua_State *L) {
  Err err = { 0 };
  Buf b = { 0 };
  if (os_read_line(luaL_optstring(L, 1, ""), 0, &b, &err) == 0) return bind_push_buf(L, &b);
  buf_clear(&b);
  return bind_fail(L, &err);
}

static int f_alert(lua_State *L) {
  os_alert(luaL_checkstring(L, 1));
  return 0;
}

static int f_env(lua_State *L) {
  lua_pushstring(L, os_env(luaL_checkstring(L, 1)));
  return 1;
}

static int f_is_tty(lua_State *L) {
  lua_pushboolean(L, os_stdin_is_tty());
  return 1;
}

static int print_to(lua_State *L, int stream) {
  Err err = { 0 };
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  return bind_done(L, os_print(stream, s, n, &err), &err);
}

static int f_stdout(lua_State *L) {
  return print_to(L, 1);
}

static int f_stderr(lua_State *L) {
  return print_to(L, 2);
}

static int f_stopping(lua_State *L) {
  lua_pushboolean(L, os_stopping());
  return 1;
}

static int f_unix_time(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)os_now());
  return 1;
}

static const luaL_Reg os_functions[] = { { "mono", f_mono },
                                         { "sleep", f_sleep },
                                         { "open_url", f_open_url },
                                         { "password", f_password },
                                         { "env", f_env },
                                         { "is_tty", f_is_tty },
                                         { "stdout", f_stdout },
                                         { "stderr", f_stderr },
                                         { "stopping", f_stopping },
                                         { "unix_time", f_unix_time },
                                         { "line", f_line },
                                         { "alert", f_alert },
                                         { NULL, NULL } };

int luaopen_core_os(lua_State *L) {
  luaL_newlib(L, os_functions);
  return 1;
}
