/* reply.h -- what the server sends: headers of every answer, refusal pages.
** Floor: web (may use base).  Included by httpd only.
** An HttpResponse is filled by the handler and eaten by reply_send; the page of a
** refusal needs no style, script or session, because its reader may have none. */
#ifndef WEB_REPLY_H
#define WEB_REPLY_H

#include <microhttpd.h>

#include "web/httpd.h"
#include "web/static.h"

/* Why a request is not let through; each has a status, a word for scripts (header
** X-Zhurnal-Refused) and a page for people. */
typedef enum Refusal {
  REFUSE_NONE,
  REFUSE_REQUEST,  /* 400: cannot be understood */
  REFUSE_METHOD,   /* 405: not GET, HEAD, POST */
  REFUSE_HOST,     /* 403: another name for this computer */
  REFUSE_HEADERS,  /* 431 */
  REFUSE_BODY,     /* 413 */
  REFUSE_SESSION,  /* 403: no cookie of ours */
  REFUSE_ORIGIN,   /* 403: sent by another site */
  REFUSE_TOKEN,    /* 403: the form is not of this session */
  REFUSE_MISSING,  /* 404: no such static file */
  REFUSE_STOPPING, /* 503: the program is ending */
  REFUSE_MEMORY    /* 503 */
} Refusal;

/* All return what MHD wants from a handler: MHD_YES when the answer is queued,
** MHD_NO when the connection has to be closed. */

/* Send the handler's answer; clears 'res'. */
enum MHD_Result reply_send(struct MHD_Connection *mc, HttpResponse *res);

/* Send the page of a refusal. */
enum MHD_Result reply_refuse(struct MHD_Connection *mc, Refusal why);

/* Send the page for a handler that failed, with the number to look for. */
enum MHD_Result reply_failed(struct MHD_Connection *mc, const char *id);

/* Send a static file ('keep': browsers may store it); clears f->own. */
enum MHD_Result reply_static(struct MHD_Connection *mc, StaticFile *f, int keep);

/* 303 to 'location' (a path of ours) with the cookie of a new session. */
enum MHD_Result reply_enter(struct MHD_Connection *mc, const char *location, const char *cookie,
                            const char *token);

#endif
