/* session.h -- who may talk to the server: the run's secret, browser sessions,
** and the checks of a request's Host, Origin and tokens.
** Floor: web (may use base).  Included by httpd and bind_web.
** A SessionTable lives inside the server from session_init on and holds no
** memory.  A browser shows the secret of the launch address once, gets a cookie
** with a session's token, and the forms of that session carry its csrf token.
** All random numbers are 128 bits from the system; tokens are compared in
** constant time. */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include <stddef.h>
#include <stdint.h>

enum { SESSION_MAX = 16, SESSION_HEX = 32, SESSION_NAME = 16 };

typedef struct Session {
  uint64_t serial; /* never used twice in a run; 0: the place is free */
  uint64_t used;   /* number of the last request: the smallest is dropped */
  char token[SESSION_HEX + 1];
  char csrf[SESSION_HEX + 1];
} Session;

typedef struct SessionTable {
  char secret[SESSION_HEX + 1];
  char cookie[SESSION_NAME]; /* "zh" and the port: cookies of one host are shared by
                                all its ports, and two sticks may be open at once */
  uint64_t serials, uses;
  Session v[SESSION_MAX];
} SessionTable;

/* Start with a new secret and no sessions.  Returns 0, or -1 when the system
** has no random numbers. */
int session_init(SessionTable *t, unsigned port);

/* 1 when 'k' (may be NULL) is the run's secret. */
int session_secret_ok(const SessionTable *t, const char *k);

/* Make a session, dropping the one unused for longest when the table is full.
** Never NULL; borrowed until the session is dropped. */
Session *session_new(SessionTable *t);

/* The session of a Cookie header (may be NULL) or NULL.  Every cookie of our
** name is tried: another program on this computer may have set one too.
** Finding counts as use. */
Session *session_find(SessionTable *t, const char *cookies);

/* The session's place in the table, 0 to SESSION_MAX - 1. */
size_t session_place(const SessionTable *t, const Session *s);

/* 1 when 'token' (may be NULL) is the session's csrf token. */
int session_csrf_ok(const Session *s, const char *token);

/* 1 when the Host header is exactly 127.0.0.1:port or localhost:port (any case):
** a foreign name that points to this computer (DNS rebinding) is not. */
int session_host_ok(const char *host, unsigned port);

/* 1 when a POST comes from our own page: Origin is http:// and this Host, or it
** is absent and Sec-Fetch-Site is absent or "same-origin".  Any may be NULL. */
int session_origin_ok(const char *host, const char *origin, const char *fetch_site);

#endif
