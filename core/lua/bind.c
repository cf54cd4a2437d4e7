/* bind.c -- see bind.h. */
#include "lua/bind.h"

#include <lfs.h>

int luaopen_cjson(lua_State *L);

static const luaL_Reg modules[] = { { "core.json", luaopen_core_json },
                                    { "core.asset", luaopen_core_asset },
                                    { "core.text", luaopen_core_text },
                                    { "core.date", luaopen_core_date },
                                    { "core.hash", luaopen_core_hash },
                                    { "core.file", luaopen_core_file },
                                    { "core.os", luaopen_core_os },
                                    { "core.csv", luaopen_core_csv },
                                    { "core.sandbox", luaopen_core_sandbox },
                                    { "core.web", luaopen_core_web },
                                    { "core.store", luaopen_core_store },
                                    { "core.vault", luaopen_core_vault },
                                    { "lfs", luaopen_lfs },
                                    { "cjson", luaopen_cjson },
                                    { NULL, NULL } };

void bind_preload(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  luaL_setfuncs(L, modules, 0);
  lua_pop(L, 1);
}

static int f_tostring(lua_State *L) {
  lua_getfield(L, 1, "msg");
  return 1;
}

void bind_push_err(lua_State *L, const Err *err) {
  lua_createtable(L, 0, 3);
  lua_pushstring(L, err_name(err->code));
  lua_setfield(L, -2, "code");
  lua_pushstring(L, err->msg);
  lua_setfield(L, -2, "msg");
  lua_pushstring(L, err->where ? err->where : "");
  lua_setfield(L, -2, "where");
  if (luaL_newmetatable(L, "core.Err")) {
    lua_pushcfunction(L, f_tostring);
    lua_setfield(L, -2, "__tostring");
  }
  lua_setmetatable(L, -2);
}

int bind_fail(lua_State *L, const Err *err) {
  lua_pushnil(L);
  bind_push_err(L, err);
  return 2;
}

int bind_raise(lua_State *L, const Err *err) {
  bind_push_err(L, err);
  return lua_error(L);
}

int bind_done(lua_State *L, int rc, const Err *err) {
  if (rc) return bind_fail(L, err);
  lua_pushboolean(L, 1);
  return 1;
}

static int push_text(lua_State *L) {
  const Buf *b = lua_touserdata(L, 1);
  lua_pushlstring(L, b->p ? b->p : "", b->n);
  return 1;
}

int bind_push_buf(lua_State *L, Buf *b) {
  if (b->oom) {
    buf_clear(b);
    return luaL_error(L, "не хватает памяти");
  }
  lua_pushcfunction(L, push_text);
  lua_pushlightuserdata(L, b);
  int rc = lua_pcall(L, 1, 1, 0);
  buf_clear(b);
  return rc == LUA_OK ? 1 : lua_error(L);
}
