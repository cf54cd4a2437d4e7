/* lua/pattern.h -- Lua's text patterns with their work counted.
** Floor: lua.  Included by safe only.
** The standard matcher tries again and again where no hook sees it: a pattern of
** three repeats over 8 KB runs for minutes.  This one knows the same patterns and
** charges every step (sandbox_charge), so that the limits of a box hold. */
#ifndef LUA_PATTERN_H
#define LUA_PATTERN_H

#include <lua.h>

/* find, match, gmatch, gsub as in the manual of Lua 5.4, into the table at the top. */
void pattern_open(lua_State *L);

#endif
