/* text.c -- see text.h. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Windows-1251, codes 0x80 to 0xBF; from 0xC0 on it is U+0410 and up. */
static const unsigned short cp1251_high[64] = {
  0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
  0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0xFFFD, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
  0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
  0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
  0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457
};

/* The length of the valid sequence at 's' (1 to 4), or 0. */
static size_t sequence(const unsigned char *s, size_t n) {
  unsigned char c = s[0];
  if (c < 0x80) return c ? 1 : 0;
  size_t len = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
  if (c < 0xC2 || c > 0xF4 || len > n) return 0;
  for (size_t i = 1; i < len; i++)
    if ((s[i] & 0xC0) != 0x80) return 0;
  if (c == 0xE0 && s[1] < 0xA0) return 0;
  if (c == 0xED && s[1] > 0x9F) return 0;
  if (c == 0xF0 && s[1] < 0x90) return 0;
  if (c == 0xF4 && s[1] > 0x8F) return 0;
  return len;
}

int text_utf8_ok(const char *s, size_t n) {
  const unsigned char *p = (const unsigned char *)s;
  while (n > 0) {
    size_t len = sequence(p, n);
    if (len == 0) return 0;
    p += len;
    n -= len;
  }
  return 1;
}

size_t text_len(const char *s, size_t n) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    if (((unsigned char)s[i] & 0xC0) != 0x80) count++;
  return count;
}

static int bad_utf8(Err *err, const char *where) {
  return err_set(err, ERR_INPUT, where,
                 "текст повреждён: это не UTF-8; сохраните файл в кодировке UTF-8");
}

static int is_ascii(const char *s, size_t n) {
  for (size_t i = 0; i < n; i++)
    if ((unsigned char)s[i] >= 0x80 || !s[i]) return 0;
  return 1;
}

int text_nfc(const char *s, size_t n, Buf *out, Err *err) {
  if (is_ascii(s, n)) {
    if (buf_add(out, s, n)) return err_set(err, ERR_NOMEM, "text.nfc", "не хватает памяти");
    return 0;
  }
  if (!text_utf8_ok(s, n)) return bad_utf8(err, "text.nfc");
  utf8proc_uint8_t *p = NULL;
  utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &p,
                                      UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  int rc = len < 0 ? -1 : buf_add(out, p, (size_t)len);
  free(p);
  return rc ? err_set(err, ERR_NOMEM, "text.nfc", "не хватает памяти") : 0;
}

int text_lower(const char *s, size_t n, Buf *out, Err *err) {
  if (!text_utf8_ok(s, n)) return bad_utf8(err, "text.lower");
  const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
  utf8proc_ssize_t left = (utf8proc_ssize_t)n;
  while (left > 0) {
    utf8proc_int32_t c;
    utf8proc_uint8_t enc[4];
    utf8proc_ssize_t used = utf8proc_iterate(p, left, &c);
    if (used <= 0) return bad_utf8(err, "text.lower");
    utf8proc_ssize_t len = utf8proc_encode_char(utf8proc_tolower(c), enc);
    if (buf_add(out, enc, (size_t)len))
      return err_set(err, ERR_NOMEM, "text.lower", "не хватает памяти");
    p += used;
    left -= used;
  }
  return 0;
}

static int is_letter(utf8proc_int32_t c) {
  utf8proc_category_t k = utf8proc_category(c);
  return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

static int is_mark(utf8proc_int32_t c) {
  utf8proc_category_t k = utf8proc_category(c);
  return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC;
}

static int is_joiner(utf8proc_int32_t c) {
  return c == ' ' || c == '-' || c == '\'' || c == 0x2019 || c == '.';
}

int text_name_ok(const char *s, size_t n) {
  if (n == 0 || !text_utf8_ok(s, n) || text_len(s, n) > 100) return 0;
  const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
  utf8proc_ssize_t left = (utf8proc_ssize_t)n;
  utf8proc_int32_t c = ' ', last = ' ';
  while (left > 0) {
    utf8proc_ssize_t used = utf8proc_iterate(p, left, &c);
    int after_joiner = is_joiner(last) && !(last == '.' && (c == ' ' || c == '-'));
    if (!is_letter(c) && (after_joiner || !(is_joiner(c) || is_mark(c)))) return 0;
    last = c;
    p += used;
    left -= used;
  }
  return last != ' ' && last != '-';
}

/* The 11 digits of "NNN-NNN-NNN NN" or "NNNNNNNNNNN"; 0, or -1. */
static int snils_digits(const char *s, int d[11]) {
  int spaced = strlen(s) == 14;
  if (!spaced && strlen(s) != 11) return -1;
  for (int i = 0, k = 0; s[i]; i++) {
    if (spaced && (i == 3 || i == 7 || i == 11)) {
      if (s[i] != (i == 11 ? ' ' : '-')) return -1;
      continue;
    }
    if (s[i] < '0' || s[i] > '9') return -1;
    d[k++] = s[i] - '0';
  }
  return 0;
}

int text_snils_ok(const char *s) {
  int d[11], sum = 0, number = 0;
  if (snils_digits(s, d)) return 0;
  for (int i = 0; i < 9; i++) {
    sum += d[i] * (9 - i);
    number = number * 10 + d[i];
  }
  if (number <= 1001998) return 0;
  int control = sum % 101;
  if (control == 100) control = 0;
  return control == d[9] * 10 + d[10];
}

int text_from_cp1251(const char *s, size_t n, Buf *out) {
  for (size_t i = 0; i < n; i++) {
    unsigned char b = (unsigned char)s[i];
    if (b < 0x80) {
      if (buf_putc(out, b)) return -1;
      continue;
    }
    utf8proc_uint8_t enc[4];
    utf8proc_int32_t c = b >= 0xC0 ? 0x410 + (b - 0xC0) : cp1251_high[b - 0x80];
    if (buf_add(out, enc, (size_t)utf8proc_encode_char(c, enc))) return -1;
  }
  return 0;
}

int text_guess_utf8(const char *s, size_t n, Buf *out) {
  if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
    s += 3;
    n -= 3;
  }
  if (text_utf8_ok(s, n)) return buf_add(out, s, n);
  return text_from_cp1251(s, n, out);
}

int text_html(const char *s, size_t n, Buf *out) {
  size_t from = 0;
  for (size_t i = 0; i < n; i++) {
    const char *e;
    switch (s[i]) {
      case '&': e = "&amp;"; break;
      case '<': e = "&lt;"; break;
      case '>': e = "&gt;"; break;
      case '"': e = "&quot;"; break;
      case '\'': e = "&#39;"; break;
      default: continue;
    }
    if (buf_add(out, s + from, i - from) || buf_puts(out, e)) return -1;
    from = i + 1;
  }
  return buf_add(out, s + from, n - from);
}
