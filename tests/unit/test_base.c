/* Unit tests of core/base: err, buf, hash, text, date, json. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "tap.h"

#include <errno.h>

static void test_err(void) {
  Err e = { 0 };
  IS(err_set(&e, ERR_INPUT, "a.b", "строка %d\nи ещё", 7), -1, "err_set returns -1");
  STR(e.msg, "строка 7 и ещё", "a message is one line");
  STR(err_name(e.code), "INPUT", "the code has a name");
  STR(err_name(99), "BUG", "a bad code is a bug");
  IS(err_code("PASSWORD"), ERR_PASSWORD, "a name has a code");
  IS(err_code("nothing"), ERR_BUG, "an unknown name is a bug");
  IS(err_set(NULL, ERR_IO, "", "x"), -1, "no place for the error is allowed");
  char longtext[1200] = "";
  for (int i = 0; i < 250; i++) memcpy(longtext + 4 * i, "яю", 5);
  err_set(&e, ERR_IO, "", "%s", longtext);
  OK(text_utf8_ok(e.msg, strlen(e.msg)), "a long message is cut at a whole character");
  OK(strlen(e.msg) >= 397, "and not much earlier");
  err_set(&e, ERR_IO, "", "x%s", longtext);
  OK(text_utf8_ok(e.msg, strlen(e.msg)), "also at an odd place");
  err_sys(&e, ENOSPC, "a", "не удалось записать");
  IS(e.code, ERR_FULL, "no space is FULL");
  STR(e.msg, "не удалось записать: на носителе нет места", "the reason is appended");
  err_sys(&e, EROFS, "a", "x");
  IS(e.code, ERR_READONLY, "a protected carrier is READONLY");
  err_sys(&e, EIO, "a", "x");
  IS(e.code, ERR_GONE, "a failing carrier is GONE");
  err_sys(&e, ENOENT, "a", "x");
  IS(e.code, ERR_NOTFOUND, "no file is NOTFOUND");
  err_sys(&e, 12345, "a", "%s", longtext);
  IS(e.code, ERR_IO, "anything else is IO");
  OK(text_utf8_ok(e.msg, strlen(e.msg)), "a long message with a reason is whole characters");
  IS(err_exit(ERR_NONE), 0, "exit 0");
  IS(err_exit(ERR_INPUT), 1, "exit 1 refused");
  IS(err_exit(ERR_CORRUPT), 3, "exit 3 damaged");
  IS(err_exit(ERR_FULL), 4, "exit 4 input/output");
}

static void test_buf(void) {
  Buf b = { 0 };
  STR(buf_str(&b), "", "an empty buffer is an empty string");
  buf_puts(&b, "ab");
  buf_putc(&b, 'c');
  buf_printf(&b, "%d-%s", 42, "x");
  STR(buf_str(&b), "abc42-x", "pieces add up");
  IS(b.n, 7, "the length counts");
  for (int i = 0; i < 10000; i++) buf_puts(&b, "0123456789");
  IS(b.n, 100007, "it grows");
  IS(b.p[b.n], 0, "a NUL stands after it");
  size_t cap = b.cap;
  buf_reset(&b);
  OK(b.n == 0 && b.cap == cap, "reset keeps the memory");
  STR(buf_str(&b), "", "and the text is empty");
  OK(buf_reserve(&b, (size_t)-1) == -1 && b.oom, "an impossible size is out of memory");
  IS(buf_puts(&b, "x"), -1, "which stays");
  buf_reset(&b);
  IS(buf_puts(&b, "x"), 0, "until reset");
  size_t n;
  char *p = buf_take(&b, &n);
  OK(p && n == 1 && strcmp(p, "x") == 0 && !b.p, "take gives the memory away");
  free(p);
  buf_clear(&b);
}

static void test_hash(void) {
  unsigned char a[HASH_BYTES], b[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  hash_of("abc", 3, a);
  hex_of(a, HASH_BYTES, hex);
  STR(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
      "BLAKE2b-256 of abc");
  Hash h;
  hash_init(&h);
  hash_add(&h, "a", 1);
  hash_add(&h, "", 0);
  hash_add(&h, "bc", 2);
  hash_end(&h, b);
  OK(memcmp(a, b, sizeof a) == 0, "in pieces it is the same");
  IS(hex_read(hex, b, HASH_BYTES), 0, "hex reads back");
  OK(memcmp(a, b, sizeof a) == 0, "to the same bytes");
  IS(hex_read("0g", b, 1), -1, "a bad digit is refused");
  IS(hex_read("0", b, 1), -1, "too short is refused");
  IS(hex_read("000", b, 1), -1, "too long is refused");
}

static int utf8(const char *s) {
  return text_utf8_ok(s, strlen(s));
}

static void test_utf8(void) {
  OK(utf8("") && utf8("abc") && utf8("Ёлка €𝄞"), "valid text");
  OK(!text_utf8_ok("a\0b", 3), "a zero byte is refused");
  OK(!utf8("\xC0\xAF") && !utf8("\xE0\x80\xAF") && !utf8("\xF0\x80\x80\xAF"), "overlong forms");
  OK(!utf8("\xED\xA0\x80") && !utf8("\xF4\x90\x80\x80"), "surrogates and beyond the end");
  OK(!utf8("\xD0") && !utf8("\x80") && !utf8("\xD0z") && !utf8("\xFF"), "broken sequences");
  IS(text_len("Ёж", 4), 2, "letters are counted");
}

static void check_text(int (*f)(const char *, size_t, Buf *, Err *), const char *in,
                       const char *want, const char *name) {
  Buf b = { 0 };
  Err e = { 0 };
  IS(f(in, strlen(in), &b, &e), 0, name);
  STR(buf_str(&b), want, name);
  buf_clear(&b);
}

static void test_text(void) {
  Buf b = { 0 };
  Err e = { 0 };
  check_text(text_nfc, "Е\xCC\x88лка и\xCC\x86", "Ёлка й", "marks are composed");
  check_text(text_nfc, "plain", "plain", "ASCII stays");
  check_text(text_lower, "ЁЛКА Élan ABC 7", "ёлка élan abc 7", "lower case");
  FAILS(text_nfc("\xFF", 1, &b, &e), ERR_INPUT, e, "bad bytes are refused");
  FAILS(text_lower("\xD0", 1, &b, &e), ERR_INPUT, e, "in lower too");
  IS(text_from_cp1251("\xCF\xF0\xE8\xE2\xE5\xF2 \xA8\xB8 \xB9", 11, &b), 0, "cp1251 converts");
  STR(buf_str(&b), "Привет Ёё №", "to the right letters");
  buf_reset(&b);
  text_guess_utf8("\xEF\xBB\xBFЁж", 7, &b);
  STR(buf_str(&b), "Ёж", "the byte order mark is dropped");
  buf_reset(&b);
  text_guess_utf8("\xC5\xE6", 2, &b);
  STR(buf_str(&b), "Еж", "what is not UTF-8 is cp1251");
  buf_reset(&b);
  text_html("<a b=\"1\">&'x", 12, &b);
  STR(buf_str(&b), "&lt;a b=&quot;1&quot;&gt;&amp;&#39;x", "HTML is escaped");
  buf_clear(&b);
}

static int name(const char *s) {
  return text_name_ok(s, strlen(s));
}

static void test_names(void) {
  OK(name("Иванов") && name("Иванова-Петрова") && name("д'Артаньян") && name("Мамедов оглы"),
     "usual names");
  OK(name("Ким А. С.") && name("Ли") && name("Ёлкина") && name("Ө"), "short and other letters");
  OK(!name("") && !name(" Иван") && !name("Иван ") && !name("Иван  Петров"), "no odd spaces");
  OK(!name("-Иван") && !name("Иван-") && !name("Иван4") && !name("Иван\n"), "no digits and signs");
  OK(!name("<b>") && !name("Иван;") && !name("\xFF"), "no markup");
  char longname[256];
  memset(longname, 'a', sizeof longname);
  OK(text_name_ok(longname, 100) && !text_name_ok(longname, 101), "up to 100 letters");
  OK(text_snils_ok("112-233-445 95") && text_snils_ok("11223344595"), "a right SNILS");
  OK(!text_snils_ok("112-233-445 96") && !text_snils_ok("112-233-44595"), "a wrong one");
  OK(!text_snils_ok("000-000-000 00") && !text_snils_ok("") && !text_snils_ok("1122334459a"),
     "no number");
  OK(text_snils_ok("087-654-303 00"), "a control sum of 101 is 00");
}

static void test_date(void) {
  Date d;
  char s[DATE_LEN + 1];
  IS(date_read("2026-11-21", &d), 0, "a day is read");
  OK(d.year == 2026 && d.month == 11 && d.day == 21, "its parts");
  IS(date_weekday(&d), 6, "a Saturday");
  date_write(&d, s);
  STR(s, "2026-11-21", "and written");
  OK(date_read("2023-02-29", &d) && date_read("2024-13-01", &d) && date_read("2024-00-10", &d) &&
         date_read("2024-1-1", &d) && date_read("2024-01-01x", &d) && date_read("", &d) &&
         date_read("1700-01-01", &d) && date_read("2024-04-31", &d),
     "no such days");
  OK(date_ok("2024-02-29", 10) && !date_ok("2100-02-29", 10) && date_ok("2000-02-29", 10),
     "leap years");
  OK(date_time_ok("2024-02-29T23:59:59", 19) && !date_time_ok("2024-02-29T24:00:00", 19) &&
         !date_time_ok("2024-02-29 23:59:59", 19) && !date_time_ok("2024-02-30T10:00:00", 19),
     "times");
  int wrong = 0;
  for (long n = -62000; n < 376000; n += 13) {
    d = date_of_days(n);
    date_write(&d, s);
    if (date_days(&d) != n || date_read(s, NULL)) wrong++;
  }
  IS(wrong, 0, "days and dates turn into each other from 1800 to 2999");
  d = date_of_days(0);
  OK(d.year == 1970 && d.month == 1 && d.day == 1 && date_weekday(&d) == 4, "day 0 is a Thursday");
  date_read("2024-02-29", &d);
  d = date_add_years(d, 5);
  OK(d.year == 2029 && d.month == 2 && d.day == 28, "29 February and five years");
}

static void check_num(double v, const char *want) {
  Buf b = { 0 };
  json_num(&b, v);
  STR(buf_str(&b), want, want);
  buf_clear(&b);
}

static void test_json(void) {
  Buf b = { 0 };
  json_str(&b, "a\"\\\n\t\x01/Ё\x7f", 10);
  STR(buf_str(&b), "\"a\\\"\\\\\\n\\t\\u0001/Ё\x7f\"", "escapes are the needed ones only");
  buf_reset(&b);
  int first = 1;
  json_key(&b, "a", &first);
  json_int(&b, INT64_MIN);
  json_key(&b, "b", &first);
  json_bool(&b, 1);
  STR(buf_str(&b), "\"a\":-9223372036854775808,\"b\":true", "keys and values");
  buf_reset(&b);
  OK(json_num(&b, 1.0 / 0.0) == -1 && json_num(&b, 0.0 / 0.0) == -1, "no infinity");
  check_num(4.35, "4.35");
  check_num(0.1 + 0.2, "0.30000000000000004");
  check_num(5.0, "5");
  check_num(-0.5, "-0.5");
  check_num(1e300, "1e+300");
  buf_clear(&b);
}

int main(void) {
  if (sodium_init() < 0) return 1;
  test_err();
  test_buf();
  test_hash();
  test_utf8();
  test_text();
  test_names();
  test_date();
  test_json();
  return DONE();
}
