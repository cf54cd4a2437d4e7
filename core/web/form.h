/* form.h -- decoding of what a browser sends: percent signs, queries, forms.
** Floor: web (may use base).  Included by httpd and bind_web.
** Everything is decoded in place: names and values point into the text that
** was given and live as long as it does.  A FormList filled with zeros is
** empty; form_reset forgets its fields and keeps the memory, form_clear ends
** its life.  Text is strict: a broken percent sign, a NUL and bytes that are
** not UTF-8 are refused. */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include <stddef.h>

#include "base/err.h"

/* One field: 'value' holds 'n' bytes and a NUL.  A file sent with the form has
** 'file', its name as the browser told it (never NULL then), and 'type', its
** content type ("" when not told); its bytes are not decoded or checked. */
typedef struct FormField {
  const char *name, *value;
  size_t n;
  const char *file, *type;
} FormField;

typedef struct FormList {
  FormField *v;
  size_t n, cap;
} FormList;

enum { FORM_FIELDS_MAX = 20000 };

void form_reset(FormList *list);
void form_clear(FormList *list);

/* The value of the last field with this name that is not a file, or NULL. */
const char *form_find(const FormList *list, const char *name);

/* Decode 's' (n bytes and room for a NUL) in place; with 'plus' a "+" becomes a
** space.  '*out' gets the new length.  Returns 0, or -1: a broken percent sign,
** a NUL or text that is not UTF-8. */
int form_decode(char *s, size_t n, int plus, size_t *out);

/* Append the fields of "a=1&b=2" (n bytes and room for a NUL; destroyed).
** Returns 0, or -1 with ERR_INPUT or ERR_NOMEM. */
int form_urlencoded(char *s, size_t n, FormList *list, Err *err);

/* Append the fields of a multipart/form-data body (n bytes and room for a NUL;
** destroyed).  'type' is the request's Content-Type with the boundary.
** Returns 0, or -1 with ERR_INPUT or ERR_NOMEM. */
int form_multipart(char *s, size_t n, const char *type, FormList *list, Err *err);

/* 1 when the Content-Type 'type' (may be NULL) names the media type 'want',
** whatever its parameters and case. */
int form_type_is(const char *type, const char *want);

/* 1 when the texts are equal apart from the case of their ASCII letters. */
int form_same(const char *a, const char *b);

#endif
