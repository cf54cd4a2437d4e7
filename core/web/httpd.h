/* httpd.h -- the server of the pages, for the browser of this computer only.
** Floor: web (may use base and os; libmicrohttpd).  Included by bind_web.
** Listens on 127.0.0.1; one thread: everything happens inside httpd_poll, requests
** are handled one at a time.  Before the handler sees a request, its Host, method,
** sizes, spelling, session and, for POST, origin and token have been checked; see
** session.h.  The answer is sent only when the handler has finished.
** An Httpd lives from httpd_new to httpd_free. */
#ifndef WEB_HTTPD_H
#define WEB_HTTPD_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "web/form.h"
#include "web/session.h"
#include "web/static.h"

typedef struct Httpd Httpd;

/* 'name' is in lower case. */
typedef struct HttpHeader {
  const char *name, *value;
} HttpHeader;

/* Borrowed until the handler returns.  HEAD arrives as GET with 'head' set: the
** body of the answer is then counted and not sent. */
typedef struct HttpRequest {
  const char *method; /* "GET" or "POST" */
  int head;
  const char *path;      /* decoded: "/journal/7", no "." or ".." parts */
  const FormList *query; /* decoded */
  const FormList *form;  /* of a urlencoded or multipart body */
  const char *body;      /* any other body as it came; "" when there is none */
  size_t body_n;
  const HttpHeader *headers;
  size_t header_n;
  Session *session;
} HttpRequest;

/* Zeros are an empty answer: 200, "text/html; charset=utf-8". */
typedef struct HttpResponse {
  int status;
  char type[128];
  Buf body;
  Buf headers; /* name NUL value NUL …, by http_header */
} HttpResponse;

/* Answers a request.  Returns 0, or -1 with *err set: the browser then gets a page
** with an error number, and 'report' the number and the error. */
typedef int (*HttpHandle)(void *ctx, const HttpRequest *req, HttpResponse *res, Err *err);
typedef void (*HttpReport)(void *ctx, const char *id, const Err *err);

typedef struct HttpdOptions {
  unsigned port;    /* 0: any free one */
  size_t body_max;  /* bytes; 0: 2 MB */
  unsigned timeout; /* seconds for a request to arrive and for silence; 0: 10 */
  HttpHandle handle;
  HttpReport report; /* may be NULL */
  StaticRead read;   /* development: reads static files; else NULL */
  void *ctx;         /* given to the three */
} HttpdOptions;

/* Open the port.  NULL with ERR_BUSY (the port is taken), ERR_IO or ERR_NOMEM. */
Httpd *httpd_new(const HttpdOptions *options, Err *err);

unsigned httpd_port(const Httpd *h);

/* Append the launch address, http://127.0.0.1:PORT/?k=SECRET. */
int httpd_url(const Httpd *h, Buf *out);

/* Wait up to 'ms' milliseconds for the network and handle what has come.  Returns
** the number of requests handled, or -1 after httpd_stop.  Not from a handler. */
int httpd_poll(Httpd *h, int ms);

/* Stop listening: answers under way are sent first (at most 2 seconds).  May be
** called again.  Not from a handler. */
void httpd_stop(Httpd *h);

/* httpd_stop and free; NULL is fine. */
void httpd_free(Httpd *h);

/* Nanoseconds since the last request of a session (since the start when none). */
uint64_t httpd_idle_ns(const Httpd *h);

/* Requests answered so far, refused ones too. */
uint64_t httpd_count(const Httpd *h);

/* The sessions, for whoever keeps something beside them. */
const SessionTable *httpd_sessions(const Httpd *h);

/* Add a header to an answer.  Returns 0, or -1 with ERR_NOMEM, or ERR_BUG: not a
** name or not printable ASCII, a header the server sets itself (security, cookies,
** framing, content type), a Location that leaves the server. */
int http_header(HttpResponse *res, const char *name, const char *value, Err *err);

/* Set the content type.  Returns 0, or -1 with ERR_BUG. */
int http_type(HttpResponse *res, const char *type, Err *err);

#endif
