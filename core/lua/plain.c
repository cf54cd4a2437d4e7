/* plain.c -- see plain.h. */
#include "lua/plain.h"

#include <lauxlib.h>
#include <stdint.h>
#include <string.h>

enum { SEEN = 4096 };

/* Strings met before, by address: Lua keeps one copy of a short string. */
typedef struct Seen {
  const char *s;
  uint32_t at;
} Seen;

typedef struct Pack {
  lua_State *L;
  Seen seen[SEEN];
  uint32_t strings;
  Buf *out;
  size_t limit; /* of out->n */
  Err *err;
  int depth;
  const void *tables[PLAIN_DEPTH]; /* the tables around the current value */
  int keys[PLAIN_DEPTH];           /* stack indices of their current keys */
} Pack;

static int pack(Pack *p, int i);

/* The path of the current value: "calls.1.ctx". */
static int fail(Pack *p, const char *what) {
  char path[160];
  size_t n = 0;
  path[0] = '\0';
  for (int d = 0; d < p->depth && n + 24 < sizeof path; d++) {
    if (n) path[n++] = '.';
    if (lua_type(p->L, p->keys[d]) == LUA_TSTRING) {
      size_t len;
      const char *s = lua_tolstring(p->L, p->keys[d], &len);
      if (len > sizeof path - n - 2) len = sizeof path - n - 2;
      memcpy(path + n, s, len);
      path[n += len] = '\0';
    } else {
      char digits[24];
      size_t k = sizeof digits;
      lua_Integer v = lua_tointeger(p->L, p->keys[d]);
      lua_Unsigned u = v < 0 ? 0u - (lua_Unsigned)v : (lua_Unsigned)v;
      do digits[--k] = (char)('0' + u % 10);
      while ((u /= 10) != 0);
      if (v < 0) digits[--k] = '-';
      memcpy(path + n, digits + k, sizeof digits - k);
      path[n += sizeof digits - k] = '\0';
    }
  }
  return err_set(p->err, ERR_INPUT, "plain.pack", "%s%s%s%s", what, n ? " (поле «" : "", path,
                 n ? "»)" : "");
}

/* Room for n bytes at the end of the buffer, or NULL. */
static char *room(Pack *p, size_t n) {
  if (n > p->limit - p->out->n) {
    fail(p, "данных слишком много");
    return NULL;
  }
  if (p->out->cap - p->out->n <= n && buf_reserve(p->out, n < 4096 ? 65536 : n)) {
    err_set(p->err, ERR_NOMEM, "plain.pack", "не хватает памяти");
    return NULL;
  }
  return p->out->p + p->out->n;
}

static int put(Pack *p, const void *s, size_t n) {
  char *at = room(p, n);
  if (!at) return -1;
  memcpy(at, s, n);
  p->out->n += n;
  return 0;
}

static int put_tag(Pack *p, char tag, const void *s, size_t n) {
  char *at = room(p, n + 1);
  if (!at) return -1;
  *at = tag;
  memcpy(at + 1, s, n);
  p->out->n += n + 1;
  return 0;
}

static int pack_string(Pack *p, int i) {
  size_t n;
  const char *s = lua_tolstring(p->L, i, &n);
  uintptr_t h = (uintptr_t)s >> 4;
  Seen *e = &p->seen[(h ^ h >> 12) % SEEN];
  if (e->s == s) {
    /* A string met again takes four bytes and counts in full: the limit is on what it says. */
    if (n > p->limit - p->out->n) return fail(p, "данных слишком много");
    p->limit -= n;
    return put_tag(p, 'r', &e->at, sizeof e->at);
  }
  e->s = s;
  e->at = ++p->strings;
  return put_tag(p, 's', &n, sizeof n) || put(p, s, n) ? -1 : 0;
}

static int pack_key(Pack *p, int i) {
  if (lua_type(p->L, i) == LUA_TSTRING) return pack_string(p, i);
  if (!lua_isinteger(p->L, i)) {
    p->depth--; /* the path leads to the table, not to the odd key */
    int rc = fail(p, "ключи таблицы могут быть только строками и целыми числами");
    p->depth++;
    return rc;
  }
  lua_Integer v = lua_tointeger(p->L, i);
  return put_tag(p, 'i', &v, sizeof v);
}

static int enter(Pack *p, int i) {
  const void *t = lua_topointer(p->L, i);
  for (int d = 0; d < p->depth; d++)
    if (p->tables[d] == t) return fail(p, "таблица содержит сама себя");
  if (p->depth == PLAIN_DEPTH) return fail(p, "таблицы вложены слишком глубоко");
  if (!lua_checkstack(p->L, 4))
    return err_set(p->err, ERR_NOMEM, "plain.pack", "не хватает памяти");
  p->tables[p->depth] = t;
  p->keys[p->depth++] = lua_gettop(p->L) + 1;
  return 0;
}

static int pack_table(Pack *p, int i) {
  lua_State *L = p->L;
  size_t list = 0, named = 0, at = p->out->n + 1;
  if (enter(p, i)) return -1;
  int top = lua_gettop(L), rc = put_tag(p, 't', &list, sizeof list);
  if (rc == 0) rc = put(p, &named, sizeof named);
  lua_pushnil(L);
  while (rc == 0 && lua_next(L, i)) {
    *(lua_isinteger(L, -2) ? &list : &named) += 1;
    rc = pack_key(p, top + 1);
    if (rc == 0) rc = pack(p, top + 2);
    lua_settop(L, top + 1);
  }
  lua_settop(L, top);
  p->depth--;
  if (rc) return -1;
  memcpy(p->out->p + at, &list, sizeof list);
  memcpy(p->out->p + at + sizeof list, &named, sizeof named);
  char end = 'e';
  return put(p, &end, 1);
}

static int pack(Pack *p, int i) {
  lua_State *L = p->L;
  switch (lua_type(L, i)) {
    case LUA_TNIL: return put_tag(p, 'n', "", 0);
    case LUA_TBOOLEAN: return put_tag(p, lua_toboolean(L, i) ? '1' : '0', "", 0);
    case LUA_TSTRING: return pack_string(p, i);
    case LUA_TTABLE: return pack_table(p, i);
    case LUA_TNUMBER:
      if (lua_isinteger(L, i)) {
        lua_Integer v = lua_tointeger(L, i);
        return put_tag(p, 'i', &v, sizeof v);
      } else {
        lua_Number v = lua_tonumber(L, i);
        return put_tag(p, 'd', &v, sizeof v);
      }
    case LUA_TLIGHTUSERDATA:
      if (!lua_touserdata(L, i)) return put_tag(p, 'n', "", 0);
      return fail(p, "значение не может быть указателем");
    case LUA_TFUNCTION: return fail(p, "значение не может быть функцией");
    default: return fail(p, "значение не может быть объектом программы");
  }
}

int plain_pack(lua_State *L, int i, size_t max, Buf *out, Err *err) {
  Pack p = { 0 };
  int top = lua_gettop(L);
  p.L = L;
  p.out = out;
  p.limit = out->n + max;
  p.err = err;
  int rc = pack(&p, lua_absindex(L, i));
  lua_settop(L, top);
  return rc;
}

static const char *take(const char *s, void *v, size_t n) {
  memcpy(v, s, n);
  return s + n;
}

/* 'seen' is the stack place of the table of strings met, in the order of packing. */
static const char *unpack(lua_State *L, const char *s, int seen, lua_Integer *strings) {
  uint32_t at;
  size_t n, named;
  lua_Integer integer;
  lua_Number number;
  switch (*s++) {
    case '0': lua_pushboolean(L, 0); return s;
    case '1': lua_pushboolean(L, 1); return s;
    case 'i':
      s = take(s, &integer, sizeof integer);
      lua_pushinteger(L, integer);
      return s;
    case 'd':
      s = take(s, &number, sizeof number);
      lua_pushnumber(L, number);
      return s;
    case 's':
      s = take(s, &n, sizeof n);
      lua_pushlstring(L, s, n);
      lua_pushvalue(L, -1);
      lua_rawseti(L, seen, ++*strings);
      return s + n;
    case 'r':
      s = take(s, &at, sizeof at);
      lua_rawgeti(L, seen, at);
      return s;
    case 't':
      s = take(take(s, &n, sizeof n), &named, sizeof named);
      luaL_checkstack(L, 4, "plain");
      lua_createtable(L, n < 1000000 ? (int)n : 0, named < 1000000 ? (int)named : 0);
      while (*s != 'e') {
        s = unpack(L, unpack(L, s, seen, strings), seen, strings);
        lua_rawset(L, -3);
      }
      return s + 1;
    default: lua_pushnil(L); return s;
  }
}

void plain_unpack(lua_State *L, const Buf *b) {
  lua_Integer strings = 0;
  luaL_checkstack(L, 4, "plain");
  lua_createtable(L, 256, 0);
  int seen = lua_gettop(L);
  unpack(L, b->p, seen, &strings);
  lua_remove(L, seen);
}
