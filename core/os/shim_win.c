/* shim_win.c -- see shim_win.h. */
#include "os/shim_win.h"

#include <errno.h>
#include <string.h>
#include <wchar.h>

#include "os/names_win.h"
#include "os/os.h"

FILE *u8_fopen(const char *path, const char *mode) {
  wchar_t *w = names_path(path), *m = names_wide(mode);
  FILE *f = w && m ? _wfopen(w, m) : NULL;
  int sys = w && m ? errno : ENOMEM;
  free(w);
  free(m);
  errno = sys;
  return f;
}

FILE *u8_freopen(const char *path, const char *mode, FILE *old) {
  wchar_t *w = path ? names_path(path) : NULL, *m = names_wide(mode);
  FILE *f = m && (w || !path) ? _wfreopen(w, m, old) : NULL;
  int sys = errno;
  free(w);
  free(m);
  errno = sys;
  return f;
}

/* One call with one path; errno survives. */
static int with_path(const char *path, int (*call)(const wchar_t *)) {
  wchar_t *w = names_path(path);
  int rc = w ? call(w) : -1, sys = w ? errno : ENOMEM;
  free(w);
  errno = sys;
  return rc;
}

/* Of a file or an empty directory, as on POSIX. */
static int wide_remove(const wchar_t *w) {
  struct _stati64 st;
  if (_wstati64(w, &st) == 0 && (st.st_mode & _S_IFMT) == _S_IFDIR) return _wrmdir(w);
  return _wremove(w);
}

int u8_remove(const char *path) {
  return with_path(path, wide_remove);
}

int u8_mkdir(const char *path) {
  return with_path(path, _wmkdir);
}

int u8_rmdir(const char *path) {
  return with_path(path, _wrmdir);
}

int u8_chdir(const char *path) {
  return with_path(path, _wchdir);
}

int u8_rename(const char *from, const char *to) {
  Err err = { 0 };
  if (os_rename(from, to, &err) == 0) return 0;
  errno = err.sys > 0 ? err.sys : EIO;
  return -1;
}

char *u8_getenv(const char *name) {
  return (char *)os_env(name);
}

/* The UTF-8 form into 'size' bytes; 0, or -1 with errno when it does not fit. */
static int put_name(const wchar_t *w, char *out, size_t size) {
  Buf b = { 0 };
  int rc = names_utf8(w, wcslen(w), &b) == 0 && b.n < size ? 0 : -1;
  if (rc == 0) memcpy(out, buf_str(&b), b.n + 1);
  else errno = ERANGE;
  buf_clear(&b);
  return rc;
}

char *u8_getcwd(char *out, int size) {
  wchar_t *w = _wgetcwd(NULL, 0);
  char *p = out ? out : malloc((size_t)(size > 0 ? size : U8_PATH));
  int rc = w && p ? put_name(w, p, (size_t)(size > 0 ? size : U8_PATH)) : -1;
  free(w);
  if (rc == 0) return p;
  if (p != out) free(p);
  return NULL;
}

int u8_stat(const char *path, struct _stati64 *out) {
  wchar_t *w = names_path(path);
  int rc = w ? _wstati64(w, out) : -1, sys = w ? errno : ENOMEM;
  free(w);
  errno = sys;
  return rc;
}

int u8_utime(const char *path, struct _utimbuf *times) {
  wchar_t *w = names_path(path);
  int rc = w ? _wutime(w, times) : -1, sys = w ? errno : ENOMEM;
  free(w);
  errno = sys;
  return rc;
}

static int put_found(const struct _wfinddata_t *found, struct u8_found *out) {
  out->attrib = found->attrib;
  return put_name(found->name, out->name, sizeof out->name);
}

intptr_t u8_findfirst(const char *pattern, struct u8_found *out) {
  struct _wfinddata_t found;
  wchar_t *w = names_path(pattern);
  intptr_t walk = w ? _wfindfirst(w, &found) : -1;
  int sys = w ? errno : ENOMEM;
  free(w);
  errno = sys;
  if (walk != -1 && put_found(&found, out) != 0) {
    _findclose(walk);
    return -1;
  }
  return walk;
}

int u8_findnext(intptr_t walk, struct u8_found *out) {
  struct _wfinddata_t found;
  return _wfindnext(walk, &found) == 0 ? put_found(&found, out) : -1;
}
