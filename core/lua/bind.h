/* lua/bind.h -- what every binding of a C module to Lua shares.
** Floor: lua.  Included by core/lua/ only.
** A face f_verb checks its arguments (may raise, holding nothing), calls the C
** function, frees everything, and last pushes results or returns bind_fail. */
#ifndef LUA_BIND_H
#define LUA_BIND_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "base/buf.h"
#include "base/err.h"

/* Push nil and the error as {code="IO", msg="...", where="..."}, a table with
** __tostring = msg; returns 2, so: return bind_fail(L, &err). */
int bind_fail(lua_State *L, const Err *err);

/* The same error as the value of lua_error; does not return. */
int bind_raise(lua_State *L, const Err *err);

/* Push only the error table. */
void bind_push_err(lua_State *L, const Err *err);

/* Push the result of a C function of the 0/-1 kind: true, or nil and *err. */
int bind_done(lua_State *L, int rc, const Err *err);

/* Push the bytes of 'b' as a string, free 'b', return 1.  The text goes through
** a protected step, so that running out of memory frees 'b' too. */
int bind_push_buf(lua_State *L, Buf *b);

/* Fill package.preload with every module of the program (the one list). */
void bind_preload(lua_State *L);

/* The openers, by file. */
int luaopen_core_json(lua_State *L);
int luaopen_core_asset(lua_State *L);
int luaopen_core_text(lua_State *L);
int luaopen_core_date(lua_State *L);
int luaopen_core_hash(lua_State *L);
int luaopen_core_file(lua_State *L);
int luaopen_core_os(lua_State *L);
int luaopen_core_csv(lua_State *L);
int luaopen_core_sandbox(lua_State *L);
int luaopen_core_web(lua_State *L);
int luaopen_core_store(lua_State *L);
int luaopen_core_vault(lua_State *L);

#endif
