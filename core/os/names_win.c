/* names_win.c -- see names_win.h. */
#include "os/names_win.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

/* The old limit is 260 with the NUL, and 248 for a directory. */
enum { PLAIN_MAX = 240 };

#define NO_SUCH_DEVICE 433 /* not in the headers of every compiler */

wchar_t *names_wide(const char *utf8) {
  int n = MultiByteToWideChar(CP_UTF8, 0, utf8, -1, NULL, 0);
  wchar_t *w = n > 0 ? malloc((size_t)n * sizeof *w) : NULL;
  if (w) MultiByteToWideChar(CP_UTF8, 0, utf8, -1, w, n);
  return w;
}

/* "\\?\C:\..." or "\\?\UNC\server\..." of a long path; takes 'plain'. */
static wchar_t *lift_limit(wchar_t *plain) {
  DWORD n = GetFullPathNameW(plain, 0, NULL, NULL);
  wchar_t *full = n ? malloc(n * sizeof *full) : NULL;
  wchar_t *out = n ? malloc((n + 8) * sizeof *out) : NULL;
  if (full && out && GetFullPathNameW(plain, n, full, NULL) < n) {
    int share = full[0] == L'\\' && full[1] == L'\\';
    const wchar_t *prefix = share ? L"\\\\?\\UNC" : L"\\\\?\\", *rest = share ? full + 1 : full;
    wmemcpy(out, prefix, wcslen(prefix));
    wmemcpy(out + wcslen(prefix), rest, wcslen(rest) + 1);
    free(plain);
    plain = out;
    out = NULL;
  }
  free(full);
  free(out);
  return plain;
}

wchar_t *names_path(const char *utf8) {
  wchar_t *w = names_wide(utf8);
  if (!w) return NULL;
  for (wchar_t *p = w; *p; p++)
    if (*p == L'/') *p = L'\\';
  if (wcslen(w) < PLAIN_MAX || wcsncmp(w, L"\\\\?\\", 4) == 0) return w;
  return lift_limit(w);
}

int names_utf8(const wchar_t *wide, size_t n, Buf *out) {
  if (n == 0) return buf_add(out, "", 0);
  int size = WideCharToMultiByte(CP_UTF8, 0, wide, (int)n, NULL, 0, NULL, NULL);
  if (size <= 0 || buf_reserve(out, (size_t)size)) return -1;
  WideCharToMultiByte(CP_UTF8, 0, wide, (int)n, out->p + out->n, size, NULL, NULL);
  out->n += (size_t)size;
  out->p[out->n] = '\0';
  return 0;
}

int names_errno(unsigned long code) {
  static const struct {
    unsigned long code;
    int sys;
  } same[] = {
    { ERROR_FILE_NOT_FOUND, ENOENT },
    { ERROR_PATH_NOT_FOUND, ENOENT },
    { ERROR_INVALID_DRIVE, ENOENT },
    { ERROR_BAD_NETPATH, ENOENT },
    { ERROR_BAD_PATHNAME, ENOENT },
    { ERROR_DIRECTORY, ENOTDIR },
    { ERROR_ACCESS_DENIED, EACCES },
    { ERROR_WRITE_PROTECT, EROFS },
    { ERROR_DISK_FULL, ENOSPC },
    { ERROR_HANDLE_DISK_FULL, ENOSPC },
    { ERROR_FILE_TOO_LARGE, EFBIG },
    { ERROR_SHARING_VIOLATION, EBUSY },
    { ERROR_LOCK_VIOLATION, EBUSY },
    { ERROR_BUSY, EBUSY },
    { ERROR_DRIVE_LOCKED, EBUSY },
    { ERROR_NOT_READY, ENODEV },
    { ERROR_BROKEN_PIPE, EPIPE },
    { ERROR_NO_DATA, EPIPE },
    { ERROR_DEV_NOT_EXIST, ENODEV },
    { ERROR_NO_MEDIA_IN_DRIVE, ENODEV },
    { ERROR_FILE_INVALID, ENODEV },
    { ERROR_WRONG_DISK, ENODEV },
    { ERROR_BAD_UNIT, ENODEV },
    { ERROR_DEVICE_NOT_CONNECTED, ENODEV },
    { ERROR_DEVICE_REMOVED, ENODEV },
    { NO_SUCH_DEVICE, ENODEV },
    { ERROR_GEN_FAILURE, EIO },
    { ERROR_CRC, EIO },
    { ERROR_SEEK, EIO },
    { ERROR_SECTOR_NOT_FOUND, EIO },
    { ERROR_WRITE_FAULT, EIO },
    { ERROR_READ_FAULT, EIO },
    { ERROR_IO_DEVICE, EIO },
    { ERROR_FILE_CORRUPT, EIO },
    { ERROR_DISK_CORRUPT, EIO },
    { ERROR_UNRECOGNIZED_VOLUME, EIO },
    { ERROR_FILE_EXISTS, EEXIST },
    { ERROR_ALREADY_EXISTS, EEXIST },
    { ERROR_DIR_NOT_EMPTY, ENOTEMPTY },
    { ERROR_TOO_MANY_OPEN_FILES, EMFILE },
    { ERROR_NOT_ENOUGH_MEMORY, ENOMEM },
    { ERROR_OUTOFMEMORY, ENOMEM },
    { ERROR_COMMITMENT_LIMIT, ENOMEM },
    { ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG },
    { ERROR_BUFFER_OVERFLOW, ENAMETOOLONG },
    { ERROR_INVALID_NAME, EINVAL },
    { ERROR_INVALID_PARAMETER, EINVAL },
  };
  for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
    if (same[i].code == code) return same[i].sys;
  return 0;
}
