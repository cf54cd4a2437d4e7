/* bind_store.c -- core.store: the school's data for Lua.
** Writes go by verb, reads by named query; there is no SQL here. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "data/audit.h"
#include "data/ledger.h"
#include "data/query.h"
#include "data/snap.h"
#include "lua/bind.h"
#include "lua/host.h"
#include "os/os.h"

#define STORE_META "core.Store"
#define SNAP_META  "core.Snap"

typedef struct Box {
  Store *s;
} Box;

typedef struct SnapBox {
  Snap *c;
} SnapBox;

static Store *check_store(lua_State *L) {
  Box *b = luaL_checkudata(L, 1, STORE_META);
  if (b->s == NULL) luaL_error(L, "store is closed");
  return b->s;
}

static const unsigned char *check_key(lua_State *L, int arg) {
  size_t n;
  const char *k = luaL_checklstring(L, arg, &n);
  luaL_argcheck(L, n == STORE_KEY_BYTES, arg, "key of 32 bytes expected");
  return (const unsigned char *)k;
}

static KindState *check_kind(lua_State *L, Store *s, int arg) {
  const char *name = luaL_checkstring(L, arg);
  KindState *ks = derive_state(s, name);
  if (ks == NULL) luaL_error(L, "no kind '%s'", name);
  return ks;
}

/* -- opening ---------------------------------------------------------- */

static Box *new_box(lua_State *L) {
  Box *b = lua_newuserdatauv(L, sizeof *b, 0);
  b->s = NULL;
  luaL_setmetatable(L, STORE_META);
  return b;
}

static const char *opt_string(lua_State *L, int arg, const char *name, size_t *n) {
  if (!lua_istable(L, arg)) return NULL;
  lua_getfield(L, arg, name);
  const char *v = lua_tolstring(L, -1, n);
  lua_pop(L, 1); /* the table keeps it */
  return v;
}

static int opt_bool(lua_State *L, int arg, const char *name) {
  if (!lua_istable(L, arg)) return 0;
  lua_getfield(L, arg, name);
  int v = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return v;
}

/* With a development directory the queries on disk come before the embedded ones. */
static int dev_queries(lua_State *L, Store *s, Err *err) {
  static const char prefix[] = "assets/schema/queries_";
  int rc = 0;
  if (host_dev(L) == NULL) return 0;
  for (unsigned i = asset_first(prefix); i < asset_count && rc == 0; i++) {
    Buf text = { 0 };
    const char *name = asset_table[i].name;
    if (strncmp(name, prefix, sizeof prefix - 1) != 0) break;
    if (host_asset(L, name, &text) == 0 && text.n > 0) rc = query_load(s, text.p, text.n, err);
    buf_clear(&text);
  }
  return rc;
}

static int give(lua_State *L, Box *b, Err *err) {
  if (b->s != NULL && dev_queries(L, b->s, err) != 0) {
    store_close(b->s);
    b->s = NULL;
  }
  return b->s != NULL ? 1 : bind_fail(L, err);
}

static int f_create(lua_State *L) {
  Err err = { 0 };
  size_t n = 0;
  const char *path = luaL_checkstring(L, 1);
  const unsigned char *key = check_key(L, 2);
  const char *seed = opt_string(L, 3, "device_seed", &n);
  luaL_argcheck(L, seed == NULL || n == STORE_SEED_BYTES, 3, "device_seed of 32 bytes expected");
  Box *b = new_box(L);
  b->s = store_create(path, key, (const unsigned char *)seed, &err);
  return give(L, b, &err);
}

static int f_open(lua_State *L) {
  Err err = { 0 };
  const char *path = luaL_checkstring(L, 1);
  const unsigned char *key = check_key(L, 2);
  int readonly = opt_bool(L, 3, "readonly");
  Box *b = new_box(L);
  b->s = store_open(path, key, readonly, &err);
  return give(L, b, &err);
}

static int f_close(lua_State *L) {
  Box *b = luaL_checkudata(L, 1, STORE_META);
  Store *s = b->s;
  b->s = NULL;
  store_close(s);
  return 0;
}

/* -- values ---------------------------------------------------------- */

/* Read the value on the top of the stack for a field; it must stay on the stack or
** in a table while the Value lives. */
static void to_value(lua_State *L, const Kind *k, int i, Value *v) {
  const Field *f = &k->fields[i];
  size_t n = 0;
  *v = (Value){ 0 };
  switch (lua_type(L, -1)) {
    case LUA_TNIL: return;
    case LUA_TLIGHTUSERDATA: /* json.null */ v->set = 2; return;
    case LUA_TBOOLEAN:
      if (f->type != FIELD_BOOL) luaL_error(L, "%s.%s: boolean not expected", k->name, f->name);
      *v = (Value){ 1, NULL, 0, lua_toboolean(L, -1) };
      return;
    case LUA_TNUMBER:
      if (f->type == FIELD_INT || f->type == FIELD_BOOL) {
        int whole;
        lua_Integer x = lua_tointegerx(L, -1, &whole);
        if (!whole) luaL_error(L, "%s.%s: whole number expected", k->name, f->name);
        *v = (Value){ 1, NULL, 0, f->type == FIELD_BOOL ? x != 0 : x };
        return;
      }
      luaL_error(L, "%s.%s: text expected, got a number", k->name, f->name);
      return;
    case LUA_TSTRING:
      if (f->type == FIELD_INT || f->type == FIELD_BOOL)
        luaL_error(L, "%s.%s: number expected, got text", k->name, f->name);
      v->s = lua_tolstring(L, -1, &n);
      v->n = (int)n;
      v->set = 1;
      return;
    default: luaL_error(L, "%s.%s: %s not expected", k->name, f->name, luaL_typename(L, -1));
  }
}

/* Values from a table of fields; an unknown field raises. */
static void check_values_arg(lua_State *L, const KindState *ks, int arg, Value *v) {
  luaL_checktype(L, arg, LUA_TTABLE);
  memset(v, 0, sizeof *v * KIND_FIELDS_MAX);
  for (lua_pushnil(L); lua_next(L, arg) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING)
      luaL_error(L, "%s: field names are strings", ks->kind->name);
    const char *name = lua_tostring(L, -2);
    int i = kind_field(ks->kind, name);
    if (i < 0) luaL_error(L, "%s has no field '%s'", ks->kind->name, name);
    to_value(L, ks->kind, i, &v[i]);
  }
}

/* The subject of argument 'arg': a string, or a table with the key fields. */
static const char *check_subject(lua_State *L, const KindState *ks, int arg, size_t *n) {
  if (lua_type(L, arg) == LUA_TSTRING) return lua_tolstring(L, arg, n);
  luaL_checktype(L, arg, LUA_TTABLE);
  luaL_Buffer buf;
  luaL_buffinit(L, &buf);
  for (int i = 0; i < ks->kind->nkey; i++) {
    if (i > 0) luaL_addchar(&buf, '|');
    lua_getfield(L, arg, ks->kind->fields[i].name);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      lua_pushliteral(L, "");
    }
    luaL_addvalue(&buf);
  }
  luaL_pushresult(&buf);
  lua_replace(L, arg);
  return lua_tolstring(L, arg, n);
}

/* -- writing ---------------------------------------------------------- */

static int grant_kinds(lua_State *L, Store *s, int arg, Err *err) {
  int rc = 0;
  lua_getfield(L, arg, "grant");
  if (lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), "*") == 0) {
    rc = ledger_grant(s, NULL, err);
  } else if (lua_istable(L, -1)) {
    lua_Integer n = luaL_len(L, -1);
    for (lua_Integer i = 1; i <= n && rc == 0; i++) {
      lua_geti(L, -1, i);
      const char *name = lua_tostring(L, -1);
      rc =
          name != NULL ? ledger_grant(s, name, err) : err_set(err, ERR_BUG, "store.begin", "grant");
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
  return rc;
}

static int begin(lua_State *L, Store *s, int arg, Err *err) {
  luaL_checktype(L, arg, LUA_TTABLE);
  CommitMeta m = { opt_string(L, arg, "author", NULL), opt_string(L, arg, "at", NULL),
                   opt_string(L, arg, "policy", NULL), opt_string(L, arg, "note", NULL),
                   opt_bool(L, arg, "clock_ok") };
  if (ledger_begin(s, &m, err) != 0) return -1;
  if (grant_kinds(L, s, arg, err) == 0) return 0;
  ledger_rollback(s);
  return -1;
}

static int f_begin(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, begin(L, check_store(L), 2, &err), &err);
}

static int push_commit(lua_State *L, Store *s, Err *err) {
  unsigned char hash[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  if (ledger_commit(s, hash, err) != 0) return bind_fail(L, err);
  hex_of(hash, HASH_BYTES, hex);
  lua_pushstring(L, hex);
  return 1;
}

static int f_commit(lua_State *L) {
  Err err = { 0 };
  return push_commit(L, check_store(L), &err);
}

static int f_rollback(lua_State *L) {
  ledger_rollback(check_store(L));
  return 0;
}

/* write(opts, f, ...): begin, f(...), commit.  f returning nil, err or raising rolls
** back; the same error object goes on. */
static int f_write(lua_State *L) {
  Err err = { 0 };
  Store *s = check_store(L);
  luaL_checktype(L, 3, LUA_TFUNCTION);
  if (begin(L, s, 2, &err) != 0) return bind_fail(L, &err);
  int top = 2, nargs = lua_gettop(L) - 3;
  if (lua_pcall(L, nargs, LUA_MULTRET, 0) != LUA_OK) {
    ledger_rollback(s);
    return lua_error(L);
  }
  int results = lua_gettop(L) - top;
  if (results >= 2 && lua_isnil(L, top + 1) && !lua_isnil(L, top + 2)) {
    ledger_rollback(s);
    return results;
  }
  if (ledger_commit(s, NULL, &err) != 0) return bind_fail(L, &err);
  if (results > 0 && !lua_isnil(L, top + 1)) return results;
  lua_pushboolean(L, 1);
  return 1;
}

static int finish_put(lua_State *L, int rc, Buf *id, const Err *err) {
  if (rc == 0) lua_pushlstring(L, buf_str(id), id->n);
  buf_clear(id);
  return rc == 0 ? 1 : bind_fail(L, err);
}

static int f_put(lua_State *L) {
  Err err = { 0 };
  Buf id = { 0 };
  Value v[KIND_FIELDS_MAX];
  Store *s = check_store(L);
  KindState *ks = check_kind(L, s, 2);
  check_values_arg(L, ks, 3, v);
  int rc = ledger_put(s, ks, v, &id, &err);
  return finish_put(L, rc, &id, &err);
}

/* The function made by putter: upvalues store, state of the kind, then field indexes. */
static int putter_call(lua_State *L) {
  Err err = { 0 };
  Buf id = { 0 };
  Value v[KIND_FIELDS_MAX];
  Box *b = lua_touserdata(L, lua_upvalueindex(1));
  KindState *ks = lua_touserdata(L, lua_upvalueindex(2));
  int n = (int)lua_tointeger(L, lua_upvalueindex(3));
  if (b->s == NULL) return luaL_error(L, "store is closed");
  memset(v, 0, sizeof v);
  lua_settop(L, n);
  for (int i = 0; i < n; i++) {
    int field = (int)lua_tointeger(L, lua_upvalueindex(4 + i));
    lua_pushvalue(L, i + 1);
    to_value(L, ks->kind, field, &v[field]);
    lua_pop(L, 1);
  }
  int rc = ledger_put(b->s, ks, v, &id, &err);
  return finish_put(L, rc, &id, &err);
}

static int f_putter(lua_State *L) {
  Store *s = check_store(L);
  KindState *ks = check_kind(L, s, 2);
  int n = lua_gettop(L) - 2;
  luaL_argcheck(L, n <= KIND_FIELDS_MAX, 2, "too many fields");
  lua_pushvalue(L, 1);
  lua_pushlightuserdata(L, ks);
  lua_pushinteger(L, n);
  for (int i = 0; i < n; i++) {
    int field = kind_field(ks->kind, luaL_checkstring(L, 3 + i));
    luaL_argcheck(L, field >= 0, 3 + i, "no such field");
    lua_pushinteger(L, field);
  }
  lua_pushcclosure(L, putter_call, 3 + n);
  return 1;
}

static int f_correct(lua_State *L) {
  Err err = { 0 };
  Value v[KIND_FIELDS_MAX];
  size_t n;
  Store *s = check_store(L);
  KindState *ks = check_kind(L, s, 2);
  const char *subject = check_subject(L, ks, 3, &n);
  check_values_arg(L, ks, 4, v);
  return bind_done(L, ledger_correct(s, ks, subject, n, v, luaL_optstring(L, 5, NULL), &err), &err);
}

static int f_void(lua_State *L) {
  Err err = { 0 };
  size_t n;
  Store *s = check_store(L);
  KindState *ks = check_kind(L, s, 2);
  const char *subject = check_subject(L, ks, 3, &n);
  return bind_done(L, ledger_void(s, ks, subject, n, luaL_optstring(L, 4, NULL), &err), &err);
}

static int f_resolve(lua_State *L) {
  Err err = { 0 };
  Value v[KIND_FIELDS_MAX];
  size_t n;
  Store *s = check_store(L);
  KindState *ks = check_kind(L, s, 2);
  const char *subject = check_subject(L, ks, 3, &n);
  check_values_arg(L, ks, 4, v);
  return bind_done(L, ledger_resolve(s, ks, subject, n, v, luaL_optstring(L, 5, NULL), &err), &err);
}

/* -- reading ---------------------------------------------------------- */

static void push_column(lua_State *L, sqlite3_stmt *st, int i) {
  switch (sqlite3_column_type(st, i)) {
    case SQLITE_INTEGER: lua_pushinteger(L, sqlite3_column_int64(st, i)); return;
    case SQLITE_FLOAT: lua_pushnumber(L, sqlite3_column_double(st, i)); return;
    case SQLITE_NULL: lua_pushnil(L); return;
    default: {
      const char *text = sqlite3_column_blob(st, i);
      lua_pushlstring(L, text != NULL ? text : "", (size_t)sqlite3_column_bytes(st, i));
    }
  }
}

/* Bind the :named parameters from the table; a name missing in the table is NULL, one
** unknown to the query raises. */
static sqlite3_stmt *get_query(lua_State *L, Store *s, Err *err) {
  const char *name = luaL_checkstring(L, 2);
  sqlite3_stmt *st = query_get(s, name, err);
  if (st == NULL || lua_isnoneornil(L, 3)) return st;
  luaL_checktype(L, 3, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, 3) != 0; lua_pop(L, 1)) {
    char param[64];
    size_t n;
    if (lua_type(L, -2) != LUA_TSTRING)
      luaL_error(L, "query %s: parameter names are strings", name);
    sqlite3_snprintf(sizeof param, param, ":%s", lua_tostring(L, -2));
    int i = sqlite3_bind_parameter_index(st, param);
    if (i == 0) luaL_error(L, "query %s has no parameter %s", name, param);
    if (lua_isinteger(L, -1)) {
      sqlite3_bind_int64(st, i, lua_tointeger(L, -1));
    } else if (lua_type(L, -1) == LUA_TNUMBER) {
      sqlite3_bind_double(st, i, lua_tonumber(L, -1));
    } else if (lua_isboolean(L, -1)) {
      sqlite3_bind_int(st, i, lua_toboolean(L, -1));
    } else if (lua_type(L, -1) == LUA_TSTRING) {
      const char *v = lua_tolstring(L, -1, &n);
      sqlite3_bind_text(st, i, v, (int)n, SQLITE_STATIC); /* the table keeps it */
    } else {
      luaL_error(L, "query %s: bad value of %s", name, param);
    }
  }
  return st;
}

static void push_row(lua_State *L, sqlite3_stmt *st, int names, int columns) {
  lua_createtable(L, 0, columns);
  for (int i = 0; i < columns; i++) {
    if (sqlite3_column_type(st, i) == SQLITE_NULL) continue;
    lua_rawgeti(L, names, i + 1);
    push_column(L, st, i);
    lua_rawset(L, -3);
  }
}

static void push_names(lua_State *L, sqlite3_stmt *st, int columns) {
  lua_createtable(L, columns, 0);
  for (int i = 0; i < columns; i++) {
    lua_pushstring(L, sqlite3_column_name(st, i));
    lua_rawseti(L, -2, i + 1);
  }
}

static int end_query(lua_State *L, Store *s, sqlite3_stmt *st, int rc) {
  Err err = { 0 };
  if (rc == SQLITE_DONE || rc == SQLITE_ROW) {
    store_done(st);
    return 1;
  }
  store_fail(s, "store.query", &err);
  store_done(st);
  return bind_fail(L, &err);
}

static int f_query(lua_State *L) {
  Err err = { 0 };
  Store *s = check_store(L);
  sqlite3_stmt *st = get_query(L, s, &err);
  if (st == NULL) return bind_fail(L, &err);
  int columns = sqlite3_column_count(st), rc, n = 0;
  push_names(L, st, columns);
  int names = lua_gettop(L);
  lua_newtable(L);
  while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
    push_row(L, st, names, columns);
    lua_rawseti(L, -2, ++n);
  }
  return end_query(L, s, st, rc);
}

static int f_one(lua_State *L) {
  Err err = { 0 };
  Store *s = check_store(L);
  sqlite3_stmt *st = get_query(L, s, &err);
  if (st == NULL) return bind_fail(L, &err);
  int columns = sqlite3_column_count(st), rc = sqlite3_step(st);
  push_names(L, st, columns);
  if (rc == SQLITE_ROW) push_row(L, st, lua_gettop(L), columns);
  else lua_pushnil(L);
  return end_query(L, s, st, rc);
}

static int f_columns(lua_State *L) {
  enum { COLUMNS_MAX = 32 };
  Err err = { 0 };
  Store *s = check_store(L);
  sqlite3_stmt *st = get_query(L, s, &err);
  if (st == NULL) return bind_fail(L, &err);
  int columns = sqlite3_column_count(st), rc, n = 0;
  luaL_argcheck(L, columns <= COLUMNS_MAX, 2, "too many columns");
  luaL_checkstack(L, columns + 4, NULL);
  lua_newtable(L);
  int result = lua_gettop(L);
  for (int i = 0; i < columns; i++) lua_newtable(L);
  while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
    n++;
    for (int i = 0; i < columns; i++) {
      if (sqlite3_column_type(st, i) == SQLITE_NULL) continue;
      push_column(L, st, i);
      lua_rawseti(L, result + 1 + i, n);
    }
  }
  for (int i = columns - 1; i >= 0; i--) lua_setfield(L, result, sqlite3_column_name(st, i));
  if (end_query(L, s, st, rc) != 1) return 2;
  lua_pushinteger(L, n);
  return 2;
}

static int f_load_queries(lua_State *L) {
  Err err = { 0 };
  size_t n;
  Store *s = check_store(L);
  const char *text = luaL_checklstring(L, 2, &n);
  return bind_done(L, query_load(s, text, n, &err), &err);
}

static int f_check_queries(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, query_check_all(check_store(L), &err), &err);
}

/* -- history and log ---------------------------------------------------------- */

typedef struct HistoryCtx {
  lua_State *L;
  const KindState *ks;
  int n;
} HistoryCtx;

static void set_text(lua_State *L, const char *name, const char *value) {
  if (value == NULL) return;
  lua_pushstring(L, value);
  lua_setfield(L, -2, name);
}

static void push_body(lua_State *L, const KindState *ks, const char *body) {
  Value v[KIND_FIELDS_MAX];
  Buf mem = { 0 };
  lua_newtable(L);
  if (derive_parse(ks, body, strlen(body), v, &mem) == 0) {
    for (int i = ks->kind->nkey; i < ks->width; i++) {
      const Field *f = &ks->kind->fields[i];
      if (v[i].set != 1) continue;
      if (f->type == FIELD_INT) lua_pushinteger(L, v[i].i);
      else if (f->type == FIELD_BOOL) lua_pushboolean(L, v[i].i != 0);
      else lua_pushlstring(L, v[i].s, (size_t)v[i].n);
      lua_setfield(L, -2, f->name);
    }
  }
  buf_clear(&mem);
}

static int history_row(void *ctx, const HistoryRow *row) {
  HistoryCtx *h = ctx;
  lua_State *L = h->L;
  lua_createtable(L, 0, 8);
  set_text(L, "entry", row->id);
  set_text(L, "at", row->at);
  set_text(L, "author", row->author);
  set_text(L, "reason", row->reason);
  set_text(L, "over", row->over);
  set_text(L, "verb", row->body == NULL ? "void" : row->over == NULL ? "put" : "correct");
  lua_pushboolean(L, row->live);
  lua_setfield(L, -2, "live");
  if (row->body != NULL) {
    push_body(L, h->ks, row->body);
    lua_setfield(L, -2, "body");
  }
  lua_rawseti(L, -2, ++h->n);
  return 0;
}

static int f_history(lua_State *L) {
  Err err = { 0 };
  size_t n;
  Store *s = check_store(L);
  KindState *ks = check_kind(L, s, 2);
  const char *subject = check_subject(L, ks, 3, &n);
  HistoryCtx h = { L, ks, 0 };
  lua_newtable(L);
  if (ledger_history(s, ks, subject, n, history_row, &h, &err) != 0) return bind_fail(L, &err);
  return 1;
}

static int f_verify(lua_State *L) {
  Err err = { 0 };
  AuditReport r;
  Buf lines = { 0 };
  if (audit_verify(check_store(L), &r, &lines, &err) != 0) {
    buf_clear(&lines);
    return bind_fail(L, &err);
  }
  lua_createtable(L, 0, 5);
  const char *names[] = { "entries", "commits", "destroyed", "problems" };
  int64_t values[] = { r.entries, r.commits, r.destroyed, r.problems };
  for (int i = 0; i < 4; i++) {
    lua_pushinteger(L, values[i]);
    lua_setfield(L, -2, names[i]);
  }
  bind_push_buf(L, &lines);
  lua_setfield(L, -2, "text");
  return 1;
}

static int f_rebuild(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, audit_rebuild(check_store(L), &err), &err);
}

static int f_content_hash(lua_State *L) {
  Err err = { 0 };
  unsigned char hash[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  if (audit_content_hash(check_store(L), hash, &err) != 0) return bind_fail(L, &err);
  hex_of(hash, HASH_BYTES, hex);
  lua_pushstring(L, hex);
  return 1;
}

static int f_integrity(lua_State *L) {
  Err err = { 0 };
  Buf lines = { 0 };
  int n = store_integrity(check_store(L), &lines, &err);
  if (n < 0) {
    buf_clear(&lines);
    return bind_fail(L, &err);
  }
  bind_push_buf(L, &lines);
  lua_pushinteger(L, n);
  lua_insert(L, -2);
  return 2;
}

/* -- state of the file ---------------------------------------------------------- */

static int f_info(lua_State *L) {
  Err err = { 0 };
  StoreInfo i;
  if (store_info(check_store(L), &i, &err) != 0) return bind_fail(L, &err);
  lua_createtable(L, 0, 8);
  const char *names[] = { "entries", "commits", "size", "schema" };
  int64_t values[] = { i.entries, i.commits, i.size, i.schema };
  for (int j = 0; j < 4; j++) {
    lua_pushinteger(L, values[j]);
    lua_setfield(L, -2, names[j]);
  }
  lua_pushboolean(L, i.readonly);
  lua_setfield(L, -2, "readonly");
  lua_pushboolean(L, i.newer);
  lua_setfield(L, -2, "newer");
  set_text(L, "tag", i.tag);
  set_text(L, "last_at", i.last_at);
  return 1;
}

static int f_guard(lua_State *L) {
  Store *s = check_store(L);
  store_guard(s, lua_toboolean(L, 2));
  return 0;
}

/* readonly(f, ...): call f with the verbs refused. */
static int f_readonly(lua_State *L) {
  Store *s = check_store(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  store_guard(s, 1);
  int rc = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
  Box *b = lua_touserdata(L, 1);
  if (b->s != NULL) store_guard(b->s, 0);
  return rc == LUA_OK ? lua_gettop(L) - 1 : lua_error(L);
}

static int f_checkpoint(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, store_checkpoint(check_store(L), &err), &err);
}

static int f_cache(lua_State *L) {
  Store *s = check_store(L);
  store_cache(s, (int)luaL_optinteger(L, 2, 0));
  return 0;
}

static int f_snapshot(lua_State *L) {
  Err err = { 0 };
  Store *s = check_store(L);
  const char *path = luaL_checkstring(L, 2);
  SnapBox *b = lua_newuserdatauv(L, sizeof *b, 1);
  b->c = NULL;
  luaL_setmetatable(L, SNAP_META);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1); /* the store outlives its copying */
  b->c = snap_begin(s, path, &err);
  return b->c != NULL ? 1 : bind_fail(L, &err);
}

/* step([pages]) -> more (boolean), done, total | nil, err */
static int f_snap_step(lua_State *L) {
  Err err = { 0 };
  SnapBox *b = luaL_checkudata(L, 1, SNAP_META);
  int done = 0, total = 0;
  if (b->c == NULL) return luaL_error(L, "copy is finished");
  int rc = snap_step(b->c, (int)luaL_optinteger(L, 2, -1), &done, &total, &err);
  if (rc <= 0) {
    snap_end(b->c);
    b->c = NULL;
  }
  if (rc < 0) return bind_fail(L, &err);
  lua_pushboolean(L, rc);
  lua_pushinteger(L, done);
  lua_pushinteger(L, total);
  return 3;
}

static int f_snap_close(lua_State *L) {
  SnapBox *b = luaL_checkudata(L, 1, SNAP_META);
  Snap *c = b->c;
  b->c = NULL;
  snap_end(c);
  return 0;
}

static int f_prune(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, snap_prune(luaL_checkstring(L, 1), &err), &err);
}

static int f_restore(lua_State *L) {
  Err err = { 0 };
  const char *path = luaL_checkstring(L, 1), *copy = luaL_checkstring(L, 2);
  return bind_done(L, snap_restore(path, copy, check_key(L, 3), &err), &err);
}

/* copy_with_key(path, key): the whole data file under another key (key rotation). */
static int f_copy_with_key(lua_State *L) {
  Err err = { 0 };
  Store *s = check_store(L);
  const char *path = luaL_checkstring(L, 2);
  return bind_done(L, store_copy_to(s, path, check_key(L, 3), &err), &err);
}

/* kinds() -> {name = {code = n, key = {names}, fields = {{name, type, required, ref}}}} */
static int f_kinds(lua_State *L) {
  static const char *const types[] = {
    "text", "name", "key", "date", "int", "bool", "snils", "ref"
  };
  int n;
  const Kind *k = kinds_all(&n);
  lua_newtable(L);
  for (; n > 0; n--, k++) {
    lua_createtable(L, 0, 3);
    lua_pushinteger(L, k->code);
    lua_setfield(L, -2, "code");
    lua_newtable(L);
    lua_newtable(L);
    for (int i = 0; k->fields[i].name != NULL; i++) {
      lua_createtable(L, 0, 4);
      set_text(L, "name", k->fields[i].name);
      set_text(L, "type", types[k->fields[i].type]);
      set_text(L, "ref", k->fields[i].ref);
      lua_pushboolean(L, k->fields[i].flags & FIELD_REQUIRED);
      lua_setfield(L, -2, "required");
      lua_rawseti(L, -2, i + 1);
      if (i >= k->nkey) continue;
      lua_pushstring(L, k->fields[i].name);
      lua_rawseti(L, -3, i + 1);
    }
    lua_setfield(L, -3, "fields");
    lua_setfield(L, -2, "key");
    lua_setfield(L, -2, k->name);
  }
  return 1;
}

static const luaL_Reg methods[] = {
  { "begin", f_begin },
  { "commit", f_commit },
  { "rollback", f_rollback },
  { "write", f_write },
  { "put", f_put },
  { "putter", f_putter },
  { "correct", f_correct },
  { "void", f_void },
  { "resolve", f_resolve },
  { "query", f_query },
  { "one", f_one },
  { "columns", f_columns },
  { "load_queries", f_load_queries },
  { "check_queries", f_check_queries },
  { "history", f_history },
  { "verify", f_verify },
  { "rebuild", f_rebuild },
  { "content_hash", f_content_hash },
  { "integrity", f_integrity },
  { "info", f_info },
  { "guard", f_guard },
  { "readonly", f_readonly },
  { "checkpoint", f_checkpoint },
  { "cache", f_cache },
  { "snapshot", f_snapshot },
  { "copy_with_key", f_copy_with_key },
  { "close", f_close },
  { "__gc", f_close },
  { "__close", f_close },
  { NULL, NULL },
};

static const luaL_Reg snap_methods[] = {
  { "step", f_snap_step },  { "close", f_snap_close },
  { "__gc", f_snap_close }, { "__close", f_snap_close },
  { NULL, NULL },
};

static const luaL_Reg lib[] = {
  { "create", f_create },   { "open", f_open },   { "prune", f_prune },
  { "restore", f_restore }, { "kinds", f_kinds }, { NULL, NULL },
};

static void make_meta(lua_State *L, const char *name, const luaL_Reg *list) {
  luaL_newmetatable(L, name);
  luaL_setfuncs(L, list, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

int luaopen_core_store(lua_State *L) {
  make_meta(L, STORE_META, methods);
  make_meta(L, SNAP_META, snap_methods);
  luaL_newlib(L, lib);
  return 1;
}
