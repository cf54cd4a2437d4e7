/* base/text.h -- Russian and Unicode text: checking, normal form, case.
** Floor: base.  Included by everything.
** Lengths are in bytes unless a name says otherwise; all text is UTF-8.
** Functions that write append to 'out', which stays the caller's. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* 1 when the bytes are valid UTF-8 (no surrogates, no overlong forms, no NUL). */
int text_utf8_ok(const char *s, size_t n);

/* The number of code points of valid UTF-8. */
size_t text_len(const char *s, size_t n);

/* Append the Unicode normal form C.  Returns 0, or -1 with ERR_INPUT (not
** UTF-8) or ERR_NOMEM. */
int text_nfc(const char *s, size_t n, Buf *out, Err *err);

/* Append the text in lower case, code point by code point, for searching
** ("Ё" -> "ё").  Errors as text_nfc. */
int text_lower(const char *s, size_t n, Buf *out, Err *err);

/* 1 when the text can be a part of a person's name: 1 to 100 letters with
** single spaces, hyphens, apostrophes and dots between them; it begins with
** a letter and does not end with a space or a hyphen. */
int text_name_ok(const char *s, size_t n);

/* 1 when 's' is "NNN-NNN-NNN NN" or 11 digits with a right control number
** (numbers up to 001-001-998 have none and are refused). */
int text_snils_ok(const char *s);

/* Append text of the Windows-1251 code page as UTF-8.  Returns 0 or -1 when
** out of memory; the one unused code becomes U+FFFD. */
int text_from_cp1251(const char *s, size_t n, Buf *out);

/* Append the bytes as UTF-8: without a byte order mark, unchanged when they are
** UTF-8 already, else read as Windows-1251.  Returns 0 or -1 (memory). */
int text_guess_utf8(const char *s, size_t n, Buf *out);

/* Append with & < > " ' written as HTML entities.  Returns 0 or -1 (memory). */
int text_html(const char *s, size_t n, Buf *out);

#endif
