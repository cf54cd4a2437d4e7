/* reply.c -- see reply.h. */
#include "web/reply.h"

#include <stdlib.h>
#include <string.h>

#define HTML "text/html; charset=utf-8"

/* On every answer.  form-action and base-uri do not fall back to default-src.  The
** referrer policy cannot be "no-referrer": browsers then send "Origin: null" with
** the forms of our own pages too. */
static const HttpHeader always[] = {
  { "Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; "
                               "base-uri 'none'; form-action 'self'" },
  { "X-Content-Type-Options", "nosniff" },
  { "Referrer-Policy", "same-origin" },
  { "Cross-Origin-Opener-Policy", "same-origin" },
  { "Cross-Origin-Resource-Policy", "same-origin" },
};

/* Not for a handler to set, besides the ones above. */
static const char *const reserved[] = {
  "Cache-Control",     "Set-Cookie", "Content-Type", "Content-Length",
  "Transfer-Encoding", "Connection", "Date"
};

typedef struct RefusalPage {
  int status;
  const char *word, *title, *text;
} RefusalPage;

static const RefusalPage pages[] = {
  [REFUSE_REQUEST] = { 400, "request", "Запрос не понят",
                       "Адрес или форма записаны неверно. Вернитесь назад и повторите." },
  [REFUSE_METHOD] = { 405, "method", "Так обратиться нельзя",
                      "Программа отвечает только на открытие страниц и отправку форм." },
  [REFUSE_HOST] = { 403, "host", "Адрес не подходит",
                    "Программа отвечает только по адресу, который открыла сама. "
                    "Откройте её снова двойным щелчком." },
  [REFUSE_HEADERS] = { 431, "headers", "Слишком длинный запрос",
                       "Удалите в браузере данные сайта 127.0.0.1 и откройте программу "
                       "снова двойным щелчком." },
  [REFUSE_BODY] = { 413, "body", "Слишком много данных",
                    "Столько сразу отправить нельзя. Разделите файл или форму на части." },
  [REFUSE_SESSION] = { 403, "session", "Откройте программу снова",
                       "Эту страницу показывает только сама программа. Запустите её с флешки "
                       "двойным щелчком: откроется новое окно." },
  [REFUSE_ORIGIN] = { 403, "origin", "Отправлено не отсюда",
                      "Форму прислала не страница программы. Данные не изменены." },
  [REFUSE_TOKEN] = { 403, "csrf", "Страница устарела",
                     "Данные не изменены. Вернитесь назад, обновите страницу и повторите." },
  [REFUSE_MISSING] = { 404, "missing", "Файл не найден", "Такого файла оформления нет." },
  [REFUSE_STOPPING] = { 503, "stopping", "Программа завершает работу",
                        "Чтобы продолжить, откройте её снова двойным щелчком." },
  [REFUSE_MEMORY] = { 503, "memory", "Не хватило памяти",
                      "Закройте лишние программы и повторите." },
};

/* -- the handler's side ---------------------------------------------------- */

static int printable(const char *s) {
  for (; *s; s++) {
    if (*s < 0x20 || *s > 0x7e) return 0;
  }
  return 1;
}

static int is_name(const char *s) {
  return *s &&
         strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen(s);
}

static int is_reserved(const char *name) {
  for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
    if (form_same(name, reserved[i])) return 1;
  }
  for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
    if (form_same(name, always[i].name)) return 1;
  }
  return 0;
}

int http_header(HttpResponse *res, const char *name, const char *value, Err *err) {
  if (!is_name(name) || !*value || !printable(value) || is_reserved(name)) {
    return err_set(err, ERR_BUG, "http.header", "Ответ не может нести такой заголовок");
  }
  if (form_same(name, "Location") && (value[0] != '/' || value[1] == '/' || value[1] == '\\')) {
    return err_set(err, ERR_BUG, "http.header", "Переход за пределы программы");
  }
  if (buf_add(&res->headers, name, strlen(name) + 1) ||
      buf_add(&res->headers, value, strlen(value) + 1)) {
    return err_set(err, ERR_NOMEM, "http.header", "Не хватило памяти для ответа");
  }
  return 0;
}

int http_type(HttpResponse *res, const char *type, Err *err) {
  size_t n = strlen(type);
  if (n == 0 || n >= sizeof res->type || !printable(type)) {
    return err_set(err, ERR_BUG, "http.type", "Неверный тип содержимого ответа");
  }
  memcpy(res->type, type, n + 1);
  return 0;
}

/* -- sending --------------------------------------------------------------- */

static struct MHD_Response *from_buf(Buf *b) {
  size_t n = 0;
  if (b->n == 0) return MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
  char *p = buf_take(b, &n);
  if (!p) return NULL;
  struct MHD_Response *r = MHD_create_response_from_buffer_with_free_callback(n, p, free);
  if (!r) free(p);
  return r;
}

/* Queue the answer and let go of it; 'r' may be NULL (no memory). */
static enum MHD_Result queue(struct MHD_Connection *mc, int status, struct MHD_Response *r,
                             const char *type, const char *cache) {
  if (!r) return MHD_NO;
  int bad = MHD_add_response_header(r, "Content-Type", type) != MHD_YES ||
            MHD_add_response_header(r, "Cache-Control", cache) != MHD_YES;
  for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
    bad |= MHD_add_response_header(r, always[i].name, always[i].value) != MHD_YES;
  }
  enum MHD_Result result = bad ? MHD_NO : MHD_queue_response(mc, (unsigned)status, r);
  MHD_destroy_response(r);
  return result;
}

enum MHD_Result reply_send(struct MHD_Connection *mc, HttpResponse *res) {
  struct MHD_Response *r = from_buf(&res->body);
  const char *p = res->headers.p, *end = p ? p + res->headers.n : p;
  while (r && p < end) {
    const char *value = p + strlen(p) + 1;
    if (MHD_add_response_header(r, p, value) != MHD_YES) {
      MHD_destroy_response(r);
      r = NULL;
    }
    p = value + strlen(value) + 1;
  }
  enum MHD_Result result =
      queue(mc, res->status ? res->status : 200, r, res->type[0] ? res->type : HTML, "no-store");
  buf_clear(&res->body);
  buf_clear(&res->headers);
  return result;
}

static struct MHD_Response *page(const char *title, const char *text, const char *id) {
  Buf b = { 0 };
  buf_printf(&b,
             "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width\">\n"
             "<title>%s</title>\n</head>\n<body>\n<h1>%s</h1>\n<p>%s</p>\n",
             title, title, text);
  if (id) buf_printf(&b, "<p>Номер ошибки: <b>%s</b></p>\n", id);
  buf_puts(&b, "</body>\n</html>\n");
  struct MHD_Response *r = b.oom ? NULL : from_buf(&b);
  buf_clear(&b);
  return r;
}

enum MHD_Result reply_refuse(struct MHD_Connection *mc, Refusal why) {
  const RefusalPage *p = &pages[why];
  struct MHD_Response *r = page(p->title, p->text, NULL);
  if (r) MHD_add_response_header(r, "X-Zhurnal-Refused", p->word);
  if (r && why == REFUSE_METHOD) MHD_add_response_header(r, "Allow", "GET, HEAD, POST");
  return queue(mc, p->status, r, HTML, "no-store");
}

enum MHD_Result reply_failed(struct MHD_Connection *mc, const char *id) {
  struct MHD_Response *r = page("Не получилось",
                                "В программе ошибка, и это действие не выполнено. Вернитесь назад "
                                "и повторите; если не поможет, сообщите номер тому, кто ведёт "
                                "журнал в школе.",
                                id);
  if (r) MHD_add_response_header(r, "X-Zhurnal-Error", id);
  return queue(mc, 500, r, HTML, "no-store");
}

enum MHD_Result reply_static(struct MHD_Connection *mc, StaticFile *f, int keep) {
  struct MHD_Response *r = f->data ? MHD_create_response_from_buffer(
                                         f->n, (void *)(uintptr_t)f->data, MHD_RESPMEM_PERSISTENT)
                                   : from_buf(&f->own);
  buf_clear(&f->own);
  return queue(mc, 200, r, f->type, keep ? "public, max-age=31536000, immutable" : "no-store");
}

enum MHD_Result reply_enter(struct MHD_Connection *mc, const char *location, const char *cookie,
                            const char *token) {
  struct MHD_Response *r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
  Buf set = { 0 };
  buf_printf(&set, "%s=%s; HttpOnly; SameSite=Strict; Path=/", cookie, token);
  if (r && (set.oom || MHD_add_response_header(r, "Set-Cookie", set.p) != MHD_YES ||
            MHD_add_response_header(r, "Location", location) != MHD_YES)) {
    MHD_destroy_response(r);
    r = NULL;
  }
  buf_clear(&set);
  return queue(mc, 303, r, HTML, "no-store");
}
