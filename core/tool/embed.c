/* Build time tool: writes the C file with the table of embedded files (core/base/asset.h).
 *
 * usage: embed OUT.c OUT.lua <LIST, where a line of LIST is NAME<tab>PATH, sorted by NAME in byte
 * order.  The program's own scripts go in without comments and indentation, one after another in
 * OUT.lua; all else goes in as it is: the text of a policy is shown and hashed.
 *
 * The bytes come in by the assembler's .incbin, which takes no time; the text of OUT.c holds each
 * file's hash, so it changes exactly when a file does, and is left untouched otherwise: then
 * nothing is compiled or linked again. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 4096, HASH = 32, MOST = 16 << 20 };

typedef struct Text {
  char *p;
  size_t n, room;
} Text;

static void fail(const char *what, const char *which) {
  fprintf(stderr, "embed: %s: %s\n", what, which);
  exit(1);
}

static void add_bytes(Text *t, const char *s, size_t n) {
  if (t->n + n + 1 > t->room) {
    t->room = 2 * (t->n + n + 1);
    t->p = realloc(t->p, t->room);
    if (!t->p) fail("no memory", "text");
  }
  memcpy(t->p + t->n, s, n);
  t->n += n;
  t->p[t->n] = 0;
}

static void add(Text *t, const char *s) {
  add_bytes(t, s, strlen(s));
}

/* The bytes of a file and a 0; the caller frees them. */
static char *whole(const char *path, size_t *size) {
  char *p = malloc(MOST);
  FILE *f = fopen(path, "rb");
  if (!f || !p) fail("cannot read", path);
  *size = fread(p, 1, MOST - 1, f);
  if (ferror(f) || !feof(f)) fail("cannot read", path);
  fclose(f);
  p[*size] = 0;
  return p;
}

/* The length of the long bracket of Lua that begins at s, with what is between; 0: none does. */
static size_t long_bracket(const char *s) {
  size_t level = 1, n;
  while (s[level] == '=') level++;
  if (s[0] != '[' || s[level] != '[') return 0;
  for (n = level + 1; s[n]; n++) {
    if (s[n] != ']' || strspn(s + n + 1, "=") != level - 1) continue;
    if (s[n + level] == ']') return n + level + 1;
  }
  return 0;
}

static size_t quoted(const char *s) {
  size_t n = 1;
  while (s[n] && s[n] != s[0]) n += s[n] == '\\' && s[n + 1] ? 2 : 1;
  return s[n] ? n + 1 : n;
}

/* A script without comments and indentation; the number of every line stays. */
static void strip_lua(const char *s, Text *out) {
  size_t begin = out->n, n;
  while (*s) {
    int comment = s[0] == '-' && s[1] == '-';
    int bare = out->n == begin || out->p[out->n - 1] == '\n';
    n = 1;
    if (comment) {
      n = long_bracket(s + 2);
      n = n ? n + 2 : strcspn(s, "\n");
      for (size_t i = 0; i < n; i++) {
        if (s[i] == '\n') add_bytes(out, "\n", 1);
      }
    } else if (*s == '"' || *s == '\'' || (*s == '[' && long_bracket(s))) {
      n = *s == '[' ? long_bracket(s) : quoted(s);
      add_bytes(out, s, n);
    } else if (*s == '\n') {
      while (out->n > begin && out->p[out->n - 1] == ' ') out->n--;
      add_bytes(out, s, 1);
    } else if (!(bare && *s == ' ')) {
      add_bytes(out, s, 1);
    }
    s += n;
  }
}

/* Names go into C strings and URLs as they are. */
static void check_name(const char *name, const char *previous) {
  if (name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/")])
    fail("only Latin letters, digits and ._-/ in a name", name);
  if (strcmp(previous, name) >= 0) fail("names are not sorted or repeat", name);
}

static int is_script(const char *name) {
  size_t n = strlen(name);
  return n > 12 && !strncmp(name, "scripts/", 8) && !strcmp(name + n - 4, ".lua");
}

/* What the C file is made of; scripts: the text of OUT.lua, lua: its name. */
typedef struct Out {
  Text bytes, table, scripts;
  const char *lua;
  unsigned n;
} Out;

static void embed_one(Out *o, const char *name, const char *path) {
  static char out[2 * LINE], part[64];
  unsigned char hash[HASH];
  char hex[2 * HASH + 1];
  size_t size, at = o->scripts.n;
  char *text = whole(path, &size);
  const char *from = text;
  part[0] = 0;
  if (is_script(name)) {
    if (strlen(text) != size) fail("a zero byte in", path);
    strip_lua(text, &o->scripts);
    size = o->scripts.n - at;
    from = size ? o->scripts.p + at : "";
    path = o->lua;
    snprintf(part, sizeof part, ",%zu,%zu", at, size);
  }
  crypto_generichash(hash, sizeof hash, (const unsigned char *)from, size, NULL, 0);
  sodium_bin2hex(hex, sizeof hex, hash, HASH);
  free(text);
  snprintf(out, sizeof out,
           "__asm__(PLACE \"asset_%u: .incbin \\\"%s\\\"%s\\n.byte 0\\n\" BACK);\n"
           "extern const unsigned char asset_%u[] __asm__(\"asset_%u\");\n",
           o->n, path, part, o->n, o->n);
  add(&o->bytes, out);
  snprintf(out, sizeof out, "  {\"%s\", asset_%u, %zu,\n   \"%s\"},\n", name, o->n, size, hex);
  add(&o->table, out);
  o->n++;
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
  static Out o;
  if (argc != 3 || sodium_init() < 0) fail("usage", "embed OUT.c OUT.lua <LIST");
  o.lua = argv[2];
  add(&o.bytes, "#include \"base/asset.h\"\n"
                "#ifdef _WIN32\n#define PLACE \".section .rdata,\\\"dr\\\"\\n.balign 16\\n\"\n"
                "#else\n#define PLACE \".section .rodata\\n.balign 16\\n\"\n#endif\n"
                "#define BACK \".text\\n\"\n");
  add(&o.table, "const Asset asset_table[] = {\n");
  while (fgets(line, sizeof line, stdin)) {
    char *path = strchr(line, '\t');
    line[strcspn(line, "\n")] = 0;
    if (!path) fail("no path", line);
    *path++ = 0;
    check_name(line, previous);
    embed_one(&o, line, path);
    memcpy(previous, line, sizeof previous);
  }
  if (!o.n) fail("no files", argv[1]);
  snprintf(count, sizeof count, "};\nconst unsigned asset_count = %u;\n", o.n);
  add(&o.table, count);
  add_bytes(&o.bytes, o.table.p, o.table.n);
  add(&o.scripts, "");
  write_if_changed(argv[2], &o.scripts);
  write_if_changed(argv[1], &o.bytes);
  free(o.bytes.p);
  free(o.table.p);
  free(o.scripts.p);
  return 0;
}
