/* The files embedded in the executable: scripts, stock policies, pages, styles, fonts, SQL, help.
 *
 * Floor: base. Anybody may include it. The table is written at build time by
 * core/tool/embed.c, is constant, sorted by name (byte order) and lives as long as the process;
 * nothing here allocates. */
#ifndef BASE_ASSET_H
#define BASE_ASSET_H

typedef struct Asset {
  const char *name;          /* path in the source tree: "scripts/lib/json.lua" */
  const unsigned char *data; /* the bytes, then one NUL that size does not count */
  unsigned size;             /* bytes */
  const char *hash;          /* BLAKE2b-256 of the bytes, 64 lowercase hex digits */
} Asset;

extern const Asset asset_table[];
extern const unsigned asset_count;

/* The asset called name, or NULL when there is none. */
const Asset *asset_find(const char *name);

/* Index of the first asset whose name is not less than name, asset_count when there is none: with a
 * prefix for name, the place where names with that prefix begin. */
unsigned asset_first(const char *name);

#endif
