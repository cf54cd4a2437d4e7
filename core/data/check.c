/* check.c -- see check.h. */
#include "data/check.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"

enum { TEXT_MAX = 10000, KEY_MAX = 200, LONG_MAX_BYTES = 4 << 20 };

static int bad(const KindState *ks, const Field *f, const char *why, Err *err) {
  return err_set(err, ERR_INPUT, "store.check", "%s.%s: %s", ks->kind->name, f->name, why);
}

/* Text of ASCII and the main Cyrillic letters is in normal form already. */
static int plain(const char *s, int n) {
  for (int i = 0; i < n; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c < 0x80) continue;
    if ((c != 0xD0 && c != 0xD1) || i + 1 >= n) return 0;
    unsigned char d = (unsigned char)s[++i];
    if ((d & 0xC0) != 0x80) return 0;
  }
  return 1;
}

static int has_control(const char *s, int n) {
  for (int i = 0; i < n; i++) {
    unsigned char c = (unsigned char)s[i];
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return 1;
  }
  return 0;
}

static int normalise(const KindState *ks, const Field *f, Value *x, Buf *mem, Err *err) {
  int limit = f->flags & FIELD_LONG ? LONG_MAX_BYTES : f->type == FIELD_KEY ? KEY_MAX : TEXT_MAX;
  if (x->n > limit) return bad(ks, f, "слишком длинный текст", err);
  if (!plain(x->s, x->n)) {
    size_t from = mem->n;
    if (!text_utf8_ok(x->s, (size_t)x->n)) return bad(ks, f, "текст не в кодировке UTF-8", err);
    if (text_nfc(x->s, (size_t)x->n, mem, err) != 0) return -1;
    x->s = mem->p + from;
    x->n = (int)(mem->n - from);
  }
  return 0;
}

/* Blanks at the ends go away; nothing left means absent. */
static void trim(Value *x) {
  while (x->n > 0 && (x->s[0] == ' ' || x->s[0] == '\t')) {
    x->s++;
    x->n--;
  }
  while (x->n > 0 && (x->s[x->n - 1] == ' ' || x->s[x->n - 1] == '\t')) x->n--;
}

static int snils(const KindState *ks, const Field *f, Value *x, Buf *mem, Err *err) {
  char text[32], digits[12];
  int n = 0;
  if (x->n >= (int)sizeof text) return bad(ks, f, "СНИЛС: 11 цифр", err);
  memcpy(text, x->s, (size_t)x->n);
  text[x->n] = '\0';
  if (!text_snils_ok(text)) return bad(ks, f, "СНИЛС: контрольное число не сходится", err);
  for (int i = 0; text[i] != '\0' && n < 11; i++)
    if (text[i] >= '0' && text[i] <= '9') digits[n++] = text[i];
  size_t from = mem->n;
  if (buf_add(mem, digits, (size_t)n) != 0)
    return err_set(err, ERR_NOMEM, "store.check", "Не хватает памяти");
  x->s = mem->p + from;
  x->n = n;
  return 0;
}

static int reference(Store *s, const KindState *ks, const Field *f, const Value *x, Err *err) {
  KindState *to = derive_state(s, f->ref);
  unsigned h = 5381;
  if (x->n >= REF_LEN) return bad(ks, f, "нет такой записи", err);
  for (int i = 0; i < x->n; i++) h = h * 33 + (unsigned char)x->s[i];
  char *slot = s->refs[(h ^ (unsigned)to->kind->code * 2654435761u) % REF_CACHE];
  /* The slot holds the kind's code, then the id. */
  if (slot[0] == (char)to->kind->code && memcmp(slot + 1, x->s, (size_t)x->n) == 0 &&
      slot[1 + x->n] == '\0')
    return 0;
  int found = derive_exists(s, to, x->s, (size_t)x->n, err);
  if (found < 0) return -1;
  if (found == 0)
    return err_set(err, ERR_NOTFOUND, "store.check", "%s.%s: нет такой записи (%s)", ks->kind->name,
                   f->name, f->ref);
  if (x->n <= REF_LEN - 2) {
    slot[0] = (char)to->kind->code;
    memcpy(slot + 1, x->s, (size_t)x->n);
    slot[1 + x->n] = '\0';
  }
  return 0;
}

static int typed(Store *s, const KindState *ks, const Field *f, Value *x, Buf *mem, Err *err) {
  switch (f->type) {
    case FIELD_TEXT:
      return has_control(x->s, x->n) ? bad(ks, f, "недопустимый знак в тексте", err) : 0;
    case FIELD_NAME:
      return text_name_ok(x->s, (size_t)x->n) ? 0 : bad(ks, f, "не похоже на имя", err);
    case FIELD_KEY:
      return memchr(x->s, '|', (size_t)x->n) != NULL || has_control(x->s, x->n)
                 ? bad(ks, f, "недопустимый знак", err)
                 : 0;
    case FIELD_DATE:
      return date_ok(x->s, (size_t)x->n) ? 0 : bad(ks, f, "нет такой даты (нужно ГГГГ-ММ-ДД)", err);
    case FIELD_SNILS: return snils(ks, f, x, mem, err);
    case FIELD_REF: return reference(s, ks, f, x, err);
    default: return 0;
  }
}

int check_values(Store *s, KindState *ks, Value *v, Buf *mem, Err *err) {
  const Kind *k = ks->kind;
  size_t total = 0;
  for (int i = 0; i < ks->width; i++)
    if (v[i].set == 1 && v[i].s != NULL) total += (size_t)v[i].n;
  /* NFC may grow text at most threefold; reserving keeps later pointers still. */
  if (buf_reserve(mem, total * 3 + 64) != 0)
    return err_set(err, ERR_NOMEM, "store.check", "Не хватает памяти");
  for (int i = 0; i < ks->width; i++) {
    const Field *f = &k->fields[i];
    Value *x = &v[i];
    if (x->set == 2) x->set = 0;
    if (x->set == 1 && f->type != FIELD_INT && f->type != FIELD_BOOL) {
      if (x->s == NULL) return bad(ks, f, "нужен текст", err);
      if (normalise(ks, f, x, mem, err) != 0) return -1;
      trim(x);
      if (x->n == 0) x->set = 0;
    }
    if (x->set == 1 && typed(s, ks, f, x, mem, err) != 0) return -1;
    if (x->set == 0 && (f->flags & FIELD_REQUIRED)) return bad(ks, f, "не заполнено", err);
    if (x->set == 0 && i < k->nkey) *x = (Value){ 1, "", 0, 0 };
  }
  return 0;
}

int check_unique(Store *s, KindState *ks, const Value *v, const char *subject, size_t n, Err *err) {
  for (int i = 0; i < ks->width; i++) {
    const Field *f = &ks->kind->fields[i];
    if (!(f->flags & FIELD_UNIQUE) || v[i].set != 1) continue;
    sqlite3_stmt *st = NULL;
    char sql[128];
    sqlite3_snprintf(sizeof sql, sql, "SELECT 1 FROM d_%s WHERE \"%s\"=?1 AND id<>?2",
                     ks->kind->name, f->name);
    if (store_prepare(s, &st, sql, "store.check", err) != 0) return -1;
    sqlite3_bind_text(st, 1, v[i].s, v[i].n, SQLITE_STATIC);
    sqlite3_bind_text(st, 2, subject, (int)n, SQLITE_STATIC);
    int rc = sqlite3_step(st);
    sqlite3_finalize(st);
    if (rc == SQLITE_ROW)
      return err_set(err, ERR_CONFLICT, "store.check",
                     "%s.%s: такое значение уже есть у другой записи", ks->kind->name, f->name);
    if (rc != SQLITE_DONE) return store_fail(s, "store.check", err);
  }
  return 0;
}
