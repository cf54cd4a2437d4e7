/* bind_sandbox.c -- core.sandbox: policies run apart (lua/sandbox.h).
**   sandbox.run{library={{name=,text=}...}, entry=, request=, memory=, instructions=,
**   seconds=} -> result | nil, err */
#include <string.h>

#include "lua/bind.h"
#include "lua/plain.h"
#include "lua/sandbox.h"

enum { REQUEST_MAX = 16 << 20 };

static int free_buf(lua_State *L) {
  buf_clear(lua_touserdata(L, 1));
  return 0;
}

/* A Buf that lives on the stack of Lua, so that no error can lose its memory. */
static Buf *new_buf(lua_State *L) {
  Buf *b = lua_newuserdatauv(L, sizeof *b, 0);
  memset(b, 0, sizeof *b);
  luaL_setmetatable(L, "core.sandbox.buf");
  return b;
}

static const char *check_text(lua_State *L, int t, const char *key, size_t *n) {
  lua_getfield(L, t, key);
  if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "sandbox.run: '%s' must be a string", key);
  const char *s = lua_tolstring(L, -1, n);
  lua_pop(L, 1); /* the table keeps it */
  return s;
}

/* Push a userdata with the chunks of the list at the top, in place of it. */
static SandboxChunk *read_library(lua_State *L, size_t *count) {
  luaL_checktype(L, -1, LUA_TTABLE);
  size_t n = lua_rawlen(L, -1);
  luaL_argcheck(L, n > 0 && n < 1000, 1, "a library of modules expected");
  SandboxChunk *chunks = lua_newuserdatauv(L, n * sizeof *chunks, 0);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, -2, (lua_Integer)i + 1);
    luaL_checktype(L, -1, LUA_TTABLE);
    chunks[i].name = check_text(L, -1, "name", NULL);
    chunks[i].text = check_text(L, -1, "text", &chunks[i].n);
    lua_pop(L, 1);
  }
  *count = n;
  return chunks;
}

static lua_Number number_field(lua_State *L, const char *key) {
  lua_getfield(L, 1, key);
  lua_Number v = luaL_optnumber(L, -1, 0);
  lua_pop(L, 1);
  luaL_argcheck(L, v >= 0 && v < 1e15, 1, "a limit must be a number above zero");
  return v;
}

static int f_run(lua_State *L) {
  Err err = { 0 };
  SandboxJob job = { 0 };
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  Buf *request = new_buf(L), *answer = new_buf(L);
  job.request = request;
  job.memory = (size_t)number_field(L, "memory");
  job.instructions = (uint64_t)number_field(L, "instructions");
  job.seconds = number_field(L, "seconds");
  job.entry = check_text(L, 1, "entry", NULL);
  lua_getfield(L, 1, "library");
  job.library = read_library(L, &job.count);
  lua_getfield(L, 1, "request");
  if (plain_pack(L, -1, REQUEST_MAX, request, &err) || sandbox_run(&job, answer, &err)) {
    buf_clear(request);
    buf_clear(answer);
    return bind_fail(L, &err);
  }
  buf_clear(request);
  plain_unpack(L, answer);
  buf_clear(answer);
  return 1;
}

static const luaL_Reg functions[] = { { "run", f_run }, { NULL, NULL } };

int luaopen_core_sandbox(lua_State *L) {
  luaL_newmetatable(L, "core.sandbox.buf");
  lua_pushcfunction(L, free_buf);
  lua_setfield(L, -2, "__gc");
  luaL_newlib(L, functions);
  return 1;
}
