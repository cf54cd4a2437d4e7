/* lua/plain.h -- carrying plain values from one Lua state to another.
** Floor: lua.  Included by sandbox and bind_sandbox.
** Plain is nil, boolean, number, string, and tables of these whose keys are
** strings or integers, at most PLAIN_DEPTH deep.  Tables are read raw: no
** metatable of the sender is asked and none is carried.  In between the values
** are bytes of no use outside this process. */
#ifndef LUA_PLAIN_H
#define LUA_PLAIN_H

#include <lua.h>

#include "base/buf.h"
#include "base/err.h"

#define PLAIN_DEPTH 32

/* Append the value at index 'i'.  Raises nothing and changes no state; a table
** reached twice is carried twice.  Returns 0, or -1 with ERR_INPUT (a value that
** is not plain, a table inside itself, more than 'max' bytes) or ERR_NOMEM; the
** message says where in the value ("calls.1.ctx"). */
int plain_pack(lua_State *L, int i, size_t max, Buf *out, Err *err);

/* Push the value packed in 'b'.  May raise (memory), holds nothing. */
void plain_unpack(lua_State *L, const Buf *b);

#endif
