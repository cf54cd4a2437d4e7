/* pattern.c -- see pattern.h. */
#include "lua/pattern.h"

#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#include "lua/sandbox.h"

enum { CAPTURES_MAX = 32, DEPTH_MAX = 150, PIECE = 2048 };

/* What a capture holds instead of a length. */
#define OPEN  ((ptrdiff_t)-1)
#define PLACE ((ptrdiff_t)-2)

typedef struct Capture {
  const char *s;
  ptrdiff_t n; /* bytes, or OPEN, or PLACE */
} Capture;

typedef struct Match {
  lua_State *L;
  const char *s, *s_end, *p_end;
  int depth;      /* of recursion left */
  unsigned steps; /* not yet charged */
  int count;
  Capture caps[CAPTURES_MAX];
} Match;

static const char *match(Match *m, const char *s, const char *p);

static void step(Match *m) {
  if (++m->steps < PIECE) return;
  m->steps = 0;
  sandbox_charge(m->L, PIECE);
}

/* -- one character -------------------------------------------------------- */

/* The end of the class that begins at 'p'. */
static const char *class_end(Match *m, const char *p) {
  if (p == m->p_end) luaL_error(m->L, "malformed pattern");
  if (*p == '%') {
    if (p + 1 == m->p_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
    return p + 2;
  }
  if (*p++ != '[') return p;
  if (p < m->p_end && *p == '^') p++;
  do { /* the first ']' stands for itself */
    if (p == m->p_end) luaL_error(m->L, "malformed pattern (missing ']')");
    if (*p++ == '%' && p < m->p_end) p++;
  } while (p == m->p_end || *p != ']');
  return p + 1;
}

static int in_class(int c, int letter) {
  int yes;
  switch (tolower(letter)) {
    case 'a': yes = isalpha(c); break;
    case 'c': yes = iscntrl(c); break;
    case 'd': yes = isdigit(c); break;
    case 'g': yes = isgraph(c); break;
    case 'l': yes = islower(c); break;
    case 'p': yes = ispunct(c); break;
    case 's': yes = isspace(c); break;
    case 'u': yes = isupper(c); break;
    case 'w': yes = isalnum(c); break;
    case 'x': yes = isxdigit(c); break;
    default: return letter == c;
  }
  return isupper(letter) ? !yes : !!yes;
}

/* 'p' at the '[', 'end' at the closing ']'. */
static int in_set(int c, const char *p, const char *end) {
  int yes = 1;
  if (p[1] == '^') {
    yes = 0;
    p++;
  }
  while (++p < end) {
    if (*p == '%') {
      if (in_class(c, (unsigned char)*++p)) return yes;
    } else if (p[1] == '-' && p + 2 < end) {
      if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2]) return yes;
      p += 2;
    } else if ((unsigned char)*p == c) {
      return yes;
    }
  }
  return !yes;
}

/* Does the character at 's' fit the class [p, end)? */
static int fits(Match *m, const char *s, const char *p, const char *end) {
  step(m);
  if (s >= m->s_end) return 0;
  int c = (unsigned char)*s;
  switch (*p) {
    case '.': return 1;
    case '%': return in_class(c, (unsigned char)p[1]);
    case '[': return in_set(c, p, end - 1);
    default: return (unsigned char)*p == c;
  }
}

/* -- parts of a pattern --------------------------------------------------- */

static const char *match_balance(Match *m, const char *s, const char *p) {
  if (p + 1 >= m->p_end) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (s >= m->s_end || *s != *p) return NULL;
  int level = 1;
  while (++s < m->s_end) {
    step(m);
    if (*s == p[1]) {
      if (--level == 0) return s + 1;
    } else if (*s == *p) {
      level++;
    }
  }
  return NULL;
}

static const char *longest(Match *m, const char *s, const char *p, const char *end) {
  ptrdiff_t n = 0;
  while (fits(m, s + n, p, end)) n++;
  for (; n >= 0; n--) {
    const char *r = match(m, s + n, end + 1);
    if (r) return r;
  }
  return NULL;
}

static const char *shortest(Match *m, const char *s, const char *p, const char *end) {
  for (;;) {
    const char *r = match(m, s, end + 1);
    if (r) return r;
    if (!fits(m, s, p, end)) return NULL;
    s++;
  }
}

static const char *begin_capture(Match *m, const char *s, const char *p, ptrdiff_t what) {
  if (m->count >= CAPTURES_MAX) luaL_error(m->L, "too many captures");
  m->caps[m->count].s = s;
  m->caps[m->count++].n = what;
  const char *r = match(m, s, p);
  if (!r) m->count--;
  return r;
}

static const char *end_capture(Match *m, const char *s, const char *p) {
  int i = m->count - 1;
  while (i >= 0 && m->caps[i].n != OPEN) i--;
  if (i < 0) luaL_error(m->L, "invalid pattern capture");
  m->caps[i].n = s - m->caps[i].s;
  const char *r = match(m, s, p);
  if (!r) m->caps[i].n = OPEN;
  return r;
}

static const char *match_back(Match *m, const char *s, int digit) {
  int i = digit - '1';
  if (i < 0 || i >= m->count || m->caps[i].n == OPEN)
    luaL_error(m->L, "invalid capture index %%%d", i + 1);
  if (m->caps[i].n == PLACE) return NULL;
  size_t n = (size_t)m->caps[i].n;
  sandbox_charge(m->L, 1 + n / 32);
  if ((size_t)(m->s_end - s) < n || memcmp(m->caps[i].s, s, n) != 0) return NULL;
  return s + n;
}

static int at_frontier(Match *m, const char *s, const char *p, const char *end) {
  int before = s == m->s ? '\0' : (unsigned char)s[-1];
  int now = s < m->s_end ? (unsigned char)*s : '\0';
  return !in_set(before, p, end - 1) && in_set(now, p, end - 1);
}

/* A '%' part that is no class: %b, %f, %1.  Returns 1 when it was one, with '*s'
** moved (NULL: no match) and '*p' after it. */
static int match_special(Match *m, const char **s, const char **p) {
  const char *q = *p + 1;
  if (q >= m->p_end) return 0;
  if (*q == 'b') {
    *s = match_balance(m, *s, q + 1);
    *p = q + 3;
  } else if (*q == 'f') {
    if (++q >= m->p_end || *q != '[') luaL_error(m->L, "missing '[' after '%%f' in pattern");
    const char *end = class_end(m, q);
    if (!at_frontier(m, *s, q, end)) *s = NULL;
    *p = end;
  } else if (isdigit((unsigned char)*q)) {
    *s = match_back(m, *s, (unsigned char)*q);
    *p = q + 1;
  } else {
    return 0;
  }
  return 1;
}

/* Match the pattern from 'p' at 's': the end of the match, or NULL. */
static const char *match_here(Match *m, const char *s, const char *p) {
  while (p < m->p_end) {
    if (*p == '(')
      return p + 1 < m->p_end && p[1] == ')' ? begin_capture(m, s, p + 2, PLACE)
                                             : begin_capture(m, s, p + 1, OPEN);
    if (*p == ')') return end_capture(m, s, p + 1);
    if (*p == '$' && p + 1 == m->p_end) return s == m->s_end ? s : NULL;
    if (*p == '%' && match_special(m, &s, &p)) {
      if (!s) return NULL;
      continue;
    }
    const char *end = class_end(m, p);
    char repeat = end < m->p_end ? *end : '\0';
    if (repeat == '*') return longest(m, s, p, end);
    if (repeat == '-') return shortest(m, s, p, end);
    int fit = fits(m, s, p, end);
    if (repeat == '+') return fit ? longest(m, s + 1, p, end) : NULL;
    if (repeat == '?') {
      const char *r = fit ? match(m, s + 1, end + 1) : NULL;
      if (r) return r;
      p = end + 1;
      continue;
    }
    if (!fit) return NULL;
    s++;
    p = end;
  }
  return s;
}

static const char *match(Match *m, const char *s, const char *p) {
  if (m->depth-- == 0) luaL_error(m->L, "pattern too complex");
  step(m);
  const char *r = match_here(m, s, p);
  m->depth++;
  return r;
}

/* -- results -------------------------------------------------------------- */

static void prepare(Match *m, lua_State *L, const char *s, size_t n, const char *p, size_t pn) {
  m->L = L;
  m->s = s;
  m->s_end = s + n;
  m->p_end = p + pn;
  m->steps = 0;
}

static const char *try_at(Match *m, const char *s, const char *p) {
  m->count = 0;
  m->depth = DEPTH_MAX;
  return match(m, s, p);
}

static void push_capture(Match *m, int i, const char *s, const char *e) {
  if (i >= m->count) {
    if (i != 0) luaL_error(m->L, "invalid capture index %%%d", i + 1);
    lua_pushlstring(m->L, s, (size_t)(e - s));
  } else if (m->caps[i].n == PLACE) {
    lua_pushinteger(m->L, m->caps[i].s - m->s + 1);
  } else if (m->caps[i].n == OPEN) {
    luaL_error(m->L, "unfinished capture");
  } else {
    lua_pushlstring(m->L, m->caps[i].s, (size_t)m->caps[i].n);
  }
}

/* The captures, or the whole match when there are none and 's' is given. */
static int push_captures(Match *m, const char *s, const char *e) {
  int n = m->count == 0 && s ? 1 : m->count;
  luaL_checkstack(m->L, n, "too many captures");
  for (int i = 0; i < n; i++) push_capture(m, i, s, e);
  return n;
}

static size_t start_of(lua_Integer init, size_t n) {
  if (init > 0) return (size_t)init - 1;
  if (init == 0 || init < -(lua_Integer)n) return 0;
  return n - (size_t)-init;
}

static int plain_find(lua_State *L, const char *s, size_t n, const char *p, size_t pn,
                      size_t from) {
  const char *at = s + from, *end = s + n;
  uint64_t tried = 0;
  while (pn <= (size_t)(end - at)) {
    const char *hit = pn ? memchr(at, *p, (size_t)(end - at) - pn + 1) : at;
    if (!hit) break;
    tried += 1 + pn / 32;
    if (tried > PIECE) {
      sandbox_charge(L, tried);
      tried = 0;
    }
    if (pn == 0 || memcmp(hit, p, pn) == 0) {
      lua_pushinteger(L, hit - s + 1);
      lua_pushinteger(L, hit - s + (lua_Integer)pn);
      return 2;
    }
    at = hit + 1;
  }
  sandbox_charge(L, 1 + n / 32);
  lua_pushnil(L);
  return 1;
}

/* A pattern without special characters is faster found as it is. */
static int is_plain(const char *p, size_t pn) {
  for (size_t i = 0; i < pn; i++)
    if (p[i] && strchr("^$*+?.([%-", p[i])) return 0;
  return 1;
}

static int search(lua_State *L, int is_find) {
  Match m;
  size_t n, pn;
  const char *s = luaL_checklstring(L, 1, &n), *p = luaL_checklstring(L, 2, &pn);
  size_t from = start_of(luaL_optinteger(L, 3, 1), n);
  if (from > n) {
    lua_pushnil(L);
    return 1;
  }
  if (is_find && (lua_toboolean(L, 4) || is_plain(p, pn))) return plain_find(L, s, n, p, pn, from);
  int anchor = pn > 0 && *p == '^';
  prepare(&m, L, s, n, p, pn);
  for (const char *at = s + from; at <= m.s_end; at++) {
    const char *e = try_at(&m, at, p + anchor);
    if (e && !is_find) return push_captures(&m, at, e);
    if (e) {
      lua_pushinteger(L, at - s + 1);
      lua_pushinteger(L, e - s);
      return push_captures(&m, NULL, NULL) + 2;
    }
    if (anchor) break;
  }
  lua_pushnil(L);
  return 1;
}

static int f_find(lua_State *L) {
  return search(L, 1);
}

static int f_match(lua_State *L) {
  return search(L, 0);
}

/* Upvalues: text, pattern, place to go on from, end of the last match (or -1). */
static int next_match(lua_State *L) {
  Match m;
  size_t n, pn;
  const char *s = lua_tolstring(L, lua_upvalueindex(1), &n);
  const char *p = lua_tolstring(L, lua_upvalueindex(2), &pn);
  lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  prepare(&m, L, s, n, p, pn);
  for (const char *at = s + lua_tointeger(L, lua_upvalueindex(3)); at <= m.s_end; at++) {
    const char *e = try_at(&m, at, p);
    if (!e || e - s == last) continue;
    lua_pushinteger(L, e - s);
    lua_copy(L, -1, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return push_captures(&m, at, e);
  }
  return 0;
}

static int f_gmatch(lua_State *L) {
  size_t n;
  luaL_checklstring(L, 1, &n);
  luaL_checkstring(L, 2);
  size_t from = start_of(luaL_optinteger(L, 3, 1), n);
  lua_settop(L, 2);
  lua_pushinteger(L, from > n ? (lua_Integer)n + 1 : (lua_Integer)from);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, next_match, 4);
  return 1;
}

/* Append the replacement text with %0 to %9 and %% filled in. */
static void add_text(Match *m, luaL_Buffer *b, const char *s, const char *e) {
  size_t n;
  const char *r = lua_tolstring(m->L, 3, &n), *end = r + n;
  for (; r < end; r++) {
    if (*r != '%') {
      luaL_addchar(b, *r);
      continue;
    }
    if (++r < end && *r == '%') {
      luaL_addchar(b, '%');
    } else if (r < end && *r == '0') {
      luaL_addlstring(b, s, (size_t)(e - s));
    } else {
      if (r >= end || !isdigit((unsigned char)*r))
        luaL_error(m->L, "invalid use of '%%' in replacement string");
      push_capture(m, *r - '1', s, e);
      luaL_tolstring(m->L, -1, NULL);
      lua_remove(m->L, -2);
      luaL_addvalue(b);
    }
  }
}

/* Append what stands for the match: by the text, table or function at index 3. */
static void add_value(Match *m, luaL_Buffer *b, const char *s, const char *e) {
  lua_State *L = m->L;
  int type = lua_type(L, 3);
  if (type == LUA_TSTRING || type == LUA_TNUMBER) {
    add_text(m, b, s, e);
    return;
  }
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, push_captures(m, s, e), 1);
  } else {
    push_capture(m, 0, s, e);
    lua_gettable(L, 3);
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(b, s, (size_t)(e - s));
    return;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  luaL_addvalue(b);
}

static int f_gsub(lua_State *L) {
  Match m;
  luaL_Buffer b;
  size_t n, pn;
  const char *s = luaL_checklstring(L, 1, &n), *p = luaL_checklstring(L, 2, &pn), *last = NULL;
  int type = lua_type(L, 3), anchor = pn > 0 && *p == '^';
  luaL_argexpected(
      L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE,
      3, "string/function/table");
  lua_Integer max = luaL_optinteger(L, 4, (lua_Integer)n + 1), done = 0;
  if (type == LUA_TNUMBER) lua_tostring(L, 3);
  prepare(&m, L, s, n, p, pn);
  luaL_buffinit(L, &b);
  while (done < max) {
    const char *e = try_at(&m, s, p + anchor);
    if (e && e != last) {
      done++;
      add_value(&m, &b, s, e);
      s = last = e;
    } else if (s < m.s_end) {
      luaL_addchar(&b, *s++);
    } else {
      break;
    }
    if (anchor) break;
  }
  luaL_addlstring(&b, s, (size_t)(m.s_end - s));
  luaL_pushresult(&b);
  lua_pushinteger(L, done);
  return 2;
}

void pattern_open(lua_State *L) {
  static const luaL_Reg functions[] = { { "find", f_find },
                                        { "match", f_match },
                                        { "gmatch", f_gmatch },
                                        { "gsub", f_gsub },
                                        { NULL, NULL } };
  luaL_setfuncs(L, functions, 0);
}
