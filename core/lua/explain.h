/* lua/explain.h -- Lua's own error messages in Russian.
** Floor: lua.  Included by sandbox.  For the authors of a school's policy, who
** need not know English. */
#ifndef LUA_EXPLAIN_H
#define LUA_EXPLAIN_H

#include <lua.h>
#include <stddef.h>

/* Write the message of the error value at index 'i' into 'out' (NUL-terminated,
** cut at a whole character): a string translated when it is one of Lua's usual
** messages, with its "name:line:" kept; the field msg of a table; else a
** general phrase.  Raises nothing, allocates nothing in 'L'. */
void explain_value(lua_State *L, int i, char *out, size_t size);

#endif
