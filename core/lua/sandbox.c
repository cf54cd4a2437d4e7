/* sandbox.c -- see sandbox.h. */
#include "lua/sandbox.h"
#include "lua/arena.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lua/explain.h"
#include "lua/plain.h"
#include "lua/safe.h"
#include "os/os.h"

enum {
  HOOK_EVERY = 256,      /* instructions between two looks at the clock */
  CLOCK_UNITS = 4096,    /* charged units between two looks at the clock */
  CLOCK_BYTES = 1 << 20, /* allocated bytes between two looks at the clock */
  BLOCK_MAX = 8 << 20,   /* bytes of one block: bounds what one instruction can do */
  SOURCE_MAX = 1 << 20,  /* bytes of an untrusted text */
  PIECE = 512,           /* bytes of source the parser gets at a time */
  RESULT_MAX = 8 << 20,  /* bytes of the packed result */
  CACHE_CHUNKS = 128,
  CACHE_BYTES = 24 << 20
};

typedef enum { TRIP_NONE, TRIP_TIME, TRIP_FUEL, TRIP_MEMORY } Trip;

typedef struct Box {
  Arena arena;
  lua_State *L;
  const SandboxJob *job;
  Buf *answer;
  Err *err;          /* filled when the result is not plain */
  size_t used, max;  /* bytes */
  size_t fresh;      /* bytes allocated since the clock was looked at */
  int64_t fuel;      /* instructions left */
  uint64_t charged;  /* units since the clock was looked at */
  uint64_t deadline; /* os_mono_ns */
  double seconds;
  Trip trip;
  int running;      /* limits hold */
  int line;         /* of the policy, when the hook last saw it */
  char chunk[80];   /* its chunk name */
  const char *text; /* source being given to the parser */
  size_t left;
} Box;

/* A compiled text.  Only our own lua_dump makes 'code', in this process. */
typedef struct Compiled {
  char *name, *text, *code;
  size_t text_n, code_n;
  unsigned long used; /* time of the last use */
} Compiled;

static struct {
  Compiled chunks[CACHE_CHUNKS];
  int count;
  size_t bytes;
  unsigned long clock;
} cache;

/* -- limits --------------------------------------------------------------- */

static Box *box_of(lua_State *L) {
  void *box = NULL;
  lua_getallocf(L, &box);
  return box;
}

static void look_at_clock(Box *b) {
  b->fresh = 0;
  b->charged = 0;
  if (b->running && !b->trip && os_mono_ns() > b->deadline) b->trip = TRIP_TIME;
}

static void *refuse(Box *b) {
  look_at_clock(b);
  return NULL;
}

/* The hook is not called inside C functions and the parser, but most long work
** allocates; after the deadline nothing more is given. */
static void *box_alloc(void *ud, void *p, size_t osize, size_t nsize) {
  Box *b = ud;
  size_t old = p ? osize : 0;
  if (nsize == 0) {
    b->used -= old;
    arena_resize(&b->arena, p, old, 0);
    return NULL;
  }
  if (nsize > old) {
    if (b->trip || nsize > BLOCK_MAX || b->used - old + nsize > b->max) return refuse(b);
    b->fresh += nsize - old + 64;
    if (b->fresh > CLOCK_BYTES) look_at_clock(b);
    if (b->trip) return NULL;
  }
  void *q = arena_resize(&b->arena, p, old, nsize);
  if (q) b->used += nsize - old;
  else if (nsize <= old) return p; /* a shrinking block may not fail */
  return q;
}

static void on_count(lua_State *L, lua_Debug *ar);

/* Leave the box: this hook at every instruction, so that no pcall can go on, and
** an error value that needs no memory. */
static int leave(lua_State *L) {
  lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
  lua_pushlightuserdata(L, box_of(L));
  return lua_error(L);
}

/* Remember the line for the message when the running function is a policy's. */
static void note_place(lua_State *L, Box *b, lua_Debug *ar) {
  lua_getinfo(L, "Sl", ar);
  if (ar->source[0] != '=' || ar->currentline <= 0) return;
  b->line = ar->currentline;
  size_t n = strlen(ar->source + 1);
  if (n >= sizeof b->chunk) n = sizeof b->chunk - 1;
  memcpy(b->chunk, ar->source + 1, n);
  b->chunk[n] = '\0';
}

static void on_count(lua_State *L, lua_Debug *ar) {
  Box *b = box_of(L);
  b->fuel -= HOOK_EVERY;
  if (!b->trip) note_place(L, b, ar);
  look_at_clock(b);
  if (!b->trip && b->fuel <= 0) b->trip = TRIP_FUEL;
  if (b->trip) leave(L);
}

void sandbox_charge(lua_State *L, uint64_t units) {
  Box *b = box_of(L);
  b->fuel -= units < INT32_MAX ? (int64_t)units : INT32_MAX;
  b->charged += units;
  if (b->charged > CLOCK_UNITS) look_at_clock(b);
  if (!b->trip && b->fuel <= 0) b->trip = TRIP_FUEL;
  if (b->trip) leave(L);
}

int sandbox_pcall(lua_State *L, int nargs, int nresults, int handler) {
  int rc = lua_pcall(L, nargs, nresults, handler);
  Box *b = box_of(L);
  if (rc == LUA_ERRMEM && !b->trip) b->trip = TRIP_MEMORY;
  if (b->trip) leave(L);
  return rc;
}

static int trip_error(const Box *b, Err *err) {
  char place[160] = "";
  Err at = { 0 };
  if (b->line > 0) {
    err_set(&at, 0, "", " (у строки %d текста «%s»)", b->line, b->chunk);
    memcpy(place, at.msg, sizeof place - 1);
  }
  if (b->trip == TRIP_MEMORY)
    return err_set(err, ERR_POLICY, "sandbox.memory",
                   "правила школы заняли больше памяти, чем разрешено (%zu МБ)%s: "
                   "проверьте списки, строки и вызовы функции самой себя",
                   b->max >> 20, place);
  if (b->trip == TRIP_TIME)
    return err_set(err, ERR_POLICY, "sandbox.time",
                   "правила школы считали дольше %g с и остановлены%s: "
                   "проверьте, что все циклы кончаются",
                   b->seconds, place);
  return err_set(err, ERR_POLICY, "sandbox.steps",
                 "правила школы сделали слишком много шагов и остановлены%s: "
                 "проверьте, что все циклы кончаются",
                 place);
}

/* -- compiled texts ------------------------------------------------------- */

static Compiled *find_compiled(const char *name, const char *text, size_t n) {
  for (int i = 0; i < cache.count; i++) {
    Compiled *c = &cache.chunks[i];
    if (c->text_n != n || strcmp(c->name, name) != 0 || memcmp(c->text, text, n) != 0) continue;
    c->used = ++cache.clock;
    return c;
  }
  return NULL;
}

static void drop_oldest(void) {
  int oldest = 0;
  for (int i = 1; i < cache.count; i++)
    if (cache.chunks[i].used < cache.chunks[oldest].used) oldest = i;
  Compiled *c = &cache.chunks[oldest];
  cache.bytes -= c->text_n + c->code_n;
  free(c->name);
  free(c->text);
  free(c->code);
  *c = cache.chunks[--cache.count];
}

static int write_code(lua_State *L, const void *p, size_t n, void *ud) {
  (void)L;
  return buf_add(ud, p, n);
}

/* Keep the function at the top of the stack; without memory it is simply not
** kept.  Raises nothing. */
static void keep_compiled(lua_State *L, const char *name, const char *text, size_t n) {
  Buf code = { 0 }, names = { 0 }, texts = { 0 };
  int bad = lua_dump(L, write_code, &code, 0) || buf_puts(&names, name) || buf_add(&texts, text, n);
  if (bad || code.n + n > CACHE_BYTES / 4) {
    buf_clear(&code);
    buf_clear(&names);
    buf_clear(&texts);
    return;
  }
  while (cache.count == CACHE_CHUNKS || (cache.count && cache.bytes + code.n + n > CACHE_BYTES))
    drop_oldest();
  Compiled *c = &cache.chunks[cache.count++];
  c->text_n = n;
  c->code = buf_take(&code, &c->code_n);
  c->name = buf_take(&names, NULL);
  c->text = buf_take(&texts, NULL);
  c->used = ++cache.clock;
  cache.bytes += c->text_n + c->code_n;
}

/* The parser has no hook and can be made to work in the square of its input;
** here the clock is looked at after each small piece. */
static const char *read_piece(lua_State *L, void *ud, size_t *n) {
  Box *b = ud;
  look_at_clock(b);
  if (b->trip) leave(L);
  const char *s = b->text;
  *n = b->left < PIECE ? b->left : PIECE;
  b->text += *n;
  b->left -= *n;
  return s;
}

/* Push the compiled text and return LUA_OK, or push a message. */
static int load_text(lua_State *L, const char *name, const char *text, size_t n) {
  const Compiled *c = find_compiled(name, text, n);
  if (c) return luaL_loadbufferx(L, c->code, c->code_n, name, "b");
  Box *b = box_of(L);
  b->text = text;
  b->left = n;
  int rc = lua_load(L, read_piece, b, name, "t");
  if (rc == LUA_ERRMEM && !b->trip) b->trip = TRIP_MEMORY;
  if (b->trip) leave(L);
  if (rc == LUA_OK) keep_compiled(L, name, text, n);
  return rc;
}

/* -- what the library gets ------------------------------------------------ */

static int f_load(lua_State *L) {
  size_t n;
  const char *given = luaL_checkstring(L, 1);
  const char *text = luaL_checklstring(L, 2, &n);
  luaL_checktype(L, 3, LUA_TTABLE);
  if (n > SOURCE_MAX) {
    lua_pushnil(L);
    lua_pushfstring(L, "%s: текст длиннее 1 МБ", given);
    return 2;
  }
  const char *name = lua_pushfstring(L, "=%s", given);
  if (load_text(L, name, text, n) != LUA_OK) {
    sandbox_explain(L);
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  lua_pushvalue(L, 3);
  lua_setupvalue(L, -2, 1);
  return 1;
}

static int f_guarded(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  if (sandbox_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0) == LUA_OK) {
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    return lua_gettop(L);
  }
  lua_settop(L, 1);
  lua_pushnil(L);
  lua_pushvalue(L, 1);
  sandbox_explain(L);
  lua_pushvalue(L, 1);
  return 3;
}

static int f_line(lua_State *L) {
  lua_Debug ar;
  lua_Integer level = luaL_optinteger(L, 1, 1);
  for (int i = 1; lua_getstack(L, i, &ar); i++) {
    lua_getinfo(L, "Sl", &ar);
    if (ar.source[0] != '=' || ar.currentline <= 0 || --level > 0) continue;
    lua_pushinteger(L, ar.currentline);
    lua_pushstring(L, ar.source + 1);
    return 2;
  }
  return 0;
}

static int f_lower(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  luaL_argcheck(L, n <= 4096, 1, "text is too long");
  sandbox_charge(L, 1 + n);
  Buf out = { 0 };
  char small[4096 * 3];
  int rc = text_lower(s, n, &out, NULL);
  size_t len = out.n < sizeof small ? out.n : 0;
  if (len) memcpy(small, out.p, len);
  buf_clear(&out);
  if (rc) lua_pushvalue(L, 1); /* not UTF-8: as it is */
  else lua_pushlstring(L, small, len);
  return 1;
}

/* Upvalue 1: the library's environment; upvalue 2: modules by name. */
static int f_require(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) {
    if (lua_isboolean(L, -1)) return luaL_error(L, "module '%s' requires itself", name);
    return 1;
  }
  const SandboxJob *job = box_of(L)->job;
  size_t i = 0;
  while (i < job->count && strcmp(job->library[i].name, name) != 0) i++;
  if (i == job->count) return luaL_error(L, "no module '%s' in the policy library", name);
  lua_pushvalue(L, 1);
  lua_pushboolean(L, 0);
  lua_rawset(L, lua_upvalueindex(2));
  const char *path = luaL_gsub(L, name, ".", "/");
  const char *chunk = lua_pushfstring(L, "@scripts/%s.lua", path);
  if (load_text(L, chunk, job->library[i].text, job->library[i].n) != LUA_OK) return lua_error(L);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_setupvalue(L, -2, 1);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  if (lua_isnil(L, -1)) return luaL_error(L, "module '%s' returned nothing", name);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -2);
  lua_rawset(L, lua_upvalueindex(2));
  return 1;
}

static void push_box(lua_State *L) {
  static const luaL_Reg functions[] = { { "load", f_load },      { "guarded", f_guarded },
                                        { "line", f_line },      { "lower", f_lower },
                                        { "pairs", safe_pairs }, { NULL, NULL } };
  luaL_newlib(L, functions);
  safe_push_policy(L);
  lua_setfield(L, -2, "safe");
}

/* -- the job -------------------------------------------------------------- */

static int run_job(lua_State *L) {
  Box *b = box_of(L);
  safe_open(L);
  safe_push_library(L); /* index 1 */
  lua_pushvalue(L, 1);
  lua_newtable(L);
  lua_pushcclosure(L, f_require, 2);
  lua_pushliteral(L, "require");
  lua_pushvalue(L, -2);
  lua_rawset(L, 1);
  lua_pushstring(L, b->job->entry);
  lua_call(L, 1, 1);
  plain_unpack(L, b->job->request);
  push_box(L);
  lua_call(L, 2, 1);
  if (plain_pack(L, -1, RESULT_MAX, b->answer, b->err)) {
    lua_pushnil(L);
    return lua_error(L);
  }
  return 0;
}

/* The error of the run, in the order of what is surest. */
static int run_error(lua_State *L, Box *b, int rc, Err *err) {
  b->running = 0;
  lua_sethook(L, NULL, 0, 0);
  if (rc == LUA_ERRMEM && !b->trip) b->trip = TRIP_MEMORY;
  if (b->trip) return trip_error(b, err);
  if (lua_isnil(L, -1) && err->code != ERR_NONE) {
    Err inner = *err;
    return err_set(err, ERR_POLICY, "sandbox.result", "ответ правил школы непригоден: %s",
                   inner.msg);
  }
  char text[320];
  explain_value(L, -1, text, sizeof text);
  return err_set(err, ERR_POLICY, "sandbox.run", "%s", text);
}

int sandbox_run(const SandboxJob *job, Buf *answer, Err *err) {
  Box b = { 0 };
  Err local = { 0 };
  b.job = job;
  b.answer = answer;
  b.err = err ? err : &local;
  b.err->code = ERR_NONE;
  b.max = job->memory ? job->memory : (size_t)32 << 20;
  b.fuel =
      job->instructions && job->instructions < INT64_MAX ? (int64_t)job->instructions : 50000000;
  b.seconds = job->seconds > 0 ? job->seconds : 1;
  lua_State *L = lua_newstate(box_alloc, &b);
  if (!L) return err_set(err, ERR_NOMEM, "sandbox.run", "не хватает памяти для правил школы");
  b.L = L;
  b.running = 1;
  b.deadline = os_mono_ns() + (uint64_t)(b.seconds * 1e9);
  lua_sethook(L, on_count, LUA_MASKCOUNT, HOOK_EVERY);
  /* A box is short-lived: garbage is collected only when the limit is reached. */
  lua_gc(L, LUA_GCSTOP);
  lua_pushcfunction(L, run_job);
  int rc = lua_pcall(L, 0, 0, 0);
  if (rc != LUA_OK) run_error(L, &b, rc, b.err);
  b.running = 0;
  b.trip = TRIP_NONE;
  /* Nothing in a box needs closing: its memory goes at once, which costs less than walking
  ** through every object. */
  arena_clear(&b.arena);
  return rc == LUA_OK ? 0 : -1;
}

void sandbox_explain(lua_State *L) {
  char text[400];
  explain_value(L, -1, text, sizeof text);
  lua_pop(L, 1);
  lua_pushstring(L, text);
}
