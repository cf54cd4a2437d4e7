/* peer.c -- what the program is measured against, built with its own SQLite.
**   peer marks FILE N    single durable inserts into an encrypted file, per second
**   peer fsync FILE N    4 KB appended and synced, microseconds (median)
**   peer run CMD ARG...  a command: milliseconds and the most memory it had, KB
** usage errors and failures end with status 1. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int fail(const char *what) {
  fprintf(stderr, "peer: %s\n", what);
  return 1;
}

/* -- marks ---------------------------------------------------------- */

/* Table and index of a cell as the program makes them; key, journal and syncing as it sets them. */
static const char schema[] =
    "PRAGMA cipher='chacha20';"
    "PRAGMA key='raw:6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b';"
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=2000;"
    "CREATE TABLE d_cell(lesson TEXT NOT NULL, person TEXT NOT NULL, marks TEXT, absence TEXT,"
    " comment TEXT, entry INTEGER NOT NULL, PRIMARY KEY(lesson, person)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX d_cell_person ON d_cell(person);";

static int insert_all(sqlite3 *db, long n) {
  enum { PUPILS = 30 };
  sqlite3_stmt *st;
  if (sqlite3_prepare_v2(db, "INSERT INTO d_cell VALUES(?1, ?2, ?3, NULL, NULL, ?4)", -1, &st,
                         NULL) != SQLITE_OK)
    return -1;
  for (long i = 0; i < n; i++) {
    char lesson[24], person[24], mark[2] = { (char)('2' + i % 4), '\0' };
    snprintf(lesson, sizeof lesson, "k3m9x-%lx", 16 + i / PUPILS);
    snprintf(person, sizeof person, "k3m9x-p%lx", i % PUPILS);
    sqlite3_bind_text(st, 1, lesson, -1, SQLITE_STATIC);
    sqlite3_bind_text(st, 2, person, -1, SQLITE_STATIC);
    sqlite3_bind_text(st, 3, mark, 1, SQLITE_STATIC);
    sqlite3_bind_int64(st, 4, i + 1);
    if (sqlite3_step(st) != SQLITE_DONE) return -1;
    sqlite3_reset(st);
  }
  return sqlite3_finalize(st) == SQLITE_OK ? 0 : -1;
}

static int marks(const char *path, long n) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK ||
      sqlite3_exec(db, schema, NULL, NULL, NULL) != SQLITE_OK)
    return fail(sqlite3_errmsg(db));
  double began = now();
  if (insert_all(db, n) != 0) return fail(sqlite3_errmsg(db));
  printf("%.1f\n", (double)n / (now() - began));
  sqlite3_close(db);
  return 0;
}

/* -- fsync ---------------------------------------------------------- */

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static int syncs(const char *path, long n) {
  char block[4096];
  double *took = calloc((size_t)n, sizeof *took);
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (took == NULL || fd < 0) return fail("no file");
  memset(block, 'x', sizeof block);
  for (long i = 0; i < n; i++) {
    double began = now();
    if (write(fd, block, sizeof block) != sizeof block || fdatasync(fd) != 0) return fail("write");
    took[i] = now() - began;
  }
  close(fd);
  qsort(took, (size_t)n, sizeof *took, by_size);
  printf("%.1f\n", took[n / 2] * 1e6);
  free(took);
  return 0;
}

/* -- run ---------------------------------------------------------- */

/* The command's own stdout goes to stderr: ours says only the figures. */
static int run(char **argv) {
  struct rusage usage;
  int status = 0;
  double began = now();
  pid_t pid = fork();
  if (pid == 0) {
    dup2(2, 1);
    execvp(argv[0], argv);
    _exit(127);
  }
  if (pid < 0 || wait4(pid, &status, 0, &usage) != pid) return fail("no process");
  printf("%.1f %ld\n", (now() - began) * 1e3, usage.ru_maxrss);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : fail(argv[0]);
}

int main(int argc, char **argv) {
  if (argc == 4 && strcmp(argv[1], "marks") == 0) return marks(argv[2], atol(argv[3]));
  if (argc == 4 && strcmp(argv[1], "fsync") == 0) return syncs(argv[2], atol(argv[3]));
  if (argc >= 3 && strcmp(argv[1], "run") == 0) return run(argv + 2);
  return fail("usage: peer marks FILE N | fsync FILE N | run CMD ARG...");
}
