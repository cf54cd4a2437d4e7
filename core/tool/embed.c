/* Build time tool: writes the C file with the table of embedded files (core/base/asset.h).
 *
 * usage: embed OUT.c <LIST, where a line of LIST is NAME<tab>PATH, sorted by NAME in byte order.
 *
 * The bytes come in by the assembler's .incbin, which takes no time; the text of OUT.c holds each
 * file's hash, so it changes exactly when a file does, and is left untouched otherwise: then
 * nothing is compiled or linked again. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 4096, HASH = 32, CHUNK = 65536 };

typedef struct Text {
  char *p;
  size_t n;
} Text;

static void fail(const char *what, const char *which) {
  fprintf(stderr, "embed: %s: %s\n", what, which);
  exit(1);
}

static void add(Text *t, const char *s) {
  size_t n = strlen(s);
  t->p = realloc(t->p, t->n + n + 1);
  if (!t->p) fail("no memory", s);
  memcpy(t->p + t->n, s, n + 1);
  t->n += n;
}

/* Hash in hex and size of the file. */
static unsigned long measure(const char *path, char hex[2 * HASH + 1]) {
  static unsigned char chunk[CHUNK];
  unsigned char hash[HASH];
  unsigned long size = 0;
  size_t n;
  crypto_generichash_state state;
  FILE *f = fopen(path, "rb");
  if (!f) fail("cannot read", path);
  crypto_generichash_init(&state, NULL, 0, HASH);
  while ((n = fread(chunk, 1, sizeof chunk, f)) > 0) {
    crypto_generichash_update(&state, chunk, n);
    size += n;
  }
  if (ferror(f)) fail("cannot read", path);
  fclose(f);
  crypto_generichash_final(&state, hash, HASH);
  sodium_bin2hex(hex, 2 * HASH + 1, hash, HASH);
  return size;
}

/* Names go into C strings and URLs as they are. */
static void check_name(const char *name, const char *previous) {
  if (name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/")])
    fail("only Latin letters, digits and ._-/ in a name", name);
  if (strcmp(previous, name) >= 0) fail("names are not sorted or repeat", name);
}

static void embed_one(unsigned i, const char *name, const char *path, Text *bytes, Text *table) {
  static char out[2 * LINE];
  char hex[2 * HASH + 1];
  unsigned long size = measure(path, hex);
  snprintf(out, sizeof out,
           "__asm__(PLACE \"asset_%u: .incbin \\\"%s\\\"\\n.byte 0\\n\" BACK);\n"
           "extern const unsigned char asset_%u[] __asm__(\"asset_%u\");\n",
           i, path, i, i);
  add(bytes, out);
  snprintf(out, sizeof out, "  {\"%s\", asset_%u, %lu,\n   \"%s\"},\n", name, i, size, hex);
  add(table, out);
}

static void write_if_changed(const char *path, const Text *t) {
  FILE *f = fopen(path, "rb");
  if (f) {
    char *old = malloc(t->n + 1);
    size_t n = old ? fread(old, 1, t->n + 1, f) : 0;
    int same = n == t->n && memcmp(old, t->p, n) == 0;
    free(old);
    fclose(f);
    if (same) return;
  }
  f = fopen(path, "wb");
  if (!f || fwrite(t->p, 1, t->n, f) != t->n || fclose(f)) fail("cannot write", path);
}

int main(int argc, char **argv) {
  static char line[LINE], previous[LINE], count[64];
  Text bytes = { 0 }, table = { 0 };
  unsigned i = 0;
  if (argc != 2 || sodium_init() < 0) fail("usage", "embed OUT.c <LIST");
  add(&bytes, "#include \"base/asset.h\"\n"
              "#ifdef _WIN32\n#define PLACE \".section .rdata,\\\"dr\\\"\\n.balign 16\\n\"\n"
              "#else\n#define PLACE \".section .rodata\\n.balign 16\\n\"\n#endif\n"
              "#define BACK \".text\\n\"\n");
  add(&table, "const Asset asset_table[] = {\n");
  while (fgets(line, sizeof line, stdin)) {
    char *path = strchr(line, '\t');
    line[strcspn(line, "\n")] = 0;
    if (!path) fail("no path", line);
    *path++ = 0;
    check_name(line, previous);
    embed_one(i++, line, path, &bytes, &table);
    memcpy(previous, line, sizeof previous);
  }
  if (!i) fail("no files", argv[1]);
  snprintf(count, sizeof count, "};\nconst unsigned asset_count = %u;\n", i);
  add(&table, count);
  add(&bytes, table.p);
  write_if_changed(argv[1], &bytes);
  free(bytes.p);
  free(table.p);
  return 0;
}
