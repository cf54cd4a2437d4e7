/* session.c -- see session.h. */
#include "web/session.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "web/form.h"

static void random_hex(char out[SESSION_HEX + 1]) {
  unsigned char raw[SESSION_HEX / 2];
  randombytes_buf(raw, sizeof raw);
  sodium_bin2hex(out, SESSION_HEX + 1, raw, sizeof raw);
}

static int token_same(const char *ours, const char *given, size_t n) {
  return n == SESSION_HEX && sodium_memcmp(ours, given, SESSION_HEX) == 0;
}

int session_init(SessionTable *t, unsigned port) {
  memset(t, 0, sizeof *t);
  if (sodium_init() < 0) return -1;
  random_hex(t->secret);
  snprintf(t->cookie, sizeof t->cookie, "zh%u", port);
  return 0;
}

int session_secret_ok(const SessionTable *t, const char *k) {
  return k && token_same(t->secret, k, strlen(k));
}

Session *session_new(SessionTable *t) {
  Session *s = &t->v[0];
  for (size_t i = 1; i < SESSION_MAX && s->serial; i++) {
    if (!t->v[i].serial || t->v[i].used < s->used) s = &t->v[i];
  }
  s->serial = ++t->serials;
  s->used = ++t->uses;
  random_hex(s->token);
  random_hex(s->csrf);
  return s;
}

/* Every place is compared, so that time does not tell which one came near. */
static Session *by_token(SessionTable *t, const char *token, size_t n) {
  Session *found = NULL;
  for (size_t i = 0; i < SESSION_MAX; i++) {
    Session *s = &t->v[i];
    if (s->serial && token_same(s->token, token, n)) found = s;
  }
  return found;
}

Session *session_find(SessionTable *t, const char *cookies) {
  size_t name_n = strlen(t->cookie);
  for (const char *p = cookies; p && *p;) {
    p += strspn(p, " \t;");
    size_t n = strcspn(p, ";");
    if (n > name_n && p[name_n] == '=' && memcmp(p, t->cookie, name_n) == 0) {
      size_t value_n = n - name_n - 1;
      while (value_n && (p[name_n + value_n] == ' ' || p[name_n + value_n] == '\t')) value_n--;
      Session *s = by_token(t, p + name_n + 1, value_n);
      if (s) {
        s->used = ++t->uses;
        return s;
      }
    }
    p += n;
  }
  return NULL;
}

size_t session_place(const SessionTable *t, const Session *s) {
  return (size_t)(s - t->v);
}

int session_csrf_ok(const Session *s, const char *token) {
  return token && token_same(s->csrf, token, strlen(token));
}

int session_host_ok(const char *host, unsigned port) {
  char want[32];
  if (!host) return 0;
  snprintf(want, sizeof want, "127.0.0.1:%u", port);
  if (form_same(host, want)) return 1;
  snprintf(want, sizeof want, "localhost:%u", port);
  return form_same(host, want);
}

int session_origin_ok(const char *host, const char *origin, const char *fetch_site) {
  if (!host) return 0;
  if (origin) return strncmp(origin, "http://", 7) == 0 && form_same(origin + 7, host);
  return !fetch_site || strcmp(fetch_site, "same-origin") == 0;
}
