/* os/shim_win.h -- names in UTF-8 for third-party code on Windows.
** Not for our own code: deps.sh compiles Lua and LuaFileSystem with
** "-include shim_win.h", so that their calls of the C library, which takes names
** in the code page of the computer, become calls of the functions below, which
** take UTF-8 and call the wide ones.  shim_win.c is linked with the program. */
#ifndef OS_SHIM_WIN_H
#define OS_SHIM_WIN_H

#include <direct.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/utime.h>

/* A name of 255 UTF-16 units takes up to 765 bytes of UTF-8. */
enum { U8_NAME = 1024, U8_PATH = 4096 };

struct u8_found {
  unsigned attrib;
  char name[U8_NAME];
};

/* As the functions of the C library whose names follow the prefix. */
FILE *u8_fopen(const char *path, const char *mode);
FILE *u8_freopen(const char *path, const char *mode, FILE *f);
int u8_remove(const char *path);
int u8_rename(const char *from, const char *to);
char *u8_getenv(const char *name);
int u8_mkdir(const char *path);
int u8_rmdir(const char *path);
int u8_chdir(const char *path);
char *u8_getcwd(char *out, int size);
int u8_stat(const char *path, struct _stati64 *out);
int u8_utime(const char *path, struct _utimbuf *times);
intptr_t u8_findfirst(const char *pattern, struct u8_found *out);
int u8_findnext(intptr_t walk, struct u8_found *out);

#ifdef U8_SHIM
#define fopen(p, m)      u8_fopen(p, m)
#define freopen(p, m, f) u8_freopen(p, m, f)
#define remove(p)        u8_remove(p)
#define rename(a, b)     u8_rename(a, b)
#define getenv(n)        u8_getenv(n)
#define _mkdir(p)        u8_mkdir(p)
#define _rmdir(p)        u8_rmdir(p)
#define _chdir(p)        u8_chdir(p)
#define _getcwd(p, n)    u8_getcwd(p, n)
#define utime(p, t)      u8_utime(p, (struct _utimbuf *)(t))
#define _findfirst(p, d) u8_findfirst(p, d)
#define _findnext(h, d)  u8_findnext(h, d)
#define _finddata_t      u8_found
#endif

#endif
