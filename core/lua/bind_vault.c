/* bind_vault.c -- core.vault: who can open the data, for Lua.
** Keys are strings of 32 bytes; they are never shown or stored by scripts. */
#include <sodium.h>
#include <string.h>

#include "data/vault.h"
#include "lua/bind.h"

#define VAULT_META "core.Vault"

typedef struct Box {
  Vault *v;
} Box;

static Vault *check_vault(lua_State *L) {
  Box *b = luaL_checkudata(L, 1, VAULT_META);
  if (b->v == NULL) luaL_error(L, "vault is closed");
  return b->v;
}

static const unsigned char *check_key(lua_State *L, int arg) {
  size_t n;
  const char *k = luaL_checklstring(L, arg, &n);
  luaL_argcheck(L, n == VAULT_KEY_BYTES, arg, "key of 32 bytes expected");
  return (const unsigned char *)k;
}

static Box *new_box(lua_State *L) {
  Box *b = lua_newuserdatauv(L, sizeof *b, 0);
  b->v = NULL;
  luaL_setmetatable(L, VAULT_META);
  return b;
}

static int push_key(lua_State *L, unsigned char *key) {
  lua_pushlstring(L, (const char *)key, VAULT_KEY_BYTES);
  sodium_memzero(key, VAULT_KEY_BYTES);
  return 1;
}

/* create(path, title) -> vault, key, recovery | nil, err */
static int f_create(lua_State *L) {
  Err err = { 0 };
  unsigned char key[VAULT_KEY_BYTES];
  char recovery[VAULT_RECOVERY_LEN + 1];
  const char *path = luaL_checkstring(L, 1), *title = luaL_optstring(L, 2, "");
  Box *b = new_box(L);
  b->v = vault_create(path, title, key, recovery, &err);
  if (b->v == NULL) return bind_fail(L, &err);
  push_key(L, key);
  lua_pushstring(L, recovery);
  return 3;
}

static int f_open(lua_State *L) {
  Err err = { 0 };
  const char *path = luaL_checkstring(L, 1);
  Box *b = new_box(L);
  b->v = vault_open(path, &err);
  return b->v != NULL ? 1 : bind_fail(L, &err);
}

static int f_close(lua_State *L) {
  Box *b = luaL_checkudata(L, 1, VAULT_META);
  vault_free(b->v);
  b->v = NULL;
  return 0;
}

static int f_title(lua_State *L) {
  lua_pushstring(L, vault_title(check_vault(L)));
  return 1;
}

static int f_set_title(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, vault_set_title(check_vault(L), luaL_checkstring(L, 2), &err), &err);
}

static int f_demo(lua_State *L) {
  lua_pushstring(L, vault_demo(check_vault(L)));
  return 1;
}

static int f_set_demo(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, vault_set_demo(check_vault(L), luaL_checkstring(L, 2), &err), &err);
}

/* The results of an unlock: key and the other key or nil | nil, err with wait. */
static int unlocked(lua_State *L, const Vault *v, int rc, unsigned char *key, unsigned wait,
                    const Err *err) {
  if (rc != 0) {
    int n = bind_fail(L, err);
    lua_pushinteger(L, wait);
    lua_setfield(L, -2, "wait");
    return n;
  }
  push_key(L, key);
  return vault_other_key(v, key) ? 1 + push_key(L, key) : 1;
}

static int f_unlock(lua_State *L) {
  Err err = { 0 };
  unsigned char key[VAULT_KEY_BYTES];
  unsigned wait = 0;
  Vault *v = check_vault(L);
  const char *login = luaL_checkstring(L, 2), *password = luaL_checkstring(L, 3);
  int rc = vault_unlock(v, login, password, key, &wait, &err);
  return unlocked(L, v, rc, key, wait, &err);
}

static int f_unlock_recovery(lua_State *L) {
  Err err = { 0 };
  unsigned char key[VAULT_KEY_BYTES];
  unsigned wait = 0;
  Vault *v = check_vault(L);
  int rc = vault_unlock_recovery(v, luaL_checkstring(L, 2), key, &wait, &err);
  return unlocked(L, v, rc, key, wait, &err);
}

static int f_set_password(lua_State *L) {
  Err err = { 0 };
  Vault *v = check_vault(L);
  const unsigned char *key = check_key(L, 2);
  return bind_done(
      L, vault_set_password(v, key, luaL_checkstring(L, 3), luaL_checkstring(L, 4), &err), &err);
}

static int f_remove(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, vault_remove(check_vault(L), luaL_checkstring(L, 2), &err), &err);
}

static int f_has(lua_State *L) {
  lua_pushboolean(L, vault_has(check_vault(L), luaL_checkstring(L, 2)));
  return 1;
}

/* rotate(key) -> fresh key; then copy the data file under it and call rotate_done. */
static int f_rotate(lua_State *L) {
  Err err = { 0 };
  unsigned char fresh[VAULT_KEY_BYTES];
  if (vault_rotate(check_vault(L), check_key(L, 2), fresh, &err) != 0) return bind_fail(L, &err);
  return push_key(L, fresh);
}

static int f_rotate_done(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, vault_rotate_done(check_vault(L), &err), &err);
}

static int f_rotate_undo(lua_State *L) {
  Err err = { 0 };
  return bind_done(L, vault_rotate_undo(check_vault(L), &err), &err);
}

static const luaL_Reg methods[] = {
  { "title", f_title },
  { "set_title", f_set_title },
  { "demo", f_demo },
  { "set_demo", f_set_demo },
  { "unlock", f_unlock },
  { "unlock_recovery", f_unlock_recovery },
  { "set_password", f_set_password },
  { "remove", f_remove },
  { "has", f_has },
  { "rotate", f_rotate },
  { "rotate_done", f_rotate_done },
  { "rotate_undo", f_rotate_undo },
  { "close", f_close },
  { "__gc", f_close },
  { "__close", f_close },
  { NULL, NULL },
};

static const luaL_Reg lib[] = { { "create", f_create }, { "open", f_open }, { NULL, NULL } };

int luaopen_core_vault(lua_State *L) {
  luaL_newmetatable(L, VAULT_META);
  luaL_setfuncs(L, methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  luaL_newlib(L, lib);
  return 1;
}
