/* base/hash.h -- the project's one hash, BLAKE2b-256 (libsodium), and hex.
** Floor: base.  Included by everything.  sodium_init() is called by main.
** A Hash lives in the caller's storage from hash_init to hash_end and holds
** no memory. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <sodium.h>
#include <stddef.h>

#define HASH_BYTES 32

typedef struct Hash {
  crypto_generichash_state state;
} Hash;

/* Feed a stream in pieces of any size. */
void hash_init(Hash *h);
void hash_add(Hash *h, const void *s, size_t n);
void hash_end(Hash *h, unsigned char out[HASH_BYTES]);

/* The hash of one block. */
void hash_of(const void *s, size_t n, unsigned char out[HASH_BYTES]);

/* Write 2n lower-case hex digits and a NUL. */
void hex_of(const unsigned char *s, size_t n, char *out);

/* Read exactly 2n hex digits (either case) and the end of the string into n
** bytes.  Returns 0, or -1 when 's' is anything else. */
int hex_read(const char *s, unsigned char *out, size_t n);

#endif
