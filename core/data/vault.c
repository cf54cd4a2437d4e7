/* vault.c -- see vault.h. */
#include "data/vault.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "os/os.h"

enum {
  SALT = crypto_pwhash_SALTBYTES,
  PUB = crypto_box_PUBLICKEYBYTES,
  SEALED = VAULT_KEY_BYTES + crypto_box_SEALBYTES,
  WHO = 16,
  OPS = 3,
  MEM = 64 << 20,
  SLOTS_MAX = 500,
  FREE_TRIES = 3,
  WAIT_MAX = 60,
  FILE_MAX = 1 << 20,
  RECOVERY_BYTES = 18, /* 144 bits, written as 29 letters and one for checking */
  RECOVERY_LETTERS = 30
};

typedef struct Slot {
  unsigned char who[WHO], salt[SALT], pub[PUB], sealed[SEALED], next[SEALED];
  int has_next;
} Slot;

struct Vault {
  char *path;
  Buf title, demo;
  unsigned char id[SALT]; /* key of the login hashes */
  Slot *slots;            /* the first one is the recovery slot */
  int n;
  unsigned fails;
  uint64_t last_ns; /* time of the last wrong try, this run */
  unsigned char other[VAULT_KEY_BYTES];
  int has_other;
};

static const char recovery_login[] = "\x01recovery";

/* -- keys ---------------------------------------------------------- */

static void who_is(const Vault *v, const char *login, unsigned char out[WHO]) {
  Buf low = { 0 };
  if (login != recovery_login && text_lower(login, strlen(login), &low, NULL) == 0)
    crypto_generichash(out, WHO, (const unsigned char *)buf_str(&low), low.n, v->id, sizeof v->id);
  else
    crypto_generichash(out, WHO, (const unsigned char *)login, strlen(login), v->id, sizeof v->id);
  buf_clear(&low);
}

static int pair_of(const char *password, const unsigned char *salt, unsigned char *pub,
                   unsigned char *secret, Err *err) {
  unsigned char seed[crypto_box_SEEDBYTES];
  if (crypto_pwhash(seed, sizeof seed, password, strlen(password), salt, OPS, MEM,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return err_set(err, ERR_NOMEM, "vault", "Не хватает памяти: закройте другие программы");
  crypto_box_seed_keypair(pub, secret, seed);
  sodium_memzero(seed, sizeof seed);
  return 0;
}

static Slot *slot_of(const Vault *v, const char *login) {
  unsigned char who[WHO];
  who_is(v, login, who);
  for (int i = 0; i < v->n; i++)
    if (memcmp(v->slots[i].who, who, WHO) == 0) return &v->slots[i];
  return NULL;
}

static Slot *new_slot(Vault *v, const char *login, Err *err) {
  Slot *more = v->n < SLOTS_MAX ? realloc(v->slots, sizeof *more * (size_t)(v->n + 1)) : NULL;
  if (more == NULL) {
    err_set(err, ERR_NOMEM, "vault", "Слишком много пользователей");
    return NULL;
  }
  v->slots = more;
  memset(&v->slots[v->n], 0, sizeof v->slots[0]);
  who_is(v, login, v->slots[v->n].who);
  return &v->slots[v->n++];
}

static int fill_slot(Slot *slot, const char *password, const unsigned char *key, Err *err) {
  unsigned char secret[crypto_box_SECRETKEYBYTES];
  randombytes_buf(slot->salt, SALT);
  if (pair_of(password, slot->salt, slot->pub, secret, err) != 0) return -1;
  sodium_memzero(secret, sizeof secret);
  crypto_box_seal(slot->sealed, key, VAULT_KEY_BYTES, slot->pub);
  slot->has_next = 0;
  return 0;
}

/* -- the file ---------------------------------------------------------- */

static void put_hex(Buf *b, const unsigned char *p, size_t n) {
  char hex[2 * SEALED + 1];
  hex_of(p, n, hex);
  buf_printf(b, " %s", hex);
}

static int save(Vault *v, Err *err) {
  Buf b = { 0 };
  buf_puts(&b, "zhurnal-keys 1\n");
  buf_printf(&b, "title %s\nid", buf_str(&v->title));
  put_hex(&b, v->id, sizeof v->id);
  buf_printf(&b, "\nfails %u\n", v->fails);
  for (int i = 0; i < v->n; i++) {
    const Slot *s = &v->slots[i];
    buf_puts(&b, "slot");
    put_hex(&b, s->who, WHO);
    put_hex(&b, s->salt, SALT);
    put_hex(&b, s->pub, PUB);
    put_hex(&b, s->sealed, SEALED);
    if (s->has_next) put_hex(&b, s->next, SEALED);
    buf_putc(&b, '\n');
  }
  for (const char *p = buf_str(&v->demo); *p != '\0';) {
    size_t n = strcspn(p, "\n");
    buf_puts(&b, "demo ");
    buf_add(&b, p, n);
    buf_putc(&b, '\n');
    p += n + (p[n] == '\n');
  }
  int rc = b.oom ? err_set(err, ERR_NOMEM, "vault", "Не хватает памяти")
                 : os_write_atomic(v->path, b.p, b.n, err);
  buf_clear(&b);
  return rc;
}

/* The next word of a line as n bytes of hex. */
static int take_hex(char **p, unsigned char *out, size_t n) {
  char *word = *p + (**p == ' ');
  size_t len = strcspn(word, " ");
  char end = word[len];
  word[len] = '\0';
  int rc = hex_read(word, out, n);
  word[len] = end;
  *p = word + len;
  return rc;
}

static int read_line(Vault *v, char *line, Err *err) {
  char *p = strchr(line, ' ');
  if (p == NULL) return strcmp(line, "title") == 0 ? 0 : -1;
  *p++ = '\0';
  if (strcmp(line, "title") == 0) return buf_puts(&v->title, p);
  if (strcmp(line, "id") == 0) return take_hex(&p, v->id, sizeof v->id);
  if (strcmp(line, "fails") == 0) {
    v->fails = (unsigned)strtoul(p, NULL, 10);
    return 0;
  }
  if (strcmp(line, "demo") == 0) return buf_printf(&v->demo, "%s\n", p);
  if (strcmp(line, "slot") != 0) return -1;
  Slot *s = new_slot(v, "", err);
  if (s == NULL) return -1;
  if (take_hex(&p, s->who, WHO) != 0 || take_hex(&p, s->salt, SALT) != 0 ||
      take_hex(&p, s->pub, PUB) != 0 || take_hex(&p, s->sealed, SEALED) != 0)
    return -1;
  s->has_next = *p == ' ';
  return s->has_next ? take_hex(&p, s->next, SEALED) : 0;
}

static int read_all(Vault *v, char *text, Err *err) {
  static const char head[] = "zhurnal-keys 1\n";
  if (strncmp(text, head, sizeof head - 1) != 0)
    return err_set(err, ERR_CORRUPT, "vault.open",
                   "Файл ключей не от этой программы или повреждён");
  for (char *p = text + sizeof head - 1; *p != '\0';) {
    size_t n = strcspn(p, "\n");
    int last = p[n] == '\0';
    p[n] = '\0';
    if (*p != '\0' && read_line(v, p, err) != 0)
      return err_set(err, ERR_CORRUPT, "vault.open",
                     "Файл ключей повреждён: возьмите его из копии");
    p += n + !last;
  }
  return v->n > 0 ? 0 : err_set(err, ERR_CORRUPT, "vault.open", "В файле ключей никого нет");
}

static Vault *new_vault(const char *path, Err *err) {
  Vault *v = calloc(1, sizeof *v);
  size_t n = strlen(path) + 1;
  if (v != NULL && (v->path = malloc(n)) != NULL) {
    memcpy(v->path, path, n);
    return v;
  }
  free(v);
  err_set(err, ERR_NOMEM, "vault", "Не хватает памяти");
  return NULL;
}

void vault_free(Vault *v) {
  if (v == NULL) return;
  buf_clear(&v->title);
  buf_clear(&v->demo);
  free(v->slots);
  free(v->path);
  sodium_memzero(v, sizeof *v);
  free(v);
}

Vault *vault_open(const char *path, Err *err) {
  Buf text = { 0 };
  Vault *v = new_vault(path, err);
  if (v == NULL) return NULL;
  if (os_read_file(path, &text, FILE_MAX, err) == 0) {
    int rc = read_all(v, text.n > 0 ? text.p : (char *)"", err);
    buf_clear(&text);
    v->last_ns = os_mono_ns();
    if (rc == 0) return v;
  }
  buf_clear(&text);
  vault_free(v);
  return NULL;
}

/* -- the recovery key ---------------------------------------------------------- */

static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

static char check_letter(const char *word) {
  unsigned sum = 0;
  for (int i = 0; i < RECOVERY_LETTERS - 1; i++) sum = sum * 31 + (unsigned char)word[i];
  return letters[sum % 32];
}

static void recovery_text(const unsigned char *bytes, char out[VAULT_RECOVERY_LEN + 1]) {
  char word[RECOVERY_LETTERS];
  int at = 0;
  for (int i = 0; i < RECOVERY_LETTERS - 1; i++) {
    int bit = i * 5, v = 0;
    for (int b = bit; b < bit + 5; b++)
      v = v * 2 + (b / 8 < RECOVERY_BYTES ? (bytes[b / 8] >> (7 - b % 8)) & 1 : 0);
    word[i] = letters[v];
  }
  word[RECOVERY_LETTERS - 1] = check_letter(word);
  for (int i = 0; i < RECOVERY_LETTERS; i++) {
    if (i > 0 && i % 5 == 0) out[at++] = '-';
    out[at++] = word[i];
  }
  out[at] = '\0';
}

/* The letters of a typed recovery key, or -1 when it has a slip of the pen. */
static int recovery_word(const char *text, char word[RECOVERY_LETTERS + 1]) {
  int n = 0;
  for (; *text != '\0'; text++) {
    char c = *text >= 'a' && *text <= 'z' ? (char)(*text - 32) : *text;
    if (c == ' ' || c == '-' || c == '\t') continue;
    if (n == RECOVERY_LETTERS || strchr(letters, c) == NULL) return -1;
    word[n++] = c;
  }
  word[n] = '\0';
  return n == RECOVERY_LETTERS && word[n - 1] == check_letter(word) ? 0 : -1;
}

/* The title stands on one line of the file. */
static void put_title(Buf *b, const char *title) {
  for (const char *p = title != NULL ? title : ""; *p != '\0'; p++)
    buf_putc(b, (unsigned char)*p < 0x20 ? ' ' : *p);
}

Vault *vault_create(const char *path, const char *title, unsigned char key[VAULT_KEY_BYTES],
                    char recovery[VAULT_RECOVERY_LEN + 1], Err *err) {
  unsigned char bytes[RECOVERY_BYTES];
  char word[RECOVERY_LETTERS + 1];
  if (os_exists(path) != OS_NOTHING) {
    err_set(err, ERR_CONFLICT, "vault.create",
            "Данные школы здесь уже есть: выберите пустую папку");
    return NULL;
  }
  Vault *v = new_vault(path, err);
  if (v == NULL) return NULL;
  put_title(&v->title, title);
  randombytes_buf(v->id, sizeof v->id);
  randombytes_buf(key, VAULT_KEY_BYTES);
  randombytes_buf(bytes, sizeof bytes);
  recovery_text(bytes, recovery);
  sodium_memzero(bytes, sizeof bytes);
  Slot *slot = new_slot(v, recovery_login, err);
  int rc =
      slot == NULL || recovery_word(recovery, word) != 0 ? -1 : fill_slot(slot, word, key, err);
  sodium_memzero(word, sizeof word);
  if (rc == 0) rc = save(v, err);
  if (rc == 0) return v;
  vault_free(v);
  return NULL;
}

/* -- unlocking ---------------------------------------------------------- */

static int open_slot(Vault *v, const Slot *slot, const char *password, unsigned char *key,
                     Err *err) {
  unsigned char pub[PUB], secret[crypto_box_SECRETKEYBYTES];
  if (pair_of(password, slot->salt, pub, secret, err) != 0) return -1;
  int rc = crypto_box_seal_open(key, slot->sealed, SEALED, pub, secret);
  v->has_other = rc == 0 && slot->has_next &&
                 crypto_box_seal_open(v->other, slot->next, SEALED, pub, secret) == 0;
  sodium_memzero(secret, sizeof secret);
  return rc == 0 ? 0 : err_set(err, ERR_PASSWORD, "vault.unlock", "Неверный логин или пароль");
}

static unsigned wait_seconds(const Vault *v) {
  if (v->fails < FREE_TRIES) return 0;
  unsigned shift = v->fails - FREE_TRIES;
  unsigned need = shift > 5 ? WAIT_MAX : 2u << shift;
  uint64_t passed = (os_mono_ns() - v->last_ns) / 1000000000u;
  if (need > WAIT_MAX) need = WAIT_MAX;
  return passed >= need ? 0 : need - (unsigned)passed;
}

static int try_slot(Vault *v, const Slot *slot, const char *password, unsigned char *key,
                    unsigned *wait, Err *err) {
  static const Slot nobody;
  *wait = wait_seconds(v);
  if (*wait > 0)
    return err_set(err, ERR_BUSY, "vault.unlock", "Подождите %u с и введите пароль снова", *wait);
  /* An unknown login costs the same time as a wrong password. */
  int rc = open_slot(v, slot != NULL ? slot : &nobody, password, key, err);
  if (rc != 0 && err != NULL && err->code != ERR_PASSWORD) return -1;
  if (rc == 0 && v->fails == 0) return 0;
  v->fails = rc == 0 ? 0 : v->fails + 1;
  v->last_ns = os_mono_ns();
  /* A carrier that cannot be written must not keep the right password out. */
  (void)save(v, NULL);
  *wait = wait_seconds(v);
  return rc;
}

int vault_unlock(Vault *v, const char *login, const char *password,
                 unsigned char key[VAULT_KEY_BYTES], unsigned *wait, Err *err) {
  return try_slot(v, slot_of(v, login), password, key, wait, err);
}

int vault_unlock_recovery(Vault *v, const char *text, unsigned char key[VAULT_KEY_BYTES],
                          unsigned *wait, Err *err) {
  char word[RECOVERY_LETTERS + 1];
  *wait = 0;
  if (recovery_word(text, word) != 0)
    return err_set(err, ERR_PASSWORD, "vault.unlock",
                   "Ключ восстановления набран с ошибкой: сверьте его с листом");
  int rc = try_slot(v, slot_of(v, recovery_login), word, key, wait, err);
  sodium_memzero(word, sizeof word);
  return rc;
}

/* -- users and keys ---------------------------------------------------------- */

int vault_set_password(Vault *v, const unsigned char key[VAULT_KEY_BYTES], const char *login,
                       const char *password, Err *err) {
  if (login[0] == '\0' || login[0] == recovery_login[0])
    return err_set(err, ERR_INPUT, "vault.password", "Не указан логин");
  if (text_len(password, strlen(password)) < VAULT_PASSWORD_MIN)
    return err_set(err, ERR_INPUT, "vault.password", "Пароль короче %d знаков: придумайте длиннее",
                   VAULT_PASSWORD_MIN);
  Slot *slot = slot_of(v, login);
  if (slot == NULL) slot = new_slot(v, login, err);
  if (slot == NULL || fill_slot(slot, password, key, err) != 0) return -1;
  return save(v, err);
}

int vault_remove(Vault *v, const char *login, Err *err) {
  Slot *slot = slot_of(v, login);
  if (slot == NULL || slot == v->slots) return 0;
  *slot = v->slots[--v->n];
  return save(v, err);
}

int vault_has(const Vault *v, const char *login) {
  return slot_of(v, login) != NULL;
}

int vault_rotate(Vault *v, const unsigned char key[VAULT_KEY_BYTES],
                 unsigned char fresh[VAULT_KEY_BYTES], Err *err) {
  randombytes_buf(fresh, VAULT_KEY_BYTES);
  for (int i = 0; i < v->n; i++) {
    crypto_box_seal(v->slots[i].sealed, key, VAULT_KEY_BYTES, v->slots[i].pub);
    crypto_box_seal(v->slots[i].next, fresh, VAULT_KEY_BYTES, v->slots[i].pub);
    v->slots[i].has_next = 1;
  }
  return save(v, err);
}

int vault_rotate_done(Vault *v, Err *err) {
  for (int i = 0; i < v->n; i++) {
    if (!v->slots[i].has_next) continue;
    memcpy(v->slots[i].sealed, v->slots[i].next, SEALED);
    v->slots[i].has_next = 0;
  }
  v->has_other = 0;
  return save(v, err);
}

int vault_rotate_undo(Vault *v, Err *err) {
  for (int i = 0; i < v->n; i++) v->slots[i].has_next = 0;
  v->has_other = 0;
  return save(v, err);
}

int vault_other_key(const Vault *v, unsigned char key[VAULT_KEY_BYTES]) {
  if (v->has_other) memcpy(key, v->other, VAULT_KEY_BYTES);
  return v->has_other;
}

const char *vault_title(const Vault *v) {
  return v->title.n > 0 ? v->title.p : "";
}

int vault_set_title(Vault *v, const char *title, Err *err) {
  Buf old = v->title;
  v->title = (Buf){ 0 };
  put_title(&v->title, title);
  int rc = -1;
  if (v->title.oom) err_set(err, ERR_NOMEM, "vault.title", "Не хватает памяти");
  else rc = save(v, err);
  buf_clear(rc == 0 ? &old : &v->title);
  if (rc != 0) v->title = old;
  return rc;
}

const char *vault_demo(const Vault *v) {
  return v->demo.n > 0 ? v->demo.p : "";
}

int vault_set_demo(Vault *v, const char *text, Err *err) {
  buf_reset(&v->demo);
  if (buf_puts(&v->demo, text) != 0)
    return err_set(err, ERR_NOMEM, "vault.demo", "Не хватает памяти");
  return save(v, err);
}
