/* err.c -- see err.h. */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const names[] = { "NONE",   "INPUT",    "DENIED",  "NOTFOUND", "CONFLICT",
                                     "LOCKED", "VERSION",  "CORRUPT", "IO",       "FULL",
                                     "GONE",   "POLICY",   "NOMEM",   "BUG",      "CLOCK",
                                     "BUSY",   "READONLY", "PASSWORD" };

enum { NAMES = sizeof names / sizeof names[0] };

static const struct {
  int sys;
  int code;
  const char *words;
} reasons[] = { { ENOSPC, ERR_FULL, "на носителе нет места" },
#ifdef EDQUOT
                { EDQUOT, ERR_FULL, "исчерпана квота места" },
#endif
                { EFBIG, ERR_FULL, "файл слишком велик для этого носителя" },
                { EROFS, ERR_READONLY, "носитель защищён от записи" },
                { EACCES, ERR_READONLY, "нет прав доступа" },
                { EPERM, ERR_READONLY, "действие запрещено системой" },
                { ENOENT, ERR_NOTFOUND, "нет такого файла или папки" },
                { ENOTDIR, ERR_NOTFOUND, "часть пути не является папкой" },
                { EIO, ERR_GONE, "носитель не читается или извлечён" },
                { ENODEV, ERR_GONE, "носитель извлечён" },
                { ENXIO, ERR_GONE, "носитель извлечён" },
                { EPIPE, ERR_GONE, "тот, кто читал, закрыл вывод" },
                { ENOMEM, ERR_NOMEM, "не хватает памяти" },
                { EBUSY, ERR_BUSY, "занято другой программой" },
                { EEXIST, ERR_IO, "уже существует" },
                { EISDIR, ERR_IO, "это папка, а не файл" },
                { ENOTEMPTY, ERR_IO, "папка не пуста" },
                { EMFILE, ERR_IO, "открыто слишком много файлов" },
                { ENAMETOOLONG, ERR_IO, "слишком длинное имя" },
                { EINVAL, ERR_IO, "недопустимое значение" } };

enum { REASONS = sizeof reasons / sizeof reasons[0] };

/* Cut 's' so that it does not end inside a UTF-8 sequence. */
static void trim_partial(char *s) {
  size_t n = strlen(s), i = n;
  while (i > 0 && ((unsigned char)s[i - 1] & 0xC0) == 0x80) i--;
  if (i == 0) return;
  unsigned char lead = (unsigned char)s[i - 1];
  size_t want = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (n - (i - 1) < want) s[i - 1] = '\0';
}

static void fill(Err *e, const char *fmt, va_list ap) {
  int n = vsnprintf(e->msg, sizeof e->msg, fmt, ap);
  if (n < 0) e->msg[0] = '\0';
  if (n >= (int)sizeof e->msg) trim_partial(e->msg);
}

static void one_line(char *s) {
  for (; *s; s++)
    if (*s == '\n' || *s == '\r' || *s == '\t') *s = ' ';
}

int err_set(Err *e, int code, const char *where, const char *fmt, ...) {
  if (!e) return -1;
  va_list ap;
  va_start(ap, fmt);
  e->code = code;
  e->sys = 0;
  e->where = where;
  fill(e, fmt, ap);
  va_end(ap);
  one_line(e->msg);
  return -1;
}

int err_sys(Err *e, int sys, const char *where, const char *fmt, ...) {
  if (!e) return -1;
  const char *words = "сбой ввода-вывода";
  e->code = ERR_IO;
  for (size_t i = 0; i < REASONS; i++)
    if (reasons[i].sys == sys) {
      e->code = reasons[i].code;
      words = reasons[i].words;
      break;
    }
  va_list ap;
  va_start(ap, fmt);
  e->sys = sys;
  e->where = where;
  fill(e, fmt, ap);
  va_end(ap);
  size_t n = strlen(e->msg), room = sizeof e->msg - n;
  if ((size_t)snprintf(e->msg + n, room, ": %s", words) >= room) trim_partial(e->msg);
  one_line(e->msg);
  return -1;
}

const char *err_name(int code) {
  return code >= 0 && code < NAMES ? names[code] : "BUG";
}

int err_code(const char *name) {
  for (int i = 0; name && i < NAMES; i++)
    if (strcmp(names[i], name) == 0) return i;
  return ERR_BUG;
}

int err_exit(int code) {
  switch (code) {
    case ERR_NONE: return 0;
    case ERR_CORRUPT: return 3;
    case ERR_IO:
    case ERR_FULL:
    case ERR_GONE:
    case ERR_READONLY:
    case ERR_NOMEM:
    case ERR_BUG: return 4;
    default: return 1;
  }
}
