/* Unit tests of core/doc/csv.h and of the files of core/os/os.h. */
#include <stdlib.h>
#include <unistd.h>

#include "doc/csv.h"
#include "os/os.h"
#include "tap.h"

/* All rows as "a|b/c|d/", or "error: ..." after those before it. */
static const char *rows_of(const char *s, size_t n, char sep, Buf *out) {
  Err e = { 0 };
  const CsvField *f = NULL;
  Csv *c = csv_open(s, n, sep, &e);
  int k;
  buf_reset(out);
  while ((k = csv_row(c, &f, &e)) > 0) {
    for (int i = 0; i < k; i++) {
      if (i) buf_putc(out, '|');
      buf_add(out, f[i].s, f[i].n);
    }
    buf_putc(out, '/');
  }
  if (k < 0) buf_printf(out, "error: %s", e.msg);
  csv_close(c);
  return buf_str(out);
}

static void reads(const char *s, const char *want, const char *name) {
  Buf b = { 0 };
  STR(rows_of(s, strlen(s), 0, &b), want, name);
  buf_clear(&b);
}

static void test_csv(void) {
  reads("", "", "an empty text has no rows");
  reads("a;b\n1;2\n", "a|b/1|2/", "semicolons");
  reads("a,b\r\n1,2", "a|b/1|2/", "commas, CRLF, no end of the last line");
  reads("a\tb\n1\t2\n", "a|b/1|2/", "tabs");
  reads("a;b,c\n1;2,3\n", "a|b,c/1|2,3/", "the separator of the first line wins");
  reads("\"a;b\",c\n1,2\n", "a;b|c/1|2/", "quoted separators do not count");
  reads("sep=|\na|b\n", "a|b/", "a line sep= names the separator");
  reads("a;;\n;;\n", "a||/||/", "empty fields stay");
  reads("\n\r\na\n\n\nb\n", "a/b/", "blank lines are skipped");
  reads("a;\"x \"\"y\"\" z\";\"\"\"\"\n\"\";b\n", "a|x \"y\" z|\"/|b/", "doubled quotes");
  reads("a;\"line 1\nline 2\";c\nd\n", "a|line 1\nline 2|c/d/", "line breaks in quotes");
  reads("\xEF\xBB\xBF\"Ёж\";1\n", "Ёж|1/", "a byte order mark");
  reads("\xCA\xEB\xE0\xF1\xF1;5\xE0\n", "Класс|5а/", "Windows-1251");
  reads("a\r\rb\r", "a/b/", "lone carriage returns");
  reads("a;b\n1;\"2\n3;4\n", "a|b/error: строка 2: кавычка не закрыта",
        "an open quote is an error");
  reads("a;\"b\"c\n", "error: строка 1: после закрывающей кавычки стоит текст",
        "text after a quote");
  Buf b = { 0 };
  STR(rows_of("a,b;c", 5, ';', &b), "a,b|c/", "a given separator is obeyed");
  buf_reset(&b);
  for (int i = 0; i < 5000; i++) buf_puts(&b, ";");
  Buf out = { 0 };
  OK(strncmp(rows_of(b.p, b.n, 0, &out), "error: строка 1: больше", 20) == 0, "too many columns");
  buf_clear(&b);
  buf_clear(&out);
}

static void test_lines(void) {
  Err e = { 0 };
  const CsvField *f = NULL;
  const char *s = "a\n\"x\ny\"\n\nb\n";
  Csv *c = csv_open(s, strlen(s), 0, &e);
  csv_row(c, &f, &e);
  IS(csv_line(c), 1, "the first row is on line 1");
  csv_row(c, &f, &e);
  IS(csv_line(c), 2, "the second on line 2");
  csv_row(c, &f, &e);
  IS(csv_line(c), 5, "line breaks in quotes and blank lines count");
  csv_close(c);
}

static int name_it(void *ctx, const char *name, int kind) {
  buf_printf(ctx, "%s:%d ", name, kind);
  return 0;
}

static int stop_it(void *ctx, const char *name, int kind) {
  (void)ctx;
  (void)name;
  return kind + 10;
}

static void test_files(void) {
  Err e = { 0 };
  Buf b = { 0 };
  uint64_t size = 0;
  IS(os_mkdir("папка/внутри", &e), 0, "directories with parents");
  IS(os_mkdir("папка/внутри", &e), 0, "that may be there already");
  IS(os_write_atomic("папка/б.txt", "один", 8, &e), 0, "a file is written");
  IS(os_write_atomic("папка/б.txt", "два!", 7, &e), 0, "and replaced");
  IS(os_read_file("папка/б.txt", &b, 0, &e), 0, "and read");
  STR(buf_str(&b), "два!", "whole");
  FAILS(os_read_file("папка/б.txt", &b, 3, &e), ERR_INPUT, e, "a longer one is refused");
  STR(buf_str(&b), "два!", "and nothing is kept of it");
  FAILS(os_read_file("папка/нет", &b, 0, &e), ERR_NOTFOUND, e, "no such file");
  FAILS(os_read_file("папка", &b, 0, &e), ERR_IO, e, "a directory is no file");
  OK(strstr(e.msg, "папка") && !strchr(e.msg, '/'), "messages name the file, not the way to it");
  FAILS(os_write_atomic("нет/x", "", 0, &e), ERR_NOTFOUND, e, "no directory to write to");
  IS(os_copy_file("папка/б.txt", "папка/а.txt", &e), 0, "a copy");
  OK(os_stat("папка/а.txt", &size, NULL, &e) == 0 && size == 7, "of the same size");
  IS(os_rename("папка/а.txt", "папка/в.txt", &e), 0, "renamed");
  buf_reset(&b);
  IS(os_list("папка", name_it, &b, &e), 0, "a list");
  STR(buf_str(&b), "б.txt:1 в.txt:1 внутри:2 ", "in order, without leftovers");
  IS(os_list("папка", stop_it, NULL, &e), 11, "the walk ends when told");
  FAILS(os_list("нет", stop_it, NULL, &e), ERR_NOTFOUND, e, "no such directory");
  OK(os_remove("папка", &e) == -1, "a full directory stays");
  IS(os_remove("папка/нет", &e), 0, "what is not there is removed");
  OK(os_exists("папка") == OS_DIR && os_exists("папка/б.txt") == OS_FILE && !os_exists("нет"),
     "what stands where");
  OK(os_free_space(".", &size, &e) == 0 && size > 0, "free space");
  buf_reset(&b);
  OK(os_exe_dir(&b, &e) == 0 && b.p[0] == '/' && b.p[b.n - 1] != '/',
     "the directory of the program");
  uint64_t t = os_mono_ns();
  os_sleep_ms(2);
  OK(os_mono_ns() - t >= 2000000, "the clock goes on");
  char now[OS_TIME_LEN + 1];
  os_local_time(os_now(), now);
  OK(strlen(now) == 19 && now[10] == 'T', "local time");
  buf_clear(&b);
}

int main(void) {
  const char *tmp = getenv("TEST_TMP");
  if (tmp && chdir(tmp) != 0) return 1;
  test_csv();
  test_lines();
  test_files();
  return DONE();
}
