/* vault.h -- who can open the data: one slot for each user and one for the safe.
** Floor: data.  Included by lua.
** The data file is encrypted with a random key.  A slot holds a public key whose
** secret half follows from the user's password (argon2id), and the data key sealed
** to it (libsodium crypto_box_seal).  So the data key can be changed for everybody,
** and a user added, removed or given a new password, without knowing the password of
** anyone else.  The recovery key, printed for the safe, is a slot too.
** Logins stand in the file as keyed hashes: nothing of a person can be read there.
** The key file is text, written whole or not at all.
** After three wrong passwords each try must wait, twice as long each time, up to a
** minute; the count is kept in the file.
** Source: argon2id parameters by RFC 9106, second recommended option (64 MiB, 3 passes). */
#ifndef DATA_VAULT_H
#define DATA_VAULT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

typedef struct Vault Vault;

enum { VAULT_KEY_BYTES = 32, VAULT_RECOVERY_LEN = 35, VAULT_PASSWORD_MIN = 8 };

/* Make a new key file with a random data key (given to 'key') and no users; the
** recovery key is written as "XXXXX-XXXXX-…" with a NUL.  'title' is shown before
** unlocking.  NULL with ERR_CONFLICT when the file exists. */
Vault *vault_create(const char *path, const char *title, unsigned char key[VAULT_KEY_BYTES],
                    char recovery[VAULT_RECOVERY_LEN + 1], Err *err);

/* Read a key file.  ERR_NOTFOUND, ERR_CORRUPT. */
Vault *vault_open(const char *path, Err *err);
void vault_free(Vault *v);

const char *vault_title(const Vault *v);

/* Write another title into the file; the old one stays when that fails. */
int vault_set_title(Vault *v, const char *title, Err *err);

/* Lines kept in the file for a demonstration stick (logins with passwords), or "". */
const char *vault_demo(const Vault *v);
int vault_set_demo(Vault *v, const char *text, Err *err);

/* The data key for a login and password.  ERR_PASSWORD when they do not fit, ERR_BUSY when the
** pause after wrong ones is not over (the password was not looked at); *wait gets the
** seconds until the next try is looked at. */
int vault_unlock(Vault *v, const char *login, const char *password,
                 unsigned char key[VAULT_KEY_BYTES], unsigned *wait, Err *err);

/* The same with the recovery key; blanks, hyphens and letter case do not matter. */
int vault_unlock_recovery(Vault *v, const char *text, unsigned char key[VAULT_KEY_BYTES],
                          unsigned *wait, Err *err);

/* Make or replace a user's slot.  ERR_INPUT: the password is shorter than
** VAULT_PASSWORD_MIN characters. */
int vault_set_password(Vault *v, const unsigned char key[VAULT_KEY_BYTES], const char *login,
                       const char *password, Err *err);

/* Remove a user's slot; no such slot is no error. */
int vault_remove(Vault *v, const char *login, Err *err);

/* 1 when the login has a slot. */
int vault_has(const Vault *v, const char *login);

/* Seal a new data key for every slot.  The old one stays in the file beside it until
** vault_rotate_done: whichever key the data file has, every password opens it. */
int vault_rotate(Vault *v, const unsigned char key[VAULT_KEY_BYTES],
                 unsigned char fresh[VAULT_KEY_BYTES], Err *err);
int vault_rotate_done(Vault *v, Err *err);

/* Forget a new key that did not come to be used. */
int vault_rotate_undo(Vault *v, Err *err);

/* After an unlock: the second key of an unfinished rotation.  1 when there is one. */
int vault_other_key(const Vault *v, unsigned char key[VAULT_KEY_BYTES]);

#endif
