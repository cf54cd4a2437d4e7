/* lua/safe.h -- the functions that code inside the sandbox may call.
** Floor: lua.  Included by sandbox only.
** Every one of them is bounded in time and memory or charges what it costs
** (sandbox_charge), whatever tables and sizes it is given: the length of a
** table with holes can be any number, even without metatables. */
#ifndef LUA_SAFE_H
#define LUA_SAFE_H

#include <lua.h>

/* Open the standard libraries for our own use and give strings a metatable that
** knows the safe functions only. */
void safe_open(lua_State *L);

/* Push a new table with the functions for untrusted code. */
void safe_push_policy(lua_State *L);

/* Push a new table with the functions for the library (the safe ones, and
** patterns, metatables, pcall, utf8); reading an unknown name raises. */
void safe_push_library(lua_State *L);

/* The iterator over the pairs of the table at argument 1 in a fixed order. */
int safe_pairs(lua_State *L);

#endif
