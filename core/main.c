/* main.c -- the program: arguments in, exit status out; all the rest is in
** scripts/main.lua.  Options read here and hidden from the script:
**   --dev DIR        scripts, assets and policies from a source tree first
**   --test FILE ...  run a Lua file from disk instead of the program */
#include <sodium.h>
#include <string.h>

#include "lua/host.h"
#include "os/os.h"

typedef struct Start {
  HostOptions host;
  const char *test; /* the file of --test, or NULL */
  int first;        /* index of the first argument for the script */
} Start;

static int report(const Err *err) {
  Buf b = { 0 };
  const char *prefix = err->code == ERR_BUG ? "внутренняя ошибка программы: " : "";
  buf_printf(&b, "zhurnal: %s%s\n", prefix, err->msg);
  os_print(2, buf_str(&b), b.n, NULL);
  buf_clear(&b);
  return err_exit(err->code);
}

/* Our options stand first: "zhurnal --dev DIR -C DIR COMMAND". */
static void read_start(int argc, char **argv, Start *s) {
  int i = 1;
  while (i + 1 < argc) {
    if (strcmp(argv[i], "--dev") == 0) {
      s->host.dev = argv[i + 1];
      i += 2;
    } else if (strcmp(argv[i], "--test") == 0) {
      s->test = argv[i + 1];
      i += 2;
      break;
    } else {
      break;
    }
  }
  s->first = i;
}

typedef struct Args {
  int argc;
  char **argv;
  const Start *start;
} Args;

/* arg = { [0] = program or test file, ... ; dev = DIR, trace = bool } */
static int push_args(lua_State *L) {
  const Args *a = lua_touserdata(L, 1);
  lua_newtable(L);
  lua_pushstring(L, a->start->test ? a->start->test : a->argc > 0 ? a->argv[0] : "zhurnal");
  lua_rawseti(L, -2, 0);
  for (int i = a->start->first; i < a->argc; i++) {
    lua_pushstring(L, a->argv[i]);
    lua_rawseti(L, -2, i - a->start->first + 1);
  }
  lua_pushstring(L, a->start->host.dev);
  lua_setfield(L, -2, "dev");
  lua_pushboolean(L, a->start->host.trace);
  lua_setfield(L, -2, "trace");
  return 1;
}

static int run(lua_State *L, Args *a, Err *err) {
  lua_pushcfunction(L, push_args);
  lua_pushlightuserdata(L, a);
  if (lua_pcall(L, 1, 1, 0) != LUA_OK) {
    host_error(L, err);
    return -1;
  }
  if (!a->start->test) return host_run(L, "main", 1, err);
  return host_run_file(L, a->start->test, 1, err);
}

int main(int argc, char **argv) {
  Err err = { 0 };
  Start start = { 0 };
  os_start(&argc, &argv);
  if (sodium_init() < 0) {
    err_set(&err, ERR_BUG, "main", "не запустилась библиотека шифрования");
    return report(&err);
  }
  read_start(argc, argv, &start);
  const char *trace = os_env("ZHURNAL_TRACE");
  start.host.trace = start.test || (trace && strcmp(trace, "1") == 0);
  os_catch_stop();
  lua_State *L = host_new(&start.host, &err);
  if (!L) return report(&err);
  Args a = { argc, argv, &start };
  int code = run(L, &a, &err);
  lua_close(L);
  return code < 0 ? report(&err) : code;
}
