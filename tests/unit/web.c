/* web.c -- core/web without a network: decoding, forms, sessions, the checks of Host and Origin,
** names of static files. */
#include "tap.h"

#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "web/form.h"
#include "web/httpd.h"
#include "web/session.h"
#include "web/static.h"

/* A copy on the heap of exactly n + 1 bytes, so that the sanitizer sees a step outside. */
static char *copy(const char *s, size_t n) {
  char *p = malloc(n + 1);
  if (!p) abort();
  memcpy(p, s, n);
  p[n] = '\0';
  return p;
}

static const struct {
  const char *in, *out; /* out NULL: refused */
  int plus;
} decodings[] = {
  { "", "", 0 },
  { "abc", "abc", 0 },
  { "a+b", "a+b", 0 },
  { "a+b", "a b", 1 },
  { "%D0%96%2b", "Ж+", 1 },
  { "%d0%96", "Ж", 0 },
  { "%", NULL, 0 },
  { "%4", NULL, 0 },
  { "a%4", NULL, 0 },
  { "%G0", NULL, 0 },
  { "%0G", NULL, 0 },
  { "%00", NULL, 0 },
  { "a%00b", NULL, 0 },
  { "%FF", NULL, 0 },
  { "%D0", NULL, 0 },
  { "%C0%AF", NULL, 0 },
  { "%ED%A0%80", NULL, 0 },
  { "%F4%90%80%80", NULL, 0 },
  { "%F0%9F%98%80", "\xF0\x9F\x98\x80", 0 },
};

static void test_decode(void) {
  for (size_t i = 0; i < sizeof decodings / sizeof *decodings; i++) {
    size_t n = 99;
    char *s = copy(decodings[i].in, strlen(decodings[i].in));
    int rc = form_decode(s, strlen(s), decodings[i].plus, &n);
    STR(rc ? NULL : s, decodings[i].out, decodings[i].in);
    if (!rc) IS(n, strlen(s), "its length");
    free(s);
  }
}

static void test_urlencoded(void) {
  Err e = { 0 };
  FormList list = { 0 };
  const char *text = "a=1&b&c=&&=d&a=%D0%96+%26&e=1=2";
  char *s = copy(text, strlen(text));
  IS(form_urlencoded(s, strlen(text), &list, &e), 0, "a form is read");
  IS(list.n, 6, "empty pieces are no fields");
  STR(form_find(&list, "a"), "Ж &", "the last value of a name counts");
  STR(form_find(&list, "b"), "", "a name alone is empty");
  STR(form_find(&list, "c"), "", "so is one with nothing behind the sign");
  STR(form_find(&list, ""), "d", "a name may be empty");
  STR(form_find(&list, "e"), "1=2", "only the first sign divides");
  STR(form_find(&list, "z"), NULL, "no such name");
  free(s);

  form_reset(&list);
  s = copy("a=1&b=%zz", 9);
  FAILS(form_urlencoded(s, 9, &list, &e), ERR_INPUT, e, "a broken form is refused");
  free(s);

  form_reset(&list);
  size_t n = 2 * (FORM_FIELDS_MAX + 1);
  s = malloc(n + 1);
  if (!s) abort();
  for (size_t i = 0; i < n; i++) s[i] = "a&"[i % 2];
  s[n] = '\0';
  FAILS(form_urlencoded(s, n, &list, &e), ERR_INPUT, e, "too many fields are refused");
  free(s);
  form_clear(&list);
  IS(list.cap, 0, "a cleared list is empty");
}

#define PART(head, body) "--B\r\n" head "\r\n\r\n" body "\r\n"
#define NAME(name)       "Content-Disposition: form-data; name=\"" name "\""

static const char multipart[] = PART(NAME("a"), "Ж\r\n--")
    PART(NAME("f") "; filename=\"x;name=.csv\"\r\nContent-Type: a/b", "1\0002")
        PART("content-type: text/plain\r\ncontent-disposition: form-data; name=\"q\\\"\"", "")
            PART(NAME("a"), "2") "--B--\r\nafter";

static void test_multipart(void) {
  Err e = { 0 };
  FormList list = { 0 };
  const char *type = "multipart/form-data; charset=utf-8; boundary=\"B\"";
  char *s = copy(multipart, sizeof multipart - 1);
  IS(form_multipart(s, sizeof multipart - 1, type, &list, &e), 0, "a form with a file is read");
  IS(list.n, 4, "all parts");
  STR(list.v[0].value, "Ж\r\n--", "a value with line breaks");
  STR(list.v[1].name, "f", "the name of a file's field");
  STR(list.v[1].file, "x;name=.csv", "the name of the file");
  STR(list.v[1].type, "a/b", "its type");
  IS(list.v[1].n, 3, "its bytes, a zero too");
  STR(list.v[2].name, "q\"", "a quoted quote");
  STR(form_find(&list, "a"), "2", "the last value counts");
  STR(form_find(&list, "f"), NULL, "a file is no value");
  free(s);

  /* every shorter piece is refused, and none is read past its end */
  int refused = 0;
  size_t whole = sizeof multipart - 1 - strlen("--\r\nafter");
  for (size_t n = 0; n < whole; n++) {
    form_reset(&list);
    s = copy(multipart, n);
    refused += form_multipart(s, n, type, &list, &e) != 0;
    free(s);
  }
  IS(refused, whole, "a form cut anywhere is refused");
  char empty[1] = "";
  FAILS(form_multipart(empty, 0, "multipart/form-data", &list, &e), ERR_INPUT, e, "no boundary");
  type = "multipart/form-data; boundary=\"\"";
  FAILS(form_multipart(empty, 0, type, &list, &e), ERR_INPUT, e, "an empty boundary");
  form_clear(&list);
}

static void test_types(void) {
  OK(form_type_is("Text/HTML; charset=utf-8", "text/html"), "a type with parameters, any case");
  OK(form_type_is("text/html", "text/html"), "a type alone");
  OK(!form_type_is("text/html2", "text/html"), "a longer type is another");
  OK(!form_type_is("text/htm", "text/html"), "so is a shorter one");
  OK(!form_type_is(NULL, "text/html"), "no type is none");
  OK(form_same("aB", "Ab") && !form_same("a", "ab") && !form_same("ab", "a"),
     "equal apart from case");
}

static int knows(SessionTable *t, const char *before, const char *token, const char *after) {
  Buf b = { 0 };
  buf_printf(&b, "%s%s%s", before, token, after);
  Session *s = session_find(t, b.p);
  buf_clear(&b);
  return s != NULL;
}

static void test_sessions(void) {
  SessionTable t;
  IS(session_init(&t, 8080), 0, "a table of sessions");
  IS(strlen(t.secret), SESSION_HEX, "its secret");
  STR(t.cookie, "zh8080", "its cookie carries the port");
  OK(session_secret_ok(&t, t.secret), "the secret is right");
  OK(!session_secret_ok(&t, NULL) && !session_secret_ok(&t, ""), "nothing is not");
  OK(!session_secret_ok(&t, t.secret + 1), "nor a part of it");
  OK(!session_find(&t, NULL) && !session_find(&t, "zh8080=") && !knows(&t, "zh8080=", t.secret, ""),
     "no session yet");
  char none[SESSION_HEX + 1] = "";
  OK(!knows(&t, "zh8080=", none, ""), "a free place is nobody's");

  Session *first = session_new(&t);
  uint64_t serial = first->serial;
  OK(strcmp(first->token, first->csrf) != 0 && strcmp(first->token, t.secret) != 0,
     "all tokens differ");
  OK(knows(&t, "zh8080=", first->token, ""), "found by its cookie");
  OK(knows(&t, "a=b; zh8080=", first->token, " ; c"), "among others");
  OK(knows(&t, "zh8080=0;zh8080=", first->token, ""), "behind a wrong one of the name");
  OK(!knows(&t, "zh808=", first->token, ""), "not by another name");
  OK(!knows(&t, "xzh8080=", first->token, ""), "not by a longer name");
  OK(!knows(&t, "zh8080=", first->token, "0"), "not with more behind it");
  OK(!knows(&t, ";;; ;", "", ""), "an odd header is no session");
  OK(session_csrf_ok(first, first->csrf), "its csrf token is right");
  OK(!session_csrf_ok(first, NULL) && !session_csrf_ok(first, first->token), "others are not");

  char token[SESSION_HEX + 1];
  memcpy(token, first->token, sizeof token);
  for (int i = 1; i < SESSION_MAX; i++) session_new(&t);
  OK(knows(&t, "zh8080=", token, ""), "as many as fit live together");
  Session *second = &t.v[1];
  IS(second->used < first->used, 1, "finding is using");
  IS(session_place(&t, session_new(&t)), 1, "a new one takes the place unused for longest");
  OK(knows(&t, "zh8080=", token, "") && first->serial == serial, "the used one stays");
  for (int i = 0; i < SESSION_MAX; i++) session_new(&t);
  OK(!knows(&t, "zh8080=", token, ""), "until newer ones have pushed it out");
  OK(first->serial != serial, "and its place has another serial");
}

static void test_checks(void) {
  static const char *const bad[] = { "",
                                     "127.0.0.1",
                                     "localhost",
                                     "127.0.0.1:80800",
                                     "127.0.0.1:808",
                                     "127.0.0.1:8080.evil.com",
                                     "127.0.0.1:8080 ",
                                     "evil.com:8080",
                                     "127.0.0.1:08080",
                                     "localhost.evil.com:8080",
                                     "x@127.0.0.1:8080" };
  OK(session_host_ok("127.0.0.1:8080", 8080), "Host by number");
  OK(session_host_ok("LOCALHOST:8080", 8080), "Host by name, any case");
  OK(!session_host_ok(NULL, 8080), "no Host");
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    OK(!session_host_ok(bad[i], 8080), bad[i]);
  }
  const char *host = "127.0.0.1:8080";
  OK(session_origin_ok(host, "http://127.0.0.1:8080", NULL), "our Origin");
  OK(session_origin_ok(host, NULL, NULL), "no Origin, nothing told");
  OK(session_origin_ok(host, NULL, "same-origin"), "no Origin, the same told");
  OK(!session_origin_ok(host, NULL, "same-site"), "another port of this computer");
  OK(!session_origin_ok(host, NULL, "none"), "from nowhere");
  OK(!session_origin_ok(host, "null", "same-origin"), "Origin null");
  OK(!session_origin_ok(host, "https://127.0.0.1:8080", NULL), "by another scheme");
  OK(!session_origin_ok(host, "http://127.0.0.1:8080.evil.com", NULL), "ours as a prefix");
  OK(!session_origin_ok(host, "", NULL), "an empty one");
  OK(!session_origin_ok(NULL, "http://", NULL), "no Host to compare with");
}

static int read_any(void *ctx, const char *name, Buf *out, Err *err) {
  (void)err;
  *(const char **)ctx = name[0] ? "asked" : NULL;
  return buf_puts(out, name);
}

static void test_static(void) {
  static const char *const bad[] = { "/a/",
                                     "/a/x.css",
                                     "/a/000000000000/",
                                     "/a/000000000000",
                                     "/a/00000000000/x.css",
                                     "/a/0000000000000/x.css",
                                     "/a/000000000000/../x.css",
                                     "/a/000000000000/a/../x.css",
                                     "/a/000000000000//x.css",
                                     "/a/000000000000/.x.css",
                                     "/a/000000000000/a/.x.css",
                                     "/a/000000000000/x",
                                     "/a/000000000000/x.lua",
                                     "/a/000000000000/x.css/",
                                     "/a/000000000000/a\\x.css",
                                     "/a/000000000000/ж.css",
                                     "/b/000000000000/x.css",
                                     "/a/000000000000/css" };
  Err e = { 0 };
  const char *asked = NULL;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    StaticFile f = { 0 };
    FAILS(static_get(bad[i], read_any, &asked, &f, &e), ERR_NOTFOUND, e, bad[i]);
    buf_clear(&f.own);
  }
  STR(asked, NULL, "none of them was looked for");
  StaticFile f = { 0 };
  IS(static_get("/a/000000000000/fonts/a-b_1.woff2", read_any, &asked, &f, &e), 0,
     "in development any tag");
  STR(f.own.p, "assets/web/fonts/a-b_1.woff2", "its name");
  STR(f.type, "font/woff2", "its type");
  buf_clear(&f.own);
  IS(strlen(static_tag()), STATIC_TAG, "the tag of all files");

  for (unsigned i = asset_first("assets/web/"); i < asset_count; i++) {
    const Asset *a = &asset_table[i];
    if (strncmp(a->name, "assets/web/", 11) != 0) break;
    Buf b = { 0 };
    StaticFile g = { 0 };
    buf_printf(&b, "/a/%.12s/%s", a->hash, a->name + 11);
    OK(static_get(b.p, NULL, NULL, &g, &e) == 0 && g.n == a->size && g.data == a->data, a->name);
    b.p[3] = b.p[3] == '0' ? '1' : '0';
    FAILS(static_get(b.p, NULL, NULL, &g, &e), ERR_NOTFOUND, e, "not by another tag");
    buf_clear(&b);
  }
}

static void test_response(void) {
  Err e = { 0 };
  HttpResponse res = { 0 };
  IS(http_header(&res, "Location", "/a?b=c", &e), 0, "a redirect");
  IS(http_header(&res, "Content-Disposition", "attachment", &e), 0, "a download");
  static const char *const bad[][2] = { { "Location", "//evil" },
                                        { "location", "http://evil" },
                                        { "Location", "/\\evil" },
                                        { "X-A", "a\nb" },
                                        { "X-A", "" },
                                        { "X-A", "ж" },
                                        { "", "a" },
                                        { "X A", "a" },
                                        { "X-A:", "a" },
                                        { "set-cookie", "a" },
                                        { "Content-Security-Policy", "a" },
                                        { "cache-control", "a" },
                                        { "Content-Length", "1" } };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    FAILS(http_header(&res, bad[i][0], bad[i][1], &e), ERR_BUG, e, bad[i][0]);
  }
  IS(http_type(&res, "text/csv", &e), 0, "a type");
  FAILS(http_type(&res, "a\r\nb", &e), ERR_BUG, e, "a type with a line break");
  FAILS(http_type(&res, "", &e), ERR_BUG, e, "an empty type");
  buf_clear(&res.headers);
}

int main(void) {
  test_decode();
  test_urlencoded();
  test_multipart();
  test_types();
  test_sessions();
  test_checks();
  test_static();
  test_response();
  return DONE();
}
