/* httpd.c -- see httpd.h. */
#include "web/httpd.h"

#include <errno.h>
#include <microhttpd.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#ifndef _WIN32
#include <arpa/inet.h>
#include <netinet/in.h>
#endif

#include "base/text.h"
#include "os/os.h"
#include "web/reply.h"

enum {
  BODY_MAX = 2 * 1024 * 1024,
  HEADER_MAX = 16 * 1024,
  POOL = 32 * 1024,        /* a connection's memory: above HEADER_MAX, so that we refuse first */
  DRAIN = 8 * 1024 * 1024, /* read of a refused body, so that the browser sees the answer */
  CONNECTIONS = 400,
  KEEP_MEMORY = 256 * 1024,
  REAP_MS = 500,
  STOP_MS = 2000,
  TIMEOUT_S = 10
};

#define NS_IN_MS 1000000u
#define NS_IN_S  1000000000u
#define FRESH    UINT64_MAX /* of Conn.since: the reaper has not seen it yet */

/* One connection and the request it carries now; reused by the requests that
** follow on it, so that a request allocates little. */
typedef struct Conn {
  struct Conn *prev, *next;
  Httpd *h;
  struct MHD_Connection *mc;
  uint64_t since; /* h->listened soon after it opened or its last answer was sent */
  int begun, answered, enter;
  Refusal refuse;
  size_t drained;
  Buf uri, names, body;
  FormList query, form;
  HttpHeader *headers;
  size_t header_n, header_cap;
  HttpRequest req;
} Conn;

struct Httpd {
  HttpdOptions o;
  struct MHD_Daemon *daemon;
  unsigned port;
  int stopping;
  SessionTable sessions;
  Conn *conns;
  uint64_t count, last;
  uint64_t listened; /* ns spent listening: a request cannot be late while a handler runs */
  uint64_t handled;  /* ns spent in handlers during this poll */
  uint64_t reaped;
};

/* -- reading a request ----------------------------------------------------- */

static const char *header(const Conn *c, const char *name) {
  for (size_t i = 0; i < c->header_n; i++) {
    if (strcmp(c->headers[i].name, name) == 0) return c->headers[i].value;
  }
  return NULL;
}

static int headers_named(const Conn *c, const char *name) {
  int n = 0;
  for (size_t i = 0; i < c->header_n; i++) n += strcmp(c->headers[i].name, name) == 0;
  return n;
}

static enum MHD_Result take_header(void *cls, enum MHD_ValueKind kind, const char *name,
                                   const char *value) {
  Conn *c = cls;
  (void)kind;
  if (c->header_n == c->header_cap) {
    size_t cap = c->header_cap ? c->header_cap * 2 : 32;
    HttpHeader *v = realloc(c->headers, cap * sizeof *v);
    if (!v) {
      c->refuse = REFUSE_MEMORY;
      return MHD_NO;
    }
    c->headers = v;
    c->header_cap = cap;
  }
  /* names has room for all of them, so it does not move */
  char *lower = c->names.p + c->names.n;
  if (buf_add(&c->names, name, strlen(name) + 1)) {
    c->refuse = REFUSE_MEMORY;
    return MHD_NO;
  }
  for (char *p = lower; *p; p++) {
    if (*p >= 'A' && *p <= 'Z') *p = (char)(*p + 32);
  }
  c->headers[c->header_n++] = (HttpHeader){ lower, value ? value : "" };
  return MHD_YES;
}

/* Take the headers and check that everybody would find the same end of the
** request.  After a refusal here the connection has to be closed. */
static Refusal read_head(Conn *c, const char *method) {
  const union MHD_ConnectionInfo *size =
      MHD_get_connection_info(c->mc, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  if (!size || size->header_size > HEADER_MAX) return REFUSE_HEADERS;
  if (buf_reserve(&c->names, size->header_size)) return REFUSE_MEMORY;
  MHD_get_connection_values(c->mc, MHD_HEADER_KIND, take_header, c);
  if (c->refuse) return c->refuse;

  const char *coding = header(c, "transfer-encoding"), *length = header(c, "content-length");
  if (headers_named(c, "host") > 1 || headers_named(c, "content-length") > 1) return REFUSE_REQUEST;
  if (headers_named(c, "origin") > 1) return REFUSE_ORIGIN;
  if (coding && (length || !form_same(coding, "chunked"))) return REFUSE_REQUEST;
  uint64_t n = length ? strtoull(length, NULL, 10) : 0;
  if (strcmp(method, "POST") != 0 && (coding || n)) return REFUSE_REQUEST;
  if (n > (uint64_t)c->h->o.body_max + DRAIN) return REFUSE_BODY;
  return REFUSE_NONE;
}

static Refusal read_method(Conn *c, const char *method) {
  c->req.head = strcmp(method, "HEAD") == 0;
  if (c->req.head || strcmp(method, "GET") == 0) c->req.method = "GET";
  else if (strcmp(method, "POST") == 0) c->req.method = "POST";
  else return REFUSE_METHOD;
  return REFUSE_NONE;
}

/* No control characters, no backslash (browsers read it as a slash), no empty
** part and no part of dots: such a path means different things to different
** readers. */
static int path_ok(const char *path) {
  if (path[0] != '/') return 0;
  for (const char *p = path; *p; p++) {
    if ((unsigned char)*p < 0x20 || *p == 0x7f || *p == '\\') return 0;
    if (*p != '/') continue;
    size_t n = strcspn(p + 1, "/");
    if (n == 0 && p[1]) return 0;
    if ((n == 1 && p[1] == '.') || (n == 2 && p[1] == '.' && p[2] == '.')) return 0;
  }
  return 1;
}

static Refusal read_target(Conn *c) {
  char *uri = c->uri.p;
  if (c->uri.oom) return REFUSE_MEMORY;
  if (!uri || strpbrk(uri, " \t")) return REFUSE_REQUEST;
  char *query = strchr(uri, '?');
  size_t n = query ? (size_t)(query - uri) : strlen(uri), end;
  if (query) query++;
  if (form_decode(uri, n, 0, &end) || !path_ok(uri)) return REFUSE_REQUEST;
  if (query && form_urlencoded(query, strlen(query), &c->query, NULL)) return REFUSE_REQUEST;
  c->req.path = uri;
  return REFUSE_NONE;
}

/* Everything that can be known before the body. */
static Refusal check_right(Conn *c) {
  Httpd *h = c->h;
  int post = strcmp(c->req.method, "POST") == 0;
  if (h->stopping) return REFUSE_STOPPING;
  c->enter = !post && session_secret_ok(&h->sessions, form_find(&c->query, "k"));
  if (c->enter) return REFUSE_NONE;
  if (!session_find(&h->sessions, header(c, "cookie"))) return REFUSE_SESSION;
  if (!post) return REFUSE_NONE;
  const char *origin = header(c, "origin"), *site = header(c, "sec-fetch-site");
  if (!session_origin_ok(header(c, "host"), origin, site)) return REFUSE_ORIGIN;
  const char *length = header(c, "content-length");
  if (length && strtoull(length, NULL, 10) > h->o.body_max) return REFUSE_BODY;
  return REFUSE_NONE;
}

/* First call for a request: the headers are there.  An answer queued now closes
** the connection, so most refusals wait until the body has been read. */
static enum MHD_Result begin(Conn *c, const char *method) {
  c->begun = 1;
  c->refuse = read_head(c, method);
  if (c->refuse) {
    c->answered = 1;
    c->h->count++;
    return reply_refuse(c->mc, c->refuse);
  }
  if (!session_host_ok(header(c, "host"), c->h->port)) c->refuse = REFUSE_HOST;
  if (!c->refuse) c->refuse = read_method(c, method);
  if (!c->refuse) c->refuse = read_target(c);
  if (!c->refuse) c->refuse = check_right(c);
  return MHD_YES;
}

static enum MHD_Result take_body(Conn *c, const char *data, size_t n) {
  size_t max = c->h->o.body_max;
  if (!c->refuse && n > max - c->body.n) c->refuse = REFUSE_BODY;
  if (!c->refuse && buf_add(&c->body, data, n)) c->refuse = REFUSE_MEMORY;
  if (!c->refuse) return MHD_YES;
  buf_clear(&c->body);
  c->drained += n;
  return c->drained > max + DRAIN ? MHD_NO : MHD_YES;
}

/* -- answering ------------------------------------------------------------- */

static void add_escaped(Buf *b, const char *s, const char *keep) {
  static const char word[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  for (; *s; s++) {
    if (strchr(word, *s) || strchr(keep, *s)) buf_putc(b, *s);
    else buf_printf(b, "%%%02X", (unsigned char)*s);
  }
}

/* Send the browser to the same address without the secret. */
static enum MHD_Result enter(Conn *c) {
  Buf to = { 0 };
  add_escaped(&to, c->req.path, "/");
  char mark = '?';
  for (size_t i = 0; i < c->query.n; i++) {
    if (strcmp(c->query.v[i].name, "k") == 0) continue;
    buf_putc(&to, mark);
    add_escaped(&to, c->query.v[i].name, "");
    buf_putc(&to, '=');
    add_escaped(&to, c->query.v[i].value, "");
    mark = '&';
  }
  const Session *s = to.oom ? NULL : session_new(&c->h->sessions);
  enum MHD_Result result = s ? reply_enter(c->mc, to.p, c->h->sessions.cookie, s->token) : MHD_NO;
  buf_clear(&to);
  return result;
}

static enum MHD_Result send_static(Conn *c) {
  const HttpdOptions *o = &c->h->o;
  StaticFile f = { 0 };
  if (static_get(c->req.path, o->read, o->ctx, &f, NULL) == 0) {
    return reply_static(c->mc, &f, !o->read);
  }
  buf_clear(&f.own);
  return reply_refuse(c->mc, REFUSE_MISSING);
}

/* Read the form of a POST and check its token. */
static Refusal read_form(Conn *c) {
  const char *type = header(c, "content-type"), *token = header(c, "x-zhurnal-csrf");
  Err err = { 0 };
  int bad = 0;
  if (c->body.n && form_type_is(type, "application/x-www-form-urlencoded")) {
    bad = form_urlencoded(c->body.p, c->body.n, &c->form, &err);
    c->req.body_n = 0;
  } else if (c->body.n && form_type_is(type, "multipart/form-data")) {
    bad = form_multipart(c->body.p, c->body.n, type, &c->form, &err);
    c->req.body_n = 0;
  } else {
    c->req.body = c->body.n ? c->body.p : "";
    c->req.body_n = c->body.n;
  }
  if (bad) return err.code == ERR_NOMEM ? REFUSE_MEMORY : REFUSE_REQUEST;
  if (!token) token = form_find(&c->form, "csrf");
  return session_csrf_ok(c->req.session, token) ? REFUSE_NONE : REFUSE_TOKEN;
}

static enum MHD_Result failed(Conn *c, const Err *err) {
  unsigned char raw[4];
  char id[2 * sizeof raw + 1];
  randombytes_buf(raw, sizeof raw);
  sodium_bin2hex(id, sizeof id, raw, sizeof raw);
  if (c->h->o.report) c->h->o.report(c->h->o.ctx, id, err);
  return reply_failed(c->mc, id);
}

static enum MHD_Result handle(Conn *c) {
  HttpResponse res = { 0 };
  Err err = { 0 };
  uint64_t start = os_mono_ns();
  int rc = c->h->o.handle(c->h->o.ctx, &c->req, &res, &err);
  c->h->last = os_mono_ns();
  c->h->handled += c->h->last - start;
  if (rc == 0 && (res.body.oom || (res.status && (res.status < 200 || res.status > 599)))) {
    rc = err_set(&err, ERR_BUG, "httpd.handle", "Ответ страницы неверен: состояние %d", res.status);
  }
  if (rc == 0) return reply_send(c->mc, &res);
  buf_clear(&res.body);
  buf_clear(&res.headers);
  return failed(c, &err);
}

/* Last call for a request: the body is there. */
static enum MHD_Result finish(Conn *c) {
  c->answered = 1;
  c->h->count++;
  if (!c->refuse && c->h->stopping) c->refuse = REFUSE_STOPPING;
  if (c->refuse) return reply_refuse(c->mc, c->refuse);
  if (c->enter) return enter(c);
  /* again: sessions may have come and gone while the body arrived */
  c->req.session = session_find(&c->h->sessions, header(c, "cookie"));
  if (!c->req.session) return reply_refuse(c->mc, REFUSE_SESSION);
  c->h->last = os_mono_ns();
  c->req.headers = c->headers;
  c->req.header_n = c->header_n;
  c->req.query = &c->query;
  c->req.form = &c->form;
  c->req.body = "";
  if (strcmp(c->req.method, "POST") == 0) {
    Refusal why = read_form(c);
    if (why) return reply_refuse(c->mc, why);
  } else if (static_is(c->req.path)) {
    return send_static(c);
  }
  return handle(c);
}

/* -- what libmicrohttpd calls ---------------------------------------------- */

static Conn *conn_of(struct MHD_Connection *mc) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(mc, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info ? info->socket_context : NULL;
}

/* The raw request target, before the library decodes it in its own lax way. */
static void *on_target(void *cls, const char *uri, struct MHD_Connection *mc) {
  Conn *c = conn_of(mc);
  (void)cls;
  if (c && uri) buf_puts(&c->uri, uri);
  return c;
}

static size_t no_unescape(void *cls, struct MHD_Connection *mc, char *s) {
  (void)cls;
  (void)mc;
  return strlen(s);
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *mc, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_n, void **con_cls) {
  Conn *c = *con_cls;
  (void)cls;
  (void)url;
  (void)version;
  if (!c) return MHD_NO;
  c->mc = mc;
  if (!c->begun) return begin(c, method);
  if (*upload_n) {
    enum MHD_Result result = take_body(c, upload, *upload_n);
    *upload_n = 0;
    return result;
  }
  return c->answered ? MHD_YES : finish(c);
}

static void forget(FormList *list) {
  if (list->cap * sizeof *list->v > KEEP_MEMORY) form_clear(list);
  else form_reset(list);
}

static void on_completed(void *cls, struct MHD_Connection *mc, void **con_cls,
                         enum MHD_RequestTerminationCode why) {
  Conn *c = *con_cls;
  (void)cls;
  (void)mc;
  (void)why;
  if (!c) return;
  *con_cls = NULL;
  if (c->body.cap > KEEP_MEMORY) buf_clear(&c->body);
  buf_reset(&c->body);
  buf_reset(&c->uri);
  buf_reset(&c->names);
  forget(&c->query);
  forget(&c->form);
  c->header_n = 0;
  c->drained = 0;
  c->begun = c->answered = c->enter = 0;
  c->refuse = REFUSE_NONE;
  c->since = FRESH;
  memset(&c->req, 0, sizeof c->req);
}

static void on_connection(void *cls, struct MHD_Connection *mc, void **context,
                          enum MHD_ConnectionNotificationCode code) {
  Httpd *h = cls;
  Conn *c = *context;
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    c = calloc(1, sizeof *c);
    *context = c;
    if (!c) return;
    c->h = h;
    c->mc = mc;
    c->since = FRESH;
    c->next = h->conns;
    if (c->next) c->next->prev = c;
    h->conns = c;
  } else if (c) {
    *context = NULL;
    if (c->prev) c->prev->next = c->next;
    else h->conns = c->next;
    if (c->next) c->next->prev = c->prev;
    buf_clear(&c->uri);
    buf_clear(&c->names);
    buf_clear(&c->body);
    form_clear(&c->query);
    form_clear(&c->form);
    free(c->headers);
    free(c);
  }
}

/* -- the server ------------------------------------------------------------ */

static struct MHD_Daemon *listen_on(Httpd *h) {
  struct sockaddr_in at;
  memset(&at, 0, sizeof at);
  at.sin_family = AF_INET;
  at.sin_port = htons((uint16_t)h->o.port);
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return MHD_start_daemon(
      MHD_USE_AUTO | MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0, NULL, NULL, on_request, h,
      MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at, MHD_OPTION_CONNECTION_LIMIT,
      (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL,
      MHD_OPTION_CONNECTION_TIMEOUT, h->o.timeout, MHD_OPTION_URI_LOG_CALLBACK, on_target, h,
      MHD_OPTION_UNESCAPE_CALLBACK, no_unescape, h, MHD_OPTION_NOTIFY_COMPLETED, on_completed, h,
      MHD_OPTION_NOTIFY_CONNECTION, on_connection, h, MHD_OPTION_END);
}

/* Why the last call of the network failed. */
static int net_errno(void) {
#ifdef _WIN32
  return WSAGetLastError() == WSAEADDRINUSE ? EADDRINUSE : EACCES;
#else
  return errno;
#endif
}

/* Open the port and make the secret; -1 with *err. */
static int start(Httpd *h, Err *err) {
  errno = 0;
  h->daemon = listen_on(h);
  int sys = h->daemon ? 0 : net_errno();
  if (!h->daemon && sys == EADDRINUSE) {
    return err_set(err, ERR_BUSY, "httpd.new", "Порт %u занят другой программой; укажите другой",
                   h->o.port);
  }
  if (!h->daemon) return err_sys(err, sys, "httpd.new", "Не удалось открыть порт %u", h->o.port);
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
  h->port = info ? info->port : h->o.port;
  if (!h->port || session_init(&h->sessions, h->port)) {
    return err_set(err, ERR_IO, "httpd.new", "Не удалось подготовить вход в программу");
  }
  return 0;
}

Httpd *httpd_new(const HttpdOptions *options, Err *err) {
  Httpd *h = calloc(1, sizeof *h);
  if (!h) {
    err_set(err, ERR_NOMEM, "httpd.new", "Не хватило памяти");
    return NULL;
  }
  h->o = *options;
  if (!h->o.body_max) h->o.body_max = BODY_MAX;
  if (!h->o.timeout) h->o.timeout = TIMEOUT_S;
  h->last = os_mono_ns();
  if (start(h, err)) {
    httpd_free(h);
    return NULL;
  }
  return h;
}

unsigned httpd_port(const Httpd *h) {
  return h->port;
}

int httpd_url(const Httpd *h, Buf *out) {
  return buf_printf(out, "http://127.0.0.1:%u/?k=%s", h->port, h->sessions.secret);
}

/* One round of the network; keeps the clock by which requests are late. */
static void round_once(Httpd *h, int ms) {
  uint64_t start_ns = os_mono_ns();
  h->handled = 0;
  enum MHD_Result ok = MHD_run_wait(h->daemon, ms);
  uint64_t spent = os_mono_ns() - start_ns;
  h->listened += spent > h->handled ? spent - h->handled : 0;
  /* a failing wait must not become a busy loop */
  if (ok != MHD_YES && ms > 0 && spent < NS_IN_MS) os_sleep_ms(ms < 10 ? (unsigned)ms : 10);
}

/* The library's timeout starts again with every byte, so a client that drips them
** could stay for ever: twice the timeout without a whole request ends it. */
static void reap(Httpd *h) {
  uint64_t late = 2 * (uint64_t)h->o.timeout * NS_IN_S;
  if (h->listened - h->reaped < (uint64_t)REAP_MS * NS_IN_MS) return;
  h->reaped = h->listened;
  for (Conn *c = h->conns; c; c = c->next) {
    if (c->since == FRESH) c->since = h->listened;
    if (c->answered || h->listened - c->since <= late) continue;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c->mc, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info) shutdown(info->connect_fd, 2);
  }
}

int httpd_poll(Httpd *h, int ms) {
  if (!h->daemon) return -1;
  uint64_t before = h->count;
  round_once(h, ms < 0 ? 0 : ms);
  reap(h);
  return (int)(h->count - before);
}

static int sending(const Httpd *h) {
  for (const Conn *c = h->conns; c; c = c->next) {
    if (c->answered) return 1;
  }
  return 0;
}

void httpd_stop(Httpd *h) {
  if (!h->daemon) return;
  uint64_t until = os_mono_ns() + (uint64_t)STOP_MS * NS_IN_MS;
  h->stopping = 1;
  while (sending(h) && os_mono_ns() < until) round_once(h, 20);
  MHD_stop_daemon(h->daemon);
  h->daemon = NULL;
  sodium_memzero(&h->sessions, sizeof h->sessions);
}

void httpd_free(Httpd *h) {
  if (!h) return;
  httpd_stop(h);
  free(h);
}

uint64_t httpd_idle_ns(const Httpd *h) {
  return os_mono_ns() - h->last;
}

uint64_t httpd_count(const Httpd *h) {
  return h->count;
}

const SessionTable *httpd_sessions(const Httpd *h) {
  return &h->sessions;
}
