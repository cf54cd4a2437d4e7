/* date.c -- see date.h. */
#include "base/date.h"

#include <string.h>

static int leap(int y) {
  return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int month_days(int y, int m) {
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  return m == 2 && leap(y) ? 29 : days[m - 1];
}

/* 'n' digits at 's' as a number, or -1. */
static int number(const char *s, int n) {
  int v = 0;
  for (int i = 0; i < n; i++) {
    if (s[i] < '0' || s[i] > '9') return -1;
    v = v * 10 + (s[i] - '0');
  }
  return v;
}

static int read_day(const char *s, Date *d) {
  if (s[4] != '-' || s[7] != '-') return -1;
  d->year = number(s, 4);
  d->month = number(s + 5, 2);
  d->day = number(s + 8, 2);
  if (d->year < 1800 || d->year > 2999 || d->month < 1 || d->month > 12) return -1;
  return d->day < 1 || d->day > month_days(d->year, d->month) ? -1 : 0;
}

int date_read(const char *s, Date *d) {
  Date got;
  if (strlen(s) != DATE_LEN || read_day(s, &got)) return -1;
  if (d) *d = got;
  return 0;
}

int date_ok(const char *s, size_t n) {
  Date d;
  return n == DATE_LEN && read_day(s, &d) == 0;
}

int date_time_ok(const char *s, size_t n) {
  if (n != 19 || !date_ok(s, DATE_LEN)) return 0;
  if (s[10] != 'T' || s[13] != ':' || s[16] != ':') return 0;
  int h = number(s + 11, 2), m = number(s + 14, 2), sec = number(s + 17, 2);
  return h >= 0 && h < 24 && m >= 0 && m < 60 && sec >= 0 && sec < 60;
}

void date_write(const Date *d, char out[DATE_LEN + 1]) {
  int v[3] = { d->year, d->month, d->day };
  memcpy(out, "0000-00-00", DATE_LEN + 1);
  for (int i = 3; i >= 0; i--, v[0] /= 10) out[i] = (char)('0' + v[0] % 10);
  for (int i = 6; i >= 5; i--, v[1] /= 10) out[i] = (char)('0' + v[1] % 10);
  for (int i = 9; i >= 8; i--, v[2] /= 10) out[i] = (char)('0' + v[2] % 10);
}

/* Counting from 1 March makes the leap day the last of its year, so that the
** month lengths follow one formula (153 days in five months). */
long date_days(const Date *d) {
  long y = d->month <= 2 ? d->year - 1 : d->year;
  long era = (y >= 0 ? y : y - 399) / 400;
  long yoe = y - era * 400;
  long doy = (153 * (d->month + (d->month > 2 ? -3 : 9)) + 2) / 5 + d->day - 1;
  long doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

Date date_of_days(long days) {
  Date d;
  days += 719468;
  long era = (days >= 0 ? days : days - 146096) / 146097;
  long doe = days - era * 146097;
  long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  long mp = (5 * doy + 2) / 153;
  d.day = (int)(doy - (153 * mp + 2) / 5 + 1);
  d.month = (int)(mp < 10 ? mp + 3 : mp - 9);
  d.year = (int)(yoe + era * 400 + (d.month <= 2));
  return d;
}

Date date_add_years(Date d, int n) {
  d.year += n;
  if (d.month == 2 && d.day == 29 && !leap(d.year)) d.day = 28;
  return d;
}

int date_weekday(const Date *d) {
  long n = (date_days(d) + 3) % 7;
  return (int)(n < 0 ? n + 7 : n) + 1;
}
