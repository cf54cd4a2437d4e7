/* hash.c -- see hash.h. */
#include "base/hash.h"

void hash_init(Hash *h) {
  crypto_generichash_init(&h->state, NULL, 0, HASH_BYTES);
}

void hash_add(Hash *h, const void *s, size_t n) {
  if (n) crypto_generichash_update(&h->state, s, n);
}

void hash_end(Hash *h, unsigned char out[HASH_BYTES]) {
  crypto_generichash_final(&h->state, out, HASH_BYTES);
}

void hash_of(const void *s, size_t n, unsigned char out[HASH_BYTES]) {
  crypto_generichash(out, HASH_BYTES, s, n, NULL, 0);
}

void hex_of(const unsigned char *s, size_t n, char *out) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < n; i++) {
    *out++ = digits[s[i] >> 4];
    *out++ = digits[s[i] & 15];
  }
  *out = '\0';
}

static int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

int hex_read(const char *s, unsigned char *out, size_t n) {
  for (size_t i = 0; i < n; i++, s += 2) {
    int hi = digit(s[0]);
    int lo = hi < 0 ? -1 : digit(s[1]);
    if (lo < 0) return -1;
    out[i] = (unsigned char)(hi << 4 | lo);
  }
  return *s ? -1 : 0;
}
