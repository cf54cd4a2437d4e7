/* base/err.h -- the one error type of the C code.
** Floor: base.  Included by everything.
** An Err lives on the caller's stack; the function that fails fills it with
** err_set or err_sys and returns -1.  Nothing below main.c prints or exits.
** The message is one line of Russian for the user: what, where, what to do;
** it never holds personal data. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

typedef enum {
  ERR_NONE,
  ERR_INPUT,    /* the data or the argument is wrong */
  ERR_DENIED,   /* the user may not do this */
  ERR_NOTFOUND, /* there is no such record or file */
  ERR_CONFLICT, /* two live entries for one subject */
  ERR_LOCKED,   /* a closed period, or another process holds the data */
  ERR_VERSION,  /* made by a newer program */
  ERR_CORRUPT,  /* damaged data */
  ERR_IO,       /* reading or writing failed */
  ERR_FULL,     /* no space on the carrier */
  ERR_GONE,     /* the carrier was pulled out or fails */
  ERR_POLICY,   /* the school's regulation failed or refused */
  ERR_NOMEM,    /* out of memory or over a limit of size */
  ERR_BUG,      /* the program is wrong */
  ERR_CLOCK,    /* the computer's clock cannot be right */
  ERR_BUSY,     /* try again later */
  ERR_READONLY, /* the carrier or the file cannot be written */
  ERR_PASSWORD  /* wrong password */
} ErrCode;

/* 'code' is an ErrCode, 'sys' the errno behind it or 0, 'where' a static
** string naming the place (module.function), 'msg' NUL-terminated UTF-8. */
typedef struct Err {
  int code;
  int sys;
  const char *where;
  char msg[400];
} Err;

#if defined(__MINGW32__) /* where "printf" means the old library of Windows */
#define ERR_PRINTF(f, a) __attribute__((format(gnu_printf, f, a)))
#elif defined(__GNUC__)
#define ERR_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define ERR_PRINTF(f, a)
#endif

/* Fill 'e' and return -1.  'e' may be NULL (the code is then lost).  'where'
** must outlive 'e' (a literal).  Line breaks in the formatted text become
** spaces; a text too long is cut at a whole character. */
int err_set(Err *e, int code, const char *where, const char *fmt, ...) ERR_PRINTF(4, 5);

/* As err_set; the code is chosen from the errno value 'sys' (ENOSPC, EDQUOT
** -> FULL; EROFS, EACCES, EPERM -> READONLY; ENOENT, ENOTDIR -> NOTFOUND;
** EIO, ENODEV, ENXIO -> GONE; ENOMEM -> NOMEM; EBUSY -> BUSY; else IO) and
** ": reason" in Russian is appended.  Save errno before any other call. */
int err_sys(Err *e, int sys, const char *where, const char *fmt, ...) ERR_PRINTF(4, 5);

/* The code's English name, "INPUT" for ERR_INPUT; "BUG" for a bad code. */
const char *err_name(int code);

/* The code with this name, or ERR_BUG. */
int err_code(const char *name);

/* The exit status for a failure with this code: 1 refused or not valid,
** 3 damaged data, 4 input/output; 0 for ERR_NONE.  Wrong usage (2) is known
** only to the reader of the command line. */
int err_exit(int code);

#endif
