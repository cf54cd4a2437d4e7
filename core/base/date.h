/* base/date.h -- calendar days.
** Floor: base.  Included by everything.
** A day is text "YYYY-MM-DD" (years 1800 to 2999, proleptic Gregorian) or a
** number of days since 1970-01-01.  No clock here: today is os_now's matter. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stddef.h>

#define DATE_LEN 10

typedef struct Date {
  int year, month, day;
} Date;

/* Read exactly "YYYY-MM-DD".  Returns 0 with '*d' filled (d may be NULL), or
** -1 when 's' is anything else or no such day exists. */
int date_read(const char *s, Date *d);

/* 1 when the n bytes are such a day. */
int date_ok(const char *s, size_t n);

/* 1 when the n bytes are "YYYY-MM-DDTHH:MM:SS" of an existing day and time. */
int date_time_ok(const char *s, size_t n);

/* Write "YYYY-MM-DD" and a NUL. */
void date_write(const Date *d, char out[DATE_LEN + 1]);

/* Days since 1970-01-01 and back. */
long date_days(const Date *d);
Date date_of_days(long days);

/* The day 'n' years later (n may be negative); 29 February becomes 28
** February in a common year. */
Date date_add_years(Date d, int n);

/* 1 Monday to 7 Sunday. */
int date_weekday(const Date *d);

#endif
