/* bind_web.c -- the Lua module core.web: the server of the pages.
**
**   web.start{ handler = f, port = 0, dev = false, on_error = g, body_max = bytes,
**              timeout = seconds } -> srv | nil, err
**   web.asset(name) -> "/a/<tag>/<name>", the address of assets/web/<name>
**
**   srv:port()      the port        srv:url()    the launch address with the secret
**   srv:poll(ms)    wait for the network and answer; the number of requests
**                   answered, or nil, err (GONE) after stop; not from a handler
**   srv:stop()      send what is under way and close; from a handler: after its
**                   answer.  Also at the end of the variable (close) and by gc.
**   srv:idle()      seconds since the last request of a session
**   srv:count()     requests answered
**   srv:sessions()  array of all session tables (to lock them)
**
** handler(req) -> { status = 200, type = "text/html; charset=utf-8", headers =
** {Name = value}, body = string }; every field may be left out.
** req: method ("GET" for HEAD too, with head = true; "POST"), path, query, form
** (name -> last value), repeated (name -> array, for names that came more than
** once), files (of a POST; name -> {name, type, body}), body (raw, when it was no
** form), headers (lower-case names), session (a table of this browser, empty at
** first, lost when dropped), csrf (to put into forms as the field csrf, or to send
** as the header X-Zhurnal-Csrf).
** An error in the handler: the browser gets a page with a number, on_error(number,
** text with traceback) is called. */
#include <string.h>

#include "lua/bind.h"
#include "lua/host.h"
#include "web/httpd.h"

#define SRV "core.Web"

/* The userdata.  httpd is NULL before start has succeeded and after stop. */
typedef struct Srv {
  Httpd *httpd;
  lua_State *L; /* whose poll is running, else NULL */
  int stop_wanted;
  int handler, on_error, sessions, trace; /* references into the registry */
  uint64_t serial[SESSION_MAX];           /* whose table stands at this place */
} Srv;

/* What a protected call needs; passed as light userdata. */
typedef struct Call {
  Srv *srv;
  const HttpRequest *req;
  HttpResponse *res;
  const char *name;
  const Err *err;
} Call;

static Srv *check_srv(lua_State *L) {
  return luaL_checkudata(L, 1, SRV);
}

static Srv *check_open(lua_State *L) {
  Srv *srv = check_srv(L);
  if (!srv->httpd) luaL_error(L, "the server is stopped");
  return srv;
}

/* -- request -> table ------------------------------------------------------ */

/* repeated[name] = all values of a name that came again.  Stack: target at 'to',
** req on top. */
static void push_repeated(lua_State *L, int to, const FormField *f) {
  if (lua_getfield(L, to, f->name) == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  lua_getfield(L, -2, "repeated");
  if (lua_getfield(L, -1, f->name) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -3);
    lua_rawseti(L, -2, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, f->name);
  }
  lua_pushlstring(L, f->value, f->n);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pop(L, 3);
}

static void push_file(lua_State *L, const FormField *f) {
  lua_getfield(L, -1, "files");
  lua_createtable(L, 0, 3);
  lua_pushstring(L, f->file);
  lua_setfield(L, -2, "name");
  lua_pushstring(L, f->type);
  lua_setfield(L, -2, "type");
  lua_pushlstring(L, f->value, f->n);
  lua_setfield(L, -2, "body");
  lua_setfield(L, -2, f->name);
  lua_pop(L, 1);
}

/* req[key] = {name = value}.  Stack: req on top. */
static void push_fields(lua_State *L, const char *key, const FormList *list) {
  lua_createtable(L, 0, (int)list->n);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, key);
  lua_insert(L, -2);
  int to = lua_gettop(L) - 1;
  for (size_t i = 0; i < list->n; i++) {
    const FormField *f = &list->v[i];
    if (f->file) {
      push_file(L, f);
      continue;
    }
    push_repeated(L, to, f);
    lua_pushlstring(L, f->value, f->n);
    lua_setfield(L, to, f->name);
  }
  lua_remove(L, to);
}

static void push_headers(lua_State *L, const HttpRequest *req) {
  lua_createtable(L, 0, (int)req->header_n);
  for (size_t i = 0; i < req->header_n; i++) {
    lua_pushstring(L, req->headers[i].value);
    lua_setfield(L, -2, req->headers[i].name);
  }
  lua_setfield(L, -2, "headers");
}

/* The table of a session, new when its place was somebody else's before. */
static void push_session(lua_State *L, Srv *srv, const Session *s) {
  size_t place = session_place(httpd_sessions(srv->httpd), s);
  lua_rawgeti(L, LUA_REGISTRYINDEX, srv->sessions);
  if (srv->serial[place] != s->serial) {
    lua_newtable(L);
    lua_rawseti(L, -2, (lua_Integer)place + 1);
    srv->serial[place] = s->serial;
  }
  lua_rawgeti(L, -1, (lua_Integer)place + 1);
  lua_remove(L, -2);
}

static void push_request(lua_State *L, Srv *srv, const HttpRequest *req) {
  lua_createtable(L, 0, 11);
  lua_pushstring(L, req->method);
  lua_setfield(L, -2, "method");
  lua_pushboolean(L, req->head);
  lua_setfield(L, -2, "head");
  lua_pushstring(L, req->path);
  lua_setfield(L, -2, "path");
  lua_newtable(L);
  lua_setfield(L, -2, "repeated");
  lua_newtable(L);
  lua_setfield(L, -2, "files");
  push_fields(L, "query", req->query);
  push_fields(L, "form", req->form);
  lua_pushlstring(L, req->body, req->body_n);
  lua_setfield(L, -2, "body");
  push_headers(L, req);
  push_session(L, srv, req->session);
  lua_setfield(L, -2, "session");
  lua_pushstring(L, req->session->csrf);
  lua_setfield(L, -2, "csrf");
}

/* -- table -> response ----------------------------------------------------- */

static void take_headers(lua_State *L, HttpResponse *res) {
  Err err = { 0 };
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    if (lua_type(L, -2) != LUA_TSTRING) luaL_error(L, "a header's name must be a string");
    const char *name = lua_tostring(L, -2), *value = lua_tostring(L, -1);
    if (!value || http_header(res, name, value, &err)) {
      luaL_error(L, "header %s: %s", name, value ? err.msg : "the value must be a string");
    }
    lua_pop(L, 1);
  }
}

/* Read the handler's result on top of the stack. */
static void take_response(lua_State *L, HttpResponse *res) {
  Err err = { 0 };
  int whole = 1;
  size_t n;
  if (!lua_istable(L, -1)) luaL_error(L, "the handler must return a table");
  if (lua_getfield(L, -1, "status") != LUA_TNIL) {
    lua_Integer status = lua_tointegerx(L, -1, &whole);
    if (!whole || status < 200 || status > 599) luaL_error(L, "status must be 200 to 599");
    res->status = (int)status;
  }
  if (lua_getfield(L, -2, "type") != LUA_TNIL) {
    const char *type = lua_tostring(L, -1);
    if (!type || http_type(res, type, &err)) luaL_error(L, "type is not a content type");
  }
  if (lua_getfield(L, -3, "headers") != LUA_TNIL) {
    if (!lua_istable(L, -1)) luaL_error(L, "headers must be a table");
    take_headers(L, res);
  }
  if (lua_getfield(L, -4, "body") != LUA_TNIL) {
    const char *body = lua_tolstring(L, -1, &n);
    if (!body) luaL_error(L, "body must be a string");
    if (buf_add(&res->body, body, n)) luaL_error(L, "not enough memory");
  }
  lua_pop(L, 4);
}

/* -- what the server calls ------------------------------------------------- */

static int on_trace(lua_State *L) {
  const char *msg = luaL_tolstring(L, 1, NULL);
  luaL_traceback(L, L, msg, 1);
  return 1;
}

/* Call 'f' protected with 'call'; after a failure the text with the traceback is on
** top of the stack.  Restores the stack otherwise. */
static int protect(lua_State *L, lua_CFunction f, Call *call) {
  if (!lua_checkstack(L, 8)) {
    lua_pushliteral(L, "stack overflow");
    return -1;
  }
  lua_pushcfunction(L, on_trace);
  lua_pushcfunction(L, f);
  lua_pushlightuserdata(L, call);
  int rc = lua_pcall(L, 1, 0, -3);
  lua_remove(L, rc ? -2 : -1);
  return rc ? -1 : 0;
}

static int dispatch(lua_State *L) {
  Call *call = lua_touserdata(L, 1);
  luaL_checkstack(L, 20, NULL);
  lua_rawgeti(L, LUA_REGISTRYINDEX, call->srv->handler);
  push_request(L, call->srv, call->req);
  lua_call(L, 1, 1);
  take_response(L, call->res);
  return 0;
}

static int on_handle(void *ctx, const HttpRequest *req, HttpResponse *res, Err *err) {
  Srv *srv = ctx;
  lua_State *L = srv->L;
  Call call = { .srv = srv, .req = req, .res = res };
  if (protect(L, dispatch, &call) == 0) return 0;
  lua_rawseti(L, LUA_REGISTRYINDEX, srv->trace);
  return err_set(err, ERR_BUG, "web.handle", "Ошибка в обработке страницы");
}

static int report(lua_State *L) {
  Call *call = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, call->srv->on_error);
  lua_pushstring(L, call->name);
  if (lua_rawgeti(L, LUA_REGISTRYINDEX, call->srv->trace) != LUA_TSTRING) {
    lua_pop(L, 1);
    lua_pushstring(L, call->err->msg);
  }
  lua_call(L, 2, 0);
  return 0;
}

static void on_report(void *ctx, const char *id, const Err *err) {
  Srv *srv = ctx;
  lua_State *L = srv->L;
  Call call = { .srv = srv, .name = id, .err = err };
  if (srv->on_error != LUA_NOREF && protect(L, report, &call)) lua_pop(L, 1);
  lua_pushboolean(L, 0);
  lua_rawseti(L, LUA_REGISTRYINDEX, srv->trace);
}

static int on_read(void *ctx, const char *name, Buf *out, Err *err) {
  Srv *srv = ctx;
  if (host_asset(srv->L, name, out) == 0) return 0;
  return err_set(err, ERR_NOTFOUND, "web.read", "Такого файла оформления нет");
}

/* -- Lua's side ------------------------------------------------------------ */

static void unref(lua_State *L, int *ref) {
  luaL_unref(L, LUA_REGISTRYINDEX, *ref);
  *ref = LUA_NOREF;
}

/* Stop and let go of everything; may be called again. */
static void close_srv(lua_State *L, Srv *srv) {
  Httpd *h = srv->httpd;
  srv->httpd = NULL;
  httpd_free(h);
  unref(L, &srv->handler);
  unref(L, &srv->on_error);
  unref(L, &srv->sessions);
  unref(L, &srv->trace);
}

static lua_Integer option(lua_State *L, const char *name, lua_Integer least, lua_Integer most) {
  int whole = 1;
  lua_Integer n = 0;
  if (lua_getfield(L, 1, name) != LUA_TNIL) n = lua_tointegerx(L, -1, &whole);
  luaL_argcheck(L, whole && n >= least && n <= most, 1, name);
  lua_pop(L, 1);
  return n;
}

/* Keep the function under this name of the options, if there is one. */
static int option_function(lua_State *L, const char *name) {
  int type = lua_getfield(L, 1, name);
  luaL_argcheck(L, type == LUA_TFUNCTION || type == LUA_TNIL, 1, name);
  if (type == LUA_TFUNCTION) return luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pop(L, 1);
  return LUA_NOREF;
}

static Srv *push_srv(lua_State *L) {
  Srv *srv = lua_newuserdatauv(L, sizeof *srv, 0);
  memset(srv, 0, sizeof *srv);
  srv->handler = srv->on_error = srv->sessions = srv->trace = LUA_NOREF;
  luaL_setmetatable(L, SRV);
  return srv;
}

static int f_start(lua_State *L) {
  HttpdOptions o = { 0 };
  Err err = { 0 };
  luaL_checktype(L, 1, LUA_TTABLE);
  o.port = (unsigned)option(L, "port", 0, 65535);
  o.body_max = (size_t)option(L, "body_max", 0, 1 << 30);
  o.timeout = (unsigned)option(L, "timeout", 0, 3600);
  Srv *srv = push_srv(L);
  srv->handler = option_function(L, "handler");
  luaL_argcheck(L, srv->handler != LUA_NOREF, 1, "handler");
  srv->on_error = option_function(L, "on_error");
  lua_newtable(L);
  srv->sessions = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pushboolean(L, 0);
  srv->trace = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_getfield(L, 1, "dev");
  if (lua_toboolean(L, -1)) o.read = on_read;
  lua_pop(L, 1);
  o.handle = on_handle;
  o.report = on_report;
  o.ctx = srv;
  srv->httpd = httpd_new(&o, &err);
  if (srv->httpd) return 1;
  close_srv(L, srv);
  return bind_fail(L, &err);
}

static int f_asset(lua_State *L) {
  lua_pushfstring(L, "/a/%s/%s", static_tag(), luaL_checkstring(L, 1));
  return 1;
}

static int f_port(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)httpd_port(check_open(L)->httpd));
  return 1;
}

static int f_url(lua_State *L) {
  Buf b = { 0 };
  httpd_url(check_open(L)->httpd, &b);
  return bind_push_buf(L, &b);
}

static int f_poll(lua_State *L) {
  Srv *srv = check_srv(L);
  lua_Integer ms = luaL_optinteger(L, 2, 0);
  Err err = { 0 };
  luaL_argcheck(L, ms >= 0 && ms <= 3600000, 2, "milliseconds");
  if (srv->L) return luaL_error(L, "poll inside a handler");
  if (!srv->httpd) {
    err_set(&err, ERR_GONE, "web.poll", "Сервер страниц остановлен");
    return bind_fail(L, &err);
  }
  srv->L = L;
  int n = httpd_poll(srv->httpd, (int)ms);
  srv->L = NULL;
  if (srv->stop_wanted) close_srv(L, srv);
  lua_pushinteger(L, n);
  return 1;
}

static int f_stop(lua_State *L) {
  Srv *srv = check_srv(L);
  if (srv->L) srv->stop_wanted = 1;
  else close_srv(L, srv);
  return 0;
}

static int f_idle(lua_State *L) {
  lua_pushnumber(L, (lua_Number)httpd_idle_ns(check_open(L)->httpd) / 1e9);
  return 1;
}

static int f_count(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)httpd_count(check_open(L)->httpd));
  return 1;
}

static int f_sessions(lua_State *L) {
  Srv *srv = check_open(L);
  lua_Integer n = 0;
  lua_newtable(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, srv->sessions);
  for (int i = 1; i <= SESSION_MAX; i++) {
    if (lua_rawgeti(L, -1, i) == LUA_TTABLE) lua_rawseti(L, -3, ++n);
    else lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return 1;
}

static const luaL_Reg methods[] = {
  { "port", f_port },    { "url", f_url },     { "poll", f_poll },         { "stop", f_stop },
  { "idle", f_idle },    { "count", f_count }, { "sessions", f_sessions }, { "__gc", f_stop },
  { "__close", f_stop }, { NULL, NULL },
};

static const luaL_Reg functions[] = { { "start", f_start }, { "asset", f_asset }, { NULL, NULL } };

int luaopen_core_web(lua_State *L) {
  if (luaL_newmetatable(L, SRV)) {
    luaL_setfuncs(L, methods, 0);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, SRV);
    lua_setfield(L, -2, "__metatable");
  }
  lua_pop(L, 1);
  luaL_newlib(L, functions);
  return 1;
}
