/* lua/arena.c -- see lua/arena.h. */
#include "lua/arena.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 16 }; /* alignment, and the difference between two sizes of small blocks */

/* A large block; the memory follows.  All of them hang on one list. */
struct ArenaBig {
  ArenaBig *next, *prev;
};

/* The first bytes of a chunk and of a small block that was given back. */
struct ArenaLink {
  ArenaLink *next;
};

static size_t class_of(size_t n) {
  return (n + STEP - 1) / STEP;
}

static void *take_small(Arena *a, size_t class) {
  ArenaLink *old = a->free[class];
  size_t n = class * STEP;
  if (old != NULL) {
    a->free[class] = old->next;
    return old;
  }
  if ((size_t)(a->end - a->at) < n) {
    ArenaLink *chunk = malloc(ARENA_CHUNK);
    if (chunk == NULL) return NULL;
    chunk->next = a->chunks;
    a->chunks = chunk;
    a->at = (char *)chunk + STEP;
    a->end = (char *)chunk + ARENA_CHUNK;
  }
  void *p = a->at;
  a->at += n;
  return p;
}

static void *take_big(Arena *a, ArenaBig *old, size_t n) {
  ArenaBig *b = realloc(old, sizeof *b + n);
  if (b == NULL) return NULL;
  if (old == NULL) {
    b->next = a->big;
    b->prev = NULL;
  }
  if (b->next != NULL) b->next->prev = b;
  if (b->prev != NULL) b->prev->next = b;
  else a->big = b;
  return b + 1;
}

static void give(Arena *a, void *p, size_t n) {
  if (n <= ARENA_SMALL) {
    ArenaLink *link = p;
    link->next = a->free[class_of(n)];
    a->free[class_of(n)] = link;
    return;
  }
  ArenaBig *b = (ArenaBig *)p - 1;
  if (b->next != NULL) b->next->prev = b->prev;
  if (b->prev != NULL) b->prev->next = b->next;
  else a->big = b->next;
  free(b);
}

void *arena_resize(Arena *a, void *p, size_t old, size_t n) {
  if (n == 0) {
    if (p != NULL) give(a, p, old);
    return NULL;
  }
  if (p != NULL && old > ARENA_SMALL && n > ARENA_SMALL) return take_big(a, (ArenaBig *)p - 1, n);
  if (p != NULL && old <= ARENA_SMALL && n <= ARENA_SMALL && class_of(old) == class_of(n)) return p;
  void *q = n <= ARENA_SMALL ? take_small(a, class_of(n)) : take_big(a, NULL, n);
  if (p == NULL || q == NULL) return q;
  memcpy(q, p, old < n ? old : n);
  give(a, p, old);
  return q;
}

void arena_clear(Arena *a) {
  while (a->big != NULL) {
    ArenaBig *next = a->big->next;
    free(a->big);
    a->big = next;
  }
  while (a->chunks != NULL) {
    ArenaLink *next = a->chunks->next;
    free(a->chunks);
    a->chunks = next;
  }
  memset(a, 0, sizeof *a);
}
