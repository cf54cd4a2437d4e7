/* os/os.h -- the only door to the operating system.
** Floor: os (may use base).  Included by data, carry, doc, web, lua, main.
** One implementation a system: os_posix.c, os_win.c.  All paths are UTF-8 with
** "/" between the parts.  Functions that can fail return 0, or -1 with *err
** set (codes as err_sys); they hold nothing afterwards.  No state but the
** stop flag. */
#ifndef OS_OS_H
#define OS_OS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum { OS_NOTHING = 0, OS_FILE = 1, OS_DIR = 2, OS_OTHER = 3 };

/* -- files ---------------------------------------------------------------- */

/* Make the directory and its parents; one that is there already is no error. */
int os_mkdir(const char *path, Err *err);

/* What stands at the path: OS_NOTHING, OS_FILE, OS_DIR or OS_OTHER. */
int os_exists(const char *path);

/* Size in bytes and time of the last change (unix seconds); either may be NULL. */
int os_stat(const char *path, uint64_t *size, int64_t *changed, Err *err);

/* Append the file's bytes to 'out'.  A file longer than 'max' bytes (0: no
** limit) is refused with ERR_INPUT before anything is kept. */
int os_read_file(const char *path, Buf *out, size_t max, Err *err);

/* Write the file whole or not at all: NAME.tmp, flush to the carrier, rename
** over the old file, flush the directory.  After 0 the bytes are on the
** carrier; after -1 the old file is untouched. */
int os_write_atomic(const char *path, const void *data, size_t n, Err *err);

/* Delete a file or an empty directory; one that is not there is no error. */
int os_remove(const char *path, Err *err);

/* Rename inside one volume, replacing a file at 'to'; the directory is flushed. */
int os_rename(const char *from, const char *to, Err *err);

/* Copy a file as os_write_atomic does, in pieces (any size). */
int os_copy_file(const char *from, const char *to, Err *err);

/* Call 'each' for the entries of a directory in byte order of their names,
** without "." and "..".  'kind' is OS_FILE, OS_DIR or OS_OTHER.  A result other
** than 0 from 'each' ends the walk and is returned. */
int os_list(const char *path, int (*each)(void *ctx, const char *name, int kind), void *ctx,
            Err *err);

/* Bring everything of the volume of 'path' onto the carrier, as far as the
** system lets this user do that. */
int os_sync(const char *path, Err *err);

/* A file that only one process can hold: made when it is not there, let go of
** with the process however it ends.  ERR_BUSY: another process holds it.
** os_unlock deletes the file; NULL is fine. */
typedef struct OsLock OsLock;
int os_lock(const char *path, OsLock **out, Err *err);
void os_unlock(OsLock *lock);

/* Append the path as libraries that call the system by themselves must get it: on
** Windows a long one is lengthened by the prefix that lifts the limit, elsewhere
** nothing changes.  Returns 0, or -1 when out of memory. */
int os_native(const char *path, Buf *out);

/* Bytes free for this user on the volume of 'path'. */
int os_free_space(const char *path, uint64_t *out, Err *err);

/* Append the path of the running executable / of its directory. */
int os_exe_path(Buf *out, Err *err);
int os_exe_dir(Buf *out, Err *err);

/* -- time ----------------------------------------------------------------- */

#define OS_TIME_LEN 19

/* Wall clock, seconds since 1970 (may be wrong on school computers). */
int64_t os_now(void);

/* The same moment as local time, "YYYY-MM-DDTHH:MM:SS" and a NUL. */
void os_local_time(int64_t t, char out[OS_TIME_LEN + 1]);

/* A clock that never goes back, nanoseconds since some moment. */
uint64_t os_mono_ns(void);

/* Sleep; ends early when a stop is asked for. */
void os_sleep_ms(unsigned ms);

/* -- user and console ----------------------------------------------------- */

/* Open an address in the user's browser; returns at once. */
int os_open_url(const char *url, Err *err);

/* Show 'prompt' on stderr and append one line typed by the user, 'hidden' without
** echo (a plain line and no prompt when stdin is no terminal).  ERR_INPUT at end
** of input. */
int os_read_line(const char *prompt, int hidden, Buf *out, Err *err);

/* Show a text in a window of the system to a user who sees no console; does
** nothing when there is one, or no screen. */
void os_alert(const char *text);

int os_stdin_is_tty(void);

/* Write all bytes to stdout (1) or stderr (2) as UTF-8, unbuffered. */
int os_print(int stream, const char *s, size_t n, Err *err);

/* The value of an environment variable, borrowed, or NULL. */
const char *os_env(const char *name);

/* Make argv UTF-8 and the console ready; call first in main. */
void os_start(int *argc, char ***argv);

/* From now on an interrupt (Ctrl+C) or a request to end only sets a flag. */
void os_catch_stop(void);

/* 1 after such a request. */
int os_stopping(void);

#endif
