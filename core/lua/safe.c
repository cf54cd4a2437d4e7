/* safe.c -- see safe.h. */
#include "lua/safe.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#include "lua/pattern.h"
#include "lua/sandbox.h"

enum {
  LIST_MAX = 100000,  /* elements of a list that table functions accept */
  UNPACK_MAX = 1000,  /* values from unpack and byte */
  TEXT_MAX = 1 << 20, /* bytes of a string that rep and concat may make */
  NUMBER_MAX = 100,   /* bytes of a string that tonumber looks at */
  CALL_UNITS = 4      /* what calling a C function costs at least */
};

/* -- base ----------------------------------------------------------------- */

/* An address would differ from run to run, so that other values show only
** what they are. */
static int f_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  switch (lua_type(L, 1)) {
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING: luaL_tolstring(L, 1, NULL); break;
    default: lua_pushstring(L, luaL_typename(L, 1));
  }
  return 1;
}

/* Upvalue 1: the standard tonumber. */
static int f_tonumber(lua_State *L) {
  if (lua_type(L, 1) == LUA_TSTRING && lua_rawlen(L, 1) > NUMBER_MAX) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

static int f_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  int ok = sandbox_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0) == LUA_OK;
  lua_pushboolean(L, ok);
  lua_insert(L, 1);
  return lua_gettop(L);
}

static int f_xpcall(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_replace(L, 1);
  lua_replace(L, 2);
  int ok = sandbox_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 1) == LUA_OK;
  lua_pushboolean(L, ok);
  lua_replace(L, 1);
  return lua_gettop(L);
}

/* -- lists ---------------------------------------------------------------- */

static lua_Integer check_list(lua_State *L, int i) {
  luaL_checktype(L, i, LUA_TTABLE);
  lua_Unsigned n = lua_rawlen(L, i);
  if (n > LIST_MAX) luaL_error(L, "список длиннее %d элементов или с пропусками", LIST_MAX);
  return (lua_Integer)n;
}

static int f_insert(lua_State *L) {
  lua_Integer n = check_list(L, 1), at = n + 1;
  int count = lua_gettop(L);
  if (count == 3) at = luaL_checkinteger(L, 2);
  else if (count != 2) return luaL_error(L, "wrong number of arguments to 'insert'");
  luaL_argcheck(L, at >= 1 && at <= n + 1, 2, "position out of bounds");
  sandbox_charge(L, (uint64_t)(CALL_UNITS + n + 1 - at));
  for (lua_Integer i = n; i >= at; i--) {
    lua_rawgeti(L, 1, i);
    lua_rawseti(L, 1, i + 1);
  }
  lua_pushvalue(L, count);
  lua_rawseti(L, 1, at);
  return 0;
}

static int f_remove(lua_State *L) {
  lua_Integer n = check_list(L, 1), at = luaL_optinteger(L, 2, n);
  if (lua_gettop(L) > 1)
    luaL_argcheck(L, (at >= 1 && at <= n + 1) || (n == 0 && at == 0), 2, "position out of bounds");
  sandbox_charge(L, (uint64_t)(CALL_UNITS + (at <= n ? n - at : 0)));
  lua_rawgeti(L, 1, at);
  for (lua_Integer i = at; i < n; i++) {
    lua_rawgeti(L, 1, i + 1);
    lua_rawseti(L, 1, i);
  }
  if (at <= n && at >= 1) {
    lua_pushnil(L);
    lua_rawseti(L, 1, n);
  }
  return 1;
}

static int f_concat(lua_State *L) {
  size_t len, total = 0;
  lua_Integer n = check_list(L, 1);
  const char *sep = luaL_optlstring(L, 2, "", &len);
  lua_Integer i = luaL_optinteger(L, 3, 1), last = luaL_optinteger(L, 4, n);
  if (i > last) {
    lua_pushliteral(L, "");
    return 1;
  }
  luaL_argcheck(L, i >= 1 && last <= LIST_MAX, 3, "range is too long");
  sandbox_charge(L, (uint64_t)(CALL_UNITS + last - i));
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (; i <= last; i++) {
    if (lua_rawgeti(L, 1, i) != LUA_TSTRING && !lua_isnumber(L, -1))
      return luaL_error(L, "invalid value (at index %I) in table for 'concat'", (LUAI_UACINT)i);
    total += (lua_type(L, -1) == LUA_TSTRING ? lua_rawlen(L, -1) : 24) + len;
    if (total > TEXT_MAX) return luaL_error(L, "строка длиннее 1 МБ");
    luaL_addvalue(&b);
    if (i < last) luaL_addlstring(&b, sep, len);
  }
  luaL_pushresult(&b);
  sandbox_charge(L, total / 32);
  return 1;
}

static int f_unpack(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer i = luaL_optinteger(L, 2, 1);
  lua_Integer last =
      lua_isnoneornil(L, 3) ? (lua_Integer)lua_rawlen(L, 1) : luaL_checkinteger(L, 3);
  if (i > last) return 0;
  if ((lua_Unsigned)last - (lua_Unsigned)i >= UNPACK_MAX)
    return luaL_error(L, "unpack: больше %d значений", UNPACK_MAX);
  int n = (int)(last - i) + 1;
  luaL_checkstack(L, n, "unpack");
  sandbox_charge(L, (uint64_t)(CALL_UNITS + n));
  for (int k = 0; k < n; k++) lua_rawgeti(L, 1, i + k);
  return n;
}

/* -- order ---------------------------------------------------------------- */

/* The same on every machine: numbers, strings by bytes, nothing else. */
static int less_default(lua_State *L, int a, int b) {
  int ta = lua_type(L, a), tb = lua_type(L, b);
  if (ta == LUA_TNUMBER && tb == LUA_TNUMBER) return lua_compare(L, a, b, LUA_OPLT);
  if (ta != LUA_TSTRING || tb != LUA_TSTRING)
    return luaL_error(L, "attempt to compare %s with %s", lua_typename(L, ta), lua_typename(L, tb));
  size_t na, nb;
  const char *sa = lua_tolstring(L, a, &na), *sb = lua_tolstring(L, b, &nb);
  size_t n = na < nb ? na : nb;
  sandbox_charge(L, 1 + n / 32);
  int c = memcmp(sa, sb, n);
  return c ? c < 0 : na < nb;
}

/* Keys of any mix: numbers before booleans before strings. */
static int less_key(lua_State *L, int a, int b) {
  static const int rank[] = { 0, 2, 0, 1, 3 }; /* nil, boolean, light, number, string */
  int ta = lua_type(L, a), tb = lua_type(L, b);
  if (ta != tb) return rank[ta] < rank[tb];
  if (ta == LUA_TBOOLEAN) return !lua_toboolean(L, a) && lua_toboolean(L, b);
  return less_default(L, a, b);
}

typedef int (*Less)(lua_State *L, int a, int b);

/* The comparator is the function at stack index 2. */
static int less_called(lua_State *L, int a, int b) {
  lua_pushvalue(L, 2);
  lua_pushvalue(L, a);
  lua_pushvalue(L, b);
  lua_call(L, 2, 1);
  int less = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return less;
}

/* Merge the runs [lo, mid) and [mid, hi) of table 'from' into 'to'. */
static void merge(lua_State *L, int from, int to, lua_Integer lo, lua_Integer mid, lua_Integer hi,
                  Less less) {
  lua_Integer i = lo, j = mid;
  int top = lua_gettop(L);
  sandbox_charge(L, (uint64_t)(hi - lo));
  for (lua_Integer k = lo; k < hi; k++) {
    int right = i >= mid;
    if (!right && j < hi) {
      lua_rawgeti(L, from, i);
      lua_rawgeti(L, from, j);
      right = less(L, top + 2, top + 1);
      lua_settop(L, top);
    }
    lua_rawgeti(L, from, right ? j++ : i++);
    lua_rawseti(L, to, k);
  }
}

/* Sort the n elements of the table at 't' (a copy of our own) and return the index
** of the table that holds them in order: 't' or a new one on the top.  A merge
** sort: stable, n log n whatever the comparator answers, no random choice. */
static int merge_sort(lua_State *L, int t, lua_Integer n, Less less) {
  lua_createtable(L, (int)n, 0);
  int from = t, to = lua_gettop(L);
  for (lua_Integer width = 1; width < n; width *= 2) {
    for (lua_Integer lo = 1; lo <= n; lo += 2 * width) {
      lua_Integer mid = lo + width, hi = lo + 2 * width;
      if (mid > n + 1) mid = n + 1;
      if (hi > n + 1) hi = n + 1;
      merge(L, from, to, lo, mid, hi, less);
    }
    int was = from;
    from = to;
    to = was;
  }
  return from;
}

static int f_sort(lua_State *L) {
  lua_Integer n = check_list(L, 1);
  Less less = less_default;
  if (!lua_isnoneornil(L, 2)) {
    luaL_checktype(L, 2, LUA_TFUNCTION);
    less = less_called;
  }
  lua_settop(L, 2);
  lua_createtable(L, (int)n, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    if (lua_rawgeti(L, 1, i) == LUA_TNIL) return luaL_error(L, "список с пропусками");
    lua_rawseti(L, 3, i);
  }
  int sorted = merge_sort(L, 3, n, less);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, sorted, i);
    lua_rawseti(L, 1, i);
  }
  return 0;
}

/* Upvalues: the keys in order, the table, the last place. */
static int next_pair(lua_State *L) {
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));
  for (;;) {
    lua_settop(L, 0);
    if (lua_rawgeti(L, lua_upvalueindex(1), ++i) == LUA_TNIL) return 1;
    lua_pushvalue(L, 1);
    if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) break;
  }
  lua_pushinteger(L, i);
  lua_replace(L, lua_upvalueindex(3));
  return 2;
}

int safe_pairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_newtable(L);
  lua_Integer n = 0;
  int sorted = 1;
  lua_pushnil(L);
  while (lua_next(L, 1)) { /* stack: t, keys, key, value */
    int type = lua_type(L, 3);
    if (type != LUA_TNUMBER && type != LUA_TSTRING && type != LUA_TBOOLEAN)
      return luaL_error(L, "pairs: ключи таблицы могут быть только строками и числами");
    if (++n > LIST_MAX) return luaL_error(L, "pairs: в таблице больше %d полей", LIST_MAX);
    lua_pushvalue(L, 3);
    lua_rawseti(L, 2, n);
    if (sorted && n > 1) {
      lua_rawgeti(L, 2, n - 1);
      sorted = less_key(L, 5, 3);
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
  }
  sandbox_charge(L, (uint64_t)(CALL_UNITS + n));
  int keys = sorted ? 2 : merge_sort(L, 2, n, less_key);
  lua_pushvalue(L, keys);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_pair, 3);
  return 1;
}

/* -- strings -------------------------------------------------------------- */

static int f_rep(lua_State *L) {
  size_t len, seplen;
  const char *s = luaL_checklstring(L, 1, &len);
  lua_Integer n = luaL_checkinteger(L, 2);
  const char *sep = luaL_optlstring(L, 3, "", &seplen);
  if (n <= 0 || len + seplen == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  if (len + seplen > TEXT_MAX || n > (lua_Integer)(TEXT_MAX / (len + seplen)))
    return luaL_error(L, "rep: строка длиннее 1 МБ");
  sandbox_charge(L, CALL_UNITS + (uint64_t)n);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  while (n-- > 0) {
    luaL_addlstring(&b, s, len);
    if (n > 0) luaL_addlstring(&b, sep, seplen);
  }
  luaL_pushresult(&b);
  return 1;
}

static size_t place(lua_Integer i, size_t len, size_t low, size_t high) {
  if (i < 0) i = i < -(lua_Integer)len ? 0 : (lua_Integer)len + i + 1;
  if (i < (lua_Integer)low) return low;
  return i > (lua_Integer)high ? high : (size_t)i;
}

static int f_byte(lua_State *L) {
  size_t len;
  const char *s = luaL_checklstring(L, 1, &len);
  lua_Integer from = luaL_optinteger(L, 2, 1);
  size_t i = place(from, len, 1, len + 1),
         j = place(luaL_optinteger(L, 3, (lua_Integer)i), len, 0, len);
  if (i > j) return 0;
  if (j - i >= UNPACK_MAX) return luaL_error(L, "byte: больше %d значений", UNPACK_MAX);
  luaL_checkstack(L, (int)(j - i) + 1, "byte");
  for (size_t k = i; k <= j; k++) lua_pushinteger(L, (unsigned char)s[k - 1]);
  return (int)(j - i) + 1;
}

/* The conversion after '%', or NULL when it is not one of the plain ones:
** no %p and %q, no width above 99. */
static const char *conversion(const char *s) {
  s += strspn(s, "-+ #0");
  for (int i = 0; i < 2 && *s >= '0' && *s <= '9'; i++) s++;
  if (*s == '.') {
    s++;
    for (int i = 0; i < 2 && *s >= '0' && *s <= '9'; i++) s++;
  }
  return *s && strchr("cdioxXeEfgGs", *s) ? s : NULL;
}

/* Upvalue 1: the standard format. */
static int f_format(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n), *end = s + n;
  int arg = 1, top = lua_gettop(L);
  uint64_t cost = n;
  while ((s = memchr(s, '%', (size_t)(end - s))) != NULL) {
    if (*++s == '%') {
      s++;
      continue;
    }
    s = conversion(s);
    if (!s) return luaL_error(L, "format: недопустимый шаблон");
    arg++;
    if (*s++ != 's' || arg > top) continue;
    int type = lua_type(L, arg);
    luaL_argcheck(L, type <= LUA_TSTRING && type != LUA_TLIGHTUSERDATA, arg,
                  "строка или число expected");
    if (type == LUA_TSTRING) cost += lua_rawlen(L, arg);
  }
  if (cost > TEXT_MAX) return luaL_error(L, "format: строка длиннее 1 МБ");
  sandbox_charge(L, CALL_UNITS + (uint64_t)top * 8 + cost / 8);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, top, 1);
  return 1;
}

/* -- tables of functions -------------------------------------------------- */

/* Copy the named functions of the loaded library 'from' into the table at the
** top. */
static void copy_from(lua_State *L, const char *from, const char *const *names) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, from);
  for (; *names; names++) {
    lua_getfield(L, -1, *names);
    lua_setfield(L, -4, *names);
  }
  lua_pop(L, 2);
}

/* t[name] = 'f' as a closure over the standard function of that name. */
static void wrap(lua_State *L, const char *from, const char *name, lua_CFunction f) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, from);
  lua_getfield(L, -1, name);
  lua_pushcclosure(L, f, 1);
  lua_setfield(L, -4, name);
  lua_pop(L, 2);
}

static void push_string(lua_State *L) {
  static const char *const names[] = { "char", "len", "lower", "reverse", "sub", "upper", NULL };
  static const luaL_Reg own[] = { { "byte", f_byte }, { "rep", f_rep }, { NULL, NULL } };
  lua_newtable(L);
  copy_from(L, LUA_STRLIBNAME, names);
  luaL_setfuncs(L, own, 0);
  wrap(L, LUA_STRLIBNAME, "format", f_format);
}

static void push_table(lua_State *L) {
  static const char *const names[] = { "pack", NULL };
  static const luaL_Reg own[] = { { "concat", f_concat }, { "insert", f_insert },
                                  { "remove", f_remove }, { "sort", f_sort },
                                  { "unpack", f_unpack }, { NULL, NULL } };
  lua_newtable(L);
  copy_from(L, LUA_TABLIBNAME, names);
  luaL_setfuncs(L, own, 0);
}

static void push_math(lua_State *L) {
  static const char *const names[] = { "abs", "ceil",       "floor",     "fmod",       "huge",
                                       "max", "maxinteger", "min",       "mininteger", "modf",
                                       "pi",  "sqrt",       "tointeger", "type",       NULL };
  lua_newtable(L);
  copy_from(L, LUA_MATHLIBNAME, names);
}

static void push_common(lua_State *L) {
  static const char *const names[] = { "assert", "error", "ipairs", "select", "type", NULL };
  lua_newtable(L);
  copy_from(L, LUA_GNAME, names);
  lua_pushcfunction(L, f_tostring);
  lua_setfield(L, -2, "tostring");
  wrap(L, LUA_GNAME, "tonumber", f_tonumber);
  push_table(L);
  lua_setfield(L, -2, "table");
  push_math(L);
  lua_setfield(L, -2, "math");
  push_string(L);
  lua_setfield(L, -2, "string");
}

void safe_push_policy(lua_State *L) {
  push_common(L);
  lua_pushcfunction(L, safe_pairs);
  lua_setfield(L, -2, "pairs");
}

static int f_unknown(lua_State *L) {
  return luaL_error(L, "unknown global name '%s' in the policy library",
                    luaL_tolstring(L, 2, NULL));
}

void safe_push_library(lua_State *L) {
  static const char *const names[] = { "getmetatable", "next",         "pairs",
                                       "rawequal",     "rawget",       "rawlen",
                                       "rawset",       "setmetatable", NULL };
  static const char *const utf8_names[] = { "char", "charpattern", "codepoint", "codes",
                                            "len",  "offset",      NULL };
  static const luaL_Reg own[] = { { "pcall", f_pcall }, { "xpcall", f_xpcall }, { NULL, NULL } };
  push_common(L);
  copy_from(L, LUA_GNAME, names);
  luaL_setfuncs(L, own, 0);
  lua_getfield(L, -1, "string");
  pattern_open(L);
  lua_pop(L, 1);
  lua_newtable(L);
  copy_from(L, LUA_UTF8LIBNAME, utf8_names);
  lua_setfield(L, -2, "utf8");
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, f_unknown);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, f_unknown);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

void safe_open(lua_State *L) {
  static const luaL_Reg libraries[] = {
    { LUA_GNAME, luaopen_base },       { LUA_STRLIBNAME, luaopen_string },
    { LUA_TABLIBNAME, luaopen_table }, { LUA_MATHLIBNAME, luaopen_math },
    { LUA_UTF8LIBNAME, luaopen_utf8 }, { NULL, NULL }
  };
  for (const luaL_Reg *lib = libraries; lib->name; lib++) {
    luaL_requiref(L, lib->name, lib->func, 0);
    lua_pop(L, 1);
  }
  lua_pushliteral(L, "");
  lua_createtable(L, 0, 2);
  push_string(L);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0); /* getmetatable("") in the library gives nothing to change */
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}
