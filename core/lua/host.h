/* lua/host.h -- the Lua state in which the program's own scripts run.
** Floor: lua.  Included by main.c and core/lua/.
** The state has no way to other code than the embedded scripts (or, with a
** development directory, the scripts on disk) and the modules of bind.h: no
** C libraries, no binary chunks, no other processes, no exit. */
#ifndef LUA_HOST_H
#define LUA_HOST_H

#include <lua.h>

#include "base/buf.h"
#include "base/err.h"

/* 'dev' (or NULL): the source tree; its scripts/, assets/ and policies/ come
** before the embedded ones.  'trace': tracebacks in error messages. */
typedef struct HostOptions {
  const char *dev;
  int trace;
} HostOptions;

/* A new state, to be closed with lua_close, or NULL with *err set (NOMEM). The
** strings of 'o' must outlive it. */
lua_State *host_new(const HostOptions *o, Err *err);

/* The development directory of the state, or NULL. */
const char *host_dev(lua_State *L);

/* Append the embedded file 'name' ("scripts/lib/json.lua"), from the
** development directory when it is there.  Returns 0, or -1 when there is none. */
int host_asset(lua_State *L, const char *name, Buf *out);

/* Call the function below its 'nargs' arguments, as lua_pcall does.  An error
** table comes back unchanged; any other error as a string, with a traceback
** when the state was made so.  The stack holds the results or the error. */
int host_call(lua_State *L, int nargs, int nresults);

/* Turn the error value on the top of the stack into 'err' and pop it.  A value
** that is no error table is a mistake in the program: ERR_BUG. */
void host_error(lua_State *L, Err *err);

/* Run the embedded scripts/NAME.lua with the 'nargs' values on the stack and
** return its integer result (0 when it has none).  -1 with *err set when it
** raised; the arguments are popped. */
int host_run(lua_State *L, const char *name, int nargs, Err *err);

/* The same for a file on disk with any path (tests). */
int host_run_file(lua_State *L, const char *path, int nargs, Err *err);

#endif
