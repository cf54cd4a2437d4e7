/* bind_json.c -- core.json: the canonical JSON writer (base/json.h) for Lua values. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lua/bind.h"

enum { DEPTH_MAX = 100 };

static int encode(lua_State *L, int i, Buf *out, int depth, Err *err);

typedef struct Key {
  const char *s; /* borrowed from the table */
  size_t n;
} Key;

static int compare_keys(const void *a, const void *b) {
  const Key *x = a, *y = b;
  int c = memcmp(x->s, y->s, x->n < y->n ? x->n : y->n);
  return c ? c : (x->n > y->n) - (x->n < y->n);
}

static int bad(Err *err, const char *what) {
  return err_set(err, ERR_BUG, "json.encode", "%s", what);
}

/* The number of entries of the table at 'i'; '*strings' counts string keys. */
static size_t count_keys(lua_State *L, int i, size_t *strings) {
  size_t n = 0;
  *strings = 0;
  lua_pushnil(L);
  while (lua_next(L, i)) {
    n++;
    if (lua_type(L, -2) == LUA_TSTRING) ++*strings;
    lua_pop(L, 1);
  }
  return n;
}

static int encode_list(lua_State *L, int i, size_t n, Buf *out, int depth, Err *err) {
  if (buf_putc(out, '[')) return -1;
  for (size_t k = 1; k <= n; k++) {
    if (k > 1 && buf_putc(out, ',')) return -1;
    lua_rawgeti(L, i, (lua_Integer)k);
    int rc = encode(L, lua_gettop(L), out, depth + 1, err);
    lua_pop(L, 1);
    if (rc) return rc;
  }
  return buf_putc(out, ']');
}

static int encode_sorted(lua_State *L, int i, Key *keys, size_t n, Buf *out, int depth, Err *err) {
  if (buf_putc(out, '{')) return -1;
  for (size_t k = 0; k < n; k++) {
    if (k > 0 && buf_putc(out, ',')) return -1;
    if (!text_utf8_ok(keys[k].s, keys[k].n)) return bad(err, "a key is not UTF-8");
    if (json_str(out, keys[k].s, keys[k].n) || buf_putc(out, ':')) return -1;
    lua_pushlstring(L, keys[k].s, keys[k].n);
    lua_rawget(L, i);
    int rc = encode(L, lua_gettop(L), out, depth + 1, err);
    lua_pop(L, 1);
    if (rc) return rc;
  }
  return buf_putc(out, '}');
}

/* The keys live in a userdata, so that a raised error frees them. */
static int encode_map(lua_State *L, int i, size_t n, Buf *out, int depth, Err *err) {
  Key *keys = lua_newuserdatauv(L, (n + 1) * sizeof *keys, 0);
  size_t k = 0;
  lua_pushnil(L);
  while (lua_next(L, i)) {
    keys[k].s = lua_tolstring(L, -2, &keys[k].n);
    k++;
    lua_pop(L, 1);
  }
  qsort(keys, n, sizeof *keys, compare_keys);
  int rc = encode_sorted(L, i, keys, n, out, depth, err);
  lua_pop(L, 1);
  return rc;
}

static int is_marked(lua_State *L, int i) {
  if (!lua_getmetatable(L, i)) return 0;
  luaL_getmetatable(L, "core.json.array");
  int same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

static int encode_table(lua_State *L, int i, Buf *out, int depth, Err *err) {
  size_t strings, n = count_keys(L, i, &strings);
  if (depth > DEPTH_MAX) return bad(err, "a table is nested too deep or holds itself");
  if (is_marked(L, i) || (n > 0 && strings == 0)) {
    if (lua_rawlen(L, i) != n) return bad(err, "a list has holes or other keys");
    return encode_list(L, i, n, out, depth, err);
  }
  if (strings != n) return bad(err, "a table mixes a list with named fields, or has odd keys");
  return encode_map(L, i, n, out, depth, err);
}

static int encode_string(lua_State *L, int i, Buf *out, Err *err) {
  size_t n;
  const char *s = lua_tolstring(L, i, &n);
  if (!text_utf8_ok(s, n)) return bad(err, "a string is not UTF-8 text");
  return json_str(out, s, n);
}

/* 0; -1 with *err set, or with out->oom. */
static int encode(lua_State *L, int i, Buf *out, int depth, Err *err) {
  luaL_checkstack(L, 8, "json");
  switch (lua_type(L, i)) {
    case LUA_TNIL: return buf_puts(out, "null");
    case LUA_TBOOLEAN: return json_bool(out, lua_toboolean(L, i));
    case LUA_TSTRING: return encode_string(L, i, out, err);
    case LUA_TTABLE: return encode_table(L, i, out, depth, err);
    case LUA_TNUMBER:
      if (lua_isinteger(L, i)) return json_int(out, lua_tointeger(L, i));
      if (json_num(out, lua_tonumber(L, i)) == 0 || out->oom) return out->oom ? -1 : 0;
      return bad(err, "a number is infinite or not a number");
    case LUA_TLIGHTUSERDATA:
      if (lua_touserdata(L, i) == NULL) return buf_puts(out, "null");
      return bad(err, "userdata cannot be written as JSON");
    default: return bad(err, "only plain values can be written as JSON");
  }
}

static int free_buf(lua_State *L) {
  buf_clear(lua_touserdata(L, 1));
  return 0;
}

/* encode(v) -> text; raises on values that JSON cannot hold. */
static int f_encode(lua_State *L) {
  Err err = { 0 };
  luaL_checkany(L, 1);
  lua_settop(L, 1);
  Buf *out = lua_newuserdatauv(L, sizeof *out, 0);
  memset(out, 0, sizeof *out);
  luaL_setmetatable(L, "core.json.buf");
  if (encode(L, 1, out, 0, &err))
    return luaL_error(L, "json.encode: %s", out->oom ? "not enough memory" : err.msg);
  lua_pushlstring(L, buf_str(out), out->n);
  buf_clear(out);
  return 1;
}

/* array(t) -> t, marked as a list even when it is empty. */
static int f_array(lua_State *L) {
  if (lua_isnoneornil(L, 1)) {
    lua_settop(L, 0);
    lua_newtable(L);
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  luaL_setmetatable(L, "core.json.array");
  return 1;
}

static int f_is_array(lua_State *L) {
  lua_pushboolean(L, lua_istable(L, 1) && is_marked(L, 1));
  return 1;
}

static const luaL_Reg functions[] = {
  { "encode", f_encode }, { "array", f_array }, { "is_array", f_is_array }, { NULL, NULL }
};

int luaopen_core_json(lua_State *L) {
  luaL_newmetatable(L, "core.json.array");
  luaL_newmetatable(L, "core.json.buf");
  lua_pushcfunction(L, free_buf);
  lua_setfield(L, -2, "__gc");
  luaL_newlib(L, functions);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "null");
  return 1;
}
