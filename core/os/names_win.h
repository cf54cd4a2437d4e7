/* os/names_win.h -- names between UTF-8 and Windows' UTF-16.
** Floor: os.  Included by os_win and shim_win only. */
#ifndef OS_NAMES_WIN_H
#define OS_NAMES_WIN_H

#include <stddef.h>
#include <wchar.h>

#include "base/buf.h"

/* The UTF-16 form of a UTF-8 text, NUL-terminated; free() it.  Bytes that are
** no UTF-8 become U+FFFD.  NULL: no memory. */
wchar_t *names_wide(const char *utf8);

/* As names_wide for a path: "/" becomes "\", and a path too long for the plain
** form becomes absolute with the prefix that lifts the limit. */
wchar_t *names_path(const char *utf8);

/* Append the UTF-8 form of 'n' characters.  Returns 0, or -1 when out of memory. */
int names_utf8(const wchar_t *wide, size_t n, Buf *out);

/* The errno that says the same as a code of GetLastError. */
int names_errno(unsigned long code);

#endif
