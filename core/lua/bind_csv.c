/* bind_csv.c -- core.csv: the reader of CSV tables (doc/csv.h).
**   local reader, err = csv.open(text [, {sep = ";"}])
**   reader()        array of fields | nil at the end | nil, err
**   reader:into(t)  refills t, returns the number of fields | nil [, err]
**   reader:line() reader:sep() reader:close() */
#include "doc/csv.h"

#include "lua/bind.h"

typedef struct Reader {
  Csv *csv; /* NULL when closed */
} Reader;

static int f_open(lua_State *L) {
  Err err = { 0 };
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  char sep = 0;
  if (!lua_isnoneornil(L, 2)) {
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_getfield(L, 2, "sep");
    size_t len = 1;
    const char *given = luaL_optlstring(L, -1, "", &len);
    luaL_argcheck(L, len <= 1, 2, "sep must be one character");
    sep = given[0];
  }
  Reader *r = lua_newuserdatauv(L, sizeof *r, 1);
  r->csv = NULL;
  luaL_setmetatable(L, "core.Csv");
  lua_pushvalue(L, 1); /* the reader points into the text */
  lua_setiuservalue(L, -2, 1);
  r->csv = csv_open(s, n, sep, &err);
  return r->csv ? 1 : bind_fail(L, &err);
}

static Csv *check_csv(lua_State *L) {
  Reader *r = luaL_checkudata(L, 1, "core.Csv");
  luaL_argcheck(L, r->csv, 1, "the reader is closed");
  return r->csv;
}

static int f_close(lua_State *L) {
  Reader *r = luaL_checkudata(L, 1, "core.Csv");
  Csv *c = r->csv;
  r->csv = NULL;
  csv_close(c);
  return 0;
}

static void push_fields(lua_State *L, int t, const CsvField *fields, int n) {
  for (int i = 0; i < n; i++) {
    lua_pushlstring(L, fields[i].s, fields[i].n);
    lua_rawseti(L, t, i + 1);
  }
}

static int f_next(lua_State *L) {
  Err err = { 0 };
  const CsvField *fields = NULL;
  int n = csv_row(check_csv(L), &fields, &err);
  if (n < 0) return bind_fail(L, &err);
  if (n == 0) return 0;
  lua_createtable(L, n, 0);
  push_fields(L, lua_gettop(L), fields, n);
  return 1;
}

static int f_into(lua_State *L) {
  Err err = { 0 };
  const CsvField *fields = NULL;
  luaL_checktype(L, 2, LUA_TTABLE);
  int n = csv_row(check_csv(L), &fields, &err);
  if (n < 0) return bind_fail(L, &err);
  if (n == 0) return 0;
  push_fields(L, 2, fields, n);
  for (lua_Integer i = (lua_Integer)lua_rawlen(L, 2); i > n; i--) {
    lua_pushnil(L);
    lua_rawseti(L, 2, i);
  }
  lua_pushinteger(L, n);
  return 1;
}

static int f_line(lua_State *L) {
  lua_pushinteger(L, csv_line(check_csv(L)));
  return 1;
}

static int f_sep(lua_State *L) {
  char sep = csv_sep(check_csv(L));
  lua_pushlstring(L, &sep, 1);
  return 1;
}

static const luaL_Reg methods[] = {
  { "into", f_into }, { "line", f_line }, { "sep", f_sep }, { "close", f_close }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
  { "__call", f_next }, { "__gc", f_close }, { "__close", f_close }, { NULL, NULL }
};

static const luaL_Reg functions[] = { { "open", f_open }, { NULL, NULL } };

int luaopen_core_csv(lua_State *L) {
  luaL_newmetatable(L, "core.Csv");
  luaL_setfuncs(L, meta, 0);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  luaL_newlib(L, functions);
  return 1;
}
