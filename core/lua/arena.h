/* lua/arena.h -- memory that is given back all at once.
** Floor: lua.  Included by core/lua/sandbox.c.
** An Arena of zeros is valid and empty; arena_clear ends everything taken from it.
** Blocks of up to 512 bytes come from lists by size, larger ones from malloc. */
#ifndef LUA_ARENA_H
#define LUA_ARENA_H

#include <stddef.h>

enum { ARENA_SMALL = 512, ARENA_CHUNK = 256 << 10 };

typedef struct ArenaBig ArenaBig;
typedef struct ArenaLink ArenaLink;

typedef struct Arena {
  ArenaLink *free[ARENA_SMALL / 16 + 1]; /* small blocks given back, by size */
  ArenaLink *chunks;
  char *at, *end; /* what is left of the newest chunk */
  ArenaBig *big;
} Arena;

/* As realloc with the old size told: p NULL (old 0) takes, n 0 gives back and returns NULL.
** NULL when out of memory; the old block is then untouched. */
void *arena_resize(Arena *a, void *p, size_t old, size_t n);

/* Give everything back; the Arena is empty and may be used again. */
void arena_clear(Arena *a);

#endif
