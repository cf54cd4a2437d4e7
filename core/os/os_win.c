/* os_win.c -- os.h for Windows 7 and later.  UTF-16 inside, UTF-8 outside. */
#include "os/os.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include <shellapi.h>

#include "os/names_win.h"

enum {
  COPY_BYTES = 1 << 16,
  PRINT_CHARS = 4000, /* the console takes no more at once on Windows 7 */
  LINE_CHARS = 1024,
  TRIES = 20, /* an antivirus holds a fresh file for moments */
  TRY_MS = 50
};

#define EPOCH_1601 11644473600LL /* seconds from 1601 to 1970 */

static struct {
  volatile LONG stop; /* a request asked the program to end */
  HANDLE wake;        /* set with it, so that a sleep ends early */
} state;

/* -- paths ---------------------------------------------------------------- */

static const char *base_name(const char *path) {
  const char *at = path;
  for (const char *p = path; *p; p++)
    if ((*p == '/' || *p == '\\') && p[1]) at = p + 1;
  return at;
}

/* The path for Windows, or NULL with *err. */
static wchar_t *wide(const char *path, const char *where, Err *err) {
  wchar_t *w = names_path(path);
  if (!w) err_set(err, ERR_NOMEM, where, "не хватает памяти");
  return w;
}

/* The calling thread's last error as an errno; never 0. */
static int last_sys(void) {
  int sys = names_errno(GetLastError());
  return sys ? sys : -1;
}

static DWORD attributes_of(const char *path) {
  wchar_t *w = names_path(path);
  DWORD a = w ? GetFileAttributesW(w) : INVALID_FILE_ATTRIBUTES;
  free(w);
  return a;
}

static int kind_of(DWORD attributes) {
  if (attributes & FILE_ATTRIBUTE_DEVICE) return OS_OTHER;
  return attributes & FILE_ATTRIBUTE_DIRECTORY ? OS_DIR : OS_FILE;
}

static int64_t unix_seconds(FILETIME t) {
  uint64_t ticks = (uint64_t)t.dwHighDateTime << 32 | t.dwLowDateTime;
  return (int64_t)(ticks / 10000000u) - EPOCH_1601;
}

/* -- files ---------------------------------------------------------------- */

static int make_one(const char *path, Err *err) {
  wchar_t *w = wide(path, "os.mkdir", err);
  if (!w) return -1;
  int sys = CreateDirectoryW(w, NULL) ? 0 : last_sys();
  free(w);
  if (!sys || os_exists(path) == OS_DIR) return 0;
  return err_sys(err, sys, "os.mkdir", "не удалось создать папку «%s»", base_name(path));
}

/* A part that is only a drive ("C:") or the server of a share is not made. */
static int may_make(const char *part) {
  size_t n = strlen(part);
  return n > 0 && part[n - 1] != ':' && part[n - 1] != '/' && os_exists(part) != OS_DIR;
}

int os_mkdir(const char *path, Err *err) {
  Buf b = { 0 };
  int rc = 0;
  if (buf_puts(&b, path)) return err_set(err, ERR_NOMEM, "os.mkdir", "не хватает памяти");
  for (char *p = b.p; p && *p; p++)
    if (*p == '\\') *p = '/';
  int share = b.n > 2 && b.p[0] == '/' && b.p[1] == '/', parts = 0;
  for (char *p = b.p + 1; b.n && *p && rc == 0; p++) {
    if (*p != '/') continue;
    *p = '\0';
    if (!(share && ++parts <= 3) && may_make(b.p)) rc = make_one(b.p, err);
    *p = '/';
  }
  if (rc == 0) rc = make_one(path, err);
  buf_clear(&b);
  return rc;
}

int os_exists(const char *path) {
  DWORD a = attributes_of(path);
  return a == INVALID_FILE_ATTRIBUTES ? OS_NOTHING : kind_of(a);
}

int os_stat(const char *path, uint64_t *size, int64_t *changed, Err *err) {
  WIN32_FILE_ATTRIBUTE_DATA d;
  wchar_t *w = wide(path, "os.stat", err);
  if (!w) return -1;
  int sys = GetFileAttributesExW(w, GetFileExInfoStandard, &d) ? 0 : last_sys();
  free(w);
  if (sys)
    return err_sys(err, sys, "os.stat", "не удалось прочитать сведения о «%s»", base_name(path));
  if (size) *size = (uint64_t)d.nFileSizeHigh << 32 | d.nFileSizeLow;
  if (changed) *changed = unix_seconds(d.ftLastWriteTime);
  return 0;
}

static int write_all(HANDLE f, const char *p, size_t n) {
  while (n > 0) {
    DWORD done = 0, piece = n > COPY_BYTES ? COPY_BYTES : (DWORD)n;
    if (!WriteFile(f, p, piece, &done, NULL)) return -1;
    p += done;
    n -= done;
  }
  return 0;
}

/* INVALID_HANDLE_VALUE with *err on failure. */
static HANDLE open_for_read(const char *path, const char *where, Err *err) {
  wchar_t *w = wide(path, where, err);
  if (!w) return INVALID_HANDLE_VALUE;
  HANDLE f = CreateFileW(w, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                         NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
  int sys = f == INVALID_HANDLE_VALUE ? last_sys() : 0;
  free(w);
  if (sys == EACCES && os_exists(path) == OS_DIR) sys = EISDIR;
  if (sys) err_sys(err, sys, where, "не удалось открыть файл «%s»", base_name(path));
  return f;
}

int os_read_file(const char *path, Buf *out, size_t max, Err *err) {
  HANDLE f = open_for_read(path, "os.read_file", err);
  int rc = -1;
  if (f == INVALID_HANDLE_VALUE) return -1;
  size_t start = out->n;
  for (;;) {
    DWORD got = 0;
    if (buf_reserve(out, COPY_BYTES)) {
      err_set(err, ERR_NOMEM, "os.read_file", "не хватает памяти для файла «%s»", base_name(path));
      break;
    }
    if (!ReadFile(f, out->p + out->n, COPY_BYTES, &got, NULL)) {
      err_sys(err, last_sys(), "os.read_file", "не удалось прочитать файл «%s»", base_name(path));
      break;
    }
    if (got == 0) {
      rc = 0;
      break;
    }
    out->n += got;
    if (max && out->n - start > max) {
      err_set(err, ERR_INPUT, "os.read_file", "файл «%s» слишком велик: больше %zu байт",
              base_name(path), max);
      break;
    }
  }
  CloseHandle(f);
  if (rc) out->n = start;
  if (out->p) out->p[out->n] = '\0';
  return rc;
}

/* Rename over an old file; 0 or an errno.  Refusals of moments are waited out. */
static int replace(const wchar_t *from, const wchar_t *to) {
  for (int i = 0;; i++) {
    if (MoveFileExW(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)) return 0;
    DWORD code = GetLastError();
    int busy = code == ERROR_SHARING_VIOLATION || code == ERROR_ACCESS_DENIED;
    if (!busy || i >= TRIES) return names_errno(code) ? names_errno(code) : -1;
    Sleep(TRY_MS);
  }
}

/* Flush and close 'f', the file 'tmp', then rename it to 'path'.  'failed' is
** the errno of an earlier step, or 0.  On failure 'tmp' is removed. */
static int finish_file(HANDLE f, const wchar_t *tmp, const char *path, int failed, Err *err) {
  int sys = failed;
  if (!sys && !FlushFileBuffers(f)) sys = last_sys();
  if (!CloseHandle(f) && !sys) sys = last_sys();
  wchar_t *to = names_path(path);
  if (!sys && !to) sys = ENOMEM;
  if (!sys) sys = replace(tmp, to);
  free(to);
  if (!sys) return 0;
  DeleteFileW(tmp);
  return err_sys(err, sys, "os.write", "не удалось записать файл «%s»", base_name(path));
}

/* The new file NAME.tmp; its name is in *tmp, to free(). */
static HANDLE open_tmp(const char *path, wchar_t **tmp, Err *err) {
  Buf name = { 0 };
  buf_puts(&name, path);
  *tmp = buf_puts(&name, ".tmp") ? NULL : names_path(name.p);
  buf_clear(&name);
  if (!*tmp) {
    err_set(err, ERR_NOMEM, "os.write", "не хватает памяти");
    return INVALID_HANDLE_VALUE;
  }
  HANDLE f = CreateFileW(*tmp, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
  if (f == INVALID_HANDLE_VALUE)
    err_sys(err, last_sys(), "os.write", "не удалось создать файл «%s»", base_name(path));
  return f;
}

int os_write_atomic(const char *path, const void *data, size_t n, Err *err) {
  wchar_t *tmp = NULL;
  int rc = -1;
  HANDLE f = open_tmp(path, &tmp, err);
  if (f != INVALID_HANDLE_VALUE) {
    int sys = write_all(f, data, n) == 0 ? 0 : last_sys();
    rc = finish_file(f, tmp, path, sys, err);
  }
  free(tmp);
  return rc;
}

int os_remove(const char *path, Err *err) {
  wchar_t *w = wide(path, "os.remove", err);
  if (!w) return -1;
  DWORD a = GetFileAttributesW(w);
  int dir = a != INVALID_FILE_ATTRIBUTES && (a & FILE_ATTRIBUTE_DIRECTORY), sys = 0;
  if (!(dir ? RemoveDirectoryW(w) : DeleteFileW(w))) sys = last_sys();
  free(w);
  if (!sys || sys == ENOENT) return 0;
  return err_sys(err, sys, "os.remove", "не удалось удалить «%s»", base_name(path));
}

int os_rename(const char *from, const char *to, Err *err) {
  wchar_t *a = names_path(from), *b = names_path(to);
  int sys = a && b ? replace(a, b) : ENOMEM;
  free(a);
  free(b);
  if (!sys) return 0;
  return err_sys(err, sys, "os.rename", "не удалось переименовать «%s» в «%s»", base_name(from),
                 base_name(to));
}

/* Copy the open files; returns 0 or an errno. */
static int pump(HANDLE in, HANDLE out) {
  char *piece = malloc(COPY_BYTES);
  if (!piece) return ENOMEM;
  int sys = 0;
  for (;;) {
    DWORD got = 0;
    if (!ReadFile(in, piece, COPY_BYTES, &got, NULL)) sys = last_sys();
    else if (got && write_all(out, piece, got) != 0) sys = last_sys();
    if (sys || got == 0) break;
  }
  free(piece);
  return sys;
}

int os_copy_file(const char *from, const char *to, Err *err) {
  HANDLE in = open_for_read(from, "os.copy_file", err);
  int rc = -1;
  if (in == INVALID_HANDLE_VALUE) return -1;
  wchar_t *tmp = NULL;
  HANDLE out = open_tmp(to, &tmp, err);
  if (out != INVALID_HANDLE_VALUE) rc = finish_file(out, tmp, to, pump(in, out), err);
  CloseHandle(in);
  free(tmp);
  return rc;
}

int os_native(const char *path, Buf *out) {
  wchar_t *w = names_path(path);
  int rc = w ? names_utf8(w, wcslen(w), out) : -1;
  free(w);
  return rc;
}

/* Flushing a whole volume is an administrator's right; our files are each
** flushed when they are written, so a refusal is no loss. */
int os_sync(const char *path, Err *err) {
  wchar_t root[MAX_PATH] = L"", volume[] = L"\\\\.\\X:";
  wchar_t *w = wide(path, "os.sync", err);
  if (!w) return -1;
  if (!GetVolumePathNameW(w, root, MAX_PATH)) root[0] = L'\0';
  free(w);
  if (!root[0] || root[1] != L':') return 0;
  volume[4] = root[0];
  HANDLE v = CreateFileW(volume, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                         OPEN_EXISTING, 0, NULL);
  if (v == INVALID_HANDLE_VALUE) return 0;
  FlushFileBuffers(v);
  CloseHandle(v);
  return 0;
}

/* -- a directory ---------------------------------------------------------- */

typedef struct Entry {
  char *name;
  int kind;
} Entry;

typedef struct Entries {
  Entry *v;
  size_t n, cap;
} Entries;

static int compare_entries(const void *a, const void *b) {
  return strcmp(((const Entry *)a)->name, ((const Entry *)b)->name);
}

static int add_entry(Entries *list, const WIN32_FIND_DATAW *found) {
  Buf name = { 0 };
  if (wcscmp(found->cFileName, L".") == 0 || wcscmp(found->cFileName, L"..") == 0) return 0;
  if (list->n == list->cap) {
    size_t cap = list->cap ? list->cap * 2 : 32;
    Entry *grown = realloc(list->v, cap * sizeof *grown);
    if (!grown) return ENOMEM;
    list->v = grown;
    list->cap = cap;
  }
  if (names_utf8(found->cFileName, wcslen(found->cFileName), &name)) {
    buf_clear(&name);
    return ENOMEM;
  }
  list->v[list->n].kind = kind_of(found->dwFileAttributes);
  list->v[list->n++].name = buf_take(&name, NULL);
  return 0;
}

/* All entries of the directory; 0 or an errno. */
static int read_entries(const char *path, Entries *list) {
  WIN32_FIND_DATAW found;
  Buf pattern = { 0 };
  buf_puts(&pattern, path);
  wchar_t *w = buf_puts(&pattern, "/*") ? NULL : names_path(pattern.p);
  buf_clear(&pattern);
  if (!w) return ENOMEM;
  HANDLE walk = FindFirstFileW(w, &found);
  int sys = walk == INVALID_HANDLE_VALUE ? last_sys() : 0;
  free(w);
  /* the root of an empty stick has not even "." */
  if (sys == ENOENT && os_exists(path) == OS_DIR) return 0;
  while (!sys) {
    sys = add_entry(list, &found);
    if (sys || FindNextFileW(walk, &found)) continue;
    if (GetLastError() != ERROR_NO_MORE_FILES) sys = last_sys();
    break;
  }
  if (walk != INVALID_HANDLE_VALUE) FindClose(walk);
  return sys;
}

int os_list(const char *path, int (*each)(void *ctx, const char *name, int kind), void *ctx,
            Err *err) {
  Entries list = { 0 };
  int sys = read_entries(path, &list), rc = 0;
  if (sys) rc = err_sys(err, sys, "os.list", "не удалось прочитать папку «%s»", base_name(path));
  else if (list.n) qsort(list.v, list.n, sizeof *list.v, compare_entries);
  for (size_t i = 0; i < list.n; i++) {
    if (rc == 0) rc = each(ctx, list.v[i].name, list.v[i].kind);
    free(list.v[i].name);
  }
  free(list.v);
  return rc;
}

/* The directory of 'path' when it is a file: the call wants a directory. */
static wchar_t *volume_place(const char *path) {
  wchar_t *w = names_path(path);
  if (!w || os_exists(path) == OS_DIR) return w;
  wchar_t *cut = wcsrchr(w, L'\\');
  if (cut) cut[1] = L'\0';
  else w[0] = L'\0';
  return w;
}

int os_free_space(const char *path, uint64_t *out, Err *err) {
  ULARGE_INTEGER room = { 0 };
  wchar_t *w = volume_place(path);
  int done = w && GetDiskFreeSpaceExW(w[0] ? w : NULL, &room, NULL, NULL);
  int sys = done ? 0 : w ? last_sys() : ENOMEM;
  free(w);
  if (sys) return err_sys(err, sys, "os.free_space", "не удалось узнать свободное место");
  *out = room.QuadPart;
  return 0;
}

int os_exe_path(Buf *out, Err *err) {
  size_t start = out->n;
  DWORD cap = 512, n;
  wchar_t *w = NULL;
  do {
    cap *= 2;
    free(w);
    w = malloc(cap * sizeof *w);
    n = w ? GetModuleFileNameW(NULL, w, cap) : 0;
  } while (w && n >= cap && cap < 65536);
  int rc = n && n < cap ? names_utf8(w, n, out) : -1;
  free(w);
  if (rc) return err_set(err, ERR_IO, "os.exe_path", "не удалось узнать, где находится программа");
  for (char *p = out->p + start; *p; p++)
    if (*p == '\\') *p = '/';
  return 0;
}

int os_exe_dir(Buf *out, Err *err) {
  size_t start = out->n;
  if (os_exe_path(out, err)) return -1;
  char *slash = strrchr(out->p + start, '/');
  int root = slash && slash > out->p && slash[-1] == ':';
  if (slash) out->n = (size_t)(slash + root - out->p);
  out->p[out->n] = '\0';
  return 0;
}

/* -- one at a time -------------------------------------------------------- */

struct OsLock {
  HANDLE file;
};

int os_lock(const char *path, OsLock **out, Err *err) {
  wchar_t *w = wide(path, "os.lock", err);
  if (!w) return -1;
  /* nobody else may open it while we hold it, and it goes with us */
  HANDLE f = CreateFileW(w, GENERIC_WRITE | DELETE, 0, NULL, OPEN_ALWAYS,
                         FILE_ATTRIBUTE_NORMAL | FILE_FLAG_DELETE_ON_CLOSE, NULL);
  int sys = f == INVALID_HANDLE_VALUE ? last_sys() : 0;
  free(w);
  if (sys) return err_sys(err, sys, "os.lock", "не удалось занять «%s»", base_name(path));
  *out = malloc(sizeof **out);
  if (!*out) {
    CloseHandle(f);
    return err_set(err, ERR_NOMEM, "os.lock", "не хватает памяти");
  }
  (*out)->file = f;
  return 0;
}

void os_unlock(OsLock *lock) {
  if (!lock) return;
  CloseHandle(lock->file);
  free(lock);
}

/* -- time ----------------------------------------------------------------- */

int64_t os_now(void) {
  FILETIME t;
  GetSystemTimeAsFileTime(&t);
  return unix_seconds(t);
}

static void put_number(char *at, int digits, unsigned value) {
  for (int i = digits - 1; i >= 0; i--, value /= 10) at[i] = (char)('0' + value % 10);
}

void os_local_time(int64_t t, char out[OS_TIME_LEN + 1]) {
  uint64_t ticks = (uint64_t)(t + EPOCH_1601) * 10000000u;
  FILETIME ft = { (DWORD)ticks, (DWORD)(ticks >> 32) };
  SYSTEMTIME utc, s;
  memcpy(out, "1970-01-01T00:00:00", OS_TIME_LEN + 1);
  if (!FileTimeToSystemTime(&ft, &utc) || !SystemTimeToTzSpecificLocalTime(NULL, &utc, &s)) return;
  put_number(out, 4, s.wYear);
  put_number(out + 5, 2, s.wMonth);
  put_number(out + 8, 2, s.wDay);
  put_number(out + 11, 2, s.wHour);
  put_number(out + 14, 2, s.wMinute);
  put_number(out + 17, 2, s.wSecond);
}

uint64_t os_mono_ns(void) {
  LARGE_INTEGER now, per_second;
  QueryPerformanceCounter(&now);
  QueryPerformanceFrequency(&per_second);
  uint64_t n = (uint64_t)now.QuadPart, hz = (uint64_t)per_second.QuadPart;
  return n / hz * 1000000000u + n % hz * 1000000000u / hz;
}

void os_sleep_ms(unsigned ms) {
  if (state.wake) WaitForSingleObject(state.wake, ms);
  else Sleep(ms);
}

/* -- user and console ----------------------------------------------------- */

int os_open_url(const char *url, Err *err) {
  if (strncmp(url, "http://", 7) != 0)
    return err_set(err, ERR_INPUT, "os.open_url", "такой адрес не открывается в браузере");
  wchar_t *w = names_wide(url);
  INT_PTR rc = w ? (INT_PTR)ShellExecuteW(NULL, L"open", w, NULL, NULL, SW_SHOWNORMAL) : 0;
  free(w);
  if (rc > 32) return 0;
  return err_set(err, ERR_IO, "os.open_url",
                 "не удалось открыть браузер; откройте сами адрес из окна программы");
}

static int is_console(HANDLE h) {
  DWORD mode;
  return h && h != INVALID_HANDLE_VALUE && GetConsoleMode(h, &mode);
}

/* A line from the console as UTF-16, so that any letters can be typed. */
static int read_console(HANDLE in, Buf *out) {
  wchar_t line[LINE_CHARS];
  size_t start = out->n;
  for (;;) {
    DWORD got = 0;
    if (!ReadConsoleW(in, line, LINE_CHARS, &got, NULL) || got == 0) return -1;
    int end = line[got - 1] == L'\n';
    while (got && (line[got - 1] == L'\n' || line[got - 1] == L'\r')) got--;
    int rc = names_utf8(line, got, out);
    SecureZeroMemory(line, sizeof line);
    if (rc) return -1;
    if (end) break;
  }
  /* Ctrl+Z at the start of a line is the end of input */
  return out->n > start && out->p[start] == 0x1A ? -1 : 0;
}

static int read_piped(HANDLE in, Buf *out) {
  for (;;) {
    char c;
    DWORD got = 0;
    if (!ReadFile(in, &c, 1, &got, NULL) || got == 0) {
      if (out->n == 0) return -1;
      break;
    }
    if (c == '\n') break;
    if (buf_putc(out, c)) return -1;
  }
  if (out->n && out->p[out->n - 1] == '\r') out->p[--out->n] = '\0';
  return 0;
}

int os_read_line(const char *prompt, int hidden, Buf *out, Err *err) {
  HANDLE in = GetStdHandle(STD_INPUT_HANDLE);
  int rc;
  if (is_console(in)) {
    DWORD old = 0;
    GetConsoleMode(in, &old);
    os_print(2, prompt, strlen(prompt), NULL);
    SetConsoleMode(in,
                   ENABLE_LINE_INPUT | ENABLE_PROCESSED_INPUT | (hidden ? 0 : ENABLE_ECHO_INPUT));
    rc = read_console(in, out);
    SetConsoleMode(in, old);
    if (hidden) os_print(2, "\n", 1, NULL);
  } else {
    rc = read_piped(in, out);
  }
  if (rc == 0) return 0;
  return err_set(err, ERR_INPUT, "os.read_line", hidden ? "пароль не введён" : "ничего не введено");
}

int os_stdin_is_tty(void) {
  return is_console(GetStdHandle(STD_INPUT_HANDLE));
}

static int print_console(HANDLE out, const char *s, size_t n) {
  int count = MultiByteToWideChar(CP_UTF8, 0, s, (int)n, NULL, 0);
  wchar_t *w = count > 0 ? malloc((size_t)count * sizeof *w) : NULL;
  if (!w) return -1;
  MultiByteToWideChar(CP_UTF8, 0, s, (int)n, w, count);
  int rc = 0;
  for (int i = 0; i < count && rc == 0;) {
    DWORD done = 0, piece = count - i > PRINT_CHARS ? PRINT_CHARS : (DWORD)(count - i);
    if (!WriteConsoleW(out, w + i, piece, &done, NULL) || done == 0) rc = -1;
    i += (int)done;
  }
  free(w);
  return rc;
}

int os_print(int stream, const char *s, size_t n, Err *err) {
  HANDLE out = GetStdHandle(stream == 1 ? STD_OUTPUT_HANDLE : STD_ERROR_HANDLE);
  /* after a double click there is nobody to print to */
  if (n == 0 || !out || out == INVALID_HANDLE_VALUE) return 0;
  int rc = is_console(out) ? print_console(out, s, n) : write_all(out, s, n);
  return rc == 0 ? 0 : err_sys(err, last_sys(), "os.print", "не удалось вывести текст");
}

void os_alert(const char *text) {
  HANDLE h = GetStdHandle(STD_ERROR_HANDLE);
  if (h && h != INVALID_HANDLE_VALUE) return;
  wchar_t *w = names_wide(text);
  if (w) MessageBoxW(NULL, w, L"Журнал", MB_OK | MB_ICONINFORMATION | MB_SETFOREGROUND);
  free(w);
}

const char *os_env(const char *name) {
  static struct { /* borrowed by the callers, so kept: one place for each name */
    char *name, *value;
  } kept[64];
  size_t i = 0;
  while (i < 63 && kept[i].name && strcmp(kept[i].name, name) != 0) i++;
  wchar_t *w = names_wide(name);
  DWORD n = w ? GetEnvironmentVariableW(w, NULL, 0) : 0;
  wchar_t *value = n ? malloc(n * sizeof *value) : NULL;
  Buf b = { 0 };
  int rc =
      value && GetEnvironmentVariableW(w, value, n) < n ? names_utf8(value, wcslen(value), &b) : -1;
  free(w);
  free(value);
  free(kept[i].value);
  kept[i].value = rc == 0 ? buf_take(&b, NULL) : NULL;
  buf_clear(&b);
  if (!kept[i].name || i == 63) {
    size_t size = strlen(name) + 1;
    free(kept[i].name);
    kept[i].name = malloc(size);
    if (kept[i].name) memcpy(kept[i].name, name, size);
  }
  return kept[i].value;
}

/* Arguments as UTF-8, for the life of the program. */
static void read_arguments(int *argc, char ***argv) {
  int n = 0;
  wchar_t **wide_args = CommandLineToArgvW(GetCommandLineW(), &n);
  char **list = wide_args ? calloc((size_t)n + 1, sizeof *list) : NULL;
  int ok = list != NULL;
  for (int i = 0; ok && i < n; i++) {
    Buf b = { 0 };
    ok = names_utf8(wide_args[i], wcslen(wide_args[i]), &b) == 0;
    list[i] = buf_take(&b, NULL);
    ok = ok && list[i];
  }
  if (wide_args) LocalFree(wide_args);
  if (!ok) return;
  *argc = n;
  *argv = list;
}

/* What was redirected to a file stays. */
static void leave_console(void) {
  static const DWORD streams[] = { STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE };
  for (int i = 0; i < 3; i++)
    if (is_console(GetStdHandle(streams[i]))) SetStdHandle(streams[i], NULL);
  FreeConsole();
}

void os_start(int *argc, char ***argv) {
  DWORD pids[2];
  /* no box of the system when a drive is empty: it would wait behind the browser */
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
  /* libraries only from the system, never from the stick */
  SetDllDirectoryW(L"");
  read_arguments(argc, argv);
  state.wake = CreateEventW(NULL, TRUE, FALSE, NULL);
  /* a double click made a console for us alone: nobody needs it */
  if (*argc <= 1 && GetConsoleProcessList(pids, 2) == 1) leave_console();
}

/* Runs in a thread of its own.  Windows ends the program when it returns from a
** request to close, so it waits for the main thread to finish its work. */
static BOOL WINAPI on_stop(DWORD what) {
  InterlockedExchange(&state.stop, 1);
  if (state.wake) SetEvent(state.wake);
  if (what != CTRL_C_EVENT && what != CTRL_BREAK_EVENT) Sleep(5000);
  return TRUE;
}

void os_catch_stop(void) {
  SetConsoleCtrlHandler(on_stop, TRUE);
}

int os_stopping(void) {
  return state.stop != 0;
}
