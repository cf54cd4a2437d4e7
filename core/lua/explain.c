/* explain.c -- see explain.h. */
#include "lua/explain.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"

/* '*' in 'lua' stands for any text; $1, $2 in 'words' are these texts.  The first
** line that fits is taken, so the narrow ones stand first. */
static const struct {
  const char *lua, *words;
} phrases[] = {
  { "attempt to call a * value (*)", "вызов того, что не является функцией: $2 ($1)" },
  { "attempt to call a * value", "вызов того, что не является функцией ($1)" },
  { "attempt to index a * value (*)", "обращение к полю того, что не является таблицей: $2 ($1)" },
  { "attempt to index a * value", "обращение к полю того, что не является таблицей ($1)" },
  { "attempt to perform arithmetic on a * value (*)", "вычисление не с числом: $2 ($1)" },
  { "attempt to perform arithmetic on a * value", "вычисление не с числом ($1)" },
  { "attempt to concatenate a * value (*)", "соединение «..» не строки и не числа: $2 ($1)" },
  { "attempt to concatenate a * value", "соединение «..» не строки и не числа ($1)" },
  { "attempt to compare two * values", "нельзя сравнить больше-меньше: $1 и $1" },
  { "attempt to compare * with *", "нельзя сравнить больше-меньше: $1 и $2" },
  { "attempt to get length of a * value (*)", "длина «#» не строки и не таблицы: $2 ($1)" },
  { "attempt to get length of a * value", "длина «#» не строки и не таблицы ($1)" },
  { "attempt to perform 'n//0'", "деление на нуль" },
  { "attempt to perform 'n%%0'", "деление на нуль" },
  { "attempt to assign to const variable *", "изменение постоянной $1" },
  { "attempt to load a binary chunk (*)", "это не текст на Lua" },
  { "number has no integer representation", "здесь нужно целое число" },
  { "bad argument #* to '*' (*)", "неверный аргумент $1 функции $2: $3" },
  { "C stack overflow*", "слишком глубокая вложенность" },
  { "chunk has too many syntax levels*", "слишком глубокая вложенность" },
  { "stack overflow*", "функция бесконечно вызывает сама себя" },
  { "error in error handling", "функция бесконечно вызывает сама себя" },
  { "not enough memory", "не хватает памяти" },
  { "unfinished string near *", "строка не закрыта кавычкой около $1" },
  { "unfinished long *", "длинная строка или примечание не закрыты" },
  { "variable * got a non-closable value", "переменная $1: это значение нельзя объявить close" },
  { "unexpected symbol", "лишний знак" },
  { "unexpected symbol near *", "лишний знак около $1" },
  { "malformed number near *", "неверно записано число $1" },
  { "invalid escape sequence *", "неверная последовательность с обратной чертой $1" },
  { "'*' expected (to close '*' at line *) near *",
    "не хватает «$1», которое закрывает «$2» из строки $3, около $4" },
  { "'*' expected near *", "не хватает «$1» около $2" },
  { "<name> expected near *", "не хватает имени около $1" },
  { "<eof> expected near *", "лишнее после конца текста: $1" },
  { "function arguments expected near *", "не хватает скобок с аргументами около $1" },
  { "syntax error near *", "непонятная запись около $1" },
  { "no visible label *", "goto ведёт в никуда: $1" },
  { "too many * (limit is *)*", "слишком много: $1, предел $2" },
  { "function or expression needs too many registers*", "слишком сложное выражение" },
  { "invalid value (at index *) in table for 'concat'", "concat: элемент $1 не строка и не число" },
  { "position out of bounds", "место вне списка" },
  { "wrong number of arguments to *", "неверное число аргументов функции $1" },
  { "assertion failed!", "условие assert не выполнено" }
};

static const struct {
  const char *lua, *words;
} terms[] = { { "nil", "пусто" },
              { "number", "число" },
              { "string", "строка" },
              { "table", "таблица" },
              { "function", "функция" },
              { "boolean", "да/нет" },
              { "userdata", "объект" },
              { "<eof>", "конца текста" },
              { "'<eof>'", "конца текста" },
              { "no value", "ничего" },
              { "number expected, got nil", "нужно число, а передано пусто" },
              { "number expected, got no value", "нужно число, а не передано ничего" },
              { "string expected, got nil", "нужна строка, а передано пусто" },
              { "string expected, got no value", "нужна строка, а не передано ничего" },
              { "string expected, got table", "нужна строка, а передана таблица" },
              { "number expected, got string", "нужно число, а передана строка" },
              { "table expected, got nil", "нужна таблица, а передано пусто" },
              { "table expected, got no value", "нужна таблица, а не передано ничего" },
              { "value expected", "нужно значение" },
              { "position out of bounds", "место вне списка" },
              { "number has no integer representation", "нужно целое число" } };

/* "global 'x'" and so on: what a variable is called. */
static const struct {
  const char *lua, *words;
} kinds[] = { { "global '", "имя «" },         { "local '", "переменная «" },
              { "field '", "поле «" },         { "method '", "действие «" },
              { "upvalue '", "переменная «" }, { "constant '", "постоянная «" } };

typedef struct Part {
  const char *s;
  size_t n;
} Part;

/* Match 's' with the pattern; the last '*' takes the rest, another one the
** shortest text before what follows it. */
static int match(const char *p, const char *s, Part *parts) {
  int k = 0;
  while (*p) {
    if (*p != '*') {
      if (*p++ != *s++) return 0;
      continue;
    }
    size_t lit = strcspn(++p, "*");
    const char *end = s + strlen(s);
    if (lit == 0 && *p == '\0') {
      parts[k].s = s;
      parts[k].n = (size_t)(end - s);
      return 1;
    }
    const char *at = s;
    while (*at && (strncmp(at, p, lit) != 0 || (p[lit] == '\0' && at[lit] != '\0'))) at++;
    if (!*at) return 0;
    parts[k].s = s;
    parts[k++].n = (size_t)(at - s);
    s = at;
  }
  return *s == '\0';
}

static void put_part(Buf *out, const Part *part) {
  for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++)
    if (strlen(terms[i].lua) == part->n && memcmp(terms[i].lua, part->s, part->n) == 0) {
      buf_puts(out, terms[i].words);
      return;
    }
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    size_t n = strlen(kinds[i].lua);
    if (part->n <= n || memcmp(kinds[i].lua, part->s, n) != 0) continue;
    buf_puts(out, kinds[i].words);
    buf_add(out, part->s + n, part->n - n - 1);
    buf_puts(out, "»");
    return;
  }
  buf_add(out, part->s, part->n);
}

/* Append the Russian phrase for the message without its place; 0 when unknown. */
static int put_phrase(Buf *out, const char *s) {
  for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
    Part parts[6] = { { NULL, 0 } };
    if (!match(phrases[i].lua, s, parts)) continue;
    for (const char *w = phrases[i].words; *w; w++) {
      if (w[0] != '$' || !isdigit((unsigned char)w[1])) buf_putc(out, *w);
      else put_part(out, &parts[*++w - '1']);
    }
    return 1;
  }
  return 0;
}

/* The end of "name:line: " at the beginning of the message, or 's'. */
static const char *after_place(const char *s) {
  for (const char *p = strchr(s, ':'); p; p = strchr(p + 1, ':')) {
    const char *q = p + 1;
    while (isdigit((unsigned char)*q)) q++;
    if (q > p + 1 && q[0] == ':' && q[1] == ' ') return q + 2;
  }
  return s;
}

static void put_message(Buf *out, const char *s) {
  const char *text = after_place(s);
  buf_add(out, s, (size_t)(text - s));
  if (!put_phrase(out, text)) buf_puts(out, text);
}

void explain_value(lua_State *L, int i, char *out, size_t size) {
  Buf b = { 0 };
  int type = lua_type(L, i), pushed = 0;
  if (type == LUA_TTABLE && lua_checkstack(L, 2)) {
    i = lua_absindex(L, i);
    lua_pushnil(L);
    while (lua_next(L, i)) { /* no key is made here: making a string could raise */
      if (lua_type(L, -2) == LUA_TSTRING && lua_type(L, -1) == LUA_TSTRING &&
          strcmp(lua_tostring(L, -2), "msg") == 0) {
        buf_puts(&b, lua_tostring(L, -1));
        lua_pop(L, 2);
        pushed = 1;
        break;
      }
      lua_pop(L, 1);
    }
  }
  if (type == LUA_TSTRING) put_message(&b, lua_tostring(L, i));
  else if (!pushed) buf_puts(&b, "ошибка без описания");
  Err cut = { 0 };
  err_set(&cut, ERR_POLICY, "", "%s", buf_str(&b)); /* one line, cut at a whole character */
  size_t n = strlen(cut.msg);
  if (n >= size) {
    n = size - 1;
    while (n > 0 && ((unsigned char)cut.msg[n] & 0xC0) == 0x80) n--;
  }
  memcpy(out, cut.msg, n);
  out[n] = '\0';
  buf_clear(&b);
}
