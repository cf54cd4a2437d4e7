/* lua/sandbox.h -- one evaluation of a school's policy in a Lua state of its own.
** Floor: lua.  Included by bind_sandbox and safe.  It includes no header of the
** data floor: a policy cannot reach the data, because its host cannot.
**
** A box is made for one job and destroyed after it.  It holds two sorts of code:
**   library  our own scripts (policy/...): a reduced set of functions, with
**            patterns, metatables and pcall; chunk names "@scripts/...";
**   policy   untrusted text, compiled by box.load with the environment that the
**            library builds for it from box.safe; chunk names "=...".
** What keeps a policy inside: text chunks only, no function that works long or
** takes much memory without counting it (safe.h), a capped allocator that also
** watches the clock, a count hook that fires at every instruction once a limit
** is reached, and a string metatable that knows only the safe functions.
** In library code methods of strings (s:find) are therefore the safe ones too:
** call string.find(s, ...).
**
** The entry module returns function(request, box): request and result are plain
** (plain.h).  box = {
**   load(name, text, env)   compile untrusted text (up to 1 MB): function | nil, message
**   guarded(f, ...)         call untrusted code: true, results | nil, message, error
**                           value; a limit is not caught but ends the whole job
**   line([level])           line and chunk name of the level-th policy function on the
**                           stack from the inside, 1 by default; nil if there is none
**   lower(text)             lower case of UTF-8 text
**   pairs(t)                iterate in a fixed order: numbers, then strings by bytes
**   safe                    fresh tables of functions fit for untrusted code:
**                           assert error ipairs pairs select tonumber tostring type,
**                           string, table, math } */
#ifndef LUA_SANDBOX_H
#define LUA_SANDBOX_H

#include <lua.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

typedef struct SandboxChunk {
  const char *name; /* of the module: "policy.rules" */
  const char *text;
  size_t n;
} SandboxChunk;

/* Zero limits mean 32 MB, 50 million instructions, 1 second. */
typedef struct SandboxJob {
  const SandboxChunk *library;
  size_t count;
  const char *entry;  /* the module to call */
  const Buf *request; /* from plain_pack */
  size_t memory;
  uint64_t instructions;
  double seconds;
} SandboxJob;

/* Run the job in a fresh box.  Returns 0 with the packed result appended to
** 'answer', or -1 with ERR_POLICY (a limit, a mistake in the policy or the
** library, a result that is not plain) or ERR_NOMEM. */
int sandbox_run(const SandboxJob *job, Buf *answer, Err *err);

/* For the C functions offered inside: count 'units' instructions for work that
** no hook sees.  Raises when a limit is reached. */
void sandbox_charge(lua_State *L, uint64_t units);

/* For the same: lua_pcall that lets limits through (does not return then). */
int sandbox_pcall(lua_State *L, int nargs, int nresults, int handler);

/* Push the Russian message for the error value at the top, in its place. */
void sandbox_explain(lua_State *L);

#endif
