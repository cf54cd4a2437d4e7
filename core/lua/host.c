/* host.c -- see host.h. */
#include "lua/host.h"

#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "lua/bind.h"
#include "os/os.h"

static char options_key; /* its address: where the registry keeps HostOptions */

static const HostOptions *options_of(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &options_key);
  const HostOptions *o = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return o;
}

const char *host_dev(lua_State *L) {
  return options_of(L)->dev;
}

/* Names are made by the program or come from a URL: nothing that leaves the
** source tree may pass. */
static int safe_name(const char *name) {
  return name[0] && name[0] != '/' && !strstr(name, "..") && !strchr(name, '\\');
}

static int read_dev(const char *dev, const char *name, Buf *out) {
  Buf path = { 0 };
  int rc = -1;
  if (buf_printf(&path, "%s/%s", dev, name) == 0 && os_exists(path.p) == OS_FILE)
    rc = os_read_file(path.p, out, 0, NULL);
  buf_clear(&path);
  return rc;
}

int host_asset(lua_State *L, const char *name, Buf *out) {
  const char *dev = host_dev(L);
  if (!safe_name(name)) return -1;
  if (dev && read_dev(dev, name, out) == 0) return 0;
  const Asset *a = asset_find(name);
  return a ? buf_add(out, a->data, a->size) : -1;
}

/* -- loading -------------------------------------------------------------- */

/* Compile the Buf (argument 1) named argument 2; protected, so that the caller
** can free the Buf whatever happens. */
static int compile_text(lua_State *L) {
  const Buf *b = lua_touserdata(L, 1);
  const char *name = lua_tostring(L, 2);
  if (luaL_loadbufferx(L, b->p ? b->p : "", b->n, name, "t") != LUA_OK) return lua_error(L);
  return 1;
}

/* Push the compiled chunk and return LUA_OK, or push a message.  Frees 'b'. */
static int load_buf(lua_State *L, Buf *b, const char *chunkname) {
  lua_pushcfunction(L, compile_text);
  lua_pushlightuserdata(L, b);
  lua_pushstring(L, chunkname);
  int rc = lua_pcall(L, 2, 1, 0);
  buf_clear(b);
  return rc;
}

/* The searcher of require: "lib.json" is the asset "scripts/lib/json.lua". */
static int f_search(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  luaL_gsub(L, name, ".", "/");
  const char *path = lua_pushfstring(L, "scripts/%s.lua", lua_tostring(L, -1));
  const char *chunk = lua_pushfstring(L, "@%s", path);
  Buf b = { 0 };
  if (host_asset(L, path, &b)) {
    buf_clear(&b);
    lua_pushfstring(L, "no file '%s'", path);
    return 1;
  }
  if (load_buf(L, &b, chunk) != LUA_OK) return lua_error(L);
  lua_pushstring(L, path);
  return 2;
}

/* load(text [, name [, mode [, env]]]): text chunks only, whatever is asked. */
static int f_load(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  const char *name = luaL_optstring(L, 2, "=(load)");
  int has_env = !lua_isnone(L, 4);
  if (luaL_loadbufferx(L, s, n, name, "t") != LUA_OK) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  if (has_env) {
    lua_pushvalue(L, 4);
    lua_setupvalue(L, -2, 1);
  }
  return 1;
}

/* -- the state ------------------------------------------------------------ */

static const luaL_Reg libraries[] = { { LUA_GNAME, luaopen_base },
                                      { LUA_LOADLIBNAME, luaopen_package },
                                      { LUA_COLIBNAME, luaopen_coroutine },
                                      { LUA_TABLIBNAME, luaopen_table },
                                      { LUA_IOLIBNAME, luaopen_io },
                                      { LUA_OSLIBNAME, luaopen_os },
                                      { LUA_STRLIBNAME, luaopen_string },
                                      { LUA_MATHLIBNAME, luaopen_math },
                                      { LUA_UTF8LIBNAME, luaopen_utf8 },
                                      { LUA_DBLIBNAME, luaopen_debug },
                                      { NULL, NULL } };

/* What would reach other programs, other code, or files outside the stick;
** setlocale would change the order of text and the decimal point. */
static const char *const removed[][2] = {
  { "_G", "dofile" },          { "_G", "loadfile" },
  { "os", "execute" },         { "os", "exit" },
  { "os", "tmpname" },         { "os", "setlocale" },
  { "io", "popen" },           { "io", "tmpfile" },
  { "package", "loadlib" },    { "package", "searchpath" },
  { "string", "dump" },        { "debug", "debug" },
  { "debug", "getregistry" },  { "debug", "sethook" },
  { "debug", "setuservalue" }, { "debug", "setcstacklimit" },
  { "debug", "upvaluejoin" },  { "debug", "setmetatable" },
  { "debug", "setupvalue" },   { "debug", "setlocal" }
};

static void remove_dangerous(lua_State *L) {
  for (size_t i = 0; i < sizeof removed / sizeof removed[0]; i++) {
    lua_getglobal(L, removed[i][0]);
    lua_pushnil(L);
    lua_setfield(L, -2, removed[i][1]);
    lua_pop(L, 1);
  }
  lua_pushcfunction(L, f_load);
  lua_setglobal(L, "load");
}

/* package.searchers = { preload, ours }; no paths. */
static void set_searchers(lua_State *L) {
  lua_getglobal(L, "package");
  lua_pushliteral(L, "");
  lua_setfield(L, -2, "path");
  lua_pushliteral(L, "");
  lua_setfield(L, -2, "cpath");
  lua_getfield(L, -1, "searchers");
  lua_pushcfunction(L, f_search);
  lua_rawseti(L, -2, 2);
  for (int i = 3; i <= 4; i++) {
    lua_pushnil(L);
    lua_rawseti(L, -2, i);
  }
  lua_pop(L, 2);
}

static int build(lua_State *L) {
  for (const luaL_Reg *lib = libraries; lib->name; lib++) {
    luaL_requiref(L, lib->name, lib->func, 1);
    lua_pop(L, 1);
  }
  remove_dangerous(L);
  set_searchers(L);
  bind_preload(L);
  return 0;
}

lua_State *host_new(const HostOptions *o, Err *err) {
  lua_State *L = luaL_newstate();
  if (!L) {
    err_set(err, ERR_NOMEM, "host.new", "не хватает памяти для запуска");
    return NULL;
  }
  lua_pushlightuserdata(L, (void *)o);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &options_key);
  lua_gc(L, LUA_GCGEN, 0, 0);
  lua_pushcfunction(L, build);
  if (lua_pcall(L, 0, 0, 0) != LUA_OK) {
    host_error(L, err);
    lua_close(L);
    return NULL;
  }
  return L;
}

/* -- calling -------------------------------------------------------------- */

static int on_error(lua_State *L) {
  if (lua_istable(L, 1)) return 1;
  const char *msg = luaL_tolstring(L, 1, NULL);
  if (options_of(L)->trace) luaL_traceback(L, L, msg, 1);
  return 1;
}

int host_call(lua_State *L, int nargs, int nresults) {
  int base = lua_gettop(L) - nargs;
  lua_pushcfunction(L, on_error);
  lua_insert(L, base);
  int rc = lua_pcall(L, nargs, nresults, base);
  lua_remove(L, base);
  return rc;
}

/* The string field of the table at the top, or 'def'; nothing can raise here. */
static const char *raw_text(lua_State *L, const char *key, const char *def) {
  lua_pushstring(L, key);
  lua_rawget(L, -2);
  const char *s = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : def;
  lua_pop(L, 1);
  return s;
}

void host_error(lua_State *L, Err *err) {
  if (lua_istable(L, -1)) {
    const char *code = raw_text(L, "code", "BUG");
    const char *msg = raw_text(L, "msg", "ошибка без описания");
    err_set(err, err_code(code), "lua", "%s", msg);
  } else {
    const char *msg = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "ошибка без описания";
    err_set(err, ERR_BUG, "lua", "%s", msg);
  }
  lua_pop(L, 1);
}

/* Call the chunk on the top with the 'nargs' values below it. */
static int run_chunk(lua_State *L, int nargs, Err *err) {
  lua_insert(L, -nargs - 1);
  if (host_call(L, nargs, 1) != LUA_OK) {
    host_error(L, err);
    return -1;
  }
  int code = (int)lua_tointeger(L, -1);
  lua_pop(L, 1);
  return code < 0 ? 1 : code;
}

static int run_buf(lua_State *L, Buf *b, const char *chunkname, int nargs, Err *err) {
  if (load_buf(L, b, chunkname) != LUA_OK) {
    host_error(L, err);
    lua_pop(L, nargs);
    return -1;
  }
  return run_chunk(L, nargs, err);
}

int host_run(lua_State *L, const char *name, int nargs, Err *err) {
  Buf b = { 0 }, chunk = { 0 };
  buf_printf(&chunk, "@scripts/%s.lua", name);
  int rc;
  if (host_asset(L, buf_str(&chunk) + 1, &b)) {
    lua_pop(L, nargs);
    rc = err_set(err, ERR_BUG, "host.run", "в программе нет файла «scripts/%s.lua»", name);
  } else {
    rc = run_buf(L, &b, chunk.p, nargs, err);
  }
  buf_clear(&b);
  buf_clear(&chunk);
  return rc;
}

int host_run_file(lua_State *L, const char *path, int nargs, Err *err) {
  Buf b = { 0 }, chunk = { 0 };
  int rc = os_read_file(path, &b, 0, err);
  buf_printf(&chunk, "@%s", path);
  if (rc) lua_pop(L, nargs);
  else rc = run_buf(L, &b, buf_str(&chunk), nargs, err);
  buf_clear(&b);
  buf_clear(&chunk);
  return rc;
}
