/* Checks for the unit tests of core/: each prints one TAP line, a program is one file.
 *
 * Include it once in each tests/unit/NAME.c; main ends with `return DONE();`. The program is built
 * with address and undefined behaviour sanitizers and linked with every object of core/ but main.o.
 * Text goes to standard output, nothing is allocated.
 *
 *   OK(cond, "what must hold")            passes when cond is true
 *   IS(got, want, "name")                 equal integers, shows both when they differ
 *   STR(got, want, "name")                equal strings (or both NULL), shows both when they differ
 *   FAILS(call, ERR_INPUT, e, "name")     call gave a negative number and e.code is that code
 */
#ifndef TAP_H
#define TAP_H

#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

static inline int tap_line(int ok, const char *name, const char *file, int line) {
  printf("%sok %d - %s\n", ok ? "" : "not ", ++tap_count, name);
  if (!ok) {
    tap_failed++;
    printf("# at %s:%d\n", file, line);
  }
  fflush(stdout);
  return ok;
}

static inline int tap_is(long long got, long long want, const char *name, const char *file,
                         int line) {
  int ok = tap_line(got == want, name, file, line);
  if (!ok) printf("# got %lld, want %lld\n", got, want);
  return ok;
}

static inline int tap_str(const char *got, const char *want, const char *name, const char *file,
                          int line) {
  int same = got && want ? strcmp(got, want) == 0 : got == want;
  int ok = tap_line(same, name, file, line);
  if (!ok) printf("# got  %s\n# want %s\n", got ? got : "(null)", want ? want : "(null)");
  return ok;
}

static inline int tap_done(void) {
  printf("1..%d\n", tap_count);
  return tap_failed || !tap_count;
}

#define OK(cond, name)       tap_line(!!(cond), name, __FILE__, __LINE__)
#define IS(got, want, name)  tap_is((long long)(got), (long long)(want), name, __FILE__, __LINE__)
#define STR(got, want, name) tap_str(got, want, name, __FILE__, __LINE__)
#define FAILS(call, want, e, name) \
  tap_is(((call) < 0 ? (e).code : 0), want, name, __FILE__, __LINE__)
#define DONE() tap_done()

#endif
