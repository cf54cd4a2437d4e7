/* os_posix.c -- os.h for Linux. */
#define _GNU_SOURCE /* syncfs */
#include "os/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { COPY_BYTES = 1 << 16, OPTIONS = 3 };

static struct { volatile sig_atomic_t stop; /* a signal asked the program to end */ } state;

/* -- files ---------------------------------------------------------------- */

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash && slash[1] ? slash + 1 : path;
}

static int make_one(const char *path, Err *err) {
  if (mkdir(path, 0777) == 0) return 0;
  int sys = errno;
  if (os_exists(path) == OS_DIR) return 0;
  return err_sys(err, sys, "os.mkdir", "не удалось создать папку «%s»", base_name(path));
}

int os_mkdir(const char *path, Err *err) {
  Buf b = { 0 };
  int rc = 0;
  if (buf_puts(&b, path)) return err_set(err, ERR_NOMEM, "os.mkdir", "не хватает памяти");
  for (char *p = b.p + 1; b.n && *p && rc == 0; p++) {
    if (*p != '/') continue;
    *p = '\0';
    if (os_exists(b.p) != OS_DIR) rc = make_one(b.p, err);
    *p = '/';
  }
  if (rc == 0) rc = make_one(path, err);
  buf_clear(&b);
  return rc;
}

static int kind_of(const struct stat *st) {
  return S_ISREG(st->st_mode) ? OS_FILE : S_ISDIR(st->st_mode) ? OS_DIR : OS_OTHER;
}

int os_exists(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 ? kind_of(&st) : OS_NOTHING;
}

int os_stat(const char *path, uint64_t *size, int64_t *changed, Err *err) {
  struct stat st;
  if (stat(path, &st) != 0) {
    int sys = errno;
    return err_sys(err, sys, "os.stat", "не удалось прочитать сведения о «%s»", base_name(path));
  }
  if (size) *size = (uint64_t)st.st_size;
  if (changed) *changed = (int64_t)st.st_mtime;
  return 0;
}

static ssize_t read_some(int fd, void *p, size_t n) {
  ssize_t got;
  do got = read(fd, p, n);
  while (got < 0 && errno == EINTR);
  return got;
}

static int write_all(int fd, const char *p, size_t n) {
  while (n > 0) {
    ssize_t done = write(fd, p, n);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return -1;
    p += done;
    n -= (size_t)done;
  }
  return 0;
}

static int open_for_read(const char *path, const char *where, Err *err) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  int sys = errno;
  if (fd < 0) return err_sys(err, sys, where, "не удалось открыть файл «%s»", base_name(path));
  struct stat st;
  if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
    close(fd);
    return err_sys(err, EISDIR, where, "не удалось прочитать «%s»", base_name(path));
  }
  return fd;
}

int os_read_file(const char *path, Buf *out, size_t max, Err *err) {
  int fd = open_for_read(path, "os.read_file", err), rc = -1;
  if (fd < 0) return -1;
  size_t start = out->n;
  for (;;) {
    if (buf_reserve(out, COPY_BYTES)) {
      err_set(err, ERR_NOMEM, "os.read_file", "не хватает памяти для файла «%s»", base_name(path));
      break;
    }
    ssize_t got = read_some(fd, out->p + out->n, COPY_BYTES);
    int sys = errno;
    if (got < 0) {
      err_sys(err, sys, "os.read_file", "не удалось прочитать файл «%s»", base_name(path));
      break;
    }
    if (got == 0) {
      rc = 0;
      break;
    }
    out->n += (size_t)got;
    if (max && out->n - start > max) {
      err_set(err, ERR_INPUT, "os.read_file", "файл «%s» слишком велик: больше %zu байт",
              base_name(path), max);
      break;
    }
  }
  close(fd);
  if (rc) out->n = start;
  if (out->p) out->p[out->n] = '\0';
  return rc;
}

/* Flush the directory that holds 'path', so that a rename survives a pulled
** stick.  File systems that cannot do it say EINVAL: nothing more can be done. */
static int sync_dir_of(const char *path) {
  Buf b = { 0 };
  const char *slash = strrchr(path, '/');
  if (!slash) buf_puts(&b, ".");
  else buf_add(&b, path, slash == path ? 1 : (size_t)(slash - path));
  if (b.oom || !b.p) {
    buf_clear(&b);
    errno = ENOMEM;
    return -1;
  }
  int fd = open(b.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  buf_clear(&b);
  if (fd < 0) return -1;
  int rc = fsync(fd), sys = errno;
  close(fd);
  errno = sys;
  return rc != 0 && sys != EINVAL && sys != ENOTSUP ? -1 : 0;
}

/* Flush and close 'fd', the file 'tmp', then rename it to 'path'.  'failed' is
** the errno of an earlier step, or 0.  On failure 'tmp' is removed. */
static int finish_file(int fd, const char *tmp, const char *path, int failed, Err *err) {
  int sys = failed;
  if (!sys && fsync(fd) != 0) sys = errno;
  if (close(fd) != 0 && !sys) sys = errno;
  if (!sys && rename(tmp, path) != 0) sys = errno;
  if (sys) {
    unlink(tmp);
    return err_sys(err, sys, "os.write", "не удалось записать файл «%s»", base_name(path));
  }
  if (sync_dir_of(path) != 0) {
    sys = errno;
    return err_sys(err, sys, "os.write", "не удалось записать файл «%s»", base_name(path));
  }
  return 0;
}

static int open_tmp(const char *path, Buf *tmp, Err *err) {
  buf_puts(tmp, path);
  if (buf_puts(tmp, ".tmp")) return err_set(err, ERR_NOMEM, "os.write", "не хватает памяти");
  int fd = open(tmp->p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  int sys = errno;
  if (fd < 0) return err_sys(err, sys, "os.write", "не удалось создать файл «%s»", base_name(path));
  return fd;
}

int os_write_atomic(const char *path, const void *data, size_t n, Err *err) {
  Buf tmp = { 0 };
  int fd = open_tmp(path, &tmp, err), rc = -1;
  if (fd >= 0) {
    int sys = write_all(fd, data, n) == 0 ? 0 : errno;
    rc = finish_file(fd, tmp.p, path, sys, err);
  }
  buf_clear(&tmp);
  return rc;
}

int os_remove(const char *path, Err *err) {
  if (remove(path) == 0) return 0;
  int sys = errno;
  if (sys == ENOENT) return 0;
  return err_sys(err, sys, "os.remove", "не удалось удалить «%s»", base_name(path));
}

int os_rename(const char *from, const char *to, Err *err) {
  int sys = rename(from, to) == 0 ? 0 : errno;
  if (!sys && sync_dir_of(to) != 0) sys = errno;
  if (!sys) return 0;
  return err_sys(err, sys, "os.rename", "не удалось переименовать «%s» в «%s»", base_name(from),
                 base_name(to));
}

/* Copy the open files; returns 0 or the errno. */
static int pump(int in, int out) {
  char *piece = malloc(COPY_BYTES);
  if (!piece) return ENOMEM;
  int sys = 0;
  for (;;) {
    ssize_t got = read_some(in, piece, COPY_BYTES);
    if (got == 0) break;
    if (got < 0 || write_all(out, piece, (size_t)got) != 0) {
      sys = errno;
      break;
    }
  }
  free(piece);
  return sys;
}

int os_copy_file(const char *from, const char *to, Err *err) {
  int in = open_for_read(from, "os.copy_file", err), rc = -1;
  if (in < 0) return -1;
  Buf tmp = { 0 };
  int out = open_tmp(to, &tmp, err);
  if (out >= 0) rc = finish_file(out, tmp.p, to, pump(in, out), err);
  close(in);
  buf_clear(&tmp);
  return rc;
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All names of the directory into a new array; returns 0 or the errno. */
static int read_names(DIR *d, char ***names, size_t *count) {
  size_t cap = 0;
  int sys = 0;
  struct dirent *e;
  while (!sys && (errno = 0, e = readdir(d)) != NULL) {
    if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
    if (*count == cap) {
      cap = cap ? cap * 2 : 32;
      char **grown = realloc(*names, cap * sizeof **names);
      if (!grown) return ENOMEM;
      *names = grown;
    }
    char *copy = strdup(e->d_name);
    if (!copy) sys = ENOMEM;
    else (*names)[(*count)++] = copy;
  }
  return sys ? sys : errno;
}

static int entry_kind(DIR *d, const char *name) {
  struct stat st;
  return fstatat(dirfd(d), name, &st, 0) == 0 ? kind_of(&st) : OS_OTHER;
}

int os_list(const char *path, int (*each)(void *ctx, const char *name, int kind), void *ctx,
            Err *err) {
  DIR *d = opendir(path);
  int sys = errno, rc = 0;
  if (!d) return err_sys(err, sys, "os.list", "не удалось открыть папку «%s»", base_name(path));
  char **names = NULL;
  size_t count = 0;
  sys = read_names(d, &names, &count);
  if (sys) rc = err_sys(err, sys, "os.list", "не удалось прочитать папку «%s»", base_name(path));
  else if (count) qsort(names, count, sizeof *names, compare_names);
  for (size_t i = 0; i < count; i++) {
    if (rc == 0) rc = each(ctx, names[i], entry_kind(d, names[i]));
    free(names[i]);
  }
  free(names);
  closedir(d);
  return rc;
}

int os_native(const char *path, Buf *out) {
  return buf_puts(out, path);
}

int os_sync(const char *path, Err *err) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  int sys = fd < 0 ? errno : 0;
  if (!sys && syncfs(fd) != 0) sys = errno;
  if (fd >= 0) close(fd);
  if (!sys || sys == EROFS) return 0;
  return err_sys(err, sys, "os.sync", "не удалось дописать данные на носитель");
}

/* -- one at a time -------------------------------------------------------- */

struct OsLock {
  int fd;
  char *path;
};

/* The lock must be on the file that has the name now: another process may have
** deleted the one we opened just before we locked it. */
static int still_there(int fd, const char *path) {
  struct stat a, b;
  return fstat(fd, &a) == 0 && stat(path, &b) == 0 && a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

int os_lock(const char *path, OsLock **out, Err *err) {
  for (int i = 0; i < 10; i++) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    int sys = fd < 0 ? errno : 0;
    if (!sys && flock(fd, LOCK_EX | LOCK_NB) != 0) sys = errno == EWOULDBLOCK ? EBUSY : errno;
    if (!sys && !still_there(fd, path)) {
      close(fd);
      continue;
    }
    OsLock *lock = sys ? NULL : malloc(sizeof *lock);
    if (lock && (lock->path = strdup(path)) != NULL) {
      lock->fd = fd;
      *out = lock;
      return 0;
    }
    free(lock);
    if (fd >= 0) close(fd);
    return err_sys(err, sys ? sys : ENOMEM, "os.lock", "не удалось занять «%s»", base_name(path));
  }
  return err_set(err, ERR_BUSY, "os.lock", "«%s» занят другой программой", base_name(path));
}

void os_unlock(OsLock *lock) {
  if (!lock) return;
  unlink(lock->path);
  close(lock->fd);
  free(lock->path);
  free(lock);
}

int os_free_space(const char *path, uint64_t *out, Err *err) {
  struct statvfs v;
  if (statvfs(path, &v) != 0) {
    int sys = errno;
    return err_sys(err, sys, "os.free_space", "не удалось узнать свободное место");
  }
  *out = (uint64_t)v.f_bavail * (uint64_t)(v.f_frsize ? v.f_frsize : v.f_bsize);
  return 0;
}

int os_exe_path(Buf *out, Err *err) {
  char path[4096];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path);
  if (n <= 0 || n >= (ssize_t)sizeof path)
    return err_set(err, ERR_IO, "os.exe_path", "не удалось узнать, где находится программа");
  if (buf_add(out, path, (size_t)n))
    return err_set(err, ERR_NOMEM, "os.exe_path", "не хватает памяти");
  return 0;
}

int os_exe_dir(Buf *out, Err *err) {
  size_t start = out->n;
  if (os_exe_path(out, err)) return -1;
  char *slash = strrchr(out->p + start, '/');
  if (slash) out->n = (size_t)((slash == out->p + start ? slash + 1 : slash) - out->p);
  out->p[out->n] = '\0';
  return 0;
}

/* -- time ----------------------------------------------------------------- */

int64_t os_now(void) {
  return (int64_t)time(NULL);
}

void os_local_time(int64_t t, char out[OS_TIME_LEN + 1]) {
  time_t when = (time_t)t;
  struct tm tm;
  memset(&tm, 0, sizeof tm);
  localtime_r(&when, &tm);
  if (strftime(out, OS_TIME_LEN + 1, "%Y-%m-%dT%H:%M:%S", &tm) == 0)
    memcpy(out, "1970-01-01T00:00:00", OS_TIME_LEN + 1);
}

uint64_t os_mono_ns(void) {
  struct timespec ts;
  clock_gettime(CLOCK_MONOTONIC, &ts);
  return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

void os_sleep_ms(unsigned ms) {
  struct timespec left = { (time_t)(ms / 1000), (long)(ms % 1000) * 1000000L };
  while (nanosleep(&left, &left) != 0 && errno == EINTR && !state.stop) continue;
}

/* -- user and console ----------------------------------------------------- */

/* Runs the first program of the list that there is, with the argument after its
** own options, apart from us: the middle process ends at once, so that it belongs
** to init and leaves no zombie.  Returns 0 or an errno. */
static int run_apart(const char *const (*programs)[OPTIONS], const char *argument) {
  pid_t pid = fork();
  if (pid < 0) return errno;
  if (pid > 0) {
    waitpid(pid, NULL, 0);
    return 0;
  }
  if (fork() != 0) _exit(0);
  setsid();
  int null = open("/dev/null", O_RDWR);
  if (null >= 0)
    for (int fd = 0; fd < 3; fd++) dup2(null, fd);
  for (; (*programs)[0]; programs++) {
    const char *list[OPTIONS + 2] = { NULL };
    int n = 0;
    while (n < OPTIONS && (*programs)[n]) {
      list[n] = (*programs)[n];
      n++;
    }
    list[n] = argument;
    execvp(list[0], (char *const *)list);
  }
  _exit(1);
}

int os_open_url(const char *url, Err *err) {
  static const char *const browsers[][OPTIONS] = {
    { "xdg-open" }, { "sensible-browser" }, { "firefox" }, { "chromium" }, { NULL }
  };
  if (strncmp(url, "http://", 7) != 0)
    return err_set(err, ERR_INPUT, "os.open_url", "такой адрес не открывается в браузере");
  int sys = run_apart(browsers, url);
  return sys ? err_sys(err, sys, "os.open_url", "не удалось открыть браузер") : 0;
}

void os_alert(const char *text) {
  static const char *const windows[][OPTIONS] = {
    { "kdialog", "--sorry" }, { "zenity", "--info", "--text" }, { "xmessage" }, { NULL }
  };
  if (isatty(2) || (!getenv("DISPLAY") && !getenv("WAYLAND_DISPLAY"))) return;
  run_apart(windows, text);
}

static int read_line(Buf *out) {
  char c;
  for (;;) {
    ssize_t got = read(0, &c, 1);
    if (got < 0 && errno == EINTR && !state.stop) continue;
    if (got <= 0) return out->n > 0 ? 0 : -1;
    if (c == '\n') break;
    if (buf_putc(out, c)) return -1;
  }
  if (out->n && out->p[out->n - 1] == '\r') out->p[--out->n] = '\0';
  return 0;
}

int os_read_line(const char *prompt, int hidden, Buf *out, Err *err) {
  struct termios old, quiet;
  int tty = isatty(0) && tcgetattr(0, &old) == 0;
  if (tty) os_print(2, prompt, strlen(prompt), NULL);
  if (tty && hidden) {
    quiet = old;
    quiet.c_lflag &= (tcflag_t)~ECHO;
    tcsetattr(0, TCSAFLUSH, &quiet);
  }
  int rc = read_line(out);
  if (tty && hidden) {
    tcsetattr(0, TCSAFLUSH, &old);
    os_print(2, "\n", 1, NULL);
  }
  if (rc == 0) return 0;
  return err_set(err, ERR_INPUT, "os.read_line", hidden ? "пароль не введён" : "ничего не введено");
}

int os_stdin_is_tty(void) {
  return isatty(0);
}

int os_print(int stream, const char *s, size_t n, Err *err) {
  if (write_all(stream, s, n) == 0) return 0;
  int sys = errno;
  return err_sys(err, sys, "os.print", "не удалось вывести текст");
}

const char *os_env(const char *name) {
  return getenv(name);
}

void os_start(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  signal(SIGPIPE, SIG_IGN);
}

static void on_stop(int sig) {
  (void)sig;
  state.stop = 1;
}

void os_catch_stop(void) {
  struct sigaction act;
  memset(&act, 0, sizeof act);
  act.sa_handler = on_stop;
  sigemptyset(&act.sa_mask);
  sigaction(SIGINT, &act, NULL);
  sigaction(SIGTERM, &act, NULL);
  sigaction(SIGHUP, &act, NULL);
}

int os_stopping(void) {
  return state.stop != 0;
}
