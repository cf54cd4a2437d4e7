/* vault.c -- the file of keys: its title may change, its users stay. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "data/vault.h"
#include "tap.h"

int main(void) {
  char dir[] = "/tmp/zhurnal-vault.XXXXXX", path[96];
  unsigned char key[VAULT_KEY_BYTES], again[VAULT_KEY_BYTES];
  char recovery[VAULT_RECOVERY_LEN + 1];
  unsigned wait = 0;
  Err err = { 0 };
  if (sodium_init() < 0 || mkdtemp(dir) == NULL) return 1;
  snprintf(path, sizeof path, "%s/keys.txt", dir);

  Vault *v = vault_create(path, "Школа\nслоб", key, recovery, &err);
  OK(v != NULL, "a file of keys is made");
  if (v == NULL) return DONE();
  STR(vault_title(v), "Школа слоб", "its title stands on one line");
  IS(vault_set_password(v, key, "zavuch", "long-enough", &err), 0, "with a user");
  IS(vault_set_title(v, "Школа № 2\nslot 0", &err), 0, "another title");
  STR(vault_title(v), "Школа № 2 slot 0", "is one line too");
  vault_free(v);

  v = vault_open(path, &err);
  OK(v != NULL, "the file opens again");
  STR(v != NULL ? vault_title(v) : NULL, "Школа № 2 slot 0", "with the new title");
  IS(vault_unlock(v, "zavuch", "long-enough", again, &wait, &err), 0, "and the user comes in");
  OK(memcmp(key, again, sizeof key) == 0, "by the same key");
  IS(vault_set_title(v, "", &err), 0, "the title may be empty");
  STR(vault_title(v), "", "and is");
  IS(vault_set_title(v, "Школа", &err), 0, "and filled again");

  char aside[64];
  snprintf(aside, sizeof aside, "%s-aside", dir);
  if (rename(dir, aside) == 0) {
    OK(vault_set_title(v, "Другая", &err) < 0, "without the stick the title is not written");
    STR(vault_title(v), "Школа", "and stays as it was");
    snprintf(path, sizeof path, "%s/keys.txt", aside);
  }
  vault_free(v);
  remove(path);
  remove(aside);
  return DONE();
}
