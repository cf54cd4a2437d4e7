/* static.c -- see static.h. */
#include "web/static.h"

#include <stdio.h>
#include <string.h>

#include "base/asset.h"
#include "base/hash.h"

#define PREFIX "/a/"
#define FOLDER "assets/web/"

enum { PREFIX_N = 3, FOLDER_N = 11, NAME_MAX_N = 120 };

static const struct {
  const char *extension, *type;
} types[] = {
  { "css", "text/css; charset=utf-8" },
  { "js", "text/javascript; charset=utf-8" },
  { "svg", "image/svg+xml" },
  { "png", "image/png" },
  { "woff2", "font/woff2" },
  { "ico", "image/x-icon" },
};

static struct { char tag[STATIC_TAG + 1]; } state;

int static_is(const char *path) {
  return strncmp(path, PREFIX, PREFIX_N) == 0;
}

static const char *type_of(const char *name) {
  const char *dot = strrchr(name, '.');
  for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++) {
    if (strcmp(dot + 1, types[i].extension) == 0) return types[i].type;
  }
  return NULL;
}

/* A part begins with a letter or digit: no "..", no "//", no hidden file. */
static int name_ok(const char *name) {
  int first = 1;
  for (const char *p = name; *p; p++) {
    int c = (unsigned char)*p;
    int word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!word && (first || !strchr("-_./", c))) return 0;
    first = c == '/';
  }
  return !first;
}

const char *static_tag(void) {
  if (state.tag[0]) return state.tag;
  Hash h;
  unsigned char sum[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  hash_init(&h);
  for (unsigned i = asset_first(FOLDER); i < asset_count; i++) {
    const Asset *a = &asset_table[i];
    if (strncmp(a->name, FOLDER, FOLDER_N) != 0) break;
    hash_add(&h, a->name, strlen(a->name) + 1);
    hash_add(&h, a->hash, strlen(a->hash));
  }
  hash_end(&h, sum);
  hex_of(sum, sizeof sum, hex);
  memcpy(state.tag, hex, STATIC_TAG);
  return state.tag;
}

static int missing(Err *err) {
  return err_set(err, ERR_NOTFOUND, "static.get", "Такого файла оформления нет");
}

int static_get(const char *path, StaticRead read, void *ctx, StaticFile *out, Err *err) {
  char full[FOLDER_N + NAME_MAX_N + 1];
  const char *tag = path + PREFIX_N, *name = strchr(tag, '/');
  if (!static_is(path) || !name || name - tag != STATIC_TAG) return missing(err);
  name++;
  out->type = type_of(name);
  if (!out->type || !name_ok(name) || strlen(name) > NAME_MAX_N) return missing(err);
  snprintf(full, sizeof full, "%s%s", FOLDER, name);
  if (read) return read(ctx, full, &out->own, err);
  const Asset *a = asset_find(full);
  if (!a) return missing(err);
  if (memcmp(tag, a->hash, STATIC_TAG) != 0 && memcmp(tag, static_tag(), STATIC_TAG) != 0) {
    return missing(err);
  }
  out->data = a->data;
  out->n = a->size;
  return 0;
}
